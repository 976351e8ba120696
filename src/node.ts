import { randomBytes } from 'node:crypto'
import { createServer } from 'node:net'
import { openAuth } from './accounts/auth.ts'
import { countInPostgres } from './accounts/count-in-postgres.ts'
import { keptLedgerKey, keptSecret } from './accounts/kept-secrets.ts'
import { limitBy, noLimit } from './accounts/limits.ts'
import { mailOf } from './accounts/mail.ts'
import { mailBySmtp } from './accounts/mail-by-smtp.ts'
import { originOf } from './accounts/origin.ts'
import { keepOwner, ownerPath } from './accounts/owner.ts'
import { createApp } from './app.tsx'
import { buildClient } from './client/build.ts'
import { serveAssets } from './client/serve.ts'
import { addressOf, isFromHere } from './client-address.ts'
import { oneLine } from './commands/run-command.ts'
import { type Db, openDb, servingTimeouts } from './db/client.ts'
import { migrate } from './db/migrate.ts'
import { provideDatabase } from './db/provide.ts'
import { type Deps, realDeps } from './deps.ts'
import { type NodeEnv, ownerOf, readNodeEnv, type Settings, settingsOf } from './env.ts'
import { findKeptCheckpoint, keepCheckpoint } from './kept-checkpoint.ts'
import { keepSequencing } from './ledger/keep-sequencing.ts'
import { openSigner, type Signer } from './ledger/note.ts'
import { sequence } from './ledger/sequencer.ts'
import { jsonLog } from './log.ts'
import { rebuild } from './rebuild.ts'
import { seed } from './seed.ts'
import { serveApp } from './serve.ts'

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
  if (migrated) await rebuilt(database.url)
  const { db, close } = openDb(database.url, 20, servingTimeouts)
  started.push(close)
  const deps = realDeps(db)
  const seeded = await seed(deps)
  await buildClient()
  const authSecret = env.AUTH_SECRET ?? (await keptSecret(env.DATA_DIR, 'auth-secret'))
  const settings = settingsOf(env, { authSecret, ledgerKey: await ledgerKeyOf(env) })
  const signer = await openSigner(settings.ledgerKey)
  const sequencing = keepSequencing(() => sequenceAndKeep(db, signer, env.DATA_DIR), sequencingPace)
  started.push(sequencing.stop)
  const path = await ownersPath(deps, env, settings)
  const limit = env.RATE_LIMITS === 'off' ? noLimit : limitBy(countInPostgres(db, deps.now), authSecret)
  const sendMail = mailByNode(env)
  const app = createApp(
    c => ({
      deps,
      settings,
      address: addressOf(c, env.PROXY_HOPS),
      isFromHere: isFromHere(c, env.PROXY_HOPS),
      limit,
      sendMail,
      wrote: sequencing.wrote,
    }),
    serveAssets(),
    { log: jsonLog },
  )
  const port = await listen(app, env.PORT)
  const address = settings.baseUrl ?? `http://localhost:${port}`
  if (seeded > 0) console.log(`The ledger was empty: ${seeded} seed predictions were logged.`)
  if (path !== undefined) console.log(`Whoever opens this link first becomes the owner: ${address}${path}`)
  console.log(`Reckon is at ${address}`)
}

/** Signs nothing that has not grown from what the data folder remembers: entries then wait, and an error line says so. */
async function sequenceAndKeep(db: Db, signer: Signer, dataDir: string): Promise<void> {
  const kept = await findKeptCheckpoint(dataDir)
  if ((await sequence(db, signer, { kept })) > 0) await keepCheckpoint(dataDir, db, signer.verifier)
}

/** A ledger without a name gets one by lot, so that no two are mistaken for each other. */
async function ledgerKeyOf(env: NodeEnv): Promise<string> {
  const byLot = `localhost/reckon-${randomBytes(4).toString('hex')}`
  const address = env.BASE_URL && `${env.BASE_URL.replace(/^https?:\/\//, '')}/ledger`
  return env.LEDGER_KEY ?? keptLedgerKey(env.DATA_DIR, env.LEDGER_ORIGIN ?? address ?? byLot)
}

/** On a connection of its own: it may take longer than a request. */
async function rebuilt(url: string): Promise<void> {
  const { db, close } = openDb(url, 1)
  try {
    await rebuild(db)
  } finally {
    await close()
  }
}

async function ownersPath(deps: Deps, env: NodeEnv, settings: Settings): Promise<string | undefined> {
  const silent = { send: undefined, baseUrl: undefined, later: () => {}, show: () => {} }
  const auth = openAuth(deps.db, settings, originOf(settings.baseUrl, 'http://localhost'), silent)
  await keepOwner(deps, auth, ownerOf(env), settings.authSecret)
  return ownerPath(deps, auth)
}

function mailByNode(env: NodeEnv) {
  const { SMTP_URL, MAIL_FROM } = env
  return SMTP_URL !== undefined && MAIL_FROM !== undefined ? mailBySmtp(SMTP_URL, MAIL_FROM) : mailOf(env)
}

async function listen(app: ReturnType<typeof createApp>, port: number): Promise<number> {
  try {
    const serving = await serveApp(app, port)
    started.push(serving.stop)
    return serving.port
  } catch (error) {
    throw error instanceof Error && isInUse(error) ? portInUse(port) : error
  }
}

/** Looked at before anything is made: what a first start prints must not be lost with it. */
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
