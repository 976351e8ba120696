import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { keptLedgerKey, keptSecret } from '../accounts/kept-secrets.ts'
import { realDeps } from '../deps.ts'
import { type NodeEnv, readNodeEnv } from '../env.ts'
import { seed } from '../seed.ts'
import { runCommand } from './run-command.ts'
import { withDatabase } from './with-database.ts'

runCommand('run the worker', async () => {
  const env = readNodeEnv(process.env)
  await withDatabase(env, async (db, url) => {
    await seed(realDeps(db))
    await runWrangler(env, url)
  })
})

/** `wrangler dev`, until it ends or we are told to stop. Ctrl-C reaches it by itself. */
async function runWrangler(env: NodeEnv, databaseUrl: string): Promise<void> {
  const secrets = await writeSecrets(env)
  const wrangler = spawn('wrangler', ['dev', '--port', String(env.PORT), '--env-file', secrets], {
    stdio: 'inherit',
    env: {
      ...process.env,
      CLOUDFLARE_HYPERDRIVE_LOCAL_CONNECTION_STRING_HYPERDRIVE: databaseUrl,
      WRANGLER_SEND_METRICS: 'false',
    },
  })
  process.on('SIGTERM', () => wrangler.kill('SIGTERM'))
  try {
    await once(wrangler, 'exit')
  } finally {
    await rm(secrets)
  }
}

/** In a file, as the command line is everybody's to read. */
async function writeSecrets(env: NodeEnv): Promise<string> {
  const key = env.OWNER_API_KEY ?? `reckon_${randomBytes(24).toString('base64url')}`
  if (env.OWNER_API_KEY === undefined) console.log(`Your API key, for this run of the worker: ${key}`)
  const authSecret = env.AUTH_SECRET ?? (await keptSecret(env.DATA_DIR, 'auth-secret'))
  const ledgerKey =
    env.LEDGER_KEY ?? (await keptLedgerKey(env.DATA_DIR, env.LEDGER_ORIGIN ?? `localhost:${env.PORT}/ledger`))
  const file = join(env.DATA_DIR, 'worker.env')
  await rm(file, { force: true })
  const secrets = { AUTH_SECRET: authSecret, OWNER_API_KEY: key, LEDGER_KEY: ledgerKey }
  const lines = Object.entries(secrets).map(([name, value]) => `${name}="${value}"\n`)
  await writeFile(file, lines.join(''), { mode: 0o600 })
  return file
}
