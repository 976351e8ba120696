import { describe, expect, test } from 'vitest'
import {
  as,
  day,
  expectErrorAt,
  type Fields,
  filledIn,
  formsOf,
  historyOf,
  settlingPages,
  unescaped,
  words,
} from './settling-pages.ts'

const { aClaim, disputed, get, later, post, posted, read, resolved, rowCounts, send, sent } = settlingPages()

describe('on the page of a claim', () => {
  test('a stranger sees no form, and is invited to sign in', async () => {
    for (const { claimId } of [await aClaim(), await resolved(), await disputed()]) {
      const { html } = await read(`/claims/${claimId}`)
      expect(formsOf(html)).toEqual([])
      expect(html).toContain(`/sign-in?next=/claims/${claimId}`)
      expect(html).not.toContain(`/claims/${claimId}/merges`)
    }
  })

  test('anybody signed in may say what happened until somebody has', async () => {
    const { claimId } = await aClaim()
    for (const by of ['ann', 'ben', 'mia'])
      expect(formsOf((await read(`/claims/${claimId}`, by)).html)).toEqual([
        'file-evidence',
        'say-what-happened',
      ])
  })

  test('anybody but its author may dispute a resolution, for 14 days', async () => {
    const { claimId } = await resolved()
    expect(formsOf((await read(`/claims/${claimId}`, 'ann')).html)).toEqual(['file-evidence'])
    for (const by of ['ben', 'mia'])
      expect(formsOf((await read(`/claims/${claimId}`, by)).html)).toContain('dispute')
    expect((await read(`/claims/${claimId}`)).html).toContain('may dispute it until')
    later(14 * day)
    expect(formsOf((await read(`/claims/${claimId}`, 'ben')).html)).toEqual(['file-evidence', 'dispute'])
    later(14 * day + 1)
    const late = (await read(`/claims/${claimId}`)).html
    expect(late).toContain('and nobody did.')
    expect(late).not.toContain('dispute what was said')
    expect(formsOf((await read(`/claims/${claimId}`, 'ben')).html)).toEqual(['file-evidence'])
    expect(formsOf((await read(`/claims/${claimId}`, 'mia')).html)).toEqual(['file-evidence', 'reopen'])
  })

  test('no moderator sees a form to reopen it that would be refused', async () => {
    const { claimId } = await resolved()
    const early = await post(`/claims/${claimId}/reopenings`, { reason: 'x' }, as('mia'))
    expect(early.body.type).toBe('https://reckon.test/problems/dispute-open')
    expect(formsOf((await read(`/claims/${claimId}`, 'mia')).html)).toEqual(['file-evidence', 'dispute'])
    const turnedDown = await disputed({}, 'mia')
    const upheld = { decision: 'upheld', rationale: 'Yes' }
    await posted(`/claims/${turnedDown.claimId}/settlements`, upheld, 'moe')
    const involved = await post(`/claims/${turnedDown.claimId}/reopenings`, { reason: 'x' }, as('mia'))
    expect(involved.body.type).toBe('https://reckon.test/problems/involved')
    expect(formsOf((await read(`/claims/${turnedDown.claimId}`, 'moe')).html)).toContain('reopen')
    expect(formsOf((await read(`/claims/${turnedDown.claimId}`, 'mia')).html)).toEqual(['file-evidence'])
  })

  test('a moderator who neither resolved nor disputed it may settle a dispute', async () => {
    const { claimId } = await disputed()
    for (const by of ['ann', 'ben'])
      expect(formsOf((await read(`/claims/${claimId}`, by)).html)).toEqual(['file-evidence'])
    for (const by of ['mia', 'moe'])
      expect(formsOf((await read(`/claims/${claimId}`, by)).html)).toEqual([
        'settle-dispute',
        'file-evidence',
      ])
    const { claimId: involved } = await disputed({}, 'mia')
    expect(formsOf((await read(`/claims/${involved}`, 'mia')).html)).toEqual(['file-evidence'])
    expect(formsOf((await read(`/claims/${involved}`, 'moe')).html)).toContain('settle-dispute')
  })

  test('only a moderator finds the way to merge it, or a pundit', async () => {
    const { claimId, slug } = await aClaim()
    for (const [by, finds] of [
      ['ann', false],
      ['mia', true],
    ] as const) {
      const { html } = await read(`/claims/${claimId}`, by)
      expect(html.includes(`href="/claims/${claimId}/merges"`)).toBe(finds)
      expect(html).toContain(`href="/claims/${claimId}/corrections"`)
      const pundit = await read(`/pundits/${slug}`, by)
      expect(pundit.html.includes(`href="/pundits/${slug}/merges"`)).toBe(finds)
    }
  })
})

