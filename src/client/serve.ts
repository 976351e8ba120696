import { serveStatic } from '@hono/node-server/serve-static'
import type { MiddlewareHandler } from 'hono'
import { every } from 'hono/combine'
import { compress } from 'hono/compress'
import { assets } from './build.ts'

const week = 'public, max-age=604800'

/** On Node what Cloudflare does by itself and by `_headers`: serves the assets, and compresses every answer. */
export function serveAssets(): MiddlewareHandler {
  return every(
    compress(),
    serveStatic({
      root: assets,
      onFound: (path, c) => {
        c.header('Cache-Control', path.includes('/fonts/') ? week : 'public, no-cache')
      },
    }),
  )
}
