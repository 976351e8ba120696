import { createRoute, z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import type { Action } from '../accounts/role.ts'
import { claimStates, FileEvidence, ResolveClaim } from '../claims/claim.ts'
import { correctClaim } from '../claims/correct.ts'
import { CorrectClaim, MergeClaim } from '../claims/correction-and-merge.ts'
import { disputeClaim } from '../claims/dispute.ts'
import { DisputeClaim, ReopenClaim, SettleClaim } from '../claims/dispute-and-settlement.ts'
import { fileEvidence } from '../claims/file-evidence.ts'
import { queues } from '../claims/filters.ts'
import { DisputeView, HistoryItem, ResolutionView, SettlementView } from '../claims/history.ts'
import { mergeClaim } from '../claims/merge.ts'
import {
  ClaimSummary,
  ClaimView,
  EvidenceView,
  getClaim,
  getEvidence,
  getHistoryItem,
  listClaims,
  listDue,
} from '../claims/read.ts'
import { reopenClaim } from '../claims/reopen.ts'
import { resolveClaim } from '../claims/resolve.ts'
import { settleClaim } from '../claims/settle.ts'
import { listSimilar, SimilarClaim } from '../claims/similar.ts'
import { type AppEnv, actorDeps, atMost, router } from '../door.ts'
import { anyText, calendarDate, text, topic } from '../fields.ts'
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
function bodyOf<Body extends z.ZodType>(schema: Body) {
  return {
    headers: idempotencyKey,
    params,
    body: { required: true, content: { 'application/json': { schema } } },
  }
}
const written = [400, 401, 404, 413, 415, 422] as const
const moved = { description: 'It was merged into another claim: Location leads there.' }
function writing(action: Action) {
  return [needsKey(action), atMost(1), takes('application/json'), idempotent]
}

claimsApi.openapi(
  createRoute({
    method: 'get',
    path: '/claims',
    summary: 'List claims',
    description:
      'The first due first. With state=due, the items are those past their deadline that somebody can settle; the first page has beside them "early", those that evidence may already decide, "waiting", those whose condition is not settled, and "disputed", those that a moderator has to settle.',
    request: {
      query: z.strictObject({
        ...pageQuery,
        state: z.enum(claimStates).optional(),
        queue: z.enum(queues).optional().meta({
          description:
            'Those that wait: due (past the deadline), early (not yet, but evidence for or against is in), waiting (for their condition to be settled).',
        }),
        topic: topic.optional(),
        q: anyText(200).optional().meta({ description: 'Words of the statement.' }),
        dueBefore: calendarDate.optional(),
      }),
    },
    responses: {
      200: pageOfItems(ClaimSummary, 'A page of claims.', {
        early: z.array(ClaimSummary).optional(),
        waiting: z.array(ClaimSummary).optional(),
        disputed: z.array(ClaimSummary).optional(),
      }),
      ...problems(422),
    },
  }),
  async c => {
    const { limit, cursor, ...filter } = c.req.valid('query')
    const list = filter.state === 'due' && filter.queue === undefined ? listDue : listClaims
    const page = await list(c.var.deps, filter, { limit, cursor })
    linkNext(c, page.next)
    return c.json(page, 200)
  },
)

claimsApi.openapi(
  createRoute({
    method: 'get',
    path: '/claims/similar',
    summary: 'Find similar claims',
    description:
      'Claims worded nearly like a statement, the nearest first: look here before opening a new one.',
    request: { query: z.strictObject({ statement: text(300) }) },
    responses: {
      200: json(z.object({ items: z.array(SimilarClaim) }), 'At most five, perhaps none.'),
      ...problems(422),
    },
  }),
  async c => c.json({ items: await listSimilar(c.var.deps, c.req.valid('query').statement) }, 200),
)

claimsApi.openapi(
  createRoute({
    method: 'get',
    path: '/claims/{id}',
    summary: 'Get a claim',
    description: 'With its predictions, its evidence and the history of how it was settled.',
    request: { params },
    responses: { 200: json(ClaimView, 'The claim.'), 308: moved, ...problems(404) },
  }),
  async c => {
    const { id } = c.req.valid('param')
    const claim = await getClaim(c.var.deps, id)
    if (claim.id !== id.toLowerCase()) return c.redirect(`/api/v1/claims/${claim.id}`, 308)
    return c.json(claim, 200)
  },
)

claimsApi.openapi(
  createRoute({
    method: 'post',
    path: '/claims/{id}/evidence',
    summary: 'File evidence',
    description: 'A publication that bears on the claim.',
    security,
    middleware: writing('file-evidence'),
    request: bodyOf(FileEvidence),
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
      'Settles an open or due claim. true, false and partial cite evidence, at least one item published on or after the day of the first prediction; false before the deadline says ruledOutOn; no date lies in the future. A claim whose condition is another claim is settled after that one; anybody may declare any claim void. Of two at once one wins, the other gets 409.',
    security,
    middleware: writing('resolve'),
    request: bodyOf(ResolveClaim),
    responses: {
      201: json(ResolutionView, 'Settled.'),
      ...problems(...written, 'already-settled', 'condition-pending'),
    },
  }),
  async c => {
    const { id } = c.req.valid('param')
    const { resolutionId } = await resolveClaim(actorDeps(c), id, c.req.valid('json'))
    return created(c, ResolutionView, id, resolutionId)
  },
)

claimsApi.openapi(
  createRoute({
    method: 'post',
    path: '/claims/{id}/disputes',
    summary: 'Dispute a resolution',
    description:
      'For 14 days anybody but its author may challenge what stands, a void included, with a reason, a counter-outcome and evidence. The claim is then disputed, and in no score, until a moderator who neither resolved nor disputed it has settled the dispute.',
    security,
    middleware: writing('dispute'),
    request: bodyOf(DisputeClaim),
    responses: {
      201: json(DisputeView, 'Disputed.'),
      ...problems(
        ...written,
        'involved',
        'not-settled',
        'already-disputed',
        'dispute-closed',
        'follows-condition',
        'overtaken',
      ),
    },
  }),
  async c => {
    const { id } = c.req.valid('param')
    const { disputeId } = await disputeClaim(actorDeps(c), id, c.req.valid('json'))
    return created(c, DisputeView, id, disputeId)
  },
)

claimsApi.openapi(
  createRoute({
    method: 'post',
    path: '/claims/{id}/settlements',
    summary: 'Settle a dispute',
    description:
      'For moderators who neither resolved nor disputed the claim. upheld: what stood stands. overturned: the counter-outcome of the dispute stands instead, or another outcome that is given. A settlement cannot be disputed.',
    security,
    middleware: writing('settle'),
    request: bodyOf(SettleClaim),
    responses: {
      201: json(SettlementView, 'Settled.'),
      ...problems(...written, 'forbidden', 'involved', 'not-disputed', 'condition-pending', 'overtaken'),
    },
  }),
  async c => {
    const { id } = c.req.valid('param')
    const { settlementId } = await settleClaim(actorDeps(c), id, c.req.valid('json'))
    return created(c, SettlementView, id, settlementId)
  },
)

claimsApi.openapi(
  createRoute({
    method: 'post',
    path: '/claims/{id}/reopenings',
    summary: 'Reopen a claim',
    description:
      'For moderators: withdraws what stands, with a reason. It is the only way once the 14 days for a dispute are over.',
    security,
    middleware: writing('reopen'),
    request: bodyOf(ReopenClaim),
    responses: {
      201: json(HistoryItem, 'Reopened.'),
      ...problems(
        ...written,
        'forbidden',
        'involved',
        'not-settled',
        'already-disputed',
        'dispute-open',
        'follows-condition',
        'overtaken',
      ),
    },
  }),
  async c => {
    const { id } = c.req.valid('param')
    const { reopeningId } = await reopenClaim(actorDeps(c), id, c.req.valid('json'))
    return created(c, HistoryItem, id, reopeningId)
  },
)

claimsApi.openapi(
  createRoute({
    method: 'post',
    path: '/claims/{id}/corrections',
    summary: 'Correct a claim',
    description:
      'Mends how it is worded; both versions stay visible. For 24 hours by whoever opened it, while nobody else has acted on it; later by a moderator. Once it is settled only its topics can change. A deadline is never changed: log a prediction of a new claim with restatesId.',
    security,
    middleware: writing('correct'),
    request: bodyOf(CorrectClaim),
    responses: {
      201: json(HistoryItem, 'Corrected.'),
      ...problems(...written, 'forbidden', 'correction-closed', 'frozen', 'nothing-changed', 'overtaken'),
    },
  }),
  async c => {
    const { id } = c.req.valid('param')
    const { correctionId } = await correctClaim(actorDeps(c), id, c.req.valid('json'))
    return created(c, HistoryItem, id, correctionId)
  },
)

claimsApi.openapi(
  createRoute({
    method: 'post',
    path: '/claims/{id}/merges',
    summary: 'Merge a claim into this one',
    description:
      'For moderators: another claim is this one. Its predictions, evidence and dependants move here, scores follow, and its address leads here. Both must have the same deadlines and condition, and must not contradict each other.',
    security,
    middleware: writing('merge'),
    request: bodyOf(MergeClaim),
    responses: { 201: json(HistoryItem, 'Merged.'), ...problems(...written, 'forbidden', 'cannot-merge') },
  }),
  async c => {
    const { id } = c.req.valid('param')
    const { mergeId } = await mergeClaim(actorDeps(c), id, c.req.valid('json'))
    return created(c, HistoryItem, id, mergeId)
  },
)

/** Answers with what an operation has added to a claim's history. */
async function created<Item extends z.ZodType>(
  c: Context<AppEnv>,
  shape: Item,
  claimId: string,
  itemId: string,
) {
  const item = shape.parse(await getHistoryItem(c.var.deps, claimId, itemId))
  return c.json(item, 201, { Location: `/api/v1/claims/${claimId}` })
}
