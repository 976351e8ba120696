import { eq, notInArray } from 'drizzle-orm'
import { beforeEach, describe, expect, test } from 'vitest'
import { openAuth } from '../../src/accounts/auth.ts'
import { findActorByKey } from '../../src/accounts/find-actor.ts'
import { keepOwner, type OwnerSettings, ownerPath } from '../../src/accounts/owner.ts'
import { people, signInMethods, verifications } from '../../src/db/schema.ts'
import { keyOf, ownerKey, testSettings, testWorld } from '../world.ts'

const { db, deps, visit } = testWorld()
const secret = testSettings.authSecret
const silent = { send: undefined, baseUrl: undefined, later: () => {}, show: () => {} }
const auth = openAuth(db, testSettings, { origin: 'https://reckon.test', secure: true }, silent)
const none = { email: undefined, password: undefined, apiKey: undefined }

describe('the owner of the settings', () => {
  test('signs in with their address and password', async () => {
    const given = { ...none, email: 'olga@example.org', password: 'of the settings' }
    await keepOwner(deps, auth, given, secret)
    const form = { email: 'olga@example.org', password: 'of the settings' }
    const { status, cookie } = await visit('/sign-in', { form })
    expect(status).toBe(303)
    expect((await visit('/people', { cookie })).status).toBe(200)
    expect(await ownerPath(deps, auth)).toBeUndefined()
  })

  test('keeps what they have changed while the settings stay the same', async () => {
    const given = { ...none, email: 'olga@example.org', password: 'of the settings' }
    await db.update(people).set({ email: 'new@example.org' }).where(eq(people.id, 'owner'))
    await keepOwner(deps, auth, given, secret)
    const [owner] = await db.select().from(people).where(eq(people.id, 'owner'))
    expect(owner?.email).toBe('new@example.org')
  })

  test('has the key of the settings, and an older one no longer', async () => {
    await keepOwner(deps, auth, { ...none, apiKey: 'another-owner-key' }, secret)
    expect(await findActorByKey(deps, 'another-owner-key')).toMatchObject({ id: 'owner', role: 'owner' })
    expect(await findActorByKey(deps, ownerKey)).toBeUndefined()
    await keepOwner(deps, auth, none, secret)
    expect(await findActorByKey(deps, 'another-owner-key')).toBeUndefined()
  })

  test('cannot have the address of somebody else', async () => {
    await expect(keepOwner(deps, auth, { ...none, email: 'ann@example.org' }, secret)).rejects.toThrow(
      'OWNER_EMAIL is the address of somebody else',
    )
  })

  test('is told the way in once more while they have none, and the older link is spent', async () => {
    await db.delete(signInMethods).where(eq(signInMethods.userId, 'owner'))
    const [first, second] = [await ownerPath(deps, auth), await ownerPath(deps, auth)]
    expect((await visit(first ?? '')).status).toBe(409)
    expect((await visit(second ?? '')).status).toBe(200)
    expect((await findActorByKey(deps, keyOf('ann')))?.role).toBe('contributor')
  })
})

describe('at a start where nobody can sign in as owner', () => {
  const isOwner = eq(people.role, 'owner')

  /** As at a start of the server: what is printed, if anything is. */
  async function start(settings: OwnerSettings = none) {
    await keepOwner(deps, auth, settings, secret)
    return ownerPath(deps, auth)
  }

  async function becomeOwner(path: string | undefined, email: string) {
    const token = path?.split('token=')[1] ?? ''
    const { cookie } = await visit('/password', {
      form: { token, name: 'Owner', email, password: 'long enough' },
    })
    expect((await visit('/people', { cookie })).status).toBe(200)
  }

  beforeEach(async () => {
    await db.delete(people).where(notInArray(people.id, ['ann', 'ben', 'mia', 'moe']))
    await db.delete(verifications)
  })

  test('a link makes the first owner, and nothing is printed from then on', async () => {
    await becomeOwner(await start(), 'first@example.org')
    expect(await db.select().from(people).where(isOwner)).toMatchObject([{ id: 'owner' }])
    expect(await start()).toBeUndefined()
  })

  test('a link makes another one, not under the id of who is gone', async () => {
    await becomeOwner(await start(), 'first@example.org')
    await db.delete(people).where(isOwner)
    const path = await start()
    const [another] = await db.select().from(people).where(isOwner)
    expect(another?.id).toMatch(/^p-/)
    expect(await start()).not.toBe(path)
    expect(await db.select().from(people).where(isOwner)).toMatchObject([{ id: another?.id }])
    await becomeOwner(await start(), 'second@example.org')
    expect(await start()).toBeUndefined()
  })

  test('one who is suspended or was demoted does not come back by it', async () => {
    await becomeOwner(await start(), 'first@example.org')
    await db.update(people).set({ banned: true }).where(isOwner)
    await becomeOwner(await start(), 'second@example.org')
    await db.update(people).set({ role: 'contributor' }).where(eq(people.email, 'second@example.org'))
    await becomeOwner(await start(), 'third@example.org')
    expect(await db.select().from(people).where(eq(people.id, 'owner'))).toMatchObject([{ banned: true }])
  })

  test('an invited owner who never opened their link is no reason to print none', async () => {
    await becomeOwner(await start(), 'first@example.org')
    await db.insert(people).values({ id: 'invited', name: 'I', email: 'invited@example.org', role: 'owner' })
    await db.delete(people).where(eq(people.id, 'owner'))
    await becomeOwner(await start(), 'second@example.org')
  })

  test('while another owner can sign in, the first one is not made again', async () => {
    await becomeOwner(await start(), 'first@example.org')
    await db.insert(people).values({ id: 'other', name: 'O', email: 'other@example.org', role: 'owner' })
    await db
      .insert(signInMethods)
      .values({ id: 'other', userId: 'other', accountId: 'other', providerId: 'github' })
    await db.delete(people).where(eq(people.id, 'owner'))
    expect(await start()).toBeUndefined()
    expect(await db.select().from(people).where(isOwner)).toMatchObject([{ id: 'other' }])
  })

  test('the settings make another one, not under the id of who is gone', async () => {
    const settings = { email: 'olga@example.org', password: 'of the settings', apiKey: 'the-key-of-olga' }
    expect(await start(settings)).toBeUndefined()
    await db.delete(people).where(isOwner)
    expect(await start(settings)).toBeUndefined()
    const actor = await findActorByKey(deps, 'the-key-of-olga')
    expect(actor?.role).toBe('owner')
    expect(actor?.id).toMatch(/^p-/)
    const { status } = await visit('/sign-in', {
      form: { email: 'olga@example.org', password: 'of the settings' },
    })
    expect(status).toBe(303)
  })
})
