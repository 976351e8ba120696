import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { logPrediction } from '../../src/predictions/log.ts'
import { anEvidence, aPrediction, ownerKey, testWorld } from '../world.ts'

const { app, deps, get, rowCounts } = testWorld()
const origin = 'http://localhost'

async function read(path: string, cookie = '') {
  const response = await app.request(path, { headers: { Cookie: cookie } })
  return { status: response.status, headers: response.headers, html: await response.text() }
}

async function send(
  path: string,
  fields: [string, string][] | Record<string, string>,
  cookie = '',
  from = origin,
) {
  const response = await app.request(path, {
    method: 'POST',
    headers: { Cookie: cookie, Origin: from, 'Content-Type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams(fields).toString(),
  })
  return { status: response.status, headers: response.headers, html: await response.text() }
}

async function signIn(): Promise<string> {
  const { headers } = await send('/sign-in', { key: ownerKey, next: '/pundits' })
  return headers.get('Set-Cookie')?.split(';')[0] ?? ''
}

function hiddenIn(html: string): [string, string][] {
  const fields = html.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)"/g)
  return [...fields].map(([, name = '', value = '']) => [name, unescaped(value)])
}

function unescaped(text: string): string {
  return text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&')
}

const filled = {
  'claim/statement': 'It rains <b>frogs</b> in Oslo',
  'claim/topics': 'weather, frogs',
  'claim/dueBy': '2026-06-30',
  'claim/dueBasis': 'stated',
  'pundit/name': 'Fay Form',
  'pundit/kind': 'person',
  'quote/exact': 'frogs will fall',
  saidOn: '2026-05-01',
  stance: 'asserts',
  probability: '70 %',
  'source/title': 'Weather page',
  'source/url': 'https://example.org/frogs',
}

describe('signing in', () => {
  test('that fails does not speak of saving', async () => {
    const { status, html } = await send('/sign-in', { key: 'made up' })
    expect(status).toBe(422)
    expect(html).toContain('You are not signed in:')
    expect(html).not.toContain('Nothing was saved')
  })

  test('with the owner’s key sets a cookie no script can read, and goes where the reader came from', async () => {
    const { status, headers } = await send('/sign-in', { key: ownerKey, next: '/pundits' })
    expect(status).toBe(303)
    expect(headers.get('Location')).toBe('/pundits')
    expect(headers.get('Set-Cookie')).toMatch(/HttpOnly.*Secure.*SameSite=Lax/)
  })

  test.each([
    'https://evil.example',
    '//evil.example',
    '/\\evil.example',
    '/\t/evil.example',
    'javascript:alert(1)',
  ])('never goes on to %j', async next => {
    expect((await send('/sign-in', { key: ownerKey, next })).headers.get('Location')).toBe('/')
  })

  test('comes back to where its link was, with what was asked for there', async () => {
    const { html } = await read('/predictions?q=the+harbour&state=open')
    const link = /href="(\/sign-in\?next=[^"]+)"/.exec(html)?.[1] ?? ''
    const form = (await read(link)).html
    const next = unescaped(/name="next" value="([^"]+)"/.exec(form)?.[1] ?? '')
    expect(next).toBe('/predictions?q=the+harbour&state=open')
    expect((await send('/sign-in', { key: ownerKey, next })).headers.get('Location')).toBe(next)
    expect((await read('/sign-up')).html).toContain('href="/sign-in"')
  })

  test('with a wrong key says so, and does not show the key again', async () => {
    const { status, html, headers } = await send('/sign-in', { key: 'not-the-key-of-anybody' })
    expect(status).toBe(422)
    expect(html).toContain('Is not a key that Reckon knows')
    expect(html).not.toContain('not-the-key-of-anybody')
    expect(headers.get('Set-Cookie')).toBeNull()
  })

  test('is not faked by a cookie without our signature', async () => {
    const { html } = await read('/predictions/new', '__Secure-reckon.session_token=owner.0000')
    expect(html).toContain('Sign in</a> to log a prediction')
  })

  test('ends with signing out', async () => {
    const { status, headers } = await send('/sign-out', {}, await signIn())
    expect(status).toBe(303)
    expect(headers.get('Set-Cookie')).toMatch(/reckon.session_token=;.*Max-Age=0/)
  })
})

