import type { Context } from 'hono'
import type { AppEnv } from './door.ts'
import { isId } from './fields.ts'
import { findCheckpoint, findLeaf, isWritten } from './ledger/read.ts'
import { Problem } from './problem.ts'

/** The checkpoint of a size, or the latest. Throws not-found. */
export async function getCheckpoint(c: Context<AppEnv>, size?: number) {
  const checkpoint = await findCheckpoint(c.var.deps.db, size)
  if (checkpoint === undefined) throw noCheckpoint()
  return checkpoint
}

/** The entry of an index or an id. Throws not-found, and unavailable for one that has no index yet. */
export async function getLeaf(c: Context<AppEnv>, at: string) {
  const { db } = c.var.deps
  const index = /^(0|[1-9][0-9]{0,14})$/.test(at) ? Number(at) : undefined
  const id = isId(at) ? at.toLowerCase() : undefined
  const leaf = index === undefined && id === undefined ? undefined : await findLeaf(db, index ?? id ?? '')
  if (leaf !== undefined) return leaf
  if (id !== undefined && (await isWritten(db, id)))
    throw new Problem('unavailable', 'This entry was just written, and gets its index within seconds.', {
      retryAfter: 1,
    })
  throw new Problem('not-found', 'No entry has this index or id.')
}

export function noCheckpoint(): Problem {
  return new Problem('not-found', 'No checkpoint of this size was signed.')
}
