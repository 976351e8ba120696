import { and, desc, eq, ne, sql } from 'drizzle-orm'
import { claimState } from '../claims/rules.ts'
import type { Db } from '../db/client.ts'
import {
  apiKeys,
  claims,
  idempotentAnswers,
  people,
  predictions,
  sessions,
  signInMethods,
  verifications,
} from '../db/schema.ts'
import type { Deps } from '../deps.ts'
import { dateOf } from '../fields.ts'
import { invalid, Problem } from '../problem.ts'
import type { Auth } from './auth.ts'
import { keyScopesOf } from './find-actor.ts'
import { ownerKeyId } from './owner.ts'
import type { MakeKey } from './person.ts'
import { asProblem } from './refusal.ts'
import { assertOwnerLeft, changeOwners } from './usable-owners.ts'

const day = 24 * 60 * 60
const mostKeys = 50

/** What somebody sees of their own account. `token` is that of the session they ask in. */
export async function getAccount({ db }: Deps, id: string, token: string | undefined) {
  const [person] = await db.select().from(people).where(eq(people.id, id))
  if (person === undefined) throw new Error('Who is signed in has an account.')
  const keys = await db
    .select()
    .from(apiKeys)
    .where(eq(apiKeys.referenceId, id))
    .orderBy(desc(apiKeys.createdAt))
  const open = await db
    .select()
    .from(sessions)
    .where(and(eq(sessions.userId, id), sql`${sessions.expiresAt} > now()`))
    .orderBy(desc(sessions.createdAt))
    .limit(100)
  const [password] = await db
    .select({ id: signInMethods.id })
    .from(signInMethods)
    .where(and(eq(signInMethods.userId, id), eq(signInMethods.providerId, 'credential')))
  return {
    id,
    name: person.name,
    email: person.email,
    role: person.role,
    hasPassword: password !== undefined,
    keys: keys.map(key => ({
      id: key.id,
      isSetting: key.id === ownerKeyId,
      name: key.name,
      start: key.start,
      scopes: keyScopesOf(key.permissions),
      lastUsedAt: key.lastRequest,
      expiresAt: key.expiresAt,
    })),
    sessions: open.map(session => ({
      id: session.id,
      userAgent: session.userAgent,
      createdAt: session.createdAt,
      expiresAt: session.expiresAt,
      byKey: session.keyId !== null,
      isThis: session.token === token,
    })),
  }
}

/** The latest that somebody has logged, and what they have said happened and still stands. */
export async function listContributions({ db, now }: Deps, id: string, limit: number) {
  const claim = { claimId: claims.id, statement: claims.statement }
  const logged = await db
    .select({ ...claim, predictionId: predictions.id })
    .from(predictions)
    .innerJoin(claims, eq(claims.id, predictions.claimId))
    .where(eq(predictions.loggedBy, id))
    .orderBy(desc(predictions.id))
    .limit(limit)
  const resolved = await db
    .select({ ...claim, claim: claims })
    .from(claims)
    .where(eq(claims.resolvedBy, id))
    .orderBy(desc(claims.id))
    .limit(limit)
  const today = dateOf(now())
  return {
    logged,
    resolved: resolved.map(({ claimId, statement, claim }) => ({
      claimId,
      statement,
      state: claimState(claim, today),
      outcome: claim.outcome,
      share: claim.share ?? undefined,
      dueBy: claim.dueBy,
      occurredOn: claim.occurredOn ?? undefined,
    })),
  }
}

/** Returns the key, which can be shown this once: its hash is kept. */
export async function makeKey({ db }: Deps, auth: Auth, id: string, input: MakeKey): Promise<string> {
  if ((await db.$count(apiKeys, eq(apiKeys.referenceId, id))) >= mostKeys) {
    throw invalid([
      { pointer: '#/name', detail: `is one too many: revoke one of your ${mostKeys} keys first` },
    ])
  }
  const { key } = await asProblem(
    auth.api.createApiKey({
      body: {
        userId: id,
        name: input.name,
        permissions: { reckon: input.scopes },
        ...(input.days !== undefined && { expiresIn: input.days * day }),
      },
    }),
  )
  return key
}

export async function revokeKey({ db }: Deps, id: string, keyId: string): Promise<void> {
  const own = and(eq(apiKeys.id, keyId), eq(apiKeys.referenceId, id), ne(apiKeys.id, ownerKeyId))
  const gone = await db.delete(apiKeys).where(own).returning({ id: apiKeys.id })
  if (gone.length === 0) throw new Problem('not-found', 'You have no such key.')
}

export async function endSession({ db }: Deps, id: string, sessionId: string): Promise<void> {
  const own = and(eq(sessions.id, sessionId), eq(sessions.userId, id))
  const gone = await db.delete(sessions).where(own).returning({ id: sessions.id })
  if (gone.length === 0) throw new Problem('not-found', 'You have no such session.')
}

/**
 * Forgets the person with all that tells who they were. The entries stay, under an id that is nobody's. `authOver`
 * opens the library on the transaction.
 */
export async function deleteAccount(
  deps: Deps,
  authOver: (db: Db) => Auth,
  headers: Headers,
  id: string,
  password: string | undefined,
): Promise<void> {
  await changeOwners(deps.db, async tx => {
    const { role, hasPassword } = await getAccount({ ...deps, db: tx }, id, undefined)
    if (hasPassword && password === undefined) throw invalid([{ pointer: '#/password', detail: 'is needed' }])
    const body = password === undefined ? {} : { password }
    await asProblem(authOver(tx).api.deleteUser({ body, headers }))
    await tx.delete(idempotentAnswers).where(eq(idempotentAnswers.actor, id))
    await tx.delete(verifications).where(eq(verifications.value, id))
    if (role !== 'owner') return
    await assertOwnerLeft(
      tx,
      deps.now(),
      'You are the only owner who can sign in: make somebody else one first.',
    )
  })
}
