import { may } from '../accounts/role.ts'
import { type Tx, transact } from '../db/client.ts'
import type { ActorDeps } from '../deps.ts'
import { type Entry, envelope, recordAll } from '../entries.ts'
import { dateOf } from '../fields.ts'
import { Problem } from '../problem.ts'
import type { ReopenClaim } from './dispute-and-settlement.ts'
import { claimIn, currentClaimId, currentState, type DocketClaim, lockDocket, overtaken } from './docket.ts'
import { replaceOutcome } from './follow.ts'
import { partiesSettled, readHistory } from './history.ts'

/** A moderator withdraws what stands once it can no longer be disputed, or what they have said themselves. */
export async function reopenClaim(deps: ActorDeps, claimId: string, { reason, resolutionId }: ReopenClaim) {
  if (!may(deps.role, 'reopen')) throw new Problem('forbidden', 'Only a moderator reopens a claim.')
  return transact(deps.db, async tx => {
    const id = await currentClaimId(tx, claimId)
    const docket = await lockDocket(tx, [id], { dependants: true })
    const claim = claimIn(docket, id)
    const refusal = reopenable(deps, claim, resolutionId) ?? (await involved(tx, deps, claim))
    if (refusal !== undefined) throw refusal
    const payload = { reopeningId: deps.newId(), reason }
    const entry: Entry = { ...envelope(deps), kind: 'claim.reopened', subject: id, payload }
    await recordAll(tx, [entry, ...replaceOutcome(deps, docket, claim, 'open')])
    return { reopeningId: payload.reopeningId }
  })
}

function reopenable(deps: ActorDeps, claim: DocketClaim, meant: string | undefined): Problem | undefined {
  const state = currentState(claim, dateOf(deps.now()))
  if (claim.disputeId !== null) {
    return new Problem('already-disputed', 'It is disputed: settle the dispute instead.', state)
  }
  if (claim.resolutionId === null) return new Problem('not-settled', 'Nothing has been settled.', state)
  if (meant !== undefined && meant !== claim.resolutionId) return overtaken(state)
  if (claim.byCondition) {
    const detail = 'The claim is void because its condition failed: reopen the condition.'
    return new Problem('follows-condition', detail, { ...state, conditionClaimId: claim.conditionClaimId })
  }
  const { resolvedBy, disputableUntil } = claim
  if (disputableUntil !== null && deps.now() <= disputableUntil && resolvedBy !== deps.actor) {
    const detail = `Until ${disputableUntil.toISOString()} it can be disputed; somebody else then settles the dispute.`
    return new Problem('dispute-open', detail, state)
  }
  return undefined
}

/** Whoever resolved or disputed what a moderator has then settled cannot undo the settlement. */
async function involved(tx: Tx, deps: ActorDeps, claim: DocketClaim): Promise<Problem | undefined> {
  const history = await readHistory(tx, [claim.id], claim)
  if (!partiesSettled(history, claim.id).includes(deps.actor)) return undefined
  const detail = 'Whoever resolved or disputed the claim cannot undo how that was settled.'
  return new Problem('involved', detail, currentState(claim, dateOf(deps.now())))
}
