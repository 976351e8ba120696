import { describe, expect, test } from 'vitest'
import type { Db, Tx } from '../../src/db/client.ts'
import { importPredictions } from '../../src/predictions/import.ts'
import { anEvidence, aPrediction, ownerKey, testWorld } from '../world.ts'

const { app, db, deps, get, post, allPages, rowCounts } = testWorld()

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/
const nobody = '01890a5d-ac96-774b-bcce-b302099a8057'

/** How many rows every table holds. */
/** The database, with a count of the statements that its transactions begin. */
function countingStatements(db: Db) {
  let count = 0
  function watch<T extends object>(target: T): T {
    return new Proxy(target, {
      get(_, name) {
        const member = Reflect.get(target, name, target)
        if (typeof member !== 'function') return member
        if (name === 'transaction') {
          return (work: (tx: Tx) => unknown) => member.call(target, (tx: Tx) => work(watch(tx)))
        }
        if (['select', 'insert', 'update', 'delete', 'execute'].includes(String(name))) count++
        return member.bind(target)
      },
    })
  }
  return { db: watch(db), count: () => count }
}

/** Logs a prediction of a claim and says what happened to it. */
async function settled(outcome: Record<string, unknown>, changes: Record<string, unknown> = {}) {
  const { body } = await post('/predictions', aPrediction(changes))
  const evidence = await post(`/claims/${body.claimId}/evidence`, anEvidence())
  const evidenceIds = [evidence.body.id]
  const answer = await post(`/claims/${body.claimId}/resolutions`, {
    rationale: 'By the record',
    evidenceIds,
    ...outcome,
  })
  expect(answer.status).toBe(201)
  return body
}

