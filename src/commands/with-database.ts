import { type Db, openDb } from '../db/client.ts'
import { migrate } from '../db/migrate.ts'
import { provideDatabase } from '../db/provide.ts'
import type { NodeEnv } from '../env.ts'
import { rebuild } from '../rebuild.ts'

/** Does a command's work on the database of the settings, at this version's schema, and lets go of it whatever happens. */
export async function withDatabase(
  env: NodeEnv,
  work: (db: Db, url: string) => Promise<void>,
): Promise<void> {
  const { url, release } = await provideDatabase(env.DATABASE_URL, env.DATA_DIR)
  try {
    const stale = await migrate(url)
    const { db, close } = openDb(url, 1)
    try {
      if (stale) await rebuild(db)
      await work(db, url)
    } finally {
      await close()
    }
  } finally {
    await release()
  }
}
