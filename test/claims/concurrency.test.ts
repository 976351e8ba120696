import { eq } from 'drizzle-orm'
import { beforeEach, describe, expect, test } from 'vitest'
import { correctClaim } from '../../src/claims/correct.ts'
import { disputeClaim } from '../../src/claims/dispute.ts'
import { mergeClaim } from '../../src/claims/merge.ts'
import { getClaim } from '../../src/claims/read.ts'
import { reopenClaim } from '../../src/claims/reopen.ts'
import { resolveClaim } from '../../src/claims/resolve.ts'
import { settleClaim } from '../../src/claims/settle.ts'
import { evidence, pundits } from '../../src/db/schema.ts'
import type { ActorDeps } from '../../src/deps.ts'
import { correctPrediction } from '../../src/predictions/correct.ts'
import { importPredictions } from '../../src/predictions/import.ts'
import { logPrediction } from '../../src/predictions/log.ts'
import { getPrediction } from '../../src/predictions/read.ts'
import { Problem } from '../../src/problem.ts'
import { mergePundit } from '../../src/pundits/merge.ts'
import { getPundit } from '../../src/pundits/read.ts'
import { expectExact, wrongScores } from '../exact.ts'
import { anEvidence, aPrediction, testWorld } from '../world.ts'

const { db, deps } = testWorld()
const ann = { ...deps, actor: 'ann' }
const ben = { ...deps, actor: 'ben' }
const carl = { ...deps, actor: 'carl' }
const mia = { ...deps, actor: 'mia', role: 'moderator' as const }
const moe = { ...deps, actor: 'moe', role: 'moderator' as const }

const rounds = 6
const rationale = 'By the record'

interface Made {
  claimId: string
  predictionId: string
  evidenceIds: string[]
}

/** For each round one claim a line, all logged at once by ann, each with one item of evidence to cite. */
function make<Lines extends Record<string, unknown>[]>(...lines: Lines) {
  return makeAs(ann, ...lines)
}

async function makeAs<Lines extends Record<string, unknown>[]>(
  who: ActorDeps,
  ...lines: Lines
): Promise<{ [Line in keyof Lines]: Made }[]> {
  const values = Array.from({ length: rounds }, (_, round) =>
    lines.map(({ conditionRef, ref, ...changes }) => ({
      ...aPrediction({ evidence: [anEvidence()], ...changes }),
      ...(ref !== undefined && { ref: `${ref} ${round}` }),
      ...(conditionRef !== undefined && { conditionRef: `${conditionRef} ${round}` }),
    })),
  ).flat()
  const report = await importPredictions(
    who,
    values.map((value, index) => ({ line: index + 1, value })),
  )
  const filed = await db.select({ id: evidence.id, claimId: evidence.claimId }).from(evidence)
  const evidenceOf = Map.groupBy(filed, item => item.claimId)
  const made = report.lines.map(({ claimId, predictionId }) => ({
    claimId,
    predictionId,
    evidenceIds: evidenceOf.get(claimId)?.map(item => item.id) ?? [],
  }))
  // `make` is given `lines.length` lines for each round, and the report has one for each of them.
  return Array.from(
    { length: rounds },
    (_, round) =>
      made.slice(round * lines.length, (round + 1) * lines.length) as { [Line in keyof Lines]: Made },
  )
}

/** What is said of a claim in the import that logs it. */
const cameTrue = { resolution: { outcome: 'true', rationale, evidence: [anEvidence()] } }

function resolve(who: ActorDeps, { claimId, evidenceIds }: Made, outcome: 'true' | 'false' = 'true') {
  return resolveClaim(who, claimId, { outcome, rationale, evidenceIds })
}

function dispute(who: ActorDeps, { claimId }: Made, resolutionId?: string) {
  const challenge = { counterOutcome: 'open', reason: 'too-early', rationale, resolutionId } as const
  return disputeClaim(who, claimId, challenge)
}

/** Runs both at once, the second first in every other round, and tells what became of each, in the order given. */
async function race<A, B>(round: number, first: () => Promise<A>, second: () => Promise<B>) {
  if (round % 2 === 0) return Promise.allSettled([first(), second()])
  const [b, a] = await Promise.allSettled([second(), first()])
  return [a, b] as const
}

function isDone<T>(result: PromiseSettledResult<T>): result is PromiseFulfilledResult<T> {
  return result.status === 'fulfilled'
}

function resultOf<T>(result: PromiseSettledResult<T>): T {
  if (isDone(result)) return result.value
  throw result.reason
}

