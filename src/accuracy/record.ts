import { brier } from '../scoring/brier.ts'
import { type Cluster, clusterMean, clusterVariance, onceEach } from '../scoring/cluster.ts'
import { logScore } from '../scoring/log-score.ts'
import { readPhraseThrough, scales } from '../scoring/scale.ts'
import type { Tally } from '../scoring/tally.ts'
import { compare } from './in-order.ts'

/** A settled prediction, as far as the figures of its pundit need it. */
export interface Scored {
  /** Predictions of one claim, and of its restatements, are one cluster. */
  cluster: string
  topics: string[]
  p: number
  low: number
  high: number
  /** The words the probability was read from; null for a stated number. */
  phrase: string | null
  possibility: boolean
  share: number
  /** Under the strict deadline; null where nobody can tell. */
  strictShare: number | null
}

/** All scored predictions of one probability and phrase. */
interface Row {
  phrase: string | null
  p: number
  low: number
  high: number
  n: number
  sum: number
  strictN: number
  strictSum: number
}

/** The Brier scores of one cluster, added up under each reading, and its log scores. */
interface ClusterRow {
  n: number
  value: number
  low: number
  high: number
  log: number
  strictN: number
  strict: number
  strictLog: number
  /** Which rows its predictions are of: the row's place, and how many, in all and under the strict deadline. */
  said: [row: number, n: number, strictN: number][]
}

/** Whatever reproduces every figure of a set of predictions: it grows with the words used and the claims, no more. */
export interface ScoredSet {
  rows: Row[]
  clusters: ClusterRow[]
}

/** What is kept of a pundit, in all or on one topic. */
export interface AccuracyRecord {
  counted: ScoredSet
  withPossibilities: ScoredSet
}

/** How words are read as a probability: at the value of their scale, or at either end of its range. */
export type Words = 'value' | 'low' | 'high'

/** Under which skill is kept: words at their value, or at either end; the strict deadline; each scale by its id. */
export const readings = ['value', 'low', 'high', 'strict', ...scales.map(({ id }) => id)]

/** The same whatever the order in which the predictions come. */
export function recordOf(scored: readonly Scored[]): AccuracyRecord {
  return { counted: setOf(scored.filter(item => !item.possibility)), withPossibilities: setOf(scored) }
}

function setOf(scored: readonly Scored[]): ScoredSet {
  const ordered = byContent(scored)
  const byRow = Map.groupBy(ordered, rowKey)
  const places = new Map([...byRow.keys()].map((key, at) => [key, at]))
  return {
    rows: [...byRow.values()].map(rowOf),
    clusters: byFigures(
      [...Map.groupBy(ordered, ({ cluster }) => cluster).values()].map(items => clusterOf(items, places)),
    ),
  }
}

function rowKey({ phrase, p, low, high }: Scored): string {
  return JSON.stringify([phrase, p, low, high])
}

/** What each says in full is written down once, not at each comparison. */
function byContent<T>(items: readonly T[], first: (a: T, b: T) => number = () => 0): T[] {
  return items
    .map(item => ({ item, content: JSON.stringify(item) }))
    .sort((a, b) => first(a.item, b.item) || compare(a.content, b.content))
    .map(({ item }) => item)
}

function byFigures(clusters: ClusterRow[]): ClusterRow[] {
  return byContent(clusters, (a, b) => a.n - b.n || a.value - b.value || a.strict - b.strict)
}

function rowOf(items: Scored[]): Row {
  const [{ phrase, p, low, high } = nothing] = items
  const strict = items.flatMap(({ strictShare }) => strictShare ?? [])
  const n = items.length
  return {
    phrase,
    p,
    low,
    high,
    n,
    sum: sum(items.map(item => item.share)),
    strictN: strict.length,
    strictSum: sum(strict),
  }
}

const nothing = { phrase: null, p: 0, low: 0, high: 0 }

function clusterOf(items: Scored[], places: Map<string, number>): ClusterRow {
  const strict = items.flatMap(({ p, strictShare }) =>
    strictShare === null ? [] : { p, share: strictShare },
  )
  return {
    n: items.length,
    value: sum(items.map(({ p, share }) => brier(p, share))),
    low: sum(items.map(({ low, share }) => brier(low, share))),
    high: sum(items.map(({ high, share }) => brier(high, share))),
    log: sum(items.map(({ p, share }) => logScore(p, share))),
    strictN: strict.length,
    strict: sum(strict.map(({ p, share }) => brier(p, share))),
    strictLog: sum(strict.map(({ p, share }) => logScore(p, share))),
    said: [...Map.groupBy(items, item => places.get(rowKey(item)) ?? 0)].map(([row, same]) => [
      row,
      same.length,
      same.filter(({ strictShare }) => strictShare !== null).length,
    ]),
  }
}

