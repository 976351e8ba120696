import { beforeAll, describe, expect, test } from 'vitest'
import { importPredictions } from '../../src/predictions/import.ts'
import { seed } from '../../src/seed.ts'
import { testSite } from '../site.ts'
import { anEvidence, aPrediction } from '../world.ts'

const { app, deps, site, visit } = testSite()

async function read(path: string) {
  const response = await app.request(path)
  return { status: response.status, html: await response.text() }
}

/** The names in the order of the table. */
function namesIn(html: string): string[] {
  return [...html.matchAll(/<th scope="row"><a href="\/pundits\/[^"]+">([^<]+)<\/a>/g)].map(
    ([, name]) => name ?? '',
  )
}

interface Said {
  name: string
  outcome?: 'true' | 'false' | 'partial'
  changes?: Record<string, unknown>
  claim?: Record<string, unknown>
}

function aSettled({ name, outcome, changes, claim }: Said) {
  const prediction = aPrediction({ pundit: { name, kind: 'person' }, ...changes })
  if (prediction.claim !== undefined) Object.assign(prediction.claim, claim)
  if (outcome === undefined) return prediction
  const share = outcome === 'partial' ? { share: 0.5 } : {}
  const resolution = { outcome, ...share, rationale: 'As the record shows', evidence: [anEvidence()] }
  return { ...prediction, resolution }
}

async function importAll(values: unknown[]) {
  return importPredictions(
    deps,
    values.map((value, index) => ({ line: index + 1, value })),
  )
}

const times = <T>(n: number, make: (at: number) => T): T[] => Array.from({ length: n }, (_, at) => make(at))

beforeAll(async () => {
  await seed(deps)
  const will = { probability: undefined, hedge: 'will' }
  const { lines } = await importAll([
    ...times(12, at =>
      aSettled({
        name: 'Good Gail',
        outcome: at < 11 ? 'true' : 'false',
        changes: { probability: at === 0 ? 0.6 : 0.9 },
        claim: at < 3 ? { topics: ['weather'] } : {},
      }),
    ),
    ...times(12, at => aSettled({ name: 'Bad Bert', outcome: at < 6 ? 'true' : 'false', changes: will })),
    aSettled({ name: 'Few <b>Fay</b>', outcome: 'true', changes: { probability: 1 } }),
    aSettled({ name: 'Few <b>Fay</b>', claim: { statement: 'An <i>open</i> thing' } }),
    aSettled({
      name: 'Possible Pia',
      outcome: 'true',
      changes: { probability: undefined, hedge: 'could', stance: 'possibility' },
    }),
  ])
  const claims = lines.map(({ claimId }) => claimId)
  await importAll(
    times(3, at =>
      aSettled({ name: 'Bad Bert', changes: { claim: undefined, claimId: claims[at], probability: 0.2 } }),
    ),
  )
})

describe('the leaderboard', () => {
  test('ranks, and lists those too few to rank below the line', async () => {
    const { html } = await read('/pundits')
    const [above = '', below = ''] = html.split('Too few to rank')
    expect(namesIn(above)).toEqual(['Good Gail', 'Bad Bert'])
    expect(namesIn(below)).toContain('Few &lt;b&gt;Fay&lt;/b&gt;')
    expect(html).not.toContain('<b>Fay')
    expect(above.match(/class="forest"/g)).toHaveLength(2)
    expect(below).toContain('class="forest unranked"')
    expect(html).not.toMatch(/NaN|undefined/)
  })

  test.each(['brier', 'scored', 'logged', 'name'])('sorted by %s keeps them below', async sort => {
    const { status, html } = await read(`/pundits?sort=${sort}`)
    expect(status).toBe(200)
    const [above = '', below = ''] = html.split('Too few to rank')
    expect(namesIn(above).toSorted()).toEqual(['Bad Bert', 'Good Gail'])
    expect(namesIn(below).length).toBeGreaterThan(4)
    expect(html).toContain('aria-sort=')
  })

  test('keeps the reading across the links that sort, and the order across the reading', async () => {
    const { html } = await read('/pundits?deadline=strict&include=possibilities&sort=brier&topic=things')
    expect(html).toContain('href="/pundits?topic=things&amp;deadline=strict&amp;include=possibilities"')
    expect(html).toContain(
      'href="/pundits?topic=things&amp;deadline=strict&amp;include=possibilities&amp;sort=name"',
    )
    expect(html).toContain('<input type="hidden" name="sort" value="brier"')
    expect(html).toMatch(/name="deadline" value="strict" checked/)
    expect(html).toContain('bare possibilities counted')
  })

  test('of a topic has only who forecast on it', async () => {
    const { html } = await read('/pundits?topic=weather')
    // Bert joined Gail's claims.
    expect(namesIn(html).toSorted()).toEqual(['Bad Bert', 'Good Gail'])
    expect(html).toContain('Too few to rank')
    expect((await read('/pundits?topic=nothing-of-it')).html).toContain('Nobody has predicted anything')
  })

  test('of a day before anything was logged has nobody', async () => {
    expect((await read('/pundits?asOf=2020-01-01')).html).toContain('Nobody has predicted anything')
  })
})

