import {
  and,
  asc,
  desc,
  eq,
  getTableColumns,
  isNotNull,
  isNull,
  lt,
  lte,
  or,
  type SQL,
  sql,
} from 'drizzle-orm'
import { z } from 'zod'
import { isOneOf } from '../db/bulk.ts'
import { type Page, type PageAsked, pageOf, readCursor } from '../db/page.ts'
import { claims, evidence } from '../db/schema.ts'
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
import { type ClaimState, claimStates, dueBases, EvidenceFiled, outcomes, voidReasons } from './claim.ts'
import { currentClaimId, currentClaimIds } from './docket.ts'
import { condition, inQueue, inState, ofTopic, type Queue } from './filters.ts'
import { HistoryItem, readHistory } from './history.ts'
import { claimState } from './rules.ts'
import { ClaimLink, claimLink, readSlippage, Slippage } from './slippage.ts'

/** How many evidence items a claim in a list carries, and how many of those who forecast it. */
const mostListed = 10
const mostNamed = 3
const mostDependants = 100

export const EvidenceView = EvidenceFiled.omit({ claimId: true })
  .extend({ id: z.string(), filedBy: z.string(), filedAt: z.string(), entryId: z.string() })
  .meta({ id: 'Evidence' })
export type EvidenceView = z.infer<typeof EvidenceView>

const summary = {
  id: z.string(),
  statement: z.string(),
  topics: z.array(z.string()),
  criteria: z.string().nullable(),
  dueBy: z.string(),
  dueByStrict: z.string(),
  dueWording: z.string().nullable(),
  dueBasis: z.enum(dueBases),
  condition: z
    .object({
      text: z.string().optional(),
      claimId: z.string().optional(),
      statement: z.string().optional().meta({ description: 'Of that claim.' }),
      state: z.enum(claimStates).optional().meta({ description: 'Of that claim.' }),
      outcome: z.enum(outcomes).nullable().optional().meta({ description: 'Of that claim.' }),
    })
    .nullable()
    .meta({
      description:
        'What must come true first: in words, or another claim. When that one settles false or void, this one is void.',
    }),
  state: z.enum(claimStates).meta({
    description:
      'due: the deadline has passed and nobody has said what happened. disputed: what stands is challenged, and counts in no score until a moderator has settled it.',
  }),
  outcome: z.enum(outcomes).nullable(),
  share: z.number().optional(),
  voidReason: z.enum(voidReasons).optional(),
  occurredOn: z.string().optional(),
  strictOutcome: z.enum(outcomes).nullable().meta({
    description:
      'The outcome under the strict deadline; null while unsettled, or when the day it happened is not known.',
  }),
  flipped: z.boolean().meta({
    description: 'Whether the strict reading of the deadline gives another outcome than the generous one.',
  }),
  resolutionId: z.string().nullable().meta({
    description: 'The resolution, settlement or voiding in the history that stands; null while unsettled.',
  }),
  disputeId: z.string().nullable().meta({ description: 'The pending dispute.' }),
  disputableUntil: z.string().nullable().meta({
    description: 'Until when anybody but its author may dispute what stands; null when it cannot be.',
  }),
  openedAt: z.string(),
  openedBy: z.string(),
  entryId: z.string(),
}

export const ClaimSummary = z
  .object({
    ...summary,
    predictionCount: z.number(),
    pundits: z
      .array(z.object({ slug: z.string(), name: z.string() }))
      .meta({ description: `The first ${mostNamed} who forecast it.` }),
    punditCount: z.number(),
    evidenceCount: z.number(),
    evidence: z.array(EvidenceView).meta({ description: `The latest ${mostListed}, the newest first.` }),
  })
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
    history: z.array(HistoryItem).meta({
      description:
        'Every resolution, dispute, settlement, reopening, correction and merge, the oldest first. A later one supersedes; none disappears.',
    }),
    slippage: Slippage.nullable().meta({
      description: 'Null unless a prediction of it restates, or is restated by, another.',
    }),
    dependants: z.array(ClaimLink).meta({
      description: `The first ${mostDependants} claims whose condition this one is.`,
    }),
  })
  .meta({ id: 'Claim' })
export type ClaimView = z.infer<typeof ClaimView>

interface ClaimFilter {
  state?: ClaimState
  queue?: Queue
  topic?: string
  q?: string
  dueBefore?: string
}

type ClaimRow = typeof claims.$inferSelect
type ConditionRow = Pick<ClaimRow, 'statement' | 'dueBy' | 'outcome' | 'disputeId'> | null

