import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { serializeSigned } from 'hono/utils/cookie'
import { beforeAll, describe, expect, test } from 'vitest'
import { keyHash } from '../src/accounts/key-hash.ts'
import { keyScopes, type Role } from '../src/accounts/role.ts'
import { sessionCookie } from '../src/accounts/session-cookie.ts'
import { apiKeys, people, sessions } from '../src/db/schema.ts'
import { anEvidence, aPrediction, keyOf, testSettings, testWorld } from './world.ts'

const { app, db, post } = testWorld()

/** Who a route is for: anybody, whoever is signed in or has a key, moderators, owners, or who has signed in fully. */
type For = 'anybody' | 'contributor' | 'moderator' | 'owner' | 'self'

const merge = { claimId: 'OTHER', reason: 'x' }
const terms = { decision: 'upheld', rationale: 'x' }

/** Every route there is: for whom, and, where the form of a page is looked at before the role is, a form that will do. */
const routes: Record<string, [For, Record<string, string>?]> = {
  'GET /': ['anybody'],
  'GET /healthz': ['anybody'],
  'GET /readyz': ['anybody'],
  'GET /due': ['anybody'],
  'GET /predictions': ['anybody'],
  'GET /predictions/new': ['anybody'],
  'GET /predictions/:id': ['anybody'],
  'GET /predictions/:id/corrections': ['contributor'],
  'GET /claims/:id': ['anybody'],
  'GET /claims/:id/:form{evidence|resolutions|disputes|settlements|reopenings}': ['anybody'],
  'GET /claims/:id/corrections': ['contributor'],
  'GET /account/:form{keys|deletion}': ['anybody'],
  'GET /read/predictions': ['anybody'],
  'GET /claims/:id/merges': ['moderator'],
  'GET /pundits': ['anybody'],
  'GET /pundits/:slug': ['anybody'],
  'GET /pundits/:slug/merges': ['moderator'],
  'GET /compare': ['anybody'],
  'GET /sources/:id': ['anybody'],
  'GET /method': ['anybody'],
  'GET /docs': ['anybody'],
  'GET /docs/reference': ['anybody'],
  'GET /problems/:type': ['anybody'],
  'GET /sign-in': ['anybody'],
  'GET /sign-in/:provider{github|google}': ['anybody'],
  'GET /sign-in/callback/:provider{github|google}': ['anybody'],
  'POST /sign-in': ['anybody'],
  'POST /sign-out': ['anybody'],
  'GET /sign-up': ['anybody'],
  'POST /sign-up': ['anybody'],
  'GET /forgot': ['anybody'],
  'POST /forgot': ['anybody'],
  'GET /password': ['anybody'],
  'POST /password': ['anybody'],
  'POST /predictions': ['contributor'],
  'POST /predictions/:id/corrections': ['contributor'],
  'POST /claims/:id/evidence': ['contributor'],
  'POST /claims/:id/resolutions': ['contributor'],
  'POST /claims/:id/disputes': ['contributor'],
  'POST /claims/:id/corrections': ['contributor'],
  'POST /claims/:id/settlements': ['moderator', terms],
  'POST /claims/:id/reopenings': ['moderator', { reason: 'x' }],
  'POST /claims/:id/merges': ['moderator', merge],
  'POST /pundits/:slug/merges': ['moderator', { slug: 'OTHER-PUNDIT', reason: 'x' }],
  'GET /account': ['self'],
  'POST /account/keys': ['self'],
  'POST /account/keys/:id/revocation': ['self'],
  'POST /account/sessions/:id/end': ['self'],
  'POST /account/deletion': ['self'],
  'GET /people': ['owner'],
  'POST /people': ['owner'],
  'POST /people/:id/role': ['owner'],
  'POST /people/:id/suspension': ['owner'],
  'POST /people/:id/reinstatement': ['owner'],
  'POST /people/:id/end-of-sessions': ['owner'],
  'GET /read': ['anybody'],
  'POST /read': ['anybody'],
  'POST /read/predictions': ['contributor'],
  'GET /topics': ['anybody'],
  'GET /topics/:topic': ['anybody'],
  'GET /embed/claims/:id': ['anybody'],
  'GET /embed/pundits/:slug': ['anybody'],
  'GET /robots.txt': ['anybody'],
  'GET /sitemap.xml': ['anybody'],
  'GET /sitemaps/claims/:page{.+\\.xml}': ['anybody'],
  'GET /sitemaps/pages.xml': ['anybody'],
  'GET /sitemaps/pundits.xml': ['anybody'],
  'GET /ledger': ['anybody'],
  'GET /ledger/checkpoint': ['anybody'],
  'GET /ledger/checkpoints/:size{[0-9]{1,15}}': ['anybody'],
  'POST /ledger/checkpoints/:size{[0-9]{1,15}}/cosignatures': ['anybody'],
  'GET /ledger/key': ['anybody'],
  'GET /ledger/proof/:at': ['anybody'],
  'GET /ledger/entries': ['anybody'],
  'GET /ledger/entries/:at': ['anybody'],
  'GET /ledger/entries/:at/redactions': ['anybody'],
  'POST /ledger/entries/:at/redactions': ['moderator', { reason: 'x' }],
  'GET /api/v1/openapi.json': ['anybody'],
  'GET /api/v1/checkpoints': ['anybody'],
  'GET /api/v1/checkpoints/:size': ['anybody'],
  'GET /api/v1/checkpoints/:size/consistency': ['anybody'],
  'GET /api/v1/entries': ['anybody'],
  'GET /api/v1/entries/:index': ['anybody'],
  'GET /api/v1/entries/:index/proof': ['anybody'],
  'POST /api/v1/entries/:index/redactions': ['moderator'],
  'GET /api/v1/predictions': ['anybody'],
  'GET /api/v1/predictions/:id': ['anybody'],
  'GET /api/v1/claims': ['anybody'],
  'GET /api/v1/claims/similar': ['anybody'],
  'GET /api/v1/claims/:id': ['anybody'],
  'GET /api/v1/pundits': ['anybody'],
  'GET /api/v1/pundits/:slug': ['anybody'],
  'GET /api/v1/pundits/:slug/accuracy': ['anybody'],
  'GET /api/v1/accuracy': ['anybody'],
  'GET /api/v1/accuracy/overall': ['anybody'],
  'GET /api/v1/sources': ['anybody'],
  'GET /api/v1/sources/:id': ['anybody'],
  'GET /api/v1/scales': ['anybody'],
  'GET /api/v1/windows': ['anybody'],
  'GET /api/v1/account': ['contributor'],
  'POST /api/v1/readings': ['anybody'],
  'POST /api/v1/predictions': ['contributor'],
  'POST /api/v1/predictions/import': ['contributor'],
  'POST /api/v1/predictions/:id/corrections': ['contributor'],
  'POST /api/v1/claims/:id/evidence': ['contributor'],
  'POST /api/v1/claims/:id/resolutions': ['contributor'],
  'POST /api/v1/claims/:id/disputes': ['contributor'],
  'POST /api/v1/claims/:id/corrections': ['contributor'],
  'POST /api/v1/claims/:id/settlements': ['moderator'],
  'POST /api/v1/claims/:id/reopenings': ['moderator'],
  'POST /api/v1/claims/:id/merges': ['moderator'],
  'POST /api/v1/pundits/:slug/merges': ['moderator'],
}

