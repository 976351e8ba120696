import { asc, eq, getTableColumns, getTableName, type SQL, sql } from 'drizzle-orm'
import { beforeAll, describe, expect, test } from 'vitest'
import { auditProjections } from '../src/audit-projections.ts'
import type { Db } from '../src/db/client.ts'
import {
  checkpoints,
  cosignatures,
  entries,
  records,
  scores,
  sequenced,
  treeNodes,
} from '../src/db/schema.ts'
import { auditLedger } from '../src/ledger/audit.ts'
import { canonicalBytes } from '../src/ledger/bytes.ts'
import { signCheckpoint } from '../src/ledger/checkpoint.ts'
import { keepCosignatures } from '../src/ledger/cosign.ts'
import { openWitness } from '../src/ledger/cosignature.ts'
import { leafHash } from '../src/ledger/hashes.ts'
import { growTree } from '../src/ledger/merkle.ts'
import { makeKey, openSigner, type Signer } from '../src/ledger/note.ts'
import { findCheckpoint } from '../src/ledger/read.ts'
import { sequence } from '../src/ledger/sequencer.ts'
import { correctPrediction } from '../src/predictions/correct.ts'
import { logPrediction } from '../src/predictions/log.ts'
import { projections, rebuild } from '../src/rebuild.ts'
import { redactEntry } from '../src/redactions/redact.ts'
import { randomHistory } from './accuracy/history.ts'
import { signer, witness } from './ledger/keys.ts'
import { aPrediction, clock, testWorld } from './world.ts'

const { db, deps } = testWorld()
const trust = { log: signer.verifier, witnesses: [await openWitness(witness.vkey)] }

beforeAll(async () => {
  const history = randomHistory(deps, 3)
  for (let day = 0; day < 8; day++) {
    await history.day(10)
    history.pause()
    await sequence(db, signer)
  }
  const moderator = { ...deps, actor: 'mia', role: 'moderator' as const }
  const role = { name: 'Rita Role', kind: 'person' as const, role: 'Mayor' }
  const { predictionId } = await logPrediction(deps, aPrediction({ pundit: role }))
  await correctPrediction(moderator, predictionId, { role: 'Governor', reason: 'Promoted' })
  await sequence(db, signer)
  await redactEntry(moderator, '4', { reason: 'A court order' })
  await sequence(db, signer)
  const { size = 0, note = '' } = (await findCheckpoint(db)) ?? {}
  await keepCosignatures(db, { size, lines: await witness.cosign(note), witnessKeys: [witness.vkey] })
})

/** What the audit says of the ledger after something was done behind the application's back, which is then undone. */
async function saidAfter(
  tamper: (tx: Db) => Promise<unknown>,
  audit = auditAll,
): Promise<string | undefined> {
  let said: string | undefined
  const undo = Symbol('undo')
  await db
    .transaction(async tx => {
      await tx.execute(sql`set local session_replication_role = replica`)
      await tamper(tx)
      await tx.execute(sql`set local session_replication_role = origin`)
      said = await audit(tx)
      throw undo
    })
    .catch(error => {
      if (error !== undo) throw error
    })
  return said
}

async function auditLeaves(tx: Db) {
  return (await auditLedger(tx, trust)).difference
}

async function auditAll(tx: Db) {
  return (await auditLeaves(tx)) ?? (await auditProjections(tx)).difference
}

