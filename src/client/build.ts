import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'

const here = fileURLToPath(new URL('.', import.meta.url))

/** Bundles each script of this folder, but for this one, to `assets/built/<its name>.js`. */
export async function buildClient(): Promise<void> {
  const scripts = (await readdir(here)).filter(file => file.endsWith('.ts') && file !== 'build.ts')
  await build({
    root: here,
    configFile: false,
    publicDir: false,
    logLevel: 'error',
    build: {
      outDir: 'assets/built',
      emptyOutDir: true,
      target: 'es2022',
      rollupOptions: {
        input: scripts.map(script => join(here, script)),
        output: { entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
      },
    },
  })
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await buildClient()
