import type { Context, MiddlewareHandler } from 'hono'
import { deleteCookie, getSignedCookie, setSignedCookie } from 'hono/cookie'
import { ownerId } from '../accounts/owner-key.ts'
import type { AppEnv } from '../door.ts'
import type { Settings } from '../env.ts'
import { sha256Hex } from '../ledger/hashes.ts'

const cookie = 'reckon_session'
const thirtyDays = 30 * 24 * 60 * 60

/** Knows who is reading by the signed cookie. A session ends after thirty days, or when the owner's key changes. */
export const session: MiddlewareHandler<AppEnv> = async (c, next) => {
  const value = await getSignedCookie(c, c.var.settings.authSecret, cookie)
  const [stamp, expires] = value ? value.split('.') : []
  if (stamp === stampOf(c.var.settings) && Number(expires) > c.var.deps.now().getTime())
    c.set('actor', ownerId)
  await next()
}

export async function signIn(c: Context<AppEnv>): Promise<void> {
  const { settings, deps } = c.var
  const expires = deps.now().getTime() + thirtyDays * 1000
  await setSignedCookie(c, cookie, `${stampOf(settings)}.${expires}`, settings.authSecret, {
    path: '/',
    httpOnly: true,
    sameSite: 'Lax',
    secure: (settings.baseUrl ?? c.req.url).startsWith('https:'),
    maxAge: thirtyDays,
  })
}

export function signOut(c: Context<AppEnv>): void {
  deleteCookie(c, cookie, { path: '/' })
}

/** Tells this owner's key from another without giving away its hash. */
function stampOf({ authSecret, ownerKeyHash }: Settings): string {
  return sha256Hex(`${authSecret} ${ownerKeyHash}`).slice(0, 16)
}
