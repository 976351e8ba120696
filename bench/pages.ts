/**
 * What a page costs the server as the ledger grows: each page of a ledger of 5,000 predictions and of one of 100,000,
 * read in turns in one run. On an embedded Postgres in a temporary folder, with the demo's made-up predictions.
 *
 *   npm run bench -- bench/pages.ts [rounds] [predictions]
 */
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import postgres from 'postgres'
import { createApp } from '../src/app.tsx'
import { openDb } from '../src/db/client.ts'
import { startEmbedded } from '../src/db/embedded/start.ts'
import { migrate } from '../src/db/migrate.ts'
import { loadDemo } from '../src/demo/load.ts'
import { realDeps } from '../src/deps.ts'
import { makeKey } from '../src/ledger/note.ts'

const rounds = Number(process.argv[2] ?? 20)
const sizes = [5000, Number(process.argv[3] ?? 100_000)]

const folder = await mkdtemp(join(tmpdir(), 'reckon-bench-'))
// Open to pass through, so that as root the cluster can stay in it.
await chmod(folder, 0o711)
const server = await startEmbedded(folder)
try {
  await measure()
} finally {
  await server.stop()
  await rm(folder, { recursive: true })
}

async function measure(): Promise<void> {
  const ledgers = []
  for (const size of sizes) ledgers.push(await load(size))
  for (const path of Object.keys(ledgers[0]?.pages ?? {})) {
    const times = ledgers.map(() => [] as number[])
    for (let round = -3; round < rounds; round++) {
      for (const [at, { app, pages }] of ledgers.entries()) {
        const start = performance.now()
        const response = await app.request(pages[path] ?? path)
        await response.text()
        if (response.status !== 200) throw new Error(`${path} answered ${response.status}`)
        if (round >= 0) times[at]?.push(performance.now() - start)
      }
    }
    const [few = Number.NaN, many = Number.NaN] = times.map(median)
    console.log(
      `${path.padEnd(18)} ${few.toFixed(1)} ms of ${sizes[0]}, ${many.toFixed(1)} ms of ${sizes[1]} predictions: ${(many / few).toFixed(2)} times`,
    )
  }
  for (const { close } of ledgers) await close()
}

async function load(size: number) {
  const url = new URL(server.url)
  const admin = postgres(server.url, { max: 1, onnotice: () => {} })
  await admin.unsafe(`create database bench${size}`)
  await admin.end()
  url.pathname = `/bench${size}`
  await migrate(url.href)
  const { db, close } = openDb(url.href, 5)
  const deps = realDeps(db)
  const start = performance.now()
  await loadDemo(deps, { size })
  await db.execute('vacuum analyze')
  console.log(`${size} predictions loaded in ${((performance.now() - start) / 1000).toFixed(0)} s`)
  const settings = {
    baseUrl: 'https://reckon.test',
    authSecret: 'a secret for the bench, long enough',
    ledgerKey: await makeKey('reckon.test/ledger', new Uint8Array(32)),
    witnessKeys: [],
    social: {},
  }
  const app = createApp(() => ({ deps, settings }))
  const { items } = await (await app.request('/api/v1/predictions?limit=1')).json()
  const [{ claimId, pundit, source }] = items
  const pages: Record<string, string> = {
    home: '/',
    predictions: '/predictions',
    search: '/predictions?q=event',
    due: '/due',
    leaderboard: '/pundits',
    pundit: `/pundits/${pundit.slug}`,
    claim: `/claims/${claimId}`,
    source: `/sources/${source.id}`,
    topics: '/topics',
  }
  return { app, pages, close }
}

function median(values: number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN
}
