import { serveStatic } from '@hono/node-server/serve-static'
import type { MiddlewareHandler } from 'hono'
import { every } from 'hono/combine'
import { compress } from 'hono/compress'
import { built } from './build.ts'

const week = 'public, max-age=604800'

/** On Node what Cloudflare does by itself and by `_headers`: serves what was built, and compresses every answer. */
export function serveAssets(): MiddlewareHandler {
  return every(
    compress(),
    serveStatic({
      root: built,
      onFound: (path, c) => {
        c.header('Cache-Control', path.includes('/fonts/') ? week : 'public, no-cache')
      },
    }),
  )
}
