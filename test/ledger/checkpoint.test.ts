import { describe, expect, test } from 'vitest'
import { encodeBase64 } from '../../src/ledger/base64.ts'
import {
  formatCheckpoint,
  openCheckpoint,
  parseCheckpoint,
  signCheckpoint,
} from '../../src/ledger/checkpoint.ts'
import {
  cosignedAt,
  cosignedMessage,
  formatCosignature,
  openWitness,
  parseCosignature,
} from '../../src/ledger/cosignature.ts'
import { FormatError } from '../../src/ledger/format-error.ts'
import { formatNote, importSeed, makeKey, openSigner, parseNote, vkeyOf } from '../../src/ledger/note.ts'

// The example of https://c2sp.org/tlog-checkpoint.
const text = `example.com/behind-the-sofa
20852163
CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=
`

describe('a checkpoint', () => {
  test('of the specification is read, and written the same', () => {
    const checkpoint = parseCheckpoint(text)
    expect(checkpoint).toMatchObject({ origin: 'example.com/behind-the-sofa', size: 20_852_163 })
    expect(encodeBase64(checkpoint.root)).toBe('CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=')
    expect(formatCheckpoint(checkpoint)).toBe(text)
  })

  test('may have extension lines and an origin with spaces', () => {
    expect(parseCheckpoint(`Go Tree\n${text.slice(text.indexOf('\n') + 1)}more\nand more\n`)).toMatchObject({
      origin: 'Go Tree',
    })
    expect(parseCheckpoint(text.replace('20852163', '0'))).toMatchObject({ size: 0 })
  })

  test.each([
    ['nothing', ''],
    ['no last newline', text.slice(0, -1)],
    ['no origin', text.slice(text.indexOf('\n'))],
    ['no root', text.split('\n').slice(0, 2).join('\n')],
    ['an empty extension line', `${text}\n`],
    ['a leading zero', text.replace('208', '0208')],
    ['a sign', text.replace('208', '+208')],
    ['a fraction', text.replace('208', '2.8')],
    ['a size that no number holds', text.replace('20852163', '9007199254740992')],
    ['hexadecimal', text.replace('20852163', '0x10')],
    ['a space', text.replace('20852163', '20852163 ')],
    ['a root of 31 bytes', text.replace(/Cs.*/, encodeBase64(new Uint8Array(31)))],
    ['a root with bits to spare', text.replace('q2I=', 'q2J=')],
  ])('is not read with %s', (_, bad) => {
    expect(() => parseCheckpoint(bad)).toThrow(FormatError)
  })

  test('is signed by its log, and by no other', async () => {
    const signer = await openSigner(await makeKey('example.org/ledger', new Uint8Array(32).fill(1)))
    const root = new Uint8Array(32).fill(2)
    const note = await signCheckpoint(signer, { size: 3, root })
    expect(await openCheckpoint(note, signer.verifier)).toMatchObject({
      origin: 'example.org/ledger',
      size: 3,
      root,
    })
    const other = await openSigner(await makeKey('example.org/ledger', new Uint8Array(32).fill(9)))
    await expect(openCheckpoint(note, other.verifier)).rejects.toThrow(FormatError)
    const foreign = formatCheckpoint({ origin: 'example.org/other', size: 3, root })
    const signed = formatNote({ text: foreign, signatures: [await signer.sign(foreign)] })
    await expect(openCheckpoint(signed, signer.verifier)).rejects.toThrow('of another origin')
  })
})

describe('a cosignature', () => {
  const seed = new Uint8Array(32).fill(5)

  async function cosign(timestamp: number) {
    const { key, publicKey } = await importSeed(seed)
    const message = new TextEncoder().encode(cosignedMessage(text, timestamp))
    const signature = new Uint8Array(await crypto.subtle.sign('Ed25519', key, message))
    const witness = await openWitness(vkeyOf('witness.example.com/w1', 4, publicKey))
    return { witness, bytes: formatCosignature({ timestamp, signature }) }
  }

  test('is of the message of the specification', () => {
    // The example of https://c2sp.org/tlog-cosignature.
    expect(cosignedMessage(text, 1_679_315_147)).toBe(`cosignature/v1\ntime 1679315147\n${text}`)
    const line =
      '— witness.example.com/w1 jWbPPwAAAABkGFDLEZMHwSRaJNiIDoe9DYn/zXcrtPHeolMI5OWXEhZCB9dlrDJsX3b2oyin1nPZqhf5nNo0xUe+mbIUBkBIfZ+qnA==\n'
    const [one] = parseNote(`${text}\n${line}`).signatures
    if (one === undefined) throw new Error('It has one signature.')
    expect(parseCosignature(one.signature).timestamp).toBe(1_679_315_147)
    expect(cosignedAt(one)).toBe('2023-03-20T12:25:47.000Z')
  })

  test('is verified with its time, and fails with one bit tampered', async () => {
    const { witness, bytes } = await cosign(1_700_000_000)
    expect(await witness.verify(text, bytes)).toBe(true)
    expect(await witness.verify(text.replace('3\n', '4\n'), bytes)).toBe(false)
    for (let bit = 0; bit < 576; bit += 11) {
      const bad = bytes.slice()
      bad[bit >> 3] = (bad[bit >> 3] ?? 0) ^ (1 << (bit & 7))
      expect(await witness.verify(text, bad).catch(() => false)).toBe(false)
    }
    expect(await witness.verify(text, bytes.slice(8))).toBe(false)
  })

  test('is no signature of a note, nor the other way round', async () => {
    const { publicKey } = await importSeed(seed)
    await expect(openWitness(vkeyOf('w', 1, publicKey))).rejects.toThrow(FormatError)
    expect(() => parseCosignature(new Uint8Array(64))).toThrow(FormatError)
    expect(() => parseCosignature(new Uint8Array(72).fill(255))).toThrow(FormatError)
  })
})
