import { beforeEach, describe, expect, test } from 'vitest'
import { getAccuracy } from '../../src/accuracy/read.ts'
import { ResolveClaim, voidReasons } from '../../src/claims/claim.ts'
import { disputeClaim } from '../../src/claims/dispute.ts'
import { DisputeClaim, disputeReasons, SettleClaim } from '../../src/claims/dispute-and-settlement.ts'
import { fileEvidence } from '../../src/claims/file-evidence.ts'
import { getClaim } from '../../src/claims/read.ts'
import { reopenClaim } from '../../src/claims/reopen.ts'
import { resolveClaim } from '../../src/claims/resolve.ts'
import { settleClaim } from '../../src/claims/settle.ts'
import type { ActorDeps } from '../../src/deps.ts'
import { logPrediction } from '../../src/predictions/log.ts'
import { getPrediction } from '../../src/predictions/read.ts'
import { expectExact, refusal } from '../exact.ts'
import { anEvidence, aPrediction, clock, keyOf, testWorld } from '../world.ts'

const { db, deps, post, get } = testWorld()
const ann = { ...deps, actor: 'ann' }
const ben = { ...deps, actor: 'ben' }
const mia = { ...deps, actor: 'mia', role: 'moderator' as const }
const moe = { ...deps, actor: 'moe', role: 'moderator' as const }
const owner = { ...deps, actor: 'owner', role: 'owner' as const }

const nobody = '01890a5d-ac96-774b-bcce-b302099a8057'
const noon = new Date('2026-11-22T12:00:00Z')

beforeEach(() => {
  clock.now = noon
})

let count = 0

/** A claim, due on 2026-06-30, that a pundit of its own gave 70 %; with evidence to cite. */
async function aClaim(claim: Record<string, unknown> = {}) {
  count++
  const input = aPrediction({ pundit: { name: `Sayer ${count}`, kind: 'person' }, probability: 0.7 })
  const { claimId, predictionId } = await logPrediction(ann, {
    ...input,
    claim: { ...input.claim, ...claim },
  })
  const { evidenceId } = await fileEvidence(ann, claimId, anEvidence())
  return { claimId, predictionId, slug: `sayer-${count}`, evidenceIds: [evidenceId] }
}
type AClaim = Awaited<ReturnType<typeof aClaim>>

type Terms = Record<string, unknown>

async function resolve(who: ActorDeps, { claimId, evidenceIds }: AClaim, terms: Terms = { outcome: 'true' }) {
  const input = ResolveClaim.parse({ rationale: 'By the record', evidenceIds, ...terms })
  return (await resolveClaim(who, claimId, input)).resolutionId
}

async function dispute(
  who: ActorDeps,
  { claimId, evidenceIds }: AClaim,
  terms: Terms = { counterOutcome: 'false' },
) {
  const why = { reason: 'wrong-outcome', rationale: 'The record says otherwise', evidenceIds }
  return (await disputeClaim(who, claimId, DisputeClaim.parse({ ...why, ...terms }))).disputeId
}

async function settle(who: ActorDeps, { claimId }: AClaim, terms: Terms = { decision: 'upheld' }) {
  const input = SettleClaim.parse({ rationale: 'So decided', ...terms })
  return (await settleClaim(who, claimId, input)).settlementId
}

async function reopen(who: ActorDeps, { claimId }: AClaim, terms: Terms = {}) {
  return (await reopenClaim(who, claimId, { reason: 'It cannot stand', ...terms })).reopeningId
}

/** A claim that ann, or another, has said came true. */
async function resolved(claim: Terms = {}, terms?: Terms, who: ActorDeps = ann) {
  const made = await aClaim(claim)
  return { ...made, resolutionId: await resolve(who, made, terms) }
}

/** A claim that ann has said came true, and ben has disputed. */
async function disputed(terms?: Terms) {
  const made = await resolved()
  return { ...made, disputeId: await dispute(ben, made, terms) }
}

async function brierOf({ predictionId }: AClaim) {
  return (await getPrediction(deps, predictionId)).score?.brier
}

function errors(...all: [pointer: string, detail: RegExp][]) {
  return {
    type: 'invalid',
    members: { errors: all.map(([pointer, detail]) => ({ pointer, detail: expect.stringMatching(detail) })) },
  }
}

