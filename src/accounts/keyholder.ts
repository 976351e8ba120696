import { timingSafeEqual } from 'node:crypto'
import { sha256Hex } from '../ledger/hashes.ts'
import type { Role } from './role.ts'

/** Somebody who may write. Entries name them by their id. */
export interface Keyholder {
  id: string
  role: Role
  /** SHA-256 of the API key: the key itself is kept nowhere. */
  keyHash: string
}

/** The id by which entries name the owner. */
export const ownerId = 'owner'

/** Compares by hash and in constant time, so that an answer's delay says nothing about a key. */
export function keyholderOf(key: string, keyholders: readonly Keyholder[]): Keyholder | undefined {
  const given = Buffer.from(sha256Hex(key))
  return keyholders.find(({ keyHash }) => timingSafeEqual(given, Buffer.from(keyHash)))
}
