import type { Context, MiddlewareHandler } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { requestId } from 'hono/request-id'
import { secureHeaders } from 'hono/secure-headers'
import { timeout } from 'hono/timeout'
import { openAuth } from './accounts/auth.ts'
import { type Limit, noLimit } from './accounts/limits.ts'
import type { SendMail } from './accounts/mail.ts'
import { originOf } from './accounts/origin.ts'
import { api } from './api/api.ts'
import { ledgerFiles } from './api/ledger-files.ts'
import { isOverloaded, isUnreachable } from './db/client.ts'
import type { Deps } from './deps.ts'
import { type AppEnv, router } from './door.ts'
import type { Settings } from './env.ts'
import { health } from './health.ts'
import { errorLine, type Log, logged, noLog } from './log.ts'
import { pages } from './pages/pages.ts'
import { problemPage } from './pages/problem.tsx'
import { Problem, problemBody } from './problem.ts'

export interface World {
  deps: Deps
  settings: Settings
  /** Where the request comes from, once what proxies say is believed or not. */
  address?: string
  /** Whether it comes from the machine that Reckon runs on, as its socket says. */
  isFromHere?: boolean
  /** Without one nothing is limited. */
  limit?: Limit
  /** Without one the owner passes links on. */
  sendMail?: SendMail | undefined
  /** Keeps the owner as the settings say, before anything else is done. */
  ready?(): Promise<void>
  /** Hears of every request that may have written. */
  wrote?(): void
  /** Lets go of what was opened for one request only, which may have written. */
  close?(wrote: boolean): Promise<void>
}

interface Options {
  log?: Log
  /** How long a request may take. */
  seconds?: number
}

const ownOnly = ["'self'"]
const nothing = ["'none'"]
const policy = { defaultSrc: ownOnly, formAction: ownOnly, baseUri: nothing, objectSrc: nothing }
const headers = {
  referrerPolicy: 'same-origin',
  strictTransportSecurity: 'max-age=15552000',
  permissionsPolicy: { camera: [], geolocation: [], microphone: [] },
}
const framedByNobody = secureHeaders({
  ...headers,
  contentSecurityPolicy: { ...policy, frameAncestors: nothing },
})
/** Scalar writes its styles into the page. */
const withInlineStyles = secureHeaders({
  ...headers,
  contentSecurityPolicy: { ...policy, frameAncestors: nothing, styleSrc: [...ownOnly, "'unsafe-inline'"] },
})
const framedByAnybody = secureHeaders({
  ...headers,
  contentSecurityPolicy: { ...policy, frameAncestors: ['*'] },
  crossOriginResourcePolicy: 'cross-origin',
  xFrameOptions: false,
})

/**
 * The whole of Reckon. `connect` gives each request its database and settings; it may refuse, by throwing.
 * Where nothing else serves the assets, `serveAssets` does.
 */
export function createApp(
  connect: (c: Context) => World,
  serveAssets?: MiddlewareHandler,
  { log = noLog, seconds = 60 }: Options = {},
) {
  const app = router()
  app.use((c, next) => secured(c.req.path)(c, next))
  if (serveAssets !== undefined) app.use(serveAssets)
  app.use(requestId(), logged(log))
  app.use(timeout(seconds * 1000, new HTTPException(503)))
  app.use(async (c, next) => {
    const world = connect(c)
    const { deps, settings, wrote, close } = world
    const after: Promise<unknown>[] = []
    const later = (work: Promise<unknown>) => void after.push(work.catch(error => log(errorLine(c, error))))
    const at = originOf(settings.baseUrl, c.req.url)
    // Only in development: a link is a secret, and logs are read by others than the owner.
    const isShown = world.isFromHere === true && !at.secure
    const show = isShown
      ? (words: string, path: string) => console.log(`${words}: ${settings.baseUrl ?? at.origin}${path}`)
      : () => {}
    const post = { send: world.sendMail, baseUrl: settings.baseUrl, later, show }
    c.set('deps', deps)
    c.set('settings', settings)
    c.set('address', world.address ?? '')
    c.set('limit', world.limit ?? noLimit)
    c.set('post', post)
    c.set('ready', world.ready ?? (async () => {}))
    c.set('auth', (db = deps.db) => openAuth(db, settings, at, post))
    try {
      await next()
    } finally {
      const written = c.req.method === 'POST' && c.res.status < 400
      if (written) wrote?.()
      if (close !== undefined) c.executionCtx.waitUntil(Promise.all(after).then(() => close(written)))
    }
  })
  app.route('/', health)
  app.use(async (c, next) => {
    await c.var.ready()
    await c.var.limit('read', 'address', c.var.address)
    await next()
  })
  app.route('/api/v1', api)
  app.all('/api/*', notFound)
  app.route('/ledger', ledgerFiles)
  app.route('/', pages)
  app.notFound(notFound)
  app.onError((error, c) => refuse(c, problemOf(error, c, log)))
  return app
}

function secured(path: string): MiddlewareHandler {
  if (path.startsWith('/embed/')) return framedByAnybody
  return path === '/docs/reference' ? withInlineStyles : framedByNobody
}

function notFound(c: Context<AppEnv>) {
  return refuse(c, new Problem('not-found', `There is nothing at ${c.req.path}.`))
}

function problemOf(error: Error, c: Context<AppEnv>, log: Log): Problem {
  if (error instanceof Problem) return error
  if (error instanceof HTTPException) return fromHono(error)
  log(errorLine(c, error))
  if (isUnreachable(error)) return unavailable('The database did not answer.')
  if (isOverloaded(error)) return unavailable('The database was too busy.')
  return new Problem('internal-error', `Request ${c.var.requestId} failed.`)
}

function unavailable(detail: string): Problem {
  return new Problem('unavailable', detail, { retryAfter: 5 })
}

/** Hono's own refusals: malformed JSON from the validator, csrf() from the pages, a request that took too long. */
function fromHono({ status, message }: HTTPException): Problem {
  if (status === 403) return new Problem('cross-site', 'The form was not sent from a page of this site.')
  if (status === 503) return unavailable('It took too long.')
  if (message.includes('JSON')) return new Problem('malformed-json', 'The body could not be parsed as JSON.')
  return new Problem('bad-request', 'The body could not be read.')
}

function refuse(c: Context<AppEnv>, problem: Problem) {
  const { retryAfter } = problem.members
  if (retryAfter !== undefined) c.header('Retry-After', String(retryAfter))
  if (!/^\/api(\/|$)/.test(c.req.path)) return problemPage(c, problem)
  const body = problemBody(problem, c.var.settings?.baseUrl ?? new URL(c.req.url).origin)
  return c.body(JSON.stringify(body), problem.status, { 'Content-Type': 'application/problem+json' })
}
