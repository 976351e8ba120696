import crypto from 'node:crypto'
import { syncBuiltinESMExports } from 'node:module'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { findActorByKey } from '../../src/accounts/find-actor.ts'
import { signInMethods } from '../../src/db/schema.ts'
import { keyOf, ownerKey, testWorld } from '../world.ts'

const { db, deps, visit } = testWorld()

afterEach(() => {
  vi.restoreAllMocks()
  syncBuiltinESMExports()
})

describe('a key', () => {
  test('belongs to its person, in their role', async () => {
    expect(await findActorByKey(deps, keyOf('mia'))).toEqual({
      id: 'mia',
      role: 'moderator',
      scopes: ['read', 'log', 'resolve'],
    })
  })

  test('of the setting OWNER_API_KEY is good for everything', async () => {
    expect((await findActorByKey(deps, ownerKey))?.scopes).toContain('account')
  })

  test.each([
    ['empty', ''],
    ['longer', `${keyOf('ann')} `],
    ['shorter', keyOf('ann').slice(0, -1)],
    ['in other letters', keyOf('ann').toUpperCase()],
    ['not ASCII', keyOf('ann').replace('a', 'ä')],
  ])('that is %s belongs to nobody', async (_, key) => {
    expect(await findActorByKey(deps, key)).toBeUndefined()
  })

  test('is compared in constant time', async () => {
    const compare = vi.spyOn(crypto, 'timingSafeEqual')
    syncBuiltinESMExports()
    await findActorByKey(deps, keyOf('ann'))
    expect(compare).toHaveBeenCalledOnce()
  })
})

test('signing in takes one hashing of a password, whether the address is known or not', async () => {
  await db.insert(signInMethods).values({
    id: 'of-ann',
    userId: 'ann',
    accountId: 'ann',
    providerId: 'credential',
    password: '00:00',
  })
  const hash = vi.spyOn(crypto, 'scrypt')
  syncBuiltinESMExports()
  const counts: number[] = []
  for (const email of ['ann@example.org', 'nobody@example.org']) {
    hash.mockClear()
    await visit('/sign-in', { form: { email, password: 'not the password' } })
    counts.push(hash.mock.calls.length)
  }
  expect(counts).toEqual([1, 1])
})
