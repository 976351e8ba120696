import { and, desc, eq, ne, type SQL, sql } from 'drizzle-orm'
import { may } from '../accounts/role.ts'
import { isOneOf } from '../db/bulk.ts'
import type { Tx } from '../db/client.ts'
import { readableBytes } from '../db/readable-bytes.ts'
import { claims, entries, evidence, predictions } from '../db/schema.ts'
import type { ActorDeps } from '../deps.ts'
import { type Entry, parseEntry } from '../entries.ts'
import { Problem } from '../problem.ts'
import type { Outcome } from './claim.ts'
import { mayCorrectOwn } from './rules.ts'

interface Logged {
  by: string
  at: Date
}

/** Who logged something may mend it for a day, while nobody else has acted on it; then only a moderator may. */
export async function assertMayCorrect(
  deps: ActorDeps,
  logged: Logged,
  othersHaveActed: () => Promise<boolean>,
): Promise<void> {
  if (may(deps.role, 'correct-others')) return
  if (logged.by !== deps.actor) {
    throw new Problem('forbidden', 'Only whoever logged it, or a moderator, may correct it.')
  }
  if (!mayCorrectOwn(logged.at, deps.now())) {
    throw new Problem('correction-closed', 'It was logged more than 24 hours ago.')
  }
  if (await othersHaveActed()) {
    throw new Problem('correction-closed', 'Somebody else has already acted on it.')
  }
}

/** Whether anybody but the actor has forecast the claim, filed evidence on it, or changed anything about it. */
export async function othersActedOnClaim(tx: Tx, { actor }: ActorDeps, claimId: string): Promise<boolean> {
  const forecast = and(eq(predictions.claimId, claimId), ne(predictions.loggedBy, actor))
  const depends = and(eq(claims.conditionClaimId, claimId), ne(claims.openedBy, actor))
  return (
    (await exists(tx, sql`select from ${predictions} where ${forecast}`)) ||
    (await exists(tx, sql`select from ${claims} where ${depends}`)) ||
    (await othersFiled(tx, actor, claimId)) ||
    othersRecorded(tx, actor, [claimId])
  )
}

/** Whether anybody but the actor has restated the prediction, or acted on it or on the outcome of its claim. */
export async function othersActedOnPrediction(
  tx: Tx,
  { actor }: ActorDeps,
  { predictionId, claimId }: { predictionId: string; claimId: string },
): Promise<boolean> {
  const restated = and(eq(predictions.restatesId, predictionId), ne(predictions.loggedBy, actor))
  return (
    (await exists(tx, sql`select from ${predictions} where ${restated}`)) ||
    (await othersFiled(tx, actor, claimId)) ||
    othersRecorded(tx, actor, [claimId, predictionId], 'claim.opened')
  )
}

function othersFiled(tx: Tx, actor: string, claimId: string): Promise<boolean> {
  const filed = and(eq(evidence.claimId, claimId), ne(evidence.filedBy, actor))
  return exists(tx, sql`select from ${evidence} where ${filed}`)
}

async function exists(tx: Tx, select: SQL): Promise<boolean> {
  const [row] = await tx.execute<{ found: boolean }>(sql`select exists (${select}) as found`)
  return row?.found === true
}

async function othersRecorded(tx: Tx, actor: string, subjects: string[], apartFrom?: string) {
  const rows = await tx
    .select({ kind: entries.kind, bytes: readableBytes })
    .from(entries)
    .where(isOneOf(entries.subject, subjects))
  return rows.some(row => row.kind !== apartFrom && parseEntry(row.bytes).actor !== actor)
}

/**
 * Whether anybody has ever said what became of a claim, or of one merged into it: from then on, what is scored on it
 * stays as it was. That it was in the ledger already says nothing of what became of it.
 */
export async function isFrozen(tx: Tx, claim: { id: string; outcome: Outcome | null }): Promise<boolean> {
  if (claim.outcome !== null) return true
  const family = sql`select id from ${claims} where ${claims.id} = ${claim.id} or ${claims.mergedInto} = ${claim.id}`
  const rows = await tx
    .select({ bytes: readableBytes })
    .from(entries)
    .where(
      and(sql`${entries.subject} in (${family})`, isOneOf(entries.kind, ['claim.resolved', 'claim.settled'])),
    )
  return rows.some(({ bytes }) => saysWhatHappened(parseEntry(bytes)))
}

function saysWhatHappened(entry: Entry): boolean {
  if (entry.kind !== 'claim.resolved' && entry.kind !== 'claim.settled') return false
  const { outcome, voidReason } = entry.payload
  return outcome !== undefined && outcome !== 'open' && voidReason !== 'duplicate'
}

/** Refuses to mend a version that somebody else has mended meanwhile. */
export async function assertSeen(tx: Tx, subject: string, seen: string | undefined): Promise<void> {
  if (seen === undefined) return
  const [last] = await tx
    .select({ id: entries.id })
    .from(entries)
    .where(and(eq(entries.subject, subject), isOneOf(entries.kind, versions)))
    .orderBy(desc(entries.position))
    .limit(1)
  if (last?.id !== seen)
    throw new Problem('overtaken', 'It has been corrected since you read it.', { entryId: last?.id })
}

const versions = ['claim.opened', 'claim.corrected', 'prediction.logged', 'prediction.corrected']
