import { beforeAll, describe, expect, test } from 'vitest'
import { createApp } from '../../src/app.tsx'
import { problemTypes } from '../../src/problem.ts'
import { scales } from '../../src/scoring/scale.ts'
import { seed } from '../../src/seed.ts'
import { testSettings, testWorld } from '../world.ts'

const { app, deps, get } = testWorld()

async function read(path: string) {
  const response = await app.request(path)
  return { status: response.status, html: await response.text() }
}

test('the notice of the settings stands at the head of every page, of refusals too', async () => {
  const notice = 'All <made> up.'
  const noted = createApp(() => ({ deps, settings: { ...testSettings, notice } }))
  for (const path of ['/', '/pundits', '/nowhere'])
    expect(await (await noted.request(path)).text()).toContain(
      '<aside class="notice" aria-label="Notice">All &lt;made&gt; up.</aside>',
    )
  expect((await read('/')).html).not.toContain('class="notice"')
})

describe('with an empty ledger', () => {
  test.each(['/', '/predictions', '/pundits'])('%s invites to log the first prediction', async path => {
    const { status, html } = await read(path)
    expect(status).toBe(200)
    expect(html).toContain('/predictions/new')
  })
})

describe('with the seed ledger', () => {
  beforeAll(async () => {
    await seed(deps)
  })

  test('the home page shows what is due, what was just settled and what was just logged', async () => {
    const { html } = await read('/')
    for (const heading of ['Due: what happened?', 'Just settled', 'Just logged'])
      expect(html).toContain(heading)
    expect(html).toMatch(/^<!doctype html>/)
  })

  test('every claim has a page with its quote in context, its criteria and its evidence', async () => {
    const { items } = (await get('/claims?limit=100')).body
    expect(items).toHaveLength(21)
    for (const { id } of items) {
      const claim = (await get(`/claims/${id}`)).body
      const { status, html } = await read(`/claims/${id}`)
      expect(status).toBe(200)
      expect(html).toContain('<mark>')
      for (const item of claim.evidence) expect(html).toContain(`id="evidence-${item.id}"`)
      if (claim.outcome !== null) expect(html).toContain('History</h2>')
      if (claim.condition !== null) expect(html).toContain('On condition that')
      if (claim.dueBasis === 'assigned') expect(html).toContain('this one was assigned when it was logged')
    }
  })

  test('every pundit has a page with accuracy and what it rests on', async () => {
    const { items } = (await get('/accuracy')).body
    expect(items.length).toBeGreaterThan(4)
    for (const { pundit, n } of items) {
      const { html } = await read(`/pundits/${pundit.slug}`)
      expect(html).toContain('What this rests on')
      expect(html).toContain(n === 0 ? 'Nothing has been scored yet' : 'Mean Brier score')
    }
  })

  test('the predictions can be searched, and leafed through without losing one', async () => {
    expect((await read('/predictions?q=pokrovsk&state=settled')).html).toContain('Pokrovsk')
    expect((await read('/predictions?q=nobodysaidthis')).html).toContain('No prediction matches')
    const first = await read('/predictions')
    const next = /href="(\/predictions\?cursor=[^"]+)" rel="next"/.exec(first.html)?.[1] ?? ''
    const second = await read(next)
    expect(first.html.match(/<li class="prediction">/g)).toHaveLength(20)
    expect(second.html.match(/<li class="prediction">/g)).toHaveLength(1)
  })

  test('a prediction’s address leads to its place on the claim’s page', async () => {
    const [prediction] = (await get('/predictions?limit=1')).body.items
    const response = await app.request(`/predictions/${prediction.id}`)
    expect(response.status).toBe(302)
    expect(response.headers.get('Location')).toBe(`/claims/${prediction.claimId}#prediction-${prediction.id}`)
  })

  test('a source shows its predictions', async () => {
    const [source] = (await get('/sources')).body.items
    expect((await read(`/sources/${source.id}`)).html.match(/<li class="prediction">/g)).toHaveLength(21)
  })
})

test('the method page shows every scale with its source', async () => {
  const { html } = await read('/method')
  for (const { id, terms } of scales) {
    expect(html).toContain(`id="${id}"`)
    for (const phrase of terms.flatMap(term => term.phrases))
      expect(html).toContain(phrase.replaceAll("'", '&#39;'))
  }
})

test('the API page shows every operation of the OpenAPI document', async () => {
  const { html } = await read('/docs')
  const { paths } = (await get('/openapi.json')).body
  for (const methods of Object.values<Record<string, { summary: string }>>(paths)) {
    for (const { summary } of Object.values(methods)) expect(html).toContain(`>${summary}</h2>`)
  }
})

test('every problem type has a page, at the address its problems give', async () => {
  const { body } = await get('/claims/nothing')
  expect(body.type).toBe('https://reckon.test/problems/not-found')
  for (const type of Object.keys(problemTypes)) expect((await read(`/problems/${type}`)).status).toBe(200)
  expect((await read('/problems/toString')).status).toBe(404)
})

test('a page refused for what was asked names the fields, in no words of the API', async () => {
  const { status, html } = await read('/due?topic=!')
  expect(status).toBe(422)
  expect(html).toContain('<code>topic</code>')
  expect(html).not.toMatch(/#\/state|"errors"|&quot;errors&quot;|Not valid:/)
})

test.each([
  '/nothing',
  '/claims/nothing',
  '/pundits/nobody',
  '/sources/1',
  '/predictions/1',
  '/claims/01890a5d-ac96-774b-bcce-b302099a8057',
])('%s is a page that says there is nothing, with status 404', async path => {
  const { status, html } = await read(path)
  expect(status).toBe(404)
  expect(html).toContain('There is nothing here')
  expect(html).not.toContain('The address or the id is unknown')
})
