import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { seed } from '../../src/seed.ts'
import { testSite } from '../site.ts'
import { keyOf } from '../world.ts'
import { axeFinds } from './axe.ts'

const { app, deps, get, rowCounts, site, visit } = testSite()

beforeAll(() => seed(deps))

async function open(page: Page): Promise<void> {
  await page.goto(`${site.origin}/docs/reference`)
  await page.locator('main h3').first().waitFor()
}

async function openRequest(page: Page, route: string): Promise<void> {
  await page.getByRole('button', { name: `(${route})` }).click()
  await page.getByRole('dialog').waitFor()
}

/** Sends what is in the dialog, and says what came of it. */
async function send(page: Page, path: string) {
  const answer = page.waitForResponse(response => new URL(response.url()).pathname === `/api/v1${path}`)
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /Send \w+ request/ })
    .click()
  const response = await answer
  return { status: response.status(), body: await response.json() }
}

test('styles may stand in the page of Scalar alone; no page may evaluate text', async () => {
  const policyOf = async (path: string) =>
    (await app.request(path)).headers.get('Content-Security-Policy') ?? ''
  const strict = await policyOf('/docs')
  expect(strict).not.toContain('unsafe')
  expect(await policyOf('/docs/reference')).toBe(`${strict}; style-src 'self' 'unsafe-inline'`)
  for (const path of ['/', '/docs/', '/docs/reference/', '/docs/references', '/api/v1/openapi.json'])
    expect(await policyOf(path)).toBe(strict)
})

test('each of the two references leads to the other', async () => {
  expect(await (await app.request('/docs')).text()).toContain('href="/docs/reference"')
  expect(await (await app.request('/docs/reference')).text()).toContain('href="/docs"')
})

async function openIn(colorScheme: 'light' | 'dark', width: number, height = 800) {
  const { context, page, wrong } = await visit({ colorScheme, viewport: { width, height } })
  await open(page)
  await page.locator(`body.${colorScheme}-mode`).waitFor()
  // Scalar draws what it draws late in the colours of the light theme for a moment.
  await expect.poll(() => axeFinds(page), { timeout: 30_000 }).toEqual([])
  return { context, page, wrong }
}

test('in light on a phone axe finds nothing, no page scrolls sideways, nothing comes from elsewhere', async () => {
  const { context, page, wrong } = await openIn('light', 390)
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390)
  await openRequest(page, 'post /predictions')
  expect(await axeFinds(page)).toEqual([])
  expect(wrong).toEqual([])
  await context.close()
}, 180_000)

test('in dark on a desk axe finds nothing, every operation is shown, nothing comes from elsewhere', async () => {
  const { context, page, wrong } = await openIn('dark', 1280, 1600)
  // Scalar draws an operation only once it is near.
  for (let top = 0; top < (await page.evaluate(() => document.documentElement.scrollHeight)); top += 1600) {
    await page.evaluate(top => scrollTo(0, top), top)
    await page.evaluate(() => new Promise(drawn => requestAnimationFrame(() => requestAnimationFrame(drawn))))
  }
  const { paths } = (await get('/openapi.json')).body
  const summaries = Object.values<Record<string, { summary: string }>>(paths)
    .flatMap(methods => Object.values(methods))
    .map(({ summary }) => summary)
  const headings = await page.locator('main h3').allInnerTexts()
  expect(headings.toSorted()).toEqual(summaries.toSorted())
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(1280)
  expect(wrong).toEqual([])
  await context.close()
}, 180_000)

test('a request is sent to this Reckon, with the key that was given', async () => {
  const { context, page, wrong } = await visit({ viewport: { width: 1280, height: 900 } })
  await open(page)
  await page.getByRole('complementary').getByText('List predictions').click()
  await openRequest(page, 'get /predictions')
  expect((await send(page, '/predictions')).status).toBe(200)
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'hidden' })
  await openRequest(page, 'post /predictions')
  const before = await rowCounts()
  expect((await send(page, '/predictions')).status).toBe(401)
  expect(await rowCounts()).toEqual(before)
  await page.getByRole('dialog').getByPlaceholder('Token').fill(keyOf('ann'))
  const { status, body } = await send(page, '/predictions')
  expect([status, body.pundit?.slug]).toEqual([201, 'scott-bessent'])
  expect(wrong.filter(words => !/status of 401/.test(words))).toEqual([])
  await context.close()
}, 120_000)

test('without JavaScript the page leads to the reference that needs none', async () => {
  const { context, page } = await visit({ javaScriptEnabled: false })
  await page.goto(`${site.origin}/docs/reference`)
  await page.getByRole('main').getByRole('link', { name: 'the reference' }).click()
  expect(page.url()).toBe(`${site.origin}/docs`)
  await context.close()
})
