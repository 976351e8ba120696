import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { leafHash, nodeHash, sameBytes, sha256Hex } from '../../src/ledger/hashes.ts'

describe('the hash of a leaf', () => {
  // transparency-dev/merkle, rfc6962/rfc6962_test.go: the empty leaf and "L123456".
  // The others are leaves 1, 2 and 5 of certificate-transparency's reference tree ("00", "10", "40414243"), whose
  // hashes are in transparency-dev/merkle testdata/inclusion (4, 3 and 2/happy-path.json).
  test.each([
    ['', '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d'],
    ['4c313233343536', '395aa064aa4c29f7010acfe3f25db9485bbd4b91897b6ad7ad547639252b4d56'],
    ['00', '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7'],
    ['10', '0298d122906dcfc10892cb53a73992fc5b9f493ea4c9badb27b791b4127a7fe7'],
    ['40414243', '4271a26be0d8a84f0bd54c8c302e7cb3a3b5d1fa6780a40bcce2873477dab658'],
  ])('of the bytes "%s" is the published one', (bytes, hash) => {
    expect(Buffer.from(leafHash(Buffer.from(bytes, 'hex'))).toString('hex')).toBe(hash)
  })

  test('is SHA-256 of a nought byte and the leaf, as another implementation has it', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), bytes => {
        const expected = createHash('sha256').update(Uint8Array.of(0)).update(bytes).digest('hex')
        expect(Buffer.from(leafHash(bytes)).toString('hex')).toBe(expected)
      }),
    )
  })
})

describe('the SHA-256 of a text', () => {
  // FIPS 180-2 appendix B.1 and B.2.
  test.each([
    ['abc', 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'],
    [
      'abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq',
      '248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1',
    ],
  ])('%s is the published one', (text, hash) => {
    expect(sha256Hex(text)).toBe(hash)
  })

  test('is that of its UTF-8', () => {
    expect(sha256Hex('é')).toBe(createHash('sha256').update(Uint8Array.of(0xc3, 0xa9)).digest('hex'))
  })
})

test('the hash of a node is that of a one and its children, in their order', () => {
  const leaf = leafHash(new Uint8Array())
  expect(Buffer.from(nodeHash(leaf, leaf)).toString('hex')).toBe(
    'fe43d66afa4a9a5c4f9c9da89f4ffb52635c8f342e7ffb731d68e36c5982072a',
  )
  expect(nodeHash(leaf, new Uint8Array(32))).not.toEqual(nodeHash(new Uint8Array(32), leaf))
})

test('bytes are the same when each is, and there are as many', () => {
  expect(sameBytes(Uint8Array.of(1, 2), Uint8Array.of(1, 2))).toBe(true)
  for (const other of [[1], [1, 3], [1, 2, 0], []])
    expect(sameBytes(Uint8Array.of(1, 2), Uint8Array.from(other))).toBe(false)
})
