import { existsSync, mkdirSync } from 'node:fs'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import sparticuz from '@sparticuz/chromium'
import { type Browser, chromium } from 'playwright-core'

const systemBrowsers = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]

/** The system's Chromium when there is one, otherwise the one for Linux that comes with @sparticuz/chromium. */
export async function openBrowser(): Promise<Browser> {
  const system = systemBrowsers.find(path => existsSync(path))
  return chromium.launch({
    executablePath: system ?? (await unpackedBrowser()),
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
      '--lang=en-US',
    ],
    // In the locale of a bare container Chromium finds no text, and so follows no text fragment.
    env: { ...process.env, LANG: 'en_US.UTF-8', LANGUAGE: 'en_US' },
  })
}

/** It is unpacked into the temporary folder: into one of our own, as another user's copy there could not be run. */
async function unpackedBrowser(): Promise<string> {
  const before = process.env.TMPDIR
  const own = join(tmpdir(), `reckon-chromium-${userInfo().username}`)
  mkdirSync(own, { recursive: true })
  process.env.TMPDIR = own
  try {
    return await sparticuz.executablePath()
  } finally {
    if (before === undefined) delete process.env.TMPDIR
    else process.env.TMPDIR = before
  }
}
