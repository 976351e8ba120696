import { describe, expect, test } from 'vitest'
import { sha256Hex } from '../../src/ledger/hashes.ts'
import { aPrediction, ownerKey, testWorld } from '../world.ts'

const { app, get, post, rowCounts } = testWorld()

async function send(path: string, fields: Record<string, string>, cookie = '') {
  const response = await app.request(path, {
    method: 'POST',
    headers: {
      Cookie: cookie,
      Origin: 'http://localhost',
      'Content-Type': 'application/x-www-form-urlencoded',
    },
    body: new URLSearchParams(fields).toString(),
  })
  return { status: response.status, headers: response.headers, html: await response.text() }
}

async function signIn(): Promise<string> {
  const { headers } = await send('/sign-in', { key: ownerKey, next: '/' })
  return headers.get('Set-Cookie')?.split(';')[0] ?? ''
}

const text =
  'The council met.\r\n\r\nThe <b>harbour</b> will close in May. Ferries may return by 2028, and fares will probably double.'

const pasted = {
  text,
  'source/title': 'The harbour vote',
  'source/author': 'Ann Author',
  'source/publishedOn': '2026-03-10',
}

/** The fields of the form on a page, as a browser would send them. */
function fieldsOf(html: string): Record<string, string> {
  const fields: Record<string, string> = {}
  for (const [, tag = '', attributes = ''] of html.matchAll(/<(input|textarea|select)([^>]*)>/g)) {
    const name = attributes.match(/ name="([^"]*)"/)?.[1]
    if (name === undefined || / type="(checkbox|radio)"/.test(attributes)) continue
    const from = html.indexOf(`name="${name}"`)
    const value =
      tag === 'input'
        ? attributes.match(/ value="([^"]*)"/)?.[1]
        : tag === 'textarea'
          ? html.slice(html.indexOf('>', from) + 1, html.indexOf('</textarea>', from))
          : html.slice(from, html.indexOf('</select>', from)).match(/value="([^"]*)" selected/)?.[1]
    fields[name] = (value ?? '')
      .replaceAll('&lt;', '<')
      .replaceAll('&gt;', '>')
      .replaceAll('&quot;', '"')
      .replaceAll('&#39;', "'")
      .replaceAll('&amp;', '&')
  }
  return fields
}

describe('pasting', () => {
  test('the page says that nothing is kept, and offers the bookmarklet', async () => {
    const html = await (await app.request('/read')).text()
    expect(html).toContain('only the quotes you log are kept, and a hash of the text')
    expect(html).toMatch(/<a href="javascript:[^"]*reckon\.test/)
  })

  test('needs a text, a title and a day', async () => {
    const { status, html } = await send('/read', { text: 'It will rain.' })
    expect(status).toBe(422)
    expect(html).toContain('Title: is needed')
    expect(html).toContain('Published on: is needed')
    expect(html).toContain('It will rain.')
  })

  test('another language is refused, and the text is still there', async () => {
    const { status, html } = await send('/read', { ...pasted, text: 'Правительство уйдёт в отставку.' })
    expect(status).toBe(422)
    expect(html).toContain('does not read as English')
    expect(html).toContain('Правительство')
  })

  test('a text without forecasts says so', async () => {
    const { html } = await send('/read', { ...pasted, text: 'It rained. We stayed at home.' })
    expect(html).toContain('No forecast was found in it.')
  })

  test('marks each forecast in its place, escaped, with a card, and keeps nothing', async () => {
    const before = await rowCounts()
    const { status, html } = await send('/read', pasted)
    expect(status).toBe(200)
    expect(html.match(/<fieldset class="card"/g)).toHaveLength(3)
    expect(html).toContain(
      '<mark id="said-0" data-card="0"><a href="#card-0">The &lt;b&gt;harbour&lt;/b&gt; will close in May.</a></mark>',
    )
    expect(html).toContain('You are not signed in')
    expect(await rowCounts()).toEqual(before)
  })

  test('offers a claim that is in the ledger already', async () => {
    const claim = { statement: 'Ferries will return by 2028', dueBy: '2028-12-31', dueBasis: 'stated' }
    const { body } = await post('/predictions', aPrediction({ claim }))
    const { html } = await send('/read', pasted)
    expect(html).toContain(`name="1/sameAs" value="${body.claimId}"`)
  })
})

