import { describe, expect, test } from 'vitest'
import { fewestToRank } from '../../src/accuracy/rank.ts'
import { anEvidence, aPrediction, testWorld } from '../world.ts'

const { app, get, post, allPages } = testWorld()

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/

function cursor(key: unknown) {
  return `cursor=${Buffer.from(JSON.stringify(key)).toString('base64url')}`
}

async function log(changes: Record<string, unknown>) {
  const { status, body } = await post('/predictions', aPrediction(changes))
  expect(status).toBe(201)
  return body
}

/** Logs predictions of a pundit, each of a claim of its own that then settles as the outcome says. */
async function importSettled(
  name: string,
  forecasts: { probability: number; outcome: string }[],
  topics = ['things'],
) {
  const lines = forecasts.map(({ probability, outcome }, index) => ({
    ...aPrediction({
      pundit: { name, kind: 'person' },
      claim: { statement: `${name} ${index}`, dueBy: '2026-06-30', topics },
      probability,
    }),
    resolution: { outcome, rationale: 'By the record', evidence: [anEvidence()] },
  }))
  const ndjson = { 'Content-Type': 'application/x-ndjson' }
  const body = lines.map(line => JSON.stringify(line)).join('\n')
  expect((await post('/predictions/import', body, ndjson)).status).toBe(201)
}

describe('GET /pundits/:slug', () => {
  test('shows names, roles over time and how many predictions', async () => {
    const named = { name: 'Ida Idle', kind: 'person', wikidataId: 'Q7', aliases: ['I. Idle'] }
    await log({ pundit: { ...named, role: 'Minister' }, saidOn: '2026-01-02' })
    await log({ pundit: { name: 'i. idle', role: 'Minister' }, saidOn: '2026-02-02' })
    await log({ pundit: { name: 'Ida Idle', role: 'Professor' }, saidOn: '2026-03-02' })
    await log({ pundit: { name: 'Ida Idle' }, saidOn: '2026-04-02' })
    const { status, body } = await get('/pundits/ida-idle')
    expect(status).toBe(200)
    expect(body).toEqual({
      id: expect.stringMatching(uuid),
      slug: 'ida-idle',
      name: 'Ida Idle',
      kind: 'person',
      wikidataId: 'Q7',
      aliases: ['I. Idle'],
      roles: [
        { role: 'Minister', from: '2026-01-02', to: '2026-02-02' },
        { role: 'Professor', from: '2026-03-02', to: '2026-03-02' },
      ],
      merges: [],
      predictionCount: 4,
      addedAt: '2026-11-22T12:00:00.000Z',
      entryId: expect.stringMatching(uuid),
    })
  })

  test('answers 304 to the ETag it gave', async () => {
    await log({ pundit: { name: 'Eta Tag', kind: 'collective' } })
    const etag = (await app.request('/api/v1/pundits/eta-tag')).headers.get('ETag') ?? ''
    const again = await app.request('/api/v1/pundits/eta-tag', { headers: { 'If-None-Match': etag } })
    expect(again.status).toBe(304)
  })

  test.each(['nobody', 'Ida-Idle', '__proto__', 'constructor', "x'--", '%F0%9F%98%80', '%00', '%ff'])(
    'knows no pundit %s',
    async slug => {
      for (const path of [`/pundits/${slug}`, `/pundits/${slug}/accuracy`]) {
        const { status, headers, body } = await get(path)
        expect(status).toBe(404)
        expect(headers.get('Content-Type')).toBe('application/problem+json')
        expect(body.type).toBe('https://reckon.test/problems/not-found')
      }
    },
  )
})

describe('GET /pundits', () => {
  test('gives every pundit once, in the order of the slugs, over pages of any size', async () => {
    for (const name of ['Žofie', 'zoe-2', 'Zo E', 'Ωmega', '張三', 'zoe10', 'ZOE']) {
      await log({ pundit: { name, kind: 'person' } })
    }
    const whole = await get('/pundits?limit=100')
    const slugs: string[] = whole.body.items.map(({ slug }: { slug: string }) => slug)
    expect(slugs).toEqual(
      expect.arrayContaining(['zofie', 'zoe-2', 'zo-e', 'mega', 'pundit', 'zoe10', 'zoe']),
    )
    expect(new Set(slugs).size).toBe(slugs.length)
    for (const limit of [1, 2, slugs.length]) {
      const { items, pages } = await allPages<{ slug: string }>(`/pundits?limit=${limit}`)
      expect(items).toEqual(whole.body.items)
      expect(pages).toBe(Math.ceil(slugs.length / limit))
    }
  })

  test.each(['limit=0', 'limit=101', 'limit=1e1', 'cursor=x', cursor([1]), cursor(null), cursor(['\0'])])(
    'refuses ?%s with a pointer to the parameter',
    async query => {
      const { status, headers, body } = await get(`/pundits?${query}`)
      expect(status).toBe(422)
      expect(headers.get('Content-Type')).toBe('application/problem+json')
      expect(body.errors[0].pointer).toBe(`#/${query.split('=')[0]}`)
    },
  )
})

