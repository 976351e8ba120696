import { describe, expect, test } from 'vitest'
import { auditScores } from '../../src/accuracy/audit.ts'
import { getAccuracy } from '../../src/accuracy/read.ts'
import { disputeClaim } from '../../src/claims/dispute.ts'
import { fileEvidence } from '../../src/claims/file-evidence.ts'
import { mergeClaim } from '../../src/claims/merge.ts'
import { resolveClaim } from '../../src/claims/resolve.ts'
import { logPrediction } from '../../src/predictions/log.ts'
import { mergePundit } from '../../src/pundits/merge.ts'
import { anEvidence, aPrediction, testWorld } from '../world.ts'

const { db, deps } = testWorld()
const moderator = { ...deps, actor: 'mia', role: 'moderator' as const }

async function log(name: string, changes: Record<string, unknown> = {}) {
  return logPrediction(deps, aPrediction({ pundit: { name, kind: 'person' }, ...changes }))
}

async function resolve(claimId: string, outcome: 'true' | 'false') {
  const { evidenceId } = await fileEvidence(deps, claimId, anEvidence())
  await resolveClaim(deps, claimId, { outcome, rationale: 'By the record', evidenceIds: [evidenceId] })
}

async function expectNoDifference() {
  expect((await auditScores(db)).difference).toBeUndefined()
}

async function effectiveN(slug: string, topic?: string) {
  return (await getAccuracy(deps, slug, { topic })).effectiveN
}

describe('the records kept', () => {
  test('are right however many settle, dispute, log and restate for the same pundits at once', async () => {
    for (let round = 0; round < 12; round++) {
      const claims = await Promise.all(
        Array.from({ length: 5 }, async (_, at) => {
          const first = await log('Ann', { probability: at / 10 })
          await log('Bob', {
            claim: undefined,
            claimId: first.claimId,
            hedge: 'likely',
            probability: undefined,
          })
          return first
        }),
      )
      const [restated] = claims
      await Promise.all([
        ...claims.map(({ claimId }, at) => resolve(claimId, at % 2 === 0 ? 'true' : 'false')),
        log('Bob', { claim: undefined, claimId: claims[1]?.claimId }),
        log('Ann', { restatesId: restated?.predictionId }),
      ])
      const dispute = { reason: 'too-early', counterOutcome: 'open', rationale: 'Not yet' } as const
      await Promise.all([
        ...claims.slice(3).map(({ claimId }) => disputeClaim({ ...deps, actor: 'ben' }, claimId, dispute)),
        log('Ann', { claim: undefined, claimId: claims[4]?.claimId }),
      ])
      await expectNoDifference()
    }
    expect(await getAccuracy(deps, 'ann', {})).toMatchObject({ n: 36, coverage: { disputed: 36 } })
  })

  test('take what is joined by a restatement for one, also across a claim that is open and topics', async () => {
    const claim = (topic: string) => ({ statement: `Of ${topic}`, topics: [topic], dueBy: '2026-06-30' })
    const first = await log('Cleo', { claim: claim('sun') })
    const between = await log('Cleo', { claim: claim('fog'), restatesId: first.predictionId })
    const last = await log('Cleo', { claim: claim('sun'), restatesId: between.predictionId })
    const apart = await log('Cleo', { claim: claim('sun') })
    for (const { claimId } of [first, last, apart]) await resolve(claimId, 'true')
    expect(await effectiveN('cleo')).toBe(2)
    expect(await effectiveN('cleo', 'sun')).toBe(2)
    const today = { asOf: '2026-11-22', topic: 'sun' }
    expect((await getAccuracy(deps, 'cleo', today)).effectiveN).toBe(2)
    await expectNoDifference()
  })

  test('follow when two open claims turn out to be one, and join what their forecasts restate', async () => {
    const claim = { statement: 'Merged later', dueBy: '2026-06-30' }
    const [one, other] = [await log('Dora'), await log('Dora')]
    const again = await log('Dora', { claim, restatesId: one.predictionId })
    const other2 = await log('Dora', { claim, restatesId: other.predictionId })
    for (const { claimId } of [one, other]) await resolve(claimId, 'true')
    expect(await effectiveN('dora')).toBe(2)
    await mergeClaim(moderator, again.claimId, { claimId: other2.claimId, reason: 'The same' })
    expect(await effectiveN('dora')).toBe(1)
    await expectNoDifference()
  })

  test('of a merged pundit are gone, and those of the other hold both', async () => {
    for (const name of ['Eva', 'Evita']) await resolve((await log(name)).claimId, 'true')
    await mergePundit(moderator, 'eva', { slug: 'evita', reason: 'A short name' })
    expect(await getAccuracy(deps, 'evita', {})).toMatchObject({ pundit: { slug: 'eva' }, n: 2 })
    await expectNoDifference()
  })

  test('count several predictions of one claim once, and all of them in n', async () => {
    const { claimId } = await log('Flo', { probability: 0.9 })
    await log('Flo', { claim: undefined, claimId, probability: 0.5 })
    await resolve(claimId, 'true')
    const { n, effectiveN, brier } = await getAccuracy(deps, 'flo', {})
    expect({ n, effectiveN }).toEqual({ n: 2, effectiveN: 1 })
    expect(brier.mean).toBeCloseTo((0.01 + 0.25) / 2, 12)
    expect(brier.interval).toBeNull()
  })
})
