import { eq } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { getAccuracy, listAccuracy } from '../../src/accuracy/read.ts'
import { fileEvidence } from '../../src/claims/file-evidence.ts'
import { resolveClaim } from '../../src/claims/resolve.ts'
import { shareOf } from '../../src/claims/rules.ts'
import { claims, predictions, scores } from '../../src/db/schema.ts'
import { logPrediction } from '../../src/predictions/log.ts'
import { getPrediction } from '../../src/predictions/read.ts'
import { brier } from '../../src/scoring/brier.ts'
import { logScore } from '../../src/scoring/log-score.ts'
import { anEvidence, aPrediction, testWorld } from '../world.ts'

const { db, deps } = testWorld()

async function settle(claimId: string, terms: Record<string, unknown>) {
  const { evidenceId } = await fileEvidence(deps, claimId, anEvidence())
  const input = { rationale: 'As the record shows', evidenceIds: [evidenceId], ...terms }
  await resolveClaim(deps, claimId, input as Parameters<typeof resolveClaim>[2])
}

async function logFor(name: string, changes: Record<string, unknown> = {}) {
  return logPrediction(deps, aPrediction({ pundit: { name, kind: 'person' }, ...changes }))
}

/** What the scores must be, worked out from the rows alone. */
async function recomputed() {
  const rows = await db.select().from(predictions).innerJoin(claims, eq(claims.id, predictions.claimId))
  return rows.flatMap(({ predictions: prediction, claims: claim }) => {
    const share = shareOf(claim)
    if (share === null) return []
    const { id: predictionId, claimId, punditId, probability, stance, saidOn } = prediction
    const said = claim.decidedOn === null || saidOn <= claim.decidedOn
    const counted = (stance === 'asserts' || stance === 'conditional') && said
    const figures = { brier: brier(probability, share), log: logScore(probability, share) }
    return { predictionId, claimId, punditId, share, ...figures, counted }
  })
}

async function expectScoresExact() {
  const stored = await db.select().from(scores)
  const byId = (a: { predictionId: string }, b: { predictionId: string }) =>
    a.predictionId < b.predictionId ? -1 : 1
  expect(stored.sort(byId)).toEqual((await recomputed()).sort(byId))
}

describe('a pundit’s accuracy', () => {
  test('is null, not 0 or 1, while nothing is scored', async () => {
    await logFor('Una Unscored')
    expect(await getAccuracy(deps, 'una-unscored', {})).toMatchObject({
      n: 0,
      brier: { mean: null },
      logScore: { mean: null },
      rank: null,
      coverage: { logged: 1, scored: 0, due: 1, open: 0 },
    })
  })

  test('changes with the resolution, in the same transaction, to (p − o)² and −ln', async () => {
    const { claimId, predictionId } = await logFor('Tom True', { probability: 0.7 })
    await settle(claimId, { outcome: 'true' })
    expect(await getPrediction(deps, predictionId)).toMatchObject({
      scored: true,
      score: { verdict: '70 % on something that happened' },
    })
    const accuracy = await getAccuracy(deps, 'tom-true', {})
    expect(accuracy).toMatchObject({ n: 1, effectiveN: 1, stated: 1, fromWords: 0 })
    expect(accuracy.brier.mean).toBeCloseTo(0.09, 12)
    expect(accuracy.logScore.mean).toBeCloseTo(-Math.log(0.7), 12)
    await expectScoresExact()
  })

  test('scores every pundit who predicted the claim, and a partial outcome by its expectation', async () => {
    const { claimId } = await logFor('Pia Partial', { probability: 0.5 })
    await logFor('Paul Partial', { claim: undefined, claimId, probability: 1 })
    await settle(claimId, { outcome: 'partial', share: 0.25 })
    expect((await getAccuracy(deps, 'pia-partial', {})).brier.mean).toBeCloseTo(0.25, 12)
    expect((await getAccuracy(deps, 'paul-partial', {})).brier.mean).toBeCloseTo(0.75, 12)
    await expectScoresExact()
  })

  test('counts possibilities, reports and void claims in the coverage only', async () => {
    const possible = await logFor('Cora Coverage', {
      stance: 'possibility',
      probability: undefined,
      hedge: 'could',
    })
    const reported = await logFor('Cora Coverage', { stance: 'reports' })
    const voided = await logFor('Cora Coverage', {
      claim: { statement: 'A void thing happens', condition: 'Something' },
    })
    await settle(possible.claimId, { outcome: 'true' })
    await settle(reported.claimId, { outcome: 'false' })
    await settle(voided.claimId, { outcome: 'void', voidReason: 'condition-unmet' })
    expect(await getAccuracy(deps, 'cora-coverage', {})).toMatchObject({
      n: 0,
      brier: { mean: null },
      coverage: {
        logged: 3,
        scored: 0,
        possibilities: 1,
        reports: 1,
        assignedDeadline: 1,
        void: { 'condition-unmet': 1, moot: 0 },
        medianDaysToLog: 324,
      },
    })
    expect(await getPrediction(deps, possible.predictionId)).toMatchObject({
      scored: false,
      score: { verdict: expect.any(String) },
    })
    expect((await getPrediction(deps, voided.predictionId)).score).toBeNull()
    await expectScoresExact()
  })

  test('leaves out what was said after it had happened', async () => {
    const { claimId } = await logFor('Early Bird', { saidOn: '2026-01-02' })
    const late = await logFor('Late Comer', { claim: undefined, claimId, saidOn: '2026-04-01' })
    await settle(claimId, { outcome: 'true', occurredOn: '2026-03-01' })
    expect((await getPrediction(deps, late.predictionId)).scored).toBe(false)
    expect((await getAccuracy(deps, 'late-comer', {})).n).toBe(0)
    expect((await getAccuracy(deps, 'early-bird', {})).n).toBe(1)
    await expectScoresExact()
  })

  test('counts predictions logged on a claim that has already settled', async () => {
    const { claimId } = await logFor('First Voice')
    await settle(claimId, { outcome: 'false' })
    await logFor('Second Voice', { claim: undefined, claimId, probability: 0.2 })
    expect((await getAccuracy(deps, 'second-voice', {})).brier.mean).toBeCloseTo(0.04, 12)
    await expectScoresExact()
  })

  test('can be asked of one topic', async () => {
    const claim = (topic: string) => ({ statement: `Of ${topic}`, topics: [topic], dueBy: '2026-06-30' })
    const sun = await logFor('Tess Topics', { claim: claim('sun'), probability: 1 })
    const rain = await logFor('Tess Topics', { claim: claim('rain'), probability: 1 })
    await settle(sun.claimId, { outcome: 'true' })
    await settle(rain.claimId, { outcome: 'false' })
    expect((await getAccuracy(deps, 'tess-topics', { topic: 'sun' })).brier.mean).toBe(0)
    expect((await getAccuracy(deps, 'tess-topics', { topic: 'rain' })).brier.mean).toBe(1)
    expect((await getAccuracy(deps, 'tess-topics', {})).brier.mean).toBe(0.5)
    expect(await getAccuracy(deps, 'tess-topics', { topic: 'snow' })).toMatchObject({
      n: 0,
      coverage: { logged: 0 },
    })
  })
})