function problemOf(result: PromiseSettledResult<unknown>): Problem {
  if (!isDone(result) && result.reason instanceof Problem) return result.reason
  throw new Error('It was to be refused with a Problem.', { cause: result })
}

/** The one of two that was done, and why the other was not. */
function oneOf<T>(results: readonly PromiseSettledResult<T>[]) {
  expect(results.filter(isDone)).toHaveLength(1)
  const lost = results.findIndex(result => !isDone(result))
  const [won] = results.filter(isDone)
  if (won === undefined) throw new Error('One was done.')
  return { value: won.value, problem: problemOf(results.at(lost) ?? won), lost }
}

/** What a refusal said of the claim is how the claim stands now. */
async function expectCurrent({ claimId }: Made, problem: Problem, type: string) {
  const { state, outcome, resolutionId, disputeId } = await getClaim(deps, claimId)
  expect(problem).toMatchObject({ type, status: 409, members: { state, outcome, resolutionId, disputeId } })
}

beforeEach(() => {
  return async () => expect(await db.execute(wrongScores)).toEqual([])
})

describe('two at once on one claim', () => {
  test('resolving: one stands, and the other is told which', async () => {
    for (const [round, [claim]] of (await make({})).entries()) {
      const results = await race(
        round,
        () => resolve(ann, claim, 'true'),
        () => resolve(ben, claim, 'false'),
      )
      const { value, problem, lost } = oneOf(results)
      const { outcome, resolutionId, history } = await getClaim(deps, claim.claimId)
      expect({ outcome, resolutionId }).toEqual({ outcome: lost === 0 ? 'false' : 'true', ...value })
      expect(history).toHaveLength(1)
      await expectCurrent(claim, problem, 'already-settled')
    }
  })

  test('resolving and disputing: what stands is disputed, or there was nothing yet to dispute', async () => {
    for (const [round, [claim]] of (await make({})).entries()) {
      const [resolved, disputed] = await race(
        round,
        () => resolve(ann, claim),
        () => dispute(ben, claim),
      )
      const { resolutionId } = resultOf(resolved)
      const now = await getClaim(deps, claim.claimId)
      expect(now).toMatchObject({ outcome: 'true', resolutionId })
      expect(now.disputeId).toBe(isDone(disputed) ? disputed.value.disputeId : null)
      if (isDone(disputed)) continue
      const none = { state: 'due', outcome: null, resolutionId: null, disputeId: null }
      expect(problemOf(disputed)).toMatchObject({ type: 'not-settled', status: 409, members: none })
    }
  })

  test('disputing: one is pending, and the other is told which', async () => {
    for (const [round, [claim]] of (await make(cameTrue)).entries()) {
      const results = await race(
        round,
        () => dispute(ben, claim),
        () => dispute(carl, claim),
      )
      const { value, problem } = oneOf(results)
      expect((await getClaim(deps, claim.claimId)).disputeId).toBe(value.disputeId)
      await expectCurrent(claim, problem, 'already-disputed')
    }
  })

  test('settling: one decision is made, and the other is told what stands', async () => {
    for (const [round, [claim]] of (await make(cameTrue)).entries()) {
      const { disputeId } = await dispute(ben, claim)
      const results = await race(
        round,
        () => settleClaim(mia, claim.claimId, { decision: 'upheld', rationale, disputeId }),
        () => settleClaim(moe, claim.claimId, { decision: 'overturned', rationale, disputeId }),
      )
      const { value, problem, lost } = oneOf(results)
      const { history, ...now } = await getClaim(deps, claim.claimId)
      expect(now).toMatchObject(
        lost === 0 ? { outcome: null } : { outcome: 'true', resolutionId: value.settlementId },
      )
      expect(history.map(({ type }) => type)).toEqual(['resolution', 'dispute', 'settlement'])
      await expectCurrent(claim, problem, 'not-disputed')
    }
  })

  test.each(['upheld', 'overturned'] as const)(
    'settling as %s and reopening what was disputed: the settlement is made, the reopening refused',
    async decision => {
      for (const [round, [claim]] of (await make(cameTrue)).entries()) {
        const { resolutionId } = await getClaim(deps, claim.claimId)
        const { disputeId } = await dispute(ben, claim)
        const meant = { reason: 'It cannot stand', resolutionId: resolutionId ?? '' }
        const [settled, reopened] = await race(
          round,
          () => settleClaim(mia, claim.claimId, { decision, rationale, disputeId }),
          () => reopenClaim(moe, claim.claimId, meant),
        )
        const { settlementId } = resultOf(settled)
        const now = await getClaim(deps, claim.claimId)
        expect(now.resolutionId).toBe(decision === 'upheld' ? settlementId : null)
        const problem = problemOf(reopened)
        if (problem.type === 'already-disputed') {
          expect(problem.members).toMatchObject({
            state: 'disputed',
            outcome: 'true',
            resolutionId,
            disputeId,
          })
        } else await expectCurrent(claim, problem, decision === 'upheld' ? 'overtaken' : 'not-settled')
      }
    },
  )

  test('disputing and reopening what both saw: one is done, and the other is told what stands', async () => {
    for (const [round, [claim]] of (await makeAs(mia, cameTrue)).entries()) {
      const { resolutionId } = await getClaim(deps, claim.claimId)
      if (resolutionId === null) throw new Error('It was resolved in the import.')
      const [disputed, reopened] = await race<object, object>(
        round,
        () => dispute(ben, claim, resolutionId),
        () => reopenClaim(mia, claim.claimId, { reason: 'It cannot stand', resolutionId }),
      )
      const { problem, lost } = oneOf([disputed, reopened])
      await expectCurrent(claim, problem, lost === 0 ? 'not-settled' : 'already-disputed')
      expect((await getClaim(deps, claim.claimId)).outcome).toBe(lost === 0 ? null : 'true')
    }
  })

  test('resolving and correcting its wording: both, or the correction is refused as it is settled', async () => {
    for (const [round, [claim]] of (await make({})).entries()) {
      const statement = `Corrected in round ${round}`
      const [resolved, corrected] = await race(
        round,
        () => resolve(ann, claim),
        () => correctClaim(mia, claim.claimId, { statement, reason: 'A slip' }),
      )
      resultOf(resolved)
      const now = await getClaim(deps, claim.claimId)
      const types = now.history.map(({ type }) => type)
      if (isDone(corrected)) {
        expect(now).toMatchObject({ statement, outcome: 'true' })
        expect(types).toEqual(['correction', 'resolution'])
      } else {
        const { outcome, resolutionId } = now
        const members = { outcome, resolutionId }
        expect(problemOf(corrected)).toMatchObject({ type: 'frozen', status: 409, members })
        expect(now.statement).not.toBe(statement)
        expect(types).toEqual(['resolution'])
      }
    }
  })

  test('resolving and correcting a probability: the score is of the one that stands', async () => {
    for (const [round, [claim]] of (await make({})).entries()) {
      const [resolved, corrected] = await race(
        round,
        () => resolve(ann, claim),
        () => correctPrediction(mia, claim.predictionId, { probability: 0.2, reason: 'A slip' }),
      )
      resultOf(resolved)
      const { probability, score, corrections } = await getPrediction(deps, claim.predictionId)
      if (isDone(corrected)) {
        expect([probability.value, corrections.length]).toEqual([0.2, 1])
        expect(score?.brier).toBeCloseTo(0.64, 12)
      } else {
        expect(problemOf(corrected)).toMatchObject({ type: 'frozen', status: 409 })
        expect([probability.value, corrections.length]).toEqual([0.7, 0])
        expect(score?.brier).toBeCloseTo(0.09, 12)
      }
    }
  })

  test('correcting the same version of a claim: one is made, and the other is told that it is overtaken', async () => {
    for (const [round, [{ claimId }]] of (await make({})).entries()) {
      const { entryId: seen } = await getClaim(deps, claimId)
      const [one, other] = [`One in round ${round}`, `Other in round ${round}`]
      const results = await race(
        round,
        () => correctClaim(mia, claimId, { statement: one, reason: 'A slip', seen }),
        () => correctClaim(moe, claimId, { statement: other, reason: 'A slip', seen }),
      )
      const { problem, lost } = oneOf(results)
      expect(problem).toMatchObject({ type: 'overtaken', status: 409 })
      const { statement, history } = await getClaim(deps, claimId)
      expect([statement, history.length]).toEqual([lost === 0 ? other : one, 1])
    }
  })

  test('correcting the same words of a prediction: both are kept, one after the other', async () => {
    for (const [round, [{ predictionId }]] of (await make({})).entries()) {
      const results = await race(
        round,
        () => correctPrediction(ann, predictionId, { probability: 0.1, reason: 'A slip' }),
        () => correctPrediction(mia, predictionId, { probability: 0.9, reason: 'A slip' }),
      )
      const { probability, corrections } = await getPrediction(deps, predictionId)
      const values = corrections.map(({ before, after }) => [
        before.probability?.value,
        after.probability?.value,
      ])
      if (results.every(isDone)) {
        expect(values).toEqual([
          [0.7, 0.1],
          [0.1, 0.9],
        ])
      } else {
        const { problem, lost } = oneOf(results)
        expect([problem.type, lost]).toEqual(['correction-closed', 0])
        expect(values).toEqual([[0.7, 0.9]])
      }
      expect(probability.value).toBe(0.9)
    }
  })
})

