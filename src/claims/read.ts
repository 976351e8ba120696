import { and, asc, desc, eq, isNotNull, lt, type SQL, sql } from 'drizzle-orm'
import { z } from 'zod'
import { type Page, type PageAsked, pageOf, readCursor } from '../db/page.ts'
import { claims, evidence, resolutions } from '../db/schema.ts'
import { matches } from '../db/search.ts'
import type { Deps } from '../deps.ts'
import { calendarDate, dateOf, id, isId } from '../fields.ts'
import {
  countClaimPredictions,
  listClaimPredictions,
  mostCarried,
  PredictionView,
} from '../predictions/read.ts'
import { Problem } from '../problem.ts'
import {
  type ClaimState,
  claimStates,
  dueBases,
  EvidenceFiled,
  outcomes,
  ResolutionTerms,
  voidReasons,
} from './claim.ts'
import { inState, ofTopic } from './filters.ts'
import { claimState } from './rules.ts'

export const EvidenceView = EvidenceFiled.omit({ claimId: true })
  .extend({ id: z.string(), filedBy: z.string(), filedAt: z.string(), entryId: z.string() })
  .meta({ id: 'Evidence' })
export type EvidenceView = z.infer<typeof EvidenceView>

export const ResolutionView = ResolutionTerms.extend({
  id: z.string(),
  evidenceIds: z.array(z.string()),
  by: z.string(),
  at: z.string(),
  entryId: z.string(),
}).meta({ id: 'Resolution' })
export type ResolutionView = z.infer<typeof ResolutionView>

const summary = {
  id: z.string(),
  statement: z.string(),
  topics: z.array(z.string()),
  criteria: z.string().nullable(),
  dueBy: z.string(),
  dueByStrict: z.string(),
  dueWording: z.string().nullable(),
  dueBasis: z.enum(dueBases),
  condition: z.object({ text: z.string().optional() }).nullable(),
  state: z
    .enum(claimStates)
    .meta({ description: 'due: the deadline has passed and nobody has said what happened.' }),
  outcome: z.enum(outcomes).nullable(),
  share: z.number().optional(),
  voidReason: z.enum(voidReasons).optional(),
  occurredOn: z.string().optional(),
  strictOutcome: z.enum(outcomes).nullable().meta({
    description:
      'The outcome under the strict deadline; null while unsettled, or when the day it happened is not known.',
  }),
  openedAt: z.string(),
  openedBy: z.string(),
  entryId: z.string(),
}

export const ClaimSummary = z
  .object({ ...summary, predictionCount: z.number(), evidenceCount: z.number() })
  .meta({ id: 'ClaimSummary' })
export type ClaimSummary = z.infer<typeof ClaimSummary>

export const ClaimView = z
  .object({
    ...summary,
    predictionCount: z.number(),
    predictions: z.array(PredictionView).meta({
      description: `The first ${mostCarried}, in the order they were said; all are at GET /predictions?claim=<id>.`,
    }),
    evidence: z.array(EvidenceView),
    history: z
      .array(ResolutionView.extend({ type: z.literal('resolution') }))
      .meta({ description: 'Oldest first.' }),
  })
  .meta({ id: 'Claim' })
export type ClaimView = z.infer<typeof ClaimView>

interface ClaimFilter {
  state?: ClaimState
  topic?: string
  q?: string
  dueBefore?: string
}

type ClaimRow = typeof claims.$inferSelect

export async function getClaim(deps: Deps, claimId: string): Promise<ClaimView> {
  const claim = await findClaim(deps, claimId)
  if (claim === undefined) throw new Problem('not-found', 'No claim has this id.')
  return claim
}

export async function findClaim(deps: Deps, claimId: string): Promise<ClaimView | undefined> {
  const [row] = isId(claimId) ? await deps.db.select().from(claims).where(eq(claims.id, claimId)) : []
  if (row === undefined) return undefined
  const [predictionCount, forecasts, filed, settled] = await Promise.all([
    countClaimPredictions(deps, claimId),
    listClaimPredictions(deps, claimId),
    deps.db
      .select()
      .from(evidence)
      .where(eq(evidence.claimId, claimId))
      .orderBy(evidence.publishedOn, evidence.id),
    deps.db.select().from(resolutions).where(eq(resolutions.claimId, claimId)).orderBy(resolutions.id),
  ])
  return {
    ...summaryOf(row, dateOf(deps.now())),
    predictionCount,
    predictions: forecasts,
    evidence: filed.map(evidenceView),
    history: settled.map(resolution => ({ type: 'resolution' as const, ...resolutionView(resolution) })),
  }
}

