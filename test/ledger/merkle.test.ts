import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex } from '@noble/hashes/utils.js'
import { describe, expect, test } from 'vitest'
import { decodeBase64 } from '../../src/ledger/base64.ts'
import { leafHash, nodeHash, sameBytes } from '../../src/ledger/hashes.ts'
import {
  consistencyProof,
  emptyRoot,
  growTree,
  inclusionProof,
  type NodeAt,
  peaksOf,
  treeRoot,
  verifyConsistency,
  verifyInclusion,
} from '../../src/ledger/merkle.ts'
import inclusion from './merkle-inclusion.json'

const most = 1000
const leaves = Array.from({ length: most }, (_, index) => leafHash(new TextEncoder().encode(`leaf ${index}`)))

/** RFC 6962 section 2.1, word for word: the split is at the biggest power of two smaller than the number of leaves. */
function naiveRoot(from: number, to: number): Uint8Array {
  if (from === to) return sha256(new Uint8Array())
  const key = from * (most + 1) + to
  const known = naive.get(key)
  if (known !== undefined) return known
  const root =
    to - from === 1
      ? (leaves[from] ?? emptyRoot)
      : nodeHash(naiveRoot(from, from + split(to - from)), naiveRoot(from + split(to - from), to))
  naive.set(key, root)
  return root
}
const naive = new Map<number, Uint8Array>()

function split(n: number): number {
  return 2 ** Math.floor(Math.log2(n - 1))
}

/** RFC 6962 section 2.1.1, word for word. */
function naivePath(index: number, from: number, to: number): Uint8Array[] {
  if (to - from === 1) return []
  const k = from + split(to - from)
  return index < k
    ? [...naivePath(index, from, k), naiveRoot(k, to)]
    : [...naivePath(index, k, to), naiveRoot(from, k)]
}

/** RFC 6962 section 2.1.2, SUBPROOF word for word. */
function naiveSubproof(m: number, from: number, to: number, whole: boolean): Uint8Array[] {
  if (m === to) return whole ? [] : [naiveRoot(from, to)]
  const k = from + split(to - from)
  return m <= k
    ? [...naiveSubproof(m, from, k, whole), naiveRoot(k, to)]
    : [...naiveSubproof(m, k, to, false), naiveRoot(from, k)]
}

const nodes = new Map<string, Uint8Array>()
const grown = growTree()
const roots = [emptyRoot]
for (const leaf of leaves) {
  for (const { level, index, hash } of grown.add(leaf)) nodes.set(`${level}/${index}`, hash)
  roots.push(grown.root())
}

function read(asked: NodeAt[]): Uint8Array[] {
  return asked.map(({ level, index }) => nodes.get(`${level}/${index}`) ?? new Uint8Array())
}

const rootOf = (size: number) => roots[size] ?? emptyRoot
const leafAt = (index: number) => leaves[index] ?? emptyRoot

function flipped(bytes: Uint8Array, bit: number): Uint8Array {
  const other = bytes.slice()
  other[bit >> 3] = (other[bit >> 3] ?? 0) ^ (1 << (bit & 7))
  return other
}

const sizes = Array.from({ length: most + 1 }, (_, size) => size)
/** Every size, but of many leaves only some: those about the ends and the powers of two, and a spread. */
function picked(size: number): number[] {
  const wanted = [0, 1, 2, 127, 128, 255, 256, 257, 511, 512, size >> 1, (size * 7) % 13, size - 2, size - 1]
  return size <= 64
    ? Array.from({ length: size }, (_, index) => index)
    : [...new Set(wanted)].filter(index => index < size)
}

