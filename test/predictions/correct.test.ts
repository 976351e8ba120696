import { eq } from 'drizzle-orm'
import { beforeEach, describe, expect, test } from 'vitest'
import { getAccuracy } from '../../src/accuracy/read.ts'
import { disputeClaim } from '../../src/claims/dispute.ts'
import { fileEvidence } from '../../src/claims/file-evidence.ts'
import { mergeClaim } from '../../src/claims/merge.ts'
import { getClaim, listClaims } from '../../src/claims/read.ts'
import { reopenClaim } from '../../src/claims/reopen.ts'
import { resolveClaim } from '../../src/claims/resolve.ts'
import { settleClaim } from '../../src/claims/settle.ts'
import { pundits } from '../../src/db/schema.ts'
import type { ActorDeps } from '../../src/deps.ts'
import { correctPrediction } from '../../src/predictions/correct.ts'
import { logPrediction } from '../../src/predictions/log.ts'
import { CorrectPrediction } from '../../src/predictions/prediction.ts'
import { getPrediction } from '../../src/predictions/read.ts'
import { getPundit } from '../../src/pundits/read.ts'
import { expectExact, refusal } from '../exact.ts'
import { anEvidence, aPrediction, clock, keyOf, testWorld } from '../world.ts'

const { db, deps, post, get } = testWorld()
const ann = { ...deps, actor: 'ann' }
const ben = { ...deps, actor: 'ben' }
const mia = { ...deps, actor: 'mia', role: 'moderator' as const }
const owner = { ...deps, actor: 'owner', role: 'owner' as const }

const nobody = '01890a5d-ac96-774b-bcce-b302099a8057'
const noon = new Date('2026-11-22T12:00:00Z')
const day = 24 * 60 * 60 * 1000

beforeEach(() => {
  clock.now = noon
})

/** A prediction that ann has logged at noon. */
function log(changes: Record<string, unknown> = {}) {
  return logPrediction(ann, aPrediction(changes))
}

async function correct(who: ActorDeps, predictionId: string, changes: Record<string, unknown>) {
  const input = CorrectPrediction.parse({ reason: 'Read it wrongly', ...changes })
  return (await correctPrediction(who, predictionId, input)).correctionId
}

async function resolve(who: ActorDeps, claimId: string) {
  const { evidenceId } = await fileEvidence(who, claimId, anEvidence())
  await resolveClaim(who, claimId, { outcome: 'true', rationale: 'By the record', evidenceIds: [evidenceId] })
}

function invalid(pointer: string, detail = /./) {
  return { type: 'invalid', members: { errors: [{ pointer, detail: expect.stringMatching(detail) }] } }
}

