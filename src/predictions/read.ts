import { and, asc, desc, eq, getTableColumns, lt, type SQL, sql } from 'drizzle-orm'
import { z } from 'zod'
import { type ClaimState, claimStates, dueBases, outcomes } from '../claims/claim.ts'
import { inState, ofTopic } from '../claims/filters.ts'
import { claimState } from '../claims/rules.ts'
import { isOneOf } from '../db/bulk.ts'
import type { Db } from '../db/client.ts'
import { type Page, type PageAsked, pageOf, readCursor } from '../db/page.ts'
import { readableBytes } from '../db/readable-bytes.ts'
import { claims, entries, predictions, pundits, scores, sources } from '../db/schema.ts'
import { hasWords } from '../db/search.ts'
import type { Deps } from '../deps.ts'
import { type Entry, type EntryOf, parseEntry } from '../entries.ts'
import { dateOf, id, isId } from '../fields.ts'
import { Problem } from '../problem.ts'
import { verdict } from '../scoring/verdict.ts'
import { PredictionTerms, Probability, Quote, type Stance, stances } from './prediction.ts'
import { urlOfQuote } from './rules.ts'

const CorrectedTerms = PredictionTerms.omit({ claimId: true, punditId: true, sourceId: true }).extend({
  claim: z.object({ id: z.string(), statement: z.string() }).optional(),
  pundit: z.object({ slug: z.string(), name: z.string() }).optional(),
  source: z.object({ id: z.string(), title: z.string() }).optional(),
})
type CorrectedTerms = z.infer<typeof CorrectedTerms>

const CorrectionView = z
  .object({
    id: z.string(),
    reason: z.string(),
    before: CorrectedTerms.meta({ description: 'What was changed, as it was.' }),
    after: CorrectedTerms.meta({ description: 'What was changed, as it became.' }),
    by: z.string(),
    at: z.string(),
    entryId: z.string(),
  })
  .meta({ id: 'PredictionCorrection' })
type CorrectionView = z.infer<typeof CorrectionView>

export const PredictionView = z
  .object({
    id: z.string(),
    claimId: z.string(),
    claim: z.object({
      statement: z.string(),
      state: z.enum(claimStates),
      outcome: z.enum(outcomes).nullable(),
      dueBy: z.string(),
      dueByStrict: z.string(),
      dueWording: z.string().nullable(),
      dueBasis: z.enum(dueBases),
      occurredOn: z.string().optional().meta({ description: 'The day it happened, where somebody said.' }),
    }),
    pundit: z.object({ slug: z.string(), name: z.string(), role: z.string().optional() }),
    source: z.object({
      id: z.string(),
      title: z.string(),
      publisher: z.string().optional(),
      publishedOn: z.string().optional(),
      url: z
        .string()
        .nullable()
        .meta({ description: 'Ends in a text fragment, so that a click lands on the words.' }),
    }),
    quote: Quote,
    saidOn: z.string(),
    restatesId: z
      .string()
      .optional()
      .meta({ description: 'The earlier prediction that this one says again.' }),
    stance: z.enum(stances),
    probability: Probability,
    scored: z.boolean().meta({
      description:
        'Whether it counts in the pundit’s accuracy now: its claim has settled undisputed, and it is no possibility or report.',
    }),
    score: z
      .object({
        brier: z.number().meta({ description: '(probability − outcome)²: 0 is best, 1 worst.' }),
        log: z.number().meta({
          description: '−ln of the probability given to what happened, clamped to 0.0001–0.9999: 0 is best.',
        }),
        verdict: z.string(),
      })
      .nullable(),
    corrections: z.array(CorrectionView).meta({ description: 'What was put right, the oldest first.' }),
    loggedAt: z.string(),
    loggedBy: z.string(),
    entryId: z.string(),
  })
  .meta({ id: 'Prediction' })
export type PredictionView = z.infer<typeof PredictionView>

interface PredictionFilter {
  pundit?: string
  topic?: string
  source?: string
  claim?: string
  state?: ClaimState
  stance?: Stance
  q?: string
}

