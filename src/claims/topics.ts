import { and, desc, isNull, type SQL, sql } from 'drizzle-orm'
import { claims } from '../db/schema.ts'
import type { Deps } from '../deps.ts'
import { dateOf } from '../fields.ts'
import { Problem } from '../problem.ts'
import { inState, ofTopic } from './filters.ts'

/** A topic and how many claims about it stand in which state. */
export interface TopicView {
  topic: string
  claims: number
  open: number
  due: number
  settled: number
  disputed: number
}

const mostTopics = 1000

/** Those with the most claims first. */
export async function listTopics(deps: Deps): Promise<TopicView[]> {
  const each = sql<string>`unnest(${claims.topics})`.as('topic')
  const rows = deps.db
    .select({ topic: each, dueBy: claims.dueBy, outcome: claims.outcome, disputeId: claims.disputeId })
    .from(claims)
    .where(isNull(claims.mergedInto))
    .as('claims')
  const { count, ...states } = counts(dateOf(deps.now()))
  const found = await deps.db
    .select({ topic: rows.topic, claims: count, ...states })
    .from(rows)
    .groupBy(rows.topic)
    .orderBy(desc(count), rows.topic)
    .limit(mostTopics)
  return found
}

export async function getTopic(deps: Deps, topic: string): Promise<TopicView> {
  const { count, ...states } = counts(dateOf(deps.now()))
  const [row] = await deps.db
    .select({ claims: count, ...states })
    .from(claims)
    .where(and(isNull(claims.mergedInto), ofTopic(topic)))
  if (row === undefined || row.claims === 0) throw new Problem('not-found', 'No claim has this topic.')
  return { topic, ...row }
}

function counts(today: string) {
  const inEach = (where: SQL) => sql<number>`count(*) filter (where ${where})::int`
  return {
    count: sql<number>`count(*)::int`,
    open: inEach(inState('open', today)),
    due: inEach(inState('due', today)),
    settled: inEach(inState('settled', today)),
    disputed: inEach(inState('disputed', today)),
  }
}
