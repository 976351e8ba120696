import { type SQL, sql } from 'drizzle-orm'
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
