import { randomUUID } from 'node:crypto'
import { getTableName, is, sql } from 'drizzle-orm'
import { PgTable } from 'drizzle-orm/pg-core'
import { serializeSigned } from 'hono/utils/cookie'
import postgres from 'postgres'
import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, inject } from 'vitest'
import { keyHash } from '../src/accounts/key-hash.ts'
import { nowhere, ownerKeyId } from '../src/accounts/owner.ts'
import { keyScopes } from '../src/accounts/role.ts'
import { sessionCookie } from '../src/accounts/session-cookie.ts'
import { createApp, type World } from '../src/app.tsx'
import { type Db, openDb } from '../src/db/client.ts'
import * as schema from '../src/db/schema.ts'
import type { ActorDeps } from '../src/deps.ts'
import { ledgerKey, witness } from './ledger/keys.ts'

/** Of the setting OWNER_API_KEY. */
export const ownerKey = 'owner-key-of-the-tests'

/** Those who hold a key besides the owner. */
export const people = [
  { id: 'ann', role: 'contributor' },
  { id: 'ben', role: 'contributor' },
  { id: 'mia', role: 'moderator' },
  { id: 'moe', role: 'moderator' },
] as const

export function keyOf(id: string): string {
  return `key-of-${id}-for-the-tests`
}

const usualNow = '2026-11-22T12:00:00Z'

/** The clock of a test file's world: set it to any day. */
export const clock = { now: new Date(usualNow) }

/** Makes a database of its own for a test file, a copy of the migrated template, dropped when the file is done and the server stays. */
export function testDatabase() {
  const name = `reckon_test_${randomUUID().replaceAll('-', '')}`
  const server = new URL(inject('serverUrl'))
  const url = new URL(server)
  url.pathname = `/${name}`

  beforeAll(() => onServer(server, `create database ${name} template ${inject('template')}`))
  if (!inject('passing')) afterAll(() => onServer(server, `drop database ${name} with (force)`))
  return url.href
}

async function onServer(server: URL, statement: string): Promise<void> {
  const sql = postgres(server.href, { max: 1, onnotice: () => {} })
  await sql.unsafe(statement)
  await sql.end()
}

export const testSettings = {
  baseUrl: 'https://reckon.test' as string | undefined,
  ledgerKey,
  witnessKeys: [witness.vkey],
  authSecret: 'a secret for tests, long enough to sign',
}

/** The owner and the others as rows of their own, since a password takes a tenth of a second to hash. */
async function addPeople(db: Db): Promise<void> {
  const owner = { id: 'owner', role: 'owner' as const, email: nowhere }
  const others = people.map(({ id, role }) => ({ id, role, email: `${id}@example.org` }))
  await db
    .insert(schema.people)
    .values([owner, ...others].map(person => ({ ...person, name: person.id, emailVerified: true })))
  const permissions = JSON.stringify({ reckon: keyScopes })
  await db.insert(schema.apiKeys).values([
    { id: ownerKeyId, name: 'OWNER_API_KEY', key: keyHash(ownerKey), referenceId: 'owner', permissions },
    ...people.map(({ id }) => ({
      id: `key-${id}`,
      name: 'for the tests',
      key: keyHash(keyOf(id)),
      referenceId: id,
      permissions,
    })),
  ])
}

const origin = 'http://localhost'

interface Visit {
  cookie?: string
  form?: Record<string, string> | [string, string][]
  headers?: Record<string, string>
}

