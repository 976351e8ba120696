import { getConnInfo } from '@hono/node-server/conninfo'
import type { Context } from 'hono'
import { networkOf } from './accounts/limits.ts'

/**
 * Whether a request comes from this very machine, told by its socket: a Host anybody can make up, and what a proxy
 * passes on comes from elsewhere.
 */
export function isFromHere(c: Context, hops: number): boolean {
  const address = getConnInfo(c).remote.address ?? ''
  return hops === 0 && /^(::1|(::ffff:)?127\.\d+\.\d+\.\d+)$/i.test(address)
}

/**
 * Where a request comes from, on Node: the other end of the socket, or, behind as many proxies as `hops` says, whom
 * the outermost of them names. What comes before that in X-Forwarded-For anybody can make up.
 */
export function addressOf(c: Context, hops: number): string {
  if (hops > 0) {
    const named = (c.req.header('X-Forwarded-For') ?? '').split(',').map(part => part.trim())
    const address = named.at(-hops)
    if (address) return networkOf(address)
  }
  return networkOf(getConnInfo(c).remote.address ?? '')
}