describe('GET /pundits/:slug/accuracy', () => {
  test('is null, not 0, where nothing is scored', async () => {
    await log({ pundit: { name: 'Nil Yet', kind: 'person' }, stance: 'possibility' })
    const { status, body } = await get('/pundits/nil-yet/accuracy')
    expect(status).toBe(200)
    expect(body).toEqual({
      pundit: { slug: 'nil-yet', name: 'Nil Yet' },
      n: 0,
      effectiveN: 0,
      stated: 0,
      fromWords: 0,
      brier: { mean: null },
      logScore: { mean: null },
      coverage: {
        logged: 1,
        scored: 0,
        open: 0,
        due: 1,
        void: {
          'condition-unmet': 0,
          ambiguous: 0,
          moot: 0,
          'not-a-forecast': 0,
          duplicate: 0,
          unverifiable: 0,
        },
        assignedDeadline: 0,
        possibilities: 1,
        reports: 0,
        disputed: 0,
        medianDaysToLog: 324,
      },
      rank: null,
    })
  })

  test('counts what it rests on, and means the scores of what is scored', async () => {
    const pundit = { name: 'Cora Count', kind: 'person' }
    await importSettled('Cora Count', [
      { probability: 0.7, outcome: 'true' },
      { probability: 0.2, outcome: 'false' },
    ])
    const worded = await log({ pundit, probability: undefined, hedge: 'likely' })
    const { body: again } = await post(
      '/predictions',
      aPrediction({ pundit, claim: undefined, claimId: worded.claimId, probability: 0.5 }),
    )
    expect(again.claimId).toBe(worded.claimId)
    const filed = await post(`/claims/${worded.claimId}/evidence`, anEvidence())
    await post(`/claims/${worded.claimId}/resolutions`, {
      outcome: 'false',
      rationale: 'It did not',
      evidenceIds: [filed.body.id],
    })
    const moot = await log({ pundit, claim: { statement: 'Moot', dueBasis: 'assigned' } })
    await post(`/claims/${moot.claimId}/resolutions`, {
      outcome: 'void',
      voidReason: 'moot',
      rationale: 'Nothing left to decide',
    })
    await log({ pundit, stance: 'reports' })
    await log({ pundit, claim: { statement: 'Still open', dueBy: '2027-01-01' } })
    const { body } = await get('/pundits/cora-count/accuracy')
    expect(body).toMatchObject({
      n: 4,
      effectiveN: 3,
      stated: 3,
      fromWords: 1,
      coverage: { logged: 7, scored: 4, open: 1, due: 1, void: { moot: 1 }, reports: 1, possibilities: 0 },
      rank: null,
    })
    expect(body.coverage.assignedDeadline).toBe(4)
    expect(body.brier.mean).toBeCloseTo((0.09 + 0.04 + 0.49 + 0.25) / 4, 12)
    const logs = [0.7, 0.8, 0.3, 0.5].map(p => -Math.log(p))
    expect(body.logScore.mean).toBeCloseTo(logs.reduce((sum, log) => sum + log) / 4, 12)
  })

  test('can be of one topic', async () => {
    await importSettled('Tom Topic', [{ probability: 1, outcome: 'true' }], ['rain'])
    await importSettled('Tom Topic', [{ probability: 1, outcome: 'false' }], ['snow'])
    const means = await Promise.all(
      ['', '?topic=rain', '?topic=snow', '?topic=hail'].map(
        async query => (await get(`/pundits/tom-topic/accuracy${query}`)).body.brier.mean,
      ),
    )
    expect(means).toEqual([0.5, 0, 1, null])
    expect((await get('/pundits/tom-topic/accuracy?topic=Hail')).status).toBe(422)
  })
})

describe('GET /accuracy', () => {
  interface Listed {
    pundit: { slug: string }
    rank: number | null
    coverage: { logged: number }
  }

  test('lists by rank, those too few to rank last and unranked, over pages of any size', async () => {
    const enough = (probability: number) =>
      Array.from({ length: fewestToRank }, () => ({ probability, outcome: 'true' }))
    await importSettled('Bad Better', enough(0.2), ['rank'])
    await importSettled('Good Better', enough(0.9), ['rank'])
    await importSettled('Also Good', enough(0.9), ['rank'])
    await importSettled('Just Short', enough(1).slice(1), ['rank'])
    await importSettled('Single Shot', enough(1).slice(0, 1), ['rank'])
    const whole = await get('/accuracy?topic=rank')
    const ranks = whole.body.items.map(({ pundit, rank }: Listed) => [pundit.slug, rank])
    expect(ranks).toEqual([
      ['also-good', 1],
      ['good-better', 1],
      ['bad-better', 3],
      ['just-short', null],
      ['single-shot', null],
    ])
    for (const limit of [1, 2, 4, 5]) {
      const { items, pages } = await allPages<Listed>(`/accuracy?topic=rank&limit=${limit}`)
      expect(items).toEqual(whole.body.items)
      expect(pages).toBe(Math.ceil(5 / limit))
    }
    const { body } = await get('/pundits/bad-better/accuracy?topic=rank')
    expect(body).toEqual(whole.body.items[2])
  })

  test('lists every pundit that has a prediction once', async () => {
    const { items } = await allPages<Listed>('/accuracy?limit=7')
    const { items: pundits } = await allPages<{ slug: string }>('/pundits?limit=100')
    expect(items.map(({ pundit }) => pundit.slug).sort()).toEqual(pundits.map(({ slug }) => slug).sort())
    const unranked = items.filter(({ rank }) => rank === null).map(({ coverage }) => coverage.logged)
    expect(unranked).toEqual([...unranked].sort((a, b) => b - a))
  })

  test.each([
    'limit=0',
    'limit=101',
    'topic=Rank',
    'cursor=x',
    cursor(['slug']),
    cursor([1, 1, null]),
    cursor([1.5, 1, 'x']),
    cursor([1, 1.5, 'x']),
    cursor([1e30, 1, 'x']),
    cursor([1, 3e9, 'x']),
    cursor([1, 1, '\0']),
  ])('refuses ?%s with a pointer to the parameter', async query => {
    const { status, headers, body } = await get(`/accuracy?${query}`)
    expect(status).toBe(422)
    expect(headers.get('Content-Type')).toBe('application/problem+json')
    expect(body.errors[0].pointer).toBe(`#/${query.split('=')[0]}`)
  })
})
