import { insertAll } from '../db/bulk.ts'
import type { Tx } from '../db/client.ts'
import { sources } from '../db/schema.ts'
import type { EntryOf } from '../entries.ts'
import { sourceIdentity } from './rules.ts'

export async function projectSourcesAdded(tx: Tx, entries: EntryOf<'source.added'>[]): Promise<void> {
  await insertAll(
    tx,
    sources,
    entries.map(({ id, subject, recordedAt, payload }) => ({
      ...payload,
      id: subject,
      identity: sourceIdentity(payload),
      addedAt: new Date(recordedAt),
      entryId: id,
    })),
  )
}
