import { describe, expect, test } from 'vitest'
import { figuresOf } from '../../src/accuracy/figures.ts'
import { recordOf, type Scored, through } from '../../src/accuracy/record.ts'
import { scored } from './scored.ts'

const generous = { strict: false, band: true }
const strict = { strict: true, band: true }

/** A number that came true, a "likely" that did not, and one too late for the strict deadline. */
const three: Scored[] = [
  scored({ cluster: 'a', p: 0.9 }),
  scored({ cluster: 'b', p: 0.7, low: 0.65, high: 0.75, phrase: 'likely', share: 0 }),
  scored({ cluster: 'c', p: 0.6, share: 1, strictShare: 0 }),
]

function figures(items: Scored[], reading = generous) {
  return figuresOf(recordOf(items).counted, reading)
}

describe('the figures', () => {
  test('of nothing are null and never 0 or 1', () => {
    for (const reading of [generous, strict]) {
      const nothing = figures([], reading)
      expect(nothing).toMatchObject({
        n: 0,
        effectiveN: 0,
        stated: 0,
        fromWords: 0,
        brier: { mean: null, interval: null, low: null, high: null },
        logScore: { mean: null, low: null, high: null },
        skill: { vsBaseRate: null, baseRate: null, vsHalf: null, interval: null },
        sharpness: null,
        corp: { miscalibration: null, discrimination: null, uncertainty: null, curve: [] },
        hedges: [],
      })
      expect(nothing.calibration).toHaveLength(10)
      for (const { n, meanForecast, frequency, interval } of nothing.calibration) {
        expect({ n, meanForecast, frequency, interval }).toEqual({
          n: 0,
          meanForecast: null,
          frequency: null,
          interval: null,
        })
      }
    }
  })

  test('of three by hand', () => {
    const { brier, logScore, skill, sharpness, ...found } = figures(three)
    expect(found).toMatchObject({ n: 3, effectiveN: 3, stated: 2, fromWords: 1 })
    expect(brier.mean).toBeCloseTo((0.01 + 0.49 + 0.16) / 3, 12)
    expect(logScore.mean).toBeCloseTo(-(Math.log(0.9) + Math.log(0.3) + Math.log(0.6)) / 3, 12)
    expect(skill.vsHalf).toBeCloseTo(1 - 0.22 / 0.25, 12)
    expect(skill.baseRate).toBeCloseTo(2 / 3, 12)
    expect(skill.vsBaseRate).toBeCloseTo(1 - 0.22 / (2 / 9), 12)
    expect(sharpness).toBeCloseTo((0.09 + 0.21 + 0.24) / 3, 12)
  })

  test('read words at the low and the high end of their range, and numbers as they are', () => {
    const { brier, logScore } = figures(three)
    expect(brier.low).toBeCloseTo((0.01 + 0.65 ** 2 + 0.16) / 3, 12)
    expect(brier.high).toBeCloseTo((0.01 + 0.75 ** 2 + 0.16) / 3, 12)
    expect(logScore.low).toBeCloseTo(-(Math.log(0.9) + Math.log(0.35) + Math.log(0.6)) / 3, 12)
    expect(logScore.high).toBeCloseTo(-(Math.log(0.9) + Math.log(0.25) + Math.log(0.6)) / 3, 12)
  })

  test('under the strict deadline count what came too late as not come true', () => {
    const { n, brier, skill } = figures(three, strict)
    expect(n).toBe(3)
    expect(brier.mean).toBeCloseTo((0.01 + 0.49 + 0.36) / 3, 12)
    expect(skill.baseRate).toBeCloseTo(1 / 3, 12)
  })

  test('under the strict deadline leave out what nobody can tell, also from how much is stated', () => {
    const unknown = scored({ cluster: 'd', p: 0.2, strictShare: null })
    expect(figures([...three, unknown], strict)).toEqual(figures(three, strict))
    expect(figures([...three, unknown])).toMatchObject({ n: 4, stated: 3 })
  })

  test('include possibilities only when asked', () => {
    const maybe = scored({ cluster: 'd', p: 0.4, phrase: 'might', possibility: true })
    expect(figures([...three, maybe])).toEqual(figures(three))
    const { n, fromWords, brier } = figuresOf(recordOf([...three, maybe]).withPossibilities, generous)
    expect({ n, fromWords }).toEqual({ n: 4, fromWords: 2 })
    expect(brier.mean).toBeCloseTo((0.01 + 0.49 + 0.16 + 0.36) / 4, 12)
  })

  test('under another scale read its words anew', () => {
    const { brier, stated } = figures(three.map(item => through(item, 'icd-203-1')))
    expect(stated).toBe(2)
    expect(brier.mean).toBeCloseTo((0.01 + 0.675 ** 2 + 0.16) / 3, 12)
    expect(brier.low).toBeCloseTo((0.01 + 0.55 ** 2 + 0.16) / 3, 12)
    expect(brier.high).toBeCloseTo((0.01 + 0.8 ** 2 + 0.16) / 3, 12)
  })

  test('take a partial outcome by its expectation', () => {
    const { brier, skill } = figures([scored({ p: 0.5, share: 0.3 })])
    expect(brier.mean).toBeCloseTo(0.25, 12)
    expect(skill.baseRate).toBeCloseTo(0.3, 12)
  })

  test('count several of one cluster once in the effective n, and give no interval of one cluster', () => {
    const same = [scored({ p: 0.9 }), scored({ p: 0.8 }), scored({ p: 0.3, share: 0 })]
    expect(figures(same)).toMatchObject({
      n: 3,
      effectiveN: 1,
      brier: { interval: null },
      skill: { interval: null },
    })
  })

  test('give an interval that holds the mean, and that of the skill turned round', () => {
    const six = [0, 1, 1, 1, 0, 1].map((share, at) => scored({ cluster: `c${at}`, p: 0.6 + at / 20, share }))
    const { brier, logScore, skill } = figures(six)
    const [low, high] = brier.interval ?? [1, 0]
    expect(low).toBeLessThanOrEqual(brier.mean ?? -1)
    expect(high).toBeGreaterThanOrEqual(brier.mean ?? 2)
    expect(skill.interval).toEqual([1 - 4 * high, 1 - 4 * low])
    const [logLow, logHigh] = logScore.interval ?? [9, 0]
    expect(logLow).toBeLessThanOrEqual(logScore.mean ?? -1)
    expect(logHigh).toBeGreaterThanOrEqual(logScore.mean ?? 10)
    expect(logHigh).toBeGreaterThan(high)
  })

  test('give no interval of four clusters', () => {
    const four = [0, 1, 1, 0].map((share, at) => scored({ cluster: `c${at}`, share }))
    expect(figures(four)).toMatchObject({ brier: { interval: null }, skill: { interval: null } })
  })

  test('turn the Brier score of either end of the words into skill', () => {
    const { brier, skill } = figures([scored({ p: 0.7, low: 0.6, high: 0.9, phrase: 'likely' })])
    expect(skill.low).toBeCloseTo(1 - 4 * (brier.low ?? Number.NaN), 12)
    expect(skill.high).toBeCloseTo(1 - 4 * (brier.high ?? Number.NaN), 12)
  })

  test('take the Brier score apart by distinct probability', () => {
    const { brier, murphy } = figures(
      [0, 1, 1, 1, 0].map((share, at) => scored({ p: at < 2 ? 0.4 : 0.8, share })),
    )
    const { miscalibration, discrimination, uncertainty } = murphy
    expect((miscalibration ?? 9) - (discrimination ?? 9) + (uncertainty ?? 9)).toBeCloseTo(
      brier.mean ?? -1,
      12,
    )
    expect(figures([]).murphy).toEqual({ miscalibration: null, discrimination: null, uncertainty: null })
  })

  test('are as near by the normal interval of more than 200 clusters as by the bootstrap of 200', () => {
    const many = (n: number) =>
      figures(
        Array.from({ length: n }, (_, at) => scored({ cluster: `c${at}`, share: at % 4 === 0 ? 0 : 1 })),
      )
    const [few, more] = [many(200).brier.interval, many(204).brier.interval]
    expect(more?.[0]).toBeCloseTo(few?.[0] ?? 0, 1)
    expect(more?.[1]).toBeCloseTo(few?.[1] ?? 0, 1)
  })

  test('put 30 % and 70 % in the bins that they open', () => {
    const { calibration } = figures([scored({ p: 0.3 }), scored({ p: 0.7, share: 0 }), scored({ p: 1 })])
    const filled = calibration
      .filter(({ n }) => n > 0)
      .map(({ from, n, frequency }) => ({ from, n, frequency }))
    expect(filled).toEqual([
      { from: 0.3, n: 1, frequency: 1 },
      { from: 0.7, n: 1, frequency: 0 },
      { from: 0.9, n: 1, frequency: 1 },
    ])
  })

  test('decompose the mean score, with a band at each point of the curve', () => {
    const { brier, corp } = figures(three)
    const { miscalibration, discrimination, uncertainty, curve } = corp
    expect((miscalibration ?? 0) - (discrimination ?? 0) + (uncertainty ?? 0)).toBeCloseTo(
      brier.mean ?? -1,
      12,
    )
    expect(curve.map(({ p, n }) => [p, n])).toEqual([
      [0.6, 1],
      [0.7, 1],
      [0.9, 1],
    ])
    for (const { band } of curve) expect(band?.[0]).toBeLessThanOrEqual(band?.[1] ?? -1)
  })

  test('take what was said of one claim for one observation, in bins, words, bands and skill', () => {
    const again = (times: number) =>
      Array.from({ length: times }, () => scored({ cluster: 'a', p: 0.7, phrase: 'likely', share: 0 }))
    const [once, often] = [figures(again(1)), figures(again(21))]
    expect(often.corp.chanceMiscalibration).toBeCloseTo(0.49, 12)
    expect(often.corp.curve[0]?.band).toEqual(once.corp.curve[0]?.band)
    expect(often.calibration[7]).toEqual({ ...once.calibration[7], n: 21, effectiveN: 1 })
    expect(often.hedges).toEqual([{ ...once.hedges[0], n: 21, effectiveN: 1 }])
    const others = [0, 1, 0, 1, 1].map((share, at) => scored({ cluster: `o${at}`, p: 0.6, share }))
    const loud = figures([...others, ...again(20)])
    const quiet = figures([...others, ...again(1)])
    expect(loud.skill.perCluster).toBeCloseTo(quiet.skill.perCluster ?? Number.NaN, 12)
    expect(loud.skill.vsHalf).toBeLessThan(quiet.skill.vsHalf ?? Number.NaN)
    expect(loud.skill.perClusterInterval?.[0]).toBeCloseTo(
      quiet.skill.perClusterInterval?.[0] ?? Number.NaN,
      9,
    )
  })

  test('say what words turned out to mean, the most used first, and nothing of numbers', () => {
    const likely = three[1] ?? scored({})
    const will = scored({ cluster: 'w', p: 0.91, low: 0.85, high: 0.97, phrase: 'will' })
    const { hedges } = figures([...three, will, { ...likely, cluster: 'e', share: 1, strictShare: null }])
    expect(hedges).toEqual([
      {
        phrase: 'likely',
        n: 2,
        effectiveN: 2,
        meanForecast: 0.7,
        frequency: 0.5,
        interval: expect.any(Array),
      },
      { phrase: 'will', n: 1, effectiveN: 1, meanForecast: 0.91, frequency: 1, interval: expect.any(Array) },
    ])
    const late = figures([...three, { ...likely, cluster: 'e', share: 1, strictShare: null }], strict)
    expect(late.hedges.map(({ phrase, n }) => [phrase, n])).toEqual([['likely', 1]])
  })
})