describe('hindsight', () => {
  test.each([
    ['the day it became impossible', { outcome: 'false', ruledOutOn: '2026-03-01' }, '2026-03-02'],
    ['the day it happened', { outcome: 'true', occurredOn: '2026-03-01' }, '2026-03-02'],
  ])('is no forecast: what was said after %s cannot be logged', async (_, terms, saidOn) => {
    const { claimId } = await logFor('Hilda Hindsight')
    await settle(claimId, terms)
    const late = logFor('Hilda Hindsight', { claim: undefined, claimId, saidOn, probability: 1 })
    await expect(late).rejects.toMatchObject({ members: { errors: [{ pointer: '#/saidOn' }] } })
  })
})

describe('the leaderboard', () => {
  test('ranks those with ten claims scored by mean Brier, and lists the others after them', async () => {
    for (const [name, probability] of [
      ['Rank Two', 0.6],
      ['Rank One', 0.9],
    ] as const) {
      for (let number = 0; number < 10; number++) {
        const { claimId } = await logFor(name, { probability })
        await settle(claimId, { outcome: 'true' })
      }
    }
    const one = await logFor('Many On One')
    for (let number = 0; number < 11; number++)
      await logFor('Many On One', { claim: undefined, claimId: one.claimId })
    await settle(one.claimId, { outcome: 'true' })

    const { items } = await listAccuracy(deps, {}, { limit: 100 })
    expect(items.slice(0, 2).map(({ pundit, rank }) => [pundit?.name, rank])).toEqual([
      ['Rank One', 1],
      ['Rank Two', 2],
    ])
    const many = items.find(({ pundit }) => pundit?.name === 'Many On One')
    expect(many).toMatchObject({ n: 12, effectiveN: 1, rank: null })
    expect(items.slice(2).every(({ rank }) => rank === null)).toBe(true)
  })

  test('is not moved by repeating a claim that turned out well', async () => {
    for (let number = 0; number < 10; number++) {
      const { claimId } = await logFor('Rita Repeat', { probability: number === 0 ? 1 : 0.1 })
      if (number === 0) {
        for (let again = 0; again < 30; again++)
          await logFor('Rita Repeat', { claim: undefined, claimId, probability: 1 })
      }
      await settle(claimId, { outcome: 'true' })
    }
    const { items } = await listAccuracy(deps, {}, { limit: 100 })
    expect(items.slice(0, 3).map(({ pundit }) => pundit?.name)).toEqual([
      'Rank One',
      'Rank Two',
      'Rita Repeat',
    ])
    expect(items[2]).toMatchObject({ n: 40, effectiveN: 10, rank: 3 })
  })

  test('gives every pundit once over its pages, in the same order', async () => {
    const whole = (await listAccuracy(deps, {}, { limit: 100 })).items.map(({ pundit }) => pundit?.slug)
    const paged: (string | undefined)[] = []
    let cursor: string | undefined
    do {
      const page = await listAccuracy(deps, {}, { limit: 3, cursor })
      paged.push(...page.items.map(({ pundit }) => pundit?.slug))
      cursor = page.next ?? undefined
    } while (cursor !== undefined)
    expect(paged).toEqual(whole)
  })
})
