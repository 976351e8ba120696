import { type Interval, z95 } from './interval.ts'

/**
 * The 95 % Wilson score interval of a share, k of n: with z = 1.959964,
 *
 *   (k + z²/2 ± z √(k(n − k)/n + z²/4)) / (n + z²)
 *
 * Shape: both ends in [0, 1]; never narrower than there are observations for, so 0 of 5 is not certain to
 * be 0. Null of no observations. For partial outcomes k is their sum, and the interval rather too wide.
 *
 * Worked value: wilson(1, 10) = { low: 0.0179, high: 0.4042 }.
 *
 * Source: E. B. Wilson, "Probable inference, the law of succession, and statistical inference", Journal of
 * the American Statistical Association 22 (1927) 209–212; preferred for small n by L. D. Brown, T. T. Cai,
 * A. DasGupta, "Interval estimation for a binomial proportion", Statistical Science 16 (2001) 101–133.
 *
 * @param k how many came true
 * @param n of how many
 * @throws RangeError if n is negative or infinite, k outside [0, n], or either NaN
 */
export function wilson(k: number, n: number): Interval | null {
  if (!(n >= 0 && n < Number.POSITIVE_INFINITY)) throw new RangeError(`n must be 0 or more, got ${n}`)
  if (!(k >= 0 && k <= n)) throw new RangeError(`k must be from 0 to n = ${n}, got ${k}`)
  if (n === 0) return null
  const middle = k + z95 ** 2 / 2
  const reach = z95 * Math.sqrt((k * (n - k)) / n + z95 ** 2 / 4)
  return {
    // By the formula 0 of n begins at 0 and n of n ends at 1, but for rounding.
    low: k === 0 ? 0 : Math.max(0, (middle - reach) / (n + z95 ** 2)),
    high: k === n ? 1 : Math.min(1, (middle + reach) / (n + z95 ** 2)),
  }
}
