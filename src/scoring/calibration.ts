import type { Said } from './chance-outcomes.ts'
import type { Interval } from './interval.ts'
import { merge, type Tally, total } from './tally.ts'
import { wilson } from './wilson.ts'

export interface CalibrationBin {
  /** Forecasts from here on … */
  from: number
  /** … and below here; the last bin takes 1 as well. */
  to: number
  n: number
  /** How many clusters these are of. */
  clusters: number
  /** The mean forecast. */
  forecast: number | null
  /** How often it came true. */
  observed: number | null
  /** Of the observed share, 95 %, each cluster taken for one observation. */
  interval: Interval | null
}

const edges = [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9]

/**
 * Forecasts in ten bins, with what came true in each. An empty bin has n = 0 and nulls.
 *
 * Shape: always ten, [0, 0.1), [0.1, 0.2) … [0.9, 1]. A forecast on an edge opens the bin above it, and 20 %
 * and 80 % are never folded together: they are different statements.
 *
 * `said` tells which forecasts repeat one another; without it each is a cluster of its own.
 *
 * Worked value: of 0.3 ten times with three true the fourth bin is { from: 0.3, to: 0.4, n: 10, clusters: 10,
 * forecast: 0.3, observed: 0.3, interval: { low: 0.1078, high: 0.6032 } }.
 *
 * Source: A. H. Murphy, R. L. Winkler, "Reliability of subjective probability forecasts of precipitation
 * and temperature", Applied Statistics 26 (1977) 41–47; interval see `wilson`.
 *
 * @throws RangeError as `merge` does
 */
export function calibration(
  tallies: readonly Tally[],
  said?: readonly (readonly Said[])[],
): CalibrationBin[] {
  const merged = merge(tallies)
  return edges.map((from, bin) => {
    const inside = merged.filter(({ p }) => binOf(p) === bin)
    const { n, sum } = total(inside)
    const clusters = said?.filter(cluster => cluster.some(({ p }) => binOf(p) === bin)).length ?? n
    const observed = n === 0 ? null : sum / n
    const forecasts = inside.reduce((sofar, tally) => sofar + tally.n * tally.p, 0)
    return {
      from,
      to: edges[bin + 1] ?? 1,
      n,
      clusters,
      forecast: n === 0 ? null : forecasts / n,
      observed,
      interval: wilson((observed ?? 0) * clusters, clusters),
    }
  })
}

/** By comparison, for Math.floor(p / 0.1) puts 0.3 and 0.7 a bin too low. */
function binOf(p: number): number {
  return edges.findLastIndex(from => from <= Number(p.toFixed(15)))
}
