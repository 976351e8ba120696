import * as fs from 'node:fs/promises'

export async function exists(path: string): Promise<boolean> {
  return (await fs.stat(path).catch(absent)) !== undefined
}

/** With retries, since what an orphaned process still writes there makes a folder not empty again. */
export async function remove(path: string): Promise<void> {
  await fs.rm(path, { recursive: true, force: true, maxRetries: 5 })
}

/** For a catch: undefined if there is no such file, and any other error as it was. */
export function absent(error: unknown): undefined {
  if (!hasCode(error, 'ENOENT')) throw error
}

export function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code
}
