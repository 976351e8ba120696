import { randomUUID } from 'node:crypto'
import { afterEach, describe, expect, test } from 'vitest'
import { anEvidence, aPrediction, clock, keyOf, testWorld } from '../world.ts'

const { app, allPages, get, post, rowCounts } = testWorld()

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/
const nobody = '01890a5d-ac96-774b-bcce-b302099a8057'
const noon = clock.now
const hour = 60 * 60 * 1000
const day = 24 * hour

afterEach(() => {
  clock.now = noon
})

function later(milliseconds: number) {
  clock.now = new Date(noon.getTime() + milliseconds)
}

type Body = Record<string, unknown>

function as(id: string) {
  return { Authorization: `Bearer ${keyOf(id)}` }
}

/** Logs a prediction as ann, of a claim due on 2026-06-30: past, by the clock of the tests. */
async function logged(changes: Body = {}, by = 'ann') {
  const { status, body } = await post('/predictions', aPrediction(changes), as(by))
  expect(status).toBe(201)
  return body
}

async function aClaim(claim: Body = {}): Promise<string> {
  const input = aPrediction()
  return (await logged({ ...input, claim: { ...input.claim, ...claim } })).claimId
}

async function fileOn(claimId: string, changes: Body = {}): Promise<string> {
  const { status, body } = await post(`/claims/${claimId}/evidence`, anEvidence(changes), as('ann'))
  expect(status).toBe(201)
  return body.id
}

async function said(answer: Promise<{ status: number; body: { id: string } }>) {
  const { status, body } = await answer
  expect(body).toMatchObject({ id: expect.stringMatching(uuid) })
  expect(status).toBe(201)
  return body
}

/** A claim that ann has resolved as true, on an item of evidence. */
async function resolved(terms: Body = {}, claim: Body = {}) {
  const claimId = await aClaim(claim)
  const evidenceId = await fileOn(claimId)
  const { id: resolutionId } = await said(
    post(
      `/claims/${claimId}/resolutions`,
      { outcome: 'true', rationale: 'By the record', evidenceIds: [evidenceId], ...terms },
      as('ann'),
    ),
  )
  return { claimId, evidenceId, resolutionId }
}

function challenge(evidenceId: string, changes: Body = {}): Body {
  return {
    reason: 'wrong-outcome',
    counterOutcome: 'false',
    rationale: 'It did not',
    evidenceIds: [evidenceId],
    ...changes,
  }
}

const tooEarly = { reason: 'too-early', counterOutcome: 'open', rationale: 'Nobody knows yet' }

/** The same, disputed by ben, who says that it did not happen. */
async function disputed(changes: Body = {}, terms: Body = {}, claim: Body = {}) {
  const { claimId, evidenceId, resolutionId } = await resolved(terms, claim)
  const { id: disputeId } = await said(
    post(`/claims/${claimId}/disputes`, challenge(evidenceId, changes), as('ben')),
  )
  return { claimId, evidenceId, resolutionId, disputeId }
}

async function settle(claimId: string, changes: Body = {}, by = 'mia') {
  return said(
    post(`/claims/${claimId}/settlements`, { decision: 'upheld', rationale: 'So it is', ...changes }, as(by)),
  )
}

const voidDuplicate = { outcome: 'void', voidReason: 'duplicate', rationale: 'Twice' }

function pointers(body: { errors: { pointer: string }[] }): string[] {
  return body.errors.map(({ pointer }) => pointer)
}

/** Expects a refusal with these members that has written nothing. */
async function expectRefused(
  path: string,
  sent: Body | string,
  by: string,
  expected: { status: number; type: string } & Body,
) {
  const { status, type, ...members } = expected
  const before = await rowCounts()
  const answer = await post(path, sent, as(by))
  expect(answer.body).toMatchObject({ type: `https://reckon.test/problems/${type}`, status, ...members })
  expect(answer.status).toBe(status)
  expect(answer.headers.get('Content-Type')).toBe('application/problem+json')
  expect(answer.body.title).toMatch(/\S/)
  expect(answer.body.detail).toMatch(/\S/)
  expect(await rowCounts()).toEqual(before)
}

describe('POST /claims/:id/disputes', () => {
  test('challenges what stands, and answers with the pending dispute', async () => {
    const { claimId, evidenceId, resolutionId } = await resolved()
    const input = challenge(evidenceId, { occurredOn: '2026-08-01', resolutionId })
    const { status, headers, body } = await post(`/claims/${claimId}/disputes`, input, as('ben'))
    expect(status).toBe(201)
    expect(headers.get('Location')).toBe(`/api/v1/claims/${claimId}`)
    expect(body).toEqual({
      type: 'dispute',
      id: expect.stringMatching(uuid),
      claimId,
      pending: true,
      resolutionId,
      reason: 'wrong-outcome',
      counterOutcome: 'false',
      occurredOn: '2026-08-01',
      rationale: 'It did not',
      evidenceIds: [evidenceId],
      by: 'ben',
      at: '2026-11-22T12:00:00.000Z',
      entryId: expect.stringMatching(uuid),
    })
    const claim = (await get(`/claims/${claimId}`)).body
    expect(claim).toMatchObject({ state: 'disputed', outcome: 'true', resolutionId, disputeId: body.id })
    expect(claim.history).toMatchObject([{ type: 'resolution', stands: true }, body])
  })

  test('takes the claim out of every score, and out of nothing else', async () => {
    const { claimId, evidenceId } = await resolved()
    const { predictions } = (await get(`/claims/${claimId}`)).body
    const path = `/pundits/${predictions[0].pundit.slug}/accuracy`
    expect((await get(path)).body).toMatchObject({ n: 1, coverage: { logged: 1, scored: 1, disputed: 0 } })
    await said(post(`/claims/${claimId}/disputes`, challenge(evidenceId), as('ben')))
    expect((await get(path)).body).toMatchObject({
      n: 0,
      brier: { mean: null },
      coverage: { logged: 1, scored: 0, disputed: 1 },
    })
    expect((await get(`/predictions/${predictions[0].id}`)).body).toMatchObject({
      scored: false,
      claim: { state: 'disputed', outcome: 'true' },
    })
  })

  test.each([
    [{ counterOutcome: 'false' }],
    [{ counterOutcome: 'partial', share: 0.25 }],
    [{ counterOutcome: 'true', occurredOn: '2026-06-01' }],
    [{ counterOutcome: 'void', voidReason: 'ambiguous', evidenceIds: undefined }],
    [{ counterOutcome: 'open', evidenceIds: undefined }],
  ])('takes %j as what should stand instead', async terms => {
    const { claimId, evidenceId } = await resolved()
    const { status, body } = await post(
      `/claims/${claimId}/disputes`,
      challenge(evidenceId, terms),
      as('ben'),
    )
    expect(body).toMatchObject({ ...terms, evidenceIds: expect.any(Array) })
    expect(status).toBe(201)
  })

  test('is open to a moderator, and against a void', async () => {
    const claimId = await aClaim()
    const evidenceIds = [await fileOn(claimId)]
    await said(post(`/claims/${claimId}/resolutions`, voidDuplicate, as('ben')))
    const dispute = challenge('', { counterOutcome: 'true', evidenceIds })
    expect((await post(`/claims/${claimId}/disputes`, dispute, as('mia'))).status).toBe(201)
  })

  test('needs a key', async () => {
    const { claimId, evidenceId } = await resolved()
    const wrong = { Authorization: 'Bearer wrong' }
    const { status, headers } = await post(`/claims/${claimId}/disputes`, challenge(evidenceId), wrong)
    expect(status).toBe(401)
    expect(headers.get('WWW-Authenticate')).toBe('Bearer')
  })

  test('says in which state a claim is that nobody has settled', async () => {
    const unsettled = { status: 409, type: 'not-settled', outcome: null, resolutionId: null, disputeId: null }
    const due = await aClaim()
    await expectRefused(`/claims/${due}/disputes`, tooEarly, 'ben', { ...unsettled, state: 'due' })
    const open = await aClaim({ dueBy: '2027-06-30' })
    await expectRefused(`/claims/${open}/disputes`, tooEarly, 'ben', { ...unsettled, state: 'open' })
  })

  test('is refused to whoever said what stands', async () => {
    const { claimId, evidenceId, resolutionId } = await resolved()
    await expectRefused(`/claims/${claimId}/disputes`, challenge(evidenceId), 'ann', {
      status: 403,
      type: 'involved',
      state: 'settled',
      outcome: 'true',
      resolutionId,
      disputeId: null,
    })
  })

  test('names the dispute that is pending already', async () => {
    const { claimId, evidenceId, resolutionId, disputeId } = await disputed()
    for (const by of ['ben', 'moe'])
      await expectRefused(`/claims/${claimId}/disputes`, challenge(evidenceId), by, {
        status: 409,
        type: 'already-disputed',
        state: 'disputed',
        outcome: 'true',
        resolutionId,
        disputeId,
      })
  })

  test('names what stands when another resolution was meant', async () => {
    const { claimId, evidenceId, resolutionId } = await resolved()
    await expectRefused(
      `/claims/${claimId}/disputes`,
      challenge(evidenceId, { resolutionId: nobody }),
      'ben',
      { status: 409, type: 'overtaken', state: 'settled', outcome: 'true', resolutionId, disputeId: null },
    )
  })

  test('is taken for 14 days to the millisecond', async () => {
    const { claimId, evidenceId, resolutionId } = await resolved()
    expect((await get(`/claims/${claimId}`)).body.disputableUntil).toBe('2026-12-06T12:00:00.000Z')
    later(14 * day + 1)
    await expectRefused(`/claims/${claimId}/disputes`, challenge(evidenceId), 'ben', {
      status: 409,
      type: 'dispute-closed',
      state: 'settled',
      outcome: 'true',
      resolutionId,
      disputeId: null,
    })
    later(14 * day)
    expect((await post(`/claims/${claimId}/disputes`, challenge(evidenceId), as('ben'))).status).toBe(201)
  })

  test('is not taken against a settlement', async () => {
    const { claimId, evidenceId } = await disputed()
    const { id: resolutionId } = await settle(claimId)
    expect((await get(`/claims/${claimId}`)).body.disputableUntil).toBeNull()
    for (const by of ['ben', 'moe'])
      await expectRefused(`/claims/${claimId}/disputes`, challenge(evidenceId), by, {
        status: 409,
        type: 'dispute-closed',
        state: 'settled',
        resolutionId,
      })
  })

  test('leads to the condition of a claim that its condition has made void', async () => {
    const conditionClaimId = await aClaim()
    const claimId = await aClaim({ conditionClaimId })
    const evidenceIds = [await fileOn(conditionClaimId)]
    const terms = { outcome: 'false', rationale: 'No', evidenceIds }
    await said(post(`/claims/${conditionClaimId}/resolutions`, terms, as('ann')))
    await expectRefused(`/claims/${claimId}/disputes`, tooEarly, 'ben', {
      status: 409,
      type: 'follows-condition',
      outcome: 'void',
      conditionClaimId,
    })
  })

  test.each<[Body, string[]]>([
    [{ counterOutcome: undefined }, ['#/counterOutcome']],
    [{ counterOutcome: 'maybe' }, ['#/counterOutcome']],
    [{ counterOutcome: 'true' }, ['#/counterOutcome']],
    [{ reason: 'because' }, ['#/reason']],
    [{ reason: undefined, rationale: ' ' }, ['#/reason', '#/rationale']],
    [{ evidenceIds: undefined }, ['#/evidenceIds']],
    [{ evidenceIds: [] }, ['#/evidenceIds']],
    [{ evidenceIds: [nobody] }, ['#/evidenceIds/0', '#/evidenceIds']],
    [{ evidenceIds: ['x'] }, ['#/evidenceIds/0']],
    [{ counterOutcome: 'partial' }, ['#/share']],
    [{ counterOutcome: 'partial', share: 1 }, ['#/share']],
    [{ counterOutcome: 'void', evidenceIds: undefined }, ['#/voidReason']],
    [{ counterOutcome: 'void', voidReason: 'condition-unmet' }, ['#/voidReason']],
    [{ counterOutcome: 'open', occurredOn: '2026-03-01' }, ['#/occurredOn']],
    [{ occurredOn: '2026-03-01' }, ['#/occurredOn']],
    [{ occurredOn: '2026-11-23' }, ['#/occurredOn']],
    [{ ruledOutOn: '2026-07-01' }, ['#/ruledOutOn']],
    [{ ruledOutOn: '2026-01-01' }, ['#/ruledOutOn']],
    [{ resolutionId: 'x' }, ['#/resolutionId']],
    [{ outcome: 'false' }, ['#/outcome']],
  ])('points at what is wrong with %j', async (changes, expected) => {
    const { claimId, evidenceId } = await resolved()
    const before = await rowCounts()
    const input = challenge(evidenceId, changes)
    const { status, body } = await post(`/claims/${claimId}/disputes`, input, as('ben'))
    expect(status).toBe(422)
    expect(pointers(body)).toEqual(expected)
    expect(await rowCounts()).toEqual(before)
  })

  test('takes another day or share of the outcome that stands as something else', async () => {
    const dated = await resolved({ occurredOn: '2026-05-01' })
    const same = challenge(dated.evidenceId, { counterOutcome: 'true', occurredOn: '2026-05-01' })
    const path = `/claims/${dated.claimId}/disputes`
    expect(pointers((await post(path, same, as('ben'))).body)).toEqual(['#/counterOutcome'])
    expect((await post(path, { ...same, occurredOn: '2026-05-02' }, as('ben'))).status).toBe(201)
  })
})

