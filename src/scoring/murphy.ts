import { meanBrier } from './mean-score.ts'
import { merge, type Tally, total } from './tally.ts'

export interface Decomposition {
  /** The mean Brier score: miscalibration − discrimination + uncertainty. */
  score: number
  /** How far the probabilities are from how often they came true; 0 best. Murphy's "reliability". */
  miscalibration: number
  /** How far what came true differs between the probabilities; more is better. Murphy's "resolution". */
  discrimination: number
  /** The score of always saying the base rate; not the forecaster's doing. */
  uncertainty: number
}

/**
 * The Murphy decomposition of the mean Brier score by distinct forecast value. With n_k forecasts of p_k of
 * which the share ō_k came true, and the base rate ō over all n:
 *
 *   miscalibration = Σ n_k (p_k − ō_k)² / n,  discrimination = Σ n_k (ō_k − ō)² / n,  uncertainty = ō (1 − ō)
 *
 * Unit: Brier score. Null of no forecasts.
 *
 * It adds up exactly because no value is grouped with another. Over bins of several values it does not:
 * the variance of the forecasts within the bins, and their covariance with the outcomes, are left over
 * (D. B. Stephenson, C. A. S. Coelho, I. T. Jolliffe, "Two extra components in the Brier score
 * decomposition", Weather and Forecasting 23 (2008) 752–757). So never decompose the ten bins of
 * `calibration`. And where each value is used once or twice, both terms are near their maximum by chance:
 * then `corp` says more.
 *
 * Worked value: for 0.2 five times with one true and 0.8 five times with three true, miscalibration is
 * (5·0 + 5·0.04) / 10 = 0.02, discrimination 0.04, uncertainty 0.24, and 0.02 − 0.04 + 0.24 = 0.22.
 *
 * Source: A. H. Murphy, "A new vector partition of the probability score", Journal of Applied Meteorology
 * 12 (1973) 595–600.
 *
 * @throws RangeError as `merge` does
 */
export function murphy(tallies: readonly Tally[]): Decomposition | null {
  const merged = merge(tallies)
  const score = meanBrier(merged)
  if (score === null) return null
  const all = total(merged)
  const baseRate = all.sum / all.n
  const mean = (term: (tally: Tally) => number) =>
    merged.reduce((sofar, tally) => sofar + tally.n * term(tally), 0) / all.n
  return {
    score,
    miscalibration: mean(({ p, n, sum }) => (p - sum / n) ** 2),
    discrimination: mean(({ n, sum }) => (sum / n - baseRate) ** 2),
    uncertainty: baseRate * (1 - baseRate),
  }
}
