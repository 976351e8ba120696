import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { verdict } from '../../src/scoring/verdict.ts'

describe('a verdict', () => {
  it.each([
    [0.7, 0, '70 % on something that did not happen'],
    [0.91, 1, '91 % on something that happened'],
    [0.4, 0.3, '40 % on something that partly happened (30 %)'],
    [0, 0, '0 % on something that did not happen'],
    [1, 1, '100 % on something that happened'],
  ])('says of %d against %d: %s', (p, share, words) => {
    expect(verdict(p, share)).toBe(words)
  })

  it.each([
    [0.285, '29 %'],
    [0.265, '27 %'],
    [0.145, '15 %'],
    [0.2849, '28 %'],
    [0.575, '58 %'],
    [0.005, '1 %'],
    [0.994, '99 %'],
  ])('rounds %d to %s', (p, words) => {
    expect(verdict(p, 1)).toBe(`${words} on something that happened`)
  })

  it.each([
    [0.004, 'less than 1 %'],
    [Number.MIN_VALUE, 'less than 1 %'],
    [0.995, 'more than 99 %'],
    [0.996, 'more than 99 %'],
    [1 - Number.EPSILON, 'more than 99 %'],
  ])('keeps nought and a hundred for certainty: %d is %s', (p, words) => {
    expect(verdict(p, 0)).toBe(`${words} on something that did not happen`)
    expect(verdict(0.5, p)).toBe(`50 % on something that partly happened (${words})`)
  })

  it('writes every hundredth as itself, for the forecast and for the share', () => {
    for (let k = 0; k <= 100; k++) {
      expect(verdict(k / 100, 1)).toBe(`${k} % on something that happened`)
      expect(verdict(k / 100, 0)).toBe(`${k} % on something that did not happen`)
      if (k > 0 && k < 100) {
        expect(verdict(0.5, k / 100)).toBe(`50 % on something that partly happened (${k} %)`)
      }
    }
  })

  it('has the same shape for any forecast and any outcome', () => {
    const unit = fc.double({ min: 0, max: 1, noNaN: true })
    const percent = '(?:less than 1 %|more than 99 %|\\d{1,3} %)'
    const shape = new RegExp(
      `^${percent} on something that (?:happened|did not happen|partly happened \\(${percent}\\))$`,
    )
    fc.assert(
      fc.property(unit, unit, (p, share) => {
        expect(verdict(p, share)).toMatch(shape)
      }),
    )
  })

  it.each([-0.01, 1.01, 70, Number.NaN, Number.POSITIVE_INFINITY])(
    'refuses %d as a probability and as a share',
    value => {
      expect(() => verdict(value, 1)).toThrow(RangeError)
      expect(() => verdict(0.5, value)).toThrow(RangeError)
    },
  )
})
