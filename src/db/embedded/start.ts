import { once } from 'node:events'
import * as fs from 'node:fs/promises'
import { createServer } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import postgres from 'postgres'
import { type Cluster, openCluster } from './cluster.ts'
import { clearPidFile, isServing, patience, readPidFile, type Server, stopServer } from './postmaster.ts'
import { complaint, run } from './run.ts'
import { whileLocked } from './start-lock.ts'

export interface EmbeddedPostgres {
  url: string
  adopted: boolean
  stop(): Promise<void>
}

/** The server of a data folder: the one that runs there already, or a new one, if need be on a new cluster. */
export async function startEmbedded(dataDir: string): Promise<EmbeddedPostgres> {
  const folder = await ensureFolder(dataDir)
  return whileLocked(folder, async () => {
    const cluster = await openCluster(folder)
    const { pid, port, adopted } = await adoptOrLaunch(cluster)
    await ensureDatabase(cluster, port)
    const url = `postgres://postgres:${cluster.password}@127.0.0.1:${port}/reckon`
    return { url, adopted, stop: () => stopServer(cluster.directory, pid) }
  })
}

async function ensureFolder(dataDir: string): Promise<string> {
  if (process.platform === 'win32') {
    throw new Error('The embedded Postgres runs on Linux and macOS: set DATABASE_URL')
  }
  await fs.mkdir(dataDir, { recursive: true })
  const folder = await fs.realpath(dataDir)
  // pg_ctl puts the path between double quotes into a shell command.
  if (/["$`\\\n]/.test(folder)) {
    throw new Error(`Postgres cannot run in ${folder}: choose a path without " $ \` \\`)
  }
  return folder
}

async function adoptOrLaunch(cluster: Cluster): Promise<Server & { adopted: boolean }> {
  const deadline = Date.now() + patience
  for (;;) {
    const running = await findServer(cluster)
    if (running) return { ...running, adopted: true }
    const failure = await launch(cluster)
    const launched = await readPidFile(cluster.directory)
    if (!failure && launched) return { ...launched, adopted: false }
    // The port was taken since we chose it, the children of a killed server are not gone yet, or the server of a
    // killed start came up meanwhile.
    const passing = /Address already in use|pre-existing shared memory|lock file .* already exists/
    if (!passing.test(failure ?? '') || Date.now() > deadline) {
      throw new Error(`Postgres did not start: ${complaint(failure)}; see ${cluster.log}`)
    }
    await pause(100)
  }
}

/** A server that outlived the process that started it, once it answers; clears the trace of one that did not. */
async function findServer(cluster: Cluster): Promise<Server | undefined> {
  const { directory } = cluster
  const deadline = Date.now() + patience
  while (Date.now() < deadline) {
    const found = await readPidFile(directory)
    if (!found) return undefined
    if (!(await isServing(found.pid, directory))) {
      await clearPidFile(directory)
      return undefined
    }
    if (found.ready && (await answers(cluster, found.port))) return found
    await pause(50)
  }
  throw new Error(`A Postgres already runs in ${directory} but does not answer; see ${cluster.log}`)
}

async function answers(cluster: Cluster, port: number): Promise<boolean> {
  try {
    const [row] = await query(cluster, port, sql => sql`show data_directory`)
    return (await fs.realpath(row?.data_directory)) === cluster.directory
  } catch (error) {
    if (!(error instanceof postgres.PostgresError) || error.code !== '28P01') return false
    throw new Error(`The Postgres running in ${cluster.directory} refuses the password of this data folder`)
  }
}

/** Undefined, or what a failed launch said. */
async function launch(cluster: Cluster): Promise<string | undefined> {
  const settings = {
    listen_addresses: '127.0.0.1',
    port: await freePort(),
    unix_socket_directories: '',
    max_connections: 200,
    jit: 'off',
    // What is read stays in memory or comes from a solid-state disk: an index is worth its while.
    random_page_cost: 1.1,
    fsync: 'on',
    lc_messages: 'C',
    timezone: 'UTC',
    log_timezone: 'UTC',
    log_checkpoints: 'off',
  }
  const options = Object.entries(settings).map(([name, value]) => `-c ${name}=${value}`)
  const waiting = ['-w', '-s', '-t', String(patience / 1000)]
  return run(cluster, 'pg_ctl', ['start', ...waiting, '-D', cluster.directory, '-o', options.join(' ')])
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  if (address === null || typeof address === 'string') throw new Error('No free port on 127.0.0.1')
  return address.port
}

async function ensureDatabase(cluster: Cluster, port: number): Promise<void> {
  await query(cluster, port, async sql => {
    const [found] = await sql`select 1 from pg_database where datname = 'reckon'`
    if (!found) await sql`create database reckon`
  })
}

async function query<Answer>(cluster: Cluster, port: number, ask: (sql: postgres.Sql) => Promise<Answer>) {
  const { password } = cluster
  const login = { host: '127.0.0.1', port, user: 'postgres', password, database: 'postgres' }
  const sql = postgres({ ...login, max: 1, connect_timeout: 5, fetch_types: false })
  try {
    return await ask(sql)
  } finally {
    await sql.end({ timeout: 1 })
  }
}
