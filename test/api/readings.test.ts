import { expect, test } from 'vitest'
import { longestText } from '../../src/reading/refusals.ts'
import { ownerKey, testWorld } from '../world.ts'

const { app, post, rowCounts } = testWorld()

const asked = {
  text: 'Finance minister Olaf Berg said that oil could fall below $50 by June. Nobody laughed.',
  publishedOn: '2026-01-10',
  author: 'Ann Author',
}

test('a text is read for anybody, and nothing is kept', async () => {
  const before = await rowCounts()
  const response = await app.request('/api/v1/readings', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(asked),
  })
  expect(response.status).toBe(200)
  expect(await response.json()).toMatchObject({
    candidates: [
      {
        pundit: { name: 'Olaf Berg', kind: 'person', role: 'Finance minister', isAuthor: false },
        stance: 'possibility',
        hedge: 'could',
        probability: { value: 0.4, low: 0.2, high: 0.6, basis: 'hedge', scale: 'reckon-1' },
        deadline: { wording: 'by June', dueBy: '2026-06-30', inherited: false },
        statement: 'Oil will fall below $50 by 30 June 2026',
        triggers: [{ words: 'could', rule: 'could' }],
      },
    ],
  })
  expect(await rowCounts()).toEqual(before)
})

test('a text without forecasts has none', async () => {
  const { status, body } = await post('/readings', { ...asked, text: 'It rained. We stayed at home.' })
  expect([status, body]).toEqual([200, { candidates: [] }])
})

test('every candidate can be logged as it is proposed', async () => {
  const { body } = await post('/readings', asked)
  const [{ statement, deadline, pundit, quote, stance, hedge }] = body.candidates
  const { wording: dueWording, dueBy, dueByStrict, basis: dueBasis } = deadline
  const { exact, prefix, suffix } = quote
  const logged = await post('/predictions', {
    claim: { statement, dueWording, dueBy, dueByStrict, dueBasis },
    pundit: { name: pundit.name, kind: pundit.kind, role: pundit.role },
    source: { title: 'Oil', publishedOn: asked.publishedOn },
    quote: { exact, ...(prefix && { prefix }), ...(suffix && { suffix }) },
    saidOn: asked.publishedOn,
    stance,
    hedge,
  })
  expect(logged.status).toBe(201)
})

test.each([
  ['no words', { text: ' … ' }, 'holds no words'],
  ['too many', { text: 'a'.repeat(longestText + 1) }, 'must be at most 200,000 characters: read it in parts'],
  [
    'another language',
    {
      text: 'Le gouvernement va tomber avant la fin de cette année et personne ne pourra rien y faire, car les partis sont trop divisés pour gouverner ensemble.',
    },
    'does not read as English, the only language the reader knows',
  ],
])('%s is refused at the text', async (_, changes, detail) => {
  const { status, body } = await post('/readings', { ...asked, ...changes })
  expect(status).toBe(422)
  expect(body.errors).toEqual([{ pointer: '#/text', detail }])
})

test('takes nothing else, and needs the day', async () => {
  const { text } = asked
  const strict = await post('/readings', { ...asked, url: 'https://example.org' })
  expect(strict.status).toBe(422)
  const { body } = await post('/readings', { text })
  expect(body.errors).toEqual([{ pointer: '#/publishedOn', detail: 'is needed' }])
  const plain = await app.request('/api/v1/readings', {
    method: 'POST',
    headers: { 'Content-Type': 'text/plain', Authorization: `Bearer ${ownerKey}` },
    body: text,
  })
  expect(plain.status).toBe(415)
})
