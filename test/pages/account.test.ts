import { defaultKeyHasher } from '@better-auth/api-key'
import { eq } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { keyHash } from '../../src/accounts/key-hash.ts'
import { apiKeys, entries, people, sessions } from '../../src/db/schema.ts'
import { rebuild } from '../../src/rebuild.ts'
import { anEvidence, aPrediction, clock, keyOf, testWorld } from '../world.ts'

const { db, get, post, signIn, visit } = testWorld()

async function makeKey(cookie: string, scopes: string[], days = 'never'): Promise<string> {
  const form: [string, string][] = [
    ['name', 'my script'],
    ['days', days],
    ...scopes.map((scope): [string, string] => ['scopes', scope]),
  ]
  const { status, html, headers } = await visit('/account/keys', { cookie, form })
  expect(status).toBe(200)
  expect(headers.get('Cache-Control')).toBe('private, no-store')
  return /reckon_\w{64}/.exec(html)?.[0] ?? ''
}

function by(key: string) {
  return { Authorization: `Bearer ${key}` }
}

describe('an API key', () => {
  test('is shown once, kept as a hash, and says when it was last used', async () => {
    const cookie = await signIn('ann')
    const key = await makeKey(cookie, ['read', 'log', 'resolve'])
    expect((await visit('/account', { cookie })).html).not.toContain(key)
    expect(JSON.stringify(await db.select().from(apiKeys))).not.toContain(key)
    expect((await visit('/account', { cookie })).html).toContain('never used')
    expect((await post('/predictions', aPrediction(), by(key))).status).toBe(201)
    expect((await visit('/account', { cookie })).html).toContain('22 November 2026</time>, 12:00 UTC')
  })

  test('is hashed as the library hashes it', async () => {
    expect(keyHash('reckon_abc')).toBe(await defaultKeyHasher('reckon_abc'))
  })

  test('acts as its person, by their id', async () => {
    const key = await makeKey(await signIn('ben'), ['log'])
    const { body } = await post('/predictions', aPrediction(), by(key))
    const [entry] = await db.select().from(entries).where(eq(entries.id, body.entryId))
    expect(JSON.parse(new TextDecoder().decode(entry?.bytes)).actor).toBe('ben')
  })

  test('does only what it was made for', async () => {
    const cookie = await signIn('ann')
    const [reading, logging, resolving] = [
      await makeKey(cookie, ['read']),
      await makeKey(cookie, ['log']),
      await makeKey(cookie, ['resolve']),
    ]
    const { claimId } = (await post('/predictions', aPrediction(), by(logging))).body
    const voided = { outcome: 'void', voidReason: 'moot', rationale: 'Moot' }
    const resolve = (key: string) => post(`/claims/${claimId}/resolutions`, voided, by(key))
    for (const { status, body } of [
      await post('/predictions', aPrediction(), by(reading)),
      await post(`/claims/${claimId}/evidence`, anEvidence(), by(resolving)),
      await resolve(reading),
      await resolve(logging),
    ]) {
      expect([status, body.type]).toEqual([403, 'https://reckon.test/problems/out-of-scope'])
    }
    expect((await resolve(resolving)).status).toBe(201)
  })

  test('is refused from the moment it is revoked, and so is a session that was opened with it', async () => {
    const cookie = await signIn('ann')
    const key = await makeKey(cookie, ['log'])
    const { cookie: withKey } = await visit('/sign-in', { form: { key } })
    expect((await visit('/', { cookie: withKey })).html).toContain('Sign out')
    const [row] = await db
      .select()
      .from(apiKeys)
      .where(eq(apiKeys.key, keyHash(key)))
    const revoked = await visit(`/account/keys/${row?.id}/revocation`, { cookie, form: {} })
    expect(revoked.status).toBe(303)
    expect((await post('/predictions', aPrediction(), by(key))).status).toBe(401)
    expect((await visit('/', { cookie: withKey })).html).not.toContain('Sign out')
  })

  test('of somebody else cannot be revoked', async () => {
    const cookie = await signIn('ben')
    expect((await visit('/account/keys/key-ann/revocation', { cookie, form: {} })).status).toBe(404)
    expect((await post('/predictions', aPrediction(), by(keyOf('ann')))).status).toBe(201)
  })

  test('expires when it was to', async () => {
    const key = await makeKey(await signIn('ann'), ['log'], '30')
    expect((await post('/predictions', aPrediction(), by(key))).status).toBe(201)
    const before = clock.now
    clock.now = new Date(Date.now() + 31 * 24 * 60 * 60 * 1000)
    expect((await post('/predictions', aPrediction(), by(key))).status).toBe(401)
    clock.now = before
  })

  test('opens a session that may do no more than the key', async () => {
    const key = await makeKey(await signIn('moe'), ['read', 'log', 'resolve'])
    const { cookie } = await visit('/sign-in', { form: { key } })
    expect((await visit('/predictions/new', { cookie })).html).toContain(
      '<form method="post" action="/predictions"',
    )
    for (const path of ['/account', '/people']) expect((await visit(path, { cookie })).status).toBe(403)
  })

  test.each([
    [[['name', 'x']], 'Must be at least one'],
    [[['scopes', 'log']], 'Is needed'],
    [
      [
        ['name', 'x'],
        ['scopes', 'account'],
      ],
      'Choose one',
    ],
    [
      [
        ['name', 'x'],
        ['scopes', 'log'],
        ['days', '9999'],
      ],
      'Must be at most 365',
    ],
  ] as [[string, string][], string][])('of %j is refused', async (form, message) => {
    const { status, html } = await visit('/account/keys', { cookie: await signIn('ann'), form })
    expect(status).toBe(422)
    expect(html.toLowerCase()).toContain(message.toLowerCase())
  })
})

