import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { checkpoints, entries, sequenced } from '../src/db/schema.ts'
import { findKeptCheckpoint, keepCheckpoint } from '../src/kept-checkpoint.ts'
import { canonicalBytes } from '../src/ledger/bytes.ts'
import { leafHash } from '../src/ledger/hashes.ts'
import { findCheckpoint } from '../src/ledger/read.ts'
import { sequence } from '../src/ledger/sequencer.ts'
import { signer } from './ledger/keys.ts'
import { testWorld } from './world.ts'

const { db, deps } = testWorld()
let dataDir: string
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'reckon-kept-'))
  await cutOff()
})
afterEach(() => rm(dataDir, { recursive: true, force: true }))

let count = 0

async function grow(many: number): Promise<void> {
  const rows = Array.from({ length: many }, () => {
    const bytes = canonicalBytes({ n: count++ })
    return { id: deps.newId(), kind: 'test', subject: deps.newId(), bytes, leafHash: leafHash(bytes) }
  })
  await db.insert(entries).values(rows)
}

/** The database as it was before there was any entry. */
async function cutOff(): Promise<void> {
  await db.transaction(async tx => {
    await tx.execute(sql`set local session_replication_role = replica`)
    await tx.execute(sql`delete from entries`)
    for (const table of ['sequenced', 'tree_nodes', 'checkpoints'])
      await tx.execute(sql.raw(`delete from ${table}`))
  })
}

const keep = () => keepCheckpoint(dataDir, db, signer.verifier)
const kept = () => findKeptCheckpoint(dataDir)

describe('the checkpoint kept in the data folder', () => {
  test('is the latest, as long as the ledger grows', async () => {
    await keep()
    expect(await kept()).toBeUndefined()
    for (const many of [3, 1, 4]) {
      await grow(many)
      expect(await sequence(db, signer, { kept: await kept() })).toBe(many)
      await keep()
      expect(await kept()).toBe((await findCheckpoint(db))?.note)
    }
  })

  test('keeps a shorter ledger from being signed, and stays', async () => {
    await grow(5)
    await sequence(db, signer)
    await keep()
    const remembered = await kept()
    await cutOff()
    await grow(3)
    const cut = /cut off: the data folder keeps a checkpoint of 5 entries, and the database one of/
    await expect(sequence(db, signer, { kept: remembered })).rejects.toThrow(cut)
    expect([await db.$count(checkpoints), await db.$count(sequenced)]).toEqual([0, 0])
    await sequence(db, signer)
    await expect(keep()).rejects.toThrow(cut)
    expect(await kept()).toBe(remembered)
  })

  test.each([5, 8])('keeps a fork of %i entries from being signed on, and stays', async size => {
    await grow(5)
    await sequence(db, signer)
    await keep()
    const remembered = await kept()
    await cutOff()
    await grow(size)
    await sequence(db, signer)
    await grow(1)
    const forked = 'forked: the data folder keeps another checkpoint of 5 entries'
    await expect(sequence(db, signer, { kept: remembered })).rejects.toThrow(forked)
    expect((await findCheckpoint(db))?.size).toBe(size)
    await expect(keep()).rejects.toThrow(forked)
    expect(await kept()).toBe(remembered)
  })
})
