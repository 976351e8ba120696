import { pooledVariances } from '../scoring/pooled-variance.ts'
import { shrink } from '../scoring/shrinkage.ts'
import type { Skill } from './record.ts'

/** A pundit with fewer effective predictions than this is listed as too few to rank. */
export const fewestToRank = 10

export interface Ranked {
  rank: number
  /** The skill drawn to that of all who are ranked, the more the less it rests on, and its 95 % interval. */
  shrunken: { estimate: number; low: number; high: number }
}

/**
 * Ranks by the low end of the shrunken skill, equals sharing a rank. Each pundit's variance is that of all who are
 * ranked, pooled, by their own number of clusters: ten safe hits show no spread, but are not certain.
 */
export function rank(skills: ReadonlyMap<string, Skill | null>): Map<string, Ranked> {
  const eligible = [...skills].flatMap(([id, skill]) =>
    skill !== null && skill.clusters >= fewestToRank ? [{ id, skill }] : [],
  )
  const variances = pooledVariances(
    eligible.map(({ skill }) => ({ n: skill.clusters, variance: skill.variance })),
  )
  const estimates = eligible.flatMap(({ id, skill: { estimate } }, at) => {
    const variance = variances[at]
    return variance == null ? [] : { id, estimate, variance }
  })
  const shrunken = shrink(estimates)?.shrunken ?? []
  const found = estimates.flatMap(({ id }, at) => {
    const own = shrunken[at]
    return own === undefined ? [] : { id, shrunken: { estimate: own.estimate, low: own.low, high: own.high } }
  })
  return new Map(
    found.map(one => {
      const better = found.filter(other => other.shrunken.low > one.shrunken.low).length
      return [one.id, { rank: better + 1, shrunken: one.shrunken }]
    }),
  )
}
