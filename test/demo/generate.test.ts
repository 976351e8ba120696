import { describe, expect, test } from 'vitest'
import { generate } from '../../src/demo/generate.ts'
import { curveOf, syntheticPundits, trueBrier } from '../../src/demo/pundits.ts'
import { brier } from '../../src/scoring/brier.ts'

const asked = { seed: 7, today: '2026-11-22', size: 30_000 }
const ledger = generate(asked)

describe('the generator', () => {
  test('gives the same for the same seed and day', () => {
    expect(generate({ ...asked, size: 500 })).toEqual(generate({ ...asked, size: 500 }))
    expect(generate({ ...asked, size: 500, seed: 8 })).not.toEqual(generate({ ...asked, size: 500 }))
  })

  test('says nothing after its deadline, nor after the outcome, nor before what it says again', () => {
    const { claims, predictions, days } = ledger
    expect(predictions).toHaveLength(asked.size)
    expect(days.at(-1)).toBe(asked.today)
    for (const { saidOn, claim, batch, restates, pundit } of predictions) {
      const { dueBy = '' } = claims[claim] ?? {}
      expect(saidOn <= dueBy && saidOn <= (days[batch] ?? '')).toBe(true)
      const earlier = restates === null ? undefined : predictions[restates]
      expect(earlier === undefined || (earlier.pundit === pundit && earlier.saidOn <= saidOn)).toBe(true)
    }
    const latest = new Map<number, string>()
    for (const { claim, saidOn } of predictions) {
      if (saidOn > (latest.get(claim) ?? '')) latest.set(claim, saidOn)
    }
    for (const { claim, occurredOn } of predictions) {
      expect(occurredOn === null || occurredOn >= (latest.get(claim) ?? '')).toBe(true)
    }
  })

  test('lets claims come true as much as their chances say', () => {
    const shares = ledger.claims.flatMap(({ chance, fate }) => {
      if (fate === null || fate.outcome === 'void') return []
      return { chance, share: fate.outcome === 'partial' ? fate.share : fate.outcome === 'true' ? 1 : 0 }
    })
    for (const [chance, same] of Map.groupBy(shares, item => item.chance)) {
      const mean = same.reduce((sum, { share }) => sum + share, 0) / same.length
      const error = Math.sqrt((chance * (1 - chance)) / same.length)
      expect(Math.abs(mean - chance)).toBeLessThan(4 * error)
    }
  })

  test.each(syntheticPundits.map((pundit, at) => [pundit.name, at] as const))(
    'lets %s say what the curve says, as often as it says',
    (_, at) => {
      const pundit = syntheticPundits[at]
      if (pundit === undefined) throw new Error('There are forty.')
      const said = ledger.predictions.filter(one => one.pundit === at && one.stance !== 'possibility')
      const curve = curveOf(pundit)
      expect(curve.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(1, 12)
      for (const { p, weight } of curve) {
        const share = said.filter(({ saying }) => saying.p === p).length / said.length
        expect(Math.abs(share - weight)).toBeLessThan(5 * Math.sqrt((weight * (1 - weight)) / said.length))
      }
    },
  )
})

describe('the true Brier score', () => {
  test('of the calibrated who see everything and say it in numbers is the mean of q(1 − q)', () => {
    const pundit = { name: 'x', style: 'calibrated', blur: 1, wordy: 0 } as const
    const curve = curveOf(pundit)
    for (const { p, frequency } of curve) expect(frequency).toBeCloseTo(p, 12)
    expect(trueBrier(pundit)).toBeCloseTo(
      curve.reduce((sum, { p }) => sum + (p * (1 - p)) / 12, 0),
      12,
    )
  })

  test('of the ignorant is that of saying anything of a half', () => {
    const pundit = { name: 'x', style: 'ignorant', blur: 1, wordy: 0 } as const
    for (const { frequency } of curveOf(pundit)) expect(frequency).toBeCloseTo(0.5, 12)
    const mean = curveOf(pundit).reduce((sum, { p }) => sum + brier(p, 0.5) / 12, 0)
    expect(trueBrier(pundit)).toBeCloseTo(mean, 12)
  })

  test('is worse for the overconfident, the underconfident and the optimist than for the calibrated', () => {
    const of = (style: (typeof syntheticPundits)[number]['style']) =>
      trueBrier({ name: 'x', style, blur: 1, wordy: 0 })
    for (const style of ['overconfident', 'underconfident', 'optimist', 'ignorant'] as const) {
      expect(of(style)).toBeGreaterThan(of('calibrated'))
    }
  })
})
