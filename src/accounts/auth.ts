import { apiKey } from '@better-auth/api-key'
import { drizzleAdapter } from '@better-auth/drizzle-adapter'
import { APIError } from 'better-auth/api'
import { betterAuth } from 'better-auth/minimal'
import { admin } from 'better-auth/plugins/admin'
import { adminAc, userAc } from 'better-auth/plugins/admin/access'
import { eq } from 'drizzle-orm'
import { v7 } from 'uuid'
import type { Db } from '../db/client.ts'
import { apiKeys, people, sessions, signInMethods, unsentLinks, verifications } from '../db/schema.ts'
import { newPersonId } from './actor.ts'
import type { Post } from './mail.ts'
import { passwordLength } from './password-length.ts'
import { sendPasswordLink } from './password-link.ts'
import { sessionWithKey } from './session-with-key.ts'

/** The settings that sign-in needs. */
export interface AuthSettings {
  authSecret: string
  social?: { github?: SocialClient; google?: SocialClient }
}

interface SocialClient {
  clientId: string
  clientSecret: string
}

/** Where a request reached us. */
export interface Origin {
  origin: string
  secure: boolean
}

const day = 24 * 60 * 60

export type Auth = ReturnType<typeof openAuth>

/**
 * The library that keeps passwords, sessions and keys, for requests that came to one origin. Of its own routes only the one that
 * GitHub and Google come back to is served; the rest is called from our operations.
 */
export function openAuth(db: Db, settings: AuthSettings, at: Origin, post: Post) {
  return betterAuth({
    appName: 'Reckon',
    baseURL: at.origin,
    basePath: '/sign-in',
    secret: settings.authSecret,
    database: drizzleAdapter(db, {
      provider: 'pg',
      transaction: true,
      schema: {
        user: people,
        session: sessions,
        account: signInMethods,
        verification: verifications,
        apikey: apiKeys,
      },
    }),
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: passwordLength.min,
      maxPasswordLength: passwordLength.max,
      resetPasswordTokenExpiresIn: 60 * 60,
      revokeSessionsOnPasswordReset: true,
      // Awaited by nobody: whether there was a mail to send must not show in how long the answer takes.
      sendResetPassword: async ({ user, token }) => post.later(sendPasswordLink(db, post, user, token)),
      onPasswordReset: async ({ user }) => {
        await db.update(people).set({ emailVerified: true }).where(eq(people.id, user.id))
        await db.delete(verifications).where(eq(verifications.value, user.id))
        await db.delete(unsentLinks).where(eq(unsentLinks.personId, user.id))
      },
    },
    user: { deleteUser: { enabled: true } },
    session: { expiresIn: 30 * day, disableSessionRefresh: true },
    verification: { storeIdentifier: 'hashed' },
    socialProviders: settings.social ?? {},
    plugins: [
      admin({
        defaultRole: 'contributor',
        adminRoles: ['owner'],
        roles: { contributor: userAc, moderator: userAc, owner: adminAc },
      }),
      apiKey({
        defaultPrefix: 'reckon_',
        requireName: true,
        maximumNameLength: 60,
        startingCharactersConfig: { shouldStore: true, charactersLength: 12 },
        rateLimit: { enabled: false },
      }),
      sessionWithKey,
    ],
    advanced: {
      cookiePrefix: 'reckon',
      useSecureCookies: at.secure,
      ipAddress: { disableIpTracking: true },
      database: { generateId: ({ model }) => (model === 'user' ? newPersonId() : v7()) },
    },
    onAPIError: { errorURL: '/sign-in' },
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
    // What it logs names people by their address.
    logger: { disabled: true },
  })
}

export function isRefusal(error: unknown): error is APIError {
  return error instanceof APIError
}
