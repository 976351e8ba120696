import { describe, expect, test } from 'vitest'
import type { Forecast } from '../../src/accuracy/strip.ts'
import { ForestHead, ForestRow, forestScale } from '../../src/pages/charts/forest.tsx'
import { Hedges } from '../../src/pages/charts/hedges.tsx'
import { Reliability, reliabilityWords } from '../../src/pages/charts/reliability.tsx'
import { type Counted, isIn, mostDrawn, Strip } from '../../src/pages/charts/strip.tsx'
import { mostRows, Timeline, timeScale } from '../../src/pages/charts/timeline.tsx'
import { verdictOf } from '../../src/pages/parts/compared.tsx'
import { headline, rankLine } from '../../src/pages/parts/headline.ts'
import { counted, signed } from '../../src/pages/parts/numbers.ts'
import { chainsOf } from '../../src/pages/parts/said-again.tsx'
import { calibration } from '../../src/scoring/calibration.ts'
import { tally } from '../../src/scoring/tally.ts'

let number = 0

function aForecast(changes: Partial<Counted> = {}): Counted {
  number++
  return {
    id: `p${number}`,
    claimId: `c${number}`,
    statement: `Thing ${number} happens`,
    saidOn: '2026-01-02',
    dueBy: '2026-06-30',
    decidedOn: '2026-03-01',
    restatesId: null,
    stance: 'asserts',
    phrase: null,
    phraseQuoted: true,
    p: 0.7,
    state: 'settled',
    outcome: 'true',
    share: 1,
    ...changes,
  }
}

function binsOf(forecasts: Counted[]) {
  return calibration(tally(forecasts.map(({ p, share }) => ({ p, o: share })))).map(
    ({ forecast, observed, interval, clusters, ...bin }) => ({
      ...bin,
      effectiveN: clusters,
      meanForecast: forecast,
      frequency: observed,
      interval: interval === null ? null : ([interval.low, interval.high] as [number, number]),
    }),
  )
}

/** Whatever a chart shows, its numbers are numbers, its names are there, and every id is one of its own. */
function expectSound(html: string) {
  expect(html).not.toMatch(/NaN|undefined|Infinity|\[object/)
  const ids = [...html.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id)
  expect(new Set(ids).size).toBe(ids.length)
  for (const [, names] of html.matchAll(/aria-labelledby="([^"]+)"/g)) {
    for (const id of names?.split(' ') ?? []) expect(ids).toContain(id)
  }
  expect(html).not.toMatch(/ style=|<script/)
}

describe('the forest plot', () => {
  const scale = forestScale([-0.9, 0.6])
  const row = (changes: object) =>
    String(ForestRow({ id: 'r', name: 'Ann', scale, estimate: 0.2, interval: [-0.1, 0.5], ...changes }))

  test('puts dot, interval and the line at 0 on one axis', () => {
    const html = row({})
    expectSound(html)
    expect(scale.domain()).toEqual([-1, 1])
    expect(html).toContain(`<circle class="dot" cx="${Math.round(scale(0.2) * 100) / 100}%"`)
    expect(html).toContain(`x1="${Math.round(scale(-0.1) * 100) / 100}%"`)
    expect(html).toContain(`<line class="zero" x1="${Math.round(scale(0) * 100) / 100}%"`)
    expect(html).toContain('<title id="r-title">Skill of Ann</title>')
    expect(html).toContain('+0.20; 95 % interval −0.10 to +0.50')
    expect(String(ForestHead({ scale }))).toContain('>+0.5<')
  })

  test('has 0 on its axis whatever the values, and cuts what is beyond reading with an arrow', () => {
    expect(forestScale([]).domain()).toEqual([-0.5, 1])
    const far = forestScale([-3])
    expect(far.domain()).toEqual([-1.5, 1])
    const html = String(ForestRow({ id: 'r', name: 'A', scale: far, estimate: -2, interval: [-3, 0.5] }))
    expectSound(html)
    expect(html.match(/class="arrow"/g)).toHaveLength(1)
    expect(html.match(/class="stop"/g)).toHaveLength(1)
    expect(html).toContain('<polygon class="dot"')
    expect(html).not.toContain('<circle')
  })

  test('shows nothing, rather than 0, of a skill that nobody can tell', () => {
    const html = row({ estimate: null, interval: null, unranked: true })
    expectSound(html)
    expect(html).not.toContain('<circle')
    expect(html).toContain('Not known')
    expect(html).toContain('class="forest unranked"')
  })
})

