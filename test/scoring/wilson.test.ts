import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { wilson } from '../../src/scoring/wilson.ts'

describe('the Wilson interval', () => {
  // statsmodels proportion_confint(method='wilson'), and test_confint_proportion_wilson_clip for 19 of 38,
  // 38 of 38 and 0 of 77. (R Hmisc::binconf departs from Wilson at k = 1 and n − 1 and is not followed.)
  it.each([
    [0, 5, 0, 0.43448246478317487],
    [1, 5, 0.036224108632430196, 0.6244653702374748],
    [5, 5, 0.5655175352168252, 1],
    [0, 10, 0, 0.27753279986288926],
    [1, 10, 0.017876213095072924, 0.40415002679523854],
    [3, 10, 0.10779126740630104, 0.6032218525388546],
    [5, 10, 0.23659309051256394, 0.7634069094874361],
    [10, 10, 0.7224672001371106, 1],
    [7, 20, 0.18119182410108203, 0.5671457233147638],
    [19, 38, 0.348499283643951, 0.651500716356049],
    [38, 38, 0.9081901317744162, 1],
    [0, 77, 0, 0.04751842528243411],
    [15, 148, 0.06238639953073628, 0.16048724172330803],
    [81, 263, 0.2552885198782742, 0.36620957698280004],
    [56, 70, 0.6918335550374695, 0.8769526075163705],
    [520, 1202, 0.40486261163721865, 0.46079136897940814],
    [0, 1, 0, 0.7934506856227627],
    [1, 1, 0.2065493143772374, 1],
  ])('statsmodels: %d of %d is from %d to %d', (k, n, low, high) => {
    const interval = wilson(k, n)
    expect(interval?.low).toBeCloseTo(low, 12)
    expect(interval?.high).toBeCloseTo(high, 12)
  })

  // Textbook values; the first three counts are those of Hamilton (2011).
  it.each([
    [15, 16, 0.7167, 0.9889],
    [1, 15, 0.0119, 0.2982],
    [13, 40, 0.2008, 0.4798],
    [6, 10, 0.3127, 0.8318],
  ])('textbook: %d of %d is from %d to %d', (k, n, low, high) => {
    expect(wilson(k, n)?.low).toBeCloseTo(low, 4)
    expect(wilson(k, n)?.high).toBeCloseTo(high, 4)
  })

  it('is null of nothing', () => {
    expect(wilson(0, 0)).toBeNull()
  })

  it('begins at 0 only of none, ends at 1 only of all, and holds the share', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 5000 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (n, share) => {
          const k = share * n
          const { low, high } = wilson(k, n) ?? { low: Number.NaN, high: Number.NaN }
          expect(low).toBeGreaterThanOrEqual(0)
          expect(high).toBeLessThanOrEqual(1)
          expect(low).toBeLessThanOrEqual(k / n + 1e-12)
          expect(high).toBeGreaterThanOrEqual(k / n - 1e-12)
        },
      ),
    )
    expect(wilson(0, 5)?.low).toBe(0)
    expect(wilson(5, 5)?.high).toBe(1)
    expect(wilson(0, 5)?.high).toBeLessThan(1)
  })

  it('is the mirror image for what did not come true', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 100 }), fc.integer({ min: 0, max: 100 }), (k, misses) => {
        if (k + misses === 0) return
        expect(wilson(k, k + misses)?.low).toBeCloseTo(1 - (wilson(misses, k + misses)?.high ?? 0), 12)
      }),
    )
  })

  it.each([
    [1, 0],
    [-1, 5],
    [6, 5],
    [Number.NaN, 5],
    [0, -1],
    [0, Number.NaN],
    [0, Number.POSITIVE_INFINITY],
  ])('refuses %d of %d', (k, n) => {
    expect(() => wilson(k, n)).toThrow(RangeError)
  })
})
