import { count, desc, ne } from 'drizzle-orm'
import type { ClaimState, Outcome } from '../claims/claim.ts'
import { claimState } from '../claims/rules.ts'
import { isOneOf } from '../db/bulk.ts'
import { claims, records } from '../db/schema.ts'
import type { Deps } from '../deps.ts'
import { dateOf } from '../fields.ts'
import type { Stance } from '../predictions/prediction.ts'
import { getPundit } from '../pundits/read.ts'
import { meanBrier } from '../scoring/mean-score.ts'
import { atOneMoment } from './at-one-moment.ts'
import { type Asked, itemsAsked, scoredAsked } from './basis.ts'
import { brierInterval, skillPair } from './figures.ts'
import type { Item } from './items.ts'
import { clustersOf, recordOf, type Scored, talliesOf } from './record.ts'

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

async function stripAt(deps: Deps, slug: string, asked: Asked): Promise<Strip> {
  const { id } = await getPundit(deps, slug)
  const { topic, ...reading } = asked
  const all = (await itemsAsked(deps.db, asked, [id])).filter(item => item.punditId === id)
  const items = topic === undefined ? all : all.filter(item => item.topics.includes(topic))
  const statements = await readStatements(deps, items)
  const today = asked.asOf ?? dateOf(deps.now())
  const forecasts = items.map(item => forecastOf(item, statements.get(item.claimId) ?? '', reading, today))
  return {
    forecasts: forecasts.sort((a, b) => compare(a.saidOn, b.saidOn) || compare(a.id, b.id)),
    topics: topicsOf(all, reading),
  }
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

async function readStatements({ db }: Deps, items: Item[]): Promise<Map<string, string>> {
  const ids = items.map(item => item.claimId)
  const rows = await db
    .select({ id: claims.id, statement: claims.statement })
    .from(claims)
    .where(isOneOf(claims.id, ids))
  return new Map(rows.map(({ id, statement }) => [id, statement]))
}

function forecastOf(item: Item, statement: string, asked: Asked, today: string): Forecast {
  const { id, claimId, saidOn, dueBy, decidedOn, restatesId, stance, phrase, outcome } = item
  const [scored] = scoredAsked([item], asked)
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

function topicsOf(items: Item[], asked: Asked): TopicFigures[] {
  const scored = scoredAsked(items, asked)
  const strict = asked.deadline === 'strict'
  const byTopic = groupByTopic(scored)
  const logged = groupByTopic(items)
  const most = [...logged.keys()].sort(
    (a, b) => (byTopic.get(b)?.length ?? 0) - (byTopic.get(a)?.length ?? 0) || compare(a, b),
  )
  return most
    .slice(0, mostTopics)
    .map(topic => {
      const record = recordOf(byTopic.get(topic) ?? [])
      const set = asked.include === undefined ? record.counted : record.withPossibilities
      const tallies = talliesOf(set, 'value', { strict })
      const brier = meanBrier(tallies)
      const interval = brierInterval(clustersOf(set, strict ? 'strict' : 'value'))
      return {
        topic,
        logged: logged.get(topic)?.length ?? 0,
        n: tallies.reduce((sofar, { n }) => sofar + n, 0),
        brier,
        skill: brier === null ? null : 1 - 4 * brier,
        interval: interval && skillPair(interval),
      }
    })
    .sort((a, b) => b.n - a.n || b.logged - a.logged || compare(a.topic, b.topic))
}

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
