import { sha256 } from '@noble/hashes/sha2.js'
import { nodeHash, sameBytes } from './hashes.ts'

/** A perfect subtree: at `level` l and `index` i it covers the leaves from i·2^l up to (i+1)·2^l. */
export interface NodeAt {
  level: number
  index: number
}

export interface TreeNode extends NodeAt {
  hash: Uint8Array
}

/** Gives the hashes of perfect subtrees, in the order asked for. Proofs need nothing else of a tree. */
export type HashReader = (nodes: NodeAt[]) => Promise<Uint8Array[]> | Uint8Array[]

/** The leaves from `from` up to, and without, `to`. */
interface Range {
  from: number
  to: number
}

/** The root of a tree without leaves, SHA-256 of nothing: e3b0c442…7852b855 (RFC 6962 section 2.1). */
export const emptyRoot: Uint8Array = sha256(new Uint8Array())

/** Returns the root hash of the tree of the first `size` leaves; of one leaf, its leaf hash. */
export async function treeRoot(size: number, read: HashReader): Promise<Uint8Array> {
  const [root] = await readRanges(size === 0 ? [] : [{ from: 0, to: size }], read)
  return root ?? emptyRoot
}

/**
 * Returns the inclusion proof of the leaf at `index` in the tree of `size` leaves, from its sibling up to the root's
 * child (RFC 6962 section 2.1.1). For leaf 0 of three it is the hash of leaf 1, then that of leaf 2.
 * Throws RangeError where there is no such leaf.
 */
export async function inclusionProof(index: number, size: number, read: HashReader): Promise<Uint8Array[]> {
  if (!isLeaf(index, size)) throw new RangeError(`There is no leaf ${index} in a tree of ${size}.`)
  return readRanges(
    path(index, size).map(step => step.sibling),
    read,
  )
}

/**
 * Returns the proof that the tree of the first `from` leaves is the beginning of that of `to` leaves (RFC 6962 section
 * 2.1.2). It is empty when they are the same, and when the first is empty. From 2 to 3 leaves it is the hash of leaf 2.
 * Throws RangeError where the second is the smaller one.
 */
export async function consistencyProof(from: number, to: number, read: HashReader): Promise<Uint8Array[]> {
  if (!isSize(from) || !isSize(to) || from > to)
    throw new RangeError(`A tree of ${from} does not grow to ${to}.`)
  if (from === 0 || from === to) return []
  const { start, steps } = growth(from, to)
  return readRanges([...(start === undefined ? [] : [start]), ...steps.map(step => step.sibling)], read)
}

/**
 * Tells whether a proof shows the leaf at `index` to be in the tree of `size` leaves with this root (RFC 9162 section
 * 2.1.3.2). False, never an error, for whatever a stranger may send: every argument may be hostile.
 */
export function verifyInclusion(
  proof: readonly Uint8Array[],
  { index, size, leaf, root }: { index: number; size: number; leaf: Uint8Array; root: Uint8Array },
): boolean {
  if (!isLeaf(index, size) || !areHashes([leaf, root, ...proof])) return false
  const steps = path(index, size)
  if (steps.length !== proof.length) return false
  const top = proof.reduce(
    (hash, sibling, at) => (steps[at]?.onLeft ? nodeHash(sibling, hash) : nodeHash(hash, sibling)),
    leaf,
  )
  return sameBytes(top, root)
}

/**
 * Tells whether a proof shows the tree `from` to be the beginning of the tree `to` (RFC 9162 section 2.1.4.2). The empty
 * tree, with its own root, is the beginning of any. False, never an error, for whatever a stranger may send.
 */
export function verifyConsistency(
  proof: readonly Uint8Array[],
  from: { size: number; root: Uint8Array },
  to: { size: number; root: Uint8Array },
): boolean {
  if (!isSize(from.size) || !isSize(to.size) || from.size > to.size) return false
  if (!areHashes([from.root, to.root, ...proof])) return false
  if (from.size === 0) return proof.length === 0 && sameBytes(from.root, emptyRoot)
  if (from.size === to.size) return proof.length === 0 && sameBytes(from.root, to.root)
  const { start, steps } = growth(from.size, to.size)
  const [first, ...rest] = start === undefined ? [from.root, ...proof] : proof
  if (first === undefined || rest.length !== steps.length) return false
  let [old, grown] = [first, first]
  for (const [at, sibling] of rest.entries()) {
    if (steps[at]?.onLeft) old = nodeHash(sibling, old)
    grown = steps[at]?.onLeft ? nodeHash(sibling, grown) : nodeHash(grown, sibling)
  }
  return sameBytes(old, from.root) && sameBytes(grown, to.root)
}

