import { sql } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { resolveClaim } from '../../src/claims/resolve.ts'
import { openDb } from '../../src/db/client.ts'
import { logPrediction } from '../../src/predictions/log.ts'
import { rebuild } from '../../src/rebuild.ts'
import { aPrediction, testWorld } from '../world.ts'

const { url, db, deps } = testWorld()

describe('many who write at once', () => {
  test('do not wait in a circle when some of them name a pundit by Wikidata id and share a claim', async () => {
    const pundit = { name: 'Dee Deadlock', kind: 'person' }
    const { claimId } = await logPrediction(deps, aPrediction({ pundit: { ...pundit, wikidataId: 'Q7' } }))
    const inputs = Array.from({ length: 40 }, (_, number) =>
      aPrediction({
        claim: undefined,
        claimId,
        pundit: number % 2 ? pundit : { ...pundit, wikidataId: 'Q7' },
      }),
    )
    const before = await deadlocks()
    const results = await Promise.allSettled(inputs.map(input => logPrediction(deps, input)))
    expect(results.filter(({ status }) => status === 'rejected')).toEqual([])
    expect(await deadlocks()).toBe(before)
  })

  test('wait for a rebuild, which waits for them, and nobody fails', async () => {
    const writing = Array.from({ length: 8 }, async () => {
      for (let number = 0; number < 5; number++) {
        const { claimId } = await logPrediction(deps, aPrediction())
        await resolveClaim(deps, claimId, { outcome: 'void', voidReason: 'moot', rationale: 'Gone' })
      }
    })
    const rebuilding = Array.from({ length: 4 }, () => rebuild(db))
    await Promise.all([...writing, ...rebuilding])
  })
})

describe('a database that cuts connections', () => {
  test('refuses what was under way and serves what comes after', async () => {
    const admin = openDb(url, 1)
    for (let round = 0; round < 5; round++) {
      const writing = Promise.allSettled(Array.from({ length: 12 }, () => logPrediction(deps, aPrediction())))
      await admin.db.execute(
        sql`select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`,
      )
      // Each is done or refused: none hangs, and none takes the process with it.
      await writing
    }
    await admin.close()
    await expect(logPrediction(deps, aPrediction())).resolves.toMatchObject({
      predictionId: expect.any(String),
    })
  })
})

async function deadlocks(): Promise<number> {
  const rows = await db.execute<{ deadlocks: number }>(
    sql`select deadlocks::int from pg_stat_database where datname = current_database()`,
  )
  return rows[0]?.deadlocks ?? 0
}
