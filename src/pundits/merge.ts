import { eq } from 'drizzle-orm'
import { may } from '../accounts/role.ts'
import { type Tx, transactAlone } from '../db/client.ts'
import { pundits } from '../db/schema.ts'
import type { ActorDeps } from '../deps.ts'
import { envelope, record } from '../entries.ts'
import { invalid, Problem } from '../problem.ts'
import type { MergePundit } from './pundit.ts'

/**
 * A moderator says that another pundit was this one: the names, predictions and scores move here. Nobody else writes
 * meanwhile, so that nothing is logged for a pundit who is just going.
 */
export async function mergePundit(deps: ActorDeps, slug: string, { slug: other, reason }: MergePundit) {
  if (!may(deps.role, 'merge')) throw new Problem('forbidden', 'Only a moderator merges pundits.')
  return transactAlone(deps.db, async tx => {
    const pundit = await currentPundit(tx, slug)
    const merged = await currentPundit(tx, other)
    if (pundit === undefined) throw new Problem('not-found', 'No pundit has this slug.')
    if (merged === undefined) {
      throw invalid([{ pointer: '#/slug', detail: 'no pundit has this slug' }])
    }
    if (pundit.id === merged.id)
      throw new Problem('cannot-merge', 'A pundit cannot be merged with themselves.')
    if (pundit.kind !== merged.kind) {
      throw new Problem('cannot-merge', `Their kinds differ: ${pundit.kind} and ${merged.kind}.`)
    }
    if (pundit.wikidataId !== null && merged.wikidataId !== null) {
      const ids = `${pundit.wikidataId} and ${merged.wikidataId}`
      throw new Problem('cannot-merge', `They are known to Wikidata as two: ${ids}.`)
    }
    const payload = { mergedId: merged.id, reason }
    await record(tx, { ...envelope(deps), kind: 'pundit.merged', subject: pundit.id, payload })
    return { slug: pundit.slug }
  })
}

/** A pundit merged before means the one they were merged into. */
async function currentPundit(tx: Tx, slug: string) {
  const [found] = await tx.select().from(pundits).where(eq(pundits.slug, slug))
  if (found?.mergedInto == null) return found
  const [current] = await tx.select().from(pundits).where(eq(pundits.id, found.mergedInto))
  return current
}
