import { decodeBase64, encodeBase64 } from './base64.ts'
import { openCheckpoint, parseHash, parseSize } from './checkpoint.ts'
import { FormatError } from './format-error.ts'
import { leafHash } from './hashes.ts'
import { verifyInclusion } from './merkle.ts'
import { parseNote, type Verifier, verifyNote } from './note.ts'

/** A proof that can be kept in a file and checked offline, https://c2sp.org/tlog-proof. */
export interface LogProof {
  /** Here the bytes of the entry, so that the file is enough. Absent for an entry whose bytes were removed. */
  extra: Uint8Array | undefined
  index: number
  /** The inclusion proof, from the leaf's sibling to the root's child. */
  hashes: Uint8Array[]
  /** The signed checkpoint, as it was sent. */
  checkpoint: string
}

const firstLine = 'c2sp.org/tlog-proof@v1'
/** A tree of 2^63 leaves is this high. */
const mostHashes = 63

/** Returns the lines of the file, the first of which is `c2sp.org/tlog-proof@v1`. */
export function formatProof({ extra, index, hashes, checkpoint }: LogProof): string {
  const lines = [
    firstLine,
    ...(extra === undefined ? [] : [`extra ${encodeBase64(extra)}`]),
    `index ${index}`,
    ...hashes.map(encodeBase64),
  ]
  return `${lines.join('\n')}\n\n${checkpoint}`
}

/** Reads such a file. Throws FormatError for anything that `formatProof` would not have written. */
export function parseProof(file: string): LogProof {
  const end = file.indexOf('\n\n')
  const [first, ...lines] = file.slice(0, Math.max(end, 0)).split('\n')
  if (first !== firstLine) throw new FormatError('the file is no tlog-proof')
  const extra = lines[0]?.startsWith('extra ') ? decodeBase64(lines.shift()?.slice(6) ?? '') : undefined
  const index = lines.shift()
  if (!index?.startsWith('index ')) throw new FormatError('the file does not say which entry it is about')
  if (lines.length > mostHashes) throw new FormatError('the file has too many hashes')
  const checkpoint = file.slice(end + 2)
  parseNote(checkpoint)
  return { extra, index: parseSize(index.slice(6)), hashes: lines.map(parseHash), checkpoint }
}

/** What a proof has shown: this leaf is at this index of the log of this origin, at this size. */
interface Proven {
  origin: string
  index: number
  size: number
  root: Uint8Array
  leaf: Uint8Array
  /** The names of the witnesses that have cosigned it, of those one trusts. */
  witnesses: string[]
}

/**
 * Checks a proof: the checkpoint is signed by the log, cosignatures of known witnesses fit, and the leaf is in the tree.
 * The leaf is that of the `extra` bytes unless its hash is given. Throws FormatError with what is wrong.
 */
export async function verifyProof(
  file: string,
  log: Verifier,
  { leaf, witnesses = [] }: { leaf?: Uint8Array; witnesses?: Verifier[] } = {},
): Promise<Proven> {
  const { extra, index, hashes, checkpoint } = parseProof(file)
  const { origin, size, root, note } = await openCheckpoint(checkpoint, log)
  const signers = await verifyNote(note, [log, ...witnesses])
  const proven = leaf ?? (extra && leafHash(extra))
  if (proven === undefined) throw new FormatError('the file holds no entry: give the entry, or its leaf hash')
  if (!verifyInclusion(hashes, { index, size, leaf: proven, root }))
    throw new FormatError('the entry is not in the tree that the checkpoint signs')
  const names = signers.filter(one => one !== log).map(one => one.name)
  return { origin, index, size, root, leaf: proven, witnesses: names }
}
