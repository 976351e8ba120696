import { and, asc, desc, gt, lte, sql } from 'drizzle-orm'
import { insertAll } from '../db/bulk.ts'
import type { Db, Tx } from '../db/client.ts'
import { checkpoints, entries, sequenced, treeNodes } from '../db/schema.ts'
import { openCheckpoint, signCheckpoint } from './checkpoint.ts'
import { assertGrown } from './grown.ts'
import { sameBytes } from './hashes.ts'
import { emptyRoot, growTree, peaksOf } from './merkle.ts'
import type { Signer } from './note.ts'
import { hashReader } from './tree.ts'

/** Held by whoever sequences, for one transaction. Writers know nothing of it. */
const sequencerLock = 7_263_005
/** How many entries are sequenced in one transaction, under one checkpoint. */
const batch = 2000
/** How long a run waits for writers who are in the middle of it, in milliseconds; the next run tries again. */
const longestWait = 2000

/**
 * Gives every committed entry its index, in the order of the positions, extends the tree and signs checkpoints; each batch
 * in one transaction, so that whatever breaks off leaves nothing behind. Returns how many entries got one: none when
 * there was nothing to do, or when somebody else is at it. Throws Error, and signs nothing, when the tree is not what the
 * last checkpoint says, when that was signed with another key, or when it has not grown from the checkpoint `kept`.
 */
export async function sequence(
  db: Db,
  signer: Signer,
  { most = batch, kept }: { most?: number; kept?: string | undefined } = {},
): Promise<number> {
  let total = 0
  for (;;) {
    const count = await db.transaction(tx => sequenceBatch(tx, signer, most, kept))
    total += count
    if (count < most) return total
  }
}

async function sequenceBatch(
  tx: Tx,
  signer: Signer,
  most: number,
  kept: string | undefined,
): Promise<number> {
  const [lock] = await tx.execute(sql`select pg_try_advisory_xact_lock(${sequencerLock}) as got`)
  if (lock?.got !== true) return 0
  if (kept !== undefined) await assertGrown(tx, signer.verifier, kept)
  const fresh = await committedEntries(tx, most)
  if (fresh.length === 0) return 0
  const tree = await openTree(tx, signer)
  const start = tree.size()
  const whole = fresh.flatMap(({ leafHash }) => tree.add(leafHash))
  const size = tree.size()
  await insertAll(
    tx,
    sequenced,
    fresh.map((entry, at) => ({ ...entry, index: start + at, checkpointSize: size })),
  )
  await insertAll(
    tx,
    treeNodes,
    whole.filter(node => node.level > 0),
  )
  const note = await signCheckpoint(signer, { size, root: tree.root() })
  await tx.insert(checkpoints).values({ size, note })
  return fresh.length
}

/**
 * The entries after the last one sequenced, by position, up to where no writer can come in between any more. A position
 * is given when an entry is inserted, and the entry is seen when its writer commits, perhaps after others with higher
 * ones: so those who were writing when the highest position was read are waited for. They do not wait for us.
 */
async function committedEntries(tx: Tx, most: number) {
  const [bounds] = await tx.execute<{ last: string; highest: string }>(sql`
    select coalesce((select position from sequenced order by index desc limit 1), 0) as last, last_value as highest
    from entries_position_seq`)
  const [last, highest] = [Number(bounds?.last), Number(bounds?.highest)]
  if (highest <= last || !(await writersAreDone(tx))) return []
  return tx
    .select({ position: entries.position, entryId: entries.id, leafHash: entries.leafHash })
    .from(entries)
    .where(and(gt(entries.position, last), lte(entries.position, highest)))
    .orderBy(asc(entries.position))
    .limit(most)
}

/**
 * Waits until all who are writing now have ended. Whoever inserts holds this lock on the table from before the entry gets
 * its position until the end of the transaction.
 */
async function writersAreDone(tx: Tx): Promise<boolean> {
  let waiting = await writers(tx)
  // Looked at ever more rarely: to look costs the writers, too.
  for (let waited = 0, next = 5; waiting.length > 0; waited += next, next = Math.min(next * 2, 160)) {
    if (waited >= longestWait) return false
    await new Promise(resolve => setTimeout(resolve, next))
    const still = await writers(tx)
    waiting = waiting.filter(writer => still.includes(writer))
  }
  return true
}

async function writers(tx: Tx): Promise<string[]> {
  const rows = await tx.execute<{ writer: string }>(sql`
    select virtualtransaction as writer from pg_locks
    where locktype = 'relation' and mode = 'RowExclusiveLock' and granted and relation = 'entries'::regclass
      and database = (select oid from pg_database where datname = current_database())
      and pid is distinct from pg_backend_pid()`)
  return rows.map(row => row.writer)
}

/** The tree as it stands, found to be what was signed last: a log must never sign two that do not agree. */
async function openTree(tx: Tx, signer: Signer) {
  const [last] = await tx.select().from(checkpoints).orderBy(desc(checkpoints.size)).limit(1)
  const signed = last && (await openCheckpoint(last.note, signer.verifier).catch(otherKey))
  const [leaves] = await tx.execute<{ size: string }>(
    sql`select coalesce(max(index) + 1, 0) as size from sequenced`,
  )
  const size = Number(leaves?.size)
  const tree = growTree(size, await hashReader(tx)(peaksOf(size)))
  const { size: signedSize, root } = signed ?? { size: 0, root: emptyRoot }
  if (signedSize !== size || !sameBytes(root, tree.root())) {
    throw new Error(
      `The tree of ${size} entries is not what the checkpoint of ${signedSize} says, and no other is signed: npm run audit`,
    )
  }
  return tree
}

function otherKey(cause: unknown): never {
  throw new Error('The last checkpoint was not signed with this LEDGER_KEY, and no other is signed.', {
    cause,
  })
}