describe('the form to log a prediction', () => {
  test('logs it and leads to its place on the claim’s page, where markup is only text', async () => {
    const cookie = await signIn()
    const { status, headers } = await send('/predictions', filled, cookie)
    expect(status).toBe(303)
    const location = headers.get('Location') ?? ''
    expect(location).toMatch(/^\/claims\/[0-9a-f-]{36}#prediction-[0-9a-f-]{36}$/)
    const { html } = await read(location)
    expect(html).toContain('It rains &lt;b&gt;frogs&lt;/b&gt; in Oslo')
    expect(html).not.toContain('<b>frogs</b>')
    const { body } = await get('/predictions?pundit=fay-form')
    expect(body.items[0].probability).toEqual({ value: 0.7, low: 0.7, high: 0.7, basis: 'stated' })
    const claim = await get(`/claims/${body.items[0].claimId}`)
    expect(claim.body.topics).toEqual(['weather', 'frogs'])
  })

  test('comes back with what was typed and a message beside each field', async () => {
    const wrong = {
      ...filled,
      'claim/dueBy': '2025-02-30',
      probability: '120',
      'source/url': 'javascript:alert(1)',
      saidOn: '',
    }
    const { status, html } = await send('/predictions', wrong, await signIn())
    expect(status).toBe(422)
    expect(html).toContain('frogs will fall')
    for (const [id, message] of [
      ['claim-dueBy', 'Must be a calendar date that exists'],
      ['probability', 'Must be percent, from 0 to 100'],
      ['source-url', 'Must be an address that starts with http'],
      ['saidOn', 'Is needed'],
    ]) {
      expect(html).toMatch(new RegExp(`id="${id}-error">[^<]*${message}`))
      expect(html).toMatch(new RegExp(`id="${id}"[^>]*aria-invalid="true"`))
    }
    expect(html).toContain('value="javascript:alert(1)"')
  })

  test('links the first when the quote is already logged', async () => {
    const cookie = await signIn()
    const same = { ...filled, 'quote/exact': 'twice the same' }
    await send('/predictions', { ...same, sameAs: 'new' }, cookie)
    const { status, html } = await send('/predictions', { ...same, sameAs: 'new' }, cookie)
    expect(status).toBe(409)
    expect(html).toMatch(/<a href="\/predictions\/[0-9a-f-]{36}">/)
  })

  test('takes another prediction of a claim already there', async () => {
    const { claimId } = await logPrediction(deps, aPrediction())
    const cookie = await signIn()
    const form = await read(`/predictions/new?claim=${claimId}`, cookie)
    expect(form.html).toContain(`name="claimId" value="${claimId}"`)
    const words = Object.fromEntries(Object.entries(filled).filter(([name]) => !name.startsWith('claim/')))
    const fields = { ...words, claimId, 'quote/exact': 'me too' }
    expect((await send('/predictions', fields, cookie)).headers.get('Location')).toContain(
      `/claims/${claimId}#`,
    )
    expect((await get(`/claims/${claimId}`)).body.predictions).toHaveLength(2)
  })

  test('is refused without a session, with a way to sign in', async () => {
    const { status, html } = await send('/predictions', filled)
    expect(status).toBe(401)
    expect(html).toContain('You are not signed in')
    expect(html).toContain('href="/sign-in" target="_blank"')
  })

  test('without a session comes back whole, to be sent again after signing in', async () => {
    const typed: [string, string][] = [
      ...Object.entries({
        ...filled,
        'claim/statement': 'Every bakery in Bergen closes',
        'quote/exact': 'no bread in Bergen',
      }),
      ['quote/prefix', 'She said, "mind" <script>\r\n'],
      ['picked', 'one'],
      ['picked', 'two'],
      ['password', 'a secret'],
    ]
    const { html } = await send('/predictions?x=1', typed)
    expect(html).toContain('action="/predictions?x=1"')
    expect(html).not.toContain('a secret')
    const kept = hiddenIn(html)
    expect(kept).toEqual(typed.filter(([name]) => name !== 'password'))
    const known = kept.filter(([name]) => name !== 'picked')
    expect((await send('/predictions', known, await signIn(), 'https://evil.example')).status).toBe(403)
    const sent = await send('/predictions', known, await signIn())
    expect([sent.status, sent.headers.get('Location')]).toEqual([303, expect.stringMatching(/^\/claims\//)])
  })

  test('without a session shows long texts to be copied', async () => {
    const reason = `It ${'really '.repeat(10)}rained.`
    const { html } = await send('/claims/any/reopenings', { reason })
    expect(html).toContain(`<blockquote class="prose">${reason}</blockquote>`)
  })

  test.each([
    ['another site', 'https://evil.example'],
    ['nowhere', 'null'],
  ])('is refused when sent from %s', async (_, from) => {
    const { status, html } = await send('/predictions', filled, await signIn(), from)
    expect(status).toBe(403)
    expect(html).toContain('The form was sent from another site')
  })
})

describe('a form body', () => {
  const forms = [
    '/sign-in',
    '/sign-out',
    '/predictions',
    '/claims/CLAIM/evidence',
    '/claims/CLAIM/resolutions',
    '/claims/CLAIM/disputes',
    '/claims/CLAIM/settlements',
    '/claims/CLAIM/reopenings',
    '/claims/CLAIM/corrections',
    '/claims/CLAIM/merges',
    '/predictions/PREDICTION/corrections',
    '/pundits/PUNDIT/merges',
  ]

  /** Something for the forms to be about, at one of the addresses above. */
  async function aPlace() {
    const { claimId, predictionId } = await logPrediction(deps, aPrediction())
    const { slug } = (await get(`/predictions/${predictionId}`)).body.pundit
    const at = (path: string) =>
      path.replace('CLAIM', claimId).replace('PREDICTION', predictionId).replace('PUNDIT', slug)
    return { claimId, slug, at }
  }

  test.each(forms)('of %s that is no form data is refused, not our failure', async path => {
    const { at } = await aPlace()
    for (const body of ['garbage', '--x\r\n', '']) {
      const response = await app.request(at(path), {
        method: 'POST',
        headers: {
          Cookie: await signIn(),
          Origin: origin,
          'Content-Type': 'multipart/form-data; boundary=x',
        },
        body,
      })
      expect([303, 400, 422]).toContain(response.status)
    }
  })

  test('of whatever fields and words is taken or refused, never our failure, and half of it is never kept', async () => {
    const cookie = await signIn()
    const { claimId, slug, at } = await aPlace()
    const staying = forms.filter(path => path !== '/sign-out')
    const words = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 40 }),
      fc.constantFrom(
        '70 %',
        '2026-02-30',
        'could',
        '1e9',
        'true',
        'javascript:alert(1)',
        '2026-05-01',
        'moot',
        'overturned',
        'wrong-outcome',
        claimId,
        slug,
      ),
    )
    const fields = fc.dictionary(
      fc.constantFrom(
        ...Object.keys(filled),
        ...['claimId', 'outcome', 'evidenceIds', 'share', 'url', 'rationale', 'reason', 'counterOutcome'],
        ...['decision', 'voidReason', 'slug', 'seen', 'sameAs', 'restatesId', 'fill', 'role', 'statement'],
      ),
      words,
    )
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...staying), fields, fc.boolean(), async (path, given, whole) => {
        const before = await rowCounts()
        const { status } = await send(at(path), whole ? { ...filled, ...given } : given, cookie)
        const asked = given.fill === 'dates' ? [200] : []
        expect([303, 403, 404, 409, 422, ...asked]).toContain(status)
        if (status !== 303) expect(await rowCounts()).toEqual(before)
      }),
      // Always the same, as those of test/api/fuzz.test.ts are.
      { numRuns: 300, seed: 20261122 },
    )
  })
})

