import { createRoute, z } from '@hono/zod-openapi'
import { router } from '../door.ts'
import { calendarDate, text } from '../fields.ts'
import { readWindow } from '../reading/window.ts'
import { json, problems } from './door.ts'

export const windowsApi = router()

const WindowView = z
  .object({
    wording: z.string().meta({ description: 'The words it was read from, as they stand in the sentence.' }),
    dueBy: z.string().meta({ description: 'The generous reading.' }),
    dueByStrict: z.string().meta({ description: 'The strict reading.' }),
    basis: z.enum(['stated', 'inferred']),
  })
  .meta({ id: 'Window' })

windowsApi.openapi(
  createRoute({
    method: 'get',
    path: '/windows',
    summary: 'Read a deadline',
    description:
      'Turns the wording of a deadline into dates, relative to the day it was said. Takes a whole sentence. The rules are at /method.',
    request: {
      query: z.strictObject({
        sentence: text(2000).meta({ example: 'It will fall in the weeks ahead.' }),
        saidOn: calendarDate.meta({ example: '2025-09-08' }),
      }),
    },
    responses: {
      200: json(
        z.object({ window: WindowView.nullable() }),
        'The deadline; null where the sentence has none, never a guess.',
      ),
      ...problems(422),
    },
  }),
  c => {
    const { sentence, saidOn } = c.req.valid('query')
    return c.json({ window: readWindow(sentence, saidOn) }, 200)
  },
)
