import { sql } from 'drizzle-orm'
import journal from '../../drizzle/meta/_journal.json' with { type: 'json' }
import type { Db } from './client.ts'

/** Whether the database answers and has had this version's migrations; throws when it does not answer. */
export async function isMigrated(db: Db): Promise<boolean> {
  const [row] = await db.execute(sql`select max(created_at) as latest from drizzle.__drizzle_migrations`)
  return Number(row?.latest) === journal.entries.at(-1)?.when
}
