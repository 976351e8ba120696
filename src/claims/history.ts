import { and, asc } from 'drizzle-orm'
import { z } from 'zod'
import { isOneOf } from '../db/bulk.ts'
import type { Db } from '../db/client.ts'
import { entries } from '../db/schema.ts'
import { type Entry, parseEntry } from '../entries.ts'
import {
  ClaimCorrected,
  ClaimDisputed,
  ClaimMerged,
  ClaimReopened,
  ClaimResolved,
  ClaimSettled,
  ClaimVoided,
} from './claim.ts'

const recorded = {
  id: z.string(),
  by: z.string().meta({ description: 'Who did it, by id.' }),
  at: z.string(),
  entryId: z.string(),
}
const stands = z
  .boolean()
  .meta({ description: 'Whether this is what stands now; what came later supersedes it.' })

export const ResolutionView = ClaimResolved.omit({ resolutionId: true })
  .extend({ ...recorded, type: z.literal('resolution'), stands })
  .meta({ id: 'Resolution' })
export type ResolutionView = z.infer<typeof ResolutionView>

export const DisputeView = ClaimDisputed.omit({ disputeId: true })
  .extend({
    ...recorded,
    type: z.literal('dispute'),
    pending: z.boolean().meta({ description: 'Whether a moderator has yet to settle it.' }),
  })
  .meta({ id: 'Dispute' })
export type DisputeView = z.infer<typeof DisputeView>

export const SettlementView = ClaimSettled.omit({ settlementId: true })
  .extend({ ...recorded, type: z.literal('settlement'), stands })
  .meta({ id: 'Settlement' })
export type SettlementView = z.infer<typeof SettlementView>

export const ReopeningView = ClaimReopened.omit({ reopeningId: true })
  .extend({ ...recorded, type: z.literal('reopening') })
  .meta({
    id: 'Reopening',
    description: 'By a moderator, with a reason; or because its condition no longer stands as it did.',
  })
export type ReopeningView = z.infer<typeof ReopeningView>

export const VoidingView = ClaimVoided.omit({ resolutionId: true })
  .extend({ ...recorded, type: z.literal('voiding'), stands })
  .meta({ id: 'Voiding', description: 'Its condition settled false or void.' })

export const ClaimCorrectionView = ClaimCorrected.omit({ correctionId: true })
  .extend({ ...recorded, type: z.literal('correction') })
  .meta({ id: 'ClaimCorrection' })
export type ClaimCorrectionView = z.infer<typeof ClaimCorrectionView>

export const ClaimMergeView = ClaimMerged.omit({ mergeId: true })
  .extend({ ...recorded, type: z.literal('merge') })
  .meta({ id: 'ClaimMerge', description: 'Another claim was this one, and everything of it moved here.' })
export type ClaimMergeView = z.infer<typeof ClaimMergeView>

export const HistoryItem = z.discriminatedUnion('type', [
  ResolutionView,
  DisputeView,
  SettlementView,
  ReopeningView,
  VoidingView,
  ClaimCorrectionView,
  ClaimMergeView,
])
export type HistoryItem = z.infer<typeof HistoryItem>

const told = [
  'claim.resolved',
  'claim.disputed',
  'claim.settled',
  'claim.reopened',
  'claim.voided',
  'claim.corrected',
  'claim.merged',
] satisfies Entry['kind'][]

/** What stands of a claim, by the ids of what made it so. */
interface Standing {
  resolutionId: string | null
  disputeId: string | null
}

/** Everything said of a claim's outcome and wording, and of the claims merged into it, the oldest first. */
export async function readHistory(db: Db, claimIds: string[], standing: Standing): Promise<HistoryItem[]> {
  const rows = await db
    .select({ bytes: entries.bytes })
    .from(entries)
    .where(and(isOneOf(entries.subject, claimIds), isOneOf(entries.kind, told)))
    .orderBy(asc(entries.position))
  return rows.flatMap(({ bytes }) => itemOf(parseEntry(bytes), standing) ?? [])
}

function itemOf(entry: Entry, standing: Standing): HistoryItem | undefined {
  const by = { by: entry.actor, at: entry.recordedAt, entryId: entry.id }
  const standsAs = (id: string) => id === standing.resolutionId
  switch (entry.kind) {
    case 'claim.resolved': {
      const { resolutionId: id, ...resolution } = entry.payload
      return { type: 'resolution', id, ...resolution, stands: standsAs(id), ...by }
    }
    case 'claim.disputed': {
      const { disputeId: id, ...dispute } = entry.payload
      return { type: 'dispute', id, ...dispute, pending: id === standing.disputeId, ...by }
    }
    case 'claim.settled': {
      const { settlementId: id, ...settlement } = entry.payload
      return { type: 'settlement', id, ...settlement, stands: standsAs(id), ...by }
    }
    case 'claim.voided': {
      const { resolutionId: id, ...voiding } = entry.payload
      return { type: 'voiding', id, ...voiding, stands: standsAs(id), ...by }
    }
    case 'claim.reopened': {
      const { reopeningId: id, ...reopening } = entry.payload
      return { type: 'reopening', id, ...reopening, ...by }
    }
    case 'claim.corrected': {
      const { correctionId: id, ...correction } = entry.payload
      return { type: 'correction', id, ...correction, ...by }
    }
    case 'claim.merged': {
      const { mergeId: id, ...merge } = entry.payload
      return { type: 'merge', id, ...merge, ...by }
    }
    default:
      return undefined
  }
}
