import { beforeAll, describe, expect, test } from 'vitest'
import { anEvidence, aPrediction, ownerKey, testWorld } from '../world.ts'

const { app, get, post, rowCounts } = testWorld()

const json = { 'Content-Type': 'application/json' }
const ndjson = { 'Content-Type': 'application/x-ndjson' }
const key = { Authorization: `Bearer ${ownerKey}` }
const mebibyte = 1024 * 1024

let [claimId, predictionId, slug] = ['', '', '']
beforeAll(async () => {
  const { body } = await post('/predictions', aPrediction())
  ;[claimId, predictionId, slug] = [body.claimId, body.id, body.pundit.slug]
})

const writes = [
  '/predictions',
  '/predictions/import',
  '/predictions/PREDICTION/corrections',
  '/claims/CLAIM/evidence',
  '/claims/CLAIM/resolutions',
  '/claims/CLAIM/disputes',
  '/claims/CLAIM/settlements',
  '/claims/CLAIM/reopenings',
  '/claims/CLAIM/corrections',
  '/claims/CLAIM/merges',
  '/pundits/PUNDIT/merges',
]
const jsonWrites = writes.filter(path => !path.endsWith('import'))
const at = (path: string) =>
  path.replace('CLAIM', claimId).replace('PREDICTION', predictionId).replace('PUNDIT', slug)

/** Expects a refusal in problem+json that has changed nothing, and gives its body. */
async function refusal(status: number, type: string, send: () => Response | Promise<Response>) {
  const before = await rowCounts()
  const response = await send()
  expect(response.status).toBe(status)
  expect(response.headers.get('Content-Type')).toBe('application/problem+json')
  const body = await response.json()
  expect(body).toMatchObject({
    type: `https://reckon.test/problems/${type}`,
    title: expect.stringMatching(/\S/),
    status,
    detail: expect.stringMatching(/\S/),
  })
  expect(await rowCounts()).toEqual(before)
  return body
}

function send(path: string, body: BodyInit | null, headers: Record<string, string> = json) {
  const init = { method: 'POST', headers: { ...key, ...headers }, body, duplex: 'half' }
  return app.request(new Request(`http://localhost/api/v1${at(path)}`, init as RequestInit))
}

function pointers(body: { errors: { pointer: string }[] }): string[] {
  return body.errors.map(({ pointer }) => pointer)
}

/** Sends a prediction with a part of its text put in place of `"HERE"`. */
function sendWith(changes: Record<string, unknown>, text: string) {
  return send('/predictions', JSON.stringify(aPrediction(changes)).replace('"HERE"', text))
}

describe('writing without a key', () => {
  test.each(writes)('POST %s answers 401 and says how to authenticate', async path => {
    const type = path.endsWith('import') ? ndjson : json
    for (const authorization of [
      undefined,
      '',
      'Bearer',
      'Bearer ',
      'Bearer wrong',
      `Bearer ${ownerKey}x`,
      `Bearer ${ownerKey} x`,
      `Basic ${ownerKey}`,
      ownerKey,
    ]) {
      await refusal(401, 'unauthenticated', async () => {
        const headers = { ...type, ...(authorization !== undefined && { Authorization: authorization }) }
        const body = JSON.stringify(aPrediction())
        const response = await app.request(`/api/v1${at(path)}`, { method: 'POST', headers, body })
        expect(response.headers.get('WWW-Authenticate')).toBe('Bearer')
        return response
      })
    }
  })

  test('answers 401 before it looks at the body', async () => {
    const body = '{'.repeat(2 * mebibyte)
    await refusal(401, 'unauthenticated', () => app.request('/api/v1/predictions', { method: 'POST', body }))
  })

  test('reads without a key, and with a wrong one', async () => {
    for (const path of [
      '/predictions',
      '/claims',
      `/claims/${claimId}`,
      '/pundits',
      '/sources',
      '/accuracy',
    ]) {
      expect((await app.request(`/api/v1${path}`)).status).toBe(200)
      const headers = { Authorization: 'Bearer wrong' }
      expect((await app.request(`/api/v1${path}`, { headers })).status).toBe(200)
    }
  })

  test('takes the scheme in any case', async () => {
    const headers = { ...json, Authorization: `bearer ${ownerKey}` }
    const body = JSON.stringify(aPrediction())
    const response = await app.request('/api/v1/predictions', { method: 'POST', headers, body })
    expect(response.status).toBe(201)
  })
})

