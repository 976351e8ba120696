import { asc, isNull } from 'drizzle-orm'
import { pundits } from '../db/schema.ts'
import type { Deps } from '../deps.ts'

/** The slugs of pundits, merged ones left out. */
export async function listPunditSlugs({ db }: Deps, limit: number): Promise<string[]> {
  const rows = await db
    .select({ slug: pundits.slug })
    .from(pundits)
    .where(isNull(pundits.mergedInto))
    .orderBy(asc(pundits.slug))
    .limit(limit)
  return rows.map(({ slug }) => slug)
}
