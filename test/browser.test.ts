import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, test } from 'vitest'
import { seed } from '../src/seed.ts'
import { testSite } from './site.ts'
import { anEvidence, aPrediction, keyOf, ownerKey } from './world.ts'

const { deps, get, post, signIn, site, visit } = testSite()

beforeAll(async () => {
  await seed(deps)
  await makeDisputed()
})
/** A claim that has been corrected, resolved and disputed at length, with another that waits for it. */
const disputed = { claimId: '', predictionId: '' }
async function makeDisputed() {
  const long = 'A long-winded explanation of what the record shows and what it does not. '.repeat(8)
  const input = aPrediction({
    pundit: { name: 'Wanda Wide', kind: 'person', role: 'Parliamentary state secretary' },
  })
  const logged = (await post('/predictions', input, as('ann'))).body
  Object.assign(disputed, { claimId: logged.claimId, predictionId: logged.id })
  const { claim } = aPrediction()
  const conditional = { ...claim, conditionClaimId: logged.claimId }
  await post('/predictions', aPrediction({ claim: conditional }), as('ann'))
  const reworded = { statement: 'The ministry for transport opens all of it', reason: long }
  await post(`/claims/${logged.claimId}/corrections`, reworded, as('ann'))
  const mended = { quote: { exact: 'they will open all of it, every mile' }, reason: long }
  await post(`/predictions/${logged.id}/corrections`, mended, as('ann'))
  const again = { pundit: { name: 'Wanda Wide' }, restatesId: logged.id, saidOn: '2026-02-02' }
  await post('/predictions', aPrediction(again), as('ann'))
  const evidence = anEvidence({ publisher: 'The Official Gazette of the Republic and its Regions' })
  const filed = (await post(`/claims/${logged.claimId}/evidence`, evidence, as('ann'))).body
  const evidenceIds = [filed.id]
  const resolution = { outcome: 'true', rationale: long, evidenceIds }
  await post(`/claims/${logged.claimId}/resolutions`, resolution, as('ann'))
  const dispute = { reason: 'evidence-does-not-show-it', counterOutcome: 'open', rationale: long }
  const { status } = await post(`/claims/${logged.claimId}/disputes`, dispute, as('ben'))
  expect(status).toBe(201)
}

function as(id: string) {
  return { Authorization: `Bearer ${keyOf(id)}` }
}