describe('percent in a form', () => {
  test.each(['0.6', '160', '-5', 'half', `1${' '.repeat(50_000)}1`])('is not %j', async probability => {
    const { status, html } = await send('/predictions', { ...filled, probability }, await signIn())
    expect(status).toBe(422)
    expect(html).toMatch(/id="probability-error">Must be percent, from 0 to 100/)
    expect(html).not.toMatch(/at most 1\b|from 0 to 1\b/)
  })

  test('beside words of certainty is refused in the words of the form', async () => {
    const { status, html } = await send('/predictions', { ...filled, hedge: 'likely' }, await signIn())
    expect(status).toBe(422)
    expect(html).toMatch(/id="probability-error">Must not be given together with words of certainty\./)
  })

  test.each(['0', '100'])('is no part of a claim: %s', async share => {
    const { claimId } = await logPrediction(deps, aPrediction())
    const path = `/claims/${claimId}/resolutions`
    const { html } = await send(path, { outcome: 'partial', share, rationale: 'x' }, await signIn())
    expect(html).toMatch(/id="share-error">Must be more than 0 and less than 100\./)
  })

  test.each([
    ['0', 0],
    ['100', 1],
    ['70,5 %', 0.705],
  ])('%j is the probability %d', async (probability, value) => {
    const { headers } = await send(
      '/predictions',
      { ...filled, sameAs: 'new', probability, 'quote/exact': `said ${probability}` },
      await signIn(),
    )
    const id = headers.get('Location')?.split('#prediction-')[1]
    expect((await get(`/predictions/${id}`)).body.probability.value).toBe(value)
  })
})

