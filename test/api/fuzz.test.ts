import { eq } from 'drizzle-orm'
import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import * as schema from '../../src/db/schema.ts'
import { isId } from '../../src/fields.ts'
import { rebuild } from '../../src/rebuild.ts'
import { readProjections } from '../exact.ts'
import { anEvidence, aPrediction, keyOf, ownerKey, testWorld } from '../world.ts'

const { app, db, get, post, rowCounts } = testWorld()

/** `FUZZ_RUNS=5000 vitest run test/api/fuzz` to hunt. Else always the same bodies: of a few dozen that chance gives, none may be refused. */
const hunting = process.env.FUZZ_RUNS
const runs = Number(hunting ?? 60)
const options = { numRuns: runs, ...(hunting === undefined && { seed: 20261122 }) }
const timeout = 1_800_000

const ndjson = 'application/x-ndjson'
const nobody = '01890a5d-ac96-774b-bcce-b302099a8057'

/** Ids that exist, for generated bodies to meet. */
const known = { claims: [nobody], evidence: [nobody], pundits: [nobody], sources: [nobody], slugs: ['x'] }

beforeAll(async () => {
  for (const dueBy of ['2026-06-30', '2027-06-30', '2026-11-22']) {
    for (let count = 0; count < 4; count++) {
      const { body } = await post(
        '/predictions',
        aPrediction({ claim: { statement: `Due ${dueBy}`, dueBy, condition: 'It rains' } }),
      )
      known.claims.push(body.claimId)
      known.sources.push(body.source.id)
      known.slugs.push(body.pundit.slug)
      known.pundits.push((await get(`/pundits/${body.pundit.slug}`)).body.id)
      for (const publishedOn of ['2026-01-01', '2026-03-01']) {
        const filed = await post(`/claims/${body.claimId}/evidence`, anEvidence({ publishedOn }))
        known.evidence.push(filed.body.id)
      }
    }
  }
})

/** Expects the scores of a claim, or of all, to be what the rows of prediction and claim give, and none to be missing. */
async function expectRecomputed(claimId?: string) {
  const rows = await db
    .select({ prediction: schema.predictions, claim: schema.claims, score: schema.scores })
    .from(schema.predictions)
    .innerJoin(schema.claims, eq(schema.claims.id, schema.predictions.claimId))
    .leftJoin(schema.scores, eq(schema.scores.predictionId, schema.predictions.id))
    .where(claimId === undefined ? undefined : eq(schema.claims.id, claimId))
  for (const { prediction, claim, score } of rows) {
    if (claim.outcome === null || claim.outcome === 'void' || claim.disputeId !== null) {
      expect(score).toBeNull()
      continue
    }
    const p = prediction.probability
    const held = Math.min(Math.max(p, 0.0001), 0.9999)
    const share = { true: 1, false: 0, partial: claim.share ?? Number.NaN }[claim.outcome]
    expect(score?.brier).toBeCloseTo(share * (1 - p) ** 2 + (1 - share) * p ** 2, 12)
    expect(score?.log).toBeCloseTo(-share * Math.log(held) - (1 - share) * Math.log(1 - held), 12)
    expect([score?.claimId, score?.punditId]).toEqual([claim.id, prediction.punditId])
    const forecast = prediction.stance === 'asserts' || prediction.stance === 'conditional'
    const hindsight = claim.decidedOn !== null && prediction.saidOn > claim.decidedOn
    expect(score?.counted).toBe(forecast && !hindsight)
  }
  return rows.length
}

interface Sent {
  path: string
  body: string | Uint8Array<ArrayBuffer>
  contentType: string
  idempotencyKey?: string
  key?: string
}

function send({ path, body, contentType, idempotencyKey, key = ownerKey }: Sent) {
  return app.request(`/api/v1${path}`, {
    method: 'POST',
    headers: {
      Authorization: `Bearer ${key}`,
      'Content-Type': contentType,
      ...(idempotencyKey !== undefined && { 'Idempotency-Key': idempotencyKey }),
    },
    body,
  })
}

