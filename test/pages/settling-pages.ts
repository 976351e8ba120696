import { afterEach, beforeAll, expect } from 'vitest'
import { anEvidence, aPrediction, clock, keyOf, people, testWorld } from '../world.ts'

const origin = 'http://localhost'
export const day = 24 * 60 * 60 * 1000

export type Body = Record<string, unknown>
export type Fields = [string, string][] | Record<string, string>

export function as(id: string) {
  return { Authorization: `Bearer ${keyOf(id)}` }
}

const entities: Record<string, string> = { lt: '<', gt: '>', quot: '"', '#39': "'", amp: '&' }
export function unescaped(html: string): string {
  return html.replaceAll(/&(lt|gt|quot|#39|amp);/g, (_, name) => entities[name] ?? '')
}

/** What a reader sees of a piece of a page. */
export function words(html: string): string {
  const said = html.replaceAll(/<span class="proof">.*?<\/span>/gs, '')
  return unescaped(said.replaceAll(/<[^>]*>/g, ' '))
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/ ([.,)])/g, '$1')
    .trim()
}

export function section(html: string, id: string): string {
  return html.match(new RegExp(`<section id="${id}">.*?</section>`, 's'))?.[0] ?? ''
}

/** What was said of the outcome and the wording, item by item, as the page tells it. */
export function historyOf(html: string): string[] {
  return [...section(html, 'history').matchAll(/<li [^>]*id="history-.*?<\/li>/gs)].map(([item]) =>
    words(item).replace(/ Ledger entry · Download proof$/, ''),
  )
}

const formIds = ['settle-dispute', 'file-evidence', 'say-what-happened', 'dispute', 'reopen']
export function formsOf(html: string): string[] {
  return formIds.filter(id => new RegExp(`<form [^>]*id="${id}"`).test(html))
}

/** The fields of a form with what stands in them, as a browser would send them when nobody touches it. */
export function filledIn(html: string, action: string): Record<string, string> {
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

export function expectErrorAt(html: string, field: string, message: string | RegExp) {
  const error = html.match(new RegExp(`id="${field}-error">([^<]*)<`))?.[1] ?? `nothing at ${field}`
  expect(unescaped(error)).toMatch(message)
  expect(html).toMatch(new RegExp(`href="#${field}"`))
}

/** A world whose clock goes back to noon after each test, with everybody signed in, and the steps to a settlement. */
export function settlingPages() {
  const world = testWorld()
  const { app, post } = world
  const noon = clock.now

  /** The cookie of everybody who has signed in, and none for a stranger. */
  const cookies: Record<string, string> = { stranger: '' }

  beforeAll(async () => {
    for (const { id } of people) {
      const { status, headers } = await send('/sign-in', { key: keyOf(id) })
      expect(status).toBe(303)
      cookies[id] = headers.get('Set-Cookie')?.split(';')[0] ?? ''
    }
  })
  afterEach(() => {
    clock.now = noon
  })

  function later(milliseconds: number) {
    clock.now = new Date(noon.getTime() + milliseconds)
  }

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

  return { ...world, noon, later, read, send, sent, posted, aClaim, resolved, disputed }
}
