import { brier } from './brier.ts'
import { isotonic } from './isotonic.ts'
import { meanBrier } from './mean-score.ts'
import type { Decomposition } from './murphy.ts'
import { merge, type Tally, total } from './tally.ts'

interface Corp extends Decomposition {
  /** The reliability diagram: for each distinct forecast, lowest first, what it should have been. */
  curve: { p: number; recalibrated: number; n: number }[]
}

/**
 * The CORP reliability diagram (consistent, optimally binned, reproducible, by pool-adjacent-violators)
 * and its decomposition of the mean Brier score.
 *
 * The recalibrated forecasts are the isotonic regression of the outcomes on the forecasts. With S the mean
 * score of the forecasts, C of the recalibrated ones and R of the base rate:
 *
 *   miscalibration = S − C,  discrimination = R − C,  uncertainty = R,
 *
 * so that miscalibration − discrimination + uncertainty = S, and no term is negative. Unlike `murphy` it
 * does not take values used once for information, and unlike bins nobody chose where to cut.
 *
 * Unit: Brier score. Null of no forecasts.
 *
 * Worked value: for 0.1, 0.2, 0.3, 0.4, 0.5, 0.9 with 1, 0, 0, 0, 1, 1 the first four are recalibrated to
 * 0.25 and the last two to 1; S = 0.2267, miscalibration 0.1017, discrimination 0.125, uncertainty 0.25.
 *
 * Source: T. Dimitriadis, T. Gneiting, A. I. Jordan, "Stable reliability diagrams for probabilistic
 * classifiers", Proceedings of the National Academy of Sciences 118 (2021) e2016191118.
 *
 * @throws RangeError as `merge` does
 */
export function corp(tallies: readonly Tally[]): Corp | null {
  const merged = merge(tallies)
  const score = meanBrier(merged)
  if (score === null) return null
  const all = total(merged)
  const fitted = isotonic(merged.map(({ p, n, sum }) => ({ x: p, n, sum })))
  // Within a block of equal fitted values the outcomes have that value for their mean.
  const recalibrated = fitted.reduce((sofar, { n, value }) => sofar + n * brier(value, value), 0) / all.n
  const uncertainty = brier(all.sum / all.n, all.sum / all.n)
  return {
    score,
    // Neither is below 0 but for rounding.
    miscalibration: Math.max(0, score - recalibrated),
    discrimination: Math.max(0, uncertainty - recalibrated),
    uncertainty,
    curve: fitted.map(({ x, n, value }) => ({ p: x, recalibrated: value, n })),
  }
}
