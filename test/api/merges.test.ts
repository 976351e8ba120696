import { describe, expect, test } from 'vitest'
import { aPrediction } from '../world.ts'
import { as, type Body, nobody, pointers, settlingWorld, uuid } from './settling-world.ts'

const { aClaim, allPages, app, disputed, expectRefused, fileOn, get, logged, post, resolved, said } =
  settlingWorld()

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