/** A tree that leaves are added to. It holds the roots of its perfect subtrees only, the biggest first. */
interface GrowingTree {
  /** Adds a leaf by its hash. Returns every node that is whole by that, the leaf first. */
  add(leaf: Uint8Array): TreeNode[]
  size(): number
  root(): Uint8Array
}

/**
 * Returns a tree that already has `size` leaves; `peaks` are the hashes of `peaksOf(size)`.
 * The second leaf that is added to an empty tree makes two nodes whole: itself, and the one above both.
 */
export function growTree(size = 0, peaks: Uint8Array[] = []): GrowingTree {
  let count = size
  const stack = [...peaks]
  return {
    add(leaf) {
      const whole = [{ level: 0, index: count, hash: leaf }]
      let node = { level: 0, index: count, hash: leaf }
      while (node.index % 2 === 1) {
        const left = stack.pop()
        if (left === undefined) throw new RangeError(`A tree of ${size} leaves has other peaks.`)
        node = { level: node.level + 1, index: (node.index - 1) / 2, hash: nodeHash(left, node.hash) }
        whole.push(node)
      }
      stack.push(node.hash)
      count++
      return whole
    },
    size: () => count,
    root: () => (stack.length === 0 ? emptyRoot : joined(stack)),
  }
}

/** Returns the perfect subtrees that make up a tree, the biggest first: of 6 leaves the one over 4 and the one over 2. */
export function peaksOf(size: number): NodeAt[] {
  return nodesOf({ from: 0, to: size })
}

interface Step {
  sibling: Range
  /** Whether the sibling comes before the node on the path. */
  onLeft: boolean
}

/** The way from a leaf up to the root. */
function path(index: number, size: number): Step[] {
  return descend({ from: 0, to: size }, index + 1, range => range.to - range.from === 1).steps
}

/** The way from the last subtree that both trees have up to the root; `start` is that subtree, unless it is all of the first. */
function growth(from: number, to: number): { start: Range | undefined; steps: Step[] } {
  const { steps, end } = descend({ from: 0, to }, from, range => range.to === from)
  return { start: end.from === 0 ? undefined : end, steps }
}

/** Goes down from the root towards the leaf before `to`, until `done`. The steps are returned from there upwards. */
function descend(root: Range, to: number, done: (range: Range) => boolean): { steps: Step[]; end: Range } {
  const steps: Step[] = []
  let at = root
  while (!done(at)) {
    const middle = at.from + biggestPowerBelow(at.to - at.from)
    const [left, right] = [
      { from: at.from, to: middle },
      { from: middle, to: at.to },
    ]
    steps.push(to <= middle ? { sibling: right, onLeft: false } : { sibling: left, onLeft: true })
    at = to <= middle ? left : right
  }
  return { steps: steps.reverse(), end: at }
}

/** The hashes of ranges of leaves, all read at one go. */
async function readRanges(ranges: Range[], read: HashReader): Promise<Uint8Array[]> {
  const nodes = ranges.map(nodesOf)
  const hashes = [...(await read(nodes.flat()))]
  return nodes.map(({ length }) => joined(hashes.splice(0, length)))
}

/** The perfect subtrees of a range that starts where one as big as it may start, as all ranges in proofs do. */
function nodesOf({ from, to }: Range): NodeAt[] {
  const nodes: NodeAt[] = []
  for (let start = from; start < to; ) {
    const width = biggestPowerBelow(to - start + 1)
    nodes.push({ level: Math.log2(width), index: start / width })
    start += width
  }
  return nodes
}

function joined(hashes: readonly Uint8Array[]): Uint8Array {
  return hashes.reduceRight((right, left) => nodeHash(left, right))
}

/** The biggest power of two smaller than n, for n of 2 or more. Not by bits: these end at 2^31. */
function biggestPowerBelow(n: number): number {
  let power = 1
  while (power * 2 < n) power *= 2
  return power
}

function isSize(size: number): boolean {
  return Number.isSafeInteger(size) && size >= 0
}

function isLeaf(index: number, size: number): boolean {
  return isSize(index) && isSize(size) && index < size
}

function areHashes(hashes: readonly Uint8Array[]): boolean {
  return hashes.every(hash => hash.length === 32)
}
