import { chanceOutcomes, type Said } from './chance-outcomes.ts'
import { corp } from './corp.ts'
import { quantile } from './quantile.ts'
import { seeded } from './random.ts'

/**
 * The miscalibration that chance alone gives: its quantile among `draws` sets of outcomes in which every forecast p
 * comes true with the probability p, those of one cluster together (`chanceOutcomes`). A calibrated forecaster of these
 * forecasts shows more in 1 − level of the cases. Were repeats taken for independent, a calibrated forecaster who says
 * everything three times would exceed it in most.
 *
 * One test of the whole diagram: a consistency band holds at each forecast by itself, and of many forecasts some
 * leave theirs by chance.
 *
 * Shape: of clusters of forecasts; null of none. Unit: Brier score.
 *
 * Worked value: of one forecast of 0.5 it is 0.25, for the recalibrated one is always right.
 *
 * Source: T. Dimitriadis, T. Gneiting, A. I. Jordan, "Stable reliability diagrams for probabilistic classifiers",
 * Proceedings of the National Academy of Sciences 118 (2021) e2016191118, for the statistic; the test is a parametric
 * bootstrap (B. Efron, R. Tibshirani, An Introduction to the Bootstrap, 1993, chapter 16).
 *
 * @throws RangeError as `corp` and `quantile` do
 */
export function chanceMiscalibration(
  clusters: readonly (readonly Said[])[],
  { draws, seed, level }: { draws: number; seed: number; level: number },
): number | null {
  if (clusters.flat().length === 0) return null
  const outcomes = chanceOutcomes(clusters, seeded(seed))
  const found = Array.from({ length: draws }, () => corp(outcomes())?.miscalibration ?? 0)
  return quantile(found, level)
}
