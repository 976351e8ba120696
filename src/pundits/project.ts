import { eq } from 'drizzle-orm'
import { insertAll } from '../db/bulk.ts'
import type { Tx } from '../db/client.ts'
import { punditNames, pundits } from '../db/schema.ts'
import type { EntryOf } from '../entries.ts'
import { nameKey } from './rules.ts'

export async function projectPunditsAdded(tx: Tx, entries: EntryOf<'pundit.added'>[]): Promise<void> {
  await insertAll(
    tx,
    pundits,
    entries.map(({ id, subject, recordedAt, payload }) => ({
      id: subject,
      slug: payload.slug,
      name: payload.name,
      kind: payload.kind,
      wikidataId: payload.wikidataId,
      addedAt: new Date(recordedAt),
      entryId: id,
    })),
  )
  await insertAll(
    tx,
    punditNames,
    entries.flatMap(({ subject, payload }) => nameRows(subject, [payload.name, ...payload.aliases])),
  )
}

export async function projectPunditsIdentified(
  tx: Tx,
  entries: EntryOf<'pundit.identified'>[],
): Promise<void> {
  await insertAll(
    tx,
    punditNames,
    entries.flatMap(({ subject, payload }) => nameRows(subject, payload.names)),
  )
  for (const { subject, payload } of entries) {
    if (payload.wikidataId !== undefined) {
      await tx.update(pundits).set({ wikidataId: payload.wikidataId }).where(eq(pundits.id, subject))
    }
  }
}

function nameRows(punditId: string, names: string[]) {
  return [...new Map(names.map(name => [nameKey(name), { key: nameKey(name), punditId, name }])).values()]
}
