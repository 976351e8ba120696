import { and, eq, sql } from 'drizzle-orm'
import { isOneOf } from '../db/bulk.ts'
import type { Db } from '../db/client.ts'
import { records } from '../db/schema.ts'
import type { Deps } from '../deps.ts'
import { results } from '../remembered.ts'
import { calibration } from '../scoring/calibration.ts'
import { meanBrier } from '../scoring/mean-score.ts'
import { total } from '../scoring/tally.ts'
import { atOneMoment } from './at-one-moment.ts'
import { binView } from './figures.ts'
import { type ScoredSet, talliesOf } from './record.ts'

/** Everybody's scored predictions taken together, from what is kept of each; each for one observation. */
export function getOverall(deps: Deps, topic = '') {
  return atOneMoment(deps, ['together', topic], deps => overallAt(deps, topic))
}

type Rows = ScoredSet['rows']

const rowsOfRecords = results<Rows>()

/**
 * The rows of everybody's records, by digest: of those read before only the digests are read. Without the clusters, which
 * are the most of a record.
 */
async function readRows(db: Db, topic: string): Promise<Rows[]> {
  const ofTopic = eq(records.topic, topic)
  const kept = await db.select({ digest: records.digest }).from(records).where(ofTopic)
  const known = new Map(kept.map(({ digest }) => [digest, rowsOfRecords.find(digest)?.result]))
  const fresh = [...known].flatMap(([digest, rows]) => (rows === undefined ? digest : []))
  const read =
    fresh.length === 0
      ? []
      : await db
          .select({ digest: records.digest, rows: sql<Rows>`${records.record} #> '{counted,rows}'` })
          .from(records)
          .where(and(ofTopic, isOneOf(records.digest, fresh)))
  for (const { digest, rows } of read) known.set(digest, rowsOfRecords.keep(digest, rows))
  return kept.map(({ digest }) => known.get(digest) ?? [])
}

async function overallAt({ db }: Deps, topic: string) {
  const kept = await readRows(db, topic)
  const tallies = talliesOf({ rows: kept.flat(), clusters: [] }, 'value', {
    strict: false,
  })
  return {
    pundits: kept.filter(rows => rows.length > 0).length,
    n: total(tallies).n,
    mean: meanBrier(tallies),
    calibration: calibration(tallies).map(binView),
  }
}
export type Overall = Awaited<ReturnType<typeof getOverall>>
