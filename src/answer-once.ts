import { and, eq, inArray, lt } from 'drizzle-orm'
import type { Db, Tx } from './db/client.ts'
import { idempotentAnswers } from './db/schema.ts'
import type { ActorDeps } from './deps.ts'
import { Problem } from './problem.ts'

export interface Answer {
  status: number
  location: string | null
  body: string
}

const oneDay = 24 * 60 * 60 * 1000

/**
 * Does `work` once for each key of an actor, in one transaction with the note that it was done, and gives the
 * first answer again when the same request comes back. `work` returns undefined when it has refused: then nothing
 * is written and the key stays free. Two at once: the second waits for the first.
 */
export async function answerOnce(
  deps: ActorDeps,
  request: { key: string; fingerprint: string },
  work: (db: Db) => Promise<Answer | undefined>,
): Promise<{ answer: Answer; replayed: boolean } | undefined> {
  const { key, fingerprint } = request
  const mine = and(eq(idempotentAnswers.actor, deps.actor), eq(idempotentAnswers.key, key))
  const at = deps.now()
  const refused = Symbol('refused')
  return deps.db
    .transaction(async tx => {
      await forgetExpired(tx, deps.actor, new Date(at.getTime() - oneDay))
      const row = { actor: deps.actor, key, fingerprint, at }
      const fresh = await tx.insert(idempotentAnswers).values(row).onConflictDoNothing().returning()
      if (fresh.length === 0) {
        const [kept] = await tx.select().from(idempotentAnswers).where(mine)
        return { answer: keptAnswer(kept, fingerprint), replayed: true }
      }
      const answer = await work(tx)
      if (answer === undefined) throw refused
      await tx.update(idempotentAnswers).set(answer).where(mine)
      return { answer, replayed: false }
    })
    .catch((error: unknown) => {
      if (error === refused) return undefined
      throw error
    })
}

/** Rows that another request is just forgetting are left to it: two must not wait for each other. */
async function forgetExpired(tx: Tx, actor: string, before: Date): Promise<void> {
  const { key, at } = idempotentAnswers
  const expired = tx
    .select({ key })
    .from(idempotentAnswers)
    .where(and(eq(idempotentAnswers.actor, actor), lt(at, before)))
    .for('update', { skipLocked: true })
  await tx.delete(idempotentAnswers).where(and(eq(idempotentAnswers.actor, actor), inArray(key, expired)))
}

function keptAnswer(kept: typeof idempotentAnswers.$inferSelect | undefined, fingerprint: string): Answer {
  if (kept?.status == null || kept.body === null) throw new Error('A kept answer is written whole.')
  if (kept.fingerprint !== fingerprint) {
    throw new Problem(
      'idempotency-key-reused',
      'This Idempotency-Key came with another request within the last day.',
    )
  }
  return { status: kept.status, location: kept.location, body: kept.body }
}
