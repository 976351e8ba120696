import { asc, min, sql } from 'drizzle-orm'
import { isOneOf } from '../db/bulk.ts'
import type { Db, Tx } from '../db/client.ts'
import { claims, predictions } from '../db/schema.ts'
import { isId } from '../fields.ts'
import { Problem } from '../problem.ts'
import type { Dependant } from './cascade.ts'
import type { VoidReason } from './claim.ts'
import { claimState } from './rules.ts'

const columns = {
  id: claims.id,
  dueBy: claims.dueBy,
  dueByStrict: claims.dueByStrict,
  hasCondition: sql<boolean>`${claims.condition} is not null or ${claims.conditionClaimId} is not null`,
  conditionText: claims.condition,
  conditionClaimId: claims.conditionClaimId,
  outcome: claims.outcome,
  byCondition: claims.byCondition,
  share: claims.share,
  voidReason: claims.voidReason,
  occurredOn: claims.occurredOn,
  decidedOn: claims.decidedOn,
  resolutionId: claims.resolutionId,
  resolvedBy: claims.resolvedBy,
  disputableUntil: claims.disputableUntil,
  disputeId: claims.disputeId,
  disputedBy: claims.disputedBy,
}

/** A claim as far as settling it needs to know, locked until the transaction ends. */
export interface DocketClaim extends Dependant {
  dueBy: string
  dueByStrict: string
  hasCondition: boolean
  conditionText: string | null
  conditionClaimId: string | null
  share: number | null
  voidReason: VoidReason | null
  occurredOn: string | null
  decidedOn: string | null
  resolutionId: string | null
  resolvedBy: string | null
  disputableUntil: Date | null
  disputeId: string | null
  disputedBy: string | null
}

/** The claims that an operation may touch, and how they depend on one another. */
export interface Docket {
  claims: Map<string, DocketClaim>
  /** By the claim that is their condition. */
  dependants: Map<string, DocketClaim[]>
}

/** What a claim is before anybody has said what happened. */
export const unsettled = {
  outcome: null,
  byCondition: false,
  share: null,
  voidReason: null,
  occurredOn: null,
  decidedOn: null,
  resolutionId: null,
  resolvedBy: null,
  disputableUntil: null,
  disputeId: null,
  disputedBy: null,
}

export function enter(docket: Docket, claim: DocketClaim): void {
  docket.claims.set(claim.id, claim)
  if (claim.conditionClaimId === null) return
  const others = docket.dependants.get(claim.conditionClaimId)
  if (others === undefined) docket.dependants.set(claim.conditionClaimId, [claim])
  else others.push(claim)
}

/** Which claim an id means now: a merged one means the one it was merged into. */
export async function currentClaimIds(db: Db, ids: string[]): Promise<Map<string, string>> {
  const rows = await db
    .select({ id: claims.id, current: sql<string>`coalesce(${claims.mergedInto}, ${claims.id})` })
    .from(claims)
    .where(isOneOf(claims.id, ids))
  return new Map(rows.map(row => [row.id, row.current]))
}

export async function currentClaimId(db: Db, claimId: string): Promise<string> {
  const lower = claimId.toLowerCase()
  const current = isId(claimId) ? (await currentClaimIds(db, [lower])).get(lower) : undefined
  if (current === undefined) throw new Problem('not-found', 'No claim has this id.')
  return current
}

/**
 * Locks claims, their own conditions, and, if asked, all that depend on them. In the order of their ids, so that
 * writers do not wait in a circle; and not against foreign keys. What has come to depend on a claim before it was
 * locked is found on a second look.
 */
export async function lockDocket(tx: Tx, ids: string[], { dependants }: { dependants: boolean }) {
  const docket: Docket = { claims: new Map(), dependants: new Map() }
  for (;;) {
    const found = await related(tx, ids, dependants)
    const fresh = found.filter(id => !docket.claims.has(id))
    if (fresh.length === 0) return docket
    const rows = await tx
      .select(columns)
      .from(claims)
      .where(isOneOf(claims.id, fresh))
      .orderBy(asc(claims.id))
      .for('no key update')
    for (const row of rows) enter(docket, row)
  }
}

/** The ids that exist, those of their conditions, and, if asked, of all that depend on them. */
async function related(tx: Tx, ids: string[], dependants: boolean): Promise<string[]> {
  if (ids.length === 0) return []
  const named = sql`select id, condition_claim_id from ${claims} where ${isOneOf(claims.id, ids)}`
  const tree = dependants
    ? sql`${named} union select below.id, below.condition_claim_id from claims below join tree on below.condition_claim_id = tree.id`
    : named
  const rows = await tx.execute<{ id: string }>(
    sql`with recursive tree as (${tree})
      select id from tree union select condition_claim_id from tree where condition_claim_id is not null`,
  )
  return rows.map(row => row.id)
}

export function claimIn(docket: Docket, claimId: string): DocketClaim {
  const claim = docket.claims.get(claimId)
  if (claim === undefined) throw new Problem('not-found', 'No claim has this id.')
  return claim
}

/** How many conditions, each the condition of the one before, a claim of the docket rests on. */
export function depthsIn(docket: Docket): (claimId: string) => number {
  const known = new Map<string, number>()
  return claimId => {
    const path: string[] = []
    for (let at: string | null = claimId; at !== null && !known.has(at); ) {
      path.push(at)
      at = docket.claims.get(at)?.conditionClaimId ?? null
    }
    for (const id of path.toReversed()) {
      const condition = docket.claims.get(id)?.conditionClaimId
      known.set(id, condition ? (known.get(condition) ?? 0) + 1 : 0)
    }
    return known.get(claimId) ?? 0
  }
}

/** When each claim was first forecast. */
export async function earliestSaidOn(db: Db, ids: string[]): Promise<Map<string, string>> {
  const rows = await db
    .select({ claimId: predictions.claimId, saidOn: min(predictions.saidOn) })
    .from(predictions)
    .where(isOneOf(predictions.claimId, ids))
    .groupBy(predictions.claimId)
  return new Map(rows.flatMap(row => (row.saidOn === null ? [] : [[row.claimId, row.saidOn]])))
}

/** What a 409 says of the claim as it stands now. */
export function currentState(
  claim: Pick<DocketClaim, 'dueBy' | 'outcome' | 'resolutionId' | 'disputeId'>,
  today: string,
) {
  const { outcome, resolutionId, disputeId } = claim
  return { state: claimState(claim, today), outcome, resolutionId, disputeId }
}

export function overtaken(state: ReturnType<typeof currentState>): Problem {
  return new Problem('overtaken', 'Something else stands by now than what was meant.', state)
}
