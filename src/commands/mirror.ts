import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { z } from 'zod'
import { encodeBase64 } from '../ledger/base64.ts'
import { openCheckpoint } from '../ledger/checkpoint.ts'
import { concat } from '../ledger/concat.ts'
import { leafHash, sameBytes } from '../ledger/hashes.ts'
import { growTree, type TreeNode } from '../ledger/merkle.ts'
import { openVerifier, type Verifier } from '../ledger/note.ts'
import {
  bundlesOf,
  decodeBundle,
  decodeTile,
  type Tile,
  tileHeight,
  tilePath,
  tilesOf,
  tileWidth,
} from '../ledger/tiles.ts'

interface Mirrored {
  origin: string
  size: number
  /** How many entries the folder did not hold before. */
  fresh: number
  redacted: number[]
}

/**
 * Copies a ledger to a folder, under the paths it is served at, and checks every hash, entry and signature, also of what
 * the folder holds already. The hashes are checked against the checkpoint before anything is written, and the checkpoint
 * is written last: what breaks off goes on the next time. Refuses a ledger that is not the one in the folder grown.
 */
export async function mirror(url: string, folder: string, vkey?: string): Promise<Mirrored> {
  for (let left = 4; ; left--) {
    try {
      return await copyLedger(url, folder, vkey)
    } catch (error) {
      // Bytes that go meanwhile are gone before the entry that says so is under a checkpoint.
      if (!(error instanceof UnexplainedGap) || left === 0) throw error
      await setTimeout(500)
    }
  }
}

class UnexplainedGap extends Error {}

async function copyLedger(url: string, folder: string, vkey?: string): Promise<Mirrored> {
  const { prefix, note } = await findLedger(url.replace(/\/+$/, ''))
  const log = await trustedKey(prefix, folder, vkey)
  const { origin, size, root } = await openCheckpoint(note, log)
  const held = await heldCheckpoint(folder, log)
  if (size < held.size)
    throw new Error(`the ledger has ${size} entries and the folder holds ${held.size}: it was cut off`)
  const source = { prefix, folder }
  const tiles = new Map<string, Uint8Array>()
  const leaves: Uint8Array[] = []
  for (const tile of tilesOf(size)) {
    const bytes = await obtain(source, tile)
    tiles.set(tilePath(tile), bytes)
    if (tile.level === 0) leaves.push(...decodeTile(bytes, tile.width))
  }
  const nodes = checkTree(leaves, { size, root }, held)
  for (const tile of tilesOf(size)) checkTile(tile, tiles.get(tilePath(tile)), nodes)
  await keep(folder, 'key', `${log.vkey}\n`)
  for (const [path, bytes] of tiles) await keep(folder, path, bytes)
  const redacted = await copyEntries(source, size, leaves)
  await keep(folder, 'checkpoint', note)
  return { origin, size, fresh: size - held.size, redacted }
}

interface Source {
  prefix: string
  folder: string
}

/** A ledger is at its own prefix, or, of a Reckon named by its home page, under /ledger. */
async function findLedger(url: string): Promise<{ prefix: string; note: string }> {
  for (const prefix of [url, `${url}/ledger`]) {
    const response = await fetch(`${prefix}/checkpoint`)
    if (response.ok) return { prefix, note: await response.text() }
    if (response.status !== 404) throw new Error(`${prefix}/checkpoint answers ${response.status}`)
  }
  throw new Error(`there is no checkpoint at ${url} nor at ${url}/ledger`)
}

/** The key one was given; else the one that the folder has kept since the first time; else, this first time, the ledger's word. */
async function trustedKey(prefix: string, folder: string, vkey: string | undefined): Promise<Verifier> {
  const kept = (await find(folder, 'key'))?.toString().trim()
  if (kept !== undefined && vkey !== undefined && kept !== vkey)
    throw new Error('the folder holds a ledger of another key')
  return openVerifier(vkey ?? kept ?? (await download(`${prefix}/key`)).toString().trim())
}

