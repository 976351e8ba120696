import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, test } from 'vitest'
import { seed } from '../../src/seed.ts'
import { testSite } from '../site.ts'

const { deps, site, visit, signIn } = testSite()

beforeAll(async () => {
  await seed(deps)
})

/** Unlike one another, as nearly the same claim is first offered. */
const statements = [
  'The northern bridge opens to traffic',
  'Parliament dissolves itself',
  'Wheat costs more than last year',
  'A new metro line carries passengers',
  'The glacier loses its tongue',
  'Our team wins the cup',
  'The currency is devalued',
  'A vaccine against malaria is licensed',
]

/** None like another, or one would be asked whether they are one person. */
const surnames = ['Abbott', 'Brennan', 'Costa', 'Dvořák', 'Eriksen', 'Fontaine', 'Grünwald', 'Hughes']

const ways = [390, 1280]
  .flatMap(width =>
    (['light', 'dark'] as const).flatMap(colorScheme =>
      [true, false].map(javaScriptEnabled => ({ width, colorScheme, javaScriptEnabled })),
    ),
  )
  .map((way, at) => ({ ...way, statement: statements[at] ?? '', name: `Stella ${surnames[at]}` }))

describe.each(ways)('at $width px in $colorScheme, JavaScript $javaScriptEnabled,', way => {
  const { width, statement, name, ...options } = way
  const viewport = { width, height: 800 }

  test('somebody logs a prediction, says what happened, and a reader sees how accurate the pundit is', async () => {
    const { context, page, wrong } = await visit({ viewport, ...options })
    await signIn(page, 'ann')
    await logIt(page, { statement, name })
    expect(await page.locator('h1').innerText()).toBe(statement)
    expect(await page.locator('.forecast').innerText()).toContain('70 %')

    await fileAndSettle(page)
    await agree(page, way.javaScriptEnabled)
    expect(await page.locator('.standing').innerText()).toContain('Happened')

    const reader = await visit({ viewport, ...options })
    await reader.page.goto(site.origin)
    await reader.page.getByLabel('Search the predictions').fill(`"${name}"`)
    await reader.page.getByRole('button', { name: 'Search' }).click()
    expect(await reader.page.locator('.prediction mark').first().innerText()).toBe('Stella')
    await reader.page.locator('.prediction .byline a').first().click()
    expect(await reader.page.locator('h1').innerText()).toBe(name)
    expect(await reader.page.locator('dl.figures').innerText()).toContain('0.090')
    expect([...wrong, ...reader.wrong]).toEqual([])
    await context.close()
    await reader.context.close()
  })
})

async function logIt(page: Page, { statement, name }: { statement: string; name: string }) {
  await page.goto(`${site.origin}/predictions/new`)
  await page.getByLabel('Exact words').fill('70 % that it opens in spring')
  await page.getByLabel('Said on').fill('2026-01-15')
  await page.getByLabel('Title').fill(`Column of ${name}`)
  await page.getByLabel('Who said it').fill(name)
  await page.getByLabel('What they are').selectOption('person')
  await page.getByLabel('What they did with the claim').selectOption('asserts')
  await page.getByLabel('Probability they stated').fill('70')
  await page.getByLabel('Claim', { exact: true }).fill(statement)
  await page.getByLabel('Wording of the deadline').fill('by 1 June 2026')
  await page.getByRole('button', { name: 'Log the prediction' }).last().click()
  await page.waitForURL('**/claims/**')
}

async function fileAndSettle(page: Page) {
  const evidence = page.locator('#file-evidence')
  await evidence.getByLabel('Address').fill('https://example.org/bridge')
  await evidence.getByLabel('Title').fill('The bridge is open')
  await evidence.getByLabel('Published on').fill('2026-05-02')
  await evidence.getByLabel('What it does').selectOption('supports')
  await evidence.getByRole('button').click()
  await page.waitForURL('**#evidence')
  const form = page.locator('#say-what-happened')
  await form.getByLabel('What happened').selectOption('true')
  await form.getByLabel('Day it happened').fill('2026-05-01')
  await form.getByLabel('The bridge is open').check()
  await form.getByLabel('Rationale').fill('Cars cross it.')
  await form.getByRole('button', { name: 'Settle the claim' }).click()
}

