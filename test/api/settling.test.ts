import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import {
  as,
  type Body,
  challenge,
  day,
  nobody,
  pointers,
  settlingWorld,
  tooEarly,
  uuid,
  voidDuplicate,
} from './settling-world.ts'

const {
  aClaim,
  disputed,
  expectRefused,
  fileOn,
  get,
  later,
  logged,
  post,
  resolved,
  rowCounts,
  said,
  settle,
} = settlingWorld()

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