const { words: _words, ...said } = getTableColumns(predictions)
const columns = { prediction: said, claim: claims, pundit: pundits, source: sources, score: scores }

function select(db: Db) {
  return db
    .select(columns)
    .from(predictions)
    .innerJoin(claims, eq(claims.id, predictions.claimId))
    .innerJoin(pundits, eq(pundits.id, predictions.punditId))
    .innerJoin(sources, eq(sources.id, predictions.sourceId))
    .leftJoin(scores, eq(scores.predictionId, predictions.id))
    .$dynamic()
}
type Row = Awaited<ReturnType<typeof select>>[number]

export async function getPrediction(deps: Deps, predictionId: string): Promise<PredictionView> {
  const prediction = await findPrediction(deps, predictionId)
  if (prediction === undefined) throw new Problem('not-found', 'No prediction has this id.')
  return prediction
}

export async function findPrediction(deps: Deps, predictionId: string): Promise<PredictionView | undefined> {
  const [row] = isId(predictionId) ? await select(deps.db).where(eq(predictions.id, predictionId)) : []
  if (row === undefined) return undefined
  const corrections = await readCorrections(deps.db, [row.prediction.id])
  return view(row, corrections, dateOf(deps.now()))
}

/** Newest logged first. */
export async function listPredictions(
  deps: Deps,
  filter: PredictionFilter,
  page: PageAsked,
): Promise<Page<PredictionView>> {
  const today = dateOf(deps.now())
  const after = readCursor(page.cursor, z.tuple([id]))
  const rows = await select(deps.db)
    .where(and(...conditions(filter, today), after && lt(predictions.id, after[0])))
    .orderBy(desc(predictions.id))
    .limit(page.limit + 1)
  const corrections = await readCorrections(
    deps.db,
    rows.map(row => row.prediction.id),
  )
  return pageOf(
    rows,
    page.limit,
    row => [row.prediction.id],
    row => view(row, corrections, today),
  )
}

/** What a claim or a source carries along: the rest is found page by page with GET /predictions. */
export const mostCarried = 200

/** The predictions of one claim, in the order they were said. */
export function listClaimPredictions(deps: Deps, claimId: string): Promise<PredictionView[]> {
  return listAll(deps, eq(predictions.claimId, claimId))
}

/** The predictions in one source, in the order they were said. */
export function listSourcePredictions(deps: Deps, sourceId: string): Promise<PredictionView[]> {
  return listAll(deps, eq(predictions.sourceId, sourceId))
}

async function listAll(deps: Deps, where: SQL): Promise<PredictionView[]> {
  const rows = await select(deps.db)
    .where(where)
    .orderBy(predictions.saidOn, predictions.id)
    .limit(mostCarried)
  const corrections = await readCorrections(
    deps.db,
    rows.map(row => row.prediction.id),
  )
  return rows.map(row => view(row, corrections, dateOf(deps.now())))
}

/** The corrections of predictions, by prediction, the oldest first. */
async function readCorrections(db: Db, ids: string[]): Promise<Map<string, CorrectionView[]>> {
  const rows = await db
    .select({ subject: entries.subject, bytes: readableBytes })
    .from(entries)
    .where(and(isOneOf(entries.subject, ids), eq(entries.kind, 'prediction.corrected')))
    .orderBy(asc(entries.position))
  const corrected = rows.flatMap(({ bytes }) => correctedEntry(parseEntry(bytes)))
  const name = await namesIn(
    db,
    corrected.flatMap(({ payload }) => [payload.before, payload.after]),
  )
  const bySubject = Map.groupBy(corrected, entry => entry.subject)
  return new Map(
    [...bySubject].map(([subject, corrections]) => [
      subject,
      corrections.map(({ id: entryId, actor: by, recordedAt: at, payload }) => {
        const { correctionId: id, reason, before, after } = payload
        return { id, reason, before: name(before), after: name(after), by, at, entryId }
      }),
    ]),
  )
}

function correctedEntry(entry: Entry): EntryOf<'prediction.corrected'>[] {
  return entry.kind === 'prediction.corrected' ? [entry] : []
}

