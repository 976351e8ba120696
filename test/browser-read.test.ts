import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { sha256Hex } from '../src/ledger/hashes.ts'
import { linkToQuote } from '../src/pages/parts/text-fragment.ts'
import { readCommentary } from '../src/reading/commentary.ts'
import { testSite } from './site.ts'

const { get, signIn, site, visit } = testSite()

const article = `The council of Port Sel voted on Monday to close the old harbour. Nobody applauded.

The new terminal will open by June 2028, two years late. Costs are likely to pass 900 million before then. “We are not going to run out of money,” said the mayor, Ilse Brandt.

If the region withdraws its guarantee, lenders would demand higher rates. Should the council have waited?

Shipping analysts expect traffic to fall by a fifth in the coming months. The next meeting will be held on 14 April.`

async function paste(page: Page, title: string): Promise<void> {
  await page.goto(`${site.origin}/read`)
  await page.getByLabel('Text', { exact: true }).fill(article)
  await page.getByLabel('Title').fill(title)
  await page.getByLabel('Author').fill('Ann Author')
  await page.getByLabel('Published on').fill('2026-03-10')
  await page.getByRole('button', { name: 'Find the forecasts' }).click()
  await page.waitForSelector('.card')
}

function card(page: Page, number: number) {
  return page.getByRole('group', { name: `Forecast ${number}`, exact: true })
}

