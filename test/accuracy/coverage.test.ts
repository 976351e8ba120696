import { describe, expect, test } from 'vitest'
import { coverageOf, nothingLogged, readCoverage } from '../../src/accuracy/coverage.ts'
import { type Item, readItems } from '../../src/accuracy/items.ts'
import { voidReasons } from '../../src/claims/claim.ts'
import { clock, testWorld } from '../world.ts'
import { randomHistory } from './history.ts'

function item(changes: Partial<Item>): Item {
  return {
    id: 'a',
    claimId: 'c',
    punditId: 'p',
    restatesId: null,
    stance: 'asserts',
    saidOn: '2026-01-02',
    loggedAt: new Date('2026-01-05T23:59:59Z'),
    p: 0.7,
    low: 0.7,
    high: 0.7,
    phrase: null,
    topics: ['rain'],
    dueBy: '2026-06-30',
    dueByStrict: '2026-06-30',
    dueBasis: 'stated',
    outcome: null,
    strictOutcome: null,
    share: null,
    voidReason: null,
    decidedOn: null,
    disputeId: null,
    ...changes,
  }
}

describe('the coverage', () => {
  test('of nothing is no predictions, and null days', () => {
    expect(coverageOf([], '2026-01-01')).toEqual(nothingLogged)
  })

  test('counts what became of everything', () => {
    const items = [
      item({}),
      item({ dueBy: '2026-06-29', stance: 'possibility' }),
      item({ outcome: 'true', strictOutcome: 'true', decidedOn: '2026-02-01', dueBasis: 'assigned' }),
      item({ outcome: 'true', dueBy: '2026-06-29', decidedOn: '2026-02-01' }),
      item({ outcome: 'true', disputeId: 'd', stance: 'reports' }),
      ...voidReasons.map(voidReason => item({ outcome: 'void', voidReason })),
      item({ outcome: 'void', voidReason: 'moot', disputeId: 'd' }),
    ]
    expect(coverageOf(items, '2026-06-30')).toEqual({
      logged: 12,
      open: 1,
      due: 1,
      disputed: 2,
      void: Object.fromEntries(voidReasons.map(reason => [reason, 1])),
      settledEarly: 1,
      undated: 1,
      assignedDeadline: 1,
      possibilities: 1,
      reports: 1,
      medianDaysToLog: 3,
    })
  })

  test('counts a claim as open on the day of its deadline, and as due on the next', () => {
    expect(coverageOf([item({})], '2026-06-30')).toMatchObject({ open: 1, due: 0 })
    expect(coverageOf([item({})], '2026-07-01')).toMatchObject({ open: 0, due: 1 })
  })

  test.each([
    [[0], 0],
    [[0, 3], 1.5],
    [[9, 0, 3], 3],
    [[1, 2, 3, 100], 2.5],
  ])('takes the median of %j days to log', (days, median) => {
    const items = days.map(day =>
      item({ loggedAt: new Date(Date.parse('2026-01-02T12:00:00Z') + day * 86_400_000) }),
    )
    expect(coverageOf(items, '2026-01-02').medianDaysToLog).toBe(median)
  })
})

describe('the coverage that the database counts', () => {
  const { db, deps } = testWorld()

  test('is what is counted one by one, of each pundit and topic, on any day', async () => {
    const history = randomHistory(deps, 21)
    for (let day = 0; day < 8; day++) {
      await history.day(14)
      history.pause()
    }
    const items = await readItems(db)
    const byPundit = Map.groupBy(items, ({ punditId }) => punditId)
    const punditIds = [...byPundit.keys()]
    expect(punditIds).toHaveLength(5)
    for (const today of ['2026-01-20', '2026-02-11', clock.now.toISOString().slice(0, 10)]) {
      for (const topic of [undefined, 'rain', 'hail']) {
        const counted = await readCoverage(db, { punditIds, topic, today })
        const about = [...byPundit].flatMap(([id, mine]) => {
          const those = mine.filter(({ topics }) => topic === undefined || topics.includes(topic))
          return those.length === 0 ? [] : [[id, coverageOf(those, today)] as const]
        })
        expect(counted).toEqual(new Map(about))
      }
    }
  })
})
