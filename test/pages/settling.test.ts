import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import { anEvidence, aPrediction, clock, keyOf, people, testWorld } from '../world.ts'

const { app, get, post, rowCounts } = testWorld()
const origin = 'http://localhost'
const noon = clock.now
const day = 24 * 60 * 60 * 1000

afterEach(() => {
  clock.now = noon
})

function later(milliseconds: number) {
  clock.now = new Date(noon.getTime() + milliseconds)
}

type Body = Record<string, unknown>
type Fields = [string, string][] | Record<string, string>

/** The cookie of everybody who has signed in, and none for a stranger. */
const cookies: Record<string, string> = { stranger: '' }

beforeAll(async () => {
  for (const { id } of people) {
    const { status, headers } = await send('/sign-in', { key: keyOf(id) })
    expect(status).toBe(303)
    cookies[id] = headers.get('Set-Cookie')?.split(';')[0] ?? ''
  }
})

async function read(path: string, by = 'stranger') {
  const response = await app.request(path, { headers: { Cookie: cookies[by] ?? '' } })
  return { status: response.status, headers: response.headers, html: await response.text() }
}

async function send(path: string, fields: Fields, by = 'stranger') {
  const response = await app.request(path, {
    method: 'POST',
    headers: {
      Cookie: cookies[by] ?? '',
      Origin: origin,
      'Content-Type': 'application/x-www-form-urlencoded',
    },
    body: new URLSearchParams(fields).toString(),
  })
  return { status: response.status, headers: response.headers, html: await response.text() }
}

/** Sends a form that is taken, and reads the page it leads to. */
async function sent(path: string, fields: Fields, by: string) {
  const { status, headers, html } = await send(path, fields, by)
  expect(status, html).toBe(303)
  return { location: headers.get('Location') ?? '', ...(await read(headers.get('Location') ?? '', by)) }
}

function as(id: string) {
  return { Authorization: `Bearer ${keyOf(id)}` }
}

async function posted(path: string, body: unknown, by: string) {
  const answer = await post(path, body, as(by))
  expect(answer.body).toMatchObject({ id: expect.any(String) })
  expect(answer.status).toBe(201)
  return answer.body
}

async function aClaim(claim: Body = {}, changes: Body = {}) {
  const input = aPrediction()
  const body = { ...input, claim: { ...input.claim, ...claim }, ...changes }
  const { claimId, id: predictionId, pundit } = await posted('/predictions', body, 'ann')
  const filed = anEvidence({ title: 'The record', publisher: 'Gazette' })
  const { id: evidenceId } = await posted(`/claims/${claimId}/evidence`, filed, 'ann')
  return { claimId, predictionId, evidenceId, slug: pundit.slug as string }
}

/** A claim that ann has resolved as true. */
async function resolved(claim: Body = {}, terms: Body = {}) {
  const made = await aClaim(claim)
  const body = { outcome: 'true', rationale: 'By the record', evidenceIds: [made.evidenceId], ...terms }
  const { id: resolutionId } = await posted(`/claims/${made.claimId}/resolutions`, body, 'ann')
  return { ...made, resolutionId }
}

/** The same, of which ben says that it did not happen. */
async function disputed(claim: Body = {}, by = 'ben') {
  const made = await resolved(claim)
  const body = {
    reason: 'wrong-outcome',
    counterOutcome: 'false',
    rationale: 'It never did',
    evidenceIds: [made.evidenceId],
  }
  const { id: disputeId } = await posted(`/claims/${made.claimId}/disputes`, body, by)
  return { ...made, disputeId }
}

const entities: Record<string, string> = { lt: '<', gt: '>', quot: '"', '#39': "'", amp: '&' }
function unescaped(html: string): string {
  return html.replaceAll(/&(lt|gt|quot|#39|amp);/g, (_, name) => entities[name] ?? '')
}

/** What a reader sees of a piece of a page. */
function words(html: string): string {
  const said = html.replaceAll(/<span class="proof">.*?<\/span>/gs, '')
  return unescaped(said.replaceAll(/<[^>]*>/g, ' '))
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/ ([.,)])/g, '$1')
    .trim()
}

function section(html: string, id: string): string {
  return html.match(new RegExp(`<section id="${id}">.*?</section>`, 's'))?.[0] ?? ''
}

