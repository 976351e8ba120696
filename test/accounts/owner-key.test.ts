import { describe, expect, test } from 'vitest'
import { isOwnerKey } from '../../src/accounts/owner-key.ts'
import { sha256Hex } from '../../src/ledger/hashes.ts'

describe('the owner’s key', () => {
  const key = 'reckon_an-owner-key'
  const hash = sha256Hex(key)

  test('is known by its hash', () => {
    expect(isOwnerKey(key, hash)).toBe(true)
  })

  test.each([
    ['another', 'reckon_another-key!'],
    ['no', ''],
    ['a shorter', 'reckon_an-owner-ke'],
    ['a longer', 'reckon_an-owner-key '],
    ['a differently capitalised', 'RECKON_an-owner-key'],
    ['its own hash as a', hash],
  ])('is not %s key', (_what, other) => {
    expect(isOwnerKey(other, hash)).toBe(false)
  })
})