describe('the forms of a claim', () => {
  test('keep what was typed when the claim they name is not there', async () => {
    const words = Object.fromEntries(Object.entries(filled).filter(([name]) => !name.startsWith('claim/')))
    const { status, html } = await send('/predictions', { ...words, claimId: 'garbage' }, await signIn())
    expect(status).toBe(422)
    expect(html).toContain('frogs will fall')
  })

  test('file evidence, and settle the claim on it', async () => {
    const { claimId } = await logPrediction(
      deps,
      aPrediction({ pundit: { name: 'Cal Claim', kind: 'person' } }),
    )
    const cookie = await signIn()
    const filed = await send(`/claims/${claimId}/evidence`, anEvidence({ note: 'It did' }), cookie)
    expect([filed.status, filed.headers.get('Location')]).toEqual([303, `/claims/${claimId}#evidence`])
    const { evidence } = (await get(`/claims/${claimId}`)).body
    const resolution: [string, string][] = [
      ['outcome', 'partial'],
      ['share', '30'],
      ['rationale', 'A third'],
      ['evidenceIds', evidence[0].id],
    ]
    const settled = await send(`/claims/${claimId}/resolutions`, resolution, cookie)
    expect([settled.status, settled.headers.get('Location')]).toEqual([303, `/claims/${claimId}#history`])
    const { html } = await read(`/claims/${claimId}`, cookie)
    expect(html).toContain('Partly happened')
    expect(html).toContain('(30 %)')
    expect(html).not.toContain('<h2>Say what happened</h2>')
    expect((await read('/pundits/cal-claim')).html).toContain('0.370')
  })

  test('come back with what was typed and messages, the other form untouched', async () => {
    const { claimId } = await logPrediction(deps, aPrediction())
    const cookie = await signIn()
    const evidence = await send(
      `/claims/${claimId}/evidence`,
      { ...anEvidence(), publishedOn: '2999-01-01' },
      cookie,
    )
    expect(evidence.status).toBe(422)
    expect(evidence.html).toMatch(/id="publishedOn-error">Must not be in the future/)
    expect(evidence.html).toContain('value="https://example.org/later"')
    const fields = { outcome: 'true', rationale: 'Because', voidReason: 'moot' }
    const resolution = await send(`/claims/${claimId}/resolutions`, fields, cookie)
    expect(resolution.status).toBe(422)
    expect(resolution.html).toMatch(/id="voidReason-error">Does not belong here/)
    expect(resolution.html).toMatch(/id="evidenceIds-error">Must cite at least one/)
    expect(resolution.html).toContain('>Because</textarea>')
    expect((await get(`/claims/${claimId}`)).body).toMatchObject({ state: 'due', evidence: [], history: [] })
  })

  test('say so when somebody else has settled the claim first', async () => {
    const { claimId } = await logPrediction(deps, aPrediction())
    const cookie = await signIn()
    const fields = { outcome: 'void', voidReason: 'moot', rationale: 'Gone' }
    await send(`/claims/${claimId}/resolutions`, fields, cookie)
    const second = await send(`/claims/${claimId}/resolutions`, fields, cookie)
    expect(second.status).toBe(409)
    expect(second.html).toContain('The claim is already settled as void')
  })
})