describe('disputing what stands', () => {
  test('makes the claim disputed: what stood is still told, and counts nowhere', async () => {
    const claim = await resolved()
    expect(await getAccuracy(deps, claim.slug, {})).toMatchObject({
      n: 1,
      coverage: { disputed: 0, scored: 1 },
    })
    const disputeId = await dispute(ben, claim)
    expect(await getClaim(deps, claim.claimId)).toMatchObject({
      state: 'disputed',
      outcome: 'true',
      resolutionId: claim.resolutionId,
      disputeId,
      predictions: [{ scored: false, score: null, claim: { state: 'disputed', outcome: 'true' } }],
    })
    expect(await getAccuracy(deps, claim.slug, {})).toMatchObject({
      n: 0,
      effectiveN: 0,
      brier: { mean: null },
      coverage: { logged: 1, scored: 0, disputed: 1, open: 0, due: 0 },
    })
  })

  test('keeps in the history what it said, and that it is pending', async () => {
    const claim = await resolved()
    const counter = { counterOutcome: 'partial', share: 0.25, occurredOn: '2026-02-01' }
    const disputeId = await dispute(ben, claim, { ...counter, reason: 'criteria-misread' })
    const { history } = await getClaim(deps, claim.claimId)
    expect(history).toMatchObject([
      { type: 'resolution', id: claim.resolutionId, stands: true, by: 'ann' },
      {
        type: 'dispute',
        id: disputeId,
        pending: true,
        resolutionId: claim.resolutionId,
        reason: 'criteria-misread',
        ...counter,
        rationale: 'The record says otherwise',
        evidenceIds: claim.evidenceIds,
        by: 'ben',
        at: '2026-11-22T12:00:00.000Z',
      },
    ])
    expect(history).toHaveLength(2)
  })

  test.each(disputeReasons)('may be because of %s', async reason => {
    const claim = await resolved()
    await dispute(ben, claim, { counterOutcome: 'open', reason })
    expect((await getClaim(deps, claim.claimId)).history.at(-1)).toMatchObject({ type: 'dispute', reason })
  })

  test.each([
    ['false', {}, {}],
    ['false', { ruledOutOn: '2026-05-01' }, {}],
    ['false', { occurredOn: '2026-07-01' }, { occurredOn: '2026-07-01' }],
    ['partial', { share: 0.5 }, { share: 0.5 }],
    ['true', { occurredOn: '2026-02-01' }, { occurredOn: '2026-02-01' }],
    ['void', { voidReason: 'moot', evidenceIds: undefined }, { voidReason: 'moot' }],
    ['void', { voidReason: 'ambiguous', evidenceIds: undefined }, { voidReason: 'ambiguous' }],
    ['void', { voidReason: 'not-a-forecast', evidenceIds: undefined }, { voidReason: 'not-a-forecast' }],
    ['void', { voidReason: 'duplicate', evidenceIds: undefined }, { voidReason: 'duplicate' }],
    ['void', { voidReason: 'unverifiable', evidenceIds: undefined }, { voidReason: 'unverifiable' }],
  ])('may want %s instead, with %o, and an overturning takes that over', async (outcome, terms, shown) => {
    const claim = await disputed({ counterOutcome: outcome, ...terms })
    await settle(mia, claim, { decision: 'overturned' })
    const nothing = { share: undefined, voidReason: undefined, occurredOn: undefined }
    const { history, ...now } = await getClaim(deps, claim.claimId)
    expect(now).toMatchObject({ state: 'settled', outcome, ...nothing, ...shown })
    const cited = { evidenceIds: outcome === 'void' ? [] : claim.evidenceIds }
    expect(history.at(-1)).toMatchObject({ type: 'settlement', outcome, ...terms, ...cited })
  })

  test.each([
    ['another share', { outcome: 'partial', share: 0.5 }, { counterOutcome: 'partial', share: 0.25 }],
    [
      'another reason to be void',
      { outcome: 'void', voidReason: 'moot' },
      { counterOutcome: 'void', voidReason: 'ambiguous' },
    ],
    [
      'another day on which it became impossible',
      { outcome: 'false', ruledOutOn: '2026-03-01' },
      { counterOutcome: 'false', ruledOutOn: '2026-04-01' },
    ],
    [
      'no day on which it happened',
      { outcome: 'true', occurredOn: '2026-03-01' },
      { counterOutcome: 'true' },
    ],
  ])('may want the same outcome with %s', async (_what, terms, counter) => {
    const claim = await resolved({}, terms)
    await dispute(ben, claim, counter)
    expect((await getClaim(deps, claim.claimId)).state).toBe('disputed')
  })

  test.each([
    ['true', { outcome: 'true', occurredOn: '2026-03-01' }],
    ['false', { outcome: 'false', ruledOutOn: '2026-03-01' }],
    ['partial', { outcome: 'partial', share: 0.5 }],
    ['void', { outcome: 'void', voidReason: 'moot' }],
  ])('is refused where it wants what stands: %s', async (outcome, terms) => {
    const claim = await resolved({}, terms)
    const { outcome: counterOutcome, ...same } = terms
    expect(await refusal(db, () => dispute(ben, claim, { counterOutcome, ...same }))).toMatchObject(
      errors(['#/counterOutcome', new RegExp(`stands already \\(${outcome}\\)`)]),
    )
  })

  test('is refused with all that is wrong with it', async () => {
    const claim = await resolved({}, { outcome: 'void', voidReason: 'moot' })
    const { evidenceId: old } = await fileEvidence(
      ann,
      claim.claimId,
      anEvidence({ publishedOn: '2026-01-01' }),
    )
    const elsewhere = await aClaim()
    for (const [terms, ...wrong] of [
      [{ counterOutcome: 'true', occurredOn: '2026-11-23' }, '#/occurredOn', '#/occurredOn'],
      [{ counterOutcome: 'true', occurredOn: '2026-01-01' }, '#/occurredOn'],
      [{ counterOutcome: 'true', evidenceIds: [old] }, '#/evidenceIds'],
      [{ counterOutcome: 'true', evidenceIds: elsewhere.evidenceIds }, '#/evidenceIds/0', '#/evidenceIds'],
      [{ counterOutcome: 'open', evidenceIds: [nobody] }, '#/evidenceIds/0'],
      [{ counterOutcome: 'false', ruledOutOn: '2026-07-01' }, '#/ruledOutOn'],
      [{ counterOutcome: 'void', voidReason: 'condition-unmet' }, '#/voidReason'],
      [
        { counterOutcome: 'void', voidReason: 'moot', evidenceIds: [nobody] },
        '#/counterOutcome',
        '#/evidenceIds/0',
      ],
    ] as const) {
      expect(await refusal(db, () => dispute(ben, claim, terms))).toMatchObject(
        errors(...wrong.map((pointer): [string, RegExp] => [pointer, /./])),
      )
    }
  })

  test('needs the day it became impossible, before the deadline has passed', async () => {
    const claim = await resolved({ dueBy: '2027-06-30' })
    expect(await refusal(db, () => dispute(ben, claim))).toMatchObject(errors(['#/ruledOutOn', /is needed/]))
    await dispute(ben, claim, { counterOutcome: 'false', ruledOutOn: '2026-11-22' })
  })

  test('is refused to whoever said what happened, and open to a moderator, an owner and the logger', async () => {
    const claim = await resolved()
    expect(await refusal(db, () => dispute(ann, claim))).toMatchObject({
      type: 'involved',
      status: 403,
      members: { state: 'settled', outcome: 'true', resolutionId: claim.resolutionId, disputeId: null },
    })
    for (const who of [mia, owner]) await dispute(who, await resolved())
    const byBen = await aClaim()
    await resolve(ben, byBen)
    await dispute(ann, byBen)
  })

  test('is refused while nobody has said what happened', async () => {
    for (const [state, dueBy] of [
      ['open', '2027-06-30'],
      ['due', '2026-06-30'],
    ]) {
      const claim = await aClaim({ dueBy })
      expect(await refusal(db, () => dispute(ben, claim))).toMatchObject({
        type: 'not-settled',
        status: 409,
        members: { state, outcome: null, resolutionId: null, disputeId: null },
      })
    }
  })

  test('is refused while another dispute is pending, and says which', async () => {
    const claim = await disputed()
    expect(await refusal(db, () => dispute(mia, claim, { counterOutcome: 'open' }))).toMatchObject({
      type: 'already-disputed',
      status: 409,
      members: {
        state: 'disputed',
        outcome: 'true',
        resolutionId: claim.resolutionId,
        disputeId: claim.disputeId,
      },
    })
  })

  test('is refused where another resolution stands by now than the one that is meant', async () => {
    const claim = await resolved({}, undefined, mia)
    await reopen(mia, claim)
    const resolutionId = await resolve(ann, claim, { outcome: 'false' })
    const stale = { counterOutcome: 'open', resolutionId: claim.resolutionId }
    expect(await refusal(db, () => dispute(ben, claim, stale))).toMatchObject({
      type: 'overtaken',
      status: 409,
      members: { state: 'settled', outcome: 'false', resolutionId, disputeId: null },
    })
    await dispute(ben, claim, { ...stale, resolutionId })
  })

  test('is refused of a claim that is void because its condition failed: the condition is to be disputed', async () => {
    const condition = await aClaim()
    const claim = await aClaim({ conditionClaimId: condition.claimId })
    await resolve(ann, condition, { outcome: 'false' })
    expect(await refusal(db, () => dispute(ben, claim, { counterOutcome: 'open' }))).toMatchObject({
      type: 'follows-condition',
      status: 409,
      members: { state: 'settled', outcome: 'void', conditionClaimId: condition.claimId },
    })
  })

  test('knows no other claim', async () => {
    const made = await aClaim()
    for (const claimId of [nobody, 'x', '']) {
      expect(await refusal(db, () => dispute(ben, { ...made, claimId }))).toMatchObject({ type: 'not-found' })
    }
  })
})

