import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, test } from 'vitest'
import { sequence } from '../../src/ledger/sequencer.ts'
import { redactEntry } from '../../src/redactions/redact.ts'
import { seed } from '../../src/seed.ts'
import { signer, witness } from '../ledger/keys.ts'
import { axeFinds } from '../pages/axe.ts'
import { testSite } from '../site.ts'

const { db, deps, site, visit } = testSite()

beforeAll(async () => {
  await seed(deps)
  await sequence(db, signer)
  await redactEntry({ ...deps, role: 'moderator' }, '8', { reason: 'A court order' })
  await sequence(db, signer)
})

async function open<T>(path: string, work: (page: Page) => Promise<T>, javaScriptEnabled = true): Promise<T> {
  const { context, page, wrong } = await visit({ javaScriptEnabled })
  try {
    await page.goto(`${site.origin}${path}`)
    const done = await work(page)
    expect(wrong).toEqual([])
    return done
  } finally {
    await context.close()
  }
}

describe('the check in the reader’s browser', () => {
  test.each([0, 7, 100])('finds that entry %i holds', async index => {
    await open(`/ledger/entries/${index}`, async page => {
      await page.waitForSelector('.check li:nth-child(3)')
      expect(await page.locator('.check li.holds').count()).toBe(3)
      expect(await axeFinds(page)).toEqual([])
      expect(await page.locator('.check li').last().textContent()).toContain(
        `entry ${index} is in the ledger, exactly so`,
      )
    })
  })

  test('finds the redacted entry by its leaf hash', async () => {
    await open('/ledger/entries/8', async page => {
      await page.waitForSelector('.check li:nth-child(3)')
      expect(await page.locator('.check li.holds').count()).toBe(3)
      expect(await page.textContent('main')).toContain('A court order')
    })
  })

  test('says so when the page shows other bytes, another hash, or another key signed', async () => {
    await open('/ledger/entries/7', async page => {
      await page.waitForSelector('.check li:nth-child(3)')
      await page.evaluate("document.querySelector('#bytes').append(' ')")
      await page.fill('#key', `${signer.verifier.vkey} `)
      await page.waitForSelector('.check li.fails')
      expect(await page.locator('.check li.fails').count()).toBe(2)
      for (const key of [witness.vkey, 'nonsense', signer.verifier.vkey.replace('+A', '+B')]) {
        await page.fill('#key', key)
        await page.waitForSelector('.check li.fails:only-child')
        expect(await page.textContent('.check li')).toContain('It does not hold')
      }
    })
  })

  test('is not there without JavaScript, and the page says all the rest', async () => {
    await open(
      '/ledger/entries/7',
      async page => {
        expect(await page.isVisible('.check')).toBe(false)
        expect(await page.isVisible('text=Download proof')).toBe(true)
      },
      false,
    )
  })
})

test.each([
  [390, 'light'],
  [390, 'dark'],
  [1280, 'light'],
] as const)('the ledger’s pages fit %i pixels, %s', async (width, colorScheme) => {
  const { page } = await visit({ viewport: { width, height: 900 }, colorScheme })
  for (const path of ['/ledger', '/ledger/entries/100', '/ledger/entries/8']) {
    await page.goto(`${site.origin}${path}`)
    const wide = await page.evaluate('document.documentElement.scrollWidth')
    expect(wide).toBeLessThanOrEqual(width)
    if (process.env.SHOTS)
      await page.screenshot({
        path: `${process.env.SHOTS}/${path.replaceAll('/', '_')}-${width}-${colorScheme}.png`,
        fullPage: true,
      })
  }
  await page.close()
})
