import { beforeAll, expect, test } from 'vitest'
import { seed } from '../../src/seed.ts'
import { testSite } from '../site.ts'
import { anEvidence, aPrediction, keyOf } from '../world.ts'
import { axeFinds } from './axe.ts'

const { deps, get, post, site, visit, signIn } = testSite()
const paths: string[] = []

beforeAll(async () => {
  await seed(deps)
  const as = (id: string) => ({ Authorization: `Bearer ${keyOf(id)}` })
  const long = {
    pundit: { name: `Ludmilla ${'Langname'.repeat(13)}ende`, kind: 'organisation', role: 'Spokesperson' },
    claim: {
      statement: 'A claim at length. '.repeat(15).trim(),
      topics: ['things'],
      dueBy: '2026-06-30',
      dueBasis: 'stated',
    },
  }
  const { claimId, id, pundit } = (await post('/predictions', aPrediction(long), as('ann'))).body
  const evidenceIds = [(await post(`/claims/${claimId}/evidence`, anEvidence(), as('ann'))).body.id]
  await post(`/claims/${claimId}/resolutions`, { outcome: 'true', rationale: 'So.', evidenceIds }, as('ann'))
  const dispute = { reason: 'too-early', counterOutcome: 'open', rationale: 'Not yet.' }
  expect((await post(`/claims/${claimId}/disputes`, dispute, as('ben'))).status).toBe(201)
  const [settled] = (await get('/claims?state=settled&limit=1')).body.items
  const [due] = (await get('/claims?state=due&limit=1')).body.items
  const [source] = (await get('/sources?limit=100')).body.items.toSorted(
    (a: { predictionCount: number }, b: { predictionCount: number }) => b.predictionCount - a.predictionCount,
  )
  paths.push(
    ...['/', '/predictions', '/predictions?q=russia', '/predictions?q=nothing-has-this', '/due', '/pundits'],
    ...['/pundits?deadline=strict&asOf=2026-01-01', '/topics', `/topics/${settled.topics[0]}`, '/compare'],
    ...[`/claims/${settled.id}`, `/claims/${due.id}`, `/claims/${claimId}`, `/claims/${claimId}/corrections`],
    ...[`/claims/${claimId}/merges`, `/predictions/${id}/corrections`, `/pundits/${pundit.slug}`],
    ...[
      '/pundits/scott-bessent',
      '/pundits/scott-bessent/merges',
      `/compare?a=scott-bessent&b=${pundit.slug}`,
    ],
    ...[`/sources/${source.id}`, '/method', '/docs', '/problems/not-found', '/predictions/new', '/sign-in'],
    ...[`/predictions/new?restates=${id}`, `/embed/claims/${settled.id}`, '/embed/pundits/scott-bessent'],
    ...['/ledger', '/ledger/entries/0', '/read', '/sign-up', '/forgot', '/password', '/account', '/people'],
    ...['/nothing-is-here', '/pundits?sort=luck'],
  )
})

test('axe finds nothing on any page in dark, to an owner who is signed in', async () => {
  const { context, page } = await visit({ colorScheme: 'dark', viewport: { width: 1280, height: 800 } })
  await signIn(page, 'owner')
  const all = []
  for (const path of paths) {
    await page.goto(site.origin + path)
    all.push(...(await axeFinds(page)).map(words => `${path} ${words}`))
  }
  await page.goto(`${site.origin}/read`)
  await page
    .locator('textarea')
    .first()
    .fill('Rates will fall by March, the governor said. They may rise in 2027.')
  await page.getByLabel('Title').fill('Rates')
  await page.getByLabel('Published on').fill('2026-01-15')
  await page.locator('main button[type="submit"]').first().click()
  await page.waitForLoadState()
  all.push(...(await axeFinds(page)).map(words => `the cards of an article ${words}`))
  expect(all).toEqual([])
  await context.close()
}, 180_000)

test('axe finds nothing on a phone of 320 px in light, and no page scrolls sideways', async () => {
  const { context, page, wrong } = await visit({
    viewport: { width: 320, height: 640 },
    colorScheme: 'light',
    hasTouch: true,
  })
  const all = []
  for (const path of paths) {
    await page.goto(site.origin + path)
    const width = await page.evaluate(() => document.documentElement.scrollWidth)
    if (width > 320) all.push(`${path} is ${width} px wide`)
    // Nothing is opened for a reader: what a summary hides is looked at too.
    if (path !== '/docs')
      await page.evaluate(() => {
        for (const details of document.querySelectorAll('details')) details.open = true
      })
    all.push(...(await axeFinds(page)).map(words => `${path} ${words}`))
  }
  expect(all).toEqual([])
  expect(wrong.filter(words => !/status of 4(01|04|09|22)/.test(words))).toEqual([])
  await context.close()
}, 180_000)
