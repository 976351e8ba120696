import type { Context, MiddlewareHandler } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { requestId } from 'hono/request-id'
import { api } from './api/api.ts'
import { ledgerFiles } from './api/ledger-files.ts'
import { isUnreachable } from './db/client.ts'
import type { Deps } from './deps.ts'
import { type AppEnv, router } from './door.ts'
import type { Settings } from './env.ts'
import { pages } from './pages/pages.ts'
import { problemPage } from './pages/problem.tsx'
import { Problem, problemBody } from './problem.ts'

interface World {
  deps: Deps
  settings: Settings
  /** Hears of every request that may have written. */
  wrote?(): void
  /** Lets go of what was opened for one request only, which may have written. */
  close?(wrote: boolean): Promise<void>
}

/**
 * The whole of Reckon. `connect` gives each request its database and settings; it may refuse, by throwing.
 * Where nothing else serves the assets, `serveAssets` does.
 */
export function createApp(connect: (c: Context) => World, serveAssets?: MiddlewareHandler) {
  const app = router()
  if (serveAssets !== undefined) app.use(serveAssets)
  app.use(requestId())
  app.use(async (c, next) => {
    const { deps, settings, wrote, close } = connect(c)
    c.set('deps', deps)
    c.set('settings', settings)
    await next()
    const written = c.req.method === 'POST' && c.res.status < 400
    if (written) wrote?.()
    if (close !== undefined) c.executionCtx.waitUntil(close(written))
  })
  app.route('/api/v1', api)
  app.all('/api/*', notFound)
  app.route('/ledger', ledgerFiles)
  app.route('/', pages)
  app.notFound(notFound)
  app.onError((error, c) => refuse(c, problemOf(error, c)))
  return app
}

function notFound(c: Context<AppEnv>) {
  return refuse(c, new Problem('not-found', `There is nothing at ${c.req.path}.`))
}

function problemOf(error: Error, c: Context<AppEnv>): Problem {
  if (error instanceof Problem) return error
  if (error instanceof HTTPException) return fromHono(error)
  // Drizzle's own message holds every parameter, which may be secret; what the database said is the cause.
  console.error(`${c.req.method} ${c.req.path} failed (request ${c.var.requestId})`, error.cause ?? error)
  if (isUnreachable(error)) return new Problem('unavailable', 'The database did not answer.')
  return new Problem('internal-error', `Request ${c.var.requestId} failed.`)
}

/** Hono's own refusals: malformed JSON from the validator, csrf() from the pages. */
function fromHono({ status, message }: HTTPException): Problem {
  if (status === 403) return new Problem('cross-site', 'The form was not sent from a page of this site.')
  if (message.includes('JSON')) return new Problem('malformed-json', 'The body could not be parsed as JSON.')
  return new Problem('bad-request', 'The body could not be read.')
}

function refuse(c: Context<AppEnv>, problem: Problem) {
  if (!/^\/api(\/|$)/.test(c.req.path)) return problemPage(c, problem)
  const body = problemBody(problem, c.var.settings?.baseUrl ?? new URL(c.req.url).origin)
  return c.body(JSON.stringify(body), problem.status, { 'Content-Type': 'application/problem+json' })
}
