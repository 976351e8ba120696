import { eq, min, sql } from 'drizzle-orm'
import { type Tx, transact } from '../db/client.ts'
import { claims, evidence, predictions } from '../db/schema.ts'
import type { ActorDeps } from '../deps.ts'
import { envelope, record } from '../entries.ts'
import { dateOf, isId } from '../fields.ts'
import { type FieldError, invalid, Problem } from '../problem.ts'
import type { ResolveClaim } from './claim.ts'
import { resolutionErrors } from './rules.ts'

/** Settles an open or due claim. Of two at once, the one that locks the claim first wins. */
export async function resolveClaim(deps: ActorDeps, claimId: string, input: ResolveClaim) {
  return transact(deps.db, async tx => {
    const claim = await lockClaim(tx, claimId)
    if (claim.outcome !== null) {
      throw new Problem('already-settled', `The claim was settled as ${claim.outcome}.`, {
        outcome: claim.outcome,
      })
    }
    const { evidenceIds = [], ...terms } = input
    const filed = await tx
      .select({ id: evidence.id, publishedOn: evidence.publishedOn })
      .from(evidence)
      .where(eq(evidence.claimId, claim.id))
    const publishedOn = new Map(filed.map(item => [item.id, item.publishedOn]))
    const citedOn = evidenceIds.flatMap(id => publishedOn.get(id) ?? [])
    const today = dateOf(deps.now())
    const errors = [
      ...unknownEvidence(evidenceIds, publishedOn),
      ...resolutionErrors(terms, { ...claim, today, citedOn }),
    ]
    if (errors.length > 0) throw invalid(errors)
    const resolutionId = deps.newId()
    const payload = { ...terms, resolutionId, evidenceIds }
    await record(tx, { ...envelope(deps), kind: 'claim.resolved', subject: claim.id, payload })
    return { resolutionId }
  })
}

async function lockClaim(tx: Tx, claimId: string) {
  const [claim] = !isId(claimId)
    ? []
    : await tx
        .select({
          id: claims.id,
          outcome: claims.outcome,
          dueBy: claims.dueBy,
          dueByStrict: claims.dueByStrict,
          hasCondition: sql<boolean>`${claims.condition} is not null`,
        })
        .from(claims)
        .where(eq(claims.id, claimId))
        .for('no key update')
  if (claim === undefined) throw new Problem('not-found', 'No claim has this id.')
  const [first] = await tx
    .select({ saidOn: min(predictions.saidOn) })
    .from(predictions)
    .where(eq(predictions.claimId, claimId))
  if (!first?.saidOn) throw new Error(`Claim ${claimId} has no prediction.`)
  return { ...claim, earliestSaidOn: first.saidOn }
}

function unknownEvidence(evidenceIds: string[], filed: Map<string, string>): FieldError[] {
  return evidenceIds.flatMap((id, index) =>
    filed.has(id)
      ? []
      : [{ pointer: `#/evidenceIds/${index}`, detail: 'is not the id of evidence filed on this claim' }],
  )
}
