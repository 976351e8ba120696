import { and, eq, isNull } from 'drizzle-orm'
import { z } from 'zod'
import { voidReasons } from '../claims/claim.ts'
import { isOneOf } from '../db/bulk.ts'
import type { Db } from '../db/client.ts'
import { badCursor, type Page, type PageAsked, pageOf, readCursor } from '../db/page.ts'
import { pundits, records } from '../db/schema.ts'
import type { Deps } from '../deps.ts'
import { calendarDate, dateOf, slug as slugField, topic } from '../fields.ts'
import { invalid } from '../problem.ts'
import { getPundit } from '../pundits/read.ts'
import { meanBrier } from '../scoring/mean-score.ts'
import { scales } from '../scoring/scale.ts'
import { readItemsAsOf } from './as-of.ts'
import { type Coverage, coverageOf, nothingLogged, readCoverage } from './coverage.ts'
import { figuresOf } from './figures.ts'
import { type Item, readItems, scoredByPundit } from './items.ts'
import { fewestToRank, type Ranked, rank } from './rank.ts'
import {
  type AccuracyRecord,
  readings,
  recordOf,
  type Scored,
  type ScoredSet,
  type Skill,
  skillsOf,
  strictSkillThrough,
  talliesOf,
  through,
} from './record.ts'

const count = z.number().int()
const probability = z.number().min(0).max(1)
const interval = z.tuple([z.number(), z.number()]).nullable()
const score = z.number().nullable()

/** How figures can be asked for. */
export const AccuracyQuery = {
  topic: topic.optional(),
  deadline: z
    .enum(['strict'])
    .optional()
    .meta({ description: 'strict: by the outcomes under the strict deadlines, where these can be told.' }),
  include: z
    .enum(['possibilities'])
    .optional()
    .meta({ description: 'possibilities: count bare could, may and might as well.' }),
  scale: z
    .string()
    .refine(
      id => scales.some(scale => scale.id === id),
      `must be one of ${scales.map(({ id }) => id).join(', ')}`,
    )
    .optional()
    .meta({
      description:
        'The id of a scale through which to read the words (GET /scales). Words it does not list stay as they were read.',
    }),
  asOf: calendarDate.optional().meta({
    description:
      'As the ledger knew it at the end of that day, in UTC. Not in the future. Pundits merged since are one.',
  }),
}
const Asked = z.object(AccuracyQuery)
export type Asked = z.infer<typeof Asked>

