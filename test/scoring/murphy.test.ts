import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { murphy } from '../../src/scoring/murphy.ts'
import { tally } from '../../src/scoring/tally.ts'
import { forecasts, paired, tied6, toy6 } from './forecasts.ts'

describe('the Murphy decomposition', () => {
  // R verification::brier of the set of lorentzenchr/model-diagnostics test_decompose_with_numbers.
  it('has the figures of R verification where no forecast is repeated', () => {
    const parts = murphy(tally(toy6))
    expect(parts?.score).toBeCloseTo(0.226666666666667, 12)
    expect(parts?.miscalibration).toBeCloseTo(0.226666666666667, 12)
    expect(parts?.discrimination).toBeCloseTo(0.25, 12)
    expect(parts?.uncertainty).toBeCloseTo(0.25, 12)
  })

  it('has the worked values of its documentation', () => {
    const parts = murphy([
      { p: 0.2, n: 5, sum: 1 },
      { p: 0.8, n: 5, sum: 3 },
    ])
    expect(parts?.miscalibration).toBeCloseTo(0.02, 12)
    expect(parts?.discrimination).toBeCloseTo(0.04, 12)
    expect(parts?.uncertainty).toBeCloseTo(0.24, 12)
    expect(parts?.score).toBeCloseTo(0.22, 12)
  })

  it('adds up to the mean score', () => {
    fc.assert(
      fc.property(forecasts(), some => {
        const parts = murphy(tally(some))
        if (parts === null) throw new Error('nothing decomposed')
        const { score, miscalibration, discrimination, uncertainty } = parts
        expect(Math.abs(miscalibration - discrimination + uncertainty - score)).toBeLessThan(1e-12)
        expect(Math.min(miscalibration, discrimination, uncertainty)).toBeGreaterThanOrEqual(0)
      }),
    )
  })

  // Hand-made; the two further terms are those of Stephenson, Coelho and Jolliffe (2008).
  it('does not add up over a bin of two values, until the spread within the bin is counted', () => {
    const within = paired([0.1, 0.2], [0, 1])
    const bin = murphy([{ p: 0.15, n: 2, sum: 1 }])
    const variance = (0.05 ** 2 + 0.05 ** 2) / 2
    const covariance = (-0.05 * -0.5 + 0.05 * 0.5) / 2
    expect(murphy(tally(within))?.score).toBeCloseTo(0.325, 12)
    expect(bin?.score).toBeCloseTo(0.3725, 12)
    expect((bin?.score ?? 0) + variance - 2 * covariance).toBeCloseTo(0.325, 12)
  })

  it('finds no miscalibration where each probability came true as often as it says', () => {
    expect(
      murphy([
        { p: 0.25, n: 4, sum: 1 },
        { p: 0.5, n: 2, sum: 1 },
      ])?.miscalibration,
    ).toBe(0)
    expect(murphy(tally(tied6))?.miscalibration).toBeGreaterThan(0)
  })
})
