import { asc, eq, getTableName, ne, sql } from 'drizzle-orm'
import { beforeAll, describe, expect, test } from 'vitest'
import { readableBytes } from '../../src/db/readable-bytes.ts'
import { entries, predictions, redactions, sequenced } from '../../src/db/schema.ts'
import { parseEntry } from '../../src/entries.ts'
import { decodeBase64 } from '../../src/ledger/base64.ts'
import { leafHash, sameBytes } from '../../src/ledger/hashes.ts'
import { verifyProof } from '../../src/ledger/proof.ts'
import { sequence } from '../../src/ledger/sequencer.ts'
import { decodeBundle } from '../../src/ledger/tiles.ts'
import { logPrediction } from '../../src/predictions/log.ts'
import { projections, rebuild } from '../../src/rebuild.ts'
import { redactEntry } from '../../src/redactions/redact.ts'
import { randomHistory } from '../accuracy/history.ts'
import { signer } from '../ledger/keys.ts'
import { aPrediction, keyOf, testWorld } from '../world.ts'

const { app, db, deps, get, post } = testWorld()
const moderator = { ...deps, actor: 'mia', role: 'moderator' as const }
const reason = 'A court order of 3 March'

async function dump() {
  const tables: Record<string, unknown[]> = {}
  for (const table of projections)
    tables[getTableName(table)] = await db.execute(sql`select to_jsonb(t) as row from ${table} t order by 1`)
  return tables
}

/** Adds words of every sort that the random history has not. */
async function wordy() {
  const input = aPrediction({
    pundit: { name: 'Paula Plain', kind: 'person', role: 'Mayor', aliases: ['P. P.'], wikidataId: 'Q77' },
    source: {
      url: 'https://example.org/secret',
      title: 'Secret title',
      publisher: 'Secret house',
      author: 'Secret author',
      archiveUrl: 'https://archive.example.org/secret',
      textHash: `sha256:${'a'.repeat(64)}`,
    },
    quote: { exact: 'secret words', prefix: 'secret before', suffix: 'secret after' },
    claim: {
      statement: 'Secret statement',
      criteria: 'Secret criteria',
      dueBy: '2026-06-30',
      dueBasis: 'stated',
      dueWording: 'secret wording',
      condition: 'Secret condition',
    },
  })
  const { claimId, predictionId } = await logPrediction(moderator, input)
  const as = { Authorization: `Bearer ${keyOf('mia')}` }
  await post(`/claims/${claimId}/corrections`, { criteria: 'Secret again', reason: 'Secret reason' }, as)
  await post(`/predictions/${predictionId}/corrections`, { role: 'Secret role', reason: 'Secret' }, as)
  const evidence = {
    url: 'https://example.org/secret',
    title: 'Secret',
    publishedOn: '2026-01-03',
    stance: 'context',
  }
  await post(
    `/claims/${claimId}/evidence`,
    { ...evidence, note: 'Secret note', excerpt: 'Secret excerpt' },
    as,
  )
  const more = { name: 'Paula Plain', aliases: ['Secret alias'] }
  await logPrediction(moderator, aPrediction({ pundit: more }))
  return { claimId, predictionId }
}

