import { describe, expect, test } from 'vitest'
import { ownerOf, readNodeEnv, readWorkerEnv, settingsOf } from '../src/env.ts'
import { ledgerKey, witness } from './ledger/keys.ts'

const secret = 'a secret of thirty-two characters'
const key = 'an-owner-key-16+'
const secrets = { authSecret: secret, ledgerKey }
const worker = { AUTH_SECRET: secret, OWNER_API_KEY: key, LEDGER_KEY: ledgerKey }

describe('the settings of the Node entry', () => {
  test('have a working default where nothing is set', () => {
    expect(readNodeEnv({ HOME: '/root' })).toEqual({
      DATA_DIR: '.data',
      PORT: 8787,
      PROXY_HOPS: 0,
      RATE_LIMITS: 'on',
    })
  })

  test('count as absent when empty', () => {
    const names = ['DATABASE_URL', 'DATA_DIR', 'PORT', 'BASE_URL', 'AUTH_SECRET', 'OWNER_API_KEY']
    const empty = Object.fromEntries(names.map(name => [name, '']))
    expect(readNodeEnv(empty)).toEqual(readNodeEnv({}))
  })

  test('are read as given', () => {
    const given = {
      DATABASE_URL: 'postgresql://user:word@localhost:5432/reckon?sslmode=disable',
      DATA_DIR: '/var/reckon',
      AUTH_SECRET: secret,
      OWNER_API_KEY: key,
    }
    expect(readNodeEnv({ ...given, PORT: '0', BASE_URL: 'https://reckon.example.org' })).toEqual({
      ...given,
      PORT: 0,
      PROXY_HOPS: 0,
      RATE_LIMITS: 'on',
      BASE_URL: 'https://reckon.example.org',
    })
    expect(readNodeEnv({ PORT: '65535' }).PORT).toBe(65_535)
    expect(readNodeEnv({ DATABASE_URL: 'postgres://localhost/reckon' }).DATABASE_URL).toBeDefined()
  })

  test.each([
    [{ OWNER_PASSWORD: 'a long password' }, 'OWNER_EMAIL'],
    [{ SMTP_URL: 'smtp://mail.example.org', MAIL_FROM: 'a@example.org' }, 'BASE_URL'],
    [{ SMTP_URL: 'smtp://mail.example.org', BASE_URL: 'https://example.org' }, 'MAIL_FROM'],
    [{ MAIL_API_KEY: 'key', MAIL_FROM: 'a@example.org' }, 'BASE_URL'],
    [{ GITHUB_CLIENT_ID: 'id', BASE_URL: 'https://example.org' }, 'GITHUB_CLIENT_SECRET'],
    [{ GOOGLE_CLIENT_ID: 'id', GOOGLE_CLIENT_SECRET: 'secret' }, 'BASE_URL'],
  ])('%j are refused for want of %s', (given, lacking) => {
    expect(refusal(() => readNodeEnv(given))).toContain(`needs ${lacking}`)
  })

  test('offer a sign-in elsewhere only where both its settings are given', () => {
    const env = readNodeEnv({
      GITHUB_CLIENT_ID: 'id',
      GITHUB_CLIENT_SECRET: 'secret',
      BASE_URL: 'https://example.org',
    })
    expect(settingsOf(env, secrets).social).toEqual({ github: { clientId: 'id', clientSecret: 'secret' } })
    expect(settingsOf(readNodeEnv({}), secrets).social).toEqual({})
  })

  test('leave no slash at the end of BASE_URL', () => {
    expect(readNodeEnv({ BASE_URL: 'http://localhost:8787/' }).BASE_URL).toBe('http://localhost:8787')
    expect(readNodeEnv({ BASE_URL: 'https://example.org/reckon//' }).BASE_URL).toBe(
      'https://example.org/reckon',
    )
  })

  test.each([
    ['PORT', 'abc'],
    ['PORT', '65536'],
    ['PORT', '-1'],
    ['PORT', '80.5'],
    ['PORT', '1e3'],
    ['PORT', ' 80'],
    ['BASE_URL', 'reckon.example.org'],
    ['BASE_URL', 'ftp://reckon.example.org'],
    ['BASE_URL', 'javascript:alert(1)'],
    ['BASE_URL', 'https://'],
    ['BASE_URL', 'https:reckon.example.org'],
    ['BASE_URL', 'https://reckon.example.org/?from=here'],
    ['BASE_URL', 'https://reckon.example.org/#top'],
    ['DATABASE_URL', 'mysql://localhost/reckon'],
    ['DATABASE_URL', 'localhost:5432'],
    ['DATABASE_URL', 'postgres://user@:5432:1/reckon'],
    ['AUTH_SECRET', 'a'.repeat(31)],
    ['OWNER_API_KEY', 'a'.repeat(7)],
    ['OWNER_EMAIL', 'nobody'],
    ['OWNER_PASSWORD', 'short'],
    ['SMTP_URL', 'http://mail.example.org'],
    ['MAIL_API_URL', 'ftp://mail.example.org'],
    ['PROXY_HOPS', '-1'],
    ['RATE_LIMITS', 'maybe'],
  ])('refuse a bad %s (%s) by its name and by no other', (name, value) => {
    const message = refusal(() => readNodeEnv({ [name]: value }))
    expect(namesIn(message)).toEqual([name])
  })

  test.each(['an owner key with spaces', 'ein-schlüssel-für-reckon', 'a-key-with-a-line-end\n'])(
    'refuse the owner key %j, which no Authorization header can carry',
    value => {
      expect(refusal(() => readNodeEnv({ OWNER_API_KEY: value }))).toContain('OWNER_API_KEY')
    },
  )

  test('say a bad setting once', () => {
    expect(refusal(() => readNodeEnv({ PORT: 'abc' })).match(/PORT/g)).toHaveLength(1)
    expect(
      refusal(() => readNodeEnv({ DATABASE_URL: 'localhost' })).match(/DATABASE_URL must/g),
    ).toHaveLength(1)
  })

  test('are all named when several are bad, and no value is shown', () => {
    const message = refusal(() =>
      readNodeEnv({
        PORT: 'hush',
        BASE_URL: 'ftp://hush@example.org',
        DATABASE_URL: 'mysql://me:hush@localhost/reckon',
        AUTH_SECRET: 'hush',
        OWNER_API_KEY: 'hush',
      }),
    )
    for (const name of ['PORT', 'BASE_URL', 'DATABASE_URL', 'AUTH_SECRET', 'OWNER_API_KEY']) {
      expect(message).toContain(name)
    }
    expect(message).not.toContain('hush')
    expect(refusal(() => readNodeEnv({ DATABASE_URL: 'postgres://me:hush@' }))).not.toContain('hush')
  })
})