export const AccuracyView = z
  .object({
    pundit: z.object({ slug: z.string(), name: z.string() }).nullable(),
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
        description:
          '95 %: studentized bootstrap over clusters (500 draws, fixed seed; of more than 200 clusters the normal interval). Null of fewer than two clusters, or when all score the same.',
      }),
      low: score.meta({ description: 'The mean if every word meant the low end of its range.' }),
      high: score.meta({ description: 'The mean if every word meant the high end of its range.' }),
    }),
    logScore: z.object({
      mean: score.meta({
        description:
          'Mean of −ln of the probability given to what happened, clamped to 0.0001–0.9999: 0 is best. Null when nothing is scored.',
      }),
      low: score,
      high: score,
    }),
    skill: z
      .object({
        vsBaseRate: score.meta({
          description:
            '1 − Brier / that of always saying the pundit’s own base rate. Null when everything, or nothing, came true.',
        }),
        baseRate: score.meta({ description: 'How much of what was scored came true.' }),
        vsHalf: score.meta({ description: '1 − Brier / 0.25, against always saying 50 %.' }),
        interval: interval.meta({ description: 'Of vsHalf, 95 %, from that of the Brier score.' }),
        shrunken: z
          .object({ estimate: z.number(), interval: z.tuple([z.number(), z.number()]) })
          .nullable()
          .meta({
            description:
              'vsHalf with each cluster counted once, drawn to that of all who are ranked, the more the less it rests on (Morris 1983). Its low end ranks. Null with too few to rank, and where nobody’s scores differ from one another.',
          }),
      })
      .meta({ description: 'More than 0 is better than the reference, 1 is best.' }),
    sharpness: score.meta({
      description: 'Mean of p(1 − p): 0 is always sure, 0.25 always 50 %. No virtue without calibration.',
    }),
    calibration: z
      .array(
        z.object({
          from: probability,
          to: probability,
          n: count,
          meanForecast: score,
          frequency: score.meta({ description: 'How much of it came true.' }),
          interval: interval.meta({ description: 'Of the frequency, 95 %, Wilson.' }),
        }),
      )
      .meta({ description: 'Ten bins; each takes its lower end, the last both.' }),
    corp: z
      .object({
        miscalibration: score.meta({ description: 'What recalibrating would save; 0 is best.' }),
        chanceMiscalibration: score.meta({
          description:
            'What a calibrated pundit with these forecasts stays under in 95 % of the cases. Only a miscalibration above it speaks against calibration. Null in the leaderboard.',
        }),
        discrimination: score.meta({ description: 'How far what happened differs between forecasts.' }),
        uncertainty: score.meta({ description: 'The score of always saying the base rate.' }),
        curve: z.array(
          z.object({
            p: probability,
            recalibrated: probability,
            n: z.number(),
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
          phrase: z.string(),
          n: count,
          meanForecast: probability.meta({ description: 'What the scale makes of it.' }),
          frequency: probability.meta({ description: 'How much of it came true.' }),
          interval,
        }),
      )
      .meta({ description: 'What the words turned out to mean, the most used first.' }),
    coverage: z
      .object({
        logged: count,
        scored: count,
        open: count,
        due: count.meta({ description: 'Past the deadline, and nobody has said what happened.' }),
        disputed: count.meta({ description: 'Out of the scores until a moderator has settled.' }),
        void: z.record(z.enum(voidReasons), count).meta({ description: 'Of void claims, by reason.' }),
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
        'The rank if every word meant the low or the high end of its range, under the strict deadlines, and under each scale by its id.',
    }),
    rankHolds: z
      .boolean()
      .nullable()
      .meta({ description: 'Whether the rank is the same under all of them. Null when there is none.' }),
  })
  .meta({ id: 'Accuracy' })
export type AccuracyView = z.infer<typeof AccuracyView>

export async function getAccuracy(deps: Deps, slug: string, asked: Asked): Promise<AccuracyView> {
  const pundit = await getPundit(deps, slug)
  const basis = await basisOf(deps, asked)
  const [view] = await views(deps, asked, basis, [pundit], { band: true })
  if (view === undefined) throw new Error('One pundit has one accuracy.')
  return view
}

export const orders = ['rank', 'brier', 'scored', 'logged', 'name'] as const
export type Order = (typeof orders)[number]

/** The leaderboard. In every order those too few to rank come last; by rank, the most logged of them first. */
export async function listAccuracy(
  deps: Deps,
  { sort = 'rank', ...asked }: Asked & { sort?: Order },
  page: PageAsked,
): Promise<Page<AccuracyView>> {
  const after = readCursor(page.cursor, z.tuple([slugField]))
  const basis = await basisOf(deps, asked)
  const listed = await orderedPundits(deps, asked, basis, sort)
  const start = after === undefined ? 0 : listed.findIndex(pundit => pundit.slug === after[0]) + 1
  if (after !== undefined && start === 0) throw badCursor()
  const { items, next } = pageOf(
    listed.slice(start, start + page.limit + 1),
    page.limit,
    pundit => [pundit.slug],
    pundit => pundit,
  )
  return { items: await views(deps, asked, basis, items, { band: false }), next }
}

/** What everybody's figures and ranks are made from, as asked. */
interface Basis {
  /** By pundit and reading. */
  skills: Map<string, Record<string, Skill | null>>
  /** The reading that is asked for. */
  reading: string
  ranks: Map<string, Map<string, Ranked>>
  /** Where nothing is kept for what is asked: everything, from the ledger or the rows. */
  items: Map<string, Item[]> | undefined
}

