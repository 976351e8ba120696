import type { Context, MiddlewareHandler } from 'hono'
import { deleteCookie, getSignedCookie, setSignedCookie } from 'hono/cookie'
import { ownerId } from '../accounts/owner-key.ts'
import type { AppEnv } from '../api/door.ts'

const cookie = 'reckon_session'
const thirtyDays = 30 * 24 * 60 * 60

/** Knows who is reading by the signed cookie. A session ends when the owner's key changes. */
export const session: MiddlewareHandler<AppEnv> = async (c, next) => {
  const { authSecret, ownerKeyHash } = c.var.settings
  const value = await getSignedCookie(c, authSecret, cookie)
  if (value === sessionOf(ownerKeyHash)) c.set('actor', ownerId)
  await next()
}

export async function signIn(c: Context<AppEnv>): Promise<void> {
  const { authSecret, ownerKeyHash, baseUrl } = c.var.settings
  await setSignedCookie(c, cookie, sessionOf(ownerKeyHash), authSecret, {
    path: '/',
    httpOnly: true,
    sameSite: 'Lax',
    secure: (baseUrl ?? c.req.url).startsWith('https:'),
    maxAge: thirtyDays,
  })
}

export function signOut(c: Context<AppEnv>): void {
  deleteCookie(c, cookie, { path: '/' })
}

function sessionOf(ownerKeyHash: string): string {
  return `${ownerId}.${ownerKeyHash.slice(0, 16)}`
}
