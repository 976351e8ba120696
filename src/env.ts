import { z } from 'zod'
import { type Keyholder, ownerId } from './accounts/keyholder.ts'
import { sha256Hex } from './ledger/hashes.ts'

/** What the app itself needs to know, wherever it runs. */
export interface Settings {
  /** Where readers reach Reckon, without a slash at the end; undefined: wherever the request came to. */
  baseUrl: string | undefined
  /** Signs the session cookie. */
  authSecret: string
  /** Who may write: the owner, and those of API_KEYS. */
  keyholders: readonly Keyholder[]
  /** Signs checkpoints: a private key of a signed note, with the ledger's origin as its name. */
  ledgerKey: string
  /** The verifier keys of the witnesses whose cosignatures are taken. */
  witnessKeys: readonly string[]
}

const authSecret = z.string().min(32, 'AUTH_SECRET must have at least 32 characters')
const ownerKey = z
  .string()
  .regex(/^[\x21-\x7e]{8,}$/, 'OWNER_API_KEY must have at least 8 characters, ASCII without spaces')
const apiKeys = z
  .string()
  .transform(text => text.split(',').map(readKeyholder))
  .refine(
    holders => new Set(holders.flatMap(holder => [holder?.id, holder?.keyHash])).size === 2 * holders.length,
    'API_KEYS must be <id>:<contributor|moderator>:<key> of each person, separated by commas, with no id or key twice',
  )
  .transform(holders => holders.flatMap(holder => holder ?? []))
const baseUrl = z
  .url({ protocol: /^https?$/, error: 'BASE_URL must be an address like https://reckon.example.org' })
  .refine(url => /^https?:\/\/[^?#@]+$/.test(url), 'BASE_URL must have no query, fragment or user name')
  .transform(url => url.replace(/\/+$/, ''))

const ledgerKey = z
  .string()
  .regex(
    /^PRIVATE\+KEY\+[^\s+]+\+[0-9a-f]{8}\+A[A-Za-z0-9+/]{43}$/,
    'LEDGER_KEY must be PRIVATE+KEY+<origin>+<key id>+<key>: npm run reckon -- key <origin> makes one',
  )
const ledgerOrigin = z
  .string()
  .regex(/^[^\s+]+$/, 'LEDGER_ORIGIN must have no spaces and no plus signs, like reckon.example.org/ledger')
const witnessKeys = z
  .string()
  .regex(
    /^[^\s+,]+\+[0-9a-f]{8}\+B[A-Za-z0-9+/]{43}(,[^\s+,]+\+[0-9a-f]{8}\+B[A-Za-z0-9+/]{43})*$/,
    'WITNESS_KEYS must be verifier keys of witnesses, <name>+<key id>+<key>, separated by commas',
  )
  .transform(keys => keys.split(','))
const ledger = {
  LEDGER_ORIGIN: ledgerOrigin.optional(),
  WITNESS_KEYS: witnessKeys.optional(),
}

const NodeEnv = z.object({
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'DATABASE_URL must start with postgres://')
    .refine(url => URL.canParse(url), 'DATABASE_URL is not a valid address')
    .optional(),
  DATA_DIR: z.string().default('.data'),
  PORT: z
    .string()
    .regex(/^\d{1,5}$/, 'PORT must be a number from 0 to 65535')
    .default('8787')
    .transform(Number)
    .refine(port => port <= 65_535, 'PORT must be a number from 0 to 65535'),
  BASE_URL: baseUrl.optional(),
  AUTH_SECRET: authSecret.optional(),
  OWNER_API_KEY: ownerKey.optional(),
  API_KEYS: apiKeys.optional(),
  LEDGER_KEY: ledgerKey.optional(),
  ...ledger,
})
export type NodeEnv = z.infer<typeof NodeEnv>

const WorkerEnv = z.object({
  BASE_URL: baseUrl.optional(),
  AUTH_SECRET: z.string('AUTH_SECRET is missing: wrangler secret put AUTH_SECRET').pipe(authSecret),
  OWNER_API_KEY: z.string('OWNER_API_KEY is missing: wrangler secret put OWNER_API_KEY').pipe(ownerKey),
  API_KEYS: apiKeys.optional(),
  LEDGER_KEY: z.string('LEDGER_KEY is missing: wrangler secret put LEDGER_KEY').pipe(ledgerKey),
  ...ledger,
})

/** Reads the settings of the Node entry. Throws an Error that names the setting. An empty one counts as absent. */
export function readNodeEnv(env: Record<string, string | undefined>): NodeEnv {
  return parse(NodeEnv, env)
}

/** Reads the settings of the Cloudflare entry, where every secret must be given. */
export function readWorkerEnv(env: object): Settings {
  const { BASE_URL, AUTH_SECRET, OWNER_API_KEY, API_KEYS, LEDGER_KEY, LEDGER_ORIGIN, WITNESS_KEYS } = parse(
    WorkerEnv,
    env,
  )
  const keyholders = withOwner(sha256Hex(OWNER_API_KEY), API_KEYS)
  assertOrigin(LEDGER_KEY, LEDGER_ORIGIN)
  return {
    baseUrl: BASE_URL,
    authSecret: AUTH_SECRET,
    keyholders,
    ledgerKey: LEDGER_KEY,
    witnessKeys: WITNESS_KEYS ?? [],
  }
}

/** The name in the key is the ledger's origin, for good; a setting that says otherwise is a mix-up. */
export function assertOrigin(ledgerKey: string, origin: string | undefined): void {
  const [, , name] = ledgerKey.split('+')
  if (origin !== undefined && origin !== name)
    throw new Error(`LEDGER_ORIGIN is ${origin}, but the ledger key is that of ${name}`)
}

export function withOwner(ownerKeyHash: string, others: Keyholder[] = []): Keyholder[] {
  return [{ id: ownerId, role: 'owner', keyHash: ownerKeyHash }, ...others]
}

/** "ann:contributor:key-of-ann"; undefined for what is none. */
function readKeyholder(text: string): Keyholder | undefined {
  const [, id, role, key] = /^([a-z][a-z0-9-]{0,39}):([a-z]+):([\x21-\x7e]{8,})$/.exec(text) ?? []
  if (id === undefined || key === undefined || id === ownerId || id === 'seed') return undefined
  if (role !== 'contributor' && role !== 'moderator') return undefined
  return { id, role, keyHash: sha256Hex(key) }
}

function parse<T>(shape: z.ZodType<T>, env: object): T {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''))
  const result = shape.safeParse(given)
  if (result.success) return result.data
  throw new Error(result.error.issues.map(issue => issue.message).join('; '))
}
