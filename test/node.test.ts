import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { chmod, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import postgres from 'postgres'
import { afterAll, afterEach, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest'
import { startEmbedded } from '../src/db/embedded/start.ts'
import { signCheckpoint } from '../src/ledger/checkpoint.ts'
import { isAlive } from './is-alive.ts'
import { ledgerKey, signer } from './ledger/keys.ts'
import { aPrediction, testDatabase } from './world.ts'

const key = 'owner-key-of-the-node-tests'
/** Shared by all, each of which leaves it fit to be started: to make a database and seed it takes seconds. */
let dataDir: string
const running: ChildProcess[] = []

beforeAll(async () => {
  dataDir = await newFolder()
})
afterEach(async () => {
  for (const child of running.splice(0)) if (child.exitCode === null) child.kill('SIGKILL')
  if (existsSync(join(dataDir, 'postgres', 'postmaster.pid'))) await (await startEmbedded(dataDir)).stop()
})
afterAll(() => rm(dataDir, { recursive: true, force: true }))

async function newFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'reckon-node-'))
  // Open to pass through, so that as root the cluster can stay in it.
  await chmod(folder, 0o711)
  return folder
}

interface Run {
  child: ChildProcess
  /** All that was printed so far. */
  output(): string
  /** The address it serves, or undefined when it has ended without serving. */
  address: Promise<string | undefined>
  exit: Promise<number | null>
}