describe('sessions', () => {
  test('are listed and ended one by one, and only one’s own', async () => {
    const cookie = await signIn('mia')
    const other = await signIn('mia')
    const token = other.split('=')[1]?.split('.')[0] ?? ''
    const bens = await signIn('ben')
    expect((await visit(`/account/sessions/${token}/end`, { cookie: bens, form: {} })).status).toBe(404)
    expect((await visit(`/account/sessions/${token}/end`, { cookie, form: {} })).status).toBe(303)
    expect((await visit('/account', { cookie: other })).status).toBe(303)
    expect((await visit('/account', { cookie })).html).toContain('this one')
  })
})

describe('what one has logged and resolved', () => {
  test('is on one’s account page', async () => {
    const { claimId } = (await post('/predictions', aPrediction(), by(keyOf('moe')))).body
    const voided = { outcome: 'void', voidReason: 'moot', rationale: 'Moot' }
    await post(`/claims/${claimId}/resolutions`, voided, by(keyOf('moe')))
    const { html } = await visit('/account', { cookie: await signIn('moe') })
    expect(html.split('id="resolved"').map(part => part.includes(`/claims/${claimId}`))).toEqual([true, true])
  })
})

describe('deleting one’s account', () => {
  test('leaves the entries and forgets the person, keys and sessions', async () => {
    const cookie = await signIn('mia')
    const logged = (await post('/predictions', aPrediction(), by(keyOf('mia')))).body
    expect((await visit('/account/deletion', { cookie, form: {} })).status).toBe(422)
    await db.update(sessions).set({ createdAt: new Date() }).where(eq(sessions.userId, 'mia'))
    const gone = await visit('/account/deletion', { cookie, form: { sure: 'yes' } })
    expect([gone.status, gone.headers.get('Location')]).toEqual([303, '/'])
    expect(await db.select().from(people).where(eq(people.id, 'mia'))).toEqual([])
    expect(await db.select().from(sessions).where(eq(sessions.userId, 'mia'))).toEqual([])
    expect((await post('/predictions', aPrediction(), by(keyOf('mia')))).status).toBe(401)
    expect((await get(`/predictions/${logged.id}`)).body.loggedBy).toBe('mia')
  })

  test('is refused to the only owner', async () => {
    const { status, html } = await visit('/account/deletion', {
      cookie: await signIn('owner'),
      form: { sure: 'yes' },
    })
    expect(status).toBe(409)
    expect(html).toContain('You are the only owner')
  })
})

test('a rebuild of what is read out of the ledger leaves accounts alone', async () => {
  const before = [
    await db.select().from(people),
    await db.select().from(apiKeys),
    await db.select().from(sessions),
  ]
  await rebuild(db)
  expect([
    await db.select().from(people),
    await db.select().from(apiKeys),
    await db.select().from(sessions),
  ]).toEqual(before)
})
