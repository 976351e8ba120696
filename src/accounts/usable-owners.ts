import { and, eq, type SQL, sql } from 'drizzle-orm'
import { type Db, type Tx, transact } from '../db/client.ts'
import { apiKeys, people, signInMethods } from '../db/schema.ts'
import { Problem } from '../problem.ts'

/** Held by whoever changes who the owners are. */
const ownersLock = 7_263_005

/** Whether a person of the query has a way in: a password, an account elsewhere, or a key that is still good. */
export function hasWayIn(now: Date): SQL<boolean> {
  return sql<boolean>`(exists (select 1 from ${signInMethods} where ${signInMethods.userId} = ${people.id})
    or exists (select 1 from ${apiKeys} where ${apiKeys.referenceId} = ${people.id} and ${apiKeys.enabled}
      and (${apiKeys.expiresAt} is null or ${apiKeys.expiresAt} > ${now.toISOString()})))`
}

/** Whether anybody can act as owner: one who never opened their link, or is suspended, does not count. */
export async function hasUsableOwner(db: Db, now: Date): Promise<boolean> {
  const usable = and(eq(people.role, 'owner'), eq(people.banned, false), hasWayIn(now))
  return (await db.$count(people, usable)) > 0
}

/** Runs `work` in one transaction while nobody else changes who the owners are. */
export async function changeOwners<T>(db: Db, work: (tx: Tx) => Promise<T>): Promise<T> {
  return transact(db, async tx => {
    await tx.execute(sql`select pg_advisory_xact_lock(${ownersLock})`)
    return work(tx)
  })
}

/** Throws, which undoes the transaction, when what was done in it left no owner. */
export async function assertOwnerLeft(tx: Tx, now: Date, detail: string): Promise<void> {
  if (!(await hasUsableOwner(tx, now))) throw new Problem('own-account', detail)
}
