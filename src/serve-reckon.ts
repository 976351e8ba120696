import { randomBytes } from 'node:crypto'
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
import { type Db, openDb, servingTimeouts } from './db/client.ts'
import { type Deps, realDeps } from './deps.ts'
import { type NodeEnv, ownerOf, type Settings, settingsOf } from './env.ts'
import { findKeptCheckpoint, keepCheckpoint } from './kept-checkpoint.ts'
import { keepSequencing } from './ledger/keep-sequencing.ts'
import { openSigner, type Signer } from './ledger/note.ts'
import { sequence } from './ledger/sequencer.ts'
import { jsonLog } from './log.ts'
import { rebuild } from './rebuild.ts'
import { seed } from './seed.ts'
import { serveApp } from './serve.ts'

const sequencingPace = { delay: 200, every: 10_000 }

/** Serves the ledger of a database that has this version's schema. What it starts is added to what is to be stopped. */
export async function serveReckon(
  env: NodeEnv,
  database: { url: string; stale: boolean },
  started: (() => Promise<void>)[],
): Promise<void> {
  if (database.stale) await rebuilt(database.url)
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
  const { port, stop } = await serveApp(app, env.PORT)
  started.push(stop)
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
