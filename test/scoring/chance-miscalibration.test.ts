import { describe, expect, test } from 'vitest'
import { chanceMiscalibration } from '../../src/scoring/chance-miscalibration.ts'
import type { Said } from '../../src/scoring/chance-outcomes.ts'
import { corp } from '../../src/scoring/corp.ts'
import { seeded } from '../../src/scoring/random.ts'

/** Each forecast a cluster of its own. */
function apart(said: readonly Said[]): Said[][] {
  return said.flatMap(({ p, n }) => Array.from({ length: n }, () => [{ p, n: 1 }]))
}

const options = { draws: 200, seed: 7, level: 0.95 }

describe('the miscalibration that chance gives', () => {
  test('is null of no forecasts and 0.25 of one at 50 %', () => {
    expect(chanceMiscalibration([], options)).toBeNull()
    expect(chanceMiscalibration([[{ p: 0.5, n: 1 }]], options)).toBeCloseTo(0.25, 12)
  })

  test('is the same for the same seed', () => {
    const said = apart([
      { p: 0.2, n: 20 },
      { p: 0.8, n: 30 },
    ])
    expect(chanceMiscalibration(said, options)).toBe(chanceMiscalibration(said, options))
    expect(chanceMiscalibration(said, { ...options, seed: 8 })).not.toBe(chanceMiscalibration(said, options))
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
      const limit = chanceMiscalibration(apart(tallies), { draws: 200, seed: at, level: 0.95 }) ?? 0
      return (corp(tallies)?.miscalibration ?? 0) > limit
    }).filter(Boolean).length
    expect(exceeding / forecasters).toBeGreaterThan(0.02)
    expect(exceeding / forecasters).toBeLessThan(0.09)
  })

  test('is less than what somebody shows who says 90 % of what comes true half the time', () => {
    const tallies = [{ p: 0.9, n: 60, sum: 30 }]
    expect(corp(tallies)?.miscalibration).toBeGreaterThan(chanceMiscalibration(apart(tallies), options) ?? 1)
  })

  test('is as large as that of one forecast where one claim is forecast again and again', () => {
    const [once, often] = [[[{ p: 0.7, n: 1 }]], [[{ p: 0.7, n: 21 }]]]
    expect(chanceMiscalibration(often, options)).toBeCloseTo(0.49, 12)
    expect(chanceMiscalibration(once, options)).toBeCloseTo(0.49, 12)
  })

  test('is exceeded by about one in twenty calibrated forecasters who say everything three times', () => {
    const random = seeded(5)
    const forecasters = 300
    const exceeding = Array.from({ length: forecasters }, (_, at) => {
      const claims = Array.from({ length: 30 }, (_, claim) => ({ p: ((claim % 5) + 1) / 6, n: 3 }))
      const tallies = claims.map(({ p, n }) => ({ p, n, sum: random.unit() < p ? n : 0 }))
      const limit =
        chanceMiscalibration(
          claims.map(one => [one]),
          { draws: 200, seed: at, level: 0.95 },
        ) ?? 0
      return (corp(tallies)?.miscalibration ?? 0) > limit
    }).filter(Boolean).length
    expect(exceeding / forecasters).toBeGreaterThan(0.02)
    expect(exceeding / forecasters).toBeLessThan(0.09)
  })
})
