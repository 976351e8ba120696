import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { type ParseArgsOptionsConfig, parseArgs } from 'node:util'
import { decodeBase64 } from '../ledger/base64.ts'
import { openWitness } from '../ledger/cosignature.ts'
import { leafHash } from '../ledger/hashes.ts'
import { makeKey, openSigner, openVerifier } from '../ledger/note.ts'
import { parseProof, verifyProof } from '../ledger/proof.ts'
import { mirror } from './mirror.ts'
import { oneLine } from './run-command.ts'

const usage = `reckon verify FILE --key VKEY [--witness VKEY]… [--entry FILE | --leaf-hash BASE64]
    Checks a proof file offline: exit 0 when it holds, 1 when not.
reckon mirror URL DIR [--key VKEY]
    Copies a ledger's tiles and entries to a folder, and checks all of it. Run again, it goes on from there.
reckon key ORIGIN
    Makes a private key for LEDGER_KEY.`

const commands: Record<string, () => Promise<string>> = { verify, mirror: copy, key }

/** Told wrongly what to do: the usage says how. */
class Misuse extends Error {}

async function verify(): Promise<string> {
  const { positionals, values } = read({
    key: { type: 'string' },
    witness: { type: 'string', multiple: true },
    entry: { type: 'string' },
    'leaf-hash': { type: 'string' },
  })
  const [file] = positionals
  const { key: vkey, witness, entry, 'leaf-hash': hash } = values
  if (file === undefined || positionals.length > 1 || typeof vkey !== 'string') throw new Misuse()
  const text = await readFile(file, 'utf8')
  const proven = await verifyProof(text, await openVerifier(vkey), {
    leaf: await leafOf(entry, hash),
    witnesses: await Promise.all([witness ?? []].flat().map(one => openWitness(String(one)))),
  })
  const { extra } = parseProof(text)
  return [
    `It holds: entry ${proven.index} is in the ledger ${proven.origin}, under its checkpoint of ${proven.size} entries.`,
    ...(proven.witnesses.length > 0 ? [`Cosigned by ${proven.witnesses.join(', ')}.`] : []),
    ...(extra === undefined || entry !== undefined || hash !== undefined
      ? []
      : ['The entry:', new TextDecoder().decode(extra)]),
  ].join('\n')
}

async function leafOf(entry: unknown, hash: unknown): Promise<Uint8Array | undefined> {
  if (typeof entry === 'string') return leafHash(await readFile(entry))
  return typeof hash === 'string' ? decodeBase64(hash) : undefined
}

async function copy(): Promise<string> {
  const { positionals, values } = read({ key: { type: 'string' } })
  const [url, folder] = positionals
  if (url === undefined || folder === undefined || positionals.length > 2 || !URL.canParse(url))
    throw new Misuse()
  const copied = await mirror(url, folder, typeof values.key === 'string' ? values.key : undefined)
  const redacted =
    copied.redacted.length > 0 ? ` Redacted, with a reason on record: ${copied.redacted.join(', ')}.` : ''
  return `${copied.size} entries of ${copied.origin} are in ${folder}, ${copied.fresh} of them new; all of it was checked.${redacted}`
}

async function key(): Promise<string> {
  const { positionals } = read({})
  const [origin] = positionals
  if (origin === undefined || positionals.length > 1) throw new Misuse()
  const made = await makeKey(origin, new Uint8Array(randomBytes(32)))
  return `LEDGER_KEY=${made}\nThe verifier key, for everybody: ${(await openSigner(made)).verifier.vkey}`
}

function read<const Options extends ParseArgsOptionsConfig>(options: Options) {
  try {
    return parseArgs({ args: process.argv.slice(3), options, allowPositionals: true })
  } catch (cause) {
    throw new Misuse(undefined, { cause })
  }
}

const [, , name = ''] = process.argv
try {
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined
  if (command === undefined) throw new Misuse()
  console.log(await command())
} catch (error) {
  if (error instanceof Misuse) console.error(usage)
  else console.error(`Reckon cannot ${name === 'verify' ? 'confirm it' : name}: ${oneLine(error)}`)
  process.exitCode = error instanceof Misuse ? 2 : 1
}