describe('from a resolution to its settlement', () => {
  test('the page tells who said what, when, why and on what evidence, in order', async () => {
    const { claimId, evidenceId } = await aClaim({ statement: 'The tunnel is dug through' })
    const resolution: Fields = [
      ['outcome', 'true'],
      ['occurredOn', '2026-02-20'],
      ['rationale', 'The drill came out'],
      ['evidenceIds', evidenceId],
    ]
    const first = await sent(`/claims/${claimId}/resolutions`, resolution, 'ann')
    expect(first.location).toBe(`/claims/${claimId}#history`)
    expect(historyOf(first.html)).toEqual([
      'Happened on 20 February 2026 This stands. The drill came out Settled by ann, who had logged a prediction of it, on 22 November 2026, 12:00 UTC, citing The record (Gazette).',
    ])
    later(day)
    const shown = filledIn((await read(`/claims/${claimId}`, 'ben')).html, `/claims/${claimId}/disputes`)
    const dispute: Fields = [
      ...Object.entries({
        ...shown,
        reason: 'evidence-does-not-show-it',
        counterOutcome: 'false',
        rationale: 'That was the other tunnel',
      }),
      ['evidenceIds', evidenceId],
    ]
    const second = await sent(`/claims/${claimId}/disputes`, dispute, 'ben')
    expect(words(second.html)).toContain('It counts in no score until a moderator has settled the dispute.')
    expect(words(second.html)).toContain('In no score while what happened is disputed.')
    const told = historyOf(second.html)
    expect(told).toHaveLength(2)
    expect(told[0]).toContain('This is challenged.')
    expect(told[1]).toMatch(
      /^Disputed the evidence does not show it.*Did not happen That was the other tunnel Disputed by ben on 23 November 2026, 12:00 UTC, citing The record \(Gazette\)\.$/,
    )
    later(2 * day)
    const decision = filledIn(
      (await read(`/claims/${claimId}`, 'mia')).html,
      `/claims/${claimId}/settlements`,
    )
    const third = await sent(
      `/claims/${claimId}/settlements`,
      { ...decision, decision: 'overturned', rationale: 'So it was' },
      'mia',
    )
    const [one, two, three] = historyOf(third.html)
    expect(one).not.toContain('This')
    expect(two).toMatch(/^Was disputed/)
    expect(three).toBe(
      'Overturned Did not happen This stands. So it was Dispute settled by mia on 24 November 2026, 12:00 UTC, citing The record (Gazette).',
    )
    expect(words(third.html)).toContain('70 % on something that did not happen. Brier score 0.490.')
    expect(words(third.html)).not.toContain('In no score')
    expect(third.html.match(/class="stands"/g)).toHaveLength(1)
  })

  test('a dispute that is not upheld leaves what was said, for good', async () => {
    const { claimId, disputeId } = await disputed()
    const { html } = await sent(
      `/claims/${claimId}/settlements`,
      { disputeId, decision: 'upheld', rationale: 'The record is clear' },
      'mia',
    )
    expect(historyOf(html)[2]).toBe(
      'Upheld: the resolution stands This stands. The record is clear Dispute settled by mia on 22 November 2026, 12:00 UTC.',
    )
    expect(formsOf((await read(`/claims/${claimId}`, 'ben')).html)).toEqual(['file-evidence'])
    expect(words(html)).toContain('Happened')
  })

  test('a moderator may find something else than either', async () => {
    const { claimId, disputeId, evidenceId } = await disputed()
    const fields: Fields = [
      ['disputeId', disputeId],
      ['decision', 'overturned'],
      ['outcome', 'partial'],
      ['share', '25 %'],
      ['occurredOn', '2026-02-01'],
      ['evidenceIds', evidenceId],
      ['rationale', 'A quarter of it'],
    ]
    const { html } = await sent(`/claims/${claimId}/settlements`, fields, 'mia')
    expect(historyOf(html)[2]).toContain('Overturned Partly happened (25 %) on 1 February 2026 This stands.')
    expect((await get(`/claims/${claimId}`)).body).toMatchObject({ outcome: 'partial', share: 0.25 })
  })

  test('a moderator may find that nobody can say yet', async () => {
    const { claimId, disputeId } = await disputed()
    const fields = { disputeId, decision: 'overturned', outcome: 'open', rationale: 'Too soon' }
    const { html } = await sent(`/claims/${claimId}/settlements`, fields, 'mia')
    expect(historyOf(html)[2]).toContain('Overturned the claim is open again')
    expect(formsOf(html)).toEqual(['file-evidence', 'say-what-happened'])
    expect(html).not.toContain('class="stands"')
  })

  test('a moderator may reopen it when it can no longer be disputed', async () => {
    const { claimId } = await resolved()
    later(20 * day)
    const shown = filledIn((await read(`/claims/${claimId}`, 'mia')).html, `/claims/${claimId}/reopenings`)
    const fields = { ...shown, reason: 'The Gazette withdrew it' }
    const { html } = await sent(`/claims/${claimId}/reopenings`, fields, 'mia')
    expect(historyOf(html)[1]).toBe(
      'Reopened The Gazette withdrew it Reopened by mia on 12 December 2026, 12:00 UTC.',
    )
    expect(formsOf(html)).toContain('say-what-happened')
  })
})

