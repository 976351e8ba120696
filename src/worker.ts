import type { Context } from 'hono'
import { openAuth } from './accounts/auth.ts'
import { countByBinding, type RateLimitBindings } from './accounts/count-by-binding.ts'
import { limitBy, networkOf, noLimit } from './accounts/limits.ts'
import { mailOf } from './accounts/mail.ts'
import { originOf } from './accounts/origin.ts'
import { keepOwner } from './accounts/owner.ts'
import { createApp } from './app.tsx'
import { openDb } from './db/client.ts'
import { realDeps } from './deps.ts'
import { ownerOf, readWorkerEnv, settingsOf, type WorkerEnv } from './env.ts'
import { openSigner } from './ledger/note.ts'
import { sequence } from './ledger/sequencer.ts'
import { jsonLog } from './log.ts'

interface Bindings extends RateLimitBindings {
  HYPERDRIVE: { connectionString: string }
}

/** Whether this isolate has seen to it that the owner is as the settings say. */
let ownerKept = false

/** A postgres.js client holds sockets, which workerd ties to one request: each request has its own. */
const app = createApp(
  (c: Context<{ Bindings: Bindings }>) => {
    const env = readWorkerEnv(c.env)
    const settings = settingsOf(env, secretsOf(env))
    const { db, close } = openDb(c.env.HYPERDRIVE.connectionString, 5)
    const limit = env.RATE_LIMITS === 'off' ? noLimit : limitBy(countByBinding(c.env), env.AUTH_SECRET)
    async function ready() {
      if (ownerKept) return
      const silent = { send: undefined, baseUrl: undefined, later: () => {}, show: () => {} }
      const auth = openAuth(db, settings, originOf(settings.baseUrl, c.req.url), silent)
      await keepOwner(realDeps(db), auth, ownerOf(env), env.AUTH_SECRET)
      ownerKept = true
    }
    async function end(wrote: boolean) {
      try {
        if (wrote) await sequence(db, await openSigner(settings.ledgerKey))
      } finally {
        await close()
      }
    }
    const address = networkOf(c.req.header('CF-Connecting-IP') ?? '')
    return { deps: realDeps(db), settings, address, limit, sendMail: mailOf(env), ready, close: end }
  },
  undefined,
  { log: jsonLog },
)

function secretsOf({ AUTH_SECRET, LEDGER_KEY }: WorkerEnv) {
  return { authSecret: AUTH_SECRET, ledgerKey: LEDGER_KEY }
}

/** What the Cron Trigger starts: a run after a write gives way to another that may have looked too early. */
async function scheduled(_controller: unknown, env: Bindings): Promise<void> {
  const { ledgerKey } = secretsOf(readWorkerEnv(env))
  const { db, close } = openDb(env.HYPERDRIVE.connectionString, 1)
  try {
    await sequence(db, await openSigner(ledgerKey))
  } finally {
    await close()
  }
}

export default { fetch: app.fetch, scheduled }
