import type { Context, MiddlewareHandler } from 'hono'
import type { z } from 'zod'
import { assertInScope, assertMay } from '../accounts/actor.ts'
import type { Action } from '../accounts/role.ts'
import type { AppEnv } from '../door.ts'
import { type FieldError, fieldErrors, Problem, problemErrors } from '../problem.ts'
import { dayWords } from '../reading/days.ts'
import type { Filled } from './parts/form.tsx'
import { showSendAgain } from './send-again.tsx'

/**
 * Lets through who is signed in; others get back what they typed. What their role may not do the operation refuses, and
 * the form keeps its text.
 */
export function needsSession(action: Action): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    if (c.var.actor === undefined) return showSendAgain(c, await readForm(c))
    assertInScope(c.var.actor, action)
    return next()
  }
}

/** The same where nothing that was typed can be lost by refusing the role at once. Who asks for a page signs in first. */
export function needsRole(action: Action): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    if (c.var.actor === undefined) {
      if (c.req.method === 'POST') return showSendAgain(c, await readForm(c))
      return c.redirect(`/sign-in?next=${c.req.path}${encodeURIComponent(new URL(c.req.url).search)}`, 303)
    }
    assertMay(c.var.actor, action)
    return next()
  }
}

/** The fields of a form. Whatever the parser throws at a body that is no form, it is the sender's mistake. */
export async function readForm(c: Context<AppEnv>): Promise<Record<string, (string | File)[]>> {
  try {
    const fields = await c.req.parseBody({ all: true })
    return Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, [value].flat()]))
  } catch {
    throw new Problem('bad-request', 'The form data could not be read.')
  }
}

/** A form has a list where the API has values, percent where it has shares of 1, and topics as they are read. */
export function inForm({ code, message, path }: z.core.$ZodIssue): string {
  if (code === 'invalid_format' && path.some(name => name === 'topic' || name === 'topics'))
    return 'must be words of the letters a to z and figures, like “economic collapse”'
  if (code === 'invalid_format' && (path.at(-1) === 'claimId' || path.at(-1) === 'conditionClaimId'))
    return 'is not the address of a claim’s page'
  if (code === 'invalid_format' && path.at(-1) === 'pundit')
    return 'is not the last part of the address of a pundit’s page'
  if (code === 'invalid_value' || code === 'invalid_union') return 'choose one'
  if (path.at(-1) === 'share' && (code === 'too_small' || code === 'too_big'))
    return 'must be more than 0 and less than 100'
  return formWords(message)
}

/** A message of the API, with what it names as the forms call it. */
export function formWords(detail: string): string {
  return detail
    .replace(/ \((?:hedge|outcome false|GET [^)]*)\)/, '')
    .replace(named, name => fieldWords[name] ?? name)
    .replaceAll(/(?<=\((?:today is )?)\d{4}-\d{2}-\d{2}(?=\))/g, dayWords)
}

const fieldWords: Record<string, string> = {
  hedge: 'words of certainty',
  probability: 'a probability',
  claimId: 'a claim that is there already',
  conditionClaimId: 'a condition that is a claim',
  dueBy: 'the deadline',
  dueByStrict: 'the strict deadline',
  saidOn: 'the day it was said',
  'dueBasis is inferred': 'the date is inferred from it',
  'condition-unmet': '“its condition was not met”',
}

const named =
  /(?<=together with )\w+$|\b(?:dueBasis is inferred|dueByStrict|dueBy|saidOn|condition-unmet|conditionClaimId)\b/g

export interface Refusal {
  status: Problem['status']
  errors: FieldError[]
}

/** A form as its page shows it: as it is asked for, or as it was refused. */
export type Form = Filled & Partial<Refusal>

/**
 * Does what a form asks, or returns what is wrong with it, for the form to show beside its fields. `wrong` is what
 * the form has found itself, which says more of a field than the schema does.
 */
export async function tryForm<Input, Done>(
  shape: z.ZodType<Input>,
  values: unknown,
  wrong: FieldError[],
  work: (input: Input) => Promise<Done>,
): Promise<{ done: Done } | { refused: Refusal }> {
  const parsed = shape.safeParse(values)
  const unfit = parsed.success ? [] : fieldErrors(parsed.error, inForm)
  const errors = [...wrong, ...unfit.filter(({ pointer }) => wrong.every(other => other.pointer !== pointer))]
  if (!parsed.success || errors.length > 0) return { refused: { status: 422, errors } }
  try {
    return { done: await work(parsed.data) }
  } catch (error) {
    if (!(error instanceof Problem) || error.type === 'not-found') throw error
    const errors = problemErrors(error).map(one => ({ ...one, detail: formWords(one.detail) }))
    return { refused: { status: error.status, errors } }
  }
}
