import { beforeAll, describe, expect, test } from 'vitest'
import { aPrediction, testWorld } from '../world.ts'

const { app, post } = testWorld()

async function read(path: string) {
  const response = await app.request(path)
  return { status: response.status, html: await response.text() }
}

test('with an empty ledger the list of topics invites to log a prediction', async () => {
  expect((await read('/topics')).html).toContain('href="/predictions/new"')
})

describe('with claims on topics', () => {
  beforeAll(async () => {
    const on = (topics: string[], dueBy: string) =>
      post(
        '/predictions',
        aPrediction({ claim: { statement: `On ${topics} by ${dueBy}`, topics, dueBy, dueBasis: 'stated' } }),
      )
    await on(['sea-ice'], '2026-06-30')
    await on(['sea-ice', 'shipping'], '2027-06-30')
  })

  test('each is listed with how many claims it has, the largest first', async () => {
    const { html } = await read('/topics')
    expect([...html.matchAll(/href="\/topics\/([^"]+)"/g)].map(([, topic]) => topic)).toEqual([
      'sea-ice',
      'shipping',
    ])
    expect(html).toMatch(/sea ice<\/a><span class="count">2 claims, 1 due, 0 settled/)
  })

  test('one of them has what is due and open on it, and leads to all of its predictions', async () => {
    const { html } = await read('/topics/sea-ice')
    expect(html).toContain('<h1>sea ice</h1>')
    expect(html).toContain('On sea-ice by 2026-06-30')
    expect(html).toContain('On sea-ice,shipping by 2027-06-30')
    expect(html).toContain('href="/predictions?topic=sea-ice&amp;state=due">1 due')
    expect((await read('/topics/shipping')).html).not.toContain('2026-06-30')
  })

  test.each(['/topics/no-such-topic', '/topics/Not%20A%20Topic'])(
    '%s is a page that says there is nothing',
    async path => {
      expect((await read(path)).status).toBe(404)
    },
  )
})
