import type { Context, MiddlewareHandler } from 'hono'
import { getSignedCookie } from 'hono/cookie'
import { findActorBySession } from '../accounts/find-actor.ts'
import { originOf } from '../accounts/origin.ts'
import { sessionCookie } from '../accounts/session-cookie.ts'
import type { AppEnv } from '../door.ts'

/** Knows who is reading by the signed cookie, and counts what they do. */
export const session: MiddlewareHandler<AppEnv> = async (c, next) => {
  const { settings, deps, limit } = c.var
  const { secure } = originOf(settings.baseUrl, c.req.url)
  const token = await getSignedCookie(c, settings.authSecret, sessionCookie(secure))
  const actor = token ? await findActorBySession(deps, token) : undefined
  c.set('actor', actor)
  c.set('sessionToken', actor === undefined ? undefined : token || undefined)
  const isWriting = c.req.method === 'POST'
  if (actor === undefined) {
    if (isWriting) await limit('write', 'address', c.var.address)
  } else if (!isWriting) await limit('read', 'person', actor.id)
  else if (actor.role !== 'owner') await limit('write', 'person', actor.id)
  await next()
  if (actor !== undefined) c.header('Cache-Control', 'private, no-store')
}

/** Hands on the cookies that the library sets, of sessions begun and ended. */
export function setCookies(c: Context, headers: Headers): void {
  for (const cookie of headers.getSetCookie()) c.header('Set-Cookie', cookie, { append: true })
}
