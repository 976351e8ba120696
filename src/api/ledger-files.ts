import type { Context } from 'hono'
import { type AppEnv, atMost, router } from '../door.ts'
import { keepCosignatures } from '../ledger/cosign.ts'
import { FormatError } from '../ledger/format-error.ts'
import { openSigner } from '../ledger/note.ts'
import { formatProof } from '../ledger/proof.ts'
import { proveLeaf, readBundle, readTile } from '../ledger/read.ts'
import { parseTilePath, tileWidth } from '../ledger/tiles.ts'
import { getCheckpoint, getLeaf, noCheckpoint } from '../ledger-door.ts'
import { invalid, Problem } from '../problem.ts'

/** The ledger as https://c2sp.org/tlog-tiles has it, under /ledger, and what goes with it as text. */
export const ledgerFiles = router()

const soonStale = 'no-cache'
const never = 'public, max-age=31536000, immutable'
/** The bytes of an entry may have to be removed, so copies of them are not to be kept for ever. */
const oneDay = 'public, max-age=86400, immutable'

ledgerFiles.get('/checkpoint', async c => plain(c, (await getCheckpoint(c)).note))

ledgerFiles.get('/checkpoints/:size{[0-9]{1,15}}', async c =>
  plain(c, (await getCheckpoint(c, Number(c.req.param('size')))).note),
)

ledgerFiles.post('/checkpoints/:size{[0-9]{1,15}}/cosignatures', atMost(1), async c => {
  const size = Number(c.req.param('size'))
  const { witnessKeys } = c.var.settings
  try {
    const kept = await keepCosignatures(c.var.deps.db, { size, lines: await c.req.text(), witnessKeys })
    if (kept === undefined) throw noCheckpoint()
    return plain(c, (await getCheckpoint(c, size)).note, 201)
  } catch (error) {
    if (error instanceof FormatError) throw invalid([{ pointer: '#', detail: error.message }])
    throw error
  }
})

ledgerFiles.get('/key', async c => {
  const { verifier } = await openSigner(c.var.settings.ledgerKey)
  return plain(c, `${verifier.vkey}\n`)
})

ledgerFiles.get('/tile/*', async c => {
  const tile = parseTilePath(c.req.path.slice('/ledger/'.length))
  const read = tile?.level === 'entries' ? readBundle : readTile
  const bytes = tile && (await read(c.var.deps.db, tile))
  if (tile === undefined || bytes === undefined)
    throw new Problem('not-found', 'The ledger has no such tile.')
  const full = tile.width === tileWidth ? never : 'public, max-age=3600'
  const headers = {
    'Content-Type': 'application/octet-stream',
    'Cache-Control': tile.level === 'entries' ? oneDay : full,
  }
  const packs = tile.level === 'entries' && /\bgzip\b/.test(c.req.header('Accept-Encoding') ?? '')
  return packs ? packed(bytes, headers) : c.body(new Uint8Array(bytes), 200, headers)
})

/** Hashes do not shrink; entries do, to a fifth. Workers are told that it is done already. */
function packed(bytes: Uint8Array, headers: Record<string, string>): Response {
  const body = new Blob([new Uint8Array(bytes)]).stream().pipeThrough(new CompressionStream('gzip'))
  const done = {
    encodeBody: 'manual',
    headers: { ...headers, 'Content-Encoding': 'gzip', Vary: 'Accept-Encoding' },
  }
  return new Response(body, done)
}

/** By the entry's index or its id. */
ledgerFiles.get('/proof/:at', async c => {
  const leaf = await getLeaf(c, c.req.param('at').replace(/\.tlog-proof$/, ''))
  const proof = await proveLeaf(c.var.deps.db, leaf, await getCheckpoint(c))
  c.header('Content-Disposition', `attachment; filename="entry-${leaf.index}.tlog-proof"`)
  return plain(c, formatProof(proof))
})

function plain(c: Context<AppEnv>, text: string, status: 200 | 201 = 200) {
  c.header('Cache-Control', soonStale)
  return c.body(text, status, { 'Content-Type': 'text/plain; charset=utf-8' })
}
