import { describe, expect, test } from 'vitest'
import { getAccuracy } from '../../src/accuracy/read.ts'
import { ResolveClaim } from '../../src/claims/claim.ts'
import { correctClaim } from '../../src/claims/correct.ts'
import { CorrectClaim } from '../../src/claims/correction-and-merge.ts'
import { disputeClaim } from '../../src/claims/dispute.ts'
import { DisputeClaim } from '../../src/claims/dispute-and-settlement.ts'
import { fileEvidence } from '../../src/claims/file-evidence.ts'
import { mergeClaim } from '../../src/claims/merge.ts'
import { getClaim, listClaims, listDue, listLatelySettled } from '../../src/claims/read.ts'
import { reopenClaim } from '../../src/claims/reopen.ts'
import { resolveClaim } from '../../src/claims/resolve.ts'
import { settleClaim } from '../../src/claims/settle.ts'
import { entries } from '../../src/db/schema.ts'
import type { ActorDeps } from '../../src/deps.ts'
import { importPredictions } from '../../src/predictions/import.ts'
import { logPrediction } from '../../src/predictions/log.ts'
import { getPrediction, listPredictions } from '../../src/predictions/read.ts'
import { expectExact, refusal } from '../exact.ts'
import { anEvidence, aPrediction, keyOf, testWorld } from '../world.ts'

const { db, deps, app, get, post } = testWorld()
const ann = { ...deps, actor: 'ann' }
const ben = { ...deps, actor: 'ben' }
const mia = { ...deps, actor: 'mia', role: 'moderator' as const }
const owner = { ...deps, actor: 'owner', role: 'owner' as const }

const nobody = '01890a5d-ac96-774b-bcce-b302099a8057'
let count = 0

/** A claim, due on 2026-06-30, that a pundit of its own gave 70 %; with evidence to cite. */
async function aClaim(claim: Record<string, unknown> = {}, changes: Record<string, unknown> = {}) {
  count++
  const pundit = { name: `Merged Voice ${count}`, kind: 'person' }
  const input = aPrediction({ pundit, probability: 0.7, ...changes })
  const { claimId, predictionId } = await logPrediction(ann, {
    ...input,
    claim: { ...input.claim, ...claim },
  })
  const { evidenceId } = await fileEvidence(ann, claimId, anEvidence())
  return { claimId, predictionId, evidenceIds: [evidenceId], slug: `merged-voice-${count}` }
}
type AClaim = Awaited<ReturnType<typeof aClaim>>

async function resolve(
  { claimId, evidenceIds }: AClaim,
  terms: Record<string, unknown> = { outcome: 'true' },
  who: ActorDeps = ann,
) {
  const input = ResolveClaim.parse({ rationale: 'By the record', evidenceIds, ...terms })
  return (await resolveClaim(who, claimId, input)).resolutionId
}

async function dispute({ claimId }: AClaim) {
  const challenge = { counterOutcome: 'open', reason: 'too-early', rationale: 'So' } as const
  return (await disputeClaim(ben, claimId, challenge)).disputeId
}

async function merge(into: { claimId: string }, going: { claimId: string }, who: ActorDeps = mia) {
  return mergeClaim(who, into.claimId, { claimId: going.claimId, reason: 'The same thing' })
}

async function brierOf({ predictionId }: AClaim) {
  return (await getPrediction(deps, predictionId)).score?.brier
}

const duplicate = { outcome: 'void', voidReason: 'duplicate' }

