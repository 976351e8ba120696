import { describe, expect, it } from 'vitest'
import type { Said } from '../../src/scoring/chance-outcomes.ts'
import { consistencyBand } from '../../src/scoring/consistency-band.ts'
import { corp } from '../../src/scoring/corp.ts'
import { seeded } from '../../src/scoring/random.ts'
import { tally } from '../../src/scoring/tally.ts'

/** Each forecast a cluster of its own. */
function apart(said: readonly Said[]): Said[][] {
  return said.flatMap(({ p, n }) => Array.from({ length: n }, () => [{ p, n: 1 }]))
}

const plan = { draws: 1000, seed: 1, level: 0.9 }

describe('the consistency band', () => {
  it('of one probability is that of a binomial share', () => {
    const [point] = consistencyBand(apart([{ p: 0.5, n: 100 }]), plan) ?? []
    expect(point).toMatchObject({ p: 0.5 })
    // The 5th and 95th hundredths of 100 tosses of a coin are 42 and 58 heads.
    expect(point?.low).toBeCloseTo(0.42, 1)
    expect(point?.high).toBeCloseTo(0.58, 1)
  })

  it('is wider the surer it is to be', () => {
    const some = apart([0.1, 0.3, 0.5, 0.7, 0.9].map(p => ({ p, n: 12 })))
    const band = consistencyBand(some, plan) ?? []
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
      const [point] = consistencyBand(apart([{ p: 0.3, n }]), plan) ?? []
      return (point?.high ?? Number.NaN) - (point?.low ?? Number.NaN)
    }
    expect(width(400)).toBeLessThan(width(25) / 3)
  })

  it('is as wide for what is said four times of each claim as for what is said once', () => {
    const claims = (n: number) => Array.from({ length: 25 }, () => [{ p: 0.3, n }])
    expect(consistencyBand(claims(4), plan)).toEqual(consistencyBand(claims(1), plan))
  })

  it('holds the curve of calibrated forecasters about as often as it says, and not that of the overconfident', () => {
    const random = seeded(3)
    const ps = [0.1, 0.3, 0.5, 0.7, 0.9]
    const band = consistencyBand(apart(ps.map(p => ({ p, n: 20 }))), plan)
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
    const some = apart([
      { p: 0.2, n: 4 },
      { p: 0.6, n: 8 },
    ])
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
    expect(() => consistencyBand([[{ p: 0.5, n: 1 }]], bad)).toThrow(RangeError)
  })
})
