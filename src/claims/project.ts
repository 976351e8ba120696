import { and, eq, or, sql } from 'drizzle-orm'
import { rescore } from '../accuracy/project.ts'
import { insertAll, isOneOf, updateAll } from '../db/bulk.ts'
import type { Tx } from '../db/client.ts'
import { claims, evidence, predictions, scores } from '../db/schema.ts'
import type { EntryOf } from '../entries.ts'
import { reword } from '../predictions/words.ts'
import type { ResolutionTerms } from './claim.ts'
import { decidedOn, disputableUntil, strictOutcome } from './rules.ts'

export async function projectClaimsOpened(tx: Tx, entries: EntryOf<'claim.opened'>[]): Promise<void> {
  await insertAll(
    tx,
    claims,
    entries.map(({ id, subject, actor, recordedAt, payload }) => ({
      ...payload,
      condition: payload.condition?.text,
      conditionClaimId: payload.condition?.claimId,
      byCondition: false,
      decidable: false,
      id: subject,
      openedAt: new Date(recordedAt),
      openedBy: actor,
      entryId: id,
    })),
  )
}

export async function projectEvidenceFiled(tx: Tx, entries: EntryOf<'evidence.filed'>[]): Promise<void> {
  await insertAll(
    tx,
    evidence,
    entries.map(({ id, subject, actor, recordedAt, payload }) => ({
      ...payload,
      id: subject,
      filedAt: new Date(recordedAt),
      filedBy: actor,
      entryId: id,
    })),
  )
  await redecide(
    tx,
    entries.map(entry => entry.payload.claimId),
  )
}

/**
 * Makes claims decidable by what has been said of them and filed on them. They are locked first: of one who files evidence
 * and one who logs an earlier forecast at once, the second sees what the first has done.
 */
export async function redecide(tx: Tx, claimIds: string[]): Promise<void> {
  if (claimIds.length === 0) return
  await tx
    .select({ id: claims.id })
    .from(claims)
    .where(isOneOf(claims.id, claimIds))
    .orderBy(claims.id)
    .for('no key update')
  const decidable = sql`exists (
    select from ${evidence} where evidence.claim_id = claims.id and evidence.stance in ('supports', 'refutes')
      and evidence.published_on >= (select min(said_on) from ${predictions} where predictions.claim_id = claims.id))`
  await tx
    .update(claims)
    .set({ decidable })
    .where(and(isOneOf(claims.id, claimIds), sql`${claims.decidable} <> ${decidable}`))
}

export async function projectClaimsResolved(tx: Tx, entries: EntryOf<'claim.resolved'>[]): Promise<string[]> {
  const stated = entries.map(({ subject, actor, recordedAt, payload }) => ({
    claimId: subject,
    resolutionId: payload.resolutionId,
    by: actor,
    at: recordedAt,
    terms: payload,
    disputableUntil: disputableUntil(new Date(recordedAt)),
  }))
  return stand(tx, stated)
}

export async function projectClaimsDisputed(tx: Tx, entries: EntryOf<'claim.disputed'>[]): Promise<string[]> {
  await updateAll(
    tx,
    claims,
    ['disputeId', 'disputedBy'],
    entries.map(({ subject, actor, payload: { disputeId } }) => ({
      id: subject,
      disputeId,
      disputedBy: actor,
    })),
  )
  return rescore(tx, subjects(entries))
}

/** What is upheld stands on, under the settlement's id; an overturned outcome is replaced, or nothing stands. */
export async function projectClaimsSettled(tx: Tx, entries: EntryOf<'claim.settled'>[]): Promise<string[]> {
  const upheld = entries.filter(entry => entry.payload.decision === 'upheld')
  await updateAll(
    tx,
    claims,
    ['resolutionId', 'disputableUntil', 'disputeId', 'disputedBy'],
    upheld.map(({ subject, payload: { settlementId } }) => ({
      id: subject,
      resolutionId: settlementId,
      disputableUntil: null,
      disputeId: null,
      disputedBy: null,
    })),
  )
  const restored = await rescore(tx, subjects(upheld))
  const overturned = entries.filter(entry => entry.payload.decision === 'overturned')
  const replaced = await stand(
    tx,
    overturned.flatMap(({ subject, actor, recordedAt, payload }) => {
      const { settlementId, outcome, ...terms } = payload
      if (outcome === undefined || outcome === 'open') return []
      const said = { terms: { ...terms, outcome }, by: actor, at: recordedAt, disputableUntil: null }
      return { claimId: subject, resolutionId: settlementId, ...said }
    }),
  )
  const reopened = await reopen(tx, subjects(overturned.filter(entry => entry.payload.outcome === 'open')))
  return [...restored, ...replaced, ...reopened]
}

export async function projectClaimsVoided(tx: Tx, entries: EntryOf<'claim.voided'>[]): Promise<string[]> {
  const stated = entries.map(({ subject, actor, recordedAt, payload: { resolutionId } }) => ({
    claimId: subject,
    resolutionId,
    by: actor,
    at: recordedAt,
    terms: { outcome: 'void' as const, voidReason: 'condition-unmet' as const },
    byCondition: true,
    disputableUntil: null,
  }))
  return stand(tx, stated)
}

