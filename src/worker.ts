import type { Context } from 'hono'
import { createApp } from './app.tsx'
import { openDb } from './db/client.ts'
import { realDeps } from './deps.ts'
import { readWorkerEnv } from './env.ts'

interface Bindings {
  HYPERDRIVE: { connectionString: string }
}

/** A postgres.js client holds sockets, which workerd ties to one request: each request has its own. */
const app = createApp((c: Context<{ Bindings: Bindings }>) => {
  const settings = readWorkerEnv(c.env)
  const { db, close } = openDb(c.env.HYPERDRIVE.connectionString, 5)
  return { deps: realDeps(db), settings, close }
})

export default { fetch: app.fetch }
