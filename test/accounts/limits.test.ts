import { describe, expect, test } from 'vitest'
import { countInPostgres } from '../../src/accounts/count-in-postgres.ts'
import { type Limit, limitAt, limitBy, networkOf, perMinute } from '../../src/accounts/limits.ts'
import { openDb } from '../../src/db/client.ts'
import { rateLimits } from '../../src/db/schema.ts'
import { Problem } from '../../src/problem.ts'
import { testWorld } from '../world.ts'

const { db, url } = testWorld()
const secret = 'a secret'
let now = new Date('2026-11-22T12:00:10Z')

async function passes(work: Promise<void>): Promise<number | true> {
  try {
    await work
    return true
  } catch (error) {
    if (error instanceof Problem && error.type === 'rate-limited') return Number(error.members.retryAfter)
    throw error
  }
}

describe('a limit', () => {
  test('is one for all processes, for each who and what, and says when the minute is over', async () => {
    const other = openDb(url, 1)
    const limits = [db, other.db].map(one =>
      limitBy(
        countInPostgres(one, () => now),
        secret,
      ),
    )
    const outcomes: (number | true)[] = []
    for (let count = 0; count < perMinute['sign-in'] + 2; count++) {
      outcomes.push(await passes(limits[count % 2]?.('sign-in', 'address', '1.2.3.4') ?? Promise.reject()))
    }
    expect(outcomes.filter(outcome => outcome === true)).toHaveLength(perMinute['sign-in'])
    expect(outcomes.at(-1)).toBe(50)
    const [limit] = limits
    for (const [what, by, who] of [
      ['sign-in', 'address', '1.2.3.5'],
      ['sign-in', 'person', '1.2.3.4'],
      ['sign-up', 'address', '1.2.3.4'],
    ] as const) {
      expect(await passes(limit?.(what, by, who) ?? Promise.reject())).toBe(true)
    }
    now = new Date('2026-11-22T12:01:00Z')
    expect(await passes(limit?.('sign-in', 'address', '1.2.3.4') ?? Promise.reject())).toBe(true)
    await other.close()
  })

  test('lets no more through when many ask at once', async () => {
    const limit = limitBy(
      countInPostgres(db, () => now),
      secret,
    )
    const outcomes = await Promise.all(
      Array.from({ length: 40 }, () => passes(limit('sign-up', 'address', 'all at once'))),
    )
    expect(outcomes.filter(outcome => outcome === true).length).toBeLessThanOrEqual(perMinute['sign-up'])
  })

  test('on reading costs the database one statement in fifty, and holds all the same', async () => {
    const limit = limitBy(
      countInPostgres(db, () => now),
      secret,
    )
    let passed = 0
    for (let count = 0; count < perMinute.read + 100; count++) {
      if ((await passes(limit('read', 'address', 'a crawler'))) === true) passed++
    }
    expect(passed).toBe(perMinute.read)
  })

  test('keeps nobody’s address, and forgets', async () => {
    const limit = limitBy(
      countInPostgres(db, () => now),
      secret,
    )
    await limit('sign-in', 'address', '203.0.113.7')
    await limit('sign-in', 'person', 'ann@example.org')
    expect(JSON.stringify(await db.select().from(rateLimits))).not.toMatch(/203\.0\.113|ann@/)
    now = new Date('2026-11-22T13:00:00Z')
    await limitBy(
      countInPostgres(db, () => now),
      secret,
    )('sign-in', 'address', 'x')
    expect(await db.$count(rateLimits)).toBe(1)
  })

  test('refuses nobody when the database does not answer', async () => {
    const gone = openDb('postgres://nobody@127.0.0.1:1/x', 1)
    await limitBy(
      countInPostgres(gone.db, () => now),
      secret,
    )('sign-in', 'address', 'x')
    await gone.close()
  })
})

describe('what is tried on one person', () => {
  test('is counted by network, and by person only where all networks try', async () => {
    const counted: string[] = []
    const limit: Limit = async (...what) => void counted.push(what.join(' '))
    await limitAt(limit, 'sign-in', '203.0.113.7', 'Ann@Example.org')
    await limitAt(limit, 'sign-up', '203.0.113.7', undefined)
    expect(counted).toEqual([
      'sign-in address 203.0.113.7',
      'at-one person sign-in ann@example.org',
      'sign-up address 203.0.113.7',
    ])
    expect(perMinute['at-one']).toBeGreaterThanOrEqual(20 * perMinute['sign-in'])
  })
})

describe('an address', () => {
  test.each([
    ['203.0.113.7', '203.0.113.7'],
    ['::ffff:203.0.113.7', '203.0.113.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:DB8:1:2::1', '2001:db8:1:2::/64'],
    ['2001:0db8:0001:0002::', '2001:db8:1:2::/64'],
    ['::1', '0:0:0:0::/64'],
    ['', ''],
  ])('%j counts as %j', (address, network) => {
    expect(networkOf(address)).toBe(network)
  })
})
