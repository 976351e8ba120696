import { createRoute, z } from '@hono/zod-openapi'
import { claimStates, FileEvidence, ResolveClaim } from '../claims/claim.ts'
import { fileEvidence } from '../claims/file-evidence.ts'
import {
  ClaimSummary,
  ClaimView,
  EvidenceView,
  getClaim,
  getEvidence,
  getResolution,
  listClaims,
  ResolutionView,
} from '../claims/read.ts'
import { resolveClaim } from '../claims/resolve.ts'
import { actorDeps, atMost, router } from '../door.ts'
import { anyText, calendarDate, topic } from '../fields.ts'
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

export const claimsApi = router()

const params = z.object({ id: z.string() })
const writing = [needsKey, atMost(1), takes('application/json'), idempotent]

claimsApi.openapi(
  createRoute({
    method: 'get',
    path: '/claims',
    summary: 'List claims',
    description: 'The first due first.',
    request: {
      query: z.strictObject({
        ...pageQuery,
        state: z.enum(claimStates).optional(),
        topic: topic.optional(),
        q: anyText(200).optional().meta({ description: 'Words of the statement.' }),
        dueBefore: calendarDate.optional(),
      }),
    },
    responses: { 200: pageOfItems(ClaimSummary, 'A page of claims.'), ...problems(422) },
  }),
  async c => {
    const { limit, cursor, ...filter } = c.req.valid('query')
    const page = await listClaims(c.var.deps, filter, { limit, cursor })
    linkNext(c, page.next)
    return c.json(page, 200)
  },
)

claimsApi.openapi(
  createRoute({
    method: 'get',
    path: '/claims/{id}',
    summary: 'Get a claim',
    description: 'With its predictions, its evidence and the history of how it was settled.',
    request: { params },
    responses: { 200: json(ClaimView, 'The claim.'), ...problems(404) },
  }),
  async c => c.json(await getClaim(c.var.deps, c.req.valid('param').id), 200),
)

claimsApi.openapi(
  createRoute({
    method: 'post',
    path: '/claims/{id}/evidence',
    summary: 'File evidence',
    description: 'A publication that bears on the claim.',
    security,
    middleware: writing,
    request: {
      headers: idempotencyKey,
      params,
      body: { required: true, content: { 'application/json': { schema: FileEvidence } } },
    },
    responses: { 201: json(EvidenceView, 'Filed.'), ...problems(400, 401, 404, 413, 415, 422) },
  }),
  async c => {
    const claimId = c.req.valid('param').id
    const { evidenceId } = await fileEvidence(actorDeps(c), claimId, c.req.valid('json'))
    const evidence = await getEvidence(c.var.deps, evidenceId)
    return c.json(evidence, 201, { Location: `/api/v1/claims/${claimId}` })
  },
)

claimsApi.openapi(
  createRoute({
    method: 'post',
    path: '/claims/{id}/resolutions',
    summary: 'Say what happened',
    description:
      'Settles an open or due claim. true, false and partial cite evidence, at least one item published on or after the day of the first prediction; false before the deadline says ruledOutOn; no date lies in the future. Of two at once one wins, the other gets 409.',
    security,
    middleware: writing,
    request: {
      headers: idempotencyKey,
      params,
      body: { required: true, content: { 'application/json': { schema: ResolveClaim } } },
    },
    responses: { 201: json(ResolutionView, 'Settled.'), ...problems(400, 401, 404, 409, 413, 415, 422) },
  }),
  async c => {
    const claimId = c.req.valid('param').id
    const { resolutionId } = await resolveClaim(actorDeps(c), claimId, c.req.valid('json'))
    const resolution = await getResolution(c.var.deps, resolutionId)
    return c.json(resolution, 201, { Location: `/api/v1/claims/${claimId}` })
  },
)
