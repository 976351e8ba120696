import { asc, eq, getTableName, sql } from 'drizzle-orm'
import { beforeAll, describe, expect, test } from 'vitest'
import { correctClaim } from '../src/claims/correct.ts'
import { disputeClaim } from '../src/claims/dispute.ts'
import { fileEvidence } from '../src/claims/file-evidence.ts'
import { mergeClaim } from '../src/claims/merge.ts'
import { reopenClaim } from '../src/claims/reopen.ts'
import { resolveClaim } from '../src/claims/resolve.ts'
import { settleClaim } from '../src/claims/settle.ts'
import { sqlState } from '../src/db/client.ts'
import { entries } from '../src/db/schema.ts'
import { Entry, parseEntry, record } from '../src/entries.ts'
import { canonicalBytes } from '../src/ledger/bytes.ts'
import { leafHash } from '../src/ledger/hashes.ts'
import { sequence } from '../src/ledger/sequencer.ts'
import { correctPrediction } from '../src/predictions/correct.ts'
import { logPrediction } from '../src/predictions/log.ts'
import { mergePundit } from '../src/pundits/merge.ts'
import { projections, rebuild } from '../src/rebuild.ts'
import { redactEntry } from '../src/redactions/redact.ts'
import { seed } from '../src/seed.ts'
import { signer } from './ledger/keys.ts'
import { anEvidence, aPrediction, clock, testWorld } from './world.ts'

const { db, deps } = testWorld()

async function readProjections() {
  const tables: Record<string, unknown[]> = {}
  for (const table of projections) {
    tables[getTableName(table)] = await db.execute(sql`select * from ${table} as row order by row::text`)
  }
  return tables
}

/** The seed ledger, and what the seeds alone would not exercise. */
beforeAll(async () => {
  await seed(deps)
  const pundit = { name: 'Ann Author', kind: 'person', aliases: ['A. Author'] }
  const { claimId } = await logPrediction(
    deps,
    aPrediction({ pundit, probability: undefined, hedge: 'might' }),
  )
  await logPrediction(
    deps,
    aPrediction({ pundit: { name: 'Annie', aliases: ['Ann Author'], wikidataId: 'Q42', role: 'Author' } }),
  )
  const { evidenceId } = await fileEvidence(deps, claimId, anEvidence({ excerpt: 'Words', note: 'In mine' }))
  clock.now = new Date('2026-11-23T08:30:00.123Z')
  await resolveClaim(deps, claimId, {
    outcome: 'partial',
    share: 0.3,
    occurredOn: '2026-03-01',
    rationale: 'A third of it',
    evidenceIds: [evidenceId],
  })
  await logPrediction(
    deps,
    aPrediction({ claim: undefined, claimId, saidOn: '2026-02-01', quote: { exact: 'late to log' } }),
  )
  const second = await logPrediction(deps, aPrediction())
  await resolveClaim(deps, second.claimId, {
    outcome: 'void',
    voidReason: 'moot',
    rationale: 'No longer applies',
  })
  await disputeAndMend()
  await merge()
  await sequence(db, signer)
  await redactEntry({ ...deps, actor: 'mia', role: 'moderator' }, '3', { reason: 'A court order' })
})

/** A claim and one that depends on it, corrected, resolved, disputed, overturned, upheld and reopened. */
async function disputeAndMend() {
  const said = { pundit: { name: 'Dora Due', kind: 'person' as const }, saidOn: '2026-01-02' }
  const { claimId, predictionId } = await logPrediction(deps, aPrediction(said))
  const dependant = aPrediction()
  await logPrediction(deps, { ...dependant, claim: { ...dependant.claim, conditionClaimId: claimId } })
  await logPrediction(deps, aPrediction({ ...said, saidOn: '2026-01-03', restatesId: predictionId }))
  await correctClaim(deps, claimId, {
    statement: 'Better worded',
    criteria: 'By figures',
    topics: [],
    dueWording: 'by June',
    reason: 'Vague',
  })
  await correctPrediction(deps, predictionId, {
    role: 'Mayor',
    source: { title: 'Another piece' },
    quote: { exact: 'in other words', prefix: 'she said' },
    saidOn: '2026-01-01',
    hedge: 'likely',
    reason: 'Misheard',
  })
  const { evidenceId } = await fileEvidence(deps, claimId, anEvidence({ stance: 'refutes' }))
  const evidenceIds = [evidenceId]
  const [challenger, moderator] = [
    { ...deps, actor: 'ben' },
    { ...deps, actor: 'mia', role: 'moderator' as const },
  ]
  await resolveClaim(deps, claimId, { outcome: 'false', rationale: 'It did not', evidenceIds })
  const counter = { counterOutcome: 'true', occurredOn: '2026-03-01' } as const
  const reason = 'wrong-outcome' as const
  await disputeClaim(challenger, claimId, { ...counter, reason, rationale: 'It did', evidenceIds })
  await settleClaim(moderator, claimId, { decision: 'overturned', rationale: 'It did' })
  await reopenClaim(moderator, claimId, { reason: 'The source withdrew it' })
  await resolveClaim(deps, claimId, { outcome: 'partial', share: 0.5, rationale: 'Half', evidenceIds })
  await disputeClaim(challenger, claimId, { ...counter, reason, rationale: 'All of it', evidenceIds })
  await settleClaim(moderator, claimId, { decision: 'upheld', rationale: 'Half of it' })
  const third = await logPrediction(deps, aPrediction())
  await resolveClaim(deps, third.claimId, { outcome: 'void', voidReason: 'moot', rationale: 'Gone' })
  const open = { counterOutcome: 'open', reason: 'too-early' } as const
  await disputeClaim(challenger, third.claimId, { ...open, rationale: 'Not yet' })
}

