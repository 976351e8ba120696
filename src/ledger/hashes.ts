import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex } from '@noble/hashes/utils.js'

/**
 * Returns the 32-byte Merkle tree hash of one leaf, SHA-256(0x00 || bytes), RFC 6962 section 2.1.
 * The leaf of no bytes hashes to 6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d.
 */
export function leafHash(bytes: Uint8Array): Uint8Array {
  const hasher = sha256.create()
  return hasher.update(Uint8Array.of(0)).update(bytes).digest()
}

/**
 * Returns the 32-byte hash of an interior node, SHA-256(0x01 || left || right), RFC 6962 section 2.1.
 * Over two leaves of no bytes it is fe43d66afa4a9a5c4f9c9da89f4ffb52635c8f342e7ffb731d68e36c5982072a.
 */
export function nodeHash(left: Uint8Array, right: Uint8Array): Uint8Array {
  const hasher = sha256.create()
  return hasher.update(Uint8Array.of(1)).update(left).update(right).digest()
}

/** Returns SHA-256 of a text's UTF-8 as 64 hexadecimal digits. */
export function sha256Hex(text: string): string {
  return bytesToHex(sha256(new TextEncoder().encode(text)))
}

/** Tells whether two byte strings are the same. Not in constant time: hashes and roots are public. */
export function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, at) => byte === b[at])
}
