import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Db, openDb } from '../src/db/client.ts'
import { startEmbedded } from '../src/db/embedded/start.ts'
import { migrate } from '../src/db/migrate.ts'
import { makeKey, openSigner, type Signer } from '../src/ledger/note.ts'

/** Works on an empty ledger of its own, in an embedded Postgres in a temporary folder, and removes both. */
export async function withLedger(
  connections: number,
  work: (db: Db, signer: Signer) => Promise<void>,
): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'reckon-bench-'))
  await chmod(folder, 0o711)
  const server = await startEmbedded(folder)
  try {
    await migrate(server.url)
    const { db, close } = openDb(server.url, connections)
    await work(db, await openSigner(await makeKey('bench.test/ledger', new Uint8Array(32).fill(1))))
    await close()
  } finally {
    await server.stop()
    await rm(folder, { recursive: true, force: true })
  }
}

let count = 0

/** A prediction of a claim, pundit, source and quote of its own. */
export function aPrediction() {
  const name = `${process.pid}-${count++}`
  return {
    claim: {
      statement: `Thing ${name} happens`,
      topics: ['things'],
      dueBy: '2030-06-30',
      dueBasis: 'stated' as const,
    },
    pundit: { name: `Pundit ${name}`, kind: 'person' as const },
    source: { url: `https://example.org/${name}`, title: `Piece ${name}`, publishedOn: '2026-01-02' },
    quote: { exact: `the words of ${name}, as they were said, about as long as such words are` },
    saidOn: '2026-01-02',
    stance: 'asserts' as const,
    probability: 0.7,
  }
}

/** The middle one of figures. */
export function median(figures: number[]): number {
  return figures.toSorted((a, b) => a - b)[figures.length >> 1] ?? Number.NaN
}