/** The claim; of a merged one, the claim it was merged into: the id then differs from the one asked for. */
export async function getClaim(deps: Deps, claimId: string): Promise<ClaimView> {
  const claim = await findClaim(deps, claimId)
  if (claim === undefined) throw new Problem('not-found', 'No claim has this id.')
  return claim
}

export async function findClaim(deps: Deps, claimId: string): Promise<ClaimView | undefined> {
  const { db } = deps
  const id = isId(claimId)
    ? (await currentClaimIds(db, [claimId.toLowerCase()])).values().next().value
    : undefined
  if (id === undefined) return undefined
  const today = dateOf(deps.now())
  const [[row], merged, predictionCount, forecasts, filed, slippage, dependants] = await Promise.all([
    db.select(withCondition).from(claims).leftJoin(condition, onCondition).where(eq(claims.id, id)),
    db.select({ id: claims.id }).from(claims).where(eq(claims.mergedInto, id)),
    countClaimPredictions(deps, id),
    listClaimPredictions(deps, id),
    db.select().from(evidence).where(eq(evidence.claimId, id)).orderBy(evidence.publishedOn, evidence.id),
    readSlippage(db, id, today),
    db
      .select()
      .from(claims)
      .where(and(eq(claims.conditionClaimId, id), isNull(claims.mergedInto)))
      .orderBy(asc(claims.dueBy), asc(claims.id))
      .limit(mostDependants),
  ])
  if (row === undefined) return undefined
  return {
    ...summaryOf(row.claim, row.condition, today),
    predictionCount,
    predictions: forecasts,
    evidence: filed.map(evidenceView),
    history: await readHistory(db, [id, ...merged.map(other => other.id)], row.claim),
    slippage,
    dependants: dependants.map(dependant => claimLink(dependant, today)),
  }
}

export async function getEvidence(deps: Deps, evidenceId: string): Promise<EvidenceView> {
  const [row] = await deps.db.select().from(evidence).where(eq(evidence.id, evidenceId))
  if (row === undefined) throw new Problem('not-found', 'No evidence has this id.')
  return evidenceView(row)
}

/** One item of a claim's history. */
export async function getHistoryItem(deps: Deps, claimId: string, itemId: string): Promise<HistoryItem> {
  const { db } = deps
  const id = await currentClaimId(db, claimId)
  const family = await db
    .select({ id: claims.id, resolutionId: claims.resolutionId, disputeId: claims.disputeId })
    .from(claims)
    .where(or(eq(claims.id, id), eq(claims.mergedInto, id)))
  const [claim] = family.filter(row => row.id === id)
  const history =
    claim === undefined
      ? []
      : await readHistory(
          db,
          family.map(row => row.id),
          claim,
        )
  const item = history.find(one => one.id === itemId)
  if (item === undefined) throw new Error(`Nothing with the id ${itemId} is in the history of ${claimId}.`)
  return item
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
    .leftJoin(condition, onCondition)
    .where(
      and(
        isNull(claims.mergedInto),
        ...conditions(filter, today),
        after && sql`(${claims.dueBy}, ${claims.id}) > (${after[0]}::date, ${after[1]}::uuid)`,
      ),
    )
    .orderBy(asc(claims.dueBy), asc(claims.id))
    .limit(page.limit + 1)
  const { items, next } = pageOf(
    rows,
    page.limit,
    row => [row.claim.dueBy, row.claim.id],
    row => row,
  )
  return { items: await countedViews(deps, items), next }
}

/** What waits to be settled: past its deadline, decidable before it, held up by a condition, or disputed. */
export async function listDue(deps: Deps, filter: ClaimFilter, page: PageAsked) {
  const rest = { ...filter, state: undefined }
  const first = page.cursor === undefined
  const [due, early, waiting, disputed] = await Promise.all([
    listClaims(deps, { ...rest, queue: 'due' }, page),
    first ? listClaims(deps, { ...rest, queue: 'early' }, { limit: page.limit }) : nothingMore,
    first ? listClaims(deps, { ...rest, queue: 'waiting' }, { limit: page.limit }) : nothingMore,
    first ? listClaims(deps, { ...rest, state: 'disputed' }, { limit: page.limit }) : nothingMore,
  ])
  return { ...due, early: early.items, waiting: waiting.items, disputed: disputed.items }
}

const nothingMore: Page<ClaimSummary> = { items: [], next: null }

/** The claims settled last. */
export async function listLatelySettled(deps: Deps, limit: number): Promise<ClaimSummary[]> {
  const rows = await deps.db
    .select(counted)
    .from(claims)
    .leftJoin(condition, onCondition)
    .where(and(isNotNull(claims.settledAt), isNull(claims.disputeId), isNull(claims.mergedInto)))
    .orderBy(desc(claims.settledAt), desc(claims.id))
    .limit(limit)
  return countedViews(deps, rows)
}

