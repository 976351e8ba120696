import { createRoute, z } from '@hono/zod-openapi'
import { actorDeps, atMost, router } from '../door.ts'
import { mergePundit } from '../pundits/merge.ts'
import { MergePundit } from '../pundits/pundit.ts'
import { getPundit, listPundits, PunditView } from '../pundits/read.ts'
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

export const punditsApi = router()

const params = z.object({ slug: z.string() })
const moved = { description: 'They were merged into another pundit: Location leads there.' }

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
    responses: { 200: json(PunditView, 'The pundit.'), 308: moved, ...problems(404) },
  }),
  async c => {
    const { slug } = c.req.valid('param')
    const pundit = await getPundit(c.var.deps, slug)
    if (pundit.slug !== slug) return c.redirect(`/api/v1/pundits/${pundit.slug}`, 308)
    return c.json(pundit, 200)
  },
)

punditsApi.openapi(
  createRoute({
    method: 'post',
    path: '/pundits/{slug}/merges',
    summary: 'Merge a pundit into this one',
    description:
      'For moderators: another pundit was this one. Names and predictions move here, scores follow, and the other address leads here.',
    security,
    middleware: [needsKey('merge'), atMost(1), takes('application/json'), idempotent],
    request: {
      headers: idempotencyKey,
      params,
      body: { required: true, content: { 'application/json': { schema: MergePundit } } },
    },
    responses: {
      201: json(PunditView, 'Merged: the pundit as they are now.'),
      ...problems(400, 401, 404, 413, 415, 422, 'forbidden', 'cannot-merge'),
    },
  }),
  async c => {
    const { slug } = await mergePundit(actorDeps(c), c.req.valid('param').slug, c.req.valid('json'))
    return c.json(await getPundit(c.var.deps, slug), 201, { Location: `/api/v1/pundits/${slug}` })
  },
)
