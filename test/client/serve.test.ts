import { Hono } from 'hono'
import { expect, test } from 'vitest'
import { serveAssets } from '../../src/client/serve.ts'

const app = new Hono().use(serveAssets()).get('/page', c => c.html('<p>words</p>'.repeat(200)))
const gzip = { 'Accept-Encoding': 'gzip' }

test('pages and the style sheet are compressed', async () => {
  for (const path of ['/page', '/built/style.css']) {
    const { headers } = await app.request(path, { headers: gzip })
    expect(headers.get('Content-Encoding')).toBe('gzip')
  }
})

test('a font is kept for a week, and a script asked for again is not sent again', async () => {
  const font = await app.request('/built/fonts/source-sans-3-latin-wght-normal.woff2')
  expect(font.headers.get('Content-Type')).toBe('font/woff2')
  expect(font.headers.get('Cache-Control')).toBe('public, max-age=604800')
  const first = await app.request('/built/page.js')
  expect(first.headers.get('Content-Type')).toContain('javascript')
  const again = await app.request('/built/page.js', {
    headers: { 'If-None-Match': first.headers.get('ETag') ?? '' },
  })
  expect(again.status).toBe(304)
})

test('nothing outside the folder is served', async () => {
  for (const path of ['/../build.ts', '/..%2fbuild.ts', '/built/../../build.ts']) {
    expect((await app.request(path)).status).toBe(404)
  }
})