describe('correcting a prediction', () => {
  test('changes what is given and keeps both versions', async () => {
    const { predictionId } = await log({
      pundit: { name: 'Old Voice', kind: 'person', role: 'Minister' },
      source: { url: 'https://example.org/old', title: 'The old piece' },
      quote: { exact: 'it wil happen', prefix: 'I say' },
      saidOn: '2026-01-02',
      probability: 0.7,
    })
    const corrections = {
      pundit: { name: 'New Voice', kind: 'person', role: 'Envoy' },
      source: { url: 'https://example.org/new', title: 'The new piece' },
      quote: { exact: 'it will happen' },
      saidOn: '2026-01-03',
      stance: 'conditional',
      hedge: 'could',
    }
    clock.now = new Date('2026-11-22T13:00:00Z')
    const correctionId = await correct(ann, predictionId, corrections)
    const could = { value: 0.4, low: 0.2, high: 0.6, basis: 'hedge', phrase: 'could', scale: 'reckon-1' }
    const stated = { value: 0.7, low: 0.7, high: 0.7, basis: 'stated' }
    const { corrections: told, ...now } = await getPrediction(deps, predictionId)
    expect(now).toMatchObject({
      pundit: { slug: 'new-voice', name: 'New Voice', role: 'Envoy' },
      source: { title: 'The new piece', url: 'https://example.org/new#:~:text=it%20will%20happen' },
      quote: { exact: 'it will happen', prefix: undefined },
      saidOn: '2026-01-03',
      stance: 'conditional',
      probability: could,
      loggedBy: 'ann',
      loggedAt: '2026-11-22T12:00:00.000Z',
    })
    expect(told).toEqual([
      {
        id: correctionId,
        reason: 'Read it wrongly',
        before: {
          pundit: { slug: 'old-voice', name: 'Old Voice' },
          role: 'Minister',
          source: { id: expect.any(String), title: 'The old piece' },
          quote: { exact: 'it wil happen', prefix: 'I say' },
          saidOn: '2026-01-02',
          stance: 'asserts',
          probability: stated,
        },
        after: {
          pundit: { slug: 'new-voice', name: 'New Voice' },
          role: 'Envoy',
          source: { id: now.source.id, title: 'The new piece' },
          quote: { exact: 'it will happen' },
          saidOn: '2026-01-03',
          stance: 'conditional',
          probability: could,
        },
        by: 'ann',
        at: '2026-11-22T13:00:00.000Z',
        entryId: expect.any(String),
      },
    ])
  })

  test('tells only what is another, one correction after the other', async () => {
    const { predictionId } = await log({ saidOn: '2026-01-02', probability: 0.7 })
    await correct(ann, predictionId, { saidOn: '2026-01-02', probability: 0.6, stance: 'asserts' })
    await correct(ann, predictionId, { saidOn: '2026-01-05', probability: 0.6, role: 'Envoy' })
    const { corrections } = await getPrediction(deps, predictionId)
    expect(corrections.map(({ after }) => Object.keys(after).sort())).toEqual([
      ['probability'],
      ['role', 'saidOn'],
    ])
    expect(corrections[1]?.before).toEqual({ saidOn: '2026-01-02', role: null })
  })

  test.each([
    ['nothing', {}],
    ['what is there', { saidOn: '2026-01-02', stance: 'asserts', probability: 0.7 }],
    ['the quote as it is', { quote: { exact: 'as it is', suffix: 'he said' } }],
    ['the pundit under another spelling', { pundit: { name: ' same  VOICE ' } }],
  ])('is refused where it would change nothing, given %s', async (what, changes) => {
    const quote = { exact: what === 'the quote as it is' ? 'as it is' : `given ${what}`, suffix: 'he said' }
    const { predictionId } = await log({ pundit: { name: 'Same Voice', kind: 'person' }, quote })
    expect(await refusal(db, () => correct(ann, predictionId, changes))).toMatchObject({
      type: 'nothing-changed',
      status: 409,
    })
  })

  test('is refused into words that are logged already, and links the prediction that has them', async () => {
    const source = { url: 'https://example.org/shared', title: 'Shared' }
    const first = await log({ source, quote: { exact: 'it will fall' } })
    const second = await log({ source, quote: { exact: 'it shall fall' } })
    const elsewhere = await log({ quote: { exact: 'it will fall' } })
    const duplicate = {
      type: 'duplicate-prediction',
      status: 409,
      members: { existing: `/api/v1/predictions/${first.predictionId}`, predictionId: first.predictionId },
    }
    const marked = { exact: '“It will  fall”' }
    expect(await refusal(db, () => correct(ann, second.predictionId, { quote: marked }))).toMatchObject(
      duplicate,
    )
    expect(await refusal(db, () => correct(mia, elsewhere.predictionId, { source }))).toMatchObject(duplicate)
    await correct(ann, first.predictionId, { quote: marked })
    expect((await getPrediction(deps, first.predictionId)).quote).toEqual(marked)
  })

  test('frees the old words of the source for another prediction', async () => {
    const source = { url: 'https://example.org/freed', title: 'Freed' }
    const first = await log({ source, quote: { exact: 'wrong words' } })
    await correct(ann, first.predictionId, { quote: { exact: 'right words' } })
    await log({ source, quote: { exact: 'wrong words' } })
    await expect(log({ source, quote: { exact: 'right words' } })).rejects.toMatchObject({
      type: 'duplicate-prediction',
    })
  })

  test.each([
    ['a day to come', { saidOn: '2026-11-23' }, invalid('#/saidOn', /future/)],
    ['a day after the deadline', { saidOn: '2026-07-01' }, invalid('#/saidOn', /deadline/)],
    ['a phrase of no scale', { hedge: 'wibbly' }, invalid('#/hedge')],
    ['a pundit of nobody', { punditId: nobody }, invalid('#/punditId')],
    ['a source of nobody', { sourceId: nobody }, invalid('#/sourceId')],
    ['a new pundit without a kind', { pundit: { name: 'Nobody Yet Known' } }, invalid('#/pundit/kind')],
  ])('is refused with %s', async (_what, changes, problem) => {
    const { predictionId } = await log()
    for (const who of [ann, mia]) {
      expect(await refusal(db, () => correct(who, predictionId, changes))).toMatchObject(problem)
    }
  })

  test('knows no other prediction', async () => {
    for (const id of [nobody, 'x']) {
      expect(await refusal(db, () => correct(mia, id, { probability: 0.1 }))).toMatchObject({
        type: 'not-found',
      })
    }
  })

  test('is refused where a restatement would become another pundit’s, or come before what it restates', async () => {
    const pundit = { name: 'Repeating Voice', kind: 'person' }
    const other = { pundit: { name: 'Another Voice', kind: 'person' } }
    const first = await log({ pundit, saidOn: '2026-01-10' })
    const second = await log({ pundit, saidOn: '2026-01-20', restatesId: first.predictionId })
    for (const { predictionId } of [first, second]) {
      expect(await refusal(db, () => correct(ann, predictionId, other))).toMatchObject(
        invalid('#/pundit', /restates/),
      )
    }
    for (const [{ predictionId }, saidOn] of [
      [first, '2026-01-21'],
      [second, '2026-01-09'],
    ] as const) {
      expect(await refusal(db, () => correct(ann, predictionId, { saidOn }))).toMatchObject(
        invalid('#/saidOn', /before/),
      )
    }
    await correct(ann, first.predictionId, { saidOn: '2026-01-20' })
    await correct(ann, second.predictionId, { saidOn: '2026-01-25' })
  })
})

