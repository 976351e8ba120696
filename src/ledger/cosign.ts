import { eq } from 'drizzle-orm'
import type { Db } from '../db/client.ts'
import { checkpoints, cosignatures } from '../db/schema.ts'
import { openWitness } from './cosignature.ts'
import { parseNote, parseSignatures, verifyNote } from './note.ts'

/**
 * Keeps what witnesses have signed of a checkpoint: signature lines, as a witness answers with them. Those of witnesses
 * nobody knows are passed over. Returns whose were kept, each witness once a checkpoint, the first time; undefined where
 * there is no such checkpoint. Throws FormatError when one does not fit, or none is of a known witness.
 */
export async function keepCosignatures(
  db: Db,
  { size, lines, witnessKeys }: { size: number; lines: string; witnessKeys: readonly string[] },
): Promise<string[] | undefined> {
  const signatures = parseSignatures(lines)
  const [row] = await db.select().from(checkpoints).where(eq(checkpoints.size, size))
  if (row === undefined) return undefined
  const { text } = parseNote(row.note)
  const found = await verifyNote({ text, signatures }, await Promise.all(witnessKeys.map(openWitness)))
  const known = found.flatMap(({ name, keyId }) => {
    const line = signatures.find(one => one.name === name && one.keyId === keyId)
    return line === undefined ? [] : { size, ...line }
  })
  await db.insert(cosignatures).values(known).onConflictDoNothing()
  return known.map(({ name }) => name)
}
