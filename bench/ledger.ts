/**
 * What the ledger costs as it grows: appending, sequencing, proving and auditing.
 *
 *   npm run bench -- bench/ledger.ts [sizes]        1000,10000,100000
 */
import { loadavg } from 'node:os'
import { auditProjections } from '../src/audit-projections.ts'
import type { Db } from '../src/db/client.ts'
import { realDeps } from '../src/deps.ts'
import { auditLedger } from '../src/ledger/audit.ts'
import { consistencyProof } from '../src/ledger/merkle.ts'
import type { Signer } from '../src/ledger/note.ts'
import { findCheckpoint, findLeaf, proveLeaf } from '../src/ledger/read.ts'
import { sequence } from '../src/ledger/sequencer.ts'
import { hashReader } from '../src/ledger/tree.ts'
import { importPredictions } from '../src/predictions/import.ts'
import { logPrediction } from '../src/predictions/log.ts'
import { seeded } from '../src/scoring/random.ts'
import { aPrediction, median, withLedger } from './with-ledger.ts'

const sizes = (process.argv[2] ?? '1000,10000,100000').split(',').map(Number)
const random = seeded(1)

await withLedger(4, async (db, signer) => {
  console.log(
    'entries   append  sequence   at size      proof  hashes  consistency   audit: ledger  projections',
  )
  console.log(
    '              ms  µs/entry  µs/entry*        ms                    ms               s            s',
  )
  for (const size of sizes) await report(db, signer, size)
  console.log(
    `* 100 entries at that size, in one batch; the median of 5. Load ${loadavg()
      .map(load => load.toFixed(1))
      .join(' ')}`,
  )
})

async function report(db: Db, signer: Signer, size: number): Promise<void> {
  const filled = await fill(db, signer, size)
  const deps = { ...realDeps(db), actor: 'bench', role: 'contributor' as const }
  const appends: number[] = []
  const batches: number[] = []
  for (let round = 0; round < 5; round++) {
    appends.push(await times(25, () => logPrediction(deps, aPrediction())))
    batches.push(await timed(() => sequence(db, signer)))
  }
  const [append, batch] = [median(appends), median(batches)]
  const checkpoint = await findCheckpoint(db)
  if (checkpoint === undefined) throw new Error('It was sequenced.')
  const hashes: number[] = []
  const proof = await times(300, async () => {
    const leaf = await findLeaf(db, random.below(checkpoint.size))
    if (leaf !== undefined) hashes.push((await proveLeaf(db, leaf, checkpoint)).hashes.length)
  })
  const consistency = await times(100, () =>
    consistencyProof(1 + random.below(checkpoint.size), checkpoint.size, hashReader(db)),
  )
  const ledger = await timed(async () => {
    const { difference } = await auditLedger(db, { log: signer.verifier, witnesses: [] })
    if (difference !== undefined) throw new Error(difference)
  })
  const projections = await timed(async () => {
    const { difference } = await auditProjections(db)
    if (difference !== undefined) throw new Error(difference)
  })
  const row = [
    [String(checkpoint.size), 7],
    [append.toFixed(1), 9],
    [filled.toFixed(0), 10],
    [((batch * 1000) / 100).toFixed(0), 11],
    [proof.toFixed(2), 10],
    [median(hashes).toFixed(0), 8],
    [consistency.toFixed(2), 13],
    [(ledger / 1000).toFixed(2), 16],
    [(projections / 1000).toFixed(2), 13],
  ] as const
  console.log(row.map(([text, width]) => text.padStart(width)).join(''))
}

/** Imports predictions until there are so many entries, and sequences them. Returns the microseconds per entry of that. */
async function fill(db: Db, signer: Signer, size: number): Promise<number> {
  const deps = { ...realDeps(db), actor: 'bench', role: 'contributor' as const }
  const had = (await findCheckpoint(db))?.size ?? 0
  for (let entries = had; entries < size; ) {
    const lines = Math.min(1000, Math.ceil((size - entries) / 4))
    await importPredictions(
      deps,
      Array.from({ length: lines }, (_, line) => ({ line: line + 1, value: aPrediction() })),
    )
    entries += lines * 4
  }
  // As autovacuum does within a minute.
  await db.execute('vacuum analyze')
  let count = 0
  const spent = await timed(async () => {
    count = await sequence(db, signer)
  })
  await db.execute('vacuum analyze')
  return (spent * 1000) / count
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now()
  await work()
  return performance.now() - start
}

/** The median of many, in milliseconds. */
async function times(many: number, work: () => Promise<unknown>): Promise<number> {
  const spent: number[] = []
  for (let at = 0; at < many; at++) spent.push(await timed(work))
  return median(spent)
}
