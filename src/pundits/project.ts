import { eq, or } from 'drizzle-orm'
import { insertAll, updateAll } from '../db/bulk.ts'
import type { Tx } from '../db/client.ts'
import { predictions, punditNames, pundits, scores } from '../db/schema.ts'
import type { EntryOf } from '../entries.ts'
import { reword } from '../predictions/words.ts'
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

/** The merged pundit's row stays, to lead to the one it was merged into. */
export async function projectPunditsMerged(tx: Tx, entries: EntryOf<'pundit.merged'>[]): Promise<string[]> {
  for (const { subject, payload } of entries) {
    const { mergedId } = payload
    const into = { punditId: subject }
    await tx.update(predictions).set(into).where(eq(predictions.punditId, mergedId))
    await reword(tx, eq(predictions.punditId, subject))
    await tx.update(scores).set(into).where(eq(scores.punditId, mergedId))
    await tx.update(punditNames).set(into).where(eq(punditNames.punditId, mergedId))
    const [merged] = await tx.select().from(pundits).where(eq(pundits.id, mergedId))
    await tx
      .update(pundits)
      .set({ mergedInto: subject, wikidataId: null })
      .where(or(eq(pundits.id, mergedId), eq(pundits.mergedInto, mergedId)))
    if (merged?.wikidataId) {
      await tx.update(pundits).set({ wikidataId: merged.wikidataId }).where(eq(pundits.id, subject))
    }
  }
  return entries.flatMap(({ subject, payload }) => [subject, payload.mergedId])
}

function nameRows(punditId: string, names: string[]) {
  return [
    ...new Map(
      names.toReversed().map(name => [nameKey(name), { key: nameKey(name), punditId, name }]),
    ).values(),
  ]
}
