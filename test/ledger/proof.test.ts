import { describe, expect, test } from 'vitest'
import { encodeBase64 } from '../../src/ledger/base64.ts'
import { signCheckpoint } from '../../src/ledger/checkpoint.ts'
import { FormatError } from '../../src/ledger/format-error.ts'
import { leafHash } from '../../src/ledger/hashes.ts'
import { growTree, inclusionProof, type NodeAt } from '../../src/ledger/merkle.ts'
import { makeKey, openSigner } from '../../src/ledger/note.ts'
import { formatProof, parseProof, verifyProof } from '../../src/ledger/proof.ts'

const entries = Array.from({ length: 11 }, (_, index) => new TextEncoder().encode(`{"n":${index}}`))
const tree = growTree()
const nodes = new Map<string, Uint8Array>()
for (const entry of entries)
  for (const { level, index, hash } of tree.add(leafHash(entry))) nodes.set(`${level}/${index}`, hash)
const read = (asked: NodeAt[]) =>
  asked.map(({ level, index }) => nodes.get(`${level}/${index}`) ?? new Uint8Array())

const signer = await openSigner(await makeKey('example.org/ledger', new Uint8Array(32).fill(3)))
const checkpoint = await signCheckpoint(signer, { size: 11, root: tree.root() })
const hashes = await inclusionProof(4, 11, read)
const proof = { extra: entries[4], index: 4, hashes, checkpoint }
const file = formatProof(proof)

describe('a proof file', () => {
  test('is written as the specification has it, and read again', () => {
    const lines = file.split('\n')
    expect(lines.slice(0, 3)).toEqual([
      'c2sp.org/tlog-proof@v1',
      `extra ${encodeBase64(entries[4] ?? new Uint8Array())}`,
      'index 4',
    ])
    expect(file.endsWith(`\n\n${checkpoint}`)).toBe(true)
    expect(parseProof(file)).toEqual(proof)
    const bare = { ...proof, extra: undefined }
    expect(parseProof(formatProof(bare))).toEqual(bare)
    expect(parseProof(formatProof({ ...proof, hashes: [] }))).toEqual({ ...proof, hashes: [] })
  })

  test('shows an entry to be in the log', async () => {
    expect(await verifyProof(file, signer.verifier)).toMatchObject({
      origin: 'example.org/ledger',
      index: 4,
      size: 11,
      witnesses: [],
    })
  })

  test('without the entry’s bytes needs its leaf hash', async () => {
    const bare = formatProof({ ...proof, extra: undefined })
    await expect(verifyProof(bare, signer.verifier)).rejects.toThrow('give the entry')
    const leaf = leafHash(entries[4] ?? new Uint8Array())
    expect(await verifyProof(bare, signer.verifier, { leaf })).toMatchObject({ index: 4 })
  })

  test('fails with any one character changed', async () => {
    for (let at = 0; at < file.length; at++) {
      const changed = file.slice(0, at) + (file[at] === 'A' ? 'B' : 'A') + file.slice(at + 1)
      await expect(verifyProof(changed, signer.verifier)).rejects.toThrow(FormatError)
    }
  })

  test('of another log is refused', async () => {
    const other = await openSigner(await makeKey('example.org/other', new Uint8Array(32).fill(3)))
    await expect(verifyProof(file, other.verifier)).rejects.toThrow('no trusted key')
  })

  test.each([
    ['nothing', ''],
    ['another first line', file.replace('@v1', '@v2')],
    ['no index', file.replace('index 4\n', '')],
    ['a leading zero', file.replace('index 4', 'index 04')],
    ['two extra lines', file.replace('extra ', 'extra AAAA\nextra ')],
    ['extra after the index', file.replace(/(extra .*\n)(index .*\n)/, '$2$1')],
    ['carriage returns', file.replaceAll('\n', '\r\n')],
    ['a hash of 31 bytes', file.replace('index 4\n', `index 4\n${encodeBase64(new Uint8Array(31))}\n`)],
    ['64 hashes', formatProof({ ...proof, hashes: Array(64).fill(new Uint8Array(32)) })],
    ['no checkpoint', file.slice(0, file.indexOf('\n\n') + 2)],
    ['a blank line too many', file.replace('\n\n', '\n\n\n')],
  ])('is not taken with %s', async (_, bad) => {
    await expect(verifyProof(bad, signer.verifier)).rejects.toThrow(FormatError)
  })
})
