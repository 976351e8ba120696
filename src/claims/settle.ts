import { and, desc, eq } from 'drizzle-orm'
import { z } from 'zod'
import { may } from '../accounts/role.ts'
import { type Tx, transact } from '../db/client.ts'
import { readableBytes } from '../db/readable-bytes.ts'
import { entries } from '../db/schema.ts'
import type { ActorDeps } from '../deps.ts'
import { type Entry, envelope, parseEntry, recordAll } from '../entries.ts'
import { dateOf } from '../fields.ts'
import { type FieldError, fieldErrors, invalid, Problem } from '../problem.ts'
import { ResolveClaim } from './claim.ts'
import type { ClaimDisputed, ClaimSettled, CounterOutcome, SettleClaim } from './dispute-and-settlement.ts'
import {
  claimIn,
  currentClaimId,
  currentState,
  type Docket,
  type DocketClaim,
  lockDocket,
  overtaken,
} from './docket.ts'
import { replaceOutcome } from './follow.ts'
import { conditionPending, type Said, saysTheSame, termsErrors } from './terms.ts'

/** What stands instead of what was disputed. */
type Instead = Pick<ClaimSettled, 'outcome' | 'share' | 'voidReason' | 'occurredOn' | 'ruledOutOn'> & {
  outcome: CounterOutcome
  evidenceIds: string[]
}

/** A moderator who neither resolved nor disputed the claim decides a dispute. */
export async function settleClaim(deps: ActorDeps, claimId: string, input: SettleClaim) {
  if (!may(deps.role, 'settle')) throw new Problem('forbidden', 'Only a moderator settles a dispute.')
  return transact(deps.db, async tx => {
    const id = await currentClaimId(tx, claimId)
    const docket = await lockDocket(tx, [id], { dependants: true })
    const claim = claimIn(docket, id)
    const disputeId = settleable(deps, claim, input.disputeId)
    const settlementId = deps.newId()
    const { decision, rationale } = input
    const decided = { settlementId, disputeId, decision, rationale }
    if (decision === 'upheld') {
      const payload = { ...decided, evidenceIds: [] }
      await recordAll(tx, [{ ...envelope(deps), kind: 'claim.settled', subject: id, payload }])
    } else {
      const instead = await overturnedTo(tx, deps, docket, claim, input)
      const payload = { ...decided, ...instead }
      const entry: Entry = { ...envelope(deps), kind: 'claim.settled', subject: id, payload }
      await recordAll(tx, [entry, ...replaceOutcome(deps, docket, claim, instead.outcome)])
    }
    return { settlementId }
  })
}

function settleable(deps: ActorDeps, claim: DocketClaim, meant: string | undefined): string {
  const state = currentState(claim, dateOf(deps.now()))
  const { disputeId, disputedBy, resolvedBy } = claim
  if (disputeId === null) throw new Problem('not-disputed', 'No dispute is pending.', state)
  if (meant !== undefined && meant !== disputeId) throw overtaken(state)
  if (disputedBy === deps.actor || resolvedBy === deps.actor) {
    const detail = 'Whoever resolved or disputed the claim cannot settle the dispute.'
    throw new Problem('involved', detail, state)
  }
  return disputeId
}

/** The moderator's own outcome, or, where none is given, that of the dispute: fit to stand, or refused. */
async function overturnedTo(
  tx: Tx,
  deps: ActorDeps,
  docket: Docket,
  claim: DocketClaim,
  input: Extract<SettleClaim, { decision: 'overturned' }>,
): Promise<Instead> {
  const { decision: _decision, disputeId: _disputeId, rationale, outcome, ...given } = input
  const instead =
    outcome === undefined ? counterOf(await pendingDispute(tx, claim), given) : { ...given, outcome }
  const evidenceIds = instead.evidenceIds ?? []
  const errors = await insteadErrors(tx, deps, claim, { ...instead, rationale }, evidenceIds)
  if (errors.length > 0) throw invalid(errors)
  if (saysTheSame(claim, instead)) {
    const detail = `is what stands already (${claim.outcome}): then the decision is upheld`
    throw invalid([{ pointer: '#/outcome', detail }])
  }
  if (instead.outcome !== 'open' && instead.outcome !== 'void') {
    const pending = conditionPending(docket, claim, dateOf(deps.now()))
    if (pending !== undefined) throw pending
  }
  return { ...instead, evidenceIds }
}

function counterOf(dispute: ClaimDisputed, given: { [field: string]: unknown }) {
  const stray = Object.keys(given).filter(name => given[name] !== undefined)
  if (stray.length > 0)
    throw invalid([{ pointer: '#/outcome', detail: `is needed with ${stray.join(', ')}` }])
  const { counterOutcome, share, voidReason, occurredOn, ruledOutOn, evidenceIds } = dispute
  return { outcome: counterOutcome, share, voidReason, occurredOn, ruledOutOn, evidenceIds }
}

async function insteadErrors(
  tx: Tx,
  deps: ActorDeps,
  claim: DocketClaim,
  said: Said,
  evidenceIds: string[],
): Promise<FieldError[]> {
  const stated = Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined))
  const shape = said.outcome === 'open' ? NothingStands : ResolveClaim
  const shaped = shape.safeParse({ ...stated, evidenceIds })
  return shaped.success ? termsErrors(tx, deps, claim, said, evidenceIds) : fieldErrors(shaped.error)
}

const NothingStands = z.strictObject({
  outcome: z.literal('open'),
  rationale: z.string(),
  evidenceIds: z.array(z.string()),
})

/** Of one claim there is one at a time, and the last is the one that is pending. */
async function pendingDispute(tx: Tx, claim: DocketClaim): Promise<ClaimDisputed> {
  const [last] = await tx
    .select({ bytes: readableBytes })
    .from(entries)
    .where(and(eq(entries.subject, claim.id), eq(entries.kind, 'claim.disputed')))
    .orderBy(desc(entries.position))
    .limit(1)
  const entry = last && parseEntry(last.bytes)
  if (entry?.kind !== 'claim.disputed')
    throw new Error(`The dispute of claim ${claim.id} is not in its entries.`)
  return entry.payload
}
