import { existsSync, readFileSync } from 'node:fs'

/** A zombie that its parent has not yet reaped has ended. */
export function isAlive(pid: number): boolean {
  if (existsSync('/proc/self/stat')) {
    const stat = existsSync(`/proc/${pid}/stat`) ? readFileSync(`/proc/${pid}/stat`, 'utf8') : ''
    return /\) [^ZX]/.test(stat)
  }
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}