describe('a claim merged into another', () => {
  test('brings its predictions and evidence along, and both are told in one history', async () => {
    const into = await aClaim()
    const going = await aClaim({}, { saidOn: '2026-01-05' })
    await correctClaim(
      ann,
      going.claimId,
      CorrectClaim.parse({ statement: 'Twice worded', reason: 'A slip' }),
    )
    const resolutionId = await resolve(going, duplicate)
    const { mergeId, claimId } = await merge(into, going)
    expect(claimId).toBe(into.claimId)
    const { history, ...now } = await getClaim(deps, into.claimId)
    expect(now).toMatchObject({ state: 'due', outcome: null, resolutionId: null, predictionCount: 2 })
    expect(now.predictions.map(({ id }) => id)).toEqual([into.predictionId, going.predictionId])
    expect(now.predictions.every(prediction => prediction.claimId === into.claimId)).toBe(true)
    expect(now.evidence.map(({ id }) => id)).toEqual([...into.evidenceIds, ...going.evidenceIds])
    expect(history).toMatchObject([
      { type: 'correction', after: { statement: 'Twice worded' }, claimId: going.claimId },
      {
        type: 'resolution',
        id: resolutionId,
        voidReason: 'duplicate',
        stands: false,
        claimId: going.claimId,
      },
      {
        type: 'merge',
        id: mergeId,
        mergedId: going.claimId,
        merged: { id: going.claimId, statement: 'Twice worded', criteria: 'By the record of things' },
        reason: 'The same thing',
        claimId: into.claimId,
        by: 'mia',
      },
    ])
    expect(await getClaim(deps, going.claimId)).toEqual({ ...now, history })
  })

  test('brings along the claims that depend on it', async () => {
    const into = await aClaim()
    const going = await aClaim()
    const dependant = await aClaim({ conditionClaimId: going.claimId })
    await merge(into, going)
    expect((await getClaim(deps, dependant.claimId)).condition).toMatchObject({ claimId: into.claimId })
    expect((await getClaim(deps, into.claimId)).dependants.map(({ id }) => id)).toEqual([dependant.claimId])
    await resolve(into, { outcome: 'false' })
    expect(await getClaim(deps, dependant.claimId)).toMatchObject({
      outcome: 'void',
      voidReason: 'condition-unmet',
    })
  })

  test.each([
    ['is settled', { outcome: 'true' }, undefined, 0.09, 'pending'],
    ['has failed', { outcome: 'false' }, undefined, 0.49, 'unmet'],
    ['has come true in part', { outcome: 'partial', share: 0.5 }, undefined, 0.29, 'pending'],
    ['is settled, as is the one merged', { outcome: 'true' }, { outcome: 'true' }, 0.09, 'pending'],
    ['has failed, as has the one merged', { outcome: 'false' }, { outcome: 'false' }, 0.49, 'unmet'],
    ['is settled, and the other a duplicate', { outcome: 'true' }, duplicate, 0.09, 'reopened'],
    ['has failed, and the other is a duplicate', { outcome: 'false' }, duplicate, 0.49, 'unmet'],
    ['is open, and the other a duplicate', undefined, duplicate, undefined, 'reopened'],
    ['is void', { outcome: 'void', voidReason: 'moot' }, undefined, undefined, 'unmet'],
  ])(
    'is scored as the one it is merged into, which %s; dependants follow',
    async (_, stands, went, brier, dependant) => {
      const [into, going] = [await aClaim(), await aClaim()]
      const below = await aClaim({ conditionClaimId: going.claimId })
      if (stands !== undefined) await resolve(into, stands)
      if (went !== undefined) await resolve(going, went)
      await merge(into, going)
      for (const claim of [into, going]) {
        if (brier === undefined) expect(await brierOf(claim)).toBeUndefined()
        else expect(await brierOf(claim)).toBeCloseTo(brier, 12)
      }
      expect(await getAccuracy(deps, going.slug, {})).toMatchObject({ n: brier === undefined ? 0 : 1 })
      const after = await getClaim(deps, below.claimId)
      expect(after).toMatchObject(
        dependant === 'unmet'
          ? { outcome: 'void', voidReason: 'condition-unmet' }
          : { state: 'due', outcome: null },
      )
      const types = { pending: [], unmet: ['voiding'], reopened: ['voiding', 'reopening'] }[dependant]
      expect(after.history.map(({ type }) => type)).toEqual(types)
    },
  )

  test('is rather the one that is open: what was settled below the other stays settled', async () => {
    const [into, going] = [await aClaim(), await aClaim()]
    await resolve(going)
    const below = await aClaim({ conditionClaimId: going.claimId })
    await resolve(below)
    expect(await refusal(db, () => merge(into, going))).toMatchObject({ type: 'cannot-merge' })
    await merge(going, into)
    expect(await brierOf(below)).toBeCloseTo(0.09, 12)
  })

  test('counts as one claim with the other in a pundit’s figures', async () => {
    const pundit = { name: 'Twice Asked', kind: 'person' }
    const [into, going] = [await aClaim({}, { pundit }), await aClaim({}, { pundit, probability: 0.2 })]
    await resolve(into)
    await resolve(going)
    expect(await getAccuracy(deps, 'twice-asked', {})).toMatchObject({ n: 2, effectiveN: 2 })
    await merge(into, going)
    const { brier, ...now } = await getAccuracy(deps, 'twice-asked', {})
    expect(now).toMatchObject({ n: 2, effectiveN: 1, coverage: { logged: 2, scored: 2 } })
    expect(brier.mean).toBeCloseTo((0.09 + 0.64) / 2, 12)
  })

  test('is in no list any more', async () => {
    const topic = 'listed-once'
    const condition = await aClaim({ topics: ['held'] })
    const made: AClaim[] = []
    for (const dueBy of ['2026-06-30', '2027-06-30']) {
      const claim = { topics: [topic], dueBy, conditionClaimId: condition.claimId }
      const [into, going] = [await aClaim(claim), await aClaim(claim)]
      await merge(into, going)
      made.push(into)
    }
    const ids = made.map(({ claimId }) => claimId)
    const page = { limit: 100 }
    expect((await listClaims(deps, { topic }, page)).items.map(({ id }) => id)).toEqual(ids)
    expect((await listClaims(deps, { topic }, page)).items.map(one => one.predictionCount)).toEqual([2, 2])
    expect((await listDue(deps, { topic }, page)).waiting.map(({ id }) => id)).toEqual(ids)
    expect((await getClaim(deps, condition.claimId)).dependants.map(({ id }) => id)).toEqual(ids)
    const [into, going] = [await aClaim(), await aClaim()]
    await resolve(into)
    await resolve(going)
    await merge(into, going)
    const lately = (await listLatelySettled(deps, 100)).map(({ id }) => id)
    expect(lately).toContain(into.claimId)
    expect(lately).not.toContain(going.claimId)
  })

  test('leads to the last of a chain of merges, whichever way round they were made', async () => {
    const [a, b, c, d] = [await aClaim(), await aClaim(), await aClaim(), await aClaim()]
    await merge(b, a)
    await merge(c, b)
    await merge({ claimId: a.claimId }, d)
    for (const { claimId } of [a, b, c, d]) {
      const claim = await getClaim(deps, claimId)
      expect(claim.id).toBe(c.claimId)
      expect(claim.predictionCount).toBe(4)
      expect(claim.history.map(item => item.type === 'merge' && item.mergedId)).toEqual([
        a.claimId,
        b.claimId,
        d.claimId,
      ])
    }
    await resolve(a, { outcome: 'false' })
    for (const claim of [a, b, c, d]) expect(await brierOf(claim)).toBeCloseTo(0.49, 12)
  })
})