describe('who may correct a prediction', () => {
  test('whoever logged it, for 24 hours to the millisecond', async () => {
    const { predictionId } = await log()
    clock.now = new Date(noon.getTime() + day)
    await correct(ann, predictionId, { probability: 0.6 })
    clock.now = new Date(noon.getTime() + day + 1)
    expect(await refusal(db, () => correct(ann, predictionId, { probability: 0.5 }))).toMatchObject({
      type: 'correction-closed',
      status: 403,
      detail: expect.stringContaining('24 hours'),
    })
    expect((await getPrediction(deps, predictionId)).probability.value).toBe(0.6)
  })

  test('no other contributor, though the claim be theirs', async () => {
    const { claimId } = await logPrediction(ben, aPrediction())
    const { predictionId } = await log({ claim: undefined, claimId })
    expect(await refusal(db, () => correct(ben, predictionId, { probability: 0.1 }))).toMatchObject({
      type: 'forbidden',
      status: 403,
    })
    await correct(ann, predictionId, { probability: 0.1 })
  })

  test('a moderator or the owner at any time', async () => {
    const { predictionId, claimId } = await log()
    await fileEvidence(ben, claimId, anEvidence())
    clock.now = new Date(noon.getTime() + 400 * day)
    await correct(mia, predictionId, { probability: 0.2 })
    await correct(owner, predictionId, { probability: 0.3 })
    expect((await getPrediction(deps, predictionId)).corrections.map(({ by }) => by)).toEqual([
      'mia',
      'owner',
    ])
  })

  const pundit = { name: 'Restated Voice', kind: 'person' }
  test.each<[string, (of: { predictionId: string; claimId: string }) => Promise<unknown>]>([
    [
      'has restated it',
      ({ predictionId }) => logPrediction(ben, aPrediction({ pundit, restatesId: predictionId })),
    ],
    ['has filed evidence on its claim', ({ claimId }) => fileEvidence(ben, claimId, anEvidence())],
    ['has corrected it', ({ predictionId }) => correct(mia, predictionId, { role: 'Envoy' })],
    [
      'has declared its claim void',
      ({ claimId }) => resolveClaim(ben, claimId, { outcome: 'void', voidReason: 'moot', rationale: 'So' }),
    ],
    [
      'has merged another claim into its own',
      async ({ claimId }) => mergeClaim(mia, claimId, { claimId: (await log()).claimId, reason: 'The same' }),
    ],
  ])('not whoever logged it once somebody else %s', async (_what, act) => {
    const logged = await log({ pundit })
    await act(logged)
    expect(await refusal(db, () => correct(ann, logged.predictionId, { role: 'Minister' }))).toMatchObject({
      type: 'correction-closed',
      status: 403,
      detail: expect.stringContaining('Somebody else'),
    })
    await correct(mia, logged.predictionId, { role: 'Minister' })
  })

  test('whoever logged it, though others have forecast the same claim', async () => {
    const { predictionId, claimId } = await log()
    await logPrediction(ben, aPrediction({ claim: undefined, claimId }))
    await correct(ann, predictionId, { probability: 0.1 })
    expect((await getPrediction(deps, predictionId)).probability.value).toBe(0.1)
  })
})