describe('POST /claims/:id/settlements', () => {
  test('upholds what stood, which then stands for good', async () => {
    const { claimId, disputeId, resolutionId } = await disputed()
    const { predictions } = (await get(`/claims/${claimId}`)).body
    const input = { decision: 'upheld', rationale: 'The record is clear', disputeId }
    const { status, headers, body } = await post(`/claims/${claimId}/settlements`, input, as('mia'))
    expect(status).toBe(201)
    expect(headers.get('Location')).toBe(`/api/v1/claims/${claimId}`)
    expect(body).toEqual({
      type: 'settlement',
      id: expect.stringMatching(uuid),
      claimId,
      stands: true,
      disputeId,
      decision: 'upheld',
      rationale: 'The record is clear',
      evidenceIds: [],
      by: 'mia',
      at: '2026-11-22T12:00:00.000Z',
      entryId: expect.stringMatching(uuid),
    })
    const claim = (await get(`/claims/${claimId}`)).body
    expect(claim).toMatchObject({
      state: 'settled',
      outcome: 'true',
      resolutionId: body.id,
      disputeId: null,
      disputableUntil: null,
    })
    expect(claim.history).toMatchObject([
      { type: 'resolution', id: resolutionId, by: 'ann', stands: true },
      { type: 'dispute', id: disputeId, by: 'ben', pending: false },
      body,
    ])
    expect(claim.predictions[0]).toMatchObject({ id: predictions[0].id, scored: true })
  })

  test('overturns it to what the dispute asked for, with its dates and evidence', async () => {
    const { claimId, evidenceId, disputeId } = await disputed({ occurredOn: '2026-08-01' })
    const body = await settle(claimId, { decision: 'overturned' })
    expect(body).toEqual({
      type: 'settlement',
      id: expect.stringMatching(uuid),
      claimId,
      stands: true,
      disputeId,
      decision: 'overturned',
      outcome: 'false',
      occurredOn: '2026-08-01',
      rationale: 'So it is',
      evidenceIds: [evidenceId],
      by: 'mia',
      at: '2026-11-22T12:00:00.000Z',
      entryId: expect.stringMatching(uuid),
    })
    const claim = (await get(`/claims/${claimId}`)).body
    expect(claim).toMatchObject({ state: 'settled', outcome: 'false', occurredOn: '2026-08-01' })
    expect(claim.predictions[0]).toMatchObject({
      scored: true,
      score: { verdict: '70 % on something that did not happen' },
    })
  })

  test.each<[Body, Body]>([
    [{ outcome: 'partial', share: 0.25 }, { share: 0.25 }],
    [{ outcome: 'void', voidReason: 'unverifiable' }, { voidReason: 'unverifiable' }],
    [{ outcome: 'true', occurredOn: '2026-05-05' }, { occurredOn: '2026-05-05' }],
  ])('overturns it to another outcome, %j', async (terms, kept) => {
    const { claimId, evidenceId } = await disputed()
    const evidenceIds = terms.outcome === 'void' ? undefined : [evidenceId]
    const body = await settle(claimId, { decision: 'overturned', ...terms, evidenceIds })
    expect(body).toMatchObject({ ...terms, stands: true, evidenceIds: evidenceIds ?? [] })
    expect((await get(`/claims/${claimId}`)).body).toMatchObject({
      state: 'settled',
      outcome: terms.outcome,
      ...kept,
    })
  })

  test('overturns it to open: then nothing stands, and anybody may say what happened', async () => {
    const { claimId, evidenceId } = await disputed()
    const body = await settle(claimId, { decision: 'overturned', outcome: 'open' })
    expect(body).toMatchObject({ outcome: 'open', stands: false })
    const claim = (await get(`/claims/${claimId}`)).body
    expect(claim).toMatchObject({ state: 'due', outcome: null, resolutionId: null, strictOutcome: null })
    expect(claim.predictions[0]).toMatchObject({ scored: false, score: null })
    const again = { outcome: 'false', rationale: 'No', evidenceIds: [evidenceId] }
    expect((await post(`/claims/${claimId}/resolutions`, again, as('ann'))).status).toBe(201)
  })

  test('is for moderators', async () => {
    const { claimId, disputeId } = await disputed()
    const input = { decision: 'upheld', rationale: 'I say so', disputeId }
    const refusal = { status: 403, type: 'forbidden' }
    for (const by of ['ann', 'ben']) await expectRefused(`/claims/${claimId}/settlements`, input, by, refusal)
    const wrong = { Authorization: 'Bearer wrong' }
    expect((await post(`/claims/${claimId}/settlements`, input, wrong)).status).toBe(401)
  })

  test('is refused to the moderator who resolved and to the one who disputed, and open to another', async () => {
    const claimId = await aClaim()
    await said(post(`/claims/${claimId}/resolutions`, voidDuplicate, as('mia')))
    const evidenceId = await fileOn(claimId)
    const { id: disputeId } = await said(
      post(`/claims/${claimId}/disputes`, challenge(evidenceId), as('moe')),
    )
    const input = { decision: 'upheld', rationale: 'I say so' }
    for (const by of ['mia', 'moe'])
      await expectRefused(`/claims/${claimId}/settlements`, input, by, {
        status: 403,
        type: 'involved',
        state: 'disputed',
        outcome: 'void',
        disputeId,
      })
    expect((await post(`/claims/${claimId}/settlements`, input)).status).toBe(201)
  })

  test('says what stands when no dispute, or another, is pending', async () => {
    const upheld = { decision: 'upheld', rationale: 'So it is' }
    const undisputed = await resolved()
    await expectRefused(`/claims/${undisputed.claimId}/settlements`, upheld, 'mia', {
      status: 409,
      type: 'not-disputed',
      state: 'settled',
      outcome: 'true',
      resolutionId: undisputed.resolutionId,
      disputeId: null,
    })
    const { claimId, disputeId, resolutionId } = await disputed()
    const other = { ...upheld, disputeId: nobody }
    await expectRefused(`/claims/${claimId}/settlements`, other, 'mia', {
      status: 409,
      type: 'overtaken',
      state: 'disputed',
      outcome: 'true',
      resolutionId,
      disputeId,
    })
    const { id } = await settle(claimId)
    await expectRefused(`/claims/${claimId}/settlements`, { ...upheld, disputeId }, 'moe', {
      status: 409,
      type: 'not-disputed',
      state: 'settled',
      resolutionId: id,
    })
  })

  test('is refused when what it depends on has not come true', async () => {
    const conditionClaimId = await aClaim()
    const claimId = await aClaim({ conditionClaimId })
    const evidenceId = await fileOn(claimId)
    await said(post(`/claims/${claimId}/resolutions`, voidDuplicate, as('ann')))
    const { id: disputeId } = await said(
      post(`/claims/${claimId}/disputes`, challenge(evidenceId), as('ben')),
    )
    const overturned = { decision: 'overturned', rationale: 'It is no duplicate' }
    await expectRefused(`/claims/${claimId}/settlements`, overturned, 'mia', {
      status: 409,
      type: 'condition-pending',
      state: 'disputed',
      disputeId,
      condition: {
        claimId: conditionClaimId,
        state: 'due',
        outcome: null,
        resolutionId: null,
        disputeId: null,
      },
    })
  })

  test.each<[Body, string[]]>([
    [{ decision: undefined }, ['#/decision']],
    [{ decision: 'perhaps' }, ['#/decision']],
    [{ decision: 'upheld', outcome: 'true' }, ['#/outcome']],
    [{ rationale: undefined }, ['#/rationale']],
    [{ share: 0.5 }, ['#/outcome']],
    [{ evidenceIds: [] }, ['#/outcome']],
    [{ outcome: 'maybe' }, ['#/outcome']],
    [{ outcome: 'partial', evidenceIds: ['EVIDENCE'] }, ['#/share']],
    [{ outcome: 'true' }, ['#/evidenceIds']],
    [{ outcome: 'true', evidenceIds: [nobody] }, ['#/evidenceIds/0', '#/evidenceIds']],
    [{ outcome: 'void' }, ['#/voidReason']],
    [{ outcome: 'true', occurredOn: '2026-07-01', evidenceIds: ['EVIDENCE'] }, ['#/occurredOn']],
    [{ outcome: 'open', occurredOn: '2026-03-01' }, ['#/occurredOn']],
    [{ outcome: 'true', share: 0.5, evidenceIds: ['EVIDENCE'] }, ['#/share']],
    [{ disputeId: 'x' }, ['#/disputeId']],
    [{ counterOutcome: 'true' }, ['#/counterOutcome']],
  ])('points at what is wrong with %j', async (changes, expected) => {
    const { claimId, evidenceId } = await disputed()
    const before = await rowCounts()
    const input = JSON.stringify({ decision: 'overturned', rationale: 'So it is', ...changes })
    const { status, body } = await post(
      `/claims/${claimId}/settlements`,
      input.replace('EVIDENCE', evidenceId),
      as('mia'),
    )
    expect(status).toBe(422)
    expect(pointers(body)).toEqual(expected)
    expect(await rowCounts()).toEqual(before)
  })
})

