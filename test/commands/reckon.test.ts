import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { serve } from '@hono/node-server'
import { sql } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { mirror } from '../../src/commands/mirror.ts'
import { sequenced } from '../../src/db/schema.ts'
import { encodeBase64 } from '../../src/ledger/base64.ts'
import { leafHash } from '../../src/ledger/hashes.ts'
import { openSigner } from '../../src/ledger/note.ts'
import { sequence } from '../../src/ledger/sequencer.ts'
import { logPrediction } from '../../src/predictions/log.ts'
import { redactEntry } from '../../src/redactions/redact.ts'
import { seed } from '../../src/seed.ts'
import { signer, witness } from '../ledger/keys.ts'
import { aPrediction, testWorld } from '../world.ts'

const { app, db, deps, get } = testWorld()
/** A ledger of the same key that begins otherwise. */
const fork = testWorld()
const { vkey } = signer.verifier
const moderator = { ...deps, actor: 'mia', role: 'moderator' as const }

let answering: (request: Request) => Response | Promise<Response> = request => app.fetch(request)
let url = ''
let server: ReturnType<typeof serve>
let folder = ''

beforeAll(async () => {
  await seed(deps)
  for (let more = 0; more < 36; more++) await logPrediction(deps, aPrediction())
  await sequence(db, signer)
  url = await new Promise(resolve => {
    server = serve({ fetch: (request: Request) => answering(request), port: 0 }, ({ port }) =>
      resolve(`http://localhost:${port}`),
    )
  })
})
afterAll(() => server.close())
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'reckon-mirror-'))
  answer(request => app.fetch(request))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

function answer(how: typeof answering) {
  answering = how
}

async function reckon(...args: string[]) {
  const child = spawn(process.execPath, ['src/commands/reckon.mjs', ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const [out, err, [status]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'exit'),
  ])
  return { status, out, err }
}

async function proofFile(index: number): Promise<string> {
  const file = join(folder, 'a.tlog-proof')
  await writeFile(file, await (await app.request(`/ledger/proof/${index}`)).text())
  return file
}

describe('reckon verify', () => {
  test('confirms a proof file offline, and shows the entry', async () => {
    const { status, out, err } = await reckon('verify', await proofFile(12), '--key', vkey)
    expect({ status, err }).toEqual({ status: 0, err: '' })
    const { body } = await get('/entries/12')
    expect(out).toMatch(
      /^It holds: entry 12 is in the ledger reckon\.test\/ledger, under its checkpoint of \d+ entries\.\n/,
    )
    expect(out).toContain(body.bytes)
  })

  test('names what does not hold, and ends with status 1', async () => {
    const file = await proofFile(12)
    const whole = await readFile(file, 'utf8')
    await writeFile(file, whole.replace('index 12', 'index 13'))
    expect(await reckon('verify', file, '--key', vkey)).toEqual({
      status: 1,
      out: '',
      err: 'Reckon cannot confirm it: the entry is not in the tree that the checkpoint signs\n',
    })
    const other = witness.vkey
    expect((await reckon('verify', file, '--key', other)).status).toBe(1)
    expect((await reckon('verify', join(folder, 'nothing'), '--key', vkey)).status).toBe(1)
  })

  test('says how it is used, with status 2', async () => {
    for (const args of [[], ['verify', '--nonsense'], ['mirror', 'no-url', 'x']]) {
      const { status, err } = await reckon(...args)
      expect(status).toBe(2)
      expect(err).toContain('reckon verify FILE --key VKEY')
    }
  })
})

test('reckon key makes a key that opens', async () => {
  const { status, out } = await reckon('key', 'example.org/ledger')
  expect(status).toBe(0)
  const made = await openSigner(/LEDGER_KEY=(.+)\n/.exec(out)?.[1] ?? '')
  expect(out).toContain(made.verifier.vkey)
})

