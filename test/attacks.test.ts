import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import vm from 'node:vm'
import { eq } from 'drizzle-orm'
import { beforeAll, describe, expect, test, vi } from 'vitest'
import { people, sessions } from '../src/db/schema.ts'
import { anEvidence, aPrediction, keyOf, testWorld } from './world.ts'

const { app, db, get, post, rowCounts, signIn, visit } = testWorld()

function as(id: string) {
  return { Authorization: `Bearer ${keyOf(id)}` }
}

const logged = { id: '', claimId: '', slug: '', sourceId: '' }
beforeAll(async () => {
  const { body } = await post('/predictions', aPrediction(), as('ann'))
  Object.assign(logged, {
    id: body.id,
    claimId: body.claimId,
    slug: body.pundit.slug,
    sourceId: body.source.id,
  })
})

/** Every write of the API, with a body that will do. */
const writes: [string, () => Record<string, unknown>][] = [
  ['/predictions', aPrediction],
  ['/predictions/ID/corrections', () => ({ quote: { exact: 'other words' }, reason: 'x' })],
  ['/claims/CLAIM/evidence', anEvidence],
  ['/claims/CLAIM/resolutions', () => ({ outcome: 'void', voidReason: 'moot', rationale: 'x' })],
  ['/claims/CLAIM/disputes', () => ({ reason: 'wrong-outcome', counterOutcome: 'open', rationale: 'x' })],
  ['/claims/CLAIM/settlements', () => ({ decision: 'upheld', rationale: 'x' })],
  ['/claims/CLAIM/reopenings', () => ({ reason: 'x' })],
  ['/claims/CLAIM/corrections', () => ({ criteria: 'Other criteria', reason: 'x' })],
  ['/claims/CLAIM/merges', () => ({ claimId: '01890a5d-ac96-774b-bcce-b302099a8057', reason: 'x' })],
  ['/pundits/SLUG/merges', () => ({ slug: 'somebody-else', reason: 'x' })],
]

function at(path: string): string {
  return path.replace('ID', logged.id).replace('CLAIM', logged.claimId).replace('SLUG', logged.slug)
}