/** The strict deadlines and a scale at once. */
const strictThroughScale = 'strict-scale'

async function basisOf(deps: Deps, asked: Asked): Promise<Basis> {
  const today = dateOf(deps.now())
  if (asked.asOf !== undefined && asked.asOf > today) {
    throw invalid([{ pointer: '#/asOf', detail: `must not be in the future (today is ${today})` }])
  }
  const reading = readingOf(asked)
  // A scale under strict deadlines is kept of nobody, and neither is any day that has passed.
  const kept = asked.asOf === undefined && reading !== strictThroughScale
  const items = kept ? undefined : byPundit(await itemsAsked(deps.db, asked))
  const skills = items === undefined ? await keptSkills(deps.db, asked) : freshSkills(items, asked)
  const ranks = new Map(
    [...readings, reading].map(one => [
      one,
      rank(new Map([...skills].map(([id, own]) => [id, own[one] ?? null]))),
    ]),
  )
  return { skills, reading, ranks, items }
}

function readingOf({ deadline, scale }: Asked): string {
  if (deadline !== 'strict') return scale ?? 'value'
  return scale === undefined ? 'strict' : strictThroughScale
}

function setName({ include }: Asked): keyof AccuracyRecord {
  return include === 'possibilities' ? 'withPossibilities' : 'counted'
}

async function keptSkills(db: Db, asked: Asked): Promise<Basis['skills']> {
  const rows = await db
    .select({ punditId: records.punditId, skills: records.skills })
    .from(records)
    .where(eq(records.topic, asked.topic ?? ''))
  return new Map(rows.map(({ punditId, skills }) => [punditId, skills[setName(asked)]]))
}

function freshSkills(items: Map<string, Item[]>, asked: Asked): Basis['skills'] {
  const { scale } = asked
  const set = setName(asked)
  return new Map(
    [...items].map(([id, mine]) => {
      const scored = scoredOfTopic(mine, asked)
      const strict = scale === undefined ? null : strictSkillThrough(scored, scale)[set]
      return [id, { ...skillsOf(scored)[set], [strictThroughScale]: strict }]
    }),
  )
}

/** What was predicted, as of the day asked for; on a past day that of everybody. */
export function itemsAsked(db: Db, { asOf }: Asked, punditIds?: string[]): Promise<Item[]> {
  return asOf === undefined ? readItems(db, punditIds) : readItemsAsOf(db, asOf)
}

function byPundit(items: Item[]): Map<string, Item[]> {
  return Map.groupBy(items, item => item.punditId)
}

/** Of one pundit's predictions, those that are scored. What belongs together does so also across topics. */
function scoredOfTopic(items: Item[], { topic }: Asked): Scored[] {
  const scored = [...scoredByPundit(items).values()].flat()
  return topic === undefined ? scored : scored.filter(item => item.topics.includes(topic))
}

/** The same, read as asked. */
export function scoredAsked(items: Item[], asked: Asked): Scored[] {
  const { scale } = asked
  const scored = scoredOfTopic(items, asked)
  return scale === undefined ? scored : scored.map(item => through(item, scale))
}

