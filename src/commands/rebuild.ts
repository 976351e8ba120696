import { openDb } from '../db/client.ts'
import { migrate } from '../db/migrate.ts'
import { provideDatabase } from '../db/provide.ts'
import { readNodeEnv } from '../env.ts'
import { rebuild } from '../rebuild.ts'
import { runCommand } from './run-command.ts'

runCommand('rebuild', async () => {
  const env = readNodeEnv(process.env)
  const database = await provideDatabase(env.DATABASE_URL, env.DATA_DIR)
  try {
    await migrate(database.url)
    const { db, close } = openDb(database.url, 1)
    console.log(`Replayed ${await rebuild(db)} entries.`)
    await close()
  } finally {
    await database.release()
  }
})
