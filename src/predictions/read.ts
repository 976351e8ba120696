import { and, desc, eq, lt, type SQL, sql } from 'drizzle-orm'
import { z } from 'zod'
import { type ClaimState, claimStates, outcomes } from '../claims/claim.ts'
import { inState, ofTopic } from '../claims/filters.ts'
import { claimState } from '../claims/rules.ts'
import type { Db } from '../db/client.ts'
import { type Page, type PageAsked, pageOf, readCursor } from '../db/page.ts'
import { claims, predictions, pundits, scores, sources } from '../db/schema.ts'
import { matches } from '../db/search.ts'
import type { Deps } from '../deps.ts'
import { dateOf, id, isId } from '../fields.ts'
import { Problem } from '../problem.ts'
import { verdict } from '../scoring/verdict.ts'
import { Probability, Quote, type Stance, stances } from './prediction.ts'
import { urlOfQuote } from './rules.ts'

export const PredictionView = z
  .object({
    id: z.string(),
    claimId: z.string(),
    claim: z.object({
      statement: z.string(),
      state: z.enum(claimStates),
      outcome: z.enum(outcomes).nullable(),
      dueBy: z.string(),
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
    stance: z.enum(stances),
    probability: Probability,
    scored: z.boolean().meta({
      description:
        'Whether it counts in the pundit’s accuracy now: its claim has settled, and it is no possibility or report.',
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

const columns = { prediction: predictions, claim: claims, pundit: pundits, source: sources, score: scores }

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
  const [row] = isId(predictionId) ? await select(deps.db).where(eq(predictions.id, predictionId)) : []
  if (row === undefined) throw new Problem('not-found', 'No prediction has this id.')
  return view(row, dateOf(deps.now()))
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
  return pageOf(
    rows,
    page.limit,
    row => [row.prediction.id],
    row => view(row, today),
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
  return rows.map(row => view(row, dateOf(deps.now())))
}

function conditions(filter: PredictionFilter, today: string): (SQL | undefined)[] {
  const { pundit, topic, source, claim, state, stance, q } = filter
  return [
    pundit === undefined ? undefined : eq(pundits.slug, pundit),
    topic === undefined ? undefined : ofTopic(topic),
    source === undefined ? undefined : eq(sources.id, source),
    claim === undefined ? undefined : eq(claims.id, claim),
    state === undefined ? undefined : inState(state, today),
    stance === undefined ? undefined : eq(predictions.stance, stance),
    q === undefined ? undefined : saying(q),
  ]
}

/** Those whose claim, quote or pundit has the words, each found by its own index. */
function saying(q: string): SQL {
  const ofClaims = sql`select ${claims.id} from ${claims} where ${matches(claims.statement, q)}`
  const ofPundits = sql`select ${pundits.id} from ${pundits} where ${matches(pundits.name, q)}`
  return sql`${predictions.id} in (
    select ${predictions.id} from ${predictions} where ${matches(predictions.quoteExact, q)}
    union select ${predictions.id} from ${predictions} where ${predictions.claimId} in (${ofClaims})
    union select ${predictions.id} from ${predictions} where ${predictions.punditId} in (${ofPundits}))`
}

function view({ prediction, claim, pundit, source, score }: Row, today: string): PredictionView {
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
    loggedAt: prediction.loggedAt.toISOString(),
    loggedBy: prediction.loggedBy,
    entryId: prediction.entryId,
  }
}

export async function countClaimPredictions(deps: Deps, claimId: string): Promise<number> {
  return deps.db.$count(predictions, eq(predictions.claimId, claimId))
}