describe('the settings of the Cloudflare entry', () => {
  test('say what the owner is to be', () => {
    const env = readWorkerEnv({ ...worker, HYPERDRIVE: {} })
    expect(ownerOf(env)).toEqual({ email: undefined, password: undefined, apiKey: key })
    expect(JSON.stringify(settingsOf(env, secrets))).not.toContain(key)
  })

  test('take a base address', () => {
    const env = { ...worker, BASE_URL: 'https://reckon.example.org/' }
    expect(readWorkerEnv(env).BASE_URL).toBe('https://reckon.example.org')
  })

  test.each([
    ['absent', undefined],
    ['empty', ''],
    ['too short', 'hush'],
    ['no text', { hush: true }],
  ])('need every secret: one that is %s is refused by its name', (_what, value) => {
    for (const name of ['AUTH_SECRET', 'OWNER_API_KEY', 'LEDGER_KEY']) {
      const env = { ...worker, [name]: value }
      const message = refusal(() => readWorkerEnv(env))
      expect(namesIn(message)).toEqual([name])
      expect(message).not.toContain('hush')
    }
  })

  test('name the ledger by its key, and know witnesses', () => {
    const origin = { LEDGER_ORIGIN: 'reckon.test/ledger', WITNESS_KEYS: `${witness.vkey},${witness.vkey}` }
    const env = readWorkerEnv({ ...worker, ...origin })
    expect(settingsOf(env, secrets).witnessKeys).toEqual([witness.vkey, witness.vkey])
    const other = readWorkerEnv({ ...worker, LEDGER_ORIGIN: 'reckon.test/other' })
    expect(refusal(() => settingsOf(other, secrets))).toBe(
      'LEDGER_ORIGIN is reckon.test/other, but the ledger key is that of reckon.test/ledger',
    )
  })

  test.each([
    ['LEDGER_KEY', ledgerKey.replace('PRIVATE', 'PUBLIC')],
    ['LEDGER_KEY', `${ledgerKey} `],
    ['LEDGER_ORIGIN', 'two words'],
    ['LEDGER_ORIGIN', 'a+b'],
    ['WITNESS_KEYS', 'witness.test/w1'],
    ['WITNESS_KEYS', `${witness.vkey}, ${witness.vkey}`],
  ])('refuse a bad %s by its name: %s', (name, value) => {
    const message = refusal(() => readWorkerEnv({ ...worker, [name]: value }))
    expect(message).toContain(name)
    if (name === 'LEDGER_KEY') expect(message).not.toContain(ledgerKey.slice(-40))
  })

  test('refuse a bad BASE_URL by its name', () => {
    const env = { ...worker, BASE_URL: 'reckon' }
    expect(refusal(() => readWorkerEnv(env))).toContain('BASE_URL')
  })
})

/** The settings that a message names, each once. */
function namesIn(message: string): string[] {
  const names = [
    'DATABASE_URL',
    'DATA_DIR',
    'PORT',
    'BASE_URL',
    'AUTH_SECRET',
    'OWNER_API_KEY',
    'OWNER_EMAIL',
    'OWNER_PASSWORD',
    'SMTP_URL',
    'MAIL_API_URL',
    'PROXY_HOPS',
    'RATE_LIMITS',
    'LEDGER_KEY',
  ]
  return names.filter(name => message.split(/\W+/).includes(name))
}

function refusal(read: () => unknown): string {
  try {
    read()
  } catch (error) {
    if (error instanceof Error) return error.message
  }
  throw new Error('The settings were not refused.')
}