describe('a merge', () => {
  const condition = 'It rains'

  test.each<[string, RegExp, () => Promise<[{ claimId: string }, { claimId: string }]>]>([
    [
      'with itself',
      /with itself/,
      async () => {
        const claim = await aClaim()
        return [claim, claim]
      },
    ],
    [
      'with what it was merged into before',
      /with itself/,
      async () => {
        const [into, going] = [await aClaim(), await aClaim()]
        await merge(into, going)
        return [into, going]
      },
    ],
    [
      'of claims of other deadlines',
      /deadlines/,
      async () => [await aClaim(), await aClaim({ dueBy: '2026-06-29' })],
    ],
    [
      'of claims of other strict deadlines',
      /deadlines/,
      async () => [await aClaim(), await aClaim({ dueByStrict: '2026-06-29', dueBasis: 'inferred' })],
    ],
    [
      'with its condition',
      /depends on the other/,
      async () => {
        const first = await aClaim()
        return [first, await aClaim({ conditionClaimId: first.claimId })]
      },
    ],
    [
      'of its condition',
      /depends on the other/,
      async () => {
        const first = await aClaim()
        return [await aClaim({ conditionClaimId: first.claimId }), first]
      },
    ],
    [
      'with the condition of its condition',
      /conditions/,
      async () => {
        const first = await aClaim()
        const second = await aClaim({ conditionClaimId: first.claimId })
        return [first, await aClaim({ conditionClaimId: second.claimId })]
      },
    ],
    [
      'of one with a condition and one without',
      /conditions/,
      async () => [await aClaim({ condition }), await aClaim()],
    ],
    [
      'of claims of other conditions in words',
      /conditions/,
      async () => [await aClaim({ condition }), await aClaim({ condition: 'It snows' })],
    ],
    [
      'of claims of other claims as conditions',
      /conditions/,
      async () => {
        const [one, other] = [await aClaim(), await aClaim()]
        return [
          await aClaim({ conditionClaimId: one.claimId }),
          await aClaim({ conditionClaimId: other.claimId }),
        ]
      },
    ],
    [
      'into a disputed claim',
      /disputed/,
      async () => {
        const [one, other] = [await aClaim(), await aClaim()]
        await resolve(one)
        await dispute(one)
        return [one, other]
      },
    ],
    [
      'of a disputed claim',
      /disputed/,
      async () => {
        const [one, other] = [await aClaim(), await aClaim()]
        await resolve(other, duplicate)
        await dispute(other)
        return [one, other]
      },
    ],
    [
      'of a settled claim into one that is not',
      /merge this one into the other/,
      async () => {
        const [one, other] = [await aClaim(), await aClaim()]
        await resolve(other)
        return [one, other]
      },
    ],
    [
      'of a claim that is void, though not as a duplicate, into one that is not settled',
      /merge this one into the other/,
      async () => {
        const [one, other] = [await aClaim(), await aClaim()]
        await resolve(other, { outcome: 'void', voidReason: 'moot' })
        return [one, other]
      },
    ],
    [
      'of claims with other outcomes',
      /differently/,
      async () => {
        const [one, other] = [await aClaim(), await aClaim()]
        await resolve(one)
        await resolve(other, { outcome: 'false' })
        return [one, other]
      },
    ],
    [
      'of claims that came true on other days',
      /differently/,
      async () => {
        const [one, other] = [await aClaim(), await aClaim()]
        await resolve(one, { outcome: 'true', occurredOn: '2026-03-01' })
        await resolve(other, { outcome: 'true', occurredOn: '2026-03-02' })
        return [one, other]
      },
    ],
    [
      'of claims that became impossible on other days',
      /differently/,
      async () => {
        const [one, other] = [await aClaim(), await aClaim()]
        await resolve(one, { outcome: 'false', ruledOutOn: '2026-03-01' })
        await resolve(other, { outcome: 'false' })
        return [one, other]
      },
    ],
    [
      'of claims that are void for other reasons',
      /differently/,
      async () => {
        const [one, other] = [await aClaim(), await aClaim()]
        await resolve(one, { outcome: 'void', voidReason: 'moot' })
        await resolve(other, { outcome: 'void', voidReason: 'ambiguous' })
        return [one, other]
      },
    ],
    [
      'of claims that came true in other parts',
      /differently/,
      async () => {
        const [one, other] = [await aClaim(), await aClaim()]
        await resolve(one, { outcome: 'partial', share: 0.5 })
        await resolve(other, { outcome: 'partial', share: 0.4 })
        return [one, other]
      },
    ],
  ])('%s is refused', async (_what, detail, make) => {
    const [into, going] = await make()
    const [one, other] = [await getClaim(deps, into.claimId), await getClaim(deps, going.claimId)]
    const stateOf = ({ state, outcome, resolutionId, disputeId }: typeof one) => ({
      state,
      outcome,
      resolutionId,
      disputeId,
    })
    expect(await refusal(db, () => merge(into, going))).toMatchObject({
      type: 'cannot-merge',
      status: 409,
      detail: expect.stringMatching(detail),
      members: { ...stateOf(one), other: { claimId: other.id, ...stateOf(other) } },
    })
  })

  test('is made of claims under one condition, in words that read the same or another claim', async () => {
    const worded = [
      await aClaim({ condition: 'It  “rains”' }),
      await aClaim({ condition: 'it "rains"' }),
    ] as const
    const first = await aClaim()
    const { claimId: conditionClaimId } = first
    const linked = [await aClaim({ conditionClaimId }), await aClaim({ conditionClaimId })] as const
    for (const [into, going] of [worded, linked]) {
      await merge(into, going)
      expect((await getClaim(deps, going.claimId)).id).toBe(into.claimId)
    }
  })

  test('is for moderators and the owner', async () => {
    const [into, going] = [await aClaim(), await aClaim()]
    for (const who of [ann, ben]) {
      expect(await refusal(db, () => merge(into, going, who))).toMatchObject({
        type: 'forbidden',
        status: 403,
      })
    }
    await merge(into, going, owner)
  })

  test('knows no claim but those there are', async () => {
    const claim = await aClaim()
    for (const claimId of [nobody, 'x']) {
      expect(await refusal(db, () => merge({ claimId }, claim))).toMatchObject({
        type: 'not-found',
        status: 404,
      })
      expect(await refusal(db, () => merge(claim, { claimId }))).toMatchObject({
        type: 'invalid',
        members: { errors: [{ pointer: '#/claimId' }] },
      })
    }
  })
})

