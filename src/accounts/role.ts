export const roles = ['contributor', 'moderator', 'owner'] as const
export type Role = (typeof roles)[number]

/** What a key may be allowed: to read what only its person may, to log, and to say what happened. */
export const keyScopes = ['read', 'log', 'resolve'] as const
export type KeyScope = (typeof keyScopes)[number]

/** `account` is for who has signed in, and never for a key. */
export type Scope = KeyScope | 'account'

interface Permission {
  roles: readonly Role[]
  scope: Scope
}

const anybody = roles
const moderators = ['moderator', 'owner'] as const
const owner = ['owner'] as const

/** Who may do what. Readers need no account, so reading is not in it. */
export const permissions = {
  'read-own': { roles: anybody, scope: 'read' },
  log: { roles: anybody, scope: 'log' },
  'file-evidence': { roles: anybody, scope: 'log' },
  /** For a day what one has logged oneself; what others have is `correct-others`. */
  correct: { roles: anybody, scope: 'log' },
  'correct-others': { roles: moderators, scope: 'log' },
  merge: { roles: moderators, scope: 'log' },
  redact: { roles: moderators, scope: 'log' },
  resolve: { roles: anybody, scope: 'resolve' },
  dispute: { roles: anybody, scope: 'resolve' },
  /** But for those who resolved or disputed the claim: nobody settles a dispute about their own resolution. */
  settle: { roles: moderators, scope: 'resolve' },
  reopen: { roles: moderators, scope: 'resolve' },
  'manage-account': { roles: anybody, scope: 'account' },
  'manage-people': { roles: owner, scope: 'account' },
} as const satisfies Record<string, Permission>
export type Action = keyof typeof permissions

export function may(role: Role, action: Action): boolean {
  const allowed: readonly Role[] = permissions[action].roles
  return allowed.includes(role)
}