describe('markup that somebody stores', () => {
  const payloads = [
    '<script>alert(1)</script>',
    '"><img src=x onerror=alert(1)>',
    "'-alert(1)-'",
    '</title></textarea><svg onload=alert(1)>',
    '{{constructor.constructor("alert(1)")()}}',
  ]

  test.each(payloads)('%s is text on every page that shows it', async payload => {
    const cookie = await signIn('owner')
    const input = aPrediction({
      claim: {
        statement: `${payload} happens`,
        criteria: payload,
        condition: payload,
        topics: ['markup'],
        dueBy: '2026-06-30',
        dueBasis: 'stated',
        dueWording: payload,
      },
      pundit: { name: `Pundit ${payload}`, kind: 'person', role: payload, aliases: [`Alias ${payload}`] },
      source: { title: payload, publisher: payload, author: payload, publishedOn: '2026-01-02' },
      quote: { exact: payload, prefix: payload, suffix: payload },
    })
    const { status, body } = await post('/predictions', input, as('ann'))
    expect(status).toBe(201)
    const evidence = anEvidence({ title: payload, publisher: payload, excerpt: payload, note: payload })
    const filed = await post(`/claims/${body.claimId}/evidence`, evidence, as('ann'))
    const evidenceIds = [filed.body.id]
    const resolution = { outcome: 'true', rationale: payload, evidenceIds }
    expect((await post(`/claims/${body.claimId}/resolutions`, resolution, as('ann'))).status).toBe(201)
    const dispute = { reason: 'evidence-does-not-show-it', counterOutcome: 'open', rationale: payload }
    expect((await post(`/claims/${body.claimId}/disputes`, dispute, as('ben'))).status).toBe(201)
    await visit('/people', {
      cookie,
      form: { name: payload, email: `${Math.random()}@example.org`, role: 'moderator' },
    })
    await visit('/account/keys', { cookie, form: { name: payload, scopes: 'read' } })
    await db.update(sessions).set({ userAgent: payload }).where(eq(sessions.userId, 'owner'))
    const q = encodeURIComponent(payload)
    for (const path of [
      '/',
      '/due',
      `/predictions?q=${q}`,
      `/predictions?topic=${q}`,
      '/pundits',
      `/pundits/${body.pundit.slug}`,
      `/claims/${body.claimId}`,
      `/claims/${body.claimId}/corrections`,
      `/predictions/${body.id}/corrections`,
      `/predictions/new?restates=${body.id}`,
      `/sources/${body.source.id}`,
      `/sign-in?next=${q}&error=${q}`,
      `/password?token=${q}`,
      `/problems/${q}`,
      `/${q}`,
      '/people',
      '/account',
    ]) {
      const { html } = await visit(path, { cookie })
      // A block of data, which no browser runs, and which nothing in it can end.
      const runs = html.replaceAll(/<script type="application\/ld\+json">[^<]*<\/script>/g, '')
      expect(runs).not.toContain(payload)
      expect(runs).not.toContain('ld+json')
    }
  })

  test.each([
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    'java\tscript:alert(1)',
    ' javascript:alert(1)',
    'data:text/html,<script>alert(1)</script>',
    'vbscript:x',
    'https:javascript:alert(1)',
    'https://user:word@example.org',
  ])('as the address %j is refused in every field that takes one', async url => {
    const before = await rowCounts()
    for (const answer of [
      await post('/predictions', aPrediction({ source: { url, title: 'x' } })),
      await post(
        '/predictions',
        aPrediction({ source: { url: 'https://example.org/x', archiveUrl: url, title: 'x' } }),
      ),
      await post(`/claims/${logged.claimId}/evidence`, anEvidence({ url })),
    ]) {
      expect(answer.status).toBe(422)
    }
    expect(await rowCounts()).toEqual(before)
  })
})

describe('SQL in a filter', () => {
  const payloads = [
    "' or 1=1 --",
    "'; drop table entries; --",
    '") or ("1"="1',
    "\\'; select pg_sleep(10); --",
    '$1',
    '%',
    '_',
    '\\',
    'a & b | !',
    "':*",
    '1e999',
    '-1',
    'ＮＵＬＬ',
  ]
  const filters = {
    '/predictions': ['pundit', 'topic', 'source', 'claim', 'state', 'stance', 'q', 'limit', 'cursor'],
    '/claims': ['state', 'queue', 'topic', 'q', 'dueBefore', 'limit', 'cursor'],
    '/claims/similar': ['statement'],
    '/pundits': ['q', 'limit', 'cursor'],
    '/accuracy': ['topic', 'scale', 'deadline', 'include', 'asOf', 'limit', 'cursor'],
    '/pundits/SLUG/accuracy': ['topic', 'scale', 'deadline', 'include', 'asOf'],
    '/sources': ['q', 'limit', 'cursor'],
    '/windows': ['sentence', 'saidOn'],
  }

  test.each(Object.entries(filters))(
    'of %s changes nothing and finds nothing it should not',
    async (path, names) => {
      const before = await rowCounts()
      for (const name of names) {
        for (const payload of payloads) {
          const { status, body } = await get(`${at(path)}?${name}=${encodeURIComponent(payload)}`)
          expect([200, 422], `${name}=${payload}`).toContain(status)
          if (status === 200 && name === 'q' && payload.includes('1=1')) expect(body.items).toEqual([])
        }
      }
      expect(await rowCounts()).toEqual(before)
    },
  )

  test.each(["x' or '1'='1", '%', '..%2f..', '01890a5d-ac96-774b-bcce-b302099a8057', '1', 'null', '%00'])(
    'as the id %s finds nothing',
    async id => {
      for (const path of ['/predictions', '/claims', '/pundits', '/sources']) {
        const response = await app.request(`/api/v1${path}/${id.includes('%') ? id : encodeURIComponent(id)}`)
        expect([400, 404]).toContain(response.status)
      }
    },
  )
})

