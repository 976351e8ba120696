import { timingSafeEqual } from 'node:crypto'
import { sha256Hex } from '../ledger/hashes.ts'

/** The id by which entries name the owner. */
export const ownerId = 'owner'

/** Compares by hash and in constant time, so that an answer's delay says nothing about the key. */
export function isOwnerKey(key: string, ownerKeyHash: string): boolean {
  return timingSafeEqual(Buffer.from(sha256Hex(key)), Buffer.from(ownerKeyHash))
}
