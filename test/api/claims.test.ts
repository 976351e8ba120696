import { describe, expect, test } from 'vitest'
import { anEvidence, aPrediction, clock, testWorld } from '../world.ts'

const { app, get, post, allPages } = testWorld()

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/
const nobody = '01890a5d-ac96-774b-bcce-b302099a8057'

/** Said on 2026-01-02; due on 2026-06-30 strictly and on 2026-09-30 generously: past, by the clock of the tests. */
const pastWindow = { dueBy: '2026-09-30', dueByStrict: '2026-06-30' }
const openWindow = { dueBy: '2027-06-30' }

async function aClaim(claim: Record<string, unknown> = pastWindow, changes: Record<string, unknown> = {}) {
  const input = aPrediction(changes)
  const { statement } = input.claim
  const { status, body } = await post('/predictions', { ...input, claim: { statement, ...claim } })
  expect(status).toBe(201)
  return body.claimId as string
}

async function fileOn(claimId: string, changes: Record<string, unknown> = {}) {
  const { status, body } = await post(`/claims/${claimId}/evidence`, anEvidence(changes))
  expect(status).toBe(201)
  return body.id as string
}

/** Sends a resolution that cites one item of fresh evidence, unless it says otherwise. */
async function resolve(claimId: string, terms: Record<string, unknown>) {
  const evidenceIds = [await fileOn(claimId)]
  return post(`/claims/${claimId}/resolutions`, { rationale: 'By the record', evidenceIds, ...terms })
}

function pointers(body: { errors: { pointer: string }[] }): string[] {
  return body.errors.map(({ pointer }) => pointer)
}

/** A prediction as it was answered when logged, as it is answered ever after. */
function withoutSimilar({ similar: _similar, ...prediction }: Record<string, unknown>) {
  return prediction
}

describe('GET /claims/:id', () => {
  test('shows the claim with its predictions, evidence and history', async () => {
    const { body: first } = await post(
      '/predictions',
      aPrediction({
        claim: {
          statement: 'The bridge opens',
          topics: ['bridges', 'roads'],
          criteria: 'By the road office',
          ...pastWindow,
          dueWording: 'by the summer',
          dueBasis: 'inferred',
          condition: 'The budget passes',
        },
        saidOn: '2026-02-02',
      }),
    )
    const { claimId } = first
    const { body: second } = await post('/predictions', aPrediction({ claim: undefined, claimId }))
    expect((await get(`/claims/${claimId}`)).body).toEqual({
      id: claimId,
      statement: 'The bridge opens',
      topics: ['bridges', 'roads'],
      criteria: 'By the road office',
      dueBy: '2026-09-30',
      dueByStrict: '2026-06-30',
      dueWording: 'by the summer',
      dueBasis: 'inferred',
      condition: { text: 'The budget passes' },
      state: 'due',
      outcome: null,
      strictOutcome: null,
      flipped: false,
      resolutionId: null,
      disputeId: null,
      disputableUntil: null,
      openedAt: '2026-11-22T12:00:00.000Z',
      openedBy: 'owner',
      entryId: expect.stringMatching(uuid),
      predictionCount: 2,
      predictions: [withoutSimilar(second), withoutSimilar(first)],
      evidence: [],
      history: [],
      slippage: null,
      dependants: [],
    })
    const { body: resolution } = await resolve(claimId, { outcome: 'true', occurredOn: '2026-08-01' })
    const { status, body } = await get(`/claims/${claimId}`)
    expect(status).toBe(200)
    expect(body).toMatchObject({
      state: 'settled',
      outcome: 'true',
      strictOutcome: 'false',
      occurredOn: '2026-08-01',
      predictions: [
        { id: second.id, scored: true, score: { verdict: '70 % on something that happened' } },
        { id: first.id, scored: true, score: { verdict: '70 % on something that happened' } },
      ],
      evidence: [{ title: 'It happened' }],
    })
    expect(body.history).toEqual([resolution])
    expect(body.flipped).toBe(true)
  })

  test('knows no other id', async () => {
    for (const id of [nobody, 'x', '%00', 'null', '%F0%9F%98%80']) {
      const { status, body } = await get(`/claims/${id}`)
      expect(status).toBe(404)
      expect(body.type).toBe('https://reckon.test/problems/not-found')
    }
  })

  test('answers 304 to the ETag it gave until evidence is filed', async () => {
    const claimId = await aClaim()
    const path = `/api/v1/claims/${claimId}`
    const etag = (await app.request(path)).headers.get('ETag') ?? ''
    expect((await app.request(path, { headers: { 'If-None-Match': etag } })).status).toBe(304)
    await fileOn(claimId)
    expect((await app.request(path, { headers: { 'If-None-Match': etag } })).status).toBe(200)
  })
})

