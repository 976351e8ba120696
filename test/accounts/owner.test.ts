import { eq } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { openAuth } from '../../src/accounts/auth.ts'
import { findActorByKey } from '../../src/accounts/find-actor.ts'
import { keepOwner, ownerPath } from '../../src/accounts/owner.ts'
import { people, signInMethods } from '../../src/db/schema.ts'
import { keyOf, ownerKey, testSettings, testWorld } from '../world.ts'

const { db, deps, visit } = testWorld()
const secret = testSettings.authSecret
const silent = { send: undefined, baseUrl: undefined, later: () => {}, show: () => {} }
const auth = openAuth(db, testSettings, { origin: 'https://reckon.test', secure: true }, silent)
const none = { email: undefined, password: undefined, apiKey: undefined }

describe('the owner of the settings', () => {
  test('signs in with their address and password', async () => {
    const given = { ...none, email: 'olga@example.org', password: 'of the settings' }
    await keepOwner(db, auth, given, secret)
    const form = { email: 'olga@example.org', password: 'of the settings' }
    const { status, cookie } = await visit('/sign-in', { form })
    expect(status).toBe(303)
    expect((await visit('/people', { cookie })).status).toBe(200)
    expect(await ownerPath(db, auth)).toBeUndefined()
  })

  test('keeps what they have changed while the settings stay the same', async () => {
    const given = { ...none, email: 'olga@example.org', password: 'of the settings' }
    await db.update(people).set({ email: 'new@example.org' }).where(eq(people.id, 'owner'))
    await keepOwner(db, auth, given, secret)
    const [owner] = await db.select().from(people).where(eq(people.id, 'owner'))
    expect(owner?.email).toBe('new@example.org')
  })

  test('has the key of the settings, and an older one no longer', async () => {
    await keepOwner(db, auth, { ...none, apiKey: 'another-owner-key' }, secret)
    expect(await findActorByKey(deps, 'another-owner-key')).toMatchObject({ id: 'owner', role: 'owner' })
    expect(await findActorByKey(deps, ownerKey)).toBeUndefined()
    await keepOwner(db, auth, none, secret)
    expect(await findActorByKey(deps, 'another-owner-key')).toBeUndefined()
  })

  test('cannot have the address of somebody else', async () => {
    await expect(keepOwner(db, auth, { ...none, email: 'ann@example.org' }, secret)).rejects.toThrow(
      'OWNER_EMAIL is the address of somebody else',
    )
  })

  test('is told the way in once more while they have none, and the older link is spent', async () => {
    await db.delete(signInMethods).where(eq(signInMethods.userId, 'owner'))
    const [first, second] = [await ownerPath(db, auth), await ownerPath(db, auth)]
    expect((await visit(first ?? '')).status).toBe(409)
    expect((await visit(second ?? '')).status).toBe(200)
    expect((await findActorByKey(deps, keyOf('ann')))?.role).toBe('contributor')
  })
})
