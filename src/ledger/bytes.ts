import canonicalize from 'canonicalize'

/** The most bytes one entry may have: an entry bundle of tlog-tiles gives its length in 16 bits. */
export const maxEntryBytes = 65_535

/**
 * Returns the canonical JSON (RFC 8785) of a value as UTF-8, the bytes that are hashed and kept.
 * `{"b":1,"a":"é"}` becomes the 16 bytes of `{"a":"é","b":1}`.
 * Throws TypeError for a value that JSON cannot hold (undefined, a function, NaN, a lone surrogate).
 */
export function canonicalBytes(value: unknown): Uint8Array {
  return new TextEncoder().encode(canonicalJson(value))
}

function canonicalJson(value: unknown): string {
  try {
    const json = canonicalize(value)
    if (json !== undefined) return json
  } catch (cause) {
    throw new TypeError('The value has no canonical JSON form.', { cause })
  }
  throw new TypeError('The value has no JSON form.')
}
