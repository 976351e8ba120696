import { type SQL, sql } from 'drizzle-orm'
import type { Tx } from '../db/client.ts'
import { predictions } from '../db/schema.ts'

/**
 * The words of a prediction, for whatever row has its columns: of its claim, its pundit's name and its quote. Between
 * them stands a word that is none to a search, so that no phrase is found across two of them.
 */
export const wordsOf = sql`to_tsvector('english', concat_ws(' a ',
  (select statement from claims where claims.id = claim_id),
  (select name from pundits where pundits.id = pundit_id),
  quote_exact))`

/** Makes the words of predictions what their claims, pundits and quotes say now. */
export async function reword(tx: Tx, which: SQL): Promise<void> {
  await tx.update(predictions).set({ words: wordsOf }).where(which)
}
