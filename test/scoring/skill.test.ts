import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { skillAgainstBaseRate, skillAgainstFifty } from '../../src/scoring/skill.ts'
import { tally } from '../../src/scoring/tally.ts'
import { forecasts, paired, toy6 } from './forecasts.ts'

describe('published skill', () => {
  it('model-diagnostics test_decompose_with_numbers, against the sample base rate of 0.5: 0.0933', () => {
    expect(skillAgainstBaseRate(tally(toy6))).toBeCloseTo(0.0933333333333333, 12)
    expect(skillAgainstFifty(tally(toy6))).toBeCloseTo(0.0933333333333333, 12)
  })

  // confidoinstitute/confido1@eaaeceb src/commonMain/kotlin/Score.kt: (0.25 − (o − p)²) · 4
  it.each([
    [0.5, 1, 0],
    [1, 1, 1],
    [0, 1, -3],
    [0.9, 1, 0.96],
    [0.9, 0, -2.24],
    [0.7, 1, 0.64],
  ])("Confido's normalised Brier score of %d against %d, %d, is skill against 50 %%", (p, o, expected) => {
    expect(skillAgainstFifty(tally([{ p, o }]))).toBeCloseTo(expected, 12)
  })
})

describe('skill', () => {
  it('has the worked values of its documentation', () => {
    const twice = [{ p: 0.7, n: 2, sum: 1 }]
    expect(skillAgainstFifty(twice)).toBeCloseTo(-0.16, 12)
    expect(skillAgainstBaseRate(twice)).toBeCloseTo(-0.16, 12)
    expect(skillAgainstBaseRate(twice, 0.2)).toBeCloseTo(1 - 0.29 / 0.34, 12)
  })

  it('is 1 for a perfect forecaster and 0 for whoever says the reference', () => {
    const some = paired([0, 1, 1, 0, 0], [0, 1, 1, 0, 0])
    expect(skillAgainstBaseRate(tally(some))).toBe(1)
    expect(skillAgainstFifty(tally(some))).toBe(1)
    const dull = some.map(({ o }) => ({ p: 0.4, o }))
    expect(skillAgainstBaseRate(tally(dull))).toBeCloseTo(0, 12)
    expect(skillAgainstBaseRate(tally(dull), 0.4)).toBeCloseTo(0, 12)
    expect(skillAgainstFifty(tally(dull.map(({ o }) => ({ p: 0.5, o }))))).toBe(0)
  })

  it('is null where the base rate cannot be bettered', () => {
    expect(skillAgainstBaseRate(tally(paired([0.9, 0.8], [1, 1])))).toBeNull()
    expect(skillAgainstBaseRate(tally(paired([0.9, 0.8], [0, 0])), 0)).toBeNull()
    expect(skillAgainstBaseRate(tally(paired([0.9, 0.8], [1, 1])), 0.5)).toBeCloseTo(1 - 0.025 / 0.25, 12)
  })

  it('is hardest against the base rate known in hindsight', () => {
    fc.assert(
      fc.property(forecasts(), fc.double({ min: 0, max: 1, noNaN: true }), (some, rate) => {
        const hindsight = skillAgainstBaseRate(tally(some))
        const foresight = skillAgainstBaseRate(tally(some), rate)
        if (hindsight === null || foresight === null) return
        expect(foresight).toBeGreaterThanOrEqual(hindsight - 1e-9 * Math.abs(hindsight))
      }),
    )
  })

  it.each([-0.1, 1.1, Number.NaN])('refuses %d as a base rate', rate => {
    expect(() => skillAgainstBaseRate(tally(toy6), rate)).toThrow(RangeError)
  })
})
