import { eq, sql } from 'drizzle-orm'
import { records } from '../db/schema.ts'
import type { Deps } from '../deps.ts'
import { figuresOf } from './figures.ts'
import type { ScoredSet } from './record.ts'

/** Everybody's scored predictions taken together, from what is kept of each. */
export async function getOverall({ db }: Deps, topic = '') {
  // Of all that is kept only the rows: without them nothing has to be read of the clusters, which are the most of it.
  const kept = await db
    .select({ rows: sql<ScoredSet['rows']>`${records.record} #> '{counted,rows}'` })
    .from(records)
    .where(eq(records.topic, topic))
  const set = { rows: kept.flatMap(({ rows }) => rows), clusters: [] }
  const { n, brier, calibration, corp } = figuresOf(set, { strict: false, band: false })
  return {
    pundits: kept.filter(({ rows }) => rows.length > 0).length,
    n,
    mean: brier.mean,
    calibration,
    corp,
  }
}
export type Overall = Awaited<ReturnType<typeof getOverall>>
