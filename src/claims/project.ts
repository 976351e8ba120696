import { rescore } from '../accuracy/project.ts'
import { insertAll, isOneOf, updateAll } from '../db/bulk.ts'
import type { Tx } from '../db/client.ts'
import { claims, evidence, resolutions } from '../db/schema.ts'
import type { EntryOf } from '../entries.ts'
import { decidedOn, strictOutcome } from './rules.ts'

export async function projectClaimsOpened(tx: Tx, entries: EntryOf<'claim.opened'>[]): Promise<void> {
  await insertAll(
    tx,
    claims,
    entries.map(({ id, subject, actor, recordedAt, payload }) => ({
      ...payload,
      condition: payload.condition?.text,
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
}

export async function projectClaimsResolved(tx: Tx, entries: EntryOf<'claim.resolved'>[]): Promise<void> {
  await insertAll(
    tx,
    resolutions,
    entries.map(({ id, subject, actor, recordedAt, payload: { resolutionId, ...terms } }) => ({
      ...terms,
      id: resolutionId,
      claimId: subject,
      resolvedAt: new Date(recordedAt),
      resolvedBy: actor,
      entryId: id,
    })),
  )
  await settle(tx, entries)
  await rescore(
    tx,
    entries.map(entry => entry.subject),
  )
}

async function settle(tx: Tx, entries: EntryOf<'claim.resolved'>[]): Promise<void> {
  const windows = await tx
    .select({ id: claims.id, dueBy: claims.dueBy, dueByStrict: claims.dueByStrict })
    .from(claims)
    .where(
      isOneOf(
        claims.id,
        entries.map(entry => entry.subject),
      ),
    )
  const windowOf = new Map(windows.map(window => [window.id, window]))
  const settlements = entries.map(({ subject, recordedAt, payload }) => {
    const window = windowOf.get(subject)
    if (window === undefined) throw new Error(`No claim ${subject} to resolve.`)
    const resolved = { ...payload, resolvedOn: recordedAt.slice(0, 10) }
    return {
      id: subject,
      resolutionId: payload.resolutionId,
      outcome: payload.outcome,
      strictOutcome: strictOutcome(window, resolved),
      share: payload.share,
      voidReason: payload.voidReason,
      occurredOn: payload.occurredOn,
      decidedOn: decidedOn(resolved),
      settledAt: new Date(recordedAt),
    }
  })
  await updateAll(tx, claims, settlement, settlements)
}

const settlement = [
  'resolutionId',
  'outcome',
  'strictOutcome',
  'share',
  'voidReason',
  'occurredOn',
  'decidedOn',
  'settledAt',
] as const
