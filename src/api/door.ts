import { z } from '@hono/zod-openapi'
import type { Context, MiddlewareHandler } from 'hono'
import { assertMay } from '../accounts/actor.ts'
import { findActorByKey } from '../accounts/find-actor.ts'
import type { Action } from '../accounts/role.ts'
import type { AppEnv } from '../door.ts'
import { Problem, type ProblemName, problemTypes } from '../problem.ts'

/** Lets through whose key came along and may do it, in the role its person has now. */
export function needsKey(action: Action): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    const key = bearerKey(c)
    const actor = key === undefined ? undefined : await findActorByKey(c.var.deps, key)
    if (actor === undefined) {
      await c.var.limit('write', 'address', c.var.address)
      c.header('WWW-Authenticate', 'Bearer')
      throw new Problem('unauthenticated', 'Send a key that Reckon knows, as "Authorization: Bearer <key>".')
    }
    c.set('actor', actor)
    if (actor.role !== 'owner') await c.var.limit('write', 'person', actor.id)
    assertMay(actor, action)
    await next()
  }
}

function bearerKey(c: Context): string | undefined {
  const [scheme, key, ...rest] = (c.req.header('Authorization') ?? '').split(' ')
  return scheme?.toLowerCase() === 'bearer' && rest.length === 0 && key !== '' ? key : undefined
}

/**
 * JSON sent without its media type would reach the schema as an empty object, and bytes that are no UTF-8 would be
 * kept as other words: both are refused first.
 */
export function takes(...mediaTypes: string[]): MiddlewareHandler {
  return async (c, next) => {
    const given = c.req.header('Content-Type')?.split(';')[0]?.trim().toLowerCase()
    if (given === undefined || !mediaTypes.includes(given)) {
      throw new Problem(
        'unsupported-media-type',
        `Send the body as ${mediaTypes[0]}${given ? `, not ${given}` : ''}.`,
      )
    }
    if (!isUtf8(await c.req.arrayBuffer())) throw new Problem('malformed-json', 'The body is not UTF-8.')
    await next()
  }
}

function isUtf8(body: ArrayBuffer): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(body)
    return true
  } catch {
    return false
  }
}

const ProblemBody = z
  .looseObject({
    type: z.string().meta({ description: 'The address of a page that explains it.' }),
    title: z.string(),
    status: z.number().int(),
    detail: z.string(),
    errors: z
      .array(z.object({ pointer: z.string(), detail: z.string() }))
      .optional()
      .meta({ description: 'Of 422: JSON Pointers to the fields, and what to do about each.' }),
    existing: z
      .string()
      .optional()
      .meta({ description: 'Of duplicate-prediction: the address of the first.' }),
    retryAfter: z.number().int().optional().meta({ description: 'After how many seconds to try again.' }),
    state: z.string().optional().meta({ description: 'Of a claim that is in another state: which.' }),
    outcome: z.string().nullable().optional().meta({ description: 'The outcome that stands.' }),
    resolutionId: z.string().nullable().optional().meta({ description: 'What stands, in its history.' }),
    disputeId: z.string().nullable().optional().meta({ description: 'The dispute that is pending.' }),
  })
  .meta({ id: 'Problem', description: 'RFC 9457.' })

export function json<T extends z.ZodType>(schema: T, description: string) {
  return { description, content: { 'application/json': { schema } } }
}

/** What any operation may answer with a status; the others are named by the operation that does. */
const common: ProblemName[] = [
  'malformed-json',
  'unauthenticated',
  'not-found',
  'too-large',
  'unsupported-media-type',
  'invalid',
  'idempotency-key-reused',
]

/** The responses of an operation that may refuse: by statuses, and by the names of what only it refuses. */
export function problems(...refusals: (400 | 401 | 404 | 413 | 415 | 422 | ProblemName)[]) {
  const content = { 'application/problem+json': { schema: ProblemBody } }
  const named = refusals.flatMap(refusal =>
    typeof refusal === 'string' ? refusal : common.filter(name => problemTypes[name].status === refusal),
  )
  const keyed: ProblemName[] = named.includes('unauthenticated') ? ['out-of-scope'] : []
  const names = new Set<ProblemName>([...named, ...keyed, 'rate-limited', 'unavailable'])
  return Object.fromEntries(
    [...Map.groupBy([...names], name => problemTypes[name].status)].map(([status, same]) => [
      status,
      { description: same.map(name => `${problemTypes[name].title} (${name}).`).join(' '), content },
    ]),
  )
}

export const pageQuery = {
  limit: z
    .string()
    .regex(/^[0-9]{1,3}$/, 'must be a number from 1 to 100')
    .transform(Number)
    .refine(limit => limit >= 1 && limit <= 100, 'must be a number from 1 to 100')
    .default(50)
    .meta({ description: 'How many items, 1 to 100.', example: '50' }),
  cursor: z.string().max(500).optional().meta({ description: 'The "next" of the page before.' }),
}

export function pageOfItems<T extends z.ZodType, Beside extends z.ZodRawShape>(
  item: T,
  description: string,
  beside?: Beside,
) {
  const page = z.object({
    items: z.array(item),
    next: z.string().nullable().meta({ description: 'The cursor of the next page; null on the last.' }),
    ...beside,
  })
  return json(page, description)
}

/** Says where the next page is, as `Link: rel="next"`. */
export function linkNext(c: Context<AppEnv>, next: string | null): void {
  if (next === null) return
  const url = new URL(c.req.url)
  url.searchParams.set('cursor', next)
  c.header('Link', `<${url.pathname}${url.search}>; rel="next"`)
}

/** The header that every POST takes. */
export const idempotencyKey = z.object({
  'Idempotency-Key': z.string().optional().meta({
    description:
      'A name of your choice for this request: sent again under it within a day, it is done only once.',
  }),
})

export const security = [{ key: [] }]
