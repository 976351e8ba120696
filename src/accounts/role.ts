/** What a person may do: a contributor logs, files evidence, resolves and disputes; a moderator also settles. */
export const roles = ['contributor', 'moderator', 'owner'] as const
export type Role = (typeof roles)[number]

/** Settles disputes, reopens, merges, and corrects what others have logged. */
export function isModerator(role: Role): boolean {
  return role !== 'contributor'
}
