import { expect, test } from 'vitest'
import { linkToQuote } from '../../../src/pages/parts/text-fragment.ts'

const page = 'https://example.org/a'

test('a quote becomes a directive, with "-" encoded as the draft asks', () => {
  const exact = 'the so-called dam, all of it, will break & fall'
  expect(linkToQuote(page, { exact })).toBe(
    `${page}#:~:text=the%20so%2Dcalled%20dam%2C%20all%20of%20it%2C%20will%20break%20%26%20fall`,
  )
})

test('a short quote takes whole words around it along', () => {
  const quote = { exact: 'will break', prefix: 'ught the old dam ', suffix: ' before the summer is ov' }
  expect(linkToQuote(page, quote)).toBe(
    `${page}#:~:text=the%20old%20dam-,will%20break,-before%20the%20summer`,
  )
})

test('a long quote is given by its ends', () => {
  const exact = `one two three four five ${'and so on '.repeat(40)}six seven eight nine ten`
  expect(linkToQuote(page, { exact })).toBe(
    `${page}#:~:text=one%20two%20three%20four%20five,six%20seven%20eight%20nine%20ten`,
  )
})

test('a fragment that is there stays, a directive that is there does not', () => {
  expect(linkToQuote(`${page}#part`, { exact: 'a b c d e f' })).toBe(
    `${page}#part:~:text=a%20b%20c%20d%20e%20f`,
  )
  expect(linkToQuote(`${page}#:~:text=old`, { exact: 'a b c d e f' })).toBe(
    `${page}#:~:text=a%20b%20c%20d%20e%20f`,
  )
})