export async function projectClaimsReopened(tx: Tx, entries: EntryOf<'claim.reopened'>[]): Promise<string[]> {
  return reopen(tx, subjects(entries))
}

export async function projectClaimsCorrected(
  tx: Tx,
  entries: EntryOf<'claim.corrected'>[],
): Promise<string[]> {
  for (const { subject, payload } of entries) {
    await tx.update(claims).set(payload.after).where(eq(claims.id, subject))
  }
  await reword(
    tx,
    isOneOf(
      predictions.claimId,
      subjects(entries.filter(entry => entry.payload.after.statement !== undefined)),
    ),
  )
  return punditsOf(tx, subjects(entries.filter(entry => entry.payload.after.topics !== undefined)))
}

/** Whose scores are of these claims. */
export async function punditsOf(tx: Tx, claimIds: string[]): Promise<string[]> {
  const rows = await tx
    .selectDistinct({ punditId: scores.punditId })
    .from(scores)
    .where(isOneOf(scores.claimId, claimIds))
  return rows.map(row => row.punditId)
}

/** The merged claim's row stays, to lead to the one it was merged into. */
export async function projectClaimsMerged(tx: Tx, entries: EntryOf<'claim.merged'>[]): Promise<string[]> {
  const stale: string[] = []
  for (const { subject, payload } of entries) {
    const { mergedId } = payload
    const into = { claimId: subject }
    await tx.update(predictions).set(into).where(eq(predictions.claimId, mergedId))
    await tx.update(evidence).set(into).where(eq(evidence.claimId, mergedId))
    await tx.update(claims).set({ conditionClaimId: subject }).where(eq(claims.conditionClaimId, mergedId))
    await tx
      .update(claims)
      .set({ mergedInto: subject, conditionClaimId: null })
      .where(or(eq(claims.id, mergedId), eq(claims.mergedInto, mergedId)))
    await rescore(tx, [subject, mergedId])
    await redecide(tx, [subject, mergedId])
    await reword(tx, eq(predictions.claimId, subject))
    // Also of those who have no score on it: a claim makes one cluster of their predictions and what these restate.
    stale.push(...(await forecastersOf(tx, subject)))
  }
  return stale
}

async function forecastersOf(tx: Tx, claimId: string): Promise<string[]> {
  const rows = await tx
    .selectDistinct({ punditId: predictions.punditId })
    .from(predictions)
    .where(eq(predictions.claimId, claimId))
  return rows.map(row => row.punditId)
}

/** What somebody, or the claim's condition, says has become of a claim. */
interface Stated {
  claimId: string
  resolutionId: string
  by: string
  at: string
  terms: Omit<ResolutionTerms, 'rationale'>
  byCondition?: boolean
  disputableUntil: Date | null
}

async function stand(tx: Tx, stated: Stated[]): Promise<string[]> {
  const ids = stated.map(({ claimId }) => claimId)
  const windows = await tx
    .select({ id: claims.id, dueBy: claims.dueBy, dueByStrict: claims.dueByStrict })
    .from(claims)
    .where(isOneOf(claims.id, ids))
  const windowOf = new Map(windows.map(window => [window.id, window]))
  const rows = stated.map(({ claimId, resolutionId, by, at, terms, byCondition, disputableUntil }) => {
    const window = windowOf.get(claimId)
    if (window === undefined) throw new Error(`No claim ${claimId} to settle.`)
    const resolved = { ...terms, resolvedOn: at.slice(0, 10) }
    return {
      ...nothing,
      id: claimId,
      resolutionId,
      resolvedBy: by,
      byCondition: byCondition ?? false,
      disputableUntil,
      outcome: terms.outcome,
      strictOutcome: strictOutcome(window, resolved),
      share: terms.share,
      voidReason: terms.voidReason,
      occurredOn: terms.occurredOn,
      decidedOn: decidedOn(resolved),
      settledAt: new Date(at),
    }
  })
  await updateAll(tx, claims, standing, rows)
  return rescore(tx, ids)
}

async function reopen(tx: Tx, ids: string[]): Promise<string[]> {
  await updateAll(
    tx,
    claims,
    standing,
    ids.map(id => ({ ...nothing, id })),
  )
  return rescore(tx, ids)
}

function subjects(entries: { subject: string }[]): string[] {
  return entries.map(entry => entry.subject)
}

const nothing = {
  resolutionId: null,
  resolvedBy: null,
  byCondition: false,
  disputableUntil: null,
  disputeId: null,
  disputedBy: null,
  outcome: null,
  strictOutcome: null,
  share: null,
  voidReason: null,
  occurredOn: null,
  decidedOn: null,
  settledAt: null,
}

const standing = [
  'resolutionId',
  'resolvedBy',
  'byCondition',
  'disputableUntil',
  'disputeId',
  'disputedBy',
  'outcome',
  'strictOutcome',
  'share',
  'voidReason',
  'occurredOn',
  'decidedOn',
  'settledAt',
] as const
