import { describe, expect, test } from 'vitest'
import { anEvidence, aPrediction, clock } from '../world.ts'
import { as, expectErrorAt, filledIn, historyOf, settlingPages, words } from './settling-pages.ts'

const { aClaim, get, post, posted, read, resolved, rowCounts, send, sent } = settlingPages()

describe('the form to correct a claim', () => {
  const path = (claimId: string) => `/claims/${claimId}/corrections`

  test('is offered to whoever may use it, and to nobody else', async () => {
    const { claimId } = await posted('/predictions', aPrediction(), 'ann')
    const isOffered = async (who: string) =>
      (await read(`/claims/${claimId}`, who)).html.includes('Correct the wording')
    expect([await isOffered('ann'), await isOffered('ben'), await isOffered('mia')]).toEqual([
      true,
      false,
      true,
    ])
    const logged = clock.now
    clock.now = new Date(logged.getTime() + 25 * 60 * 60 * 1000)
    expect([await isOffered('ann'), await isOffered('mia')]).toEqual([false, true])
    clock.now = logged
  })

  test('is filled with the claim, and changes what was changed in it', async () => {
    const { claimId } = await posted(
      '/predictions',
      aPrediction({
        claim: {
          statement: 'The "brige" opens',
          topics: ['a', 'b'],
          criteria: 'Line one\nline two',
          dueBy: '2026-06-30',
          dueWording: 'by July',
        },
      }),
      'ann',
    )
    const shown = filledIn((await read(path(claimId), 'ann')).html, path(claimId))
    expect(shown).toMatchObject({
      statement: 'The "brige" opens',
      criteria: 'Line one\nline two',
      topics: 'a, b',
      dueWording: 'by July',
      reason: '',
    })
    const fields = {
      ...shown,
      criteria: 'Line one\r\nline two',
      statement: 'The "bridge" opens',
      topics: ' B,c, Far off ,b',
      reason: 'Misspelt',
    }
    const { location, html } = await sent(path(claimId), fields, 'ann')
    expect(location).toBe(`/claims/${claimId}#history`)
    expect(historyOf(html)).toEqual([
      'Corrected Claim The "brige" opens The "bridge" opens Topics a, b b, c, far-off Misspelt Corrected by ann on 22 November 2026, 12:00 UTC.',
    ])
    expect(html).toContain('<del>The &quot;brige&quot; opens</del>')
    expect(words(html)).toContain('Logged when the claim read: “The "brige" opens”')
    expect((await get(`/claims/${claimId}`)).body).toMatchObject({
      criteria: 'Line one\nline two',
      topics: ['b', 'c', 'far-off'],
    })
  })

  test('empties what is emptied in it', async () => {
    const { claimId } = await posted(
      '/predictions',
      aPrediction({
        claim: { statement: 'To be emptied', topics: ['a'], criteria: 'None', dueWording: 'by May' },
      }),
      'ann',
    )
    const shown = filledIn((await read(path(claimId), 'ann')).html, path(claimId))
    const fields = { ...shown, criteria: '', topics: '', dueWording: ' ', reason: 'Nonsense' }
    await sent(path(claimId), fields, 'ann')
    const { body } = await get(`/claims/${claimId}`)
    expect(body).toMatchObject({
      statement: 'To be emptied',
      criteria: null,
      topics: [],
      dueWording: null,
    })
  })

  test('changes nothing when it is sent as it was shown', async () => {
    const { body } = await post(
      '/predictions',
      aPrediction({ claim: { statement: ' Spaced out ', criteria: 'a\r\nb\n', topics: ['x'] } }),
      as('ann'),
    )
    const shown = filledIn((await read(path(body.claimId), 'ann')).html, path(body.claimId))
    const { status, html } = await send(path(body.claimId), { ...shown, reason: 'None' }, 'ann')
    expect(status).toBe(409)
    expect(words(html)).toContain('The claim reads like that already.')
  })

  test('comes back with what was typed when it is refused', async () => {
    const { body } = await post('/predictions', aPrediction(), as('ann'))
    const shown = filledIn((await read(path(body.claimId), 'ann')).html, path(body.claimId))
    const typed = { ...shown, statement: 'Other <b>words</b>', topics: 'Not a topic!' }
    const { status, html } = await send(path(body.claimId), typed, 'ann')
    expect(status).toBe(422)
    expectErrorAt(html, 'reason', /^Is needed/)
    expectErrorAt(html, 'topics', /^Must be words of the letters/)
    expect(filledIn(html, path(body.claimId))).toMatchObject({
      statement: 'Other <b>words</b>',
      topics: 'Not a topic!',
    })
    expect(html).not.toContain('<b>words</b>')
    const fit = { ...typed, topics: 'x', reason: 'Because' }
    const stranger = await send(path(body.claimId), fit, 'ben')
    expect(stranger.status).toBe(403)
    expect(filledIn(stranger.html, path(body.claimId))).toMatchObject({ reason: 'Because' })
    await posted(`/claims/${body.claimId}/evidence`, anEvidence(), 'ben')
    const closed = await send(path(body.claimId), fit, 'ann')
    expect(closed.status).toBe(403)
    expect(words(closed.html)).toContain('Somebody else has already acted on it.')
    await sent(path(body.claimId), fit, 'mia')
  })

  test('is refused once the claim is settled, except for topics', async () => {
    const { claimId } = await resolved()
    const shown = filledIn((await read(path(claimId), 'mia')).html, path(claimId))
    const reworded = { ...shown, criteria: 'Other', reason: 'x' }
    const { status, html } = await send(path(claimId), reworded, 'mia')
    expect(status).toBe(409)
    expect(words(html)).toMatch(/The claim (is|has been) settled: its criteria can no longer change/)
    await sent(path(claimId), { ...shown, topics: 'elsewhere', reason: 'x' }, 'mia')
    expect((await get(`/claims/${claimId}`)).body.topics).toEqual(['elsewhere'])
  })

  test('shows a stranger the way to sign in', async () => {
    const { claimId } = await aClaim()
    const { status, headers } = await read(path(claimId))
    expect([status, headers.get('Location')]).toEqual([303, `/sign-in?next=/claims/${claimId}/corrections`])
    expect((await read(path('nothing'), 'ann')).status).toBe(404)
  })
})