const hour = 60 * 60 * 1000

describe('the 14 days for a dispute', () => {
  test.each([
    ['0 ms', 0],
    ['14 days to the millisecond', 336 * hour],
  ])('are not over after %s', async (_, passed) => {
    clock.now = new Date('2026-11-08T23:59:59.999Z')
    const claim = await resolved()
    expect((await getClaim(deps, claim.claimId)).disputableUntil).toBe('2026-11-22T23:59:59.999Z')
    clock.now = new Date(clock.now.getTime() + passed)
    await dispute(ben, claim)
    expect((await getClaim(deps, claim.claimId)).state).toBe('disputed')
  })

  test('are over a millisecond later: then only a moderator reopens', async () => {
    clock.now = new Date('2026-11-08T23:59:59.999Z')
    const claim = await resolved()
    clock.now = new Date('2026-11-23T00:00:00.000Z')
    expect(await refusal(db, () => dispute(ben, claim))).toMatchObject({
      type: 'dispute-closed',
      status: 409,
      detail: expect.stringContaining('2026-11-22T23:59:59.999Z'),
      members: { state: 'settled', outcome: 'true', resolutionId: claim.resolutionId },
    })
    await reopen(mia, claim)
    expect((await getClaim(deps, claim.claimId)).state).toBe('due')
  })

  test('begin anew with a resolution after a reopening', async () => {
    clock.now = new Date('2026-09-01T00:00:00Z')
    const claim = await resolved()
    clock.now = noon
    await reopen(mia, claim)
    await resolve(ann, claim)
    expect((await getClaim(deps, claim.claimId)).disputableUntil).toBe('2026-12-06T12:00:00.000Z')
    await dispute(ben, claim)
  })

  test('do not limit a moderator in settling a dispute that was brought in time', async () => {
    const claim = await disputed()
    clock.now = new Date('2027-11-22T12:00:00Z')
    await settle(mia, claim, { decision: 'overturned' })
    expect(await getClaim(deps, claim.claimId)).toMatchObject({ state: 'settled', outcome: 'false' })
  })
})