describe('a condition and a dependant at once', () => {
  const pair = [{ ref: 'condition' }, { conditionRef: 'condition' }] as const

  test('both come true: the condition does, and the dependant does or is told to wait', async () => {
    for (const [round, [condition, dependant]] of (await make(...pair)).entries()) {
      const [first, second] = await race(
        round,
        () => resolve(ann, condition),
        () => resolve(ben, dependant),
      )
      resultOf(first)
      const now = await getClaim(deps, dependant.claimId)
      if (isDone(second)) {
        expect(now).toMatchObject({ outcome: 'true', ...second.value })
      } else {
        expect(problemOf(second).members.condition).toMatchObject({
          claimId: condition.claimId,
          outcome: null,
        })
        await expectCurrent(dependant, problemOf(second), 'condition-pending')
      }
    }
  })

  test('the condition fails while the dependant is said to have come true: that is refused, and it is void', async () => {
    for (const [round, [condition, dependant]] of (await make(...pair)).entries()) {
      const [first, second] = await race(
        round,
        () => resolve(ann, condition, 'false'),
        () => resolve(ben, dependant),
      )
      resultOf(first)
      expect(await getClaim(deps, dependant.claimId)).toMatchObject({
        outcome: 'void',
        voidReason: 'condition-unmet',
      })
      const problem = problemOf(second)
      if (problem.type === 'condition-pending') {
        expect(problem.members).toMatchObject({ outcome: null, condition: { outcome: null } })
      } else await expectCurrent(dependant, problem, 'already-settled')
    }
  })

  test('the condition fails while the dependant is declared void: it is void once, by the one or the other', async () => {
    for (const [round, [condition, dependant]] of (await make(...pair)).entries()) {
      const [first, second] = await race(
        round,
        () => resolve(ann, condition, 'false'),
        () => resolveClaim(ben, dependant.claimId, { outcome: 'void', voidReason: 'moot', rationale }),
      )
      resultOf(first)
      const { history, voidReason } = await getClaim(deps, dependant.claimId)
      expect(history.map(({ type }) => type)).toEqual([isDone(second) ? 'resolution' : 'voiding'])
      expect(voidReason).toBe(isDone(second) ? 'moot' : 'condition-unmet')
      if (!isDone(second)) await expectCurrent(dependant, problemOf(second), 'already-settled')
    }
  })

  test('a dependant is logged while the condition fails: it is void, early or late', async () => {
    for (const [round, [condition]] of (await make({})).entries()) {
      const input = aPrediction()
      const claim = { ...input.claim, conditionClaimId: condition.claimId }
      const [failed, logged] = await race(
        round,
        () => resolve(ann, condition, 'false'),
        () => logPrediction(ben, { ...input, claim }),
      )
      resultOf(failed)
      const { claimId } = resultOf(logged)
      const now = await getClaim(deps, claimId)
      expect(now).toMatchObject({ outcome: 'void', voidReason: 'condition-unmet' })
      expect(now.history).toMatchObject([
        { type: 'voiding', conditionClaimId: condition.claimId, stands: true },
      ])
    }
  })

  test('a dependant is logged while the failed condition is reopened: it stays open or reopens', async () => {
    for (const [round, [condition]] of (await make({})).entries()) {
      await resolve(mia, condition, 'false')
      const input = aPrediction()
      const claim = { ...input.claim, conditionClaimId: condition.claimId }
      const [reopened, logged] = await race(
        round,
        () => reopenClaim(mia, condition.claimId, { reason: 'Too early' }),
        () => logPrediction(ben, { ...input, claim }),
      )
      resultOf(reopened)
      const { history, outcome } = await getClaim(deps, resultOf(logged).claimId)
      expect(outcome).toBeNull()
      expect([[], ['voiding', 'reopening']]).toContainEqual(history.map(({ type }) => type))
    }
  })

  test('the condition falls while the dependant is disputed: the dependant follows, and no dispute is left', async () => {
    const made = await make({ ref: 'condition', ...cameTrue }, { conditionRef: 'condition', ...cameTrue })
    for (const [round, [condition, dependant]] of made.entries()) {
      const { disputeId } = await dispute(ben, condition)
      const overturned = { decision: 'overturned', outcome: round % 4 < 2 ? 'open' : 'false' } as const
      const [settled, disputed] = await race(
        round,
        () =>
          settleClaim(mia, condition.claimId, {
            ...overturned,
            disputeId,
            rationale,
            evidenceIds: condition.evidenceIds,
          }),
        () => dispute(ben, dependant),
      )
      resultOf(settled)
      const { history, ...now } = await getClaim(deps, dependant.claimId)
      const falls = overturned.outcome === 'open' ? 'reopening' : 'voiding'
      expect(now).toMatchObject({ outcome: falls === 'voiding' ? 'void' : null, disputeId: null })
      const early = isDone(disputed) ? ['dispute'] : []
      expect(history.map(({ type }) => type)).toEqual(['resolution', ...early, falls])
      if (!isDone(disputed)) {
        const type = falls === 'voiding' ? 'follows-condition' : 'not-settled'
        await expectCurrent(dependant, problemOf(disputed), type)
      }
    }
  })

  test('both ends of a chain are resolved: nothing below a failed claim is left alive', async () => {
    const made = await make({ ref: 'a' }, { ref: 'b', conditionRef: 'a' }, { ref: 'c', conditionRef: 'b' })
    for (const [round, [a, b, c]] of made.entries()) {
      const [first, second] = await race(
        round,
        () => resolve(ann, a, 'false'),
        () => resolveClaim(ben, b.claimId, { outcome: 'void', voidReason: 'moot', rationale }),
      )
      resultOf(first)
      const { voidReason } = await getClaim(deps, b.claimId)
      expect(voidReason).toBe(isDone(second) ? 'moot' : 'condition-unmet')
      const last = await getClaim(deps, c.claimId)
      expect(last).toMatchObject({ outcome: 'void', voidReason: 'condition-unmet' })
      expect(last.history).toHaveLength(1)
    }
  })
})