describe('the reliability diagram', () => {
  const curve = [
    { p: 0.2, recalibrated: 0.1, n: 10, band: [0, 0.4] as [number, number] },
    { p: 0.8, recalibrated: 0.5, n: 20, band: [0.6, 1] as [number, number] },
  ]

  test('draws line, band, dots and bins where the scale puts them, with tables behind', () => {
    const forecasts = [
      aForecast({ p: 0.2, share: 0 }),
      aForecast({ p: 0.8 }),
      aForecast({ p: 0.8, share: 0 }),
    ]
    const html = String(
      Reliability({
        id: 'x',
        name: 'Ann',
        bins: binsOf(forecasts),
        curve,
        levels: [
          { p: 0.2, n: 1, frequency: 0 },
          { p: 0.8, n: 2, frequency: 0.5 },
        ],
      }),
    )
    expectSound(html)
    // The plot is 370 wide and high, from 46 on across and from 30 on down.
    expect(html).toContain('<path class="curve" d="M120,363L342,215"')
    expect(html).toContain('<path class="consistent" d="M120,252L342,30L342,178L120,400Z"')
    expect(html).toContain('<circle class="level" cx="342" cy="215" r="12"')
    expect(html.match(/<rect class="bar"/g)).toHaveLength(10)
    expect(html.match(/<details/g)).toHaveLength(2)
    expect(html).toContain('80 % to under 90 %')
    // Beside the tables of another picture each is still told apart.
    expect(html).toContain('aria-label="These figures as a table: Said and come true: Ann"')
    expect(html).toContain('aria-label="The line as a table: Said and come true: Ann"')
  })

  test.each([
    ['nothing', [], []],
    [
      'one probability',
      [{ p: 1, recalibrated: 1, n: 1, band: [1, 1] as [number, number] }],
      [aForecast({ p: 1 })],
    ],
    ['a line without a band', [{ p: 0, recalibrated: 0, n: 1, band: null }], [aForecast({ p: 0, share: 0 })]],
  ])('is sound with %s', (_, points, forecasts) => {
    const levels = forecasts.map(({ p, share }) => ({ p, n: 1, frequency: share }))
    expectSound(String(Reliability({ id: 'x', name: 'A', bins: binsOf(forecasts), curve: points, levels })))
  })

  test('says in words where the line leaves the band, and that few predictions tell nothing', () => {
    expect(reliabilityWords(curve, { independent: 20, beyondChance: true })).toBe(
      'Beyond what chance would explain, less came true than they said where they said 80 %.',
    )
    expect(reliabilityWords(curve, { independent: 20, beyondChance: false })).toContain(
      'within what chance alone could do',
    )
    expect(reliabilityWords(curve.slice(0, 1), { independent: 20, beyondChance: true })).toContain(
      'though at no single probability',
    )
    expect(reliabilityWords(curve, { independent: 9, beyondChance: true })).toContain(
      '9 independent predictions',
    )
    const few = [{ p: 0.5, recalibrated: 1, n: 3, band: [0, 0.9] satisfies [number, number] }]
    expect(reliabilityWords(few, { independent: 3, beyondChance: true })).toContain('too few to tell')
  })
})

