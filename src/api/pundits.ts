import { createRoute, z } from '@hono/zod-openapi'
import { AccuracyView, getAccuracy, listAccuracy } from '../accuracy/read.ts'
import { router } from '../door.ts'
import { topic } from '../fields.ts'
import { getPundit, listPundits, PunditView } from '../pundits/read.ts'
import { json, linkNext, pageOfItems, pageQuery, problems } from './door.ts'

export const punditsApi = router()

const params = z.object({ slug: z.string() })

punditsApi.openapi(
  createRoute({
    method: 'get',
    path: '/pundits',
    summary: 'List pundits',
    request: { query: z.strictObject(pageQuery) },
    responses: { 200: pageOfItems(PunditView, 'A page of pundits, by slug.'), ...problems(422) },
  }),
  async c => {
    const page = await listPundits(c.var.deps, c.req.valid('query'))
    linkNext(c, page.next)
    return c.json(page, 200)
  },
)

punditsApi.openapi(
  createRoute({
    method: 'get',
    path: '/pundits/{slug}',
    summary: 'Get a pundit',
    request: { params },
    responses: { 200: json(PunditView, 'The pundit.'), ...problems(404) },
  }),
  async c => c.json(await getPundit(c.var.deps, c.req.valid('param').slug), 200),
)

punditsApi.openapi(
  createRoute({
    method: 'get',
    path: '/pundits/{slug}/accuracy',
    summary: 'Get a pundit’s accuracy',
    request: { params, query: z.strictObject({ topic: topic.optional() }) },
    responses: { 200: json(AccuracyView, 'The figures, and what they rest on.'), ...problems(404, 422) },
  }),
  async c => c.json(await getAccuracy(c.var.deps, c.req.valid('param').slug, c.req.valid('query')), 200),
)

punditsApi.openapi(
  createRoute({
    method: 'get',
    path: '/accuracy',
    summary: 'The leaderboard',
    description: 'In rank order; those too few to rank come last, the most logged first.',
    request: { query: z.strictObject({ ...pageQuery, topic: topic.optional() }) },
    responses: { 200: pageOfItems(AccuracyView, 'A page of the leaderboard.'), ...problems(422) },
  }),
  async c => {
    const { limit, cursor, ...filter } = c.req.valid('query')
    const page = await listAccuracy(c.var.deps, filter, { limit, cursor })
    linkNext(c, page.next)
    return c.json(page, 200)
  },
)
