import { and, desc, isNull, type SQL, sql } from 'drizzle-orm'
import { atOneMoment } from '../accuracy/at-one-moment.ts'
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
export function listTopics(deps: Deps): Promise<TopicView[]> {
  return atOneMoment(deps, ['topics'], listTopicsAt)
}

async function listTopicsAt(deps: Deps): Promise<TopicView[]> {
  // By all topics of a claim together first, as an index has them.
  const together = deps.db
    .select({ topics: claims.topics, ...counts(dateOf(deps.now())) })
    .from(claims)
    .where(isNull(claims.mergedInto))
    .groupBy(claims.topics)
    .as('together')
  const sum = (column: keyof ReturnType<typeof counts>) => sql<number>`sum(${together[column]})::int`
  const topic = sql<string>`topic`
  return deps.db
    .select({
      topic,
      claims: sum('claims'),
      open: sum('open'),
      due: sum('due'),
      settled: sum('settled'),
      disputed: sum('disputed'),
    })
    .from(sql`${together}, unnest(${together.topics}) as topic`)
    .groupBy(topic)
    .orderBy(desc(sum('claims')), topic)
    .limit(mostTopics)
}

export function getTopic(deps: Deps, topic: string): Promise<TopicView> {
  return atOneMoment(deps, ['topic', topic], deps => getTopicAt(deps, topic))
}

async function getTopicAt(deps: Deps, topic: string): Promise<TopicView> {
  const [row] = await deps.db
    .select(counts(dateOf(deps.now())))
    .from(claims)
    .where(and(isNull(claims.mergedInto), ofTopic(topic)))
  if (row === undefined || row.claims === 0) throw new Problem('not-found', 'No claim has this topic.')
  return { topic, ...row }
}

function counts(today: string) {
  const inEach = (name: string, where: SQL) => sql<number>`(count(*) filter (where ${where}))::int`.as(name)
  return {
    claims: sql<number>`count(*)::int`.as('claims'),
    open: inEach('open', inState('open', today)),
    due: inEach('due', inState('due', today)),
    settled: inEach('settled', inState('settled', today)),
    disputed: inEach('disputed', inState('disputed', today)),
  }
}
