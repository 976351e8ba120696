import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { corp } from '../../src/scoring/corp.ts'
import { murphy } from '../../src/scoring/murphy.ts'
import { tally } from '../../src/scoring/tally.ts'
import { forecasts, tied6, toy6 } from './forecasts.ts'

describe('published CORP decompositions', () => {
  it('R reliabilitydiag of six forecasts (lorentzenchr/model-diagnostics test_decompose_with_numbers)', () => {
    const parts = corp(tally(toy6))
    expect(parts?.score).toBeCloseTo(0.226666666666667, 12)
    expect(parts?.miscalibration).toBeCloseTo(0.101666666666667, 12)
    expect(parts?.discrimination).toBeCloseTo(0.125, 12)
    expect(parts?.uncertainty).toBeCloseTo(0.25, 12)
    expect(parts?.curve).toEqual([
      { p: 0.1, recalibrated: 0.25, n: 1 },
      { p: 0.2, recalibrated: 0.25, n: 1 },
      { p: 0.3, recalibrated: 0.25, n: 1 },
      { p: 0.4, recalibrated: 0.25, n: 1 },
      { p: 0.5, recalibrated: 1, n: 1 },
      { p: 0.9, recalibrated: 1, n: 1 },
    ])
  })

  // The same source; its log score is not clamped, so 0 · ln 0 is left out here.
  it('the same curve gives the published decomposition of the log score', () => {
    const curve = corp(tally(toy6))?.curve ?? []
    const entropy = (q: number) => (q === 0 || q === 1 ? 0 : -q * Math.log(q) - (1 - q) * Math.log(1 - q))
    const recalibrated = curve.reduce((s, { n, recalibrated: q }) => s + n * entropy(q), 0) / 6
    expect(0.698622818038458 - recalibrated).toBeCloseTo(0.323732721625919, 12)
    expect(Math.LN2 - recalibrated).toBeCloseTo(0.318257084147406, 12)
  })

  it('a hand-made set with a tie', () => {
    const parts = corp(tally(tied6))
    expect(parts?.curve.map(({ recalibrated }) => recalibrated)).toEqual([0, 0.5, 0.5, 0.5, 1])
    expect(parts?.curve.map(({ n }) => n)).toEqual([1, 2, 1, 1, 1])
    expect(parts?.score).toBeCloseTo(0.23333333333333336, 12)
    expect(parts?.miscalibration).toBeCloseTo(0.06666666666666671, 12)
    expect(parts?.discrimination).toBeCloseTo(0.08333333333333334, 12)
    expect(parts?.uncertainty).toBeCloseTo(0.25, 12)
  })

  // R reliabilitydiag::summary of precip_Niamey_2016, 92 days. Of each method only the recalibrated blocks
  // are published here (how many days, how many of them wet), which fix two of the three terms.
  it.each([
    [
      'Logistic',
      [
        [2, 0],
        [13, 3],
        [6, 2],
        [7, 3],
        [18, 10],
        [15, 9],
        [19, 15],
        [5, 4],
        [7, 7],
      ],
      0.0555406605190209,
    ],
    [
      'EMOS',
      [
        [1, 0],
        [6, 2],
        [10, 4],
        [12, 5],
        [6, 3],
        [32, 20],
        [14, 9],
        [5, 4],
        [6, 6],
      ],
      0.0304685390224143,
    ],
    [
      'ENS',
      [
        [3, 0],
        [8, 1],
        [27, 13],
        [3, 2],
        [13, 9],
        [14, 10],
        [24, 18],
      ],
      0.0441153290278999,
    ],
    [
      'EPC',
      [
        [4, 0],
        [13, 5],
        [2, 1],
        [7, 4],
        [17, 10],
        [35, 21],
        [5, 4],
        [9, 8],
      ],
      0.0322787670155067,
    ],
  ] satisfies [string, [number, number][], number][])(
    'Niamey, %s: from its blocks',
    (_, blocks, discrimination) => {
      const tallies = blocks.map(([n, sum], at) => ({ p: at / 10, n: n ?? 0, sum: sum ?? 0 }))
      const parts = corp(tallies)
      expect(parts?.discrimination).toBeCloseTo(discrimination, 9)
      expect(parts?.uncertainty).toBeCloseTo(0.244210775047259, 12)
      expect(parts?.curve.map(({ recalibrated }) => recalibrated)).toEqual(
        tallies.map(({ n, sum }) => sum / n),
      )
    },
  )
})

describe('the CORP decomposition', () => {
  it('adds up to the mean score, and no term is negative', () => {
    fc.assert(
      fc.property(forecasts(), some => {
        const parts = corp(tally(some))
        if (parts === null) throw new Error('nothing decomposed')
        const { score, miscalibration, discrimination, uncertainty } = parts
        expect(Math.abs(miscalibration - discrimination + uncertainty - score)).toBeLessThan(1e-12)
        expect(Math.min(miscalibration, discrimination, uncertainty)).toBeGreaterThanOrEqual(0)
      }),
    )
  })

  it('finds no more miscalibration and discrimination than taking each value by itself', () => {
    fc.assert(
      fc.property(forecasts(), some => {
        const [pooled, single] = [corp(tally(some)), murphy(tally(some))]
        expect(pooled?.score).toBe(single?.score)
        expect(pooled?.miscalibration).toBeLessThanOrEqual((single?.miscalibration ?? -1) + 1e-12)
        expect(pooled?.discrimination).toBeLessThanOrEqual((single?.discrimination ?? -1) + 1e-12)
      }),
    )
  })

  it('recalibrates twice to the same, and then finds no miscalibration', () => {
    fc.assert(
      fc.property(forecasts(fc.constantFrom(0, 1)), some => {
        const first = corp(tally(some))
        const again = tally(some).map(({ n, sum }, at) => ({
          p: first?.curve[at]?.recalibrated ?? Number.NaN,
          n,
          sum,
        }))
        const second = corp(again)
        expect(second?.miscalibration).toBeLessThan(1e-12)
        expect(second?.discrimination).toBeCloseTo(first?.discrimination ?? Number.NaN, 12)
      }),
    )
  })

  it('keeps 20 % and 80 % apart', () => {
    expect(
      corp([
        { p: 0.2, n: 5, sum: 1 },
        { p: 0.8, n: 5, sum: 4 },
      ]),
    ).toMatchObject({
      miscalibration: 0,
      curve: [
        { p: 0.2, recalibrated: 0.2, n: 5 },
        { p: 0.8, recalibrated: 0.8, n: 5 },
      ],
    })
  })
})
