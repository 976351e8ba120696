import { describe, expect, test } from 'vitest'
import { aPrediction } from '../world.ts'
import { as, section, settlingPages, unescaped, words } from './settling-pages.ts'

const { aClaim, get, post, posted, read, resolved } = settlingPages()

describe('/due', () => {
  test('parts what is due from what may be decided early and what waits, with the evidence so far', async () => {
    const topics = ['due-page']
    const due = await aClaim({ topics, statement: 'Due <b>now</b>' })
    const early = await aClaim({ topics, statement: 'Early one', dueBy: '2027-06-30' })
    const held = await aClaim({
      topics: ['other'],
      statement: 'The held <i>condition</i>',
      dueBy: '2027-06-30',
    })
    const waiting = await aClaim({ topics, statement: 'Waiting one', conditionClaimId: held.claimId })
    const settled = await resolved({ topics, statement: 'Settled one' })
    const { status, html } = await read('/due?topic=due-page')
    expect(status).toBe(200)
    expect(html).not.toMatch(/<b>now|<i>condition/)
    const [first = ''] = html.split('<section id="early">')
    expect(first).toContain(`href="/claims/${due.claimId}"`)
    expect(words(first)).toMatch(/Due <b>now<\/b> Due since 30 June 2026 forecast by Pundit \d+ Supports it/)
    expect(words(first)).toContain('Supports it: The record (Gazette, 1 March 2026)')
    expect(words(section(html, 'early'))).toMatch(/Early one Open due 30 June 2027 forecast by Pundit \d+/)
    expect(words(section(html, 'waiting'))).toContain('Waiting one')
    expect(words(section(html, 'waiting'))).toContain('waits for The held <i>condition</i>')
    const leads = (html: string) => html.match(/\/claims\/[^"]+#say-what-happened/g)
    expect(leads(html)).toBeNull()
    const signedIn = leads((await read('/due?topic=due-page', 'ann')).html)
    expect(signedIn).toEqual([due, early].map(({ claimId }) => `/claims/${claimId}#say-what-happened`))
    for (const { claimId } of [early, waiting]) expect(first).not.toContain(claimId)
    expect(section(html, 'early')).toContain(early.claimId)
    expect(section(html, 'waiting')).toContain(waiting.claimId)
    expect(html).not.toContain(settled.claimId)
  })

  test('says when nothing is due, and refuses a topic that is none', async () => {
    const { html } = await read('/due?topic=nothing-at-all')
    expect(words(html)).toContain('Nothing is due.')
    for (const id of ['early', 'waiting']) expect(section(html, id)).toBe('')
    expect((await read('/due?topic=No%20Topic!')).status).toBe(422)
  })

  test('names the first who forecast each, in the order they said it, and counts the rest', async () => {
    const said = (name: string, saidOn: string, more: Record<string, unknown>) =>
      posted('/predictions', aPrediction({ pundit: { name, kind: 'person' }, saidOn, ...more }), 'ann')
    const claim = { statement: 'Forecast by many', topics: ['by-many'], dueBy: '2026-05-05' }
    const { claimId } = await said('Bea', '2026-01-03', { claim })
    const again = { claim: undefined, claimId }
    await said('Al', '2026-01-02', again)
    await said('Bea', '2026-01-04', again)
    const shown = async () => words((await read('/due?topic=by-many')).html)
    expect(await shown()).toContain('since 5 May 2026 forecast by Al and Bea No evidence')
    await said('Cy', '2026-01-05', again)
    expect(await shown()).toContain('by Al, Bea and Cy No evidence')
    await said('Di', '2026-01-05', again)
    await said('Ed', '2026-01-06', again)
    expect(await shown()).toContain('by Al, Bea, Cy and 2 others No evidence')
    const [listed] = (await get('/claims?topic=by-many')).body.items
    expect(listed).toMatchObject({
      pundits: ['al', 'bea', 'cy'].map(slug => ({ slug })),
      punditCount: 5,
      predictionCount: 6,
    })
  })

  test('is leafed through page by page, what is beside it on the first only', async () => {
    const topics = ['due-pages']
    const claim = { statement: 'Leafed', topics, dueBy: '2026-05-05' }
    const { claimId } = await posted('/predictions', aPrediction({ claim }), 'ann')
    const lines = Array.from({ length: 50 }, () => JSON.stringify(aPrediction({ claim })))
    const ndjson = { ...as('ann'), 'Content-Type': 'application/x-ndjson' }
    expect((await post('/predictions/import', lines.join('\n'), ndjson)).status).toBe(201)
    await aClaim({ topics, dueBy: '2027-06-30' })
    const first = await read('/due?topic=due-pages')
    const next = unescaped(/href="(\/due\?[^"]+)" rel="next"/.exec(first.html)?.[1] ?? '')
    expect(next).toContain('topic=due-pages')
    const second = await read(next)
    const claimsIn = (html: string) =>
      html.split('<section id="early">')[0]?.match(/href="\/claims\/[^"#]+"/g)
    expect(claimsIn(first.html)).toHaveLength(50)
    expect(claimsIn(second.html)).toHaveLength(1)
    expect(first.html + second.html).toContain(claimId)
    expect(section(first.html, 'early')).not.toBe('')
    expect(section(second.html, 'early')).toBe('')
  })
})

/** A page without the scripts that every page begins with. */
