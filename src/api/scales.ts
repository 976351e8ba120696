import { createRoute, z } from '@hono/zod-openapi'
import { router } from '../door.ts'
import { scales } from '../scoring/scale.ts'
import { json } from './door.ts'

export const scalesApi = router()

const probability = z.number().min(0).max(1)

const ScaleView = z
  .object({
    id: z.string(),
    title: z.string(),
    about: z.string(),
    source: z.string(),
    url: z.string().optional(),
    licence: z.string().optional(),
    terms: z.array(
      z.object({
        phrases: z.array(z.string()),
        value: probability,
        low: probability,
        high: probability,
        basis: z.enum(['hedge', 'assertion']),
      }),
    ),
  })
  .meta({ id: 'Scale' })

scalesApi.openapi(
  createRoute({
    method: 'get',
    path: '/scales',
    summary: 'List the scales',
    description:
      'How words are read as probabilities. A phrase is read through the first scale that lists it.',
    responses: {
      200: json(z.object({ items: z.array(ScaleView) }), 'Every scale, in the order they are consulted.'),
    },
  }),
  c => c.json({ items: z.array(ScaleView).parse(scales) }, 200),
)
