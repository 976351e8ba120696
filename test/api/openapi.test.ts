import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { anEvidence, aPrediction, keyOf, ownerKey, testWorld } from '../world.ts'

const { app, get, post } = testWorld()

interface Operation {
  summary?: string
  tags?: string[]
  security?: object[]
  parameters?: Parameter[]
  requestBody?: { required?: boolean; content: Record<string, { schema: unknown; example?: unknown }> }
  responses: Record<string, { description: string; content: Record<string, { schema: unknown }> }>
}
interface Parameter {
  name: string
  in: string
  required?: boolean
}
interface Document {
  openapi: string
  servers: { url: string }[]
  tags: { name: string; description: string }[]
  paths: Record<string, Record<string, Operation>>
  components: { schemas: Record<string, unknown>; securitySchemes: Record<string, unknown> }
}

const routes = [
  'post /predictions',
  'post /predictions/import',
  'get /predictions',
  'get /predictions/{id}',
  'get /claims',
  'get /claims/{id}',
  'post /claims/{id}/evidence',
  'post /claims/{id}/resolutions',
  'post /claims/{id}/disputes',
  'post /claims/{id}/settlements',
  'post /claims/{id}/reopenings',
  'post /claims/{id}/corrections',
  'post /claims/{id}/merges',
  'post /predictions/{id}/corrections',
  'get /claims/similar',
  'get /pundits',
  'get /pundits/{slug}',
  'post /pundits/{slug}/merges',
  'get /pundits/{slug}/accuracy',
  'get /account',
  'get /accuracy',
  'get /accuracy/overall',
  'get /sources',
  'get /sources/{id}',
  'get /scales',
  'get /windows',
  'get /entries',
  'get /entries/{index}',
  'get /entries/{index}/proof',
  'post /entries/{index}/redactions',
  'get /checkpoints',
  'get /checkpoints/{size}',
  'get /checkpoints/{size}/consistency',
  'post /readings',
]
/** Reading a text writes nothing. */
const posts = routes.filter(route => route.startsWith('post') && route !== 'post /readings')

const ndjson = { 'Content-Type': 'application/x-ndjson' }

function as(id: string) {
  return { Authorization: `Bearer ${keyOf(id)}` }
}

const correction = {
  pundit: { name: 'Described', kind: 'person', role: 'Clerk' },
  source: { title: 'Another' },
  quote: { exact: 'other words', prefix: 'he said' },
  saidOn: '2026-01-01',
  stance: 'conditional',
  hedge: 'could',
  reason: 'Misheard',
}
const open = { reason: 'too-early', counterOutcome: 'open', rationale: 'Nobody knows' }
function dispute(terms: object) {
  return { reason: 'wrong-outcome', counterOutcome: 'true', occurredOn: '2026-03-01', ...terms }
}

async function read(): Promise<Document> {
  return (await get('/openapi.json')).body
}

function operationOf(document: Document, route: string): Operation {
  const [method = '', path = ''] = route.split(' ')
  const operation = document.paths[path]?.[method]
  if (operation === undefined) throw new Error(`${route} is not documented.`)
  return operation
}

function* partsOf(value: unknown): Generator<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null) return
  if (!Array.isArray(value)) yield value as Record<string, unknown>
  for (const part of Object.values(value)) yield* partsOf(part)
}

/** The schema as Zod, in which an object may hold nothing that is not documented. */
function zodOf(document: Document, schema: unknown) {
  const whole = structuredClone({ ...Object(schema), $defs: document.components.schemas })
  for (const part of partsOf(whole)) {
    if (typeof part.$ref === 'string') part.$ref = part.$ref.replace('#/components/schemas/', '#/$defs/')
    if (part.type === 'object' || (Array.isArray(part.type) && part.type.includes('object'))) {
      part.additionalProperties ??= false
    }
  }
  return z.fromJSONSchema(whole)
}