function run(env: Record<string, string> = {}): Run {
  const child = spawn(process.execPath, ['--import', 'tsx', 'src/node.ts'], {
    env: { PATH: process.env.PATH, DATA_DIR: dataDir, PORT: '0', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  running.push(child)
  let printed = ''
  const exit = once(child, 'exit').then(([code]) => code)
  const address = new Promise<string | undefined>(resolve => {
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on('data', chunk => {
        printed += chunk
        const found = /Reckon is at (\S+)/.exec(printed)
        if (found) resolve(found[1])
      })
    }
    exit.then(() => resolve(undefined))
  })
  return { child, output: () => printed, address, exit }
}

/** Once it has ended, everything it printed has arrived. */
async function ended({ child, exit }: Run): Promise<number | null> {
  const code = await exit
  if (!child.stdout?.closed) await once(child.stdout ?? child, 'close')
  return code
}

async function log(address: string): Promise<string> {
  const response = await fetch(`${address}/api/v1/predictions`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${key}` },
    body: JSON.stringify(aPrediction()),
  })
  expect(response.status).toBe(201)
  const { id } = await response.json()
  return id
}

async function postmaster(): Promise<number> {
  return Number((await readFile(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8')).split('\n')[0])
}

describe('the Node entry', () => {
  test('starts on an empty folder with the seed ledger, and prints a link that makes its visitor the owner, once', async () => {
    const first = run()
    const address = await first.address
    const { items } = await (await fetch(`${address}/api/v1/predictions?limit=100`)).json()
    expect(items).toHaveLength(21)
    const link = /http:\S+\/password\?token=\S+/.exec(first.output())?.[0] ?? ''
    expect(await (await fetch(link)).text()).toContain('You become the owner')
    const visitor = { name: 'Olga Owner', email: 'olga@example.org', password: 'a long password' }
    const body = new URLSearchParams({ ...visitor, token: new URL(link).searchParams.get('token') ?? '' })
    const form = { method: 'POST', headers: { Origin: address ?? '' }, body, redirect: 'manual' } as const
    const chosen = await fetch(`${address}/password`, form)
    expect([chosen.status, chosen.headers.get('Location')]).toEqual([303, '/account'])
    const Cookie = chosen.headers.getSetCookie()[0]?.split(';')[0] ?? ''
    expect((await fetch(`${address}/people`, { headers: { Cookie } })).status).toBe(200)
    expect((await fetch(link)).status).toBe(409)
    const checkpoint = async () => (await fetch(`${address}/ledger/checkpoint`)).text()
    await expect.poll(checkpoint, { timeout: 20_000 }).toMatch(/^localhost\/reckon-[0-9a-f]{8}\n\d{3}\n/)
    const vkey = await (await fetch(`${address}/ledger/key`)).text()
    await expect
      .poll(() => readFile(join(dataDir, 'checkpoint'), 'utf8'), { timeout: 20_000 })
      .toBe(await checkpoint())
    const pid = await postmaster()
    first.child.kill('SIGTERM')
    expect(await ended(first)).toBe(0)
    expect(isAlive(pid)).toBe(false)

    const second = run()
    const again = await second.address
    expect(second.output()).not.toMatch(/password|seed|sequenced/)
    expect((await fetch(`${again}/people`, { headers: { Cookie } })).status).toBe(200)
    expect(await (await fetch(`${again}/ledger/key`)).text()).toBe(vkey)
  })

  test('loses nothing it has acknowledged when it is killed, and starts again on the orphan server', async () => {
    const first = run({ OWNER_API_KEY: key })
    const address = (await first.address) ?? ''
    const acknowledged: string[] = []
    for (let number = 0; number < 20; number++) acknowledged.push(await log(address))
    first.child.kill('SIGKILL')
    await first.exit
    const orphan = await postmaster()
    expect(isAlive(orphan)).toBe(true)

    const second = run({ OWNER_API_KEY: key })
    const again = await second.address
    expect(await postmaster()).toBe(orphan)
    for (const id of acknowledged) expect((await fetch(`${again}/api/v1/predictions/${id}`)).status).toBe(200)
    second.child.kill('SIGTERM')
    expect(await ended(second)).toBe(0)
    expect(isAlive(orphan)).toBe(false)
  })

  test('stops when it is told to while it is still starting', async () => {
    const server = run()
    const pid = await vi.waitFor(postmaster, { timeout: 30_000, interval: 5 })
    server.child.kill('SIGTERM')
    expect(await ended(server)).toBe(0)
    expect(isAlive(pid)).toBe(false)
  })

  test('says in one line that the port is in use, and makes nothing', async () => {
    const folder = await newFolder()
    onTestFinished(() => rm(folder, { recursive: true }))
    const taken = createServer().listen(0)
    await once(taken, 'listening')
    const address = taken.address()
    const port = typeof address === 'object' && address !== null ? String(address.port) : ''
    const server = run({ PORT: port, DATA_DIR: folder })
    expect(await ended(server)).toBe(1)
    expect(server.output()).toBe(
      `Reckon cannot start: port ${port} is in use: stop what uses it, or set PORT to another\n`,
    )
    expect(await readdir(folder)).toEqual([])
    taken.close()
  })

  test('refuses to run twice on one data folder, and leaves the first alone, which stops on SIGINT too', async () => {
    const first = run()
    const address = await first.address
    const pid = await postmaster()
    const second = run()
    expect(await ended(second)).toBe(1)
    expect(second.output()).toMatch(
      /^Reckon cannot start: another Reckon is running on the data folder .*\n$/,
    )
    expect((await fetch(`${address}/api/v1/claims`)).status).toBe(200)
    first.child.kill('SIGINT')
    expect(await ended(first)).toBe(0)
    expect(isAlive(pid)).toBe(false)
  })
})

describe('the Node entry with a DATABASE_URL', () => {
  describe('and the checkpoint of a longer ledger in its data folder', () => {
    const url = testDatabase()

    test('signs nothing shorter, says so, and serves on', async () => {
      const folder = await newFolder()
      onTestFinished(() => rm(folder, { recursive: true }))
      const remembered = await signCheckpoint(signer, { size: 5000, root: new Uint8Array(32) })
      await writeFile(join(folder, 'checkpoint'), remembered)
      const env = { DATABASE_URL: url, DATA_DIR: folder, OWNER_API_KEY: key, LEDGER_KEY: ledgerKey }
      const server = run(env)
      const address = (await server.address) ?? ''
      await expect
        .poll(server.output, { timeout: 20_000 })
        .toContain('The ledger was not sequenced: the ledger was cut off')
      const id = await log(address)
      expect((await fetch(`${address}/api/v1/predictions/${id}`)).status).toBe(200)
      expect((await fetch(`${address}/ledger/checkpoint`)).status).toBe(404)
      expect(await readFile(join(folder, 'checkpoint'), 'utf8')).toBe(remembered)
    })
  })

  test.each([
    [
      'that nobody answers',
      { DATABASE_URL: 'postgres://u:secret-word@127.0.0.1:1/x' },
      /cannot be reached: ECONNREFUSED/,
    ],
    [
      'that is no address of Postgres',
      { DATABASE_URL: 'mysql://u:secret-word@h/x' },
      /DATABASE_URL must start with postgres/,
    ],
    [
      'and a PORT that is no number',
      { DATABASE_URL: 'postgres://u:secret-word@127.0.0.1:1/x', PORT: 'x' },
      /PORT must be a number/,
    ],
  ])('%s says so in one line without secrets, and ends with status 1', async (_, env, line) => {
    const server = run(env)
    expect(await ended(server)).toBe(1)
    expect(server.output()).toMatch(line)
    expect(server.output().trim().split('\n')).toHaveLength(1)
    expect(server.output()).not.toContain('secret-word')
  })

  describe.each([
    [
      'lacks a column',
      'alter table claims drop column share',
      /half-migrated: column "claims.share" is missing/,
    ],
    ['lacks the trigger', 'drop trigger entries_insert_only on entries', /half-migrated: the trigger/],
    [
      'has no record of migrations',
      'drop schema drizzle cascade',
      /half-migrated: it has a table "\w+" but no record/,
    ],
    [
      'is another version’s',
      "update drizzle.__drizzle_migrations set hash = 'x'",
      /another version of Reckon/,
    ],
  ])('whose schema %s', (_, damage, line) => {
    const url = testDatabase()

    test('says so in one line, and ends with status 1', async () => {
      const sql = postgres(url, { max: 1, onnotice: () => {} })
      await sql.unsafe(damage)
      await sql.end()
      const server = run({ DATABASE_URL: url })
      expect(await ended(server)).toBe(1)
      expect(server.output()).toMatch(line)
      expect(server.output().trim().split('\n')).toHaveLength(1)
    })
  })
})
