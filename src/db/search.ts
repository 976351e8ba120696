import { type SQL, sql } from 'drizzle-orm'
import type { PgColumn } from 'drizzle-orm/pg-core'

/** Words of `q` in the text, by their stems, with quotes, "or" and a minus as in a web search. */
export function matches(column: PgColumn, q: string): SQL {
  return sql`to_tsvector('english', ${column}) @@ websearch_to_tsquery('english', ${q})`
}

/** The same in a column that holds stems. */
export function hasWords(column: PgColumn, q: string): SQL {
  return sql`${column} @@ websearch_to_tsquery('english', ${q})`
}