describe('a refused form comes back', () => {
  test('with what was typed and the messages at their fields: a dispute', async () => {
    const { claimId, evidenceId } = await resolved()
    const before = await rowCounts()
    const fields: Fields = [
      ['reason', 'too-early'],
      ['counterOutcome', 'partial'],
      ['share', '0.6'],
      ['occurredOn', '2026-12-01'],
      ['evidenceIds', evidenceId],
      ['rationale', 'Half of "it" <b>at most</b>'],
    ]
    const { status, html } = await send(`/claims/${claimId}/disputes`, fields, 'ben')
    expect(status).toBe(422)
    expectErrorAt(html, 'share', /^Must be percent/)
    expect(filledIn(html, `/claims/${claimId}/disputes`)).toMatchObject({
      reason: 'too-early',
      counterOutcome: 'partial',
      share: '0.6',
      occurredOn: '2026-12-01',
      evidenceIds: evidenceId,
      rationale: 'Half of "it" <b>at most</b>',
    })
    expect(html).not.toContain('<b>at most</b>')
    const mended = fields.map(([name, value]): [string, string] => [name, name === 'share' ? '60' : value])
    const second = await send(`/claims/${claimId}/disputes`, mended, 'ben')
    expect(second.status).toBe(422)
    expectErrorAt(second.html, 'occurredOn', /^Must not be in the future/)
    const empty = await send(`/claims/${claimId}/disputes`, { counterOutcome: 'true' }, 'ben')
    expect(empty.status).toBe(422)
    for (const field of ['reason', 'rationale']) expectErrorAt(empty.html, field, /^(Is needed|Choose one)/)
    expectErrorAt(empty.html, 'evidenceIds', /^Must cite at least one/)
    const same: Fields = [
      ['reason', 'wrong-outcome'],
      ['counterOutcome', 'true'],
      ['rationale', 'The same'],
      ['evidenceIds', evidenceId],
    ]
    const nothing = await send(`/claims/${claimId}/disputes`, same, 'ben')
    expect(nothing.status).toBe(422)
    expectErrorAt(nothing.html, 'counterOutcome', /^Is what stands already/)
    const without = await send(`/claims/${claimId}/disputes`, {}, 'ben')
    expect(without.status).toBe(422)
    expectErrorAt(without.html, 'counterOutcome', /choose one/i)
    expect(await rowCounts()).toEqual(before)
  })

  test('with what was typed and the messages at their fields: a settlement', async () => {
    const { claimId, disputeId } = await disputed()
    const fields = {
      disputeId,
      decision: 'overturned',
      outcome: 'partial',
      rationale: 'Some of it',
      voidReason: 'moot',
    }
    const { status, html } = await send(`/claims/${claimId}/settlements`, fields, 'mia')
    expect(status).toBe(422)
    expectErrorAt(html, 'share', /\S/)
    expectErrorAt(html, 'voidReason', /^Does not belong here/)
    expectErrorAt(html, 'evidenceIds', /^Must cite/)
    expect(filledIn(html, `/claims/${claimId}/settlements`)).toMatchObject(fields)
    expect(html).toMatch(/<details open/)
    const undecided = await send(`/claims/${claimId}/settlements`, { disputeId }, 'mia')
    expect(undecided.status).toBe(422)
    expectErrorAt(undecided.html, 'decision', /choose one/i)
    const stray = { disputeId, decision: 'upheld', outcome: 'true', rationale: 'x' }
    const both = await send(`/claims/${claimId}/settlements`, stray, 'mia')
    expect(both.status).toBe(422)
    expectErrorAt(both.html, 'outcome', /^Does not belong here/)
    expect((await get(`/claims/${claimId}`)).body.state).toBe('disputed')
  })

  test('when void, for want of the reason, which the form says is needed then', async () => {
    const { claimId } = await aClaim()
    const form = (await read(`/claims/${claimId}`, 'ann')).html
    expect(form).toContain('Needed when it is void.')
    expect(form).not.toContain('Not void')
    const { html } = await send(`/claims/${claimId}/resolutions`, { outcome: 'void', rationale: 'x' }, 'ann')
    expectErrorAt(html, 'voidReason', /./)
  })

  test('with what was typed and the message at its field: a reopening', async () => {
    const { claimId, resolutionId } = await resolved()
    later(20 * day)
    const long = 'x'.repeat(1001)
    const fields = { resolutionId, reason: long }
    const { status, html } = await send(`/claims/${claimId}/reopenings`, fields, 'mia')
    expect(status).toBe(422)
    expectErrorAt(html, 'reason', /at most 1000 characters/)
    expect(filledIn(html, `/claims/${claimId}/reopenings`)).toMatchObject(fields)
  })

  test('in place of its page, which a reader who loads it again gets', async () => {
    const { claimId } = await resolved()
    for (const form of ['evidence', 'resolutions', 'disputes', 'settlements', 'reopenings']) {
      const { status, headers } = await read(`/claims/${claimId}/${form}`)
      expect([status, headers.get('Location')]).toEqual([302, `/claims/${claimId}`])
    }
  })
})

