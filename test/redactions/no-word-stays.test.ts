import { asc, getTableName, is, ne, sql } from 'drizzle-orm'
import { PgTable } from 'drizzle-orm/pg-core'
import { beforeAll, describe, expect, test } from 'vitest'
import { auditScores } from '../../src/accuracy/audit.ts'
import { auditProjections } from '../../src/audit-projections.ts'
import * as schema from '../../src/db/schema.ts'
import { sequence } from '../../src/ledger/sequencer.ts'
import { redactEntry } from '../../src/redactions/redact.ts'
import { signer } from '../ledger/keys.ts'
import { anEvidence, aPrediction, keyOf, testWorld } from '../world.ts'

const { app, db, deps, post } = testWorld()

const mark = /zyxw|Q98765432|beefbeef/i
const hash = `sha256:${'beef'.repeat(16)}`
const zyxw = (name: string) => `Zyxw ${name}`
let count = 0

/** Sends a request under a key, so that its answer is kept. */
async function send(path: string, body: unknown, who = 'mia') {
  const headers = { Authorization: `Bearer ${keyOf(who)}`, 'Idempotency-Key': `key-${count++}` }
  const answer = await post(path, body, headers)
  expect(answer.status, `${path}: ${JSON.stringify(answer.body)}`).toBeLessThan(300)
  return answer.body
}

function marked(name: string) {
  return aPrediction({
    claim: {
      statement: zyxw(`${name} happens`),
      topics: ['zyxw-topic', `zyxw-${name}`],
      criteria: zyxw('criteria'),
      dueBy: '2026-06-30',
      dueBasis: 'stated',
      dueWording: zyxw('wording'),
      condition: zyxw('condition'),
    },
    pundit: {
      name: zyxw(name),
      kind: 'person',
      role: zyxw('role'),
      aliases: [zyxw(`${name} alias`)],
      ...(name === 'alpha' && { wikidataId: 'Q98765432' }),
    },
    source: {
      url: `https://zyxw.example.org/${name}`,
      title: zyxw('title'),
      publisher: zyxw('publisher'),
      author: zyxw('author'),
      archiveUrl: `https://archive.example.org/zyxw/${name}`,
      publishedOn: '2026-01-02',
      textHash: hash,
    },
    quote: { exact: zyxw(`${name} quote`), prefix: zyxw('prefix'), suffix: zyxw('suffix') },
  })
}

/** Writes an entry of every kind in which words can be, with a marker wherever they can be. */
async function writeEverything() {
  const first = await send('/predictions', marked('alpha'))
  const second = await send('/predictions', marked('beta'))
  const path = `/claims/${first.claimId}`
  await send(`${path}/corrections`, {
    statement: zyxw('corrected'),
    criteria: zyxw('corrected'),
    topics: ['zyxw-corrected'],
    dueWording: zyxw('corrected'),
    reason: zyxw('reason'),
  })
  await send(`/predictions/${first.id}/corrections`, {
    role: zyxw('corrected role'),
    quote: { exact: zyxw('corrected quote'), prefix: zyxw('prefix'), suffix: zyxw('suffix') },
    reason: zyxw('reason'),
  })
  await send('/predictions', {
    ...marked('alpha'),
    pundit: { name: zyxw('alpha'), aliases: [zyxw('other name')] },
    claim: undefined,
    claimId: first.claimId,
  })
  const filed = await send(`${path}/evidence`, {
    ...anEvidence({
      url: 'https://zyxw.example.org/e',
      title: zyxw('evidence'),
      publisher: zyxw('publisher'),
    }),
    excerpt: zyxw('excerpt'),
    note: zyxw('note'),
  })
  const said = { evidenceIds: [filed.id], rationale: zyxw('rationale') }
  await send(`${path}/resolutions`, { outcome: 'true', occurredOn: '2026-03-01', ...said }, 'ann')
  await send(`${path}/disputes`, { counterOutcome: 'false', reason: 'wrong-outcome', ...said }, 'ben')
  await send(`${path}/settlements`, { decision: 'upheld', rationale: zyxw('decision') })
  await send(`${path}/reopenings`, { reason: zyxw('reopening') }, 'moe')
  await send(`${path}/resolutions`, { outcome: 'true', occurredOn: '2026-03-01', ...said }, 'ann')
  await send(`${path}/merges`, { claimId: second.claimId, reason: zyxw('merge') })
  await send(`/pundits/${first.pundit.slug}/merges`, { slug: second.pundit.slug, reason: zyxw('merge') })
}

