import { eq } from 'drizzle-orm'
import { transact } from '../db/client.ts'
import { claims } from '../db/schema.ts'
import type { ActorDeps } from '../deps.ts'
import { envelope, record } from '../entries.ts'
import { dateOf, isId } from '../fields.ts'
import { invalid, Problem } from '../problem.ts'
import type { FileEvidence } from './claim.ts'
import { evidenceErrors } from './rules.ts'

/** Files a later publication that bears on a claim, settled or not. */
export async function fileEvidence(deps: ActorDeps, claimId: string, input: FileEvidence) {
  const errors = evidenceErrors(input, dateOf(deps.now()))
  if (errors.length > 0) throw invalid(errors)
  return transact(deps.db, async tx => {
    const [claim] = isId(claimId)
      ? await tx.select({ id: claims.id }).from(claims).where(eq(claims.id, claimId))
      : []
    if (claim === undefined) throw new Problem('not-found', 'No claim has this id.')
    const id = deps.newId()
    await record(tx, {
      ...envelope(deps),
      kind: 'evidence.filed',
      subject: id,
      payload: { claimId: claim.id, ...input },
    })
    return { evidenceId: id }
  })
}