describe('a cursor', () => {
  const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')

  test.each([
    'x',
    '____',
    encode(null),
    encode({}),
    encode([]),
    encode(['x']),
    encode([1, 2, 3, 4, 5, 6]),
    encode(["'; drop table entries; --", "'; drop table entries; --"]),
    encode([{ toString: 'x' }, []]),
    encode([Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER]),
    encode([['a'], ['b']]),
    'A'.repeat(501),
  ])('%s that nobody was given is refused or finds nothing', async cursor => {
    for (const path of [
      '/predictions',
      '/claims',
      '/claims?state=settled',
      '/pundits',
      '/accuracy',
      '/sources',
    ]) {
      const join = path.includes('?') ? '&' : '?'
      const { status } = await get(`${path}${join}cursor=${encodeURIComponent(cursor)}`)
      expect([200, 422], `${path} ${cursor}`).toContain(status)
    }
  })
})

describe('a line end', () => {
  const injected = [
    '/\r\nSet-Cookie: stolen=1',
    '/%0d%0aSet-Cookie:%20stolen=1',
    '/x\nLocation: https://evil.example',
  ]

  test.each(injected)('in %j makes no header', async next => {
    const { status, headers } = await visit('/sign-in', { form: { key: keyOf('ann'), next } })
    expect(status).toBe(303)
    expect(headers.get('Location')).toMatch(/^\/[\w%./:]*$/)
    expect(headers.getSetCookie().join()).not.toContain('stolen')
    const listed = await app.request(`/api/v1/predictions?limit=1&q=${encodeURIComponent(next)}`)
    expect([...listed.headers.keys()]).not.toContain('location')
  })

  test('in the subject of a mail cannot be, nor in its addressee', async () => {
    const form = { name: 'x\r\nBcc: all@example.org', email: 'a@example.org\r\nBcc: all@example.org' }
    expect((await visit('/sign-up', { form })).status).toBe(422)
  })
})

describe('a field that is not asked for', () => {
  const extra = {
    id: '01890a5d-ac96-774b-bcce-b302099a8057',
    actor: 'owner',
    banned: false,
    recordedAt: '2020-01-01T00:00:00Z',
    loggedBy: 'owner',
    resolvedBy: 'owner',
    state: 'settled',
    scored: true,
    entryId: '01890a5d-ac96-774b-bcce-b302099a8057',
  }

  test.each(writes)('of POST %s is refused', async (path, body) => {
    const before = await rowCounts()
    for (const [name, value] of Object.entries(extra)) {
      const answer = await post(at(path), { ...body(), [name]: value }, as('mia'))
      expect([answer.status, name]).toEqual([422, name])
      expect(answer.body.errors).toContainEqual(expect.objectContaining({ pointer: `#/${name}` }))
    }
    expect(await rowCounts()).toEqual(before)
  })

  test('of an account’s forms is refused, or does nothing', async () => {
    const cookie = await signIn('ann')
    const form = { role: 'owner', emailVerified: 'true', banned: 'false', id: 'owner' }
    expect((await visit('/sign-up', { form: { name: 'x', email: 'x@example.org', ...form } })).status).toBe(
      422,
    )
    await visit('/account/keys', {
      cookie,
      form: { name: 'x', scopes: 'read', userId: 'owner', referenceId: 'owner' },
    })
    const owner = await signIn('owner')
    expect(
      (await visit('/people', { cookie: owner, form: { name: 'x', email: 'y@example.org', ...form } }))
        .status,
    ).toBe(422)
    const [ann] = await db.select().from(people).where(eq(people.id, 'ann'))
    expect(ann?.role).toBe('contributor')
    expect((await visit('/account', { cookie: owner })).html).toContain('OWNER_API_KEY')
    expect((await visit('/account', { cookie: owner })).html).not.toContain('<h3>x</h3>')
  })
})

