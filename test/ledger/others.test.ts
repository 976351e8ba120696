import { execFileSync } from 'node:child_process'
import { createPublicKey } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { sequence } from '../../src/ledger/sequencer.ts'
import { logPrediction } from '../../src/predictions/log.ts'
import { aPrediction, testWorld } from '../world.ts'
import { signer } from './keys.ts'

const { app, db, deps, get } = testWorld()

/** The parts of @sigstore/verify that check a transparency log, as it does not export them. */
const require = createRequire(import.meta.url)
const internals = join(dirname(require.resolve('@sigstore/verify')), 'tlog')
const { verifyCheckpoint } = require(join(internals, 'checkpoint.js'))
const { verifyMerkleInclusion } = require(join(internals, 'merkle.js'))

/** DER of an Ed25519 public key (RFC 8410). */
function derOf(vkey: string): Buffer {
  const [, , base64 = ''] = vkey.split(/\+(.{8})\+/)
  return Buffer.concat([
    Buffer.from('302a300506032b6570032100', 'hex'),
    Buffer.from(base64, 'base64').subarray(1),
  ])
}

const hasOpenssl = (() => {
  try {
    return /^OpenSSL 3/.test(execFileSync('openssl', ['version'], { encoding: 'utf8' }))
  } catch {
    return false
  }
})()

beforeAll(async () => {
  for (let size = 0; size < 7; size++) {
    await logPrediction(deps, aPrediction())
    await sequence(db, signer)
  }
})

describe('@sigstore/verify', () => {
  const key = Buffer.from(signer.verifier.keyId, 'hex')
  const logs = [
    {
      logID: key,
      baseURL: signer.verifier.name,
      publicKey: createPublicKey({ key: derOf(signer.verifier.vkey), format: 'der', type: 'spki' }),
    },
  ]

  test('agrees on every checkpoint and every inclusion proof', async () => {
    const { items: checkpoints } = (await get('/checkpoints')).body
    expect(checkpoints).toHaveLength(7)
    for (const { size } of checkpoints) {
      for (let index = 0; index < size; index++) {
        const { body: entry } = await get(`/entries/${index}`)
        const { body: proof } = await get(`/entries/${index}/proof?treeSize=${size}`)
        const bundle = {
          canonicalizedBody: Buffer.from(entry.bytes),
          inclusionProof: {
            logIndex: String(index),
            treeSize: String(size),
            hashes: proof.proof.map((hash: string) => Buffer.from(hash, 'base64')),
            checkpoint: { envelope: proof.checkpoint },
          },
        }
        const checkpoint = verifyCheckpoint(bundle, logs)
        verifyMerkleInclusion(bundle, checkpoint)
        const other = { ...bundle, canonicalizedBody: Buffer.from(`${entry.bytes} `) }
        expect(() => verifyMerkleInclusion(other, checkpoint)).toThrow('does not match')
      }
    }
  })

  test('agrees that a checkpoint with another size is not signed', async () => {
    const note = await (await app.request('/ledger/checkpoint')).text()
    const forged = note.replace(/\n\d+\n/, '\n99\n')
    expect(() => verifyCheckpoint({ inclusionProof: { checkpoint: { envelope: forged } } }, logs)).toThrow(
      'invalid checkpoint signature',
    )
  })
})

test.skipIf(!hasOpenssl)('openssl agrees on the signature of a checkpoint', async () => {
  const note = await (await app.request('/ledger/checkpoint')).text()
  const vkey = (await (await app.request('/ledger/key')).text()).trim()
  const text = note.slice(0, note.indexOf('\n\n') + 1)
  const signature = Buffer.from(note.trim().split(' ').at(-1) ?? '', 'base64').subarray(4)
  const folder = await mkdtemp(join(tmpdir(), 'reckon-openssl-'))
  const verify = async (signed: string) => {
    const files = { key: derOf(vkey), text: signed, signature }
    for (const [name, bytes] of Object.entries(files)) await writeFile(join(folder, name), bytes)
    const key = ['-pubin', '-inkey', join(folder, 'key'), '-keyform', 'DER']
    const args = ['pkeyutl', '-verify', ...key, '-rawin', '-in', join(folder, 'text')]
    return execFileSync('openssl', [...args, '-sigfile', join(folder, 'signature')], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    })
  }
  expect(await verify(text)).toContain('Signature Verified Successfully')
  await expect(verify(text.replace('reckon', 'wrecks'))).rejects.toThrow()
  await rm(folder, { recursive: true })
})