describe('POST /predictions', () => {
  test('logs the prediction of the design and answers with it, its Location and its entry', async () => {
    const { status, headers, body } = await post('/predictions', {
      claim: {
        statement: "Russia's economy is in full collapse",
        topics: ['economic-collapse', 'sanctions'],
        dueBy: '2026-09-08',
        dueBasis: 'assigned',
        condition: 'The United States imposes further sanctions',
        criteria: 'Real GDP down 10 % or more over four quarters, by Rosstat or the IMF',
      },
      pundit: { name: 'Scott Bessent', kind: 'person', role: 'US Treasury Secretary' },
      source: {
        url: 'https://example.org/analysis',
        title: 'An analysis',
        publisher: 'Example',
        publishedOn: '2025-09-08',
      },
      quote: { exact: 'in full collapse', prefix: 'the economy will be', suffix: 'and that will' },
      saidOn: '2025-09-07',
      stance: 'conditional',
      hedge: 'could',
    })
    expect(status).toBe(201)
    expect(headers.get('Location')).toBe(`/api/v1/predictions/${body.id}`)
    expect(body).toEqual({
      id: expect.stringMatching(uuid),
      claimId: expect.stringMatching(uuid),
      claim: {
        statement: "Russia's economy is in full collapse",
        state: 'due',
        outcome: null,
        dueBy: '2026-09-08',
        dueByStrict: '2026-09-08',
        dueWording: null,
        dueBasis: 'assigned',
      },
      pundit: { slug: 'scott-bessent', name: 'Scott Bessent', role: 'US Treasury Secretary' },
      source: {
        id: expect.stringMatching(uuid),
        title: 'An analysis',
        publisher: 'Example',
        publishedOn: '2025-09-08',
        url: 'https://example.org/analysis#:~:text=the%20economy%20will%20be-,in%20full%20collapse,-and%20that%20will',
      },
      quote: { exact: 'in full collapse', prefix: 'the economy will be', suffix: 'and that will' },
      saidOn: '2025-09-07',
      stance: 'conditional',
      probability: { value: 0.4, low: 0.2, high: 0.6, basis: 'hedge', phrase: 'could', scale: 'reckon-1' },
      scored: false,
      score: null,
      corrections: [],
      similar: [],
      loggedAt: '2026-11-22T12:00:00.000Z',
      loggedBy: 'owner',
      entryId: expect.stringMatching(uuid),
    })
    const { similar: _similar, ...logged } = body
    expect((await get(headers.get('Location')?.replace('/api/v1', '') ?? '')).body).toEqual(logged)
  })

  test('takes a claim, a pundit and a source already in the ledger by their ids', async () => {
    const first = await post('/predictions', aPrediction())
    const pundit = await get(`/pundits/${first.body.pundit.slug}`)
    const again = aPrediction({ claim: undefined, pundit: undefined, source: undefined })
    const { status, body } = await post('/predictions', {
      ...again,
      claimId: first.body.claimId,
      punditId: pundit.body.id,
      sourceId: first.body.source.id,
    })
    expect(status).toBe(201)
    expect(body).toMatchObject({
      claimId: first.body.claimId,
      pundit: { slug: pundit.body.slug },
      source: { id: first.body.source.id },
    })
  })

  test('takes an id in capitals for the same id', async () => {
    const first = await post('/predictions', aPrediction())
    const claimId = first.body.claimId.toUpperCase()
    const { status, body } = await post('/predictions', aPrediction({ claim: undefined, claimId }))
    expect(status).toBe(201)
    expect(body.claimId).toBe(first.body.claimId)
  })

  test('answers 409 with the existing prediction when the quote from the source is already logged', async () => {
    const first = aPrediction()
    const { body } = await post('/predictions', first)
    const before = await rowCounts()
    const again = aPrediction({
      source: first.source,
      quote: { exact: `  ${first.quote.exact.toUpperCase()}` },
    })
    const refused = await post('/predictions', again)
    expect(refused.status).toBe(409)
    expect(refused.headers.get('Content-Type')).toBe('application/problem+json')
    expect(refused.body).toMatchObject({
      type: 'https://reckon.test/problems/duplicate-prediction',
      status: 409,
      existing: `/api/v1/predictions/${body.id}`,
    })
    expect(await rowCounts()).toEqual(before)
  })

  test('logs one of two equal predictions sent at once and answers 409 to the other', async () => {
    const input = aPrediction()
    const answers = await Promise.all([post('/predictions', input), post('/predictions', input)])
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409])
    const [logged] = answers.filter(({ status }) => status === 201)
    const [refused] = answers.filter(({ status }) => status === 409)
    expect(refused?.body.existing).toBe(`/api/v1/predictions/${logged?.body.id}`)
  })

  test('answers 409 when the name is that of a pundit with another Wikidata id', async () => {
    const pundit = { name: 'Dora Doubt', kind: 'person', wikidataId: 'Q101' }
    await post('/predictions', aPrediction({ pundit }))
    const other = aPrediction({ pundit: { ...pundit, wikidataId: 'Q102' } })
    const { status, body } = await post('/predictions', other)
    expect(status).toBe(409)
    expect(body.type).toBe('https://reckon.test/problems/pundit-differs')
  })

  test('takes one of two Wikidata ids given for a pundit at once, and answers 409 to the other', async () => {
    for (let round = 0; round < 4; round++) {
      const name = `Racy ${round}`
      await post('/predictions', aPrediction({ pundit: { name, kind: 'person' } }))
      const ids = [`Q${1000 + round}`, `Q${2000 + round}`]
      const answers = await Promise.all(
        ids.map(wikidataId => post('/predictions', aPrediction({ pundit: { name, wikidataId } }))),
      )
      expect(answers.map(({ status }) => status).sort()).toEqual([201, 409])
      const winner = ids[answers.findIndex(({ status }) => status === 201)]
      expect((await get(`/pundits/racy-${round}`)).body.wikidataId).toBe(winner)
    }
  })

  test.each([
    [{ probability: 0 }, { value: 0, low: 0, high: 0, basis: 'stated' }],
    [{ probability: 1 }, { value: 1, low: 1, high: 1, basis: 'stated' }],
    [
      { hedge: 'Is likely to' },
      { value: 0.7, low: 0.65, high: 0.75, basis: 'hedge', phrase: 'likely', scale: 'perceptions-1' },
    ],
    [{}, { value: 0.91, low: 0.85, high: 0.97, basis: 'assertion', phrase: 'will', scale: 'reckon-1' }],
  ])('reads %o as the probability %o', async (certainty, probability) => {
    const { status, body } = await post('/predictions', aPrediction({ probability: undefined, ...certainty }))
    expect(status).toBe(201)
    expect(body.probability).toEqual(probability)
  })

  test.each([
    ['a claim and a claimId', { claimId: nobody }, ['#/claim']],
    ['neither claim nor claimId', { claim: undefined }, ['#/claim']],
    ['a pundit and a punditId', { punditId: nobody }, ['#/pundit']],
    ['neither pundit nor punditId', { pundit: undefined }, ['#/pundit']],
    ['a source and a sourceId', { sourceId: nobody }, ['#/source']],
    ['neither source nor sourceId', { source: undefined }, ['#/source']],
    ['a probability and a hedge', { hedge: 'could' }, ['#/probability']],
    [
      'a possibility without its certainty',
      { stance: 'possibility', probability: undefined },
      ['#/probability'],
    ],
    ['a hedge no scale reads', { hedge: 'wibbly', probability: undefined }, ['#/hedge']],
    ['a pundit nobody knows without a kind', { pundit: { name: 'Somebody New' } }, ['#/pundit/kind']],
    ['an unknown claimId', { claim: undefined, claimId: nobody }, ['#/claimId']],
    ['an unknown punditId', { pundit: undefined, punditId: nobody }, ['#/punditId']],
    ['an unknown sourceId', { source: undefined, sourceId: nobody }, ['#/sourceId']],
    [
      'a day in the future',
      { saidOn: '2026-11-23', claim: { statement: 'It happens', dueBy: '2027-01-01' } },
      ['#/saidOn'],
    ],
    [
      'a source published in the future',
      { source: { title: 'Tomorrow', publishedOn: '2026-11-23' } },
      ['#/source/publishedOn'],
    ],
    [
      'a deadline before it was said',
      { claim: { statement: 'It happens', dueBy: '2026-01-01' } },
      ['#/claim/dueBy', '#/saidOn'],
    ],
    [
      'a strict deadline after the generous one',
      { claim: { statement: 'It happens', dueBy: '2026-06-30', dueByStrict: '2026-07-01' } },
      ['#/claim/dueByStrict'],
    ],
    [
      'two deadlines where a date was stated',
      {
        claim: {
          statement: 'It happens',
          dueBy: '2026-06-30',
          dueByStrict: '2026-06-29',
          dueBasis: 'stated',
        },
      },
      ['#/claim/dueByStrict'],
    ],
    [
      'a stated deadline without the date',
      { claim: { statement: 'It happens', dueBasis: 'stated' } },
      ['#/claim/dueBy'],
    ],
    ['a topic twice', { claim: { statement: 'It happens', topics: ['a', 'a'] } }, ['#/claim/topics']],
    ['an empty quote', { quote: { exact: ' \n' } }, ['#/quote/exact']],
  ])('refuses %s and points at the field', async (_what, changes, pointers) => {
    const before = await rowCounts()
    const { status, body } = await post('/predictions', aPrediction(changes))
    expect(status).toBe(422)
    const given = body.errors.map(({ pointer }: { pointer: string }) => pointer)
    expect(pointers).toEqual(expect.arrayContaining(given))
    expect(given.length).toBeGreaterThan(0)
    expect(await rowCounts()).toEqual(before)
  })

  test('assigns a deadline of one year to a claim without any', async () => {
    const { body } = await post('/predictions', aPrediction({ claim: { statement: 'It happens some day' } }))
    expect((await get(`/claims/${body.claimId}`)).body).toMatchObject({
      dueBy: '2027-01-02',
      dueByStrict: '2027-01-02',
      dueBasis: 'assigned',
      state: 'open',
    })
  })

  test('scores at once a prediction logged on a claim that is already settled', async () => {
    const { claimId } = await settled({ outcome: 'true', occurredOn: '2026-03-01' })
    const { body } = await post('/predictions', aPrediction({ claim: undefined, claimId, probability: 0.8 }))
    expect(body).toMatchObject({ scored: true, score: { verdict: '80 % on something that happened' } })
    expect(body.score.brier).toBeCloseTo(0.04, 12)
    expect(body.score.log).toBeCloseTo(-Math.log(0.8), 12)
  })

  test('refuses a prediction said after the thing had happened', async () => {
    const { claimId } = await settled({ outcome: 'true', occurredOn: '2026-03-01' })
    const late = aPrediction({ claim: undefined, claimId, saidOn: '2026-03-02' })
    const { status, body } = await post('/predictions', late)
    expect(status).toBe(422)
    expect(body.errors[0].pointer).toBe('#/saidOn')
  })
})

