import { describe, expect, it } from 'vitest'
import { quantile } from '../../src/scoring/quantile.ts'
import { seeded } from '../../src/scoring/random.ts'

describe('seeded random numbers', () => {
  // The C++ standard, [rand.predef]: the 10,000th number of a default-constructed mt19937, whose seed is
  // 5489, is 4123659995. The first two are those of Matsumoto and Nishimura's own code.
  it('are those of MT19937', () => {
    const random = seeded(5489)
    const numbers = Array.from({ length: 10_000 }, () => (random.below(2 ** 32) + 2 ** 31) % 2 ** 32)
    expect(numbers.slice(0, 2)).toEqual([3499211612, 581869302])
    expect(numbers.at(-1)).toBe(4123659995)
    expect(seeded(5489).below(2 ** 32)).toBe(1351727964)
  })

  it('are the same for the same seed and others for another', () => {
    const some = (seed: number) => {
      const random = seeded(seed)
      return Array.from({ length: 20 }, () => random.unit())
    }
    expect(some(7)).toEqual(some(7))
    expect(some(7)).not.toEqual(some(8))
  })

  it('are spread evenly, over whole numbers and from 0 to 1', () => {
    const random = seeded(1)
    const counts = [0, 0, 0, 0, 0]
    let sum = 0
    for (let i = 0; i < 10_000; i++) {
      const at = random.below(5)
      counts[at] = (counts[at] ?? Number.NaN) + 1
      const unit = random.unit()
      expect(unit >= 0 && unit < 1).toBe(true)
      sum += unit
    }
    for (const count of counts) expect(Math.abs(count - 2000)).toBeLessThan(200)
    expect(sum / 10_000).toBeCloseTo(0.5, 1)
  })

  it.each([0.5, Number.NaN, 2 ** 32, -(2 ** 31) - 1])('refuse %d as a seed', seed => {
    expect(() => seeded(seed)).toThrow(RangeError)
  })
})

describe('a quantile', () => {
  it('is the smallest value with enough at or below it', () => {
    expect([0, 0.25, 0.5, 0.51, 1].map(q => quantile([5, 1, 3, 9], q))).toEqual([1, 1, 3, 5, 9])
    expect(quantile([2], 0.025)).toBe(2)
  })

  it('can be infinite', () => {
    const { POSITIVE_INFINITY: most, NEGATIVE_INFINITY: least } = Number
    expect(quantile([most, 1, least], 1)).toBe(most)
    expect(quantile([most, 1, least], 0)).toBe(least)
    expect(quantile([most, 1, least], 0.5)).toBe(1)
  })

  it('is refused of nothing, and beyond 0 and 1', () => {
    expect(() => quantile([], 0.5)).toThrow(RangeError)
    expect(() => quantile([1], 1.1)).toThrow(RangeError)
    expect(() => quantile([1], Number.NaN)).toThrow(RangeError)
  })
})