describe('the audit of a ledger that nobody has touched', () => {
  test('finds nothing, and says what was recomputed and what was removed', async () => {
    const count = await db.$count(entries)
    expect(await auditLedger(db, trust)).toEqual({
      sequenced: count,
      waiting: 0,
      checkpoints: await db.$count(checkpoints),
      cosignatures: 1,
      redacted: [4],
      difference: undefined,
    })
    const replayed = await auditProjections(db)
    expect(replayed).toMatchObject({ entries: count, difference: undefined })
    expect(replayed.rows).toBeGreaterThan(80)
    for (const table of [...projections, scores, records]) expect(await db.$count(table)).toBeGreaterThan(0)
  })

  test('leaves nothing behind, and can be run again on the same connections', async () => {
    for (let again = 0; again < 3; again++) expect((await auditProjections(db)).difference).toBeUndefined()
    const schemas = await db.execute(sql`select 1 from pg_namespace where nspname like 'audit_%'`)
    expect(schemas).toHaveLength(0)
  })

  test('counts what waits for its index', async () => {
    const said = await saidAfter(
      tx => logPrediction({ ...deps, db: tx }, aPrediction()),
      async tx => {
        const { waiting, difference } = await auditLedger(tx, trust)
        return `${waiting} ${difference}`
      },
    )
    expect(said).toBe('4 undefined')
  })
})

/** What the entries here have, each its own. */
interface Payload {
  quote: { exact: string }
  probability: { value: number }
  punditId: string
  dueBy: string
  outcome: string
  url: string
  name: string
}
type Change = (payload: Payload, entry: { actor: string; recordedAt: string }) => void

/** Changes what an entry of a kind says, and as much of what vouches for it as an attacker without the key can. */
async function forge(tx: Db, kind: string, change: Change, depth: number) {
  const [row] = await tx
    .select({ entry: entries, leaf: sequenced })
    .from(entries)
    .innerJoin(sequenced, eq(sequenced.entryId, entries.id))
    .where(sql`${entries.kind} = ${kind} and length(${entries.bytes}) > 0`)
    .orderBy(asc(entries.position))
    .limit(1)
  if (row === undefined) throw new Error(`No entry is a ${kind}.`)
  const entry = JSON.parse(new TextDecoder().decode(row.entry.bytes))
  change(entry.payload, entry)
  const bytes = canonicalBytes(entry)
  const hash = leafHash(bytes)
  await tx.execute(sql`set local session_replication_role = replica`)
  await tx.update(entries).set({ bytes }).where(eq(entries.id, row.entry.id))
  if (depth > 0) await tx.update(entries).set({ leafHash: hash }).where(eq(entries.id, row.entry.id))
  if (depth > 1) await tx.update(sequenced).set({ leafHash: hash }).where(eq(sequenced.entryId, row.entry.id))
  if (depth > 2) await forgeTree(tx, depth > 3 ? forger : undefined)
  if (depth > 3) await rebuild(tx)
}

const forger = await openSigner(await makeKey('reckon.test/ledger', new Uint8Array(32).fill(66)))

async function forgeTree(tx: Db, as: Signer | undefined) {
  const leaves = await tx.select().from(sequenced).orderBy(asc(sequenced.index))
  const tree = growTree()
  await tx.delete(treeNodes)
  const sizes = new Set((await tx.select().from(checkpoints)).map(row => row.size))
  for (const { leafHash } of leaves) {
    const nodes = tree.add(new Uint8Array(leafHash)).filter(node => node.level > 0)
    if (nodes.length > 0) await tx.insert(treeNodes).values(nodes)
    if (as === undefined || !sizes.has(tree.size())) continue
    const note = await signCheckpoint(as, { size: tree.size(), root: tree.root() })
    await tx.update(checkpoints).set({ note }).where(eq(checkpoints.size, tree.size()))
  }
}

