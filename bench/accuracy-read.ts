/**
 * What it costs to read one pundit's accuracy, and a page of the leaderboard, as the ledger of the others grows: in a
 * ledger of 1×, one where the others have said 10× as much, and one with 10× as many others. Read in turns in one run.
 *
 *   npm run bench -- bench/accuracy-read.ts [rounds]
 *
 * On an embedded Postgres in a temporary folder. The pundit asked about has the same 100 scored predictions in each.
 */
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import postgres from 'postgres'
import { v7 } from 'uuid'
import { getAccuracy, listAccuracy } from '../src/accuracy/read.ts'
import { openDb } from '../src/db/client.ts'
import { startEmbedded } from '../src/db/embedded/start.ts'
import { migrate } from '../src/db/migrate.ts'
import type { ActorDeps } from '../src/deps.ts'
import { importPredictions } from '../src/predictions/import.ts'

const rounds = Number(process.argv[2] ?? 50)
const ledgers = [
  { name: '1×', others: 40, each: 25 },
  { name: '10× as much said', others: 40, each: 250 },
  { name: '10× as many pundits', others: 400, each: 25 },
]

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
  const opened = []
  for (const [at, ledger] of ledgers.entries())
    opened.push({ ...ledger, ...(await load(`bench${at}`, ledger)) })
  const reads = {
    'one pundit': (deps: ActorDeps) => getAccuracy(deps, 'probe', {}),
    'a page of the leaderboard': (deps: ActorDeps) => listAccuracy(deps, {}, { limit: 20 }),
  }
  for (const [title, read] of Object.entries(reads)) {
    const times = opened.map(() => [] as number[])
    for (let round = -10; round < rounds; round++) {
      for (const [at, { deps }] of opened.entries()) {
        const start = performance.now()
        await read(deps)
        if (round >= 0) times[at]?.push(performance.now() - start)
      }
    }
    const medians = times.map(median)
    for (const [at, { name }] of opened.entries()) {
      const [own, first] = [medians[at] ?? Number.NaN, medians[0] ?? Number.NaN]
      console.log(`${title}, ${name}: ${own.toFixed(2)} ms in the median, ${(own / first).toFixed(2)} of 1×`)
    }
  }
  for (const { close } of opened) await close()
}

async function load(name: string, { others, each }: { others: number; each: number }) {
  const url = new URL(server.url)
  const admin = postgres(server.url, { max: 1, onnotice: () => {} })
  await admin.unsafe(`create database ${name}`)
  await admin.end()
  url.pathname = `/${name}`
  await migrate(url.href)
  const { db, close } = openDb(url.href, 2)
  const deps: ActorDeps = { db, now: () => new Date(), newId: v7, actor: 'bench', role: 'contributor' }
  const lines = [
    ...linesOf('Probe', 100),
    ...Array.from({ length: others }, (_, at) => linesOf(`Other ${at}`, each)).flat(),
  ]
  await importPredictions(
    deps,
    lines.map((value, at) => ({ line: at + 1, value })),
  )
  await db.execute('vacuum analyze')
  return { deps, close }
}

function linesOf(name: string, count: number) {
  return Array.from({ length: count }, (_, at) => ({
    claim: { statement: `${name} ${at}`, topics: ['bench', `t${at % 5}`], dueBy: '2026-02-01' },
    pundit: { name, kind: 'person' },
    source: { title: `${name} speaks` },
    quote: { exact: `${name} of ${at}` },
    saidOn: '2026-01-02',
    stance: 'asserts',
    ...(at % 2 === 0 ? { probability: ((at * 7 + name.length) % 99) / 100 } : { hedge: 'likely' }),
    resolution: {
      outcome: at % 3 === 0 ? 'false' : 'true',
      rationale: 'Made up',
      evidence: [
        { url: 'https://example.org/e', title: 'Made up', publishedOn: '2026-02-02', stance: 'context' },
      ],
    },
  }))
}

function median(values: number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN
}
