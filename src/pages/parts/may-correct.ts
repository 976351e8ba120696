import type { Actor } from '../../accounts/actor.ts'
import { may } from '../../accounts/role.ts'
import { mayCorrectOwn } from '../../claims/rules.ts'

/**
 * Whether a reader may be offered to correct what was logged. Whether others have acted on it meanwhile the operation
 * knows.
 */
export function mayCorrect(actor: Actor | undefined, logged: { by: string; at: string }, now: Date): boolean {
  if (actor === undefined) return false
  return (
    may(actor.role, 'correct-others') || (actor.id === logged.by && mayCorrectOwn(new Date(logged.at), now))
  )
}
