import { maxEntryBytes } from './bytes.ts'
import { concat } from './concat.ts'
import { FormatError } from './format-error.ts'

/** How many hashes, or entries, a full tile holds: a tile's hashes are eight levels of the tree above the tile below. */
export const tileWidth = 256
export const tileHeight = 8

/** A tile of hashes, or a bundle of entries, https://c2sp.org/tlog-tiles. `width` is 256 for a full one. */
export interface Tile {
  level: number | 'entries'
  index: number
  width: number
}

/** Returns a tile's path: level 0, index 1234067, width 5 is `tile/0/x001/x234/067.p/5`, and full without the end. */
export function tilePath({ level, index, width }: Tile): string {
  const digits = String(index)
  const groups = digits.padStart(Math.ceil(digits.length / 3) * 3, '0').match(/.../g) ?? []
  const number = groups.map((group, at) => (at < groups.length - 1 ? `x${group}` : group)).join('/')
  return `tile/${level}/${number}${width === tileWidth ? '' : `.p/${width}`}`
}

/** Reads a tile's path; undefined for anything that `tilePath` would not have written. Levels go to 63. */
export function parseTilePath(path: string): Tile | undefined {
  const [, level, number, width] =
    /^tile\/(entries|[0-9]{1,2})\/((?:x[0-9]{3}\/){0,5}[0-9]{3})(?:\.p\/([0-9]{1,3}))?$/.exec(path) ?? []
  if (level === undefined || number === undefined) return undefined
  const tile: Tile = {
    level: level === 'entries' ? level : Number(level),
    index: Number(number.replaceAll(/[x/]/g, '')),
    width: width === undefined ? tileWidth : Number(width),
  }
  const known = tile.level === 'entries' || tile.level <= 63
  return known && Number.isSafeInteger(tile.index) && tile.width > 0 && tilePath(tile) === path
    ? tile
    : undefined
}

/** Returns the tiles that a tree of `size` leaves has, partial ones last of their level; without the bundles of entries. */
export function tilesOf(size: number): Tile[] {
  const tiles: Tile[] = []
  for (let level = 0, hashes = size; hashes > 0; level++, hashes = Math.floor(hashes / tileWidth)) {
    for (let index = 0; index * tileWidth < hashes; index++)
      tiles.push({ level, index, width: widthAt(hashes, index) })
  }
  return tiles
}

/** Returns the bundles of entries that a tree of `size` leaves has. */
export function bundlesOf(size: number): Tile[] {
  return Array.from({ length: Math.ceil(size / tileWidth) }, (_, index) => ({
    level: 'entries',
    index,
    width: widthAt(size, index),
  }))
}

function widthAt(count: number, index: number): number {
  return Math.min(tileWidth, count - index * tileWidth)
}

/** Returns entries one after the other, each after its length in two bytes, big-endian. Throws RangeError above 65,535. */
export function encodeBundle(entries: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  return concat(
    ...entries.flatMap(entry => {
      if (entry.length > maxEntryBytes)
        throw new RangeError(`An entry of ${entry.length} bytes fits no bundle.`)
      return [Uint8Array.of(entry.length >> 8, entry.length & 0xff), entry]
    }),
  )
}

/** Returns the entries of a bundle. Throws FormatError unless there are exactly `width`, with nothing after them. */
export function decodeBundle(bundle: Uint8Array, width: number): Uint8Array[] {
  const entries: Uint8Array[] = []
  let at = 0
  while (entries.length < width) {
    const [high, low] = bundle.subarray(at, at + 2)
    if (high === undefined || low === undefined) throw new FormatError('the bundle holds too few entries')
    const entry = bundle.slice(at + 2, at + 2 + high * 256 + low)
    if (entry.length < high * 256 + low) throw new FormatError('the bundle breaks off in an entry')
    entries.push(entry)
    at += 2 + entry.length
  }
  if (at < bundle.length) throw new FormatError('the bundle holds too much')
  return entries
}

/** Returns the hashes of a tile. Throws FormatError unless there are exactly `width` of 32 bytes. */
export function decodeTile(tile: Uint8Array, width: number): Uint8Array[] {
  if (tile.length !== width * 32) throw new FormatError('the tile has another length')
  return Array.from({ length: width }, (_, at) => tile.slice(at * 32, at * 32 + 32))
}