describe('settling a dispute', () => {
  test('upheld: what stood stands and counts again, for good', async () => {
    const claim = await disputed()
    expect(await brierOf(claim)).toBeUndefined()
    const settlementId = await settle(mia, claim)
    const { history, ...now } = await getClaim(deps, claim.claimId)
    expect(now).toMatchObject({
      state: 'settled',
      outcome: 'true',
      resolutionId: settlementId,
      disputeId: null,
      disputableUntil: null,
    })
    expect(history).toMatchObject([
      { type: 'resolution', id: claim.resolutionId, stands: true },
      { type: 'dispute', id: claim.disputeId, pending: false },
      {
        type: 'settlement',
        id: settlementId,
        stands: true,
        decision: 'upheld',
        disputeId: claim.disputeId,
        by: 'mia',
      },
    ])
    expect(await brierOf(claim)).toBeCloseTo(0.09, 12)
    expect(await getAccuracy(deps, claim.slug, {})).toMatchObject({
      n: 1,
      coverage: { disputed: 0, scored: 1 },
    })
  })

  test('overturned: the counter-outcome stands with its dates, and the score is of it', async () => {
    const claim = await disputed({ counterOutcome: 'partial', share: 0.25, occurredOn: '2026-02-01' })
    const settlementId = await settle(mia, claim, { decision: 'overturned', disputeId: claim.disputeId })
    expect(await getClaim(deps, claim.claimId)).toMatchObject({
      state: 'settled',
      outcome: 'partial',
      share: 0.25,
      occurredOn: '2026-02-01',
      resolutionId: settlementId,
      disputeId: null,
      disputableUntil: null,
    })
    // 0.25 × 0.3² + 0.75 × 0.7²
    expect(await brierOf(claim)).toBeCloseTo(0.39, 12)
    const { brier, logScore } = await getAccuracy(deps, claim.slug, {})
    expect(brier.mean).toBeCloseTo(0.39, 12)
    expect(logScore.mean).toBeCloseTo(-0.25 * Math.log(0.7) - 0.75 * Math.log(0.3), 12)
  })

  test('overturned to an outcome of the moderator’s own', async () => {
    const claim = await disputed({ counterOutcome: 'partial', share: 0.25, occurredOn: '2026-02-01' })
    const own = { outcome: 'false', ruledOutOn: '2026-05-01', evidenceIds: claim.evidenceIds }
    await settle(mia, claim, { decision: 'overturned', ...own })
    const { history, ...now } = await getClaim(deps, claim.claimId)
    expect(now).toMatchObject({ outcome: 'false', share: undefined, occurredOn: undefined })
    expect(history.at(-1)).toMatchObject({ type: 'settlement', decision: 'overturned', stands: true, ...own })
    expect(await brierOf(claim)).toBeCloseTo(0.49, 12)
  })

  test.each([{}, { outcome: 'open' }])('overturned to open: nothing stands, by %o', async terms => {
    const claim = await disputed({ counterOutcome: 'open', evidenceIds: undefined })
    const settlementId = await settle(mia, claim, { decision: 'overturned', ...terms })
    const { history, ...now } = await getClaim(deps, claim.claimId)
    expect(now).toMatchObject({ state: 'due', outcome: null, strictOutcome: null, resolutionId: null })
    expect(history.at(-1)).toMatchObject({
      id: settlementId,
      type: 'settlement',
      outcome: 'open',
      stands: false,
    })
    expect(await brierOf(claim)).toBeUndefined()
    expect(await getAccuracy(deps, claim.slug, {})).toMatchObject({ n: 0, coverage: { due: 1, disputed: 0 } })
    await resolve(ann, claim, { outcome: 'false' })
    expect(await brierOf(claim)).toBeCloseTo(0.49, 12)
  })

  test('is for moderators and the owner', async () => {
    const claim = await disputed()
    const carl = { ...deps, actor: 'carl' }
    for (const who of [ann, ben, carl]) {
      expect(await refusal(db, () => settle(who, claim))).toMatchObject({ type: 'forbidden', status: 403 })
    }
    await settle(owner, claim)
    expect((await getClaim(deps, claim.claimId)).state).toBe('settled')
  })

  test('is for another moderator than the one who resolved or disputed the claim', async () => {
    const byMia = await aClaim()
    await resolve(mia, byMia)
    await dispute(ben, byMia)
    const ofMia = await resolved()
    await dispute(mia, ofMia)
    for (const claim of [byMia, ofMia]) {
      expect(await refusal(db, () => settle(mia, claim))).toMatchObject({
        type: 'involved',
        status: 403,
        members: { state: 'disputed', outcome: 'true' },
      })
      await settle(moe, claim)
    }
  })

  test('is refused where no dispute is pending', async () => {
    const settled = await disputed()
    const resolutionId = await settle(mia, settled)
    for (const [claim, members] of [
      [await aClaim(), { state: 'due', outcome: null, resolutionId: null, disputeId: null }],
      [await resolved(), { state: 'settled', outcome: 'true', disputeId: null }],
      [settled, { state: 'settled', outcome: 'true', resolutionId, disputeId: null }],
    ] as const) {
      expect(await refusal(db, () => settle(moe, claim))).toMatchObject({
        type: 'not-disputed',
        status: 409,
        members,
      })
    }
  })

  test('is refused where another dispute is pending by now than the one that is meant', async () => {
    const claim = await disputed()
    await settle(mia, claim, { decision: 'overturned', outcome: 'open' })
    await resolve(ann, claim)
    const disputeId = await dispute(ben, claim)
    const stale = { decision: 'upheld', disputeId: claim.disputeId }
    expect(await refusal(db, () => settle(mia, claim, stale))).toMatchObject({
      type: 'overtaken',
      status: 409,
      members: { state: 'disputed', outcome: 'true', disputeId },
    })
    await settle(mia, claim, { ...stale, disputeId })
  })

  test.each<[string, Terms, string]>([
    ['dates without an outcome', { occurredOn: '2026-02-01' }, '#/outcome'],
    ['a share without an outcome', { share: 0.5 }, '#/outcome'],
    ['evidence without an outcome', { evidenceIds: [nobody] }, '#/outcome'],
    ['partial without its share', { outcome: 'partial', evidenceIds: 'filed' }, '#/share'],
    ['void without its reason', { outcome: 'void' }, '#/voidReason'],
    ['true without evidence', { outcome: 'true' }, '#/evidenceIds'],
    ['true with a share', { outcome: 'true', share: 0.5, evidenceIds: 'filed' }, '#/share'],
    ['evidence of nobody', { outcome: 'open', evidenceIds: [nobody] }, '#/evidenceIds/0'],
    ['open with a share', { outcome: 'open', share: 0.5 }, '#/share'],
    ['open with a reason to be void', { outcome: 'open', voidReason: 'moot' }, '#/voidReason'],
    ['an unmet condition of none', { outcome: 'void', voidReason: 'condition-unmet' }, '#/voidReason'],
  ])('is refused with %s', async (_what, { evidenceIds, ...terms }, pointer) => {
    const claim = await disputed()
    const cited = { evidenceIds: evidenceIds === 'filed' ? claim.evidenceIds : evidenceIds }
    const overturning = { decision: 'overturned', ...terms, ...cited }
    expect(await refusal(db, () => settle(mia, claim, overturning))).toMatchObject(errors([pointer, /./]))
    expect((await getClaim(deps, claim.claimId)).state).toBe('disputed')
  })

  test.each(['true', 'false', 'partial'])(
    'is refused with %s while the condition has not come true',
    async outcome => {
      const condition = await aClaim()
      const claim = await aClaim({ conditionClaimId: condition.claimId })
      await resolve(ann, claim, { outcome: 'void', voidReason: 'moot' })
      await dispute(ben, claim, { counterOutcome: 'open' })
      const terms = { outcome, evidenceIds: claim.evidenceIds, ...(outcome === 'partial' && { share: 0.5 }) }
      const overturning = { decision: 'overturned', ...terms }
      expect(await refusal(db, () => settle(mia, claim, overturning))).toMatchObject({
        type: 'condition-pending',
        members: {
          state: 'disputed',
          outcome: 'void',
          condition: { claimId: condition.claimId, state: 'due', outcome: null },
        },
      })
      await resolve(ann, condition)
      await settle(mia, claim, overturning)
      expect((await getClaim(deps, claim.claimId)).outcome).toBe(outcome)
    },
  )

  test('is final: a settlement is not disputed, only reopened', async () => {
    for (const terms of [{ decision: 'upheld' }, { decision: 'overturned' }]) {
      const claim = await disputed()
      const resolutionId = await settle(mia, claim, terms)
      for (const who of [ann, ben, moe]) {
        expect(await refusal(db, () => dispute(who, claim, { counterOutcome: 'open' }))).toMatchObject({
          type: 'dispute-closed',
          status: 409,
          members: { state: 'settled', resolutionId },
        })
      }
      await reopen(mia, claim, { resolutionId })
    }
  })
})

