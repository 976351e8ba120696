/**
 * The sampling variance of each pundit's estimate, from the spread of all pundits together: σ² / n, where
 * σ² = Σ (n − 1)·n·v / Σ (n − 1), for v the variance found from the pundit's own n clusters.
 *
 * A pundit's own spread is a bad guide where clusters are few: ten safe forecasts that all came true have
 * none, and unpooled would be ranked as if the eleventh could not fail.
 *
 * Shape: one for each, in their order; null for all if none has two clusters or nobody any spread. An n
 * of 0 has no estimate and gets null.
 *
 * Worked value: of v = 0.01 at n = 10 and v = 0 at n = 20, σ² = (9·0.1 + 19·0) / 28 = 0.0321, so 0.0032 and
 * 0.0016.
 *
 * Source: the pooled within-group variance of the analysis of variance; for shrinkage as in B. Efron,
 * C. Morris, "Data analysis using Stein's estimator and its generalizations", Journal of the American
 * Statistical Association 70 (1975) 311–319, where one spread serves all.
 *
 * @throws RangeError if an n is not a whole number from 0, or a variance negative or NaN
 */
export function pooledVariances(own: readonly { n: number; variance: number | null }[]): (number | null)[] {
  let squares = 0
  let freedom = 0
  for (const { n, variance } of own) {
    if (!(Number.isInteger(n) && n >= 0)) throw new RangeError(`n must be a whole number, got ${n}`)
    if (variance === null || n < 2) continue
    if (!(variance >= 0)) throw new RangeError(`variance must be 0 or more, got ${variance}`)
    squares += (n - 1) * n * variance
    freedom += n - 1
  }
  return own.map(({ n }) => (n === 0 || squares === 0 ? null : squares / freedom / n))
}