describe('the audit says so when an entry was changed', () => {
  const fields: [string, string, Change][] = [
    [
      'the quote',
      'prediction.logged',
      payload => {
        payload.quote.exact += '.'
      },
    ],
    [
      'the pundit',
      'prediction.logged',
      payload => {
        payload.punditId = deps.newId()
      },
    ],
    [
      'the probability',
      'prediction.logged',
      payload => {
        payload.probability.value = 0.123
      },
    ],
    [
      'the deadline',
      'claim.opened',
      payload => {
        payload.dueBy = '2027-01-01'
      },
    ],
    [
      'the outcome',
      'claim.resolved',
      payload => {
        payload.outcome = payload.outcome === 'true' ? 'false' : 'true'
      },
    ],
    [
      'the evidence',
      'evidence.filed',
      payload => {
        payload.url += 'x'
      },
    ],
    [
      'the name',
      'pundit.added',
      payload => {
        payload.name += 'x'
      },
    ],
    [
      'when it was recorded',
      'prediction.logged',
      (_, entry) => {
        entry.recordedAt = entry.recordedAt.replace('2026', '2025')
      },
    ],
    [
      'who did it',
      'claim.resolved',
      (_, entry) => {
        entry.actor = 'somebody'
      },
    ],
  ]

  test.each(fields)('%s', async (_, kind, change) => {
    expect(await saidAfter(tx => forge(tx, kind, change, 0), auditLeaves)).toMatch(
      /^the bytes of entry \d+ do not have its leaf hash$/,
    )
  })

  const depths = [
    [1, /^entry \d+ is kept with another leaf hash than it was sequenced with$/],
    [2, /^the hash of the tree at level 1, index \d+ differs$|root hash of their checkpoint$/],
    [3, /^the first \d+ entries do not have the root hash of their checkpoint$/],
    [4, /^the checkpoint of \d+ does not hold: no trusted key has signed the note$/],
  ] as const
  test.each(depths)('and everything that vouches for it, but for the key (%i)', async (depth, expected) => {
    const change = fields[2]?.[2] ?? (() => {})
    expect(await saidAfter(tx => forge(tx, 'prediction.logged', change, depth), auditLeaves)).toMatch(
      expected,
    )
  })

  test('by one bit, anywhere', async () => {
    const [row] = await db
      .select()
      .from(entries)
      .where(sql`length(bytes) > 0`)
      .orderBy(sql`position desc`)
      .limit(1)
    const length = row?.bytes.length ?? 0
    for (let at = 0; at < length; at += 41) {
      const said = await saidAfter(
        tx =>
          tx.execute(
            sql`update entries set bytes = set_byte(bytes, ${at}, get_byte(bytes, ${at}) # 4) where position = ${row?.position}`,
          ),
        auditLeaves,
      )
      expect(said).toMatch(/do not have its leaf hash$/)
    }
  })
})