describe('GET /predictions', () => {
  test('gives every prediction once, the newest first, over pages of any size', async () => {
    for (let count = 0; count < 7; count++) await post('/predictions', aPrediction())
    const whole = await get('/predictions?limit=100')
    const ids = whole.body.items.map(({ id }: { id: string }) => id)
    expect(ids).toEqual([...ids].sort().reverse())
    expect(whole.body.next).toBeNull()
    expect(whole.headers.get('Link')).toBeNull()
    for (const limit of [1, 3, ids.length]) {
      const { items, pages } = await allPages<{ id: string }>(`/predictions?limit=${limit}`)
      expect(items).toEqual(whole.body.items)
      expect(pages).toBe(Math.ceil(ids.length / limit))
    }
  })

  test('keeps the filter over the pages', async () => {
    const pundit = { name: 'Paged Pundit', kind: 'person' }
    for (let count = 0; count < 3; count++) await post('/predictions', aPrediction({ pundit }))
    await post('/predictions', aPrediction())
    const { items, pages } = await allPages<{ id: string }>('/predictions?pundit=paged-pundit&limit=1')
    expect(items).toHaveLength(3)
    expect(pages).toBe(3)
  })

  test('finds by pundit, topic, source, claim, state, stance and words', async () => {
    const wanted = await settled(
      { outcome: 'false' },
      {
        claim: { statement: 'The zeppelins return', topics: ['airships'], dueBy: '2026-06-30' },
        quote: { exact: 'a glorious comeback awaits' },
        pundit: { name: 'Hugo Air', kind: 'person' },
        stance: 'conditional',
      },
    )
    await post('/predictions', aPrediction())
    for (const query of [
      'pundit=hugo-air',
      'topic=airships',
      `source=${wanted.source.id}`,
      `claim=${wanted.claimId}`,
      'q=zeppelin',
      'q=%22glorious%20comeback%22',
      'state=settled&stance=conditional',
    ]) {
      const { body } = await get(`/predictions?${query}`)
      expect(body.items.map(({ id }: { id: string }) => id)).toEqual([wanted.id])
    }
    for (const query of ['pundit=nobody', 'topic=nothing', `claim=${nobody}`, 'q=wombat']) {
      expect((await get(`/predictions?${query}`)).body).toEqual({ items: [], next: null })
    }
    const { items } = await allPages<{ id: string }>('/predictions?limit=100')
    const sizes = await Promise.all(
      ['open', 'due', 'settled'].map(async state => {
        const { body } = await get(`/predictions?state=${state}&limit=100`)
        for (const item of body.items) expect(item.claim.state).toBe(state)
        return body.items.length
      }),
    )
    expect(Math.min(...sizes)).toBeGreaterThan(0)
    expect(sizes.reduce((sum, size) => sum + size)).toBe(items.length)
  })

  test.each([
    'limit=0',
    'limit=101',
    'limit=-1',
    'limit=1.5',
    'limit=',
    'limit=x',
    'limit=1&limit=2',
    'cursor=',
    'cursor=x',
    'cursor=%F0%9F%98%80',
    `cursor=${Buffer.from('["x"]').toString('base64url')}`,
    `cursor=${Buffer.from('{}').toString('base64url')}`,
    'state=over',
    'stance=denies',
    'topic=Two%20Words',
    'source=x',
    'claim=x',
    `q=${'x'.repeat(201)}`,
    'q=%00',
    'pundit=%00',
  ])('refuses ?%s with a pointer to the parameter', async query => {
    const { status, headers, body } = await get(`/predictions?${query}`)
    expect(status).toBe(422)
    expect(headers.get('Content-Type')).toBe('application/problem+json')
    expect(body.errors[0].pointer).toBe(`#/${query.split('=')[0]}`)
  })

  test('finds nothing, and does not fail, for words that make no query', async () => {
    for (const q of ['the', '"', '-', 'or or', ':*&|!()', "'; drop table entries; --"]) {
      const { status, body } = await get(`/predictions?q=${encodeURIComponent(q)}`)
      expect(status).toBe(200)
      expect(body).toEqual({ items: [], next: null })
    }
  })
})

