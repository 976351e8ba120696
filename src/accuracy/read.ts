import { eq, type SQL, sql } from 'drizzle-orm'
import { z } from 'zod'
import { voidReasons } from '../claims/claim.ts'
import { inState, ofTopic } from '../claims/filters.ts'
import { type Page, type PageAsked, pageOf, readCursor } from '../db/page.ts'
import { claims, predictions, pundits, scores } from '../db/schema.ts'
import type { Deps } from '../deps.ts'
import { dateOf, slug } from '../fields.ts'
import { getPundit } from '../pundits/read.ts'

/** A pundit with fewer claims scored than this is listed as too few to rank. */
export const fewestToRank = 10

const count = z.number().int()

export const AccuracyView = z
  .object({
    pundit: z.object({ slug: z.string(), name: z.string() }).nullable(),
    n: count.meta({ description: 'Predictions scored.' }),
    effectiveN: count.meta({
      description: 'Claims they are of: several predictions of one claim count once.',
    }),
    stated: count.meta({ description: 'Scored predictions whose probability was a number in the words.' }),
    fromWords: count.meta({
      description: 'Scored predictions whose probability was read from words through a scale.',
    }),
    brier: z.object({
      mean: z.number().nullable().meta({
        description:
          'Mean of (probability − outcome)²: 0 is best, 1 worst, 0.25 is always saying 50 %. Null when nothing is scored.',
      }),
    }),
    logScore: z.object({
      mean: z.number().nullable().meta({
        description:
          'Mean of −ln of the probability given to what happened, clamped to 0.0001–0.9999: 0 is best. Null when nothing is scored.',
      }),
    }),
    coverage: z
      .object({
        logged: count,
        scored: count,
        open: count,
        due: count.meta({ description: 'Past the deadline, and nobody has said what happened.' }),
        disputed: count.meta({
          description: 'Of disputed claims: out of the scores until a moderator has settled.',
        }),
        void: z.record(z.enum(voidReasons), count).meta({ description: 'Of void claims, by reason.' }),
        assignedDeadline: count.meta({ description: 'Of claims whose deadline was assigned by the logger.' }),
        possibilities: count.meta({ description: 'Bare could, may, might: never scored.' }),
        reports: count.meta({ description: 'Passing on somebody else’s forecast: never scored.' }),
        medianDaysToLog: z.number().nullable().meta({ description: 'Days from said to logged.' }),
      })
      .meta({ description: 'What the score rests on. An accuracy figure without it is selection.' }),
    rank: count.nullable().meta({
      description: `By mean Brier score, with the predictions of one claim averaged first, so that repeating a claim moves nobody. Null with fewer than ${fewestToRank} claims scored: too few to rank.`,
    }),
  })
  .meta({ id: 'Accuracy' })
export type AccuracyView = z.infer<typeof AccuracyView>

export async function getAccuracy(
  deps: Deps,
  asked: string,
  filter: { topic?: string },
): Promise<AccuracyView> {
  const { id, name, slug } = await getPundit(deps, asked)
  const ranked = rankedFigures(deps, filter.topic)
  const [row] = await deps.db.with(ranked).select().from(ranked).where(eq(ranked.punditId, id))
  return row === undefined ? nothingYet({ slug, name }) : view(row)
}

/** The leaderboard: by rank, those too few to rank last, with the most logged first. */
export async function listAccuracy(
  deps: Deps,
  filter: { topic?: string },
  page: PageAsked,
): Promise<Page<AccuracyView>> {
  const after = readCursor(page.cursor, z.tuple([z.int32(), z.int32(), slug]))
  const ranked = rankedFigures(deps, filter.topic)
  const key = sql`(coalesce(${ranked.rank}, 2147483647), -${ranked.logged}, ${ranked.slug})`
  const rows = await deps.db
    .with(ranked)
    .select()
    .from(ranked)
    .where(after && sql`${key} > (${after[0]}::int, ${after[1]}::int, ${after[2]}::text)`)
    .orderBy(key)
    .limit(page.limit + 1)
  return pageOf(rows, page.limit, row => [row.rank ?? 2147483647, -row.logged, row.slug], view)
}

