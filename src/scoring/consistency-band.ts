import { chanceOutcomes, type Said } from './chance-outcomes.ts'
import type { Interval } from './interval.ts'
import { isotonic } from './isotonic.ts'
import { quantile } from './quantile.ts'
import { seeded } from './random.ts'
import type { Tally } from './tally.ts'

/**
 * Where the curve of `corp` would lie, at each distinct forecast, were the forecasts calibrated: a curve
 * that leaves the band speaks against calibration, one within it does not.
 *
 * As many clusters of forecasts as there are are drawn from them with replacement, whole, each forecast comes
 * true with the probability it states, those of one cluster together (`chanceOutcomes`), and the outcomes are
 * recalibrated; the band holds the share `level` of the values so found at each forecast. Where one was not
 * drawn, the value of the next lower counts, or of the next higher if there is none.
 *
 * Shape: of clusters of forecasts; { p, low, high } for each distinct p, lowest first; null of none. The same
 * for the same seed.
 *
 * Worked value: for a hundred clusters of one 0.5 at level 0.9 the band is about 0.42 to 0.58, as 0.5 ± 1.645·0.05.
 *
 * Source: Dimitriadis, Gneiting, Jordan (2021), see `corp`, supporting information; their R package
 * reliabilitydiag, method "resampling", with its levels 0.9 and 0.95. There each forecast is a cluster of its
 * own.
 *
 * @throws RangeError as `isotonic` does, if draws is not a whole number above 0, or level not in (0, 1)
 */
export function consistencyBand(
  clusters: readonly (readonly Said[])[],
  { draws, seed, level }: { draws: number; seed: number; level: number },
): (Interval & { p: number })[] | null {
  if (!(Number.isInteger(draws) && draws > 0)) throw new RangeError(`draws must be 1 or more, got ${draws}`)
  if (!(level > 0 && level < 1)) throw new RangeError(`level must be between 0 and 1, got ${level}`)
  if (clusters.flat().length === 0) return null
  const random = seeded(seed)
  const outcomes = chanceOutcomes(clusters, random)
  const ps = outcomes().map(({ p }) => p)
  const curves = Array.from({ length: draws }, () =>
    recalibrated(outcomes(clusters.map(() => random.below(clusters.length)))),
  )
  return ps.map((p, at) => {
    const values = curves.map(curve => curve[at] ?? p)
    return { p, low: quantile(values, (1 - level) / 2), high: quantile(values, (1 + level) / 2) }
  })
}

function recalibrated(drawn: Tally[]): number[] {
  const observed = drawn.flatMap(({ p, n, sum }) => (n > 0 ? { x: p, n, sum } : []))
  const values = new Map(isotonic(observed).map(({ x, value }) => [x, value]))
  let [last] = values.values()
  return drawn.flatMap(({ p }) => {
    last = values.get(p) ?? last
    return last ?? []
  })
}
