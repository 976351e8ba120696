import { lt, sql } from 'drizzle-orm'
import type { Db } from '../db/client.ts'
import { rateLimits } from '../db/schema.ts'
import { type Count, perMinute } from './limits.ts'

const minute = 60_000

interface Tally {
  /** As the database last said, for all processes. */
  known: number
  /** What this process has not told it yet. */
  pending: number
}

/**
 * Counts in a table that every process shares, one row for each who and minute. Where a limit is high it is told of
 * every fiftieth only, so that reading is not writing: with n processes up to 50 n more may pass. When the database
 * does not answer nobody is refused; nothing else would work then anyway.
 */
export function countInPostgres(db: Db, now: () => Date): Count {
  let tallies = new Map<string, Tally>()
  let ends = 0
  return async (what, key) => {
    const at = now().getTime()
    if (at >= ends) {
      ends = (Math.floor(at / minute) + 1) * minute
      tallies = new Map()
      await db
        .delete(rateLimits)
        .where(lt(rateLimits.endsAt, new Date(at - minute)))
        .catch(() => {})
    }
    const most = perMinute[what]
    const tally = tallies.get(key) ?? { known: 0, pending: 0 }
    tallies.set(key, tally)
    tally.pending++
    if (tally.known <= most && tally.pending >= (most >= 1000 ? 50 : 1)) await tell(db, key, ends, tally)
    return tally.known + tally.pending > most ? Math.ceil((ends - at) / 1000) : undefined
  }
}

async function tell(db: Db, key: string, ends: number, tally: Tally): Promise<void> {
  const more = tally.pending
  tally.pending = 0
  try {
    const [row] = await db
      .insert(rateLimits)
      .values({ key, endsAt: new Date(ends), count: more })
      .onConflictDoUpdate({
        target: [rateLimits.key, rateLimits.endsAt],
        set: { count: sql`${rateLimits.count} + excluded.count` },
      })
      .returning({ count: rateLimits.count })
    tally.known = Math.max(tally.known, row?.count ?? 0)
  } catch {
    tally.pending += more
  }
}