describe('a merge of claims and at once', () => {
  test('a prediction logged on the claim that goes: it is of the one that stays', async () => {
    for (const [round, [into, going]] of (await make({}, {})).entries()) {
      const [merged, logged] = await race(
        round,
        () => mergeClaim(mia, into.claimId, { claimId: going.claimId, reason: 'The same' }),
        () => logPrediction(ben, aPrediction({ claim: undefined, claimId: going.claimId })),
      )
      resultOf(merged)
      const { predictionId } = resultOf(logged)
      expect((await getPrediction(deps, predictionId)).claimId).toBe(into.claimId)
      const { predictions } = await getClaim(deps, going.claimId)
      expect(predictions.map(({ id }) => id).sort()).toEqual(
        [into.predictionId, going.predictionId, predictionId].sort(),
      )
    }
  })

  test('a dependant logged on the claim that goes: it depends on the one that stays', async () => {
    for (const [round, [into, going]] of (await make({}, {})).entries()) {
      const input = aPrediction()
      const claim = { ...input.claim, conditionClaimId: going.claimId }
      const [merged, logged] = await race(
        round,
        () => mergeClaim(mia, into.claimId, { claimId: going.claimId, reason: 'The same' }),
        () => logPrediction(ben, { ...input, claim }),
      )
      resultOf(merged)
      const { condition } = await getClaim(deps, resultOf(logged).claimId)
      expect(condition?.claimId).toBe(into.claimId)
    }
  })

  test('a resolution of the claim that goes: it is of the one that stays, or the merge is refused', async () => {
    for (const [round, [into, going]] of (await make({}, {})).entries()) {
      const [merged, resolved] = await race(
        round,
        () => mergeClaim(mia, into.claimId, { claimId: going.claimId, reason: 'The same' }),
        () => resolve(ben, going),
      )
      const { resolutionId } = resultOf(resolved)
      const now = await getClaim(deps, going.claimId)
      expect(now).toMatchObject({ outcome: 'true', resolutionId })
      expect(now.id).toBe(isDone(merged) ? into.claimId : going.claimId)
      if (isDone(merged)) continue
      await expectCurrent(into, problemOf(merged), 'cannot-merge')
      expect(problemOf(merged).members.other).toMatchObject({
        claimId: going.claimId,
        outcome: 'true',
        resolutionId,
      })
    }
  })

  test('a resolution of the claim that stays: what was of the other is scored with it', async () => {
    for (const [round, [into, going]] of (await make({}, {})).entries()) {
      const [merged, resolved] = await race(
        round,
        () => mergeClaim(mia, into.claimId, { claimId: going.claimId, reason: 'The same' }),
        () => resolve(ben, into, 'false'),
      )
      resultOf(merged)
      resultOf(resolved)
      const { predictions } = await getClaim(deps, into.claimId)
      expect(predictions).toHaveLength(2)
      for (const { score } of predictions) expect(score?.brier).toBeCloseTo(0.49, 12)
    }
  })

  test('the same merge the other way round: one is made, and the other is refused', async () => {
    for (const [round, [one, other]] of (await make({}, {})).entries()) {
      const results = await race(
        round,
        () => mergeClaim(mia, one.claimId, { claimId: other.claimId, reason: 'The same' }),
        () => mergeClaim(moe, other.claimId, { claimId: one.claimId, reason: 'The same' }),
      )
      const { value, problem } = oneOf(results)
      expect((await getClaim(deps, one.claimId)).id).toBe(value.claimId)
      expect((await getClaim(deps, other.claimId)).id).toBe(value.claimId)
      await expectCurrent(one, problem, 'cannot-merge')
    }
  })
})

