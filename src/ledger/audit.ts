import { asc, eq, gt } from 'drizzle-orm'
import { z } from 'zod'
import type { Db, Tx } from '../db/client.ts'
import { checkpoints, cosignatures, entries, sequenced, treeNodes } from '../db/schema.ts'
import { decodeBase64 } from './base64.ts'
import { openCheckpoint } from './checkpoint.ts'
import { FormatError } from './format-error.ts'
import { leafHash, sameBytes } from './hashes.ts'
import { growTree, type TreeNode } from './merkle.ts'
import { parseNote, type Verifier, verifyNote } from './note.ts'
import { findHashes } from './tree.ts'

interface LedgerAudit {
  /** How many entries are in the tree, and how many wait for their index. */
  sequenced: number
  waiting: number
  checkpoints: number
  cosignatures: number
  /** The indexes of entries whose bytes were removed, each with a reason on record. */
  redacted: number[]
  /** The first thing that is not what it must be, in one line; undefined when nothing is. */
  difference: string | undefined
}

interface Trust {
  log: Verifier
  witnesses: readonly Verifier[]
  /** A signed checkpoint kept elsewhere: what is here must not be shorter. */
  kept?: string
}

/**
 * Recomputes the hash of every entry, every node of the tree and the root of every checkpoint, and checks every
 * signature, in one snapshot while others write.
 */
export async function auditLedger(db: Db, trust: Trust): Promise<LedgerAudit> {
  const audit: LedgerAudit = {
    sequenced: 0,
    waiting: 0,
    checkpoints: 0,
    cosignatures: 0,
    redacted: [],
    difference: undefined,
  }
  await db.transaction(
    async tx => {
      try {
        const { roots, backdated } = await auditEntries(tx, trust, audit)
        await auditCosignatures(tx, trust, audit)
        await auditKept(trust, roots)
        if (backdated !== undefined) throw new Difference(backdated)
      } catch (error) {
        if (!(error instanceof Difference)) throw error
        audit.difference = error.message
      }
    },
    { isolationLevel: 'repeatable read', accessMode: 'read only' },
  )
  return audit
}

class Difference extends Error {}

const batch = 1000

/** Returns the root of every checkpoint, by size, and what is to be said of an entry that is backdated. */
async function auditEntries(tx: Tx, { log }: Trust, audit: LedgerAudit) {
  const notes = await tx.select().from(checkpoints).orderBy(asc(checkpoints.size))
  const tree = growTree()
  const roots = new Map<number, Uint8Array>()
  const removals = { gone: new Map<string, Row>(), said: new Map<string, Removal>() }
  const times: Times = { latest: undefined, backdated: undefined }
  let nodes = 0
  // An entry slipped in may have any position.
  for (let position = Number.MIN_SAFE_INTEGER; ; ) {
    const rows = await nextRows(tx, position)
    const last = rows.at(-1)
    if (last === undefined) break
    const grown: TreeNode[] = []
    for (const row of rows) {
      auditRow(row, tree.size(), audit.waiting, removals, times)
      if (row.leaf === null) {
        audit.waiting++
        continue
      }
      const next = notes[roots.size]
      if (row.leaf.checkpointSize !== next?.size)
        throw new Difference(
          `entry ${row.leaf.index} is said to be under the checkpoint of ${row.leaf.checkpointSize}, and the next one is of ${next?.size ?? 'none'}`,
        )
      grown.push(...tree.add(row.leaf.leafHash))
      if (tree.size() === next.size) roots.set(next.size, await auditCheckpoint(next, tree.root(), log))
    }
    nodes += await auditNodes(tx, grown)
    position = last.entry.position
  }
  audit.sequenced = tree.size()
  audit.checkpoints = roots.size
  const beyond = notes[roots.size]
  if (beyond !== undefined)
    throw new Difference(
      `the checkpoint of ${beyond.size} was signed, and only ${tree.size()} entries are there`,
    )
  const [leafCount, nodeCount] = [await tx.$count(sequenced), await tx.$count(treeNodes)]
  if (leafCount !== tree.size())
    throw new Difference(`${leafCount} entries have an index, and ${tree.size()} of them are there`)
  if (nodeCount !== nodes)
    throw new Difference(`${nodeCount} nodes of the tree are kept, and it has ${nodes}`)
  audit.redacted = auditRemovals(removals)
  return { roots, backdated: times.backdated }
}

function nextRows(tx: Tx, after: number) {
  return tx
    .select({ entry: entries, leaf: sequenced })
    .from(entries)
    .leftJoin(sequenced, eq(sequenced.entryId, entries.id))
    .where(gt(entries.position, after))
    .orderBy(asc(entries.position))
    .limit(batch)
}
type Row = Awaited<ReturnType<typeof nextRows>>[number]

interface Removals {
  gone: Map<string, Row>
  said: Map<string, Removal>
}

