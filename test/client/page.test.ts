import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { built } from '../../src/client/build.ts'
import { sequence } from '../../src/ledger/sequencer.ts'
import { percentErrors } from '../../src/pages/parts/form.tsx'
import { seed } from '../../src/seed.ts'
import { signer } from '../ledger/keys.ts'
import { axeFinds } from '../pages/axe.ts'
import { testSite } from '../site.ts'
import { anEvidence, keyOf } from '../world.ts'

const { db, deps, get, post, site, visit, signIn } = testSite()
let visitor: Awaited<ReturnType<typeof visit>>
let page: Page

beforeAll(async () => {
  await seed(deps)
  await sequence(db, signer)
  visitor = await visit({ permissions: ['clipboard-read', 'clipboard-write'] })
  page = visitor.page
  await signIn(page, 'ann')
})
afterAll(async () => {
  expect(visitor.wrong).toEqual([])
  await visitor.context.close()
})

/** Whether the browser asks before a page is left, as it may once somebody has clicked in it. */
async function asksBeforeLeaving(left: Page): Promise<boolean> {
  const asked = answerDialogs(left)
  await left.locator('h1').first().click()
  await left.goto(site.origin)
  return asked.includes('beforeunload')
}

/** Accepts whatever the browser asks, and keeps what kinds of questions they were. */
function answerDialogs(asking: Page): string[] {
  const asked: string[] = []
  asking.removeAllListeners('dialog')
  asking.on('dialog', dialog => {
    asked.push(dialog.type())
    return dialog.accept()
  })
  return asked
}

async function dueClaim(): Promise<string> {
  const [{ id }] = (await get('/claims?state=due&limit=1')).body.items
  return `${site.origin}/claims/${id}`
}

async function fillEvidence(claim: Page): Promise<void> {
  const form = claim.locator('#file-evidence')
  await form.getByLabel('Address').fill('https://news.example/a-piece')
  await form.getByLabel('Title').fill('A piece')
  await form.getByLabel('Published on').fill('2026-03-09')
  await form.getByLabel('What it does').selectOption('context')
}

/** What a page does at once is done. */
function drawn(shown: Page): Promise<unknown> {
  return shown.evaluate(() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done))))
}

test('all of ours that a browser runs is under 30 kB, and what it reads as style under 20 kB', () => {
  const size = (ending: string) =>
    readdirSync(built)
      .filter(name => name.endsWith(ending) && name !== 'scalar.js')
      .reduce((sofar, name) => sofar + gzipSync(readFileSync(join(built, name))).length, 0)
  expect(size('.js')).toBeLessThan(30_000)
  expect(size('.css')).toBeLessThan(20_000)
})

