import { copyFile, cp, mkdir, readdir } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'

const client = fileURLToPath(new URL('.', import.meta.url))
const assets = join(client, 'assets')
const styleSheet = join(assets, 'style.css')
/** Everything that a browser fetches, made from this folder. */
export const built = join(client, 'built')

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

/** Bundles the scripts and the style sheet, and lays the rest beside them. */
export async function buildClient(): Promise<void> {
  const names = await readdir(client)
  const scripts = names.filter(name => name.endsWith('.ts') && !serverSide.includes(name))
  await mkdir(join(built, 'fonts'), { recursive: true })
  await Promise.all([bundle(scripts), copyAssets(), copyFonts()])
}

const serverSide = ['build.ts', 'serve.ts']

async function bundle(scripts: string[]): Promise<void> {
  await build({
    configFile: false,
    root: client,
    publicDir: false,
    logLevel: 'error',
    build: {
      outDir: built,
      // Two processes may build at once: what one of them reads is never taken away.
      emptyOutDir: false,
      target: 'esnext',
      modulePreload: false,
      reportCompressedSize: false,
      rolldownOptions: {
        input: [...scripts.map(name => join(client, name)), styleSheet],
        output: {
          entryFileNames: '[name].js',
          chunkFileNames: '[name].js',
          assetFileNames: '[name][extname]',
        },
      },
    },
  })
}

async function copyAssets(): Promise<void> {
  await cp(assets, built, {
    recursive: true,
    filter: source => source !== styleSheet,
  })
}

async function copyFonts(): Promise<void> {
  const { resolve } = createRequire(import.meta.url)
  for (const [family, subsets] of Object.entries(fonts)) {
    const files = join(dirname(resolve(`@fontsource-variable/${family}/package.json`)), 'files')
    for (const subset of subsets) {
      const name = `${family}-${subset}.woff2`
      await copyFile(join(files, name), join(built, 'fonts', name))
    }
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await buildClient()
