import { createRoute, z } from '@hono/zod-openapi'
import { actorDeps, atMost, router } from '../door.ts'
import { encodeBase64 } from '../ledger/base64.ts'
import { consistencyProof } from '../ledger/merkle.ts'
import { type KeptCheckpoint, type Leaf, listCheckpoints, listLeaves, proveLeaf } from '../ledger/read.ts'
import { hashReader } from '../ledger/tree.ts'
import { getCheckpoint, getLeaf } from '../ledger-door.ts'
import { invalid } from '../problem.ts'
import { redactEntry } from '../redactions/redact.ts'
import { RedactEntry } from '../redactions/redaction.ts'
import {
  idempotencyKey,
  json,
  linkNext,
  needsKey,
  pageOfItems,
  pageQuery,
  problems,
  security,
  takes,
} from './door.ts'
import { idempotent } from './idempotent.ts'

export const ledgerApi = router()

const hash = z.string().meta({ description: '32 bytes in Base64, as in checkpoints and proofs.' })
const note = z.string().meta({ description: 'The signed note, with cosignatures, byte for byte.' })
const size = z.number().int().meta({ description: 'How many entries the tree has.' })

const LedgerEntry = z
  .object({
    index: z.number().int(),
    id: z.string(),
    kind: z.string(),
    subject: z.string(),
    leafHash: hash,
    bytes: z.string().nullable().meta({
      description:
        'The canonical JSON whose UTF-8 is hashed: leafHash is SHA-256 of a zero byte and these. Null once they were removed.',
    }),
    checkpointSize: z.number().int().meta({ description: 'The size of the first checkpoint that holds it.' }),
    redaction: z
      .object({ reason: z.string(), by: z.string(), at: z.string(), entryId: z.string() })
      .nullable()
      .meta({ description: 'Why the bytes were removed, by whom, and the entry that says so.' }),
  })
  .meta({ id: 'LedgerEntry' })

const Checkpoint = z.object({ size, rootHash: hash, note }).meta({ id: 'Checkpoint' })

const at = z.object({
  index: z.string().meta({ description: 'Its index, from 0; or its id, as entryId has it.', example: '0' }),
})

ledgerApi.openapi(
  createRoute({
    method: 'get',
    path: '/entries',
    summary: 'List entries of the ledger',
    request: { query: z.strictObject(pageQuery) },
    responses: { 200: pageOfItems(LedgerEntry, 'A page of entries, the latest first.'), ...problems(422) },
  }),
  async c => {
    const { items, next } = await listLeaves(c.var.deps.db, c.req.valid('query'))
    linkNext(c, next)
    return c.json({ items: items.map(entryView), next }, 200)
  },
)

ledgerApi.openapi(
  createRoute({
    method: 'get',
    path: '/entries/{index}',
    summary: 'Get an entry of the ledger',
    request: { params: at },
    responses: { 200: json(LedgerEntry, 'The entry.'), ...problems(404) },
  }),
  async c => c.json(entryView(await getLeaf(c, c.req.valid('param').index)), 200),
)

ledgerApi.openapi(
  createRoute({
    method: 'get',
    path: '/entries/{index}/proof',
    summary: 'Get the inclusion proof of an entry',
    description:
      'As RFC 6962 has it, against the checkpoint of treeSize, or the latest. The same as a tlog-proof file is at /ledger/proof/<index>.',
    request: {
      params: at,
      query: z.strictObject({ treeSize: sizeQuery('Of a checkpoint. Left out, the latest.') }),
    },
    responses: {
      200: json(
        z
          .object({
            index: z.number().int(),
            leafHash: hash,
            treeSize: size,
            rootHash: hash,
            proof: z.array(hash).meta({ description: 'From the leaf’s sibling to the root’s child.' }),
            checkpoint: note,
          })
          .meta({ id: 'InclusionProof' }),
        'The proof.',
      ),
      ...problems(404, 422),
    },
  }),
  async c => {
    const leaf = await getLeaf(c, c.req.valid('param').index)
    const checkpoint = await getCheckpoint(c, c.req.valid('query').treeSize)
    if (checkpoint.size <= leaf.index)
      throw invalid([{ pointer: '#/treeSize', detail: 'must be more than the index' }])
    const { hashes } = await proveLeaf(c.var.deps.db, leaf, checkpoint)
    const proven = {
      index: leaf.index,
      leafHash: encodeBase64(leaf.leafHash),
      proof: hashes.map(encodeBase64),
    }
    const { size: treeSize, rootHash, note } = checkpointView(checkpoint)
    return c.json({ ...proven, treeSize, rootHash, checkpoint: note }, 200)
  },
)

