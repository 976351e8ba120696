import { describe, expect, test } from 'vitest'
import { anEvidence, aPrediction, clock } from '../world.ts'
import { as, type Body, day, hour, nobody, pointers, settlingWorld, uuid } from './settling-world.ts'

const { aClaim, expectRefused, get, later, logged, noon, post, resolved, said } = settlingWorld()

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
