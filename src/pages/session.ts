import type { Context, MiddlewareHandler } from 'hono'
import { deleteCookie, getSignedCookie, setSignedCookie } from 'hono/cookie'
import type { Keyholder } from '../accounts/keyholder.ts'
import type { AppEnv } from '../door.ts'
import type { Settings } from '../env.ts'
import { sha256Hex } from '../ledger/hashes.ts'

const cookie = 'reckon_session'
const thirtyDays = 30 * 24 * 60 * 60

/** Knows who is reading by the signed cookie. A session ends after thirty days, or when its key changes. */
export const session: MiddlewareHandler<AppEnv> = async (c, next) => {
  const { settings, deps } = c.var
  const value = await getSignedCookie(c, settings.authSecret, cookie)
  const [stamp, expires] = value ? value.split('.') : []
  if (Number(expires) > deps.now().getTime()) {
    c.set(
      'actor',
      settings.keyholders.find(holder => stampOf(settings, holder) === stamp),
    )
  }
  await next()
}

export async function signIn(c: Context<AppEnv>, holder: Keyholder): Promise<void> {
  const { settings, deps } = c.var
  const expires = deps.now().getTime() + thirtyDays * 1000
  await setSignedCookie(c, cookie, `${stampOf(settings, holder)}.${expires}`, settings.authSecret, {
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

/** Tells this holder's key from another without giving away its hash. */
function stampOf({ authSecret }: Settings, { keyHash }: Keyholder): string {
  return sha256Hex(`${authSecret} ${keyHash}`).slice(0, 16)
}
