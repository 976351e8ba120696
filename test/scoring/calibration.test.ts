import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { calibration } from '../../src/scoring/calibration.ts'
import { tally, total } from '../../src/scoring/tally.ts'
import { forecasts } from './forecasts.ts'

function binsWith(p: number): number[] {
  return calibration([{ p, n: 1, sum: 0 }]).flatMap(({ n }, bin) => (n === 1 ? [bin] : []))
}

describe('calibration in ten bins', () => {
  it('puts every whole percent in exactly one bin, that of its first digit', () => {
    for (let k = 0; k <= 100; k++) {
      const bin = Math.min(9, Number(String(k).padStart(3, '0').slice(0, 2)))
      expect(binsWith(k / 100), `${k} %`).toEqual([bin])
      expect(binsWith(1 - (100 - k) / 100), `the complement of ${100 - k} %`).toEqual([bin])
      expect(binsWith(Number(`0.${String(k).padStart(3, '0')}`)), `${k} ‰`).toEqual([
        Math.min(9, Math.floor(k / 100)),
      ])
    }
  })

  it('is not misled where dividing is: 0.3 / 0.1 is less than 3', () => {
    expect(Math.floor(0.3 / 0.1)).toBe(2)
    expect(binsWith(0.3)).toEqual([3])
    expect(binsWith(0.7)).toEqual([7])
    expect([0.15, 0.35].map(binsWith)).toEqual([[1], [3]])
  })

  it('takes 1 into the last bin', () => {
    expect([0, 0.0999, 0.1, 0.9, 1].map(binsWith)).toEqual([[0], [0], [1], [9], [9]])
  })

  it('keeps 20 % and 80 % apart', () => {
    const bins = calibration([
      { p: 0.2, n: 4, sum: 0 },
      { p: 0.8, n: 6, sum: 6 },
    ])
    expect(bins[2]).toMatchObject({ n: 4, forecast: 0.2, observed: 0 })
    expect(bins[8]).toMatchObject({ n: 6, forecast: expect.closeTo(0.8, 12), observed: 1 })
    expect(bins.filter(({ n }) => n > 0)).toHaveLength(2)
  })

  it('gives each bin its n, mean forecast, what came true, and how sure that is', () => {
    const [, , , fourth] = calibration([{ p: 0.3, n: 10, sum: 3 }])
    expect(fourth).toMatchObject({ from: 0.3, to: 0.4, n: 10, forecast: 0.3, observed: 0.3 })
    expect(fourth?.interval?.low).toBeCloseTo(0.10779126740630104, 12)
    expect(fourth?.interval?.high).toBeCloseTo(0.6032218525388546, 12)
    const [, , , mixed] = calibration([
      { p: 0.3, n: 1, sum: 1 },
      { p: 0.35, n: 3, sum: 0.5 },
    ])
    expect(mixed?.forecast).toBeCloseTo((0.3 + 3 * 0.35) / 4, 12)
    expect(mixed?.observed).toBe(0.375)
  })

  it('says nothing of an empty bin, and of nothing ten times nothing', () => {
    const bins = calibration([])
    expect(bins).toHaveLength(10)
    for (const bin of bins) {
      expect(bin).toMatchObject({ n: 0, forecast: null, observed: null, interval: null })
    }
    expect(bins.map(({ from }) => from)).toEqual([0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9])
    expect(bins.map(({ to }) => to)).toEqual([0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1])
  })

  it('counts every forecast once, in a bin around it', () => {
    fc.assert(
      fc.property(forecasts(), some => {
        const bins = calibration(tally(some))
        expect(bins.reduce((all, { n }) => all + n, 0)).toBe(total(tally(some)).n)
        for (const { n, from, to, forecast, observed, interval } of bins) {
          if (n === 0) continue
          expect(forecast).toBeGreaterThanOrEqual(from - 1e-12)
          expect(forecast).toBeLessThanOrEqual(to + 1e-12)
          expect(interval?.low).toBeLessThanOrEqual((observed ?? -1) + 1e-12)
          expect(interval?.high).toBeGreaterThanOrEqual((observed ?? 2) - 1e-12)
        }
      }),
    )
  })
})
