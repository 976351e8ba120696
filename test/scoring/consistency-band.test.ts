import { describe, expect, it } from 'vitest'
import { consistencyBand } from '../../src/scoring/consistency-band.ts'
import { corp } from '../../src/scoring/corp.ts'
import { seeded } from '../../src/scoring/random.ts'
import { tally } from '../../src/scoring/tally.ts'

const plan = { draws: 1000, seed: 1, level: 0.9 }

describe('the consistency band', () => {
  it('of one probability is that of a binomial share', () => {
    const [point] = consistencyBand([{ p: 0.5, n: 100, sum: 50 }], plan) ?? []
    expect(point).toMatchObject({ p: 0.5 })
    // The 5th and 95th hundredths of 100 tosses of a coin are 42 and 58 heads.
    expect(point?.low).toBeCloseTo(0.42, 1)
    expect(point?.high).toBeCloseTo(0.58, 1)
  })

  it('does not look at the outcomes, and is wider the surer it is to be', () => {
    const some = [0.1, 0.3, 0.5, 0.7, 0.9].map(p => ({ p, n: 12, sum: 4 }))
    const band = consistencyBand(some, plan) ?? []
    expect(
      consistencyBand(
        some.map(one => ({ ...one, sum: 0 })),
        plan,
      ),
    ).toEqual(band)
    const wider = consistencyBand(some, { ...plan, level: 0.95 }) ?? []
    expect(band).toHaveLength(5)
    for (const [at, { p, low, high }] of band.entries()) {
      expect(low).toBeLessThanOrEqual(p)
      expect(high).toBeGreaterThanOrEqual(p)
      expect(wider[at]?.low).toBeLessThanOrEqual(low)
      expect(wider[at]?.high).toBeGreaterThanOrEqual(high)
    }
    const lows = band.map(({ low }) => low)
    expect(lows).toEqual([...lows].sort((a, b) => a - b))
  })

  it('is narrower the more there are', () => {
    const width = (n: number) => {
      const [point] = consistencyBand([{ p: 0.3, n, sum: 0 }], plan) ?? []
      return (point?.high ?? Number.NaN) - (point?.low ?? Number.NaN)
    }
    expect(width(400)).toBeLessThan(width(25) / 3)
  })

  it('holds the curve of calibrated forecasters about as often as it says, and not that of the overconfident', () => {
    const random = seeded(3)
    const ps = [0.1, 0.3, 0.5, 0.7, 0.9]
    const band = consistencyBand(
      ps.map(p => ({ p, n: 20, sum: 0 })),
      plan,
    )
    const held = (trueShare: (p: number) => number) => {
      let within = 0
      for (let i = 0; i < 200; i++) {
        const made = ps.flatMap(p =>
          Array.from({ length: 20 }, () => ({ p, o: random.unit() < trueShare(p) ? 1 : 0 })),
        )
        for (const [at, { recalibrated }] of (corp(tally(made))?.curve ?? []).entries()) {
          const point = band?.[at]
          if (point && recalibrated >= point.low && recalibrated <= point.high) within++
        }
      }
      return within / (200 * ps.length)
    }
    expect(held(p => p)).toBeGreaterThan(0.88)
    expect(held(p => 0.5 + (p - 0.5) / 4)).toBeLessThan(0.5)
  })

  it('is the same for the same seed', () => {
    const some = [
      { p: 0.2, n: 3.5, sum: 1 },
      { p: 0.6, n: 8, sum: 1 },
    ]
    expect(consistencyBand(some, plan)).toEqual(consistencyBand(some, plan))
    expect(consistencyBand(some, plan)).not.toEqual(consistencyBand(some, { ...plan, draws: 7, seed: 2 }))
  })

  it.each([
    { ...plan, draws: 0 },
    { ...plan, draws: 1.5 },
    { ...plan, level: 0 },
    { ...plan, level: 1 },
    { ...plan, level: Number.NaN },
  ])('refuses %o', bad => {
    expect(() => consistencyBand([{ p: 0.5, n: 1, sum: 0 }], bad)).toThrow(RangeError)
  })
})
