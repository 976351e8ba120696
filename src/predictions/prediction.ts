import { z } from 'zod'
import { FileEvidence, OpenClaim, ResolveWithEvidence } from '../claims/claim.ts'
import { calendarDate, id, line, probability, text } from '../fields.ts'
import { NamePundit } from '../pundits/pundit.ts'
import { NameSource } from '../sources/source.ts'

export const stances = ['asserts', 'conditional', 'possibility', 'reports'] as const
export type Stance = (typeof stances)[number]

const probabilityBases = ['stated', 'hedge', 'assertion'] as const
export type ProbabilityBasis = (typeof probabilityBases)[number]

const quote = z.strictObject({
  exact: text(600).meta({ description: 'The exact words, short.' }),
  prefix: text(200).optional().meta({ description: 'The text just before, to find the place.' }),
  suffix: text(200).optional().meta({ description: 'The text just after.' }),
})

const fields = {
  claim: OpenClaim.optional().meta({ description: 'A new claim. Give this or claimId.' }),
  claimId: id.optional().meta({ description: 'A claim already in the ledger. Give this or claim.' }),
  restatesId: id.optional().meta({
    description:
      'An earlier prediction of the same pundit that this one says again, as a rule with another deadline.',
  }),
  pundit: NamePundit.optional().meta({ description: 'By name. Give this or punditId.' }),
  punditId: id.optional(),
  source: NameSource.optional().meta({ description: 'By its particulars. Give this or sourceId.' }),
  sourceId: id.optional(),
  quote,
  saidOn: calendarDate.meta({ description: 'The day it was said. Not in the future.' }),
  stance: z.enum(stances).meta({
    description:
      'What the pundit did with the claim. Possibilities (bare could, may, might) and reports (of what somebody else forecasts) are kept but not scored.',
  }),
  probability: probability.optional().meta({
    description:
      'A number the pundit stated, 0 to 1, of the claim as worded: the complement when they said it will not happen. Give this or hedge.',
  }),
  hedge: text(100).optional().meta({
    description:
      'The words that carry the certainty, read through a scale (GET /api/v1/scales lists them). Left out together with probability, an assertion is read as "will".',
    example: 'could',
  }),
}

type Fields = z.infer<z.ZodObject<typeof fields>>

/** These rules look at a few fields only, so they speak up also when other fields are wrong. */
const always = { when: ({ value }: { value: unknown }) => typeof value === 'object' && value !== null }

function notBoth<S extends z.ZodType<Partial<Fields>>>(
  schema: S,
  left: keyof Fields,
  right: keyof Fields,
): S {
  return schema.refine(input => input[left] === undefined || input[right] === undefined, {
    path: [left],
    error: `must not be given together with ${right}`,
    ...always,
  })
}

function oneOf<S extends z.ZodType<Fields>>(schema: S, left: keyof Fields, right: keyof Fields): S {
  return notBoth(schema, left, right).refine(
    input => input[left] !== undefined || input[right] !== undefined,
    { path: [left], error: `is needed, or ${right}`, ...always },
  )
}

function withChoices<S extends z.ZodType<Fields>>(schema: S): S {
  const named = oneOf(oneOf(oneOf(schema, 'claim', 'claimId'), 'pundit', 'punditId'), 'source', 'sourceId')
  return notBoth(named, 'probability', 'hedge').refine(
    ({ stance, probability, hedge }) =>
      stance === 'asserts' || probability !== undefined || hedge !== undefined,
    {
      path: ['probability'],
      error: 'is needed, or words of certainty (hedge), unless it is asserted',
      ...always,
    },
  )
}

export const LogPrediction = withChoices(z.strictObject(fields)).meta({ id: 'LogPrediction' })
export type LogPrediction = z.infer<typeof LogPrediction>

/** One line of an import: a prediction, and what is known of how it turned out. */
export const ImportLine = withChoices(
  z.strictObject({
    ...fields,
    ref: text(100).optional().meta({ description: 'Your own name for the line, echoed in the report.' }),
    evidence: z.array(FileEvidence).max(50).optional().meta({
      description:
        'Evidence to file on the claim without settling it. What a resolution cites goes inside the resolution.',
    }),
    resolution: ResolveWithEvidence.optional(),
    conditionRef: text(100).optional().meta({
      description: 'The "ref" of the line whose claim is the condition of this line’s new claim.',
    }),
  }),
).meta({ id: 'ImportLine' })
export type ImportLine = z.infer<typeof ImportLine>

const {
  claim,
  claimId,
  pundit,
  punditId,
  source,
  sourceId,
  saidOn,
  stance,
  probability: stated,
  hedge,
} = fields

/** What was logged wrongly of a prediction, put right. Only what is given changes. */
export const CorrectPrediction = notBoth(
  notBoth(
    notBoth(
      z.strictObject({
        claim: claim.meta({
          description:
            'Another claim, new, when it was logged with the wrong one, as with a mistyped deadline. Give this or claimId.',
        }),
        claimId: claimId.meta({ description: 'Another claim already in the ledger. Give this or claim.' }),
        pundit,
        punditId,
        role: line(120).nullable().optional().meta({
          description: 'The role held when it was said; null for none. Another pundit without it has none.',
        }),
        source,
        sourceId,
        quote: quote.optional(),
        saidOn: saidOn.optional(),
        stance: stance.optional(),
        probability: stated,
        hedge,
        reason: text(1000).meta({ description: 'Why. It stays in the ledger beside the change.' }),
        seen: id.optional().meta({
          description:
            'The entryId of the version you mend: of the prediction, or of its last correction. When there is a later one, the answer is 409.',
        }),
      }),
      'pundit',
      'punditId',
    ),
    'source',
    'sourceId',
  ),
  'probability',
  'hedge',
)
  .refine(({ claim, claimId }) => claim === undefined || claimId === undefined, {
    path: ['claim'],
    error: 'must not be given together with claimId',
    ...always,
  })
  .meta({ id: 'CorrectPrediction' })
export type CorrectPrediction = z.infer<typeof CorrectPrediction>

export const Quote = z.object({
  exact: z.string(),
  prefix: z.string().optional(),
  suffix: z.string().optional(),
})
export type Quote = z.infer<typeof Quote>

/** How sure it sounded, 0 to 1: stated (low and high are the value), or read from a phrase through a scale. */
export const Probability = z.object({
  value: z.number(),
  low: z.number(),
  high: z.number(),
  basis: z.enum(probabilityBases),
  phrase: z.string().optional(),
  scale: z.string().optional(),
})
export type Probability = z.infer<typeof Probability>

export const PredictionLogged = z.object({
  claimId: z.string(),
  punditId: z.string(),
  role: z.string().optional(),
  sourceId: z.string(),
  quote: Quote,
  saidOn: z.string(),
  restatesId: z.string().optional(),
  stance: z.enum(stances),
  probability: Probability,
})
export type PredictionLogged = z.infer<typeof PredictionLogged>

/** The corrected fields of a prediction, as they were or as they are. */
export const PredictionTerms = z.object({
  claimId: z.string().optional(),
  punditId: z.string().optional(),
  role: z.string().nullable().optional(),
  sourceId: z.string().optional(),
  quote: Quote.optional(),
  saidOn: z.string().optional(),
  stance: z.enum(stances).optional(),
  probability: Probability.optional(),
})
export type PredictionTerms = z.infer<typeof PredictionTerms>

export const PredictionCorrected = z.object({
  correctionId: z.string(),
  reason: z.string(),
  before: PredictionTerms,
  after: PredictionTerms,
})
export type PredictionCorrected = z.infer<typeof PredictionCorrected>
