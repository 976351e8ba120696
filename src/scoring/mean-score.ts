import { brier } from './brier.ts'
import { logScore } from './log-score.ts'
import { merge, type Tally, total } from './tally.ts'

/**
 * The mean Brier score, Σ n·brier(p, sum/n) / Σ n: 0 best, 1 worst. Null of no forecasts.
 *
 * Worked value: of 0.7 twice, once right, meanBrier([{ p: 0.7, n: 2, sum: 1 }]) = (0.09 + 0.49) / 2 = 0.29.
 * Source: see `brier`.
 *
 * @throws RangeError as `merge` does
 */
export function meanBrier(tallies: readonly Tally[]): number | null {
  return mean(tallies, brier)
}

/**
 * The mean logarithmic score in nats, lower is better, each clamped as in `logScore`. Null of no forecasts.
 *
 * Worked value: of 0.7 twice, once right, meanLogScore([{ p: 0.7, n: 2, sum: 1 }]) = (0.3567 + 1.2040) / 2 =
 * 0.7803. Source: see `logScore`.
 *
 * @throws RangeError as `merge` does
 */
export function meanLogScore(tallies: readonly Tally[]): number | null {
  return mean(tallies, logScore)
}

/** Both scores are linear in the outcome, so that of the mean outcome is the mean of the scores. */
function mean(tallies: readonly Tally[], score: (p: number, share: number) => number): number | null {
  const merged = merge(tallies)
  const { n: all } = total(merged)
  if (all === 0) return null
  return merged.reduce((sofar, { p, n, sum }) => sofar + n * score(p, sum / n), 0) / all
}
