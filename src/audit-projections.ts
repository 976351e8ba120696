import { randomBytes } from 'node:crypto'
import { getTableName, sql } from 'drizzle-orm'
import { getTableConfig } from 'drizzle-orm/pg-core'
import { differenceOf } from './accuracy/audit.ts'
import type { Db, Tx } from './db/client.ts'
import { projections, replay } from './rebuild.ts'

interface ProjectionsAudit {
  entries: number
  rows: number
  /** The first row that is not what the ledger gives, in one line; undefined when none is. */
  difference: string | undefined
}

/**
 * Replays the ledger into tables of its own, in one snapshot while others write, and compares them with those that are
 * kept. Nothing is left of it. The schema's name is new each time: a statement that was prepared for the tables of one
 * schema is prepared anew when the search path is another, and only then.
 */
export async function auditProjections(db: Db): Promise<ProjectionsAudit> {
  const apart = sql.identifier(`audit_${randomBytes(8).toString('hex')}`)
  const done = Symbol('done')
  let audit: ProjectionsAudit = { entries: 0, rows: 0, difference: undefined }
  await db
    .transaction(
      async tx => {
        await tx.execute(sql`create schema ${apart}`)
        for (const table of projections) {
          const name = sql.identifier(getTableName(table))
          await tx.execute(sql`create table ${apart}.${name} (like public.${name} including indexes)`)
        }
        await tx.execute(sql`set local search_path = ${apart}, public`)
        const entries = await replay(tx)
        audit = { entries, ...(await compare(tx, apart)) }
        throw done
      },
      { isolationLevel: 'repeatable read' },
    )
    .catch(error => {
      if (error !== done) throw error
    })
  return audit
}

async function compare(tx: Tx, apart: ReturnType<typeof sql.identifier>) {
  let rows = 0
  for (const table of projections) {
    const name = sql.identifier(getTableName(table))
    const keys = keysOf(table).map(key => sql.identifier(key))
    const same = sql.join(
      keys.map(key => sql`kept_row.${key} = replayed_row.${key}`),
      sql` and `,
    )
    const order = sql.join(
      keys.map(key => sql`coalesce(kept_row.${key}, replayed_row.${key})`),
      sql`, `,
    )
    const [first] = await tx.execute<{ kept: unknown; replayed: unknown }>(sql`
      select to_jsonb(kept_row) as kept, to_jsonb(replayed_row) as replayed
      from public.${name} kept_row full join ${apart}.${name} replayed_row on ${same}
      where to_jsonb(kept_row) is distinct from to_jsonb(replayed_row) order by ${order} limit 1`)
    if (first !== undefined) {
      const { kept, replayed } = first
      const said = differenceOf(kept ?? undefined, replayed ?? undefined)
      return { rows, difference: `${nameOf(table, kept ?? replayed)} ${said}` }
    }
    rows += await tx.$count(table)
  }
  return { rows, difference: undefined }
}

/** The names of the columns of a table's primary key. */
function keysOf(table: (typeof projections)[number]): string[] {
  const { columns, primaryKeys } = getTableConfig(table)
  const keys = primaryKeys[0]?.columns ?? columns.filter(column => column.primary)
  return keys.map(({ name }) => name)
}

function nameOf(table: (typeof projections)[number], row: unknown): string {
  const key = keysOf(table).map(name => `${name} ${JSON.stringify(Reflect.get(Object(row), name))}`)
  return `the row of ${getTableName(table)} with ${key.join(', ')}`
}
