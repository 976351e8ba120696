import { chmod, mkdir, readdir, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { loadDemo } from '../demo/load.ts'
import { realDeps } from '../deps.ts'
import { readNodeEnv } from '../env.ts'
import { runCommand } from './run-command.ts'
import { withDatabase } from './with-database.ts'

/** Its presence says that a data folder is the demo's. */
const mark = 'synthetic-demo'

const folder = resolve(process.argv[2] ?? '.data-demo')

const ready = await runCommand('show the demo', async () => {
  const { DATA_DIR } = readNodeEnv(process.env)
  if (folder === resolve(DATA_DIR))
    throw new Error(`${folder} is the data folder of the real ledger: name another`)
  await claimFolder()
  const env = { ...readNodeEnv({}), DATA_DIR: folder }
  await withDatabase(env, async db => {
    const logged = await loadDemo(realDeps(db))
    const what = logged > 0 ? `${logged} predictions were generated` : 'it was generated before'
    console.log(`A synthetic ledger of 40 made-up pundits, in ${folder}: nothing in it is real (${what}).`)
  })
})
if (ready) {
  const NOTICE = 'This is a demonstration: every pundit, forecast and outcome here is made up.'
  Object.assign(process.env, { DATA_DIR: folder, DATABASE_URL: '', NOTICE })
  await import('../node.ts')
}

/** A folder that holds anything else is not ours, and is not touched. */
async function claimFolder(): Promise<void> {
  await mkdir(folder, { recursive: true })
  const held = await readdir(folder)
  if (held.includes(mark)) return
  if (held.length > 0) throw new Error(`${folder} holds something else than the demo: name another folder`)
  // Open to pass through, so that as root the cluster can stay in it.
  await chmod(folder, 0o711)
  await writeFile(join(folder, mark), 'Everything in this folder is made up: npm run demo\n')
}
