import { requireUnitInterval } from './unit-interval.ts'

/** One forecast and its outcome: o is 1 if it happened, 0 if it did not, between for a partial outcome. */
export interface Forecast {
  p: number
  o: number
}

/**
 * All forecasts of one probability: how many there are, and the sum of their outcomes.
 *
 * It is all that any measure of a set of forecasts needs, also for partial outcomes: in the expected form
 * of `brier` and in `logScore` a score is linear in the outcome, so no sum of squares is lost. A forecast
 * that weighs w is { p, n: w, sum: w · o }.
 */
export interface Tally {
  p: number
  n: number
  sum: number
}

/**
 * The tallies of forecasts, as `merge` orders them.
 *
 * Worked value: tally([{ p: 0.7, o: 1 }, { p: 0.7, o: 0 }]) = [{ p: 0.7, n: 2, sum: 1 }].
 *
 * @throws RangeError if a p or an o is outside [0, 1] or NaN
 */
export function tally(forecasts: readonly Forecast[]): Tally[] {
  return merge(forecasts.map(({ p, o }) => ({ p, n: 1, sum: o })))
}

/**
 * The same tallies with one for each distinct probability, lowest first, and none that is empty. Every
 * measure starts from it, so that no figure depends on the order or the grouping in which forecasts came.
 * (Sums of whole outcomes are exact. Sums of partial ones are floating: grouped otherwise before they get
 * here, they may differ in the last digit.)
 *
 * Probabilities are told apart to 15 decimals: 1 − 0.9 is 0.09999999999999998, and is the forecast 0.1.
 *
 * @throws RangeError if a p is outside [0, 1], an n negative or infinite, a sum outside [0, n], or one NaN
 */
export function merge(tallies: readonly Tally[]): Tally[] {
  const merged = new Map<number, Tally>()
  for (const { p, n, sum } of tallies.map(withoutDust).sort(byProbability)) {
    const same = merged.get(p) ?? { p, n: 0, sum: 0 }
    merged.set(p, { p, n: same.n + n, sum: same.sum + sum })
  }
  return [...merged.values()].filter(({ n }) => n > 0)
}

/** How many forecasts there are in all, and the sum of their outcomes. */
export function total(tallies: readonly Tally[]): { n: number; sum: number } {
  return tallies.reduce((all, { n, sum }) => ({ n: all.n + n, sum: all.sum + sum }), { n: 0, sum: 0 })
}

function withoutDust({ p, n, sum }: Tally): Tally {
  requireUnitInterval(p, 'p')
  if (!(n >= 0 && n < Number.POSITIVE_INFINITY)) throw new RangeError(`n must be 0 or more, got ${n}`)
  if (!(sum >= 0 && sum <= n)) throw new RangeError(`sum must be from 0 to n = ${n}, got ${sum}`)
  return { p: Number(p.toFixed(15)), n, sum }
}

function byProbability(a: Tally, b: Tally): number {
  return a.p - b.p || a.n - b.n || a.sum - b.sum
}
