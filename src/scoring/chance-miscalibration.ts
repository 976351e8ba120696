import { corp } from './corp.ts'
import { quantile } from './quantile.ts'
import { seeded } from './random.ts'
import { merge, type Tally } from './tally.ts'

/**
 * The miscalibration that chance alone gives: its quantile among `draws` sets of outcomes in which every forecast p
 * comes true with the probability p. A calibrated forecaster of these forecasts shows more in 1 − level of the cases.
 *
 * One test of the whole diagram: a consistency band holds at each forecast by itself, and of many forecasts some
 * leave theirs by chance.
 *
 * Shape: null of no forecasts. Unit: Brier score. Numbers of forecasts are rounded to whole ones.
 *
 * Worked value: of one forecast of 0.5 it is 0.25, for the recalibrated one is always right.
 *
 * Source: T. Dimitriadis, T. Gneiting, A. I. Jordan, "Stable reliability diagrams for probabilistic classifiers",
 * Proceedings of the National Academy of Sciences 118 (2021) e2016191118, for the statistic; the test is a parametric
 * bootstrap (B. Efron, R. Tibshirani, An Introduction to the Bootstrap, 1993, chapter 16).
 *
 * @throws RangeError as `merge` and `quantile` do
 */
export function chanceMiscalibration(
  tallies: readonly Tally[],
  { draws, seed, level }: { draws: number; seed: number; level: number },
): number | null {
  const merged = merge(tallies)
  if (merged.length === 0) return null
  const random = seeded(seed)
  const found = Array.from({ length: draws }, () => {
    const drawn = merged.map(({ p, n }) => {
      const whole = Math.max(1, Math.round(n))
      const sum = Array.from({ length: whole }, () => (random.unit() < p ? 1 : 0)).reduce<number>(
        (a, b) => a + b,
        0,
      )
      return { p, n: whole, sum }
    })
    return corp(drawn)?.miscalibration ?? 0
  })
  return quantile(found, level)
}
