import { sql } from 'drizzle-orm'
import type { Deps } from '../deps.ts'
import { dateOf } from '../fields.ts'
import { results } from '../remembered.ts'

/** Whole pages of figures: few, as each may be large. */
const answers = results<unknown>(30)

/**
 * Reads in one snapshot, for what is settled between two queries would make figures that never were. The same question
 * of the same snapshot on the same day gets the answer it got before: Postgres names a snapshot by the transactions it
 * sees, so that two of one name see the same rows.
 */
export function atOneMoment<T>(
  deps: Deps,
  question: unknown[],
  read: (deps: Deps) => Promise<T>,
): Promise<T> {
  return deps.db.transaction(
    async tx => {
      const [row] = await tx.execute<{ moment: string }>(
        sql`select current_database() || ' ' || pg_current_snapshot()::text as moment`,
      )
      const key = JSON.stringify([row?.moment, dateOf(deps.now()), question])
      const found = answers.find(key)
      // Whatever a question asks is its key: the answer is of its type.
      if (found !== undefined) return found.result as T
      const answer = await read({ ...deps, db: tx })
      answers.keep(key, answer)
      return answer
    },
    { isolationLevel: 'repeatable read', accessMode: 'read only' },
  )
}
