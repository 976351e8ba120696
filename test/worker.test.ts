import postgres from 'postgres'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { unstable_startWorker as startWorker } from 'wrangler'
import { perMinute } from '../src/accounts/limits.ts'
import { openCheckpoint } from '../src/ledger/checkpoint.ts'
import { openVerifier } from '../src/ledger/note.ts'
import { verifyProof } from '../src/ledger/proof.ts'
import { decodeBundle } from '../src/ledger/tiles.ts'
import { ledgerKey } from './ledger/keys.ts'
import { aPrediction, ownerKey, testDatabase } from './world.ts'

const url = testDatabase()
let worker: Awaited<ReturnType<typeof startWorker>>

beforeAll(async () => {
  vi.stubEnv('CLOUDFLARE_HYPERDRIVE_LOCAL_CONNECTION_STRING_HYPERDRIVE', url)
  vi.stubEnv('WRANGLER_SEND_METRICS', 'false')
  worker = await startWorker({
    config: 'wrangler.toml',
    bindings: {
      AUTH_SECRET: { type: 'plain_text', value: 'a secret for tests, long enough to sign' },
      OWNER_API_KEY: { type: 'plain_text', value: ownerKey },
      OWNER_EMAIL: { type: 'plain_text', value: 'olga@example.org' },
      OWNER_PASSWORD: { type: 'plain_text', value: 'of the settings' },
      LEDGER_KEY: { type: 'plain_text', value: ledgerKey },
    },
    dev: { watch: false, logLevel: 'error', server: { port: 0 }, inspector: false, persist: false },
  })
  await worker.ready
})
afterAll(async () => {
  await worker.dispose()
  vi.unstubAllEnvs()
})

function call(path: string, init?: { method: string; headers: Record<string, string>; body: string }) {
  return worker.fetch(`http://reckon.test${path}`, init)
}

test('logs and reads a prediction inside workerd, through Hyperdrive', async () => {
  const logged = await call('/api/v1/predictions', {
    method: 'POST',
    headers: {
      'Content-Type': 'application/json',
      Authorization: `Bearer ${ownerKey}`,
      'Idempotency-Key': 'once',
    },
    body: JSON.stringify(aPrediction({ pundit: { name: 'Wanda Worker', kind: 'person' } })),
  })
  expect(logged.status).toBe(201)
  const read = await call(logged.headers.get('Location') ?? '')
  expect(read.status).toBe(200)
  expect(await read.json()).toMatchObject({ pundit: { slug: 'wanda-worker' }, probability: { value: 0.7 } })
  const page = await call('/pundits/wanda-worker')
  expect(await page.text()).toContain('Wanda Worker')
})

test('sequences the ledger after a write and signs it inside workerd, and on a schedule', async () => {
  const read = async (path: string) => (await call(path)).text()
  const size = async () => {
    const checkpoint = await call('/ledger/checkpoint')
    if (checkpoint.status !== 200) return 0
    return (await openCheckpoint(await checkpoint.text(), log)).size
  }
  const log = await openVerifier((await read('/ledger/key')).trim())
  await expect.poll(size, { timeout: 20_000 }).toBe(4)
  expect(await verifyProof(await read('/ledger/proof/3'), log)).toMatchObject({ index: 3, size: 4 })
  const bundle = await (await call('/ledger/tile/entries/000.p/4')).arrayBuffer()
  expect(decodeBundle(new Uint8Array(bundle), 4).every(entry => entry.length > 100)).toBe(true)
  const sql = postgres(url, { max: 1 })
  await sql`insert into entries (id, kind, subject, bytes, leaf_hash)
    select gen_random_uuid(), 'test', gen_random_uuid(), 'x', sha256('x')`
  await sql.end()
  expect((await call('/cdn-cgi/handler/scheduled?cron=*+*+*+*+*')).status).toBe(200)
  await expect.poll(size, { timeout: 20_000 }).toBe(5)
})

test('serves twenty requests at once, each with its own connection', async () => {
  const answers = await Promise.all(Array.from({ length: 20 }, () => call('/api/v1/predictions')))
  expect(answers.map(answer => answer.status)).toEqual(Array.from({ length: 20 }, () => 200))
})

test('serves the style sheet as an asset, and refuses an unknown path with a problem', async () => {
  expect((await call('/built/check-proof.js')).status).toBe(200)
  expect((await call('/built/style.css')).headers.get('Content-Type')).toContain('text/css')
  const unknown = await call('/api/v1/nothing')
  expect(unknown.status).toBe(404)
  expect(unknown.headers.get('Content-Type')).toBe('application/problem+json')
})

function submit(path: string, form: Record<string, string>, headers: Record<string, string> = {}) {
  return worker.fetch(`http://reckon.test${path}`, {
    method: 'POST',
    redirect: 'manual',
    headers: {
      'Content-Type': 'application/x-www-form-urlencoded',
      'Sec-Fetch-Site': 'same-origin',
      ...headers,
    },
    body: new URLSearchParams(form).toString(),
  })
}

test('knows the owner of the settings by password, and lets them make a key that works', async () => {
  const signedIn = await submit('/sign-in', { email: 'olga@example.org', password: 'of the settings' })
  expect(signedIn.status).toBe(303)
  const Cookie = signedIn.headers.getSetCookie()[0]?.split(';')[0] ?? ''
  const made = await submit('/account/keys', { name: 'x', scopes: 'read', days: 'never' }, { Cookie })
  const key = /reckon_\w{64}/.exec(await made.text())?.[0]
  const whose = await worker.fetch('http://reckon.test/api/v1/account', {
    headers: { Authorization: `Bearer ${key}` },
  })
  expect(await whose.json()).toEqual({ id: 'owner', role: 'owner', scopes: ['read'] })
  const people = await worker.fetch('http://reckon.test/people', { headers: { Cookie } })
  expect(people.status).toBe(200)
})

test('lets nobody guess for long, by the platform’s own limit', async () => {
  const statuses: number[] = []
  // Twice as many as a minute allows, as the next may begin meanwhile.
  for (let count = 0; count < 2 * perMinute['sign-in'] + 2; count++) {
    statuses.push((await submit('/sign-in', { key: 'guessed-key' })).status)
  }
  expect(statuses[0]).toBe(422)
  expect(statuses).toContain(429)
})

test('reads commentary inside workerd, where what reads it is loaded only then', async () => {
  const body = JSON.stringify({
    text: 'Oil will probably fall below $50 by June.',
    publishedOn: '2026-01-10',
  })
  const headers = { 'Content-Type': 'application/json' }
  const read = await call('/api/v1/readings', { method: 'POST', headers, body })
  expect(read.status).toBe(200)
  expect(await read.json()).toMatchObject({ candidates: [{ hedge: 'probably', stance: 'asserts' }] })
})

test('is alive and ready', async () => {
  expect(await (await call('/healthz')).json()).toEqual({ status: 'alive' })
  expect(await (await call('/readyz')).json()).toEqual({ status: 'ready' })
})
