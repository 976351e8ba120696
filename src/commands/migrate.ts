import { openDb } from '../db/client.ts'
import { migrate } from '../db/migrate.ts'
import { provideDatabase } from '../db/provide.ts'
import { realDeps } from '../deps.ts'
import { readNodeEnv } from '../env.ts'
import { seed } from '../seed.ts'
import { runCommand } from './run-command.ts'

runCommand('migrate', async () => {
  const env = readNodeEnv(process.env)
  const database = await provideDatabase(env.DATABASE_URL, env.DATA_DIR)
  try {
    await migrate(database.url)
    const { db, close } = openDb(database.url, 1)
    console.log(
      `The database is at this version's schema; ${await seed(realDeps(db))} seed predictions were logged.`,
    )
    await close()
  } finally {
    await database.release()
  }
})