describe('the strip', () => {
  const forecasts = [
    aForecast({ p: 0.05, share: 0 }),
    aForecast({ p: 0.65, statement: 'A <b>bold</b> "claim"' }),
    aForecast({ p: 0.6, share: 0.4 }),
    aForecast({ p: 1 }),
  ]
  const strip = (mine: Counted[], chosen?: number) =>
    String(
      Strip({
        id: 's',
        name: 'Ann',
        bins: binsOf(mine),
        forecasts: mine,
        hrefOf: ({ from }) => `/a?bin=${from}`,
        chosen,
      }),
    )

  test('has a dot that opens its claim for each prediction, and a count that opens its bin', () => {
    const html = strip(forecasts, 0.6)
    expectSound(html)
    expect(html.match(/<a href="\/claims\/c\d+#prediction-p\d+"/g)).toHaveLength(4)
    expect(html).toContain('href="/a?bin=0.6"')
    expect(html).toContain('aria-label="2 predictions of 60 % to under 70 %" aria-current="true"')
    expect(html).not.toContain('href="/a?bin=0.5"')
    expect(html).toContain('2 happened, 1 partly, 1 did not')
    expect(html).not.toContain('<b>bold')
    // Links are not the parts of an image, which a screen reader would not read out.
    expect(html).toContain('role="group"')
  })

  test('stacks dots of a column without two in one place', () => {
    const html = strip(Array.from({ length: 30 }, () => aForecast({ p: 0.7 })))
    const places = [...html.matchAll(/translate\([^)]+\)/g)].map(([place]) => place)
    expect(new Set(places).size).toBe(30)
    expect(html).not.toContain('>Partly happened<')
  })

  test('draws the latest of very many, and says so', () => {
    const html = strip(Array.from({ length: mostDrawn + 5 }, () => aForecast()))
    expect(html.match(/<a href="\/claims/g)).toHaveLength(mostDrawn)
    expect(html).toContain(`The latest ${mostDrawn} of ${mostDrawn + 5}`)
  })

  test('is sound with nothing', () => expectSound(strip([])))

  test('puts every hundredth in exactly one bin', () => {
    const bins = binsOf([])
    for (let k = 0; k <= 100; k++) {
      const mine = bins.flatMap((bin, at) => (isIn(bin, k / 100) ? at : []))
      expect(mine).toEqual([Math.min(9, Math.floor(k / 10))])
    }
  })
})

describe('the timeline', () => {
  test('puts said, due and settled on one time axis', () => {
    const forecasts: Forecast[] = [
      aForecast({ saidOn: '2026-01-01', dueBy: '2026-03-01', decidedOn: '2026-05-01', outcome: 'false' }),
      { ...aForecast({ saidOn: '2026-02-01' }), decidedOn: null, outcome: null, share: null, state: 'open' },
    ]
    const html = String(Timeline({ id: 't', forecasts }))
    expectSound(html)
    const scale = timeScale(['2026-01-01', '2026-06-30'])
    expect(html).toContain(`<svg x="${Math.round(scale(new Date('2026-05-01')) * 100) / 100}%"`)
    expect(html).toContain('class="wait"')
    expect(html).toContain('Said 1 January 2026, due 1 March 2026, did not happen, known 1 May 2026.')
    expect(html).toContain('not settled yet')
    expect(html.match(/<details/g)).toHaveLength(1)
  })

  test('says of what is disputed neither that it happened nor when', () => {
    const disputed = aForecast({ decidedOn: '2026-05-01', outcome: 'true', state: 'disputed' })
    const html = String(Timeline({ id: 't', forecasts: [disputed] }))
    expectSound(html)
    expect(html).toContain('what happened is disputed.')
    expect(html).toMatch(/<td>–<\/td><td>Disputed<\/td>/)
    expect(html.match(/class="shape disputed"/g)).toHaveLength(2)
    expect(html).not.toContain('1 May 2026')
    expect(String(Timeline({ id: 't', forecasts: [aForecast()] }))).not.toContain('isputed')
  })

  test.each([
    ['nothing', []],
    ['one day', [aForecast({ saidOn: '2026-01-01', dueBy: '2026-01-01', decidedOn: '2026-01-01' })]],
    ['centuries', [aForecast({ saidOn: '1066-01-01', dueBy: '2999-01-01' })]],
  ])('is sound with %s', (_, forecasts) => expectSound(String(Timeline({ id: 't', forecasts }))))

  test('draws the latest of very many', () => {
    const html = String(Timeline({ id: 't', forecasts: Array.from({ length: 70 }, () => aForecast()) }))
    expect(html.match(/<li><a/g)).toHaveLength(mostRows)
  })
})

test('the words a pundit used stand beside what came of them', () => {
  const html = String(
    Hedges({
      id: 'h',
      hedges: [
        { phrase: 'will', n: 9, effectiveN: 9, meanForecast: 0.91, frequency: 4 / 9, interval: [0.19, 0.73] },
        { phrase: 'may <i>', n: 1, effectiveN: 1, meanForecast: 0.45, frequency: 1, interval: null },
      ],
    }),
  )
  expectSound(html)
  expect(html).toContain(
    'Taken to mean 91 %. What they said was read so 9 times, and of that 44 % came true; that could be 19 % to 73 %.',
  )
  expect(html).toContain('cx="44.89%"')
  expect(html).not.toContain('<i>')
})

describe('the headline', () => {
  const said = (phrase: string | null, p: number, shares: number[]) =>
    shares.map(share => aForecast({ phrase, p, share }))

  test.each([
    ['Said “will” 9 times; 4 came true.', said('will', 0.91, [1, 1, 1, 1, 0, 0, 0, 0, 0])],
    ['Said “will” once; it did not come true.', said('will', 0.91, [0])],
    ['Said “likely” twice; both came true.', said('likely', 0.7, [1, 1])],
    ['Said “likely” 3 times; 1 came true, and 1 in part.', said('likely', 0.7, [1, 0.5, 0])],
    ['Said “unlikely” 3 times; 1 happened all the same.', said('unlikely', 0.2, [1, 0, 0])],
    ['Said “unlikely” twice; none happened.', said('unlikely', 0.2, [0, 0])],
    ['Said “70 %” 3 times; all came true.', said(null, 0.7, [1, 1, 1])],
    [
      'Said “will” of one claim; it came true.',
      said('will', 0.91, [1, 1, 1]).map(forecast => ({ ...forecast, claimId: 'one' })),
    ],
    [
      'Said “will” of 2 claims; 1 came true.',
      said('will', 0.91, [1, 1, 0]).map((forecast, at) => ({ ...forecast, claimId: at < 2 ? 'a' : 'b' })),
    ],
    [
      'Was read as “likely” once; it came true.',
      said('likely', 0.7, [1]).map(forecast => ({ ...forecast, phraseQuoted: false })),
    ],
    [
      'Said “likely”, or was read so, twice; both came true.',
      said('likely', 0.7, [1, 1]).map((forecast, at) => ({ ...forecast, phraseQuoted: at === 0 })),
    ],
    ['Said 90 % or more twice; none came true.', [...said(null, 0.95, [0]), ...said(null, 1, [0])]],
  ])('is "%s"', (sentence, forecasts) => expect(headline(forecasts)).toBe(sentence))

  test('takes what was said most, and words before numbers', () => {
    const forecasts = [...said(null, 0.7, [1, 1]), ...said('will', 0.91, [1, 0]), ...said('may', 0.45, [1])]
    expect(headline(forecasts)).toContain('“will”')
    expect(headline([])).toBeNull()
  })

  test('is followed by whether the rank depends on the reading', () => {
    const accuracy = { n: 20, effectiveN: 12, rank: 2, rankHolds: true, otherRanks: { low: 2 } }
    const line = (changes: object) =>
      rankLine({ ...accuracy, ...changes } as unknown as Parameters<typeof rankLine>[0], 10)
    expect(line({})).toBe('Rank 2, under every reading of the words and the deadlines.')
    expect(line({ rankHolds: false, otherRanks: { low: 5, high: 1 } })).toBe(
      'Rank 2; read another way, it would be 1 to 5.',
    )
    expect(line({ rankHolds: false, otherRanks: { low: 1 } })).toBe(
      'Rank 2; read another way, it would be 1 or 2.',
    )
    expect(line({ rankHolds: false, otherRanks: { strict: null } })).toBe(
      'Rank 2; read another way, too few to rank.',
    )
    expect(line({ rank: null, rankHolds: null, effectiveN: 4 })).toContain('4 of the 10')
    expect(line({ n: 0, rank: null })).toBe('')
  })
})

test('a chain of what was said again goes from the first to the last', () => {
  const first = aForecast({ dueBy: '2026-01-01' })
  const second = aForecast({ restatesId: first.id })
  const third = aForecast({ restatesId: second.id, dueBy: '2026-12-31' })
  const other = aForecast({ restatesId: 'somebody-else' })
  expect(chainsOf([first, second, aForecast(), third, other])).toEqual([{ first, last: third, times: 2 }])
})

test('a comparison says who came closer only where the intervals are apart', () => {
  const side = (name: string, n: number, interval: [number, number] | null) =>
    ({ name, accuracy: { n, skill: { perClusterInterval: interval } } }) as unknown as Parameters<
      typeof verdictOf
    >[0]
  const ann = side('Ann', 20, [0.2, 0.6])
  expect(verdictOf(ann, side('Bob', 20, [-0.1, 0.3]), null)).toContain('do not tell them apart')
  expect(verdictOf(ann, side('Bob', 20, [-0.5, 0.1]), null)).toContain('Ann came closer')
  expect(verdictOf(side('Bob', 20, [-0.5, 0.1]), ann, null)).toContain('Ann came closer')
  expect(verdictOf(ann, side('Bob', 1, null), null)).toContain('Too little')
  expect(verdictOf(ann, side('Bob', 0, null), null)).toContain('Nothing of Bob has been scored')
})

test('a comparison goes by what both forecast wherever that tells them apart', () => {
  const side = (name: string) =>
    ({ name, accuracy: { n: 20, skill: { perClusterInterval: [0, 0.5] } } }) as unknown as Parameters<
      typeof verdictOf
    >[0]
  const difference = (mean: number, interval: [number, number]) => ({
    n: 12,
    one: 0.3,
    other: 0.1,
    mean,
    interval,
  })
  const [ann, bob] = [side('Ann'), side('Bob')]
  expect(verdictOf(ann, bob, difference(0.2, [0.1, 0.3]))).toBe(
    'On the 12 claims that both forecast, Bob came closer to what happened.',
  )
  expect(verdictOf(ann, bob, difference(-0.2, [-0.3, -0.1]))).toContain('Ann came closer')
  expect(verdictOf(ann, bob, difference(-0.2, [-0.5, 0.1]))).toContain('do not tell them apart')
})

test('numbers are written as a reader expects them', () => {
  expect([0.214, -0.049, -0.001, 1].map(signed)).toEqual(['+0.21', '−0.05', '0.00', '+1.00'])
  expect([counted(1, 'prediction'), counted(1200, 'prediction')]).toEqual([
    '1 prediction',
    '1,200 predictions',
  ])
})
