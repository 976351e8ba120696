import { createHmac } from 'node:crypto'
import { and, eq } from 'drizzle-orm'
import { v7 } from 'uuid'
import type { Db } from '../db/client.ts'
import { sqlState } from '../db/client.ts'
import { apiKeys, people, sessions, signInMethods, verifications } from '../db/schema.ts'
import type { Deps } from '../deps.ts'
import { newPersonId, ownerId } from './actor.ts'
import type { Auth } from './auth.ts'
import { keyHash } from './key-hash.ts'
import { newPasswordToken } from './password-link.ts'
import { keyScopes } from './role.ts'
import { changeOwners, hasUsableOwner } from './usable-owners.ts'

/** The key of the setting OWNER_API_KEY among the others. */
export const ownerKeyId = 'owner-settings'

/** Of who has not said where they can be reached: no mail is ever delivered there (RFC 2606). */
export const nowhere = 'owner@reckon.invalid'

export interface OwnerSettings {
  email: string | undefined
  password: string | undefined
  apiKey: string | undefined
}

const identifier = 'owner-settings'

/**
 * Makes the owner what the settings say. It is done once for each change of them: what the owner changes afterwards
 * stays. It is done again when nobody is left who can sign in as owner.
 */
export async function keepOwner(deps: Deps, auth: Auth, settings: OwnerSettings, secret: string) {
  const { db, now } = deps
  const hash = createHmac('sha256', secret).update(JSON.stringify(settings)).digest('base64url')
  const before = await findKept(db)
  if (before?.hash === hash && (await hasUsableOwner(db, now()))) return
  const password =
    settings.password === undefined ? undefined : await (await auth.$context).password.hash(settings.password)
  await changeOwners(db, async tx => {
    const kept = await findKept(tx)
    const changed = kept?.hash !== hash
    if (changed) await tx.delete(apiKeys).where(eq(apiKeys.id, ownerKeyId))
    const asked = Object.values(settings).some(value => value !== undefined)
    const wanted = (changed && asked) || !(await hasUsableOwner(tx, now()))
    const id = wanted ? await keepPerson(tx, kept?.personId, settings.email, asked) : kept?.personId
    if (wanted && id !== undefined) {
      if (password !== undefined) await keepPassword(tx, id, password)
      await keepKey(tx, id, settings.apiKey)
    }
    const value = `${hash} ${id ?? ownerId}`
    await tx.delete(verifications).where(eq(verifications.identifier, identifier))
    await tx.insert(verifications).values({ id: v7(), identifier, value, expiresAt: new Date('9999-01-01') })
  })
}

/** The settings that the owner was last made of, as a hash, and who that owner is. */
async function findKept(db: Db) {
  const [kept] = await db
    .select({ value: verifications.value })
    .from(verifications)
    .where(eq(verifications.identifier, identifier))
  const [hash, personId = ownerId] = kept?.value.split(' ') ?? []
  return kept && { hash, personId }
}

/** Restores the owner of before, or makes another: the id of who has deleted their account is nobody's. */
async function keepPerson(
  db: Db,
  before: string | undefined,
  email: string | undefined,
  asked: boolean,
): Promise<string> {
  const role = 'owner' as const
  const found = email === undefined ? {} : { email, emailVerified: true }
  const id =
    before === undefined || (await isRestorable(db, before, asked)) ? (before ?? ownerId) : newPersonId()
  try {
    await db
      .insert(people)
      .values({ id, name: 'Owner', email: nowhere, role, ...found })
      .onConflictDoUpdate({ target: people.id, set: { role, banned: false, ...found } })
  } catch (error) {
    if (sqlState(error) !== '23505') throw error
    throw new Error('OWNER_EMAIL is the address of somebody else here')
  }
  return id
}

/** Who was demoted or suspended comes back only as the settings ask for it, or if it was nobody yet. */
async function isRestorable(db: Db, id: string, asked: boolean): Promise<boolean> {
  const [person] = await db.select().from(people).where(eq(people.id, id))
  if (person === undefined) return false
  return asked || person.email === nowhere || (person.role === 'owner' && !person.banned)
}

async function keepPassword(db: Db, id: string, password: string): Promise<void> {
  const own = and(eq(signInMethods.userId, id), eq(signInMethods.providerId, 'credential'))
  await db.delete(signInMethods).where(own)
  await db
    .insert(signInMethods)
    .values({ id: v7(), userId: id, accountId: id, providerId: 'credential', password })
  await db.delete(sessions).where(eq(sessions.userId, id))
}

async function keepKey(db: Db, id: string, key: string | undefined): Promise<void> {
  await db.delete(apiKeys).where(eq(apiKeys.id, ownerKeyId))
  if (key === undefined) return
  await db.insert(apiKeys).values({
    id: ownerKeyId,
    name: 'OWNER_API_KEY',
    key: keyHash(key),
    referenceId: id,
    permissions: JSON.stringify({ reckon: keyScopes }),
  })
}

/** The path at which whoever opens it becomes the owner; undefined when an owner can already sign in. */
export async function ownerPath({ db, now }: Deps, auth: Auth): Promise<string | undefined> {
  if (await hasUsableOwner(db, now())) return undefined
  const id = (await findKept(db))?.personId ?? ownerId
  await db.delete(verifications).where(eq(verifications.value, id))
  return `/password?token=${await newPasswordToken(auth, id)}`
}
