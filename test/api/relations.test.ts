import { describe, expect, test } from 'vitest'
import { aPrediction } from '../world.ts'
import { as, challenge, nobody, pointers, settlingWorld } from './settling-world.ts'

const { aClaim, fileOn, get, logged, post, said, settle } = settlingWorld()

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
