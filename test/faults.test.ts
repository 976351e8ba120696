import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { createApp } from '../src/app.tsx'
import { openDb } from '../src/db/client.ts'
import { predictions } from '../src/db/schema.ts'
import { serveApp } from '../src/serve.ts'
import { flakyLink } from './flaky-link.ts'
import { aPrediction, keyOf, testSettings, testWorld } from './world.ts'

const { db, deps, url } = testWorld()

function logging(input = aPrediction()): RequestInit {
  return {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${keyOf('ann')}` },
    body: JSON.stringify(input),
  }
}

describe('a database that is gone', () => {
  let link: Awaited<ReturnType<typeof flakyLink>>
  let through: ReturnType<typeof openDb>
  let app: ReturnType<typeof createApp>
  beforeAll(async () => {
    link = await flakyLink(url)
    through = openDb(link.url, 2)
    app = createApp(() => ({ deps: { ...deps, db: through.db }, settings: testSettings }))
  })
  afterAll(async () => {
    await through.close()
    link.close()
  })

  test('is 503 with Retry-After in the API, on the pages and at /readyz, and over by itself when it is back', async () => {
    expect((await app.request('/api/v1/claims')).status).toBe(200)
    link.cut()
    for (const [path, init] of [
      ['/api/v1/claims', {}],
      ['/', {}],
      ['/readyz', {}],
      ['/api/v1/predictions', logging()],
    ] as const) {
      const { status, headers } = await app.request(path, init)
      expect([path, status, headers.get('Retry-After')]).toEqual([path, 503, '5'])
    }
    expect((await app.request('/healthz')).status).toBe(200)
    await link.mend()
    await vi.waitFor(async () => expect((await app.request('/readyz')).status).toBe(200), { timeout: 30_000 })
    expect((await app.request('/api/v1/predictions', logging())).status).toBe(201)
  })

  test('in the middle of a request is 503, and nothing is half-written', async () => {
    const before = await db.$count(predictions)
    const holder = openDb(url, 1)
    const waiting = await holder.db.transaction(async tx => {
      await tx.execute(sql`lock table predictions in exclusive mode`)
      const request = app.request('/api/v1/predictions', logging())
      await vi.waitFor(async () => {
        const [row] = await db.execute(
          sql`select count(*)::int as n from pg_locks where not granted and database = (select oid from pg_database where datname = current_database())`,
        )
        expect(row?.n).toBeGreaterThan(0)
      })
      link.cut()
      return request
    })
    const { status, headers } = await waiting
    expect([status, headers.get('Retry-After')]).toEqual([503, '5'])
    await holder.close()
    await link.mend()
    expect(await db.$count(predictions)).toBe(before)
    await vi.waitFor(async () => expect((await app.request('/readyz')).status).toBe(200), { timeout: 30_000 })
  })
})

describe('a pool whose connections are all busy', () => {
  test('is 503 with Retry-After, and serves again when one is free', async () => {
    const small = openDb(url, 1)
    const app = createApp(() => ({ deps: { ...deps, db: small.db }, settings: testSettings }), undefined, {
      seconds: 0.2,
    })
    await small.db.transaction(async () => {
      const { status, headers } = await app.request('/api/v1/claims')
      expect([status, headers.get('Retry-After')]).toEqual([503, '5'])
      expect((await app.request('/healthz')).status).toBe(200)
    })
    expect((await app.request('/api/v1/claims')).status).toBe(200)
    await small.close()
  })
})

describe('a client that is slow', () => {
  test.each([
    ['with its headers', 'POST /api/v1/predictions HTTP/1.1\r\nHost: x\r\nX-Slow: '],
    ['with its body', 'POST /api/v1/predictions HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n{'],
  ])('%s is let go, and keeps nobody else waiting', async (_, opening) => {
    const app = createApp(() => ({ deps, settings: testSettings }))
    const impatient = { headers: 200, request: 300, check: 50, leaving: 1000 }
    const { port, stop } = await serveApp(app, 0, impatient)
    const slow = connect(port, '127.0.0.1')
    slow.on('error', () => {})
    let answer = ''
    slow.on('data', chunk => {
      answer += chunk
    })
    await once(slow, 'connect')
    slow.write(opening)
    expect((await fetch(`http://127.0.0.1:${port}/healthz`)).status).toBe(200)
    await once(slow, 'close')
    expect(answer === '' || /^HTTP\/1\.1 40[18]/.test(answer)).toBe(true)
    await stop()
  })
})

describe('SIGTERM under load', () => {
  let child: ChildProcess | undefined
  let dataDir = ''
  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'reckon-faults-'))
  })
  afterAll(async () => {
    child?.kill('SIGKILL')
    await rm(dataDir, { recursive: true, force: true })
  })

  test('answers what was accepted: each write is acknowledged or was never made', async () => {
    child = spawn(process.execPath, ['--import', 'tsx', 'src/node.ts'], {
      env: {
        PATH: process.env.PATH,
        DATABASE_URL: url,
        DATA_DIR: dataDir,
        PORT: '0',
        RATE_LIMITS: 'off',
      },
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const server = child
    const exit = once(server, 'exit')
    const address = await new Promise<string>(resolve => {
      let printed = ''
      server.stdout?.on('data', chunk => {
        printed += chunk
        const found = /Reckon is at (\S+)/.exec(printed)?.[1]
        if (found !== undefined) resolve(found)
      })
    })
    const before = await db.$count(predictions)
    let acknowledged = 0
    const writers = Array.from({ length: 16 }, async () => {
      for (;;) {
        const response = await fetch(`${address}/api/v1/predictions`, logging()).catch(() => undefined)
        if (response === undefined) return
        expect(response.status).toBe(201)
        await response.json()
        acknowledged++
        if (acknowledged === 40) server.kill('SIGTERM')
      }
    })
    await Promise.all(writers)
    expect(await exit).toEqual([0, null])
    expect(acknowledged).toBeGreaterThanOrEqual(40)
    expect((await db.$count(predictions)) - before).toBe(acknowledged)
  })
})
