import { serveStatic } from '@hono/node-server/serve-static'
import type { MiddlewareHandler } from 'hono'
import { every } from 'hono/combine'
import { compress } from 'hono/compress'
import { etag } from 'hono/etag'
import { assets } from './build.ts'

/** On Node what Cloudflare does by itself and by `_headers`: serves the assets, and compresses every answer. */
export function serveAssets(): MiddlewareHandler {
  const files = every(keepFonts, etag(), serveStatic({ root: assets }))
  return every(compress(), (c, next) => (isFile(c.req.path) ? files(c, next) : next()))
}

function isFile(path: string): boolean {
  return /\.\w+$/.test(path) && !path.startsWith('/api/')
}

const keepFonts: MiddlewareHandler = async (c, next) => {
  await next()
  const isFont = c.req.path.startsWith('/built/fonts/')
  if (c.res.ok) c.header('Cache-Control', isFont ? 'public, max-age=604800' : 'public, no-cache')
}