describe('a prediction of a settled claim', () => {
  const frozen = {
    pundit: { pundit: { name: 'Frozen Voice', kind: 'person' } },
    quote: { quote: { exact: 'other words altogether' } },
    saidOn: { saidOn: '2026-01-01' },
    stance: { stance: 'reports' },
    probability: { probability: 0.99 },
    hedge: { hedge: 'could' },
  }

  async function expectFrozen(predictionId: string, changes: Record<string, unknown>) {
    expect(await refusal(db, () => correct(mia, predictionId, changes))).toMatchObject({
      type: 'frozen',
      status: 409,
    })
  }

  test.each(Object.entries(frozen))(
    'keeps its %s, settled, disputed or reopened',
    async (_field, changes) => {
      const { predictionId, claimId } = await log()
      await resolve(ann, claimId)
      await expectFrozen(predictionId, changes)
      const challenge = { reason: 'too-early', rationale: 'So', counterOutcome: 'open' } as const
      await disputeClaim(ben, claimId, challenge)
      await expectFrozen(predictionId, changes)
      expect((await getPrediction(deps, predictionId)).corrections).toEqual([])

      await settleClaim(mia, claimId, { decision: 'overturned', rationale: 'Nobody can say yet' })
      await expectFrozen(predictionId, changes)
      expect(await getPrediction(deps, predictionId)).toMatchObject({
        claim: { outcome: null },
        corrections: [],
      })
    },
  )

  test('can be corrected again where the claim was void only because its condition had failed', async () => {
    const condition = await log()
    const input = aPrediction()
    const claim = { ...input.claim, conditionClaimId: condition.claimId }
    const { predictionId } = await logPrediction(ann, { ...input, claim })
    await resolveClaim(mia, condition.claimId, { outcome: 'void', voidReason: 'moot', rationale: 'So' })
    await expectFrozen(predictionId, { probability: 0.1 })
    await reopenClaim(mia, condition.claimId, { reason: 'Too early' })
    await correct(mia, predictionId, { probability: 0.1 })
    expect((await getPrediction(deps, predictionId)).probability.value).toBe(0.1)
  })

  test('can still have its source and role mended, and keeps its score', async () => {
    const { predictionId, claimId } = await log({ probability: 0.7 })
    await resolve(ann, claimId)
    await correct(ann, predictionId, {
      role: 'Envoy',
      source: { url: 'https://example.org/mended', title: 'Mended' },
    })
    const prediction = await getPrediction(deps, predictionId)
    expect(prediction).toMatchObject({ pundit: { role: 'Envoy' }, source: { title: 'Mended' }, scored: true })
    expect(prediction.score?.brier).toBeCloseTo(0.09, 12)
  })

  test('is not corrected in part: what is frozen keeps the rest from changing', async () => {
    const { predictionId, claimId } = await log()
    await resolve(ann, claimId)
    await expectFrozen(predictionId, { role: 'Envoy', probability: 0.1 })
    expect((await getPrediction(deps, predictionId)).pundit.role).toBeUndefined()
  })
})

