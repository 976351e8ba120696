import { may } from '../accounts/role.ts'
import { type Tx, transactAlone } from '../db/client.ts'
import type { ActorDeps } from '../deps.ts'
import { type Entry, envelope, recordAll } from '../entries.ts'
import { dateOf, folded } from '../fields.ts'
import { invalid, Problem } from '../problem.ts'
import { standingOf } from './cascade.ts'
import type { MergeClaim } from './correction-and-merge.ts'
import { claimIn, currentClaimId, currentState, type DocketClaim, lockDocket } from './docket.ts'
import { follow } from './follow.ts'

/**
 * A moderator says that another claim is this one: its predictions, evidence and dependants move here. Nobody else
 * writes meanwhile, so that nothing is logged on a claim that is just going.
 */
export async function mergeClaim(deps: ActorDeps, claimId: string, { claimId: otherId, reason }: MergeClaim) {
  if (!may(deps.role, 'merge')) throw new Problem('forbidden', 'Only a moderator merges claims.')
  return transactAlone(deps.db, async tx => {
    const id = await currentClaimId(tx, claimId)
    const mergedId = await otherClaimId(tx, otherId)
    const docket = await lockDocket(tx, [id, mergedId], { dependants: true })
    const claim = claimIn(docket, id)
    const merged = claimIn(docket, mergedId)
    const refusal = unmergeable(claim, merged, dateOf(deps.now()))
    if (refusal !== undefined) throw refusal
    const payload = { mergeId: deps.newId(), mergedId, reason }
    const entry: Entry = { ...envelope(deps), kind: 'claim.merged', subject: id, payload }
    const change = { from: standingOf(merged.outcome), to: standingOf(claim.outcome) }
    await recordAll(tx, [entry, ...follow(deps, docket, mergedId, change)])
    return { mergeId: payload.mergeId, claimId: id }
  })
}

async function otherClaimId(tx: Tx, claimId: string): Promise<string> {
  try {
    return await currentClaimId(tx, claimId)
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    throw invalid([{ pointer: '#/claimId', detail: 'no claim has this id' }])
  }
}

/** What a prediction is scored on never changes by a merge. */
function unmergeable(claim: DocketClaim, merged: DocketClaim, today: string): Problem | undefined {
  const refuse = (detail: string) =>
    new Problem('cannot-merge', detail, {
      ...currentState(claim, today),
      other: { claimId: merged.id, ...currentState(merged, today) },
    })
  if (claim.id === merged.id) return refuse('A claim cannot be merged with itself.')
  if (claim.dueBy !== merged.dueBy || claim.dueByStrict !== merged.dueByStrict) {
    return refuse('Their deadlines differ: that would change what predictions are scored on.')
  }
  if (claim.conditionClaimId === merged.id || merged.conditionClaimId === claim.id) {
    return refuse('One depends on the other.')
  }
  if (conditionKey(claim) !== conditionKey(merged)) {
    return refuse('Their conditions differ.')
  }
  if (claim.disputeId !== null || merged.disputeId !== null) {
    return refuse('One of them is disputed: settle the dispute first.')
  }
  if (merged.voidReason === 'duplicate') return undefined
  if (merged.outcome !== null && claim.outcome === null) {
    return refuse('The other is settled and this one is not: merge this one into the other.')
  }
  if (merged.outcome !== null && !sameOutcome(claim, merged)) {
    return refuse('They are settled differently: what stands on one of them has to go first.')
  }
  return undefined
}

function conditionKey({ conditionText, conditionClaimId }: DocketClaim): string {
  return `${conditionClaimId} ${folded(conditionText ?? '')}`
}

function sameOutcome(claim: DocketClaim, merged: DocketClaim): boolean {
  return (
    claim.outcome === merged.outcome &&
    claim.share === merged.share &&
    claim.voidReason === merged.voidReason &&
    claim.occurredOn === merged.occurredOn &&
    (claim.outcome === 'void' || claim.decidedOn === merged.decidedOn)
  )
}
