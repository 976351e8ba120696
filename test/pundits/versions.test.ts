import { eq, isNull, sql } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { countCoverage, readCoverage } from '../../src/accuracy/coverage.ts'
import { getOverall } from '../../src/accuracy/overall.ts'
import { getOverallAccuracy } from '../../src/accuracy/read.ts'
import { getStrip } from '../../src/accuracy/strip.ts'
import { correctClaim } from '../../src/claims/correct.ts'
import { entries, predictions, pundits, sequenced } from '../../src/db/schema.ts'
import { dateOf } from '../../src/fields.ts'
import { openSigner } from '../../src/ledger/note.ts'
import { sequence } from '../../src/ledger/sequencer.ts'
import { logPrediction } from '../../src/predictions/log.ts'
import { getPundit, listPundits } from '../../src/pundits/read.ts'
import { readVersions } from '../../src/pundits/versions.ts'
import { rebuild } from '../../src/rebuild.ts'
import { redactEntry } from '../../src/redactions/redact.ts'
import { randomHistory, settledPast } from '../accuracy/history.ts'
import { ledgerKey } from '../ledger/keys.ts'
import { aPrediction, clock, testWorld } from '../world.ts'

const { db, deps } = testWorld()
const mia = { ...deps, actor: 'mia', role: 'moderator' as const }

const waiting = sql`select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`

/** What is kept of everybody is what is worked out of the ledger or counted now. */
async function expectFresh() {
  const today = dateOf(clock.now)
  const standing = await db.select().from(pundits).where(isNull(pundits.mergedInto))
  const punditIds = standing.map(({ id }) => id)
  for (const topic of [undefined, 'rain']) {
    const asked = { punditIds, topic, today }
    expect(await readCoverage(db, asked)).toEqual(await countCoverage(db, asked))
  }
  for (const { id, slug } of standing) {
    const count = await db.$count(predictions, eq(predictions.punditId, id))
    expect((await getPundit(deps, slug)).predictionCount).toBe(count)
    for (const reading of [{}, { topic: 'rain' }, { deadline: 'strict' as const }]) {
      const strip = await getStrip(deps, slug, reading)
      expect(strip).toEqual(await getStrip(deps, slug, { ...reading, asOf: today }))
    }
  }
  const { n, brier } = await getOverallAccuracy(deps, {})
  const together = await getOverall(deps)
  expect(together.n).toBe(n)
  if (brier.mean !== null) expect(together.mean).toBeCloseTo(brier.mean, 12)
}

describe('what is kept of a pundit', () => {
  test('is never older than what was written, whatever it is', async () => {
    const names = ['Ada', 'Bob', 'Cyd', 'Dee']
    await settledPast(deps, names, 6)
    const history = randomHistory(deps, 3, names)
    for (let day = 0; day < 8; day++) {
      for (let turn = 0; turn < 3; turn++) {
        await history.day(6)
        await expectFresh()
      }
      if (day === 4) await history.mergePundits()
      await expectFresh()
      history.pause()
    }
    expect([...history.done.keys()]).toEqual(
      expect.arrayContaining(['log', 'resolve', 'correct a prediction']),
    )
  }, 120_000)

  test('is counted anew when several log for the same at once, and read meanwhile', async () => {
    const pundit = { name: 'Much Quoted', kind: 'person' as const }
    await logPrediction(deps, aPrediction({ pundit }))
    for (let round = 1; round <= 8; round++) {
      await Promise.all([
        ...Array.from({ length: 4 }, () => logPrediction(deps, aPrediction({ pundit }))),
        ...Array.from({ length: 4 }, () => getPundit(deps, 'much-quoted')),
        ...Array.from({ length: 4 }, () => getStrip(deps, 'much-quoted', {})),
      ])
      expect((await getPundit(deps, 'much-quoted')).predictionCount).toBe(4 * round + 1)
      expect((await getStrip(deps, 'much-quoted', {})).forecasts).toHaveLength(4 * round + 1)
    }
  })

  test('is not what was read before another wrote', async () => {
    const pundit = { name: 'Found Meanwhile', kind: 'person' as const }
    await logPrediction(deps, aPrediction({ pundit }))
    const read = await db.transaction(async tx => {
      await tx.execute(sql`lock table pundit_versions`)
      const reading = getPundit(deps, 'found-meanwhile')
      await expect.poll(() => db.execute(waiting)).toHaveLength(1)
      await logPrediction({ ...deps, db: tx }, aPrediction({ pundit: { ...pundit, wikidataId: 'Q42' } }))
      return { reading }
    })
    await read.reading
    expect((await getPundit(deps, 'found-meanwhile')).wikidataId).toBe('Q42')
  })

  test('has the words of its claims as they were mended', async () => {
    const pundit = { name: 'Miswritten', kind: 'person' as const }
    const { claimId } = await logPrediction(deps, aPrediction({ pundit }))
    await getStrip(deps, 'miswritten', {})
    await correctClaim(mia, claimId, { statement: 'It is mended', reason: 'A slip' })
    expect((await getStrip(deps, 'miswritten', {})).forecasts[0]?.statement).toBe('It is mended')
  })

  test('loses its words when they are redacted', async () => {
    const pundit = { name: 'Secret Name', kind: 'person' as const, role: 'Secret role' }
    const { predictionId } = await logPrediction(deps, aPrediction({ pundit }))
    expect((await getPundit(deps, 'secret-name')).roles).toHaveLength(1)
    await sequence(db, await openSigner(ledgerKey))
    const [logged] = await db.select().from(entries).where(eq(entries.subject, predictionId))
    const [leaf] = await db
      .select()
      .from(sequenced)
      .where(eq(sequenced.entryId, logged?.id ?? ''))
    await redactEntry(mia, String(leaf?.index), { reason: 'The law' })
    expect(JSON.stringify(await getPundit(deps, 'secret-name'))).not.toContain('Secret role')
  })

  test('has another name after a rebuild', async () => {
    const ids = (await listPundits(deps, { limit: 100 })).items.map(({ id }) => id)
    const before = await readVersions(db, ids)
    await rebuild(db)
    const after = await readVersions(db, ids)
    expect([...after.keys()].sort()).toEqual(ids.sort())
    for (const [id, version] of after) expect(before.get(id)).not.toBe(version)
    await expectFresh()
  })
})
