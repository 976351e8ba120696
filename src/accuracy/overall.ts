import { eq, sql } from 'drizzle-orm'
import { records } from '../db/schema.ts'
import type { Deps } from '../deps.ts'
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

async function overallAt({ db }: Deps, topic: string) {
  // Of all that is kept only the rows: without them nothing has to be read of the clusters, which are the most of it.
  const kept = await db
    .select({ rows: sql<ScoredSet['rows']>`${records.record} #> '{counted,rows}'` })
    .from(records)
    .where(eq(records.topic, topic))
  const tallies = talliesOf({ rows: kept.flatMap(({ rows }) => rows), clusters: [] }, 'value', {
    strict: false,
  })
  return {
    pundits: kept.filter(({ rows }) => rows.length > 0).length,
    n: total(tallies).n,
    mean: meanBrier(tallies),
    calibration: calibration(tallies).map(binView),
  }
}
export type Overall = Awaited<ReturnType<typeof getOverall>>
