import { describe, expect, test } from 'vitest'
import { aPrediction } from '../world.ts'
import { expectErrorAt, filledIn, section, settlingPages, words } from './settling-pages.ts'

const { aClaim, get, posted, read, resolved, rowCounts, send, sent } = settlingPages()

describe('the form to log a prediction', () => {
  const typed = {
    'claim/statement': 'Norway sells its railways',
    'pundit/name': 'Lou Logged',
    'pundit/kind': 'person',
    'quote/exact': 'the railways will go',
    saidOn: '2026-01-02',
    stance: 'asserts',
    hedge: 'will',
    'source/title': 'Rail weekly',
  }

  test('that somebody said it again comes with the claim and the pundit, and shows how it has slipped', async () => {
    const pundit = { name: 'Sid Slip', kind: 'person', role: 'Clerk' }
    const input = aPrediction({
      pundit,
      claim: { statement: 'Mars is reached', criteria: 'By NASA', topics: ['space'], dueBy: '2026-03-31' },
    })
    const { id, claimId } = await posted('/predictions', input, 'ann')
    const { html } = await read(`/predictions/new?restates=${id}`, 'ben')
    expect(words(html)).toContain('It says again what Sid Slip said on 2 January 2026')
    expect(words(html)).toContain('then due 31 March 2026. Give the new deadline below.')
    const shown = filledIn(html, '/predictions')
    expect(shown).toMatchObject({
      restatesId: id,
      'pundit/name': 'Sid Slip',
      'pundit/role': 'Clerk',
      'claim/statement': 'Mars is reached',
      'claim/criteria': 'By NASA',
      'claim/topics': 'space',
      'claim/dueBy': '',
    })
    const fields = {
      ...typed,
      ...Object.fromEntries(Object.entries(shown).filter(([, value]) => value !== '')),
      'claim/dueBy': '2026-06-30',
      'claim/dueBasis': 'stated',
      'quote/exact': 'it will be reached by July',
      saidOn: '2026-04-02',
      stance: 'asserts',
    }
    const { html: page } = await sent('/predictions', fields, 'ben')
    const slipped = words(section(page, 'slippage'))
    expect(slipped).toContain('first due 31 March 2026, last due 30 June 2026 (91 days later)')
    expect(slipped).toMatch(/restated.* once/i)
    expect(page).toContain(`<a href="/predictions/${id}">said before</a>`)
    expect(section((await read(`/claims/${claimId}`)).html, 'slippage')).not.toBe('')
    expect((await read('/predictions/new?restates=nothing', 'ben')).status).toBe(404)
  })

  test('that somebody else said it again is refused, with what was typed', async () => {
    const { predictionId } = await aClaim()
    const fields = { ...typed, restatesId: predictionId, 'claim/statement': 'Said by another' }
    const { status, html } = await send('/predictions', fields, 'ben')
    expect(status).toBe(422)
    expect(words(html)).toContain('is a prediction of another pundit')
    expect(filledIn(html, '/predictions')).toMatchObject(fields)
  })

  test('of a claim that depends on another comes with that one, and shows how it stands', async () => {
    const { claimId } = await resolved({ statement: 'Sanctions pass <b>now</b>' })
    const { html } = await read(`/predictions/new?condition=${claimId}`, 'ben')
    const shown = filledIn(html, '/predictions')
    expect(shown).toMatchObject({ 'claim/conditionClaimId': claimId, stance: 'conditional' })
    const fields = {
      ...typed,
      'claim/statement': 'The rouble halves in value',
      'quote/exact': 'then the rouble halves',
      'claim/conditionClaimId': `https://reckon.test/claims/${claimId}#history`,
      stance: 'conditional',
    }
    const { location, html: page } = await sent('/predictions', fields, 'ben')
    expect(words(page)).toContain('On condition that Sanctions pass <b>now</b> Happened')
    expect(page).toContain(`<a href="/claims/${claimId}">Sanctions pass &lt;b&gt;now&lt;/b&gt;</a>`)
    const dependants = section((await read(`/claims/${claimId}`)).html, 'dependants')
    expect(dependants).toContain(`href="${location.split('#')[0]}"`)
    expect(words(dependants)).toContain('What depends on it The rouble halves in value')
    const wrong = { ...fields, 'claim/conditionClaimId': 'nothing', 'quote/exact': 'other' }
    const refused = await send('/predictions', { ...wrong, sameAs: 'new' }, 'ben')
    expect(refused.status).toBe(422)
    expectErrorAt(refused.html, 'claim-conditionClaimId', /\S/)
  })

  test('of a merged claim is of the claim it was merged into', async () => {
    const [kept, gone] = [await aClaim(), await aClaim()]
    await posted(`/claims/${kept.claimId}/merges`, { claimId: gone.claimId, reason: 'Same' }, 'mia')
    const { html } = await read(`/predictions/new?claim=${gone.claimId}`, 'ben')
    expect(filledIn(html, '/predictions')).toMatchObject({ claimId: kept.claimId })
  })

  test('reads both dates from the wording when asked to, for the logger to look at', async () => {
    const before = await rowCounts()
    const asked = {
      ...typed,
      'claim/dueWording': 'It will go in the weeks ahead, surely',
      fill: 'dates',
      'pundit/name': '',
    }
    const { status, html } = await send('/predictions', asked, 'ann')
    expect(status).toBe(200)
    expect(filledIn(html, '/predictions')).toMatchObject({
      'claim/statement': typed['claim/statement'],
      'claim/dueWording': 'in the weeks ahead',
      'claim/dueBy': '2026-02-13',
      'claim/dueByStrict': '2026-01-30',
      'claim/dueBasis': 'inferred',
      'quote/exact': typed['quote/exact'],
    })
    expect(await rowCounts()).toEqual(before)
  })

  test('says so when no date can be read', async () => {
    const asked = { ...typed, fill: 'dates', 'claim/dueBy': '2026-05-05' }
    const unread = await send('/predictions', { ...asked, 'claim/dueWording': 'when pigs fly' }, 'ann')
    expectErrorAt(unread.html, 'claim-dueWording', /^No date can be read from it/)
    expect(filledIn(unread.html, '/predictions')).toMatchObject({
      'claim/dueWording': 'when pigs fly',
      'claim/dueBy': '2026-05-05',
    })
    const bare = await send('/predictions', { fill: 'dates', saidOn: '2026-02-30' }, 'ann')
    expectErrorAt(bare.html, 'claim-dueWording', /^Is needed/)
    expectErrorAt(bare.html, 'saidOn', /^Is needed/)
  })

  test('leaves the dates to be read when they are left empty', async () => {
    const fields = {
      ...typed,
      'claim/statement': 'Eels come back to the Rhine',
      'claim/dueWording': 'by 1 March',
      'quote/exact': 'the eels come back by 1 March',
    }
    const { html } = await sent('/predictions', fields, 'ann')
    expect(words(html)).toContain('1 March 2026, from “by 1 March”. A date was stated.')
  })

  test('offers similar claims before anything is saved, and goes on with one of them', async () => {
    const { claimId } = await aClaim({ statement: 'Iceland <b>joins</b> the European Union' })
    const fields = {
      ...typed,
      'claim/statement': 'Iceland <b>joins</b> the European Union soon',
      'quote/exact': 'Iceland will join',
    }
    const before = await rowCounts()
    const { status, html } = await send('/predictions', fields, 'ben')
    expect(status).toBe(422)
    expect(await rowCounts()).toEqual(before)
    expect(words(html)).toContain('Nothing was saved yet. Is it one of these claims?')
    expect(html).toContain(`<input type="radio" name="sameAs" value="${claimId}"`)
    expect(html).not.toContain('<b>joins</b>')
    expect(filledIn(html, '/predictions')).toMatchObject(fields)
    const dated = { ...fields, 'claim/dueBy': '2027-01-31', 'claim/dueBasis': 'stated', sameAs: claimId }
    const otherDay = await send('/predictions', dated, 'ben')
    expect(otherDay.status).toBe(422)
    expect(words(otherDay.html)).toMatch(/is 30 June 2026 for the claim you have chosen/)
    const { location } = await sent('/predictions', { ...fields, sameAs: claimId }, 'ben')
    expect(location).toMatch(new RegExp(`^/claims/${claimId}#prediction-`))
    expect((await get(`/claims/${claimId}`)).body.predictionCount).toBe(2)
  })

  test('opens another claim when it is none of the similar ones', async () => {
    const { claimId } = await aClaim({ statement: 'Greenland votes for independence' })
    const fields = {
      ...typed,
      'claim/statement': 'Greenland votes for independence twice',
      'quote/exact': 'twice it will vote',
    }
    expect((await send('/predictions', fields, 'ben')).status).toBe(422)
    const { location } = await sent('/predictions', { ...fields, sameAs: 'new' }, 'ben')
    expect(location).not.toContain(claimId)
    expect((await get(`/claims/${claimId}`)).body.predictionCount).toBe(1)
  })

  test('asks whether a new name is that of somebody who is there, and takes whom one chooses', async () => {
    await aClaim({ statement: 'Atlantis rises' }, { pundit: { name: 'Valdis Q. Ozols', kind: 'person' } })
    const fields = {
      ...typed,
      'pundit/name': 'Valdis Ozols',
      'pundit/kind': 'person',
      'claim/statement': 'Lemuria sinks again',
      'quote/exact': 'Lemuria will sink',
    }
    const before = await rowCounts()
    const { status, html } = await send('/predictions', fields, 'ben')
    expect(status).toBe(422)
    expect(await rowCounts()).toEqual(before)
    expect(words(html)).toContain('Nothing was saved yet. Is “Valdis Ozols” one of these?')
    expect(html).toContain('<input type="radio" name="samePundit" value="valdis-q-ozols"')
    const { location } = await sent('/predictions', { ...fields, samePundit: 'valdis-q-ozols' }, 'ben')
    const claim = /claims\/([^#]+)/.exec(location)?.[1]
    expect((await get(`/claims/${claim}`)).body.predictions[0].pundit.slug).toBe('valdis-q-ozols')
    expect((await get('/pundits/valdis-ozols')).status).toBe(404)
    const other = { ...fields, 'claim/statement': 'Mu is found', 'quote/exact': 'Mu it is' }
    const said = { ...other, samePundit: 'not Valdis Ozols' }
    const renamed = await send('/predictions', { ...said, 'pundit/name': 'Valdis Q Ozols' }, 'ben')
    expect(words(renamed.html)).toContain('Is “Valdis Q Ozols” one of these?')
    await sent('/predictions', said, 'ben')
    expect((await get('/pundits/valdis-ozols')).status).toBe(200)
    expect((await send('/predictions', { ...fields, samePundit: 'nobody' }, 'ben')).status).toBe(404)
  })

  test('mends what is wrong before it looks for similar claims', async () => {
    await aClaim({ statement: 'Malta builds a metro' })
    const fields = { ...typed, 'claim/statement': 'Malta builds a metro', stance: '' }
    const { status, html } = await send('/predictions', fields, 'ben')
    expect(status).toBe(422)
    expectErrorAt(html, 'stance', /\S/)
    expect(html).not.toContain('Is it one of these claims?')
  })
})