describe('POST /claims/:id/reopenings', () => {
  test('withdraws what stands, also after the days for a dispute', async () => {
    const { claimId, evidenceId, resolutionId } = await resolved()
    later(30 * day)
    const input = { reason: 'The figures were withdrawn', resolutionId }
    const { status, headers, body } = await post(`/claims/${claimId}/reopenings`, input, as('mia'))
    expect(status).toBe(201)
    expect(headers.get('Location')).toBe(`/api/v1/claims/${claimId}`)
    expect(body).toEqual({
      type: 'reopening',
      id: expect.stringMatching(uuid),
      claimId,
      reason: 'The figures were withdrawn',
      by: 'mia',
      at: '2026-12-22T12:00:00.000Z',
      entryId: expect.stringMatching(uuid),
    })
    const claim = (await get(`/claims/${claimId}`)).body
    expect(claim).toMatchObject({ state: 'due', outcome: null, resolutionId: null })
    expect(claim.history).toMatchObject([{ type: 'resolution', stands: false }, body])
    expect(claim.predictions[0]).toMatchObject({ scored: false, score: null })
    const again = { outcome: 'false', rationale: 'No', evidenceIds: [evidenceId] }
    expect((await post(`/claims/${claimId}/resolutions`, again, as('ben'))).status).toBe(201)
  })

  test('is refused to a contributor, and without a key', async () => {
    const { claimId } = await resolved()
    const refusal = { status: 403, type: 'forbidden' }
    await expectRefused(`/claims/${claimId}/reopenings`, { reason: 'No' }, 'ann', refusal)
    const wrong = { Authorization: 'Bearer wrong' }
    expect((await post(`/claims/${claimId}/reopenings`, { reason: 'No' }, wrong)).status).toBe(401)
  })

  test('is refused where nothing stands, where a dispute is pending, and where something else stands', async () => {
    const due = await aClaim()
    await expectRefused(`/claims/${due}/reopenings`, { reason: 'No' }, 'mia', {
      status: 409,
      type: 'not-settled',
      state: 'due',
      outcome: null,
    })
    const pending = await disputed()
    await expectRefused(`/claims/${pending.claimId}/reopenings`, { reason: 'No' }, 'mia', {
      status: 409,
      type: 'already-disputed',
      state: 'disputed',
      disputeId: pending.disputeId,
    })
    const { claimId, resolutionId } = await resolved()
    await expectRefused(`/claims/${claimId}/reopenings`, { reason: 'No', resolutionId: nobody }, 'mia', {
      status: 409,
      type: 'overtaken',
      state: 'settled',
      resolutionId,
    })
  })

  test('waits until what stands can no longer be disputed, except by the moderator who said it', async () => {
    const { claimId, resolutionId } = await resolved()
    later(14 * day)
    await expectRefused(`/claims/${claimId}/reopenings`, { reason: 'No' }, 'mia', {
      status: 409,
      type: 'dispute-open',
      state: 'settled',
      outcome: 'true',
      resolutionId,
    })
    later(14 * day + 1)
    expect((await post(`/claims/${claimId}/reopenings`, { reason: 'No' }, as('mia'))).status).toBe(201)
    const own = await aClaim()
    await said(post(`/claims/${own}/resolutions`, voidDuplicate, as('mia')))
    expect((await post(`/claims/${own}/reopenings`, { reason: 'Mine' }, as('mia'))).status).toBe(201)
  })

  test('is refused to a moderator whose dispute was turned down, and open to another', async () => {
    const { claimId, evidenceId } = await resolved()
    await said(post(`/claims/${claimId}/disputes`, challenge(evidenceId), as('mia')))
    await settle(claimId, {}, 'moe')
    const refusal = { status: 403, type: 'involved', state: 'settled' }
    await expectRefused(`/claims/${claimId}/reopenings`, { reason: 'No' }, 'mia', refusal)
    expect((await post(`/claims/${claimId}/reopenings`, { reason: 'No' }, as('moe'))).status).toBe(201)
  })

  test('leads to the condition of a claim that its condition has made void', async () => {
    const { claimId: conditionClaimId } = await resolved({ outcome: 'false' })
    const claimId = await aClaim({ conditionClaimId })
    const claim = (await get(`/claims/${claimId}`)).body
    expect(claim).toMatchObject({ state: 'settled', outcome: 'void', voidReason: 'condition-unmet' })
    expect(claim.history).toEqual([
      {
        type: 'voiding',
        id: claim.resolutionId,
        claimId,
        conditionClaimId,
        stands: true,
        by: 'ann',
        at: '2026-11-22T12:00:00.000Z',
        entryId: expect.stringMatching(uuid),
      },
    ])
    await expectRefused(`/claims/${claimId}/reopenings`, { reason: 'No' }, 'mia', {
      status: 409,
      type: 'follows-condition',
      conditionClaimId,
    })
    later(30 * day)
    await said(post(`/claims/${conditionClaimId}/reopenings`, { reason: 'Mistaken' }, as('mia')))
    const after = (await get(`/claims/${claimId}`)).body
    expect(after).toMatchObject({ state: 'due', outcome: null })
    expect(after.history[1]).toMatchObject({ type: 'reopening', conditionClaimId })
    expect(after.history[1].reason).toBeUndefined()
  })

  test.each<[Body, string[]]>([
    [{}, ['#/reason']],
    [{ reason: ' ' }, ['#/reason']],
    [{ reason: 'x'.repeat(1001) }, ['#/reason']],
    [{ reason: 'No', resolutionId: 'x' }, ['#/resolutionId']],
    [{ reason: 'No', rationale: 'No' }, ['#/rationale']],
  ])('points at what is wrong with %j', async (input, expected) => {
    const { claimId } = await resolved()
    const { status, body } = await post(`/claims/${claimId}/reopenings`, input, as('mia'))
    expect(status).toBe(422)
    expect(pointers(body)).toEqual(expected)
  })
})

