import { z } from 'zod'
import { calendarDate, id, text, topic, webUrl } from '../fields.ts'

export const dueBases = ['stated', 'inferred', 'assigned'] as const
export type DueBasis = (typeof dueBases)[number]

export const outcomes = ['true', 'false', 'partial', 'void'] as const
export type Outcome = (typeof outcomes)[number]

export const voidReasons = [
  'condition-unmet',
  'ambiguous',
  'moot',
  'not-a-forecast',
  'duplicate',
  'unverifiable',
] as const
export type VoidReason = (typeof voidReasons)[number]

const evidenceStances = ['supports', 'refutes', 'context'] as const
export type EvidenceStance = (typeof evidenceStances)[number]

export const claimStates = ['open', 'due', 'settled', 'disputed'] as const
export type ClaimState = (typeof claimStates)[number]

export const statement = text(300).meta({
  description: 'What time will prove or disprove, worded so that two strangers would settle it alike.',
  example: "Russia's economy is in full collapse",
})
export const criteria = text(2000).meta({
  description: 'How to decide: which figures count, and the edge cases.',
})
export const topics = z
  .array(topic)
  .max(10, 'must hold at most 10 topics')
  .refine(topics => new Set(topics).size === topics.length, 'must not repeat a topic')
export const dueWording = text(200).meta({
  description: 'The words the deadline was read from.',
  example: 'in the weeks ahead',
})

export const OpenClaim = z
  .strictObject({
    statement,
    topics: topics.optional(),
    criteria: criteria.optional(),
    dueBy: calendarDate.optional().meta({
      description:
        'The generous deadline: after it, "it did not happen" can be said. Left out, it is read from dueWording where that can be read; else it is assigned as one year after saidOn.',
    }),
    dueByStrict: calendarDate.optional().meta({
      description: 'The strict reading of the deadline, on or before dueBy. Left out, it equals dueBy.',
    }),
    dueWording: dueWording.optional(),
    dueBasis: z.enum(dueBases).optional().meta({
      description:
        'Whether a date was stated, inferred from the wording, or assigned by you. Left out with dueBy, "assigned"; left out without it, as dueWording is read.',
    }),
    condition: text(300)
      .optional()
      .meta({ description: 'What must happen first, in words; unmet, the claim becomes void.' }),
    conditionClaimId: id.optional().meta({
      description:
        'The claim that must come true first. When it settles false or void, this one becomes void by itself, and reopens if that is overturned.',
    }),
  })
  .meta({ id: 'OpenClaim' })
export type OpenClaim = z.infer<typeof OpenClaim>

export const FileEvidence = z
  .strictObject({
    url: webUrl,
    title: text(300),
    publisher: text(200).optional(),
    publishedOn: calendarDate,
    stance: z
      .enum(evidenceStances)
      .meta({ description: 'Whether it supports or refutes the claim as worded, or is context.' }),
    excerpt: text(600).optional().meta({ description: 'A short quotation.' }),
    note: text(1000).optional().meta({ description: 'What it shows, in your own words.' }),
  })
  .meta({ id: 'FileEvidence' })
export type FileEvidence = z.infer<typeof FileEvidence>

const rationale = text(3000).meta({
  description: 'Why the evidence shows this, in the terms of the criteria.',
})
export const citable = z
  .array(id)
  .max(50, 'must cite at most 50 evidence items')
  .refine(ids => new Set(ids).size === ids.length, 'must not cite an item twice')
export const cited = citable.min(1, 'must cite at least one evidence item of this claim')
export const occurredOn = calendarDate.optional().meta({ description: 'The day it happened.' })
export const share = z
  .number()
  .gt(0, 'must be more than 0 and less than 1')
  .lt(1, 'must be more than 0 and less than 1')
  .meta({ description: 'How much of it came true, strictly between 0 and 1.' })
export const ruledOutOn = calendarDate
  .optional()
  .meta({ description: 'The day it became impossible. Needed when the deadline has not passed.' })

/** What each outcome says besides. */
export const terms = {
  true: { occurredOn },
  false: {
    ruledOutOn,
    occurredOn: calendarDate.optional().meta({ description: 'The day it happened after all, too late.' }),
  },
  partial: { share, occurredOn },
  void: { voidReason: z.enum(voidReasons) },
}

export function oneOfThem(field: string, values: readonly string[]): string {
  return `${field} must be one of ${values.join(', ')}, as text`
}

/** What happened, citing evidence already filed on the claim. */
export const ResolveClaim = z
  .discriminatedUnion(
    'outcome',
    [
      z.strictObject({ outcome: z.literal('true'), ...terms.true, rationale, evidenceIds: cited }),
      z.strictObject({ outcome: z.literal('false'), ...terms.false, rationale, evidenceIds: cited }),
      z.strictObject({ outcome: z.literal('partial'), ...terms.partial, rationale, evidenceIds: cited }),
      z.strictObject({
        outcome: z.literal('void'),
        ...terms.void,
        rationale,
        evidenceIds: citable.optional(),
      }),
    ],
    oneOfThem('outcome', outcomes),
  )
  .meta({ id: 'ResolveClaim' })
export type ResolveClaim = z.infer<typeof ResolveClaim>

const brought = z.array(FileEvidence).min(1, 'must bring at least one evidence item').max(50)

/** The same with the evidence brought along, as an import line has it. */
export const ResolveWithEvidence = z
  .discriminatedUnion(
    'outcome',
    [
      z.strictObject({ outcome: z.literal('true'), ...terms.true, rationale, evidence: brought }),
      z.strictObject({ outcome: z.literal('false'), ...terms.false, rationale, evidence: brought }),
      z.strictObject({ outcome: z.literal('partial'), ...terms.partial, rationale, evidence: brought }),
      z.strictObject({
        outcome: z.literal('void'),
        ...terms.void,
        rationale,
        evidence: z.array(FileEvidence).max(50).optional(),
      }),
    ],
    oneOfThem('outcome', outcomes),
  )
  .meta({ id: 'ResolveWithEvidence' })
export type ResolveWithEvidence = z.infer<typeof ResolveWithEvidence>

/** What any resolution says, whatever its outcome. */
export const ResolutionTerms = z.object({
  outcome: z.enum(outcomes),
  share: z.number().optional(),
  voidReason: z.enum(voidReasons).optional(),
  occurredOn: z.string().optional(),
  ruledOutOn: z.string().optional(),
  rationale: z.string(),
})
export type ResolutionTerms = z.infer<typeof ResolutionTerms>

export const ClaimOpened = z.object({
  statement: z.string(),
  topics: z.array(z.string()),
  criteria: z.string().optional(),
  dueBy: z.string(),
  dueByStrict: z.string(),
  dueWording: z.string().optional(),
  dueBasis: z.enum(dueBases),
  condition: z.object({ text: z.string().optional(), claimId: z.string().optional() }).optional(),
})
export type ClaimOpened = z.infer<typeof ClaimOpened>

export const EvidenceFiled = z.object({
  claimId: z.string(),
  url: z.string(),
  title: z.string(),
  publisher: z.string().optional(),
  publishedOn: z.string(),
  stance: z.enum(evidenceStances),
  excerpt: z.string().optional(),
  note: z.string().optional(),
})
export type EvidenceFiled = z.infer<typeof EvidenceFiled>

export const ClaimResolved = ResolutionTerms.extend({
  resolutionId: z.string(),
  evidenceIds: z.array(z.string()),
})
export type ClaimResolved = z.infer<typeof ClaimResolved>
