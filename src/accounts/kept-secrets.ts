import { randomBytes, randomUUID } from 'node:crypto'
import { link, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/** A secret that is made once and read ever after. */
export async function keptSecret(dataDir: string, name: string): Promise<string> {
  return keep(dataDir, name, () => randomBytes(32).toString('base64url'))
}

/** Of two processes that make one at once, both get the one that was written first. */
async function keep(dataDir: string, name: string, make: () => string): Promise<string> {
  const file = join(dataDir, name)
  await mkdir(dataDir, { recursive: true })
  const kept = await read(file)
  if (kept !== '') return kept
  const text = make()
  const whole = `${file}.${randomUUID()}`
  await writeFile(whole, `${text}\n`, { mode: 0o600 })
  try {
    await link(whole, file)
    return text
  } catch {
    const first = await read(file)
    if (first !== '') return first
    await rename(whole, file)
    return text
  } finally {
    await rm(whole, { force: true })
  }
}

async function read(file: string): Promise<string> {
  try {
    return (await readFile(file, 'utf8')).trim()
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return ''
    throw error
  }
}
