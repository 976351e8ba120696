import { Problem } from '../problem.ts'
import { type Action, may, permissions, type Role, type Scope } from './role.ts'

/** Somebody who is signed in, or whose key came along. Entries name them by their id. */
export interface Actor {
  id: string
  role: Role
  /** What this session or key is for, whatever the role may do besides. */
  scopes: readonly Scope[]
}

/** Refuses what their role does not allow them, or their key was not made for. */
export function assertMay(actor: Actor, action: Action): void {
  if (!may(actor.role, action)) {
    throw new Problem('forbidden', `Your role is ${actor.role}.`)
  }
  assertInScope(actor, action)
}

/** Refuses what their key was not made for. */
export function assertInScope({ scopes }: Actor, action: Action): void {
  const { scope } = permissions[action]
  if (scopes.includes(scope)) return
  throw scope === 'account'
    ? new Problem('out-of-scope', 'You are signed in with a key. Sign in with your password to do this.')
    : new Problem('out-of-scope', `Your key is not one to ${scope} with.`)
}

/** The id by which entries name the first owner. */
export const ownerId = 'owner'

/** Short enough to be read out, and telling nothing about the person: it stays when they are gone. */
export function newPersonId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(10))
  return `p-${[...bytes].map(byte => letters[byte % 32]).join('')}`
}

const letters = '0123456789abcdefghjkmnpqrstvwxyz'
