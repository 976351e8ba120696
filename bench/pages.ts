/**
 * What a page costs the server as the ledger grows: each page of a ledger of 5,000 predictions and of one of 100,000,
 * read in turns in one run; and again right after each write, when no answer is kept. On an embedded Postgres in a
 * temporary folder, or one that stays for the next run, with the demo's made-up predictions. Medians, and in brackets
 * the fastest, which other work on the machine disturbs the least.
 *
 *   npm run bench -- bench/pages.ts [rounds] [predictions] [only pages whose name has this] [folder]
 */
import { chmod, mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { asc, sql } from 'drizzle-orm'
import postgres from 'postgres'
import { createApp } from '../src/app.tsx'
import { openDb } from '../src/db/client.ts'
import { startEmbedded } from '../src/db/embedded/start.ts'
import { migrate } from '../src/db/migrate.ts'
import { claims, predictions, pundits } from '../src/db/schema.ts'
import { loadDemo } from '../src/demo/load.ts'
import { type ActorDeps, realDeps } from '../src/deps.ts'
import { makeKey, openSigner } from '../src/ledger/note.ts'
import { sequence } from '../src/ledger/sequencer.ts'
import { importPredictions } from '../src/predictions/import.ts'
import { rebuild } from '../src/rebuild.ts'
import { median } from './with-ledger.ts'

const rounds = Number(process.argv[2] ?? 20)
const sizes = [5000, Number(process.argv[3] ?? 100_000)]
const only = process.argv[4] ?? ''
const kept = process.argv[5]
let written = 0

const folder = kept ?? (await mkdtemp(join(tmpdir(), 'reckon-bench-')))
await mkdir(folder, { recursive: true })
// Open to pass through, so that as root the cluster can stay in it.
await chmod(folder, 0o711)
const server = await startEmbedded(folder)
try {
  await measure()
} finally {
  if (!server.adopted) await server.stop()
  if (kept === undefined) await rm(folder, { recursive: true })
}

type Ledger = Awaited<ReturnType<typeof open>>

async function measure(): Promise<void> {
  const ledgers = []
  for (const size of sizes) ledgers.push(await open(size))
  const [first] = ledgers
  if (first === undefined) return
  for (const path of Object.keys(first.pages)) {
    await compare(path, ledgers, async ({ read, pages }) => read(pages[path] ?? path))
  }
  const writes = { 'a prediction': logOne, 'a resolution': settleOne }
  for (const [name, write] of Object.entries(writes)) {
    for (const path of [
      'home',
      'predictions',
      'due',
      'leaderboard',
      'pundit',
      'topics',
      'topic',
      'compare',
    ]) {
      await compare(`${path}, after ${name}`, ledgers, async ledger => {
        await write(ledger)
        return ledger.read(ledger.pages[path] ?? path)
      })
    }
  }
  for (const { close } of ledgers) await close()
}

async function compare(name: string, ledgers: Ledger[], take: (ledger: Ledger) => Promise<number>) {
  if (!name.includes(only)) return
  const times = ledgers.map(() => [] as number[])
  for (let round = -3; round < rounds; round++) {
    for (const [at, ledger] of ledgers.entries()) {
      const time = await take(ledger)
      if (round >= 0) times[at]?.push(time)
    }
  }
  const figures = times.map(
    (all, at) => `${median(all).toFixed(1).padStart(7)} (${Math.min(...all).toFixed(1)}) ms of ${sizes[at]}`,
  )
  console.log(`${name.padEnd(34)} ${figures.join(', ')}`)
}

async function open(size: number) {
  const url = await ensureDatabase(`bench${size}`)
  const changed = await migrate(url)
  const { db, close } = openDb(url, 5)
  const deps = realDeps(db)
  const ledgerKey = await makeKey('reckon.test/ledger', new Uint8Array(32))
  const start = performance.now()
  if (changed) await rebuild(db)
  await loadDemo(deps, { size })
  await sequence(db, await openSigner(ledgerKey))
  await db.execute('vacuum analyze')
  console.log(`${size} predictions at hand after ${((performance.now() - start) / 1000).toFixed(0)} s`)
  const settings = {
    baseUrl: 'https://reckon.test',
    authSecret: 'a secret for the bench, long enough',
    ledgerKey,
    witnessKeys: [],
    social: {},
  }
  const app = createApp(() => ({ deps, settings }))
  async function read(path: string): Promise<number> {
    const start = performance.now()
    const response = await app.request(path)
    await response.text()
    const time = performance.now() - start
    if (response.status !== 200) throw new Error(`${path} answered ${response.status}`)
    return time
  }
  return {
    deps: { ...deps, actor: 'bench', role: 'contributor' as const },
    read,
    pages: await pagesOf(deps),
    close,
  }
}

async function ensureDatabase(name: string): Promise<string> {
  const url = new URL(server.url)
  const admin = postgres(server.url, { max: 1, onnotice: () => {} })
  const found = await admin`select 1 from pg_database where datname = ${name}`
  if (found.length === 0) await admin.unsafe(`create database ${name}`)
  await admin.end()
  url.pathname = `/${name}`
  return url.href
}

/** The pages of those who have said the most, and of what a prediction in the middle of the list is about. */
async function pagesOf({ db }: Pick<ActorDeps, 'db'>): Promise<Record<string, string>> {
  const [middle] = await db
    .select({ claim: claims.id, source: predictions.sourceId, topics: claims.topics })
    .from(predictions)
    .innerJoin(claims, sql`${claims.id} = ${predictions.claimId}`)
    .orderBy(asc(predictions.id))
    .limit(1)
    .offset(2500)
  const [early] = await db
    .select({ id: predictions.id })
    .from(predictions)
    .orderBy(asc(predictions.id))
    .limit(1)
    .offset(20)
  const most = await db
    .select({ slug: pundits.slug })
    .from(pundits)
    .innerJoin(predictions, sql`${predictions.punditId} = ${pundits.id}`)
    .groupBy(pundits.slug)
    .orderBy(sql`count(*) desc`)
    .limit(2)
  const [one, other] = most.map(({ slug }) => slug)
  const topic = middle?.topics[0]
  const last = Buffer.from(JSON.stringify([early?.id])).toString('base64url')
  return {
    home: '/',
    predictions: '/predictions',
    'predictions, last page': `/predictions?cursor=${last}`,
    'predictions, open': '/predictions?state=open',
    'predictions, due': '/predictions?state=due',
    'predictions, settled': '/predictions?state=settled',
    'predictions, disputed': '/predictions?state=disputed',
    'predictions, disputed, last page': `/predictions?state=disputed&cursor=${last}`,
    'predictions by pundit': `/predictions?pundit=${one}`,
    'predictions by pundit, disputed': `/predictions?pundit=${one}&state=disputed`,
    'predictions on topic': `/predictions?topic=${topic}`,
    'predictions on topic, disputed': `/predictions?topic=${topic}&state=disputed`,
    'predictions on topic by pundit': `/predictions?topic=${topic}&pundit=${one}`,
    'predictions on no topic': '/predictions?topic=nothing',
    'predictions in source': `/predictions?source=${middle?.source}`,
    'predictions of claim': `/predictions?claim=${middle?.claim}`,
    'predictions, asserts': '/predictions?stance=asserts',
    'predictions, reports': '/predictions?stance=reports',
    'predictions, reports, disputed': '/predictions?stance=reports&state=disputed',
    'search, in every claim': '/predictions?q=event',
    'search, last page': `/predictions?q=event&cursor=${last}`,
    'search, every claim, disputed': '/predictions?q=event&state=disputed',
    'search, in some quotes': '/predictions?q=unlikely',
    'search, a pundit': `/predictions?q=${one?.split('-').at(-1)}`,
    'search, in one claim': '/predictions?q=1234',
    'search, two words': '/predictions?q=unlikely+event',
    'search, rare and common': '/predictions?q=1234+event',
    'search, without': '/predictions?q=-event',
    'search, nowhere': '/predictions?q=nowhere',
    due: '/due',
    'due on topic': `/due?topic=${topic}`,
    leaderboard: '/pundits',
    'leaderboard on topic': `/pundits?topic=${topic}`,
    'leaderboard by logged': '/pundits?sort=logged',
    'leaderboard, strict': '/pundits?deadline=strict',
    pundit: `/pundits/${one}`,
    'pundit, last page': `/pundits/${one}?cursor=${last}`,
    'pundit on topic': `/pundits/${one}?topic=${topic}`,
    'pundit, strict': `/pundits/${one}?deadline=strict`,
    compare: `/compare?a=${one}&b=${other}`,
    claim: `/claims/${middle?.claim}`,
    source: `/sources/${middle?.source}`,
    topics: '/topics',
    topic: `/topics/${topic}`,
    ledger: '/ledger',
    'ledger entry': '/ledger/entries/4321',
    'api: claims': '/api/v1/claims',
    'api: claims, due': '/api/v1/claims?state=due',
    'api: claims, disputed': '/api/v1/claims?state=disputed',
    'api: claims, every': '/api/v1/claims?q=event',
    'api: claims, one': '/api/v1/claims?q=1234',
    'api: pundits': '/api/v1/pundits',
    'api: sources': '/api/v1/sources',
  }
}

function logOne({ deps }: Ledger) {
  return importOne(deps, {})
}

function settleOne({ deps }: Ledger) {
  const evidence = {
    url: 'https://example.org/e',
    title: 'Made up',
    publishedOn: '2026-02-02',
    stance: 'supports',
  }
  return importOne(deps, {
    resolution: { outcome: 'true', occurredOn: '2026-01-20', rationale: 'Made up.', evidence: [evidence] },
  })
}

/** By whoever said the most. */
async function importOne(deps: ActorDeps, settled: object): Promise<void> {
  const [pundit] = await deps.db.execute<{ name: string }>(
    sql`select name from pundits join predictions on pundit_id = pundits.id group by name order by count(*) desc limit 1`,
  )
  const name = `${process.pid}-${written++}`
  const value = {
    claim: {
      statement: `Thing ${name} happens`,
      topics: ['things'],
      dueBy: '2026-02-01',
      dueBasis: 'stated',
    },
    pundit: { name: pundit?.name, kind: 'person' },
    source: { url: `https://example.org/${name}`, title: `Piece ${name}` },
    quote: { exact: `the words of ${name}` },
    saidOn: '2026-01-02',
    stance: 'asserts',
    probability: 0.7,
    ...settled,
  }
  const { refused } = await importPredictions(deps, [{ line: 1, value }])
  if (refused > 0) throw new Error('The write was refused.')
}