describe('POST /claims/:id/corrections', () => {
  test('mends the wording, with both versions in the answer and the history', async () => {
    const claimId = await aClaim({ statement: 'The brige opens', topics: ['bridges'], criteria: undefined })
    const input = {
      statement: 'The bridge opens',
      criteria: 'By the road office',
      topics: ['bridges', 'roads'],
      dueWording: 'by the end of June',
      reason: 'A letter was missing',
    }
    const { status, headers, body } = await post(`/claims/${claimId}/corrections`, input, as('ann'))
    expect(status).toBe(201)
    expect(headers.get('Location')).toBe(`/api/v1/claims/${claimId}`)
    const { reason, ...after } = input
    expect(body).toEqual({
      type: 'correction',
      id: expect.stringMatching(uuid),
      claimId,
      reason,
      before: { statement: 'The brige opens', criteria: null, topics: ['bridges'], dueWording: null },
      after,
      by: 'ann',
      at: '2026-11-22T12:00:00.000Z',
      entryId: expect.stringMatching(uuid),
    })
    const claim = (await get(`/claims/${claimId}`)).body
    expect(claim).toMatchObject({ ...after, dueBy: '2026-06-30', history: [body] })
  })

  test('says only what is really another', async () => {
    const claimId = await aClaim({ statement: 'The ship sails' })
    const input = { statement: 'The ship sails', criteria: 'By the port', reason: 'Vague' }
    const { body } = await post(`/claims/${claimId}/corrections`, input, as('ann'))
    expect([body.before, body.after]).toEqual([
      { criteria: 'By the record of things' },
      { criteria: 'By the port' },
    ])
    const same = { criteria: 'By the port', reason: 'Again' }
    const refusal = { status: 409, type: 'nothing-changed' }
    await expectRefused(`/claims/${claimId}/corrections`, same, 'ann', refusal)
    await expectRefused(`/claims/${claimId}/corrections`, { reason: 'Nothing' }, 'ann', refusal)
  })

  const mended = { criteria: 'Better', reason: 'Vague' }

  test('is for whoever opened it, and for moderators', async () => {
    const claimId = await aClaim()
    await expectRefused(`/claims/${claimId}/corrections`, mended, 'ben', { status: 403, type: 'forbidden' })
    const wrong = { Authorization: 'Bearer wrong' }
    expect((await post(`/claims/${claimId}/corrections`, mended, wrong)).status).toBe(401)
    expect((await post(`/claims/${claimId}/corrections`, mended, as('mia'))).status).toBe(201)
  })

  test('closes after 24 hours, except to moderators', async () => {
    const claimId = await aClaim()
    later(24 * hour + 1)
    const refusal = { status: 403, type: 'correction-closed' }
    await expectRefused(`/claims/${claimId}/corrections`, mended, 'ann', refusal)
    expect((await post(`/claims/${claimId}/corrections`, mended, as('mia'))).status).toBe(201)
    later(24 * hour)
    const own = await aClaim()
    later(48 * hour)
    expect((await post(`/claims/${own}/corrections`, mended, as('ann'))).status).toBe(201)
  })

  test('closes once somebody else has filed, forecast or corrected', async () => {
    const others = [
      (id: string) => post(`/claims/${id}/evidence`, anEvidence(), as('ben')),
      (id: string) => post('/predictions', aPrediction({ claim: undefined, claimId: id }), as('ben')),
      (id: string) => post(`/claims/${id}/corrections`, { topics: [], reason: 'Wrong' }, as('mia')),
    ]
    for (const act of others) {
      const claimId = await aClaim()
      expect((await act(claimId)).status).toBe(201)
      const refusal = { status: 403, type: 'correction-closed' }
      await expectRefused(`/claims/${claimId}/corrections`, mended, 'ann', refusal)
    }
  })

  test('takes criteria and the wording of a deadline away', async () => {
    const claimId = await aClaim({ dueWording: 'by June' })
    const input = { criteria: null, dueWording: null, reason: 'Made up' }
    const body = await said(post(`/claims/${claimId}/corrections`, input, as('ann')))
    expect(body).toMatchObject({ after: { criteria: null, dueWording: null } })
    expect((await get(`/claims/${claimId}`)).body).toMatchObject({ criteria: null, dueWording: null })
  })

  test('is refused when another version was seen than the last', async () => {
    const claimId = await aClaim()
    const path = `/claims/${claimId}/corrections`
    const { entryId: seen } = (await get(`/claims/${claimId}`)).body
    const first = await post(path, { ...mended, seen }, as('ann'))
    expect(first.status).toBe(201)
    const again = { criteria: 'Best', reason: 'x' }
    await expectRefused(path, { ...again, seen }, 'ann', { status: 409, type: 'overtaken' })
    expect((await post(path, { ...again, seen: first.body.entryId }, as('ann'))).status).toBe(201)
  })

  test('stays closed to all but topics when the claim is reopened', async () => {
    const { claimId } = await resolved()
    later(30 * day)
    await said(post(`/claims/${claimId}/reopenings`, { reason: 'No' }, as('mia')))
    const refusal = { status: 409, type: 'frozen', outcome: null, resolutionId: null }
    await expectRefused(`/claims/${claimId}/corrections`, mended, 'mia', refusal)
    const topics = { topics: ['other'], reason: 'Misfiled' }
    expect((await post(`/claims/${claimId}/corrections`, topics, as('mia'))).status).toBe(201)
  })

  test('changes nothing but topics once the claim is settled', async () => {
    const { claimId, resolutionId } = await resolved()
    const refusal = { status: 409, type: 'frozen', outcome: 'true', resolutionId }
    for (const changes of [mended, { ...mended, topics: ['other'] }, { statement: 'Other', reason: 'x' }])
      await expectRefused(`/claims/${claimId}/corrections`, changes, 'mia', refusal)
    const topics = { topics: ['misfiled'], reason: 'Misfiled' }
    expect((await post(`/claims/${claimId}/corrections`, topics, as('mia'))).status).toBe(201)
    expect((await get('/predictions?topic=misfiled')).body.items).toMatchObject([{ claimId }])
  })

  test.each<[Body, string[]]>([
    [{ reason: undefined, criteria: 'x' }, ['#/reason']],
    [{ dueBy: '2027-01-01' }, ['#/dueBy']],
    [{ dueByStrict: '2027-01-01' }, ['#/dueByStrict']],
    [{ condition: 'It rains' }, ['#/condition']],
    [{ statement: '' }, ['#/statement']],
    [{ topics: ['Not A Topic'] }, ['#/topics/0']],
    [{ topics: ['a', 'a'] }, ['#/topics']],
  ])('points at what is wrong with %j', async (changes, expected) => {
    const claimId = await aClaim()
    const input = { reason: 'Wrong', ...changes }
    const { status, body } = await post(`/claims/${claimId}/corrections`, input, as('ann'))
    expect(status).toBe(422)
    expect(pointers(body)).toEqual(expected)
  })
})