/** The script asks once more. */
async function agree(page: Page, asks: boolean) {
  if (asks) await page.locator('dialog').getByRole('button', { name: 'Settle the claim' }).click()
  await page.waitForURL('**#history')
  if (asks) await page.getByText('Settled. It stands in the history.').waitFor()
}

test('with the keyboard alone one logs, settles and disputes', async () => {
  const { context, page, wrong } = await visit()
  const { keyboard } = page
  const type = async (label: string, text: string, within = page.locator('body')) => {
    await tabTo(page, within.getByLabel(label, { exact: true }))
    await keyboard.type(text)
  }
  await signIn(page, 'ben')
  await page.goto(`${site.origin}/predictions/new`)
  await type('Exact words', 'it will surely rain')
  await type('Said on', '01152026')
  await type('Title', 'Rain column')
  await type('Who said it', 'Kay Board')
  await type('What they are (of somebody new here)', 'p')
  await type('What they did with the claim', 'a')
  await type('Words of certainty (optional)', 'will')
  await type('Claim', 'It rains in Bergen on the first of May 2026')
  await type('Deadline (optional)', '05012026')
  await type('Where the date comes from (with a date)', 'a date')
  await tabTo(page, page.getByRole('button', { name: 'Log the prediction' }).last())
  await keyboard.press('Enter')
  await page.waitForURL('**/claims/**')
  const claim = page.url().split('#')[0] ?? ''

  const evidence = page.locator('#file-evidence')
  await type('Address', 'https://example.org/rain', evidence)
  await type('Title', 'It rained', evidence)
  await type('Published on', '05022026', evidence)
  await type('What it does', 'su', evidence)
  await tabTo(page, evidence.getByRole('button'))
  await keyboard.press('Enter')
  await page.waitForURL('**#evidence')

  const settling = page.locator('#say-what-happened')
  await type('What happened', 'It h', settling)
  await tabTo(page, settling.getByRole('checkbox', { name: 'It rained' }))
  await keyboard.press('Space')
  await type('Rationale', 'It rained.', settling)
  await tabTo(page, settling.getByRole('button'))
  await keyboard.press('Enter')
  expect(await page.locator('dialog :focus').innerText()).toBe('Back to the form')
  await tabTo(page, page.locator('dialog button').first())
  await keyboard.press('Enter')
  await page.waitForURL('**#history')

  await context.clearCookies()
  await signIn(page, 'ann')
  await page.goto(claim)
  const dispute = page.locator('#dispute')
  await type('What is wrong', 'it is too e', dispute)
  await type('What happened instead', 'Nobody', dispute)
  await type('Why', 'The day is not over.', dispute)
  await tabTo(page, dispute.getByRole('button'))
  await keyboard.press('Enter')
  await tabTo(page, page.locator('dialog button').first())
  await keyboard.press('Enter')
  await page.waitForURL('**#history')
  expect(await page.locator('.standing').innerText()).toContain('Disputed')
  expect(wrong).toEqual([])
  await context.close()
})

/** Presses Tab until the field has the focus, and sees that each stop on the way shows it. */
async function tabTo(page: Page, target: ReturnType<Page['locator']>) {
  for (let presses = 0; presses < 150; presses++) {
    if (await target.evaluate(element => element === document.activeElement)) {
      expect(await target.evaluate(element => getComputedStyle(element).outlineStyle)).toBe('solid')
      return
    }
    await page.keyboard.press('Tab')
  }
  throw new Error(`Tab does not lead to ${target}`)
}

test('leaving a form with something typed into it asks first, and a form that was sent does not', async () => {
  const { context, page } = await visit()
  await signIn(page, 'ann')
  await page.goto(`${site.origin}/predictions/new`)
  await page.getByLabel('Exact words').fill('not sent')
  const asked = page.waitForEvent('dialog')
  const leaving = page.goto(`${site.origin}/due`).catch(() => {})
  const dialog = await asked
  expect(dialog.type()).toBe('beforeunload')
  await dialog.accept()
  await leaving
  await context.close()
})
