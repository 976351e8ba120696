import { around, betweenVariance, type Estimate } from './between-variance.ts'
import { type Interval, z95 } from './interval.ts'

interface Shrunken extends Interval {
  estimate: number
  /** How far it was drawn to the mean of all: 0 not at all, 1 all the way. */
  shrinkage: number
}

/**
 * Estimates drawn to the mean of all, each the more the less it rests on: empirical Bayes, normal-normal.
 * The low end of the interval ranks: it rises with skill and with how much is known.
 *
 * Each of k estimates y has its variance V around a true value, and true values have the variance A around
 * their mean μ. With A from `betweenVariance`, W = 1/(V + A) and μ = Σ W y / Σ W:
 *
 *   shrinkage B = (k − 3)/(k − 1) · V/(V + A),  estimate = (1 − B) y + B μ,
 *   variance s² = V (1 − B (1 − W/Σ W)) + 2/(k − 3) · B² (V̄ + A)/(V + A) · (y − μ)²,
 *
 * V̄ being the mean of V weighted by W; the interval is estimate ± 1.96 s. The factor (k − 3)/(k − 1) and the
 * last term are for A not being known but estimated. With equal variances it is the estimator of James and
 * Stein. Of three or fewer there is nothing to learn A from, and they stay as they are.
 *
 * Shape: in the order given; null of none. Unit: as given.
 *
 * Worked value: 18 batting averages of 45 at-bats each around 0.265, with V = 0.265·0.735/45: B = 0.788, so
 * Clemente's 0.400 becomes 0.294 (B. Efron, C. Morris, "Stein's paradox in statistics", Scientific American
 * 236 (1977) 119–127).
 *
 * Source: C. N. Morris, "Parametric empirical Bayes inference: theory and applications", Journal of the
 * American Statistical Association 78 (1983) 47–55.
 *
 * @throws RangeError as `betweenVariance` does
 */
export function shrink(
  estimates: readonly Estimate[],
): { mean: number; between: number; shrunken: Shrunken[] } | null {
  const k = estimates.length
  if (k === 0) return null
  const between = betweenVariance(estimates)
  const { mean, weight, variance: typical } = around(estimates, between)
  const known = Math.max(0, (k - 3) / (k - 1 || 1))
  const shrunken = estimates.map(({ estimate: y, variance }) => {
    const whole = variance + between
    const shrinkage = (known * variance) / whole
    const estimate = (1 - shrinkage) * y + shrinkage * mean
    const unsure = k > 3 ? ((2 / (k - 3)) * shrinkage ** 2 * (typical + between)) / whole : 0
    const spread = variance * (1 - shrinkage * (1 - 1 / whole / weight)) + unsure * (y - mean) ** 2
    const reach = z95 * Math.sqrt(spread)
    return { estimate, low: estimate - reach, high: estimate + reach, shrinkage }
  })
  return { mean, between, shrunken }
}