describe('POST /claims/:id/evidence', () => {
  test('files it and answers with it', async () => {
    const claimId = await aClaim()
    const input = {
      url: 'https://example.org/later?a=1#b',
      title: 'It opened',
      publisher: 'Example',
      publishedOn: '2026-11-22',
      stance: 'supports',
      excerpt: 'opened today',
      note: 'The mayor cut the ribbon',
    }
    const { status, headers, body } = await post(`/claims/${claimId}/evidence`, input)
    expect(status).toBe(201)
    expect(headers.get('Location')).toBe(`/api/v1/claims/${claimId}`)
    expect(body).toEqual({
      id: expect.stringMatching(uuid),
      ...input,
      filedBy: 'owner',
      filedAt: '2026-11-22T12:00:00.000Z',
      entryId: expect.stringMatching(uuid),
    })
    expect((await get(`/claims/${claimId}`)).body.evidence).toEqual([body])
  })

  test('takes evidence older than the forecast, and on a settled claim', async () => {
    const claimId = await aClaim()
    await fileOn(claimId, { publishedOn: '2020-01-01' })
    expect((await resolve(claimId, { outcome: 'false' })).status).toBe(201)
    await fileOn(claimId, { publishedOn: '2026-11-22' })
    const { body } = await get(`/claims/${claimId}`)
    expect(body.evidence.map((item: { publishedOn: string }) => item.publishedOn)).toEqual([
      '2020-01-01',
      '2026-03-01',
      '2026-11-22',
    ])
  })

  test('refuses evidence from the future', async () => {
    const claimId = await aClaim()
    const { status, body } = await post(
      `/claims/${claimId}/evidence`,
      anEvidence({ publishedOn: '2026-11-23' }),
    )
    expect(status).toBe(422)
    expect(pointers(body)).toEqual(['#/publishedOn'])
  })

  test('knows no other claim', async () => {
    for (const id of [nobody, 'x', '%00']) {
      expect((await post(`/claims/${id}/evidence`, anEvidence())).status).toBe(404)
    }
  })
})

