import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { logClamp, logScore } from '../../src/scoring/log-score.ts'

const unit = fc.double({ min: 0, max: 1, noNaN: true })
const best = 0.00010000500033
const worst = 9.21034037198

function meanLogScore(pairs: readonly (readonly [number, number])[]): number {
  return pairs.reduce((sum, [p, share]) => sum + logScore(p, share), 0) / pairs.length
}

describe('published log scores', () => {
  // wasabipesto/themis@c5ac1e3, grader/src/scores/log.rs, where higher is better.
  it.each([
    [0.3, 0.3, -0.6108643],
    [0.3, 0.7, -0.94978345],
    [0.7, 1, -0.35667494],
    [0.7, 0, -1.2039728],
  ])('Themis scores %d against %d as %d', (p, share, expected) => {
    expect(-logScore(p, share)).toBeCloseTo(expected, 7)
  })

  // The same file expects 0 here; the clamp makes it −ln 0.9999.
  it.each([
    [1, 1],
    [0, 0],
  ])('Themis scores %d against %d as 0, and the clamp leaves a ten-thousandth of it', (p, share) => {
    expect(logScore(p, share)).toBeCloseTo(best, 12)
  })

  it('has the mean of the scikit-learn log_loss docstring, 0.21616', () => {
    const pairs = [
      [0.9, 1],
      [0.1, 0],
      [0.2, 0],
      [0.65, 1],
    ] as const
    expect(meanLogScore(pairs)).toBeCloseTo(0.21616187468057912, 14)
  })

  it('has the natural-log mean of lorentzenchr/model-diagnostics test_decompose_with_numbers, 0.6986228', () => {
    const pairs = [
      [0.4, 0],
      [0.3, 0],
      [0.2, 0],
      [0.1, 1],
      [0.5, 1],
      [0.9, 1],
    ] as const
    expect(meanLogScore(pairs)).toBeCloseTo(0.6986228, 7)
  })

  // Metaculus/metaculus@100c4088f, tests/unit/test_scoring/test_score_math.py. The baseline score of a
  // binary question is 100(1 + log2 q), q being the probability given to what came about.
  it.each([
    [0.9, 1, 84.79969066],
    [0.1, 1, -232.19280949],
    [0.9, 0, -232.19280949],
    [Math.SQRT1_2, 1, 50],
    [Math.SQRT1_2 / 2, 1, -50],
    [0.5, 1, 0],
  ])('gives the Metaculus baseline score of %d against %d, %d', (p, share, expected) => {
    expect(100 * (1 - logScore(p, share) / Math.LN2)).toBeCloseTo(expected, 7)
  })

  // The same file. Between two forecasters the peer score is 100 times the difference of log scores.
  it.each([
    [0.9, 0.1, 219.7224577],
    [0.6, 0.4, 40.5465108],
  ])('gives the Metaculus peer score of %d over %d, %d', (p, other, expected) => {
    expect(100 * (logScore(other, 1) - logScore(p, 1))).toBeCloseTo(expected, 7)
  })
})

describe('properties of the log score', () => {
  it('stays within the bounds that the clamp sets', () => {
    expect(logClamp).toBe(0.0001)
    expect(logScore(0, 1)).toBeCloseTo(worst, 10)
    expect(logScore(1, 0)).toBeCloseTo(worst, 10)
    fc.assert(
      fc.property(unit, unit, (p, share) => {
        expect(logScore(p, share)).toBeGreaterThanOrEqual(best - 1e-12)
        expect(logScore(p, share)).toBeLessThanOrEqual(worst + 1e-10)
      }),
    )
  })

  it('reads anything nearer to 0 or 1 than the clamp as the clamp', () => {
    expect(logScore(0.00001, 1)).toBe(logScore(logClamp, 1))
    expect(logScore(0.99999, 0)).toBe(logScore(1 - logClamp, 0))
    expect(logScore(0.0002, 1)).toBeLessThan(logScore(logClamp, 1))
  })

  it('is proper: no forecast expects a lower score than the true frequency', () => {
    fc.assert(
      fc.property(unit, unit, (p, share) => {
        const expected = share * logScore(p, 1) + (1 - share) * logScore(p, 0)
        const honest = share * logScore(share, 1) + (1 - share) * logScore(share, 0)
        expect(expected).toBeGreaterThanOrEqual(honest - 1e-12)
        expect(logScore(p, share)).toBeCloseTo(expected, 12)
      }),
    )
  })

  it('is strictly proper away from the clamp: a twentieth off the true frequency is always dearer', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.06, max: 0.94, noNaN: true }), share => {
        expect(logScore(share + 0.05, share)).toBeGreaterThan(logScore(share, share))
        expect(logScore(share - 0.05, share)).toBeGreaterThan(logScore(share, share))
      }),
    )
  })

  it('is the same for a claim and its opposite', () => {
    fc.assert(
      fc.property(unit, unit, (p, share) => {
        expect(logScore(p, share)).toBeCloseTo(logScore(1 - p, 1 - share), 10)
      }),
    )
  })

  it('puts a partial outcome between what happened and what did not', () => {
    fc.assert(
      fc.property(unit, unit, (p, share) => {
        const ends = [logScore(p, 0), logScore(p, 1)]
        expect(logScore(p, share)).toBeGreaterThanOrEqual(Math.min(...ends) - 1e-12)
        expect(logScore(p, share)).toBeLessThanOrEqual(Math.max(...ends) + 1e-12)
      }),
    )
  })
})

it.each([-0.01, 1.01, 70, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])(
  'logScore refuses %d as a probability and as a share',
  value => {
    expect(() => logScore(value, 1)).toThrow(RangeError)
    expect(() => logScore(0.5, value)).toThrow(RangeError)
  },
)
