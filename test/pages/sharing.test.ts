import { beforeAll, describe, expect, test } from 'vitest'
import { seed } from '../../src/seed.ts'
import { anEvidence, aPrediction, testWorld } from '../world.ts'

const { app, deps, get, post } = testWorld()
const claims = { open: '', settled: '', void: '' }

beforeAll(async () => {
  await seed(deps)
  const pundit = { name: 'Quentin </script><b>Quote</b>', kind: 'person' }
  const log = async () => (await post('/predictions', aPrediction({ pundit }))).body.claimId
  claims.open = await log()
  claims.settled = await log()
  claims.void = await log()
  const { id } = (await post(`/claims/${claims.settled}/evidence`, anEvidence())).body
  const resolution = { outcome: 'false', rationale: 'The record', evidenceIds: [id] }
  expect((await post(`/claims/${claims.settled}/resolutions`, resolution)).status).toBe(201)
  const voiding = { outcome: 'void', voidReason: 'moot', rationale: 'No matter', evidenceIds: [] }
  expect((await post(`/claims/${claims.void}/resolutions`, voiding)).status).toBe(201)
})

async function read(path: string) {
  const response = await app.request(path)
  return { status: response.status, headers: response.headers, body: await response.text() }
}

async function linkedData(path: string) {
  const { body } = await read(path)
  const [, json = ''] = /<script type="application\/ld\+json">(.+?)<\/script>/.exec(body) ?? []
  return JSON.parse(json)
}

const listed = [
  ...['/', '/predictions', '/due', '/pundits', '/topics', '/method', '/docs', '/ledger', '/read'],
  '/pundits/scott-bessent',
]

test('no two pages are described alike', async () => {
  const bodies = await Promise.all(listed.map(path => read(path)))
  const found = bodies.map(({ body }) => body.match(/<meta name="description" content="([^"]*)"/)?.[1])
  expect(new Set(found).size).toBe(listed.length)
})

test.each(listed)('%s says what it is, and where, to whoever is sent it', async path => {
  const { body } = await read(path)
  expect(body).toContain(`<link rel="canonical" href="https://reckon.test${path}"/>`)
  expect(body).toMatch(/<meta name="description" content="[^"]{30,201}"\/>/)
  expect(body).toContain('<meta property="og:image" content="https://reckon.test/card.png"/>')
  expect(body.match(/<h1[ >]/g)).toHaveLength(1)
})

test('a form, a search and a refusal are not for search engines', async () => {
  for (const path of [
    '/sign-in',
    '/sign-up',
    '/forgot',
    '/predictions/new',
    '/predictions?q=russia',
    '/nothing',
    '/compare?a=1&b=2',
  ]) {
    expect((await read(path)).body).toContain('<meta name="robots" content="noindex"/>')
  }
})

test('a settled claim is a ClaimReview, an open or void one a Claim', async () => {
  expect(await linkedData(`/claims/${claims.settled}`)).toMatchObject({
    '@type': 'ClaimReview',
    url: `https://reckon.test/claims/${claims.settled}`,
    datePublished: '2026-11-22',
    reviewRating: { ratingValue: 1, bestRating: 5, worstRating: 1, alternateName: 'Did not happen' },
    itemReviewed: { '@type': 'Claim', author: [{ name: 'Quentin </script><b>Quote</b>' }] },
  })
  expect(await linkedData(`/claims/${claims.open}`)).toMatchObject({ '@type': 'Claim' })
  expect(await linkedData(`/claims/${claims.void}`)).toMatchObject({ '@type': 'Claim' })
})

describe('search engines', () => {
  test('are told where they may go', async () => {
    const { body, headers } = await read('/robots.txt')
    expect(headers.get('Content-Type')).toContain('text/plain')
    expect(body).toContain('Sitemap: https://reckon.test/sitemap.xml')
  })

  test('find every claim, pundit and topic by way of the site map', async () => {
    const { body: index, headers } = await read('/sitemap.xml')
    expect(headers.get('Content-Type')).toContain('xml')
    const maps = [...index.matchAll(/<loc>https:\/\/reckon\.test([^<]+)<\/loc>/g)].map(
      ([, path]) => path ?? '',
    )
    const all = (await Promise.all(maps.map(path => read(path)))).map(({ body }) => body).join('')
    for (const { id, topics } of (await get('/claims?limit=100')).body.items) {
      expect(all).toContain(`<loc>https://reckon.test/claims/${id}</loc>`)
      for (const topic of topics) expect(all).toContain(`<loc>https://reckon.test/topics/${topic}</loc>`)
    }
    for (const { slug } of (await get('/pundits')).body.items) {
      expect(all).toContain(`<loc>https://reckon.test/pundits/${slug}</loc>`)
    }
    expect((await read('/sitemaps/claims/nothing.xml')).status).toBe(404)
  })
})

describe('a card for other pages', () => {
  test('of a claim says what became of it and who said how likely, and may be framed', async () => {
    const { body, headers } = await read(`/embed/claims/${claims.settled}`)
    expect(body).toContain('Did not happen')
    expect(body).toContain('70 %')
    expect(body).toContain(`href="https://reckon.test/claims/${claims.settled}"`)
    expect(body).not.toMatch(/<b>Quote|<script/)
    expect(headers.get('Content-Security-Policy')).toContain('frame-ancestors *')
    expect(headers.get('X-Frame-Options')).toBeNull()
  })

  test('of a pundit says how they have done', async () => {
    const { status, body } = await read('/embed/pundits/scott-bessent')
    expect(status).toBe(200)
    expect(body).toContain('href="https://reckon.test/pundits/scott-bessent"')
    expect((await read('/embed/pundits/nobody')).status).toBe(404)
  })

  test('is offered on the page of each, as text to copy; no other page may be framed', async () => {
    const { body, headers } = await read(`/claims/${claims.open}`)
    expect(body).toContain(`&lt;iframe src=&quot;https://reckon.test/embed/claims/${claims.open}&quot;`)
    expect(headers.get('Content-Security-Policy')).toContain("frame-ancestors 'none'")
  })
})
