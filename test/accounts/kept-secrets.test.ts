import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'

import { findLedgerKey, keptLedgerKey, keptSecret } from '../../src/accounts/kept-secrets.ts'

let dataDir = ''
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'reckon-secrets-'))
})
afterEach(() => rm(dataDir, { recursive: true, force: true }))

describe('a kept secret', () => {
  test('is made once and read ever after', async () => {
    const secret = await keptSecret(dataDir, 'auth-secret')
    expect(await keptSecret(dataDir, 'auth-secret')).toBe(secret)
    expect(secret.length).toBeGreaterThanOrEqual(32)
  })

  test('is another under another name and in another folder', async () => {
    const secrets = [
      await keptSecret(dataDir, 'one'),
      await keptSecret(dataDir, 'two'),
      await keptSecret(join(dataDir, 'elsewhere'), 'one'),
    ]
    expect(new Set(secrets).size).toBe(3)
  })

  test('is in a file that only its owner can read', async () => {
    await keptSecret(dataDir, 'auth-secret')
    expect((await stat(join(dataDir, 'auth-secret'))).mode & 0o777).toBe(0o600)
  })

  test('is in a folder that is made when it is not there', async () => {
    const folder = join(dataDir, 'a', 'b')
    const secret = await keptSecret(folder, 'auth-secret')
    expect((await readFile(join(folder, 'auth-secret'), 'utf8')).trim()).toBe(secret)
  })

  test('may be written by hand, with or without a line end', async () => {
    await writeFile(join(dataDir, 'auth-secret'), 'chosen by hand\r\n')
    expect(await keptSecret(dataDir, 'auth-secret')).toBe('chosen by hand')
  })

  test('is made anew when the file is blank', async () => {
    await writeFile(join(dataDir, 'auth-secret'), '\n')
    const secret = await keptSecret(dataDir, 'auth-secret')
    expect(secret).not.toBe('')
    expect(await keptSecret(dataDir, 'auth-secret')).toBe(secret)
  })

  test('is one secret for all who ask for it at once the first time', async () => {
    const secrets = await Promise.all(Array.from({ length: 8 }, () => keptSecret(dataDir, 'auth-secret')))
    expect(new Set(secrets).size).toBe(1)
  })

  test('that cannot be kept is not given out', async () => {
    await mkdir(join(dataDir, 'auth-secret'))
    await expect(keptSecret(dataDir, 'auth-secret')).rejects.toThrow()
  })
})

describe('the kept key of the ledger', () => {
  test('is made once, under the origin it was made for, and found ever after', async () => {
    expect(await findLedgerKey(dataDir)).toBeUndefined()
    const key = await keptLedgerKey(dataDir, 'example.org/ledger')
    expect(key).toMatch(/^PRIVATE\+KEY\+example\.org\/ledger\+/)
    expect(await keptLedgerKey(dataDir, 'example.org/other')).toBe(key)
    expect(await findLedgerKey(dataDir)).toBe(key)
    expect((await stat(join(dataDir, 'ledger-key'))).mode & 0o777).toBe(0o600)
  })
})