describe('the score', () => {
  test('is of the pundit that it was corrected to, before its claim was settled', async () => {
    const { predictionId, claimId } = await log({
      pundit: { name: 'Wrong Voice', kind: 'person' },
      probability: 0.7,
    })
    await correct(ann, predictionId, { pundit: { name: 'Right Voice', kind: 'person' } })
    await resolve(ann, claimId)
    expect((await getAccuracy(deps, 'right-voice', {})).brier.mean).toBeCloseTo(0.09, 12)
    expect(await getAccuracy(deps, 'wrong-voice', {})).toMatchObject({ n: 0, coverage: { logged: 0 } })
    expect((await getPundit(deps, 'wrong-voice')).predictionCount).toBe(0)
  })

  test('is of the probability and the stance as corrected', async () => {
    const { predictionId, claimId } = await log({
      pundit: { name: 'Stance Voice', kind: 'person' },
      probability: 0.7,
    })
    await correct(ann, predictionId, { probability: 0.4, stance: 'possibility' })
    await resolve(ann, claimId)
    const { score, scored } = await getPrediction(deps, predictionId)
    expect(score?.brier).toBeCloseTo(0.36, 12)
    expect(scored).toBe(false)
    expect(await getAccuracy(deps, 'stance-voice', {})).toMatchObject({
      n: 0,
      coverage: { possibilities: 1 },
    })
  })
})

describe('a correction that names the version it mends', () => {
  test('is taken of the last one, and refused once there is another', async () => {
    const { predictionId } = await log()
    const { entryId } = await getPrediction(deps, predictionId)
    await correct(ann, predictionId, { probability: 0.2, seen: entryId })
    expect(
      await refusal(db, () => correct(ann, predictionId, { probability: 0.3, seen: entryId })),
    ).toMatchObject({
      type: 'overtaken',
      status: 409,
    })
    const { corrections } = await getPrediction(deps, predictionId)
    await correct(ann, predictionId, { probability: 0.3, seen: corrections[0]?.entryId })
    expect((await getPrediction(deps, predictionId)).probability.value).toBe(0.3)
  })
})

describe('the role', () => {
  test('goes with the pundit it was of, and can be taken away', async () => {
    const minister = { name: 'Role Voice', kind: 'person', role: 'Minister' }
    const { predictionId } = await log({ pundit: minister })
    const roleNow = async () => (await getPrediction(deps, predictionId)).pundit.role
    await correct(ann, predictionId, { probability: 0.1 })
    expect(await roleNow()).toBe('Minister')
    await correct(ann, predictionId, { pundit: { name: 'Roleless Voice', kind: 'person' } })
    expect(await roleNow()).toBeUndefined()
    await correct(ann, predictionId, { pundit: minister })
    expect(await roleNow()).toBe('Minister')
    await correct(ann, predictionId, { role: null })
    expect(await roleNow()).toBeUndefined()
  })
})

describe('over HTTP', () => {
  const as = (id: string) => ({ Authorization: `Bearer ${keyOf(id)}` })
  const reason = 'Read it wrongly'

  test('a correction answers 201 with the prediction as it is now', async () => {
    const { predictionId } = await log()
    const path = `/predictions/${predictionId}`
    const { status, headers, body } = await post(
      `${path}/corrections`,
      { probability: 0.1, reason },
      as('ann'),
    )
    expect([status, headers.get('Location')]).toEqual([201, `/api/v1${path}`])
    expect(body).toEqual((await get(path)).body)
    expect(body).toMatchObject({
      probability: { value: 0.1 },
      corrections: [{ before: { probability: { value: 0.7 } } }],
    })
  })

  test('a pundit can be given by id, and both versions are shown by name', async () => {
    const { predictionId } = await log({ pundit: { name: 'Id Before', kind: 'person' } })
    await log({ pundit: { name: 'Id After', kind: 'person' } })
    const [row] = await db.select({ id: pundits.id }).from(pundits).where(eq(pundits.slug, 'id-after'))
    const { body } = await post(
      `/predictions/${predictionId}/corrections`,
      { punditId: row?.id, reason },
      as('ann'),
    )
    expect(body.corrections).toMatchObject([
      { before: { pundit: { slug: 'id-before' } }, after: { pundit: { slug: 'id-after' } } },
    ])
  })

  test('refusals answer 401, 403, 404, 409 and 422', async () => {
    const { predictionId } = await log()
    const path = `/predictions/${predictionId}/corrections`
    const mended = { probability: 0.1, reason }
    for (const [status, type, answer] of [
      [401, 'unauthenticated', post(path, mended, { Authorization: '' })],
      [403, 'forbidden', post(path, mended, as('ben'))],
      [404, 'not-found', post(`/predictions/${nobody}/corrections`, mended, as('mia'))],
      [409, 'nothing-changed', post(path, { reason }, as('ann'))],
      [422, 'invalid', post(path, { probability: 0.1 }, as('ann'))],
      [422, 'invalid', post(path, { ...mended, hedge: 'could' }, as('ann'))],
      [422, 'invalid', post(path, { ...mended, claimId: nobody }, as('ann'))],
    ] as const) {
      const { status: given, body } = await answer
      expect([given, body.type]).toEqual([status, `https://reckon.test/problems/${type}`])
    }
  })
})

