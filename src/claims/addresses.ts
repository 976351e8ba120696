import { and, asc, gte, isNull, sql } from 'drizzle-orm'
import { claims } from '../db/schema.ts'
import type { Deps } from '../deps.ts'

/** The first id of every page of so many claims, merged ones left out. */
export async function listClaimPageStarts({ db }: Deps, size: number): Promise<string[]> {
  const rows = await db.execute<{ id: string }>(sql`
    select id from (
      select id, row_number() over (order by id) as place from claims where merged_into is null
    ) numbered where place % ${size} = 1 % ${size} order by id`)
  return rows.map(({ id }) => id)
}

/** The ids of so many claims from one on. */
export async function listClaimIds({ db }: Deps, from: string, size: number): Promise<string[]> {
  const rows = await db
    .select({ id: claims.id })
    .from(claims)
    .where(and(isNull(claims.mergedInto), gte(claims.id, from)))
    .orderBy(asc(claims.id))
    .limit(size)
  return rows.map(({ id }) => id)
}
