import type { Outcome } from './claim.ts'

/** A claim among those that depend on one another, with what stands. */
export interface Dependant {
  id: string
  outcome: Outcome | null
  /** Void because its own condition failed. */
  byCondition: boolean
}

/** What a claim means for those that name it as their condition. */
export type Standing = 'pending' | 'met' | 'failed'

/** A condition that partly came true is met: what depends on it can be judged. */
export function standingOf(outcome: Outcome | null): Standing {
  if (outcome === null) return 'pending'
  return outcome === 'true' || outcome === 'partial' ? 'met' : 'failed'
}

export interface Consequence {
  claimId: string
  conditionClaimId: string
  effect: 'voided' | 'reopened'
}

/**
 * What a change of a claim's standing does to all that depend on it, directly or through others, each after its own
 * condition. A claim that somebody has declared void stays void, whatever becomes of its condition.
 */
export function consequences(
  claimId: string,
  change: { from: Standing; to: Standing },
  dependantsOf: (claimId: string) => readonly Dependant[],
): Consequence[] {
  const found: Consequence[] = []
  const changed = [{ claimId, ...change }]
  for (const condition of changed) {
    for (const dependant of dependantsOf(condition.claimId)) {
      const effect = effectOn(dependant, condition)
      if (effect === undefined) continue
      found.push({ claimId: dependant.id, conditionClaimId: condition.claimId, effect })
      const to = effect === 'voided' ? 'failed' : 'pending'
      changed.push({ claimId: dependant.id, from: standingOf(dependant.outcome), to })
    }
  }
  return found
}

function effectOn(
  { outcome, byCondition }: Dependant,
  { from, to }: { from: Standing; to: Standing },
): Consequence['effect'] | undefined {
  const voidByHand = outcome === 'void' && !byCondition
  if (from === to || voidByHand) return undefined
  if (to === 'failed') return outcome === 'void' ? undefined : 'voided'
  if (from === 'failed') return byCondition ? 'reopened' : undefined
  // Met before, pending now: what was settled on the strength of the condition has lost it.
  return to === 'pending' && outcome !== null ? 'reopened' : undefined
}
