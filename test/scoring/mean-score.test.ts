import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { brier } from '../../src/scoring/brier.ts'
import { logScore } from '../../src/scoring/log-score.ts'
import { meanBrier, meanLogScore } from '../../src/scoring/mean-score.ts'
import { tally } from '../../src/scoring/tally.ts'
import { forecasts, paired, toy6 } from './forecasts.ts'

const unit = fc.double({ min: 0, max: 1, noNaN: true })

describe('published mean scores', () => {
  it('scikit-learn brier_score_loss docstring: 0.0375', () => {
    expect(meanBrier(tally(paired([0.1, 0.9, 0.8, 0.3], [0, 1, 1, 0])))).toBeCloseTo(0.0375, 14)
  })

  it('scikit-learn log_loss docstring: 0.21616', () => {
    expect(meanLogScore(tally(paired([0.9, 0.1, 0.2, 0.65], [1, 0, 0, 1])))).toBeCloseTo(
      0.21616187468057912,
      14,
    )
  })

  it('lorentzenchr/model-diagnostics test_decompose_with_numbers: 0.2266667 and 0.6986228', () => {
    expect(meanBrier(tally(toy6))).toBeCloseTo(0.226666666666667, 12)
    expect(meanLogScore(tally(toy6))).toBeCloseTo(0.698622818038458, 12)
  })

  // epiforecasts/scoringutils, tests/testthat/test-metrics-binary.R: .01, .01, .04, .04
  it('scoringutils: 0.025', () => {
    expect(meanBrier(tally(paired([0.1, 0.9, 0.8, 0.2], [0, 1, 1, 0])))).toBeCloseTo(0.025, 14)
  })

  // bellroy/predictionbook@23c83da spec/models/score_calculator_spec.rb
  it('PredictionBook, as forecasts are added: 0.81, 0.45, 0.33', () => {
    const series = paired([0.9, 0.7, 0.3], [0, 1, 0])
    expect(meanBrier(tally(series.slice(0, 1)))).toBeCloseTo(0.81, 12)
    expect(meanBrier(tally(series.slice(0, 2)))).toBeCloseTo(0.45, 12)
    expect(Number(meanBrier(tally(series))?.toFixed(4))).toBe(0.33)
  })
})

describe('mean scores', () => {
  it('are the means of the scores of each forecast, partial outcomes and all', () => {
    fc.assert(
      fc.property(forecasts(), some => {
        const mean = (score: typeof brier) => some.reduce((s, { p, o }) => s + score(p, o), 0) / some.length
        expect(meanBrier(tally(some))).toBeCloseTo(mean(brier), 12)
        expect(meanLogScore(tally(some))).toBeCloseTo(mean(logScore), 10)
      }),
    )
  })

  it('are proper over many: saying how often it comes true is least', () => {
    fc.assert(
      fc.property(unit, unit, (p, share) => {
        const honest = [{ p: share, n: 100, sum: 100 * share }]
        const other = [{ p, n: 100, sum: 100 * share }]
        expect(meanBrier(other) ?? 0).toBeGreaterThanOrEqual((meanBrier(honest) ?? 1) - 1e-12)
        expect(meanLogScore(other) ?? 0).toBeGreaterThanOrEqual((meanLogScore(honest) ?? 1) - 1e-12)
      }),
    )
  })
})
