import { stringify } from 'csv-stringify/sync'
import type { Context } from 'hono'
import { accepts } from 'hono/accepts'

/** Whether a reader asks for a table rather than for JSON. */
export function wantsCsv(c: Context): boolean {
  const supports = ['application/json', 'text/csv']
  return accepts(c, { header: 'Accept', supports, default: 'application/json' }) === 'text/csv'
}

/** A column, named as the place of its value, or with a header of its own. */
type Column = string | { key: string; header: string }

/** Answers with rows (RFC 4180) under a line that names the columns, also when there are none. Null is empty. */
export function csv(c: Context, columns: readonly Column[], rows: readonly object[]) {
  const body = stringify([...rows], {
    columns: columns.map(column => (typeof column === 'string' ? { key: column, header: column } : column)),
    header: true,
    cast: { boolean: String },
    record_delimiter: 'windows',
    // What a spreadsheet would run as a formula is text, with an apostrophe before it.
    escape_formulas: true,
  })
  return c.body(body, 200, { 'Content-Type': 'text/csv; charset=utf-8', Vary: 'Accept' })
}
