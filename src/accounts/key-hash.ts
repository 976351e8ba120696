import { createHash } from 'node:crypto'

/** The hash that the API-key plugin keeps of a key. */
export function keyHash(key: string): string {
  return createHash('sha256').update(key).digest('base64url')
}
