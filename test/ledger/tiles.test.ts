import { describe, expect, test } from 'vitest'
import { FormatError } from '../../src/ledger/format-error.ts'
import {
  bundlesOf,
  decodeBundle,
  decodeTile,
  encodeBundle,
  parseTilePath,
  tilePath,
  tilesOf,
} from '../../src/ledger/tiles.ts'

describe('the path of a tile', () => {
  // The first is the example of https://c2sp.org/tlog-tiles.
  test.each([
    ['tile/0/x001/x234/067', { level: 0, index: 1_234_067, width: 256 }],
    ['tile/0/000', { level: 0, index: 0, width: 256 }],
    ['tile/63/999.p/255', { level: 63, index: 999, width: 255 }],
    ['tile/1/x001/000.p/1', { level: 1, index: 1000, width: 1 }],
    ['tile/entries/x123/456', { level: 'entries', index: 123_456, width: 256 }],
    ['tile/entries/000.p/12', { level: 'entries', index: 0, width: 12 }],
  ] as const)('%s is read and written', (path, tile) => {
    expect(parseTilePath(path)).toEqual(tile)
    expect(tilePath(tile)).toBe(path)
  })

  test.each([
    '',
    'tile/0',
    'tile/0/0',
    'tile/0/00',
    'tile/0/0000',
    'tile/00/000',
    'tile/64/000',
    'tile/-1/000',
    'tile/0/x000/000',
    'tile/0/001/000',
    'tile/0/x001',
    'tile/0/X001/000',
    'tile/0/000.p/0',
    'tile/0/000.p/256',
    'tile/0/000.p/01',
    'tile/0/000.p',
    'tile/0/000/',
    'tile/0/000.p/1/',
    'tile/entry/000',
    'tile/Entries/000',
    '/tile/0/000',
    'tile/0/x999/x999/x999/x999/x999/999',
    'tile/0/٠٠٠',
  ])('is not read from %s', path => {
    expect(parseTilePath(path)).toBeUndefined()
  })
})

test('a tree of 70,000 has the tiles of the specification’s example', () => {
  const tiles = tilesOf(70_000)
  const [full, partial] = [tiles.filter(tile => tile.width === 256), tiles.filter(tile => tile.width < 256)]
  expect(full.filter(tile => tile.level === 0)).toHaveLength(273)
  expect(full.filter(tile => tile.level === 1)).toHaveLength(1)
  expect(partial).toEqual([
    { level: 0, index: 273, width: 112 },
    { level: 1, index: 1, width: 17 },
    { level: 2, index: 0, width: 1 },
  ])
  expect(tilesOf(256)).toEqual([
    { level: 0, index: 0, width: 256 },
    { level: 1, index: 0, width: 1 },
  ])
  expect(tilesOf(0)).toEqual([])
  expect(bundlesOf(257).map(tilePath)).toEqual(['tile/entries/000', 'tile/entries/001.p/1'])
})

describe('a bundle of entries', () => {
  const entries = [new Uint8Array(), Uint8Array.of(1), new Uint8Array(65_535).fill(7)]

  test('is read and written, also with an entry of no bytes and one of the most', () => {
    const bundle = encodeBundle(entries)
    expect([...bundle.subarray(0, 5)]).toEqual([0, 0, 0, 1, 1])
    expect(decodeBundle(bundle, 3)).toEqual(entries)
  })

  test('is not read with too few or too many entries, or broken off', () => {
    const bundle = encodeBundle(entries)
    for (const width of [2, 4]) expect(() => decodeBundle(bundle, width)).toThrow(FormatError)
    for (const end of [0, 1, 4, bundle.length - 1])
      expect(() => decodeBundle(bundle.subarray(0, end), 3)).toThrow(FormatError)
    expect(() => encodeBundle([new Uint8Array(65_536)])).toThrow(RangeError)
  })
})

test('a tile has exactly the hashes of its width', () => {
  expect(decodeTile(new Uint8Array(64).fill(1), 2)).toHaveLength(2)
  for (const width of [1, 3]) expect(() => decodeTile(new Uint8Array(64), width)).toThrow(FormatError)
})