async function expectProblem(response: Response) {
  expect(response.status).toBeGreaterThanOrEqual(400)
  expect(response.status).toBeLessThan(500)
  expect(response.headers.get('Content-Type')).toBe('application/problem+json')
  const problem = await response.json()
  expect(problem).toMatchObject({
    type: expect.stringMatching(/^https:\/\/reckon\.test\/problems\/[a-z-]+$/),
    title: expect.stringMatching(/\S/),
    status: response.status,
    detail: expect.stringMatching(/\S/),
  })
  if (problem.type.endsWith('/invalid')) expect(problem.errors.length).toBeGreaterThan(0)
}

/** Expects a change that is whole, with its entries and readable at its Location, or a refusal that left no trace. */
async function expectAllOrNothing(sent: Sent) {
  const before = await rowCounts()
  const response = await send(sent)
  const after = await rowCounts()
  if (response.status !== 201) {
    await expectProblem(response)
    expect(after).toEqual(before)
    return false
  }
  const body = await response.json()
  if (response.headers.has('Idempotency-Replayed')) {
    expect(after).toEqual(before)
    return true
  }
  expect(after.entries).toBeGreaterThan(before.entries ?? 0)
  const location = response.headers.get('Location')
  if (location !== null) {
    const read = await app.request(location)
    expect(read.status).toBe(200)
    const { similar: _similar, ...logged } = body
    if (sent.path.startsWith('/predictions')) expect(await read.json()).toEqual(logged)
    if (body.type !== undefined) expect((await read.json()).history).toContainEqual(body)
  }
  const lines: { claimId: string }[] = body.lines ?? []
  const touched = [sent.path.split('/')[2] ?? '', body.claimId ?? '', ...lines.map(({ claimId }) => claimId)]
  for (const claimId of touched.filter(isId)) await expectRecomputed(claimId)
  return true
}

const anyString = fc.oneof(
  fc.string(),
  fc.string({ unit: 'grapheme', maxLength: 700 }),
  fc.string({ unit: 'binary' }),
  fc.string({ unit: fc.integer({ min: 0, max: 0xffff }).map(code => String.fromCharCode(code)) }),
  fc.webUrl({ withFragments: true, withQueryParameters: true }),
  fc.webUrl().map(url => url.replace('://', '://user:secret@')),
  fc.string({ unit: 'grapheme' }).map(rest => `https://example.org/${rest}`),
  fc
    .date({ noInvalidDate: false })
    .map(date => (Number.isNaN(date.getTime()) ? 'x' : date.toISOString().slice(0, 10))),
  fc.uuid(),
)

const telling = fc.constantFrom<unknown>(
  null,
  '',
  ' ',
  '\u0000',
  '\ud800',
  '\u200b',
  '\ufdfa'.repeat(120),
  'x'.repeat(600),
  '𝕬'.repeat(300),
  '__proto__',
  'constructor',
  'javascript:alert(1)',
  'https://example.org/#a:~:text=b',
  'https://xn--/',
  'http://[::1]:80/',
  '2026-01-02',
  '2025-02-30',
  '2026-11-22',
  '2026-11-23',
  '9999-12-31',
  '0001-01-01',
  '1000-01-01',
  'infinity',
  'will',
  'likely',
  'possibility',
  'reports',
  'inferred',
  'stated',
  'true',
  'false',
  'partial',
  'void',
  'moot',
  'condition-unmet',
  'Q42',
  0,
  -0,
  1,
  0.5,
  5e-324,
  1e-160,
  0.9999999999999999,
  1.0000000000000002,
  1e308,
  [],
  {},
)

const anId = fc
  .constantFrom('claims', 'evidence', 'pundits', 'sources')
  .chain(noun => fc.nat().map(index => known[noun as 'claims'][index % known[noun as 'claims'].length]))

const anything = fc.oneof(
  telling,
  anyString,
  anId,
  fc.jsonValue(),
  fc.double(),
  fc.array(anId, { maxLength: 3 }),
)

type Tree = Record<string, unknown>

function pathsOf(value: unknown, path: string[] = []): string[][] {
  if (typeof value !== 'object' || value === null) return [path]
  return [path, ...Object.entries(value).flatMap(([key, part]) => pathsOf(part, [...path, key]))]
}

interface Change {
  at: number
  how: string
  key: string
  value: unknown
}

