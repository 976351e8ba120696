import { randomBytes, randomUUID } from 'node:crypto'
import { link, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { makeKey } from '../ledger/note.ts'

/** A secret that is made once and read ever after. */
export async function keptSecret(dataDir: string, name: string): Promise<string> {
  return keep(dataDir, name, () => randomBytes(32).toString('base64url'))
}

/** The private key that signs the ledger's checkpoints. The origin it was made for is its name ever after. */
export async function keptLedgerKey(dataDir: string, origin: string): Promise<string> {
  const fresh = await makeKey(origin, new Uint8Array(randomBytes(32)))
  return keep(dataDir, ledgerKeyFile, () => fresh)
}

/** The same where it is there already. */
export async function findLedgerKey(dataDir: string): Promise<string | undefined> {
  return (await read(join(dataDir, ledgerKeyFile))) || undefined
}

const ledgerKeyFile = 'ledger-key'

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
