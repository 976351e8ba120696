import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { readMigrationFiles } from 'drizzle-orm/migrator'
import postgres from 'postgres'
import { describe, expect, test } from 'vitest'
import { migrate } from '../src/db/migrate.ts'
import { signCheckpoint } from '../src/ledger/checkpoint.ts'
import { emptyRoot } from '../src/ledger/merkle.ts'
import { sequence } from '../src/ledger/sequencer.ts'
import { settledPast } from './accuracy/history.ts'
import { ledgerKey, signer } from './ledger/keys.ts'
import { testDatabase, testWorld } from './world.ts'

const url = testDatabase()

const settings: Record<string, string> = { LEDGER_KEY: ledgerKey, DATA_DIR: tmpdir() }

async function run(command: string, databaseUrl = url, ...args: string[]) {
  const child = spawn(process.execPath, ['--import', 'tsx', `src/commands/${command}.ts`, ...args], {
    env: { PATH: process.env.PATH, ...settings, DATABASE_URL: databaseUrl },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const [out, err, [status]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'exit'),
  ])
  return { status, out, err }
}

describe('the commands', () => {
  test('bring an empty database to this version, with the seed ledger, once, and replay it', async () => {
    expect(await run('migrate')).toMatchObject({
      status: 0,
      out: expect.stringContaining('21 seed predictions'),
    })
    expect(await run('migrate')).toMatchObject({
      status: 0,
      out: expect.stringContaining('0 seed predictions'),
    })
    expect(await run('rebuild')).toMatchObject({
      status: 0,
      out: expect.stringMatching(/^Replayed \d{3} entries\.\n$/),
    })
  })

  test('end with one line and status 1 when the work fails, holding on to no connection', async () => {
    const sql = postgres(url, { max: 1, onnotice: () => {} })
    await sql`alter table entries disable trigger all`
    await sql`update entries set bytes = '\\x7b7d'`
    await sql`alter table entries enable trigger all`
    const { status, err } = await run('rebuild')
    expect(status).toBe(1)
    expect(err).toMatch(
      /^Reckon cannot rebuild: the entry at position \d+ is none that this version can read\n$/,
    )
    const held = async () => {
      const rows = await sql`select 1 from pg_stat_activity
        where datname = current_database() and pid <> pg_backend_pid() and backend_type = 'client backend'`
      return rows.length
    }
    await expect.poll(held).toBe(0)
    await sql.end()
  })
})

describe('the audit command', () => {
  const world = testWorld()

  test('says how much it recomputed, and ends with status 0 while all of it is what is kept', async () => {
    await settledPast(world.deps, ['Ann', 'Bob'], 5)
    await sequence(world.db, signer)
    const scores = 'Recomputed 10 scores and 4 records from scratch.\nEach is what is kept.\n'
    expect(await run('audit', world.url, 'scores')).toEqual({ status: 0, out: scores, err: '' })
    const ledger = 'Recomputed 52 leaves, their tree, 1 checkpoint and 0 cosignatures.\n'
    const projections = 'Replayed 52 entries into 58 rows.\n'
    expect(await run('audit', world.url)).toEqual({ status: 0, out: ledger + projections + scores, err: '' })
  })

  test('says so when the ledger was touched, or is shorter than the data folder remembers', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'reckon-audit-'))
    settings.DATA_DIR = folder
    await writeFile(join(folder, 'checkpoint'), await signCheckpoint(signer, { size: 63, root: emptyRoot }))
    const { status, err } = await run('audit', world.url)
    settings.DATA_DIR = tmpdir()
    await rm(folder, { recursive: true })
    expect(status).toBe(1)
    expect(err).toBe(
      'Reckon cannot vouch for what is kept: the checkpoint of 63 that the data folder keeps is not in the ledger\n',
    )
    const change = async (bytes: string) => {
      await world.db.execute('alter table entries disable trigger all')
      await world.db.execute(`update entries set bytes = ${bytes} where position = 2`)
      await world.db.execute('alter table entries enable trigger all')
    }
    await change("bytes || ' '")
    const touched = await run('audit', world.url, 'ledger')
    await change('substr(bytes, 1, length(bytes) - 1)')
    expect(touched).toMatchObject({
      status: 1,
      out: '',
      err: 'Reckon cannot vouch for what is kept: the bytes of entry 1 do not have its leaf hash\n',
    })
  })

  test('names the first difference in one line, and ends with status 1', async () => {
    await world.db.execute(
      "update records set record = replace(record::text, '0.3', '0.4')::json where topic = ''",
    )
    const { status, out, err } = await run('audit', world.url, 'scores')
    expect({ status, out }).toEqual({
      status: 1,
      out: 'Recomputed 10 scores and 4 records from scratch.\n',
    })
    expect(err).toMatch(
      /^Reckon cannot vouch for what is kept: the record of (ann|bob) in all differs: record\S+ is 0\.4/,
    )
    expect(err.trim().split('\n')).toHaveLength(1)
  })

  test('knows no other audit, and says so with status 2', async () => {
    expect(await run('audit', world.url, 'everything')).toEqual({
      status: 2,
      out: '',
      err: 'There is no audit of “everything”: name one of ledger, projections, scores, or none for all.\n',
    })
  })
})

