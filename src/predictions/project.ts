import { rescore } from '../accuracy/project.ts'
import { insertAll } from '../db/bulk.ts'
import type { Tx } from '../db/client.ts'
import { predictions } from '../db/schema.ts'
import type { EntryOf } from '../entries.ts'
import { quoteKey } from './rules.ts'

export async function projectPredictionsLogged(
  tx: Tx,
  entries: EntryOf<'prediction.logged'>[],
): Promise<void> {
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
  )
  await rescore(
    tx,
    entries.map(entry => entry.payload.claimId),
  )
}
