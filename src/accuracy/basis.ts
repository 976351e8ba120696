import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import { isOneOf } from '../db/bulk.ts'
import type { Db } from '../db/client.ts'
import { records } from '../db/schema.ts'
import type { Deps } from '../deps.ts'
import { calendarDate, dateOf, topic } from '../fields.ts'
import { invalid } from '../problem.ts'
import { results } from '../remembered.ts'
import { scales } from '../scoring/scale.ts'
import { readItemsAsOf } from './as-of.ts'
import { type Coverage, coverageOf, readCoverage, readLogged } from './coverage.ts'
import { figuresOf } from './figures.ts'
import { type Item, readItems, scoredByPundit } from './items.ts'
import { type Ranked, rank } from './rank.ts'
import {
  type AccuracyRecord,
  readings,
  recordOf,
  type Scored,
  type ScoredSet,
  type Skill,
  skillsOf,
  strictSkillThrough,
  through,
} from './record.ts'

/** How figures can be asked for. */
export const AccuracyQuery = {
  topic: topic.optional(),
  deadline: z.enum(['strict']).optional().meta({
    description:
      'strict: by the outcomes under the strict deadlines. What happened on a day that nobody said counts as in time.',
  }),
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

/** What everybody's figures and ranks are made from, as asked. */
export interface Basis {
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

export async function basisOf(deps: Deps, asked: Asked): Promise<Basis> {
  assertPast(deps, asked)
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

export function assertPast(deps: Deps, { asOf }: Asked): void {
  const today = dateOf(deps.now())
  if (asOf !== undefined && asOf > today) {
    throw invalid([{ pointer: '#/asOf', detail: `must not be in the future (today is ${today})` }])
  }
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

/** How much each pundit has predicted, as asked, of those named or of all; nobody who has predicted nothing. */
export async function loggedAsked(
  deps: Deps,
  { asOf, topic }: Asked,
  { items }: Basis,
  punditIds?: string[],
): Promise<Map<string, number>> {
  if (asOf === undefined) return readLogged(deps.db, { topic, punditIds })
  const about = [...(items ?? [])].map(([id, mine]) => {
    const logged = topic === undefined ? mine : mine.filter(item => item.topics.includes(topic))
    return [id, logged.length] as const
  })
  return new Map(about.filter(([, count]) => count > 0))
}

/** What became of everything some pundits have predicted, as asked. */
export async function coverageAsked(
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

type Figures = ReturnType<typeof figuresOf>

const figuresOfRecords = results<Figures>()

/** The figures of some pundits. Those made before from the same record are not made again, nor the record read. */
export async function figuresAsked(
  db: Db,
  asked: Asked,
  basis: Basis,
  punditIds: string[],
  { band }: { band: boolean },
): Promise<Map<string, Figures>> {
  const options = { strict: asked.deadline === 'strict', band }
  const digests = isKept(asked, basis) ? await readDigests(db, asked, punditIds) : new Map<string, string>()
  const known = new Map(
    [...digests].map(([id, digest]) => {
      const key = [digest, setName(asked), options.strict, band].join(' ')
      return [id, { key, found: figuresOfRecords.find(key) }]
    }),
  )
  const fresh = punditIds.filter(id => known.get(id)?.found === undefined)
  const sets = await setsAsked(db, asked, basis, fresh)
  return new Map(
    punditIds.map(id => {
      const { key, found } = known.get(id) ?? {}
      if (found !== undefined) return [id, found.result]
      const made = figuresOf(sets.get(id) ?? nothingScored, options)
      return [id, key === undefined ? made : figuresOfRecords.keep(key, made)]
    }),
  )
}

const nothingScored: ScoredSet = { rows: [], clusters: [] }

async function readDigests(db: Db, { topic }: Asked, punditIds: string[]): Promise<Map<string, string>> {
  const rows = await db
    .select({ punditId: records.punditId, digest: records.digest })
    .from(records)
    .where(and(isOneOf(records.punditId, punditIds), eq(records.topic, topic ?? '')))
  return new Map(rows.map(({ punditId, digest }) => [punditId, digest]))
}

function isKept({ scale }: Asked, { items }: Basis): boolean {
  return items === undefined && scale === undefined
}

/** The scored sets of some pundits, from what is kept where it is. */
async function setsAsked(
  db: Db,
  asked: Asked,
  basis: Basis,
  punditIds: string[],
): Promise<Map<string, ScoredSet>> {
  if (punditIds.length === 0) return new Map()
  const { items } = basis
  if (isKept(asked, basis)) {
    const rows = await db
      .select({ punditId: records.punditId, record: records.record })
      .from(records)
      .where(and(isOneOf(records.punditId, punditIds), eq(records.topic, asked.topic ?? '')))
    return new Map(rows.map(({ punditId, record }) => [punditId, record[setName(asked)]]))
  }
  const found = items ?? byPundit(await itemsAsked(db, asked, punditIds))
  return new Map(punditIds.map(id => [id, recordOf(scoredAsked(found.get(id) ?? [], asked))[setName(asked)]]))
}