describe('the form to correct a prediction', () => {
  const path = (id: string) => `/predictions/${id}/corrections`

  test('is filled with the prediction, and changes what was changed in it', async () => {
    const input = aPrediction({
      pundit: { name: 'Cora Wrong', kind: 'person', role: 'Clerk' },
      quote: { exact: 'it "may" come', prefix: 'he said ', suffix: ' on air' },
      probability: undefined,
      hedge: 'likely',
    })
    const { id, claimId } = await posted('/predictions', input, 'ann')
    const shown = filledIn((await read(path(id), 'ann')).html, path(id))
    expect(shown).toMatchObject({
      'pundit/name': 'Cora Wrong',
      role: 'Clerk',
      'quote/exact': 'it "may" come',
      saidOn: '2026-01-02',
      stance: 'asserts',
      hedge: 'likely',
      probability: '',
    })
    const fields = {
      ...shown,
      'pundit/name': 'Cora Right',
      'pundit/kind': 'person',
      'quote/exact': 'it <b>will</b> come',
      hedge: '',
      probability: '85 %',
      saidOn: '2026-01-01',
      reason: 'Misheard',
    }
    const { location, html } = await sent(path(id), fields, 'ann')
    expect(location).toBe(`/claims/${claimId}#prediction-${id}`)
    const { body } = await get(`/predictions/${id}`)
    expect(body).toMatchObject({
      pundit: { slug: 'cora-right' },
      quote: { exact: 'it <b>will</b> come', prefix: 'he said ', suffix: ' on air' },
      saidOn: '2026-01-01',
      probability: { value: 0.85, basis: 'stated' },
    })
    const told = words(html.match(/<details class="correction">.*?<\/details>/s)?.[0] ?? '')
    expect(told).toMatch(/^Corrected on 22 November 2026/)
    expect(told).toContain('Pundit Cora Wrong Cora Right')
    expect(told).toContain('Quote “it "may" come” “it <b>will</b> come”')
    expect(told).toContain('Said on 2026-01-02 2026-01-01')
    expect(told).toMatch(/Probability \d+ % \(“likely”\) 85 %/)
    expect(told).toMatch(/Misheard By ann\.$/)
    expect(html).not.toContain('<b>will</b>')
  })

  test('changes nothing when it is sent as it was shown', async () => {
    for (const changes of [
      { quote: { exact: ' spaced ', prefix: ' out ' } },
      { quote: { exact: 'two\r\nlines' } },
      { probability: 0.123456 },
      { pundit: { name: ' Spacey Name ', kind: 'person', role: ' Clerk ' } },
    ]) {
      const { id } = await posted('/predictions', aPrediction(changes), 'ann')
      const shown = filledIn((await read(path(id), 'ann')).html, path(id))
      const { status, html } = await send(path(id), { ...shown, reason: 'None' }, 'ann')
      expect(status, JSON.stringify(changes)).toBe(409)
      expect(words(html)).toContain('The prediction is logged like that already.')
    }
  })

  test('changes nothing when it is sent as it was shown with less than one percent', async () => {
    const { id } = await posted('/predictions', aPrediction({ probability: 0.005 }), 'ann')
    const shown = filledIn((await read(path(id), 'ann')).html, path(id))
    expect(shown.probability).toBe('0.5')
    await sent(path(id), { ...shown, role: 'Mayor', reason: 'Left out' }, 'ann')
    expect((await get(`/predictions/${id}`)).body.probability.value).toBe(0.005)
  })

  test('is refused when somebody has corrected the same meanwhile', async () => {
    const { id } = await posted('/predictions', aPrediction(), 'ann')
    const shown = filledIn((await read(path(id), 'ann')).html, path(id))
    await posted(`/predictions/${id}/corrections`, { saidOn: '2026-01-01', reason: 'x' }, 'mia')
    const fields = { ...shown, role: 'Mayor', reason: 'Left <u>out</u>' }
    const { status, html } = await send(path(id), fields, 'moe')
    expect(status).toBe(409)
    expect(words(html)).toContain('It has been corrected since you read it.')
    expect(filledIn(html, path(id))).toMatchObject({ role: 'Mayor', reason: 'Left <u>out</u>' })
    expect((await get(`/predictions/${id}`)).body.saidOn).toBe('2026-01-01')
  })

  test('empties what is emptied in it', async () => {
    const input = aPrediction({
      pundit: { name: 'Elle Empty', kind: 'person', role: 'Clerk' },
      quote: { exact: 'to be emptied', prefix: 'before', suffix: 'after' },
    })
    const { id } = await posted('/predictions', input, 'ann')
    const shown = filledIn((await read(path(id), 'ann')).html, path(id))
    const fields = { ...shown, role: '', 'quote/prefix': ' ', reason: 'Made up' }
    await sent(path(id), fields, 'ann')
    const { body } = await get(`/predictions/${id}`)
    expect(body.pundit.role).toBeUndefined()
    expect(body.quote).toEqual({ exact: 'to be emptied', suffix: 'after' })
  })

  test('comes back with what was typed when it is refused', async () => {
    const { id, source } = await posted('/predictions', aPrediction(), 'ann')
    const shown = filledIn((await read(path(id), 'ann')).html, path(id))
    const fields = {
      ...shown,
      'pundit/name': 'Nobody <i>Known</i>',
      saidOn: '2026-11-30',
      probability: '0.5',
      'source/title': 'Elsewhere',
      'source/url': 'javascript:alert(1)',
    }
    const before = await rowCounts()
    const { status, html } = await send(path(id), fields, 'ann')
    expect(status).toBe(422)
    expectErrorAt(html, 'probability', /^Must be percent/)
    expectErrorAt(html, 'source-url', /^Must be an address/)
    expectErrorAt(html, 'reason', /^Is needed/)
    expect(filledIn(html, path(id))).toMatchObject(fields)
    expect(html).not.toContain('<i>Known</i>')
    const fit = { ...fields, probability: '50', 'source/title': '', 'source/url': '', reason: 'x' }
    const second = await send(path(id), fit, 'ann')
    expect(second.status).toBe(422)
    expectErrorAt(second.html, 'pundit-kind', /\S/)
    const third = await send(path(id), { ...shown, saidOn: '2026-11-30', reason: 'x' }, 'ann')
    expectErrorAt(third.html, 'saidOn', /^Must not be in the future/)
    expect((await send(path(id), { ...shown, role: 'Mayor', reason: 'x' }, 'ben')).status).toBe(403)
    const other = await posted('/predictions', aPrediction({ source: undefined, sourceId: source.id }), 'ann')
    const twice = await send(path(id), { ...shown, 'quote/exact': other.quote.exact, reason: 'x' }, 'ann')
    expect(twice.status).toBe(409)
    expect(twice.html).toContain(`<a href="/predictions/${other.id}">`)
    expect((await rowCounts()).entries).toBe((before.entries ?? 0) + 3)
  })

  test('is refused once the claim is settled, except for source and role', async () => {
    const { predictionId } = await resolved()
    const shown = filledIn((await read(path(predictionId), 'mia')).html, path(predictionId))
    const later = await send(path(predictionId), { ...shown, saidOn: '2026-01-01', reason: 'x' }, 'mia')
    expect(later.status).toBe(409)
    expect(words(later.html)).toContain('can no longer change')
    const fields = { ...shown, role: 'Mayor', 'source/title': 'The real source', reason: 'x' }
    const { html } = await sent(path(predictionId), fields, 'mia')
    expect(words(html)).toContain(', Mayor')
    expect(words(html)).toContain('The real source')
  })
})