ledgerApi.openapi(
  createRoute({
    method: 'post',
    path: '/entries/{index}/redactions',
    summary: 'Remove the bytes of an entry',
    description:
      'For moderators, where the law obliges to it; it cannot be undone. The leaf hash stays in the tree and every proof holds; dates, numbers and choices count as before; the reason is in the ledger.',
    security,
    middleware: [needsKey('redact'), atMost(1), takes('application/json'), idempotent],
    request: {
      headers: idempotencyKey,
      params: at,
      body: { required: true, content: { 'application/json': { schema: RedactEntry } } },
    },
    responses: {
      201: json(LedgerEntry, 'The entry as it is now.'),
      ...problems(400, 401, 404, 413, 415, 422, 'forbidden', 'already-redacted'),
    },
  }),
  async c => {
    const { index } = await redactEntry(actorDeps(c), c.req.valid('param').index, c.req.valid('json'))
    const entry = entryView(await getLeaf(c, String(index)))
    return c.json(entry, 201, { Location: `/api/v1/entries/${index}` })
  },
)

ledgerApi.openapi(
  createRoute({
    method: 'get',
    path: '/checkpoints',
    summary: 'List checkpoints',
    request: { query: z.strictObject(pageQuery) },
    responses: {
      200: pageOfItems(z.object({ size, note: z.string() }), 'A page of checkpoints, the latest first.'),
      ...problems(422),
    },
  }),
  async c => {
    const page = await listCheckpoints(c.var.deps.db, c.req.valid('query'))
    linkNext(c, page.next)
    return c.json(page, 200)
  },
)

const sized = z.object({
  size: z
    .string()
    .regex(/^(0|[1-9][0-9]{0,14})$/)
    .meta({ example: '100' }),
})

ledgerApi.openapi(
  createRoute({
    method: 'get',
    path: '/checkpoints/{size}',
    summary: 'Get a checkpoint',
    description: 'The latest is at /ledger/checkpoint, each as text at /ledger/checkpoints/<size>.',
    request: { params: sized },
    responses: { 200: json(Checkpoint, 'The checkpoint.'), ...problems(404) },
  }),
  async c => c.json(checkpointView(await getCheckpoint(c, Number(c.req.valid('param').size))), 200),
)

ledgerApi.openapi(
  createRoute({
    method: 'get',
    path: '/checkpoints/{size}/consistency',
    summary: 'Get the proof that an earlier checkpoint is its beginning',
    description: 'As RFC 6962 has it.',
    request: { params: sized, query: z.strictObject({ from: sizeQuery('The size of the earlier one.') }) },
    responses: {
      200: json(
        z.object({ from: Checkpoint, to: Checkpoint, proof: z.array(hash) }).meta({ id: 'ConsistencyProof' }),
        'The proof, empty when both are the same.',
      ),
      ...problems(404, 422),
    },
  }),
  async c => {
    const { from: asked } = c.req.valid('query')
    const to = await getCheckpoint(c, Number(c.req.valid('param').size))
    if (asked === undefined) throw invalid([{ pointer: '#/from', detail: 'is needed' }])
    if (asked > to.size) throw invalid([{ pointer: '#/from', detail: 'must not be the later one' }])
    const from = await getCheckpoint(c, asked)
    const proof = await consistencyProof(from.size, to.size, hashReader(c.var.deps.db))
    return c.json({ from: checkpointView(from), to: checkpointView(to), proof: proof.map(encodeBase64) }, 200)
  },
)

function sizeQuery(description: string) {
  return z
    .string()
    .regex(/^(0|[1-9][0-9]{0,14})$/, 'must be a number of entries')
    .transform(Number)
    .optional()
    .meta({ description, example: '100' })
}

function checkpointView({ size, root, note }: KeptCheckpoint) {
  return { size, rootHash: encodeBase64(root), note }
}

function entryView({ index, entryId, kind, subject, leafHash, bytes, checkpointSize, redaction }: Leaf) {
  return {
    index,
    id: entryId,
    kind,
    subject,
    leafHash: encodeBase64(leafHash),
    bytes: bytes && new TextDecoder().decode(bytes),
    checkpointSize,
    redaction: redaction && {
      reason: redaction.reason,
      by: redaction.redactedBy,
      at: redaction.redactedAt.toISOString(),
      entryId: redaction.redactionId,
    },
  }
}
