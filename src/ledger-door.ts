import type { Context } from 'hono'
import type { AppEnv } from './door.ts'
import { isId } from './fields.ts'
import { findCheckpoint, findLeaf } from './ledger/read.ts'
import { Problem } from './problem.ts'

/** The checkpoint of a size, or the latest. Throws not-found. */
export async function getCheckpoint(c: Context<AppEnv>, size?: number) {
  const checkpoint = await findCheckpoint(c.var.deps.db, size)
  if (checkpoint === undefined) throw noCheckpoint()
  return checkpoint
}

/** The entry of an index or an id. Throws not-found. */
export async function getLeaf(c: Context<AppEnv>, at: string) {
  const index = /^(0|[1-9][0-9]{0,14})$/.test(at) ? Number(at) : undefined
  const leaf =
    index !== undefined || isId(at) ? await findLeaf(c.var.deps.db, index ?? at.toLowerCase()) : undefined
  if (leaf === undefined)
    throw new Problem(
      'not-found',
      'No entry has this index or id. One just written gets its index within seconds: try again.',
    )
  return leaf
}

export function noCheckpoint(): Problem {
  return new Problem('not-found', 'No checkpoint of this size was signed.')
}