describe('in a browser without JavaScript', () => {
  test('a person logs a prediction, files evidence, settles it, and sees the pundit’s accuracy change', async () => {
    const { context, page } = await visit({ javaScriptEnabled: false })
    await page.goto(`${site.origin}/predictions/new`)
    await page.click('main >> text=Sign in')
    await page.getByLabel('API key').fill(ownerKey)
    await page.click('main button')
    await expectHeading(page, 'Log a prediction')

    await page.getByLabel('Claim', { exact: true }).fill('The bridge opens by 30 June 2026')
    await page.getByLabel('Deadline (optional)', { exact: true }).fill('2026-06-30')
    await page.getByLabel('Where the date comes from').selectOption('stated')
    await page.getByLabel('Who said it').fill('Bo Bridge')
    await page.getByLabel('What they are').selectOption('person')
    await page.getByLabel('Exact words').fill('the bridge will open in June')
    await page.getByLabel('Said on').fill('2026-01-15')
    await page.getByLabel('What they did with the claim').selectOption('asserts')
    await page.getByLabel('Words of certainty').fill('wibbly')
    await page.getByLabel('Title').fill('Local news')
    await page.getByRole('button', { name: 'Log the prediction' }).click()
    expect(await page.locator('#hedge-error').innerText()).toContain('No scale reads “wibbly”')
    expect(await page.getByLabel('Exact words').inputValue()).toBe('the bridge will open in June')
    await page.getByLabel('Words of certainty').fill('will')
    await page.getByRole('button', { name: 'Log the prediction' }).click()
    await expectHeading(page, 'The bridge opens by 30 June 2026')

    await page.getByLabel('Address').fill('https://example.org/bridge')
    await page.getByLabel('Title').fill('Bridge opened')
    await page.getByLabel('Published on').fill('2026-06-21')
    await page.getByLabel('What it does').selectOption('supports')
    await page.click('#file-evidence button')
    await page.getByLabel('What happened').selectOption('true')
    await page.getByLabel('Day it happened').fill('2026-06-20')
    await page.getByLabel('Bridge opened').check()
    await page.getByLabel('Rationale').fill('It opened on 20 June.')
    await page.click('#say-what-happened button')
    expect(await page.locator('.standing').innerText()).toContain('Happened')

    await page.click('text=Bo Bridge')
    expect(await page.locator('dl.figures').innerText()).toContain('0.008')
    await context.close()
  })

  test('one person says what happened, another disputes it, a moderator overturns it, and the figures follow', async () => {
    const [ann, ben, mia] = [await signedIn('ann'), await signedIn('ben'), await signedIn('mia')]
    await ann.goto(`${site.origin}/predictions/new`)
    await ann.getByLabel('Claim', { exact: true }).fill('The dam holds through the winter')
    await ann.getByLabel('Wording of the deadline').fill('by 1 March')
    await ann.getByLabel('Said on').fill('2026-01-15')
    await ann.getByRole('button', { name: 'Read the dates from the wording' }).click()
    expect(await ann.getByLabel('Deadline (optional)', { exact: true }).inputValue()).toBe('2026-03-01')
    expect(await ann.getByLabel('Where the date comes from').inputValue()).toBe('stated')
    await ann.getByLabel('Who said it').fill('Dan Dam')
    await ann.getByLabel('What they are').selectOption('person')
    await ann.getByLabel('Exact words').fill('the dam will hold')
    await ann.getByLabel('What they did with the claim').selectOption('asserts')
    await ann.getByLabel('Probability they stated').fill('80')
    await ann.getByLabel('Title').fill('River news')
    await ann.getByRole('button', { name: 'Log the prediction' }).click()
    await expectHeading(ann, 'The dam holds through the winter')
    const claim = ann.url().split('#')[0] ?? ''

    await ann.getByLabel('Address').fill('https://example.org/dam')
    await ann.getByLabel('Title').fill('Dam report')
    await ann.getByLabel('Published on').fill('2026-03-02')
    await ann.getByLabel('What it does').selectOption('supports')
    await ann.click('#file-evidence button')
    await ann.getByLabel('What happened').selectOption('true')
    await ann.getByLabel('Dam report').check()
    await ann.getByLabel('Rationale').fill('The report says that it held.')
    await ann.click('#say-what-happened button')
    expect(await ann.locator('.standing').innerText()).toContain('Happened')
    expect(await ann.locator('#dispute').count()).toBe(0)
    expect(await brierOf(ann, claim)).toContain('0.040')

    await ben.goto(claim)
    await ben.getByLabel('What is wrong').selectOption('evidence-does-not-show-it')
    await ben.getByLabel('What happened instead').selectOption('false')
    await ben.getByLabel('Dam report').check()
    await ben.locator('#dispute').getByLabel('Why', { exact: true }).fill('Page two: it broke in February.')
    await ben.click('#dispute button')
    expect(await ben.locator('.standing').innerText()).toContain('It counts in no score')
    expect(await ben.locator('#settle-dispute').count()).toBe(0)
    await ben.click('text=Dan Dam')
    expect(await ben.locator('main').innerText()).toContain('Nothing has been scored yet')

    await mia.goto(claim)
    await mia.getByLabel('Decision').selectOption('overturned')
    await mia.locator('#settle-dispute').getByLabel('Why', { exact: true }).fill('Page two says so.')
    await mia.click('#settle-dispute button')
    expect(await mia.locator('.standing').innerText()).toContain('Did not happen')
    expect(await mia.locator('#history li .byline').allInnerTexts()).toEqual([
      expect.stringMatching(
        /^Settled by ann, who had logged a prediction of it, on .*, citing Dam report\. Ledger entry · Download proof$/,
      ),
      expect.stringMatching(/^Disputed by ben on .*, citing Dam report\. Ledger entry · Download proof$/),
      expect.stringMatching(
        /^Dispute settled by mia on .*, citing Dam report\. Ledger entry · Download proof$/,
      ),
    ])
    expect(await brierOf(mia, claim)).toContain('0.640')
    for (const page of [ann, ben, mia]) await page.context().close()
  })

  test('a reader tabs from the top of the page to its content', async () => {
    const { page } = await visit()
    await page.goto(site.origin)
    await page.keyboard.press('Tab')
    expect(await page.locator(':focus').innerText()).toBe('Skip to content')
    await page.close()
  })
})

