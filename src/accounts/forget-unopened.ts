import { and, eq, inArray, lt, ne, not, sql } from 'drizzle-orm'
import { apiKeys, people, unsentLinks, verifications } from '../db/schema.ts'
import type { Deps } from '../deps.ts'
import { nowhere } from './owner.ts'
import { hasWayIn } from './usable-owners.ts'

const day = 24 * 60 * 60 * 1000

/** A link lasts a week at most. */
const patience = 14 * day

/** So that none who comes waits for long. */
const mostAtOnce = 100

/**
 * Removes some of those who never chose a password, long after their link has ended: an address that a stranger gave.
 * Who is suspended stays, so as not to come back by signing up, and so does the first owner.
 */
export async function forgetUnopened({ db, now }: Deps): Promise<void> {
  const at = now().toISOString()
  const idle = db
    .select({ id: people.id })
    .from(people)
    .where(
      and(
        lt(people.createdAt, new Date(now().getTime() - patience)),
        eq(people.banned, false),
        ne(people.email, nowhere),
        not(hasWayIn(now())),
        sql`not exists (select 1 from ${apiKeys} where ${apiKeys.referenceId} = ${people.id})`,
        sql`not exists (select 1 from ${unsentLinks} where ${unsentLinks.personId} = ${people.id} and ${unsentLinks.expiresAt} > ${at})`,
        sql`not exists (select 1 from ${verifications} where ${verifications.value} = ${people.id} and ${verifications.expiresAt} > ${at})`,
      ),
    )
    .orderBy(people.createdAt)
    .limit(mostAtOnce)
  await db.delete(people).where(inArray(people.id, idle))
}
