import type { Stance } from '../predictions/prediction.ts'

interface Scorable {
  stance: Stance
  saidOn: string
  /** The day from which on the outcome could be known. */
  decidedOn: string | null
}

/**
 * Whether a settled prediction belongs to the scored set: possibilities and reports do not, and neither does
 * what was said when the outcome could already be known.
 */
export function isCounted({ stance, saidOn, decidedOn }: Scorable): boolean {
  if (stance !== 'asserts' && stance !== 'conditional') return false
  return decidedOn === null || saidOn <= decidedOn
}