describe('POST /claims/:id/resolutions', () => {
  test('settles the claim, answers with the resolution and scores every prediction', async () => {
    const claimId = await aClaim(pastWindow, { probability: 0.7 })
    await post('/predictions', aPrediction({ claim: undefined, claimId, probability: 0 }))
    const evidenceId = await fileOn(claimId)
    const { status, headers, body } = await post(`/claims/${claimId}/resolutions`, {
      outcome: 'true',
      occurredOn: '2026-06-30',
      rationale: 'It opened on the last day',
      evidenceIds: [evidenceId],
    })
    expect(status).toBe(201)
    expect(headers.get('Location')).toBe(`/api/v1/claims/${claimId}`)
    expect(body).toEqual({
      type: 'resolution',
      id: expect.stringMatching(uuid),
      claimId,
      stands: true,
      outcome: 'true',
      occurredOn: '2026-06-30',
      rationale: 'It opened on the last day',
      evidenceIds: [evidenceId],
      by: 'owner',
      at: '2026-11-22T12:00:00.000Z',
      entryId: expect.stringMatching(uuid),
    })
    const claim = await get(`/claims/${claimId}`)
    expect(claim.body).toMatchObject({ outcome: 'true', strictOutcome: 'true' })
    const scores = claim.body.predictions.map((item: { score: { brier: number } }) => item.score.brier)
    expect(scores[0]).toBeCloseTo(0.09, 12)
    expect(scores[1]).toBe(1)
  })

  test('answers 409 on a claim already settled, and changes nothing', async () => {
    const claimId = await aClaim()
    expect((await resolve(claimId, { outcome: 'false' })).status).toBe(201)
    const before = await get(`/claims/${claimId}`)
    const evidenceIds = [before.body.evidence[0].id]
    const again = { outcome: 'true', rationale: 'It did after all', evidenceIds }
    const { status, headers, body } = await post(`/claims/${claimId}/resolutions`, again)
    expect(status).toBe(409)
    expect(headers.get('Content-Type')).toBe('application/problem+json')
    expect(body).toMatchObject({ type: 'https://reckon.test/problems/already-settled', outcome: 'false' })
    expect((await get(`/claims/${claimId}`)).body).toEqual(before.body)
  })

  test('lets exactly one of several resolutions sent at once win', async () => {
    for (const rivals of [2, 2, 2, 8]) {
      const claimId = await aClaim()
      const evidenceIds = [await fileOn(claimId)]
      const answers = await Promise.all(
        Array.from({ length: rivals }, (_, index) =>
          post(`/claims/${claimId}/resolutions`, {
            outcome: index % 2 === 0 ? 'true' : 'false',
            rationale: `Rival ${index}`,
            evidenceIds,
          }),
        ),
      )
      const statuses = answers.map(({ status }) => status).sort()
      expect(statuses).toEqual([201, ...Array(rivals - 1).fill(409)])
      const winner = answers.find(({ status }) => status === 201)
      const { body } = await get(`/claims/${claimId}`)
      expect(body.history).toEqual([{ type: 'resolution', ...winner?.body }])
      expect(body.outcome).toBe(winner?.body.outcome)
    }
  })

  test('scores a prediction that is logged while the claim is being settled', async () => {
    for (let round = 0; round < 5; round++) {
      const claimId = await aClaim()
      const evidenceIds = [await fileOn(claimId)]
      const [logged, settled] = await Promise.all([
        post('/predictions', aPrediction({ claim: undefined, claimId })),
        post(`/claims/${claimId}/resolutions`, { outcome: 'true', rationale: 'It did', evidenceIds }),
      ])
      expect([logged.status, settled.status]).toEqual([201, 201])
      const { body } = await get(`/claims/${claimId}`)
      expect(body.predictions).toHaveLength(2)
      for (const prediction of body.predictions) expect(prediction.scored).toBe(true)
    }
  })

  test('reads what occurred between the two deadlines as true generously and false strictly', async () => {
    for (const [occurredOn, strictOutcome] of [
      ['2026-06-30', 'true'],
      ['2026-07-01', 'false'],
      ['2026-09-30', 'false'],
      [undefined, null],
    ]) {
      const claimId = await aClaim()
      expect((await resolve(claimId, { outcome: 'true', occurredOn })).status).toBe(201)
      expect((await get(`/claims/${claimId}`)).body).toMatchObject({ outcome: 'true', strictOutcome })
    }
  })

  test('takes every reason to void, without evidence, and scores nothing', async () => {
    for (const voidReason of [
      'condition-unmet',
      'ambiguous',
      'moot',
      'not-a-forecast',
      'duplicate',
      'unverifiable',
    ]) {
      const claimId = await aClaim({ ...openWindow, condition: 'It rains' })
      const voided = { outcome: 'void', voidReason, rationale: 'It cannot be decided' }
      const { status, body } = await post(`/claims/${claimId}/resolutions`, voided)
      expect(status).toBe(201)
      expect(body).toMatchObject({ voidReason, evidenceIds: [] })
      expect((await get(`/claims/${claimId}`)).body).toMatchObject({
        state: 'settled',
        outcome: 'void',
        strictOutcome: 'void',
        voidReason,
        predictions: [{ scored: false, score: null }],
      })
    }
  })

  test('keeps possibilities and reports out of the scored set, with their score shown', async () => {
    for (const stance of ['possibility', 'reports']) {
      const claimId = await aClaim(pastWindow, { stance, probability: 0.4 })
      await resolve(claimId, { outcome: 'false' })
      const [prediction] = (await get(`/claims/${claimId}`)).body.predictions
      expect(prediction.scored).toBe(false)
      expect(prediction.score.brier).toBeCloseTo(0.16, 12)
    }
  })

  test('takes false before the deadline only with the day it became impossible', async () => {
    const claimId = await aClaim(openWindow)
    const early = await resolve(claimId, { outcome: 'false' })
    expect(early.status).toBe(422)
    expect(pointers(early.body)).toEqual(['#/ruledOutOn'])
    const ruledOut = await resolve(claimId, { outcome: 'false', ruledOutOn: '2026-11-22' })
    expect(ruledOut.status).toBe(201)
    expect(ruledOut.body.ruledOutOn).toBe('2026-11-22')
  })

  test('asks for ruledOutOn on the last day, and no longer on the day after', async () => {
    const [lastDay, dayAfter] = [await aClaim({ dueBy: '2026-11-22' }), await aClaim({ dueBy: '2026-11-21' })]
    expect((await get(`/claims/${lastDay}`)).body.state).toBe('open')
    expect((await resolve(lastDay, { outcome: 'false' })).status).toBe(422)
    expect((await get(`/claims/${dayAfter}`)).body.state).toBe('due')
    expect((await resolve(dayAfter, { outcome: 'false' })).status).toBe(201)
  })

  test('takes false with the day it happened too late', async () => {
    const claimId = await aClaim()
    const { status } = await resolve(claimId, { outcome: 'false', occurredOn: '2026-10-01' })
    expect(status).toBe(201)
  })

  test.each([
    ['an outcome that is none', { outcome: 'right' }, ['#/outcome']],
    ['no outcome', { outcome: undefined }, ['#/outcome']],
    ['an outcome that is a boolean', { outcome: true }, ['#/outcome']],
    ['no rationale', { outcome: 'false', rationale: undefined }, ['#/rationale']],
    ['a blank rationale', { outcome: 'false', rationale: ' ' }, ['#/rationale']],
    ['true without evidence', { outcome: 'true', evidenceIds: [] }, ['#/evidenceIds']],
    ['true with evidence left out', { outcome: 'true', evidenceIds: undefined }, ['#/evidenceIds']],
    ['false without evidence', { outcome: 'false', evidenceIds: [] }, ['#/evidenceIds']],
    ['partial without evidence', { outcome: 'partial', share: 0.5, evidenceIds: [] }, ['#/evidenceIds']],
    ['evidence of nobody', { outcome: 'true', evidenceIds: [nobody] }, ['#/evidenceIds/0', '#/evidenceIds']],
    ['evidence ids that are none', { outcome: 'true', evidenceIds: ['x'] }, ['#/evidenceIds/0']],
    ['partial without its share', { outcome: 'partial' }, ['#/share']],
    ['a share of nothing', { outcome: 'partial', share: 0 }, ['#/share']],
    ['a share of all', { outcome: 'partial', share: 1 }, ['#/share']],
    ['a share of true', { outcome: 'true', share: 0.5 }, ['#/share']],
    ['void without its reason', { outcome: 'void' }, ['#/voidReason']],
    ['void for another reason', { outcome: 'void', voidReason: 'boring' }, ['#/voidReason']],
    [
      'an unmet condition of a claim without one',
      { outcome: 'void', voidReason: 'condition-unmet' },
      ['#/voidReason'],
    ],
    ['a reason to void that is not void', { outcome: 'false', voidReason: 'moot' }, ['#/voidReason']],
    ['ruledOutOn of something true', { outcome: 'true', ruledOutOn: '2026-05-05' }, ['#/ruledOutOn']],
    ['happening tomorrow', { outcome: 'true', occurredOn: '2026-11-23' }, ['#/occurredOn', '#/occurredOn']],
    ['happening before it was forecast', { outcome: 'true', occurredOn: '2026-01-01' }, ['#/occurredOn']],
    [
      'happening after the deadline and true',
      { outcome: 'true', occurredOn: '2026-10-01' },
      ['#/occurredOn'],
    ],
    [
      'happening after the deadline and partial',
      { outcome: 'partial', share: 0.5, occurredOn: '2026-10-01' },
      ['#/occurredOn'],
    ],
    ['happening in time and false', { outcome: 'false', occurredOn: '2026-09-30' }, ['#/occurredOn']],
    ['ruled out tomorrow', { outcome: 'false', ruledOutOn: '2026-11-23' }, ['#/ruledOutOn', '#/ruledOutOn']],
    ['ruled out before it was forecast', { outcome: 'false', ruledOutOn: '2026-01-01' }, ['#/ruledOutOn']],
    ['ruled out after the deadline', { outcome: 'false', ruledOutOn: '2026-10-01' }, ['#/ruledOutOn']],
  ])('refuses %s and points at the field', async (_what, terms, expected) => {
    const claimId = await aClaim()
    const { status, body } = await resolve(claimId, terms)
    expect(status).toBe(422)
    expect(pointers(body)).toEqual(expected)
    expect((await get(`/claims/${claimId}`)).body).toMatchObject({ state: 'due', history: [] })
  })

  test('wants at least one item published on or after the day of the earliest prediction', async () => {
    const claimId = await aClaim(pastWindow, { saidOn: '2026-03-10' })
    const old = await fileOn(claimId, { publishedOn: '2026-03-09' })
    const sameDay = await fileOn(claimId, { publishedOn: '2026-03-10' })
    const terms = { outcome: 'true', rationale: 'It did' }
    const refused = await post(`/claims/${claimId}/resolutions`, { ...terms, evidenceIds: [old] })
    expect(refused.status).toBe(422)
    expect(pointers(refused.body)).toEqual(['#/evidenceIds'])
    const both = await post(`/claims/${claimId}/resolutions`, { ...terms, evidenceIds: [old, sameDay] })
    expect(both.status).toBe(201)
  })

  test('counts from the earliest prediction, whenever it was logged', async () => {
    const claimId = await aClaim(pastWindow, { saidOn: '2026-03-10' })
    await post('/predictions', aPrediction({ claim: undefined, claimId, saidOn: '2026-02-01' }))
    const evidenceIds = [await fileOn(claimId, { publishedOn: '2026-02-01' })]
    const terms = { outcome: 'true', rationale: 'It did', evidenceIds }
    expect((await post(`/claims/${claimId}/resolutions`, terms)).status).toBe(201)
  })

  test('refuses an item cited twice', async () => {
    const claimId = await aClaim()
    const evidenceId = await fileOn(claimId)
    const { status, body } = await resolve(claimId, {
      outcome: 'true',
      evidenceIds: [evidenceId, evidenceId],
    })
    expect(status).toBe(422)
    expect(pointers(body)).toEqual(['#/evidenceIds'])
  })

  test('does not take evidence filed on another claim', async () => {
    const [claimId, other] = [await aClaim(), await aClaim()]
    const evidenceIds = [await fileOn(claimId), await fileOn(other)]
    const { status, body } = await resolve(claimId, { outcome: 'true', evidenceIds })
    expect(status).toBe(422)
    expect(pointers(body)).toEqual(['#/evidenceIds/1'])
  })

  test('settles the same claim when its address is written in capitals', async () => {
    const claimId = await aClaim()
    const [prediction] = (await get(`/claims/${claimId}`)).body.predictions
    const address = `/claims/${claimId.toUpperCase()}`
    const filed = await post(`${address}/evidence`, anEvidence())
    const terms = { outcome: 'true', rationale: 'It did', evidenceIds: [filed.body.id] }
    expect((await post(`${address}/resolutions`, terms)).status).toBe(201)
    expect((await get(address)).body).toEqual((await get(`/claims/${claimId}`)).body)
    expect((await get(`/predictions/${prediction.id.toUpperCase()}`)).body.scored).toBe(true)
  })

  test('takes an evidence id in capitals for the same id', async () => {
    const claimId = await aClaim()
    const evidenceId = await fileOn(claimId)
    const { status, body } = await resolve(claimId, {
      outcome: 'true',
      evidenceIds: [evidenceId.toUpperCase()],
    })
    expect(status).toBe(201)
    expect(body.evidenceIds).toEqual([evidenceId])
  })

  test('knows no other claim', async () => {
    const voided = { outcome: 'void', voidReason: 'moot', rationale: 'Nothing to settle' }
    for (const id of [nobody, 'x', '%00']) {
      expect((await post(`/claims/${id}/resolutions`, voided)).status).toBe(404)
    }
  })
})

