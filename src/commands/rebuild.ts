import { readNodeEnv } from '../env.ts'
import { rebuild } from '../rebuild.ts'
import { runCommand } from './run-command.ts'
import { withDatabase } from './with-database.ts'

runCommand('rebuild', () =>
  withDatabase(readNodeEnv(process.env), async db => {
    console.log(`Replayed ${await rebuild(db)} entries.`)
  }),
)
