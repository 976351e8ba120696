import { afterAll, beforeAll, expect, test } from 'vitest'
import { unstable_startWorker as startWorker } from 'wrangler'
import { aPrediction, ownerKey, testDatabase } from './world.ts'

const url = testDatabase()
let worker: Awaited<ReturnType<typeof startWorker>>

beforeAll(async () => {
  process.env.CLOUDFLARE_HYPERDRIVE_LOCAL_CONNECTION_STRING_HYPERDRIVE = url
  process.env.WRANGLER_SEND_METRICS = 'false'
  worker = await startWorker({
    config: 'wrangler.toml',
    bindings: {
      AUTH_SECRET: { type: 'plain_text', value: 'a secret for tests, long enough to sign' },
      OWNER_API_KEY: { type: 'plain_text', value: ownerKey },
    },
    dev: { watch: false, logLevel: 'error', server: { port: 0 }, inspector: false },
  })
  await worker.ready
})
afterAll(() => worker.dispose())

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

test('serves twenty requests at once, each with its own connection', async () => {
  const answers = await Promise.all(Array.from({ length: 20 }, () => call('/api/v1/predictions')))
  expect(answers.map(answer => answer.status)).toEqual(Array.from({ length: 20 }, () => 200))
})

test('serves the style sheet as an asset, and refuses an unknown path with a problem', async () => {
  expect((await call('/built/style.css')).headers.get('Content-Type')).toContain('text/css')
  const unknown = await call('/api/v1/nothing')
  expect(unknown.status).toBe(404)
  expect(unknown.headers.get('Content-Type')).toBe('application/problem+json')
})
