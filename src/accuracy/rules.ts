import type { Outcome } from '../claims/claim.ts'
import type { Stance } from '../predictions/prediction.ts'

interface Scorable {
  stance: Stance
  saidOn: string
  outcome: Outcome | null
  occurredOn: string | null
}

/**
 * Whether a settled prediction belongs to the scored set: possibilities and reports do not, and neither does
 * what was said after it had happened.
 */
export function isCounted(prediction: Scorable): boolean {
  if (prediction.stance !== 'asserts' && prediction.stance !== 'conditional') return false
  if (prediction.outcome === 'false' || prediction.occurredOn === null) return true
  return prediction.saidOn <= prediction.occurredOn
}