describe('logging what was accepted', () => {
  test('logs all of it at once, with the words around each quote and the hash of the text', async () => {
    const cookie = await signIn()
    const fields = fieldsOf((await send('/read', pasted, cookie)).html)
    const accepted = {
      ...fields,
      '0/accept': 'on',
      '2/accept': 'on',
      '2/claim/statement': 'Fares will double',
    }
    const { status, headers } = await send('/read/predictions', accepted, cookie)
    expect(status).toBe(303)
    const { body } = await get(headers.get('Location') ?? '')
    expect(body.textHash).toBe(`sha256:${sha256Hex(text.replaceAll('\r\n', '\n'))}`)
    expect(body.predictions).toHaveLength(2)
    const quotes = body.predictions.map(({ quote }: { quote: unknown }) => quote)
    expect(quotes).toContainEqual({
      exact: 'fares will probably double.',
      prefix: 'will close in May. Ferries may return by 2028, and',
    })
    const [{ claim }] = body.predictions.filter(({ quote }: { quote: { exact: string } }) =>
      quote.exact.startsWith('fares'),
    )
    expect(claim.statement).toBe('Fares will double')
  })

  test('takes a claim of the ledger when that is chosen', async () => {
    const cookie = await signIn()
    const claim = { statement: 'The harbour will close in May 2026', dueBy: '2026-05-31', dueBasis: 'stated' }
    const { body } = await post('/predictions', aPrediction({ claim }))
    const fields = fieldsOf((await send('/read', { ...pasted, 'source/title': 'Again' }, cookie)).html)
    const { headers } = await send(
      '/read/predictions',
      { ...fields, '0/accept': 'on', '0/sameAs': body.claimId },
      cookie,
    )
    const source = await get(headers.get('Location') ?? '')
    expect(source.body.predictions[0].claimId).toBe(body.claimId)
  })

  test('one that will not do refuses all, is told at its card, and nothing is lost', async () => {
    const cookie = await signIn()
    const fields = fieldsOf((await send('/read', { ...pasted, 'source/title': 'Third' }, cookie)).html)
    const before = await rowCounts()
    const { status, html } = await send(
      '/read/predictions',
      { ...fields, '0/accept': 'on', '1/accept': 'on', '1/hedge': 'wibbly', '1/probability': '' },
      cookie,
    )
    expect(status).toBe(422)
    expect(html).toContain('Forecast 2, Words of certainty: ')
    expect(html).toContain('value="wibbly"')
    expect(html).toContain('<mark id="said-2"')
    expect(await rowCounts()).toEqual(before)
  })

  test('a statement that still begins with a pronoun nobody explained is refused at its card', async () => {
    const { html } = await send('/read', {
      ...pasted,
      text: 'A line.\n\nHe will apologise\nby May. So be it.',
    })
    const fields = { ...fieldsOf(html), '0/accept': 'on' }
    const cookie = await signIn()
    const before = await rowCounts()
    const refused = await send('/read/predictions', fields, cookie)
    expect(refused.status).toBe(422)
    expect(refused.html).toContain('Forecast 1, Claim: say what “he” means')
    expect(await rowCounts()).toEqual(before)
    const named = { ...fields, '0/claim/statement': 'Olaf Berg will apologise by May 2026' }
    const logged = await send('/read/predictions', named, cookie)
    expect(logged.status).toBe(303)
  })

  test('nothing accepted is said, and nobody unknown logs', async () => {
    const cookie = await signIn()
    const fields = fieldsOf((await send('/read', { ...pasted, 'source/title': 'Fourth' }, cookie)).html)
    const none = await send('/read/predictions', fields, cookie)
    expect([none.status, none.html.includes('Accept at least one forecast')]).toEqual([422, true])
    const unknown = await send('/read/predictions', { ...fields, '0/accept': 'on' })
    expect(unknown.status).toBe(401)
  })

  test('numbers and offsets that no page of ours sent are no harm', async () => {
    const cookie = await signIn()
    const forged = {
      ...pasted,
      cards: '3',
      '0/start': '-1',
      '0/end': '9e9',
      '1/start': 'x',
      '0/accept': 'on',
    }
    expect((await send('/read/predictions', forged, cookie)).status).toBe(422)
    expect((await send('/read/predictions', { ...forged, cards: '1e9' }, cookie)).status).toBe(422)
  })
})
