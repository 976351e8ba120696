import { getTableName, sql } from 'drizzle-orm'
import { expect } from 'vitest'
import type { Db } from '../src/db/client.ts'
import { entries } from '../src/db/schema.ts'
import { projections, rebuild } from '../src/rebuild.ts'

/** Every row that is read out of the ledger, table by table. */
export async function readProjections(db: Db) {
  const tables: Record<string, unknown[]> = {}
  for (const table of projections) {
    tables[getTableName(table)] = await db.execute(sql`select * from ${table} as row order by row::text`)
  }
  return tables
}

/** Scores missing, left over, or other than the Brier and log formulas give. */
export const wrongScores = sql`
  with wanted as (
    select prediction.id, prediction.claim_id, prediction.pundit_id, share, probability as p,
      greatest(least(probability, 0.9999), 0.0001) as clamped,
      stance in ('asserts', 'conditional') and said_on <= decided_on as counted
    from predictions prediction join (select id, outcome, dispute_id, decided_on,
      case outcome when 'true' then 1 when 'false' then 0 else share end as share from claims) claim
      on claim.id = prediction.claim_id
    where outcome <> 'void' and dispute_id is null)
  select wanted.id, scores.prediction_id from wanted full join scores on scores.prediction_id = wanted.id
    where (scores.claim_id, scores.pundit_id, scores.share, scores.counted)
        is distinct from (wanted.claim_id, wanted.pundit_id, wanted.share, wanted.counted)
      or abs(brier - (wanted.share * (1 - p) ^ 2 + (1 - wanted.share) * p ^ 2)) > 1e-12
      or abs(log + wanted.share * ln(clamped) + (1 - wanted.share) * ln(1 - clamped)) > 1e-12`

/** The stored scores are those that the rows give, and the ledger replayed gives the same rows. */
export async function expectExact(db: Db) {
  expect(await db.execute(wrongScores)).toEqual([])
  const before = await readProjections(db)
  expect(await rebuild(db)).toBe(await db.$count(entries))
  expect(await readProjections(db)).toEqual(before)
}

/** What an operation is refused with; it must have written nothing. */
export async function refusal(db: Db, operation: () => Promise<unknown>) {
  const before = await db.$count(entries)
  const problem = await operation().then(
    () => undefined,
    error => error,
  )
  expect(await db.$count(entries)).toBe(before)
  return problem
}