describe('a merge of pundits and at once', () => {
  const byName = (name: string) => ({ pundit: { name, kind: 'person' } })

  test.each(['name', 'punditId'])(
    'a prediction logged by the %s of the one who goes: it is of the one who stays',
    async by => {
      for (let round = 0; round < rounds; round++) {
        const [stays, goes] = [`Stays ${by} ${round}`, `Goes ${by} ${round}`]
        await logPrediction(ann, aPrediction(byName(stays)))
        await logPrediction(ann, aPrediction(byName(goes)))
        const [into, going] = [`stays-${by.toLowerCase()}-${round}`, `goes-${by.toLowerCase()}-${round}`]
        const [row] = await db.select({ id: pundits.id }).from(pundits).where(eq(pundits.slug, going))
        const asked = by === 'name' ? { pundit: { name: goes } } : { pundit: undefined, punditId: row?.id }
        const [merged, logged] = await race(
          round,
          () => mergePundit(mia, into, { slug: going, reason: 'The same' }),
          () => logPrediction(ben, aPrediction(asked)),
        )
        resultOf(merged)
        const prediction = await getPrediction(deps, resultOf(logged).predictionId)
        expect(prediction.pundit.slug).toBe(into)
        expect(await getPundit(deps, going)).toMatchObject({
          slug: into,
          aliases: [goes],
          predictionCount: 3,
        })
      }
    },
  )

  test('a resolution that scores what the one who goes said: the score is of the one who stays', async () => {
    const made = await make({}, {})
    for (const [round, [into, going]] of made.entries()) {
      const [stays, goes] = await Promise.all(
        [into, going].map(async ({ predictionId }) => (await getPrediction(deps, predictionId)).pundit.slug),
      )
      const [merged, resolved] = await race(
        round,
        () => mergePundit(mia, stays ?? '', { slug: goes ?? '', reason: 'The same' }),
        () => resolve(ben, going),
      )
      resultOf(merged)
      resultOf(resolved)
      expect(await getPrediction(deps, going.predictionId)).toMatchObject({
        pundit: { slug: stays },
        scored: true,
      })
    }
  })

  test('the same merge the other way round: one is made, and the other is refused', async () => {
    for (const [round, [one, other]] of (await make({}, {})).entries()) {
      const [a, b] = await Promise.all(
        [one, other].map(async ({ predictionId }) => (await getPrediction(deps, predictionId)).pundit.slug),
      )
      const results = await race(
        round,
        () => mergePundit(mia, a ?? '', { slug: b ?? '', reason: 'The same' }),
        () => mergePundit(moe, b ?? '', { slug: a ?? '', reason: 'The same' }),
      )
      const { value, problem } = oneOf(results)
      expect(problem).toMatchObject({ type: 'cannot-merge', status: 409 })
      for (const slug of [a, b]) expect((await getPundit(deps, slug ?? '')).slug).toBe(value.slug)
    }
  })
})

test('after all of that the scores are exact, and the ledger replayed gives the same rows', () =>
  expectExact(db))
