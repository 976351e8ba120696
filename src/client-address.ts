import { getConnInfo } from '@hono/node-server/conninfo'
import type { Context } from 'hono'
import { networkOf } from './accounts/limits.ts'

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
