import { and, eq, isNull, ne } from 'drizzle-orm'
import { shareOf } from '../claims/rules.ts'
import { insertAll, isOneOf } from '../db/bulk.ts'
import type { Db, Tx } from '../db/client.ts'
import { claims, predictions, pundits, records, scores } from '../db/schema.ts'
import { sha256Hex } from '../ledger/hashes.ts'
import { brier } from '../scoring/brier.ts'
import { logScore } from '../scoring/log-score.ts'
import { readItems, scoredByPundit } from './items.ts'
import { recordOf, type Scored, skillsOf } from './record.ts'
import { isCounted } from './rules.ts'

/**
 * Makes the scores of these claims' predictions what their outcomes say now, none for a void, disputed or unsettled
 * claim. Returns the pundits whose records are out of date thereby.
 */
export async function rescore(tx: Tx, claimIds: string[]): Promise<string[]> {
  if (claimIds.length === 0) return []
  const rows = await scoresOf(tx, claimIds)
  const gone = await tx
    .delete(scores)
    .where(isOneOf(scores.claimId, claimIds))
    .returning({ punditId: scores.punditId })
  await insertAll(tx, scores, rows)
  return [...new Set([...gone, ...rows].map(({ punditId }) => punditId))]
}

/** The scores that claims give; of all claims, where none is named. */
export async function scoresOf(db: Db, claimIds?: string[]): Promise<(typeof scores.$inferSelect)[]> {
  const settled = await db
    .select({
      predictionId: predictions.id,
      claimId: predictions.claimId,
      punditId: predictions.punditId,
      stance: predictions.stance,
      saidOn: predictions.saidOn,
      probability: predictions.probability,
      outcome: claims.outcome,
      share: claims.share,
      decidedOn: claims.decidedOn,
    })
    .from(predictions)
    .innerJoin(claims, eq(claims.id, predictions.claimId))
    .where(
      and(
        claimIds && isOneOf(predictions.claimId, claimIds),
        ne(claims.outcome, 'void'),
        isNull(claims.disputeId),
      ),
    )
  return settled.flatMap(row => {
    const share = shareOf(row)
    if (share === null) return []
    const { predictionId, claimId, punditId, probability } = row
    const figures = { brier: brier(probability, share), log: logScore(probability, share) }
    return { predictionId, claimId, punditId, share, ...figures, counted: isCounted(row) }
  })
}

/**
 * Makes the records of pundits what their settled predictions say now. The pundits are locked first, in the order of
 * their ids, so that of two who settle at once the second sees what the first has settled.
 */
export async function keepRecords(tx: Tx, punditIds: string[]): Promise<void> {
  if (punditIds.length === 0) return
  await tx
    .select({ id: pundits.id })
    .from(pundits)
    .where(isOneOf(pundits.id, punditIds))
    .orderBy(pundits.id)
    .for('no key update')
  const scored = scoredByPundit(await readItems(tx, punditIds))
  await tx.delete(records).where(isOneOf(records.punditId, punditIds))
  await insertAll(
    tx,
    records,
    [...scored].flatMap(([punditId, mine]) => recordRows(punditId, mine)),
  )
}

/** The pundits' records from nothing: what is kept must be this. */
export async function recordsFromScratch(db: Db): Promise<(typeof records.$inferSelect)[]> {
  return [...scoredByPundit(await readItems(db))].flatMap(([punditId, mine]) => recordRows(punditId, mine))
}

/** One in all, under the empty topic, and one for each topic. */
function recordRows(punditId: string, scored: Scored[]): (typeof records.$inferSelect)[] {
  if (scored.length === 0) return []
  const topics = ['', ...new Set(scored.flatMap(item => item.topics))]
  return topics.map(topic => {
    const mine = topic === '' ? scored : scored.filter(item => item.topics.includes(topic))
    const record = recordOf(mine)
    return { punditId, topic, record, skills: skillsOf(mine), digest: sha256Hex(JSON.stringify(record)) }
  })
}
