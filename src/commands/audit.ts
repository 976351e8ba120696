import { auditScores } from '../accuracy/audit.ts'
import type { Db } from '../db/client.ts'
import { readNodeEnv } from '../env.ts'
import { runCommand } from './run-command.ts'
import { withDatabase } from './with-database.ts'

/** What can be audited, each by its name; without one, all of it is. */
const audits: Record<string, (db: Db) => Promise<void>> = { scores }

async function scores(db: Db): Promise<void> {
  const audit = await auditScores(db)
  console.log(`Recomputed ${audit.scores} scores and ${audit.records} records from scratch.`)
  if (audit.difference !== undefined) throw new Error(audit.difference)
  console.log('Each is what is kept.')
}

const asked = process.argv.slice(2)
const unknown = asked.find(name => !Object.hasOwn(audits, name))
if (unknown === undefined) {
  await runCommand('vouch for what is kept', () =>
    withDatabase(readNodeEnv(process.env), async db => {
      for (const [name, audit] of Object.entries(audits)) {
        if (asked.length === 0 || asked.includes(name)) await audit(db)
      }
    }),
  )
} else {
  console.error(
    `There is no audit of “${unknown}”: name one of ${Object.keys(audits).join(', ')}, or none for all.`,
  )
  process.exitCode = 2
}