describe('a migration of a database that has a ledger', () => {
  const world = testWorld()
  const old = testDatabase()

  test('is followed by reading the ledger anew, so that what is new is there', async () => {
    await settledPast(world.deps, ['Ann'], 3)
    await world.db.execute('delete from records')
    await makeOld()
    expect((await run('migrate', old)).status).toBe(0)
    expect(await run('audit', old)).toMatchObject({
      status: 0,
      out: expect.stringContaining('3 scores and 2 records'),
    })
  })

  test('is so also when whoever migrated it was killed before that was done', async () => {
    await makeOld()
    await migrate(old)
    expect((await run('migrate', old)).status).toBe(0)
    expect((await run('audit', old)).status).toBe(0)
    expect(await migrate(old)).toBe(false)
  })

  /** As the version before records left it, with the same entries. */
  async function makeOld(): Promise<void> {
    const sql = postgres(old, { max: 1, onnotice: () => {} })
    await sql`drop schema public cascade`
    await sql`drop schema drizzle cascade`
    await sql`create schema public`
    await sql`create schema drizzle`
    await sql`create table drizzle.__drizzle_migrations (id serial primary key, hash text not null, created_at bigint)`
    for (const migration of readMigrationFiles({ migrationsFolder: 'drizzle' }).slice(0, 2)) {
      for (const statement of migration.sql) await sql.unsafe(statement)
      await sql`insert into drizzle.__drizzle_migrations (hash, created_at) values (${migration.hash}, ${migration.folderMillis})`
    }
    const source = postgres(world.url, { max: 1, onnotice: () => {} })
    const rows = await source`select id, kind, subject, bytes, leaf_hash from entries order by position`
    for (const row of rows) await sql`insert into entries ${sql(row)}`
    await source.end()
    await sql.end()
  }
})

describe('the demo', () => {
  async function demo(folder: string) {
    const { status, out, err } = await run('demo', url, folder)
    expect(out).toBe('')
    return { status, err }
  }

  test('keeps away from the data folder of the real ledger', async () => {
    expect(await demo(tmpdir())).toEqual({
      status: 1,
      err: `Reckon cannot show the demo: ${tmpdir()} is the data folder of the real ledger: name another\n`,
    })
  })

  test('keeps away from a folder that holds anything else', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'reckon-demo-'))
    await writeFile(join(folder, 'letters'), 'Dear Ann')
    const { status, err } = await demo(folder)
    expect(status).toBe(1)
    expect(err).toMatch(
      /^Reckon cannot show the demo: \S+ holds something else than the demo: name another folder\n$/,
    )
    expect(await readdir(folder)).toEqual(['letters'])
    await rm(folder, { recursive: true })
  })
})
