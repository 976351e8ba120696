import { and, asc, desc, eq, gte, lt, type SQL, sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Db } from '../db/client.ts'
import { type Page, type PageAsked, pageOf, readCursor } from '../db/page.ts'
import { checkpoints, cosignatures, entries, redactions, sequenced, treeNodes } from '../db/schema.ts'
import { type Checkpoint, parseCheckpoint } from './checkpoint.ts'
import { concat } from './concat.ts'
import { inclusionProof } from './merkle.ts'
import { formatSignature, type NoteSignature, parseNote } from './note.ts'
import type { LogProof } from './proof.ts'
import { encodeBundle, type Tile, tileHeight, tileWidth } from './tiles.ts'
import { hashReader } from './tree.ts'

/** A checkpoint as it was signed, with the cosignatures that have come in since under it. */
export interface KeptCheckpoint extends Checkpoint {
  note: string
  cosignatures: NoteSignature[]
}

/** Returns the checkpoint of a size, of the latest when none is named; undefined where none was signed. */
export async function findCheckpoint(db: Db, size?: number): Promise<KeptCheckpoint | undefined> {
  const [row] = await db
    .select()
    .from(checkpoints)
    .where(size === undefined ? undefined : eq(checkpoints.size, size))
    .orderBy(desc(checkpoints.size))
    .limit(1)
  if (row === undefined) return undefined
  const lines = await db
    .select()
    .from(cosignatures)
    .where(eq(cosignatures.size, row.size))
    .orderBy(asc(cosignatures.name), asc(cosignatures.keyId))
  return withCosignatures(
    row.note,
    lines.map(line => ({ ...line, signature: new Uint8Array(line.signature) })),
  )
}

function withCosignatures(signed: string, lines: NoteSignature[]): KeptCheckpoint {
  const checkpoint = parseCheckpoint(parseNote(signed).text)
  return { ...checkpoint, note: signed + lines.map(formatSignature).join(''), cosignatures: lines }
}

/** Every checkpoint, the latest first, without cosignatures. */
export async function listCheckpoints(
  db: Db,
  page: PageAsked,
): Promise<Page<{ size: number; note: string }>> {
  const after = readCursor(page.cursor, z.tuple([z.int()]))
  const rows = await db
    .select()
    .from(checkpoints)
    .where(after && lt(checkpoints.size, after[0]))
    .orderBy(desc(checkpoints.size))
    .limit(page.limit + 1)
  return pageOf(
    rows,
    page.limit,
    row => [row.size],
    row => row,
  )
}

/** An entry with its place in the tree. */
export interface Leaf {
  index: number
  entryId: string
  kind: string
  subject: string
  /** Null once they were removed. */
  bytes: Uint8Array<ArrayBuffer> | null
  leafHash: Uint8Array
  /** The size of the first checkpoint that holds it. */
  checkpointSize: number
  redaction: Redaction | null
}

interface Redaction {
  reason: string
  redactedBy: string
  redactedAt: Date
  redactionId: string
}

function selectLeaves(db: Db) {
  return db
    .select({
      leaf: sequenced,
      kind: entries.kind,
      subject: entries.subject,
      bytes: entries.bytes,
      redaction: redactions,
    })
    .from(sequenced)
    .innerJoin(entries, eq(entries.id, sequenced.entryId))
    .leftJoin(redactions, eq(redactions.entryId, sequenced.entryId))
    .$dynamic()
}

function leafOf({
  leaf,
  kind,
  subject,
  bytes,
  redaction,
}: Awaited<ReturnType<typeof selectLeaves>>[number]): Leaf {
  return {
    index: leaf.index,
    entryId: leaf.entryId,
    kind,
    subject,
    bytes: bytes.length === 0 ? null : new Uint8Array(bytes),
    leafHash: new Uint8Array(leaf.leafHash),
    checkpointSize: leaf.checkpointSize,
    redaction,
  }
}

/** Returns the entry at an index, or of an id; undefined where there is none in the tree yet. */
export async function findLeaf(db: Db, at: number | string): Promise<Leaf | undefined> {
  const [row] = await selectLeaves(db).where(
    typeof at === 'number' ? eq(sequenced.index, at) : eq(sequenced.entryId, at),
  )
  return row && leafOf(row)
}

/** Tells whether there is an entry of an id, be it in the tree or waiting for its index. */
export async function isWritten(db: Db, id: string): Promise<boolean> {
  return (await db.$count(entries, eq(entries.id, id))) > 0
}

/** The latest entries first. */
export async function listLeaves(db: Db, page: PageAsked): Promise<Page<Leaf>> {
  const after = readCursor(page.cursor, z.tuple([z.int()]))
  const rows = await selectLeaves(db)
    .where(after && lt(sequenced.index, after[0]))
    .orderBy(desc(sequenced.index))
    .limit(page.limit + 1)
  return pageOf(rows, page.limit, row => [row.leaf.index], leafOf)
}

/** Returns the proof that an entry is in the tree of a checkpoint. Throws RangeError for a checkpoint before it. */
export async function proveLeaf(
  db: Db,
  { index, bytes }: Leaf,
  checkpoint: KeptCheckpoint,
): Promise<LogProof> {
  const hashes = await inclusionProof(index, checkpoint.size, hashReader(db))
  return { extra: bytes ?? undefined, index, hashes, checkpoint: checkpoint.note }
}

/** Returns the hashes of a tile; undefined where the tree is not that big. */
export async function readTile(db: Db, { level, index, width }: Tile): Promise<Uint8Array | undefined> {
  const rows =
    level === 0
      ? await db
          .select({ hash: sequenced.leafHash })
          .from(sequenced)
          .where(within(sequenced.index, index, width))
          .orderBy(asc(sequenced.index))
      : await db
          .select({ hash: treeNodes.hash })
          .from(treeNodes)
          .where(and(eq(treeNodes.level, Number(level) * tileHeight), within(treeNodes.index, index, width)))
          .orderBy(asc(treeNodes.index))
  return rows.length === width ? concat(...rows.map(row => row.hash)) : undefined
}

/** Returns a bundle of entries, an entry whose bytes were removed as one of no bytes; undefined where there are not that many. */
export async function readBundle(db: Db, { index, width }: Tile): Promise<Uint8Array | undefined> {
  const rows = await db
    .select({ bytes: entries.bytes })
    .from(sequenced)
    .innerJoin(entries, eq(entries.id, sequenced.entryId))
    .where(within(sequenced.index, index, width))
    .orderBy(asc(sequenced.index))
  return rows.length === width ? encodeBundle(rows.map(row => row.bytes)) : undefined
}

function within(
  column: typeof sequenced.index | typeof treeNodes.index,
  tile: number,
  width: number,
): SQL | undefined {
  const start = tile * tileWidth
  return and(gte(column, start), lt(column, start + width))
}

/** How many entries were committed and have no index yet. */
export async function countUnsequenced(db: Db): Promise<number> {
  const [row] = await db.execute<{ count: number }>(
    sql`select count(*)::int as count from entries where position > coalesce((select max(position) from sequenced), 0)`,
  )
  return row?.count ?? 0
}