describe('a body that is not JSON', () => {
  test.each([
    '',
    '{',
    'nope',
    '{"a":1,}',
    "{'a':1}",
    '{"a":1}{"b":2}',
    'NaN',
    '\u0000',
    '{"a":"\n"}',
    '['.repeat(100_000),
  ])('is refused with 400: %j', async text => {
    for (const path of jsonWrites) await refusal(400, 'malformed-json', () => send(path, text))
  })

  test('is refused when it is cut in the middle of a character', async () => {
    const whole = new TextEncoder().encode(JSON.stringify(aPrediction({ saidOn: '€' })))
    const cut = whole.slice(0, whole.indexOf(0xe2) + 1)
    await refusal(400, 'malformed-json', () => send('/predictions', cut))
  })
})

describe('a body that is not UTF-8', () => {
  test('is refused, and its words are not kept changed', async () => {
    const bytes = new TextEncoder().encode(JSON.stringify(aPrediction({ quote: { exact: 'caf~' } })))
    bytes[bytes.lastIndexOf(0x7e)] = 0xe9
    const whole = await send('/predictions', bytes)
    expect(whole.status).toBe(400)
    const line = await send('/predictions/import', bytes, ndjson)
    expect([400, 422]).toContain(line.status)
  })
})

describe('a body of another media type', () => {
  test.each(writes)('POST %s answers 415', async path => {
    const wrong = path.endsWith('import') ? 'application/json' : 'application/x-ndjson'
    for (const type of [
      wrong,
      'text/plain',
      'application/x-www-form-urlencoded',
      'multipart/form-data; boundary=x',
      'application/vnd.api+json',
      'nonsense',
      ';',
    ]) {
      const body = new TextEncoder().encode(JSON.stringify(aPrediction()))
      await refusal(415, 'unsupported-media-type', () => send(path, body, { 'Content-Type': type }))
    }
    const untyped = new TextEncoder().encode(JSON.stringify(aPrediction()))
    await refusal(415, 'unsupported-media-type', () => send(path, untyped, {}))
  })

  test('is taken with parameters and in capitals', async () => {
    const headers = { 'Content-Type': 'Application/JSON; charset=utf-8' }
    expect((await send('/predictions', JSON.stringify(aPrediction()), headers)).status).toBe(201)
  })
})

describe('a body that is too large', () => {
  const stream = (bytes: number) => {
    let left = bytes
    return new ReadableStream<Uint8Array>({
      pull(controller) {
        if (left <= 0) return controller.close()
        controller.enqueue(new Uint8Array(Math.min(left, 65_536)).fill(0x20))
        left -= 65_536
      },
    })
  }

  test.each(jsonWrites)('POST %s answers 413 over 1 MiB, with Content-Length and streamed', async path => {
    const text = JSON.stringify({ note: 'x'.repeat(mebibyte) })
    const length = { 'Content-Length': `${text.length}` }
    await refusal(413, 'too-large', () => send(path, text, { ...json, ...length }))
    await refusal(413, 'too-large', () => send(path, text))
    await refusal(413, 'too-large', () => send(path, stream(mebibyte + 1)))
    await refusal(413, 'too-large', () =>
      send(path, stream(mebibyte + 1), { ...json, 'Transfer-Encoding': 'chunked' }),
    )
  })

  test('is one byte over 1 MiB, not 1 MiB', async () => {
    const text = JSON.stringify(aPrediction())
    expect((await send('/predictions', text.padEnd(mebibyte))).status).toBe(201)
    await refusal(413, 'too-large', () =>
      send('/predictions', JSON.stringify(aPrediction()).padEnd(mebibyte + 1)),
    )
  })

  test('is counted in bytes, not characters', async () => {
    await refusal(413, 'too-large', () => send('/predictions', `"${'€'.repeat(400_000)}"`))
  })

  test('is one over 16 MiB for an import', async () => {
    const import16 = '/predictions/import'
    await refusal(413, 'too-large', () => send(import16, stream(16 * mebibyte + 1), ndjson))
    const length = { 'Content-Length': `${16 * mebibyte + 1}` }
    await refusal(413, 'too-large', () =>
      send(import16, 'x'.repeat(16 * mebibyte + 1), { ...ndjson, ...length }),
    )
    const text = JSON.stringify(aPrediction())
    expect((await send(import16, text.padEnd(2 * mebibyte), ndjson)).status).toBe(201)
  })

  test('is an import of more than 10,000 lines', async () => {
    await refusal(413, 'too-large', () => send('/predictions/import', '{}\n'.repeat(10_001), ndjson))
    const body = await refusal(422, 'import-refused', () =>
      send('/predictions/import', '{}\n\n'.repeat(10_000), ndjson),
    )
    expect(body.refused).toBe(10_000)
  })
})

