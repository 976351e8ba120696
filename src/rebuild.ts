import { and, asc, eq, gt, ne, type SQL } from 'drizzle-orm'
import { keepRecords } from './accuracy/project.ts'
import { type Db, type Tx, transactAlone } from './db/client.ts'
import { markReadOut } from './db/migrate.ts'
import { readableBytes } from './db/readable-bytes.ts'
import * as schema from './db/schema.ts'
import { type Entry, parseEntry, project } from './entries.ts'
import { renewAllVersions } from './pundits/versions.ts'

/** Every table that is read out of the ledger, each after those its rows point to. */
export const projections = [
  schema.redactions,
  schema.pundits,
  schema.punditNames,
  schema.sources,
  schema.claims,
  schema.predictions,
  schema.evidence,
  schema.scores,
  schema.records,
]

const batch = 1000

/**
 * Empties the projections and replays every entry into them, in one transaction: writers wait, readers see the old
 * rows until the new ones are whole. Returns how many entries there were.
 */
export async function rebuild(db: Db): Promise<number> {
  return transactAlone(db, async tx => {
    for (const table of projections.toReversed()) await tx.delete(table)
    const replayed = await replay(tx)
    await renewAllVersions(tx)
    await markReadOut(tx)
    return replayed
  })
}

/** Reads every entry into projections that are empty. What was redacted is read first: of those entries nothing else is left. */
export async function replay(tx: Tx): Promise<number> {
  const stale = new Set<string>()
  let replayed = 0
  for (const kinds of [eq(schema.entries.kind, redacted), ne(schema.entries.kind, redacted)]) {
    for (let position = 0; ; ) {
      const rows = await nextEntries(tx, position, kinds)
      const last = rows.at(-1)
      if (last === undefined) break
      for (const id of await project(tx, rows.map(readEntry))) stale.add(id)
      replayed += rows.length
      position = last.position
    }
  }
  await keepRecords(tx, [...stale])
  return replayed
}

const redacted: Entry['kind'] = 'entry.redacted'

function nextEntries(tx: Tx, after: number, kinds: SQL) {
  return tx
    .select({ position: schema.entries.position, bytes: readableBytes })
    .from(schema.entries)
    .where(and(gt(schema.entries.position, after), kinds))
    .orderBy(asc(schema.entries.position))
    .limit(batch)
}

function readEntry({ position, bytes }: { position: number; bytes: Uint8Array }): Entry {
  try {
    return parseEntry(bytes)
  } catch (cause) {
    throw new Error(`the entry at position ${position} is none that this version can read`, { cause })
  }
}