describe('a tree of 0 to 1,000 leaves', () => {
  test('has the root of RFC 6962, grown or read', async () => {
    for (const size of sizes) {
      expect(sameBytes(rootOf(size), naiveRoot(0, size))).toBe(true)
      expect(sameBytes(await treeRoot(size, read), rootOf(size))).toBe(true)
    }
  })

  test('grows on from its peaks alone', () => {
    for (const size of sizes.slice(0, -1)) {
      const tree = growTree(size, read(peaksOf(size)))
      tree.add(leafAt(size))
      expect(sameBytes(tree.root(), rootOf(size + 1))).toBe(true)
      expect(tree.size()).toBe(size + 1)
    }
  })

  test('has the inclusion proofs of RFC 6962, and they hold', async () => {
    for (const size of sizes) {
      for (const index of picked(size)) {
        const proof = await inclusionProof(index, size, read)
        expect(proof.map(bytesToHex)).toEqual(naivePath(index, 0, size).map(bytesToHex))
        expect(verifyInclusion(proof, { index, size, leaf: leafAt(index), root: rootOf(size) })).toBe(true)
      }
    }
  })

  test('has the consistency proofs of RFC 6962, and they hold', async () => {
    for (const size of sizes) {
      for (const from of [...picked(size), size]) {
        const proof = await consistencyProof(from, size, read)
        const right = from === 0 ? [] : naiveSubproof(from, 0, size, true)
        expect(proof.map(bytesToHex)).toEqual(right.map(bytesToHex))
        const [old, now] = [
          { size: from, root: rootOf(from) },
          { size, root: rootOf(size) },
        ]
        expect(verifyConsistency(proof, old, now)).toBe(true)
      }
    }
  })

  test('fails with one bit tampered, wherever it is', async () => {
    for (const [index, size] of [
      [0, 1],
      [0, 2],
      [1, 3],
      [4, 7],
      [70, 100],
      [255, 256],
      [700, 1000],
    ] as const) {
      const proof = await inclusionProof(index, size, read)
      const claim = { index, size, leaf: leafAt(index), root: rootOf(size) }
      for (let bit = 0; bit < 256; bit += 5) {
        expect(verifyInclusion(proof, { ...claim, leaf: flipped(claim.leaf, bit) })).toBe(false)
        expect(verifyInclusion(proof, { ...claim, root: flipped(claim.root, bit) })).toBe(false)
        for (const at of proof.keys()) {
          const bad = proof.map((hash, one) => (one === at ? flipped(hash, bit) : hash))
          expect(verifyInclusion(bad, claim)).toBe(false)
        }
      }
      expect(verifyInclusion([...proof, claim.root], claim)).toBe(false)
      expect(verifyInclusion(proof.slice(1), claim)).toBe(proof.length === 0)
      expect(verifyInclusion(proof, { ...claim, index: index + 1 })).toBe(false)
    }
    for (const [from, to] of [
      [1, 2],
      [3, 7],
      [64, 65],
      [100, 256],
      [256, 257],
      [300, 1000],
    ] as const) {
      const proof = await consistencyProof(from, to, read)
      const [old, now] = [
        { size: from, root: rootOf(from) },
        { size: to, root: rootOf(to) },
      ]
      for (let bit = 0; bit < 256; bit += 5) {
        expect(verifyConsistency(proof, { ...old, root: flipped(old.root, bit) }, now)).toBe(false)
        expect(verifyConsistency(proof, old, { ...now, root: flipped(now.root, bit) })).toBe(false)
        for (const at of proof.keys()) {
          const bad = proof.map((hash, one) => (one === at ? flipped(hash, bit) : hash))
          expect(verifyConsistency(bad, old, now)).toBe(false)
        }
      }
      expect(verifyConsistency([...proof, old.root], old, now)).toBe(false)
      expect(verifyConsistency(proof.slice(1), old, now)).toBe(false)
      expect(verifyConsistency(proof, { ...old, size: from + 1 }, now)).toBe(false)
      expect(verifyConsistency(proof, now, old)).toBe(false)
    }
  })

  test('has no proof of what is not in it', async () => {
    await expect(inclusionProof(3, 3, read)).rejects.toThrow(RangeError)
    await expect(inclusionProof(-1, 3, read)).rejects.toThrow(RangeError)
    await expect(consistencyProof(4, 3, read)).rejects.toThrow(RangeError)
    const leaf = leafAt(0)
    for (const [index, size] of [
      [0, 0],
      [-1, 3],
      [0.5, 1],
      [2 ** 53, 2 ** 53],
      [Number.NaN, 1],
    ] as const)
      expect(verifyInclusion([], { index, size, leaf, root: leaf })).toBe(false)
  })

  test('is found beginning with any tree only where the empty one has its own root', () => {
    const now = { size: 3, root: rootOf(3) }
    expect(verifyConsistency([], { size: 0, root: emptyRoot }, now)).toBe(true)
    expect(verifyConsistency([], { size: 0, root: leafAt(0) }, now)).toBe(false)
    expect(verifyConsistency([leafAt(0)], { size: 0, root: emptyRoot }, now)).toBe(false)
  })
})

// Facts of transparency-dev/merkle, testdata/inclusion (Apache-2.0).
test.each(inclusion.vectors)('transparency-dev/merkle agrees: $name ($desc)', vector => {
  const proof = (vector.proof ?? []).map(decodeBase64)
  const { leafIdx: index, treeSize: size } = vector
  const [leaf, root] = [decodeBase64(vector.leafHash), decodeBase64(vector.root)]
  expect(verifyInclusion(proof, { index, size, leaf, root })).toBe(!vector.wantErr)
})
