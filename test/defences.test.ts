import { sql } from 'drizzle-orm'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { countInPostgres } from '../src/accounts/count-in-postgres.ts'
import { type Limit, limitBy, noLimit, perMinute } from '../src/accounts/limits.ts'
import { originOf } from '../src/accounts/origin.ts'
import type { World } from '../src/app.tsx'
import { createApp } from '../src/app.tsx'
import { openDb } from '../src/db/client.ts'
import { apiKeys, entries } from '../src/db/schema.ts'
import { readNodeEnv, settingsOf } from '../src/env.ts'
import { aPrediction, keyOf, ownerKey, testSettings, testWorld } from './world.ts'

/** Of the one world of this file: each test may set another. */
const now: { limit: Limit; address: string; lines: Record<string, unknown>[] } = {
  limit: noLimit,
  address: '203.0.113.1',
  lines: [],
}
const outside: Partial<World> = {
  get address() {
    return now.address
  },
  limit: (...what) => now.limit(...what),
}
const { app, db, deps, url, post, signIn, visit } = testWorld(outside, { log: line => now.lines.push(line) })

beforeEach(() => {
  now.limit = noLimit
  now.lines = []
})

const pagesThatRead = [
  '/',
  '/due',
  '/predictions',
  '/predictions/new',
  '/pundits',
  '/compare',
  '/method',
  '/docs',
]
const pagesOfAccounts = ['/sign-in', '/sign-up', '/forgot', '/account', '/people', '/nothing-here']
const forms = app.routes.filter(({ method, path }) => method === 'POST' && !path.startsWith('/api'))

describe('a form', () => {
  test.each([...new Set(forms.map(({ path }) => path))])('%s is not taken from another site', async path => {
    const cookie = await signIn('owner')
    const senders: Record<string, string>[] = [
      { Origin: 'https://evil.example' },
      { Origin: 'null' },
      { Origin: 'https://reckon.test.evil.example' },
      { 'Sec-Fetch-Site': 'cross-site' },
      {},
    ]
    for (const headers of senders) {
      const response = await app.request(path.replaceAll(/:\w+/g, 'x'), {
        method: 'POST',
        headers: { Cookie: cookie, ...headers },
        body: new URLSearchParams({ sure: 'yes' }),
      })
      expect(response.status).toBe(403)
      expect(await response.text()).toContain('The form was sent from another site')
    }
    expect((await visit('/account', { cookie })).status).toBe(200)
  })

  test('is taken from the address that readers use, whatever a proxy calls us', async () => {
    const headers = { Origin: 'https://reckon.test' }
    const response = await app.request('http://10.0.0.7:8787/forgot', {
      method: 'POST',
      headers,
      body: new URLSearchParams({ email: 'x@example.org' }),
    })
    expect(response.status).toBe(200)
  })
})

describe('the session’s cookie', () => {
  test('is out of reach of scripts, of other sites and of plain HTTP', async () => {
    const { headers } = await visit('/sign-in', { form: { key: keyOf('ann') } })
    expect(headers.get('Set-Cookie')).toMatch(
      /^__Secure-reckon\.session_token=\S+; Max-Age=\d+; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
    )
  })

  test.each([
    [undefined, 'http://localhost:8787/', false],
    [undefined, 'http://127.0.0.1:8787/', false],
    [undefined, 'http://[::1]:8787/', false],
    [undefined, 'http://reckon.example.org/', true],
    [undefined, 'http://localhost.example.org/', true],
    [undefined, 'https://reckon.example.org/', true],
    ['https://reckon.example.org', 'http://localhost:8787/', true],
    ['http://10.0.0.7:8787', 'http://10.0.0.7:8787/', false],
  ])('with BASE_URL %s, at %s, is Secure: %s', (baseUrl, at, secure) => {
    expect(originOf(baseUrl, at).secure).toBe(secure)
  })

  test('is worth nothing with another token than the signed one', async () => {
    const [mine, theirs] = [await signIn('ann'), await signIn('owner')]
    const forged = `${theirs.split('.').slice(0, 2).join('.')}.${mine.split('.').at(-1)}`
    expect((await visit('/account', { cookie: forged })).status).toBe(303)
  })
})