describe('a form that is sent too late', () => {
  const typed = 'What I <i>typed</i> at length'
  const kept = /What you wrote was not saved\. It was: .*What I <i>typed<\/i> at length/

  test('loses no text: a resolution after another', async () => {
    const { claimId, evidenceId } = await resolved()
    const fields: Fields = [
      ['outcome', 'false'],
      ['ruledOutOn', '2026-03-04'],
      ['rationale', typed],
      ['evidenceIds', evidenceId],
    ]
    const { status, html } = await send(`/claims/${claimId}/resolutions`, fields, 'ben')
    expect(status).toBe(409)
    expect(words(html)).toContain('The claim is already settled as true.')
    expect(words(html)).toMatch(kept)
    expect(html).not.toContain('<i>typed</i>')
    expect(words(html)).toContain(
      'What happened It did not happen Day it became impossible 4 March 2026 Evidence The record Rationale What I',
    )
    expect(formsOf(html)).not.toContain('say-what-happened')
  })

  test('loses no text: a dispute after another, and after a settlement', async () => {
    const { claimId, resolutionId, disputeId, evidenceId } = await disputed()
    const fields: Fields = [
      ['resolutionId', resolutionId],
      ['reason', 'too-early'],
      ['counterOutcome', 'open'],
      ['rationale', typed],
      ['evidenceIds', evidenceId],
    ]
    const { status, html } = await send(`/claims/${claimId}/disputes`, fields, 'moe')
    expect(status).toBe(409)
    expect(words(html)).toMatch(kept)
    expect(words(html)).toContain('A moderator has yet to settle a dispute.')
    await posted(`/claims/${claimId}/settlements`, { decision: 'upheld', rationale: 'Yes', disputeId }, 'mia')
    const after = await send(`/claims/${claimId}/disputes`, fields, 'moe')
    expect(after.status).toBe(409)
    expect(words(after.html)).toMatch(kept)
  })

  test('is shown again when what was meant is another by now: a dispute of a later resolution', async () => {
    const { claimId, resolutionId, evidenceId } = await resolved()
    later(20 * day)
    await posted(`/claims/${claimId}/reopenings`, { reason: 'Wrong' }, 'mia')
    const again = { outcome: 'true', rationale: 'After all', evidenceIds: [evidenceId] }
    await posted(`/claims/${claimId}/resolutions`, again, 'ann')
    const fields = { resolutionId, reason: 'too-early', counterOutcome: 'open', rationale: typed }
    const { status, html } = await send(`/claims/${claimId}/disputes`, fields, 'ben')
    expect(status).toBe(409)
    expect(words(html)).toContain('Something else stands by now')
    expect(unescaped(html)).toContain(`>${typed}</textarea>`)
  })

  test('loses no text: a settlement after another', async () => {
    const { claimId, disputeId } = await disputed()
    await posted(`/claims/${claimId}/settlements`, { decision: 'overturned', rationale: 'No' }, 'moe')
    const fields = { disputeId, decision: 'upheld', rationale: typed }
    const { status, html } = await send(`/claims/${claimId}/settlements`, fields, 'mia')
    expect(status).toBe(409)
    expect(words(html)).toMatch(kept)
    expect((await get(`/claims/${claimId}`)).body.history).toHaveLength(3)
  })

  test('loses no text: a reopening after another, and of a claim disputed meanwhile', async () => {
    const { claimId } = await aClaim()
    for (const id of [claimId, (await disputed()).claimId]) {
      const { status, html } = await send(`/claims/${id}/reopenings`, { reason: typed }, 'mia')
      expect(status).toBe(409)
      expect(words(html)).toMatch(kept)
    }
  })

  test('by somebody who may not is refused with 403, and loses no text either', async () => {
    const { claimId, disputeId, resolutionId } = await disputed()
    const settlement = { disputeId, decision: 'upheld', rationale: typed }
    for (const by of ['ann', 'ben']) {
      const { status, html } = await send(`/claims/${claimId}/settlements`, settlement, by)
      expect(status).toBe(403)
      expect(words(html)).toMatch(kept)
    }
    const reopening = await send(`/claims/${claimId}/reopenings`, { resolutionId, reason: typed }, 'ben')
    expect(reopening.status).toBe(403)
    const own = await resolved()
    const fields: Fields = [
      ['reason', 'too-early'],
      ['counterOutcome', 'open'],
      ['rationale', typed],
    ]
    const involved = await send(`/claims/${own.claimId}/disputes`, fields, 'ann')
    expect(involved.status).toBe(403)
    expect(words(involved.html)).toMatch(kept)
  })

  test('by nobody is refused with 401, and writes nothing', async () => {
    const { claimId, predictionId, slug } = await disputed()
    const before = await rowCounts()
    for (const path of [
      ...['resolutions', 'disputes', 'settlements', 'reopenings', 'corrections', 'merges'].map(
        form => `/claims/${claimId}/${form}`,
      ),
      `/predictions/${predictionId}/corrections`,
      `/pundits/${slug}/merges`,
    ]) {
      const { status, html } = await send(path, { rationale: typed, reason: typed })
      expect(status).toBe(401)
      expect(html).toContain('You are not signed in')
    }
    expect(await rowCounts()).toEqual(before)
  })
})