describe('POST /predictions/:id/corrections', () => {
  test('puts right what was logged wrongly, with both versions in the answer', async () => {
    const input = aPrediction({ pundit: { name: 'Wrong Person', kind: 'person', role: 'Clerk' } })
    const { body: first } = await post('/predictions', input, as('ann'))
    const correction = {
      pundit: { name: 'Right Person', kind: 'person' },
      role: 'Mayor',
      source: { title: 'The other piece', url: 'https://example.org/other-piece' },
      quote: { exact: 'it may well happen', prefix: 'they said' },
      saidOn: '2026-01-03',
      stance: 'possibility',
      hedge: 'may',
      reason: 'Misheard',
    }
    const { status, headers, body } = await post(
      `/predictions/${first.id}/corrections`,
      correction,
      as('ann'),
    )
    expect(status).toBe(201)
    expect(headers.get('Location')).toBe(`/api/v1/predictions/${first.id}`)
    expect(body).toEqual({
      ...first,
      similar: undefined,
      pundit: { slug: 'right-person', name: 'Right Person', role: 'Mayor' },
      source: { id: expect.any(String), title: 'The other piece', url: expect.any(String) },
      quote: correction.quote,
      saidOn: '2026-01-03',
      stance: 'possibility',
      probability: expect.objectContaining({ basis: 'hedge', phrase: 'may' }),
      corrections: [
        {
          id: expect.stringMatching(uuid),
          reason: 'Misheard',
          before: {
            pundit: { slug: 'wrong-person', name: 'Wrong Person' },
            role: 'Clerk',
            source: { id: first.source.id, title: first.source.title },
            quote: first.quote,
            saidOn: '2026-01-02',
            stance: 'asserts',
            probability: first.probability,
          },
          after: {
            pundit: { slug: 'right-person', name: 'Right Person' },
            role: 'Mayor',
            source: { id: body.source.id, title: 'The other piece' },
            quote: correction.quote,
            saidOn: '2026-01-03',
            stance: 'possibility',
            probability: body.probability,
          },
          by: 'ann',
          at: '2026-11-22T12:00:00.000Z',
          entryId: expect.stringMatching(uuid),
        },
      ],
    })
    expect((await get(`/predictions/${first.id}`)).body).toEqual(body)
    expect((await get('/pundits/wrong-person')).body.predictionCount).toBe(0)
    expect((await get('/predictions?pundit=right-person')).body.items).toEqual([body])
  })

  const mended = { saidOn: '2026-01-01', reason: 'A day earlier' }

  test('is for whoever logged it, for 24 hours, while nobody else has acted on it; and for moderators', async () => {
    const { id } = await logged()
    const path = `/predictions/${id}/corrections`
    await expectRefused(path, mended, 'ben', { status: 403, type: 'forbidden' })
    later(24 * hour + 1)
    await expectRefused(path, mended, 'ann', { status: 403, type: 'correction-closed' })
    clock.now = noon
    expect((await post(path, mended, { Authorization: 'Bearer wrong' })).status).toBe(401)
    const acted = await logged()
    expect((await post(`/claims/${acted.claimId}/evidence`, anEvidence(), as('ben'))).status).toBe(201)
    const closed = { status: 403, type: 'correction-closed' }
    await expectRefused(`/predictions/${acted.id}/corrections`, mended, 'ann', closed)
    expect((await post(path, mended, as('ann'))).status).toBe(201)
    expect((await post(`/predictions/${acted.id}/corrections`, mended, as('moe'))).status).toBe(201)
  })

  test('is refused when another version was seen than the last', async () => {
    const { id, entryId: seen } = await logged()
    const path = `/predictions/${id}/corrections`
    const { status, body } = await post(path, { ...mended, seen }, as('ann'))
    expect(status).toBe(201)
    const again = { role: 'Mayor', reason: 'x' }
    await expectRefused(path, { ...again, seen }, 'ann', { status: 409, type: 'overtaken' })
    const last = body.corrections[0].entryId
    expect((await post(path, { ...again, seen: last }, as('ann'))).status).toBe(201)
  })

  test('leaves no role of the one pundit to the other, and takes a role away', async () => {
    const { id } = await logged({ pundit: { name: 'Rolf Role', kind: 'person', role: 'Clerk' } })
    const path = `/predictions/${id}/corrections`
    const other = { pundit: { name: 'Olga Other', kind: 'person' }, reason: 'Another' }
    const { body } = await post(path, other, as('ann'))
    expect(body.pundit).toEqual({ slug: 'olga-other', name: 'Olga Other' })
    await said(post(path, { role: 'Mayor', reason: 'x' }, as('ann')))
    const none = await post(path, { role: null, reason: 'x' }, as('ann'))
    expect(none.body.pundit.role).toBeUndefined()
  })

  test('changes only source and role once the claim is settled', async () => {
    const { claimId } = await resolved()
    const [prediction] = (await get(`/claims/${claimId}`)).body.predictions
    const path = `/predictions/${prediction.id}/corrections`
    for (const changes of [
      { saidOn: '2026-01-01' },
      { probability: 0.1 },
      { hedge: 'could' },
      { stance: 'possibility' },
      { quote: { exact: 'other words' } },
      { pundit: { name: 'Somebody Else', kind: 'person' } },
    ]) {
      await expectRefused(path, { ...changes, reason: 'x' }, 'mia', { status: 409, type: 'frozen' })
    }
    const { status, body } = await post(path, { role: 'Mayor', reason: 'Left out' }, as('mia'))
    expect(status).toBe(201)
    expect(body.pundit.role).toBe('Mayor')
    expect(body.corrections[0]).toMatchObject({ before: { role: null }, after: { role: 'Mayor' } })
  })

  test('is refused when nothing would change, and when the words are logged already', async () => {
    const first = await logged()
    const second = await logged()
    const path = `/predictions/${second.id}/corrections`
    const same = { probability: 0.7, saidOn: '2026-01-02', reason: 'Same' }
    await expectRefused(path, same, 'ann', { status: 409, type: 'nothing-changed' })
    const taken = { quote: first.quote, sourceId: first.source.id, reason: 'Taken' }
    await expectRefused(path, taken, 'ann', {
      status: 409,
      type: 'duplicate-prediction',
      existing: `/api/v1/predictions/${first.id}`,
    })
  })

  test.each<[Body, string[]]>([
    [{ reason: undefined, role: 'x' }, ['#/reason']],
    [{ probability: 0.5, hedge: 'could' }, ['#/probability']],
    [{ hedge: 'wibbly' }, ['#/hedge']],
    [{ probability: 1.5 }, ['#/probability']],
    [{ saidOn: '2026-11-23' }, ['#/saidOn']],
    [{ saidOn: '2026-07-01' }, ['#/saidOn']],
    [{ pundit: { name: 'Nobody Known' } }, ['#/pundit/kind']],
    [{ pundit: { name: 'A' }, punditId: nobody }, ['#/pundit']],
    [{ punditId: nobody }, ['#/punditId']],
    [{ sourceId: nobody }, ['#/sourceId']],
    [{ source: { title: '' } }, ['#/source/title']],
    [{ quote: { prefix: 'x' } }, ['#/quote/exact']],
    [{ claimId: nobody }, ['#/claimId']],
    [{ role: 'two\nlines' }, ['#/role']],
  ])('points at what is wrong with %j', async (changes, expected) => {
    const { id } = await logged()
    const input = { reason: 'Wrong', ...changes }
    const { status, body } = await post(`/predictions/${id}/corrections`, input, as('ann'))
    expect(status).toBe(422)
    expect(pointers(body)).toEqual(expected)
  })
})

