import { asc, desc, sql } from 'drizzle-orm'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { type Db, openDb } from '../../src/db/client.ts'
import { checkpoints, entries, sequenced, treeNodes } from '../../src/db/schema.ts'
import { canonicalBytes } from '../../src/ledger/bytes.ts'
import { openCheckpoint } from '../../src/ledger/checkpoint.ts'
import { leafHash, sameBytes } from '../../src/ledger/hashes.ts'
import { growTree } from '../../src/ledger/merkle.ts'
import { sequence } from '../../src/ledger/sequencer.ts'
import { testWorld } from '../world.ts'
import { signer } from './keys.ts'

const { db, deps, url } = testWorld()
const others = openDb(url, 20)
afterAll(others.close)

beforeEach(async () => {
  for (const table of ['entries', 'sequenced', 'tree_nodes', 'checkpoints', 'cosignatures'])
    await db.execute(sql.raw(`alter table ${table} disable trigger user`))
  await db.execute(sql`truncate entries, sequenced, tree_nodes, checkpoints, cosignatures`)
  for (const table of ['entries', 'sequenced', 'tree_nodes', 'checkpoints', 'cosignatures'])
    await db.execute(sql.raw(`alter table ${table} enable trigger user`))
})

let count = 0

/** Inserts entries of one subject, whatever they mean: the sequencer does not look. */
async function append(tx: Pick<Db, 'insert'>, subject: string, many = 1): Promise<void> {
  const rows = Array.from({ length: many }, () => {
    const bytes = canonicalBytes({ n: count++ })
    return { id: deps.newId(), kind: 'test', subject, bytes, leafHash: leafHash(bytes) }
  })
  await tx.insert(entries).values(rows)
}

/** Checks everything that was sequenced against everything that was committed. */
async function whole(): Promise<number> {
  const all = await db.select().from(entries).orderBy(asc(entries.position))
  const leaves = await db.select().from(sequenced).orderBy(asc(sequenced.index))
  expect(leaves.map(leaf => leaf.entryId)).toEqual(all.map(entry => entry.id))
  expect(leaves.map(leaf => leaf.index)).toEqual(all.map((_, index) => index))
  const roots = new Map<number, Uint8Array>()
  const tree = growTree()
  const nodes = all.flatMap(entry => {
    const grown = tree.add(new Uint8Array(entry.leafHash))
    roots.set(tree.size(), tree.root())
    return grown.filter(node => node.level > 0)
  })
  const kept = await db.select().from(treeNodes)
  expect(kept).toHaveLength(nodes.length)
  for (const { note, size } of await db.select().from(checkpoints)) {
    const signed = await openCheckpoint(note, signer.verifier)
    expect(signed.size).toBe(size)
    expect(sameBytes(signed.root, roots.get(size) ?? new Uint8Array())).toBe(true)
  }
  const [last] = await db.select().from(checkpoints).orderBy(desc(checkpoints.size)).limit(1)
  expect(last?.size ?? 0).toBe(all.length)
  return all.length
}

