import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { calibration } from '../../src/scoring/calibration.ts'
import { corp } from '../../src/scoring/corp.ts'
import { meanBrier, meanLogScore } from '../../src/scoring/mean-score.ts'
import { murphy } from '../../src/scoring/murphy.ts'
import { sharpness } from '../../src/scoring/sharpness.ts'
import { skillAgainstBaseRate, skillAgainstFifty } from '../../src/scoring/skill.ts'
import { merge, type Tally, tally, total } from '../../src/scoring/tally.ts'
import { forecasts } from './forecasts.ts'

const measures: Record<string, (tallies: readonly Tally[]) => unknown> = {
  meanBrier,
  meanLogScore,
  skillAgainstFifty,
  skillAgainstBaseRate,
  murphy,
  calibration: tallies => calibration(tallies),
  corp,
  sharpness,
}

describe('tallies', () => {
  it('count forecasts and add outcomes for each probability, lowest first', () => {
    expect(
      tally([
        { p: 0.7, o: 1 },
        { p: 0.2, o: 0 },
        { p: 0.7, o: 0 },
        { p: 0.7, o: 0.5 },
      ]),
    ).toEqual([
      { p: 0.2, n: 1, sum: 0 },
      { p: 0.7, n: 3, sum: 1.5 },
    ])
  })

  it('take a complement for what it says, though 1 − 0.9 is not 0.1', () => {
    expect(1 - 0.9).not.toBe(0.1)
    expect(tally([0.1, 1 - 0.9].map(p => ({ p, o: 0 })))).toEqual([{ p: 0.1, n: 2, sum: 0 }])
    for (let k = 0; k <= 100; k++) {
      expect(tally([{ p: 1 - k / 100, o: 0 }])).toEqual(tally([{ p: (100 - k) / 100, o: 0 }]))
    }
  })

  it('leave out what has come down to none, and tell nothing of nothing', () => {
    expect(merge([{ p: 0.3, n: 0, sum: 0 }])).toEqual([])
    expect(total([])).toEqual({ n: 0, sum: 0 })
  })

  it.each([
    { p: -0.1, n: 1, sum: 0 },
    { p: 1.1, n: 1, sum: 0 },
    { p: Number.NaN, n: 1, sum: 0 },
    { p: 0.5, n: -1, sum: 0 },
    { p: 0.5, n: Number.NaN, sum: 0 },
    { p: 0.5, n: Number.POSITIVE_INFINITY, sum: 0 },
    { p: 0.5, n: 1, sum: -0.1 },
    { p: 0.5, n: 1, sum: 1.1 },
    { p: 0.5, n: 1, sum: Number.NaN },
  ])('refuse %o', bad => {
    expect(() => merge([bad])).toThrow(RangeError)
    for (const measure of Object.values(measures)) expect(() => measure([bad])).toThrow(RangeError)
  })
})

describe.each(Object.entries(measures))('%s', (_, measure) => {
  it('does not depend on the order of the forecasts, to the last digit', () => {
    fc.assert(
      fc.property(
        forecasts().chain(some =>
          fc.tuple(fc.constant(some), fc.shuffledSubarray(some, { minLength: some.length })),
        ),
        ([some, shuffled]) => {
          expect(measure(tally(shuffled))).toEqual(measure(tally(some)))
        },
      ),
      { numRuns: 50 },
    )
  })

  it('is the same from kept counts as from the forecasts, to the last digit', () => {
    fc.assert(
      fc.property(forecasts(fc.constantFrom(0, 0.25, 0.5, 1)), some => {
        const one = some.map(({ p, o }) => ({ p, n: 1, sum: o }))
        const halves = [...tally(some.slice(0, 3)), ...tally(some.slice(3))]
        expect(measure(one)).toEqual(measure(tally(some)))
        expect(measure(halves)).toEqual(measure(tally(some)))
      }),
      { numRuns: 50 },
    )
  })
})

it('a forecast of weight w counts as w forecasts, in every figure', () => {
  const weights = fc.integer({ min: 1, max: 4 })
  fc.assert(
    fc.property(fc.array(fc.tuple(forecasts(fc.constantFrom(0, 0.5, 1), 1), weights)), some => {
      const weighted = some.flatMap(([[one], w]) => (one ? [{ p: one.p, n: w, sum: w * one.o }] : []))
      const repeated = some.flatMap(([[one], w]) => (one ? Array(w).fill(one) : []))
      for (const measure of Object.values(measures)) {
        expect(measure(weighted)).toEqual(measure(tally(repeated)))
      }
    }),
    { numRuns: 50 },
  )
})

it('nothing scored is null in every figure, never 0, 1 or NaN', () => {
  for (const nothing of [[], [{ p: 0.5, n: 0, sum: 0 }]]) {
    for (const [name, measure] of Object.entries(measures)) {
      if (name === 'calibration') continue
      expect(measure(nothing), name).toBeNull()
    }
  }
})

it('no figure is NaN or infinite, whatever was forecast', () => {
  fc.assert(
    fc.property(forecasts(), some => {
      for (const measure of Object.values(measures)) {
        expect(JSON.stringify(measure(tally(some)))).not.toContain('NaN')
        expect(numbersIn(measure(tally(some))).every(Number.isFinite)).toBe(true)
      }
    }),
    { numRuns: 50 },
  )
})

function numbersIn(value: unknown): number[] {
  if (typeof value === 'number') return [value]
  if (typeof value !== 'object' || value === null) return []
  return Object.values(value).flatMap(numbersIn)
}