describe('POST /claims/:id/merges', () => {
  test('moves everything here, and the other address leads here', async () => {
    const kept = await logged()
    const gone = await logged()
    const dependant = await aClaim({ conditionClaimId: gone.claimId })
    const evidenceId = await fileOn(gone.claimId)
    const input = { claimId: gone.claimId, reason: 'One and the same' }
    const { status, headers, body } = await post(`/claims/${kept.claimId}/merges`, input, as('mia'))
    expect(status).toBe(201)
    expect(headers.get('Location')).toBe(`/api/v1/claims/${kept.claimId}`)
    expect(body).toEqual({
      type: 'merge',
      id: expect.stringMatching(uuid),
      claimId: kept.claimId,
      mergedId: gone.claimId,
      merged: { id: gone.claimId, statement: gone.claim.statement, criteria: 'By the record of things' },
      reason: 'One and the same',
      by: 'mia',
      at: '2026-11-22T12:00:00.000Z',
      entryId: expect.stringMatching(uuid),
    })
    const claim = (await get(`/claims/${kept.claimId}`)).body
    expect(claim.predictions.map(({ id }: { id: string }) => id).sort()).toEqual([kept.id, gone.id].sort())
    expect(claim.evidence).toMatchObject([{ id: evidenceId }])
    expect(claim.dependants).toMatchObject([{ id: dependant }])
    expect(claim.history).toEqual([body])
    for (const id of [gone.claimId, gone.claimId.toUpperCase()]) {
      const moved = await app.request(`/api/v1/claims/${id}`)
      expect([moved.status, moved.headers.get('Location')]).toEqual([308, `/api/v1/claims/${kept.claimId}`])
    }
    expect((await get(`/claims/${kept.claimId.toUpperCase()}`)).status).toBe(200)
    expect((await get(`/predictions/${gone.id}`)).body.claimId).toBe(kept.claimId)
    expect((await get(`/predictions?claim=${gone.claimId}`)).body.items).toHaveLength(2)
    const { items } = await allPages<{ id: string }>('/claims?topic=things&limit=100')
    const listed = items.map(({ id }) => id)
    expect(listed).toContain(kept.claimId)
    expect(listed).not.toContain(gone.claimId)
  })

  test('takes what is sent to the other address from then on as meant for this one', async () => {
    const [kept, gone] = [await aClaim(), await aClaim()]
    await said(post(`/claims/${kept}/merges`, { claimId: gone, reason: 'Same' }, as('mia')))
    const evidenceIds = [await fileOn(gone)]
    const terms = { outcome: 'true', rationale: 'Yes', evidenceIds }
    const { status, headers } = await post(`/claims/${gone}/resolutions`, terms, as('ann'))
    expect(status).toBe(201)
    const location = await app.request(headers.get('Location') ?? '')
    expect([200, 308]).toContain(location.status)
    expect((await get(`/claims/${kept}`)).body).toMatchObject({ outcome: 'true', history: [{}, {}] })
    const again = aPrediction({ claim: undefined, claimId: gone })
    expect((await post('/predictions', again, as('ann'))).body.claimId).toBe(kept)
  })

  test('scores what has moved as the claim it has moved to', async () => {
    const kept = await resolved()
    const gone = await logged({ probability: 0.6 })
    await said(post(`/claims/${kept.claimId}/merges`, { claimId: gone.claimId, reason: 'Same' }, as('mia')))
    const { body } = await get(`/predictions/${gone.id}`)
    expect(body).toMatchObject({ scored: true, claim: { state: 'settled', outcome: 'true' } })
    expect(body.score.brier).toBeCloseTo(0.16, 12)
  })

  test('is for moderators', async () => {
    const [kept, gone] = [await aClaim(), await aClaim()]
    const input = { claimId: gone, reason: 'Same' }
    const refusal = { status: 403, type: 'forbidden' }
    await expectRefused(`/claims/${kept}/merges`, input, 'ann', refusal)
    expect((await post(`/claims/${kept}/merges`, input, { Authorization: 'Bearer wrong' })).status).toBe(401)
  })

  test('refuses two that differ in what predictions are scored on, or that contradict each other', async () => {
    const kept = await aClaim()
    const settledTrue = await resolved()
    const settledFalse = await resolved({ outcome: 'false' })
    const pending = await disputed()
    const cases: [string, string, Body][] = [
      [kept, kept, { state: 'due', outcome: null }],
      [kept, await aClaim({ dueBy: '2026-07-30' }), { state: 'due', outcome: null }],
      [kept, await aClaim({ dueByStrict: '2026-05-30', dueBasis: 'inferred' }), { state: 'due' }],
      [kept, await aClaim({ condition: 'It rains' }), { state: 'due' }],
      [kept, await aClaim({ conditionClaimId: kept }), { state: 'due' }],
      [kept, settledTrue.claimId, { state: 'settled', outcome: 'true' }],
      [settledTrue.claimId, settledFalse.claimId, { state: 'settled', outcome: 'false' }],
      [kept, pending.claimId, { state: 'disputed', outcome: 'true', disputeId: pending.disputeId }],
    ]
    for (const [into, claimId, other] of cases) {
      await expectRefused(`/claims/${into}/merges`, { claimId, reason: 'Same' }, 'mia', {
        status: 409,
        type: 'cannot-merge',
        state: into === kept ? 'due' : 'settled',
        other: { claimId, ...other },
      })
    }
  })

  test('points at a claim that is none', async () => {
    const kept = await aClaim()
    for (const claimId of [nobody, 'x', undefined]) {
      const { status, body } = await post(`/claims/${kept}/merges`, { claimId, reason: 'Same' }, as('mia'))
      expect(status).toBe(422)
      expect(pointers(body)).toEqual(['#/claimId'])
    }
    const { body } = await post(`/claims/${kept}/merges`, { claimId: nobody }, as('mia'))
    expect(pointers(body)).toEqual(['#/reason'])
  })
})

describe('POST /pundits/:slug/merges', () => {
  function ofPundit(name: string, changes: Body = {}) {
    return logged({ pundit: { name, kind: 'person', ...changes } })
  }

  test('moves names, predictions and scores here, and the other addresses lead here', async () => {
    await ofPundit('Vera Kept')
    const gone = await ofPundit('V. Gone', { aliases: ['Vera G.'], wikidataId: 'Q7001' })
    const evidenceIds = [await fileOn(gone.claimId)]
    await said(
      post(
        `/claims/${gone.claimId}/resolutions`,
        { outcome: 'true', rationale: 'Yes', evidenceIds },
        as('ann'),
      ),
    )
    const input = { slug: 'v-gone', reason: 'Maiden name' }
    const { status, headers, body } = await post('/pundits/vera-kept/merges', input, as('mia'))
    expect(status).toBe(201)
    expect(headers.get('Location')).toBe('/api/v1/pundits/vera-kept')
    expect(body).toMatchObject({
      slug: 'vera-kept',
      name: 'Vera Kept',
      wikidataId: 'Q7001',
      predictionCount: 2,
      merges: [
        {
          slug: 'v-gone',
          name: 'V. Gone',
          reason: 'Maiden name',
          by: 'mia',
          at: '2026-11-22T12:00:00.000Z',
          entryId: expect.stringMatching(uuid),
        },
      ],
    })
    expect(body.aliases.sort()).toEqual(['V. Gone', 'Vera G.'])
    expect((await get('/pundits/vera-kept')).body).toMatchObject({ slug: 'vera-kept', predictionCount: 2 })
    for (const [path, location] of [
      ['/pundits/v-gone', '/pundits/vera-kept'],
      ['/pundits/v-gone/accuracy', '/pundits/vera-kept/accuracy'],
      ['/pundits/v-gone/accuracy?topic=things', '/pundits/vera-kept/accuracy?topic=things'],
    ]) {
      const moved = await app.request(`/api/v1${path}`)
      expect([moved.status, moved.headers.get('Location')]).toEqual([308, `/api/v1${location}`])
    }
    expect((await get('/pundits/vera-kept/accuracy')).body).toMatchObject({ n: 1, coverage: { logged: 2 } })
    expect((await get('/predictions?pundit=v-gone')).body.items).toHaveLength(2)
    const { items } = await allPages<{ slug: string }>('/pundits?limit=100')
    const slugs = items.map(({ slug }) => slug)
    expect(slugs).toContain('vera-kept')
    expect(slugs).not.toContain('v-gone')
    const again = await ofPundit('V. Gone')
    expect(again.pundit.slug).toBe('vera-kept')
  })

  test('takes the slug of one merged before as the one they were merged into', async () => {
    for (const name of ['One Chain', 'Two Chain', 'Three Chain']) await ofPundit(name)
    const merge = (into: string, slug: string) =>
      post(`/pundits/${into}/merges`, { slug, reason: 'Same' }, as('mia'))
    expect((await merge('two-chain', 'one-chain')).status).toBe(201)
    expect((await merge('three-chain', 'one-chain')).body).toMatchObject({
      slug: 'three-chain',
      predictionCount: 3,
    })
    const moved = await app.request('/api/v1/pundits/one-chain')
    expect([moved.status, moved.headers.get('Location')]).toEqual([308, '/api/v1/pundits/three-chain'])
    expect((await merge('two-chain', 'three-chain')).status).toBe(409)
  })

  test('is for moderators, and for two who are not known to be two', async () => {
    await ofPundit('Pia One', { wikidataId: 'Q7002' })
    await ofPundit('Pia Two', { wikidataId: 'Q7003' })
    const input = { slug: 'pia-two', reason: 'Same' }
    const path = '/pundits/pia-one/merges'
    await expectRefused(path, input, 'ben', { status: 403, type: 'forbidden' })
    expect((await post(path, input, { Authorization: 'Bearer wrong' })).status).toBe(401)
    await expectRefused(path, input, 'mia', { status: 409, type: 'cannot-merge' })
    await ofPundit('Pia Three', { kind: 'organisation' })
    const other = { slug: 'pia-three', reason: 'Same' }
    await expectRefused(path, other, 'mia', { status: 409, type: 'cannot-merge' })
    const self = { slug: 'pia-one', reason: 'Same' }
    await expectRefused(path, self, 'mia', { status: 409, type: 'cannot-merge' })
    await expectRefused('/pundits/nobody-known/merges', input, 'mia', { status: 404, type: 'not-found' })
    for (const [given, expected] of [
      [{ slug: 'nobody-known', reason: 'Same' }, ['#/slug']],
      [{ slug: 'Not A Slug', reason: 'Same' }, ['#/slug']],
      [{ slug: 'pia-two' }, ['#/reason']],
      [{ ...input, punditId: nobody }, ['#/punditId']],
    ]) {
      const { status, body } = await post(path, given, as('mia'))
      expect(status).toBe(422)
      expect(pointers(body)).toEqual(expected)
    }
  })
})

