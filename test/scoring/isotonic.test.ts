import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isotonic, type Observed } from '../../src/scoring/isotonic.ts'

function observed(values: readonly number[], weights: readonly number[] = []): Observed[] {
  return values.map((value, x) => ({ x, n: weights[x] ?? 1, sum: value * (weights[x] ?? 1) }))
}

function fittedValues(observations: readonly Observed[]): number[] {
  return isotonic(observations).map(({ value }) => value)
}

/** The greatest over all starts of the least over all ends of the mean between: no pooling at all. */
function byMinMax(points: readonly Observed[]): number[] {
  return points.map((_, i) => {
    const starts = points.slice(0, i + 1).map((_, j) => {
      const ends = points.slice(i).map((_, k) => {
        const between = points.slice(j, i + k + 1)
        return between.reduce((s, { sum }) => s + sum, 0) / between.reduce((s, { n }) => s + n, 0)
      })
      return Math.min(...ends)
    })
    return Math.max(...starts)
  })
}

const observations = fc.array(
  fc.record({
    x: fc.integer({ min: 0, max: 12 }),
    n: fc.integer({ min: 1, max: 9 }),
    sum: fc.integer({ min: -20, max: 20 }),
  }),
  { maxLength: 20 },
)

describe('published isotonic regressions', () => {
  // scikit-learn, sklearn/tests/test_isotonic.py and the docstring of isotonic_regression.
  it.each([
    [
      [3, 7, 5, 9, 8, 7, 10],
      [3, 6, 6, 8, 8, 8, 10],
    ],
    [
      [5, 3, 1, 2, 8, 10, 7, 9, 6, 4],
      [2.75, 2.75, 2.75, 2.75, ...Array(6).fill(22 / 3)],
    ],
    [
      [10, 0, 2],
      [4, 4, 4],
    ],
    [
      [1, 41, 51, 1, 2, 5, 24],
      [1, 20, 20, 20, 20, 20, 24],
    ],
    [
      [0, 1, 0, 1, 1, 0, 1, 1],
      [0, 0.5, 0.5, 2 / 3, 2 / 3, 2 / 3, 1, 1],
    ],
  ])('scikit-learn: %j becomes %j', (values, expected) => {
    expect(fittedValues(observed(values))).toEqual(expected)
  })

  it('scikit-learn test_isotonic_sample_weight', () => {
    expect(fittedValues(observed([1, 41, 51, 1, 2, 5, 24], [1, 2, 3, 4, 5, 6, 7]))).toEqual([
      1, 13.95, 13.95, 13.95, 13.95, 13.95, 24,
    ])
  })

  // lorentzenchr/model-diagnostics and R reliabilitydiag: equal forecasts are one block.
  it('pools ties before all else', () => {
    const ties = [1, 0, 0, 1].map(sum => ({ x: 0.5, n: 1, sum }))
    expect(isotonic(ties)).toEqual([{ x: 0.5, n: 4, value: 0.5 }])
  })
})

describe('isotonic regression', () => {
  it('has the worked value of its documentation', () => {
    expect(fittedValues(observed([1, 3, 2]))).toEqual([1, 2.5, 2.5])
  })

  it('is what the min-max formula says', () => {
    fc.assert(
      fc.property(observations, some => {
        const distinct = isotonic(some).map(({ x, n }) => ({
          x,
          n,
          sum: some.filter(one => one.x === x).reduce((s, { sum }) => s + sum, 0),
        }))
        const expected = byMinMax(distinct)
        for (const [at, value] of fittedValues(some).entries()) {
          expect(value).toBeCloseTo(expected[at] ?? Number.NaN, 12)
        }
      }),
    )
  })

  it('never falls, keeps the total, and is the same in any order', () => {
    fc.assert(
      fc.property(observations, some => {
        const fitted = isotonic(some)
        const values = fitted.map(({ value }) => value)
        expect(values).toEqual([...values].sort((a, b) => a - b))
        expect(fitted.map(({ x }) => x)).toEqual([...new Set(some.map(({ x }) => x))].sort((a, b) => a - b))
        expect(fitted.reduce((s, { n, value }) => s + n * value, 0)).toBeCloseTo(
          some.reduce((s, { sum }) => s + sum, 0),
          9,
        )
        expect(isotonic([...some].reverse())).toEqual(fitted)
      }),
    )
  })

  it('takes a weight for so many of the same', () => {
    fc.assert(
      fc.property(observations, some => {
        const repeated = some.flatMap(({ x, n, sum }) => Array(n).fill({ x, n: 1, sum: sum / n }))
        for (const [at, { n, value }] of isotonic(repeated).entries()) {
          expect(isotonic(some)[at]?.n).toBe(n)
          expect(isotonic(some)[at]?.value).toBeCloseTo(value, 9)
        }
      }),
    )
  })

  it('leaves what is in order as it is, and makes nothing of nothing', () => {
    expect(fittedValues(observed([0, 0.2, 0.2, 1]))).toEqual([0, 0.2, 0.2, 1])
    expect(isotonic([])).toEqual([])
  })

  it.each([
    { x: Number.NaN, n: 1, sum: 0 },
    { x: 0, n: 0, sum: 0 },
    { x: 0, n: Number.NaN, sum: 0 },
    { x: 0, n: 1, sum: Number.POSITIVE_INFINITY },
  ])('refuses %o', bad => {
    expect(() => isotonic([bad])).toThrow(RangeError)
  })
})
