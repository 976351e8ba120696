import { eq, sql } from 'drizzle-orm'
import { may } from '../accounts/role.ts'
import { transactAlone } from '../db/client.ts'
import { entries, idempotentAnswers, sequenced } from '../db/schema.ts'
import type { ActorDeps } from '../deps.ts'
import { envelope, parseEntry, record } from '../entries.ts'
import { isId } from '../fields.ts'
import { encodeBase64 } from '../ledger/base64.ts'
import { Problem } from '../problem.ts'
import { forgetWords } from './project.ts'
import type { RedactEntry } from './redaction.ts'
import { withoutWords } from './rules.ts'

/**
 * Removes the bytes of an entry, found by its index or id, for good. Its leaf hash stays in the tree, so every proof
 * holds as before; what it means without its words stays, and so does the reason. Nobody else writes meanwhile, so that
 * no other entry repeats the words just then.
 */
export async function redactEntry(deps: ActorDeps, at: string, { reason }: RedactEntry) {
  if (!may(deps.role, 'redact'))
    throw new Problem('forbidden', 'Only a moderator removes the words of an entry.')
  return transactAlone(deps.db, async tx => {
    const found = byIndexOrId(at)
    const [leaf] = await tx
      .select({ index: sequenced.index, leafHash: sequenced.leafHash, id: entries.id, bytes: entries.bytes })
      .from(entries)
      .innerJoin(sequenced, eq(sequenced.entryId, entries.id))
      .where(found)
      .for('no key update', { of: entries })
    if (leaf === undefined) throw new Problem('not-found', 'No entry has this index or id.')
    if (leaf.bytes.length === 0)
      throw new Problem('already-redacted', 'The bytes of this entry were removed before.')
    const entry = parseEntry(leaf.bytes)
    if (entry.kind === 'entry.redacted')
      throw new Problem('already-redacted', 'This entry says that another was redacted, and stays.')
    const kept = withoutWords(entry, leaf.index)
    const payload = { index: leaf.index, leafHash: encodeBase64(leaf.leafHash), reason, kept: { ...kept } }
    const redaction = { ...envelope(deps), kind: 'entry.redacted' as const, subject: leaf.id, payload }
    await record(tx, redaction)
    await tx.update(entries).set({ bytes: new Uint8Array() }).where(eq(entries.id, leaf.id))
    await forgetWords(tx, entry)
    await tx.delete(idempotentAnswers).where(sql`strpos(${idempotentAnswers.body}, ${entry.subject}) > 0`)
    return { index: leaf.index, redactionId: redaction.id }
  })
}

function byIndexOrId(at: string) {
  if (/^(0|[1-9][0-9]{0,14})$/.test(at)) return eq(sequenced.index, Number(at))
  if (isId(at)) return eq(sequenced.entryId, at.toLowerCase())
  throw new Problem('not-found', 'No entry has this index or id.')
}