/** Everybody who has predicted anything that is asked for, in the order asked for. */
async function orderedPundits(deps: Deps, asked: Asked, basis: Basis, sort: Order): Promise<Listed[]> {
  const everybody = await deps.db
    .select({ id: pundits.id, slug: pundits.slug, name: pundits.name })
    .from(pundits)
    .where(isNull(pundits.mergedInto))
  const coverage = await coverageAsked(
    deps,
    asked,
    basis,
    everybody.map(({ id }) => id),
  )
  const scores = sort === 'brier' ? await setsAsked(deps.db, asked, basis, [...coverage.keys()]) : new Map()
  const ranked = basis.ranks.get(basis.reading)
  const key: Record<Order, (pundit: Listed) => number> = {
    rank: ({ id }) => ranked?.get(id)?.rank ?? Number.POSITIVE_INFINITY,
    brier: ({ id }) => meanOf(scores.get(id), asked) ?? Number.POSITIVE_INFINITY,
    scored: ({ id }) => -(basis.skills.get(id)?.[basis.reading]?.clusters ?? 0),
    logged: ({ id }) => -(coverage.get(id)?.logged ?? 0),
    name: () => 0,
  }
  const unranked = ({ id }: Listed) => (ranked?.has(id) ? 0 : 1)
  const byName = new Intl.Collator('en')
  return everybody
    .filter(({ id }) => coverage.has(id))
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

function compare<T extends number | string>(a: T, b: T): number {
  return a < b ? -1 : a > b ? 1 : 0
}

function meanOf(set: ScoredSet | undefined, { deadline }: Asked): number | null {
  return set === undefined ? null : meanBrier(talliesOf(set, 'value', { strict: deadline === 'strict' }))
}

async function coverageAsked(
  deps: Deps,
  asked: Asked,
  { items }: Basis,
  punditIds: string[],
): Promise<Map<string, Coverage>> {
  if (asked.asOf === undefined) {
    return readCoverage(deps.db, { punditIds, topic: asked.topic, today: dateOf(deps.now()) })
  }
  const { asOf, topic } = asked
  const about = [...(items ?? [])].flatMap(([id, mine]) => {
    const logged = topic === undefined ? mine : mine.filter(item => item.topics.includes(topic))
    return logged.length === 0 ? [] : [[id, coverageOf(logged, asOf)] as const]
  })
  return new Map(about)
}

/** The scored sets of some pundits, from what is kept where it is. */
async function setsAsked(
  db: Db,
  asked: Asked,
  { items }: Basis,
  punditIds: string[],
): Promise<Map<string, ScoredSet>> {
  if (items === undefined && asked.scale === undefined) {
    const rows = await db
      .select({ punditId: records.punditId, record: records.record })
      .from(records)
      .where(and(isOneOf(records.punditId, punditIds), eq(records.topic, asked.topic ?? '')))
    return new Map(rows.map(({ punditId, record }) => [punditId, record[setName(asked)]]))
  }
  const found = items ?? byPundit(await itemsAsked(db, asked, punditIds))
  return new Map(punditIds.map(id => [id, recordOf(scoredAsked(found.get(id) ?? [], asked))[setName(asked)]]))
}

const nothingScored: ScoredSet = { rows: [], clusters: [] }

async function views(
  deps: Deps,
  asked: Asked,
  basis: Basis,
  shown: Listed[],
  { band }: { band: boolean },
): Promise<AccuracyView[]> {
  const ids = shown.map(({ id }) => id)
  const sets = await setsAsked(deps.db, asked, basis, ids)
  const coverage = await coverageAsked(deps, asked, basis, ids)
  return shown.map(({ id, slug, name }) => {
    const { skill, ...figures } = figuresOf(sets.get(id) ?? nothingScored, {
      strict: asked.deadline === 'strict',
      band,
    })
    const { logged, ...rest } = coverage.get(id) ?? nothingLogged
    const ranked = basis.ranks.get(basis.reading)?.get(id)
    const others = readings
      .filter(reading => reading !== basis.reading)
      .map(reading => [reading, basis.ranks.get(reading)?.get(id)?.rank ?? null] as const)
    return {
      pundit: { slug, name },
      ...figures,
      skill: { ...skill, shrunken: shrunkenView(ranked) },
      coverage: { logged, scored: figures.n, ...rest },
      rank: ranked?.rank ?? null,
      otherRanks: Object.fromEntries(others),
      rankHolds: ranked === undefined ? null : others.every(([, other]) => other === ranked.rank),
    }
  })
}

function shrunkenView(ranked: Ranked | undefined): AccuracyView['skill']['shrunken'] {
  if (ranked?.shrunken == null) return null
  const { estimate, low, high } = ranked.shrunken
  // The normal interval knows no bound; skill does.
  return { estimate: Math.min(1, estimate), interval: [low, Math.min(1, high)] }
}
