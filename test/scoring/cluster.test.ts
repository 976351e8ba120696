import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Cluster, clusterMean, clusterVariance, onceEach } from '../../src/scoring/cluster.ts'
import { clusterBootstrap } from '../../src/scoring/cluster-bootstrap.ts'

const plan = { draws: 2000, seed: 1 }
const two = [
  { n: 2, sum: 0.4 },
  { n: 1, sum: 0.5 },
]

/** Efron and Tibshirani (1993), table 2.1: days survived by the nine mice of the control group. */
const mice = [52, 104, 146, 10, 50, 31, 40, 27, 46].map(sum => ({ n: 1, sum }))

const clusters: fc.Arbitrary<Cluster[]> = fc.array(
  fc.tuple(fc.integer({ min: 1, max: 5 }), fc.double({ min: 0, max: 1, noNaN: true })).map(([n, share]) => ({
    n,
    sum: n * share,
  })),
  { minLength: 2, maxLength: 12 },
)

describe('clusters', () => {
  it('have the mean and the variance of the documentation', () => {
    expect(clusterMean(two)).toBeCloseTo(0.3, 12)
    expect(clusterVariance(two)).toBeCloseTo((2 * (0.04 + 0.04)) / 9, 12)
    expect(onceEach(two)).toEqual([
      { n: 1, sum: 0.2 },
      { n: 1, sum: 0.5 },
    ])
    expect(clusterMean(onceEach(two))).toBeCloseTo(0.35, 12)
  })

  // Efron and Tibshirani (1993), table 2.1: mean 56.22, standard error 14.14.
  it('of one each have the mean and standard error of the textbook', () => {
    expect(clusterMean(mice)).toBeCloseTo(56.22, 2)
    expect(Math.sqrt(clusterVariance(mice) ?? 0)).toBeCloseTo(14.14, 1)
  })

  it('repeated within move neither the mean nor the variance', () => {
    fc.assert(
      fc.property(clusters, fc.integer({ min: 2, max: 5 }), (some, times) => {
        const repeated = some.map(({ n, sum }) => ({ n: times * n, sum: times * sum }))
        expect(clusterMean(repeated)).toBeCloseTo(clusterMean(some) ?? Number.NaN, 10)
        expect(clusterVariance(repeated)).toBeCloseTo(clusterVariance(some) ?? Number.NaN, 10)
        const [first, ...rest] = some
        if (first === undefined) return
        const louder = [{ n: times * first.n, sum: times * first.sum }, ...rest]
        expect(clusterMean(onceEach(louder))).toBeCloseTo(clusterMean(onceEach(some)) ?? Number.NaN, 10)
      }),
    )
  })

  it('say nothing where there is nothing', () => {
    expect(clusterMean([])).toBeNull()
    expect(clusterVariance([])).toBeNull()
    expect(clusterVariance([{ n: 3, sum: 1 }])).toBeNull()
  })

  it.each([
    { n: 0, sum: 0 },
    { n: -1, sum: 0 },
    { n: Number.NaN, sum: 0 },
    { n: 1, sum: Number.NaN },
    { n: 1, sum: Number.POSITIVE_INFINITY },
  ])('refuse %o', bad => {
    expect(() => clusterMean([bad])).toThrow(RangeError)
    expect(() => clusterVariance([bad, bad])).toThrow(RangeError)
    expect(() => clusterBootstrap([bad, bad], plan)).toThrow(RangeError)
  })
})

describe('the cluster bootstrap', () => {
  // Efron and Tibshirani (1993), §12.5: 5 % and 95 % points of t* −4.53 and 1.53, interval 35.82 to 116.74,
  // from 1000 draws; theirs and ours differ by chance alone.
  it('has the interval of the textbook for the control group of mice', () => {
    const within = { low: 0, high: 1000 }
    const interval = clusterBootstrap(mice, { draws: 20_000, seed: 1, level: 0.9, within, steadying: 0 })
    expect(Math.abs((interval?.low ?? 0) - 35.82)).toBeLessThan(2)
    expect(Math.abs((interval?.high ?? 0) - 116.74)).toBeLessThan(10)
  })

  it('lies around the mean, within the bounds, and is the same in any order and for the same seed', () => {
    fc.assert(
      fc.property(clusters, fc.nat(), (some, seed) => {
        const interval = clusterBootstrap(some, { draws: 200, seed })
        expect(clusterBootstrap([...some].reverse(), { draws: 200, seed })).toEqual(interval)
        if (interval === null) return
        expect(interval.low).toBeGreaterThanOrEqual(0)
        expect(interval.high).toBeLessThanOrEqual(1)
        expect(interval.low).toBeLessThanOrEqual(interval.high)
      }),
      { numRuns: 50 },
    )
  })

  it('takes a cluster for one observation however often it repeats itself', () => {
    const some = [0.1, 0.3, 0.2, 0.9, 0.4, 0.05].map(sum => ({ n: 1, sum }))
    const loud = some.map(({ sum }) => ({ n: 8, sum: 8 * sum }))
    const [once, often] = [clusterBootstrap(some, plan), clusterBootstrap(loud, plan)]
    expect(often?.low).toBeCloseTo(once?.low ?? Number.NaN, 9)
    expect(often?.high).toBeCloseTo(once?.high ?? Number.NaN, 9)
  })

  it('says something of nineteen scores that are all but perfect', () => {
    const scores = [...Array(17).fill(0.01), 0.16, 0.36].map(sum => ({ n: 1, sum }))
    expect(clusterBootstrap(scores, plan)?.high).toBeLessThan(0.35)
    expect(clusterBootstrap(scores, { ...plan, steadying: 0 })?.high).toBe(1)
  })

  it('is wider for fewer clusters and for a surer level, and another for another seed', () => {
    const some = Array.from({ length: 40 }, (_, i) => ({ n: 1, sum: (i % 10) / 10 }))
    const width = (interval: { low: number; high: number } | null) =>
      interval === null ? Number.NaN : interval.high - interval.low
    expect(width(clusterBootstrap(some, plan))).toBeLessThan(width(clusterBootstrap(some.slice(0, 10), plan)))
    expect(width(clusterBootstrap(some, { ...plan, level: 0.8 }))).toBeLessThan(
      width(clusterBootstrap(some, plan)),
    )
    expect(clusterBootstrap(some, { ...plan, seed: 2 })).not.toEqual(clusterBootstrap(some, plan))
  })

  it('is null of fewer than five clusters, and of clusters that all say the same', () => {
    const different = [0.1, 0.3, 0.2, 0.9, 0.4].map(sum => ({ n: 1, sum }))
    expect(clusterBootstrap(different, plan)).not.toBeNull()
    expect(clusterBootstrap(different.slice(1), plan)).toBeNull()
    expect(clusterBootstrap([], plan)).toBeNull()
    expect(clusterBootstrap(Array(12).fill({ n: 3, sum: 0.03 }), plan)).toBeNull()
  })

  it.each([
    { draws: 0, seed: 1 },
    { draws: 2.5, seed: 1 },
    { draws: 10, seed: 0.5 },
    { draws: 10, seed: 1, level: 1 },
    { draws: 10, seed: 1, level: Number.NaN },
  ])('refuses %o', bad => {
    expect(() => clusterBootstrap(mice, bad)).toThrow(RangeError)
  })
})
