import { z } from 'zod'
import type { AuthSettings } from './accounts/auth.ts'
import type { OwnerSettings } from './accounts/owner.ts'
import { passwordLength } from './accounts/password-length.ts'

/** What the app itself needs to know, wherever it runs. `authSecret` signs the session cookie. */
export interface Settings extends AuthSettings {
  /** Where readers reach Reckon, without a slash at the end; undefined: wherever the request came to. */
  baseUrl: string | undefined
  /** Signs checkpoints: a private key of a signed note, with the ledger's origin as its name. */
  ledgerKey: string
  /** The verifier keys of the witnesses whose cosignatures are taken. */
  witnessKeys: readonly string[]
  /** What every page says at its head: that all of it is made up, say. */
  notice?: string | undefined
}

const authSecret = z.string().min(32, 'AUTH_SECRET must have at least 32 characters')
const ownerKey = z
  .string()
  .regex(/^[\x21-\x7e]{8,}$/, 'OWNER_API_KEY must have at least 8 characters, ASCII without spaces')
const ownerPassword = z
  .string()
  .min(passwordLength.min, `OWNER_PASSWORD must have at least ${passwordLength.min} characters`)
  .max(passwordLength.max, `OWNER_PASSWORD must have at most ${passwordLength.max} characters`)
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
/** What is the same wherever Reckon runs. */
const common = {
  BASE_URL: baseUrl.optional(),
  RATE_LIMITS: z.enum(['on', 'off'], 'RATE_LIMITS must be on or off').default('on'),
  OWNER_EMAIL: z.email('OWNER_EMAIL must be an e-mail address').toLowerCase().optional(),
  OWNER_PASSWORD: ownerPassword.optional(),
  GITHUB_CLIENT_ID: z.string().optional(),
  GITHUB_CLIENT_SECRET: z.string().optional(),
  GOOGLE_CLIENT_ID: z.string().optional(),
  GOOGLE_CLIENT_SECRET: z.string().optional(),
  MAIL_FROM: z.string().optional(),
  MAIL_API_KEY: z.string().optional(),
  MAIL_API_URL: z.url({ protocol: /^https?$/, error: 'MAIL_API_URL must be an address' }).optional(),
  LEDGER_ORIGIN: ledgerOrigin.optional(),
  WITNESS_KEYS: witnessKeys.optional(),
  NOTICE: z.string().max(200, 'NOTICE must be at most 200 characters').optional(),
}

const NodeEnv = z.object({
  ...common,
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
  AUTH_SECRET: authSecret.optional(),
  OWNER_API_KEY: ownerKey.optional(),
  LEDGER_KEY: ledgerKey.optional(),
  SMTP_URL: z
    .string()
    .regex(/^smtps?:\/\//, 'SMTP_URL must start with smtp:// or smtps://')
    .refine(url => URL.canParse(url), 'SMTP_URL is not a valid address')
    .optional(),
  PROXY_HOPS: z
    .string()
    .regex(/^\d$/, 'PROXY_HOPS must be a number from 0 to 9')
    .default('0')
    .transform(Number),
})
export type NodeEnv = z.infer<typeof NodeEnv>

const WorkerEnv = z.object({
  ...common,
  AUTH_SECRET: z.string('AUTH_SECRET is missing: wrangler secret put AUTH_SECRET').pipe(authSecret),
  OWNER_API_KEY: z.string('OWNER_API_KEY is missing: wrangler secret put OWNER_API_KEY').pipe(ownerKey),
  LEDGER_KEY: z.string('LEDGER_KEY is missing: wrangler secret put LEDGER_KEY').pipe(ledgerKey),
})
export type WorkerEnv = z.infer<typeof WorkerEnv>

/** Reads the settings of the Node entry. Throws an Error that names the setting. An empty one counts as absent. */
export function readNodeEnv(env: Record<string, string | undefined>): NodeEnv {
  return parse(NodeEnv, env)
}

/** Reads the settings of the Cloudflare entry, where every secret must be given. */
export function readWorkerEnv(env: object): WorkerEnv {
  return parse(WorkerEnv, env)
}

/** The name in the key is the ledger's origin, for good; a setting that says otherwise is a mix-up. */
function assertOrigin(ledgerKey: string, origin: string | undefined): void {
  const [, , name] = ledgerKey.split('+')
  if (origin !== undefined && origin !== name)
    throw new Error(`LEDGER_ORIGIN is ${origin}, but the ledger key is that of ${name}`)
}

type Given = Omit<WorkerEnv, 'AUTH_SECRET' | 'OWNER_API_KEY' | 'LEDGER_KEY'>

/** What the app needs of the settings. */
export function settingsOf(env: Given, secrets: { authSecret: string; ledgerKey: string }): Settings {
  assertOrigin(secrets.ledgerKey, env.LEDGER_ORIGIN)
  const github = clientOf(env.GITHUB_CLIENT_ID, env.GITHUB_CLIENT_SECRET)
  const google = clientOf(env.GOOGLE_CLIENT_ID, env.GOOGLE_CLIENT_SECRET)
  return {
    ...secrets,
    baseUrl: env.BASE_URL,
    witnessKeys: env.WITNESS_KEYS ?? [],
    notice: env.NOTICE,
    social: { ...(github && { github }), ...(google && { google }) },
  }
}

function clientOf(clientId: string | undefined, clientSecret: string | undefined) {
  return clientId !== undefined && clientSecret !== undefined ? { clientId, clientSecret } : undefined
}

export function ownerOf(env: Given & { OWNER_API_KEY?: string | undefined }): OwnerSettings {
  return { email: env.OWNER_EMAIL, password: env.OWNER_PASSWORD, apiKey: env.OWNER_API_KEY }
}

/** Settings that make no sense without others. */
function assertWhole(env: Record<string, unknown>): void {
  const needs: [string, string][] = [
    ['OWNER_PASSWORD', 'OWNER_EMAIL'],
    ['GITHUB_CLIENT_ID', 'GITHUB_CLIENT_SECRET'],
    ['GITHUB_CLIENT_ID', 'BASE_URL'],
    ['GOOGLE_CLIENT_ID', 'GOOGLE_CLIENT_SECRET'],
    ['GOOGLE_CLIENT_ID', 'BASE_URL'],
    // Else whoever sends a request with a Host of their own would choose where the links in mails lead.
    ['SMTP_URL', 'BASE_URL'],
    ['SMTP_URL', 'MAIL_FROM'],
    ['MAIL_API_KEY', 'BASE_URL'],
    ['MAIL_API_KEY', 'MAIL_FROM'],
  ]
  const lacking = needs.find(([name, other]) => env[name] !== undefined && env[other] === undefined)
  if (lacking !== undefined) throw new Error(`${lacking[0]} needs ${lacking[1]} beside it`)
}

function parse<T>(shape: z.ZodType<T>, env: object): T {
  const given: Record<string, unknown> = Object.fromEntries(
    Object.entries(env).filter(([, value]) => value !== ''),
  )
  const result = shape.safeParse(given)
  if (result.success) {
    assertWhole(given)
    return result.data
  }
  throw new Error(result.error.issues.map(issue => issue.message).join('; '))
}
