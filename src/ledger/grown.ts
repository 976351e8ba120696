import type { Db } from '../db/client.ts'
import { openCheckpoint } from './checkpoint.ts'
import { FormatError } from './format-error.ts'
import { consistencyProof, verifyConsistency } from './merkle.ts'
import type { Verifier } from './note.ts'
import { findCheckpoint } from './read.ts'
import { hashReader } from './tree.ts'

/**
 * Throws Error unless the ledger's latest checkpoint is of the tree of `kept`, a checkpoint remembered outside the
 * database, or of one grown from it. A ledger that was cut off, or restored from a backup, is not.
 */
export async function assertGrown(db: Db, log: Verifier, kept: string): Promise<void> {
  const from = await openCheckpoint(kept, log).catch(cause => {
    if (!(cause instanceof FormatError)) throw cause
    throw new Error(`the checkpoint kept in the data folder does not hold: ${cause.message}`, { cause })
  })
  const latest = await findCheckpoint(db)
  if (latest === undefined || latest.size < from.size)
    throw new Error(
      `the ledger was cut off: the data folder keeps a checkpoint of ${from.size} entries, and the database one of ${latest?.size ?? 0}`,
    )
  const to = await openCheckpoint(latest.note, log)
  const proof = await consistencyProof(from.size, to.size, hashReader(db))
  if (!verifyConsistency(proof, from, to))
    throw new Error(`the ledger has forked: the data folder keeps another checkpoint of ${from.size} entries`)
}