describe('the audit says so when entries were', () => {
  const middle = sql`(select position from sequenced where index = 20)`
  const cases: [string, (tx: Db) => Promise<unknown>, RegExp][] = [
    [
      'dropped',
      tx => tx.execute(sql`delete from entries where position = ${middle}`),
      /^entry 21 comes where entry 20 should$/,
    ],
    [
      'dropped with their index',
      async tx => {
        await tx.execute(sql`delete from entries where position = ${middle}`)
        await tx.execute(sql`delete from sequenced where index = 20`)
      },
      /^entry 21 comes where entry 20 should$/,
    ],
    [
      'dropped, and all after them moved up',
      async tx => {
        await tx.execute(sql`delete from entries where position = ${middle}`)
        await tx.execute(sql`delete from sequenced where index = 20`)
        for (let at = 21; at < (await tx.$count(entries)) + 1; at++)
          await tx.execute(sql`update sequenced set index = ${at - 1} where index = ${at}`)
      },
      /^the hash of the tree at level \d+, index \d+ differs$|^entry \d+ is said to be under|root hash/,
    ],
    [
      'put in between',
      tx =>
        tx.execute(sql`insert into entries (position, id, kind, subject, bytes, leaf_hash) overriding system value
          select 0, gen_random_uuid(), kind, subject, bytes, leaf_hash from entries where position = ${middle}`),
      /^the id kept with the entry at position 0 is not what its bytes say$/,
    ],
    [
      'put in between as if they had been there',
      async tx => {
        const id = deps.newId()
        const recordedAt = clock.now.toISOString()
        const bytes = canonicalBytes({ id, kind: 'test', subject: id, recordedAt, payload: {} })
        await tx.execute(sql`insert into entries (position, id, kind, subject, bytes, leaf_hash) overriding system value
          values (0, ${id}, 'test', ${id}, ${Buffer.from(bytes)}, ${Buffer.from(leafHash(bytes))})`)
      },
      /^entry 0 has an index, and 1 written before it has none$/,
    ],
    [
      'put at the end, without what they mean',
      async tx => {
        const id = deps.newId()
        const payload = { names: ['Somebody Else'] }
        const envelope = { actor: 'x', recordedAt: clock.now.toISOString() }
        const [{ subject } = { subject: '' }] = await tx
          .select()
          .from(entries)
          .where(eq(entries.kind, 'pundit.added'))
          .limit(1)
        const bytes = canonicalBytes({ id, kind: 'pundit.identified', subject, payload, ...envelope })
        await tx
          .insert(entries)
          .values({ id, kind: 'pundit.identified', subject, bytes, leafHash: leafHash(bytes) })
      },
      /^the row of pundit_names with key "somebody else" is missing$/,
    ],
    [
      'reordered',
      async tx => {
        await tx.execute(sql`alter table entries alter position set generated by default`)
        await tx.execute(sql`update entries set position = -1 where position = ${middle}`)
        await tx.execute(sql`update sequenced set position = -1 where index = 20`)
      },
      /^entry 20 comes where entry 0 should$/,
    ],
    [
      'given each other’s index',
      async tx => {
        await tx.execute(sql`update sequenced set index = -1 where index = 20`)
        await tx.execute(sql`update sequenced set index = 20 where index = 21`)
        await tx.execute(sql`update sequenced set index = 21 where index = -1`)
      },
      /^entry 21 comes where entry 20 should$/,
    ],
    [
      'cut off at the end',
      tx =>
        tx.execute(
          sql`delete from entries where position in (select position from sequenced order by index desc limit 2)`,
        ),
      /^entry \d+ is said to be under|^the checkpoint of \d+ was signed, and only \d+ entries are there$/,
    ],
    [
      'cut off with their indexes and their part of the tree',
      async tx => {
        await tx.execute(
          sql`delete from entries where position in (select position from sequenced order by index desc limit 2)`,
        )
        await tx.execute(sql`delete from sequenced where entry_id not in (select id from entries)`)
        await forgeTree(tx, undefined)
      },
      /^the checkpoint of \d+ was signed, and only \d+ entries are there$/,
    ],
    [
      'emptied without a redaction',
      tx => tx.execute(sql`update entries set bytes = '' where position = ${middle}`),
      /^entry 20 has no bytes, and no redaction is on record$/,
    ],
  ]
  test.each(cases)('%s', async (_, tamper, expected) => {
    expect(await saidAfter(tamper)).toMatch(expected)
  })

  test('backdated, though they were sequenced and signed', async () => {
    const write = (minutes: number) => async (tx: Db) => {
      const then = new Date(clock.now.getTime() - minutes * 60_000)
      await logPrediction({ ...deps, db: tx, now: () => then }, aPrediction())
      await sequence(tx, signer)
    }
    expect(await saidAfter(write(9), auditLeaves)).toBeUndefined()
    expect(await saidAfter(write(11), auditLeaves)).toMatch(
      /^entry \d+ is dated 20\S+Z, more than ten minutes before entry \d+, which precedes it/,
    )
  })

  test('cut off with everything that spoke of them, when a checkpoint is kept elsewhere', async () => {
    const kept = (await findCheckpoint(db))?.note
    const cut = async (tx: Db) => {
      const [last] = await tx.select().from(checkpoints).orderBy(sql`size desc`).limit(1)
      await tx.execute(sql`delete from cosignatures`)
      await tx.execute(sql`delete from checkpoints where size = ${last?.size}`)
      await tx.execute(
        sql`delete from entries where id in (select entry_id from sequenced where checkpoint_size = ${last?.size})`,
      )
      await tx.execute(sql`delete from sequenced where checkpoint_size = ${last?.size}`)
      await tx.execute(sql`delete from redactions`)
      await tx.execute(sql`update entries set bytes = ${Buffer.from('')} where false`)
      await forgeTree(tx, undefined)
    }
    const audit = async (tx: Db) => (await auditLedger(tx, { ...trust, kept })).difference
    expect(await saidAfter(cut, audit)).toMatch(
      /^entry 4 has no bytes, and no redaction is on record$|that the data folder keeps is not in the ledger$/,
    )
    expect(await saidAfter(async () => {}, audit)).toBeUndefined()
  })
})

