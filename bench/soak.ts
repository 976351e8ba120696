/**
 * Whether Reckon keeps what it has acknowledged, under mixed traffic, while its Postgres is restarted twice.
 *
 *   npm run bench -- bench/soak.ts [--minutes 10] [--readers 4] [--writers 4]
 *
 * A server of its own, on a data folder of its own, over loopback. Writers log, file evidence, resolve, dispute and
 * settle as five people with keys of their own; readers ask for pages and lists. Then every acknowledged write must be
 * in the ledger and in its table, the ledger replayed must give the same tables, and every score and record must be
 * what a recomputation from scratch gives. Ends with status 1 unless all of it holds.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { getTableName, sql } from 'drizzle-orm'
import { keyHash } from '../src/accounts/key-hash.ts'
import { keyScopes, type Role } from '../src/accounts/role.ts'
import { auditScores } from '../src/accuracy/audit.ts'
import { type Db, openDb } from '../src/db/client.ts'
import { openCluster } from '../src/db/embedded/cluster.ts'
import { run } from '../src/db/embedded/run.ts'
import { startEmbedded } from '../src/db/embedded/start.ts'
import * as schema from '../src/db/schema.ts'
import { projections, rebuild } from '../src/rebuild.ts'

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '10' },
    readers: { type: 'string', default: '4' },
    writers: { type: 'string', default: '4' },
  },
})
const milliseconds = Number(values.minutes) * 60_000

const writingPeople: [string, Role][] = [
  ['soak-ann', 'contributor'],
  ['soak-ben', 'contributor'],
  ['soak-cid', 'contributor'],
  ['soak-mia', 'moderator'],
  ['soak-moe', 'moderator'],
]
const keyOf = (id: string) => `the-key-of-${id}`

/** By what each request was: how long those took that were answered, and how many were not, by why. */
const took: Record<'read' | 'write', number[]> = { read: [], write: [] }
const failed: Record<string, number> = {}
/** Ids that an answer of 201 has named, by the table or kind of entry they must be found in. */
const acknowledged = { predictions: [] as string[], evidence: [] as string[], entries: [] as string[] }
const outages: number[] = []
let downSince: number | undefined
let over = false

async function ask(kind: 'read' | 'write', url: string, init?: RequestInit) {
  const began = performance.now()
  try {
    const response = await fetch(url, init)
    const text = await response.text()
    took[kind].push(performance.now() - began)
    if (response.status >= 500) {
      count(`${kind} ${response.status}`)
      downSince ??= began
      if (response.headers.get('Retry-After') === null) count('503 without Retry-After')
      await pause(200)
      return undefined
    }
    if (downSince !== undefined && response.ok) {
      outages.push(performance.now() - downSince)
      downSince = undefined
    }
    if (!response.ok && response.status !== 409) count(`${kind} ${response.status}`)
    return { status: response.status, text }
  } catch (error) {
    count(`${kind} ${error instanceof Error ? error.message : error}`)
    await pause(200)
    return undefined
  }
}

function count(what: string): void {
  failed[what] = (failed[what] ?? 0) + 1
}

async function post(
  base: string,
  by: string,
  path: string,
  body: unknown,
): Promise<Record<string, string> | undefined> {
  const headers = {
    'Content-Type': 'application/json',
    Authorization: `Bearer ${keyOf(by)}`,
    'Idempotency-Key': randomUUID(),
  }
  const answer = await ask('write', `${base}/api/v1${path}`, {
    method: 'POST',
    headers,
    body: JSON.stringify(body),
  })
  return answer?.status === 201 ? JSON.parse(answer.text) : undefined
}

let made = 0

