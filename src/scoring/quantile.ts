/**
 * The smallest value with at least the share q of all values at or below it: the inverse of the empirical
 * distribution function. Never between two values, so it can be told of infinite ones.
 *
 * Worked value: quantile([5, 1, 3, 9], 0.5) = 3.
 *
 * Source: R. J. Hyndman, Y. Fan, "Sample quantiles in statistical packages", The American Statistician 50
 * (1996) 361–365, definition 1.
 *
 * @throws RangeError if q is outside [0, 1], or of no values
 */
export function quantile(values: readonly number[], q: number): number {
  const sorted = Float64Array.from(values).sort()
  const value = sorted[Math.max(0, Math.ceil(q * sorted.length) - 1)]
  if (!(q >= 0 && q <= 1) || value === undefined) throw new RangeError(`no quantile ${q} of ${values.length}`)
  return value
}