describe('a body that is no object', () => {
  test.each(['null', 'true', '0', '-1e308', '1e400', '""', '"text"', '[]', '[{}]', '[null]'])(
    'is refused with 422: %s',
    async text => {
      for (const path of jsonWrites) {
        const body = await refusal(422, 'invalid', () => send(path, text))
        expect(body.errors.length).toBeGreaterThan(0)
      }
      const body = await refusal(422, 'import-refused', () => send('/predictions/import', text, ndjson))
      expect(body.lines).toHaveLength(1)
      expect(pointers(body.lines[0])).toContain('#')
    },
  )

  test('is refused however deep it nests', async () => {
    const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`
    const objects = `${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}`
    for (const text of [deep, objects]) {
      for (const path of jsonWrites) await refusal(422, 'invalid', () => send(path, text))
      for (const field of ['claim', 'quote', 'saidOn', 'probability', 'extra']) {
        await refusal(422, 'invalid', () => sendWith({ [field]: 'HERE' }, text))
      }
      await refusal(422, 'import-refused', () => send('/predictions/import', text, ndjson))
    }
  })
})

describe('a field that does not belong', () => {
  const known = { name: 'Known', kind: 'person' }
  test.each([
    [{ extra: 1 }, '#/extra'],
    [{ claim: { statement: 'It happens', extra: 1 } }, '#/claim/extra'],
    [{ pundit: { ...known, slug: 'x' } }, '#/pundit/slug'],
    [{ source: { title: 'Piece', text: 'whole' } }, '#/source/text'],
    [{ quote: { exact: 'words', start: 0 } }, '#/quote/start'],
    [{ ref: 'only in an import' }, '#/ref'],
    [{ resolution: {} }, '#/resolution'],
    [{ 'a/b~c': 1 }, '#/a~1b~0c'],
    [{ '': 1 }, '#/'],
    [{ constructor: 1 }, '#/constructor'],
    [{ toString: 1 }, '#/toString'],
  ])('is refused and pointed at: %j', async (changes, pointer) => {
    const body = await refusal(422, 'invalid', () =>
      send('/predictions', JSON.stringify(aPrediction(changes))),
    )
    expect(pointers(body)).toEqual([pointer])
  })

  test('is refused in evidence, in a resolution, in what settles or mends, and in those of an import', async () => {
    const evidence = await refusal(422, 'invalid', () =>
      send('/claims/CLAIM/evidence', JSON.stringify(anEvidence({ id: 'x' }))),
    )
    expect(pointers(evidence)).toEqual(['#/id'])
    const voided = { outcome: 'void', voidReason: 'moot', rationale: 'Moot', by: 'somebody' }
    const resolution = await refusal(422, 'invalid', () =>
      send('/claims/CLAIM/resolutions', JSON.stringify(voided)),
    )
    expect(pointers(resolution)).toEqual(['#/by'])
    for (const [path, input] of [
      ['/claims/CLAIM/disputes', { reason: 'duplicate', counterOutcome: 'open', rationale: 'No' }],
      ['/claims/CLAIM/settlements', { decision: 'upheld', rationale: 'Yes' }],
      ['/claims/CLAIM/reopenings', { reason: 'No' }],
      ['/claims/CLAIM/corrections', { criteria: 'Better', reason: 'No' }],
      ['/predictions/PREDICTION/corrections', { role: 'Mayor', reason: 'No' }],
      ['/claims/CLAIM/merges', { claimId, reason: 'No' }],
      ['/pundits/PUNDIT/merges', { slug, reason: 'No' }],
    ] as const) {
      const body = await refusal(422, 'invalid', () =>
        send(path, JSON.stringify({ ...input, by: 'somebody', 'a/b': 1 })),
      )
      expect(pointers(body)).toEqual(['#/by', '#/a~1b'])
    }
    const line = { ...aPrediction(), evidence: [anEvidence({ id: 'x' })], resolution: voided }
    const report = await refusal(422, 'import-refused', () =>
      send('/predictions/import', JSON.stringify(line), ndjson),
    )
    expect(pointers(report.lines[0])).toEqual(['#/evidence/0/id', '#/resolution/by'])
  })

  test('is refused when it is called __proto__, at any depth', async () => {
    const body = JSON.stringify(aPrediction())
    const top = await refusal(422, 'invalid', () =>
      send('/predictions', body.replace('{', '{"__proto__":{},')),
    )
    expect(pointers(top)).toEqual(['#/__proto__'])
    const nested = await refusal(422, 'invalid', () =>
      send('/predictions', body.replace('"quote":{', '"quote":{"__proto__":{"prefix":"x"},')),
    )
    expect(pointers(nested)).toEqual(['#/quote/__proto__'])
  })

  test('does not reach any prototype', async () => {
    const body = JSON.stringify(aPrediction())
    const parts = '"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},'
    await send('/predictions', body.replace('{', `{${parts}`))
    await send('/predictions/import', body.replace('{', `{${parts}`), ndjson)
    await get('/predictions?__proto__=1&__proto__=2&constructor=3&__proto__[polluted]=1')
    expect(Reflect.get({}, 'polluted')).toBeUndefined()
  })
})

describe('a field of the wrong kind', () => {
  const wrong = [null, true, 0, 1.5, '', [], {}, ['x'], { x: 1 }]
  const valid: Record<string, (value: unknown) => boolean> = {
    probability: value => value === 0,
  }
  test.each([
    'claim',
    'claim/statement',
    'claim/topics',
    'claim/topics/0',
    'claim/criteria',
    'claim/dueBy',
    'claim/dueByStrict',
    'claim/dueWording',
    'claim/dueBasis',
    'claim/condition',
    'claimId',
    'pundit',
    'pundit/name',
    'pundit/kind',
    'pundit/role',
    'pundit/wikidataId',
    'pundit/aliases',
    'pundit/aliases/0',
    'punditId',
    'source',
    'source/url',
    'source/title',
    'source/publisher',
    'source/author',
    'source/publishedOn',
    'source/archiveUrl',
    'source/textHash',
    'sourceId',
    'quote',
    'quote/exact',
    'quote/prefix',
    'quote/suffix',
    'saidOn',
    'stance',
    'probability',
    'hedge',
  ])('is refused and pointed at: %s', async path => {
    const steps = path.split('/')
    for (const value of wrong) {
      if (valid[path]?.(value) || (path.endsWith('s') && Array.isArray(value) && value.length === 0)) continue
      const input: Record<string, unknown> = aPrediction()
      if (path.endsWith('Id') && path.length < 10) delete input[path.slice(0, -2)]
      if (path === 'hedge') delete input.probability
      let place = input
      for (const step of steps.slice(0, -1)) {
        place[step] = Number(steps.at(-1)) === 0 && step === steps.at(-2) ? [] : { ...Object(place[step]) }
        place = place[step] as Record<string, unknown>
      }
      place[steps.at(-1) ?? ''] = value
      if (path === 'pundit/aliases' && JSON.stringify(value) === '["x"]') continue
      if (path === 'claim/topics' && JSON.stringify(value) === '["x"]') continue
      const body = await refusal(422, 'invalid', () => send('/predictions', JSON.stringify(input)))
      expect(pointers(body).some(pointer => pointer.startsWith(`#/${path}`))).toBe(true)
    }
  })
})

describe('a value that cannot be', () => {
  test.each([
    'javascript:alert(1)',
    'JavaScript:alert(1)',
    ' javascript:alert(1)',
    'java\tscript:alert(1)',
    'data:text/html,x',
    'vbscript:x',
    'file:///etc/passwd',
    'ftp://example.org/',
    '//example.org/',
    'example.org',
    'http://',
    'http:// example.org',
    'https://example.org/\u0000',
    'https://example.org/\njavascript:alert(1)',
    'https://user:secret@example.org/',
    'https://[::1',
    `https://example.org/${'x'.repeat(2048)}`,
  ])('is the url %j', async url => {
    const source = { url, title: 'Piece' }
    const logged = await refusal(422, 'invalid', () =>
      send('/predictions', JSON.stringify(aPrediction({ source }))),
    )
    expect(new Set(pointers(logged))).toEqual(new Set(['#/source/url']))
    const archived = { title: 'Piece', archiveUrl: url }
    const archive = await refusal(422, 'invalid', () =>
      send('/predictions', JSON.stringify(aPrediction({ source: archived }))),
    )
    expect(new Set(pointers(archive))).toEqual(new Set(['#/source/archiveUrl']))
    const filed = await refusal(422, 'invalid', () =>
      send('/claims/CLAIM/evidence', JSON.stringify(anEvidence({ url }))),
    )
    expect(new Set(pointers(filed))).toEqual(new Set(['#/url']))
  })

  test.each([
    '2025-02-30',
    '2025-02-29',
    '2025-13-01',
    '2025-00-10',
    '2025-1-1',
    '2025-01-01T00:00:00Z',
    '01/02/2025',
    '20250101',
    '-2025-01-01',
    '12025-01-01',
    '0000-01-01',
    '0001-01-01',
    ' 2025-01-01',
    '2025-01-01\n',
    '２０２５-01-01',
    'infinity',
    'today',
    'now',
  ])('is the date %j', async date => {
    const said = await refusal(422, 'invalid', () => sendWith({ saidOn: date }, ''))
    expect(new Set(pointers(said))).toEqual(new Set(['#/saidOn']))
    const filed = await refusal(422, 'invalid', () =>
      send('/claims/CLAIM/evidence', JSON.stringify(anEvidence({ publishedOn: date }))),
    )
    expect(new Set(pointers(filed))).toEqual(new Set(['#/publishedOn']))
  })

  test('is not 29 February of a leap year', async () => {
    const claim = { statement: 'It happens', dueBy: '2024-03-01' }
    expect((await sendWith({ saidOn: '2024-02-29', claim }, '')).status).toBe(201)
  })

  test('is not the last day that a date can be', async () => {
    const far = await sendWith({ claim: { statement: 'It happens', dueBy: '9999-12-31' } }, '')
    expect(far.status).toBe(201)
    await refusal(422, 'invalid', () =>
      sendWith({ saidOn: '9999-12-31', claim: { statement: 'It happens' } }, ''),
    )
  })

  test.each([
    '1.2',
    '-0.1',
    '1.0000000000000002',
    '1e400',
    '-1e-9',
    '"0.5"',
    '"70 %"',
    'null',
    'true',
    '[0.5]',
  ])('is the probability %s', async text => {
    const body = await refusal(422, 'invalid', () => sendWith({ probability: 'HERE' }, text))
    expect(pointers(body)).toEqual(['#/probability'])
  })

  test('is not a probability of any size from 0 to 1', async () => {
    for (const text of ['-0', '5e-324', '1e-400', '0.9999999999999999', '0.1e1']) {
      const response = await sendWith({ probability: 'HERE' }, text)
      expect(response.status).toBe(201)
      expect((await response.json()).probability.value).toBe(Math.abs(Number(text)))
    }
  })

  test.each([
    '\\u0000',
    'a\\u0000b',
    '\\ud800',
    'a\\udfff',
    '\\ude00\\ud83d',
    '\\u0007',
    '\\u007f',
    '\\u0085',
    '\\u001b[31m',
    '\\u202e',
    '\\u2067',
  ])('is text with %s', async escaped => {
    const text = `"x${escaped}"`
    const aClaim = { statement: 'It happens' }
    for (const [pointer, changes] of [
      ['#/quote/exact', { quote: { exact: 'HERE' } }],
      ['#/quote/prefix', { quote: { exact: 'words', prefix: 'HERE' } }],
      ['#/claim/statement', { claim: { statement: 'HERE' } }],
      ['#/claim/criteria', { claim: { ...aClaim, criteria: 'HERE' } }],
      ['#/claim/condition', { claim: { ...aClaim, condition: 'HERE' } }],
      ['#/claim/dueWording', { claim: { ...aClaim, dueWording: 'HERE' } }],
      ['#/claim/topics/0', { claim: { ...aClaim, topics: ['HERE'] } }],
      ['#/pundit/name', { pundit: { name: 'HERE', kind: 'person' } }],
      ['#/pundit/aliases/0', { pundit: { name: 'Known', kind: 'person', aliases: ['HERE'] } }],
      ['#/pundit/role', { pundit: { name: 'Known', kind: 'person', role: 'HERE' } }],
      ['#/source/title', { source: { title: 'HERE' } }],
      ['#/source/author', { source: { title: 'Piece', author: 'HERE' } }],
      ['#/hedge', { probability: undefined, hedge: 'HERE' }],
      ['#/stance', { stance: 'HERE' }],
      ['#/claimId', { claim: undefined, claimId: 'HERE' }],
    ] as const) {
      const body = await refusal(422, 'invalid', () => sendWith(changes, text))
      expect(pointers(body)).toEqual([pointer])
    }
    const line = JSON.stringify({ ...aPrediction(), ref: 'HERE' }).replace('"HERE"', text)
    await refusal(422, 'import-refused', () => send('/predictions/import', line, ndjson))
    const key = JSON.stringify({ ...aPrediction(), HERE: 1 }).replace('"HERE"', text)
    await refusal(422, 'invalid', () => send('/predictions', key))
  })

  test('is not text in any script, with line ends and joined emoji', async () => {
    const exact = 'Ďábel 你好 سلام 👩‍👩‍👧‍👦 𝕬\n\ttwo lines e\u0301 back\ufeff'
    const response = await sendWith({ quote: { exact } }, '')
    expect(response.status).toBe(201)
    const { id, quote } = await response.json()
    expect(quote.exact).toBe(exact)
    expect((await get(`/predictions/${id}`)).body.quote.exact).toBe(exact)
  })

  test.each([
    ['claim/statement', 300],
    ['claim/criteria', 2000],
    ['claim/condition', 300],
    ['quote/exact', 600],
    ['pundit/name', 120],
    ['source/title', 300],
  ])('is a %s longer than %i characters', async (path, max) => {
    const [outer = '', inner = ''] = path.split('/')
    const part = (length: number) => ({
      [outer]: { ...Object(Reflect.get(aPrediction(), outer)), [inner]: 'x'.repeat(length) },
    })
    const body = await refusal(422, 'invalid', () =>
      send('/predictions', JSON.stringify(aPrediction(part(max + 1)))),
    )
    expect(pointers(body)).toEqual([`#/${path}`])
    expect((await send('/predictions', JSON.stringify(aPrediction(part(max))))).status).toBe(201)
  })

  test('is a name of which Unicode normalisation makes thousands of bytes, unless it can be kept', async () => {
    const swollen = Array.from({ length: 120 }, (_, index) => String.fromCodePoint(0x3300 + index)).join('')
    const response = await sendWith(
      { pundit: { name: swollen, kind: 'person', aliases: ['\ufdfa'.repeat(120)] } },
      '',
    )
    expect([201, 422]).toContain(response.status)
  })
})

describe('a value that cannot be in what settles or mends', () => {
  const settling: [string, string, Record<string, unknown>][] = [
    ['/claims/CLAIM/disputes', 'rationale', { reason: 'duplicate', counterOutcome: 'open' }],
    ['/claims/CLAIM/settlements', 'rationale', { decision: 'upheld' }],
    ['/claims/CLAIM/reopenings', 'reason', {}],
    ['/claims/CLAIM/corrections', 'reason', { criteria: 'Better' }],
    ['/claims/CLAIM/corrections', 'statement', { reason: 'No' }],
    ['/claims/CLAIM/corrections', 'criteria', { reason: 'No' }],
    ['/claims/CLAIM/corrections', 'dueWording', { reason: 'No' }],
    ['/predictions/PREDICTION/corrections', 'reason', { role: 'Mayor' }],
    ['/predictions/PREDICTION/corrections', 'role', { reason: 'No' }],
    ['/claims/CLAIM/merges', 'reason', { claimId: '01890a5d-ac96-774b-bcce-b302099a8057' }],
    ['/claims/CLAIM/merges', 'claimId', { reason: 'No' }],
    ['/pundits/PUNDIT/merges', 'reason', { slug: 'x' }],
    ['/pundits/PUNDIT/merges', 'slug', { reason: 'No' }],
  ]

  test.each(settling)('is refused and pointed at: %s %s', async (path, field, rest) => {
    const emptied = ['criteria', 'dueWording', 'role'].includes(field)
    for (const text of [
      ...(emptied ? [] : ['null']),
      'true',
      '0',
      '{}',
      '[]',
      '["x"]',
      '""',
      '" "',
      '"\\u0000"',
      '"x\\ud800"',
      '"\\u202e"',
      '"\\u200b"',
      JSON.stringify('x'.repeat(3001)),
    ]) {
      const input = JSON.stringify({ ...rest, [field]: 'HERE' }).replace('"HERE"', text)
      const body = await refusal(422, 'invalid', () => send(path, input))
      expect(new Set(pointers(body))).toEqual(new Set([`#/${field}`]))
    }
  })
})

describe('a field given twice', () => {
  test('counts as it was given last', async () => {
    const response = await sendWith({ probability: 'HERE' }, '0.1,"probability":0.9')
    expect(response.status).toBe(201)
    expect((await response.json()).probability.value).toBe(0.9)
    const body = await refusal(422, 'invalid', () => sendWith({ probability: 'HERE' }, '0.1,"probability":9'))
    expect(pointers(body)).toEqual(['#/probability'])
  })
})

describe('a path that leads nowhere', () => {
  test.each([
    '/api/v1/nothing',
    '/api/v1',
    '/api/v1/',
    '/api/v2/predictions',
    '/api/',
    '/api',
    '/api/v1/predictions/x/y',
    '/api/v1/predictions/%E0%A4%A',
    '/api/v1/claims/x/evidence',
    '/api/v1/__proto__',
  ])('is refused as a problem under /api: %s', async path => {
    await refusal(404, 'not-found', () => app.request(path))
  })

  test('is refused as a problem under /api, whatever the method', async () => {
    for (const method of ['PUT', 'PATCH', 'DELETE', 'OPTIONS']) {
      await refusal(404, 'not-found', () => app.request('/api/v1/predictions', { method, headers: key }))
    }
    await refusal(404, 'not-found', () => send('/nothing', '{}'))
    await refusal(404, 'not-found', () =>
      send('/nothing', 'a=b', { 'Content-Type': 'application/x-www-form-urlencoded' }),
    )
  })

  test.each([
    '/nothing',
    '/claims/x',
    '/pundits/nobody',
    '/predictions/1/2',
    '/apis',
    '/problems/none',
    '/%00',
    '/pundits/%00',
  ])('is a page elsewhere: %s', async path => {
    const response = await app.request(path)
    expect(response.status).toBe(404)
    expect(response.headers.get('Content-Type')).toMatch(/^text\/html/)
    expect(await response.text()).toMatch(/^<!DOCTYPE html>/i)
  })

  test('has a page for every type of problem that an answer names', async () => {
    const { body } = await get('/nothing')
    const page = await app.request(new URL(body.type).pathname)
    expect(page.status).toBe(200)
    expect(await page.text()).toContain(body.title)
  })

  test('is a claim nobody opened, by a UUID or not', async () => {
    const voided = JSON.stringify({ outcome: 'void', voidReason: 'moot', rationale: 'Moot' })
    const evidence = JSON.stringify(anEvidence())
    for (const id of [
      '01890a5d-ac96-774b-bcce-b302099a8057',
      'garbage',
      '%00',
      "' or 1=1 --",
      '0'.repeat(5000),
    ]) {
      await refusal(404, 'not-found', () => send(`/claims/${id}/evidence`, evidence))
      await refusal(404, 'not-found', () => send(`/claims/${id}/resolutions`, voided))
    }
  })
})
