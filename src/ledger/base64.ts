import { FormatError } from './format-error.ts'

/** Returns standard Base64 (RFC 4648 section 4, padded): the bytes ff fe become `//4=`. */
export function encodeBase64(bytes: Uint8Array): string {
  let binary = ''
  for (const byte of bytes) binary += String.fromCharCode(byte)
  return btoa(binary)
}

/**
 * Returns the bytes of standard Base64: `//4=` becomes ff fe.
 * Throws FormatError for anything that encodeBase64 would not have written, such as `//5=` or missing padding.
 */
export function decodeBase64(text: string): Uint8Array<ArrayBuffer> {
  const bytes = /^[A-Za-z0-9+/]*={0,2}$/.test(text) ? decoded(text) : undefined
  if (bytes === undefined || encodeBase64(bytes) !== text) throw new FormatError('not canonical Base64')
  return bytes
}

function decoded(text: string): Uint8Array<ArrayBuffer> | undefined {
  try {
    return Uint8Array.from(atob(text), character => character.charCodeAt(0))
  } catch {
    return undefined
  }
}
