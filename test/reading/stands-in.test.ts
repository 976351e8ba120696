import { expect, test } from 'vitest'
import { standsIn } from '../../src/reading/stands-in.ts'

test.each([
  ['likely', 'Prices are likely to fall', true],
  ['likely', 'LIKELY, then', true],
  ["won't", 'It Won’t last', true],
  ['almost certainly', 'it will almost\n certainly rain', true],
  ['likely', 'unlikely at first, then likely', true],
  ['likely', 'an unlikely end', false],
  ['may', 'the mayor said so', false],
  ['likely', 'the bank could well cut', false],
  ['', 'anything', false],
])('that “%s” stands in “%s” is %s', (phrase, text, stands) => expect(standsIn(phrase, text)).toBe(stands))
