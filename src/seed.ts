import { readdir, readFile } from 'node:fs/promises'
import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { transact } from './db/client.ts'
import { entries } from './db/schema.ts'
import type { Deps } from './deps.ts'
import { importPredictions } from './predictions/import.ts'

const seedsFolder = new URL('../seeds/', import.meta.url)
const seedLock = 7_263_003

/** Loads the seed ledger when the ledger is empty. Returns how many predictions were logged. */
export async function seed(deps: Deps): Promise<number> {
  return transact(deps.db, async tx => {
    await tx.execute(sql`select pg_advisory_xact_lock(${seedLock})`)
    const first = await tx.select({ id: entries.id }).from(entries).limit(1)
    if (first.length > 0) return 0
    const lines = await readSeeds()
    const { logged } = await importPredictions({ ...deps, db: tx, actor: 'seed', role: 'contributor' }, lines)
    return logged
  })
}

async function readSeeds() {
  const files = (await readdir(seedsFolder)).filter(file => file.endsWith('.json')).sort()
  const texts = await Promise.all(files.map(file => readFile(new URL(file, seedsFolder), 'utf8')))
  const values = texts.flatMap(text => z.array(z.unknown()).parse(JSON.parse(text)))
  return values.map((value, index) => ({ line: index + 1, value }))
}
