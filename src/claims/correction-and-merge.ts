import { z } from 'zod'
import { id, text } from '../fields.ts'
import { criteria, dueWording, statement, topics } from './claim.ts'

const reason = text(1000).meta({ description: 'Why. It stays in the ledger beside the change.' })
const neverChanged = z
  .unknown()
  .optional()
  .refine(
    value => value === undefined,
    'is never changed. Said again for another day, it is another claim: log it as a prediction with restatesId. Logged with the wrong day: correct the prediction, giving the claim it should have been of',
  )
  .meta({ description: 'Never changed: see restatesId of a prediction.' })

/** Mends how a claim was worded. What it is scored on, its deadlines and its condition, is never changed. */
export const CorrectClaim = z
  .strictObject({
    statement: statement.optional(),
    criteria: criteria.nullable().optional(),
    topics: topics.optional(),
    dueWording: dueWording.nullable().optional(),
    dueBy: neverChanged,
    dueByStrict: neverChanged,
    reason,
    seen: id.optional().meta({
      description:
        'The entryId of the version you mend: of the claim, or of its last correction. When there is a later one, the answer is 409.',
    }),
  })
  .meta({ id: 'CorrectClaim' })
export type CorrectClaim = z.infer<typeof CorrectClaim>

export const MergeClaim = z
  .strictObject({
    claimId: id.meta({ description: 'The claim that is the same as this one: everything of it moves here.' }),
    reason,
  })
  .meta({ id: 'MergeClaim' })
export type MergeClaim = z.infer<typeof MergeClaim>

const ClaimWording = z.object({
  statement: z.string().optional(),
  criteria: z.string().nullable().optional(),
  topics: z.array(z.string()).optional(),
  dueWording: z.string().nullable().optional(),
})

export const ClaimCorrected = z.object({
  correctionId: z.string(),
  reason: z.string(),
  before: ClaimWording,
  after: ClaimWording,
})
export type ClaimCorrected = z.infer<typeof ClaimCorrected>

export const ClaimMerged = z.object({ mergeId: z.string(), mergedId: z.string(), reason: z.string() })
export type ClaimMerged = z.infer<typeof ClaimMerged>
