import { expect, test } from 'vitest'
import { decodeBase64, encodeBase64 } from '../../src/ledger/base64.ts'
import { FormatError } from '../../src/ledger/format-error.ts'

// RFC 4648 section 10.
test.each([
  ['', ''],
  ['f', 'Zg=='],
  ['fo', 'Zm8='],
  ['foo', 'Zm9v'],
  ['foobar', 'Zm9vYmFy'],
])('“%s” is %s and back', (text, base64) => {
  expect(encodeBase64(new TextEncoder().encode(text))).toBe(base64)
  expect(new TextDecoder().decode(decodeBase64(base64))).toBe(text)
})

test.each(['Zg', 'Zg=', 'Zh==', 'Zm9=', 'Z', 'Zg==\n', ' Zg==', 'Zm9v=', '_w==', '-w==', '====', 'Zg==Zg=='])(
  '“%s” is not what anybody should have written',
  base64 => {
    expect(() => decodeBase64(base64)).toThrow(FormatError)
  },
)
