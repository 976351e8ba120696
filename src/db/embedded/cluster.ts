import { randomBytes } from 'node:crypto'
import * as fs from 'node:fs/promises'
import { basename, join } from 'node:path'
import { exists, remove } from './files.ts'
import { complaint, run, type Tools } from './run.ts'
import { homeFor, reachableBinaries, unprivilegedAccount } from './unprivileged.ts'

/** The files of a database, as initdb makes them, and how to open them. */
export interface Cluster extends Tools {
  directory: string
  password: string
}

/** The cluster of a data folder, made when there is none. */
export async function openCluster(folder: string): Promise<Cluster> {
  const existing = await findCluster(join(folder, 'postgres'))
  const passwordFile = join(folder, 'postgres-password')
  if (existing && !(await exists(passwordFile))) {
    throw new Error(`${passwordFile} is missing, and the database in ${existing} cannot be opened without it`)
  }
  const account = await unprivilegedAccount(existing)
  const tools = { bin: await reachableBinaries(account), log: join(folder, 'postgres.log'), account }
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
  const home = tools.account ? await homeFor(tools.account, folder) : folder
  for (const name of await fs.readdir(home)) {
    if (name.startsWith('postgres.new-')) await remove(join(home, name))
  }
  const unfinished = await initialize(home, password, tools)
  // Never where a cluster was before: the server of a deleted data folder may live on, and writes there as it stops.
  const directory =
    home === folder ? unfinished.replace('postgres.new-', 'postgres-') : join(home, 'postgres')
  await fs.rename(unfinished, directory)
  await fs.symlink(home === folder ? basename(directory) : directory, join(folder, 'postgres'))
  return directory
}

async function initialize(home: string, password: string, tools: Tools): Promise<string> {
  const { account } = tools
  // A name of its own: the initdb of a start that was killed may go on for a while under the earlier name.
  const directory = await fs.mkdtemp(join(home, 'postgres.new-'))
  const passwordCopy = `${directory}.password`
  await fs.writeFile(passwordCopy, password, { mode: 0o600, flag: 'wx' })
  if (account) for (const path of [directory, passwordCopy]) await fs.lchown(path, account.uid, account.gid)
  const security = ['-U', 'postgres', '--auth=scram-sha-256', `--pwfile=${passwordCopy}`, '--data-checksums']
  // pg_trgm asks the C library what a letter is, whoever provides the locale.
  const letters = process.platform === 'darwin' ? 'UTF-8' : 'C.UTF-8'
  const provider = ['--locale-provider=builtin', '--builtin-locale=C.UTF-8']
  const locale = ['--encoding=UTF8', '--locale=C', `--lc-ctype=${letters}`, ...provider]
  const failure = await run(tools, 'initdb', ['-D', directory, '--no-instructions', ...security, ...locale])
  await fs.rm(passwordCopy, { force: true })
  if (failure) throw new Error(`Could not create a database: ${complaint(failure)}; see ${tools.log}`)
  return directory
}
