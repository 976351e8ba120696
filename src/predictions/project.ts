import { eq } from 'drizzle-orm'
import { rescore } from '../accuracy/project.ts'
import { redecide } from '../claims/project.ts'
import { insertAll, isOneOf } from '../db/bulk.ts'
import type { Tx } from '../db/client.ts'
import { predictions } from '../db/schema.ts'
import type { EntryOf } from '../entries.ts'
import type { PredictionTerms } from './prediction.ts'
import { quoteKey } from './rules.ts'
import { reword, wordsOf } from './words.ts'

export async function projectPredictionsLogged(
  tx: Tx,
  entries: EntryOf<'prediction.logged'>[],
): Promise<string[]> {
  await insertAll(
    tx,
    predictions,
    entries.map(({ id, subject, actor, recordedAt, payload: { quote, probability, ...prediction } }) => ({
      ...prediction,
      id: subject,
      quoteExact: quote.exact,
      quotePrefix: quote.prefix,
      quoteSuffix: quote.suffix,
      quoteKey: quoteKey(quote.exact),
      probability: probability.value,
      low: probability.low,
      high: probability.high,
      basis: probability.basis,
      phrase: probability.phrase,
      scale: probability.scale,
      loggedAt: new Date(recordedAt),
      loggedBy: actor,
      entryId: id,
    })),
    { words: wordsOf },
  )
  const claimIds = entries.map(entry => entry.payload.claimId)
  await redecide(tx, claimIds)
  const rescored = await rescore(tx, claimIds)
  // A restatement makes one cluster of predictions that may be scored already.
  const again = entries.flatMap(({ payload }) => (payload.restatesId === undefined ? [] : payload.punditId))
  return [...rescored, ...again]
}

export async function projectPredictionsCorrected(
  tx: Tx,
  entries: EntryOf<'prediction.corrected'>[],
): Promise<string[]> {
  for (const { subject, payload } of entries) {
    await tx.update(predictions).set(correctedRow(payload.after)).where(eq(predictions.id, subject))
  }
  const ids = entries.map(entry => entry.subject)
  await reword(tx, isOneOf(predictions.id, ids))
  const rows = await tx
    .selectDistinct({ id: predictions.id, claimId: predictions.claimId, punditId: predictions.punditId })
    .from(predictions)
    .where(isOneOf(predictions.id, ids))
  const claimIds = [
    ...rows.map(row => row.claimId),
    ...entries.flatMap(({ payload }) => payload.before.claimId ?? []),
  ]
  await redecide(tx, claimIds)
  const rescored = await rescore(tx, claimIds)
  // One that moves takes its restatements along, to other clusters.
  const moved = new Set(entries.flatMap(({ subject, payload }) => (payload.after.claimId ? subject : [])))
  return [...rescored, ...rows.flatMap(({ id, punditId }) => (moved.has(id) ? punditId : []))]
}

function correctedRow({ quote, probability, ...terms }: PredictionTerms) {
  return {
    ...terms,
    ...(quote && {
      quoteExact: quote.exact,
      quotePrefix: quote.prefix ?? null,
      quoteSuffix: quote.suffix ?? null,
      quoteKey: quoteKey(quote.exact),
    }),
    ...(probability && {
      probability: probability.value,
      low: probability.low,
      high: probability.high,
      basis: probability.basis,
      phrase: probability.phrase ?? null,
      scale: probability.scale ?? null,
    }),
  }
}
