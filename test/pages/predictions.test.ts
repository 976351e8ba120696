import { beforeAll, expect, test } from 'vitest'
import { aPrediction, testWorld } from '../world.ts'

const { app, post } = testWorld()

beforeAll(async () => {
  const claim = {
    statement: 'Interest rates fall <b>below</b> 2 %',
    topics: ['rates'],
    dueBy: '2026-06-30',
    dueBasis: 'stated',
  }
  const pundit = { name: 'Falling Fiona', kind: 'person' }
  await post('/predictions', aPrediction({ claim, pundit, quote: { exact: 'rates are falling' } }))
  await post(
    '/predictions',
    aPrediction({ claim: { ...claim, statement: 'Rents rise', dueBy: '2027-06-30' } }),
  )
})

async function read(path: string) {
  return (await app.request(path)).text()
}

test('a search marks its words by their stems, in the claim, the quote and the name, and nothing as markup', async () => {
  const html = await read('/predictions?q=fall')
  expect(html).toContain('Interest rates <mark>fall</mark> &lt;b&gt;below&lt;/b&gt; 2 %')
  expect(html).toContain('rates are <mark>falling</mark>')
  expect(html).toContain('<mark>Falling</mark> Fiona')
  expect(html).not.toContain('Rents rise')
})

test('a state is a link that keeps the rest of the filter, and says when it is the one shown', async () => {
  const html = await read('/predictions?topic=rates&state=open')
  expect(html).toContain('href="/predictions?topic=rates&amp;state=due"')
  expect(html).toMatch(/href="\/predictions\?topic=rates&amp;state=open" aria-current="true"/)
  expect(html).toContain('Rents rise')
  expect(html).not.toContain('Interest rates')
})

test('a topic may be written as pages show it', async () => {
  const html = await read('/predictions?topic=%20Rates%20')
  expect(html).toContain('Rents rise')
  expect(html).toContain('name="topic" value="rates"')
})

test('a filter that cannot be is refused in the form, which keeps what was typed', async () => {
  const response = await app.request('/predictions?q=fall&topic=50%25&state=gone')
  const html = await response.text()
  expect(response.status).toBe(422)
  expect(html).toMatch(/<a href="#topic">Topic: must be words of the letters a to z/)
  expect(html).toContain('<li>State: choose one</li>')
  expect(html).not.toContain('value="gone"')
  expect(html).toContain('name="q" value="fall"')
  expect(html).toContain('name="topic" value="50%"')
  expect(html).not.toContain('Rents rise')
})

test('each filter can be taken off again by itself', async () => {
  const html = await read('/predictions?q=fall&topic=rates&pundit=falling-fiona')
  expect(html).toContain('said by Falling Fiona')
  expect(html).toContain('href="/predictions?q=fall&amp;pundit=falling-fiona"')
  expect(html).toContain('href="/predictions?pundit=falling-fiona&amp;topic=rates"')
})