describe('GET /predictions/:id', () => {
  test('answers 304 to the ETag it gave, and another ETag after the claim is settled', async () => {
    const { body } = await post('/predictions', aPrediction())
    const path = `/api/v1/predictions/${body.id}`
    const etag = (await app.request(path)).headers.get('ETag') ?? ''
    expect(etag).not.toBe('')
    const unchanged = await app.request(path, { headers: { 'If-None-Match': etag } })
    expect(unchanged.status).toBe(304)
    expect(await unchanged.text()).toBe('')
    const voided = { outcome: 'void', voidReason: 'ambiguous', rationale: 'Two readings' }
    await post(`/claims/${body.claimId}/resolutions`, voided)
    const changed = await app.request(path, { headers: { 'If-None-Match': etag } })
    expect(changed.status).toBe(200)
    expect(changed.headers.get('ETag')).not.toBe(etag)
  })

  test('knows no other id', async () => {
    for (const id of [nobody, 'x', '%00', '1e400', '..%2F', '%F0%9F%98%80']) {
      const { status, headers, body } = await get(`/predictions/${id}`)
      expect(status).toBe(404)
      expect(headers.get('Content-Type')).toBe('application/problem+json')
      expect(body).toMatchObject({ type: 'https://reckon.test/problems/not-found', status: 404 })
    }
  })
})