/** Each with their key; those who have one come to the pages by a session, which `byKey` says was opened with it. */
const visitors = {
  anonymous: {},
  contributor: { id: 'ann', key: keyOf('ann') },
  moderator: { id: 'mia', key: keyOf('mia') },
  owner: { id: 'olga', key: 'key-of-olga' },
  suspended: { id: 'sue', key: 'key-of-sue' },
  'an expired key': { id: 'mia', key: 'expired-key-of-mia', byKey: 'expired' },
  'a revoked key': { key: 'revoked-key-of-mia' },
  'the key of a demoted person': { id: 'dem', key: 'key-of-dem', byKey: 'dem' },
} as const
type Visitor = keyof typeof visitors

const unknown = [401, 401, 401, 401]
/** What each gets: 0 is let through, whatever comes of it. In the order contributor, moderator, owner, self. */
const refusals: Record<Visitor, number[]> = {
  anonymous: unknown,
  contributor: [0, 403, 403, 0],
  moderator: [0, 0, 403, 0],
  owner: [0, 0, 0, 0],
  suspended: unknown,
  'an expired key': unknown,
  'a revoked key': unknown,
  'the key of a demoted person': [0, 403, 403, 403],
}

const places: Record<string, string> = {}

beforeAll(async () => {
  const add = (id: string, role: Role, banned = false) =>
    db.insert(people).values({ id, name: id, email: `${id}@example.org`, role, banned })
  await add('olga', 'owner')
  await add('sue', 'owner', true)
  await add('dem', 'moderator')
  const permissions = JSON.stringify({ reckon: keyScopes })
  const addKey = (id: string, referenceId: string, key: string, expiresAt: Date | null = null) =>
    db.insert(apiKeys).values({ id, referenceId, key: keyHash(key), permissions, expiresAt })
  await addKey('olga', 'olga', 'key-of-olga')
  await addKey('sue', 'sue', 'key-of-sue')
  await addKey('dem', 'dem', 'key-of-dem')
  await addKey('expired', 'mia', 'expired-key-of-mia', new Date('2026-11-01'))
  await db.update(people).set({ role: 'contributor' }).where(eq(people.id, 'dem'))
  const logged = (await post('/predictions', aPrediction(), { Authorization: `Bearer ${keyOf('ann')}` })).body
  const other = (await post('/predictions', aPrediction(), { Authorization: `Bearer ${keyOf('ann')}` })).body
  Object.assign(places, {
    '/claims/:id': `/claims/${logged.claimId}`,
    '/predictions/:id': `/predictions/${logged.id}`,
    '/pundits/:slug': `/pundits/${logged.pundit.slug}`,
    OTHER: other.claimId,
    'OTHER-PUNDIT': other.pundit.slug,
  })
})

