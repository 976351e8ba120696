import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { isOneOf } from '../db/bulk.ts'
import type { Db } from '../db/client.ts'
import { claims, predictions } from '../db/schema.ts'
import { claimStates, outcomes } from './claim.ts'
import { claimState } from './rules.ts'

/** Another claim, as far as a link to it needs. */
export const ClaimLink = z
  .object({
    id: z.string(),
    statement: z.string(),
    dueBy: z.string(),
    state: z.enum(claimStates),
    outcome: z.enum(outcomes).nullable(),
  })
  .meta({ id: 'ClaimLink' })
export type ClaimLink = z.infer<typeof ClaimLink>

type LinkRow = Pick<typeof claims.$inferSelect, 'id' | 'statement' | 'dueBy' | 'outcome' | 'disputeId'>

export function claimLink(row: LinkRow, today: string): ClaimLink {
  const { id, statement, dueBy, outcome } = row
  return { id, statement, dueBy, state: claimState(row, today), outcome }
}

export const Slippage = z
  .object({
    firstDue: z.string().meta({ description: 'The deadline of what was said first.' }),
    lastDue: z.string().meta({ description: 'The deadline of what was said last.' }),
    timesRestated: z.number().int(),
    claims: z.array(ClaimLink).meta({ description: 'All versions, this one included, as they were said.' }),
  })
  .meta({ id: 'Slippage', description: 'How a forecast that was said again has moved its deadline.' })
export type Slippage = z.infer<typeof Slippage>

/** What the predictions of a claim restate, and what restates them, followed both ways to the end. */
export async function readSlippage(db: Db, claimId: string, today: string): Promise<Slippage | null> {
  const said = await db.execute<{ claim_id: string; restates_id: string | null }>(sql`
    with recursive linked as (
      select id, restates_id, claim_id, said_on from ${predictions}
        where claim_id = ${claimId} and (restates_id is not null
          or exists (select from predictions again where again.restates_id = predictions.id))
      union
      select other.id, other.restates_id, other.claim_id, other.said_on from ${predictions} other
        join linked on other.restates_id = linked.id or other.id = linked.restates_id)
    select claim_id, restates_id from linked order by said_on, id`)
  const ids = [...new Set(said.map(row => row.claim_id))]
  const rows = await db.select().from(claims).where(isOneOf(claims.id, ids))
  const versions = ids.flatMap(id => rows.find(row => row.id === id) ?? [])
  const [first, last] = [versions[0], versions.at(-1)]
  if (first === undefined || last === undefined) return null
  return {
    firstDue: first.dueBy,
    lastDue: last.dueBy,
    timesRestated: said.filter(row => row.restates_id !== null).length,
    claims: versions.map(row => claimLink(row, today)),
  }
}