function sum(values: number[]): number {
  return values.reduce((sofar, value) => sofar + value, 0)
}

/** How many forecasts of each probability there were, the words read so, and how many came true. */
export function talliesOf({ rows }: ScoredSet, words: Words, { strict }: { strict: boolean }): Tally[] {
  return rows.flatMap(row => {
    const p = { value: row.p, low: row.low, high: row.high }[words]
    const tally = strict ? { p, n: row.strictN, sum: row.strictSum } : { p, n: row.n, sum: row.sum }
    return tally.n === 0 ? [] : tally
  })
}

export function clustersOf(
  { clusters }: ScoredSet,
  reading: Words | 'strict' | 'log' | 'strictLog',
): Cluster[] {
  return clusters.flatMap(row => {
    const n = reading === 'strict' || reading === 'strictLog' ? row.strictN : row.n
    return n === 0 ? [] : { n, sum: row[reading] }
  })
}

/** What was said of each cluster. */
export function saidOf({ rows, clusters }: ScoredSet, { strict }: { strict: boolean }): Said[][] {
  return clusters
    .map(({ said }) =>
      said.flatMap(([row, n, strictN]) => {
        const counted = strict ? strictN : n
        return counted === 0 ? [] : { p: rows[row]?.p ?? 0, phrase: rows[row]?.phrase ?? null, n: counted }
      }),
    )
    .filter(said => said.length > 0)
}

/** How often a probability was said of a cluster, and in which words. */
export interface Said {
  p: number
  n: number
  phrase: string | null
}

/** What a rank rests on: skill against always saying 50 %, the predictions of a cluster averaged first. */
export interface Skill {
  n: number
  /** The mean Brier score of all n, one by one. */
  brier: number
  clusters: number
  estimate: number
  /** Of the estimate; null of fewer than two clusters. */
  variance: number | null
}

/** Null of no predictions. */
export function skillOf(set: ScoredSet, reading: Words | 'strict'): Skill | null {
  const all = clustersOf(set, reading)
  const clusters = onceEach(all)
  const [brier, mean] = [clusterMean(all), clusterMean(clusters)]
  if (brier === null || mean === null) return null
  const variance = clusterVariance(clusters)
  return {
    n: all.reduce((sofar, { n }) => sofar + n, 0),
    brier,
    clusters: clusters.length,
    estimate: 1 - 4 * mean,
    variance: variance === null ? null : 16 * variance,
  }
}

/** By reading. Kept beside a record, so that ranking everybody reads no more than this. */
export type Skills = Record<keyof AccuracyRecord, Record<string, Skill | null>>

export function skillsOf(scored: readonly Scored[]): Skills {
  return { counted: bySet(scored.filter(item => !item.possibility)), withPossibilities: bySet(scored) }
}

/** Under the strict deadline and a scale at once, which is kept of nobody. */
export function strictSkillThrough(
  scored: readonly Scored[],
  scale: string,
): Record<keyof AccuracyRecord, Skill | null> {
  const { counted, withPossibilities } = recordOf(scored.map(item => through(item, scale)))
  return { counted: skillOf(counted, 'strict'), withPossibilities: skillOf(withPossibilities, 'strict') }
}

function bySet(scored: readonly Scored[]): Record<string, Skill | null> {
  const set = setOf(scored)
  const throughScales = scales.map(({ id }) => [
    id,
    skillOf(setOf(scored.map(item => through(item, id))), 'value'),
  ])
  return {
    value: skillOf(set, 'value'),
    low: skillOf(set, 'low'),
    high: skillOf(set, 'high'),
    strict: skillOf(set, 'strict'),
    ...Object.fromEntries(throughScales),
  }
}

/** The same with its words read through another scale; words that it does not list stay as they were read. */
export function through(item: Scored, scale: string): Scored {
  const reading = item.phrase === null ? undefined : readPhraseThrough(scale, item.phrase)
  return reading === undefined ? item : { ...item, p: reading.value, low: reading.low, high: reading.high }
}
