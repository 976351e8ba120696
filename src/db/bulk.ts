import { getTableColumns, getTableName, type SQL, sql } from 'drizzle-orm'
import type { PgColumn, PgTable } from 'drizzle-orm/pg-core'
import type { Tx } from './client.ts'

/**
 * Inserts any number of rows in one statement with one parameter, in the order given. Every column is written:
 * one left out is null. Identity columns are left to Postgres.
 */
export async function insertAll<T extends PgTable>(
  tx: Tx,
  table: T,
  rows: T['$inferInsert'][],
): Promise<void> {
  if (rows.length === 0) return
  const columns = Object.entries(getTableColumns(table)).filter(([, column]) => !column.generatedIdentity)
  const records = rows.map(row =>
    Object.fromEntries(columns.map(([key, column]) => [column.name, toJson(Reflect.get(row, key))])),
  )
  const name = sql.identifier(getTableName(table))
  const names = sql.join(
    columns.map(([, column]) => sql.identifier(column.name)),
    sql`, `,
  )
  await tx.execute(
    sql`insert into ${name} (${names}) select ${names} from json_populate_recordset(null::${name}, ${JSON.stringify(records)}::json)`,
  )
}

function toJson(value: unknown): unknown {
  return value instanceof Uint8Array ? `\\x${Buffer.from(value).toString('hex')}` : value
}

/** `column in (values)` for any number of values, as one parameter. */
export function isOneOf(column: PgColumn, values: string[]): SQL {
  const type = sql.raw(column.getSQLType())
  return sql`${column} = any(array(select json_array_elements_text(${JSON.stringify(values)}::json))::${type}[])`
}
