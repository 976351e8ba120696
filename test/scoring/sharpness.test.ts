import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { meanBrier } from '../../src/scoring/mean-score.ts'
import { sharpness } from '../../src/scoring/sharpness.ts'
import { tally, total } from '../../src/scoring/tally.ts'
import { forecasts, paired } from './forecasts.ts'

describe('sharpness', () => {
  it('has the worked value of its documentation', () => {
    expect(sharpness(tally(paired([0.9, 0.5], [0, 1])))).toBeCloseTo(0.17, 12)
  })

  it('is 0 for certainty, 0.25 for always 50 %, and does not look at outcomes', () => {
    expect(sharpness(tally(paired([0, 1], [1, 0])))).toBe(0)
    expect(sharpness(tally(paired([0.5, 0.5], [1, 0])))).toBe(0.25)
    fc.assert(
      fc.property(forecasts(), some => {
        expect(sharpness(tally(some))).toBe(sharpness(tally(some.map(({ p }) => ({ p, o: 0 })))))
      }),
    )
  })

  it('is the Brier score of whoever is calibrated', () => {
    fc.assert(
      fc.property(forecasts(), some => {
        const calibrated = tally(some).map(({ p, n }) => ({ p, n, sum: n * p }))
        expect(meanBrier(calibrated)).toBeCloseTo(sharpness(calibrated) ?? Number.NaN, 12)
      }),
    )
  })

  it('differs from the variance of the forecasts by the mean forecast alone', () => {
    fc.assert(
      fc.property(forecasts(), some => {
        const tallies = tally(some)
        const { n: all } = total(tallies)
        const mean = tallies.reduce((s, { p, n }) => s + n * p, 0) / all
        const variance = tallies.reduce((s, { p, n }) => s + n * (p - mean) ** 2, 0) / all
        expect(mean * (1 - mean) - (sharpness(tallies) ?? Number.NaN)).toBeCloseTo(variance, 12)
      }),
    )
  })
})
