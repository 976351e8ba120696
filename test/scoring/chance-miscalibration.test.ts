import { describe, expect, test } from 'vitest'
import { chanceMiscalibration } from '../../src/scoring/chance-miscalibration.ts'
import { corp } from '../../src/scoring/corp.ts'
import { seeded } from '../../src/scoring/random.ts'

const options = { draws: 200, seed: 7, level: 0.95 }

describe('the miscalibration that chance gives', () => {
  test('is null of no forecasts and 0.25 of one at 50 %', () => {
    expect(chanceMiscalibration([], options)).toBeNull()
    expect(chanceMiscalibration([{ p: 0.5, n: 1, sum: 0 }], options)).toBeCloseTo(0.25, 12)
  })

  test('is the same for the same seed, and does not look at what came true', () => {
    const one = [
      { p: 0.2, n: 20, sum: 0 },
      { p: 0.8, n: 30, sum: 30 },
    ]
    const other = one.map(tally => ({ ...tally, sum: 10 })).toReversed()
    expect(chanceMiscalibration(one, options)).toBe(chanceMiscalibration(other, options))
  })

  test('is exceeded by about one in twenty calibrated forecasters, however many probabilities they use', () => {
    const random = seeded(3)
    const forecasters = 300
    const exceeding = Array.from({ length: forecasters }, (_, at) => {
      const tallies = Array.from({ length: 10 }, (_, level) => {
        const p = (level + 0.5) / 10
        const sum = Array.from({ length: 8 }, () => random.unit()).filter(unit => unit < p).length
        return { p, n: 8, sum }
      })
      const limit = chanceMiscalibration(tallies, { draws: 200, seed: at, level: 0.95 }) ?? 0
      return (corp(tallies)?.miscalibration ?? 0) > limit
    }).filter(Boolean).length
    expect(exceeding / forecasters).toBeGreaterThan(0.02)
    expect(exceeding / forecasters).toBeLessThan(0.09)
  })

  test('is less than what somebody shows who says 90 % of what comes true half the time', () => {
    const tallies = [{ p: 0.9, n: 60, sum: 30 }]
    expect(corp(tallies)?.miscalibration).toBeGreaterThan(chanceMiscalibration(tallies, options) ?? 1)
  })
})
