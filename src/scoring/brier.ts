import { requireUnitInterval } from './unit-interval.ts'

/**
 * The Brier score of one forecast: (p − o)², with o = 1 if it happened and 0 if it did not.
 *
 * For a partial outcome it takes its expected form, share·(1 − p)² + (1 − share)·p²: the score of a
 * forecast of something that came true in `share` of the cases. Its best value, at p = share, is then
 * share·(1 − share) and not 0.
 *
 * Unit: squared probability, 0 best, 1 worst; always 0.25 for p = 0.5. Lower is better.
 *
 * Worked values: brier(0.7, 0) = 0.49; brier(0.7, 1) = 0.09; brier(0.4, 0.3) = 0.3·0.36 + 0.7·0.16 = 0.22.
 *
 * Source: G. W. Brier, "Verification of forecasts expressed in terms of probability", Monthly Weather
 * Review 78 (1950) 1–3. Brier sums over both classes, so the figures there are twice these.
 *
 * @param p the probability given to the claim as worded
 * @param share 1 if it happened, 0 if it did not, strictly between for a partial outcome
 * @throws RangeError if either is outside [0, 1] or NaN
 */
export function brier(p: number, share: number): number {
  requireUnitInterval(p, 'p')
  requireUnitInterval(share, 'share')
  return share * (1 - p) ** 2 + (1 - share) * p ** 2
}
