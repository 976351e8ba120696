import { desc, eq, isNull, sql } from 'drizzle-orm'
import { punditNames, pundits } from '../db/schema.ts'
import type { Deps } from '../deps.ts'
import { nameKey } from './rules.ts'

export interface SimilarPundit {
  slug: string
  name: string
}

const mostOffered = 5

/** Below it two names share a first name or a surname, and nothing says that they are one person's. */
const nearEnough = 0.6

/** Pundits named nearly as a name that nobody has yet, the nearest first: perhaps one of them is meant. */
export async function listSimilarPundits({ db }: Deps, name: string): Promise<SimilarPundit[]> {
  const key = nameKey(name)
  if ((await db.$count(punditNames, eq(punditNames.key, key))) > 0) return []
  // Of shared trigrams (pg_trgm), of the whole names or of one as a part of the other.
  const nearest = sql<number>`max(greatest(similarity(${punditNames.key}, ${key}),
    strict_word_similarity(${key}, ${punditNames.key}), strict_word_similarity(${punditNames.key}, ${key})))`
  return db
    .select({ slug: pundits.slug, name: pundits.name })
    .from(punditNames)
    .innerJoin(pundits, eq(pundits.id, punditNames.punditId))
    .where(isNull(pundits.mergedInto))
    .groupBy(pundits.id)
    .having(sql`${nearest} >= ${nearEnough}`)
    .orderBy(desc(nearest), pundits.slug)
    .limit(mostOffered)
}