/** What was said of the outcome and the wording, item by item, as the page tells it. */
function historyOf(html: string): string[] {
  return [...section(html, 'history').matchAll(/<li [^>]*id="history-.*?<\/li>/gs)].map(([item]) =>
    words(item).replace(/ Ledger entry · Download proof$/, ''),
  )
}

const formIds = ['settle-dispute', 'file-evidence', 'say-what-happened', 'dispute', 'reopen']
function formsOf(html: string): string[] {
  return formIds.filter(id => new RegExp(`<form [^>]*id="${id}"`).test(html))
}

/** The fields of a form with what stands in them, as a browser would send them when nobody touches it. */
function filledIn(html: string, action: string): Record<string, string> {
  const form = html.match(new RegExp(`<form [^>]*action="${action}[#"].*?</form>`, 's'))?.[0] ?? ''
  expect(form).not.toBe('')
  const attribute = (tag: string, name: string) =>
    unescaped(tag.match(new RegExp(` ${name}="([^"]*)"`))?.[1] ?? '')
  const inputs = [...form.matchAll(/<input [^>]*>/g)]
    .map(([tag]) => tag)
    .filter(tag => !/type="(radio|checkbox)"/.test(tag) || / checked/.test(tag))
    .map(tag => [attribute(tag, 'name'), attribute(tag, 'value')])
  const areas = [...form.matchAll(/(<textarea [^>]*>)(.*?)<\/textarea>/gs)].map(([, tag = '', text = '']) => [
    attribute(tag, 'name'),
    unescaped(text),
  ])
  const selects = [...form.matchAll(/(<select [^>]*>)(.*?)<\/select>/gs)].map(
    ([, tag = '', options = '']) => [
      attribute(tag, 'name'),
      attribute(options.match(/<option [^>]*selected[^>]*>/)?.[0] ?? '', 'value'),
    ],
  )
  return Object.fromEntries([...inputs, ...areas, ...selects])
}

function expectErrorAt(html: string, field: string, message: string | RegExp) {
  const error = html.match(new RegExp(`id="${field}-error">([^<]*)<`))?.[1] ?? `nothing at ${field}`
  expect(unescaped(error)).toMatch(message)
  expect(html).toMatch(new RegExp(`href="#${field}"`))
}

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
      'Happened on 20 February 2026 This stands. The drill came out Settled by ann on 22 November 2026, 12:00 UTC, citing Gazette.',
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
      /^Disputed the evidence does not show it.*Did not happen That was the other tunnel Disputed by ben on 23 November 2026, 12:00 UTC, citing Gazette\.$/,
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
      'Overturned Did not happen This stands. So it was Dispute settled by mia on 24 November 2026, 12:00 UTC, citing Gazette.',
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
    for (const field of ['reason', 'rationale'])
      expectErrorAt(empty.html, field, /^(Is needed|Choose one)/)
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
  const kept = `What you wrote was not saved. It was: ${typed}`

  test('loses no text: a resolution after another', async () => {
    const { claimId, evidenceId } = await resolved()
    const fields: Fields = [
      ['outcome', 'false'],
      ['rationale', typed],
      ['evidenceIds', evidenceId],
    ]
    const { status, html } = await send(`/claims/${claimId}/resolutions`, fields, 'ben')
    expect(status).toBe(409)
    expect(words(html)).toContain('The claim is already settled as true.')
    expect(words(html)).toContain(kept)
    expect(html).not.toContain('<i>typed</i>')
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
    expect(words(html)).toContain(kept)
    expect(words(html)).toContain('A moderator has yet to settle a dispute.')
    await posted(`/claims/${claimId}/settlements`, { decision: 'upheld', rationale: 'Yes', disputeId }, 'mia')
    const after = await send(`/claims/${claimId}/disputes`, fields, 'moe')
    expect(after.status).toBe(409)
    expect(words(after.html)).toContain(kept)
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
    expect(words(html)).toContain(kept)
    expect((await get(`/claims/${claimId}`)).body.history).toHaveLength(3)
  })

  test('loses no text: a reopening after another, and of a claim disputed meanwhile', async () => {
    const { claimId } = await aClaim()
    for (const id of [claimId, (await disputed()).claimId]) {
      const { status, html } = await send(`/claims/${id}/reopenings`, { reason: typed }, 'mia')
      expect(status).toBe(409)
      expect(words(html)).toContain(kept)
    }
  })

  test('by somebody who may not is refused with 403, and loses no text either', async () => {
    const { claimId, disputeId, resolutionId } = await disputed()
    const settlement = { disputeId, decision: 'upheld', rationale: typed }
    for (const by of ['ann', 'ben']) {
      const { status, html } = await send(`/claims/${claimId}/settlements`, settlement, by)
      expect(status).toBe(403)
      expect(words(html)).toContain(kept)
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
    expect(words(involved.html)).toContain(kept)
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

describe('the form to correct a claim', () => {
  const path = (claimId: string) => `/claims/${claimId}/corrections`

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
      topics: 'b, c',
      reason: 'Misspelt',
    }
    const { location, html } = await sent(path(claimId), fields, 'ann')
    expect(location).toBe(`/claims/${claimId}#history`)
    expect(historyOf(html)).toEqual([
      'Corrected Claim The "brige" opens The "bridge" opens Topics a, b b, c Misspelt Corrected by ann on 22 November 2026, 12:00 UTC.',
    ])
    expect(html).toContain('<del>The &quot;brige&quot; opens</del>')
    expect(words(html)).toContain('Logged when the claim read: “The "brige" opens”')
    expect((await get(`/claims/${claimId}`)).body).toMatchObject({
      criteria: 'Line one\nline two',
      topics: ['b', 'c'],
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
    expectErrorAt(html, 'topics', /must be lower-case/i)
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
    expect((await read(path(claimId))).html).toContain(`/sign-in?next=/claims/${claimId}/corrections`)
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
    expect((await read('/claims/nothing/merges', 'mia')).status).toBe(404)
    expect((await read('/pundits/nobody-known/merges', 'mia')).status).toBe(404)
  })
})

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
    expect(words(html)).toContain('Is it one of these? Nothing was saved yet.')
    expect(html).toContain(`<input type="radio" name="sameAs" value="${claimId}"`)
    expect(html).not.toContain('<b>joins</b>')
    expect(filledIn(html, '/predictions')).toMatchObject(fields)
    const dated = { ...fields, 'claim/dueBy': '2027-01-31', 'claim/dueBasis': 'stated', sameAs: claimId }
    const otherDay = await send('/predictions', dated, 'ben')
    expect(otherDay.status).toBe(422)
    expect(words(otherDay.html)).toMatch(/Is \d{4}-\d\d-\d\d for the claim you have chosen/)
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

  test('mends what is wrong before it looks for similar claims', async () => {
    await aClaim({ statement: 'Malta builds a metro' })
    const fields = { ...typed, 'claim/statement': 'Malta builds a metro', stance: '' }
    const { status, html } = await send('/predictions', fields, 'ben')
    expect(status).toBe(422)
    expectErrorAt(html, 'stance', /\S/)
    expect(html).not.toContain('Is it one of these?')
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
    expect(words(first)).toContain('Due <b>now</b> Due due since 30 June 2026 1 prediction')
    expect(words(first)).toContain('Supports it: The record (Gazette, 1 March 2026)')
    expect(words(section(html, 'early'))).toContain('Early one Open due on 30 June 2027 1 prediction')
    expect(words(section(html, 'waiting'))).toContain('Waiting one')
    expect(words(section(html, 'waiting'))).toContain('waits for The held <i>condition</i>')
    for (const { claimId } of [early, waiting]) expect(first).not.toContain(claimId)
    expect(section(html, 'early')).toContain(early.claimId)
    expect(section(html, 'waiting')).toContain(waiting.claimId)
    expect(html).not.toContain(settled.claimId)
  })

  test('says when nothing is due, and refuses a topic that is none', async () => {
    const { html } = await read('/due?topic=nothing-at-all')
    expect(words(html)).toContain('Nothing is due.')
    for (const id of ['early', 'waiting']) expect(section(html, id)).toBe('')
    expect((await read('/due?topic=No%20Topic')).status).toBe(422)
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
function withoutOwn(html: string): string {
  return html.replaceAll(/<script type="(module" src="\/built\/page\.js|application\/ld\+json)">/g, '')
}

test('nothing that anybody typed is ever markup, on any page it comes to', async () => {
  const evil = (name: string) => `${name}"><script>alert('${name}')</script><!-- </textarea>`
  const claim = {
    statement: evil('statement'),
    criteria: evil('criteria'),
    dueWording: evil('wording'),
    condition: evil('condition'),
    dueBy: '2026-06-30',
    topics: ['evil'],
  }
  const input = aPrediction({
    claim,
    pundit: { name: evil('pundit'), kind: 'person', role: evil('role') },
    quote: { exact: evil('exact'), prefix: evil('prefix'), suffix: evil('suffix') },
    source: { title: evil('source'), publisher: evil('publisher') },
  })
  const first = await posted('/predictions', input, 'ann')
  const { claimId } = first
  const dependant = { statement: evil('dependant'), dueBy: '2026-06-30', conditionClaimId: claimId }
  const second = await posted('/predictions', aPrediction({ claim: dependant }), 'ann')
  const evidence = anEvidence({
    title: evil('evidence'),
    publisher: evil('paper'),
    excerpt: evil('excerpt'),
    note: evil('note'),
  })
  const again = aPrediction({
    pundit: { name: evil('pundit') },
    restatesId: first.id,
    claim: { ...claim, statement: evil('restated') },
  })
  await posted('/predictions', again, 'ann')
  const wording = { statement: evil('mended'), reason: evil('why') }
  await posted(`/claims/${claimId}/corrections`, wording, 'ann')
  const mended = { quote: { exact: evil('reworded') }, role: evil('office'), reason: evil('misheard') }
  await posted(`/predictions/${first.id}/corrections`, mended, 'ann')
  const { id } = await posted(`/claims/${claimId}/evidence`, evidence, 'ann')
  const other = await posted('/predictions', aPrediction({ claim }), 'ann')
  await posted(`/claims/${claimId}/merges`, { claimId: other.claimId, reason: evil('merged') }, 'mia')
  const pundits = { slug: other.pundit.slug, reason: evil('person') }
  await posted(`/pundits/${first.pundit.slug}/merges`, pundits, 'mia')
  const pages = [
    '/',
    '/due?topic=evil',
    '/predictions?topic=evil',
    `/claims/${claimId}`,
    `/claims/${second.claimId}`,
    `/claims/${claimId}/corrections`,
    `/claims/${claimId}/merges`,
    `/predictions/${first.id}/corrections`,
    `/predictions/new?restates=${first.id}`,
    `/predictions/new?claim=${claimId}`,
    `/pundits/${first.pundit.slug}`,
    `/pundits/${first.pundit.slug}/merges`,
    `/sources/${first.source.id}`,
  ]
  async function expectHarmless() {
    for (const path of pages) {
      const { status, html } = await read(path, 'mia')
      expect(status, path).toBe(200)
      expect(withoutOwn(html), path).not.toMatch(/<script|<!-- /)
    }
  }
  await expectHarmless()
  const terms = { outcome: 'false', rationale: evil('resolution'), evidenceIds: [id] }
  await posted(`/claims/${claimId}/resolutions`, terms, 'ann')
  const dispute = { reason: 'too-early', counterOutcome: 'open', rationale: evil('dispute') }
  await posted(`/claims/${claimId}/disputes`, dispute, 'ben')
  await expectHarmless()
  const settlement = { decision: 'upheld', rationale: evil('settlement') }
  await posted(`/claims/${claimId}/settlements`, settlement, 'mia')
  await expectHarmless()
  const shown = unescaped((await read(`/claims/${claimId}`)).html)
  for (const name of ['mended', 'why', 'reworded', 'evidence', 'resolution', 'dispute', 'settlement'])
    expect(shown).toContain(evil(name))
  const forms: Fields = { 'claim/statement': evil('similar'), rationale: evil('late'), reason: evil('late') }
  for (const path of [
    '/predictions',
    ...['resolutions', 'disputes', 'settlements', 'reopenings', 'corrections', 'merges'].map(
      form => `/claims/${claimId}/${form}`,
    ),
    `/predictions/${first.id}/corrections`,
    `/pundits/${first.pundit.slug}/merges`,
  ]) {
    const { status, html } = await send(path, forms, 'mia')
    expect([403, 409, 422], path).toContain(status)
    expect(withoutOwn(html), path).not.toMatch(/<script|<!-- /)
    expect(unescaped(html), path).toMatch(/(late|similar)"><script>/)
  }
})
