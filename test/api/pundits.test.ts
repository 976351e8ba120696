import { describe, expect, test } from 'vitest'
import { aPrediction, testWorld } from '../world.ts'

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