/** Where the marker is in the database, whatever the column. */
async function tablesWithWords(): Promise<string[]> {
  const found: string[] = []
  for (const table of Object.values(schema)) {
    if (!is(table, PgTable)) continue
    for (const { row } of await db.execute<{ row: Record<string, unknown> }>(
      sql`select to_jsonb(t) as row from ${table} t`,
    ))
      for (const [column, value] of Object.entries(row))
        if (mark.test(readable(value))) found.push(`${getTableName(table)}.${column}: ${readable(value)}`)
  }
  return found
}

function readable(value: unknown): string {
  const bytes = typeof value === 'string' && /^\\x([0-9a-f]*)$/.exec(value)?.[1]
  return typeof bytes === 'string' ? Buffer.from(bytes, 'hex').toString() : JSON.stringify(value)
}

/** Every page and file of the site that links lead to, by its address. */
async function crawl(starts: string[]): Promise<Map<string, string>> {
  const seen = new Map<string, string>()
  for (let waiting = starts; waiting.length > 0; ) {
    const [path = '', ...rest] = waiting
    waiting = rest
    if (seen.has(path) || seen.size > 400) continue
    const text = await (await app.request(path)).text()
    seen.set(path, text)
    const links = [...text.matchAll(/href="(\/[^"#]*)/g)].map(([, href = '']) =>
      href.replaceAll('&amp;', '&'),
    )
    waiting.push(...links.filter(link => !/^\/(docs|method|problems|assets)/.test(link)))
  }
  return seen
}

describe('when every entry is redacted', () => {
  beforeAll(async () => {
    await writeEverything()
    await sequence(db, signer)
    const wanted = await db.select().from(schema.sequenced).orderBy(asc(schema.sequenced.index))
    expect(await tablesWithWords()).not.toEqual([])
    for (const { index } of wanted)
      await redactEntry({ ...deps, actor: 'mia', role: 'moderator' }, String(index), { reason: 'The law' })
    await sequence(db, signer)
  }, 120_000)

  test('every kind that holds words was among them', async () => {
    const kinds = await db
      .selectDistinct({ kind: schema.entries.kind })
      .from(schema.entries)
      .where(ne(schema.entries.kind, 'entry.redacted'))
    expect(kinds.map(({ kind }) => kind).sort()).toEqual([
      'claim.corrected',
      'claim.disputed',
      'claim.merged',
      'claim.opened',
      'claim.reopened',
      'claim.resolved',
      'claim.settled',
      'evidence.filed',
      'prediction.corrected',
      'prediction.logged',
      'pundit.added',
      'pundit.identified',
      'pundit.merged',
      'source.added',
    ])
  })

  test('no table holds a word of them, kept answers included', async () => {
    expect(await tablesWithWords()).toEqual([])
  })

  test('no page, file or answer holds a word of them', { timeout: 120_000 }, async () => {
    const lists = ['claims', 'predictions', 'pundits', 'sources', 'entries?limit=100', 'accuracy', 'windows']
    const ids = await db.select({ id: schema.claims.id }).from(schema.claims)
    const seen = await crawl([
      '/',
      ...lists.map(list => `/api/v1/${list}`),
      ...ids.flatMap(({ id }) => [`/claims/${id}`, `/api/v1/claims/${id}`]),
    ])
    expect(seen.size).toBeGreaterThan(30)
    expect([...seen].filter(([path, text]) => mark.test(path) || mark.test(text))).toEqual([])
  })

  test('a replay gives the same rows and scores', async () => {
    expect((await auditProjections(db)).difference).toBeUndefined()
    expect((await auditScores(db)).difference).toBeUndefined()
  })
})
