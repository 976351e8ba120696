import { createRoute, z } from '@hono/zod-openapi'
import { router } from '../door.ts'
import { getSource, listSources, SourceView, SourceWithPredictions } from '../sources/read.ts'
import { json, linkNext, pageOfItems, pageQuery, problems } from './door.ts'

export const sourcesApi = router()

sourcesApi.openapi(
  createRoute({
    method: 'get',
    path: '/sources',
    summary: 'List sources',
    request: { query: z.strictObject(pageQuery) },
    responses: {
      200: pageOfItems(SourceView, 'A page of sources, the newest added first.'),
      ...problems(422),
    },
  }),
  async c => {
    const page = await listSources(c.var.deps, c.req.valid('query'))
    linkNext(c, page.next)
    return c.json(page, 200)
  },
)

sourcesApi.openapi(
  createRoute({
    method: 'get',
    path: '/sources/{id}',
    summary: 'Get a source',
    request: { params: z.object({ id: z.string() }) },
    responses: { 200: json(SourceWithPredictions, 'The source with its predictions.'), ...problems(404) },
  }),
  async c => c.json(await getSource(c.var.deps, c.req.valid('param').id), 200),
)
