/** Observations at one x: how many (or their weight), and the sum of their values (weight × value). */
export interface Observed {
  x: number
  n: number
  sum: number
}

interface Fitted {
  x: number
  n: number
  value: number
}

/**
 * Isotonic regression: the values that never fall as x rises and are nearest to the observed ones in
 * weighted least squares, by pooling adjacent violators. Equal x are one observation first.
 *
 * Shape: one fitted value for each distinct x, lowest first; empty of nothing. A block's value is its sum
 * divided by its weight, and blocks are compared by cross-multiplication: with whole counts nothing is
 * rounded before that one division.
 *
 * Worked value: values 1, 3, 2 at x = 0.1, 0.2, 0.3 become 1, 2.5, 2.5.
 *
 * Source: M. Ayer, H. D. Brunk, G. M. Ewing, W. T. Reid, E. Silverman, "An empirical distribution function
 * for sampling with incomplete information", Annals of Mathematical Statistics 26 (1955) 641–647.
 *
 * @throws RangeError if an x or a sum is not finite, or an n is not above 0
 */
export function isotonic(observations: readonly Observed[]): Fitted[] {
  const points = tiesPooled(observations)
  const blocks: { points: number; n: number; sum: number }[] = []
  for (const { n, sum } of points) {
    let block = { points: 1, n, sum }
    for (let last = blocks.at(-1); last && last.sum * block.n >= block.sum * last.n; last = blocks.at(-1)) {
      blocks.pop()
      block = { points: last.points + block.points, n: last.n + block.n, sum: last.sum + block.sum }
    }
    blocks.push(block)
  }
  const values = blocks.flatMap(({ points, n, sum }) => Array<number>(points).fill(sum / n))
  return points.flatMap(({ x, n }, at) => {
    const value = values[at]
    return value === undefined ? [] : { x, n, value }
  })
}

function tiesPooled(observations: readonly Observed[]): Observed[] {
  const pooled = new Map<number, Observed>()
  for (const { x, n, sum } of observations) {
    if (!Number.isFinite(x) || !Number.isFinite(sum)) throw new RangeError(`not finite: ${sum} at ${x}`)
    if (!(n > 0 && n < Number.POSITIVE_INFINITY)) throw new RangeError(`n must be above 0, got ${n}`)
    const same = pooled.get(x) ?? { x, n: 0, sum: 0 }
    pooled.set(x, { x, n: same.n + n, sum: same.sum + sum })
  }
  return [...pooled.values()].sort((a, b) => a.x - b.x)
}
