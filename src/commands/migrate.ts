import { realDeps } from '../deps.ts'
import { readNodeEnv } from '../env.ts'
import { seed } from '../seed.ts'
import { runCommand } from './run-command.ts'
import { withDatabase } from './with-database.ts'

runCommand('migrate', () =>
  withDatabase(readNodeEnv(process.env), async db => {
    console.log(
      `The database is at this version's schema; ${await seed(realDeps(db))} seed predictions were logged.`,
    )
  }),
)