describe('reopening a claim', () => {
  test('leaves nothing standing, and everything in the history', async () => {
    const claim = await resolved({}, undefined, mia)
    expect(await brierOf(claim)).toBeCloseTo(0.09, 12)
    const reopeningId = await reopen(mia, claim, { resolutionId: claim.resolutionId })
    const { history, ...now } = await getClaim(deps, claim.claimId)
    expect(now).toMatchObject({ state: 'due', outcome: null, resolutionId: null, disputableUntil: null })
    expect(history).toMatchObject([
      { type: 'resolution', id: claim.resolutionId, stands: false },
      { type: 'reopening', id: reopeningId, reason: 'It cannot stand', by: 'mia' },
    ])
    expect(await brierOf(claim)).toBeUndefined()
    expect(await getAccuracy(deps, claim.slug, {})).toMatchObject({ n: 0, brier: { mean: null } })
  })

  test('and settling again, and disputing again, supersedes without hiding anything', async () => {
    const claim = await disputed()
    await settle(mia, claim, { decision: 'overturned' })
    await reopen(moe, claim)
    await resolve(ben, claim, { outcome: 'partial', share: 0.5 })
    await dispute(ann, claim, { counterOutcome: 'true' })
    await settle(moe, claim)
    const { history, resolutionId } = await getClaim(deps, claim.claimId)
    expect(history.map(({ type, by }) => `${type} by ${by}`)).toEqual([
      'resolution by ann',
      'dispute by ben',
      'settlement by mia',
      'reopening by moe',
      'resolution by ben',
      'dispute by ann',
      'settlement by moe',
    ])
    expect(history.map(item => ('stands' in item ? item.stands : undefined))).toEqual([
      false,
      undefined,
      false,
      undefined,
      true,
      undefined,
      true,
    ])
    expect(history.every(item => item.type !== 'dispute' || !item.pending)).toBe(true)
    expect(history.at(-1)?.id).toBe(resolutionId)
    expect(await brierOf(claim)).toBeCloseTo(0.29, 12)
  })

  test('is refused while it can still be disputed, but to a moderator who withdraws their own word', async () => {
    clock.now = new Date('2026-11-08T12:00:00.000Z')
    const claim = await resolved()
    clock.now = noon
    for (const who of [mia, owner]) {
      expect(await refusal(db, () => reopen(who, claim))).toMatchObject({
        type: 'dispute-open',
        status: 409,
        detail: expect.stringContaining('2026-11-22T12:00:00.000Z'),
        members: { state: 'settled', outcome: 'true', resolutionId: claim.resolutionId, disputeId: null },
      })
    }
    clock.now = new Date(noon.getTime() + 1)
    await reopen(mia, claim)
    await reopen(mia, await resolved({}, undefined, mia))
  })

  test('is refused to the moderator whose dispute was turned down', async () => {
    const claim = await resolved()
    await dispute(mia, claim)
    const resolutionId = await settle(moe, claim)
    expect(await refusal(db, () => reopen(mia, claim))).toMatchObject({
      type: 'involved',
      status: 403,
      members: { state: 'settled', outcome: 'true', resolutionId },
    })
    await reopen(moe, claim)
  })

  test('is for moderators, also for the one who resolved it', async () => {
    const claim = await aClaim()
    await resolve(mia, claim)
    for (const who of [ann, ben]) {
      expect(await refusal(db, () => reopen(who, claim))).toMatchObject({ type: 'forbidden', status: 403 })
    }
    await reopen(mia, claim)
  })

  test('is refused where nothing stands, or a dispute is pending, or something else stands than what is meant', async () => {
    const pending = await aClaim()
    expect(await refusal(db, () => reopen(mia, pending))).toMatchObject({
      type: 'not-settled',
      members: { state: 'due', outcome: null },
    })
    const claim = await disputed()
    expect(await refusal(db, () => reopen(mia, claim))).toMatchObject({
      type: 'already-disputed',
      members: { state: 'disputed', outcome: 'true', disputeId: claim.disputeId },
    })
    const settlementId = await settle(mia, claim)
    const stale = { resolutionId: claim.resolutionId }
    expect(await refusal(db, () => reopen(mia, claim, stale))).toMatchObject({
      type: 'overtaken',
      members: { state: 'settled', outcome: 'true', resolutionId: settlementId, disputeId: null },
    })
  })

  test('is refused of a claim that is void because its condition failed', async () => {
    const condition = await aClaim()
    const claim = await aClaim({ conditionClaimId: condition.claimId })
    await resolve(ann, condition, { outcome: 'void', voidReason: 'moot' })
    expect(await refusal(db, () => reopen(mia, claim))).toMatchObject({
      type: 'follows-condition',
      members: { state: 'settled', outcome: 'void', conditionClaimId: condition.claimId },
    })
  })
})