function changed(input: Tree, changes: Change[]): unknown {
  let whole: unknown = structuredClone(input)
  for (const { at, how, key, value } of changes) {
    const paths = pathsOf(whole)
    const path = paths[at % paths.length] ?? []
    const place = path.slice(0, -1).reduce<unknown>((part, step) => Reflect.get(Object(part), step), whole)
    const last = path.at(-1)
    if (last === undefined) {
      if (how === 'replace' && at % 7 === 0) whole = value
      continue
    }
    if (how === 'delete') Reflect.deleteProperty(Object(place), last)
    else if (how === 'replace') Reflect.set(Object(place), last, value)
    else Reflect.set(Object(place), key, value)
  }
  return whole
}

const someChanges: fc.Arbitrary<Change[]> = fc.array(
  fc.record({
    at: fc.nat(),
    how: fc.constantFrom('replace', 'replace', 'delete', 'add'),
    key: fc.oneof(
      fc.constantFrom(
        'claimId',
        'punditId',
        'sourceId',
        'hedge',
        'prefix',
        'condition',
        'dueByStrict',
        'aliases',
      ),
      fc.constantFrom(
        'publisher',
        'wikidataId',
        'share',
        'occurredOn',
        'ruledOutOn',
        'voidReason',
        'evidenceIds',
      ),
      fc.string({ unit: 'binary' }),
    ),
    value: anything,
  }),
  { maxLength: 3 },
)

/** Half of the records stay as they are. */
const changes = fc.oneof(someChanges, fc.constant<Change[]>([]))

const someDay = fc.constantFrom(
  '2026-01-02',
  '2026-01-02',
  '2026-05-05',
  '2026-06-30',
  '2026-11-22',
  '2026-11-23',
)

const evidence = fc.record({
  url: fc.webUrl(),
  title: fc.string({ unit: 'grapheme', minLength: 1 }).map(text => `It happened ${text}`),
  publishedOn: someDay,
  stance: fc.constantFrom('supports', 'refutes', 'context'),
})

const terms = {
  outcome: fc.constantFrom('true', 'false', 'partial', 'void'),
  share: fc.option(fc.double({ min: 0, max: 1, noNaN: true }), { nil: undefined, freq: 2 }),
  voidReason: fc.option(fc.constantFrom('moot', 'condition-unmet'), { nil: undefined, freq: 2 }),
  occurredOn: fc.option(someDay, { nil: undefined, freq: 2 }),
  ruledOutOn: fc.option(someDay, { nil: undefined, freq: 2 }),
  rationale: fc.string({ unit: 'grapheme' }).map(text => `Because ${text}`),
}

/** Drops what does not belong to the outcome, so that many resolutions get through. */
function fitting({ outcome, share, voidReason, occurredOn, ruledOutOn, ...rest }: Tree): Tree {
  if (outcome === 'void') return { outcome, voidReason, ...rest }
  if (outcome === 'partial') return { outcome, share, occurredOn, ...rest }
  return outcome === 'false' ? { outcome, occurredOn, ruledOutOn, ...rest } : { outcome, occurredOn, ...rest }
}

const certainty = fc.oneof(
  fc.double({ min: 0, max: 1, noNaN: true }).map(probability => ({ probability })),
  fc
    .constantFrom('could', 'will', 'likely', 'almost certain')
    .map(hedge => ({ probability: undefined, hedge })),
)

const prediction = fc
  .record({
    certainty,
    stance: fc.constantFrom('asserts', 'conditional', 'possibility', 'reports'),
    saidOn: someDay,
    claimId: fc.option(fc.nat(), { nil: undefined, freq: 2 }),
    name: fc.option(fc.string({ unit: 'grapheme', maxLength: 20 }), { nil: undefined, freq: 2 }),
  })
  .map(({ certainty, stance, saidOn, claimId, name }) =>
    aPrediction({
      ...certainty,
      stance,
      saidOn,
      ...(claimId !== undefined && {
        claim: undefined,
        claimId: known.claims[claimId % known.claims.length],
      }),
      ...(name !== undefined && {
        pundit: { name: `Dr ${name}`, kind: 'person', aliases: [`${name} again`] },
      }),
    }),
  )

