import type { ClaimState, Outcome } from '../claims/claim.ts'
import { brier } from '../scoring/brier.ts'
import { clusterMean } from '../scoring/cluster.ts'
import { clusterBootstrap } from '../scoring/cluster-bootstrap.ts'
import { clustersOf } from '../scoring/effective-sample.ts'
import type { Forecast } from './strip.ts'

/** A claim that two pundits forecast, with every probability that each gave it. */
export interface SharedClaim {
  claimId: string
  statement: string
  state: ClaimState
  outcome: Outcome | null
  one: Forecast[]
  other: Forecast[]
}

/** Of two pundits on what both forecast and counts for both: claims, those that either re-dated being one. */
export interface Difference {
  n: number
  one: number
  other: number
  /** Mean Brier score of the one less that of the other, each claim once: below 0 the one was closer. */
  mean: number
  /** 95 %; null of fewer clusters than are resampled, or when all differ alike. */
  interval: [number, number] | null
}

/** The claims that both forecast, those that have settled first. */
export function sharedClaims(one: Forecast[], other: Forecast[]): SharedClaim[] {
  const theirs = Map.groupBy(other, forecast => forecast.claimId)
  return [...Map.groupBy(one, forecast => forecast.claimId)]
    .flatMap(([claimId, mine]) => {
      const [first] = mine
      const same = theirs.get(claimId)
      if (first === undefined || same === undefined) return []
      const { statement, state, outcome } = first
      return { claimId, statement, state, outcome, one: mine, other: same }
    })
    .sort((a, b) => Number(b.state === 'settled') - Number(a.state === 'settled'))
}

const seed = 1950
const draws = 500

/** A fair comparison asks both the same. Null where nothing counts for both. */
export function differenceOn(claims: SharedClaim[], forecasts: Forecast[]): Difference | null {
  const links = forecasts.map(({ id, claimId, restatesId }) => ({ id, claim: claimId, restates: restatesId }))
  const clusters = clustersOf(links)
  const clusterOf = new Map(links.map(({ claim }, at) => [claim, clusters[at]]))
  const counted = claims.flatMap(claim => {
    const [one, other] = [meanScore(claim.one), meanScore(claim.other)]
    return one === null || other === null ? [] : { one, other, cluster: clusterOf.get(claim.claimId) }
  })
  const pairs = [...Map.groupBy(counted, ({ cluster }) => cluster).values()].map(same => ({
    one: average(same.map(({ one }) => one)),
    other: average(same.map(({ other }) => other)),
  }))
  const differences = pairs.map(({ one, other }) => ({ n: 1, sum: one - other }))
  const mean = clusterMean(differences)
  if (mean === null) return null
  const found = clusterBootstrap(differences, { draws, seed, within: { low: -1, high: 1 } })
  return {
    n: pairs.length,
    one: average(pairs.map(pair => pair.one)),
    other: average(pairs.map(pair => pair.other)),
    mean,
    interval: found && [found.low, found.high],
  }
}

function meanScore(forecasts: Forecast[]): number | null {
  const scores = forecasts.flatMap(({ p, share }) => (share === null ? [] : brier(p, share)))
  return scores.length === 0 ? null : average(scores)
}

function average(values: number[]): number {
  return values.reduce((sofar, value) => sofar + value, 0) / values.length
}
