import { eq, sql } from 'drizzle-orm'
import { unionAll } from 'drizzle-orm/pg-core'
import { isOneOf } from './db/bulk.ts'
import { claims, evidence, predictions, pundits, sequenced, sources } from './db/schema.ts'
import type { Deps } from './deps.ts'

/** What an entry is about, as it is called today, and where its page is. */
export interface Subject {
  words: string
  path: string
}

/** By the ids of the subjects of entries; each is known by its id alone, whatever it is. */
export async function findSubjects({ db }: Deps, ids: string[]): Promise<Map<string, Subject>> {
  if (ids.length === 0) return new Map()
  const path = (noun: string, at: unknown) => sql<string>`${`/${noun}/`} || ${at}`
  const rows = await unionAll(
    db
      .select({ id: claims.id, words: claims.statement, path: path('claims', claims.id).as('path') })
      .from(claims)
      .where(isOneOf(claims.id, ids)),
    db
      .select({
        id: predictions.id,
        words: sql<string>`${pundits.name} || ': ' || ${claims.statement}`,
        path: path('predictions', predictions.id),
      })
      .from(predictions)
      .innerJoin(claims, eq(claims.id, predictions.claimId))
      .innerJoin(pundits, eq(pundits.id, predictions.punditId))
      .where(isOneOf(predictions.id, ids)),
    db
      .select({
        id: evidence.id,
        words: evidence.title,
        path: sql<string>`${path('claims', evidence.claimId)} || '#evidence-' || ${evidence.id}`,
      })
      .from(evidence)
      .where(isOneOf(evidence.id, ids)),
    db
      .select({ id: sources.id, words: sources.title, path: path('sources', sources.id) })
      .from(sources)
      .where(isOneOf(sources.id, ids)),
    db
      .select({ id: pundits.id, words: pundits.name, path: path('pundits', pundits.slug) })
      .from(pundits)
      .where(isOneOf(pundits.id, ids)),
    db
      .select({
        id: sequenced.entryId,
        words: sql<string>`'Entry ' || ${sequenced.index}`,
        path: path('ledger/entries', sequenced.index),
      })
      .from(sequenced)
      .where(isOneOf(sequenced.entryId, ids)),
  )
  return new Map(rows.map(({ id, ...subject }) => [id, subject]))
}
