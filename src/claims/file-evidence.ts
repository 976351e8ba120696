import { transact } from '../db/client.ts'
import type { ActorDeps } from '../deps.ts'
import { envelope, record } from '../entries.ts'
import { dateOf } from '../fields.ts'
import { invalid } from '../problem.ts'
import type { FileEvidence } from './claim.ts'
import { currentClaimId } from './docket.ts'
import { evidenceErrors } from './rules.ts'

/** Files a later publication that bears on a claim, settled or not. */
export async function fileEvidence(deps: ActorDeps, claimId: string, input: FileEvidence) {
  const errors = evidenceErrors(input, dateOf(deps.now()))
  if (errors.length > 0) throw invalid(errors)
  return transact(deps.db, async tx => {
    const payload = { claimId: await currentClaimId(tx, claimId), ...input }
    const id = deps.newId()
    await record(tx, {
      ...envelope(deps),
      kind: 'evidence.filed',
      subject: id,
      payload,
    })
    return { evidenceId: id }
  })
}
