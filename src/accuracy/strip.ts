import { and, count, desc, eq, ne, sql } from 'drizzle-orm'
import type { ClaimState, Outcome } from '../claims/claim.ts'
import { claimState } from '../claims/rules.ts'
import { isOneOf } from '../db/bulk.ts'
import type { Db } from '../db/client.ts'
import { claims, predictions, records } from '../db/schema.ts'
import type { Deps } from '../deps.ts'
import { dateOf } from '../fields.ts'
import type { Stance } from '../predictions/prediction.ts'
import { getPundit } from '../pundits/read.ts'
import { keptByVersion } from '../pundits/versions.ts'
import { standsIn } from '../reading/stands-in.ts'
import { results } from '../remembered.ts'
import { meanBrier } from '../scoring/mean-score.ts'
import { total } from '../scoring/tally.ts'
import { atOneMoment } from './at-one-moment.ts'
import { type Asked, itemsAsked, scoredAsked } from './basis.ts'
import { brierInterval, skillPair } from './figures.ts'
import { type Item, readWordedItems, scoredItem } from './items.ts'
import { type AccuracyRecord, clustersOf, recordOf, type Scored, talliesOf, through } from './record.ts'

/** One prediction of a pundit and what became of it, read as the figures are asked for. */
export interface Forecast {
  id: string
  claimId: string
  statement: string
  saidOn: string
  dueBy: string
  /** The day it happened or became impossible; where nobody said, the day it was settled. */
  decidedOn: string | null
  restatesId: string | null
  stance: Stance
  phrase: string | null
  /** Whether the phrase stands in the quote; else the quote was only read as it. */
  phraseQuoted: boolean
  p: number
  state: ClaimState
  outcome: Outcome | null
  /** How much of it came true, of those that the figures count; null of the others. */
  share: number | null
}

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

export interface Strip {
  /** As they were said, the first first. */
  forecasts: Forecast[]
  /** Whatever topic is asked for; the most scored first. */
  topics: TopicFigures[]
}

export function getStrip(deps: Deps, slug: string, asked: Asked): Promise<Strip> {
  return atOneMoment(deps, ['strip', slug, asked], deps => stripAt(deps, slug, asked))
}

/** Few, as each may be large. */
const strips = keptByVersion<Strip>(30)

async function stripAt(deps: Deps, slug: string, asked: Asked): Promise<Strip> {
  const { id } = await getPundit(deps, slug)
  // What stood on a day that has passed does not follow from what stands now.
  if (asked.asOf !== undefined) return readStrip(deps, id, asked)
  const made = async () => new Map([[id, await readStrip(deps, id, asked)]])
  const strip = (await strips(deps.db, [id], [dateOf(deps.now()), asked], made)).get(id)
  if (strip === undefined) throw new Error('One pundit has one strip.')
  return strip
}

async function readStrip(deps: Deps, id: string, asked: Asked): Promise<Strip> {
  const { topic, ...reading } = asked
  const all =
    asked.asOf === undefined
      ? await readWordedItems(deps.db, id)
      : await wordedAsOf(deps, await itemsAsked(deps.db, asked, [id]), id)
  const items = topic === undefined ? all : all.filter(item => item.topics.includes(topic))
  const today = asked.asOf ?? dateOf(deps.now())
  const forecasts = items.map(item => forecastOf(item, reading, today))
  return {
    forecasts: forecasts.sort((a, b) => compare(a.saidOn, b.saidOn) || compare(a.id, b.id)),
    topics: await topicsOf(deps.db, id, all, reading),
  }
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

type Worded = Item & { statement: string; quote: string }

/** Of a past day are the figures; the words are those of today. */
async function wordedAsOf({ db }: Deps, items: Item[], punditId: string): Promise<Worded[]> {
  const mine = items.filter(item => item.punditId === punditId)
  const ids = mine.map(item => item.id)
  const claimIds = mine.map(item => item.claimId)
  const [worded, quoted] = await Promise.all([
    db.select({ id: claims.id, words: claims.statement }).from(claims).where(isOneOf(claims.id, claimIds)),
    db
      .select({ id: predictions.id, words: predictions.quoteExact })
      .from(predictions)
      .where(isOneOf(predictions.id, ids)),
  ])
  const words = new Map([...worded, ...quoted].map(row => [row.id, row.words]))
  return mine.map(item => ({
    ...item,
    statement: words.get(item.claimId) ?? '',
    quote: words.get(item.id) ?? '',
  }))
}

function forecastOf(item: Worded, asked: Asked, today: string): Forecast {
  const { id, claimId, statement, saidOn, dueBy, decidedOn, restatesId, stance, phrase, outcome } = item
  const own = scoredItem(item, id)
  const scored = own === undefined || asked.scale === undefined ? own : through(own, asked.scale)
  const share = scored === undefined ? null : countedShare(scored, asked)
  const p = Number((scored?.p ?? item.p).toFixed(15))
  const state = claimState(item, today)
  return {
    id,
    claimId,
    statement,
    saidOn,
    dueBy,
    decidedOn,
    restatesId,
    stance,
    phrase,
    phraseQuoted: phrase !== null && standsIn(phrase, item.quote),
    p,
    state,
    outcome,
    share,
  }
}

function countedShare({ possibility, share, strictShare }: Scored, { include, deadline }: Asked) {
  if (possibility && include === undefined) return null
  return deadline === 'strict' ? strictShare : share
}

/** The figures that a topic's set gives; by the digest of the record it is from, where it is of one that is kept. */
type SetFigures = Pick<TopicFigures, 'n' | 'brier' | 'skill' | 'interval'>

const figuresOfRecords = results<SetFigures>()

/** Of the topics of some predictions. */
async function topicsOf(db: Db, punditId: string, items: Item[], asked: Asked): Promise<TopicFigures[]> {
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