async function sessionOf(visitor: Visitor): Promise<string> {
  const who = visitors[visitor]
  if (!('id' in who)) return ''
  const token = randomUUID()
  const keyId = 'byKey' in who ? who.byKey : null
  await db
    .insert(sessions)
    .values({ id: token, token, userId: who.id, keyId, expiresAt: new Date('2100-01-01') })
  const set = await serializeSigned(sessionCookie(true), token, testSettings.authSecret, { secure: true })
  return set.split(';')[0] ?? ''
}

async function ask(route: string, visitor: Visitor, form: Record<string, string> = {}) {
  const [method = '', pattern = ''] = route.split(' ')
  const path = Object.entries(places)
    .reduce((path, [from, to]) => path.replace(from, to), pattern)
    .replace(/:provider\{.*?\}/, 'github')
    .replace(/:form\{.*?\}/, 'evidence')
    .replace(/:size\{.*?\}\}/, '1')
    .replace(/:\w+/g, 'p-nobody')
  const who = visitors[visitor]
  if (path.startsWith('/api/v1')) {
    const type = path.endsWith('/import') ? 'application/x-ndjson' : 'application/json'
    const headers: Record<string, string> = { 'Content-Type': type }
    if ('key' in who) headers.Authorization = `Bearer ${who.key}`
    return app.request(path, { method, headers, ...(method === 'POST' && { body: '{}' }) })
  }
  const filled = Object.entries(form).map(([name, value]) => [name, places[value] ?? value])
  return app.request(path, {
    method,
    headers: { Cookie: await sessionOf(visitor), Origin: 'http://localhost' },
    ...(method === 'POST' && { body: new URLSearchParams(filled) }),
  })
}

test('every route of the app has a row in the matrix, and every row a route', () => {
  const served = app.routes.filter(({ method, path }) => method !== 'ALL' && !path.endsWith('*'))
  const names = new Set(served.map(({ method, path }) => `${method} ${path}`))
  expect([...names].sort()).toEqual(Object.keys(routes).sort())
})

describe.each(Object.keys(visitors) as Visitor[])('%s', visitor => {
  test.each(Object.entries(routes))('asks %s', async (route, [audience, form]) => {
    const { status } = await ask(route, visitor, form)
    const refusal = audience === 'anybody' ? 0 : refusals[visitor][order.indexOf(audience)]
    if (refusal === 0) expect([401, 403, 500, 503]).not.toContain(status)
    else expect(status).toBe(refusal === 401 && isPage(route) ? 303 : refusal)
  })
})

/** Who asks for one that needs a session is led to sign in. */
function isPage(route: string): boolean {
  return route.startsWith('GET ') && !route.startsWith('GET /api/')
}

const order: For[] = ['contributor', 'moderator', 'owner', 'self']

test.each([
  ['a moderator', keyOf('mia')],
  ['the owner', 'key-of-olga'],
])('%s settles no dispute about their own resolution', async (_, key) => {
  const by = { Authorization: `Bearer ${key}` }
  const { claimId } = (await post('/predictions', aPrediction(), by)).body
  const evidenceIds = [(await post(`/claims/${claimId}/evidence`, anEvidence(), by)).body.id]
  const resolution = { outcome: 'true', rationale: 'x', evidenceIds }
  expect((await post(`/claims/${claimId}/resolutions`, resolution, by)).status).toBe(201)
  const dispute = {
    reason: 'wrong-outcome',
    counterOutcome: 'false',
    ruledOutOn: '2026-06-30',
    rationale: 'x',
    evidenceIds,
  }
  const disputed = await post(`/claims/${claimId}/disputes`, dispute, {
    Authorization: `Bearer ${keyOf('ben')}`,
  })
  expect(disputed.status).toBe(201)
  const settled = await post(`/claims/${claimId}/settlements`, terms, by)
  expect([settled.status, settled.body.type]).toEqual([403, 'https://reckon.test/problems/involved'])
})
