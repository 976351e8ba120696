import { eq } from 'drizzle-orm'
import { apiKeys } from '../db/schema.ts'
import type { Deps } from '../deps.ts'
import { invalid, Problem } from '../problem.ts'
import { type Auth, isRefusal } from './auth.ts'
import { findActorByKey } from './find-actor.ts'
import { keyHash } from './key-hash.ts'

/**
 * Opens a session and returns the headers that carry its cookie. Who has no account and who has mistyped their password
 * get one answer, after as much hashing.
 */
export async function signInWithPassword(auth: Auth, email: string, password: string): Promise<Headers> {
  try {
    const { headers } = await auth.api.signInEmail({ body: { email, password }, returnHeaders: true })
    return headers
  } catch (error) {
    if (!isRefusal(error)) throw error
    if (error.body?.code === 'BANNED_USER')
      throw new Problem('suspended', 'The account is suspended: ask the owner why.')
    throw invalid([{ pointer: '#/password', detail: 'does not belong to this e-mail address' }])
  }
}

/** Opens a session that may do what the key may, and ends with it. */
export async function signInWithKey(deps: Deps, auth: Auth, key: string): Promise<Headers> {
  const actor = await findActorByKey(deps, key)
  if (actor === undefined) throw invalid([{ pointer: '#/key', detail: 'is not a key that Reckon knows' }])
  const [found] = await deps.db
    .select({ id: apiKeys.id })
    .from(apiKeys)
    .where(eq(apiKeys.key, keyHash(key)))
  if (found === undefined) throw invalid([{ pointer: '#/key', detail: 'is not a key that Reckon knows' }])
  const { headers } = await auth.api.openSessionWithKey({
    body: { personId: actor.id, keyId: found.id },
    returnHeaders: true,
  })
  return headers
}
