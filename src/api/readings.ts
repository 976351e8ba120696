import { createRoute, z } from '@hono/zod-openapi'
import { atMost, router } from '../door.ts'
import { calendarDate, line } from '../fields.ts'
import { stances } from '../predictions/prediction.ts'
import { invalid } from '../problem.ts'
import { punditKinds } from '../pundits/pundit.ts'
import { longestText, refusals } from '../reading/refusals.ts'
import { json, problems, takes } from './door.ts'

export const readingsApi = router()

const ReadText = z
  .strictObject({
    text: z
      .string()
      .max(longestText, refusals['too-long'])
      .meta({ description: `The commentary, at most ${longestText} characters. It is read and forgotten.` }),
    publishedOn: calendarDate.meta({ description: 'The day it was published: deadlines are read from it.' }),
    author: line(200)
      .optional()
      .meta({ description: 'Who wrote it; left out, its author’s forecasts name nobody.' }),
  })
  .meta({ id: 'ReadText' })

const offset = z.number().int().meta({ description: 'In UTF-16 units of the text.' })
const stretch = { start: offset, end: offset }
const share = z.number().min(0).max(1)

const CandidateView = z
  .object({
    sentence: z.object({ ...stretch, text: z.string() }),
    quote: z.object({ ...stretch, exact: z.string(), prefix: z.string(), suffix: z.string() }),
    pundit: z.object({
      name: z.string().nullable(),
      kind: z.enum(punditKinds).nullable(),
      role: z.string().optional(),
      isAuthor: z.boolean(),
    }),
    attribution: z.enum(['author', 'quotation', 'paraphrase', 'according-to', 'carried-over', 'transcript']),
    stance: z.enum(stances),
    hedge: z.string().nullable().meta({
      description: 'As POST /predictions takes it; null where a number was stated: send that as probability.',
    }),
    probability: z
      .object({
        value: share,
        low: share,
        high: share,
        basis: z.enum(['stated', 'hedge', 'assertion']),
        phrase: z.string().meta({ description: 'The words it was read from.' }),
        scale: z.string().optional(),
      })
      .meta({ description: 'Of the drafted statement.' }),
    negated: z.boolean().meta({
      description:
        'The words deny or doubt what the statement says ("won’t", "unlikely", "I doubt"): the probability is the complement.',
    }),
    condition: z.object({ text: z.string(), inherited: z.boolean() }).nullable(),
    deadline: z
      .object({
        wording: z.string(),
        dueBy: z.string(),
        dueByStrict: z.string(),
        basis: z.enum(['stated', 'inferred']),
        inherited: z
          .boolean()
          .meta({ description: 'From a heading, an announcement or the sentence before.' }),
      })
      .nullable(),
    topics: z.array(z.string()),
    statement: z.string().meta({ description: 'A draft of the claim.' }),
    unresolved: z
      .array(z.string())
      .meta({ description: 'Words of it that still point elsewhere: “it”, “they”.' }),
    confidence: share.meta({ description: 'How sure the reader is that this is a forecast.' }),
    triggers: z
      .array(z.object({ ...stretch, words: z.string(), rule: z.string() }))
      .meta({ description: 'The words that proposed it, each with the rule.' }),
  })
  .meta({ id: 'Candidate' })

readingsApi.openapi(
  createRoute({
    method: 'post',
    path: '/readings',
    summary: 'Read commentary',
    description:
      'Proposes the forecasts in a text, for a person to confirm and log. Needs no key, keeps nothing, and gives the same answer to the same text. English only.',
    middleware: [atMost(1), takes('application/json')],
    request: {
      body: {
        required: true,
        content: {
          'application/json': {
            schema: ReadText,
            example: {
              text: 'Oil will probably fall below $50 by June.',
              publishedOn: '2026-01-10',
              author: 'Ann Author',
            },
          },
        },
      },
    },
    responses: {
      200: json(
        z.object({ candidates: z.array(CandidateView) }),
        'What it may forecast, in the order of the text; an empty list when nothing was found.',
      ),
      ...problems(400, 413, 415, 422),
    },
  }),
  async c => {
    const { text, publishedOn, author } = c.req.valid('json')
    const { readCommentary } = await import('../reading/commentary.ts')
    const reading = readCommentary(text, { publishedOn, author })
    if ('refused' in reading) throw invalid([{ pointer: '#/text', detail: refusals[reading.refused] }])
    return c.json(reading, 200)
  },
)
