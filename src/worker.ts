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
import { ownerOf, readWorkerEnv, settingsOf } from './env.ts'
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
    const settings = settingsOf(env, env.AUTH_SECRET)
    const { db, close } = openDb(c.env.HYPERDRIVE.connectionString, 5)
    const limit = env.RATE_LIMITS === 'off' ? noLimit : limitBy(countByBinding(c.env), env.AUTH_SECRET)
    async function ready() {
      if (ownerKept) return
      const silent = { send: undefined, baseUrl: undefined, later: () => {}, show: () => {} }
      const auth = openAuth(db, settings, originOf(settings.baseUrl, c.req.url), silent)
      await keepOwner(db, auth, ownerOf(env), env.AUTH_SECRET)
      ownerKept = true
    }
    const address = networkOf(c.req.header('CF-Connecting-IP') ?? '')
    return { deps: realDeps(db), settings, address, limit, sendMail: mailOf(env), ready, close }
  },
  undefined,
  { log: jsonLog },
)

export default { fetch: app.fetch }
