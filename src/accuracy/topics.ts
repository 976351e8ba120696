import { and, count, desc, eq, ne, sql } from 'drizzle-orm'
import { isOneOf } from '../db/bulk.ts'
import type { Db } from '../db/client.ts'
import { records } from '../db/schema.ts'
import type { Deps } from '../deps.ts'
import { results } from '../remembered.ts'
import { meanBrier } from '../scoring/mean-score.ts'
import { total } from '../scoring/tally.ts'
import { type Asked, scoredAsked } from './basis.ts'
import { brierInterval, skillPair } from './figures.ts'
import { compare } from './in-order.ts'
import type { Item } from './items.ts'
import { type AccuracyRecord, clustersOf, recordOf, talliesOf } from './record.ts'

/** The figures of a pundit on one topic. */
export interface TopicFigures {
  topic: string
  logged: number
  n: number
  brier: number | null
  /** Against always saying 50 %. */
  skill: number | null
  interval: [number, number] | null
}

/** The figures that a topic's set gives; by the digest of the record it is from, where it is of one that is kept. */
type SetFigures = Pick<TopicFigures, 'n' | 'brier' | 'skill' | 'interval'>

const figuresOfRecords = results<SetFigures>()

/** Of the topics of some predictions of a pundit, the most scored first. */
export async function figuresByTopic(
  db: Db,
  punditId: string,
  items: Item[],
  asked: Asked,
): Promise<TopicFigures[]> {
  const logged = groupByTopic(items)
  const { scored, figuresOf } = await scoredTopics(db, punditId, items, asked)
  const most = [...logged.keys()].sort((a, b) => (scored.get(b) ?? 0) - (scored.get(a) ?? 0) || compare(a, b))
  const figures = await figuresOf(most.slice(0, mostTopics))
  return most
    .slice(0, mostTopics)
    .map(topic => ({
      topic,
      logged: logged.get(topic)?.length ?? 0,
      ...(figures.get(topic) ?? nothingScored),
    }))
    .sort((a, b) => b.n - a.n || b.logged - a.logged || compare(a.topic, b.topic))
}

interface ScoredTopics {
  /** How many are scored on each topic, possibilities among them. */
  scored: Map<string, number>
  figuresOf(topics: string[]): Promise<Map<string, SetFigures>>
}

/** From the records that are kept, where what is asked for is. */
async function scoredTopics(db: Db, punditId: string, items: Item[], asked: Asked): Promise<ScoredTopics> {
  if (asked.asOf !== undefined || asked.scale !== undefined) {
    const byTopic = groupByTopic(scoredAsked(items, asked))
    const figuresOf = async (topics: string[]) =>
      new Map(topics.map(topic => [topic, setFigures(recordOf(byTopic.get(topic) ?? []), asked)]))
    return { scored: new Map([...byTopic].map(([topic, mine]) => [topic, mine.length])), figuresOf }
  }
  const ofPundit = and(eq(records.punditId, punditId), ne(records.topic, ''))
  const n = sql<number>`(${records.skills} #>> '{withPossibilities,value,n}')::int`
  const kept = await db
    .select({ topic: records.topic, digest: records.digest, n })
    .from(records)
    .where(ofPundit)
  const keyOf = (digest: string) => JSON.stringify([digest, asked.include, asked.deadline])
  async function figuresOf(topics: string[]) {
    const known = new Map<string, SetFigures>()
    for (const { topic, digest } of kept) {
      const found = figuresOfRecords.find(keyOf(digest))
      if (found !== undefined) known.set(topic, found.result)
    }
    const fresh = kept.flatMap(({ topic }) => (topics.includes(topic) && !known.has(topic) ? topic : []))
    if (fresh.length === 0) return known
    const read = await db
      .select({ topic: records.topic, digest: records.digest, record: records.record })
      .from(records)
      .where(and(ofPundit, isOneOf(records.topic, fresh)))
    for (const { topic, digest, record } of read)
      known.set(topic, figuresOfRecords.keep(keyOf(digest), setFigures(record, asked)))
    return known
  }
  return { scored: new Map(kept.map(({ topic, n }) => [topic, n])), figuresOf }
}

function setFigures(record: AccuracyRecord, asked: Asked): SetFigures {
  const strict = asked.deadline === 'strict'
  const set = asked.include === undefined ? record.counted : record.withPossibilities
  const tallies = talliesOf(set, 'value', { strict })
  const brier = meanBrier(tallies)
  const interval = brierInterval(clustersOf(set, strict ? 'strict' : 'value'))
  return {
    n: total(tallies).n,
    brier,
    skill: brier === null ? null : 1 - 4 * brier,
    interval: interval && skillPair(interval),
  }
}

const nothingScored: SetFigures = { n: 0, brier: null, skill: null, interval: null }

/** Of more topics than this only those with the most scored are shown: each costs a resampling. */
const mostTopics = 50

function groupByTopic<T extends { topics: string[] }>(items: T[]): Map<string, T[]> {
  const found = new Map<string, T[]>()
  for (const item of items) {
    for (const topic of item.topics) {
      const same = found.get(topic)
      if (same === undefined) found.set(topic, [item])
      else same.push(item)
    }
  }
  return found
}

/** Topics on which anybody has been scored, for a form to offer: those of the most pundits. */
export async function listScoredTopics({ db }: Deps, limit: number): Promise<string[]> {
  const rows = await db
    .select({ topic: records.topic })
    .from(records)
    .where(ne(records.topic, ''))
    .groupBy(records.topic)
    .orderBy(desc(count()), records.topic)
    .limit(limit)
  return rows.map(({ topic }) => topic).sort()
}