const onCondition = eq(condition.id, claims.conditionClaimId)

const withCondition = { claim: claims, condition }

/** With table names written out, as Drizzle leaves them off where it thinks that one table is meant. */
const counted = {
  ...withCondition,
  predictionCount: sql<number>`(select count(*)::int from predictions where predictions.claim_id = claims.id)`,
  punditCount: sql<number>`(select count(distinct pundit_id)::int from predictions where predictions.claim_id = claims.id)`,
  pundits: sql<ClaimSummary['pundits']>`(
    select coalesce(json_agg(json_build_object('slug', slug, 'name', name)), '[]'::json) from (
      select pundits.slug, pundits.name from predictions join pundits on pundits.id = predictions.pundit_id
      where predictions.claim_id = claims.id
      group by pundits.id order by min(predictions.said_on), pundits.slug limit ${sql.raw(String(mostNamed))}) as named)`,
  evidenceCount: sql<number>`(select count(*)::int from evidence where evidence.claim_id = claims.id)`,
}

interface CountedRow {
  claim: ClaimRow
  condition: ConditionRow
  predictionCount: number
  punditCount: number
  pundits: ClaimSummary['pundits']
  evidenceCount: number
}

async function countedViews(deps: Deps, rows: CountedRow[]): Promise<ClaimSummary[]> {
  const today = dateOf(deps.now())
  const latest = await latestEvidence(
    deps,
    rows.map(row => row.claim.id),
  )
  return rows.map(({ claim, condition, ...counts }) => ({
    ...summaryOf(claim, condition, today),
    ...counts,
    evidence: latest.get(claim.id) ?? [],
  }))
}

async function latestEvidence(deps: Deps, claimIds: string[]): Promise<Map<string, EvidenceView[]>> {
  const newest = sql`partition by ${evidence.claimId} order by ${evidence.publishedOn} desc, ${evidence.id} desc`
  const nth = sql<number>`row_number() over (${newest})`.as('nth')
  const numbered = deps.db
    .select({ ...getTableColumns(evidence), nth })
    .from(evidence)
    .where(isOneOf(evidence.claimId, claimIds))
    .as('numbered')
  const rows = await deps.db
    .select()
    .from(numbered)
    .where(lte(numbered.nth, mostListed))
    .orderBy(asc(numbered.nth))
  return new Map(
    [...Map.groupBy(rows, row => row.claimId)].map(([claimId, items]) => [claimId, items.map(evidenceView)]),
  )
}

function conditions({ state, queue, topic, q, dueBefore }: ClaimFilter, today: string): (SQL | undefined)[] {
  return [
    state === undefined ? undefined : inState(state, today),
    queue === undefined ? undefined : inQueue(queue, today),
    topic === undefined ? undefined : ofTopic(topic),
    q === undefined ? undefined : matches(claims.statement, q),
    dueBefore === undefined ? undefined : lt(claims.dueBy, dueBefore),
  ]
}

function summaryOf(row: ClaimRow, condition: ConditionRow, today: string) {
  return {
    id: row.id,
    statement: row.statement,
    topics: row.topics,
    criteria: row.criteria,
    dueBy: row.dueBy,
    dueByStrict: row.dueByStrict,
    dueWording: row.dueWording,
    dueBasis: row.dueBasis,
    condition: conditionView(row, condition, today),
    state: claimState(row, today),
    outcome: row.outcome,
    share: row.share ?? undefined,
    voidReason: row.voidReason ?? undefined,
    occurredOn: row.occurredOn ?? undefined,
    strictOutcome: row.strictOutcome,
    flipped: row.strictOutcome !== null && row.strictOutcome !== row.outcome,
    resolutionId: row.resolutionId,
    disputeId: row.disputeId,
    disputableUntil: row.disputableUntil?.toISOString() ?? null,
    openedAt: row.openedAt.toISOString(),
    openedBy: row.openedBy,
    entryId: row.entryId,
  }
}

function conditionView(row: ClaimRow, condition: ConditionRow, today: string): ClaimSummary['condition'] {
  if (row.condition === null && row.conditionClaimId === null) return null
  return {
    text: row.condition ?? undefined,
    claimId: row.conditionClaimId ?? undefined,
    ...(condition !== null && {
      statement: condition.statement,
      state: claimState(condition, today),
      outcome: condition.outcome,
    }),
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
