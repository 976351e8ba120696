import { randomBytes } from 'node:crypto'
import { createServer } from 'node:net'
import { fileURLToPath } from 'node:url'
import { serve } from '@hono/node-server'
import { serveStatic } from '@hono/node-server/serve-static'
import { keptLedgerKey, keptOwnerKey, keptSecret } from './accounts/kept-secrets.ts'
import { createApp } from './app.tsx'
import { oneLine } from './commands/run-command.ts'
import { type Db, openDb } from './db/client.ts'
import { migrate } from './db/migrate.ts'
import { provideDatabase } from './db/provide.ts'
import { realDeps } from './deps.ts'
import { assertOrigin, type NodeEnv, readNodeEnv, type Settings, withOwner } from './env.ts'
import { keepCheckpoint } from './kept-checkpoint.ts'
import { sha256Hex } from './ledger/hashes.ts'
import { keepSequencing } from './ledger/keep-sequencing.ts'
import { openSigner, type Signer } from './ledger/note.ts'
import { findCheckpoint } from './ledger/read.ts'
import { sequence } from './ledger/sequencer.ts'
import { rebuild } from './rebuild.ts'
import { seed } from './seed.ts'

const sequencingPace = { delay: 200, every: 10_000 }

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
  const signer = await openSigner(settings.ledgerKey)
  const sequencing = keepSequencing(() => sequenceAndKeep(db, signer, env.DATA_DIR), sequencingPace)
  started.push(sequencing.stop)
  const assets = serveStatic({ root: fileURLToPath(new URL('./client/assets', import.meta.url)) })
  const port = await listen(
    createApp(() => ({ deps, settings, wrote: sequencing.wrote }), assets),
    env.PORT,
  )
  if (seeded > 0) console.log(`The ledger was empty: ${seeded} seed predictions were logged.`)
  if (freshKey !== undefined) {
    console.log(`Your API key, for writing and to sign in (shown this once): ${freshKey}`)
  }
  console.log(`Reckon is at ${settings.baseUrl ?? `http://localhost:${port}`}`)
}

async function sequenceAndKeep(db: Db, signer: Signer, dataDir: string): Promise<void> {
  if ((await sequence(db, signer)) === 0) return
  const latest = await findCheckpoint(db)
  if (latest !== undefined) await keepCheckpoint(dataDir, latest.note)
}

async function readSettings(env: NodeEnv): Promise<{ settings: Settings; freshKey: string | undefined }> {
  const authSecret = env.AUTH_SECRET ?? (await keptSecret(env.DATA_DIR, 'auth-secret'))
  const given = env.OWNER_API_KEY
  const owner =
    given === undefined ? await keptOwnerKey(env.DATA_DIR) : { hash: sha256Hex(given), fresh: undefined }
  const keyholders = withOwner(owner.hash, env.API_KEYS)
  const ledgerKey = await readLedgerKey(env)
  const witnessKeys = env.WITNESS_KEYS ?? []
  return {
    settings: { baseUrl: env.BASE_URL, authSecret, keyholders, ledgerKey, witnessKeys },
    freshKey: owner.fresh,
  }
}

/** A ledger without a name gets one by lot, so that no two are mistaken for each other. */
async function readLedgerKey(env: NodeEnv): Promise<string> {
  const byLot = `localhost/reckon-${randomBytes(4).toString('hex')}`
  const address = env.BASE_URL && `${env.BASE_URL.replace(/^https?:\/\//, '')}/ledger`
  const origin = env.LEDGER_ORIGIN ?? address ?? byLot
  const ledgerKey = env.LEDGER_KEY ?? (await keptLedgerKey(env.DATA_DIR, origin))
  assertOrigin(ledgerKey, env.LEDGER_ORIGIN)
  return ledgerKey
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
