import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const here = dirname(fileURLToPath(import.meta.url))

/** Where the app serves assets from, on Node and on Workers alike: a script is at /built/<name>.js. */
const built = join(here, 'assets', 'built')

/**
 * Bundles what runs in the browser: each file beside this one, into a module of its own. Does nothing when all are
 * newer than their sources, so that starting again costs nothing.
 */
export async function buildClient(): Promise<void> {
  const entries = (await readdir(here)).filter(file => file.endsWith('.ts') && file !== 'build.ts')
  if (await isFresh(entries)) return
  const { build } = await import('vite')
  const fresh = join(here, 'assets', `.built-${process.pid}`)
  await build({
    configFile: false,
    root: here,
    logLevel: 'warn',
    publicDir: false,
    build: {
      outDir: fresh,
      emptyOutDir: true,
      modulePreload: false,
      target: 'es2022',
      rolldownOptions: {
        input: entries.map(file => join(here, file)),
        output: { entryFileNames: '[name].js', chunkFileNames: '[name].js' },
      },
    },
  })
  await mkdir(dirname(built), { recursive: true })
  await rm(built, { recursive: true, force: true })
  await rename(fresh, built)
}

async function isFresh(entries: string[]): Promise<boolean> {
  const sources = await Promise.all([...entries, 'build.ts'].map(file => modified(join(here, file))))
  const outputs = await Promise.all(entries.map(file => modified(join(built, file.replace(/\.ts$/, '.js')))))
  return Math.min(...outputs) > Math.max(...sources)
}

/** Milliseconds; 0 for a file that is not there. */
async function modified(path: string): Promise<number> {
  return stat(path).then(
    ({ mtimeMs }) => mtimeMs,
    () => 0,
  )
}
