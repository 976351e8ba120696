import { merge, type Tally, total } from './tally.ts'

/**
 * How far from certainty the forecasts are, whatever came of them: the mean of p (1 − p).
 *
 * Unit: Brier score, 0 (always 0 % or 100 %, sharpest) to 0.25 (always 50 %). Null of no forecasts. It is the
 * Brier score to be expected of the forecaster if calibrated. A higher or a lower one may be chance, or saying
 * too much one way as well as being too sure or too careful. Sharp is only good if calibrated.
 *
 * Not the variance of the forecasts, though both are called sharpness: always saying 90 % has none, and is
 * sharp. The two differ by the mean forecast m alone: variance = m (1 − m) − mean of p (1 − p).
 *
 * Worked value: of 0.9 and 0.5 it is (0.09 + 0.25) / 2 = 0.17.
 *
 * Source: T. Gneiting, F. Balabdaoui, A. E. Raftery, "Probabilistic forecasts, calibration and sharpness",
 * Journal of the Royal Statistical Society B 69 (2007) 243–268: the concentration of the predictive
 * distributions; for a yes or no that is the mean of their variances.
 *
 * @throws RangeError as `merge` does
 */
export function sharpness(tallies: readonly Tally[]): number | null {
  const merged = merge(tallies)
  const { n: all } = total(merged)
  if (all === 0) return null
  return merged.reduce((sofar, { p, n }) => sofar + n * p * (1 - p), 0) / all
}
