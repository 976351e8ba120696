import { describe, expect, test } from 'vitest'
import { fewestToRank } from '../../src/accuracy/rank.ts'
import { orders } from '../../src/accuracy/read.ts'
import { readings } from '../../src/accuracy/record.ts'
import { anEvidence, aPrediction, testWorld } from '../world.ts'

const { app, get, post, allPages } = testWorld()

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
  forecasts: { probability: number | undefined; hedge?: string; outcome: string }[],
  topics = ['things'],
) {
  const lines = forecasts.map(({ probability, hedge, outcome }, index) => ({
    ...aPrediction({
      pundit: { name, kind: 'person' },
      claim: { statement: `${name} ${index}`, dueBy: '2026-06-30', topics },
      probability,
      hedge,
    }),
    resolution: { outcome, rationale: 'By the record', evidence: [anEvidence()] },
  }))
  const ndjson = { 'Content-Type': 'application/x-ndjson' }
  const body = lines.map(line => JSON.stringify(line)).join('\n')
  expect((await post('/predictions/import', body, ndjson)).status).toBe(201)
}

describe('GET /pundits/:slug/accuracy', () => {
  test('is null, not 0, where nothing is scored', async () => {
    await log({ pundit: { name: 'Nil Yet', kind: 'person' }, stance: 'possibility' })
    const { status, body } = await get('/pundits/nil-yet/accuracy')
    expect(status).toBe(200)
    expect(body).toMatchObject({
      pundit: { slug: 'nil-yet', name: 'Nil Yet' },
      n: 0,
      effectiveN: 0,
      stated: 0,
      fromWords: 0,
      brier: { mean: null, interval: null, low: null, high: null },
      logScore: { mean: null, low: null, high: null },
      skill: { vsBaseRate: null, baseRate: null, vsHalf: null, interval: null, shrunken: null },
      sharpness: null,
      corp: {
        miscalibration: null,
        chanceMiscalibration: null,
        discrimination: null,
        uncertainty: null,
        curve: [],
      },
      hedges: [],
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
      otherRanks: Object.fromEntries(readings.slice(1).map(reading => [reading, null])),
      rankHolds: null,
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
    const { corp: whole3, ...figures } = whole.body.items[2]
    const { chanceMiscalibration: _none, ...corp } = whole3
    expect(body).toMatchObject(figures)
    expect(body.corp).toMatchObject({
      ...corp,
      curve: corp.curve.map(({ band: _none, ...point }: { band: null; p: number }) => point),
    })
    expect(body.corp.curve[0].band).toHaveLength(2)
  })

  test('lists every pundit that has a prediction once', async () => {
    const { items } = await allPages<Listed>('/accuracy?limit=7')
    const { items: pundits } = await allPages<{ slug: string }>('/pundits?limit=100')
    expect(items.map(({ pundit }) => pundit.slug).sort()).toEqual(pundits.map(({ slug }) => slug).sort())
    const unranked = items.filter(({ rank }) => rank === null).map(({ coverage }) => coverage.logged)
    expect(unranked).toEqual([...unranked].sort((a, b) => b - a))
  })

  test('in another order lists those too few to rank last all the same', async () => {
    const slugs = async (sort: string) => {
      const { items } = await allPages<Listed>(`/accuracy?topic=rank&limit=2&sort=${sort}`)
      return items.map(({ pundit }) => pundit.slug)
    }
    expect(await slugs('name')).toEqual([
      'also-good',
      'bad-better',
      'good-better',
      'just-short',
      'single-shot',
    ])
    expect(await slugs('brier')).toEqual([
      'also-good',
      'good-better',
      'bad-better',
      'just-short',
      'single-shot',
    ])
    for (const order of orders) {
      const whole = await get(`/accuracy?topic=rank&sort=${order}`)
      expect(await slugs(order)).toEqual(whole.body.items.map(({ pundit }: Listed) => pundit.slug))
    }
  })

  test.each([
    'limit=0',
    'limit=101',
    'sort=skill',
    'deadline=generous',
    'include=reports',
    'scale=mine',
    'asOf=2026-02-30',
    'asOf=2026-11-23',
    'topic=a&topic=b',
    'since=2026',
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
    expect(body.errors[0].pointer).toBe(query.startsWith('since') ? '#/since' : `#/${query.split('=')[0]}`)
  })
})

describe('asked otherwise', () => {
  const pundit = { name: 'Otto Otherwise', kind: 'person' }
  async function settled(changes: Record<string, unknown>, terms: Record<string, unknown>) {
    const { claimId } = await log({ pundit, ...changes })
    const { body } = await post(`/claims/${claimId}/evidence`, anEvidence())
    const resolution = { rationale: 'By the record', evidenceIds: [body.id], ...terms }
    expect((await post(`/claims/${claimId}/resolutions`, resolution)).status).toBe(201)
  }
  const brierOf = async (query = '') =>
    (await get(`/pundits/otto-otherwise/accuracy${query}`)).body.brier.mean

  test('an accuracy is by other scales, deadlines and sets, as worked out by hand', async () => {
    const likely = { probability: undefined, hedge: 'likely' }
    const window = { statement: 'Late', dueBy: '2026-09-30', dueByStrict: '2026-03-31', topics: ['late'] }
    await settled(likely, { outcome: 'false' })
    await settled({ claim: window, probability: 0.9 }, { outcome: 'true', occurredOn: '2026-05-01' })
    await settled({ stance: 'possibility', probability: undefined, hedge: 'might' }, { outcome: 'true' })
    expect(await brierOf()).toBeCloseTo((0.49 + 0.01) / 2, 12)
    expect(await brierOf('?scale=icd-203-1')).toBeCloseTo((0.675 ** 2 + 0.01) / 2, 12)
    expect(await brierOf('?scale=reckon-1')).toBeCloseTo((0.49 + 0.01) / 2, 12)
    expect(await brierOf('?deadline=strict')).toBeCloseTo((0.49 + 0.81) / 2, 12)
    expect(await brierOf('?include=possibilities')).toBeCloseTo((0.49 + 0.01 + 0.36) / 3, 12)
    expect(await brierOf('?topic=late')).toBeCloseTo(0.01, 12)
    expect(await brierOf('?topic=late&deadline=strict&scale=icd-203-1')).toBeCloseTo(0.81, 12)
    expect(await brierOf('?asOf=2026-11-21')).toBeNull()
    expect(await brierOf('?asOf=2026-11-22')).toBe(await brierOf())
    const { body } = await get('/pundits/otto-otherwise/accuracy')
    expect(body.brier.low).toBeCloseTo((0.65 ** 2 + 0.01) / 2, 12)
    expect(body.brier.high).toBeCloseTo((0.75 ** 2 + 0.01) / 2, 12)
    expect(body.coverage).toMatchObject({ logged: 3, scored: 2, possibilities: 1 })
  })

  test('a rank that changes under another reading does not hold', async () => {
    const forecasts = (probability: number | undefined, hedge?: string) =>
      Array.from({ length: fewestToRank }, (_, at) => ({
        probability,
        hedge,
        outcome: at < 8 ? 'true' : 'false',
      }))
    await importSettled('Nora Number', forecasts(0.75), ['holds'])
    await importSettled('Wally Words', forecasts(undefined, 'will'), ['holds'])
    await importSettled('Few Holds', [{ probability: 0.5, outcome: 'true' }], ['holds'])
    const { body } = await get('/accuracy?topic=holds')
    const found = body.items.map((item: Record<string, unknown>) => [
      item.rank,
      item.otherRanks,
      item.rankHolds,
    ])
    // "will" is 0.91, from 0.85 to 0.97: of ten of which eight came true 0.75 scores better than any of them.
    expect(found[0]).toEqual([1, Object.fromEntries(readings.slice(1).map(reading => [reading, 1])), true])
    expect(found[1][0]).toBe(2)
    const strict = await get('/accuracy?topic=holds&deadline=strict')
    const others = readings.filter(reading => reading !== 'strict')
    expect(Object.keys(strict.body.items[0].otherRanks)).toEqual(others)
  })

  test('leads from a merged pundit to the other, in either form, with what was asked', async () => {
    await log({ pundit: { name: 'Old Name', kind: 'person' } })
    await log({ pundit: { name: 'New Name', kind: 'person' } })
    expect((await post('/pundits/new-name/merges', { slug: 'old-name', reason: 'Renamed' })).status).toBe(201)
    const path = '/api/v1/pundits/old-name/accuracy?topic=things'
    const response = await app.request(path, { headers: { Accept: 'text/csv' } })
    expect(response.status).toBe(308)
    expect(response.headers.get('Location')).toBe('/api/v1/pundits/new-name/accuracy?topic=things')
  })
})

describe('as a table', () => {
  async function table(path: string, accept = 'text/csv') {
    const response = await app.request(`/api/v1${path}`, { headers: { Accept: accept } })
    expect(response.status).toBe(200)
    const lines = (await response.text()).split('\r\n')
    expect(lines.pop()).toBe('')
    return { headers: response.headers, lines, columns: lines[0]?.split(',') ?? [] }
  }
  /** Of a line without quotes. */
  const cells = (columns: string[], line = '') =>
    Object.fromEntries(line.split(',').map((cell, at) => [columns[at], cell]))

  test('gives one row, under the names of the members, with the figures that JSON gives', async () => {
    await importSettled('Tab Ular', [
      { probability: 0.9, outcome: 'true' },
      { probability: 0.9, outcome: 'true' },
      { probability: 0.8, outcome: 'false' },
      { probability: 1, outcome: 'false' },
      { probability: 0.6, outcome: 'true' },
    ])
    const { headers, lines, columns } = await table('/pundits/tab-ular/accuracy')
    expect(headers.get('Content-Type')).toBe('text/csv; charset=utf-8')
    expect(headers.get('Vary')).toBe('Accept')
    expect(lines).toHaveLength(2)
    const row = cells(columns, lines[1])
    const { body } = await get('/pundits/tab-ular/accuracy')
    expect(row).toMatchObject({
      'pundit.slug': 'tab-ular',
      'pundit.name': 'Tab Ular',
      n: '5',
      'brier.mean': String(body.brier.mean),
      'brier.interval.low': String(body.brier.interval[0]),
      'brier.interval.high': String(body.brier.interval[1]),
      'skill.vsHalf': String(body.skill.vsHalf),
      'coverage.void.condition-unmet': '0',
      'coverage.medianDaysToLog': '324',
      rank: '',
      'skill.shrunken.interval.low': '',
      'otherRanks.icd-203-1': '',
      rankHolds: '',
    })
    expect(Number(row['skill.vsHalf'])).toBeLessThan(0)
  })

  test('has a column for every figure and no list', async () => {
    const { columns } = await table('/pundits/tab-ular/accuracy')
    expect(new Set(columns).size).toBe(columns.length)
    const { body } = await get('/accuracy?topic=holds&limit=1')
    const lists = ['calibration', 'hedges', 'corp.curve']
    const names = function* (value: unknown, path: string): Generator<string> {
      if (lists.includes(path)) return
      if (Array.isArray(value)) yield* [`${path}.low`, `${path}.high`]
      else if (typeof value !== 'object' || value === null) yield path
      else
        for (const [name, member] of Object.entries(value))
          yield* names(member, path ? `${path}.${name}` : name)
    }
    const expected = [...names(body.items[0], '')]
    expect(expected.length).toBeGreaterThan(40)
    expect(columns).toEqual(expect.arrayContaining(expected))
    expect(columns.filter(column => !expected.includes(column))).toEqual(['otherRanks.value'])
  })

  test('of the leaderboard has the same columns in every row, ranked or not, true and false in words', async () => {
    for (const query of ['topic=holds&sort=name', 'topic=holds']) {
      const { lines, columns } = await table(`/accuracy?${query}`)
      for (const line of lines) expect(line.split(',')).toHaveLength(columns.length)
      const rows = lines.slice(1).map(line => cells(columns, line))
      for (const row of rows) {
        expect(row.rankHolds).toMatch(row.rank === '' ? /^$/ : /^(true|false)$/)
        expect(row['skill.shrunken.estimate'] === '').toBe(row.rank === '')
      }
    }
  })

  test('of nobody is a line of columns', async () => {
    const { lines, columns } = await table('/accuracy?topic=nowhere')
    expect(lines).toHaveLength(1)
    expect(columns).toEqual((await table('/pundits/tab-ular/accuracy')).columns)
  })

  test('leads on to the next page by its Link', async () => {
    const { headers, lines } = await table('/accuracy?topic=rank&limit=2')
    expect(lines).toHaveLength(3)
    const link = headers.get('Link')?.match(/^<\/api\/v1(.+)>; rel="next"$/)?.[1] ?? ''
    const next = await table(link)
    const { body } = await get('/accuracy?topic=rank&limit=4')
    expect(next.lines[1]?.split(',')[0]).toBe(body.items[2].pundit.slug)
  })

  test('quotes what needs quotes, and lets no name be a formula', async () => {
    await log({
      pundit: { name: 'Quote "Q", the 2nd', kind: 'person' },
      claim: { statement: 'Q', topics: ['quoted'] },
    })
    await log({
      pundit: { name: '=HYPERLINK("x")', kind: 'person' },
      claim: { statement: 'H', topics: ['quoted'] },
    })
    const { lines } = await table('/accuracy?topic=quoted&sort=name')
    expect(
      lines
        .slice(1)
        .map(line => line.slice(0, 52))
        .sort(),
    ).toEqual([
      expect.stringContaining(`hyperlink-x,"'=HYPERLINK(""x"")",0`),
      expect.stringContaining('quote-q-the-2nd,"Quote ""Q"", the 2nd",0,0'),
    ])
  })

  test.each([
    ['text/csv', 'text/csv'],
    ['text/csv;q=0.9, application/json;q=0.5', 'text/csv'],
    ['text/*', 'text/csv'],
    ['application/json', 'application/json'],
    ['text/csv;q=0.5, application/json', 'application/json'],
    ['text/csv;q=0', 'application/json'],
    ['*/*', 'application/json'],
    ['text/html', 'application/json'],
  ])('to "%s" answers %s, and says that it depends', async (accept, type) => {
    for (const path of ['/accuracy?limit=1', '/pundits/tab-ular/accuracy']) {
      const { headers } = await app.request(`/api/v1${path}`, { headers: { Accept: accept } })
      expect(headers.get('Content-Type')).toMatch(type)
      expect(headers.get('Vary')).toBe('Accept')
      expect(headers.get('ETag')).toMatch(/"/)
    }
  })

  test('is refused as a problem, like any other', async () => {
    const headers = { Accept: 'text/csv' }
    const response = await app.request('/api/v1/accuracy?scale=mine', { headers })
    expect(response.status).toBe(422)
    expect(response.headers.get('Content-Type')).toBe('application/problem+json')
  })
})

describe('the documentation of accuracy', () => {
  test.each(['/pundits/{slug}/accuracy', '/accuracy'])(
    'of %s names both forms and what can be asked',
    async path => {
      const { body } = await get('/openapi.json')
      const { parameters, responses, description } = body.paths[path].get
      expect(Object.keys(responses['200'].content)).toEqual(['application/json', 'text/csv'])
      expect(description).toContain('Accept: text/csv')
      const asked = parameters.filter(({ in: place }: { in: string }) => place === 'query')
      const names = asked.map(({ name }: { name: string }) => name)
      expect(names).toEqual(expect.arrayContaining(['topic', 'deadline', 'include', 'scale', 'asOf']))
      if (path === '/accuracy') expect(names).toEqual(expect.arrayContaining(['limit', 'cursor', 'sort']))
    },
  )

  test('says what every figure is, in words', async () => {
    const { body } = await get('/openapi.json')
    const { properties } = body.components.schemas.Accuracy
    const silent = ['pundit', 'brier', 'logScore', 'hedges.phrase', 'hedges.interval', 'hedges.n']
    for (const name of Object.keys(properties)) {
      if (!silent.includes(name)) expect(properties[name].description, name).toMatch(/\S/)
    }
  })
})
