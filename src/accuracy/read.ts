import { isNull } from 'drizzle-orm'
import { z } from 'zod'
import { voidReasons } from '../claims/claim.ts'
import { badCursor, type Page, type PageAsked, pageOf, readCursor } from '../db/page.ts'
import { pundits } from '../db/schema.ts'
import type { Deps } from '../deps.ts'
import { dateOf, slug as slugField } from '../fields.ts'
import { getPundit } from '../pundits/read.ts'
import { fewestResampled } from '../scoring/cluster-bootstrap.ts'
import { atOneMoment } from './at-one-moment.ts'
import {
  type Asked,
  assertPast,
  type Basis,
  basisOf,
  coverageAsked,
  figuresAsked,
  itemsAsked,
  loggedAsked,
  scoredAsked,
} from './basis.ts'
import { type Coverage, coverageOf, nothingLogged } from './coverage.ts'
import { figuresOf } from './figures.ts'
import { compare } from './in-order.ts'
import { fewestToRank, type Ranked } from './rank.ts'
import { readings, recordOf } from './record.ts'

const count = z.number().int()
const probability = z.number().min(0).max(1)
const interval = z.tuple([z.number(), z.number()]).nullable()
const score = z.number().nullable()
const lowEnd = 'The same if every word meant the low end of its range.'
const highEnd = 'The same if every word meant the high end of its range.'

