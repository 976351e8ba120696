import { pooledVariances } from '../scoring/pooled-variance.ts'
import { shrink } from '../scoring/shrinkage.ts'
import { compare } from './in-order.ts'
import type { Skill } from './record.ts'

/** A pundit with fewer effective predictions than this is listed as too few to rank. */
export const fewestToRank = 10

export interface Ranked {
  rank: number
  /**
   * The skill drawn to that of all who are ranked, the more the less it rests on, and its 95 % interval. Null where
   * nobody's scores differ from one another: a spread not seen is not a spread of 0.
   */
  shrunken: { estimate: number; low: number; high: number } | null
}

/** Smaller variances than this are rounding. */
const dust = 1e-24

/**
 * Ranks by the low end of the shrunken skill, equals sharing a rank. Each pundit's variance is that of all who are
 * ranked, pooled, by their own number of clusters: ten safe hits show no spread, but are not certain. The same whatever
 * the order in which the pundits come.
 */
export function rank(skills: ReadonlyMap<string, Skill | null>): Map<string, Ranked> {
  const eligible = [...skills]
    .flatMap(([id, skill]) => (skill !== null && skill.clusters >= fewestToRank ? [{ id, skill }] : []))
    .sort(
      (a, b) =>
        a.skill.estimate - b.skill.estimate || a.skill.clusters - b.skill.clusters || compare(a.id, b.id),
    )
  const variances = pooledVariances(
    eligible.map(({ skill: { clusters, variance } }) => ({
      n: clusters,
      variance: variance !== null && variance < dust ? 0 : variance,
    })),
  )
  const estimates = eligible.flatMap(({ skill: { estimate } }, at) => {
    const variance = variances[at]
    return variance == null ? [] : { estimate, variance }
  })
  const shrunken = shrink(estimates)?.shrunken ?? []
  const found = eligible.map(({ id, skill }, at) => {
    const own = shrunken[at]
    return {
      id,
      by: own?.low ?? skill.estimate,
      shrunken: own === undefined ? null : { estimate: own.estimate, low: own.low, high: own.high },
    }
  })
  const best = found.map(({ by }) => by).sort((a, b) => b - a)
  const placeOf = new Map(best.toReversed().map((by, at) => [by, best.length - at]))
  return new Map(found.map(({ id, by, shrunken }) => [id, { rank: placeOf.get(by) ?? 1, shrunken }]))
}
