import { eq, sql } from 'drizzle-orm'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { hasUsableOwner } from '../../src/accounts/usable-owners.ts'
import { apiKeys, people, signInMethods } from '../../src/db/schema.ts'
import { clock, testWorld } from '../world.ts'

const { db, signIn, visit } = testWorld()

async function addOwner(id: string, { waysIn = true, banned = false } = {}) {
  await db
    .insert(people)
    .values({ id, name: id, email: `${id}@example.org`, role: 'owner', banned })
    .onConflictDoUpdate({ target: people.id, set: { role: 'owner', banned } })
  await db.delete(signInMethods).where(eq(signInMethods.userId, id))
  if (!waysIn) return
  await db.insert(signInMethods).values({ id, userId: id, accountId: id, providerId: 'github' })
}

async function owners(): Promise<string[]> {
  const usable = await db.select().from(people).where(eq(people.role, 'owner'))
  return usable.filter(({ banned }) => !banned).map(({ id }) => id)
}

const demoted = { path: (id: string) => `/people/${id}/role`, form: { role: 'contributor' } }
const suspended = { path: (id: string) => `/people/${id}/suspension`, form: {} }

beforeEach(async () => {
  await db.delete(people).where(eq(people.role, 'owner'))
})

/** Sends each request in turn and lets none past the lock before all of them wait for it. */
async function allAtOnce(requests: (() => Promise<{ status: number }>)[]): Promise<number[]> {
  const waiting = sql<{ count: number }>`select count(*)::int as count from pg_locks
    where locktype = 'advisory' and not granted and database = (select oid from pg_database where datname = current_database())`
  const answers = await db.transaction(async tx => {
    await tx.execute(sql`select pg_advisory_xact_lock(7263005)`)
    const sent: Promise<{ status: number }>[] = []
    for (const request of requests) {
      sent.push(request())
      await vi.waitFor(async () => {
        const [row] = await db.execute<{ count: number }>(waiting)
        expect(row?.count).toBe(sent.length)
      })
    }
    return sent
  })
  return (await Promise.all(answers)).map(({ status }) => status)
}

describe('two owners at once', () => {
  describe.each([
    ['one', 'two'],
    ['two', 'one'],
  ] as const)('%s first', (first, second) => {
    test.each([
      ['demote', demoted, demoted],
      ['suspend', suspended, suspended],
      ['demote and suspend', demoted, suspended],
    ])('who %s each other leave the first', async (_, one, other) => {
      await Promise.all([addOwner('one'), addOwner('two')])
      const [mine, theirs] = [await signIn(first), await signIn(second)]
      const statuses = await allAtOnce([
        () => visit(one.path(second), { cookie: mine, form: one.form }),
        () => visit(other.path(first), { cookie: theirs, form: other.form }),
      ])
      expect(statuses).toEqual([303, 403])
      expect(await owners()).toEqual([first])
    })

    test('who delete themselves leave the second', async () => {
      await Promise.all([addOwner('one'), addOwner('two')])
      const cookies = [await signIn(first), await signIn(second)]
      const deleting = cookies.map(
        cookie => () => visit('/account/deletion', { cookie, form: { sure: 'yes' } }),
      )
      expect(await allAtOnce(deleting)).toEqual([303, 409])
      expect(await owners()).toEqual([second])
    })

    test('of whom one demotes the other and deletes themselves leave one', async () => {
      await Promise.all([addOwner('one'), addOwner('two')])
      const cookie = await signIn(first)
      const statuses = await allAtOnce([
        () => visit(demoted.path(second), { cookie, form: demoted.form }),
        () => visit('/account/deletion', { cookie, form: { sure: 'yes' } }),
      ])
      expect(statuses).toEqual([303, 409])
      expect(await owners()).toEqual([first])
    })
  })
})

describe('the last owner who can sign in', () => {
  test.each([
    ['never opened their link', { waysIn: false }],
    ['is suspended', { banned: true }],
  ])('stays when the only other one %s', async (_, other) => {
    await addOwner('one')
    await addOwner('two', other)
    const cookie = await signIn('one')
    const { status, html } = await visit('/account/deletion', { cookie, form: { sure: 'yes' } })
    expect(status).toBe(409)
    expect(html).toContain('You are the only owner who can sign in')
    expect(await db.$count(people, eq(people.id, 'one'))).toBe(1)
    expect((await visit('/account', { cookie })).status).toBe(200)
  })

  test('is not demoted by one who has no way in', async () => {
    await addOwner('one')
    await addOwner('two', { waysIn: false })
    const { status } = await visit('/people/one/role', {
      cookie: await signIn('two'),
      form: { role: 'moderator' },
    })
    expect(status).toBe(409)
    expect(await owners()).toContain('one')
  })

  test('may have a key only, while it is good', async () => {
    await addOwner('one', { waysIn: false })
    expect(await hasUsableOwner(db, clock.now)).toBe(false)
    const expiresAt = new Date(clock.now.getTime() + 1000)
    await db.insert(apiKeys).values({ id: 'k', name: 'k', key: 'k', referenceId: 'one', expiresAt })
    expect(await hasUsableOwner(db, clock.now)).toBe(true)
    expect(await hasUsableOwner(db, expiresAt)).toBe(false)
  })
})
