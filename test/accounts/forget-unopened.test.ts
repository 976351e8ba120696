import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { forgetUnopened } from '../../src/accounts/forget-unopened.ts'
import { people, signInMethods, unsentLinks, verifications } from '../../src/db/schema.ts'
import { clock, testWorld } from '../world.ts'

const { db, deps, visit } = testWorld()
const day = 24 * 60 * 60 * 1000
const longAgo = new Date(clock.now.getTime() - 15 * day)
const soon = new Date(clock.now.getTime() + day)

function person(id: string, more = {}) {
  return { id, name: id, email: `${id}@example.org`, createdAt: longAgo, ...more }
}

test('a sign-up removes who never used their link, and nobody else', async () => {
  await db
    .insert(people)
    .values([
      person('idle'),
      person('recent', { createdAt: new Date(clock.now.getTime() - 8 * day) }),
      person('suspended', { banned: true }),
      person('signs-in'),
      person('asked-again'),
      person('has-link'),
    ])
  await db
    .insert(signInMethods)
    .values({ id: 'm', userId: 'signs-in', accountId: 'signs-in', providerId: 'github' })
  await db
    .insert(verifications)
    .values({ id: 'v', identifier: 'reset-password:x', value: 'asked-again', expiresAt: soon })
  await db.insert(unsentLinks).values({ personId: 'has-link', path: '/password?token=x', expiresAt: soon })
  const before = await db.$count(people)
  await visit('/sign-up', { form: { name: 'New', email: 'new@example.org' } })
  expect(await db.$count(people)).toBe(before)
  expect(await db.$count(people, eq(people.id, 'idle'))).toBe(0)
})

test('no more than a hundred are removed at once', async () => {
  await db.insert(people).values(Array.from({ length: 150 }, (_, count) => person(`flood-${count}`)))
  const before = await db.$count(people)
  await forgetUnopened(deps)
  expect(await db.$count(people)).toBe(before - 100)
})