describe('redaction', () => {
  let ids: { claimId: string; predictionId: string }

  beforeAll(async () => {
    const history = randomHistory(deps, 7)
    for (let day = 0; day < 12; day++) {
      await history.day(12)
      if (day % 4 === 3) await history.mergePundits()
      history.pause()
    }
    ids = await wordy()
    await sequence(db, signer)
  })

  test('removes the bytes, and leaves hash, proof, numbers and the reason', async () => {
    const before = (await get(`/predictions/${ids.predictionId}`)).body
    const { body: entry } = await get(`/entries/${before.entryId}`)
    const proofBefore = await (await app.request(`/ledger/proof/${entry.index}`)).text()
    const as = { Authorization: `Bearer ${keyOf('mia')}` }
    const { status, body, headers } = await post(`/entries/${entry.index}/redactions`, { reason }, as)
    expect(status).toBe(201)
    expect(headers.get('Location')).toBe(`/api/v1/entries/${entry.index}`)
    expect(body).toMatchObject({ ...entry, bytes: null, redaction: { reason, by: 'mia' } })
    expect((await get(`/entries/${entry.index}`)).body).toEqual(body)

    const after = (await get(`/predictions/${ids.predictionId}`)).body
    const mark = `[redacted, entry ${entry.index}]`
    expect(after).toMatchObject({
      quote: { exact: mark },
      probability: before.probability,
      saidOn: before.saidOn,
    })
    expect(after.pundit.role).toBe('Secret role')
    expect(JSON.stringify(after)).not.toContain('secret words')

    expect((await verifyProof(proofBefore, signer.verifier)).leaf).toEqual(decodeBase64(entry.leafHash))
    await sequence(db, signer)
    const proof = await (await app.request(`/ledger/proof/${entry.index}`)).text()
    expect(proof).not.toContain('extra')
    const leaf = leafHash(new TextEncoder().encode(entry.bytes))
    expect(await verifyProof(proof, signer.verifier, { leaf })).toMatchObject({ index: entry.index })
    const redactionIndex = (await get(`/entries/${body.redaction.entryId}`)).body.index
    const said = JSON.parse((await get(`/entries/${redactionIndex}`)).body.bytes)
    expect(said).toMatchObject({ kind: 'entry.redacted', payload: { reason, leafHash: entry.leafHash } })
    expect(JSON.stringify(said)).not.toContain('secret words')
  })

  test('is a moderator’s, of an entry that is there and has bytes', async () => {
    const at = (await get('/entries?limit=1')).body.items[0].index
    const as = (id: string) => ({ Authorization: `Bearer ${keyOf(id)}` })
    expect((await post('/entries/1/redactions', { reason }, as('ann'))).status).toBe(403)
    expect((await post('/entries/99999/redactions', { reason }, as('mia'))).status).toBe(404)
    expect((await post('/entries/x/redactions', { reason }, as('mia'))).status).toBe(404)
    expect((await post('/entries/1/redactions', {}, as('mia'))).status).toBe(422)
    const { items } = (await get('/entries?limit=100')).body
    const { redactedIndex, index } = items
      .filter((item: { kind: string }) => item.kind === 'entry.redacted')
      .map((item: { bytes: string; index: number }) => ({
        index: item.index,
        redactedIndex: JSON.parse(item.bytes).payload.index,
      }))[0]
    expect((await post(`/entries/${redactedIndex}/redactions`, { reason }, as('mia'))).status).toBe(409)
    expect((await post(`/entries/${index}/redactions`, { reason }, as('mia'))).status).toBe(409)
    expect(at).toBeGreaterThanOrEqual(index)
  })

  test('cannot be got round: bytes change in no other way', async () => {
    const { cause } = await db
      .execute(sql`update entries set bytes = '' where position = 2`)
      .catch(error => error)
    expect(cause.code).toBe('42501')
    const rewriting = db.execute(
      sql`update entries set bytes = 'x' where id in (select entry_id from redactions)`,
    )
    await expect(rewriting).rejects.toMatchObject({ cause: { code: '42501' } })
  })

  test('of every kind of entry leaves what replaying gives, and no words', { timeout: 120_000 }, async () => {
    const kinds = await db.selectDistinct({ kind: entries.kind }).from(entries)
    expect(kinds.length).toBeGreaterThan(12)
    const wanted = await db
      .select({ index: sequenced.index, id: entries.id, kind: entries.kind })
      .from(sequenced)
      .innerJoin(entries, eq(entries.id, sequenced.entryId))
      .where(ne(entries.kind, 'entry.redacted'))
      .orderBy(asc(sequenced.index))
    const done = new Map<string, number>()
    for (const { index, id, kind } of wanted) {
      const count = done.get(kind) ?? 0
      const late = index > wanted.length - 25
      if ((count >= 4 && !late) || (await db.$count(redactions, eq(redactions.entryId, id))) > 0) continue
      await redactEntry(moderator, String(index), { reason })
      done.set(kind, count + 1)
    }
    expect(done.size).toBeGreaterThan(12)
    const before = await dump()
    await rebuild(db)
    expect(await dump()).toEqual(before)
    expect(JSON.stringify(before)).not.toMatch(/secret/i)
    for (const { bytes } of await db.select({ bytes: readableBytes }).from(entries)) {
      const text = JSON.stringify(parseEntry(bytes))
      if (!text.includes('entry.redacted')) expect(text).not.toMatch(/secret/i)
    }
    expect(await db.$count(predictions)).toBeGreaterThan(10)
  })

  test('shows in a bundle as an entry of no bytes, over the same leaf hash', async () => {
    const bundle = new Uint8Array(await (await app.request('/ledger/tile/entries/000.p/50')).arrayBuffer())
    const hashes = new Uint8Array(await (await app.request('/ledger/tile/0/000.p/50')).arrayBuffer())
    const found = decodeBundle(bundle, 50)
    const gaps = found.flatMap((entry, at) => (entry.length === 0 ? at : []))
    expect(gaps.length).toBeGreaterThan(0)
    for (const [at, entry] of found.entries()) {
      const same = sameBytes(leafHash(entry), hashes.slice(at * 32, at * 32 + 32))
      expect(same).toBe(!gaps.includes(at))
    }
  })

  test('leaves every page readable', async () => {
    for (const path of [`/claims/${ids.claimId}`, '/predictions', '/pundits', '/', '/due']) {
      const response = await app.request(path)
      expect(response.status).toBe(200)
      expect(await response.text()).not.toMatch(/secret/i)
    }
    expect((await get(`/claims/${ids.claimId}`)).status).toBe(200)
  })
})
