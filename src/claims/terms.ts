import { eq } from 'drizzle-orm'
import type { Tx } from '../db/client.ts'
import { evidence } from '../db/schema.ts'
import type { ActorDeps } from '../deps.ts'
import { dateOf } from '../fields.ts'
import { type FieldError, Problem } from '../problem.ts'
import { standingOf } from './cascade.ts'
import type { ResolutionTerms } from './claim.ts'
import type { CounterOutcome } from './dispute-and-settlement.ts'
import { currentState, type Docket, type DocketClaim, earliestSaidOn } from './docket.ts'
import { resolutionErrors } from './rules.ts'

/** What happened, as somebody says it, or `open`: that nobody can say yet. */
export type Said = Omit<ResolutionTerms, 'outcome'> & { outcome: CounterOutcome }

/** What is wrong with saying that this happened, or should stand instead of what stands. */
export async function termsErrors(
  tx: Tx,
  deps: ActorDeps,
  claim: DocketClaim,
  said: Said,
  evidenceIds: string[],
): Promise<FieldError[]> {
  const publishedOn = await filedEvidence(tx, claim.id)
  const unknown = unknownEvidence(evidenceIds, publishedOn)
  const { outcome, ...terms } = said
  if (outcome === 'open') return unknown
  const saidOn = await earliestSaidOn(tx, [claim.id])
  const citedOn = evidenceIds.flatMap(id => publishedOn.get(id) ?? [])
  const today = dateOf(deps.now())
  return [
    ...unknown,
    ...resolutionErrors(
      { ...terms, outcome },
      { ...claim, earliestSaidOn: saidOn.get(claim.id) ?? '', today, citedOn },
    ),
  ]
}

/** Whether this says nothing else than what stands. A day that is left out where another says one is a difference. */
export function saysTheSame(claim: DocketClaim, said: Omit<Said, 'rationale'>): boolean {
  return (
    said.outcome === claim.outcome &&
    (said.share ?? null) === claim.share &&
    (said.voidReason ?? null) === claim.voidReason &&
    (said.occurredOn ?? null) === claim.occurredOn &&
    (said.ruledOutOn === undefined || said.ruledOutOn === claim.decidedOn)
  )
}

/** When each evidence item filed on the claim was published. */
async function filedEvidence(tx: Tx, claimId: string): Promise<Map<string, string>> {
  const filed = await tx
    .select({ id: evidence.id, publishedOn: evidence.publishedOn })
    .from(evidence)
    .where(eq(evidence.claimId, claimId))
  return new Map(filed.map(item => [item.id, item.publishedOn]))
}

function unknownEvidence(evidenceIds: string[], filed: Map<string, string>): FieldError[] {
  return evidenceIds.flatMap((id, index) =>
    filed.has(id)
      ? []
      : [{ pointer: `#/evidenceIds/${index}`, detail: 'is not the id of evidence filed on this claim' }],
  )
}

/** A claim is judged only once its condition has come true. */
export function conditionPending(docket: Docket, claim: DocketClaim, today: string): Problem | undefined {
  if (claim.conditionClaimId === null) return undefined
  const condition = docket.claims.get(claim.conditionClaimId)
  if (condition === undefined) return new Problem('condition-pending', 'What it depends on is not there yet.')
  if (standingOf(condition.outcome) === 'met' && condition.disputeId === null) return undefined
  const words = condition.disputeId === null ? whyPending[standingOf(condition.outcome)] : 'is disputed'
  return new Problem('condition-pending', `What it depends on ${words}.`, {
    ...currentState(claim, today),
    condition: { claimId: condition.id, ...currentState(condition, today) },
  })
}

const whyPending = { pending: 'is not settled yet', failed: 'did not come true', met: 'came true' }
