import { insertAll, updateAll } from '../db/bulk.ts'
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
  await updateAll(
    tx,
    pundits,
    ['wikidataId'],
    entries.flatMap(({ subject, payload: { wikidataId } }) =>
      wikidataId === undefined ? [] : { id: subject, wikidataId },
    ),
  )
}

function nameRows(punditId: string, names: string[]) {
  return [
    ...new Map(
      names.toReversed().map(name => [nameKey(name), { key: nameKey(name), punditId, name }]),
    ).values(),
  ]
}
