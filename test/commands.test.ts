import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { tmpdir } from 'node:os'
import { text } from 'node:stream/consumers'
import postgres from 'postgres'
import { describe, expect, test } from 'vitest'
import { testDatabase } from './world.ts'

const url = testDatabase()

async function run(command: string, databaseUrl = url) {
  const child = spawn(process.execPath, ['--import', 'tsx', `src/commands/${command}.ts`], {
    env: { PATH: process.env.PATH, DATA_DIR: tmpdir(), DATABASE_URL: databaseUrl },
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
