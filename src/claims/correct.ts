import { eq } from 'drizzle-orm'
import { transact } from '../db/client.ts'
import { claims } from '../db/schema.ts'
import type { ActorDeps } from '../deps.ts'
import { envelope, record } from '../entries.ts'
import { dateOf } from '../fields.ts'
import { type FieldError, invalid, Problem } from '../problem.ts'
import { readWindow } from '../reading/window.ts'
import type { DueBasis } from './claim.ts'
import { assertMayCorrect, assertSeen, isFrozen, othersActedOnClaim } from './correctable.ts'
import type { ClaimCorrected, CorrectClaim } from './correction-and-merge.ts'
import { currentClaimId, currentState, earliestSaidOn } from './docket.ts'

type Wording = ClaimCorrected['before']

/** Mends how a claim is worded: both versions stay visible. Once it has been settled only the topics can change. */
export async function correctClaim(deps: ActorDeps, claimId: string, input: CorrectClaim) {
  return transact(deps.db, async tx => {
    const id = await currentClaimId(tx, claimId)
    const [claim] = await tx.select().from(claims).where(eq(claims.id, id)).for('no key update')
    if (claim === undefined) throw new Problem('not-found', 'No claim has this id.')
    await assertMayCorrect(deps, { by: claim.openedBy, at: claim.openedAt }, () =>
      othersActedOnClaim(tx, deps, id),
    )
    const { reason, seen } = input
    await assertSeen(tx, id, seen)
    const { statement, criteria, topics, dueWording } = claim
    const { before, after } = changes({ statement, criteria, topics, dueWording }, input)
    const changed = Object.keys(after)
    if (changed.length === 0) throw new Problem('nothing-changed', 'The claim reads like that already.')
    const fixed = changed.filter(field => field !== 'topics')
    if (fixed.length > 0 && (await isFrozen(tx, claim))) {
      const detail = `The claim has been settled: its ${fixed.join(', ')} can no longer change.`
      throw new Problem('frozen', detail, currentState(claim, dateOf(deps.now())))
    }
    const errors = wordingErrors(after, claim, (await earliestSaidOn(tx, [id])).get(id))
    if (errors.length > 0) throw invalid(errors)
    const correctionId = deps.newId()
    const payload = { correctionId, reason, before, after }
    await record(tx, { ...envelope(deps), kind: 'claim.corrected', subject: id, payload })
    return { correctionId }
  })
}

/** A wording that reads as another date than the claim has would contradict it. */
function wordingErrors(
  { dueWording }: Wording,
  { dueBy, dueBasis }: { dueBy: string; dueBasis: DueBasis },
  saidOn: string | undefined,
): FieldError[] {
  const read = dueWording && saidOn && dueBasis !== 'assigned' ? readWindow(dueWording, saidOn) : null
  if (read === null || read.dueBy === dueBy) return []
  return [{ pointer: '#/dueWording', detail: `reads as ${read.dueBy}, and the claim is due by ${dueBy}` }]
}

/** Only what is really another. */
function changes(now: Wording, { statement, criteria, topics, dueWording }: CorrectClaim) {
  const before: Wording = {}
  const after: Wording = {}
  if (statement !== undefined && statement !== now.statement) {
    before.statement = now.statement
    after.statement = statement
  }
  if (criteria !== undefined && criteria !== now.criteria) {
    before.criteria = now.criteria
    after.criteria = criteria
  }
  if (topics !== undefined && topics.join() !== now.topics?.join()) {
    before.topics = now.topics
    after.topics = topics
  }
  if (dueWording !== undefined && dueWording !== now.dueWording) {
    before.dueWording = now.dueWording
    after.dueWording = dueWording
  }
  return { before, after }
}
