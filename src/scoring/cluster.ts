/**
 * What belongs together and may not count as independent: its total weight, and the total of weight ×
 * value. Predictions of one claim, unweighted, are { n: how many, sum: of their scores }.
 */
export interface Cluster {
  n: number
  sum: number
}

/**
 * The same clusters, each weighing one: their mean is the mean of the clusters' means, so that repeating a
 * claim moves nobody.
 *
 * Worked value: onceEach([{ n: 2, sum: 0.4 }, { n: 1, sum: 0.5 }]) = [{ n: 1, sum: 0.2 }, { n: 1, sum: 0.5 }].
 */
export function onceEach(clusters: readonly Cluster[]): Cluster[] {
  return clusters.map(({ n, sum }) => ({ n: 1, sum: sum / n }))
}

/**
 * The weighted mean over clusters, Σ sum / Σ n. Null of none. With reference scores for n and a
 * forecaster's for sum it is their ratio, so 1 minus it is the skill.
 *
 * Worked value: clusterMean([{ n: 2, sum: 0.4 }, { n: 1, sum: 0.5 }]) = 0.3.
 *
 * @throws RangeError if an n is not above 0, or a sum not finite
 */
export function clusterMean(clusters: readonly Cluster[]): number | null {
  for (const { n, sum } of clusters) {
    if (!(n > 0 && n < Number.POSITIVE_INFINITY)) throw new RangeError(`n must be above 0, got ${n}`)
    if (!Number.isFinite(sum)) throw new RangeError(`sum must be finite, got ${sum}`)
  }
  if (clusters.length === 0) return null
  return clusters.reduce((sofar, { sum }) => sofar + sum, 0) / weight(clusters)
}

/**
 * The sampling variance of that mean m, clusters being independent of each other and nothing assumed of
 * what is within one: G/(G − 1) · Σ (sum − m·n)² / (Σ n)² for G clusters. Null of fewer than two.
 *
 * Worked value: for the clusters above 2 · ((0.4 − 0.6)² + (0.5 − 0.3)²) / 9 = 0.0178.
 *
 * Source: W. G. Cochran, Sampling Techniques, 3rd ed. (1977), chapter 6 (ratio of two sums); K.-Y. Liang,
 * S. L. Zeger, "Longitudinal data analysis using generalized linear models", Biometrika 73 (1986) 13–22.
 *
 * @throws RangeError as `clusterMean` does
 */
export function clusterVariance(clusters: readonly Cluster[]): number | null {
  const mean = clusterMean(clusters)
  if (mean === null || clusters.length < 2) return null
  const squares = clusters.reduce((sofar, { n, sum }) => sofar + (sum - mean * n) ** 2, 0)
  return ((clusters.length / (clusters.length - 1)) * squares) / weight(clusters) ** 2
}

function weight(clusters: readonly Cluster[]): number {
  return clusters.reduce((sofar, { n }) => sofar + n, 0)
}
