import { and, asc } from 'drizzle-orm'
import { z } from 'zod'
import { isOneOf } from '../db/bulk.ts'
import type { Db } from '../db/client.ts'
import { readableBytes } from '../db/readable-bytes.ts'
import { claims, entries } from '../db/schema.ts'
import { type Entry, parseEntry } from '../entries.ts'
import { ClaimResolved } from './claim.ts'
import { ClaimCorrected, ClaimMerged } from './correction-and-merge.ts'
import { ClaimDisputed, ClaimReopened, ClaimSettled, ClaimVoided } from './dispute-and-settlement.ts'

const recorded = {
  id: z.string(),
  claimId: z
    .string()
    .meta({ description: 'The claim it was said of: this one, or one merged into it since.' }),
  by: z.string().meta({ description: 'Who did it, by id.' }),
  at: z.string(),
  entryId: z.string(),
}
const stands = z
  .boolean()
  .meta({ description: 'Whether this is what stands now, or no longer, because of what came later.' })

export const ResolutionView = ClaimResolved.omit({ resolutionId: true })
  .extend({ ...recorded, type: z.literal('resolution'), stands })
  .meta({ id: 'Resolution' })

export const DisputeView = ClaimDisputed.omit({ disputeId: true })
  .extend({
    ...recorded,
    type: z.literal('dispute'),
    pending: z.boolean().meta({ description: 'Whether a moderator has yet to settle it.' }),
  })
  .meta({ id: 'Dispute' })

export const SettlementView = ClaimSettled.omit({ settlementId: true })
  .extend({ ...recorded, type: z.literal('settlement'), stands })
  .meta({ id: 'Settlement' })

const ReopeningView = ClaimReopened.omit({ reopeningId: true })
  .extend({ ...recorded, type: z.literal('reopening') })
  .meta({
    id: 'Reopening',
    description: 'By a moderator, with a reason; or because its condition no longer stands as it did.',
  })

const VoidingView = ClaimVoided.omit({ resolutionId: true })
  .extend({ ...recorded, type: z.literal('voiding'), stands })
  .meta({ id: 'Voiding', description: 'Its condition settled false or void.' })

const ClaimCorrectionView = ClaimCorrected.omit({ correctionId: true })
  .extend({ ...recorded, type: z.literal('correction') })
  .meta({ id: 'ClaimCorrection' })

const ClaimMergeView = ClaimMerged.omit({ mergeId: true })
  .extend({
    ...recorded,
    type: z.literal('merge'),
    merged: z
      .object({ id: z.string(), statement: z.string(), criteria: z.string().nullable() })
      .meta({ description: 'The other claim, as it read.' }),
  })
  .meta({ id: 'ClaimMerge', description: 'Another claim was this one, and everything of it moved here.' })

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
  const wordings = await db
    .select({ id: claims.id, statement: claims.statement, criteria: claims.criteria })
    .from(claims)
    .where(isOneOf(claims.id, claimIds))
  const rows = await db
    .select({ bytes: readableBytes })
    .from(entries)
    .where(and(isOneOf(entries.subject, claimIds), isOneOf(entries.kind, told)))
    .orderBy(asc(entries.position))
  const found = rows.map(({ bytes }) => parseEntry(bytes))
  const upheld = upheldBy(found, standing.resolutionId)
  const stands = (id: string) => id === standing.resolutionId || id === upheld
  return found.flatMap(entry => itemOf(entry, { stands, pending: standing.disputeId, wordings }) ?? [])
}

/** Where a dispute was turned down, what was disputed stands with the settlement. */
function upheldBy(found: Entry[], settlementId: string | null): string | undefined {
  const settled = found.find(
    entry => entry.kind === 'claim.settled' && entry.payload.settlementId === settlementId,
  )
  if (settled?.kind !== 'claim.settled' || settled.payload.decision !== 'upheld') return undefined
  const { disputeId } = settled.payload
  const disputed = found.find(
    entry => entry.kind === 'claim.disputed' && entry.payload.disputeId === disputeId,
  )
  return disputed?.kind === 'claim.disputed' ? disputed.payload.resolutionId : undefined
}

interface Context {
  stands(id: string): boolean
  pending: string | null
  wordings: { id: string; statement: string; criteria: string | null }[]
}

function itemOf(entry: Entry, { stands, pending, wordings }: Context): HistoryItem | undefined {
  const by = { claimId: entry.subject, by: entry.actor, at: entry.recordedAt, entryId: entry.id }
  switch (entry.kind) {
    case 'claim.resolved': {
      const { resolutionId: id, ...resolution } = entry.payload
      return { type: 'resolution', id, ...resolution, stands: stands(id), ...by }
    }
    case 'claim.disputed': {
      const { disputeId: id, ...dispute } = entry.payload
      return { type: 'dispute', id, ...dispute, pending: id === pending, ...by }
    }
    case 'claim.settled': {
      const { settlementId: id, ...settlement } = entry.payload
      return { type: 'settlement', id, ...settlement, stands: stands(id), ...by }
    }
    case 'claim.voided': {
      const { resolutionId: id, ...voiding } = entry.payload
      return { type: 'voiding', id, ...voiding, stands: stands(id), ...by }
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
      const merged = wordings.find(one => one.id === merge.mergedId)
      return merged === undefined ? undefined : { type: 'merge', id, ...merge, merged, ...by }
    }
    default:
      return undefined
  }
}

/**
 * Who resolved or disputed what a moderator has then settled, since something last came to stand: they cannot undo it.
 * Nobody, where no settlement has the last word. What was said of claims merged in is not counted.
 */
export function partiesSettled(history: HistoryItem[], claimId: string): string[] {
  const said = history.filter(item => item.claimId === claimId && rounds.includes(item.type))
  const round = said.slice(said.findLastIndex(leavesNothing) + 1)
  if (round.at(-1)?.type !== 'settlement') return []
  return round.filter(({ type }) => type !== 'settlement').map(({ by }) => by)
}

const rounds: HistoryItem['type'][] = ['resolution', 'dispute', 'settlement', 'reopening']

function leavesNothing(item: HistoryItem): boolean {
  return item.type === 'reopening' || (item.type === 'settlement' && item.outcome === 'open')
}