describe('the forms to merge', () => {
  test('take the address of another claim, which from then on leads to this one', async () => {
    const [kept, gone] = [await aClaim(), await aClaim()]
    const path = `/claims/${kept.claimId}/merges`
    expect(words((await read(path, 'mia')).html)).toContain('For moderators; it cannot be undone.')
    const fields = {
      claimId: `https://reckon.test/claims/${gone.claimId}?x=1#history`,
      reason: 'The <b>same</b>',
    }
    const { location, html } = await sent(path, fields, 'mia')
    expect(location).toBe(`/claims/${kept.claimId}#history`)
    expect(historyOf(html)[0]).toMatch(/^Merged .*The <b>same<\/b>.* by mia on 22 November 2026/)
    expect(html).not.toContain('<b>same</b>')
    expect(html.match(/class="forecast"/g)).toHaveLength(2)
    const moved = await read(`/claims/${gone.claimId}`)
    expect([moved.status, moved.headers.get('Location')]).toEqual([308, `/claims/${kept.claimId}`])
    const shouted = await read(`/claims/${kept.claimId.toUpperCase()}`)
    expect(shouted.status).toBe(200)
    const prediction = await read(`/predictions/${gone.predictionId}`)
    expect(prediction.headers.get('Location')).toBe(`/claims/${kept.claimId}#prediction-${gone.predictionId}`)
  })

  test('take the address of another pundit, which from then on leads to this one', async () => {
    const [kept, gone] = [await aClaim(), await aClaim()]
    const fields = { slug: `https://reckon.test/pundits/${gone.slug}`, reason: 'One person' }
    const { location, html } = await sent(`/pundits/${kept.slug}/merges`, fields, 'mia')
    expect(location).toBe(`/pundits/${kept.slug}`)
    expect(html.match(/<li class="prediction">/g)).toHaveLength(2)
    const moved = await read(`/pundits/${gone.slug}`)
    expect([moved.status, moved.headers.get('Location')]).toEqual([308, `/pundits/${kept.slug}`])
  })

  test('come back with what was typed when they are refused', async () => {
    const [kept, gone] = [await aClaim(), await aClaim({ dueBy: '2026-07-01' })]
    const path = `/claims/${kept.claimId}/merges`
    const fields = { claimId: gone.claimId, reason: 'The <b>same</b>' }
    for (const [sentFields, by, status, at] of [
      [fields, 'ann', 403, undefined],
      [fields, 'mia', 409, undefined],
      [{ ...fields, claimId: 'no <i>claim</i>' }, 'mia', 422, 'claimId'],
      [{ claimId: gone.claimId, reason: ' ' }, 'mia', 422, 'reason'],
    ] as const) {
      const answer = await send(path, sentFields, by)
      expect(answer.status).toBe(status)
      if (at !== undefined) expectErrorAt(answer.html, at, /\S/)
      expect(filledIn(answer.html, path)).toEqual({ ...sentFields, reason: sentFields.reason.trim() })
      expect(answer.html).not.toMatch(/<b>same|<i>claim/)
    }
    const pundits = `/pundits/${kept.slug}/merges`
    for (const [slug, by, status] of [
      [gone.slug, 'ben', 403],
      [kept.slug, 'mia', 409],
      ['nobody-known', 'mia', 422],
    ] as const) {
      const answer = await send(pundits, { slug, reason: 'Same' }, by)
      expect(answer.status).toBe(status)
      expect(filledIn(answer.html, pundits)).toEqual({ slug, reason: 'Same' })
    }
    expect((await read(path, 'ann')).status).toBe(403)
    expect((await read(path)).headers.get('Location')).toBe(`/sign-in?next=${path}`)
    expect((await read('/claims/nothing/merges', 'mia')).status).toBe(404)
    expect((await read('/pundits/nobody-known/merges', 'mia')).status).toBe(404)
  })
})
