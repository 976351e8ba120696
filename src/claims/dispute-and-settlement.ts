import { z } from 'zod'
import { id, text } from '../fields.ts'
import {
  citable,
  cited,
  occurredOn,
  oneOfThem,
  outcomes,
  ResolutionTerms,
  ruledOutOn,
  share,
  terms,
  voidReasons,
} from './claim.ts'

export const disputeReasons = [
  'wrong-outcome',
  'evidence-does-not-show-it',
  'too-early',
  'criteria-misread',
  'not-settleable',
  'duplicate',
] as const
export type DisputeReason = (typeof disputeReasons)[number]

/** What should stand instead: an outcome, or `open`, when nobody can say yet. */
export const counterOutcomes = [...outcomes, 'open'] as const
export type CounterOutcome = (typeof counterOutcomes)[number]

const disputing = {
  reason: z.enum(disputeReasons).meta({ description: 'What is wrong with the resolution.' }),
  rationale: text(3000).meta({ description: 'Why, in the terms of the criteria.' }),
  resolutionId: id.optional().meta({
    description: 'The resolution that is meant. When another stands by now, the answer is 409.',
  }),
}

/** A challenge to what stands, with what should stand instead. */
export const DisputeClaim = z
  .discriminatedUnion(
    'counterOutcome',
    [
      z.strictObject({ counterOutcome: z.literal('true'), ...terms.true, ...disputing, evidenceIds: cited }),
      z.strictObject({
        counterOutcome: z.literal('false'),
        ...terms.false,
        ...disputing,
        evidenceIds: cited,
      }),
      z.strictObject({
        counterOutcome: z.literal('partial'),
        ...terms.partial,
        ...disputing,
        evidenceIds: cited,
      }),
      z.strictObject({
        counterOutcome: z.literal('void'),
        ...terms.void,
        ...disputing,
        evidenceIds: citable.optional(),
      }),
      z.strictObject({ counterOutcome: z.literal('open'), ...disputing, evidenceIds: citable.optional() }),
    ],
    oneOfThem('counterOutcome', counterOutcomes),
  )
  .meta({ id: 'DisputeClaim' })
export type DisputeClaim = z.infer<typeof DisputeClaim>

const settling = {
  rationale: text(3000).meta({ description: 'Why the dispute is decided so.' }),
  disputeId: id.optional().meta({
    description: 'The dispute that is meant. When it is no longer pending, the answer is 409.',
  }),
}

/** A moderator's decision on a dispute. */
export const SettleClaim = z
  .discriminatedUnion(
    'decision',
    [
      z.strictObject({ decision: z.literal('upheld'), ...settling }),
      z.strictObject({
        decision: z.literal('overturned'),
        ...settling,
        outcome: z.enum(counterOutcomes).optional().meta({
          description:
            'What stands instead, with the same fields as a resolution; "open" when nobody can say yet. Left out, it is the counter-outcome of the dispute with its dates and evidence.',
        }),
        occurredOn,
        ruledOutOn,
        share: share.optional(),
        voidReason: z.enum(voidReasons).optional(),
        evidenceIds: citable.optional(),
      }),
    ],
    oneOfThem('decision', ['upheld', 'overturned']),
  )
  .meta({ id: 'SettleClaim' })
export type SettleClaim = z.infer<typeof SettleClaim>

export const ReopenClaim = z
  .strictObject({
    reason: text(1000).meta({ description: 'Why what stands cannot stand.' }),
    resolutionId: id.optional().meta({
      description: 'The resolution that is meant. When another stands by now, the answer is 409.',
    }),
  })
  .meta({ id: 'ReopenClaim' })
export type ReopenClaim = z.infer<typeof ReopenClaim>

export const ClaimDisputed = z.object({
  disputeId: z.string(),
  /** What is disputed: whatever stood. */
  resolutionId: z.string(),
  reason: z.enum(disputeReasons),
  counterOutcome: z.enum(counterOutcomes),
  ...ResolutionTerms.omit({ outcome: true }).shape,
  evidenceIds: z.array(z.string()),
})
export type ClaimDisputed = z.infer<typeof ClaimDisputed>

/** A dispute was decided: what stood stands, or `outcome` stands instead, `open` for nothing. */
export const ClaimSettled = z.object({
  settlementId: z.string(),
  disputeId: z.string(),
  decision: z.enum(['upheld', 'overturned']),
  outcome: z.enum(counterOutcomes).optional(),
  ...ResolutionTerms.omit({ outcome: true }).shape,
  evidenceIds: z.array(z.string()),
})
export type ClaimSettled = z.infer<typeof ClaimSettled>

/** The condition has settled false or void, and the claim is void with it. */
export const ClaimVoided = z.object({ resolutionId: z.string(), conditionClaimId: z.string() })
export type ClaimVoided = z.infer<typeof ClaimVoided>

/** Nothing stands any more: by a moderator, who says why, or because the condition no longer stands as it did. */
export const ClaimReopened = z.object({
  reopeningId: z.string(),
  reason: z.string().optional(),
  conditionClaimId: z.string().optional(),
})
export type ClaimReopened = z.infer<typeof ClaimReopened>
