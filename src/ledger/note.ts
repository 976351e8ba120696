import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex } from '@noble/hashes/utils.js'
import { decodeBase64, encodeBase64 } from './base64.ts'
import { concat } from './concat.ts'
import { FormatError } from './format-error.ts'

/** One line under a note's text. `signature` is what follows the four bytes of the key id. */
export interface NoteSignature {
  name: string
  /** Eight hexadecimal digits. */
  keyId: string
  signature: Uint8Array<ArrayBuffer>
}

/** A text with signatures, https://c2sp.org/signed-note. The text ends in a newline. */
export interface Note {
  text: string
  signatures: NoteSignature[]
}

/** Tells whether one key has made a signature over a text. */
export interface Verifier {
  name: string
  keyId: string
  /** The verifier key, `<name>+<key id>+<Base64 of type and public key>`. */
  vkey: string
  verify(text: string, signature: Uint8Array<ArrayBuffer>): Promise<boolean>
}

export interface Signer {
  verifier: Verifier
  sign(text: string): Promise<NoteSignature>
}

/** What a public key is for; it goes into the key id, so that one key can serve several ends without mix-ups. */
export const signatureTypes = { ed25519: 1, cosignature: 4 } as const

/** The specification wants at least 16 taken; more than this is no honest note. */
const mostSignatures = 64

/**
 * Returns the parts of a signed note. Its one spelling is accepted: `formatNote` of the parts gives it back.
 * Throws FormatError for control characters, a missing blank line, no signatures or more than 64, names with spaces or
 * plus signs, and Base64 that is not canonical.
 */
export function parseNote(note: string): Note {
  if (!note.isWellFormed() || hasControls(note))
    throw new FormatError('the note has characters that none may have')
  const end = note.lastIndexOf('\n\n')
  if (end < 0) throw new FormatError('the note has no blank line before its signatures')
  return { text: note.slice(0, end + 1), signatures: parseSignatures(note.slice(end + 2)) }
}

/** Returns the signatures of lines as they stand under a note, each ending in a newline. Throws FormatError. */
export function parseSignatures(lines: string): NoteSignature[] {
  if (!lines.endsWith('\n')) throw new FormatError('the last signature line does not end')
  const signatures = lines.slice(0, -1).split('\n').map(parseSignature)
  if (signatures.length > mostSignatures) throw new FormatError('the note has too many signatures')
  return signatures
}

function parseSignature(line: string): NoteSignature {
  const [, name, base64] = /^— ([^ ]+) ([^ ]+)$/u.exec(line) ?? []
  if (name === undefined || base64 === undefined || !isName(name))
    throw new FormatError('a signature line has another form')
  const bytes = decodeBase64(base64)
  if (bytes.length < 5) throw new FormatError('a signature is too short')
  return { name, keyId: bytesToHex(bytes.subarray(0, 4)), signature: bytes.slice(4) }
}

/** Returns the note as it is sent: the text, a blank line, and each signature on its line. */
export function formatNote({ text, signatures }: Note): string {
  return `${text}\n${signatures.map(formatSignature).join('')}`
}

/** Returns `— <name> <Base64 of key id and signature>` and a newline. */
export function formatSignature({ name, keyId, signature }: NoteSignature): string {
  return `— ${name} ${encodeBase64(concat(fromHex(keyId), signature))}\n`
}

/**
 * Checks a note against the keys one trusts and returns them in the order of their signatures, each once. Signatures of
 * others are ignored. Throws FormatError when one of a trusted key does not fit, or when there is none.
 */
export async function verifyNote(note: Note, trusted: readonly Verifier[]): Promise<Verifier[]> {
  const found = new Set<Verifier>()
  for (const { name, keyId, signature } of note.signatures) {
    const verifier = trusted.find(one => one.name === name && one.keyId === keyId)
    if (verifier === undefined || found.has(verifier)) continue
    if (!(await verifier.verify(note.text, signature)))
      throw new FormatError(`the signature of ${name} does not fit the text`)
    found.add(verifier)
  }
  if (found.size === 0) throw new FormatError('no trusted key has signed the note')
  return [...found]
}

/**
 * Reads a verifier key of the given type, such as
 * `example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k`. Throws FormatError.
 */
export function parseVkey(vkey: string, type: number) {
  const [name = '', keyId, base64, ...rest] = splitKey(vkey)
  if (!isName(name) || base64 === undefined || rest.length > 0)
    throw new FormatError('a verifier key is <name>+<key id>+<key>')
  const key = decodeBase64(base64)
  if (key.length !== 33 || key[0] !== type) throw new FormatError('the verifier key is of another type')
  if (keyId !== keyIdOf(name, key)) throw new FormatError('the verifier key does not have its key id')
  return { name, keyId, vkey, publicKey: key.slice(1) }
}

