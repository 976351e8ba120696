import { and, isNotNull, isNull, or, type SQL, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import { claims } from '../db/schema.ts'
import type { ClaimState } from './claim.ts'

/** The same reading of a state as `claimState`, in SQL. */
export function inState(state: ClaimState, today: string): SQL {
  if (state === 'disputed') return sql`${claims.disputeId} is not null`
  if (state === 'settled') return sql`${claims.outcome} is not null and ${claims.disputeId} is null`
  const past = state === 'due' ? sql`<` : sql`>=`
  return sql`${claims.outcome} is null and ${claims.dueBy} ${past} ${today}`
}

export function ofTopic(topic: string): SQL {
  return sql`${claims.topics} @> array[${topic}]::text[]`
}

/** Those that wait for somebody to say what happened, and why. */
export const queues = ['due', 'early', 'waiting'] as const
export type Queue = (typeof queues)[number]

/** The claim that a claim depends on. */
export const condition = alias(claims, 'condition')

/** A claim whose predictions were all found to be of another waits for nobody. */
const forecast = sql`exists (select from predictions where predictions.claim_id = claims.id)`

/** Written out, so that an index of these alone serves. */
const decidable = sql`${claims.decidable}`

/** The same of what waits: the query joins the claim's condition as `condition`. */
export function inQueue(queue: Queue, today: string): SQL | undefined {
  const held = sql`${condition.id} is not null and (${condition.outcome} is null or ${condition.disputeId} is not null)`
  switch (queue) {
    case 'due':
      return and(inState('due', today), sql`not (${held})`, forecast)
    case 'early':
      return and(inState('open', today), sql`not (${held})`, decidable)
    case 'waiting':
      return and(
        isNotNull(claims.conditionClaimId),
        isNull(claims.outcome),
        held,
        or(inState('due', today), decidable),
        forecast,
      )
  }
}
