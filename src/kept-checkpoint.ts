import { readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

const file = 'checkpoint'

/** Keeps the latest checkpoint outside the database, so that an audit knows how long the ledger has been. */
export async function keepCheckpoint(dataDir: string, note: string): Promise<void> {
  const fresh = join(dataDir, `${file}.new`)
  await writeFile(fresh, note)
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
