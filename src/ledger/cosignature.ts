import { concat } from './concat.ts'
import { FormatError } from './format-error.ts'
import { ed25519Verifier, type NoteSignature, parseVkey, signatureTypes, type Verifier } from './note.ts'

/** What a witness has said, and when. */
interface Cosignature {
  /** Seconds since 1970. */
  timestamp: number
  /** 64 bytes of Ed25519. */
  signature: Uint8Array<ArrayBuffer>
}

/**
 * Reads what a signature line of a witness holds, https://c2sp.org/tlog-cosignature: eight bytes of time, big-endian, and
 * 64 of signature. Throws FormatError for another length and for a time after the year 285,428,681 (2^53 seconds).
 */
export function parseCosignature(bytes: Uint8Array<ArrayBuffer>): Cosignature {
  if (bytes.length !== 72) throw new FormatError('a cosignature has 72 bytes')
  const timestamp = new DataView(bytes.buffer, bytes.byteOffset).getBigUint64(0)
  if (timestamp > BigInt(Number.MAX_SAFE_INTEGER))
    throw new FormatError('the time of a cosignature is too late')
  return { timestamp: Number(timestamp), signature: bytes.slice(8) }
}

/** Returns the bytes that a signature line holds. */
export function formatCosignature({ timestamp, signature }: Cosignature): Uint8Array<ArrayBuffer> {
  const time = new Uint8Array(8)
  new DataView(time.buffer).setBigUint64(0, BigInt(timestamp))
  return concat(time, signature)
}

/** Returns what a witness signs: `cosignature/v1`, `time <seconds>`, and the checkpoint's text. */
export function cosignedMessage(text: string, timestamp: number): string {
  return `cosignature/v1\ntime ${timestamp}\n${text}`
}

/** Returns the verifier of a witness, from a verifier key of type 0x04. Throws FormatError. */
export async function openWitness(vkey: string): Promise<Verifier> {
  const { publicKey, ...named } = parseVkey(vkey, signatureTypes.cosignature)
  const verify = await ed25519Verifier(publicKey)
  return {
    ...named,
    async verify(text, bytes) {
      if (bytes.length !== 72) return false
      const { timestamp, signature } = parseCosignature(bytes)
      return verify(new TextEncoder().encode(cosignedMessage(text, timestamp)), signature)
    },
  }
}

/** Returns when a witness signed, as an instant in UTC; undefined for a signature of another form. */
export function cosignedAt({ signature }: NoteSignature): string | undefined {
  if (signature.length !== 72) return undefined
  const { timestamp } = parseCosignature(signature)
  return timestamp < 8_640_000_000_000 ? new Date(timestamp * 1000).toISOString() : undefined
}
