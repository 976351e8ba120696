import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { brier } from '../../src/scoring/brier.ts'

const unit = fc.double({ min: 0, max: 1, noNaN: true })

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}

function meanBrier(pairs: readonly (readonly [number, number])[]): number {
  return mean(pairs.map(([p, share]) => brier(p, share)))
}

describe('published Brier scores', () => {
  // epiforecasts/scoringutils, tests/testthat/test-metrics-binary.R
  it.each([
    [0.1, 0, 0.01],
    [0.9, 1, 0.01],
    [0.8, 1, 0.04],
    [0.2, 0, 0.04],
  ])('scoringutils scores %d against %d as %d', (p, share, expected) => {
    expect(brier(p, share)).toBeCloseTo(expected, 12)
  })

  // wasabipesto/themis@c5ac1e3, grader/src/scores/brier.rs. Themis takes (p − r)² of a partial
  // outcome r; the expected form used here is more by r(1 − r), whatever p was.
  it.each([
    [0.5, 0, 0.25],
    [0.3, 0, 0.09],
    [0.7, 0, 0.49],
    [0.3, 0.3, 0],
    [0.3, 0.7, 0.16],
  ])(
    'Themis scores %d against %d as %d, apart from the spread of a partial outcome',
    (p, share, expected) => {
      expect(brier(p, share) - share * (1 - share)).toBeCloseTo(expected, 12)
    },
  )

  it('has the mean of the scikit-learn brier_score_loss docstring, 0.0375', () => {
    const pairs = [
      [0.1, 0],
      [0.9, 1],
      [0.8, 1],
      [0.3, 0],
    ] as const
    expect(meanBrier(pairs)).toBeCloseTo(0.03749999999999999, 14)
  })

  it('has the mean of lorentzenchr/model-diagnostics test_decompose_with_numbers, 0.2266667', () => {
    const pairs = [
      [0.4, 0],
      [0.3, 0],
      [0.2, 0],
      [0.1, 1],
      [0.5, 1],
      [0.9, 1],
    ] as const
    expect(meanBrier(pairs)).toBeCloseTo(0.2266667, 7)
  })

  it('has the means of bellroy/predictionbook@23c83da spec/models/score_calculator_spec.rb', () => {
    const series = [
      [0.9, 0],
      [0.7, 1],
      [0.3, 0],
    ] as const
    expect(meanBrier([[0.8, 1]])).toBeCloseTo(0.04, 12)
    expect(meanBrier([[1, 1]])).toBe(0)
    expect([1, 2, 3].map(n => Number(meanBrier(series.slice(0, n)).toFixed(4)))).toEqual([0.81, 0.45, 0.33])
  })

  // Sage-Future/fatebook@3eb5379, pages/api/debug_scoring_test.ts. Fatebook sums over both classes, as
  // Brier (1950) did, so its figures are twice these.
  it('is half of what Fatebook prints for seven days and for one averaged day', () => {
    const days = [0.9, 0.9, 0.9, 0.95, 0.95, 0.95, 0.95]
    expect(2 * mean(days.map(p => brier(p, 1)))).toBeCloseTo(0.01142857, 8)
    expect(2 * brier(0.3 * 0.9 + 0.7 * 0.95, 1)).toBeCloseTo(0.00845, 10)
  })
})

describe('properties of the Brier score', () => {
  it('is the plain squared error for an outcome that happened or did not', () => {
    fc.assert(
      fc.property(unit, p => {
        expect(brier(p, 1)).toBe((p - 1) ** 2)
        expect(brier(p, 0)).toBe(p ** 2)
      }),
    )
  })

  it('stays within 0 and 1', () => {
    fc.assert(
      fc.property(unit, unit, (p, share) => {
        expect(brier(p, share)).toBeGreaterThanOrEqual(0)
        expect(brier(p, share)).toBeLessThanOrEqual(1)
      }),
    )
  })

  it('is proper: no forecast expects a lower score than the true frequency, by exactly the squared distance', () => {
    fc.assert(
      fc.property(unit, unit, (p, share) => {
        const expected = share * brier(p, 1) + (1 - share) * brier(p, 0)
        const honest = share * brier(share, 1) + (1 - share) * brier(share, 0)
        expect(expected).toBeGreaterThanOrEqual(honest - 1e-12)
        expect(expected - honest).toBeCloseTo((p - share) ** 2, 12)
      }),
    )
  })

  it('is the same for a claim and its opposite', () => {
    fc.assert(
      fc.property(unit, unit, (p, share) => {
        expect(brier(p, share)).toBeCloseTo(brier(1 - p, 1 - share), 12)
      }),
    )
  })

  it('puts a partial outcome between what happened and what did not', () => {
    fc.assert(
      fc.property(unit, unit, (p, share) => {
        const ends = [brier(p, 0), brier(p, 1)]
        expect(brier(p, share)).toBeGreaterThanOrEqual(Math.min(...ends) - 1e-12)
        expect(brier(p, share)).toBeLessThanOrEqual(Math.max(...ends) + 1e-12)
      }),
    )
  })
})

it.each([-0.01, 1.01, 70, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])(
  'brier refuses %d as a probability and as a share',
  value => {
    expect(() => brier(value, 1)).toThrow(RangeError)
    expect(() => brier(0.5, value)).toThrow(RangeError)
  },
)