describe('an address that leads nowhere', () => {
  const bodies: Record<string, Body> = {
    disputes: tooEarly,
    settlements: { decision: 'upheld', rationale: 'Yes' },
    reopenings: { reason: 'No' },
    corrections: { topics: [], reason: 'No' },
    merges: { claimId: nobody, reason: 'No' },
  }

  test.each(Object.entries(bodies))('is 404 for %s of a claim that is none', async (what, body) => {
    const refusal = { status: 404, type: 'not-found' }
    for (const id of [nobody, 'x', '%00']) await expectRefused(`/claims/${id}/${what}`, body, 'mia', refusal)
  })

  test('is 404 for corrections of a prediction that is none', async () => {
    const refusal = { status: 404, type: 'not-found' }
    for (const id of [nobody, 'x', '%00'])
      await expectRefused(`/predictions/${id}/corrections`, { role: 'x', reason: 'No' }, 'mia', refusal)
  })
})

describe('an Idempotency-Key', () => {
  const cases: Record<string, () => Promise<{ path: string; body: Body; by: string }>> = {
    disputes: async () => {
      const { claimId, evidenceId } = await resolved()
      return { path: `/claims/${claimId}/disputes`, body: challenge(evidenceId), by: 'ben' }
    },
    settlements: async () => {
      const { claimId } = await disputed()
      const body = { decision: 'overturned', rationale: 'Yes' }
      return { path: `/claims/${claimId}/settlements`, body, by: 'mia' }
    },
    reopenings: async () => {
      const claimId = await aClaim()
      await said(post(`/claims/${claimId}/resolutions`, voidDuplicate, as('mia')))
      return { path: `/claims/${claimId}/reopenings`, body: { reason: 'No' }, by: 'mia' }
    },
    'corrections of a claim': async () => {
      const body = { criteria: 'Better', reason: 'Vague' }
      return { path: `/claims/${await aClaim()}/corrections`, body, by: 'ann' }
    },
    'corrections of a prediction': async () => {
      const { id } = await logged()
      return { path: `/predictions/${id}/corrections`, body: { role: 'Mayor', reason: 'x' }, by: 'ann' }
    },
    'merges of claims': async () => {
      const [kept, claimId] = [await aClaim(), await aClaim()]
      return { path: `/claims/${kept}/merges`, body: { claimId, reason: 'Same' }, by: 'mia' }
    },
    'merges of pundits': async () => {
      const [kept, gone] = [await logged(), await logged()]
      const body = { slug: gone.pundit.slug, reason: 'Same' }
      return { path: `/pundits/${kept.pundit.slug}/merges`, body, by: 'mia' }
    },
  }

  test.each(Object.entries(cases))('makes %s be done once, with one answer', async (_, make) => {
    const { path, body, by } = await make()
    const headers = { ...as(by), 'Idempotency-Key': randomUUID() }
    const first = await post(path, body, headers)
    expect(first.status).toBe(201)
    expect(first.headers.get('Idempotency-Replayed')).toBeNull()
    const before = await rowCounts()
    const again = await post(path, body, headers)
    expect(again.status).toBe(201)
    expect(again.headers.get('Idempotency-Replayed')).toBe('true')
    expect(again.headers.get('Location')).toBe(first.headers.get('Location'))
    expect(again.body).toEqual(first.body)
    const other = await post(path, { ...body, extra: 1 }, headers)
    expect(other.status).toBe(422)
    expect(other.body.type).toBe('https://reckon.test/problems/idempotency-key-reused')
    const unkeyed = await post(path, body, as(by))
    expect(unkeyed.status).toBe(409)
    expect(await rowCounts()).toEqual(before)
  })

  test.each(Object.entries(cases))('lets %s be sent many times at once', async (_, make) => {
    const { path, body, by } = await make()
    const headers = { ...as(by), 'Idempotency-Key': randomUUID() }
    const answers = await Promise.all(Array.from({ length: 6 }, () => post(path, body, headers)))
    expect(new Set(answers.map(({ status, body }) => JSON.stringify([status, body]))).size).toBe(1)
    expect(answers[0]?.status).toBe(201)
  })
})

describe('two at once', () => {
  test('of disputes, settlements and reopenings one wins, and the others are told what stands', async () => {
    const { claimId, evidenceId } = await resolved()
    const disputes = await Promise.all(
      ['ben', 'mia', 'moe'].map(by => post(`/claims/${claimId}/disputes`, challenge(evidenceId), as(by))),
    )
    expect(disputes.map(({ status }) => status).sort()).toEqual([201, 409, 409])
    const { claimId: pending, disputeId } = await disputed()
    const settlements = await Promise.all(
      (['upheld', 'overturned'] as const).flatMap(decision =>
        ['mia', 'moe'].map(by =>
          post(`/claims/${pending}/settlements`, { decision, rationale: 'x', disputeId }, as(by)),
        ),
      ),
    )
    expect(settlements.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409])
    const won = settlements.find(({ status }) => status === 201)?.body
    for (const { status, body } of settlements)
      if (status === 409) expect(body).toMatchObject({ resolutionId: won.id, disputeId: null })
    expect((await get(`/claims/${pending}`)).body.history).toHaveLength(3)
  })
})

describe('GET /claims', () => {
  const ids = (items: { id: string }[]) => items.map(({ id }) => id)

  test('with state=disputed gives the disputed, and with state=settled does not', async () => {
    const topics = ['disputing']
    const { claimId } = await disputed({}, {}, { topics })
    await resolved({}, { topics })
    const { body } = await get('/claims?state=disputed&topic=disputing')
    expect(ids(body.items)).toEqual([claimId])
    expect(body.items[0]).toMatchObject({ state: 'disputed', outcome: 'true' })
    expect(body.early).toBeUndefined()
    expect(ids((await get('/claims?state=settled&topic=disputing')).body.items)).not.toContain(claimId)
    expect((await get('/predictions?state=disputed&topic=disputing')).body.items).toMatchObject([{ claimId }])
  })

  test('with state=due gives what can be settled, and on the first page what is early and what waits', async () => {
    const topics = ['queues']
    const due = await aClaim({ topics })
    const dueToo = await aClaim({ topics, dueBy: '2026-07-01' })
    const early = await aClaim({ topics, dueBy: '2027-06-30' })
    await fileOn(early)
    const onlyContext = await aClaim({ topics, dueBy: '2027-06-30' })
    await fileOn(onlyContext, { stance: 'context' })
    const tooOld = await aClaim({ topics, dueBy: '2027-06-30' })
    await fileOn(tooOld, { publishedOn: '2026-01-01' })
    const condition = await aClaim({ topics: ['elsewhere'], dueBy: '2027-06-30' })
    const waiting = await aClaim({ topics, conditionClaimId: condition })
    const { body } = await get('/claims?state=due&topic=queues')
    expect(ids(body.items)).toEqual([due, dueToo])
    expect(ids(body.early)).toEqual([early])
    expect(ids(body.waiting)).toEqual([waiting])
    expect(body.early[0]).toMatchObject({
      state: 'open',
      evidenceCount: 1,
      evidence: [{ stance: 'supports' }],
    })
    expect(body.waiting[0]).toMatchObject({
      state: 'due',
      condition: { claimId: condition, state: 'open', outcome: null },
    })
    const first = (await get('/claims?state=due&topic=queues&limit=1')).body
    expect(ids(first.items)).toEqual([due])
    expect(ids(first.early)).toEqual([early])
    const second = (await get(`/claims?state=due&topic=queues&limit=1&cursor=${first.next}`)).body
    expect(ids(second.items)).toEqual([dueToo])
    expect([second.early, second.waiting]).toEqual([[], []])
    for (const [queue, expected] of [
      ['due', [due, dueToo]],
      ['early', [early]],
      ['waiting', [waiting]],
    ] as const) {
      const { body } = await get(`/claims?queue=${queue}&topic=queues`)
      expect(ids(body.items)).toEqual(expected)
      expect(body.early).toBeUndefined()
    }
  })

  test('lets a claim wait while its condition is disputed', async () => {
    const { claimId: conditionClaimId, disputeId } = await disputed({ counterOutcome: 'partial', share: 0.5 })
    const claimId = await aClaim({ topics: ['held'], conditionClaimId })
    expect(ids((await get('/claims?queue=waiting&topic=held')).body.items)).toEqual([claimId])
    const evidenceIds = [await fileOn(claimId)]
    const terms = { outcome: 'true', rationale: 'Yes', evidenceIds }
    await expectRefused(`/claims/${claimId}/resolutions`, terms, 'ann', {
      status: 409,
      type: 'condition-pending',
      condition: { claimId: conditionClaimId, state: 'disputed', outcome: 'true', disputeId },
    })
    await settle(conditionClaimId)
    expect(ids((await get('/claims?queue=due&topic=held')).body.items)).toEqual([claimId])
    expect((await post(`/claims/${claimId}/resolutions`, terms, as('ann'))).status).toBe(201)
  })

  test('refuses a queue that is none', async () => {
    const { status, body } = await get('/claims?queue=late')
    expect(status).toBe(422)
    expect(pointers(body)).toEqual(['#/queue'])
  })
})

