import { transact } from '../db/client.ts'
import type { ActorDeps } from '../deps.ts'
import { envelope, record } from '../entries.ts'
import { dateOf } from '../fields.ts'
import { type FieldError, invalid, Problem } from '../problem.ts'
import type { DisputeClaim } from './dispute-and-settlement.ts'
import { claimIn, currentClaimId, currentState, type DocketClaim, lockDocket, overtaken } from './docket.ts'
import { type Said, saysTheSame, termsErrors } from './terms.ts'

/** Challenges what stands: the claim counts in no score until a moderator has settled it. */
export async function disputeClaim(deps: ActorDeps, claimId: string, input: DisputeClaim) {
  return transact(deps.db, async tx => {
    const id = await currentClaimId(tx, claimId)
    const claim = claimIn(await lockDocket(tx, [id], { dependants: false }), id)
    const { resolutionId: meant, evidenceIds = [], ...challenge } = input
    const resolutionId = disputable(deps, claim, meant)
    const { reason: _reason, counterOutcome, ...terms } = challenge
    const errors = await termsErrors(tx, deps, claim, { ...terms, outcome: counterOutcome }, evidenceIds)
    const all = [...idle(claim, { ...terms, outcome: counterOutcome }), ...errors]
    if (all.length > 0) throw invalid(all)
    const disputeId = deps.newId()
    const payload = { ...challenge, disputeId, resolutionId, evidenceIds }
    await record(tx, { ...envelope(deps), kind: 'claim.disputed', subject: id, payload })
    return { disputeId }
  })
}

/** Which resolution is disputed, unless something stands in the way. */
function disputable(deps: ActorDeps, claim: DocketClaim, meant: string | undefined): string {
  const { disputeId, resolutionId, resolvedBy, byCondition, disputableUntil } = claim
  const state = currentState(claim, dateOf(deps.now()))
  if (disputeId !== null)
    throw new Problem('already-disputed', 'A moderator has yet to settle a dispute.', state)
  if (resolutionId === null) throw new Problem('not-settled', 'Nobody has said what happened.', state)
  if (meant !== undefined && meant !== resolutionId) throw overtaken(state)
  if (byCondition) {
    const detail = 'The claim is void because its condition failed: dispute what became of the condition.'
    throw new Problem('follows-condition', detail, { ...state, conditionClaimId: claim.conditionClaimId })
  }
  if (disputableUntil === null) {
    const detail = 'A moderator has settled it; only a moderator may reopen it.'
    throw new Problem('dispute-closed', detail, state)
  }
  if (deps.now() > disputableUntil) {
    const detail = `It could be disputed until ${disputableUntil.toISOString()}; now only a moderator may reopen it.`
    throw new Problem('dispute-closed', detail, state)
  }
  if (resolvedBy === deps.actor) {
    throw new Problem('involved', 'Whoever said what happened cannot dispute it.', state)
  }
  return resolutionId
}

/** A dispute that wants what stands already, in all that it says, disputes nothing. */
function idle(claim: DocketClaim, said: Omit<Said, 'rationale'>): FieldError[] {
  if (!saysTheSame(claim, said)) return []
  const detail = `is what stands already (${claim.outcome}): say what should stand instead`
  return [{ pointer: '#/counterOutcome', detail }]
}
