import { sql } from 'drizzle-orm'
import { beforeAll, describe, expect, test } from 'vitest'
import { auditProjections } from '../../src/audit-projections.ts'
import { correctClaim } from '../../src/claims/correct.ts'
import { mergeClaim } from '../../src/claims/merge.ts'
import { correctPrediction } from '../../src/predictions/correct.ts'
import { logPrediction } from '../../src/predictions/log.ts'
import { listPredictions } from '../../src/predictions/read.ts'
import { mergePundit } from '../../src/pundits/merge.ts'
import { randomHistory } from '../accuracy/history.ts'
import { aPrediction, testWorld } from '../world.ts'

const { db, deps } = testWorld()
const mia = { ...deps, actor: 'mia', role: 'moderator' as const }

async function found(q: string): Promise<string[]> {
  const { items } = await listPredictions(deps, { q }, { limit: 1000 })
  return items.map(({ id }) => id)
}

function log(statement: string, name: string, exact: string) {
  const claim = { statement, topics: [], dueBy: '2026-06-30' }
  return logPrediction(deps, aPrediction({ claim, pundit: { name, kind: 'person' }, quote: { exact } }))
}

/** Those whose claim, quote or pundit has the words, each looked through. */
async function foundInEither(q: string): Promise<string[]> {
  const has = (column: string) =>
    sql`to_tsvector('english', ${sql.raw(column)}) @@ websearch_to_tsquery('english', ${q})`
  const rows = await db.execute<{ id: string }>(sql`
    select predictions.id from predictions join claims on claims.id = claim_id join pundits on pundits.id = pundit_id
    where ${has('quote_exact')} or ${has('statement')} or ${has('name')} order by predictions.id desc`)
  return rows.map(({ id }) => id)
}

describe('a search of the predictions', () => {
  beforeAll(async () => {
    const history = randomHistory(deps, 9)
    for (let day = 0; day < 6; day++) await history.day(12)
    await history.mergePundits()
    await log('A comet passes the moon', 'Vera Stargazer', 'it will surely be seen')
    await log('The harvest fails', 'Otto Farmer', 'a comet is no help, it will not')
  }, 60_000)

  test.each([
    'weather',
    'thing',
    'ada',
    'comet',
    'harvest',
    'farmers',
    '"it will surely"',
    'comet or weather',
  ])('finds %s in the claim, the quote or the name of the pundit, the newest first', async q => {
    expect(await found(q)).toEqual(await foundInEither(q))
  })

  test('finds words of which one stands in the claim, one in the quote and one in the name', async () => {
    expect(await found('comet surely vera')).toHaveLength(1)
    expect(await found('comet surely otto')).toEqual([])
  })

  test('leaves out what has a word after a minus anywhere', async () => {
    expect(await found('comet -harvest')).toHaveLength(1)
    expect(await found('comet -otto')).toHaveLength(1)
    expect(await found('comet -moon -farmer')).toEqual([])
  })

  test('finds a phrase within one of them, not across two', async () => {
    expect(await found('"the moon"')).toHaveLength(1)
    expect(await found('"moon vera"')).toEqual([])
    expect(await found('"stargazer surely"')).toEqual([])
  })

  test('goes by the words as they stand after corrections and merges', async () => {
    const one = await log('A vulcano erupts', 'Ida Lava', 'by spring it does')
    const other = await log('Eruption of a volcano', 'Ida Magma', 'we expect smoke')
    await correctClaim(mia, one.claimId, { statement: 'A volcano erupts', reason: 'A slip' })
    expect(await found('volcano')).toEqual([other.predictionId, one.predictionId])
    expect(await found('vulcano')).toEqual([])
    await correctPrediction(mia, other.predictionId, {
      quote: { exact: 'we expect ashes' },
      reason: 'A slip',
    })
    expect([await found('smoke'), await found('ash')]).toEqual([[], [other.predictionId]])
    await mergePundit(mia, 'ida-lava', { slug: 'ida-magma', reason: 'The same' })
    expect([await found('magma'), await found('lava')]).toEqual([[], [other.predictionId, one.predictionId]])
    await mergeClaim(mia, one.claimId, { claimId: other.claimId, reason: 'The same' })
    expect([await found('eruption of'), await found('"volcano erupts"')]).toEqual([
      [other.predictionId, one.predictionId],
      [other.predictionId, one.predictionId],
    ])
    expect((await auditProjections(db)).difference).toBeUndefined()
  })
})
