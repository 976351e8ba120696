import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import {
  appendFile,
  chmod,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  realpath,
  rename,
  rm,
  stat,
  symlink,
  writeFile,
} from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { type EmbeddedPostgres, startEmbedded } from '../../../src/db/embedded/start.ts'
import { isAlive } from '../../is-alive.ts'

const isRoot = process.getuid?.() === 0

/** For the tests that need a cluster but not a new one, which takes a second. Each leaves it fit to be started. */
let shared: string

beforeAll(async () => {
  shared = await newFolder()
})
afterAll(() => remove(shared))

async function temporaryFolder(): Promise<string> {
  const folder = await newFolder()
  onTestFinished(() => remove(folder))
  return folder
}

async function newFolder(): Promise<string> {
  return realpath(await mkdtemp(join(tmpdir(), 'embedded test-')))
}

async function remove(folder: string) {
  await rm(folder, { recursive: true, force: true })
  await rm(homesOf(folder), { recursive: true, force: true })
}

function homesOf(folder: string): string {
  return join('/var/lib/reckon', createHash('sha256').update(folder).digest('hex').slice(0, 16))
}

async function start(folder: string): Promise<EmbeddedPostgres> {
  const server = await startEmbedded(folder)
  onTestFinished(() => server.stop())
  return server
}

async function query(server: EmbeddedPostgres, text: string): Promise<postgres.Row[]> {
  const sql = postgres(server.url, { max: 1, fetch_types: false })
  try {
    return await sql.unsafe(text)
  } finally {
    await sql.end({ timeout: 1 })
  }
}

async function postmaster(folder: string): Promise<number> {
  return Number((await readFile(join(folder, 'postgres', 'postmaster.pid'), 'utf8')).split('\n')[0])
}

async function kill(pid: number) {
  process.kill(pid, 'SIGKILL')
  await expect.poll(() => isAlive(pid)).toBe(false)
}

/** Another process that starts the server and then stays, in a process group of its own like a job of a shell. */
function spawnStart(folder: string) {
  const code = `
    import { startEmbedded } from ${JSON.stringify(new URL('../../../src/db/embedded/start.ts', import.meta.url).href)}
    const { url, adopted } = await startEmbedded(${JSON.stringify(folder)})
    console.log(JSON.stringify({ url, adopted, pid: process.pid }))
    setInterval(() => {}, 1000)`
  const args = ['--import', 'tsx', '--input-type=module', '-e', code]
  const child = spawn(process.execPath, args, { detached: true, stdio: ['ignore', 'pipe', 'inherit'] })
  onTestFinished(() => void child.kill('SIGKILL'))
  return child
}

async function startElsewhere(folder: string) {
  const child = spawnStart(folder)
  const [line] = await once(createInterface({ input: child.stdout }), 'line')
  const { url, adopted, pid }: { url: string; adopted: boolean; pid: number } = JSON.parse(line)
  return { url, adopted, pid, child }
}

async function failure(folder: string): Promise<string> {
  return startEmbedded(folder).then(
    () => 'it started',
    error => String(error.message),
  )
}