function other(table: string, column: string, type: string): SQL {
  const name = sql.identifier(column)
  if (type === 'boolean') return sql`not coalesce(${name}, false)`
  if (type === 'uuid') return sql`gen_random_uuid()`
  if (type === 'date') return sql`coalesce(${name}, '2026-01-01') + 1`
  if (type.startsWith('timestamp')) return sql`coalesce(${name}, '2026-01-01') + interval '1 millisecond'`
  if (type === 'bytea')
    return sql`set_byte(${name}, length(${name}) - 1, get_byte(${name}, length(${name}) - 1) # 1)`
  if (type === 'text[]') return sql`array_append(${name}, 'x')`
  if (type === 'json') return sql`jsonb_set(${name}::jsonb, '{x}', '1')::json`
  if (type === 'text') return sql`coalesce(${name}, '') || 'x'`
  return table === 'predictions' ? sql`coalesce(${name}, 0) + 0.001` : sql`coalesce(${name}, 0) + 1000`
}

/** The row that is changed: any one, but of entries and what names them one that has its bytes. */
function oneRow(table: string): SQL {
  if (table === 'entries')
    return sql`ctid = (select ctid from entries where length(bytes) > 0 order by position limit 1)`
  return sql`ctid = (select max(ctid) from ${sql.identifier(table)})`
}

const kept = [entries, sequenced, treeNodes, checkpoints, cosignatures]

describe.each(kept.map(table => [getTableName(table), table] as const))(
  'the audit says so when in %s',
  (name, table) => {
    const columns = Object.values(getTableColumns(table))
    test.each(columns.map(column => [column.name, column.getSQLType()]))(
      'the %s of one row was changed',
      async (column, type) => {
        const change = sql`update ${table} set ${sql.identifier(column)} = ${other(name, column, type)} where ${oneRow(name)}`
        const set =
          column === 'position' && name === 'entries'
            ? sql`update entries set position = default where ${oneRow(name)}`
            : change
        expect(await saidAfter(tx => tx.execute(set))).toBeDefined()
      },
    )

    // A cosignature is somebody else's word: that one was ever given is nowhere else on record.
    if (name === 'cosignatures') return
    test('one row was dropped', async () => {
      const said = await saidAfter(tx => tx.execute(sql`delete from ${table} where ${oneRow(name)}`))
      expect(said).toBeDefined()
    })
  },
)

describe.each(projections.map(table => [getTableName(table), table] as const))(
  'the audit says so when in %s',
  (name, table) => {
    async function auditRows(tx: Db) {
      return (await auditProjections(tx)).difference
    }

    test('one row was dropped', async () => {
      const said = await saidAfter(
        tx => tx.execute(sql`delete from ${table} where ${oneRow(name)}`),
        auditRows,
      )
      expect(said).toMatch(
        name === 'redactions' ? /./ : new RegExp(`^the row of ${name} with .+ is missing$`),
      )
    })

    const columns = Object.values(getTableColumns(table)).map(
      column => [column.name, column.getSQLType()] as const,
    )
    test.each(columns.filter(([column]) => matters.includes(column)))(
      'the %s of one row was changed',
      async (column, type) => {
        const change = sql`update ${table} set ${sql.identifier(column)} = ${other(name, column, type)} where ${oneRow(name)}`
        const said = await saidAfter(tx => tx.execute(change), auditRows)
        expect(said).toContain(`the row of ${name} with`)
        expect(said).toContain(`${column}`)
      },
    )
  },
)

const matters = [
  'quote_exact',
  'pundit_id',
  'due_by',
  'probability',
  'outcome',
  'url',
  'name',
  'topics',
  'logged_at',
  'filed_at',
  'stance',
  'brier',
  'record',
  'reason',
  'title',
]