describe('how a claim stands', () => {
  test('is told by both deadlines when they disagree', async () => {
    const window = { dueBy: '2026-06-30', dueByStrict: '2026-04-30', dueBasis: 'inferred' }
    const { claimId } = await resolved(window, { occurredOn: '2026-05-01' })
    const { html } = await read(`/claims/${claimId}`)
    expect(words(html)).toContain(
      'The deadlines disagree: on the generous reading it happened in time, on the strict reading it did not.',
    )
    const inTime = await resolved(window, { occurredOn: '2026-04-30' })
    expect(words((await read(`/claims/${inTime.claimId}`)).html)).not.toContain('The deadlines disagree')
  })

  test('is told with its condition, by which it falls and rises', async () => {
    const condition = await aClaim({ statement: 'The budget passes' })
    const { claimId } = await aClaim({ conditionClaimId: condition.claimId })
    const page = async () => words((await read(`/claims/${claimId}`)).html)
    expect(await page()).toContain('On condition that The budget passes Due')
    expect(await page()).toContain('It can be settled once its condition is: until then it waits.')
    const no = { outcome: 'false', rationale: 'No', evidenceIds: [condition.evidenceId] }
    await posted(`/claims/${condition.claimId}/resolutions`, no, 'ann')
    const { html } = await read(`/claims/${claimId}`)
    expect(historyOf(html)).toHaveLength(1)
    expect(historyOf(html)[0]).toMatch(
      /^Void This stands. Its condition, The budget passes, settled false or void\..* by ann on 22 November 2026, 12:00 UTC\.$/,
    )
    for (const by of ['ben', 'mia'])
      expect(formsOf((await read(`/claims/${claimId}`, by)).html)).toEqual(['file-evidence'])
    const yes = { reason: 'wrong-outcome', counterOutcome: 'true', rationale: 'Yes' }
    const cited = { ...yes, evidenceIds: [condition.evidenceId] }
    await posted(`/claims/${condition.claimId}/disputes`, cited, 'ben')
    const overturned = { decision: 'overturned', rationale: 'Yes' }
    await posted(`/claims/${condition.claimId}/settlements`, overturned, 'mia')
    const risen = historyOf((await read(`/claims/${claimId}`)).html)
    expect(risen[1]).toBe(
      'Reopened What was said of its condition, The budget passes, no longer stands. Reopened by mia on 22 November 2026, 12:00 UTC.',
    )
    expect(await page()).toContain('On condition that The budget passes Happened')
  })
})
