import { and, desc, eq, lt, sql } from 'drizzle-orm'
import { z } from 'zod'
import { type Page, type PageAsked, pageOf, readCursor } from '../db/page.ts'
import { sources } from '../db/schema.ts'
import type { Deps } from '../deps.ts'
import { id, isId } from '../fields.ts'
import { listSourcePredictions, mostCarried, PredictionView } from '../predictions/read.ts'
import { Problem } from '../problem.ts'

export const SourceView = z
  .object({
    id: z.string(),
    url: z.string().nullable(),
    title: z.string(),
    publisher: z.string().nullable(),
    author: z.string().nullable(),
    publishedOn: z.string().nullable(),
    archiveUrl: z.string().nullable(),
    textHash: z.string().nullable(),
    predictionCount: z.number(),
    addedAt: z.string(),
    entryId: z.string(),
  })
  .meta({ id: 'Source' })
export type SourceView = z.infer<typeof SourceView>

export const SourceWithPredictions = SourceView.extend({
  predictions: z.array(PredictionView).meta({
    description: `The first ${mostCarried}, in the order they were said; all are at GET /predictions?source=<id>.`,
  }),
}).meta({ id: 'SourceWithPredictions' })
export type SourceWithPredictions = z.infer<typeof SourceWithPredictions>

export async function getSource(deps: Deps, sourceId: string): Promise<SourceWithPredictions> {
  const [row] = isId(sourceId) ? await select(deps).where(eq(sources.id, sourceId)) : []
  if (row === undefined) throw new Problem('not-found', 'No source has this id.')
  return { ...view(row), predictions: await listSourcePredictions(deps, sourceId) }
}

/** Newest added first. */
export async function listSources(deps: Deps, page: PageAsked): Promise<Page<SourceView>> {
  const after = readCursor(page.cursor, z.tuple([id]))
  const rows = await select(deps)
    .where(and(after && lt(sources.id, after[0])))
    .orderBy(desc(sources.id))
    .limit(page.limit + 1)
  return pageOf(rows, page.limit, row => [row.source.id], view)
}

/** With table names written out, as Drizzle leaves them off where it thinks that one table is meant. */
const predictionCount = sql<number>`(select count(*)::int from predictions where predictions.source_id = sources.id)`

function select(deps: Deps) {
  return deps.db.select({ source: sources, predictionCount }).from(sources).$dynamic()
}

function view({
  source,
  predictionCount,
}: {
  source: typeof sources.$inferSelect
  predictionCount: number
}): SourceView {
  const { identity: _identity, addedAt, ...shown } = source
  return { ...shown, predictionCount, addedAt: addedAt.toISOString() }
}
