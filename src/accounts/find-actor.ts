import { timingSafeEqual } from 'node:crypto'
import { and, eq, isNull, lt, or } from 'drizzle-orm'
import { z } from 'zod'
import { apiKeys, people, sessions } from '../db/schema.ts'
import type { Deps } from '../deps.ts'
import type { Actor } from './actor.ts'
import { keyHash } from './key-hash.ts'
import { ownerKeyId } from './owner.ts'
import { type KeyScope, keyScopes, type Scope } from './role.ts'

const everything: readonly Scope[] = [...keyScopes, 'account']

/** What is known of a key in the table of the API-key plugin: one that is expired or switched off is none. */
const keyColumns = {
  id: apiKeys.id,
  hash: apiKeys.key,
  permissions: apiKeys.permissions,
  enabled: apiKeys.enabled,
  expiresAt: apiKeys.expiresAt,
  lastRequest: apiKeys.lastRequest,
}

/**
 * Whose key it is, in the role they have now; undefined when it is unknown, expired or revoked, or they are suspended.
 * It is looked up by its hash, which nobody can steer, and that is compared in constant time.
 */
export async function findActorByKey(deps: Deps, key: string): Promise<Actor | undefined> {
  const hash = keyHash(key)
  const [found] = await deps.db
    .select({ id: people.id, role: people.role, banned: people.banned, key: keyColumns })
    .from(apiKeys)
    .innerJoin(people, eq(people.id, apiKeys.referenceId))
    .where(eq(apiKeys.key, hash))
  if (found === undefined || found.banned || !timingSafeEqual(Buffer.from(hash), Buffer.from(found.key.hash)))
    return undefined
  const now = deps.now()
  if (!found.key.enabled || isOver(found.key.expiresAt, now)) return undefined
  await noteUse(deps, found.key.id, found.key.lastRequest, now)
  return { id: found.id, role: found.role, scopes: scopesOf(found.key) }
}

/** Whose session it is; undefined when it is over, or was opened with a key that is, or they are suspended. */
export async function findActorBySession(deps: Deps, token: string): Promise<Actor | undefined> {
  const [found] = await deps.db
    .select({
      id: people.id,
      role: people.role,
      banned: people.banned,
      expiresAt: sessions.expiresAt,
      keyId: sessions.keyId,
      key: keyColumns,
    })
    .from(sessions)
    .innerJoin(people, eq(people.id, sessions.userId))
    .leftJoin(apiKeys, eq(apiKeys.id, sessions.keyId))
    .where(eq(sessions.token, token))
  const now = deps.now()
  if (found === undefined || found.banned || isOver(found.expiresAt, now)) return undefined
  if (found.key === null) return { id: found.id, role: found.role, scopes: everything }
  if (!found.key.enabled || isOver(found.key.expiresAt, now)) return undefined
  return { id: found.id, role: found.role, scopes: scopesOf(found.key) }
}

function isOver(expiresAt: Date | null, now: Date): boolean {
  return expiresAt !== null && expiresAt <= now
}

/** The key of the setting OWNER_API_KEY is the operator's and good for everything. */
function scopesOf(key: { id: string; permissions: string | null }): readonly Scope[] {
  return key.id === ownerKeyId ? everything : keyScopesOf(key.permissions)
}

const Permissions = z.object({ reckon: z.array(z.enum(keyScopes)) })

export function keyScopesOf(permissions: string | null): readonly KeyScope[] {
  return permissions === null ? [] : Permissions.parse(JSON.parse(permissions)).reckon
}

/** To the minute, as a key at work would else be a row that every one of its requests writes. */
async function noteUse({ db }: Deps, id: string, last: Date | null, now: Date): Promise<void> {
  const before = new Date(now.getTime() - 60_000)
  if (last !== null && last > before) return
  const stale = or(isNull(apiKeys.lastRequest), lt(apiKeys.lastRequest, before))
  await db
    .update(apiKeys)
    .set({ lastRequest: now })
    .where(and(eq(apiKeys.id, id), stale))
}
