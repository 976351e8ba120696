import { and, eq, isNull, ne } from 'drizzle-orm'
import { shareOf } from '../claims/rules.ts'
import { insertAll, isOneOf } from '../db/bulk.ts'
import type { Tx } from '../db/client.ts'
import { claims, predictions, scores } from '../db/schema.ts'
import { brier } from '../scoring/brier.ts'
import { logScore } from '../scoring/log-score.ts'
import { isCounted } from './rules.ts'

/** Makes the scores of these claims' predictions what their outcomes say now, none for a void, disputed or unsettled claim. */
export async function rescore(tx: Tx, claimIds: string[]): Promise<void> {
  if (claimIds.length === 0) return
  const settled = await tx
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
    .where(and(isOneOf(predictions.claimId, claimIds), ne(claims.outcome, 'void'), isNull(claims.disputeId)))
  await tx.delete(scores).where(isOneOf(scores.claimId, claimIds))
  await insertAll(
    tx,
    scores,
    settled.flatMap(row => {
      const share = shareOf(row)
      if (share === null) return []
      const { predictionId, claimId, punditId, probability } = row
      return {
        predictionId,
        claimId,
        punditId,
        share,
        brier: brier(probability, share),
        log: logScore(probability, share),
        counted: isCounted(row),
      }
    }),
  )
}
