import { randomBytes } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { sha256Hex } from '../ledger/hashes.ts'

/** A secret that is made once and read ever after. */
export async function keptSecret(dataDir: string, name: string): Promise<string> {
  const { text } = await keep(dataDir, name, () => randomBytes(32).toString('base64url'))
  return text
}

/** The owner's key: its hash is kept, and the key itself is there only when it has just been made. */
export async function keptOwnerKey(dataDir: string): Promise<{ hash: string; fresh: string | undefined }> {
  const key = `reckon_${randomBytes(24).toString('base64url')}`
  const { text, made } = await keep(dataDir, 'owner-key.sha256', () => sha256Hex(key))
  return { hash: text, fresh: made ? key : undefined }
}

async function keep(
  dataDir: string,
  name: string,
  make: () => string,
): Promise<{ text: string; made: boolean }> {
  const file = join(dataDir, name)
  await mkdir(dataDir, { recursive: true })
  const kept = await readFile(file, 'utf8').catch(() => '')
  if (kept.trim() !== '') return { text: kept.trim(), made: false }
  const text = make()
  await writeFile(file, `${text}\n`, { mode: 0o600 })
  return { text, made: true }
}