/** Every pundit's figures, one row each, read from the scores kept per prediction. */
function rankedFigures(deps: Deps, topic: string | undefined) {
  const today = dateOf(deps.now())
  const counted = countedScores(deps)
  const effectiveN = sql<number>`count(distinct ${counted.claimId})::int`
  const inOrder = sql`order by ${counted.predictionId}`
  const meanBrier = sql<number | null>`avg(${counted.brier} ${inOrder})`
  const meanOverClaims = sql`sum(${counted.brier} / ${counted.sameClaim} ${inOrder}) / nullif(count(distinct ${counted.claimId}), 0)`
  const enough = sql`${effectiveN} >= ${fewestToRank}`
  const figures = {
    punditId: pundits.id,
    slug: pundits.slug,
    name: pundits.name,
    n: sql<number>`count(${counted.predictionId})::int`.as('n'),
    effectiveN: effectiveN.as('effective_n'),
    stated: countWhere(sql`${counted.predictionId} is not null and ${predictions.basis} = 'stated'`).as(
      'stated',
    ),
    meanBrier: meanBrier.as('mean_brier'),
    meanLog: sql<number | null>`avg(${counted.log} ${inOrder})`.as('mean_log'),
    logged: countWhere(sql`true`).as('logged'),
    open: countWhere(inState('open', today)).as('open'),
    due: countWhere(inState('due', today)).as('due'),
    disputed: countWhere(inState('disputed', today)).as('disputed'),
    voids: sql<
      (string | null)[]
    >`json_agg(case when ${claims.disputeId} is null then ${claims.voidReason} end)`.as('voids'),
    assignedDeadline: countWhere(sql`${claims.dueBasis} = 'assigned'`).as('assigned_deadline'),
    possibilities: countWhere(sql`${predictions.stance} = 'possibility'`).as('possibilities'),
    reports: countWhere(sql`${predictions.stance} = 'reports'`).as('reports'),
    medianDaysToLog: sql<number | null>`percentile_cont(0.5) within group (
      order by (${predictions.loggedAt} at time zone 'UTC')::date - ${predictions.saidOn})`.as(
      'median_days_to_log',
    ),
    rank: sql<number | null>`case when ${enough} then
      (rank() over (order by ${enough} desc, ${meanOverClaims} asc nulls last))::int end`.as('rank'),
  }
  return deps.db.$with('ranked').as(
    deps.db
      .select(figures)
      .from(predictions)
      .innerJoin(claims, eq(claims.id, predictions.claimId))
      .innerJoin(pundits, eq(pundits.id, predictions.punditId))
      .leftJoin(counted, eq(counted.predictionId, predictions.id))
      .where(topic === undefined ? undefined : ofTopic(topic))
      .groupBy(pundits.id),
  )
}

/** The scored set, each score with how many of the pundit's are of the same claim. */
function countedScores(deps: Deps) {
  return deps.db
    .select({
      predictionId: scores.predictionId,
      claimId: scores.claimId,
      brier: scores.brier,
      log: scores.log,
      sameClaim: sql<number>`count(*) over (partition by ${scores.punditId}, ${scores.claimId})`.as(
        'same_claim',
      ),
    })
    .from(scores)
    .where(eq(scores.counted, true))
    .as('counted')
}

function countWhere(condition: SQL) {
  return sql<number>`(count(*) filter (where ${condition}))::int`
}

interface FiguresRow {
  slug: string
  name: string
  n: number
  effectiveN: number
  stated: number
  meanBrier: number | null
  meanLog: number | null
  logged: number
  open: number
  due: number
  disputed: number
  voids: (string | null)[]
  assignedDeadline: number
  possibilities: number
  reports: number
  medianDaysToLog: number | null
  rank: number | null
}

function view(row: FiguresRow): AccuracyView {
  const { slug, name, n, effectiveN, stated, meanBrier, meanLog, voids, rank, ...coverage } = row
  return {
    pundit: { slug, name },
    n,
    effectiveN,
    stated,
    fromWords: n - stated,
    brier: { mean: meanBrier },
    logScore: { mean: meanLog },
    coverage: {
      logged: coverage.logged,
      scored: n,
      open: coverage.open,
      due: coverage.due,
      disputed: coverage.disputed,
      void: countVoids(voids),
      assignedDeadline: coverage.assignedDeadline,
      possibilities: coverage.possibilities,
      reports: coverage.reports,
      medianDaysToLog: coverage.medianDaysToLog,
    },
    rank,
  }
}

function countVoids(reasons: (string | null)[]): AccuracyView['coverage']['void'] {
  return z
    .record(z.enum(voidReasons), count)
    .parse(
      Object.fromEntries(
        voidReasons.map(reason => [reason, reasons.filter(given => given === reason).length]),
      ),
    )
}

function nothingYet(pundit: { slug: string; name: string }): AccuracyView {
  const none = {
    n: 0,
    effectiveN: 0,
    stated: 0,
    meanBrier: null,
    meanLog: null,
    logged: 0,
    open: 0,
    due: 0,
    disputed: 0,
    voids: [],
  }
  const rest = { assignedDeadline: 0, possibilities: 0, reports: 0, medianDaysToLog: null, rank: null }
  return view({ ...pundit, ...none, ...rest })
}
