import type { Random } from './random.ts'
import type { Tally } from './tally.ts'

/** How often a probability was given to what one cluster of forecasts is about. */
export interface Said {
  p: number
  n: number
}

/**
 * What could come of forecasts that are calibrated: draws the outcomes of clusters, anew at each call. All that is
 * within a cluster comes true or fails together, as forecasts of one claim do: each p comes true with the probability
 * p, and whenever a lower one of its cluster does.
 *
 * Shape: of the clusters at the places asked for, or of all, a tally for each distinct p, lowest first, also of those
 * that are empty. Probabilities are told apart as in `merge`.
 *
 * Worked value: of one cluster [{ p: 0.7, n: 3 }] it is { p: 0.7, n: 3, sum: 3 } seven times in ten, else sum: 0.
 */
export function chanceOutcomes(
  clusters: readonly (readonly Said[])[],
  random: Random,
): (places?: readonly number[]) => Tally[] {
  const distinct = [...new Set(clusters.flat().map(({ p }) => withoutDust(p)))].sort((a, b) => a - b)
  const placeOf = new Map(distinct.map((p, at) => [p, at]))
  const placed = clusters.map(said =>
    said.map(({ p, n }) => ({ p, n, at: placeOf.get(withoutDust(p)) ?? 0 })),
  )
  const everywhere = clusters.map((_, at) => at)
  return (places = everywhere) => {
    const counts = new Float64Array(distinct.length)
    const sums = new Float64Array(distinct.length)
    for (const place of places) {
      const unit = random.unit()
      for (const { p, n, at } of placed[place] ?? []) {
        counts[at] = (counts[at] ?? 0) + n
        if (unit < p) sums[at] = (sums[at] ?? 0) + n
      }
    }
    return distinct.map((p, at) => ({ p, n: counts[at] ?? 0, sum: sums[at] ?? 0 }))
  }
}

function withoutDust(p: number): number {
  return Number(p.toFixed(15))
}
