import { randomBytes } from 'node:crypto'
import type { Db } from '../db/client.ts'
import { unsentLinks } from '../db/schema.ts'
import type { Auth } from './auth.ts'
import type { Post } from './mail.ts'

const hour = 60 * 60 * 1000
const week = 7 * 24 * hour

interface Addressee {
  id: string
  email: string
}

/** Sends somebody the link at which they choose a password; without mail it waits for the owner to pass it on. */
export async function sendPasswordLink(db: Db, post: Post, person: Addressee, token: string, life = hour) {
  const path = `/password?token=${token}`
  if (post.send === undefined) {
    const link = { path, expiresAt: new Date(Date.now() + life) }
    await db
      .insert(unsentLinks)
      .values({ personId: person.id, ...link })
      .onConflictDoUpdate({ target: unsentLinks.personId, set: link })
    post.show(`No mail is set up. The link for ${person.id} to choose a password`, path)
    return
  }
  const text = `Choose your password for Reckon here:\n\n${post.baseUrl}${path}\n\nThe link works once, until ${new Date(Date.now() + life).toUTCString()}. If you did not ask for it, do nothing.\n`
  await post.send({ to: person.email, subject: 'Your link to Reckon', text })
}

/** Makes a link that lasts a week, for who has not asked for one. */
export async function newPasswordToken(auth: Auth, personId: string): Promise<string> {
  const token = randomBytes(24).toString('base64url')
  const { internalAdapter } = await auth.$context
  await internalAdapter.createVerificationValue({
    identifier: `reset-password:${token}`,
    value: personId,
    expiresAt: new Date(Date.now() + week),
  })
  return token
}

export const inviteLife = week
