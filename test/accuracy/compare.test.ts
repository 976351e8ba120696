import { expect, test } from 'vitest'
import { differenceOn, sharedClaims } from '../../src/accuracy/compare.ts'
import type { Forecast } from '../../src/accuracy/strip.ts'

let made = 0
function forecast(changes: Partial<Forecast>): Forecast {
  made += 1
  return {
    id: `p${made}`,
    claimId: 'c',
    statement: 'It rains',
    saidOn: '2026-01-01',
    dueBy: '2026-02-01',
    decidedOn: '2026-02-02',
    restatesId: null,
    stance: 'asserts',
    phrase: null,
    phraseQuoted: false,
    p: 0.7,
    state: 'settled',
    outcome: 'false',
    share: 0,
    ...changes,
  }
}

function difference(one: Forecast[], other: Forecast[]) {
  return differenceOn(sharedClaims(one, other), [...one, ...other])
}

test('what both forecast is compared claim by claim, each once', () => {
  const one = ['a', 'a', 'b', 'only'].map(claimId => forecast({ claimId, p: 0.5 }))
  const other = ['a', 'b', 'theirs'].map(claimId => forecast({ claimId, p: 0.1 }))
  const found = difference(one, other)
  expect(found).toMatchObject({ n: 2, interval: null })
  expect(found?.mean).toBeCloseTo(0.24, 12)
})

test('a forecast that one of them re-dated again and again is one', () => {
  const ids = ['a', 'b', 'c', 'd', 'e', 'f']
  const links = ids.map((claimId, at) => ({
    id: `chain-${at}`,
    claimId,
    restatesId: at === 0 ? null : `chain-${at - 1}`,
  }))
  const chain = (p: number) => links.map(link => forecast({ ...link, p }))
  const apart = (p: number) => ids.map((claimId, at) => forecast({ claimId, p: p + at / 100 }))
  expect(difference(chain(0.9), apart(0.4))).toMatchObject({ n: 1, interval: null })
  expect(difference(apart(0.9), apart(0.4))).toMatchObject({ n: 6, interval: expect.any(Array) })
})

test('there is no difference where nothing counts for both', () => {
  expect(difference([forecast({})], [forecast({ share: null })])).toBeNull()
  expect(difference([forecast({})], [forecast({ claimId: 'another' })])).toBeNull()
})