describe('resolving a claim whose condition is another claim', () => {
  test.each([{ outcome: 'true' }, { outcome: 'false' }, { outcome: 'partial', share: 0.5 }])(
    'as %o waits for the condition',
    async terms => {
      const condition = await aClaim()
      const claim = await aClaim({ conditionClaimId: condition.claimId })
      expect(await refusal(db, () => resolve(ann, claim, terms))).toMatchObject({
        type: 'condition-pending',
        status: 409,
        members: {
          state: 'due',
          outcome: null,
          condition: { claimId: condition.claimId, state: 'due', outcome: null, resolutionId: null },
        },
      })
      await resolve(ann, condition, { outcome: 'partial', share: 0.9 })
      await resolve(ann, claim, terms)
      expect((await getClaim(deps, claim.claimId)).outcome).toBe(terms.outcome)
    },
  )

  test('is refused once the condition has failed, as the claim is void by then', async () => {
    const condition = await aClaim()
    const claim = await aClaim({ conditionClaimId: condition.claimId })
    await resolve(ann, condition, { outcome: 'false' })
    const { resolutionId } = await getClaim(deps, claim.claimId)
    for (const terms of [{ outcome: 'true' }, { outcome: 'void', voidReason: 'moot' }]) {
      expect(await refusal(db, () => resolve(ann, claim, terms))).toMatchObject({
        type: 'already-settled',
        members: { state: 'settled', outcome: 'void', resolutionId },
      })
    }
  })

  test('as void waits for nothing, whoever says so', async () => {
    for (const who of [ann, ben, mia, owner]) {
      const condition = await aClaim()
      const claim = await aClaim({ conditionClaimId: condition.claimId })
      await resolve(who, claim, { outcome: 'void', voidReason: 'unverifiable', evidenceIds: undefined })
      expect(await getClaim(deps, claim.claimId)).toMatchObject({
        outcome: 'void',
        voidReason: 'unverifiable',
      })
    }
  })

  test('as void for an unmet condition is left to the condition', async () => {
    const condition = await aClaim()
    const unmet = { outcome: 'void', voidReason: 'condition-unmet' }
    const dependant = await aClaim({ conditionClaimId: condition.claimId })
    const both = await aClaim({ conditionClaimId: condition.claimId, condition: 'It rains' })
    for (const claim of [dependant, both]) {
      expect(await refusal(db, () => resolve(ann, claim, unmet))).toMatchObject(
        errors(['#/voidReason', /the condition is a claim/]),
      )
    }
    const without = await aClaim()
    expect(await refusal(db, () => resolve(ann, without, unmet))).toMatchObject(
      errors(['#/voidReason', /has no condition/]),
    )
    const worded = await aClaim({ condition: 'It rains' })
    await resolve(ann, worded, unmet)
    expect((await getClaim(deps, worded.claimId)).voidReason).toBe('condition-unmet')
  })

  test.each(voidReasons.filter(reason => reason !== 'condition-unmet'))(
    'or any claim as void for being %s can be disputed, overturned and scored',
    async voidReason => {
      const claim = await resolved({}, { outcome: 'void', voidReason })
      expect(await getAccuracy(deps, claim.slug, {})).toMatchObject({
        n: 0,
        coverage: { void: { [voidReason]: 1 } },
      })
      await dispute(ben, claim, { counterOutcome: 'true' })
      expect(await getAccuracy(deps, claim.slug, {})).toMatchObject({
        coverage: { disputed: 1, void: { [voidReason]: 0 } },
      })
      await settle(mia, claim, { decision: 'overturned' })
      expect(await brierOf(claim)).toBeCloseTo(0.09, 12)
    },
  )
})