const line = fc
  .record({
    prediction,
    ref: fc.option(fc.string({ maxLength: 20 }), { nil: undefined, freq: 2 }),
    evidence: fc.option(fc.array(evidence, { maxLength: 2 }), { nil: undefined, freq: 2 }),
    resolution: fc.option(
      fc.record({ ...terms, evidence: fc.array(evidence, { maxLength: 2 }) }).map(fitting),
      {
        nil: undefined,
        freq: 2,
      },
    ),
  })
  .map(({ prediction, ...rest }) => ({ ...prediction, ...rest }))

const claimAddress = fc.oneof(
  { weight: 9, arbitrary: fc.nat().map(index => known.claims[index % known.claims.length] ?? nobody) },
  { weight: 1, arbitrary: anyString.map(text => encodeURIComponent(text.toWellFormed())) },
)

const idempotencyKey = fc.oneof(
  fc.constant(undefined),
  fc.constant(undefined),
  fc.uuid(),
  fc.constantFrom('one', 'two', ''),
  fc.string().map(key => key.replaceAll(/[^ -~]/g, '')),
)

function mutated(base: fc.Arbitrary<Tree>) {
  return fc.tuple(base, changes).map(([input, list]) => changed(input, list))
}

function as(id: string) {
  return { Authorization: `Bearer ${keyOf(id)}` }
}

const anybody = fc.constantFrom('ann', 'ben', 'mia', 'moe')

/** How far along a claim is. */
const stages = ['due', 'settled', 'disputed', 'upheld'] as const
type Stage = (typeof stages)[number]

async function everyRun(arbitrary: fc.Arbitrary<Sent>) {
  let [logged, refused] = [0, 0]
  await fc.assert(
    fc.asyncProperty(arbitrary, async sent => {
      if (await expectAllOrNothing(sent)) logged++
      else refused++
    }),
    options,
  )
  return { logged, refused }
}

