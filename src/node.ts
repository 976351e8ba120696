import { createServer } from 'node:net'
import { fileURLToPath } from 'node:url'
import { serve } from '@hono/node-server'
import { serveStatic } from '@hono/node-server/serve-static'
import { keptOwnerKey, keptSecret } from './accounts/kept-secrets.ts'
import { createApp } from './app.tsx'
import { buildClient } from './client/build.ts'
import { oneLine } from './commands/run-command.ts'
import { openDb } from './db/client.ts'
import { migrate } from './db/migrate.ts'
import { provideDatabase } from './db/provide.ts'
import { realDeps } from './deps.ts'
import { type NodeEnv, readNodeEnv, type Settings, withOwner } from './env.ts'
import { sha256Hex } from './ledger/hashes.ts'
import { rebuild } from './rebuild.ts'
import { seed } from './seed.ts'

/** What has been started, to be stopped in the opposite order. */
const started: (() => Promise<void>)[] = []

async function start(): Promise<void> {
  const env = readNodeEnv(process.env)
  await assertPortFree(env.PORT)
  const database = await provideDatabase(env.DATABASE_URL, env.DATA_DIR)
  started.push(database.release)
  if (!database.alone) throw new Error(`another Reckon is running on the data folder ${env.DATA_DIR}`)
  const migrated = await migrate(database.url)
  const { db, close } = openDb(database.url, 20)
  started.push(close)
  if (migrated) await rebuild(db)
  const deps = realDeps(db)
  const seeded = await seed(deps)
  const { settings, freshKey } = await readSettings(env)
  await provideClient()
  const assets = serveStatic({ root: fileURLToPath(new URL('./client/assets', import.meta.url)) })
  const port = await listen(
    createApp(() => ({ deps, settings }), assets),
    env.PORT,
  )
  if (seeded > 0) console.log(`The ledger was empty: ${seeded} seed predictions were logged.`)
  if (freshKey !== undefined) {
    console.log(`Your API key, for writing and to sign in (shown this once): ${freshKey}`)
  }
  console.log(`Reckon is at ${settings.baseUrl ?? `http://localhost:${port}`}`)
}

/** Every page works without scripts, so what keeps them from being built keeps nothing else. */
async function provideClient(): Promise<void> {
  await buildClient().catch(error => console.error(`Scripts for the browser are missing: ${oneLine(error)}`))
}

async function readSettings(env: NodeEnv): Promise<{ settings: Settings; freshKey: string | undefined }> {
  const authSecret = env.AUTH_SECRET ?? (await keptSecret(env.DATA_DIR, 'auth-secret'))
  const given = env.OWNER_API_KEY
  const owner =
    given === undefined ? await keptOwnerKey(env.DATA_DIR) : { hash: sha256Hex(given), fresh: undefined }
  const keyholders = withOwner(owner.hash, env.API_KEYS)
  return { settings: { baseUrl: env.BASE_URL, authSecret, keyholders }, freshKey: owner.fresh }
}

function listen(app: ReturnType<typeof createApp>, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = serve({ fetch: app.fetch, port }, info => resolve(info.port))
    server.on('error', error => reject(isInUse(error) ? portInUse(port) : error))
    started.push(
      () =>
        new Promise(stopped => {
          server.close(() => stopped())
          if ('closeAllConnections' in server) setTimeout(() => server.closeAllConnections(), 5000).unref()
        }),
    )
  })
}

/** Looked at before anything is made: the API key that a first start makes must not be lost with it. */
function assertPortFree(port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.on('error', error => reject(isInUse(error) ? portInUse(port) : error))
    probe.listen(port, () => probe.close(() => resolve()))
  })
}

function isInUse(error: Error): boolean {
  return 'code' in error && error.code === 'EADDRINUSE'
}

function portInUse(port: number): Error {
  return new Error(`port ${port} is in use: stop what uses it, or set PORT to another`)
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