describe.each(['light', 'dark'] as const)('in %s', colorScheme => {
  test.each([320, 390, 1280])('at %i pixels no page scrolls sideways', async width => {
    const { context, page, wrong } = await visit({ colorScheme, viewport: { width, height: 800 } })
    const [claim] = (await get('/claims?state=settled&limit=1')).body.items
    await signIn(page, 'mia')
    for (const path of [
      '/',
      '/predictions',
      `/claims/${claim.id}`,
      '/pundits',
      '/pundits/scott-bessent',
      '/pundits/scott-bessent/merges',
      '/method',
      '/docs',
      '/sign-in',
      '/due',
      `/claims/${disputed.claimId}`,
      `/claims/${disputed.claimId}/corrections`,
      `/claims/${disputed.claimId}/merges`,
      `/predictions/${disputed.predictionId}/corrections`,
      '/predictions/new',
      `/predictions/new?restates=${disputed.predictionId}`,
    ]) {
      await page.goto(site.origin + path)
      const [scrollWidth, clientWidth] = await page.evaluate(() => {
        const { scrollWidth, clientWidth } = document.documentElement
        return [scrollWidth, clientWidth]
      })
      expect(`${path} ${scrollWidth}`).toBe(`${path} ${clientWidth}`)
    }
    expect(wrong).toEqual([])
    await context.close()
  })
})

test.each([320, 1280])('at %i pixels no page of accounts scrolls sideways', async width => {
  const { context, page, wrong } = await visit({ viewport: { width, height: 800 } })
  await signIn(page, 'owner')
  for (const path of ['/sign-in', '/sign-up', '/forgot', '/account', '/people']) {
    await page.goto(site.origin + path)
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width)
  }
  expect(wrong).toEqual([])
  await context.close()
})

test('a word that never ends makes no page scroll sideways', async () => {
  const endless = (letter: string, length: number) => letter.repeat(length)
  const topics = ['endless']
  const claim = { statement: endless('s', 300), criteria: endless('c', 300), topics, dueBy: '2026-06-30' }
  const input = aPrediction({
    claim,
    pundit: { name: endless('n', 120), kind: 'person', role: endless('r', 120) },
    quote: { exact: endless('q', 300) },
  })
  const { claimId, pundit } = (await post('/predictions', input, as('ann'))).body
  const evidence = anEvidence({ title: endless('t', 300), note: endless('o', 300) })
  expect((await post(`/claims/${claimId}/evidence`, evidence, as('ann'))).status).toBe(201)
  const { context, page, wrong } = await visit({ viewport: { width: 390, height: 800 } })
  const wide = []
  for (const path of [
    '/due?topic=endless',
    `/claims/${claimId}`,
    `/pundits/${pundit.slug}`,
    '/predictions?topic=endless',
  ]) {
    await page.goto(site.origin + path)
    if ((await page.evaluate(() => document.documentElement.scrollWidth)) > 390) wide.push(path)
  }
  expect(wide).toEqual([])
  expect(wrong).toEqual([])
  await context.close()
})

/** A page without JavaScript on which somebody has signed in with their key. */
async function signedIn(id: string): Promise<Page> {
  const { page } = await visit({ javaScriptEnabled: false })
  await signIn(page, id)
  return page
}

/** The figures of whoever forecast a claim. */
async function brierOf(page: Page, claim: string): Promise<string> {
  await page.goto(claim)
  await page.click('.forecast h3 a')
  return page.locator('dl.figures').innerText()
}

async function expectHeading(page: Page, text: string) {
  expect(await page.locator('h1').innerText()).toBe(text)
}