describe('a claim that very many have forecast', () => {
  test('carries the first two hundred, says how many there are, and leads to all of them', async () => {
    const { body } = await post('/predictions', aPrediction())
    const lines = Array.from({ length: 200 }, () => aPrediction({ claim: undefined, claimId: body.claimId }))
    const ndjson = { 'Content-Type': 'application/x-ndjson' }
    const text = lines.map(line => JSON.stringify(line)).join('\n')
    expect((await post('/predictions/import', text, ndjson)).status).toBe(201)
    const claim = (await get(`/claims/${body.claimId}`)).body
    expect(claim.predictions).toHaveLength(200)
    expect(claim.predictionCount).toBe(201)
    const { items } = await allPages<{ id: string }>(`/predictions?claim=${body.claimId}&limit=100`)
    expect(items).toHaveLength(201)
    const page = await (await app.request(`/claims/${body.claimId}`)).text()
    expect(page).toContain(`<a href="/predictions?claim=${body.claimId}">All 201 predictions of it</a>`)
  })
})

describe('GET /claims', () => {
  test('gives every claim once, the first due first, over pages of any size', async () => {
    for (const dueBy of ['2026-04-01', '2028-01-01', '2026-04-01'])
      await aClaim({ dueBy, topics: ['paging'] })
    for (const dueBy of ['2026-04-01', '2027-01-01']) await aClaim({ dueBy, topics: ['paging'] })
    const whole = await get('/claims?topic=paging')
    const dates = whole.body.items.map(({ dueBy }: { dueBy: string }) => dueBy)
    expect(dates).toEqual(['2026-04-01', '2026-04-01', '2026-04-01', '2027-01-01', '2028-01-01'])
    expect(whole.headers.get('Link')).toBeNull()
    for (const limit of [1, 2, 5]) {
      const { items, pages } = await allPages<{ id: string; dueBy: string; state: string }>(
        `/claims?topic=paging&limit=${limit}`,
      )
      expect(items).toEqual(whole.body.items)
      expect(pages).toBe(Math.ceil(5 / limit))
    }
  })

  test('finds by state, and each claim is in exactly one', async () => {
    await aClaim(openWindow)
    const all = await allPages<{ id: string; dueBy: string; state: string }>('/claims?limit=100')
    const found = await Promise.all(
      ['open', 'due', 'settled'].map(async state => {
        const { items } = await allPages<{ id: string; dueBy: string; state: string }>(
          `/claims?state=${state}&limit=100`,
        )
        expect(items.length).toBeGreaterThan(0)
        for (const item of items) expect(item.state).toBe(state)
        return items.map(({ id }) => id)
      }),
    )
    expect(found.flat().sort()).toEqual(all.items.map(({ id }) => id).sort())
  })

  test('finds by words of the statement, by topic and by deadline', async () => {
    const claimId = await aClaim({
      statement: 'The lighthouses go on sale',
      topics: ['coast'],
      dueBy: '2026-01-03',
    })
    for (const query of ['q=lighthouse+sale', 'topic=coast', 'dueBefore=2026-01-04']) {
      const { body } = await get(`/claims?${query}`)
      expect(body.items.map(({ id }: { id: string }) => id)).toEqual([claimId])
      expect(body.items[0]).toMatchObject({ predictionCount: 1, evidenceCount: 0 })
    }
    expect((await get('/claims?dueBefore=2026-01-03')).body.items).toEqual([])
  })

  test('turns a claim from open to due when the day after its deadline begins', async () => {
    const claimId = await aClaim({ dueBy: '2026-11-22', topics: ['midnight'] })
    const noon = clock.now
    clock.now = new Date('2026-11-23T00:00:00Z')
    const { body } = await get('/claims?topic=midnight&state=due')
    clock.now = noon
    expect(body.items).toMatchObject([{ id: claimId, state: 'due' }])
    expect((await get('/claims?topic=midnight&state=open')).body.items).toMatchObject([{ state: 'open' }])
  })

  test.each([
    'limit=0',
    'limit=101',
    'limit=ten',
    'cursor=x',
    `cursor=${Buffer.from('["2026-02-30","01890a5d-ac96-774b-bcce-b302099a8057"]').toString('base64url')}`,
    `cursor=${Buffer.from('["2026-02-03"]').toString('base64url')}`,
    `cursor=${Buffer.from('[null,null]').toString('base64url')}`,
    'state=won',
    'topic=',
    'dueBefore=2026-02-30',
    'dueBefore=0000-01-01',
    'dueBefore=today',
    'q=%00',
  ])('refuses ?%s with a pointer to the parameter', async query => {
    const { status, headers, body } = await get(`/claims?${query}`)
    expect(status).toBe(422)
    expect(headers.get('Content-Type')).toBe('application/problem+json')
    expect(pointers(body)).toEqual([`#/${query.split('=')[0]}`])
  })
})