describe('similar claims', () => {
  const statement = 'The Danish parliament abolishes daylight saving time'

  test('are found by the statement, the nearest first, and offered when a claim was opened', async () => {
    expect((await get(`/claims/similar?statement=${encodeURIComponent(statement)}`)).body).toEqual({
      items: [],
    })
    const first = await logged({ claim: { statement } })
    expect(first.similar).toEqual([])
    const reworded = `${statement} for good`
    const second = await logged({ claim: { statement: reworded } })
    expect(second.similar).toEqual([
      {
        id: first.claimId,
        statement,
        dueBy: '2027-01-02',
        state: 'open',
        outcome: null,
        similarity: expect.any(Number),
      },
    ])
    expect(second.similar[0].similarity).toBeGreaterThan(0.45)
    const { status, body } = await get(`/claims/similar?statement=${encodeURIComponent(statement)}`)
    expect(status).toBe(200)
    expect(body.items).toMatchObject([{ id: first.claimId, similarity: 1 }, { statement: reworded }])
    expect(body.items[1].similarity).toBeLessThanOrEqual(1)
    const more = await logged({ claim: undefined, claimId: first.claimId })
    expect(more.similar).toEqual([])
    const read = (await get(`/predictions/${second.id}`)).body
    expect(read).not.toHaveProperty('similar')
  })

  test('are not those that were merged away', async () => {
    const [kept, gone] = [
      await aClaim({ statement: 'A zeppelin lands in Reykjavik harbour' }),
      await aClaim({ statement: 'A zeppelin lands in the Reykjavik harbour' }),
    ]
    await said(post(`/claims/${kept}/merges`, { claimId: gone, reason: 'Same' }, as('mia')))
    const { body } = await get('/claims/similar?statement=A zeppelin lands in Reykjavik harbour')
    expect(body.items).toMatchObject([{ id: kept }])
    expect(body.items).toHaveLength(1)
  })

  test.each(['', '?statement=', '?statement=%20', `?statement=${'x'.repeat(301)}`])(
    'are not looked for without a statement: %s',
    async query => {
      const { status, body } = await get(`/claims/similar${query}`)
      expect(status).toBe(422)
      expect(pointers(body)).toEqual(['#/statement'])
    },
  )
})

describe('a claim whose condition is a claim', () => {
  test('shows how that one stands, which lists it among its dependants', async () => {
    const condition = await aClaim({ statement: 'Sanctions are imposed' })
    const claimId = await aClaim({ conditionClaimId: condition, condition: 'If they are' })
    expect((await get(`/claims/${claimId}`)).body.condition).toEqual({
      claimId: condition,
      statement: 'Sanctions are imposed',
      state: 'due',
      outcome: null,
      text: 'If they are',
    })
    const { dependants } = (await get(`/claims/${condition}`)).body
    expect(dependants).toMatchObject([{ id: claimId, state: 'due', outcome: null }])
    const evidenceIds = [await fileOn(condition)]
    const terms = { outcome: 'true', rationale: 'Yes', evidenceIds }
    await said(post(`/claims/${condition}/resolutions`, terms, as('ann')))
    expect((await get(`/claims/${claimId}`)).body.condition).toMatchObject({
      state: 'settled',
      outcome: 'true',
    })
  })

  test('is refused when there is no such claim', async () => {
    const input = aPrediction()
    for (const conditionClaimId of [nobody, 'x']) {
      const claim = { ...input.claim, conditionClaimId }
      const { status, body } = await post('/predictions', { ...input, claim }, as('ann'))
      expect(status).toBe(422)
      expect(pointers(body)).toEqual(['#/claim/conditionClaimId'])
    }
  })

  test('falls with it, and rises with it again when that is overturned', async () => {
    const pending = await aClaim()
    const claimId = await aClaim({ conditionClaimId: pending })
    const evidenceId = await fileOn(pending)
    const no = { outcome: 'false', rationale: 'No', evidenceIds: [evidenceId] }
    await said(post(`/claims/${pending}/resolutions`, no, as('ann')))
    const fallen = (await get(`/claims/${claimId}`)).body
    expect(fallen).toMatchObject({ state: 'settled', outcome: 'void', voidReason: 'condition-unmet' })
    const yes = challenge(evidenceId, { counterOutcome: 'true' })
    await said(post(`/claims/${pending}/disputes`, yes, as('ben')))
    expect((await get(`/claims/${claimId}`)).body.outcome).toBe('void')
    await settle(pending, { decision: 'overturned' })
    const risen = (await get(`/claims/${claimId}`)).body
    expect(risen).toMatchObject({ state: 'due', outcome: null })
    expect(risen.history).toMatchObject([
      { type: 'voiding', conditionClaimId: pending, stands: false, by: 'ann' },
      { type: 'reopening', conditionClaimId: pending, by: 'mia' },
    ])
  })
})

describe('a prediction that says another again', () => {
  test('shows what it restates, and its claims how far the deadline has slipped', async () => {
    const input = { pundit: { name: 'Sal Slip', kind: 'person' }, saidOn: '2026-01-02' }
    const first = await logged({ ...input, claim: { statement: 'Kyiv falls by March', dueBy: '2026-03-31' } })
    const second = await logged({
      ...input,
      claim: { statement: 'Kyiv falls by May', dueBy: '2026-05-31' },
      saidOn: '2026-04-02',
      restatesId: first.id,
    })
    expect(second.restatesId).toBe(first.id)
    expect((await get(`/predictions/${second.id}`)).body.restatesId).toBe(first.id)
    const link = (id: string, statement: string, dueBy: string) => ({
      id,
      statement,
      dueBy,
      state: 'due',
      outcome: null,
    })
    const slippage = {
      firstDue: '2026-03-31',
      lastDue: '2026-05-31',
      timesRestated: 1,
      byPundit: [
        {
          pundit: { slug: 'sal-slip', name: 'Sal Slip' },
          firstDue: '2026-03-31',
          lastDue: '2026-05-31',
          timesRestated: 1,
        },
      ],
      claims: [
        link(first.claimId, 'Kyiv falls by March', '2026-03-31'),
        link(second.claimId, 'Kyiv falls by May', '2026-05-31'),
      ],
    }
    for (const { claimId } of [first, second])
      expect((await get(`/claims/${claimId}`)).body.slippage).toEqual(slippage)
  })

  test('is refused of nothing, of another pundit, and of what was said later', async () => {
    const { id } = await logged({ pundit: { name: 'Ori Ginal', kind: 'person' }, saidOn: '2026-02-02' })
    for (const changes of [
      { restatesId: nobody, pundit: { name: 'Ori Ginal' } },
      { restatesId: id },
      { restatesId: id, pundit: { name: 'Ori Ginal' }, saidOn: '2026-02-01' },
    ]) {
      const { status, body } = await post('/predictions', aPrediction(changes), as('ann'))
      expect(status).toBe(422)
      expect(pointers(body)).toEqual(['#/restatesId'])
    }
  })
})

describe('a deadline that is only worded', () => {
  test.each([
    ['in the weeks ahead', { dueBy: '2026-02-13', dueByStrict: '2026-01-30', dueBasis: 'inferred' }],
    ['by 1 March', { dueBy: '2026-03-01', dueByStrict: '2026-03-01', dueBasis: 'stated' }],
    ['when pigs fly', { dueBy: '2027-01-02', dueByStrict: '2027-01-02', dueBasis: 'assigned' }],
  ])('is read by rule: %s', async (dueWording, window) => {
    const { claimId } = await logged({ claim: { statement: `Read ${dueWording}`, dueWording } })
    expect((await get(`/claims/${claimId}`)).body).toMatchObject({ dueWording, ...window })
  })

  test('is not read when a date is given or assigned, and refused when it must be read but cannot', async () => {
    const given = { statement: 'Given', dueWording: 'by 1 March', dueBy: '2026-12-31' }
    expect((await get(`/claims/${(await logged({ claim: given })).claimId}`)).body).toMatchObject({
      dueBy: '2026-12-31',
      dueBasis: 'assigned',
    })
    const unread = { statement: 'Unread', dueWording: 'when pigs fly', dueBasis: 'inferred' }
    const { status, body } = await post('/predictions', aPrediction({ claim: unread }), as('ann'))
    expect(status).toBe(422)
    expect(pointers(body)).toEqual(['#/claim/dueBy'])
  })
})

describe('flipped', () => {
  const window = { dueBy: '2026-06-30', dueByStrict: '2026-04-30', dueBasis: 'inferred' }

  test.each([
    ['between the deadlines', { outcome: 'true', occurredOn: '2026-05-01' }, 'false', true],
    ['on the strict deadline', { outcome: 'true', occurredOn: '2026-04-30' }, 'true', false],
    ['partly between them', { outcome: 'partial', share: 0.5, occurredOn: '2026-05-01' }, 'false', true],
    ['on a day nobody gave', { outcome: 'true' }, null, false],
    ['never', { outcome: 'false' }, 'false', false],
  ])('says whether the readings disagree on what happened %s', async (_, terms, strictOutcome, flipped) => {
    const { claimId } = await resolved(terms, window)
    const claim = (await get(`/claims/${claimId}`)).body
    expect(claim).toMatchObject({ outcome: terms.outcome, strictOutcome, flipped })
  })
})
