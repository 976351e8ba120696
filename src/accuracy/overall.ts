import { eq } from 'drizzle-orm'
import { records } from '../db/schema.ts'
import type { Deps } from '../deps.ts'
import { figuresOf } from './figures.ts'
import type { ScoredSet } from './record.ts'

/** Everybody's scored predictions taken together, from what is kept of each. */
export async function getOverall({ db }: Deps, topic = '') {
  const rows = await db.select({ record: records.record }).from(records).where(eq(records.topic, topic))
  const sets = rows.map(({ record }) => record.counted)
  const { n, brier, calibration, corp } = figuresOf(together(sets), { strict: false, band: false })
  return { pundits: sets.filter(set => set.rows.length > 0).length, n, brier, calibration, corp }
}
export type Overall = Awaited<ReturnType<typeof getOverall>>

function together(sets: ScoredSet[]): ScoredSet {
  return { rows: sets.flatMap(({ rows }) => rows), clusters: sets.flatMap(({ clusters }) => clusters) }
}
