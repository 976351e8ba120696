import { oneLine } from './commands/run-command.ts'
import { migrate } from './db/migrate.ts'
import { provideDatabase } from './db/provide.ts'
import { readNodeEnv } from './env.ts'
import { assertPortFree } from './serve.ts'

/** What has been started, to be stopped in the opposite order. */
const started: (() => Promise<void>)[] = []

async function start(): Promise<void> {
  const env = readNodeEnv(process.env)
  await assertPortFree(env.PORT)
  // The app takes seconds to load: while our own Postgres starts, or once that of others has proved fit to be used.
  const app = env.DATABASE_URL === undefined ? import('./serve-reckon.ts') : undefined
  // Should it fail before it is waited for, it still fails where it is.
  app?.catch(() => {})
  const database = await provideDatabase(env.DATABASE_URL, env.DATA_DIR)
  started.push(database.release)
  if (!database.alone) throw new Error(`another Reckon is running on the data folder ${env.DATA_DIR}`)
  const stale = await migrate(database.url)
  const { serveReckon } = await (app ?? import('./serve-reckon.ts'))
  await serveReckon(env, { url: database.url, stale }, started)
}

/** Stops everything that was started, also when some of it will not. */
async function stop(): Promise<void> {
  for (const release of started.splice(0).reverse()) {
    await release().catch(error => {
      console.error(`Reckon did not stop cleanly: ${oneLine(error)}`)
      process.exitCode = 1
    })
  }
}

let leaving = false

/** A signal that comes while starting waits until there is something whole to stop; a second one does not wait. */
async function leave(starting: Promise<unknown>): Promise<void> {
  if (leaving) process.exit(1)
  leaving = true
  await starting
  await stop()
  process.exit()
}

const starting = start().catch(async error => {
  console.error(`Reckon cannot start: ${oneLine(error)}`)
  process.exitCode = 1
  await stop()
})
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => leave(starting))