describe('the form to log a prediction', () => {
  beforeAll(async () => {
    await page.goto(`${site.origin}/predictions/new`)
  })

  test('says while it is typed how the wording of a deadline is read', async () => {
    await page.getByLabel('Wording of the deadline').fill('by March')
    await page.getByText('Give the day it was said').waitFor()
    await page.getByLabel('Said on').fill('2026-01-15')
    await page.getByText(/“by March” is read as 31 March 2026/).waitFor()
    await page.getByLabel('Wording of the deadline').fill('one fine day')
    await page.getByText('No date can be read from it').waitFor()
  })

  test('says nothing was logged where only the dates were to be read, and stays where they are', async () => {
    await page.getByLabel('Said on').fill('2026-01-15')
    await page.getByLabel('Wording of the deadline').fill('by March')
    await page.getByRole('button', { name: 'Read the dates from the wording' }).click()
    await page.waitForURL(/#claim-dueWording$/)
    expect(await page.locator('#claim-dueBy').inputValue()).toBe('2026-03-31')
    expect(await page.locator('.toast').innerText()).toBe('')
    expect(await asksBeforeLeaving(page)).toBe(true)
    await page.goto(`${site.origin}/predictions/new`)
  })

  test('has a slider that goes through the words of the scales and fills them in', async () => {
    const slider = page.getByLabel('How sure, from never to always')
    const hedge = page.getByLabel('Words of certainty')
    await hedge.fill('likely')
    await page.getByText(/“likely” is read as \d+ %; it can mean/).waitFor()
    const before = await slider.inputValue()
    await slider.focus()
    for (let presses = 0; presses < 12; presses++) await page.keyboard.press('ArrowRight')
    expect(Number(await slider.inputValue())).toBeGreaterThan(Number(before))
    expect(await hedge.inputValue()).not.toBe('likely')
    expect(await slider.getAttribute('aria-valuetext')).toContain(`“${await hedge.inputValue()}” is read as`)
  })

  test('says what a word means that was taken from the list', async () => {
    const hedge = page.getByLabel('Words of certainty')
    await hedge.fill('')
    await hedge.pressSequentially('highly likel')
    await page.getByText('“highly likel” is on no scale').waitFor()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await page.getByText(/“highly likely” is read as \d+ %/).waitFor()
  })

  test('lets a number be a number, and names the word nearest to it', async () => {
    await page.getByLabel('Words of certainty').fill('')
    await page.getByLabel('Probability they stated').fill('70')
    await page.getByText('70 %, a number they gave. In words: about').waitFor()
    await page.getByLabel('How sure, from never to always').fill('40')
    expect(await page.getByLabel('Probability they stated').inputValue()).toBe('40')
  })

  test('takes those numbers for percent that are taken when it is sent', async () => {
    const meaning = page.locator('.slider .live')
    for (const text of [
      '0',
      '1',
      '100',
      '70 %',
      '70%',
      '70,5',
      '0.6',
      '0,6',
      '101',
      '-1',
      '6e1',
      '7 0',
      'x',
    ]) {
      await page.getByLabel('Probability they stated').fill(text)
      const isRefused = percentErrors({ probability: text }, 'probability').length > 0
      expect(await meaning.innerText(), text).toMatch(
        isRefused ? /^Write 60 for 60 %\.$/ : /, a number they gave/,
      )
    }
    await page.getByLabel('Probability they stated').fill('')
  })

  test('says which word of the scales stands in the quote where another was chosen', async () => {
    const meaning = page.locator('.slider .live')
    const quote = page.getByLabel('Exact words')
    await page.getByLabel('Words of certainty').fill('likely')
    await quote.fill('It will probably rain.')
    expect(await meaning.innerText()).toMatch(/The quote says “probably”, which is read as 75 %\.$/)
    await quote.fill('It is very unlikely to rain.')
    expect(await meaning.innerText()).toMatch(/The quote says “very unlikely”, which is read as 13 %\.$/)
    await quote.fill('It is very likely to rain.')
    expect(await meaning.innerText()).not.toContain('The quote says')
    await quote.fill('They can’t say.')
    expect(await meaning.innerText()).toContain("The quote says “can't say”")
    await quote.fill('')
    expect(await meaning.innerText()).not.toContain('The quote says')
    await page.getByLabel('Words of certainty').fill('')
  })

  test('completes a name by what is anywhere in it, with the keyboard', async () => {
    const who = page.getByRole('combobox', { name: 'Who said it' })
    await who.fill('besse')
    await page.getByRole('option', { name: 'Scott Bessent' }).click({ button: 'right' })
    expect(await who.inputValue()).toBe('besse')
    expect(await who.getAttribute('aria-expanded')).toBe('true')
    await who.press('ArrowDown')
    await who.press('Enter')
    expect(await who.inputValue()).toBe('Scott Bessent')
    expect(await page.locator('.offers:visible').count()).toBe(0)
  })

  test('completes the last of several topics', async () => {
    const topics = page.getByRole('combobox', { name: 'Topics' })
    await topics.fill('weather, sancti')
    await page.getByRole('option', { name: 'sanctions' }).first().click()
    expect(await topics.inputValue()).toBe('weather, sanctions')
  })

  test('shows claims that read nearly the same while one is worded', async () => {
    const [{ statement, id }] = (await get('/claims?limit=1')).body.items
    await page.getByLabel('Claim', { exact: true }).fill(statement)
    const link = page.locator('#the-claim .live a').first()
    await link.waitFor()
    expect(await link.getAttribute('href')).toBe(`/predictions/new?claim=${id}`)
  })
})

test('a search shows the first claims while it is typed, and Escape takes them away', async () => {
  const { page: home, context } = await visit()
  await home.goto(site.origin)
  const field = home.getByLabel('Search the predictions')
  await field.fill('pokrovsk')
  const first = home.locator('.results a').first()
  await first.waitFor()
  expect(await first.innerText()).toContain('Pokrovsk')
  await field.press('Escape')
  expect(await home.locator('.results a').count()).toBe(0)
  await context.close()
})

test('the claims a search has found go with the focus, and stay while one of them has it', async () => {
  const { page: home, context } = await visit()
  await home.goto(site.origin)
  const field = home.getByLabel('Search the predictions')
  const links = home.locator('.results a')
  await field.fill('pokrovsk')
  await links.first().waitFor()
  await field.press('Tab')
  expect(await links.first().evaluate(link => link === document.activeElement)).toBe(true)
  for (let left = await links.count(); left > 0; left--) await home.keyboard.press('Tab')
  expect(await links.count()).toBe(0)
  await field.pressSequentially(' ')
  await links.first().waitFor()
  await home.locator('h1').click()
  expect(await links.count()).toBe(0)

  const { promise: released, resolve: release } = Promise.withResolvers<void>()
  await home.route('**/api/v1/claims?*', async route => {
    await released
    await route.continue()
  })
  const asked = home.waitForRequest('**/api/v1/claims?*')
  await field.pressSequentially(' ')
  await asked
  await field.blur()
  const answered = home.waitForResponse('**/api/v1/claims?*')
  release()
  await (await answered).finished()
  await drawn(home)
  expect(await links.count()).toBe(0)

  await field.fill('pokrovsk')
  await links.first().click()
  await home.waitForURL(/\/claims\//)
  await context.close()
})

test('what speaks later is there before, and draws nothing', async () => {
  const { page: home, context } = await visit()
  await home.goto(site.origin)
  for (const part of ['.results', '.toast']) {
    const region = home.getByRole('status').and(home.locator(part))
    expect(await region.count(), part).toBe(1)
    expect(await region.evaluate(element => element.getBoundingClientRect().height), part).toBe(0)
  }
  await context.close()
})

test('who says what happened is asked only what belongs to the outcome, and hides no mistake', async () => {
  const [{ id }] = (await get('/claims?state=due&limit=1')).body.items
  await page.goto(`${site.origin}/claims/${id}`)
  const form = page.locator('#say-what-happened')
  const asked = () => form.locator('[data-when]:visible label').allInnerTexts()
  expect(await asked()).toEqual([])
  const outcome = form.getByLabel('What happened')
  await outcome.selectOption('partial')
  expect(await asked()).toEqual([
    'Day it happened (optional)',
    'How much came true, in percent (where it partly happened)',
  ])
  await form.getByLabel('How much came true').fill('30')
  await outcome.selectOption('void')
  expect(await asked()).toEqual(['Why it is void (optional)'])
  expect(await form.locator('[name=share]').isDisabled()).toBe(true)
  await outcome.selectOption('false')
  await form.getByLabel('Day it became impossible').fill('2026-09-09')
  await form.getByLabel('Rationale').fill('It cannot be any more.')
  await form.locator('[name=evidenceIds]').first().check()
  await form.getByRole('button').click()
  await page.locator('dialog').getByRole('button').first().click()
  await form.locator('.summary').waitFor()
  await page.waitForLoadState()
  await outcome.selectOption('true')
  expect(await asked()).toContain('Day it became impossible (optional)')
  expect(visitor.wrong.splice(0)).toEqual([expect.stringContaining('422')])
})

test('who goes back to a statement is asked what belongs to the outcome they had chosen', async () => {
  const [{ id }] = (await get('/claims?state=due&limit=1')).body.items
  await page.goto(`${site.origin}/claims/${id}`)
  const form = page.locator('#say-what-happened')
  await form.getByLabel('What happened').selectOption('partial')
  await form.getByLabel('How much came true').fill('30')
  answerDialogs(page)
  await page.goto(`${site.origin}/topics`)
  await page.goBack()
  expect(await form.getByLabel('What happened').inputValue()).toBe('partial')
  expect(await form.getByLabel('How much came true').inputValue()).toBe('30')
  expect(await form.getByLabel('How much came true').isVisible()).toBe(true)
  expect(await form.getByLabel('How much came true').isEnabled()).toBe(true)
})

test('claims are looked for where predictions are searched, not where people are', async () => {
  const { page: owner, context } = await visit()
  await signIn(owner, 'owner')
  await owner.goto(`${site.origin}/people`)
  expect(await owner.getByRole('searchbox').count()).toBe(1)
  expect(await owner.locator('.results').count()).toBe(0)
  await owner.goto(site.origin)
  expect(await owner.locator('.results').count()).toBe(1)
  await context.close()
})

test('a part of a chart says what it stands for beside the pointer', async () => {
  const { page: home, context } = await visit()
  await home.goto(site.origin)
  await home.locator('svg [data-tip] .dot').first().hover()
  expect(await home.locator('.tip').innerText()).toMatch(/^Said to be .* likely: \d+ prediction/)
  await home.locator('h1').hover()
  expect(await home.locator('.tip').isVisible()).toBe(false)
  await home.locator('svg [data-tip] .dot').first().hover()
  await home.locator('.tip.reachable').hover()
  expect(await home.locator('.tip').isVisible()).toBe(true)
  await home.keyboard.press('Escape')
  expect(await home.locator('.tip').isVisible()).toBe(false)
  await context.close()
})

test('what a part stands for is beside it wherever it is, also when the window changes, and goes with the focus', async () => {
  const scored = (await get('/accuracy')).body.items.find(({ n }: { n: number }) => n > 0)
  const { page: pundit, context } = await visit({ viewport: { width: 700, height: 800 } })
  await pundit.goto(`${site.origin}/pundits/${scored.pundit.slug}`)
  // How far it is from where it belongs: above or below the middle of its part, 8 px away, 8 px from the edge at least.
  const misplaced = (parts: Element[]) =>
    [...parts, ...parts.toReversed()].flatMap(part => {
      part.dispatchEvent(new PointerEvent('pointerover', { bubbles: true }))
      const at = part.getBoundingClientRect()
      const tip = document.querySelector('.tip')?.getBoundingClientRect() ?? new DOMRect()
      const half = tip.width / 2
      const middle = Math.max(8 + half, Math.min(innerWidth - 8 - half, at.left + at.width / 2))
      const off = Math.abs(tip.left + half - middle)
      const gap = Math.max(at.top - tip.bottom, tip.top - at.bottom)
      return off > 1 || Math.abs(gap - 8) > 1 ? [{ words: part.getAttribute('data-tip'), off, gap }] : []
    })
  const parts = pundit.locator('svg [data-tip], svg a[aria-label]')
  expect(await parts.count()).toBeGreaterThan(3)
  for (const width of [390, 700]) {
    await pundit.setViewportSize({ width, height: 800 })
    expect(await parts.evaluateAll(misplaced)).toEqual([])
  }
  const part = pundit.locator('svg a[aria-label]').last()
  await part.focus()
  const tip = pundit.locator('.tip')
  expect(await tip.isVisible()).toBe(true)
  const before = await tip.boundingBox()
  await pundit.setViewportSize({ width: 1200, height: 800 })
  await expect.poll(() => tip.boundingBox()).not.toEqual(before)
  await part.blur()
  expect(await tip.isVisible()).toBe(false)
  await context.close()
})

test('what a part stands for has an edge where colours are forced', async () => {
  const { page: home, context } = await visit({ forcedColors: 'active' })
  await home.goto(site.origin)
  await home.locator('svg [data-tip] .dot').first().hover()
  const edge = await home.locator('.tip').evaluate(tip => getComputedStyle(tip).borderTop)
  expect(edge).toMatch(/^1px solid rgb\(/)
  await context.close()
})

test('an address is copied by its button, which says so', async () => {
  const [{ id }] = (await get('/claims?limit=1')).body.items
  const { page: claim, context } = await visit({ permissions: ['clipboard-read', 'clipboard-write'] })
  await claim.goto(`${site.origin}/claims/${id}`)
  await claim.getByText('Link to it, or show it on your page').click()
  await claim.getByRole('button', { name: 'Copy: Link to this page' }).click()
  await claim.getByText('Copied.').waitFor()
  expect(await claim.evaluate(() => navigator.clipboard.readText())).toBe(`${site.origin}/claims/${id}`)
  await context.close()
})

test('what was typed is there again on the way back, the names that were completed too', async () => {
  await page.goto(`${site.origin}/predictions/new`)
  const typed = { 'Who said it': 'Scott B', Topics: 'weather, rain', 'Words of certainty': 'likely' }
  for (const [label, words] of Object.entries(typed)) await page.getByLabel(label).fill(words)
  await page.goto(`${site.origin}/method`)
  await page.goBack()
  for (const [label, words] of Object.entries(typed)) {
    expect(await page.getByLabel(label).inputValue()).toBe(words)
  }
})

test('help that gets no answer says nothing', async () => {
  const { page: form, context } = await visit()
  await signIn(form, 'ann')
  let refused = 0
  await form.route('**/api/v1/**', route => {
    refused++
    return route.fulfill({ status: 503, body: '' })
  })
  await form.goto(`${site.origin}/predictions/new`)
  await form.getByLabel('Said on').fill('2026-01-15')
  await form.getByLabel('Wording of the deadline').fill('by March')
  await form.getByLabel('Claim', { exact: true }).fill('Something happens')
  await expect.poll(() => refused).toBe(3)
  expect(await form.locator('.live').allInnerTexts()).toEqual(['', ''])
  await form.goto(site.origin)
  await form.getByLabel('Search the predictions').fill('pokrovsk')
  await expect.poll(() => refused).toBe(4)
  expect(await form.locator('.live').allInnerTexts()).toEqual([''])
  await context.close()
})

test('nothing is asked that would be refused: a year half typed, or more than a field takes', async () => {
  await page.goto(`${site.origin}/predictions/new`)
  await page.getByLabel('Said on').fill('0002-01-15')
  await page.getByLabel('Wording of the deadline').fill('by March')
  await page.getByText('Give the day it was said').waitFor()
  await page.getByLabel('Claim', { exact: true }).fill('word '.repeat(100))
  await page.getByLabel('Said on').fill('2026-01-15')
  await page.getByLabel('Wording of the deadline').fill('by March '.repeat(500))
  await page.getByText('“by March” is read as').waitFor()
  expect(visitor.wrong).toEqual([])
})

test('what a part of a chart stands for stays beside it when the focus scrolls it into the window', async () => {
  const scored = (await get('/accuracy')).body.items.find(({ n }: { n: number }) => n > 0)
  const { page: pundit, context } = await visit({ viewport: { width: 900, height: 300 } })
  await pundit.goto(`${site.origin}/pundits/${scored.pundit.slug}`)
  const part = pundit.locator('svg a[aria-label]').last()
  await part.focus()
  await expect.poll(() => pundit.evaluate(() => scrollY)).toBeGreaterThan(0)
  expect(await pundit.locator('.tip').isVisible()).toBe(true)
  await context.close()
})

test('who leaves a form that was refused is warned: what it holds is saved nowhere', async () => {
  const [{ id }] = (await get('/claims?state=due&limit=1')).body.items
  const { page: claim, context } = await visit()
  await signIn(claim, 'ann')
  const warnings = answerDialogs(claim)
  await claim.goto(`${site.origin}/claims/${id}`)
  const form = claim.locator('#file-evidence')
  await form.evaluate(element => element.setAttribute('novalidate', ''))
  await form.getByLabel('Title').fill('A piece')
  await form.getByRole('button').click()
  await form.locator('.summary').waitFor()
  await claim.waitForLoadState()
  expect(warnings).toEqual([])
  expect(await asksBeforeLeaving(claim)).toBe(true)
  await context.close()
})

test('a browser that keeps nothing for a site loses no help but the words after a form was sent', async () => {
  const { page: form, context, wrong } = await visit()
  await form.addInitScript(() =>
    Object.defineProperty(window, 'sessionStorage', {
      get: () => {
        throw new DOMException('Access is denied', 'SecurityError')
      },
    }),
  )
  await form.goto(`${site.origin}/predictions`)
  expect(wrong).toEqual([])
  await context.close()
})

test('an address that the browser will not copy is selected, to be copied by hand', async () => {
  const [{ id }] = (await get('/claims?limit=1')).body.items
  const { page: claim, context, wrong } = await visit()
  await claim.addInitScript(() => {
    navigator.clipboard.writeText = () => Promise.reject(new DOMException('Denied', 'NotAllowedError'))
  })
  await claim.goto(`${site.origin}/claims/${id}`)
  await claim.getByText('Link to it, or show it on your page').click()
  await claim.getByRole('button', { name: 'Copy: Link to this page' }).click()
  await claim.getByText('Selected: copy it with Ctrl-C.').waitFor()
  expect(wrong).toEqual([])
  await context.close()
})

test('what was typed into another form is there again when one was sent, once, and is warned of as before', async () => {
  const { page: claim, context, wrong } = await visit()
  await signIn(claim, 'ann')
  const asked = answerDialogs(claim)
  await claim.goto(await dueClaim())
  const statement = claim.locator('#say-what-happened')
  await statement.getByLabel('What happened').selectOption('false')
  await statement.getByLabel('Day it became impossible').fill('2026-09-09')
  await statement.getByLabel('Rationale').fill('It cannot be.\nNot any more.')
  await statement.locator('[name=evidenceIds]').last().check()
  const ticked = await statement.locator('[name=evidenceIds]:checked').getAttribute('value')
  await fillEvidence(claim)
  await claim.getByRole('button', { name: 'File evidence' }).click()
  await claim.getByText('The evidence is filed.').waitFor()
  expect(asked).toEqual([])
  expect(await statement.getByLabel('What happened').inputValue()).toBe('false')
  expect(await statement.getByLabel('Day it became impossible').inputValue()).toBe('2026-09-09')
  expect(await statement.getByLabel('Day it became impossible').isVisible()).toBe(true)
  expect(await statement.getByLabel('Rationale').inputValue()).toBe('It cannot be.\nNot any more.')
  expect(await statement.locator('[name=evidenceIds]:checked').getAttribute('value')).toBe(ticked)
  expect(await claim.locator('#file-evidence').getByLabel('Title').inputValue()).toBe('')
  expect(await claim.evaluate(() => sessionStorage.length)).toBe(0)
  expect(await asksBeforeLeaving(claim)).toBe(true)
  await claim.goto(await dueClaim())
  expect(await statement.getByLabel('Rationale').inputValue()).toBe('')
  expect(wrong).toEqual([])
  await context.close()
})

test('where nothing can be kept, who sends one form is warned of what stands in another', async () => {
  const { page: claim, context } = await visit()
  await signIn(claim, 'ann')
  await claim.addInitScript(() =>
    Object.defineProperty(Storage.prototype, 'setItem', {
      value: () => {
        throw new DOMException('No room is left', 'QuotaExceededError')
      },
    }),
  )
  const asked = answerDialogs(claim)
  await claim.goto(await dueClaim())
  await claim.getByLabel('Rationale').fill('It cannot be.')
  await fillEvidence(claim)
  await claim.getByRole('button', { name: 'File evidence' }).click()
  await claim.waitForURL(/#evidence$/)
  expect(asked).toEqual(['beforeunload'])
  await context.close()
})

test('nothing is said to be done that was not, and who signs out leaves nothing behind', async () => {
  const { page: claim, context } = await visit()
  await signIn(claim, 'ann')
  await claim.goto(await dueClaim())
  await claim.getByLabel('Rationale').fill('It cannot be.')
  await fillEvidence(claim)
  await claim.route('**/evidence', route => route.abort())
  const failed = claim.waitForEvent('requestfailed')
  await claim.getByRole('button', { name: 'File evidence' }).click()
  await failed
  await claim.waitForURL('chrome-error://**')
  await claim.goto(site.origin)
  await drawn(claim)
  expect(await claim.locator('.toast').innerText()).toBe('')
  const kept = () => claim.evaluate(() => Object.values(sessionStorage).join())
  expect(await kept()).toContain('It+cannot+be')
  await claim.getByRole('button', { name: 'Sign out' }).click()
  await claim.getByRole('link', { name: 'Sign in' }).first().waitFor()
  expect(await kept()).toBe('')
  await context.close()
})

describe('the browser asks before', () => {
  let ours: Awaited<ReturnType<typeof visit>>
  beforeAll(async () => {
    ours = await visit()
    await signIn(ours.page, 'mia')
  })
  afterAll(() => ours.context.close())

  test('a pasted article is left', async () => {
    await ours.page.goto(`${site.origin}/read`)
    await ours.page.getByLabel('Text', { exact: true }).fill('It will rain.')
    expect(await asksBeforeLeaving(ours.page)).toBe(true)
  })

  test('a reason for a redaction is left', async () => {
    await ours.page.goto(`${site.origin}/ledger/entries/1`)
    await ours.page.getByLabel('Reason').fill('A court order')
    expect(await asksBeforeLeaving(ours.page)).toBe(true)
  })

  test('a form that waits to be sent again is left, and not when it is sent', async () => {
    await ours.page.goto(await dueClaim())
    await fillEvidence(ours.page)
    await ours.context.clearCookies()
    await ours.page.getByRole('button', { name: 'File evidence' }).click()
    await ours.page.getByRole('heading', { name: 'You are not signed in' }).click()
    await ours.page.waitForLoadState()
    const asked = answerDialogs(ours.page)
    const again = ours.page.waitForEvent('load')
    await ours.page.getByRole('button', { name: 'Send it again' }).click()
    await again
    expect(asked).toEqual([])
    expect(await asksBeforeLeaving(ours.page)).toBe(true)
  })
})

test('what is asked before a claim is settled begins with what was chosen, and nothing is asked that will be refused', async () => {
  const { page: claim, context } = await visit()
  await signIn(claim, 'ann')
  await claim.goto(await dueClaim())
  const form = claim.locator('#say-what-happened')
  await form.getByLabel('What happened').selectOption('true')
  await form.getByLabel('Rationale').fill('It came.')
  await form.getByRole('button').click()
  await form.locator('.summary').waitFor()
  await claim.waitForLoadState()
  expect(await form.locator('.summary').innerText()).toContain('Evidence')
  await form.locator('[name=evidenceIds]').first().check()
  await form.getByRole('button').click()
  const dialog = claim.locator('dialog')
  expect(await dialog.innerText()).toMatch(/^It happened\. This settles the claim/)
  expect(await dialog.locator(':focus').innerText()).toBe('Back to the form')
  await claim.keyboard.press('Enter')
  await expect.poll(() => dialog.count()).toBe(0)
  await form.locator('[name=evidenceIds]').first().uncheck()
  await form.getByLabel('What happened').selectOption('void')
  await form.getByRole('button').click()
  expect(await dialog.innerText()).toMatch(/^Void\. /)
  await context.close()
})

test('who upholds what was said is asked all the same, without evidence', async () => {
  const { id } = (await get('/claims?state=due&limit=2')).body.items.at(-1)
  const { body: filed } = await post(`/claims/${id}/evidence`, anEvidence())
  const said = { outcome: 'true', rationale: 'So it was.', evidenceIds: [filed.id] }
  await post(`/claims/${id}/resolutions`, said)
  const ann = { Authorization: `Bearer ${keyOf('ann')}` }
  const disputed = { reason: 'too-early', counterOutcome: 'open', rationale: 'It may yet.' }
  expect((await post(`/claims/${id}/disputes`, disputed, ann)).status).toBe(201)
  const { page: claim, context } = await visit()
  await signIn(claim, 'mia')
  await claim.goto(`${site.origin}/claims/${id}`)
  const form = claim.locator('#settle-dispute')
  await form.getByLabel('Decision').selectOption('upheld')
  await form.getByLabel('Why', { exact: true }).fill('It stands.')
  await form.getByRole('button').click()
  const dialog = claim.locator('dialog')
  expect(await dialog.innerText()).toMatch(/^Upheld: what was said stands\. Your decision/)
  await dialog.getByRole('button', { name: 'Back to the form' }).click()
  await form.getByLabel('Decision').selectOption('overturned')
  await form.locator('summary').click()
  await form.getByLabel('What stands instead').selectOption('false')
  await form.getByRole('button').click()
  await form.locator('.summary').waitFor()
  await claim.waitForLoadState()
  await context.close()
})

test('a card that was skipped says so, and can be read as well as the others', async () => {
  await page.goto(`${site.origin}/read`)
  await page
    .getByLabel('Text', { exact: true })
    .fill('The terminal will open by June 2028. Costs are likely to rise.')
  await page.getByLabel('Title').fill('Skipped')
  await page.getByLabel('Author').fill('Ann Author')
  await page.getByLabel('Published on').fill('2026-03-10')
  await page.getByRole('button', { name: 'Find the forecasts' }).click()
  await page.getByText('0 of 2 accepted').waitFor()
  await page.locator('.card').first().focus()
  await page.keyboard.press('s')
  await page.locator('.card.skipped').waitFor()
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    expect(await axeFinds(page)).toEqual([])
  }
  expect(await asksBeforeLeaving(page)).toBe(true)
})

test('on paper nothing is cut off that a screen scrolls to', async () => {
  const { page: paper, context } = await visit({ viewport: { width: 680, height: 960 } })
  await paper.emulateMedia({ media: 'print' })
  const { pundit } = (await get('/accuracy')).body.items[0]
  for (const path of [
    '/docs',
    '/ledger',
    '/ledger/entries/1',
    '/method',
    '/pundits',
    `/pundits/${pundit.slug}`,
  ]) {
    await paper.goto(site.origin + path)
    await paper.locator('details').evaluateAll(all => {
      for (const folded of all) folded.setAttribute('open', '')
    })
    const cut = await paper.evaluate(() =>
      [document.documentElement, ...document.querySelectorAll('pre, .scroll')]
        .filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth)
        .map(
          ({ tagName, textContent, scrollWidth }) => `${tagName} ${scrollWidth} ${textContent.slice(0, 40)}`,
        ),
    )
    expect(cut, path).toEqual([])
  }
  await context.close()
})
