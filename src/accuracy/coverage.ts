import { and, count, eq, inArray, type SQL, sql } from 'drizzle-orm'
import type { VoidReason } from '../claims/claim.ts'
import { inState, ofTopic } from '../claims/filters.ts'
import { claimState } from '../claims/rules.ts'
import { isOneOf } from '../db/bulk.ts'
import type { Db } from '../db/client.ts'
import { claims, predictions } from '../db/schema.ts'
import { dateOf } from '../fields.ts'
import { keptByVersion } from '../pundits/versions.ts'
import type { Item } from './items.ts'

/** What became of everything that a pundit has predicted. */
export interface Coverage {
  logged: number
  open: number
  due: number
  disputed: number
  void: Record<VoidReason, number>
  settledEarly: number
  undated: number
  assignedDeadline: number
  possibilities: number
  reports: number
  medianDaysToLog: number | null
}

export const nothingLogged: Coverage = {
  logged: 0,
  open: 0,
  due: 0,
  disputed: 0,
  void: countVoids([]),
  settledEarly: 0,
  undated: 0,
  assignedDeadline: 0,
  possibilities: 0,
  reports: 0,
  medianDaysToLog: null,
}

const coverages = keptByVersion<Coverage>()
const counts = keptByVersion<number>(20_000)

interface CoverageAsked {
  punditIds: string[]
  topic?: string
  today: string
}

/** As it stands now, by pundit. Of whom nothing has changed since it was counted it is not counted again. */
export async function readCoverage(
  db: Db,
  { punditIds, topic, today }: CoverageAsked,
): Promise<Map<string, Coverage>> {
  const found = await coverages(db, punditIds, [topic, today], async fresh => {
    const counted = await countCoverage(db, { punditIds: fresh, topic, today })
    return new Map(fresh.map(id => [id, counted.get(id) ?? nothingLogged]))
  })
  return new Map([...found].filter(([, { logged }]) => logged > 0))
}

/** The same, counted by the database. */
export async function countCoverage(
  db: Db,
  { punditIds, topic, today }: CoverageAsked,
): Promise<Map<string, Coverage>> {
  const undisputed = sql`case when ${claims.disputeId} is null then ${claims.voidReason} end`
  const stands = sql`${claims.outcome} <> 'void' and ${claims.disputeId} is null`
  const rows = await db
    .select({
      punditId: predictions.punditId,
      logged: countWhere(sql`true`),
      open: countWhere(inState('open', today)),
      due: countWhere(inState('due', today)),
      disputed: countWhere(inState('disputed', today)),
      void: sql<VoidReason[] | null>`json_agg(${undisputed}) filter (where ${undisputed} is not null)`,
      settledEarly: countWhere(sql`${stands} and ${claims.dueBy} >= ${today}`),
      undated: countWhere(sql`${stands} and ${claims.strictOutcome} is null`),
      assignedDeadline: countWhere(sql`${claims.dueBasis} = 'assigned'`),
      possibilities: countWhere(sql`${predictions.stance} = 'possibility'`),
      reports: countWhere(sql`${predictions.stance} = 'reports'`),
      medianDaysToLog: sql<number | null>`percentile_cont(0.5) within group (
        order by (${predictions.loggedAt} at time zone 'UTC')::date - ${predictions.saidOn})`,
    })
    .from(predictions)
    .innerJoin(claims, eq(claims.id, predictions.claimId))
    .where(
      sql`${isOneOf(predictions.punditId, punditIds)} and ${topic === undefined ? sql`true` : ofTopic(topic)}`,
    )
    .groupBy(predictions.punditId)
  return new Map(rows.map(({ punditId, ...row }) => [punditId, { ...row, void: countVoids(row.void ?? []) }]))
}

/** How much each pundit has predicted, of those named or of all. */
export async function readLogged(
  db: Db,
  { topic, punditIds }: { topic?: string; punditIds?: string[] },
): Promise<Map<string, number>> {
  if (punditIds === undefined) return countLogged(db, { topic })
  const found = await counts(db, punditIds, topic, async fresh => {
    const counted = await countLogged(db, { topic, punditIds: fresh })
    return new Map(fresh.map(id => [id, counted.get(id) ?? 0]))
  })
  return new Map([...found].filter(([, count]) => count > 0))
}

async function countLogged(
  db: Db,
  { topic, punditIds }: { topic?: string; punditIds?: string[] },
): Promise<Map<string, number>> {
  const rows = await db
    .select({ punditId: predictions.punditId, count: count() })
    .from(predictions)
    .where(
      and(
        punditIds && isOneOf(predictions.punditId, punditIds),
        topic === undefined
          ? undefined
          : inArray(predictions.claimId, db.select({ id: claims.id }).from(claims).where(ofTopic(topic))),
      ),
    )
    .groupBy(predictions.punditId)
  return new Map(rows.map(row => [row.punditId, row.count]))
}

function countWhere(condition: SQL) {
  return sql<number>`(count(*) filter (where ${condition}))::int`
}

/** The same of predictions that are at hand, as they stood on a day. */
export function coverageOf(items: Item[], today: string): Coverage {
  const states = items.map(item => claimState(item, today))
  const countState = (state: string) => states.filter(found => found === state).length
  const countItems = (is: (item: Item) => boolean) => items.filter(is).length
  return {
    logged: items.length,
    open: countState('open'),
    due: countState('due'),
    disputed: countState('disputed'),
    void: countVoids(items.map(item => (item.disputeId === null ? item.voidReason : null))),
    settledEarly: countItems(item => stands(item) && item.dueBy >= today),
    undated: countItems(item => stands(item) && item.strictOutcome === null),
    assignedDeadline: countItems(item => item.dueBasis === 'assigned'),
    possibilities: countItems(item => item.stance === 'possibility'),
    reports: countItems(item => item.stance === 'reports'),
    medianDaysToLog: median(items.map(daysToLog)),
  }
}

function stands({ outcome, disputeId }: Item): boolean {
  return outcome !== null && outcome !== 'void' && disputeId === null
}

function median(values: number[]): number | null {
  const sorted = values.toSorted((a, b) => a - b)
  const [low, high] = [sorted[Math.floor((sorted.length - 1) / 2)], sorted[Math.floor(sorted.length / 2)]]
  return low === undefined || high === undefined ? null : (low + high) / 2
}

function daysToLog({ saidOn, loggedAt }: Item): number {
  return (Date.parse(dateOf(loggedAt)) - Date.parse(saidOn)) / (24 * 60 * 60 * 1000)
}

function countVoids(reasons: (VoidReason | null)[]): Record<VoidReason, number> {
  const voids = (reason: VoidReason) => reasons.filter(given => given === reason).length
  return {
    'condition-unmet': voids('condition-unmet'),
    ambiguous: voids('ambiguous'),
    moot: voids('moot'),
    'not-a-forecast': voids('not-a-forecast'),
    duplicate: voids('duplicate'),
    unverifiable: voids('unverifiable'),
  }
}
