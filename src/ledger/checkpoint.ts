import { decodeBase64, encodeBase64 } from './base64.ts'
import { FormatError } from './format-error.ts'
import { formatNote, type Note, parseNote, type Signer, type Verifier, verifyNote } from './note.ts'

/** What a log says of itself at one size, https://c2sp.org/tlog-checkpoint. */
export interface Checkpoint {
  origin: string
  size: number
  /** 32 bytes. */
  root: Uint8Array
}

/** Returns the note text: the origin, the size and the Base64 of the root, each on its line. */
export function formatCheckpoint({ origin, size, root }: Checkpoint): string {
  return `${origin}\n${size}\n${encodeBase64(root)}\n`
}

/**
 * Reads a note text. Extension lines are allowed and passed over, as they are nobody's to audit.
 * Throws FormatError for an empty line, a size that is not plain decimal or above 2^53 - 1, a root that is not 32 bytes.
 */
export function parseCheckpoint(text: string): Checkpoint {
  if (!text.endsWith('\n')) throw new FormatError('the checkpoint does not end in a newline')
  const [origin = '', size = '', root = '', ...extensions] = text.slice(0, -1).split('\n')
  if (origin === '' || extensions.includes('')) throw new FormatError('the checkpoint has an empty line')
  return { origin, size: parseSize(size), root: parseHash(root) }
}

/** Reads a count or an index: decimal, without leading zeros, at most 2^53 - 1. Throws FormatError. */
export function parseSize(text: string): number {
  const size = /^(0|[1-9][0-9]{0,15})$/.test(text) ? Number(text) : Number.NaN
  if (!Number.isSafeInteger(size)) throw new FormatError('a size is not a plain decimal number')
  return size
}

/** Reads a hash of 32 bytes in Base64. Throws FormatError. */
export function parseHash(text: string): Uint8Array<ArrayBuffer> {
  const hash = decodeBase64(text)
  if (hash.length !== 32) throw new FormatError('a hash does not have 32 bytes')
  return hash
}

/** Returns the signed note of a tree that the log has grown to. The key's name is the origin. */
export async function signCheckpoint(signer: Signer, tree: Omit<Checkpoint, 'origin'>): Promise<string> {
  const text = formatCheckpoint({ origin: signer.verifier.name, ...tree })
  return formatNote({ text, signatures: [await signer.sign(text)] })
}

/** Returns what a log has signed. Throws FormatError unless the note is a checkpoint of that log, under its key. */
export async function openCheckpoint(note: string, log: Verifier): Promise<Checkpoint & { note: Note }> {
  const parsed = parseNote(note)
  await verifyNote(parsed, [log])
  const checkpoint = parseCheckpoint(parsed.text)
  if (checkpoint.origin !== log.name) throw new FormatError('the checkpoint is of another origin')
  return { ...checkpoint, note: parsed }
}