describe('generated bodies', () => {
  test('are logged whole or refused without a trace as a prediction', { timeout }, async () => {
    const sent = fc.record({
      path: fc.constant('/predictions'),
      body: mutated(prediction).map(value => JSON.stringify(value) ?? ''),
      contentType: fc.constant('application/json'),
      idempotencyKey,
    })
    const { logged, refused } = await everyRun(sent)
    expect(Math.min(logged, refused)).toBeGreaterThan(0)
  })

  test('are imported whole or refused without a trace', { timeout }, async () => {
    const whole = fc
      .array(line, { minLength: 1, maxLength: 3 })
      .map(lines => lines.map(each => JSON.stringify(each)))
    const spoilt = fc.array(
      fc.oneof(
        mutated(line).map(value => JSON.stringify(value) ?? ''),
        anyString,
        fc.constantFrom('', '\r', ' ', 'null'),
      ),
      { maxLength: 4 },
    )
    const sent = fc.record({
      path: fc.constant('/predictions/import'),
      body: fc
        .tuple(fc.oneof(whole, spoilt), fc.constantFrom('\n', '\r\n'))
        .map(([lines, end]) => lines.join(end)),
      contentType: fc.constant(ndjson),
      idempotencyKey,
    })
    const { logged, refused } = await everyRun(sent)
    expect(Math.min(logged, refused)).toBeGreaterThan(0)
  })

  test('are filed whole or refused without a trace as evidence', { timeout }, async () => {
    const sent = fc.record({
      path: claimAddress.map(claim => `/claims/${claim}/evidence`),
      body: mutated(evidence).map(value => JSON.stringify(value) ?? ''),
      contentType: fc.constant('application/json'),
      idempotencyKey,
    })
    const { logged, refused } = await everyRun(sent)
    expect(Math.min(logged, refused)).toBeGreaterThan(0)
  })

  test('settle a claim whole or are refused without a trace as a resolution', { timeout }, async () => {
    const resolution = fc.record({ ...terms, fresh: fc.boolean(), changes, idempotencyKey })
    let [settled, refused] = [0, 0]
    const property = fc.asyncProperty(
      resolution,
      claimAddress,
      async ({ fresh, changes, idempotencyKey, ...given }, address) => {
        let claim = address
        if (fresh) {
          const logged = await post('/predictions', aPrediction())
          claim = logged.body.claimId
        }
        const filed = await post(`/claims/${claim}/evidence`, anEvidence())
        const evidenceIds = filed.status === 201 ? [filed.body.id] : []
        const body = JSON.stringify(changed({ ...fitting(given), evidenceIds }, changes)) ?? ''
        const path = `/claims/${claim}/resolutions`
        const done = await expectAllOrNothing({ path, body, contentType: 'application/json', idempotencyKey })
        if (done) settled++
        else refused++
      },
    )
    await fc.assert(property, options)
    expect(Math.min(settled, refused)).toBeGreaterThan(0)
  })

  /** A claim as far along as a stage says, of a prediction by somebody new, and the one item of evidence filed on it. */
  async function staged(stage: Stage) {
    const { body } = await post('/predictions', aPrediction(), as('ann'))
    const { claimId } = body
    const evidenceIds = [(await post(`/claims/${claimId}/evidence`, anEvidence(), as('ann'))).body.id]
    const steps: [string, string, Tree][] = [
      ['ann', 'resolutions', { outcome: 'true', rationale: 'Yes', evidenceIds }],
      ['ben', 'disputes', { reason: 'wrong-outcome', counterOutcome: 'false', rationale: 'No', evidenceIds }],
      ['mia', 'settlements', { decision: 'upheld', rationale: 'Yes' }],
    ]
    for (const [by, what, step] of steps.slice(0, stages.indexOf(stage))) {
      expect((await post(`/claims/${claimId}/${what}`, step, as(by))).status).toBe(201)
    }
    return { claimId, predictionId: body.id, slug: body.pundit.slug, evidenceIds }
  }

  type Staged = Awaited<ReturnType<typeof staged>>
  const challenges = fc
    .record({ ...terms, outcome: fc.constantFrom('true', 'false', 'partial', 'void', 'open') })
    .map(given =>
      given.outcome === 'open' ? { outcome: 'open', rationale: given.rationale } : fitting(given),
    )
  const words = fc.string({ unit: 'grapheme', maxLength: 40 }).map(text => `Words ${text}`)
  const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined, freq: 2 })

  /** Bodies of each kind that often fit a claim at one of these stages. */
  const settlingPosts: Record<
    string,
    {
      path: (on: Staged) => string
      /** Who may send it, and when. */
      by: string
      stage: Stage
      body: fc.Arbitrary<(on: Staged, other: Staged) => Tree>
    }
  > = {
    disputes: {
      path: on => `/claims/${on.claimId}/disputes`,
      by: 'ben',
      stage: 'settled',
      body: fc
        .record({ said: challenges, reason: fc.constantFrom('wrong-outcome', 'too-early', 'duplicate') })
        .map(({ said: { outcome, ...said }, reason }) => ({ evidenceIds }) => ({
          ...said,
          reason,
          counterOutcome: outcome,
          evidenceIds,
        })),
    },
    settlements: {
      path: on => `/claims/${on.claimId}/settlements`,
      by: 'moe',
      stage: 'disputed',
      body: fc
        .record({ said: challenges, how: fc.constantFrom('upheld', 'as asked', 'otherwise') })
        .map(({ said, how }) => ({ evidenceIds }) => {
          if (how === 'otherwise') return { ...said, decision: 'overturned', evidenceIds }
          return { decision: how === 'upheld' ? 'upheld' : 'overturned', rationale: said.rationale }
        }),
    },
    reopenings: {
      path: on => `/claims/${on.claimId}/reopenings`,
      by: 'moe',
      stage: 'upheld',
      body: words.map(reason => () => ({ reason })),
    },
    'corrections of claims': {
      path: on => `/claims/${on.claimId}/corrections`,
      by: 'ann',
      stage: 'due',
      body: fc
        .record({
          statement: maybe(words),
          criteria: maybe(words),
          dueWording: maybe(words),
          topics: maybe(fc.constantFrom([], ['things'], ['other', 'things'])),
          reason: words,
        })
        .map(body => () => body),
    },
    'corrections of predictions': {
      path: on => `/predictions/${on.predictionId}/corrections`,
      by: 'ann',
      stage: 'due',
      body: fc
        .record({
          pundit: maybe(fc.record({ name: words, kind: fc.constantFrom('person', 'collective') })),
          role: maybe(words.filter(role => !/[\t\n\r]/.test(role))),
          source: maybe(fc.record({ title: words })),
          quote: maybe(fc.record({ exact: words })),
          saidOn: maybe(someDay),
          stance: maybe(fc.constantFrom('asserts', 'possibility')),
          certainty,
          reason: words,
        })
        .map(({ certainty, ...body }) => () => ({ ...body, ...certainty })),
    },
    'merges of claims': {
      path: on => `/claims/${on.claimId}/merges`,
      by: 'mia',
      stage: 'due',
      body: words.map(reason => (_, other) => ({ claimId: other.claimId, reason })),
    },
    'merges of pundits': {
      path: on => `/pundits/${on.slug}/merges`,
      by: 'mia',
      stage: 'due',
      body: words.map(reason => (_, other) => ({ slug: other.slug, reason })),
    },
  }

  test.each(Object.entries(settlingPosts))(
    'are taken whole or refused without a trace as %s',
    {
      timeout,
    },
    async (kind, { path, by, stage, body }) => {
      const mostly = <T>(fit: T, any: fc.Arbitrary<T>) =>
        fc.oneof({ weight: 5, arbitrary: fc.constant(fit) }, { weight: 1, arbitrary: any })
      const sent = fc.record({
        body,
        changes: mostly([], someChanges),
        idempotencyKey: mostly(undefined, idempotencyKey),
        by: mostly(by, anybody),
        stage: mostly(stage, fc.constantFrom(...stages)),
      })
      let [taken, refused] = [0, 0]
      const property = fc.asyncProperty(sent, async ({ body, changes, idempotencyKey, by, stage }) => {
        const on = await staged(stage)
        const other = kind.startsWith('merges') ? await staged('due') : on
        const done = await expectAllOrNothing({
          path: path(on),
          body: JSON.stringify(changed(body(on, other), changes)) ?? '',
          contentType: 'application/json',
          idempotencyKey,
          key: keyOf(by),
        })
        if (done) taken++
        else refused++
        for (const { claimId } of [on, other]) await expectRecomputed(claimId)
      })
      await fc.assert(property, { ...options, numRuns: Math.ceil(runs / 4) })
      expect(Math.min(taken, refused)).toBeGreaterThan(0)
    },
  )

  test('are refused without a trace when they are no record at all', { timeout }, async () => {
    const body = fc.oneof(
      fc.jsonValue().map(value => JSON.stringify(value)),
      fc.json(),
      anyString,
      fc.uint8Array({ maxLength: 200 }).map(bytes => new Uint8Array(bytes)),
    )
    const sent = fc.record({
      path: fc.oneof(
        fc.constantFrom('/predictions', '/predictions/import'),
        claimAddress.map(claim => `/claims/${claim}/evidence`),
        fc
          .tuple(
            claimAddress,
            fc.constantFrom('resolutions', 'disputes', 'settlements', 'reopenings', 'corrections', 'merges'),
          )
          .map(([claim, what]) => `/claims/${claim}/${what}`),
        claimAddress.map(id => `/predictions/${id}/corrections`),
        fc.nat().map(index => `/pundits/${known.slugs[index % known.slugs.length]}/merges`),
      ),
      body,
      contentType: fc.oneof(
        fc.constantFrom(
          'application/json',
          ndjson,
          'application/json;charset=utf-16',
          'text/plain',
          ';',
          'a/b; c="',
        ),
        fc.constantFrom(
          'application/x-www-form-urlencoded',
          'multipart/form-data',
          'multipart/form-data; boundary=x',
        ),
      ),
      idempotencyKey,
    })
    expect((await everyRun(sent)).logged).toBe(0)
  })

  test('sent at once leave every score as its rows give it, and never fail', { timeout }, async () => {
    const moves = fc.array(
      fc.record({
        kind: fc.constantFrom('log', 'file', 'resolve', 'import'),
        prediction,
        line,
        evidence,
        terms: fc.record(terms),
      }),
      { minLength: 2, maxLength: 6 },
    )
    const property = fc.asyncProperty(moves, async list => {
      const shared = aPrediction()
      const { body } = await post('/predictions', shared)
      const { claimId } = body
      const filed = await post(`/claims/${claimId}/evidence`, anEvidence())
      const { claim: _claim, ...unclaimed } = shared
      const answers = await Promise.all(
        list.map(({ kind, prediction, line, evidence, terms }, index) => {
          const quote = { exact: `at once ${index % 2}` }
          if (kind === 'log')
            return post('/predictions', { ...unclaimed, ...prediction, claim: undefined, claimId, quote })
          if (kind === 'file') return post(`/claims/${claimId}/evidence`, evidence)
          if (kind === 'import') {
            const own = { ...line, claim: undefined, claimId, quote, source: shared.source }
            return post('/predictions/import', JSON.stringify(own), { 'Content-Type': ndjson })
          }
          const evidenceIds = [filed.body.id]
          return post(`/claims/${claimId}/resolutions`, { ...fitting(terms), evidenceIds })
        }),
      )
      for (const { status } of answers) expect([201, 409, 422]).toContain(status)
      const { body: claim } = await get(`/claims/${claimId}`)
      expect(claim.history.length).toBe(claim.outcome === null ? 0 : 1)
      expect(await expectRecomputed(claimId)).toBe(claim.predictions.length)
    })
    await fc.assert(property, { ...options, numRuns: Math.ceil(runs / 4) })
  })

  test('that settle, dispute, reopen, correct and merge at once leave a history that fits the claim', {
    timeout,
  }, async () => {
    const move = fc.record({
      kind: fc.constantFrom('resolutions', ...Object.keys(settlingPosts)),
      by: anybody,
      said: fc.record(terms).map(fitting),
    })
    const posts = fc.record(
      Object.fromEntries(Object.entries(settlingPosts).map(([kind, { body }]) => [kind, body])),
    )
    const property = fc.asyncProperty(
      fc.array(fc.tuple(move, posts), { minLength: 2, maxLength: 6 }),
      fc.constantFrom(...stages),
      async (list, stage) => {
        const [on, other] = [await staged(stage), await staged('due')]
        const dependant = aPrediction()
        const { body } = await post('/predictions', {
          ...dependant,
          claim: { ...dependant.claim, conditionClaimId: on.claimId },
        })
        const answers = await Promise.all(
          list.map(([{ kind, by, said }, bodies]) => {
            const { evidenceIds } = on
            if (kind === 'resolutions')
              return post(`/claims/${on.claimId}/resolutions`, { ...said, evidenceIds }, as(by))
            return post(settlingPosts[kind]?.path(on) ?? '', bodies[kind]?.(on, other), as(by))
          }),
        )
        for (const { status } of answers) expect([201, 403, 409, 422]).toContain(status)
        for (const claimId of [on.claimId, body.claimId]) await expectConsistent(claimId)
        const kept = (await get(`/claims/${on.claimId}`)).body
        const fell = (await get(`/claims/${body.claimId}`)).body
        expect(fell.outcome).toBe(kept.outcome === 'false' || kept.outcome === 'void' ? 'void' : null)
      },
    )
    await fc.assert(property, { ...options, numRuns: Math.ceil(runs / 8) })
  })

  /** What stands, last of all that does, and what is pending is in the history, and the scores are as it says. */
  async function expectConsistent(claimId: string) {
    const { body } = await get(`/claims/${claimId}`)
    const standing = body.history.filter((item: Tree) => item.stands === true)
    const pending = body.history.filter((item: Tree) => item.pending === true)
    const last = standing.at(-1)
    expect(last?.id ?? null).toBe(body.resolutionId)
    expect(body.resolutionId === null).toBe(body.outcome === null)
    expect(standing.length).toBe(body.outcome === null ? 0 : last.decision === 'upheld' ? 2 : 1)
    expect(pending.map(({ id }: Tree) => id)).toEqual(body.disputeId === null ? [] : [body.disputeId])
    expect(await expectRecomputed(claimId)).toBe(body.predictions.length)
  }
})