/** One claim through its life, by three different people. */
async function write(base: string): Promise<void> {
  const number = made++
  const [by, other] =
    number % 2 === 0 ? (['soak-ann', 'soak-ben'] as const) : (['soak-ben', 'soak-cid'] as const)
  const logged = await post(base, by, '/predictions', {
    claim: {
      statement: `Soaked thing ${number} happens`,
      topics: [`soak-${number % 7}`],
      dueBy: '2026-06-30',
      dueBasis: 'stated',
    },
    pundit: { name: `Soaked Pundit ${number % 40}`, kind: 'person' },
    source: {
      url: `https://example.org/soak/${number}`,
      title: `Piece ${number}`,
      publishedOn: '2026-01-02',
    },
    quote: { exact: `thing ${number} will happen` },
    saidOn: '2026-01-02',
    stance: 'asserts',
    probability: (number % 19) / 20,
  })
  if (logged?.id === undefined) return
  acknowledged.predictions.push(logged.id)
  const claim = `/claims/${logged.claimId}`
  const evidence = {
    url: `https://example.org/soak/${number}/later`,
    title: 'Later',
    publishedOn: '2026-07-01',
    stance: 'supports',
  }
  const filed = await post(base, other, `${claim}/evidence`, evidence)
  if (filed?.id === undefined) return
  acknowledged.evidence.push(filed.id)
  const evidenceIds = [filed.id]
  const outcome = number % 3 === 0 ? 'false' : 'true'
  const resolution = {
    outcome,
    rationale: 'By the record',
    evidenceIds,
    ...(outcome === 'true' && { occurredOn: '2026-06-01' }),
  }
  const resolved = await post(base, by, `${claim}/resolutions`, resolution)
  if (resolved?.id === undefined) return
  acknowledged.entries.push(resolved.id)
  if (number % 5 !== 0) return
  const dispute = {
    reason: 'evidence-does-not-show-it',
    counterOutcome: 'open',
    rationale: 'It does not',
    evidenceIds,
  }
  const disputed = await post(base, other, `${claim}/disputes`, dispute)
  if (disputed?.id === undefined) return
  acknowledged.entries.push(disputed.id)
  const decision = number % 2 === 0 ? 'upheld' : 'overturned'
  const settled = await post(base, 'soak-mia', `${claim}/settlements`, {
    decision,
    rationale: 'On reflection',
  })
  if (settled?.id !== undefined) acknowledged.entries.push(settled.id)
}

const reads = [
  '/',
  '/predictions?q=soaked',
  '/pundits',
  '/due',
  '/pundits/soaked-pundit-1',
  '/api/v1/predictions?limit=50',
  '/api/v1/claims?state=settled',
  '/api/v1/accuracy',
  '/api/v1/pundits/soaked-pundit-2/accuracy',
  '/api/v1/sources',
]

async function keepOn(work: (turn: number) => Promise<unknown>): Promise<void> {
  for (let turn = 0; !over; turn++) await work(turn)
}

