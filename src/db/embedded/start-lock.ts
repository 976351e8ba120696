import { createHash } from 'node:crypto'
import * as fs from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { absent, hasCode } from './files.ts'
import { commandLine } from './postmaster.ts'

const patience = 60_000
let queue: Promise<unknown> = Promise.resolve()

/** One at a time: the callers in this process queue, those in other processes wait for the lock of the folder. */
export function whileLocked<Result>(folder: string, act: () => Promise<Result>): Promise<Result> {
  const result = queue.then(async () => {
    const file = join(folder, 'postgres.lock')
    await lock(file)
    try {
      return await act()
    } finally {
      await fs.rm(file, { force: true })
    }
  })
  queue = result.catch(() => undefined)
  return result
}

/** A symlink, because it is made with its content in one step. Our own id in it was left by a dead namesake. */
async function lock(file: string): Promise<void> {
  const deadline = Date.now() + patience
  const mine = await token(process.pid)
  while (!(await symlinked(mine, file))) {
    const holder = await fs.readlink(file).catch(absent)
    const pid = Number(holder?.split('-')[0])
    if (holder && (pid === process.pid || holder !== (await token(pid)))) await breakLock(file, holder)
    else if (Date.now() > deadline) throw new Error(`Process ${pid} is still starting Postgres: see ${file}`)
    else await pause(50)
  }
}

/** The command line is in it because a restarted container deals out the same process ids again. */
async function token(pid: number): Promise<string> {
  const hash = createHash('sha256').update(await commandLine(pid))
  return `${pid}-${hash.digest('hex')}`
}

/** Moved before it is removed: of two who saw a dead holder, the later one must not remove the earlier one's lock. */
async function breakLock(file: string, dead: string): Promise<void> {
  const moved = `${file}.${process.pid}`
  await fs.rename(file, moved).catch(absent)
  const holder = await fs.readlink(moved).catch(absent)
  if (holder && holder !== dead) await symlinked(holder, file)
  await fs.rm(moved, { force: true })
}

/** False if something is there already. */
async function symlinked(content: string, path: string): Promise<boolean> {
  try {
    await fs.symlink(content, path)
    return true
  } catch (error) {
    if (hasCode(error, 'EEXIST')) return false
    throw error
  }
}