async function heldCheckpoint(
  folder: string,
  log: Verifier,
): Promise<{ size: number; root: Uint8Array | undefined }> {
  const held = await find(folder, 'checkpoint')
  return held === undefined ? { size: 0, root: undefined } : openCheckpoint(held.toString(), log)
}

/** Returns the nodes that tiles hold, by level and index. */
function checkTree(
  leaves: Uint8Array[],
  signed: { size: number; root: Uint8Array },
  held: { size: number; root: Uint8Array | undefined },
): Map<string, TreeNode> {
  const tree = growTree()
  const nodes = new Map<string, TreeNode>()
  for (const leaf of leaves) {
    for (const node of tree.add(leaf))
      if (node.level % tileHeight === 0) nodes.set(`${node.level / tileHeight}/${node.index}`, node)
    if (tree.size() === held.size && held.root !== undefined && !sameBytes(tree.root(), held.root))
      throw forked(held.size)
  }
  if (!sameBytes(tree.root(), signed.root) && held.root !== undefined) throw forked(held.size)
  if (!sameBytes(tree.root(), signed.root))
    throw new Error(`the hashes of the ${signed.size} entries do not have the root that the checkpoint signs`)
  return nodes
}

function forked(size: number): Error {
  return new Error(
    `the ledger has forked from the ${size} entries that the folder holds, or the folder was changed`,
  )
}

function checkTile(tile: Tile, bytes: Uint8Array | undefined, nodes: Map<string, TreeNode>): void {
  const hashes = Array.from({ length: tile.width }, (_, at) =>
    nodes.get(`${tile.level}/${tile.index * tileWidth + at}`),
  )
  const right = concat(...hashes.flatMap(node => node?.hash ?? []))
  if (bytes === undefined || !sameBytes(bytes, right))
    throw new Error(`${tilePath(tile)} does not hold the hashes of the tree`)
}

/** Returns the indexes of the entries whose bytes were removed; each must be named by an entry that says so. */
async function copyEntries(source: Source, size: number, leaves: Uint8Array[]): Promise<number[]> {
  const gone: number[] = []
  const said = new Map<number, string>()
  for (const bundle of bundlesOf(size)) {
    const bytes = await obtain(source, bundle)
    for (const [at, entry] of decodeBundle(bytes, bundle.width).entries()) {
      const index = bundle.index * tileWidth + at
      if (entry.length === 0) gone.push(index)
      else if (!sameBytes(leafHash(entry), leaves[index] ?? new Uint8Array()))
        throw new Error(`${tilePath(bundle)} holds another entry ${index} than the tree`)
      const removal = Removal.safeParse(jsonOf(entry))
      if (removal.success) said.set(removal.data.payload.index, removal.data.payload.leafHash)
    }
    await keep(source.folder, tilePath(bundle), bytes)
  }
  for (const index of gone) {
    if (said.get(index) !== encodeBase64(leaves[index] ?? new Uint8Array()))
      throw new UnexplainedGap(`entry ${index} has no bytes, and no redaction is on record`)
  }
  return gone
}

const Removal = z.object({
  kind: z.literal('entry.redacted'),
  payload: z.object({ index: z.number(), leafHash: z.string() }),
})

function jsonOf(entry: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(entry))
  } catch {
    return undefined
  }
}

/** From the folder where it is there, else from the ledger. */
async function obtain({ prefix, folder }: Source, tile: Tile): Promise<Uint8Array> {
  const path = tilePath(tile)
  return (await find(folder, path)) ?? download(`${prefix}/${path}`)
}

async function download(url: string): Promise<Buffer> {
  const response = await fetch(url)
  if (!response.ok) throw new Error(`${url} answers ${response.status}`)
  return Buffer.from(await response.arrayBuffer())
}

async function find(folder: string, path: string): Promise<Buffer | undefined> {
  try {
    return await readFile(join(folder, path))
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw error
  }
}

/** Whole or not at all, so that whatever is in the folder was checked. */
async function keep(folder: string, path: string, bytes: Uint8Array | string): Promise<void> {
  const file = join(folder, path)
  await mkdir(dirname(file), { recursive: true })
  await writeFile(`${file}.new`, bytes)
  await rename(`${file}.new`, file)
}