test('without JavaScript a person pastes an article, edits one forecast, logs three, and finds them', async () => {
  const { context, page } = await visit({ javaScriptEnabled: false })
  await signIn(page, 'owner')
  await paste(page, 'What comes after the vote')
  expect(await page.locator('.card').count()).toBe(5)
  expect(await page.locator('.article mark').allInnerTexts()).toContain(
    'Costs are likely to pass 900 million before then.',
  )
  await card(page, 1).getByLabel('Accept').check()
  await card(page, 1)
    .getByLabel(/^Claim/)
    .fill('The new terminal of Port Sel is open')
  await card(page, 3).getByLabel('Accept').check()
  await card(page, 5).getByLabel('Accept').check()
  await page.getByRole('button', { name: 'Log accepted' }).click()
  expect(await card(page, 3).locator('.error').innerText()).toMatch(/say what “we” means/i)
  await card(page, 3)
    .getByLabel(/^Claim/)
    .fill('Port Sel runs out of money')
  await page.getByRole('button', { name: 'Log accepted' }).click()

  await page.waitForURL(/\/sources\//)
  expect(await page.locator('h1').innerText()).toBe('What comes after the vote')
  expect(await page.locator('.prediction h3').allInnerTexts()).toEqual([
    'The new terminal of Port Sel is open',
    'Port Sel runs out of money',
    'Traffic will fall by a fifth by 8 September 2026',
  ])
  expect(await page.locator('main').innerText()).toContain(`sha256:${sha256Hex(article)}`)
  const { body } = await get(`/sources/${page.url().split('/').at(-1)}`)
  expect(body.predictions).toMatchObject([
    { pundit: { name: 'Ann Author' }, stance: 'asserts', probability: { value: 0.91 } },
    { pundit: { name: 'Ilse Brandt' }, probability: { value: 0.09 } },
    { pundit: { name: 'Shipping analysts' }, probability: { value: 0.775 } },
  ])
  await context.close()
})

describe('with JavaScript', () => {
  test('keys accept and skip, and the mark follows the card', async () => {
    // Else a click may come while the article is still on its way.
    const { context, page } = await visit()
    await signIn(page, 'owner')
    await paste(page, 'By keyboard')
    await page.waitForFunction(() => document.querySelector('.count')?.textContent === '0 of 5 accepted')
    await page.keyboard.press('a')
    expect(await page.locator('.count').innerText()).toBe('0 of 5 accepted')
    await card(page, 1).focus()
    await page.keyboard.press('j')
    await page.keyboard.press('k')
    expect(await page.locator('mark.current').innerText()).toContain('The new terminal will open')
    await page.keyboard.press('a')
    await page.keyboard.press('s')
    await page.keyboard.press('a')
    expect(await page.locator('.count').innerText()).toBe('2 of 5 accepted')
    expect(await page.locator('mark.current').innerText()).toContain('lenders would demand')
    expect(await card(page, 2).getAttribute('class')).toContain('skipped')
    await page.locator('mark').first().click()
    expect(await card(page, 1).getAttribute('class')).toContain('current')
    await card(page, 1)
      .getByLabel(/^Claim/)
      .fill('jas')
    expect(await page.locator('.count').innerText()).toBe('2 of 5 accepted')
    await context.close()
  })

  test('the bookmarklet brings the page along, and the address does not keep it', async () => {
    const { context, page } = await visit()
    await page.goto(`${site.origin}/read`)
    const bookmark = (await page.getByRole('link', { name: 'Read in Reckon' }).getAttribute('href')) ?? ''
    const html = `<title>Tab</title><meta property="og:title" content="Ferry news"><meta name="author" content="Bo Boat"><meta property="article:published_time" content="2026-03-09T10:00:00Z"><article>Fares will double.</article>`
    await context.route('https://news.example/a', route =>
      route.fulfill({ contentType: 'text/html', body: html }),
    )
    await page.goto('https://news.example/a')
    const opened = context.waitForEvent('page')
    await page.evaluate(decodeURIComponent(bookmark.replace('javascript:', '')))
    const reading = await opened
    await reading.waitForFunction(() => document.querySelector('textarea')?.value === 'Fares will double.')
    expect(await reading.getByLabel('Title').inputValue()).toBe('Ferry news')
    expect(await reading.getByLabel('Author').inputValue()).toBe('Bo Boat')
    expect(await reading.getByLabel('Address').inputValue()).toBe('https://news.example/a')
    expect(await reading.getByLabel('Published on').inputValue()).toBe('2026-03-09')
    expect(reading.url()).toBe(`${site.origin}/read`)
    await context.close()
  })
})

test.each([0, 1, 2, 3, 4])('through its link Chromium opens the source at quote %i', async index => {
  const reading = readCommentary(article, { publishedOn: '2026-03-10' })
  const quote = 'candidates' in reading ? reading.candidates[index]?.quote : undefined
  if (quote === undefined) throw new Error('The article has five forecasts.')
  const filler = '<p>Something else altogether.</p>'.repeat(200)
  const paragraphs = article.split('\n\n').map(words => `<p>${words}</p>`)
  const body = `<!doctype html><meta charset="utf-8">${filler}${paragraphs.join(filler)}${filler}`
  const { context, page } = await visit()
  await context.route('https://news.example/b', route => route.fulfill({ contentType: 'text/html', body }))
  await page.goto(linkToQuote('https://news.example/b', quote))
  // The paragraph of the quote, not that of another.
  await page.waitForFunction(words => {
    const paragraph = [...document.querySelectorAll('p')].find(({ textContent }) =>
      textContent.includes(words),
    )
    const { top = -1, bottom = -1 } = paragraph?.getBoundingClientRect() ?? {}
    return top >= 0 && bottom <= innerHeight
  }, quote.exact)
  await context.close()
})

test.each([390, 1280])('fits a screen %i pixels wide, in both colour schemes', async width => {
  for (const colorScheme of ['light', 'dark'] as const) {
    const { context, page, wrong } = await visit({ viewport: { width, height: 800 }, colorScheme })
    await paste(page, 'Wide and narrow')
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(
      0,
    )
    expect(wrong).toEqual([])
    await context.close()
  }
})

test.each([
  { width: 1280, height: 600 },
  { width: 320, height: 480 },
])('by keyboard what has the focus is in the window, never behind the bar, at $width px', async viewport => {
  const { context, page, wrong } = await visit({ viewport })
  await signIn(page, 'owner')
  await paste(page, `Read at ${viewport.width} px`)
  await page.locator('.card').first().focus()
  const hidden: string[] = []
  for (let presses = 0; presses < 60; presses++) {
    await page.keyboard.press('Tab')
    const stop = await page.evaluate(() => {
      const { activeElement: focused } = document
      const bar = document.querySelector('.log-accepted')
      if (focused === null || bar === null || bar.contains(focused)) return undefined
      const { top, bottom } = focused.getBoundingClientRect()
      // Of a tall field its first line.
      const seen = bottom > 0 && Math.min(top + 24, bottom) <= bar.getBoundingClientRect().top
      return `${focused.id || focused.textContent} ${seen ? 'seen' : 'hidden'}`
    })
    if (stop === undefined) break
    if (stop.endsWith('hidden')) hidden.push(stop)
  }
  expect(hidden).toEqual([])
  expect(wrong).toEqual([])
  await context.close()
})
