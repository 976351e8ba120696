import { describe, expect, test } from 'vitest'
import { aPrediction, testWorld } from '../world.ts'

const { app, get, post, allPages } = testWorld()

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/
const nobody = '01890a5d-ac96-774b-bcce-b302099a8057'

async function log(changes: Record<string, unknown>) {
  const { status, body } = await post('/predictions', aPrediction(changes))
  expect(status).toBe(201)
  const { similar: _similar, ...prediction } = body
  return prediction
}

describe('GET /sources/:id', () => {
  test('shows the source with its predictions, in the order they were said', async () => {
    const source = {
      url: 'https://example.org/article?id=1',
      title: 'An article',
      publisher: 'Example',
      author: 'A. Writer',
      publishedOn: '2026-03-03',
      archiveUrl: 'http://archive.example.org/1',
      textHash: `sha256:${'0a'.repeat(32)}`,
    }
    const later = await log({ source, saidOn: '2026-03-02' })
    const earlier = await log({ source: { url: `${source.url}#part`, title: 'Same' }, saidOn: '2026-03-01' })
    const { status, body } = await get(`/sources/${later.source.id}`)
    expect(status).toBe(200)
    expect(body).toEqual({
      id: expect.stringMatching(uuid),
      ...source,
      predictionCount: 2,
      predictions: [earlier, later],
      addedAt: '2026-11-22T12:00:00.000Z',
      entryId: expect.stringMatching(uuid),
    })
  })

  test('shows null for what a broadcast has not', async () => {
    const { source } = await log({ source: { title: 'Morning show' } })
    expect(source).toEqual({ id: expect.stringMatching(uuid), title: 'Morning show', url: null })
    expect((await get(`/sources/${source.id}`)).body).toMatchObject({
      url: null,
      publisher: null,
      author: null,
      publishedOn: null,
      archiveUrl: null,
      textHash: null,
    })
  })

  test('keeps the particulars first given', async () => {
    const first = await log({ source: { url: 'https://example.org/kept', title: 'First title' } })
    const again = await log({ source: { url: 'https://EXAMPLE.org/kept', title: 'Another', author: 'B.' } })
    expect(again.source.id).toBe(first.source.id)
    expect((await get(`/sources/${first.source.id}`)).body).toMatchObject({
      url: 'https://example.org/kept',
      title: 'First title',
      author: null,
    })
  })

  test('answers 304 to the ETag it gave', async () => {
    const { source } = await log({})
    const path = `/api/v1/sources/${source.id}`
    const etag = (await app.request(path)).headers.get('ETag') ?? ''
    expect((await app.request(path, { headers: { 'If-None-Match': etag } })).status).toBe(304)
    await log({ source: undefined, sourceId: source.id })
    expect((await app.request(path, { headers: { 'If-None-Match': etag } })).status).toBe(200)
  })

  test('knows no other id', async () => {
    for (const id of [nobody, 'x', '%00', 'undefined']) {
      const { status, body } = await get(`/sources/${id}`)
      expect(status).toBe(404)
      expect(body.type).toBe('https://reckon.test/problems/not-found')
    }
  })
})

describe('GET /sources', () => {
  test('gives every source once, the newest added first, over pages of any size', async () => {
    for (let count = 0; count < 3; count++) await log({})
    const whole = await get('/sources?limit=100')
    const ids: string[] = whole.body.items.map(({ id }: { id: string }) => id)
    expect(ids.length).toBeGreaterThanOrEqual(3)
    expect(ids).toEqual([...ids].sort().reverse())
    for (const limit of [1, 2, ids.length]) {
      const { items } = await allPages(`/sources?limit=${limit}`)
      expect(items).toEqual(whole.body.items)
    }
  })

  test('counts the predictions of each', async () => {
    const { source } = await log({})
    await log({ source: undefined, sourceId: source.id })
    const { body } = await get('/sources?limit=100')
    const listed = body.items.find(({ id }: { id: string }) => id === source.id)
    expect(listed.predictionCount).toBe(2)
  })

  test.each(['limit=0', 'limit=101', 'limit=%00', 'cursor=x', 'cursor=bnVsbA', 'cursor=WyJ4Il0'])(
    'refuses ?%s with a pointer to the parameter',
    async query => {
      const { status, headers, body } = await get(`/sources?${query}`)
      expect(status).toBe(422)
      expect(headers.get('Content-Type')).toBe('application/problem+json')
      expect(body.errors[0].pointer).toBe(`#/${query.split('=')[0]}`)
    },
  )
})

describe('GET /scales', () => {
  test('lists every phrase a hedge may be, with what it reads as', async () => {
    const { status, body } = await get('/scales')
    expect(status).toBe(200)
    expect(body.items.map(({ id }: { id: string }) => id)).toEqual(['perceptions-1', 'icd-203-1', 'reckon-1'])
    for (const { terms } of body.items) {
      for (const { phrases, value, low, high } of terms) {
        expect(phrases.length).toBeGreaterThan(0)
        expect([low, value, high]).toEqual([low, value, high].sort((a, b) => a - b))
      }
    }
  })
})
