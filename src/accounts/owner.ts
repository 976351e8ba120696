import { createHmac } from 'node:crypto'
import { and, eq } from 'drizzle-orm'
import { v7 } from 'uuid'
import type { Db } from '../db/client.ts'
import { sqlState, transact } from '../db/client.ts'
import { apiKeys, people, sessions, signInMethods, verifications } from '../db/schema.ts'
import { ownerId } from './actor.ts'
import type { Auth } from './auth.ts'
import { keyHash } from './key-hash.ts'
import { newPasswordToken } from './password-link.ts'
import { keyScopes } from './role.ts'

/** The key of the setting OWNER_API_KEY among the others. */
export const ownerKeyId = 'owner-settings'

/** Of who has not said where they can be reached: no mail is ever delivered there (RFC 2606). */
export const nowhere = 'owner@reckon.invalid'

export interface OwnerSettings {
  email: string | undefined
  password: string | undefined
  apiKey: string | undefined
}

/**
 * Makes the owner what the settings say. It is done once for each change of them: what the owner changes afterwards
 * stays.
 */
export async function keepOwner(db: Db, auth: Auth, settings: OwnerSettings, secret: string): Promise<void> {
  const identifier = 'owner-settings'
  const value = createHmac('sha256', secret).update(JSON.stringify(settings)).digest('base64url')
  const kept = await db
    .select({ value: verifications.value })
    .from(verifications)
    .where(eq(verifications.identifier, identifier))
  if (kept[0]?.value === value) return
  const password =
    settings.password === undefined ? undefined : await (await auth.$context).password.hash(settings.password)
  await transact(db, async tx => {
    await keepPerson(tx, settings.email)
    if (password !== undefined) await keepPassword(tx, password)
    await keepKey(tx, settings.apiKey)
    await tx.delete(verifications).where(eq(verifications.identifier, identifier))
    await tx.insert(verifications).values({ id: v7(), identifier, value, expiresAt: new Date('9999-01-01') })
  })
}

async function keepPerson(db: Db, email: string | undefined): Promise<void> {
  const role = 'owner' as const
  const found = email === undefined ? {} : { email, emailVerified: true }
  try {
    await db
      .insert(people)
      .values({ id: ownerId, name: 'Owner', email: nowhere, role, ...found })
      .onConflictDoUpdate({ target: people.id, set: { role, banned: false, ...found } })
  } catch (error) {
    if (sqlState(error) !== '23505') throw error
    throw new Error('OWNER_EMAIL is the address of somebody else here')
  }
}

async function keepPassword(db: Db, password: string): Promise<void> {
  const own = and(eq(signInMethods.userId, ownerId), eq(signInMethods.providerId, 'credential'))
  await db.delete(signInMethods).where(own)
  await db
    .insert(signInMethods)
    .values({ id: v7(), userId: ownerId, accountId: ownerId, providerId: 'credential', password })
  await db.delete(sessions).where(eq(sessions.userId, ownerId))
}

async function keepKey(db: Db, key: string | undefined): Promise<void> {
  await db.delete(apiKeys).where(eq(apiKeys.id, ownerKeyId))
  if (key === undefined) return
  await db.insert(apiKeys).values({
    id: ownerKeyId,
    name: 'OWNER_API_KEY',
    key: keyHash(key),
    referenceId: ownerId,
    permissions: JSON.stringify({ reckon: keyScopes }),
  })
}

/** The path at which whoever opens it becomes the owner; undefined when the owner can already sign in. */
export async function ownerPath(db: Db, auth: Auth): Promise<string | undefined> {
  const [password] = await db.select().from(signInMethods).where(eq(signInMethods.userId, ownerId)).limit(1)
  const [key] = await db.select().from(apiKeys).where(eq(apiKeys.referenceId, ownerId)).limit(1)
  if (password !== undefined || key !== undefined) return undefined
  await db.delete(verifications).where(eq(verifications.value, ownerId))
  return `/password?token=${await newPasswordToken(auth, ownerId)}`
}
