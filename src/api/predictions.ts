import { createRoute, z } from '@hono/zod-openapi'
import { claimStates } from '../claims/claim.ts'
import { listSimilar, SimilarClaim } from '../claims/similar.ts'
import { actorDeps, atMost, router } from '../door.ts'
import { anyText, id, slug, topic } from '../fields.ts'
import { correctPrediction } from '../predictions/correct.ts'
import { importPredictions, LoggedLine, type RawLine } from '../predictions/import.ts'
import { logPrediction } from '../predictions/log.ts'
import { CorrectPrediction, ImportLine, LogPrediction, stances } from '../predictions/prediction.ts'
import { getPrediction, listPredictions, PredictionView } from '../predictions/read.ts'
import { Problem } from '../problem.ts'
import {
  idempotencyKey,
  json,
  linkNext,
  needsKey,
  pageOfItems,
  pageQuery,
  problems,
  security,
  takes,
} from './door.ts'
import { idempotent } from './idempotent.ts'

export const predictionsApi = router()

const mostLines = 10_000

const example = {
  claim: {
    statement: "Russia's economy is in full collapse",
    topics: ['economic-collapse', 'sanctions'],
    dueBy: '2026-09-08',
    dueBasis: 'assigned' as const,
    condition: 'The United States imposes further sanctions',
    criteria: 'Real GDP down 10 % or more over four quarters, by Rosstat or the IMF',
  },
  pundit: { name: 'Scott Bessent', kind: 'person' as const, role: 'US Treasury Secretary' },
  source: {
    url: 'https://example.org/analysis',
    title: 'An analysis',
    publisher: 'Example',
    publishedOn: '2025-09-08',
  },
  quote: { exact: 'in full collapse' },
  saidOn: '2025-09-07',
  stance: 'conditional' as const,
  hedge: 'could',
}

const importExample = {
  ref: 'row 7',
  ...example,
  resolution: {
    outcome: 'false' as const,
    rationale: 'GDP grew by 1 %.',
    evidence: [
      {
        url: 'https://example.org/gdp',
        title: 'GDP figures',
        publishedOn: '2026-10-01',
        stance: 'refutes' as const,
      },
    ],
  },
}

const LoggedPrediction = PredictionView.extend({
  similar: z.array(SimilarClaim).meta({
    description:
      'When it opened a new claim: others worded nearly like it. Perhaps one of them is the same; a moderator can merge them.',
  }),
}).meta({ id: 'LoggedPrediction' })

predictionsApi.openapi(
  createRoute({
    method: 'post',
    path: '/predictions',
    summary: 'Log a prediction',
    description:
      'Who said it, in which source, in which words, how sure, and by when. A pundit already known by name or alias, and a source already known by url, are used again.',
    security,
    middleware: [needsKey('log'), atMost(1), takes('application/json'), idempotent],
    request: {
      headers: idempotencyKey,
      body: { required: true, content: { 'application/json': { schema: LogPrediction, example } } },
    },
    responses: {
      201: json(LoggedPrediction, 'Logged. Location is its address.'),
      ...problems(400, 401, 413, 415, 422, 'duplicate-prediction', 'pundit-differs'),
    },
  }),
  async c => {
    const { predictionId, claimId, opened } = await logPrediction(actorDeps(c), c.req.valid('json'))
    const prediction = await getPrediction(c.var.deps, predictionId)
    const similar = opened ? await listSimilar(c.var.deps, prediction.claim.statement, claimId) : []
    return c.json({ ...prediction, similar }, 201, { Location: `/api/v1/predictions/${predictionId}` })
  },
)