describe('the sequencer', () => {
  test('gives committed entries dense indexes in their order, and signs the tree', async () => {
    expect(await sequence(db, signer)).toBe(0)
    expect(await db.$count(checkpoints)).toBe(0)
    for (const many of [1, 1, 3, 10]) {
      await append(db, deps.newId(), many)
      expect(await sequence(db, signer)).toBe(many)
    }
    await db
      .transaction(async tx => {
        await append(tx, deps.newId())
        tx.rollback()
      })
      .catch(() => undefined)
    await append(db, deps.newId(), 2)
    expect(await sequence(db, signer)).toBe(2)
    expect(await whole()).toBe(17)
    expect(await db.$count(checkpoints)).toBe(5)
    expect(await sequence(db, signer)).toBe(0)
    expect(await db.$count(checkpoints)).toBe(5)
  })

  test('works in batches, each under a checkpoint of its own', async () => {
    await append(db, deps.newId(), 25)
    expect(await sequence(db, signer, { most: 10 })).toBe(25)
    const sizes = (await db.select().from(checkpoints)).map(row => row.size)
    expect(sizes.sort((a, b) => a - b)).toEqual([10, 20, 25])
    const sizeOf = (await db.select().from(sequenced).orderBy(sequenced.index)).map(row => row.checkpointSize)
    expect([sizeOf[9], sizeOf[10], sizeOf[24]]).toEqual([10, 20, 25])
    expect(await whole()).toBe(25)
  })

  test('keeps the order of a subject when an earlier entry commits after a later one', async () => {
    const subject = deps.newId()
    const { promise: inserted, resolve: isInserted } = Promise.withResolvers<void>()
    const { promise: mayCommit, resolve: commit } = Promise.withResolvers<void>()
    const early = others.db.transaction(async tx => {
      await append(tx, subject)
      isInserted()
      await mayCommit
    })
    await inserted
    await append(db, subject)
    const sequencing = sequence(others.db, signer)
    const ended = await Promise.race([sequencing.then(() => true), waitsForWriters().then(() => false)])
    expect(ended).toBe(false)
    expect(await db.$count(sequenced)).toBe(0)
    commit()
    await early
    expect(await sequencing).toBe(2)
    expect(await whole()).toBe(2)
  })

  /** Resolves when the sequencer holds its lock, with a writer in its way. */
  async function waitsForWriters(): Promise<void> {
    await expect
      .poll(() =>
        db.execute(sql`select 1 from pg_locks where locktype = 'advisory' and objid = 7263005
        and database = (select oid from pg_database where datname = current_database())`),
      )
      .toHaveLength(1)
  }

  test('loses nothing and keeps every subject’s order among many writers at once', async () => {
    const subjects = Array.from({ length: 4 }, () => deps.newId())
    let writing = true
    const sequencing = (async () => {
      while (writing) await sequence(db, signer, { most: 7 })
    })()
    await Promise.all(
      Array.from({ length: 16 }, async (_, writer) => {
        for (let round = 0; round < 12; round++) {
          await others.db
            .transaction(async tx => {
              await append(tx, subjects[(writer + round) % 4] ?? '')
              if (round % 3 === 0) await append(tx, subjects[writer % 4] ?? '', 2)
              if (round % 5 === 4) tx.rollback()
            })
            .catch(() => undefined)
        }
      }),
    )
    writing = false
    await sequencing
    await sequence(db, signer)
    expect(await whole()).toBeGreaterThan(150)
  })

  test('never runs twice at once, and the second does not wait', async () => {
    await append(db, deps.newId(), 5)
    const { promise: held, resolve: isHeld } = Promise.withResolvers<void>()
    const { promise: mayEnd, resolve: end } = Promise.withResolvers<void>()
    const holder = others.db.transaction(async tx => {
      await tx.execute(sql`select pg_advisory_xact_lock(7263005)`)
      isHeld()
      await mayEnd
    })
    await held
    expect(await sequence(db, signer)).toBe(0)
    end()
    await holder
    expect(await sequence(db, signer)).toBe(5)
  })

  test('loses and doubles nothing wherever it is killed', async () => {
    let statements = Number.POSITIVE_INFINITY
    for (let kill = 0; kill < statements; kill++) {
      await append(db, deps.newId(), 3)
      const { db: dying, ran } = diesAt(kill)
      const outcome = await sequence(dying, signer, { most: 2 }).catch(error => error)
      if (outcome instanceof Error) expect(outcome.message).toContain('killed')
      else statements = ran()
      await sequence(db, signer)
      await whole()
    }
    expect(statements).toBeGreaterThan(10)
  })

  /** A database whose connection is lost before the statement of that number; the transaction with it. */
  function diesAt(number: number): { db: Db; ran(): number } {
    let ran = 0
    const watched = <T extends object>(target: T): T =>
      new Proxy(target, {
        get(object, name) {
          const value = Reflect.get(object, name)
          if (typeof value !== 'function') return value
          if (name === 'transaction')
            return (work: (tx: object) => Promise<unknown>) =>
              value.call(object, async (tx: object) => {
                const done = await work(watched(tx))
                if (ran++ === number) throw new Error('killed before the commit')
                return done
              })
          return (...args: unknown[]) => {
            if (['execute', 'select', 'insert'].includes(String(name)) && ran++ === number)
              throw new Error('killed before a statement')
            return value.apply(object, args)
          }
        },
      })
    return { db: watched(db), ran: () => ran }
  }

  test('signs nothing when the tree is not what it signed last', async () => {
    await append(db, deps.newId(), 4)
    await sequence(db, signer)
    await db.execute(sql`alter table tree_nodes disable trigger user`)
    await db.execute(sql`update tree_nodes set hash = sha256('x') where level = 2`)
    await db.execute(sql`alter table tree_nodes enable trigger user`)
    await append(db, deps.newId())
    await expect(sequence(db, signer)).rejects.toThrow(
      'The tree of 4 entries is not what the checkpoint of 4 says',
    )
    expect(await db.$count(checkpoints)).toBe(1)
  })

  test.each(['sequenced', 'tree_nodes', 'checkpoints', 'cosignatures'])(
    'leaves %s that nobody can change',
    async table => {
      for (const statement of [
        `update ${table} set ${table === 'checkpoints' ? 'note' : table === 'sequenced' ? 'leaf_hash' : table === 'tree_nodes' ? 'hash' : 'name'} = null where false`,
        `delete from ${table}`,
        `truncate ${table} cascade`,
      ])
        await expect(db.execute(sql.raw(statement))).rejects.toMatchObject({ cause: { code: '42501' } })
    },
  )
})