/** A world for a test file: a database, deps with a clock that stands still, and the app over both. */
export function testWorld(world: Partial<World> = {}, options: Parameters<typeof createApp>[2] = {}) {
  // Another file may have run in this process before, and have set it.
  clock.now = new Date(usualNow)
  const url = testDatabase()
  const { db, close } = openDb(url, 10)
  afterAll(close)
  const deps: ActorDeps = { db, now: () => clock.now, newId: v7, actor: 'tester', role: 'contributor' }
  beforeAll(() => addPeople(db))
  const settings = testSettings
  const app = createApp(() => ({ deps, settings, ...world }), undefined, options)

  async function call(path: string, init?: RequestInit) {
    const response = await app.request(path, init)
    return { status: response.status, headers: response.headers, body: await response.json() }
  }
  function get(path: string) {
    return call(`/api/v1${path}`)
  }
  function post(path: string, body: unknown, headers: Record<string, string> = {}) {
    return call(`/api/v1${path}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${ownerKey}`, ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    })
  }
  /** Every item of a list, page by page, each found by the Link of the one before. */
  async function allPages<Item>(path: string) {
    const items: Item[] = []
    let pages = 0
    for (let next: string | null = path; next !== null; pages++) {
      const { status, headers, body } = await get(next)
      expect(status).toBe(200)
      items.push(...body.items)
      const link: string | null = headers.get('Link')?.match(/^<\/api\/v1(.+)>; rel="next"$/)?.[1] ?? null
      expect(new URLSearchParams(link?.split('?')[1]).get('cursor')).toBe(body.next)
      next = link
    }
    return { items, pages }
  }
  /** How many rows each table has, to see that nothing was written. */
  async function rowCounts(): Promise<Record<string, number>> {
    const names = Object.values(schema).flatMap(table => (is(table, PgTable) ? getTableName(table) : []))
    const counts = names.map(
      name => sql`select ${name}::text as name, count(*)::int as count from ${sql.identifier(name)}`,
    )
    const rows = await db.execute<{ name: string; count: number }>(sql.join(counts, sql` union all `))
    return Object.fromEntries(rows.map(({ name, count }) => [name, count]))
  }
  /** The cookie of a new session of somebody who signed in with a password. */
  async function signIn(id: string): Promise<string> {
    const token = randomUUID()
    const expiresAt = new Date('2100-01-01')
    await db.insert(schema.sessions).values({ id: token, token, userId: id, expiresAt })
    const cookie = await serializeSigned(sessionCookie(true), token, settings.authSecret, { secure: true })
    return cookie.split(';')[0] ?? ''
  }
  /** Opens a page, or sends a form of this site, as whoever the cookie says. */
  async function visit(path: string, { cookie = '', form, headers }: Visit = {}) {
    const response = await app.request(path, {
      headers: { Cookie: cookie, ...(form && { Origin: origin }), ...headers },
      ...(form && { method: 'POST', body: new URLSearchParams(form) }),
    })
    const setCookie = response.headers.getSetCookie().map(set => set.split(';')[0])
    return {
      status: response.status,
      headers: response.headers,
      html: await response.text(),
      cookie: setCookie.find(set => set !== undefined && !set.endsWith('=')) ?? '',
    }
  }
  return { url, db, deps, app, get, post, allPages, rowCounts, signIn, visit }
}

let count = 0

/** A prediction that can be logged, of a claim, pundit, source and quote of its own. */
export function aPrediction(changes: Record<string, unknown> = {}) {
  count++
  return {
    claim: {
      statement: `Thing ${count} happens`,
      topics: ['things'],
      dueBy: '2026-06-30',
      dueBasis: 'stated' as const,
      criteria: 'By the record of things',
    },
    pundit: { name: `Pundit ${count}`, kind: 'person' as const },
    source: { url: `https://example.org/${count}`, title: `Piece ${count}`, publishedOn: '2026-01-02' },
    quote: { exact: `thing ${count} will happen` },
    saidOn: '2026-01-02',
    stance: 'asserts' as const,
    probability: 0.7,
    ...changes,
  }
}

export function anEvidence(changes: Record<string, unknown> = {}) {
  return {
    url: 'https://example.org/later',
    title: 'It happened',
    publishedOn: '2026-03-01',
    stance: 'supports' as const,
    ...changes,
  }
}