export const AccuracyView = z
  .object({
    pundit: z
      .object({
        slug: z.string().meta({ description: 'Names the pundit in addresses.' }),
        name: z.string(),
      })
      .nullable()
      .meta({ description: 'Null of everybody together.' }),
    n: count.meta({ description: 'Predictions scored.' }),
    effectiveN: count.meta({
      description:
        'Independent ones among them: several predictions of one claim, and restatements, are one cluster and count once.',
    }),
    stated: count.meta({ description: 'Scored predictions whose probability was a number in the words.' }),
    fromWords: count.meta({
      description: 'Scored predictions whose probability was read from words through a scale.',
    }),
    brier: z.object({
      mean: score.meta({
        description:
          'Mean of (probability − outcome)²: 0 is best, 1 worst, 0.25 is always saying 50 %. Null when nothing is scored.',
      }),
      interval: interval.meta({
        description: `95 %: studentized bootstrap over clusters (500 draws, fixed seed; of more than 1,000 clusters the normal interval). It holds the truth about 90 times in 100 of five clusters, 95 to 96 times of ten and more. Null of fewer than ${fewestResampled} clusters, or when all score the same.`,
      }),
      low: score.meta({
        description:
          'The mean if every word meant the low end of its range. Stated numbers stay. low and high are two more readings, not bounds: the mean may lie outside of them.',
      }),
      high: score.meta({ description: 'The mean if every word meant the high end of its range.' }),
    }),
    logScore: z.object({
      mean: score.meta({
        description:
          'Mean of −ln of the probability given to what happened, clamped to 0.0001–0.9999: less is better, 0.0001 is the least. Null when nothing is scored.',
      }),
      interval: interval.meta({
        description:
          'Of the mean, 95 %, as that of the Brier score. Less sure: where sure words dominate, one in five can miss.',
      }),
      low: score.meta({ description: lowEnd }),
      high: score.meta({ description: highEnd }),
    }),
    skill: z
      .object({
        vsBaseRate: score.meta({
          description:
            '1 − Brier / that of always saying the pundit’s own base rate. Null when everything, or nothing, came true.',
        }),
        baseRate: score.meta({
          description:
            'How much of what was scored came true. Neither it nor vsBaseRate has an interval: both come from the same few outcomes.',
        }),
        vsHalf: score.meta({ description: '1 − Brier / 0.25, against always saying 50 %.' }),
        interval: interval.meta({ description: 'Of vsHalf, 95 %, from that of the Brier score.' }),
        perCluster: score.meta({
          description: 'vsHalf with each cluster counted once: saying a thing again moves nothing here.',
        }),
        perClusterInterval: interval.meta({ description: 'Of perCluster, 95 %.' }),
        low: score.meta({ description: 'vsHalf if every word meant the low end of its range.' }),
        high: score.meta({ description: 'vsHalf if every word meant the high end of its range.' }),
        shrunken: z
          .object({
            estimate: z.number().meta({ description: 'The adjusted skill: 1 is best.' }),
            interval: z
              .tuple([z.number(), z.number()])
              .meta({ description: 'Of the estimate, 95 %, normal. Its low end ranks.' }),
          })
          .nullable()
          .meta({
            description:
              'perCluster, drawn to that of all who are ranked, the more the less it rests on (Morris 1983). Its low end ranks. Null with too few to rank, and where nobody’s scores differ from one another.',
          }),
      })
      .meta({ description: 'More than 0 is better than the reference, 1 is best.' }),
    sharpness: score.meta({
      description: 'Mean of p(1 − p): 0 is always sure, 0.25 always 50 %. No virtue without calibration.',
    }),
    murphy: z
      .object({
        miscalibration: score.meta({ description: 'Murphy’s reliability; 0 is best.' }),
        discrimination: score.meta({ description: 'Murphy’s resolution; more is better.' }),
        uncertainty: score.meta({ description: 'base rate × (1 − base rate).' }),
      })
      .meta({
        description:
          'The Brier score taken apart by distinct probability (Murphy 1973): miscalibration − discrimination + uncertainty is the mean. Where each probability was used once or twice, both are large by chance: prefer corp.',
      }),
    calibration: z
      .array(
        z.object({
          from: probability.meta({ description: 'The lower end of the bin.' }),
          to: probability.meta({ description: 'The upper end, which only the last bin takes.' }),
          n: count.meta({ description: 'Predictions in the bin.' }),
          effectiveN: count.meta({ description: 'Clusters they are of.' }),
          meanForecast: score.meta({ description: 'Their mean probability. Null of none.' }),
          frequency: score.meta({ description: 'How much of it came true.' }),
          interval: interval.meta({
            description: 'Of the frequency, 95 %, Wilson, each cluster one observation.',
          }),
        }),
      )
      .meta({ description: 'Ten bins; each takes its lower end, the last both.' }),
    corp: z
      .object({
        miscalibration: score.meta({ description: 'What recalibrating would save; 0 is best.' }),
        chanceMiscalibration: score.meta({
          description:
            'What a calibrated pundit with these forecasts stays under in 95 % of the cases, all predictions of a cluster coming true together. Only a miscalibration above it speaks against calibration. Null in the leaderboard.',
        }),
        discrimination: score.meta({ description: 'How far what happened differs between forecasts.' }),
        uncertainty: score.meta({ description: 'The score of always saying the base rate.' }),
        curve: z.array(
          z.object({
            p: probability.meta({ description: 'A probability that was given.' }),
            recalibrated: probability.meta({ description: 'What it turned out to mean: the isotonic fit.' }),
            n: count.meta({ description: 'How often it was given.' }),
            band: interval.meta({
              description:
                'Where 95 % of such curves would lie if the forecasts were calibrated. Null in the leaderboard.',
            }),
          }),
        ),
      })
      .meta({
        description:
          'Reliability diagram by isotonic regression (Dimitriadis, Gneiting, Jordan 2021): miscalibration − discrimination + uncertainty is the mean Brier score.',
      }),
    hedges: z
      .array(
        z.object({
          phrase: z.string().meta({ description: 'The words, as the scale lists them.' }),
          n: count.meta({ description: 'Scored predictions that used them.' }),
          effectiveN: count.meta({ description: 'Clusters these are of.' }),
          meanForecast: probability.meta({ description: 'What the scale makes of it.' }),
          frequency: probability.meta({ description: 'How much of it came true.' }),
          interval: interval.meta({
            description: 'Of the frequency, 95 %, Wilson, each cluster one observation.',
          }),
        }),
      )
      .meta({ description: 'What the words turned out to mean, the most used first.' }),
    coverage: z
      .object({
        logged: count.meta({
          description: 'All predictions: scored, open, due, disputed, void and uncounted together.',
        }),
        scored: count.meta({ description: 'The same as n.' }),
        open: count.meta({ description: 'Not settled, and the deadline has not passed.' }),
        due: count.meta({ description: 'Past the deadline, and nobody has said what happened.' }),
        disputed: count.meta({ description: 'Out of the scores until a moderator has settled.' }),
        void: z.record(z.enum(voidReasons), count).meta({ description: 'Of void claims, by reason.' }),
        uncounted: count.meta({
          description:
            'Settled but not counted as asked: possibilities, reports, what was said when the outcome could be known, and under strict deadlines what was said after them.',
        }),
        settledEarly: count.meta({
          description:
            'Settled as true, false or partial though the deadline has not passed. What happens can settle early, what does not cannot: while much is open, such a record looks better than it is.',
        }),
        undated: count.meta({
          description:
            'Settled as true or partial without the day it happened, where the strict deadline is another: strict deadlines take them for in time.',
        }),
        assignedDeadline: count.meta({ description: 'Of claims whose deadline was assigned by the logger.' }),
        possibilities: count.meta({ description: 'Bare could, may, might: scored only when asked for.' }),
        reports: count.meta({ description: 'Passing on somebody else’s forecast: never scored.' }),
        medianDaysToLog: z.number().nullable().meta({ description: 'Days from said to logged.' }),
      })
      .meta({ description: 'What the score rests on. An accuracy figure without it is selection.' }),
    rank: count.nullable().meta({
      description: `By the low end of the shrunken skill. Null with an effectiveN under ${fewestToRank}: too few to rank.`,
    }),
    otherRanks: z.record(z.string(), count.nullable()).meta({
      description:
        'By reading: `value` (words as their scale says), `low` and `high` (every word at that end of its range), `strict` (strict deadlines), and each scale by its id; the reading asked for is left out. Null under a reading with too few to rank.',
    }),
    rankHolds: z
      .boolean()
      .nullable()
      .meta({ description: 'Whether the rank is the same under all of them. Null when there is none.' }),
  })
  .meta({ id: 'Accuracy' })
