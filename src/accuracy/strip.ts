import type { ClaimState, Outcome } from '../claims/claim.ts'
import { claimState } from '../claims/rules.ts'
import { isOneOf } from '../db/bulk.ts'
import { claims, predictions } from '../db/schema.ts'
import type { Deps } from '../deps.ts'
import { dateOf } from '../fields.ts'
import type { Stance } from '../predictions/prediction.ts'
import { getPundit } from '../pundits/read.ts'
import { keptByVersion } from '../pundits/versions.ts'
import { standsIn } from '../reading/stands-in.ts'
import { atOneMoment } from './at-one-moment.ts'
import { type Asked, itemsAsked } from './basis.ts'
import { compare } from './in-order.ts'
import { type Item, readWordedItems, scoredItem } from './items.ts'
import { type Scored, through } from './record.ts'
import { figuresByTopic, type TopicFigures } from './topics.ts'

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
    topics: await figuresByTopic(deps.db, id, all, reading),
  }
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
