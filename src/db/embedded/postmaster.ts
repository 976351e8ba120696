import { execFile } from 'node:child_process'
import * as fs from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { promisify } from 'node:util'
import { absent } from './files.ts'

export interface Server {
  pid: number
  port: number
}

/** How long, in milliseconds, a server may take to start, to answer or to stop. */
export const patience = 60_000

/** What the running server, or one that died, wrote about itself into its cluster. */
export async function readPidFile(directory: string): Promise<(Server & { ready: boolean }) | undefined> {
  const lines = (await fs.readFile(pidFile(directory), 'utf8').catch(absent))?.split('\n')
  return lines && { pid: Number(lines[0]), port: Number(lines[3]), ready: lines[7]?.trim() === 'ready' }
}

export async function clearPidFile(directory: string): Promise<void> {
  await fs.rm(pidFile(directory), { force: true })
}

function pidFile(directory: string): string {
  return join(directory, 'postmaster.pid')
}

/** SIGINT is the fast shutdown, as sent by pg_ctl; sent here because it needs no data folder that is still there. */
export async function stopServer(directory: string, pid: number): Promise<void> {
  const deadline = Date.now() + patience
  if (await isServing(pid, directory)) process.kill(pid, 'SIGINT')
  while (await isServing(pid, directory)) {
    if (Date.now() > deadline) throw new Error(`Postgres (process ${pid}) in ${directory} does not stop`)
    await pause(20)
  }
}

/** Told by the command line and not by the id alone: ids are reused, also for the Postgres of another data folder. */
export async function isServing(pid: number, directory: string): Promise<boolean> {
  return (await commandLine(pid)).includes(`postgres -D ${directory} `)
}

/** Empty when there is no such process or only its unreaped entry is left. */
export async function commandLine(pid: number): Promise<string> {
  try {
    if (process.platform === 'linux') {
      return (await fs.readFile(`/proc/${pid}/cmdline`, 'utf8')).replaceAll('\0', ' ')
    }
    return (await promisify(execFile)('ps', ['-ww', '-o', 'command=', '-p', String(pid)])).stdout
  } catch {
    return ''
  }
}