export type AccuracyView = z.infer<typeof AccuracyView>

export function getAccuracy(deps: Deps, slug: string, asked: Asked): Promise<AccuracyView> {
  return atOneMoment(deps, ['pundit', slug, asked], async deps => {
    const pundit = await getPundit(deps, slug)
    const basis = await basisOf(deps, asked)
    const [view] = await views(deps, asked, basis, [pundit], { band: true })
    if (view === undefined) throw new Error('One pundit has one accuracy.')
    return view
  })
}

/** The same of everybody together. What is forecast by several is one cluster. */
export function getOverallAccuracy(deps: Deps, asked: Asked): Promise<AccuracyView> {
  return atOneMoment(deps, ['overall', asked], async deps => {
    const today = asked.asOf ?? dateOf(deps.now())
    assertPast(deps, asked)
    const items = (await itemsAsked(deps.db, asked)).map(item => ({ ...item, punditId: '' }))
    const { counted, withPossibilities } = recordOf(scoredAsked(items, asked))
    const set = asked.include === undefined ? counted : withPossibilities
    const figures = figuresOf(set, { strict: asked.deadline === 'strict', band: true })
    const about = items.filter(({ topics }) => asked.topic === undefined || topics.includes(asked.topic))
    return {
      ...viewOf(figures, coverageOf(about, today)),
      pundit: null,
      rank: null,
      otherRanks: {},
      rankHolds: null,
    }
  })
}

export const orders = ['rank', 'brier', 'scored', 'logged', 'name'] as const
export type Order = (typeof orders)[number]

/** The leaderboard. In every order those too few to rank come last; by rank, the most logged of them first. */
export function listAccuracy(
  deps: Deps,
  { sort = 'rank', ...asked }: Asked & { sort?: Order },
  page: PageAsked,
): Promise<Page<AccuracyView>> {
  return atOneMoment(deps, ['all', asked, sort, page], deps => listAt(deps, asked, sort, page))
}

