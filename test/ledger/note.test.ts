import { describe, expect, test } from 'vitest'
import { FormatError } from '../../src/ledger/format-error.ts'
import {
  formatNote,
  makeKey,
  openSigner,
  openVerifier,
  parseNote,
  verifyNote,
  vkeyOf,
} from '../../src/ledger/note.ts'

// The example of https://c2sp.org/signed-note.
const vkey = 'example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k'
const note = `This is an example message.

— example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=
`
// The key pair and note of Go's golang.org/x/mod/sumdb/note, note_test.go and example_test.go (BSD-3-Clause).
const peterSkey = 'PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz'
const peterVkey = 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW'
const petersNote = `If you think cryptography is the answer to your problem,
then you don't know what your problem is.

— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=
`

describe('a signed note', () => {
  test('of the specification is verified', async () => {
    const verifier = await openVerifier(vkey)
    expect(await verifyNote(parseNote(note), [verifier])).toEqual([verifier])
  })

  test('of Go’s sumdb/note is verified, and signed to the same bytes', async () => {
    const signer = await openSigner(peterSkey)
    expect(signer.verifier.vkey).toBe(peterVkey)
    const { text } = parseNote(petersNote)
    expect(formatNote({ text, signatures: [await signer.sign(text)] })).toBe(petersNote)
    expect(await verifyNote(parseNote(petersNote), [signer.verifier])).toHaveLength(1)
  })

  test('keeps empty lines of its text, and is spelled in one way', () => {
    const long = `a\n\n\nb${note.slice(note.indexOf('\n'))}`
    expect(parseNote(long).text).toBe('a\n\n\nb\n')
    for (const one of [note, petersNote, long]) expect(formatNote(parseNote(one))).toBe(one)
  })

  test('takes up to 64 signatures, and ignores those of others', async () => {
    const line = note.slice(note.indexOf('—'))
    const other = line.replace('example.com/foo', 'example.com/bar')
    const verifier = await openVerifier(vkey)
    const crowded = note + other.repeat(63)
    expect(await verifyNote(parseNote(crowded), [verifier])).toEqual([verifier])
    expect(() => parseNote(crowded + other)).toThrow(FormatError)
  })

  test.each([
    ['nothing', ''],
    ['no signature', 'text\n\n'],
    ['no blank line', note.replace('\n\n', '\n')],
    ['an end without newline', note.slice(0, -1)],
    ['a carriage return', note.replace('\n', '\r\n')],
    ['a tab', note.replace('example message', 'example\tmessage')],
    ['a lone surrogate', note.replace('message', '\ud800')],
    ['a hyphen for the dash', note.replace('—', '-')],
    ['two spaces', note.replace('foo ', 'foo  ')],
    ['a space at the end', note.replace('=\n', '= \n')],
    ['a plus in the name', note.replace('/foo', '+foo')],
    ['a no-break space in the name', note.replace('/foo', '\u00a0foo')],
    ['Base64 without padding', note.replace('=\n', '\n')],
    ['Base64 with bits to spare', note.replace('QM=', 'QN=')],
    ['Base64 for addresses', note.replace('QOkn8', 'QO_n8')],
    ['too short a signature', 'text\n\n— a Uw2QOg==\n'],
    ['an empty line among the signatures', `${note}\n`],
  ])('is not read with %s', (_, text) => {
    expect(() => parseNote(text)).toThrow(FormatError)
  })

  test('fails with one bit tampered', async () => {
    const verifier = await openVerifier(vkey)
    const { text, signatures } = parseNote(note)
    const [one] = signatures
    if (one === undefined) throw new Error('It has one signature.')
    for (let bit = 0; bit < 512; bit += 7) {
      const signature = one.signature.slice()
      signature[bit >> 3] = (signature[bit >> 3] ?? 0) ^ (1 << (bit & 7))
      const bad = { text, signatures: [{ ...one, signature }] }
      await expect(verifyNote(bad, [verifier])).rejects.toThrow('does not fit the text')
    }
    const other = { text: text.replace('an', 'no'), signatures }
    await expect(verifyNote(other, [verifier])).rejects.toThrow('does not fit the text')
    const longer = { text, signatures: [{ ...one, signature: new Uint8Array([...one.signature, 0]) }] }
    await expect(verifyNote(longer, [verifier])).rejects.toThrow('does not fit the text')
  })

  test('of nobody one trusts is refused', async () => {
    const stranger = await openVerifier(peterVkey)
    await expect(verifyNote(parseNote(note), [stranger])).rejects.toThrow('no trusted key has signed')
  })
})

describe('a key', () => {
  test('is made of a seed and opened again', async () => {
    const skey = await makeKey('example.org/ledger', new Uint8Array(32).fill(7))
    const signer = await openSigner(skey)
    expect(skey).toMatch(/^PRIVATE\+KEY\+example\.org\/ledger\+[0-9a-f]{8}\+/)
    const text = 'text\n'
    const signed = { text, signatures: [await signer.sign(text)] }
    expect(await verifyNote(signed, [await openVerifier(signer.verifier.vkey)])).toHaveLength(1)
    await expect(makeKey('two words', new Uint8Array(32))).rejects.toThrow(FormatError)
  })

  test.each([
    ['nothing', ''],
    ['no name', vkey.replace('example.com/foo', '')],
    ['another name', vkey.replace('foo', 'bar')],
    ['another key id', vkey.replace('530d903a', '530d903b')],
    ['a key id in capitals', vkey.replace('530d903a', '530D903A')],
    ['another key', vkey.replace('AekyeR', 'AekyeS')],
    ['too short a key', vkey.slice(0, -4)],
    ['another type', vkeyOf('example.com/foo', 4, new Uint8Array(32))],
    ['a space', `${vkey} `],
  ])('is not read from %s', async (_, text) => {
    await expect(openVerifier(text)).rejects.toThrow(FormatError)
  })

  test.each([
    ['a verifier key', peterVkey],
    ['another key id', peterSkey.replace('c74f20a3', 'c74f20a4')],
    ['another name', peterSkey.replace('Peter', 'Piet')],
    ['too short a seed', peterSkey.slice(0, -4)],
  ])('for signing is not read from %s', async (_, text) => {
    await expect(openSigner(text)).rejects.toThrow(FormatError)
  })
})
