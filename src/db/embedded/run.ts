import { spawn } from 'node:child_process'
import { once } from 'node:events'
import * as fs from 'node:fs/promises'
import { join } from 'node:path'
import type { Account } from './unprivileged.ts'

/** What the programs of Postgres are run with. */
export interface Tools {
  bin: string
  log: string
  account: Account | undefined
}

/**
 * Undefined, or what a failed program said. The environment is not passed on, as it may hold our secrets. The log
 * is passed as an open file: the account may be unable to reach it by its path.
 */
export async function run(tools: Tools, program: string, args: string[]): Promise<string | undefined> {
  const log = await fs.open(tools.log, 'a+', 0o600)
  try {
    const { size } = await log.stat()
    const child = spawn(join(tools.bin, program), args, {
      ...tools.account,
      cwd: '/',
      env: { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' },
      stdio: ['ignore', log.fd, log.fd],
    })
    const [code] = await once(child, 'exit')
    return code === 0 ? undefined : (await fs.readFile(tools.log)).subarray(size).toString()
  } finally {
    await log.close()
  }
}

/** The one line to show of what a failed program said. */
export function complaint(said = ''): string {
  const empty = /^(pg_ctl: could not start server|Examine the log.*|)$/
  const lines = said.split('\n').filter(line => !empty.test(line))
  return lines.findLast(line => /FATAL|PANIC|error:/.test(line)) ?? lines.at(-1) ?? 'it did not say why'
}