async function listAt(deps: Deps, asked: Asked, sort: Order, page: PageAsked): Promise<Page<AccuracyView>> {
  const after = readCursor(page.cursor, z.tuple([z.literal(sort), slugField]))
  const basis = await basisOf(deps, asked)
  const listed = await orderedPundits(deps, asked, basis, sort)
  const start = after === undefined ? 0 : listed.findIndex(pundit => pundit.slug === after[1]) + 1
  if (after !== undefined && start === 0) throw badCursor()
  const { items, next } = pageOf(
    listed.slice(start, start + page.limit + 1),
    page.limit,
    pundit => [sort, pundit.slug],
    pundit => pundit,
  )
  return { items: await views(deps, asked, basis, items, { band: false }), next }
}

/** Everybody who has predicted anything that is asked for, in the order asked for. */
async function orderedPundits(deps: Deps, asked: Asked, basis: Basis, sort: Order): Promise<Listed[]> {
  const everybody = await deps.db
    .select({ id: pundits.id, slug: pundits.slug, name: pundits.name })
    .from(pundits)
    .where(isNull(pundits.mergedInto))
  const ranked = basis.ranks.get(basis.reading)
  // Whoever is ranked has predicted: in other orders than by that only the others have to be counted.
  const others = everybody.flatMap(({ id }) => (ranked?.has(id) ? [] : id))
  const logged = await loggedAsked(deps, asked, basis, sort === 'logged' ? undefined : others)
  const key: Record<Order, (pundit: Listed) => number> = {
    rank: ({ id }) => ranked?.get(id)?.rank ?? Number.POSITIVE_INFINITY,
    brier: ({ id }) => basis.skills.get(id)?.[basis.reading]?.brier ?? Number.POSITIVE_INFINITY,
    scored: ({ id }) => -(basis.skills.get(id)?.[basis.reading]?.n ?? 0),
    logged: ({ id }) => -(logged.get(id) ?? 0),
    name: () => 0,
  }
  const unranked = ({ id }: Listed) => (ranked?.has(id) ? 0 : 1)
  const byName = new Intl.Collator('en')
  return everybody
    .filter(({ id }) => logged.has(id) || ranked?.has(id))
    .sort(
      (a, b) =>
        compare(unranked(a), unranked(b)) ||
        compare(key[sort](a), key[sort](b)) ||
        (sort === 'name' ? byName.compare(a.name, b.name) : compare(key.logged(a), key.logged(b))) ||
        compare(a.slug, b.slug),
    )
}

interface Listed {
  id: string
  slug: string
  name: string
}

async function views(
  deps: Deps,
  asked: Asked,
  basis: Basis,
  shown: Listed[],
  { band }: { band: boolean },
): Promise<AccuracyView[]> {
  const ids = shown.map(({ id }) => id)
  const figures = await figuresAsked(deps.db, asked, basis, ids, { band })
  const coverage = await coverageAsked(deps, asked, basis, ids)
  return shown.flatMap(({ id, slug, name }) => {
    const own = figures.get(id)
    if (own === undefined) return []
    const ranked = basis.ranks.get(basis.reading)?.get(id)
    const others = readings
      .filter(reading => reading !== basis.reading)
      .map(reading => [reading, basis.ranks.get(reading)?.get(id)?.rank ?? null] as const)
    return {
      ...viewOf(own, coverage.get(id) ?? nothingLogged, ranked),
      pundit: { slug, name },
      rank: ranked?.rank ?? null,
      otherRanks: Object.fromEntries(others),
      rankHolds: ranked === undefined ? null : others.every(([, other]) => other === ranked.rank),
    }
  })
}

function viewOf(
  { skill, ...figures }: ReturnType<typeof figuresOf>,
  { logged, ...rest }: Coverage,
  ranked?: Ranked,
) {
  const voided = Object.values(rest.void).reduce((sum, count) => sum + count, 0)
  const uncounted = logged - figures.n - rest.open - rest.due - rest.disputed - voided
  return {
    ...figures,
    skill: { ...skill, shrunken: shrunkenView(ranked) },
    coverage: { logged, scored: figures.n, uncounted, ...rest },
  }
}

function shrunkenView(ranked: Ranked | undefined): AccuracyView['skill']['shrunken'] {
  if (ranked?.shrunken == null) return null
  const { estimate, low, high } = ranked.shrunken
  // The normal interval knows no bound; skill does.
  return { estimate: Math.min(1, estimate), interval: [low, Math.min(1, high)] }
}
