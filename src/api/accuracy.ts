import { createRoute, z } from '@hono/zod-openapi'
import { AccuracyQuery } from '../accuracy/basis.ts'
import { AccuracyView, getAccuracy, getOverallAccuracy, listAccuracy, orders } from '../accuracy/read.ts'
import { readings } from '../accuracy/record.ts'
import { voidReasons } from '../claims/claim.ts'
import { router } from '../door.ts'
import { csv, wantsCsv } from './csv.ts'
import { linkNext, pageQuery, problems } from './door.ts'

export const accuracyApi = router()

const asTable =
  'With "Accept: text/csv" as a table of one row a pundit: its columns are the members here, nested ones joined by dots, an interval as .low and .high; null is empty; calibration bins, the curve and the hedges are left to JSON.'

function jsonOrCsv<T extends z.ZodType>(schema: T, description: string) {
  return {
    description,
    content: { 'application/json': { schema }, 'text/csv': { schema: z.string() } },
  }
}

accuracyApi.openapi(
  createRoute({
    method: 'get',
    path: '/pundits/{slug}/accuracy',
    summary: 'Get a pundit’s accuracy',
    description: `How close the pundit’s probabilities came to what happened, how sure that is, and what it rests on. ${asTable}`,
    request: { params: z.object({ slug: z.string() }), query: z.strictObject(AccuracyQuery) },
    responses: {
      200: jsonOrCsv(AccuracyView, 'The figures, and what they rest on.'),
      308: { description: 'They were merged into another pundit: Location leads there.' },
      ...problems(404, 422),
    },
  }),
  async c => {
    const { slug } = c.req.valid('param')
    const accuracy = await getAccuracy(c.var.deps, slug, c.req.valid('query'))
    if (accuracy.pundit?.slug !== slug) {
      return c.redirect(`/api/v1/pundits/${accuracy.pundit?.slug}/accuracy${new URL(c.req.url).search}`, 308)
    }
    c.header('Vary', 'Accept')
    return wantsCsv(c) ? csv(c, columns, [accuracy]) : c.json(accuracy, 200)
  },
)

accuracyApi.openapi(
  createRoute({
    method: 'get',
    path: '/accuracy/overall',
    summary: 'The accuracy of everybody together',
    description: `Of all predictions in the ledger, or on a topic. What several pundits forecast is one cluster; "pundit" and "rank" are null. ${asTable}`,
    request: { query: z.strictObject(AccuracyQuery) },
    responses: { 200: jsonOrCsv(AccuracyView, 'The figures, and what they rest on.'), ...problems(422) },
  }),
  async c => {
    const accuracy = await getOverallAccuracy(c.var.deps, c.req.valid('query'))
    c.header('Vary', 'Accept')
    return wantsCsv(c) ? csv(c, columns, [accuracy]) : c.json(accuracy, 200)
  },
)

accuracyApi.openapi(
  createRoute({
    method: 'get',
    path: '/accuracy',
    summary: 'The leaderboard',
    description: `In rank order; those too few to rank come last, the most logged first. ${asTable}`,
    request: {
      query: z.strictObject({
        ...pageQuery,
        ...AccuracyQuery,
        sort: z.enum(orders).optional().meta({
          description:
            'Another order: by mean Brier score, by n, by how many were logged, by name. A cursor belongs to one order.',
        }),
      }),
    },
    responses: {
      200: jsonOrCsv(
        z.object({
          items: z.array(AccuracyView),
          next: z.string().nullable().meta({ description: 'The cursor of the next page; null on the last.' }),
        }),
        'A page of the leaderboard.',
      ),
      ...problems(422),
    },
  }),
  async c => {
    const { limit, cursor, ...asked } = c.req.valid('query')
    const page = await listAccuracy(c.var.deps, asked, { limit, cursor })
    linkNext(c, page.next)
    c.header('Vary', 'Accept')
    return wantsCsv(c) ? csv(c, columns, page.items) : c.json(page, 200)
  },
)

/** The figures side by side, in the order of the members; an interval takes two columns, and lists have no place in a row. */
const columns = [
  'pundit.slug',
  'pundit.name',
  'n',
  'effectiveN',
  'stated',
  'fromWords',
  'brier.mean',
  ...interval('brier.interval'),
  'brier.low',
  'brier.high',
  'logScore.mean',
  ...interval('logScore.interval'),
  'logScore.low',
  'logScore.high',
  'skill.vsBaseRate',
  'skill.baseRate',
  'skill.vsHalf',
  ...interval('skill.interval'),
  'skill.perCluster',
  ...interval('skill.perClusterInterval'),
  'skill.low',
  'skill.high',
  'skill.shrunken.estimate',
  ...interval('skill.shrunken.interval'),
  'sharpness',
  'murphy.miscalibration',
  'murphy.discrimination',
  'murphy.uncertainty',
  'corp.miscalibration',
  'corp.chanceMiscalibration',
  'corp.discrimination',
  'corp.uncertainty',
  'coverage.logged',
  'coverage.scored',
  'coverage.open',
  'coverage.due',
  'coverage.disputed',
  ...voidReasons.map(reason => `coverage.void.${reason}`),
  'coverage.uncounted',
  'coverage.settledEarly',
  'coverage.undated',
  'coverage.assignedDeadline',
  'coverage.possibilities',
  'coverage.reports',
  'coverage.medianDaysToLog',
  'rank',
  ...readings.map(reading => `otherRanks.${reading}`),
  'rankHolds',
]

function interval(name: string) {
  return [
    { key: `${name}[0]`, header: `${name}.low` },
    { key: `${name}[1]`, header: `${name}.high` },
  ]
}
