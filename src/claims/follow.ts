import type { ActorDeps } from '../deps.ts'
import { type Entry, envelope } from '../entries.ts'
import { consequences, type Standing, standingOf } from './cascade.ts'
import type { CounterOutcome } from './dispute-and-settlement.ts'
import { claimIn, type Docket, type DocketClaim } from './docket.ts'

/** Notes in the docket that another outcome stands, and returns the entries for all that follows from it. */
export function changeOutcome(
  deps: ActorDeps,
  docket: Docket,
  claim: DocketClaim,
  outcome: DocketClaim['outcome'],
): Entry[] {
  const from = standingOf(claim.outcome)
  Object.assign(claim, { outcome, byCondition: false, disputeId: null })
  return follow(deps, docket, claim.id, { from, to: standingOf(outcome) })
}

/** The entries for what a change of one claim's standing does to those that depend on it. */
export function follow(
  deps: ActorDeps,
  docket: Docket,
  claimId: string,
  change: { from: Standing; to: Standing },
): Entry[] {
  if (change.from === change.to) return []
  const found = consequences(claimId, change, id => docket.dependants.get(id) ?? [])
  return found.map(({ claimId: subject, conditionClaimId, effect }): Entry => {
    const dependant = claimIn(docket, subject)
    const isVoid = effect === 'voided'
    Object.assign(dependant, { outcome: isVoid ? 'void' : null, byCondition: isVoid, disputeId: null })
    if (isVoid) {
      const payload = { resolutionId: deps.newId(), conditionClaimId }
      return { ...envelope(deps), kind: 'claim.voided', subject, payload }
    }
    const payload = { reopeningId: deps.newId(), conditionClaimId }
    return { ...envelope(deps), kind: 'claim.reopened', subject, payload }
  })
}

/** The entries that follow when `outcome` stands instead; a claim that reopens under a failed condition is void. */
export function replaceOutcome(
  deps: ActorDeps,
  docket: Docket,
  claim: DocketClaim,
  outcome: CounterOutcome,
): Entry[] {
  const stands = outcome === 'open' ? null : outcome
  const failed = outcome === 'open' && hasFailedCondition(docket, claim)
  const followed = changeOutcome(deps, docket, claim, failed ? 'void' : stands)
  return failed ? [...voidByCondition(deps, claim), ...followed] : followed
}

/** The entries that make a new claim void whose condition has already failed. */
export function failedFromTheStart(deps: ActorDeps, docket: Docket, claim: DocketClaim): Entry[] {
  if (!hasFailedCondition(docket, claim)) return []
  claim.outcome = 'void'
  return voidByCondition(deps, claim)
}

function hasFailedCondition(docket: Docket, { conditionClaimId }: DocketClaim): boolean {
  const condition = conditionClaimId === null ? undefined : docket.claims.get(conditionClaimId)
  return condition !== undefined && standingOf(condition.outcome) === 'failed'
}

function voidByCondition(deps: ActorDeps, claim: DocketClaim): Entry[] {
  if (claim.conditionClaimId === null) return []
  claim.byCondition = true
  const payload = { resolutionId: deps.newId(), conditionClaimId: claim.conditionClaimId }
  return [{ ...envelope(deps), kind: 'claim.voided', subject: claim.id, payload }]
}