describe('the OpenAPI document', () => {
  test('is OpenAPI 3.1 and lists every route with a summary and its responses', async () => {
    const { status, headers } = await get('/openapi.json')
    expect(status).toBe(200)
    expect(headers.get('Content-Type')).toMatch(/^application\/json/)
    const document = await read()
    expect(document.openapi).toMatch(/^3\.1\./)
    expect(document.servers).toEqual([{ url: '/api/v1' }])
    const listed = Object.entries(document.paths).flatMap(([path, operations]) =>
      Object.keys(operations).map(method => `${method} ${path}`),
    )
    expect(listed.sort()).toEqual([...routes].sort())
    for (const route of listed) {
      const { summary, responses } = operationOf(document, route)
      expect(summary).toMatch(/\S/)
      const success = responses[posts.includes(route) ? '201' : '200']
      expect(success?.content['application/json']?.schema).toBeDefined()
    }
  })

  test('files every operation under one noun, which it describes', async () => {
    const { tags, paths } = await read()
    const filed = Object.values(paths).flatMap(methods => Object.values(methods).map(({ tags }) => tags))
    for (const under of filed) expect(under).toHaveLength(1)
    expect(new Set(filed.flat())).toEqual(new Set(tags.map(({ name }) => name)))
    for (const { description } of tags) expect(description).toMatch(/\.$/)
  })

  test('lists only routes that are there', async () => {
    const document = await read()
    for (const [path, operations] of Object.entries(document.paths)) {
      for (const method of Object.keys(operations)) {
        const response = await app.request(`/api/v1${path.replaceAll(/\{\w+\}/g, 'x')}`, { method })
        const { detail } = await response.json()
        expect(detail ?? '').not.toMatch(/^There is nothing at/)
      }
    }
  })

  test('resolves each of its references', async () => {
    const document = await read()
    const references = [...partsOf(document)].flatMap(({ $ref }) => (typeof $ref === 'string' ? $ref : []))
    expect(references.length).toBeGreaterThan(10)
    for (const reference of references) {
      expect(reference).toMatch(/^#\//)
      const target = reference
        .slice(2)
        .split('/')
        .reduce<unknown>((place, step) => Reflect.get(Object(place), step), document)
      expect(target, reference).toBeTypeOf('object')
    }
  })

  test.each(posts)('documents the body, the key and the refusals of %s', async route => {
    const document = await read()
    const { requestBody, responses, security } = operationOf(document, route)
    const type = route.endsWith('import') ? 'application/x-ndjson' : 'application/json'
    expect(requestBody?.required).toBe(true)
    expect(Object.keys(requestBody?.content ?? {})).toEqual([type])
    expect(requestBody?.content[type]?.schema).toBeDefined()
    for (const scheme of security?.flatMap(scheme => Object.keys(scheme)) ?? []) {
      expect(document.components.securitySchemes).toHaveProperty(scheme)
    }
    expect(security).toHaveLength(1)
    const refusals = ['401', '413', '415', '422']
    if (type === 'application/json') refusals.push('400')
    if (route.includes('{')) refusals.push('404')
    const settles = route.includes('{') && !route.endsWith('evidence')
    if (route === 'post /predictions' || settles) refusals.push('409')
    if (settles && !route.endsWith('resolutions')) refusals.push('403')
    expect(Object.keys(responses)).toEqual(expect.arrayContaining(refusals))
    for (const status of refusals) {
      expect(responses[status]?.content['application/problem+json']?.schema).toEqual({
        $ref: '#/components/schemas/Problem',
      })
    }
  })

  test.each(posts)('says that %s takes an Idempotency-Key', async route => {
    const { parameters = [] } = operationOf(await read(), route)
    const headers = parameters.filter(parameter => parameter.in === 'header').map(({ name }) => name)
    expect(headers).toContain('Idempotency-Key')
  })

  test('documents every part of a path and every parameter of a list', async () => {
    const document = await read()
    for (const route of routes) {
      const { parameters = [] } = operationOf(document, route)
      const inPath = parameters.filter(parameter => parameter.in === 'path').map(({ name }) => name)
      expect(inPath).toEqual([...route.matchAll(/\{(\w+)\}/g)].map(([, name]) => name))
    }
    const queryOf = (route: string) => {
      const { parameters = [] } = operationOf(document, route)
      return parameters.filter(parameter => parameter.in === 'query').map(({ name }) => name)
    }
    const filters = ['pundit', 'topic', 'source', 'state', 'stance', 'q', 'limit', 'cursor']
    expect(queryOf('get /predictions')).toEqual(expect.arrayContaining(filters))
    expect(queryOf('get /claims')).toEqual(
      expect.arrayContaining(['state', 'queue', 'topic', 'q', 'dueBefore', 'limit', 'cursor']),
    )
    expect(queryOf('get /claims/similar')).toEqual(['statement'])
    expect(queryOf('get /windows')).toEqual(['sentence', 'saidOn'])
    for (const list of ['get /pundits', 'get /sources', 'get /accuracy']) {
      expect(queryOf(list)).toEqual(expect.arrayContaining(['limit', 'cursor']))
    }
  })

  test('gives examples that are accepted', async () => {
    const document = await read()
    const { requestBody } = operationOf(document, 'post /predictions')
    const example = requestBody?.content['application/json']?.example
    expect(example).toBeDefined()
    expect((await post('/predictions', example)).status).toBe(201)
  })

  test('describes bodies as they are taken', async () => {
    const document = await read()
    const bodyOf = (route: string) =>
      zodOf(document, Object.values(operationOf(document, route).requestBody?.content ?? {})[0]?.schema)
    const line = {
      ref: 'x',
      ...aPrediction(),
      evidence: [anEvidence()],
      resolution: { outcome: 'true', rationale: 'It did', evidence: [anEvidence()] },
    }
    expect(bodyOf('post /predictions').safeParse(aPrediction()).error).toBeUndefined()
    expect(bodyOf('post /predictions').safeParse(aPrediction({ extra: 1 })).success).toBe(false)
    expect(bodyOf('post /predictions').safeParse(aPrediction({ probability: 1.2 })).success).toBe(false)
    expect(bodyOf('post /predictions/import').safeParse(line).error).toBeUndefined()
    expect(bodyOf('post /claims/{id}/evidence').safeParse(anEvidence()).error).toBeUndefined()
    const dispute = { reason: 'too-early', counterOutcome: 'open', rationale: 'No' }
    const overturned = { decision: 'overturned', rationale: 'No', outcome: 'partial', share: 0.5 }
    for (const [route, input] of [
      ['post /claims/{id}/disputes', dispute],
      ['post /claims/{id}/settlements', overturned],
      ['post /claims/{id}/reopenings', { reason: 'No' }],
      ['post /claims/{id}/corrections', { topics: ['a'], reason: 'No' }],
      ['post /claims/{id}/merges', { claimId: '01890a5d-ac96-774b-bcce-b302099a8057', reason: 'No' }],
      ['post /predictions/{id}/corrections', { role: 'Mayor', quote: { exact: 'words' }, reason: 'No' }],
      ['post /pundits/{slug}/merges', { slug: 'somebody', reason: 'No' }],
    ] as const) {
      expect(bodyOf(route).safeParse(input).error, route).toBeUndefined()
      expect(bodyOf(route).safeParse({ ...input, extra: 1 }).success, route).toBe(false)
      const {
        reason: _reason,
        rationale: _rationale,
        ...unreasoned
      } = { rationale: '', reason: '', ...input }
      expect(bodyOf(route).safeParse(unreasoned).success, route).toBe(false)
    }
    const uncited = { ...dispute, counterOutcome: 'true' }
    expect(bodyOf('post /claims/{id}/disputes').safeParse(uncited).success).toBe(false)
    const voided = { outcome: 'void', voidReason: 'moot', rationale: 'Moot' }
    expect(bodyOf('post /claims/{id}/resolutions').safeParse(voided).error).toBeUndefined()
    expect(bodyOf('post /claims/{id}/resolutions').safeParse({ ...voided, outcome: 'no' }).success).toBe(
      false,
    )
  })
})

describe('the answers', () => {
  /** Expects an answer that the document describes, with nothing missing and nothing more. */
  function expectDescribed(document: Document, route: string, answer: { status: number; body: unknown }) {
    const content = operationOf(document, route).responses[answer.status]?.content
    const [described] = Object.values(content ?? {})
    expect(described, `${route} answers ${answer.status}`).toBeDefined()
    expect(zodOf(document, described?.schema).safeParse(answer.body).error).toBeUndefined()
  }

  test('are what the document says, for every operation, open and settled', async () => {
    const document = await read()
    const full = aPrediction({
      claim: {
        statement: 'Documented things happen',
        topics: ['documents'],
        dueBy: '2026-06-30',
        dueByStrict: '2026-05-30',
        dueWording: 'by summer',
        dueBasis: 'inferred',
        condition: 'It rains',
        criteria: 'By the record',
      },
      pundit: { name: 'Documented', kind: 'person', role: 'Clerk', wikidataId: 'Q5', aliases: ['D.'] },
      quote: { exact: 'it will', prefix: 'he said', suffix: 'he added' },
      probability: undefined,
      hedge: 'could',
    })
    const logged = await post('/predictions', full)
    expectDescribed(document, 'post /predictions', logged)
    const bare = await post('/predictions', aPrediction({ source: { title: 'Broadcast' } }))
    expectDescribed(document, 'post /predictions', bare)
    const { claimId } = logged.body
    const reads = async () => {
      for (const [route, path] of [
        ['get /predictions', '/predictions'],
        ['get /predictions/{id}', `/predictions/${logged.body.id}`],
        ['get /predictions/{id}', `/predictions/${bare.body.id}`],
        ['get /claims', '/claims'],
        ['get /claims/{id}', `/claims/${claimId}`],
        ['get /claims/{id}', `/claims/${bare.body.claimId}`],
        ['get /pundits', '/pundits'],
        ['get /pundits/{slug}', '/pundits/documented'],
        ['get /pundits/{slug}/accuracy', '/pundits/documented/accuracy'],
        ['get /accuracy', '/accuracy'],
        ['get /accuracy/overall', '/accuracy/overall'],
        ['get /sources', '/sources?limit=1'],
        ['get /sources/{id}', `/sources/${logged.body.source.id}`],
        ['get /sources/{id}', `/sources/${bare.body.source.id}`],
        ['get /scales', '/scales'],
      ] as const) {
        const answer = await get(path)
        expect(answer.status).toBe(200)
        expectDescribed(document, route, answer)
      }
    }
    await reads()
    const input = anEvidence({ publisher: 'Example', excerpt: 'it did', note: 'on the day' })
    const filed = await post(`/claims/${claimId}/evidence`, input)
    expectDescribed(document, 'post /claims/{id}/evidence', filed)
    const settled = await post(`/claims/${claimId}/resolutions`, {
      outcome: 'partial',
      share: 0.5,
      occurredOn: '2026-06-01',
      rationale: 'Half of it',
      evidenceIds: [filed.body.id],
    })
    expectDescribed(document, 'post /claims/{id}/resolutions', settled)
    const voided = { outcome: 'void', voidReason: 'moot', rationale: 'Moot' }
    const moot = await post(`/claims/${bare.body.claimId}/resolutions`, voided)
    expectDescribed(document, 'post /claims/{id}/resolutions', moot)
    const lines = `${JSON.stringify({ ref: 'x', ...aPrediction() })}\n${JSON.stringify(aPrediction())}`
    const imported = await post('/predictions/import', lines, ndjson)
    expectDescribed(document, 'post /predictions/import', imported)
    await reads()
  })

  test('are what the document says at every step from a resolution to a merge', async () => {
    const document = await read()
    const input = aPrediction({ pundit: { name: 'Described', kind: 'person' } })
    const condition = (await post('/predictions', input, as('ann'))).body
    const restated = aPrediction({
      pundit: { name: 'Described' },
      restatesId: condition.id,
      claim: { ...aPrediction().claim, statement: `${input.claim.statement} later`, dueBy: '2026-08-30' },
    })
    expectDescribed(document, 'post /predictions', await post('/predictions', restated, as('ann')))
    const other = (await post('/predictions', aPrediction(), as('ann'))).body
    const dependant = aPrediction({
      claim: { ...aPrediction().claim, condition: 'If so', conditionClaimId: condition.claimId },
    })
    const { claimId: dependantId } = (await post('/predictions', dependant, as('ann'))).body
    const filed = await post(`/claims/${condition.claimId}/evidence`, anEvidence(), as('ann'))
    const evidenceIds = [filed.body.id]
    const terms = { rationale: 'By the record', evidenceIds }
    const steps: [string, string, string, Record<string, unknown>][] = [
      [
        'ann',
        'post /claims/{id}/corrections',
        condition.claimId,
        { criteria: 'Better', topics: [], reason: 'x' },
      ],
      ['ann', 'post /predictions/{id}/corrections', condition.id, correction],
      ['ann', 'post /claims/{id}/resolutions', condition.claimId, { outcome: 'false', ...terms }],
      ['ben', 'post /claims/{id}/disputes', condition.claimId, dispute(terms)],
      ['mia', 'post /claims/{id}/settlements', condition.claimId, { decision: 'overturned', rationale: 'x' }],
      ['mia', 'post /claims/{id}/reopenings', condition.claimId, { reason: 'x' }],
      ['ben', 'post /claims/{id}/resolutions', condition.claimId, { outcome: 'true', ...terms }],
      ['ann', 'post /claims/{id}/disputes', condition.claimId, open],
      ['mia', 'post /claims/{id}/settlements', condition.claimId, { decision: 'upheld', rationale: 'x' }],
      ['mia', 'post /claims/{id}/merges', condition.claimId, { claimId: other.claimId, reason: 'x' }],
      ['mia', 'post /pundits/{slug}/merges', 'described', { slug: other.pundit.slug, reason: 'x' }],
    ]
    for (const [by, route, id, body] of steps) {
      const path = route.replace('post ', '').replace(/\{\w+\}/, id)
      const answer = await post(path, body, as(by))
      expect(answer.status, JSON.stringify(answer.body)).toBe(201)
      expectDescribed(document, route, answer)
      for (const claimId of [condition.claimId, dependantId])
        expectDescribed(document, 'get /claims/{id}', await get(`/claims/${claimId}`))
      for (const query of ['', '?state=due', '?state=disputed', '?queue=waiting'])
        expectDescribed(document, 'get /claims', await get(`/claims${query}`))
      expectDescribed(document, 'get /predictions', await get('/predictions'))
      expectDescribed(document, 'get /accuracy', await get('/accuracy'))
      expectDescribed(document, 'get /pundits/{slug}', await get('/pundits/described'))
    }
    const { history } = (await get(`/claims/${dependantId}`)).body
    expect(history.map(({ type }: { type: string }) => type)).toEqual(['voiding', 'reopening'])
    const similar = await get(`/claims/similar?statement=${encodeURIComponent(input.claim.statement)}`)
    expect(similar.body.items.length).toBeGreaterThan(0)
    expectDescribed(document, 'get /claims/similar', similar)
    expectDescribed(document, 'get /claims/similar', await get('/claims/similar'))
    for (const query of ['?sentence=by+March&saidOn=2026-01-02', '?sentence=x&saidOn=2026-01-02', ''])
      expectDescribed(document, 'get /windows', await get(`/windows${query}`))
  })

  test('that refuse to settle, mend or merge are what the document says, members and all', async () => {
    const document = await read()
    const { body } = await post('/predictions', aPrediction(), as('ann'))
    const merge = { claimId: body.claimId, reason: 'x' }
    const statuses = new Set<string>()
    for (const [route, id, sent] of [
      ['post /claims/{id}/disputes', body.claimId, open],
      ['post /claims/{id}/settlements', body.claimId, { decision: 'upheld', rationale: 'x' }],
      ['post /claims/{id}/reopenings', body.claimId, { reason: 'x' }],
      ['post /claims/{id}/corrections', body.claimId, { reason: 'x' }],
      ['post /claims/{id}/merges', body.claimId, merge],
      ['post /predictions/{id}/corrections', body.id, { reason: 'x' }],
      ['post /pundits/{slug}/merges', body.pundit.slug, { slug: body.pundit.slug, reason: 'x' }],
    ] as const) {
      const path = (id: string) => route.replace('post ', '').replace(/\{\w+\}/, id)
      for (const answer of [
        await post(path(id), sent, as('ben')),
        await post(path(id), sent, as('mia')),
        await post(path('nothing'), sent, as('mia')),
        await post(path(id), {}, as('mia')),
        await post(path(id), '{', as('mia')),
        await post(path(id), sent, { Authorization: 'Bearer wrong' }),
        await post(path(id), sent, { ...as('mia'), 'Content-Type': 'text/plain' }),
        await post(path(id), 'x'.repeat(1024 * 1024 + 1), as('mia')),
      ]) {
        expect(answer.status).toBeGreaterThanOrEqual(400)
        statuses.add(`${route} ${answer.status}`)
        expectDescribed(document, route, answer)
      }
      for (const status of [400, 401, 404, 409, 413, 415, 422])
        expect([...statuses]).toContain(`${route} ${status}`)
    }
    expect([...statuses].filter(status => status.endsWith('403'))).toHaveLength(6)
  })

  test('of whose key it is, and what it may do, are what the document says', async () => {
    const document = await read()
    const whose = await app.request('/api/v1/account', { headers: as('mia') })
    const answer = { status: whose.status, body: await whose.json() }
    expect(answer.body).toEqual({ id: 'mia', role: 'moderator', scopes: ['read', 'log', 'resolve'] })
    expectDescribed(document, 'get /account', answer)
    const refused = await get('/account')
    expect(refused.status).toBe(401)
    expectDescribed(document, 'get /account', refused)
  })

  test('that lead on to what something was merged into are documented', async () => {
    const document = await read()
    for (const route of ['get /claims/{id}', 'get /pundits/{slug}', 'get /pundits/{slug}/accuracy'])
      expect(operationOf(document, route).responses['308']?.description).toMatch(/merged/)
  })

  test('that refuse are what the document says, members and all', async () => {
    const document = await read()
    const input = aPrediction()
    const { body } = await post('/predictions', input)
    const voided = { outcome: 'void', voidReason: 'moot', rationale: 'Moot' }
    await post(`/claims/${body.claimId}/resolutions`, voided)
    const settledAgain = await post(`/claims/${body.claimId}/resolutions`, voided)
    expectDescribed(document, 'post /claims/{id}/resolutions', settledAgain)
    const unknown = await post('/claims/x/evidence', anEvidence())
    expectDescribed(document, 'post /claims/{id}/evidence', unknown)
    for (const answer of [
      await post('/predictions', input),
      await post('/predictions', '{'),
      await post('/predictions', {}),
      await post('/predictions', input, { Authorization: 'Bearer wrong' }),
      await post('/predictions', input, { 'Content-Type': 'text/plain' }),
      await post('/predictions', 'x'.repeat(1024 * 1024 + 1)),
    ]) {
      expectDescribed(document, 'post /predictions', answer)
    }
    const lines = [
      JSON.stringify(input),
      '{',
      JSON.stringify({ ref: 'bad', ...aPrediction({ stance: 'x' }) }),
    ]
    const refused = await post('/predictions/import', lines.join('\n'), ndjson)
    expect(refused.status).toBe(422)
    expectDescribed(document, 'post /predictions/import', refused)
    expectDescribed(document, 'get /predictions', await get('/predictions?limit=0'))
    expectDescribed(document, 'get /predictions/{id}', await get('/predictions/x'))
  })

  test('are served to anybody, and the document too', async () => {
    const headers = { Authorization: `Bearer not-${ownerKey}` }
    expect((await app.request('/api/v1/openapi.json', { headers })).status).toBe(200)
  })
})
