import { asc, eq } from 'drizzle-orm'
import type { DueBasis, Outcome, VoidReason } from '../claims/claim.ts'
import { shareOf } from '../claims/rules.ts'
import { isOneOf } from '../db/bulk.ts'
import type { Db } from '../db/client.ts'
import { claims, predictions } from '../db/schema.ts'
import type { Stance } from '../predictions/prediction.ts'
import { clustersOf } from '../scoring/effective-sample.ts'
import type { Scored } from './record.ts'
import { isInTime } from './rules.ts'

/** A prediction and what stands of its claim. */
export interface Item {
  id: string
  claimId: string
  punditId: string
  restatesId: string | null
  stance: Stance
  saidOn: string
  loggedAt: Date
  p: number
  low: number
  high: number
  phrase: string | null
  topics: string[]
  dueBy: string
  dueByStrict: string
  dueBasis: DueBasis
  outcome: Outcome | null
  strictOutcome: Outcome | null
  share: number | null
  voidReason: VoidReason | null
  decidedOn: string | null
  disputeId: string | null
}

const columns = {
  id: predictions.id,
  claimId: predictions.claimId,
  punditId: predictions.punditId,
  restatesId: predictions.restatesId,
  stance: predictions.stance,
  saidOn: predictions.saidOn,
  loggedAt: predictions.loggedAt,
  p: predictions.probability,
  low: predictions.low,
  high: predictions.high,
  phrase: predictions.phrase,
  topics: claims.topics,
  dueBy: claims.dueBy,
  dueByStrict: claims.dueByStrict,
  dueBasis: claims.dueBasis,
  outcome: claims.outcome,
  strictOutcome: claims.strictOutcome,
  share: claims.share,
  voidReason: claims.voidReason,
  decidedOn: claims.decidedOn,
  disputeId: claims.disputeId,
}

/** Everything that pundits have predicted, as it stands now; of everybody, where nobody is named. */
export function readItems(db: Db, punditIds?: string[]): Promise<Item[]> {
  return db
    .select(columns)
    .from(predictions)
    .innerJoin(claims, eq(claims.id, predictions.claimId))
    .where(punditIds && isOneOf(predictions.punditId, punditIds))
    .orderBy(asc(predictions.id))
}

/** The same with what each is of, in words. */
export function readWordedItems(
  db: Db,
  punditId: string,
): Promise<(Item & { statement: string; quote: string })[]> {
  return db
    .select({ ...columns, statement: claims.statement, quote: predictions.quoteExact })
    .from(predictions)
    .innerJoin(claims, eq(claims.id, predictions.claimId))
    .where(eq(predictions.punditId, punditId))
    .orderBy(asc(predictions.id))
}

/** Those that are settled and undisputed, by pundit. */
export function scoredByPundit(items: Item[]): Map<string, Scored[]> {
  return new Map([...Map.groupBy(items, item => item.punditId)].map(([id, mine]) => [id, scoredOf(mine)]))
}

/** Of one pundit. A chain of restatements holds also across those that are not settled. */
function scoredOf(items: Item[]): Scored[] {
  const links = items.map(({ id, claimId, restatesId }) => ({ id, claim: claimId, restates: restatesId }))
  const clusters = clustersOf(links)
  return items.flatMap((item, at) => scoredItem(item, clusters[at] ?? item.id) ?? [])
}

/** Undefined of one that is not settled, disputed, or no forecast. */
export function scoredItem(item: Item, cluster: string): Scored | undefined {
  const { stance, topics, p, low, high, phrase } = item
  const share = item.disputeId === null ? shareOf(item) : null
  if (share === null || stance === 'reports' || !isInTime(item)) return undefined
  // What was said after the strict deadline is no forecast under it. Where nobody said on which day it happened, it
  // happened in time: to leave that out would keep every failure and drop successes.
  const strictOutcome = item.strictOutcome ?? item.outcome
  const strictShare =
    item.saidOn <= item.dueByStrict ? shareOf({ outcome: strictOutcome, share: item.share }) : null
  return { cluster, topics, p, low, high, phrase, possibility: stance === 'possibility', share, strictShare }
}