describe('the strict reading of the deadline', () => {
  const window = { dueBy: '2026-06-30', dueByStrict: '2026-03-31', dueBasis: 'inferred' }

  test.each([
    ['2026-03-31', 'true', false],
    ['2026-04-01', 'false', true],
    ['2026-06-30', 'false', true],
    [undefined, null, false],
  ])('of what came true on %s is %s, and flipped is %s', async (occurredOn, strictOutcome, flipped) => {
    const claim = await resolved(window, { outcome: 'true', occurredOn })
    expect(await getClaim(deps, claim.claimId)).toMatchObject({ outcome: 'true', strictOutcome, flipped })
    expect(await brierOf(claim)).toBeCloseTo(0.09, 12)
  })

  test('is of a settlement too, stays while a dispute is pending or upheld, and goes with a reopening', async () => {
    const claim = await resolved(window, { outcome: 'true', occurredOn: '2026-04-01' })
    const flipped = { strictOutcome: 'false', flipped: true }
    await dispute(ben, claim, { counterOutcome: 'true', occurredOn: '2026-03-01' })
    expect(await getClaim(deps, claim.claimId)).toMatchObject(flipped)
    await settle(mia, claim)
    expect(await getClaim(deps, claim.claimId)).toMatchObject(flipped)
    await reopen(mia, claim)
    expect(await getClaim(deps, claim.claimId)).toMatchObject({ strictOutcome: null, flipped: false })
    await resolve(ann, claim, { outcome: 'true', occurredOn: '2026-04-01' })
    await dispute(ben, claim, { counterOutcome: 'true', occurredOn: '2026-03-01' })
    await settle(mia, claim, { decision: 'overturned' })
    expect(await getClaim(deps, claim.claimId)).toMatchObject({ strictOutcome: 'true', flipped: false })
  })
})