/** Claims and pundits merged into others, and these into third ones. */
async function merge() {
  const moderator = { ...deps, actor: 'mia', role: 'moderator' as const }
  const names = ['Merry One', 'Merry Two', 'Merry Three']
  const logged = []
  for (const name of names)
    logged.push(await logPrediction(deps, aPrediction({ pundit: { name, kind: 'person' } })))
  const [one, two, three] = logged.map(({ claimId }) => claimId)
  await fileEvidence(deps, one ?? '', anEvidence())
  const dependant = aPrediction()
  await logPrediction(deps, { ...dependant, claim: { ...dependant.claim, conditionClaimId: one } })
  await mergeClaim(moderator, two ?? '', { claimId: one ?? '', reason: 'The same' })
  await mergeClaim(moderator, three ?? '', { claimId: two ?? '', reason: 'The same' })
  await mergePundit(moderator, 'merry-two', { slug: 'merry-one', reason: 'The same' })
  await mergePundit(moderator, 'merry-three', { slug: 'merry-two', reason: 'The same' })
}

describe('the ledger', () => {
  test('holds entries of every kind here, so that the tests below are of them all', async () => {
    const found = await db.selectDistinct({ kind: entries.kind }).from(entries)
    const kinds = Entry.options.map(option => option.shape.kind.value)
    expect(kinds.length).toBeGreaterThan(10)
    expect(found.map(({ kind }) => kind).sort()).toEqual([...kinds].sort())
  })

  test('holds the canonical bytes of each entry and their leaf hash', async () => {
    const all = await db.select().from(entries).orderBy(asc(entries.position))
    const rows = all.filter(row => row.bytes.length > 0)
    expect(all).toHaveLength(rows.length + 1)
    expect(rows.length).toBeGreaterThan(100)
    for (const row of rows) {
      const entry = parseEntry(row.bytes)
      expect(Buffer.from(canonicalBytes(entry)).equals(row.bytes)).toBe(true)
      expect(Buffer.from(leafHash(row.bytes)).equals(row.leafHash)).toBe(true)
      expect({ id: entry.id, kind: entry.kind, subject: entry.subject }).toEqual({
        id: row.id,
        kind: row.kind,
        subject: row.subject,
      })
    }
  })

  test.each([
    ['updated', sql`update entries set kind = 'other'`],
    ['updated, even when no row is meant', sql`update entries set kind = 'other' where false`],
    ['deleted', sql`delete from entries`],
    ['truncated', sql`truncate entries`],
  ])('cannot be %s', async (_, statement) => {
    const before = await db.$count(entries)
    const refusal = await db.execute(statement).then(
      () => undefined,
      error => error,
    )
    expect(sqlState(refusal)).toBe('42501')
    expect(await db.$count(entries)).toBe(before)
  })

  test('replayed into empty projections gives every row again, to the letter', async () => {
    const before = await readProjections()
    for (const rows of Object.values(before)) expect(rows.length).toBeGreaterThan(0)
    expect(await rebuild(db)).toBe(await db.$count(entries))
    expect(await readProjections()).toEqual(before)
  })

  test('replayed brings back rows that were changed behind the application’s back', async () => {
    const before = await readProjections()
    await db.execute(sql`update predictions set probability = 0.99`)
    await db.execute(sql`update claims set outcome = 'false' where outcome = 'true'`)
    await db.execute(sql`delete from scores`)
    expect(await readProjections()).not.toEqual(before)
    await rebuild(db)
    expect(await readProjections()).toEqual(before)
  })

  test('takes nothing when the rows of an entry cannot be written', async () => {
    const entry = {
      id: deps.newId(),
      kind: 'evidence.filed' as const,
      subject: deps.newId(),
      actor: 'tester',
      recordedAt: deps.now().toISOString(),
      payload: { claimId: deps.newId(), ...anEvidence() },
    }
    await expect(db.transaction(tx => record(tx, entry))).rejects.toThrow()
    expect(await db.$count(entries, eq(entries.id, entry.id))).toBe(0)
  })

  test('takes no entry of more than 65,535 bytes', async () => {
    const entry = {
      id: deps.newId(),
      kind: 'pundit.identified' as const,
      subject: deps.newId(),
      actor: 'tester',
      recordedAt: deps.now().toISOString(),
      payload: { names: ['x'.repeat(65_535)] },
    }
    await expect(db.transaction(tx => record(tx, entry))).rejects.toMatchObject({ type: 'invalid' })
  })
})
