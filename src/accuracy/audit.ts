import { sql } from 'drizzle-orm'
import type { Db, Tx } from '../db/client.ts'
import { pundits, records, scores } from '../db/schema.ts'
import { recordsFromScratch, scoresOf } from './project.ts'

interface ScoresAudit {
  /** How many scores and records are kept, or should be. */
  scores: number
  records: number
  /** The first that is not what it must be, in one line; undefined when none is. */
  difference: string | undefined
}

/** Recomputes every score and every record from scratch, in one snapshot while others write, and compares. */
export async function auditScores(db: Db): Promise<ScoresAudit> {
  return db.transaction(async tx => {
    await tx.execute(sql`set transaction isolation level repeatable read, read only`)
    const nameOf = await readSlugs(tx)
    const comparedScores = compare(await tx.select().from(scores), await scoresOf(tx), row => ({
      key: row.predictionId,
      name: `the score of prediction ${row.predictionId}, by ${nameOf(row.punditId)}`,
    }))
    const comparedRecords = compare(await tx.select().from(records), await recordsFromScratch(tx), row => ({
      key: `${row.punditId} ${row.topic}`,
      name: `the record of ${nameOf(row.punditId)} ${row.topic === '' ? 'in all' : `on ${row.topic}`}`,
    }))
    return {
      scores: comparedScores.rows,
      records: comparedRecords.rows,
      difference: comparedScores.difference ?? comparedRecords.difference,
    }
  })
}

async function readSlugs(tx: Tx): Promise<(punditId: string) => string> {
  const rows = await tx.select({ id: pundits.id, slug: pundits.slug }).from(pundits)
  const slugs = new Map(rows.map(({ id, slug }) => [id, slug]))
  return punditId => slugs.get(punditId) ?? punditId
}

/** Finds the first row, in the order of the keys, that is not the same to the last digit. */
function compare<Row>(kept: Row[], right: Row[], labelOf: (row: Row) => { key: string; name: string }) {
  const byKey = (rows: Row[]) => new Map(rows.map(row => [labelOf(row).key, row]))
  const [keptRows, rightRows] = [byKey(kept), byKey(right)]
  const all = [...new Map([...keptRows, ...rightRows])].sort(([a], [b]) => (a < b ? -1 : 1))
  for (const [key, row] of all) {
    const said = differenceOf(keptRows.get(key), rightRows.get(key))
    if (said !== undefined) return { rows: all.length, difference: `${labelOf(row).name} ${said}` }
  }
  return { rows: all.length, difference: undefined }
}

/** What tells a row that is kept from the one that should be, in words; undefined where nothing does. */
export function differenceOf(kept: unknown, right: unknown): string | undefined {
  if (kept === undefined) return 'is missing'
  if (right === undefined) return 'is kept, and should not be'
  return differenceIn(asJson(kept), asJson(right), [])
}

/** As it is kept: without members that are undefined, and with one zero. */
function asJson(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value))
}

function differenceIn(kept: unknown, right: unknown, path: string[]): string | undefined {
  if (!isObject(kept) || !isObject(right) || Array.isArray(kept) !== Array.isArray(right)) {
    return kept === right
      ? undefined
      : `differs: ${path.join('.')} is ${shown(kept)} and should be ${shown(right)}`
  }
  for (const name of new Set([...Object.keys(kept), ...Object.keys(right)])) {
    const found = differenceIn(Reflect.get(kept, name), Reflect.get(right, name), [...path, name])
    if (found !== undefined) return found
  }
  return undefined
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null
}

function shown(value: unknown): string {
  const text = value === undefined ? 'missing' : JSON.stringify(value)
  return text.length > 80 ? `${text.slice(0, 79)}…` : text
}