describe('POST /predictions/import', () => {
  const ndjson = { 'Content-Type': 'application/x-ndjson' }

  function send(...lines: unknown[]) {
    return post('/predictions/import', lines.map(line => JSON.stringify(line)).join('\n'), ndjson)
  }

  test('logs every line, with evidence and resolution, and echoes the refs', async () => {
    const { status, body } = await send(
      { ref: 'plain', ...aPrediction() },
      { ref: 'filed', ...aPrediction(), evidence: [anEvidence(), anEvidence({ stance: 'context' })] },
      {
        ref: 'settled',
        ...aPrediction({ probability: 0.6 }),
        resolution: {
          outcome: 'partial',
          share: 0.25,
          occurredOn: '2026-03-01',
          rationale: 'A quarter of it',
          evidence: [anEvidence()],
        },
      },
      aPrediction(),
    )
    expect(status).toBe(201)
    const logged = { predictionId: expect.stringMatching(uuid), claimId: expect.stringMatching(uuid) }
    expect(body).toEqual({
      lines: [
        { line: 1, ref: 'plain', ...logged },
        { line: 2, ref: 'filed', ...logged },
        { line: 3, ref: 'settled', ...logged },
        { line: 4, ...logged },
      ],
      logged: 4,
      refused: 0,
    })
    expect((await get(`/claims/${body.lines[1].claimId}`)).body).toMatchObject({
      state: 'due',
      evidence: [{ stance: 'supports' }, { stance: 'context' }],
      history: [],
    })
    const claim = await get(`/claims/${body.lines[2].claimId}`)
    expect(claim.body).toMatchObject({
      state: 'settled',
      outcome: 'partial',
      share: 0.25,
      occurredOn: '2026-03-01',
      strictOutcome: 'partial',
      history: [{ outcome: 'partial', by: 'owner', evidenceIds: [claim.body.evidence[0].id] }],
    })
    const [prediction] = claim.body.predictions
    expect(prediction).toMatchObject({ id: body.lines[2].predictionId, scored: true })
    expect(prediction.score.brier).toBeCloseTo(0.25 * 0.16 + 0.75 * 0.36, 12)
  })

  test('reads blank lines, CRLF, a byte order mark and no final newline', async () => {
    const [first, second] = [JSON.stringify(aPrediction()), JSON.stringify(aPrediction())]
    const text = `\uFEFF${first}\r\n\r\n   \n\n${second}`
    const { status, body } = await post('/predictions/import', text, ndjson)
    expect(status).toBe(201)
    expect(body.lines.map(({ line }: { line: number }) => line)).toEqual([1, 5])
  })

  test('refuses all for one bad line, writes nothing, and says what is wrong on each', async () => {
    const before = await rowCounts()
    const { status, headers, body } = await post(
      '/predictions/import',
      [
        JSON.stringify({ ref: 'good', ...aPrediction(), evidence: [anEvidence()] }),
        '{"ref": "cut',
        JSON.stringify({ ref: 'bad', ...aPrediction({ probability: 1.2, saidOn: '2026-02-30' }) }),
        'null',
        JSON.stringify({
          ref: 'early',
          ...aPrediction(),
          evidence: [anEvidence({ publishedOn: '2026-11-23' })],
        }),
        JSON.stringify({
          ref: 'uncited',
          ...aPrediction(),
          resolution: {
            outcome: 'true',
            rationale: 'Before it was said',
            evidence: [anEvidence({ publishedOn: '2026-01-01' })],
          },
        }),
      ].join('\n'),
      ndjson,
    )
    expect(status).toBe(422)
    expect(headers.get('Content-Type')).toBe('application/problem+json')
    expect(body).toMatchObject({
      type: 'https://reckon.test/problems/import-refused',
      title: expect.any(String),
      status: 422,
      detail: expect.any(String),
      logged: 0,
      refused: 5,
    })
    expect(body.lines).toEqual([
      { line: 1, ref: 'good' },
      { line: 2, errors: [{ pointer: '#', detail: expect.any(String) }] },
      {
        line: 3,
        ref: 'bad',
        errors: [
          { pointer: '#/saidOn', detail: expect.any(String) },
          { pointer: '#/probability', detail: expect.any(String) },
        ],
      },
      { line: 4, errors: [{ pointer: '#', detail: expect.any(String) }] },
      {
        line: 5,
        ref: 'early',
        errors: [{ pointer: '#/evidence/0/publishedOn', detail: expect.any(String) }],
      },
      { line: 6, ref: 'uncited', errors: [{ pointer: '#/resolution/evidence', detail: expect.any(String) }] },
    ])
    expect(await rowCounts()).toEqual(before)
  })

  test('refuses the second of two lines with the same quote from the same source', async () => {
    const first = aPrediction()
    const before = await rowCounts()
    const { status, body } = await send(first, aPrediction({ source: first.source, quote: first.quote }))
    expect(status).toBe(422)
    expect(body.refused).toBe(1)
    expect(body.lines[0].errors).toBeUndefined()
    expect(body.lines[1].errors).toMatchObject([{ pointer: '#' }])
    expect(await rowCounts()).toEqual(before)
  })

  test('does not link a refused line to a prediction that was never logged', async () => {
    const first = aPrediction()
    const { body } = await send(first, aPrediction({ source: first.source, quote: first.quote }))
    const existing: string | undefined = body.lines[1].errors[0].existing
    const reached = existing === undefined ? undefined : (await app.request(existing)).status
    expect(reached).not.toBe(404)
  })

  test('refuses a line already in the ledger and links what is there', async () => {
    const first = aPrediction()
    const { body: logged } = await post('/predictions', first)
    const before = await rowCounts()
    const { status, body } = await send(aPrediction(), { ref: 'again', ...first })
    expect(status).toBe(422)
    expect(body.lines[1]).toMatchObject({
      ref: 'again',
      errors: [{ existing: `/api/v1/predictions/${logged.id}` }],
    })
    expect(await rowCounts()).toEqual(before)
  })

  test('settles a claim already in the ledger once, whichever line says so first', async () => {
    const { body: open } = await post('/predictions', aPrediction())
    const resolution = { outcome: 'true', rationale: 'It did', evidence: [anEvidence()] }
    const line = () => ({ ...aPrediction({ claim: undefined, claimId: open.claimId }), resolution })
    const twice = await send(line(), line())
    expect(twice.status).toBe(422)
    expect(twice.body.lines[1].errors).toEqual([
      { pointer: '#/resolution', detail: expect.stringContaining('already settled') },
    ])
    expect((await send(line())).status).toBe(201)
    expect((await get(`/predictions/${open.id}`)).body).toMatchObject({ scored: true })
    const late = await send(line())
    expect(late.status).toBe(422)
    expect(late.body.lines[0].errors[0].pointer).toBe('#/resolution')
  })

  test('refuses a line said after the day that another line says it happened', async () => {
    const { body: open } = await post('/predictions', aPrediction())
    const same = { claim: undefined, claimId: open.claimId }
    const resolution = {
      outcome: 'true',
      occurredOn: '2026-03-01',
      rationale: 'It did',
      evidence: [anEvidence()],
    }
    const late = aPrediction({ ...same, saidOn: '2026-03-02' })
    const { status, body } = await send({ ...aPrediction(same), resolution }, late)
    expect(status).toBe(422)
    expect(body.lines[1].errors).toMatchObject([{ pointer: '#/saidOn' }])
  })

  test('refuses a body without lines', async () => {
    for (const text of ['', '\n', '\uFEFF', ' \r\n \n']) {
      const { status, body } = await post('/predictions/import', text, ndjson)
      expect(status).toBe(422)
      expect(body).toMatchObject({ lines: [], logged: 0, refused: 0 })
    }
  })

  test('logs 2,000 lines at once, and adds a pundit and a source that many name once', async () => {
    const [first, second] = [aPrediction(), aPrediction()]
    const before = await rowCounts()
    const lines = Array.from({ length: 2000 }, (_, index) => {
      const { pundit, source } = index % 2 === 0 ? first : second
      const line = { ref: `${index}`, ...aPrediction({ pundit, source }) }
      const resolution = { outcome: 'false', rationale: 'It did not', evidence: [anEvidence()] }
      return index % 4 === 0 ? { ...line, resolution } : line
    })
    const { status, body } = await send(...lines)
    expect(status).toBe(201)
    expect(body.logged).toBe(2000)
    expect(body.lines.map(({ ref }: { ref: string }) => ref)).toEqual(lines.map(({ ref }) => ref))
    const after = await rowCounts()
    const added = Object.fromEntries(
      Object.keys(after)
        .map(name => [name, (after[name] ?? 0) - (before[name] ?? 0)] as const)
        .filter(([, more]) => more !== 0),
    )
    expect(added).toEqual({
      entries: 2 + 2 + 2000 + 2000 + 500 + 500,
      pundits: 2,
      pundit_names: 2,
      sources: 2,
      claims: 2000,
      predictions: 2000,
      evidence: 500,
      scores: 500,
      records: 2,
      pundit_versions: 2,
    })
    const ids: string[] = body.lines.map(({ predictionId }: { predictionId: string }) => predictionId)
    expect(new Set(ids).size).toBe(2000)
    const { body: last } = await get(`/predictions/${ids[1999]}`)
    expect(last.quote).toEqual(lines[1999]?.quote)
  })

  test('takes as many statements for 500 lines as for 5', async () => {
    const resolution = { outcome: 'true' as const, rationale: 'It did', evidence: [anEvidence()] }
    const statements = async (size: number) => {
      const counted = countingStatements(db)
      const raw = Array.from({ length: size }, (_, index) => ({
        line: index + 1,
        value: { ...aPrediction(), evidence: [anEvidence()], resolution },
      }))
      const { logged } = await importPredictions({ ...deps, db: counted.db }, raw)
      expect(logged).toBe(size)
      return counted.count()
    }
    const few = await statements(5)
    expect(few).toBeGreaterThan(0)
    expect(await statements(500)).toBe(few)
  })

  test('logs the same lines sent twice at once only once', async () => {
    const lines = Array.from({ length: 20 }, () => aPrediction())
    const answers = await Promise.all([send(...lines), send(...lines)])
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 422])
    const [refused] = answers.filter(({ status }) => status === 422)
    expect(refused?.body.refused).toBe(20)
  })

  test('needs a key', async () => {
    const before = await rowCounts()
    for (const Authorization of [undefined, 'Bearer wrong', `Basic ${ownerKey}`]) {
      const response = await app.request('/api/v1/predictions/import', {
        method: 'POST',
        headers: { ...ndjson, ...(Authorization && { Authorization }) },
        body: JSON.stringify(aPrediction()),
      })
      expect(response.status).toBe(401)
    }
    expect(await rowCounts()).toEqual(before)
  })
})
