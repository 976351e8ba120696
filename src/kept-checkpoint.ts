import { readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Db } from './db/client.ts'
import { assertGrown } from './ledger/grown.ts'
import type { Verifier } from './ledger/note.ts'
import { findCheckpoint } from './ledger/read.ts'

const file = 'checkpoint'

/**
 * Keeps the latest checkpoint outside the database, so that an audit knows how long the ledger has been. Throws Error,
 * and leaves the one that is kept, when the latest has not grown from it.
 */
export async function keepCheckpoint(dataDir: string, db: Db, log: Verifier): Promise<void> {
  const [latest, kept] = [await findCheckpoint(db), await findKeptCheckpoint(dataDir)]
  if (latest === undefined) return
  if (kept !== undefined) await assertGrown(db, log, kept)
  const fresh = join(dataDir, `${file}.new`)
  await writeFile(fresh, latest.note)
  await rename(fresh, join(dataDir, file))
}

export async function findKeptCheckpoint(dataDir: string): Promise<string | undefined> {
  try {
    return await readFile(join(dataDir, file), 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw error
  }
}