predictionsApi.openapi(
  createRoute({
    method: 'post',
    path: '/predictions/{id}/corrections',
    summary: 'Correct a prediction',
    description:
      'Puts right what was logged wrongly: quote, pundit, source, day, stance, probability or hedge. Both versions stay visible. For 24 hours by whoever logged it, while nobody else has acted on it; later by a moderator. Once its claim is settled only its source and role can change.',
    security,
    middleware: [needsKey('correct'), atMost(1), takes('application/json'), idempotent],
    request: {
      headers: idempotencyKey,
      params: z.object({ id: z.string() }),
      body: { required: true, content: { 'application/json': { schema: CorrectPrediction } } },
    },
    responses: {
      201: json(PredictionView, 'Corrected: the prediction as it is now.'),
      ...problems(
        400,
        401,
        404,
        413,
        415,
        422,
        'forbidden',
        'correction-closed',
        'frozen',
        'nothing-changed',
        'overtaken',
        'duplicate-prediction',
        'pundit-differs',
      ),
    },
  }),
  async c => {
    const { id } = c.req.valid('param')
    await correctPrediction(actorDeps(c), id, c.req.valid('json'))
    return c.json(await getPrediction(c.var.deps, id), 201, { Location: `/api/v1/predictions/${id}` })
  },
)

predictionsApi.openapi(
  createRoute({
    method: 'post',
    path: '/predictions/import',
    summary: 'Import predictions',
    description: `NDJSON: on each line an object as for POST /predictions, with "ref", "evidence" and "resolution" if there are any. At most ${mostLines} lines. With curl send the file by --data-binary, which keeps its line ends. All or nothing: when a line will not do, nothing is logged and the report says which and why.`,
    security,
    middleware: [
      needsKey('log'),
      atMost(16),
      takes('application/x-ndjson', 'application/ndjson'),
      idempotent,
    ],
    request: {
      headers: idempotencyKey,
      body: {
        required: true,
        content: { 'application/x-ndjson': { schema: ImportLine, example: importExample } },
      },
    },
    responses: {
      201: json(
        z.object({ lines: z.array(LoggedLine), logged: z.number().int(), refused: z.number().int() }),
        'Every line was logged.',
      ),
      ...problems(400, 401, 413, 415, 422, 'import-refused'),
    },
  }),
  async c => {
    const lines = readLines(await c.req.text())
    const report = await importPredictions(actorDeps(c), lines)
    return c.json(report, 201)
  },
)

function readLines(text: string): RawLine[] {
  const lines = text
    .replace(/^\uFEFF/, '')
    .split('\n')
    .flatMap((content, index) => (content.trim() === '' ? [] : { content, line: index + 1 }))
  if (lines.length > mostLines) throw new Problem('too-large', `An import may hold ${mostLines} lines.`)
  if (lines.length === 0) {
    throw new Problem('import-refused', 'The body holds no lines.', { lines: [], logged: 0, refused: 0 })
  }
  return lines.map(({ content, line }) => ({ line, value: parseLine(content) }))
}

/** Undefined for a line that is not JSON. */
function parseLine(content: string): unknown {
  try {
    return JSON.parse(content)
  } catch {
    return undefined
  }
}

predictionsApi.openapi(
  createRoute({
    method: 'get',
    path: '/predictions',
    summary: 'List predictions',
    description: 'The newest logged first.',
    request: {
      query: z.strictObject({
        ...pageQuery,
        pundit: slug.optional().meta({ description: 'A pundit’s slug.', example: 'scott-bessent' }),
        topic: topic.optional(),
        source: id.optional().meta({ description: 'A source’s id.' }),
        claim: id.optional().meta({ description: 'A claim’s id.' }),
        state: z.enum(claimStates).optional().meta({ description: 'The state of its claim.' }),
        stance: z.enum(stances).optional(),
        q: anyText(200).optional().meta({
          description:
            'Words of the claim, the quote and the pundit’s name: all of them, wherever each stands; a phrase in quotes, within one of these. With `or` and a minus as in a web search. The newest logged come first, as in every list.',
        }),
      }),
    },
    responses: { 200: pageOfItems(PredictionView, 'A page of predictions.'), ...problems(422) },
  }),
  async c => {
    const { limit, cursor, ...filter } = c.req.valid('query')
    const page = await listPredictions(c.var.deps, filter, { limit, cursor })
    linkNext(c, page.next)
    return c.json(page, 200)
  },
)

predictionsApi.openapi(
  createRoute({
    method: 'get',
    path: '/predictions/{id}',
    summary: 'Get a prediction',
    request: { params: z.object({ id: z.string() }) },
    responses: { 200: json(PredictionView, 'The prediction.'), ...problems(404) },
  }),
  async c => c.json(await getPrediction(c.var.deps, c.req.valid('param').id), 200),
)
