import type { Interval } from './interval.ts'
import { isotonic } from './isotonic.ts'
import { quantile } from './quantile.ts'
import { type Random, seeded } from './random.ts'
import { merge, type Tally, total } from './tally.ts'

/**
 * Where the curve of `corp` would lie, at each distinct forecast, were the forecasts calibrated: a curve
 * that leaves the band speaks against calibration, one within it does not.
 *
 * As many forecasts as there are (rounded, if they are weighted) are drawn from them with replacement, each
 * comes true with the probability it states, and the outcomes are recalibrated; the band holds the share
 * `level` of the values so found at each forecast. Where one was not drawn, the value of the next lower
 * counts, or of the next higher if there is none. Each forecast counts as independent: where they repeat
 * one another, the band is too narrow.
 *
 * Shape: { p, low, high } for each distinct p, lowest first; null of no forecasts. The same for the same
 * seed.
 *
 * Worked value: for 0.5 a hundred times at level 0.9 the band is about 0.42 to 0.58, as 0.5 ± 1.645·0.05.
 *
 * Source: Dimitriadis, Gneiting, Jordan (2021), see `corp`, supporting information; their R package
 * reliabilitydiag, method "resampling", with its levels 0.9 and 0.95.
 *
 * @throws RangeError as `merge` does, if draws is not a whole number above 0, or level not in (0, 1)
 */
export function consistencyBand(
  tallies: readonly Tally[],
  { draws, seed, level }: { draws: number; seed: number; level: number },
): (Interval & { p: number })[] | null {
  if (!(Number.isInteger(draws) && draws > 0)) throw new RangeError(`draws must be 1 or more, got ${draws}`)
  if (!(level > 0 && level < 1)) throw new RangeError(`level must be between 0 and 1, got ${level}`)
  const merged = merge(tallies)
  if (merged.length === 0) return null
  const bounds = merged.map((_, at) => total(merged.slice(0, at + 1)).n)
  const random = seeded(seed)
  const curves = Array.from({ length: draws }, () => calibratedCurve(merged, bounds, random))
  return merged.map(({ p }, at) => {
    const values = curves.map(curve => curve[at] ?? p)
    return { p, low: quantile(values, (1 - level) / 2), high: quantile(values, (1 + level) / 2) }
  })
}

function calibratedCurve(merged: readonly Tally[], bounds: readonly number[], random: Random): number[] {
  const all = bounds.at(-1) ?? 0
  const drawn = merged.map(({ p }) => ({ x: p, n: 0, sum: 0 }))
  for (let i = 0; i < Math.max(1, Math.round(all)); i++) {
    const one = drawn[firstAbove(bounds, random.unit() * all)]
    if (one === undefined) continue
    one.n += 1
    if (random.unit() < one.x) one.sum += 1
  }
  const values = new Map(isotonic(drawn.filter(({ n }) => n > 0)).map(({ x, value }) => [x, value]))
  let [last] = values.values()
  return merged.flatMap(({ p }) => {
    last = values.get(p) ?? last
    return last ?? []
  })
}

function firstAbove(ascending: readonly number[], value: number): number {
  let low = 0
  let high = ascending.length - 1
  while (low < high) {
    const middle = (low + high) >> 1
    if ((ascending[middle] ?? 0) > value) high = middle
    else low = middle + 1
  }
  return low
}