export async function getEvidence(deps: Deps, evidenceId: string): Promise<EvidenceView> {
  const [row] = await deps.db.select().from(evidence).where(eq(evidence.id, evidenceId))
  if (row === undefined) throw new Problem('not-found', 'No evidence has this id.')
  return evidenceView(row)
}

export async function getResolution(deps: Deps, resolutionId: string): Promise<ResolutionView> {
  const [row] = await deps.db.select().from(resolutions).where(eq(resolutions.id, resolutionId))
  if (row === undefined) throw new Problem('not-found', 'No resolution has this id.')
  return resolutionView(row)
}

/** The first due first. */
export async function listClaims(
  deps: Deps,
  filter: ClaimFilter,
  page: PageAsked,
): Promise<Page<ClaimSummary>> {
  const today = dateOf(deps.now())
  const after = readCursor(page.cursor, z.tuple([calendarDate, id]))
  const rows = await deps.db
    .select(counted)
    .from(claims)
    .where(
      and(
        ...conditions(filter, today),
        after && sql`(${claims.dueBy}, ${claims.id}) > (${after[0]}::date, ${after[1]}::uuid)`,
      ),
    )
    .orderBy(asc(claims.dueBy), asc(claims.id))
    .limit(page.limit + 1)
  return pageOf(
    rows,
    page.limit,
    row => [row.claim.dueBy, row.claim.id],
    row => countedView(row, today),
  )
}

/** The claims settled last. */
export async function listLatelySettled(deps: Deps, limit: number): Promise<ClaimSummary[]> {
  const rows = await deps.db
    .select(counted)
    .from(claims)
    .where(isNotNull(claims.settledAt))
    .orderBy(desc(claims.settledAt), desc(claims.id))
    .limit(limit)
  return rows.map(row => countedView(row, dateOf(deps.now())))
}

/** With table names written out: Drizzle leaves them off in a select from one table, and `id` would be another. */
const counted = {
  claim: claims,
  predictionCount: sql<number>`(select count(*)::int from predictions where predictions.claim_id = claims.id)`,
  evidenceCount: sql<number>`(select count(*)::int from evidence where evidence.claim_id = claims.id)`,
}

function countedView(
  row: { claim: ClaimRow; predictionCount: number; evidenceCount: number },
  today: string,
) {
  const { claim, ...counts } = row
  return { ...summaryOf(claim, today), ...counts }
}

function conditions({ state, topic, q, dueBefore }: ClaimFilter, today: string): (SQL | undefined)[] {
  return [
    state === undefined ? undefined : inState(state, today),
    topic === undefined ? undefined : ofTopic(topic),
    q === undefined ? undefined : matches(claims.statement, q),
    dueBefore === undefined ? undefined : lt(claims.dueBy, dueBefore),
  ]
}

function summaryOf(row: ClaimRow, today: string) {
  return {
    id: row.id,
    statement: row.statement,
    topics: row.topics,
    criteria: row.criteria,
    dueBy: row.dueBy,
    dueByStrict: row.dueByStrict,
    dueWording: row.dueWording,
    dueBasis: row.dueBasis,
    condition: row.condition === null ? null : { text: row.condition },
    state: claimState(row, today),
    outcome: row.outcome,
    share: row.share ?? undefined,
    voidReason: row.voidReason ?? undefined,
    occurredOn: row.occurredOn ?? undefined,
    strictOutcome: row.strictOutcome,
    openedAt: row.openedAt.toISOString(),
    openedBy: row.openedBy,
    entryId: row.entryId,
  }
}

function evidenceView(row: typeof evidence.$inferSelect): EvidenceView {
  return {
    id: row.id,
    url: row.url,
    title: row.title,
    publisher: row.publisher ?? undefined,
    publishedOn: row.publishedOn,
    stance: row.stance,
    excerpt: row.excerpt ?? undefined,
    note: row.note ?? undefined,
    filedBy: row.filedBy,
    filedAt: row.filedAt.toISOString(),
    entryId: row.entryId,
  }
}

function resolutionView(row: typeof resolutions.$inferSelect): ResolutionView {
  return {
    id: row.id,
    outcome: row.outcome,
    share: row.share ?? undefined,
    voidReason: row.voidReason ?? undefined,
    occurredOn: row.occurredOn ?? undefined,
    ruledOutOn: row.ruledOutOn ?? undefined,
    rationale: row.rationale,
    evidenceIds: row.evidenceIds,
    by: row.resolvedBy,
    at: row.resolvedAt.toISOString(),
    entryId: row.entryId,
  }
}
