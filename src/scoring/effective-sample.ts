/** A prediction, the claim it is of, and the earlier prediction it restates, if any. */
export interface Linked {
  id: string
  claim: string
  restates: string | null
}

/**
 * The cluster each prediction belongs to: predictions of one claim are together, and so are a prediction
 * and the one it restates, and whatever is joined through others. Also those that are not scored may be
 * given, so that a chain holds across them; a restated prediction that is not given joins nothing.
 *
 * Shape: one name for each prediction, in their order: the first id, in the order of strings, in its
 * cluster.
 *
 * Worked value: of a (claim X), b (claim Y, restates a), c (claim Y) and d (claim Z) it is a, a, a, d.
 */
export function clustersOf(predictions: readonly Linked[]): string[] {
  const ids = new Set(predictions.map(({ id }) => id))
  const firstOfClaim = new Map<string, string>()
  const parents = new Map<string, string>()
  function rootOf(id: string): string {
    let root = id
    for (let up = parents.get(root); up !== undefined; up = parents.get(root)) root = up
    return root
  }
  function join(one: string, other: string): void {
    const [first, second] = [rootOf(one), rootOf(other)]
    if (first < second) parents.set(second, first)
    if (second < first) parents.set(first, second)
  }
  for (const { id, claim, restates } of predictions) {
    join(id, firstOfClaim.get(claim) ?? id)
    firstOfClaim.set(claim, id)
    if (restates !== null && ids.has(restates)) join(id, restates)
  }
  return predictions.map(({ id }) => rootOf(id))
}

/**
 * The effective number of scored predictions: how many clusters they are in. A repeat neither adds to it
 * nor takes from it.
 *
 * It is Kish's effective sample size (Σ w)² / Σ w² of clusters that weigh one each, as in `onceEach`. Of
 * predictions that weigh one each, so that clusters weigh what they are many, Kish's figure is lower, for a
 * mean that a much repeated claim dominates rests on less; but then saying a thing again could make a
 * pundit too few to rank.
 *
 * Worked value: effectiveSample(['a', 'a', 'a', 'd']) = 2 (Kish of 3 and 1: 16 / 10 = 1.6).
 *
 * Source: L. Kish, Survey Sampling (1965), on weights and on the design effect of clusters, with
 * everything within a cluster taken to be one observation.
 */
export function effectiveSample(clusters: readonly string[]): number {
  return new Set(clusters).size
}