async function start(url: string, folder: string): Promise<{ child: ChildProcess; base: string }> {
  const child = spawn(process.execPath, ['--import', 'tsx', 'src/node.ts'], {
    env: { PATH: process.env.PATH, DATABASE_URL: url, DATA_DIR: folder, PORT: '0', RATE_LIMITS: 'off' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const base = await new Promise<string>((resolve, reject) => {
    let printed = ''
    child.stdout.on('data', chunk => {
      printed = (printed + chunk).slice(-2000)
      for (const [, code] of String(chunk).matchAll(
        /"level":"error".*?"error":("[^,]*,"code":"\w+"|"[^,]*)/g,
      ))
        count(`log ${code}`)
      const found = /Reckon is at (\S+)/.exec(printed)?.[1]
      if (found !== undefined) resolve(found)
    })
    child.on('exit', code => reject(new Error(`the server ended with status ${code}`)))
  })
  return { child, base }
}

async function addPeople(db: Db): Promise<void> {
  const permissions = JSON.stringify({ reckon: keyScopes })
  for (const [id, role] of writingPeople) {
    await db.insert(schema.people).values({ id, role, name: id, email: `${id}@example.org` })
    await db.insert(schema.apiKeys).values({ id, referenceId: id, key: keyHash(keyOf(id)), permissions })
  }
}

async function memoryOf(child: ChildProcess): Promise<string> {
  const status = await readFile(`/proc/${child.pid}/status`, 'utf8').catch(() => '')
  return `${Math.round(Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024)} MiB`
}

/** What does not hold, in lines; none when all is well. */
async function audit(db: Db): Promise<string[]> {
  const wrong: string[] = []
  const rows = await db.select({ bytes: schema.entries.bytes }).from(schema.entries)
  const ids = /[0-9a-f]{8}-[0-9a-f-]{27}/g
  const written = new Set(rows.flatMap(({ bytes }) => new TextDecoder().decode(bytes).match(ids) ?? []))
  const lacking = (kept: Set<string>, ids: string[]) => ids.filter(id => !kept.has(id)).length
  for (const [name, table] of [
    ['predictions', schema.predictions],
    ['evidence', schema.evidence],
  ] as const) {
    const kept = new Set((await db.select({ id: table.id }).from(table)).map(({ id }) => id))
    const lost = lacking(kept, acknowledged[name])
    if (lost > 0) wrong.push(`${lost} acknowledged ${name} are not there`)
  }
  const lost = lacking(written, acknowledged.entries)
  if (lost > 0) wrong.push(`${lost} acknowledged resolutions, disputes or settlements are not in the ledger`)
  const { scores, records, difference } = await auditScores(db)
  console.log(`recomputed ${scores} scores and ${records} records from scratch`)
  if (difference !== undefined) wrong.push(difference)
  const before = await digests(db)
  const replayed = await rebuild(db)
  const after = await digests(db)
  console.log(`replayed ${replayed} entries`)
  for (const [name, digest] of before)
    if (after.get(name) !== digest) wrong.push(`${name} is not what the ledger gives`)
  return wrong
}

async function digests(db: Db): Promise<Map<string, unknown>> {
  const found = new Map<string, unknown>()
  for (const table of projections) {
    const [row] = await db.execute(
      sql`select md5(coalesce(string_agg(row::text, '|' order by row::text), '')) as digest from ${table} as row`,
    )
    found.set(getTableName(table), row?.digest)
  }
  return found
}

function summary(name: string, durations: number[]): string {
  const sorted = durations.toSorted((a, b) => a - b)
  const at = (share: number) => `${Math.round(sorted[Math.floor(share * (sorted.length - 1))] ?? 0)} ms`
  const rate = (sorted.length / (milliseconds / 1000)).toFixed(1)
  return `${name}: ${sorted.length} answered, ${rate}/s, p50 ${at(0.5)}, p95 ${at(0.95)}, p99 ${at(0.99)}, most ${at(1)}`
}

const folder = await mkdtemp(join(tmpdir(), 'reckon-soak-'))
// Open to pass through, so that as root the cluster can stay in it.
await chmod(folder, 0o711)
const embedded = await startEmbedded(folder)
const { child, base } = await start(embedded.url, folder)
const { db, close } = openDb(embedded.url, 2)
try {
  await addPeople(db)
  console.log(`soaking ${base} for ${values.minutes} minutes; memory ${await memoryOf(child)}`)
  const traffic = [
    ...Array.from({ length: Number(values.readers) }, (_, reader) =>
      keepOn(turn => ask('read', base + reads[(reader + turn) % reads.length])),
    ),
    ...Array.from({ length: Number(values.writers) }, () => keepOn(() => write(base))),
  ]
  const cluster = await openCluster(folder)
  for (const _restart of [1, 2]) {
    await pause(milliseconds / 3)
    const failure = await run(cluster, 'pg_ctl', [
      'restart',
      '-w',
      '-s',
      '-m',
      'fast',
      '-D',
      cluster.directory,
    ])
    if (failure !== undefined) throw new Error(`Postgres did not restart: ${failure}`)
  }
  await pause(milliseconds / 3)
  over = true
  await Promise.all(traffic)
  console.log(`memory ${await memoryOf(child)}`)
  child.removeAllListeners('exit')
  const exit = once(child, 'exit')
  child.kill('SIGTERM')
  const [status] = await exit
  console.log(`the server ended with status ${status}`)
  for (const [name, durations] of Object.entries(took)) console.log(summary(name, durations))
  console.log('not answered with success:', failed)
  console.log(`outages: ${outages.map(ms => `${(ms / 1000).toFixed(1)} s`).join(', ') || 'none'}`)
  for (const [name, ids] of Object.entries(acknowledged)) console.log(`acknowledged ${name}: ${ids.length}`)
  const wrong = await audit(db)
  for (const line of wrong) console.error(line)
  console.log(wrong.length === 0 ? 'Everything holds.' : 'It does not hold.')
  if (wrong.length > 0 || status !== 0) process.exitCode = 1
} finally {
  over = true
  await close()
  child.kill('SIGKILL')
  await (await startEmbedded(folder)).stop()
  await rm(folder, { recursive: true, force: true })
}