describe('reckon mirror', () => {
  test('copies a ledger by its home page, as files that are the ledger again', async () => {
    const { status, out, err } = await reckon('mirror', url, folder)
    expect({ status, err }).toEqual({ status: 0, err: '' })
    const size = await db.$count(sequenced)
    expect(out).toBe(
      `${size} entries of reckon.test/ledger are in ${folder}, ${size} of them new; all of it was checked.\n`,
    )
    for (const path of ['checkpoint', 'key', 'tile/0/000', 'tile/entries/000', 'tile/1/000.p/1']) {
      const copied = await readFile(join(folder, path))
      const original = Buffer.from(await (await app.request(`/ledger/${path}`)).arrayBuffer())
      expect(copied.equals(original)).toBe(true)
    }
  })

  test('goes on from what the folder holds, also after it broke off', async () => {
    const first = await mirror(`${url}/ledger`, folder, vkey)
    for (let more = 0; more < 3; more++) await logPrediction(deps, aPrediction())
    await sequence(db, signer)
    answer(request =>
      request.url.includes('entries') ? new Response('', { status: 500 }) : app.fetch(request),
    )
    await expect(mirror(url, folder, vkey)).rejects.toThrow('answers 500')
    const asked: string[] = []
    answer(request => {
      asked.push(new URL(request.url).pathname)
      return app.fetch(request)
    })
    const again = await mirror(url, folder, vkey)
    expect(again.fresh).toBe(again.size - first.size)
    expect(again.fresh).toBeGreaterThan(3)
    expect(asked).not.toContain('/ledger/tile/0/000')
    expect(asked).not.toContain('/ledger/tile/entries/000')
  })

  test('refuses a ledger that has forked, one that was cut off, and another key', async () => {
    await mirror(url, folder)
    const before = await readdir(folder, { recursive: true })
    const checkpoint = await readFile(join(folder, 'checkpoint'), 'utf8')
    answer(request => fork.app.fetch(request))
    await logPrediction(fork.deps, aPrediction())
    await sequence(fork.db, signer)
    await expect(mirror(url, folder)).rejects.toThrow(/was cut off$/)
    const longer = (await size(db)) / 4 + 5
    for (let more = 0; more < longer; more++) await logPrediction(fork.deps, aPrediction())
    await sequence(fork.db, signer)
    await expect(mirror(url, folder)).rejects.toThrow(/has forked from the \d+ entries/)
    expect(await readdir(folder, { recursive: true })).toEqual(before)
    expect(await readFile(join(folder, 'checkpoint'), 'utf8')).toBe(checkpoint)
    await expect(mirror(url, folder, witness.vkey)).rejects.toThrow('of another key')
  })

  async function size(of: typeof db): Promise<number> {
    const [row] = await of.execute<{ count: number }>(sql`select count(*)::int as count from sequenced`)
    return row?.count ?? 0
  }

  test.each([
    ['tile/0/000', /has forked from the \d+ entries/],
    ['tile/entries/000', /holds another entry 0 than the tree|holds too|breaks off/],
    ['checkpoint', /does not fit the text/],
  ])('notices when %s in the folder was changed', async (path, said) => {
    await mirror(url, folder)
    const file = join(folder, path)
    const bytes = await readFile(file)
    bytes[5] = (bytes[5] ?? 0) ^ 1
    await writeFile(file, bytes)
    await expect(mirror(url, folder)).rejects.toThrow(said)
  })

  test.each(['tile/entries/000', 'tile/1/000.p/1', 'tile/0/000'])(
    'notices when the ledger serves another %s than the tree has',
    async path => {
      answer(async request => {
        const response = await app.fetch(new Request(request.url))
        if (new URL(request.url).pathname !== `/ledger/${path}`) return response
        const bytes = new Uint8Array(await response.arrayBuffer())
        bytes[9] = (bytes[9] ?? 0) ^ 1
        return new Response(bytes)
      })
      await expect(mirror(url, folder)).rejects.toThrow(
        /holds another entry 0|does not hold the hashes|do not have the root/,
      )
      await expect(readFile(join(folder, 'checkpoint'))).rejects.toThrow()
    },
  )

  test('waits for the word of a redaction that is made meanwhile', async () => {
    await redactEntry(moderator, '31', { reason: 'A court order' })
    const copying = mirror(url, folder)
    await expect.poll(() => readFile(join(folder, 'key'))).toBeDefined()
    await sequence(db, signer)
    expect((await copying).redacted).toEqual([31])
  })

  test('copies a redacted entry as a gap with its reason on record, and no other gap', async () => {
    const { body } = await get('/entries/30')
    await redactEntry(moderator, '30', { reason: 'A court order' })
    await sequence(db, signer)
    expect((await mirror(url, folder)).redacted).toEqual([30, 31])
    const file = await proofFile(30)
    expect(await reckon('verify', file, '--key', vkey)).toMatchObject({ status: 1 })
    const hash = encodeBase64(leafHash(new TextEncoder().encode(body.bytes)))
    expect(await reckon('verify', file, '--key', vkey, '--leaf-hash', hash)).toMatchObject({ status: 0 })
    const entry = join(folder, 'entry.json')
    await writeFile(entry, body.bytes)
    expect(await reckon('verify', file, '--key', vkey, '--entry', entry)).toMatchObject({ status: 0 })
    await db.execute(sql`alter table entries disable trigger user`)
    await db.execute(sql`update entries set bytes = '' where position = 6`)
    await db.execute(sql`alter table entries enable trigger user`)
    await rm(folder, { recursive: true })
    await expect(mirror(url, folder)).rejects.toThrow('entry 5 has no bytes, and no redaction is on record')
  })
})
