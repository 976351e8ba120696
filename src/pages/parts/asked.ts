import type { z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import type { Asked } from '../../accuracy/basis.ts'
import type { AppEnv } from '../../door.ts'
import { dateOf } from '../../fields.ts'
import { fieldErrors } from '../../problem.ts'
import { inForm } from '../door.ts'
import { queryFields } from './form.tsx'

/** How a page's figures are asked for. What is wrong with that is for the form to say, over the usual reading. */
export function readAsked<Query extends Asked>(c: Context<AppEnv>, schema: z.ZodType<Query>) {
  const values = queryFields(c.req.queries())
  const read = schema.safeParse(values)
  const errors = read.success
    ? errorsOfDay(read.data, dateOf(c.var.deps.now()))
    : fieldErrors(read.error, inForm)
  const query = read.success && errors.length === 0 ? read.data : schema.parse({})
  return { query, form: { values, errors }, status: errors.length === 0 ? undefined : (422 as const) }
}

function errorsOfDay({ asOf }: Asked, today: string) {
  if (asOf === undefined || asOf <= today) return []
  return [{ pointer: '#/asOf', detail: `must not be in the future (today is ${today})` }]
}
