import { copyFile, mkdir, readdir, rename, rm, stat, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const here = dirname(fileURLToPath(import.meta.url))

/** Where the app serves assets from, on Node and on Workers alike. */
export const assets = join(here, 'assets')
/** A script is at /built/<name>.js, a style sheet at /built/<name>.css, a font at /built/fonts/<name>.woff2. */
export const built = join(assets, 'built')

/** Of the fonts only the alphabets that names in the ledger are written in. */
const fonts = {
  'source-sans-3': ['latin-wght-normal', 'latin-ext-wght-normal', 'cyrillic-wght-normal'],
  'source-serif-4': [
    'latin-wght-normal',
    'latin-wght-italic',
    'latin-ext-wght-normal',
    'cyrillic-wght-normal',
  ],
}

/** What pages link to; the other style sheets are parts of these. */
const styles = ['style.css', 'reference.css']

/** What is beside this file but runs on the server. */
const serverSide = ['build.ts', 'serve.ts']

/**
 * Bundles what runs in the browser, each file beside this one into a module of its own, and the style sheets, and lays
 * Scalar and the fonts beside them. Does nothing when all are newer than their sources, so that starting again costs nothing.
 */
export async function buildClient(): Promise<void> {
  const names = (await readdir(here)).filter(name => name.endsWith('.ts') && !serverSide.includes(name))
  const entries = [...names.map(name => join(here, name)), ...styles.map(name => join(assets, name))]
  if (await isFresh(names)) return
  const { build } = await import('vite')
  const fresh = join(assets, `.built-${process.pid}`)
  await build({
    configFile: false,
    root: here,
    logLevel: 'error',
    publicDir: false,
    build: {
      outDir: fresh,
      emptyOutDir: true,
      modulePreload: false,
      target: 'esnext',
      reportCompressedSize: false,
      rolldownOptions: {
        input: entries,
        output: {
          entryFileNames: '[name].js',
          chunkFileNames: '[name].js',
          assetFileNames: '[name][extname]',
        },
      },
    },
  })
  await copyFonts(join(fresh, 'fonts'))
  await writeFile(join(fresh, 'scalar.js'), await scalar())
  await rm(built, { recursive: true, force: true })
  await rename(fresh, built)
}

async function copyFonts(into: string): Promise<void> {
  const { resolve } = createRequire(import.meta.url)
  await mkdir(into, { recursive: true })
  for (const [family, subsets] of Object.entries(fonts)) {
    const files = join(dirname(resolve(`@fontsource-variable/${family}/package.json`)), 'files')
    for (const subset of subsets) {
      await copyFile(join(files, `${family}-${subset}.woff2`), join(into, `${family}-${subset}.woff2`))
    }
  }
}

interface Route {
  url: string
  handler(request: unknown, reply: { header(): unknown; send(body: string): void }): void
}

/**
 * The script of Scalar, as the plugin for Fastify serves it: @scalar/api-reference has it too, but with 264 packages.
 * Its copy of zod would try to evaluate text, which the page forbids and the console would report.
 */
async function scalar(): Promise<string> {
  const { default: plugin } = await import('@scalar/fastify-api-reference')
  const parts = ['globalThis.__zod_globalConfig = { jitless: true };']
  const reply = { header: () => reply, send: (script: string) => void parts.push(script) }
  const route = ({ url, handler }: Route) => {
    if (url.endsWith('/scalar.js')) handler({}, reply)
  }
  plugin({ route }, { configuration: { url: '/' } }, () => {})
  if (parts.length !== 2) throw new Error('Scalar’s plugin for Fastify serves no script.')
  return parts.join('\n').replace(/\n\/\/# sourceMappingURL=.*$/, '')
}

async function isFresh(names: string[]): Promise<boolean> {
  const parts = await readdir(join(here, 'page'))
  const sheets = (await readdir(assets)).filter(name => name.endsWith('.css'))
  const sources = [
    ...[...names, ...serverSide].map(name => join(here, name)),
    ...parts.map(name => join(here, 'page', name)),
    ...sheets.map(name => join(assets, name)),
  ]
  const outputs = [...names.map(name => name.replace(/\.ts$/, '.js')), ...styles, 'fonts', 'scalar.js']
  const times = await Promise.all([sources, outputs.map(name => join(built, name))].map(modified))
  return Math.min(...(times[1] ?? [])) > Math.max(...(times[0] ?? []))
}

/** Milliseconds; 0 for a file that is not there. */
async function modified(paths: string[]): Promise<number[]> {
  return Promise.all(
    paths.map(path =>
      stat(path).then(
        ({ mtimeMs }) => mtimeMs,
        () => 0,
      ),
    ),
  )
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await buildClient()
