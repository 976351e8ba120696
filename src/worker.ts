import type { Context } from 'hono'
import { createApp } from './app.tsx'
import { openDb } from './db/client.ts'
import { realDeps } from './deps.ts'
import { readWorkerEnv } from './env.ts'
import { openSigner } from './ledger/note.ts'
import { sequence } from './ledger/sequencer.ts'

interface Bindings {
  HYPERDRIVE: { connectionString: string }
}

/** A postgres.js client holds sockets, which workerd ties to one request: each request has its own. */
const app = createApp((c: Context<{ Bindings: Bindings }>) => {
  const settings = readWorkerEnv(c.env)
  const { db, close } = openDb(c.env.HYPERDRIVE.connectionString, 5)
  return {
    deps: realDeps(db),
    settings,
    async close(wrote) {
      try {
        if (wrote) await sequence(db, await openSigner(settings.ledgerKey))
      } finally {
        await close()
      }
    },
  }
})

/** What the Cron Trigger starts: a run after a write gives way to another that may have looked too early. */
async function scheduled(_controller: unknown, env: Bindings): Promise<void> {
  const { ledgerKey } = readWorkerEnv(env)
  const { db, close } = openDb(env.HYPERDRIVE.connectionString, 1)
  try {
    await sequence(db, await openSigner(ledgerKey))
  } finally {
    await close()
  }
}

export default { fetch: app.fetch, scheduled }