describe('guessing an id', () => {
  test('of somebody else’s key or session gets the answer of one that is not there', async () => {
    const cookie = await signIn('ben')
    const theirs = (await signIn('mia')).split('=')[1]?.split('.')[0]
    for (const [mine, other] of [
      ['/account/keys/key-mia/revocation', '/account/keys/nothing/revocation'],
      [`/account/sessions/${theirs}/end`, '/account/sessions/nothing/end'],
    ] as const) {
      const answers = [await visit(mine, { cookie, form: {} }), await visit(other, { cookie, form: {} })]
      expect(answers.map(({ status }) => status)).toEqual([404, 404])
      const [asked, none] = [mine.split('/')[3] ?? '', other.split('/')[3] ?? '']
      expect(answers[0]?.html.replaceAll(asked, none)).toBe(answers[1]?.html)
    }
  })
})

describe('a body made to break the parser', () => {
  const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`

  test.each(writes)('is refused by POST %s', async path => {
    const before = await rowCounts()
    for (const body of [
      deep,
      `{"a":${deep}}`,
      'x'.repeat(1024 * 1024 + 1),
      '{"a":1e99999}',
      '"',
      '[]',
      'null',
    ]) {
      const { status } = await post(at(path), body, as('mia'))
      expect([400, 413, 422]).toContain(status)
    }
    expect(await rowCounts()).toEqual(before)
  })

  test.each(writes)('is refused by POST %s when it reaches for a prototype', async (path, body) => {
    for (const key of ['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty']) {
      const text = JSON.stringify(body()).replace(
        '{',
        `{${JSON.stringify(key)}:{"polluted":true,"role":"owner"},`,
      )
      const { status } = await post(at(path), text, as('mia'))
      expect([status, key]).toEqual([422, key])
    }
    expect({}).not.toHaveProperty('polluted')
    expect({}).not.toHaveProperty('role')
  })

  test('as a form that reaches for a prototype pollutes nothing', async () => {
    const form: [string, string][] = [
      ['__proto__', 'x'],
      ['__proto__.polluted', 'x'],
      ['constructor.prototype.polluted', 'x'],
      ['__proto__[polluted]', 'x'],
    ]
    for (const path of ['/sign-in', '/sign-up', '/predictions', '/account/keys']) {
      expect([401, 422]).toContain((await visit(path, { cookie: await signIn('ann'), form })).status)
    }
    expect({}).not.toHaveProperty('polluted')
  })
})

describe('a name made to look like another', () => {
  const named = (name: string) =>
    post('/predictions', aPrediction({ pundit: { name, kind: 'person' } }), as('ann'))

  test('by letters that are never drawn is the same pundit', async () => {
    const { body } = await named('Ivan Imitated')
    for (const name of [
      'Ivan\u200b Imitated',
      'I\u00advan Imitated',
      '\ufeffIvan  IMITATED',
      'Ivan\u2060 Imitated',
    ]) {
      expect((await named(name)).body.pundit?.slug).toBe(body.pundit.slug)
    }
  })

  test.each([
    'Іvan Imitated',
    'Ivan Imitаted',
    'Ιvan Imitated',
    '\u202eetagitimI navI',
    '\u2066Ivan\u2069 Imitated',
    '\u200b\u2060',
  ])('as %j is refused', async name => {
    expect((await named(name)).status).toBe(422)
    const { status } = await visit('/sign-up', { form: { name, email: 'imitator@example.org' } })
    expect(status).toBe(422)
  })

  test.each(['Владимир Путин', 'Κυριάκος Μητσοτάκης', 'Владимир Putin', 'Ωmega', 'Łukasz Żółć', '习近平'])(
    'is not what %s is',
    async name => {
      expect((await named(name)).status).toBe(201)
    },
  )

  test('makes a slug of plain letters, which is nobody else’s', async () => {
    const slugs = new Set<string>()
    for (const name of [
      'Émile Éclair',
      'Emile Eclair',
      'ＥＭＩＬＥ Éclair Junior',
      'Емил Еклер',
      'Емил Еклер Мл',
    ]) {
      const { slug } = (await named(name)).body.pundit
      expect(slug).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/)
      slugs.add(slug)
    }
    expect(slugs.size).toBe(5)
  })

  test.each(['еmile-eclair', 'emile\u200b-eclair', 'EMILE-ECLAIR', 'emile-eclair\u0000'])(
    'as the slug %j finds nobody',
    async slug => {
      expect((await get(`/pundits/${encodeURIComponent(slug)}`)).status).toBe(404)
    },
  )
})

test('an Idempotency-Key that somebody else has used gives nothing of theirs away', async () => {
  const input = aPrediction()
  const headers = { 'Idempotency-Key': 'the-same-key' }
  const first = await post('/predictions', input, { ...as('ann'), ...headers })
  expect(first.status).toBe(201)
  const replayed = await post('/predictions', input, { ...as('ben'), ...headers })
  expect(replayed.status).toBe(409)
  expect(replayed.headers.get('Idempotency-Replayed')).toBeNull()
  const other = await post('/predictions', aPrediction(), { ...as('ben'), ...headers })
  expect(other.status).toBe(201)
  const again = await post('/predictions', input, { ...as('ann'), ...headers })
  expect([again.status, again.headers.get('Idempotency-Replayed')]).toEqual([201, 'true'])
  expect(again.body).toEqual(first.body)
})

describe('no regular expression takes for ever', () => {
  const made: RegExp[] = []

  /** Those written in the sources, and those that modules make when they are loaded. */
  beforeAll(async () => {
    const literal =
      /(?<=[=(,:?&|!{}[\n]\s*|return )\/(?![*/])((?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\n[])+)\/([dgimsuvy]*)/g
    for (const file of readdirSync('src', { recursive: true, encoding: 'utf8' })) {
      if (!/\.tsx?$/.test(file)) continue
      for (const [, source = '', flags] of readFileSync(join('src', file), 'utf8').matchAll(literal)) {
        made.push(new RegExp(source, flags))
      }
    }
    class Recorded extends RegExp {
      constructor(...parts: ConstructorParameters<typeof RegExp>) {
        super(...parts)
        made.push(this)
      }
    }
    // Packages are loaded once only: before, with the RegExp that they can call without new.
    await loadAll()
    vi.stubGlobal('RegExp', Recorded)
    vi.resetModules()
    await loadAll()
    vi.unstubAllGlobals()
    vi.resetModules()
  })

  async function loadAll() {
    await import('../src/app.tsx')
    await import('../src/reading/commentary.ts')
  }

  const n = 5000
  const pieces = [
    'a',
    'A',
    ' ',
    '-',
    '0',
    '1,',
    'a ',
    'a-',
    '.',
    '\t',
    '\n',
    '"',
    "'",
    '(',
    ',',
    '\u00e9',
    'the ',
    '/',
    '%',
    '@a.',
  ]
  const endings = ['', '!', '\u0000', 'x']

  test('on text that is long and nearly fits', { timeout: 300_000 }, () => {
    expect(made.length).toBeGreaterThan(50)
    const slow: string[] = []
    for (const { source, flags } of made) {
      const run = `const r = new RegExp(${JSON.stringify(source)}, ${JSON.stringify(flags)});
        for (const text of texts) { r.lastIndex = 0; r.test(text) }`
      const texts = pieces.flatMap(piece =>
        endings.map(end => piece.repeat(Math.ceil(n / piece.length)) + end),
      )
      try {
        vm.runInNewContext(run, { texts }, { timeout: 10_000 })
      } catch {
        slow.push(`/${source}/${flags}`)
      }
    }
    expect(slow).toEqual([])
  })
})
