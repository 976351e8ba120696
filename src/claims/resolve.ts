import { transact } from '../db/client.ts'
import type { ActorDeps } from '../deps.ts'
import { type Entry, envelope, recordAll } from '../entries.ts'
import { dateOf } from '../fields.ts'
import { invalid, Problem } from '../problem.ts'
import type { ClaimResolved, ResolutionTerms, ResolveClaim } from './claim.ts'
import { claimIn, currentClaimId, currentState, type Docket, type DocketClaim, lockDocket } from './docket.ts'
import { changeOutcome } from './follow.ts'
import { conditionPending, termsErrors } from './terms.ts'

/** Settles an open or due claim, and what depends on it. Of two at once, the one that locks the claim first wins. */
export async function resolveClaim(deps: ActorDeps, claimId: string, input: ResolveClaim) {
  return transact(deps.db, async tx => {
    const id = await currentClaimId(tx, claimId)
    const docket = await lockDocket(tx, [id], { dependants: true })
    const claim = claimIn(docket, id)
    const { evidenceIds = [], ...terms } = input
    const refusal = resolvable(docket, claim, terms.outcome, dateOf(deps.now()))
    if (refusal !== undefined) throw refusal
    const errors = await termsErrors(tx, deps, claim, terms, evidenceIds)
    if (errors.length > 0) throw invalid(errors)
    const payload = { ...terms, resolutionId: deps.newId(), evidenceIds }
    await recordAll(tx, resolved(deps, docket, claim, payload))
    return { resolutionId: payload.resolutionId }
  })
}

/** What stands in the way of saying what happened. A claim may be declared void whatever its condition. */
export function resolvable(
  docket: Docket,
  claim: DocketClaim,
  outcome: ResolutionTerms['outcome'],
  today: string,
): Problem | undefined {
  if (claim.outcome !== null) {
    const words = claim.disputeId === null ? 'is already settled' : 'is disputed; it was settled'
    return new Problem(
      'already-settled',
      `The claim ${words} as ${claim.outcome}.`,
      currentState(claim, today),
    )
  }
  return outcome === 'void' ? undefined : conditionPending(docket, claim, today)
}

/** The entries for a resolution and all that follows from it. */
export function resolved(
  deps: ActorDeps,
  docket: Docket,
  claim: DocketClaim,
  payload: ClaimResolved,
): Entry[] {
  const entry: Entry = { ...envelope(deps), kind: 'claim.resolved', subject: claim.id, payload }
  return [entry, ...changeOutcome(deps, docket, claim, payload.outcome)]
}