describe('the id of a merged claim', () => {
  test('means the claim it was merged into, in every operation', async () => {
    const [into, going] = [await aClaim(), await aClaim()]
    await merge(into, going)
    const old = going.claimId
    const { evidenceId } = await fileEvidence(ben, old, anEvidence({ title: 'By the old id' }))
    const logged = await logPrediction(ben, aPrediction({ claim: undefined, claimId: old }))
    expect(logged.claimId).toBe(into.claimId)
    const input = aPrediction()
    const dependant = await logPrediction(ben, { ...input, claim: { ...input.claim, conditionClaimId: old } })
    const { lines } = await importPredictions(ben, [
      { line: 1, value: aPrediction({ claim: undefined, claimId: old }) },
    ])
    await correctClaim(mia, old, { criteria: 'By the old id', reason: 'So' })
    const resolution = { outcome: 'true', rationale: 'So', evidenceIds: [evidenceId] }
    await resolveClaim(ann, old, ResolveClaim.parse(resolution))
    const challenge = { counterOutcome: 'open', reason: 'too-early', rationale: 'So' }
    await disputeClaim(ben, old, DisputeClaim.parse(challenge))
    await settleClaim(mia, old, { decision: 'upheld', rationale: 'So' })
    await reopenClaim(mia, old, { reason: 'So' })
    const third = await aClaim()
    await mergeClaim(mia, old, { claimId: third.claimId, reason: 'So' })

    const { history, ...now } = await getClaim(deps, into.claimId)
    expect(now).toMatchObject({ criteria: 'By the old id', state: 'due', predictionCount: 5 })
    expect(now.evidence.map(({ title }) => title)).toContain('By the old id')
    expect(now.predictions.map(({ id }) => id)).toEqual(
      expect.arrayContaining([logged.predictionId, lines.at(0)?.predictionId]),
    )
    expect(now.dependants.map(({ id }) => id)).toEqual([dependant.claimId])
    expect(history.map(({ type }) => type)).toEqual([
      'merge',
      'correction',
      'resolution',
      'dispute',
      'settlement',
      'reopening',
      'merge',
    ])
    const rows = await db.select({ bytes: entries.bytes }).from(entries).orderBy(entries.position)
    const afterwards = rows.map(({ bytes }) => JSON.parse(new TextDecoder().decode(bytes)))
    const ofOld = afterwards.filter(({ subject, payload }) => subject === old || payload.claimId === old)
    expect(ofOld.map(({ kind }) => kind)).toEqual(['claim.opened', 'prediction.logged', 'evidence.filed'])
  })

  test('leads to the other: GET answers 308, in capitals too', async () => {
    const [into, going] = [await aClaim(), await aClaim()]
    await merge(into, going)
    for (const id of [going.claimId, going.claimId.toUpperCase()]) {
      const response = await app.request(`/api/v1/claims/${id}`)
      expect([response.status, response.headers.get('Location')]).toEqual([
        308,
        `/api/v1/claims/${into.claimId}`,
      ])
    }
    const { status, body } = await get(`/claims/${into.claimId.toUpperCase()}`)
    expect([status, body.id]).toEqual([200, into.claimId])
  })

  test('finds in a filter what is of the other', async () => {
    const [into, going] = [await aClaim(), await aClaim()]
    await merge(into, going)
    const expected = [going.predictionId, into.predictionId]
    for (const claim of [into.claimId, going.claimId]) {
      const { items } = await listPredictions(deps, { claim }, { limit: 10 })
      expect(items.map(({ id }) => id)).toEqual(expected)
      const { body } = await get(`/predictions?claim=${claim}`)
      expect(body.items.map(({ id }: { id: string }) => id)).toEqual(expected)
    }
  })

  test('answers over HTTP as the other does', async () => {
    const [into, going] = [await aClaim(), await aClaim()]
    const as = (id: string) => ({ Authorization: `Bearer ${keyOf(id)}` })
    const input = { claimId: going.claimId, reason: 'The same thing' }
    const path = `/claims/${into.claimId}/merges`
    expect((await post(path, input, as('ann'))).status).toBe(403)
    expect((await post(path, { claimId: nobody, reason: 'So' }, as('mia'))).status).toBe(422)
    const { status, headers, body } = await post(path, input, as('mia'))
    expect([status, headers.get('Location')]).toEqual([201, `/api/v1/claims/${into.claimId}`])
    expect(body).toMatchObject({ type: 'merge', mergedId: going.claimId, by: 'mia' })
    expect((await post(path, input, as('mia'))).status).toBe(409)
    const voided = { outcome: 'void', voidReason: 'moot', rationale: 'So' }
    expect((await post(`/claims/${going.claimId}/resolutions`, voided, as('ann'))).status).toBe(201)
    expect((await getClaim(deps, into.claimId)).voidReason).toBe('moot')
  })
})

describe('two merged claims under one condition', () => {
  test('become void once, as one claim, when the condition fails', async () => {
    const condition = await aClaim()
    const { claimId: conditionClaimId } = condition
    const [into, going] = [await aClaim({ conditionClaimId }), await aClaim({ conditionClaimId })]
    await merge(into, going)
    await resolve(condition, { outcome: 'false' })
    const { history } = await getClaim(deps, into.claimId)
    expect(history.map(({ type }) => type)).toEqual(['merge', 'voiding'])
  })

  test('reopen once, as one claim, when the condition is reopened', async () => {
    const condition = await aClaim()
    const { claimId: conditionClaimId } = condition
    const [into, going] = [await aClaim({ conditionClaimId }), await aClaim({ conditionClaimId })]
    await resolve(condition, { outcome: 'true' }, mia)
    await resolve(into)
    await resolve(going)
    await merge(into, going)
    await reopenClaim(mia, conditionClaimId, { reason: 'Too early' })
    const { history } = await getClaim(deps, into.claimId)
    expect(history.map(({ type }) => type)).toEqual(['resolution', 'resolution', 'merge', 'reopening'])
  })
})

test('after all of that the scores are exact, and the ledger replayed gives the same rows', () =>
  expectExact(db))
