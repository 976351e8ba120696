import { randomBytes, randomUUID } from 'node:crypto'
import { link, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { sha256Hex } from '../ledger/hashes.ts'
import { makeKey } from '../ledger/note.ts'

/** A secret that is made once and read ever after. */
export async function keptSecret(dataDir: string, name: string): Promise<string> {
  const { text } = await keep(dataDir, name, () => randomBytes(32).toString('base64url'))
  return text
}

const hashFile = 'owner-key.sha256'

/** The owner's key: its hash is kept, and the key itself is there only when it has just been made. */
export async function keptOwnerKey(dataDir: string): Promise<{ hash: string; fresh: string | undefined }> {
  const key = `reckon_${randomBytes(24).toString('base64url')}`
  const { text, made } = await keep(dataDir, hashFile, () => sha256Hex(key))
  if (!/^[0-9a-f]{64}$/.test(text))
    throw new Error(`${join(dataDir, hashFile)} holds no hash: delete it to get a new key`)
  return { hash: text, fresh: made ? key : undefined }
}

/** The private key that signs the ledger's checkpoints. The origin it was made for is its name ever after. */
export async function keptLedgerKey(dataDir: string, origin: string): Promise<string> {
  const fresh = await makeKey(origin, new Uint8Array(randomBytes(32)))
  const { text } = await keep(dataDir, ledgerKeyFile, () => fresh)
  return text
}

/** The same where it is there already. */
export async function findLedgerKey(dataDir: string): Promise<string | undefined> {
  return (await read(join(dataDir, ledgerKeyFile))) || undefined
}

const ledgerKeyFile = 'ledger-key'

/** Of two processes that make one at once, both get the one that was written first. */
async function keep(
  dataDir: string,
  name: string,
  make: () => string,
): Promise<{ text: string; made: boolean }> {
  const file = join(dataDir, name)
  await mkdir(dataDir, { recursive: true })
  const kept = await read(file)
  if (kept !== '') return { text: kept, made: false }
  const text = make()
  const whole = `${file}.${randomUUID()}`
  await writeFile(whole, `${text}\n`, { mode: 0o600 })
  try {
    await link(whole, file)
    return { text, made: true }
  } catch {
    const first = await read(file)
    if (first !== '') return { text: first, made: false }
    await rename(whole, file)
    return { text, made: true }
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
