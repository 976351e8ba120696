import { cosignedMessage, formatCosignature } from '../../src/ledger/cosignature.ts'
import {
  formatSignature,
  importSeed,
  makeKey,
  openSigner,
  parseVkey,
  signatureTypes,
  vkeyOf,
} from '../../src/ledger/note.ts'

/** The key of the ledgers of the tests. */
export const ledgerKey = await makeKey('reckon.test/ledger', new Uint8Array(32).fill(42))
export const signer = await openSigner(ledgerKey)

/** A witness whom the ledgers of the tests know. */
export const witness = await openTestWitness('witness.test/w1', 43)

export async function openTestWitness(name: string, fill: number) {
  const { key, publicKey } = await importSeed(new Uint8Array(32).fill(fill))
  const vkey = vkeyOf(name, signatureTypes.cosignature, publicKey)
  const { keyId } = parseVkey(vkey, signatureTypes.cosignature)
  return {
    name,
    vkey,
    /** The line that the witness answers with, to be told of a checkpoint. */
    async cosign(checkpoint: string, timestamp = 1_795_000_000): Promise<string> {
      const text = checkpoint.slice(0, checkpoint.lastIndexOf('\n\n') + 1)
      const message = new TextEncoder().encode(cosignedMessage(text, timestamp))
      const signed = new Uint8Array(await crypto.subtle.sign('Ed25519', key, message))
      return formatSignature({ name, keyId, signature: formatCosignature({ timestamp, signature: signed }) })
    },
  }
}