describe('over HTTP', () => {
  function as(id: string) {
    return { Authorization: `Bearer ${keyOf(id)}` }
  }

  test('a dispute, a settlement and a reopening answer 201 with what the history then says', async () => {
    const claim = await resolved()
    const path = `/claims/${claim.claimId}`
    const location = `/api/v1${path}`
    const why = { reason: 'too-early', rationale: 'Nobody can say yet' }
    const disputed = await post(`${path}/disputes`, { counterOutcome: 'open', ...why }, as('ben'))
    const settlement = { decision: 'upheld', rationale: 'They can', disputeId: disputed.body.id }
    const settled = await post(`${path}/settlements`, settlement, as('mia'))
    const reopening = { reason: 'Not after all', resolutionId: settled.body.id }
    const reopened = await post(`${path}/reopenings`, reopening, as('moe'))
    for (const { status, headers } of [disputed, settled, reopened]) {
      expect([status, headers.get('Location')]).toEqual([201, location])
    }
    const { body } = await get(path)
    expect(body.history.slice(1)).toEqual([
      { ...disputed.body, pending: false },
      { ...settled.body, stands: false },
      reopened.body,
    ])
  })

  test('refusals answer 401, 403, 404, 409 and 422, with the state as it is', async () => {
    const claim = await disputed()
    const path = `/claims/${claim.claimId}`
    const upheld = { decision: 'upheld', rationale: 'It stands' }
    const challenge = { counterOutcome: 'open', reason: 'moot', rationale: 'So' }
    for (const [status, type, answer] of [
      [401, 'unauthenticated', post(`${path}/settlements`, upheld, { Authorization: '' })],
      [403, 'forbidden', post(`${path}/settlements`, upheld, as('ann'))],
      [403, 'forbidden', post(`${path}/reopenings`, { reason: 'So' }, as('ann'))],
      [404, 'not-found', post(`/claims/${nobody}/settlements`, upheld, as('mia'))],
      [409, 'already-disputed', post(`${path}/disputes`, { ...challenge, reason: 'too-early' }, as('mia'))],
      [422, 'invalid', post(`${path}/disputes`, challenge, as('mia'))],
      [422, 'invalid', post(`${path}/settlements`, { decision: 'maybe', rationale: 'So' }, as('mia'))],
      [422, 'invalid', post(`${path}/settlements`, { ...upheld, outcome: 'true' }, as('mia'))],
    ] as const) {
      const { status: given, body } = await answer
      expect([given, body.type]).toEqual([status, `https://reckon.test/problems/${type}`])
      if (given === 409) {
        const { resolutionId, disputeId } = claim
        expect(body).toMatchObject({ state: 'disputed', outcome: 'true', resolutionId, disputeId })
      }
    }
  })
})

test('after all of that the scores are exact, and the ledger replayed gives the same rows', () =>
  expectExact(db))
