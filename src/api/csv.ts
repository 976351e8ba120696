import { stringify } from 'csv-stringify/sync'
import type { Context } from 'hono'
import { accepts } from 'hono/accepts'

/** Whether a reader asks for a table rather than for JSON. */
export function wantsCsv(c: Context): boolean {
  const supports = ['application/json', 'text/csv']
  return accepts(c, { header: 'Accept', supports, default: 'application/json' }) === 'text/csv'
}

/** Answers with rows (RFC 4180), the first naming the columns. */
export function csv(c: Context, rows: Record<string, unknown>[]) {
  const body = stringify(rows, { header: true, record_delimiter: 'windows', escape_formulas: true })
  return c.body(body, 200, { 'Content-Type': 'text/csv; charset=utf-8', Vary: 'Accept' })
}
