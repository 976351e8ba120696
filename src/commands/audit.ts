import { findLedgerKey } from '../accounts/kept-secrets.ts'
import { auditScores } from '../accuracy/audit.ts'
import { auditProjections } from '../audit-projections.ts'
import type { Db } from '../db/client.ts'
import { type NodeEnv, readNodeEnv } from '../env.ts'
import { findKeptCheckpoint } from '../kept-checkpoint.ts'
import { auditLedger } from '../ledger/audit.ts'
import { openWitness } from '../ledger/cosignature.ts'
import { openSigner } from '../ledger/note.ts'
import { findCheckpoint } from '../ledger/read.ts'
import { runCommand } from './run-command.ts'
import { withDatabase } from './with-database.ts'

/** What can be audited, each by its name; without one, all of it is. */
const audits: Record<string, (db: Db, env: NodeEnv) => Promise<void>> = { ledger, projections, scores }

async function ledger(db: Db, env: NodeEnv): Promise<void> {
  const key = env.LEDGER_KEY ?? (await findLedgerKey(env.DATA_DIR))
  if (key === undefined) {
    if ((await findCheckpoint(db)) === undefined) return console.log('The ledger has no checkpoint yet.')
    throw new Error('the ledger has checkpoints, and no LEDGER_KEY says who signed them')
  }
  const audit = await auditLedger(db, {
    log: (await openSigner(key)).verifier,
    witnesses: await Promise.all((env.WITNESS_KEYS ?? []).map(openWitness)),
    kept: await findKeptCheckpoint(env.DATA_DIR),
  })
  if (audit.difference !== undefined) throw new Error(audit.difference)
  console.log(
    `Recomputed ${many(audit.sequenced, 'leaf', 'leaves')}, their tree, ${many(audit.checkpoints, 'checkpoint')} and ${many(audit.cosignatures, 'cosignature')}.`,
  )
  if (audit.redacted.length > 0)
    console.log(
      `Of ${many(audit.redacted.length, 'entry', 'entries')} the bytes were removed, for reasons on record; their hashes stand for them: ${audit.redacted.join(', ')}.`,
    )
  if (audit.waiting > 0) console.log(`Not yet in the tree: ${many(audit.waiting, 'entry', 'entries')}.`)
}

function many(count: number, one: string, more = `${one}s`): string {
  return `${count} ${count === 1 ? one : more}`
}

async function projections(db: Db): Promise<void> {
  const audit = await auditProjections(db)
  if (audit.difference !== undefined) throw new Error(audit.difference)
  console.log(`Replayed ${audit.entries} entries into ${audit.rows} rows.`)
}

async function scores(db: Db): Promise<void> {
  const audit = await auditScores(db)
  console.log(`Recomputed ${audit.scores} scores and ${audit.records} records from scratch.`)
  if (audit.difference !== undefined) throw new Error(audit.difference)
  console.log('Each is what is kept.')
}

const asked = process.argv.slice(2)
const unknown = asked.find(name => !Object.hasOwn(audits, name))
if (unknown === undefined) {
  await runCommand('vouch for what is kept', async () => {
    const env = readNodeEnv(process.env)
    await withDatabase(env, async db => {
      for (const [name, audit] of Object.entries(audits)) {
        if (asked.length === 0 || asked.includes(name)) await audit(db, env)
      }
    })
  })
} else {
  console.error(
    `There is no audit of “${unknown}”: name one of ${Object.keys(audits).join(', ')}, or none for all.`,
  )
  process.exitCode = 2
}
