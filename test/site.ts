import { serve } from '@hono/node-server'
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll } from 'vitest'
import { createApp } from '../src/app.tsx'
import { serveAssets } from '../src/client/serve.ts'
import { openBrowser } from './browser.ts'
import { keyOf, ownerKey, testSettings, testWorld } from './world.ts'

/** A world served to a browser: one server and one browser for a test file. */
export function testSite() {
  const world = testWorld()
  const site = { origin: '' }
  let browser: Browser
  let server: ReturnType<typeof serve>

  beforeAll(async () => {
    const settings = { ...testSettings, baseUrl: undefined }
    const app = createApp(() => ({ deps: world.deps, settings }), serveAssets())
    site.origin = await new Promise(resolve => {
      server = serve({ fetch: app.fetch, port: 0 }, ({ port }) => resolve(`http://localhost:${port}`))
    })
    browser = await openBrowser()
  })
  afterAll(async () => {
    await browser.close()
    server.close()
  })

  /** A fresh visitor. What goes wrong in their pages is gathered. */
  async function visit(options: BrowserContextOptions = {}) {
    const context = await browser.newContext({ reducedMotion: 'reduce', ...options })
    const wrong = watch(context, site.origin)
    return { context, page: await context.newPage(), wrong }
  }

  async function signIn(page: Page, id: string) {
    await page.goto(`${site.origin}/sign-in`)
    await page.getByLabel('API key').fill(id === 'owner' ? ownerKey : keyOf(id))
    await page.click('main button')
    await page.getByRole('button', { name: 'Sign out' }).waitFor()
  }

  return { ...world, site, visit, signIn }
}

/** Errors in the console, requests that failed, and requests to any other host. */
function watch(context: BrowserContext, origin: string): string[] {
  const wrong: string[] = []
  context.on('weberror', failure => void wrong.push(`error: ${failure.error().stack}`))
  context.on('console', message => {
    if (message.type() === 'error' || message.type() === 'warning') wrong.push(`console: ${message.text()}`)
  })
  context.on('requestfailed', request => {
    const reason = request.failure()?.errorText ?? ''
    // A page that is left cancels what it was still fetching.
    if (reason !== 'net::ERR_ABORTED') wrong.push(`failed: ${request.url()} ${reason}`)
  })
  context.on('request', request => {
    if (!request.url().startsWith(origin) && !request.url().startsWith('data:'))
      wrong.push(`away: ${request.url()}`)
  })
  return wrong
}
