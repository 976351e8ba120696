import { describe, expect, it } from 'vitest'
import { number, numberOf } from '../../src/reading/numbers.ts'

describe('numbers', () => {
  it.each([
    ['a', 1],
    ['19', 19],
    ['1,000', 1000],
    ['1.5', 1.5],
    ['half a', 0.5],
    ['twelve', 12],
    ['a dozen', 12],
    ['twenty-five', 25],
    ['ninety nine', 99],
    ['two hundred', 200],
    ['a hundred and fifty', 150],
    ['a thousand', 1000],
    ['two and a half', 2.5],
  ])('%s is %d', (words, value) => {
    expect(words).toMatch(new RegExp(`^${number}$`))
    expect(numberOf(words)).toBe(value)
  })
})