describe('what a browser is told', () => {
  test.each([...pagesThatRead, ...pagesOfAccounts])(
    '%s runs and draws nothing that is written into it',
    async path => {
      const { html, headers } = await visit(path, { cookie: await signIn('owner') })
      const policy = headers.get('Content-Security-Policy') ?? ''
      expect(policy.split('; ').sort()).toEqual([
        "base-uri 'none'",
        "default-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "object-src 'none'",
      ])
      expect(html).not.toMatch(
        /<style|\sstyle=|<script(?![^>]*\s(?:src="\/|type="application\/ld\+json"))|\son\w+=|javascript:/i,
      )
    },
  )

  test.each(['/', '/style.css', '/nothing', '/api/v1/claims', '/api/v1/nothing', '/healthz', '/readyz'])(
    '%s comes with the headers that keep it what it is',
    async path => {
      const { headers } = await app.request(path)
      expect(Object.fromEntries(headers)).toMatchObject({
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'SAMEORIGIN',
        'referrer-policy': 'same-origin',
        'strict-transport-security': 'max-age=15552000',
        'cross-origin-opener-policy': 'same-origin',
        'cross-origin-resource-policy': 'same-origin',
        'permissions-policy': 'camera=(), geolocation=(), microphone=()',
      })
      expect(headers.get('X-Powered-By')).toBeNull()
    },
  )

  test('shared caches keep nothing of a page that knows its reader', async () => {
    const { headers } = await visit('/account', { cookie: await signIn('ann') })
    expect(headers.get('Cache-Control')).toBe('private, no-store')
  })
})

describe('who does too much in a minute', () => {
  beforeEach(() => {
    let instant = deps.now()
    now.limit = limitBy(
      countInPostgres(db, () => instant),
      `${Math.random()}`,
    )
    instant = deps.now()
  })

  async function statuses(
    times: number,
    ask: (count: number) => Promise<{ status: number; headers: Headers }>,
  ) {
    const seen: number[] = []
    let last: Headers | undefined
    for (let count = 0; count < times; count++) {
      const { status, headers } = await ask(count)
      seen.push(status)
      last = headers
    }
    return { seen, last }
  }

  test('signing in from one address waits, whoever it is tried on', async () => {
    const wrong = (email: string) => visit('/sign-in', { form: { email, key: 'a-wrong-key' } })
    const one = await statuses(perMinute['sign-in'] + 1, count => wrong(`${count}@example.org`))
    expect(one.seen.slice(-2)).toEqual([422, 429])
    expect(one.last?.get('Retry-After')).toMatch(/^[1-9]\d?$/)
    now.address = '203.0.113.2'
    expect((await wrong('x@example.org')).status).toBe(422)
  })

  const ann = { email: 'ann@example.org', password: 'not hers' }

  test('one network that guesses at a person does not keep them out', async () => {
    const { seen } = await statuses(perMinute['sign-in'] + 5, () => visit('/sign-in', { form: ann }))
    expect(seen.slice(-5)).toEqual([429, 429, 429, 429, 429])
    now.address = '203.0.113.99'
    expect((await visit('/sign-in', { form: ann })).status).toBe(422)
    expect((await visit('/sign-in', { form: { ...ann, key: keyOf('ann'), password: '' } })).status).toBe(303)
  })

  test('guessing at one person from very many addresses waits too', async () => {
    const { seen } = await statuses(perMinute['at-one'] + 1, count => {
      now.address = `198.51.${count % 100}.${count}`
      const form = { ...ann, email: count % 2 === 0 ? ann.email : 'ANN@example.org', password: ' ' }
      return visit('/sign-in', { form })
    })
    expect(seen.slice(-2)).toEqual([422, 429])
  })

  test.each(['/sign-up', '/forgot'])('%s waits, by address, and far later by person', async path => {
    const { seen } = await statuses(perMinute['sign-up'] + 1, () => visit(path, { form: { name: 'x' } }))
    expect(seen.slice(-2)).toEqual([422, 429])
    const person = await statuses(perMinute['at-one'] + 1, count => {
      now.address = `192.0.${count % 100}.${count}`
      return visit(path, { form: { name: 'x', email: 'one@example.org', role: 'x' } })
    })
    expect(new Set(person.seen.slice(0, -1))).toEqual(new Set([422]))
    expect(person.seen.at(-1)).toBe(429)
  })

  test('writing waits, in the API and on the pages, but for the owner', async () => {
    const by = (key: string) => () => post('/predictions', {}, { Authorization: `Bearer ${key}` })
    const { seen, last } = await statuses(perMinute.write + 1, by(keyOf('ben')))
    expect(seen.slice(-2)).toEqual([422, 429])
    expect(last?.get('Retry-After')).toMatch(/^[1-9]\d?$/)
    const cookie = await signIn('ben')
    expect((await visit('/predictions', { cookie, form: {} })).status).toBe(429)
    expect((await by(keyOf('ann'))()).status).toBe(422)
    expect((await statuses(perMinute.write + 1, by(ownerKey))).seen.at(-1)).toBe(422)
  })

  test('guessing keys waits', async () => {
    const guess = () => post('/predictions', {}, { Authorization: 'Bearer guessed' })
    expect((await statuses(perMinute.write + 1, guess)).seen.slice(-2)).toEqual([401, 429])
  })

  test('reading waits, by address', async () => {
    const count = vi.fn(async () => 7)
    now.limit = limitBy(count, 'secret')
    for (const path of ['/', '/api/v1/claims', '/nothing']) {
      const { status, headers } = await app.request(path)
      expect([status, headers.get('Retry-After')]).toEqual([429, '7'])
    }
    expect((await app.request('/healthz')).status).toBe(200)
  })

  test('reading waits, by person', async () => {
    const asked: string[] = []
    now.limit = async (what, by, who) => void asked.push(`${what} ${by} ${who}`)
    await visit('/', { cookie: await signIn('ann') })
    expect(asked).toEqual([`read address ${now.address}`, 'read person ann'])
  })
})

describe('a body', () => {
  test.each(['/sign-in', '/sign-up', '/predictions', '/account/keys'])(
    'of %s may hold one mebibyte',
    async path => {
      const form = { name: 'x'.repeat(1024 * 1024) }
      expect((await visit(path, { cookie: await signIn('ann'), form })).status).toBe(413)
    },
  )
})

describe('a statement', () => {
  test('that waits too long is given up, and the answer says when to come again', async () => {
    const short = openDb(url, 2, { statement_timeout: 500 })
    const impatient = createApp(() => ({ deps: { ...deps, db: short.db }, settings: testSettings }))
    const holder = openDb(url, 1)
    await holder.db.transaction(async tx => {
      await tx.execute(sql`lock table claims in access exclusive mode`)
      const { status, headers } = await impatient.request('/api/v1/claims')
      expect([status, headers.get('Retry-After')]).toEqual([503, '5'])
    })
    expect((await impatient.request('/api/v1/claims')).status).toBe(200)
    await Promise.all([short.close(), holder.close()])
  })
})

describe('a sign-in elsewhere', () => {
  const env = readNodeEnv({
    BASE_URL: 'https://reckon.test',
    GITHUB_CLIENT_ID: 'the-client',
    GITHUB_CLIENT_SECRET: 'the-secret',
  })
  const social = createApp(() => ({ deps, settings: settingsOf(env, testSettings) }))

  test('is offered where it is set up, and only there', async () => {
    expect(await (await social.request('/sign-in')).text()).toContain('Sign in with GitHub')
    expect(await (await social.request('/sign-in')).text()).not.toContain('Google')
    expect((await social.request('/sign-in/google')).status).toBe(404)
    expect((await visit('/sign-in')).html).not.toContain('GitHub')
  })

  test('leads to GitHub with a state, and comes back only with the same', async () => {
    const away = await social.request('/sign-in/github')
    const to = new URL(away.headers.get('Location') ?? '')
    expect([to.origin, to.searchParams.get('client_id')]).toEqual(['https://github.com', 'the-client'])
    expect(to.searchParams.get('redirect_uri')).toBe('https://reckon.test/sign-in/callback/github')
    expect(to.searchParams.get('state')).toMatch(/\S{20}/)
    expect(to.href).not.toContain('the-secret')
    const back = await social.request('/sign-in/callback/github?code=x&state=forged')

    expect(new URL(back.headers.get('Location') ?? '', 'https://reckon.test').pathname).toBe('/sign-in')
  })

  test.each([
    'sign-in/email',
    'sign-up/email',
    'get-session',
    'admin/list-users',
    'api-key/create',
    'sign-in/key',
  ])('leaves the library’s own route %s shut', async path => {
    for (const method of ['GET', 'POST']) {
      for (const base of ['/sign-in', '/api/auth'])
        expect(
          (await social.request(`${base}/${path}`, { method, headers: { Origin: 'https://reckon.test' } }))
            .status,
        ).toBe(404)
    }
  })
})

describe('the log', () => {
  test('has a line of each request: its id, route, status, duration and actor', async () => {
    const { headers } = await visit('/predictions/new?restates=x', { cookie: await signIn('ann') })
    await post('/predictions', {}, { Authorization: `Bearer ${keyOf('ben')}` })
    expect(now.lines).toMatchObject([
      { method: 'GET', route: '/predictions/new', status: 404, actor: 'ann' },
      { method: 'POST', route: '/api/v1/predictions', status: 422, actor: 'ben' },
    ])
    expect(now.lines[0]?.requestId).toBe(headers.get('X-Request-Id'))
    expect(now.lines[0]?.duration).toEqual(expect.any(Number))
    expect(headers.get('Server-Timing')).toBe(`total;dur=${now.lines[0]?.duration}`)
  })

  test('holds no secret and nobody’s address or name', async () => {
    const form = { name: 'Secret Sam', email: 'sam@example.org' }
    await visit('/sign-up', { form })
    await visit('/sign-in', { form: { email: 'sam@example.org', password: 'sams-password' } })
    await visit('/password?token=a-secret-token')
    await visit('/sign-in', { form: { key: keyOf('ann') } })
    await post('/predictions', aPrediction(), { Authorization: `Bearer ${keyOf('ann')}` })
    const cookie = await signIn('ann')
    await visit('/account', { cookie })
    const log = JSON.stringify(now.lines)
    expect(now.lines.length).toBeGreaterThan(5)
    const token = cookie.split('=')[1] ?? cookie
    for (const secret of [
      'sam@',
      'Secret Sam',
      'sams-password',
      'a-secret-token',
      keyOf('ann'),
      token,
      now.address,
    ])
      expect(log).not.toContain(secret)
  })

  test('names what failed without what was sent, and the answer does not even do that', async () => {
    await db.execute(sql`alter table api_keys rename to lost_keys`)
    const { status, body } = await post('/predictions', {}, { Authorization: 'Bearer a-very-secret-key' })
    await db.execute(sql`alter table lost_keys rename to api_keys`)
    expect(status).toBe(500)
    expect(Object.keys(body)).toEqual(['type', 'title', 'status', 'detail'])
    expect(JSON.stringify(body)).not.toMatch(/api_keys|select|postgres|\.ts/i)
    const line = now.lines.find(({ level }) => level === 'error')
    expect(line).toMatchObject({ route: '/api/v1/predictions', code: '42P01' })
    expect(body.detail).toContain(line?.requestId)
    expect(JSON.stringify(now.lines)).not.toMatch(/a-very-secret-key|select/)
  })

  test.each(['x'.repeat(300), 'id\u00e9', '"}{"level":"error'])(
    'takes no request id like %j from outside',
    async id => {
      const { headers } = await app.request('/', { headers: { 'X-Request-Id': encodeURIComponent(id) } })
      expect(headers.get('X-Request-Id')).not.toContain(id)
      expect(headers.get('X-Request-Id')).toMatch(/^[\w-]+$/)
    },
  )
})

test('an entry names its actor by id and holds nothing else of the person, nor of their key', async () => {
  await post('/predictions', aPrediction(), { Authorization: `Bearer ${keyOf('mia')}` })
  const rows = await db.select({ bytes: entries.bytes }).from(entries)
  const ledger = rows.map(({ bytes }) => new TextDecoder().decode(bytes)).join('\n')
  expect(ledger).toContain('"actor":"mia"')
  const keys = await db.select({ key: apiKeys.key }).from(apiKeys)
  for (const secret of ['mia@example.org', keyOf('mia'), ...keys.map(({ key }) => key)]) {
    expect(ledger).not.toContain(secret)
  }
})

describe('/healthz and /readyz', () => {
  test('say that all is well', async () => {
    expect(await (await app.request('/healthz')).json()).toEqual({ status: 'alive' })
    expect(await (await app.request('/readyz')).json()).toEqual({ status: 'ready' })
  })

  test('say that the database is gone, though the process is alive', async () => {
    const gone = openDb('postgres://nobody@127.0.0.1:1/x', 1)
    const lost = createApp(() => ({ deps: { ...deps, db: gone.db }, settings: testSettings }))
    expect((await lost.request('/healthz')).status).toBe(200)
    const { status, headers } = await lost.request('/readyz')
    expect([status, headers.get('Retry-After')]).toEqual([503, '5'])
    await gone.close()
  })

  test('say that a migration is missing', async () => {
    await db.execute(sql`update drizzle.__drizzle_migrations set created_at = created_at - 1`)
    const { status } = await app.request('/readyz')
    await db.execute(sql`update drizzle.__drizzle_migrations set created_at = created_at + 1`)
    expect(status).toBe(503)
  })
})