describe('the embedded Postgres', { timeout: 60_000 }, () => {
  test('starts in a new folder and answers a query, safely set up', async () => {
    const server = await start(shared)
    expect(server.adopted).toBe(false)
    const settings = await query(
      server,
      `select current_database() as database, lower('É') as lower, current_setting('server_encoding') as encoding,
        current_setting('fsync') as fsync, current_setting('jit') as jit, current_setting('data_checksums') as checksums,
        current_setting('listen_addresses') as addresses, current_setting('unix_socket_directories') as sockets,
        current_setting('max_connections') as connections, current_setting('lc_messages') as messages`,
    )
    expect(settings[0]).toEqual({
      database: 'reckon',
      lower: 'é',
      encoding: 'UTF8',
      fsync: 'on',
      jit: 'off',
      checksums: 'on',
      addresses: '127.0.0.1',
      sockets: '',
      connections: '200',
      messages: 'C',
    })
    expect((await stat(join(shared, 'postgres-password'))).mode & 0o777).toBe(0o600)
    await expect(
      query({ ...server, url: server.url.replace(/:[^:@]+@/, ':guess@') }, 'select 1'),
    ).rejects.toThrow('password authentication failed')
  })

  test('keeps its data and its password out of the log over a stop and a start', async () => {
    const first = await start(shared)
    await query(first, 'create table kept as select 42 as n')
    await first.stop()
    const second = await start(shared)
    expect(second.adopted).toBe(false)
    expect(await query(second, 'select n from kept')).toEqual([{ n: 42 }])
    expect(new URL(second.url).password).toBe(new URL(first.url).password)
    expect(await readFile(join(shared, 'postgres.log'), 'utf8')).not.toContain(new URL(first.url).password)
  })

  test('adopts the server that is already running', async () => {
    const first = await start(shared)
    await query(first, 'create table seen as select 42 as n')
    const second = await start(shared)
    expect(second).toMatchObject({ url: first.url, adopted: true })
    expect(await query(second, 'select n from seen')).toEqual([{ n: 42 }])
  })

  test('is not stopped with the process group that started it, and is adopted by the next start', async () => {
    const { url, pid, child } = await startElsewhere(shared)
    const server = await postmaster(shared)
    process.kill(-pid, 'SIGINT')
    await once(child, 'exit')
    expect(await start(shared)).toMatchObject({ url, adopted: true })
    expect(await postmaster(shared)).toBe(server)
  })

  test('waits for a server that is shutting down and then starts anew', async () => {
    const first = await start(shared)
    const [stopped, second] = await Promise.all([first.stop(), start(shared)])
    expect(stopped).toBeUndefined()
    expect(await query(second, 'select 1 as n')).toEqual([{ n: 1 }])
  })

  test('keeps committed rows when the server is killed, also while clients are busy', async () => {
    const first = await start(shared)
    await query(first, 'create table committed as select n from generate_series(1, 10000) as n')
    const asleep = query(first, 'select pg_sleep(60)').catch(() => 'cut off')
    const spinning = query(
      first,
      `do $$ declare start timestamptz := clock_timestamp(); begin
        while clock_timestamp() < start + interval '1 second' loop end loop; end $$`,
    ).catch(() => 'cut off')
    await expect
      .poll(() => query(first, `select 1 from pg_stat_activity where query ~ '^(do|select pg_sleep)'`))
      .toHaveLength(2)
    await kill(await postmaster(shared))
    const second = await start(shared)
    expect(second.adopted).toBe(false)
    expect(await query(second, 'select count(*)::int as rows from committed')).toEqual([{ rows: 10000 }])
    expect(await asleep).toBe('cut off')
    await spinning
  })

  test('clears a pid file that names a living process which is no Postgres', async () => {
    const first = await start(shared)
    await kill(await postmaster(shared))
    const file = join(shared, 'postgres', 'postmaster.pid')
    await writeFile(file, (await readFile(file, 'utf8')).replace(/^\d+/, String(process.pid)))
    const second = await start(shared)
    expect(second.adopted).toBe(false)
    expect(await postmaster(shared)).not.toBe(process.pid)
    await first.stop()
    expect(await query(second, 'select 1 as n')).toEqual([{ n: 1 }])
  })

  test('clears a pid file that names the Postgres of another folder, and leaves that one alone', async () => {
    const folder = await temporaryFolder()
    const other = await start(shared)
    await (await start(folder)).stop()
    await writeFile(
      join(folder, 'postgres', 'postmaster.pid'),
      await readFile(join(shared, 'postgres', 'postmaster.pid')),
    )
    const server = await start(folder)
    expect(server.adopted).toBe(false)
    expect(server.url).not.toBe(other.url)
    expect(await query(other, 'select 1 as n')).toEqual([{ n: 1 }])
  })

  test('begins again after a start that was killed while the cluster was being made', async () => {
    const folder = await temporaryFolder()
    await chmod(folder, 0o755)
    const child = spawnStart(folder)
    const isBeingMade = async () => {
      const names = await readdir(folder, { recursive: true })
      return names.some(name => name.startsWith('postgres.new-') && name.endsWith('pg_wal'))
    }
    await expect.poll(isBeingMade, { interval: 5, timeout: 10_000 }).toBe(true)
    child.kill('SIGKILL')
    await once(child, 'exit')
    const server = await start(folder)
    expect(await query(server, 'select 1 as n')).toEqual([{ n: 1 }])
    const names = await readdir(folder)
    expect(names).toHaveLength(4)
    expect(names).toEqual(expect.arrayContaining(['postgres', 'postgres-password', 'postgres.log']))
  })

  test('sets aside a cluster that was never finished', async () => {
    const folder = await temporaryFolder()
    await mkdir(join(folder, 'postgres'))
    await writeFile(join(folder, 'postgres', 'PG_VERSION'), '18\n')
    const server = await start(folder)
    expect(await query(server, 'select 1 as n')).toEqual([{ n: 1 }])
    expect((await readdir(folder)).filter(name => name.startsWith('postgres.unfinished-'))).toHaveLength(1)
  })

  test('is not harmed by the server of a deleted data folder, which writes to its files as it stops', async () => {
    const folder = await temporaryFolder()
    await chmod(folder, 0o755)
    const first = await start(folder)
    await rm(folder, { recursive: true })
    await mkdir(folder, { mode: 0o755 })
    const second = await start(folder)
    await query(second, 'create table kept as select 42 as n')
    await first.stop()
    await kill(await postmaster(folder))
    expect(await query(await start(folder), 'select n from kept')).toEqual([{ n: 42 }])
  })

  test('is one server when started by several callers at once', async () => {
    const folder = await temporaryFolder()
    const starts = await Promise.all([
      start(folder),
      start(folder),
      startElsewhere(folder),
      startElsewhere(folder),
    ])
    expect(new Set(starts.map(({ url }) => url)).size).toBe(1)
    expect(starts.filter(({ adopted }) => !adopted)).toHaveLength(1)
    expect((await readdir(folder)).filter(name => name.includes('lock'))).toEqual([])
  })

  test('takes over a lock whose holder is dead, also when its process id is in use again', async () => {
    for (const holder of ['999999999-0', `${process.pid}-0`, `${process.ppid}-0`]) {
      await symlink(holder, join(shared, 'postgres.lock'))
      const server = await start(shared)
      expect(await query(server, 'select 1 as n')).toEqual([{ n: 1 }])
    }
    expect(await readdir(shared)).not.toContain('postgres.lock')
  })

  test('begins empty when the data folder was deleted, though its server still runs', async () => {
    const folder = await temporaryFolder()
    const first = await start(folder)
    await query(first, 'create table kept as select 42 as n')
    await rm(folder, { recursive: true })
    const second = await start(folder)
    expect(second.adopted).toBe(false)
    expect(await query(second, `select to_regclass('kept') as kept`)).toEqual([{ kept: null }])
    expect(new URL(second.url).password).not.toBe(new URL(first.url).password)
  })

  test('says in one line why the server does not start', async () => {
    const server = await start(shared)
    await server.stop()
    const file = join(shared, 'postgres', 'postgresql.conf')
    const settings = await readFile(file)
    onTestFinished(() => writeFile(file, settings))
    await appendFile(file, 'work_mem = plenty\n')
    const message = await failure(shared)
    expect(message).toMatch(/^Postgres did not start: .*FATAL: .*postgresql\.conf.*; see .*postgres\.log$/)
    expect(message).not.toContain(new URL(server.url).password)
  })

  test('refuses a path that a shell would read otherwise', async () => {
    const folder = join(await temporaryFolder(), '$HOME')
    expect(await failure(folder)).toMatch(/^Postgres cannot run in .*HOME: choose a path without/)
  })

  test('says that the password file is missing instead of making another', async () => {
    await (await start(shared)).stop()
    const file = join(shared, 'postgres-password')
    await rename(file, `${file}-elsewhere`)
    onTestFinished(() => rename(`${file}-elsewhere`, file))
    expect(await failure(shared)).toMatch(/postgres-password is missing/)
  })

  test('does not begin empty when the link leads nowhere', async () => {
    const folder = await temporaryFolder()
    await symlink(join(folder, 'elsewhere'), join(folder, 'postgres'))
    expect(await failure(folder)).toMatch(/postgres leads to .* where there is no database/)
  })

  describe.runIf(isRoot)('as root', () => {
    test('runs as another user, outside a data folder that user cannot enter', async () => {
      const server = await start(shared)
      const directory = await realpath(join(shared, 'postgres'))
      expect(directory.startsWith(`${homesOf(shared)}/`)).toBe(true)
      const { uid, mode } = await stat(directory)
      expect(uid).not.toBe(0)
      expect(mode & 0o777).toBe(0o700)
      expect((await stat(shared)).mode & 0o777).toBe(0o700)
      expect(await query(server, 'select 1 as n')).toEqual([{ n: 1 }])
    })

    test('stays inside a data folder that user can enter', async () => {
      const folder = await temporaryFolder()
      await chmod(folder, 0o755)
      await start(folder)
      expect(dirname(await realpath(join(folder, 'postgres')))).toBe(folder)
      await expect(stat(homesOf(folder))).rejects.toThrow('ENOENT')
    })

    test('keeps the cluster of a data folder that was renamed', async () => {
      const renamed = `${shared}-renamed`
      onTestFinished(() => remove(renamed))
      const first = await start(shared)
      await query(first, 'create table moved as select 42 as n')
      await first.stop()
      await rename(shared, renamed)
      await mkdir(shared, { mode: 0o700 })
      expect(await query(await start(shared), `select to_regclass('moved') as kept`)).toEqual([
        { kept: null },
      ])
      expect(await query(await start(renamed), 'select n from moved')).toEqual([{ n: 42 }])
    })

    test('removes the cluster of a deleted data folder, be the next one unreachable or reachable', async () => {
      let server = await start(shared)
      for (const [mode, homes] of [
        [0o700, 1],
        [0o755, 0],
      ] as const) {
        const pid = await postmaster(shared)
        await query(server, 'create table removed as select 42 as n')
        await rm(shared, { recursive: true })
        await mkdir(shared, { mode })
        server = await start(shared)
        expect(isAlive(pid)).toBe(false)
        expect(await query(server, `select to_regclass('removed') as kept`)).toEqual([{ kept: null }])
        expect(await readdir(homesOf(shared))).toHaveLength(homes)
      }
    })
  })

  test('leaves no process behind when stopped, even with a client connected or its folder gone', async () => {
    const first = await start(shared)
    const pid = await postmaster(shared)
    const sql = postgres(first.url, { max: 1, fetch_types: false })
    await sql`select 1`
    await first.stop()
    await expect.poll(() => isAlive(pid)).toBe(false)
    await first.stop()
    await sql.end({ timeout: 1 })

    const second = await start(shared)
    const secondPid = await postmaster(shared)
    await rm(shared, { recursive: true })
    await second.stop()
    await expect.poll(() => isAlive(secondPid)).toBe(false)
  })
})