/** Returns the verifier of a note's author, from a verifier key of type 0x01. Throws FormatError. */
export async function openVerifier(vkey: string): Promise<Verifier> {
  const { publicKey, ...named } = parseVkey(vkey, signatureTypes.ed25519)
  const verify = await ed25519Verifier(publicKey)
  return { ...named, verify: (text, signature) => verify(new TextEncoder().encode(text), signature) }
}

/** Returns a function that checks Ed25519 signatures (RFC 8032), by WebCrypto, which Node, Workers and browsers all have. */
export async function ed25519Verifier(publicKey: Uint8Array<ArrayBuffer>) {
  const key = await crypto.subtle.importKey('raw', publicKey, 'Ed25519', true, ['verify'])
  return async (message: Uint8Array<ArrayBuffer>, signature: Uint8Array<ArrayBuffer>): Promise<boolean> =>
    signature.length === 64 && crypto.subtle.verify('Ed25519', key, signature, message)
}

const skeyPrefix = 'PRIVATE+KEY+'

/**
 * Returns the signer of a private key, `PRIVATE+KEY+<name>+<key id>+<Base64 of 0x01 and the 32-byte seed>`, the form that
 * Go's sumdb/note has. Throws FormatError.
 */
export async function openSigner(skey: string): Promise<Signer> {
  const [name = '', keyId, base64, ...rest] = skey.startsWith(skeyPrefix)
    ? splitKey(skey.slice(skeyPrefix.length))
    : []
  if (!isName(name) || base64 === undefined || rest.length > 0)
    throw new FormatError('a private key is PRIVATE+KEY+<name>+<key id>+<key>')
  const bytes = decodeBase64(base64)
  if (bytes.length !== 33 || bytes[0] !== signatureTypes.ed25519)
    throw new FormatError('the private key is of another type')
  const { key, publicKey } = await importSeed(bytes.slice(1))
  const verifier = await openVerifier(vkeyOf(name, signatureTypes.ed25519, publicKey))
  if (verifier.keyId !== keyId) throw new FormatError('the private key does not have its key id')
  return {
    verifier,
    async sign(text) {
      const signature = await crypto.subtle.sign('Ed25519', key, new TextEncoder().encode(text))
      return { name, keyId, signature: new Uint8Array(signature) }
    },
  }
}

/** Makes a private key out of 32 random bytes. Throws FormatError for a name with spaces or plus signs. */
export async function makeKey(name: string, seed: Uint8Array<ArrayBuffer>): Promise<string> {
  if (!isName(name)) throw new FormatError('a key name has no spaces and no plus signs')
  const { publicKey } = await importSeed(seed)
  const typed = concat(Uint8Array.of(signatureTypes.ed25519), publicKey)
  const secret = encodeBase64(concat(Uint8Array.of(signatureTypes.ed25519), seed))
  return `${skeyPrefix}${name}+${keyIdOf(name, typed)}+${secret}`
}

/**
 * Returns the verifier key of a public key: of `example.com/foo`, type 1 and the 32 bytes e9 32 … d9 93 it is
 * `example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k`.
 */
export function vkeyOf(name: string, type: number, publicKey: Uint8Array): string {
  const typed = concat(Uint8Array.of(type), publicKey)
  return `${name}+${keyIdOf(name, typed)}+${encodeBase64(typed)}`
}

/** A seed as PKCS #8 (RFC 8410): WebCrypto takes private keys in no shorter form. */
const pkcs8 = fromHex('302e020100300506032b657004220420')

/** Returns the key for signing and the public key that belongs to a 32-byte seed. */
export async function importSeed(seed: Uint8Array) {
  const key = await crypto.subtle.importKey('pkcs8', concat(pkcs8, seed), 'Ed25519', true, ['sign'])
  const { x = '' } = await crypto.subtle.exportKey('jwk', key)
  const publicKey = decodeBase64(`${x.replaceAll('-', '+').replaceAll('_', '/')}=`)
  return { key, publicKey }
}

/** The key id that the specification recommends, of a name, and a signature type and public key. */
function keyIdOf(name: string, typed: Uint8Array): string {
  const bytes = concat(new TextEncoder().encode(`${name}\n`), typed)
  return bytesToHex(sha256(bytes).subarray(0, 4))
}

/** Base64 may have plus signs, the name and the key id have none. */
function splitKey(key: string): string[] {
  const [name = '', keyId = '', ...base64] = key.split('+')
  return [name, keyId, ...(base64.length === 0 ? [] : [base64.join('+')])]
}

function isName(name: string): boolean {
  return name !== '' && name.isWellFormed() && !/[\p{White_Space}+]/u.test(name) && !hasControls(name)
}

function hasControls(text: string): boolean {
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code < 0x20 && code !== 0x0a) return true
  }
  return false
}

function fromHex(hex: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(hex.match(/../g) ?? [], digits => Number.parseInt(digits, 16))
}
