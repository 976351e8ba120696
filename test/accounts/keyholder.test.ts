import { describe, expect, test } from 'vitest'
import { type Keyholder, keyholderOf } from '../../src/accounts/keyholder.ts'
import { sha256Hex } from '../../src/ledger/hashes.ts'

const owner: Keyholder = { id: 'owner', role: 'owner', keyHash: sha256Hex('the key of the owner') }
const ann: Keyholder = { id: 'ann', role: 'contributor', keyHash: sha256Hex('the key of Ann') }

describe('a key', () => {
  test('belongs to the person whose hash it has', () => {
    expect(keyholderOf('the key of the owner', [owner, ann])).toBe(owner)
    expect(keyholderOf('the key of Ann', [owner, ann])).toBe(ann)
  })

  test.each([
    ['empty', ''],
    ['longer', 'the key of the owner '],
    ['shorter', 'the key of the owne'],
    ['in other letters', 'The Key Of The Owner'],
    ['the hash itself', sha256Hex('the key of the owner')],
    ['not ASCII', 'the key of the ówner'],
  ])('that is %s belongs to nobody', (_, other) => {
    expect(keyholderOf(other, [owner, ann])).toBeUndefined()
  })

  test('belongs to nobody where nobody holds one', () => {
    expect(keyholderOf('the key of Ann', [])).toBeUndefined()
  })
})
