import type { MiddlewareHandler } from 'hono'
import type { z } from 'zod'
import type { AppEnv } from '../api/door.ts'
import { type FieldError, fieldErrors, Problem, problemErrors } from '../problem.ts'

export const needsSession: MiddlewareHandler<AppEnv> = async (c, next) => {
  if (c.var.actor === undefined)
    throw new Problem(
      'unauthenticated',
      'You are not signed in. Sign in in another tab, come back here and send the form again: the text is still in it.',
    )
  await next()
}

export interface Refusal {
  status: Problem['status']
  errors: FieldError[]
}

/** Does what a form asks, or returns what is wrong with it, for the form to show beside its fields. */
export async function tryForm<Input, Done>(
  shape: z.ZodType<Input>,
  values: unknown,
  work: (input: Input) => Promise<Done>,
): Promise<{ done: Done } | { refused: Refusal }> {
  const parsed = shape.safeParse(values)
  if (!parsed.success) return { refused: { status: 422, errors: fieldErrors(parsed.error) } }
  try {
    return { done: await work(parsed.data) }
  } catch (error) {
    if (!(error instanceof Problem) || error.type === 'not-found') throw error
    return { refused: { status: error.status, errors: problemErrors(error) } }
  }
}
