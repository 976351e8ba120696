import { fileURLToPath } from 'node:url'
import { serve } from '@hono/node-server'
import { serveStatic } from '@hono/node-server/serve-static'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createApp } from '../src/app.tsx'
import { withOwner } from '../src/env.ts'
import { sha256Hex } from '../src/ledger/hashes.ts'
import { seed } from '../src/seed.ts'
import { openBrowser } from './browser.ts'
import { ownerKey, testWorld } from './world.ts'

const { deps } = testWorld()
let browser: Browser
let server: ReturnType<typeof serve>
let origin: string

beforeAll(async () => {
  await seed(deps)
  const settings = {
    baseUrl: undefined,
    authSecret: 'a secret for tests, long enough to sign',
    keyholders: withOwner(sha256Hex(ownerKey)),
  }
  const root = fileURLToPath(new URL('../src/client/assets', import.meta.url))
  const app = createApp(() => ({ deps, settings }), serveStatic({ root }))
  origin = await new Promise(resolve => {
    server = serve({ fetch: app.fetch, port: 0 }, ({ port }) => resolve(`http://localhost:${port}`))
  })
  browser = await openBrowser()
})
afterAll(async () => {
  await browser.close()
  server.close()
})

describe('in a browser without JavaScript', () => {
  test('a person logs a prediction, files evidence, settles it, and sees the pundit’s accuracy change', async () => {
    const context = await browser.newContext({ javaScriptEnabled: false })
    const page = await context.newPage()
    await page.goto(`${origin}/predictions/new`)
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

  test('a reader tabs from the top of the page to its content', async () => {
    const page = await browser.newPage()
    await page.goto(origin)
    await page.keyboard.press('Tab')
    expect(await page.locator(':focus').innerText()).toBe('Skip to content')
    await page.close()
  })
})

describe.each(['light', 'dark'] as const)('in %s', colorScheme => {
  test.each([320, 390, 1280])('at %i pixels no page scrolls sideways', async width => {
    const context = await browser.newContext({ colorScheme, viewport: { width, height: 800 } })
    const page = await context.newPage()
    const [claim] = (await (await fetch(`${origin}/api/v1/claims?state=settled&limit=1`)).json()).items
    for (const path of [
      '/',
      '/predictions',
      `/claims/${claim.id}`,
      '/pundits',
      '/pundits/scott-bessent',
      '/method',
      '/docs',
      '/sign-in',
    ]) {
      await page.goto(origin + path)
      const [scrollWidth, clientWidth] = await page.evaluate(() => {
        const { scrollWidth, clientWidth } = document.documentElement
        return [scrollWidth, clientWidth]
      })
      expect(`${path} ${scrollWidth}`).toBe(`${path} ${clientWidth}`)
    }
    await context.close()
  })
})

async function expectHeading(page: Page, text: string) {
  expect(await page.locator('h1').innerText()).toBe(text)
}