describe('generated questions', () => {
  const anyCursor = fc.oneof(
    anyString,
    fc.jsonValue().map(value => Buffer.from(JSON.stringify(value)).toString('base64url')),
    fc
      .array(fc.oneof(telling, anyString, anId, fc.double(), fc.maxSafeInteger()), { maxLength: 3 })
      .map(value => Buffer.from(JSON.stringify(value)).toString('base64url')),
  )
  const values: Record<string, fc.Arbitrary<string>> = {
    limit: fc.oneof(
      fc.integer().map(String),
      fc.constantFrom('1', '100', '101', '1e1', ' 1', '+1'),
      anyString,
    ),
    cursor: anyCursor,
    state: fc.oneof(fc.constantFrom('open', 'due', 'settled', 'disputed'), anyString),
    stance: fc.oneof(fc.constantFrom('asserts', 'possibility'), anyString),
    topic: fc.oneof(fc.constantFrom('things', 'a-b'), anyString),
    source: fc.oneof(anId.map(String), anyString),
    claim: fc.oneof(anId.map(String), anyString),
    pundit: fc.oneof(
      fc.nat().map(index => known.slugs[index % known.slugs.length] ?? ''),
      anyString,
    ),
    q: fc.oneof(telling.map(String), anyString),
    dueBefore: fc.oneof(someDay, telling.map(String), anyString),
    queue: fc.oneof(fc.constantFrom('due', 'early', 'waiting'), anyString),
    statement: fc.oneof(fc.constant('Due 2026-06-30'), telling.map(String), anyString),
    sentence: fc.oneof(
      fc
        .tuple(fc.constantFrom('by', 'within', 'in', 'next', 'before the end of'), anyString)
        .map(([word, rest]) => `It falls ${word} ${rest.slice(0, 20)} weeks ahead`),
      telling.map(String),
      anyString,
    ),
    saidOn: fc.oneof(someDay, telling.map(String), anyString),
    __proto__: anyString,
    'q[]': anyString,
  }
  const parameter = fc
    .constantFrom(...Object.keys(values))
    .chain(name => fc.tuple(fc.constant(name), values[name] ?? anyString))
  const query = fc.oneof(
    fc
      .array(parameter, { maxLength: 4 })
      .map(pairs =>
        pairs.map(([name, value]) => `${name}=${encodeURIComponent(String(value).toWellFormed())}`).join('&'),
      ),
    fc.string().map(text => encodeURI(text.toWellFormed())),
    fc.string({ unit: fc.constantFrom('%', '0', 'f', 'F', '&', '=', '+', 'q', 'limit') }),
  )

  async function expectAnswer(path: string) {
    const response = await app.request(`/api/v1${path}`)
    if (response.status !== 200) return expectProblem(response)
    expect(response.headers.get('Content-Type')).toMatch(/^application\/json/)
    expect(await response.json()).toBeTypeOf('object')
  }

  test.each([
    '/predictions',
    '/claims',
    '/claims/similar',
    '/pundits',
    '/sources',
    '/accuracy',
    '/windows',
    '/pundits/SLUG/accuracy',
  ])('are answered or refused by %s, and never fail', { timeout }, async list => {
    const path = list.replace('SLUG', known.slugs[1] ?? '')
    await fc.assert(
      fc.asyncProperty(query, text => expectAnswer(`${path}?${text}`)),
      options,
    )
  })

  test('of any name find it or not, and never fail', { timeout }, async () => {
    const path = fc.record({
      list: fc.constantFrom('/predictions/', '/claims/', '/pundits/', '/sources/', '/nothing/', '/'),
      name: fc.oneof(
        anyString.map(text => encodeURIComponent(text.toWellFormed())),
        fc.string({ unit: fc.constantFrom('%', '0', 'f', 'e', '.', '/', '..', '~', '%2F', '%00', '%FF') }),
        fc.nat().map(index => known.slugs[index % known.slugs.length] ?? ''),
      ),
      rest: fc.constantFrom('', '/accuracy', '/', '/evidence'),
    })
    await fc.assert(
      fc.asyncProperty(path, ({ list, name, rest }) => expectAnswer(`${list}${name}${rest}`)),
      options,
    )
  })
})

describe('what generated bodies left in the ledger', () => {
  test('has scores that are those of its rows, and rows that are those of its entries', {
    timeout,
  }, async () => {
    expect(await expectRecomputed()).toBeGreaterThan(0)
    const before = await readProjections(db)
    await rebuild(db)
    expect(await readProjections(db)).toEqual(before)
  })
})