describe('a prediction that was logged with the wrong claim', () => {
  const later = {
    statement: 'The bridge opens',
    topics: ['bridges'],
    dueBy: '2027-03-31',
    dueBasis: 'stated',
  }

  test('moves to one that is there, with both named in the correction', async () => {
    const { predictionId } = await log({
      claim: { statement: 'The wrong thing happens', dueBy: '2026-12-31' },
    })
    const right = await log({ claim: { statement: 'The right thing happens', dueBy: '2026-12-31' } })
    await correct(ann, predictionId, { claimId: right.claimId })
    const prediction = await getPrediction(deps, predictionId)
    expect(prediction).toMatchObject({
      claimId: right.claimId,
      corrections: [
        {
          before: { claim: { statement: 'The wrong thing happens' } },
          after: { claim: { id: right.claimId, statement: 'The right thing happens' } },
        },
      ],
    })
    await resolve(ben, right.claimId)
    expect((await getPrediction(deps, predictionId)).scored).toBe(true)
  })

  test('moves to a new one, as when the deadline was mistyped; the old one waits for nobody', async () => {
    const { predictionId, claimId } = await log({
      claim: { ...later, dueBy: '2026-03-31' },
      saidOn: '2026-01-02',
    })
    await correct(ann, predictionId, { claim: later })
    const { claimId: moved, claim } = await getPrediction(deps, predictionId)
    expect(moved).not.toBe(claimId)
    expect(claim).toMatchObject({ statement: 'The bridge opens', dueBy: '2027-03-31', state: 'open' })
    const due = await listClaims(deps, { queue: 'due' }, { limit: 100 })
    expect(due.items.map(({ id }) => id)).not.toContain(claimId)
  })

  test('is void at once under a condition that has failed', async () => {
    const { predictionId } = await log()
    const failed = await log()
    await resolveClaim(ben, failed.claimId, { outcome: 'void', voidReason: 'moot', rationale: 'So' })
    await correct(ann, predictionId, { claim: { ...later, conditionClaimId: failed.claimId } })
    const { claimId } = await getPrediction(deps, predictionId)
    expect(await getClaim(deps, claimId)).toMatchObject({ outcome: 'void', voidReason: 'condition-unmet' })
  })

  test('does not move once either claim has been settled, to one unknown, or past its deadline', async () => {
    const { predictionId, claimId } = await log()
    const settled = await log()
    await resolve(ann, settled.claimId)
    const past = await log({
      claim: { statement: 'It has passed', dueBy: '2026-01-01' },
      saidOn: '2025-12-31',
    })
    const to = (change: Record<string, unknown>) => refusal(db, () => correct(mia, predictionId, change))
    expect(await to({ claimId: settled.claimId })).toMatchObject({ type: 'frozen' })
    expect(await to({ claimId: nobody })).toMatchObject(invalid('#/claimId'))
    expect(await to({ claimId: past.claimId })).toMatchObject(invalid('#/saidOn', /deadline/))
    expect(await to({ claim: { ...later, conditionClaimId: nobody } })).toMatchObject(
      invalid('#/claim/conditionClaimId'),
    )
    expect(await to({ claim: { ...later, dueBy: '2026-01-01' } })).toMatchObject(invalid('#/claim/dueBy'))
    await resolve(ann, claimId)
    expect(await to({ claim: later })).toMatchObject({ type: 'frozen' })
  })

  test('takes one claim, not two', async () => {
    const { predictionId, claimId } = await log()
    const { status, body } = await post(`/predictions/${predictionId}/corrections`, {
      claim: later,
      claimId,
      reason: 'x',
    })
    expect(status).toBe(422)
    expect(body.errors).toMatchObject([{ pointer: '#/claim' }])
  })
})

test('after all of that the scores are exact, and the ledger replayed gives the same rows', () =>
  expectExact(db))
