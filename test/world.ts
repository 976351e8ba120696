import { randomUUID } from 'node:crypto'
import postgres from 'postgres'
import { v7 } from 'uuid'
import { afterAll, beforeAll, inject } from 'vitest'
import { createApp } from '../src/app.tsx'
import { openDb } from '../src/db/client.ts'
import type { ActorDeps } from '../src/deps.ts'
import { sha256Hex } from '../src/ledger/hashes.ts'

export const ownerKey = 'owner-key-of-the-tests'

/** The clock of a test file's world: set it to any day. */
export const clock = { now: new Date('2026-11-22T12:00:00Z') }

/** Makes a database of its own for a test file, a copy of the migrated template, dropped when the file is done. */
export function testDatabase() {
  const name = `reckon_test_${randomUUID().replaceAll('-', '')}`
  const server = new URL(inject('serverUrl'))
  const url = new URL(server)
  url.pathname = `/${name}`

  beforeAll(() => onServer(server, `create database ${name} template ${inject('template')}`))
  afterAll(() => onServer(server, `drop database ${name} with (force)`))
  return url.href
}

async function onServer(server: URL, statement: string): Promise<void> {
  const sql = postgres(server.href, { max: 1, onnotice: () => {} })
  await sql.unsafe(statement)
  await sql.end()
}

/** A world for a test file: a database, deps with a clock that stands still, and the app over both. */
export function testWorld() {
  const url = testDatabase()
  const { db, close } = openDb(url, 10)
  afterAll(close)
  const deps: ActorDeps = { db, now: () => clock.now, newId: v7, actor: 'tester' }
  const settings = {
    baseUrl: 'https://reckon.test',
    authSecret: 'a secret for tests, long enough to sign',
    ownerKeyHash: sha256Hex(ownerKey),
  }
  const app = createApp(() => ({ deps, settings }))

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
  return { url, db, deps, app, get, post }
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
