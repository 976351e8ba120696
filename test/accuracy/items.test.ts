import { describe, expect, test } from 'vitest'
import { type Item, scoredByPundit } from '../../src/accuracy/items.ts'

function settled(changes: Partial<Item>): Item {
  return {
    id: 'a',
    claimId: 'c',
    punditId: 'p',
    restatesId: null,
    stance: 'asserts',
    saidOn: '2026-01-02',
    loggedAt: new Date('2026-01-05T00:00:00Z'),
    p: 0.7,
    low: 0.7,
    high: 0.7,
    phrase: null,
    topics: [],
    dueBy: '2026-12-31',
    dueByStrict: '2026-06-30',
    dueBasis: 'stated',
    outcome: 'true',
    strictOutcome: null,
    share: null,
    voidReason: null,
    decidedOn: '2026-12-31',
    disputeId: null,
    ...changes,
  }
}

describe('under the strict deadline', () => {
  const strictShare = (changes: Partial<Item>) =>
    scoredByPundit([settled(changes)]).get('p')?.[0]?.strictShare

  test('what is known to have come too late did not happen', () => {
    expect(strictShare({ strictOutcome: 'false' })).toBe(0)
  })

  test('what happened on a day that nobody said happened in time: no success is dropped for want of a date', () => {
    expect(strictShare({})).toBe(1)
    expect(strictShare({ outcome: 'partial', share: 0.3 })).toBe(0.3)
    expect(strictShare({ outcome: 'false', strictOutcome: 'false' })).toBe(0)
  })

  test('what was said after it is no forecast, whatever happened', () => {
    expect(strictShare({ saidOn: '2026-07-01' })).toBeNull()
    expect(strictShare({ saidOn: '2026-07-01', outcome: 'false', strictOutcome: 'false' })).toBeNull()
  })
})