function auditRow(row: Row, size: number, waiting: number, removals: Removals, times: Times): void {
  const { entry, leaf } = row
  const name = leaf === null ? `the entry at position ${entry.position}` : `entry ${leaf.index}`
  if (leaf !== null && waiting > 0)
    throw new Difference(
      `${name} has an index, and ${waiting} written before it ha${waiting === 1 ? 's' : 've'} none`,
    )
  if (leaf !== null && leaf.index !== size) throw new Difference(`${name} comes where entry ${size} should`)
  if (leaf !== null && leaf.position !== entry.position)
    throw new Difference(`${name} was sequenced at position ${leaf.position}, and is at ${entry.position}`)
  if (leaf !== null && !sameBytes(leaf.leafHash, entry.leafHash))
    throw new Difference(`${name} is kept with another leaf hash than it was sequenced with`)
  if (entry.bytes.length === 0) {
    removals.gone.set(entry.id, row)
    return
  }
  if (!sameBytes(leafHash(entry.bytes), entry.leafHash))
    throw new Difference(`the bytes of ${name} do not have its leaf hash`)
  const said = envelopeOf(entry.bytes)
  if (said === undefined) throw new Difference(`${name} cannot be read`)
  const { id, kind, subject, payload } = said
  const wrong =
    id !== entry.id ? 'id' : kind !== entry.kind ? 'kind' : subject !== entry.subject ? 'subject' : undefined
  if (wrong !== undefined) throw new Difference(`the ${wrong} kept with ${name} is not what its bytes say`)
  if (kind === 'entry.redacted') removals.said.set(subject, Removal.parse(payload))
  noteTime(times, name, said.recordedAt)
}

/** How far the clocks of two servers may be apart, or a long request behind a short one, in milliseconds. */
const longestBehind = 10 * 60 * 1000

interface Times {
  latest: { at: number; name: string } | undefined
  backdated: string | undefined
}

/** Entries come in the order of time: one dated well before another that precedes it was not written then. */
function noteTime(times: Times, name: string, recordedAt: string): void {
  const at = Date.parse(recordedAt)
  if (times.latest !== undefined && at < times.latest.at - longestBehind)
    times.backdated ??= `${name} is dated ${recordedAt}, more than ten minutes before ${times.latest.name}, which precedes it: it is backdated, or a clock was wrong`
  if (times.latest === undefined || at > times.latest.at) times.latest = { at, name }
}

function envelopeOf(bytes: Uint8Array): z.infer<typeof Envelope> | undefined {
  try {
    return Envelope.parse(JSON.parse(new TextDecoder().decode(bytes)))
  } catch {
    return undefined
  }
}

const Envelope = z.object({
  id: z.string(),
  kind: z.string(),
  subject: z.string(),
  recordedAt: z.iso.datetime(),
  payload: z.unknown(),
})
const Removal = z.object({ index: z.number(), leafHash: z.string() })
type Removal = z.infer<typeof Removal>

async function auditNodes(tx: Tx, grown: TreeNode[]): Promise<number> {
  const inner = grown.filter(node => node.level > 0)
  const kept = await findHashes(tx, inner)
  for (const [at, { level, index, hash }] of inner.entries()) {
    const found = kept[at]
    if (found == null || !sameBytes(found, hash))
      throw new Difference(
        `the hash of the tree at level ${level}, index ${index} ${found == null ? 'is missing' : 'differs'}`,
      )
  }
  return inner.length
}

async function auditCheckpoint(
  { size, note }: typeof checkpoints.$inferSelect,
  root: Uint8Array,
  log: Verifier,
): Promise<Uint8Array> {
  const signed = await openCheckpoint(note, log).catch(error => {
    throw error instanceof FormatError
      ? new Difference(`the checkpoint of ${size} does not hold: ${error.message}`)
      : error
  })
  if (signed.size !== size) throw new Difference(`the checkpoint kept for ${size} is of ${signed.size}`)
  if (!sameBytes(signed.root, root))
    throw new Difference(`the first ${size} entries do not have the root hash of their checkpoint`)
  return root
}

/** Every entry without bytes must have a redaction on record, and the other way round. */
function auditRemovals({ gone, said }: Removals): number[] {
  for (const [id, { leaf, entry }] of gone) {
    const removal = said.get(id)
    const name = leaf === null ? `the entry at position ${entry.position}` : `entry ${leaf.index}`
    if (removal === undefined) throw new Difference(`${name} has no bytes, and no redaction is on record`)
    if (removal.index !== leaf?.index || !sameBytes(decodeBase64(removal.leafHash), entry.leafHash))
      throw new Difference(`${name} is not the one that its redaction speaks of`)
  }
  for (const [id, { index }] of said)
    if (!gone.has(id)) throw new Difference(`entry ${index} was redacted, and has bytes`)
  return [...said.values()].map(({ index }) => index).sort((a, b) => a - b)
}

async function auditCosignatures(tx: Tx, { witnesses }: Trust, audit: LedgerAudit): Promise<void> {
  const rows = await tx
    .select({ line: cosignatures, note: checkpoints.note })
    .from(cosignatures)
    .leftJoin(checkpoints, eq(checkpoints.size, cosignatures.size))
    .orderBy(asc(cosignatures.size))
  for (const { line, note } of rows) {
    if (note === null) throw new Difference(`a cosignature is kept for ${line.size}, and no checkpoint`)
    const signatures = [{ ...line, signature: new Uint8Array(line.signature) }]
    await verifyNote({ text: parseNote(note).text, signatures }, witnesses).catch(error => {
      throw new Difference(
        `the cosignature of ${line.name} on the checkpoint of ${line.size} does not hold: ${error.message}`,
      )
    })
    audit.cosignatures++
  }
}

async function auditKept({ log, kept }: Trust, roots: Map<number, Uint8Array>): Promise<void> {
  if (kept === undefined) return
  const { size, root } = await openCheckpoint(kept, log).catch(error => {
    throw new Difference(`the checkpoint kept in the data folder does not hold: ${error.message}`)
  })
  const here = roots.get(size)
  if (here === undefined)
    throw new Difference(`the checkpoint of ${size} that the data folder keeps is not in the ledger`)
  if (!sameBytes(here, root))
    throw new Difference(`the ledger has forked: the data folder keeps another checkpoint of ${size}`)
}
