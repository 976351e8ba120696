import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { isOneOf } from '../db/bulk.ts'
import type { Db } from '../db/client.ts'
import { claims, predictions, pundits } from '../db/schema.ts'
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

const moved = {
  firstDue: z.string().meta({ description: 'The deadline of what was said first.' }),
  lastDue: z.string().meta({ description: 'The deadline of what was said last.' }),
  timesRestated: z.number().int().meta({ description: 'Said again of the same claim is no move.' }),
}

export const Slippage = z
  .object({
    ...moved,
    byPundit: z.array(z.object({ pundit: z.object({ slug: z.string(), name: z.string() }), ...moved })),
    claims: z
      .array(ClaimLink)
      .meta({ description: 'All versions, this one included, as they were first said.' }),
  })
  .meta({ id: 'Slippage', description: 'How a forecast that was said again has moved its deadline.' })
export type Slippage = z.infer<typeof Slippage>

type Said = {
  id: string
  claim_id: string
  due_by: string
  restates_id: string | null
  slug: string
  name: string
}

/** What the predictions of a claim restate, and what restates them, followed both ways to the end. */
export async function readSlippage(db: Db, claimId: string, today: string): Promise<Slippage | null> {
  const said = await db.execute<Said>(sql`
    with recursive linked as (
      select id, restates_id, claim_id, pundit_id, said_on from ${predictions}
        where claim_id = ${claimId} and (restates_id is not null
          or exists (select from predictions again where again.restates_id = predictions.id))
      union
      select other.id, other.restates_id, other.claim_id, other.pundit_id, other.said_on from ${predictions} other
        join linked on other.restates_id = linked.id or other.id = linked.restates_id)
    select linked.id, linked.claim_id, linked.restates_id, claims.due_by::text, pundits.slug, pundits.name from linked
      join ${claims} on claims.id = linked.claim_id join ${pundits} on pundits.id = linked.pundit_id
      order by linked.said_on, linked.id`)
  const all = movedBy(said)
  if (all === undefined) return null
  const byPundit = [...Map.groupBy(said, ({ slug }) => slug).values()].flatMap(mine => {
    const [first] = mine
    const own = movedBy(mine)
    return first === undefined || own === undefined
      ? []
      : { pundit: { slug: first.slug, name: first.name }, ...own }
  })
  const ids = [...new Set(said.map(row => row.claim_id))]
  const rows = await db.select().from(claims).where(isOneOf(claims.id, ids))
  const versions = ids.flatMap(id => rows.find(row => row.id === id) ?? [])
  return { ...all, byPundit, claims: versions.map(row => claimLink(row, today)) }
}

/** As it was said, the first first. */
function movedBy(said: Said[]): Pick<Slippage, 'firstDue' | 'lastDue' | 'timesRestated'> | undefined {
  const [first, last] = [said[0], said.at(-1)]
  if (first === undefined || last === undefined) return undefined
  const claimOf = new Map(said.map(row => [row.id, row.claim_id]))
  const timesRestated = said.filter(
    row => row.restates_id !== null && claimOf.get(row.restates_id) !== row.claim_id,
  ).length
  return { firstDue: first.due_by, lastDue: last.due_by, timesRestated }
}
