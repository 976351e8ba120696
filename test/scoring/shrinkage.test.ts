import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { betweenVariance } from '../../src/scoring/between-variance.ts'
import { pooledVariances } from '../../src/scoring/pooled-variance.ts'
import { shrink } from '../../src/scoring/shrinkage.ts'

/** Hits in the first 45 at-bats of 1970 (Efron and Morris 1975; R pscl::EfronMorris), Clemente first. */
const hits = [18, 17, 16, 15, 14, 14, 13, 12, 11, 11, 10, 10, 10, 10, 10, 9, 8, 7]

/** The BCG trials (Colditz et al. 1994; R metadat dat.bcg): cases and the rest, vaccinated and not. */
const bcg = [
  [4, 119, 11, 128],
  [6, 300, 29, 274],
  [3, 228, 11, 209],
  [62, 13536, 248, 12619],
  [33, 5036, 47, 5761],
  [180, 1361, 372, 1079],
  [8, 2537, 10, 619],
  [505, 87886, 499, 87892],
  [29, 7470, 45, 7232],
  [17, 1699, 65, 1600],
  [186, 50448, 141, 27197],
  [5, 2493, 3, 2338],
  [27, 16886, 29, 17825],
] as const

const estimates = fc.array(
  fc.record({
    estimate: fc.double({ min: -3, max: 1, noNaN: true }),
    variance: fc.double({ min: 1e-4, max: 2, noNaN: true }),
  }),
  { minLength: 1, maxLength: 12 },
)

describe('published shrinkage', () => {
  // B. Efron, C. Morris, "Stein's paradox in statistics", Scientific American 236 (1977): the grand mean is
  // 0.265, c = 0.212, Clemente's 0.400 becomes 0.294, and the last's 0.156 becomes 0.242.
  it('is that of Efron and Morris for 18 batting averages', () => {
    const averages = hits.map(hit => hit / 45)
    const mean = averages.reduce((sum, average) => sum + average, 0) / 18
    const all = shrink(averages.map(estimate => ({ estimate, variance: (mean * (1 - mean)) / 45 })))
    expect(all?.mean).toBeCloseTo(0.265, 3)
    expect(1 - (all?.shrunken[0]?.shrinkage ?? 0)).toBeCloseTo(0.212, 3)
    expect(all?.shrunken[0]?.estimate).toBeCloseTo(0.294, 3)
    expect(all?.shrunken.at(-1)?.estimate).toBeCloseTo(0.242, 3)
  })

  // R pscl's example: c = 1 − (k − 3) s² / Σ (y − ȳ)² with s² = ȳ (1 − ȳ) / 45.
  it('is that of James and Stein wherever variances are equal', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 4, maxLength: 20 }),
        fc.double({ min: 0.001, max: 0.5, noNaN: true }),
        (values, variance) => {
          const mean = values.reduce((sum, value) => sum + value, 0) / values.length
          const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0)
          const k = values.length
          const most = (k - 3) / (k - 1)
          const expected = squares === 0 ? most : Math.min(most, ((k - 3) * variance) / squares)
          const all = shrink(values.map(estimate => ({ estimate, variance })))
          expect(all?.mean).toBeCloseTo(mean, 9)
          for (const { shrinkage } of all?.shrunken ?? []) expect(shrinkage).toBeCloseTo(expected, 9)
        },
      ),
    )
  })

  // Log risk ratios of R metadat dat.bcg. Its Paule-Mandel estimate between trials, which the empirical
  // Bayes estimate of Morris equals, is 0.318.
  it('has the between-trial variance of the BCG trials', () => {
    const trials = bcg.map(([a, b, c, d]) => ({
      estimate: Math.log(a / (a + b) / (c / (c + d))),
      variance: 1 / a - 1 / (a + b) + 1 / c - 1 / (c + d),
    }))
    expect(trials[0]?.estimate).toBeCloseTo(-0.8893, 4)
    expect(trials[0]?.variance).toBeCloseTo(0.3256, 4)
    expect(shrink(trials)?.between).toBeCloseTo(0.318, 3)
  })

  // D. B. Rubin's eight schools (1981): no more spread than chance, pooled mean 7.7 (Gelman et al.,
  // Bayesian Data Analysis, §5.5: 7.7, standard error 4.1).
  it('finds no spread between the eight schools', () => {
    const effects = [28, 8, -3, 7, -1, 1, 18, 12]
    const errors = [15, 10, 16, 11, 9, 11, 10, 18]
    const all = shrink(effects.map((estimate, at) => ({ estimate, variance: (errors[at] ?? 0) ** 2 })))
    expect(all?.between).toBe(0)
    expect(all?.mean).toBeCloseTo(7.7, 1)
    for (const { shrinkage } of all?.shrunken ?? []) expect(shrinkage).toBeCloseTo(5 / 7, 12)
  })
})

