import { getTableColumns, type SQL, type SQLWrapper, sql } from 'drizzle-orm'
import type { PgColumn, PgTable } from 'drizzle-orm/pg-core'
import type { Tx } from './client.ts'

/**
 * Inserts any number of rows in one statement with one parameter, in the order given. Every column is written:
 * one left out is null. Identity columns are left to Postgres. `derived` columns are worked out of a row's others.
 */
export async function insertAll<T extends PgTable>(
  tx: Tx,
  table: T,
  rows: T['$inferInsert'][],
  derived: Partial<Record<keyof T['$inferInsert'], SQL>> = {},
): Promise<void> {
  if (rows.length === 0) return
  const columns = Object.entries(getTableColumns(table)).filter(([, column]) => !column.generatedIdentity)
  const names = columns.map(([, column]) => sql.identifier(column.name))
  const values = columns.map(([key, column]) => Reflect.get(derived, key) ?? sql.identifier(column.name))
  await tx.execute(
    sql`insert into ${table} (${list(names)}) select ${list(values)} from ${recordset(table, columns, rows)}`,
  )
}

/** Sets the same columns of any number of rows, found by their ids, in one statement with one parameter. */
export async function updateAll<T extends PgTable, Column extends keyof T['$inferInsert'] & string>(
  tx: Tx,
  table: T,
  set: readonly Column[],
  rows: (Pick<T['$inferInsert'], Column> & { id: string })[],
): Promise<void> {
  if (rows.length === 0) return
  const wanted = new Set<string>(['id', ...set])
  const columns = Object.entries(getTableColumns(table)).filter(([key]) => wanted.has(key))
  const assignments = columns.flatMap(([key, { name }]) =>
    key === 'id' ? [] : sql`${sql.identifier(name)} = changed.${sql.identifier(name)}`,
  )
  await tx.execute(
    sql`update ${table} set ${list(assignments)} from ${recordset(table, columns, rows)} as changed where ${table}.id = changed.id`,
  )
}

function recordset(table: PgTable, columns: [string, PgColumn][], rows: object[]): SQL {
  const records = rows.map(row =>
    Object.fromEntries(columns.map(([key, column]) => [column.name, toJson(Reflect.get(row, key))])),
  )
  return sql`json_populate_recordset(null::${table}, ${JSON.stringify(records)}::json)`
}

function list(parts: SQLWrapper[]): SQL {
  return sql.join(parts, sql`, `)
}

function toJson(value: unknown): unknown {
  return value instanceof Uint8Array ? `\\x${Buffer.from(value).toString('hex')}` : value
}

/** `column in (values)` for any number of values, as one parameter. One value is said plainly: Postgres takes a list for ten. */
export function isOneOf(column: PgColumn, values: string[]): SQL {
  const type = sql.raw(column.getSQLType())
  if (values.length === 1) return sql`${column} = ${values[0]}::${type}`
  return sql`${column} = any(array(select json_array_elements_text(${JSON.stringify(values)}::json))::${type}[])`
}