/** Looks up the claims, pundits and sources that corrections speak of, to show them by name. */
async function namesIn(
  db: Db,
  terms: PredictionTerms[],
): Promise<(terms: PredictionTerms) => CorrectedTerms> {
  const punditIds = terms.flatMap(({ punditId }) => punditId ?? [])
  const sourceIds = terms.flatMap(({ sourceId }) => sourceId ?? [])
  const claimIds = terms.flatMap(({ claimId }) => claimId ?? [])
  const worded = await db.select().from(claims).where(isOneOf(claims.id, claimIds))
  const named = await db.select().from(pundits).where(isOneOf(pundits.id, punditIds))
  const titled = await db.select().from(sources).where(isOneOf(sources.id, sourceIds))
  return ({ claimId, punditId, sourceId, ...others }) => {
    const claim = worded.find(({ id }) => id === claimId)
    const pundit = named.find(({ id }) => id === punditId)
    const source = titled.find(({ id }) => id === sourceId)
    return {
      ...others,
      ...(claim && { claim: { id: claim.id, statement: claim.statement } }),
      ...(pundit && { pundit: { slug: pundit.slug, name: pundit.name } }),
      ...(source && { source: { id: source.id, title: source.title } }),
    }
  }
}

function conditions(filter: PredictionFilter, today: string): (SQL | undefined)[] {
  const { pundit, topic, source, claim, state, stance, q } = filter
  return [
    pundit === undefined ? undefined : ofPundit(pundit),
    topic === undefined ? undefined : ofTopic(topic),
    source === undefined ? undefined : eq(sources.id, source),
    claim === undefined ? undefined : ofClaim(claim),
    state === undefined ? undefined : inState(state, today),
    stance === undefined ? undefined : eq(predictions.stance, stance),
    q === undefined ? undefined : hasWords(predictions.words, q),
  ]
}

/** A merged pundit or claim means the one it was merged into. */
function ofPundit(slug: string): SQL {
  return sql`${pundits.id} = (select coalesce(merged_into, id) from pundits where slug = ${slug})`
}

function ofClaim(claimId: string): SQL {
  return sql`${claims.id} = (select coalesce(merged_into, id) from claims where id = ${claimId})`
}

function view(
  { prediction, claim, pundit, source, score }: Row,
  corrections: Map<string, CorrectionView[]>,
  today: string,
): PredictionView {
  const quote = {
    exact: prediction.quoteExact,
    prefix: prediction.quotePrefix ?? undefined,
    suffix: prediction.quoteSuffix ?? undefined,
  }
  return {
    id: prediction.id,
    claimId: prediction.claimId,
    claim: {
      statement: claim.statement,
      state: claimState(claim, today),
      outcome: claim.outcome,
      dueBy: claim.dueBy,
      dueByStrict: claim.dueByStrict,
      dueWording: claim.dueWording,
      dueBasis: claim.dueBasis,
      occurredOn: claim.occurredOn ?? undefined,
    },
    pundit: { slug: pundit.slug, name: pundit.name, role: prediction.role ?? undefined },
    source: {
      id: source.id,
      title: source.title,
      publisher: source.publisher ?? undefined,
      publishedOn: source.publishedOn ?? undefined,
      url: source.url === null ? null : urlOfQuote(source.url, quote),
    },
    quote,
    saidOn: prediction.saidOn,
    restatesId: prediction.restatesId ?? undefined,
    stance: prediction.stance,
    probability: {
      value: prediction.probability,
      low: prediction.low,
      high: prediction.high,
      basis: prediction.basis,
      phrase: prediction.phrase ?? undefined,
      scale: prediction.scale ?? undefined,
    },
    scored: score?.counted ?? false,
    score:
      score === null
        ? null
        : { brier: score.brier, log: score.log, verdict: verdict(prediction.probability, score.share) },
    corrections: corrections.get(prediction.id) ?? [],
    loggedAt: prediction.loggedAt.toISOString(),
    loggedBy: prediction.loggedBy,
    entryId: prediction.entryId,
  }
}

export async function countClaimPredictions(deps: Deps, claimId: string): Promise<number> {
  return deps.db.$count(predictions, eq(predictions.claimId, claimId))
}