describe('shrinkage', () => {
  it('draws each towards the mean of all and never past it', () => {
    fc.assert(
      fc.property(estimates, some => {
        const all = shrink(some)
        for (const [at, { estimate, low, high, shrinkage }] of (all?.shrunken ?? []).entries()) {
          const ends = [some[at]?.estimate ?? Number.NaN, all?.mean ?? Number.NaN]
          expect(estimate).toBeGreaterThanOrEqual(Math.min(...ends) - 1e-9)
          expect(estimate).toBeLessThanOrEqual(Math.max(...ends) + 1e-9)
          expect(shrinkage).toBeGreaterThanOrEqual(0)
          expect(shrinkage).toBeLessThan(1)
          expect(low).toBeLessThan(estimate)
          expect(high).toBeGreaterThan(estimate)
        }
      }),
    )
  })

  it('is the same in any order', () => {
    fc.assert(
      fc.property(estimates, some => {
        const forth = shrink(some)
        const back = shrink([...some].reverse())
        for (const [at, { estimate, low }] of (back?.shrunken.reverse() ?? []).entries()) {
          expect(estimate).toBeCloseTo(forth?.shrunken[at]?.estimate ?? Number.NaN, 9)
          expect(low).toBeCloseTo(forth?.shrunken[at]?.low ?? Number.NaN, 9)
        }
      }),
    )
  })

  it('draws more where less is known, so that a lucky few do not lead', () => {
    const steady = Array.from({ length: 8 }, (_, i) => ({ estimate: 0.05 * i, variance: 0.002 }))
    const all = shrink([{ estimate: 0.6, variance: 0.2 }, { estimate: 0.4, variance: 0.002 }, ...steady])
    const [lucky, proven] = all?.shrunken ?? []
    expect(lucky?.shrinkage).toBeGreaterThan(proven?.shrinkage ?? 1)
    expect(lucky?.low).toBeLessThan(proven?.low ?? -1)
  })

  it('leaves three or fewer as they are, with the interval of their own error', () => {
    const all = shrink([
      { estimate: 0.1, variance: 0.01 },
      { estimate: 0.5, variance: 0.04 },
    ])
    expect(all?.shrunken[0]).toMatchObject({ estimate: 0.1, shrinkage: 0 })
    expect(all?.shrunken[1]?.high).toBeCloseTo(0.5 + 1.959963984540054 * 0.2, 12)
    expect(shrink([{ estimate: 0.3, variance: 0.01 }])?.shrunken[0]?.estimate).toBe(0.3)
  })

  it('takes from the differences what the errors explain', () => {
    const two = [0, 1].map(estimate => ({ estimate, variance: 0.1 }))
    expect(betweenVariance(two)).toBeCloseTo(0.4, 12)
    expect(betweenVariance(two.map(({ estimate }) => ({ estimate, variance: 1 })))).toBe(0)
    expect(betweenVariance([])).toBe(0)
  })

  it('is null of nobody', () => {
    expect(shrink([])).toBeNull()
  })

  it.each([
    { estimate: Number.NaN, variance: 1 },
    { estimate: 0, variance: 0 },
    { estimate: 0, variance: -1 },
    { estimate: 0, variance: Number.NaN },
    { estimate: 0, variance: Number.POSITIVE_INFINITY },
  ])('refuses %o', bad => {
    expect(() => shrink([bad])).toThrow(RangeError)
  })
})

describe('pooled variances', () => {
  it('have the worked values of their documentation', () => {
    const [first, second] = pooledVariances([
      { n: 10, variance: 0.01 },
      { n: 20, variance: 0 },
    ])
    expect(first).toBeCloseTo(0.9 / 28 / 10, 12)
    expect(second).toBeCloseTo(0.9 / 28 / 20, 12)
  })

  it('are what they were where all spread alike', () => {
    const [one, other] = pooledVariances([
      { n: 10, variance: 0.02 },
      { n: 40, variance: 0.005 },
    ])
    expect(one).toBeCloseTo(0.02, 12)
    expect(other).toBeCloseTo(0.005, 12)
  })

  it('give one prediction the spread of the others, and no prediction none', () => {
    const pooled = pooledVariances([
      { n: 10, variance: 0.02 },
      { n: 1, variance: null },
      { n: 0, variance: null },
    ])
    expect(pooled[1]).toBeCloseTo(0.2, 12)
    expect(pooled[2]).toBeNull()
  })

  it('are null where nobody has any spread to go by', () => {
    expect(pooledVariances([])).toEqual([])
    expect(pooledVariances([{ n: 5, variance: 0 }])).toEqual([null])
    expect(pooledVariances([{ n: 1, variance: null }])).toEqual([null])
  })

  it.each([
    { n: -1, variance: 1 },
    { n: 1.5, variance: 1 },
    { n: 5, variance: -1 },
    { n: 5, variance: Number.NaN },
  ])('refuse %o', bad => {
    expect(() => pooledVariances([bad])).toThrow(RangeError)
  })
})