describe('a pundit’s page', () => {
  test('begins with what they said most and what came of it, and where that puts them', async () => {
    const { html } = await read('/pundits/bad-bert')
    expect(html).toContain('Said “will” 12 times; 6 came true.')
    expect(html).toContain('Rank 2')
    expect((await read('/pundits/good-gail')).html).toContain('Said 90 % or more 11 times; 10 came true.')
  })

  test('has its charts, each with a name, a description and a table of the same', async () => {
    const { html } = await read('/pundits/bad-bert')
    for (const id of ['reliability', 'strip', 'hedge-0']) {
      expect(html).toContain(`aria-labelledby="${id}-title ${id}-desc"`)
      expect(html).toContain(`<title id="${id}-title">`)
      expect(html).toContain(`<desc id="${id}-desc">`)
    }
    expect(html.match(/<figure class="chart/g)).toHaveLength(4)
    expect(html).toContain('What the words turned out to mean')
    expect(html).toContain('Does the rank hold?')
    expect(html).toContain('By topic')
    expect(html).not.toMatch(/NaN|undefined| style=/)
    const ids = [...html.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id)
    expect(ids.filter((id, at) => ids.indexOf(id) !== at)).toEqual([])
  })

  test('lists a bin of the strip', async () => {
    const { html } = await read('/pundits/good-gail?deadline=strict')
    const href = /href="([^"]+bin=0.6[^"]*)"/.exec(html)?.[1]?.replaceAll('&amp;', '&') ?? ''
    expect(href).toBe('/pundits/good-gail?deadline=strict&bin=0.6#bin')
    const { html: bin } = await read(href)
    const list = bin.split('id="bin"')[1]?.split('</section>')[0] ?? ''
    expect(list).toContain('Said to be 60 % to under 70 % likely')
    expect(list.match(/<li>/g)).toHaveLength(1)
    expect((await read('/pundits/good-gail?bin=0.2')).html).toContain('Nothing that was scored falls in here')
  })

  test('shows no figure where nothing is scored, and none as 0', async () => {
    const { html } = await read('/pundits/possible-pia')
    expect(html).toContain('Nothing has been scored yet')
    expect(html).not.toContain('dl class="figures"')
    expect(html).not.toContain('id="reliability"')
    expect(html).toContain('What this rests on')
    expect((await read('/pundits/possible-pia?include=possibilities')).html).toContain(
      'Was read as “could” once; ',
    )
  })

  test('can be read of one topic, and as it was known on a day', async () => {
    const { html } = await read('/pundits/good-gail?topic=weather')
    expect(html).toContain('on the topic “weather” only')
    expect(html).toContain('3 independent predictions;')
    expect((await read('/pundits/good-gail?asOf=2020-01-01')).html).toContain('Nothing was logged by then')
  })

  test('escapes what others wrote, also in pictures', async () => {
    const { html } = await read('/pundits/few-b-fay-b')
    expect(html).toContain('An &lt;i&gt;open&lt;/i&gt; thing')
    expect(html).not.toMatch(/<i>open|<b>Fay/)
  })
})

test.each(['/', '/topics/things'])(
  '%s names the figure that ranks, and says by which end of it',
  async path => {
    const { html } = await read(path)
    expect(html).toContain('Ranked by the low end of the line')
    expect(html).toContain('<a href="/method#rank">Adjusted skill</a>')
  },
)

describe('two pundits', () => {
  test('are compared by name or address, with what both forecast', async () => {
    const { status, html } = await read('/compare?a=good-gail&b=Bad+Bert')
    expect(status).toBe(200)
    expect(html).toContain('Good Gail and Bad Bert')
    expect(html).toMatch(/The intervals (do not )?overlap/)
    expect(html).toContain('On the 3 claims that count for both, the mean Brier score of Good Gail is')
    expect(html.match(/class="reliability"/g)).toHaveLength(2)
    const shared = html.split('id="shared"')[1] ?? ''
    expect(shared.match(/20 %/g)).toHaveLength(3)
    expect(shared).not.toContain('not counted')
    expect(html).toContain('<a href="/method#skill">Skill, each claim counted once</a>')
    expect(html).not.toMatch(/NaN|undefined/)
  })

  test('of whom one has nothing scored are not compared, but shown', async () => {
    const { html } = await read('/compare?a=good-gail&b=possible-pia')
    expect(html).toContain('Nothing of Possible Pia has been scored yet')
    expect(html).toContain('No claim was forecast by both')
  })

  test('have to be chosen first', async () => {
    const { status, html } = await read('/compare?a=good-gail')
    expect(status).toBe(200)
    expect(html).toContain('value="Good Gail"')
    expect(html).toContain('<option value="Bad Bert"')
    expect((await read('/pundits/good-gail')).html).toContain('href="/compare?a=good-gail"')
  })

  test.each([
    ['/compare?a=good-gail&b=No+One', 404, 'Nobody in the ledger is called “No One”'],
    ['/compare?a=good-gail&b=good-gail', 422, 'Must be somebody else than the first'],
  ])('%s is refused with %i beside the field', async (path, status, words) => {
    const refused = await read(path)
    expect(refused.status).toBe(status)
    expect(refused.html).toContain(words)
  })
})

test.each([
  '/pundits?sort=luck',
  '/pundits?asOf=yesterday',
  '/pundits?asOf=2999-01-01',
  '/pundits?scale=none',
  '/pundits?deadline=loose',
  '/pundits?topic=Not%20A%20Topic!',
  '/pundits?cursor=nonsense',
  '/pundits/good-gail?include=everything',
  '/pundits/good-gail?bin=0.65',
  '/compare?a=good-gail&b=bad-bert&scale=none',
])('%s is refused with 422', async path => {
  expect((await read(path)).status).toBe(422)
})

test.each(['/pundits', '/pundits/good-gail', '/compare?a=good-gail&b=bad-bert'])(
  '%s shows the usual reading, and says beside the form why not another',
  async path => {
    const { html } = await read(`${path}${path.includes('?') ? '&' : '?'}asOf=2999-01-01`)
    expect(html).toContain(
      'This is the usual reading, as what was asked for cannot be: “As it was known on” must not',
    )
    expect(html).toContain('value="2999-01-01"')
    expect(html).toContain('Good Gail')
  },
)

test('nobody has a page of somebody who is not there', async () => {
  expect((await read('/pundits/nobody?deadline=strict')).status).toBe(404)
})

test('the method explains every figure that the pages name', async () => {
  const { html: method } = await read('/method')
  const pages = await Promise.all(
    ['/pundits', '/pundits/bad-bert', '/compare?a=good-gail&b=bad-bert'].map(path => read(path)),
  )
  const anchors = new Set(
    pages.flatMap(({ html }) => [...html.matchAll(/href="\/method#([^"]+)"/g)].map(([, id]) => id)),
  )
  expect(anchors.size).toBeGreaterThan(5)
  for (const id of [
    ...anchors,
    'murphy',
    'bins',
    'band',
    'intervals',
    'strict',
    'as-of',
    'coverage',
    'limits',
  ]) {
    expect(method).toContain(`id="${id}"`)
  }
})

describe('in a browser', () => {
  test.each([320, 390, 800, 1060, 1280])('at %i pixels no page scrolls sideways', async width => {
    const { page } = await visit({ viewport: { width, height: 800 } })
    for (const path of [
      '/pundits?deadline=strict',
      '/pundits/bad-bert?bin=0.9',
      '/pundits/possible-pia',
      '/compare?a=good-gail&b=bad-bert',
      '/method',
    ]) {
      await page.goto(site.origin + path)
      const excess = await page.evaluate(() => {
        const { scrollWidth, clientWidth } = document.documentElement
        return scrollWidth - clientWidth
      })
      expect(`${path} ${excess}`).toBe(`${path} 0`)
    }
    await page.close()
  })

  test('text in pictures stays readable on a phone', async () => {
    const { page } = await visit({ viewport: { width: 390, height: 800 } })
    await page.goto(`${site.origin}/pundits/bad-bert`)
    const smallest = await page.evaluate(() =>
      Math.min(
        ...[...document.querySelectorAll('svg text')].map(text => {
          const scale = text instanceof SVGTextElement ? (text.getScreenCTM()?.a ?? 0) : 0
          return scale * Number.parseFloat(getComputedStyle(text).fontSize)
        }),
      ),
    )
    expect(smallest).toBeGreaterThanOrEqual(11)
    await page.close()
  })

  test('a dot of the strip is reached by keyboard, shows it, and opens its claim', async () => {
    const { page } = await visit()
    await page.goto(`${site.origin}/pundits/bad-bert`)
    await page.locator('.strip a.count').last().focus()
    await page.keyboard.press('Tab')
    const focused = page.locator('.strip a:focus-visible')
    expect(await focused.getAttribute('aria-label')).toContain('on something that happened')
    expect(await focused.evaluate(link => getComputedStyle(link).outlineStyle)).toBe('solid')
    await page.keyboard.press('Enter')
    await page.waitForURL('**/claims/**')
    expect(await page.locator('h1').innerText()).toMatch(/happens/)
    await page.close()
  })
})
