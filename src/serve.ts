import { createServer, type Server } from 'node:http'
import { createServer as createProbe } from 'node:net'
import { serve } from '@hono/node-server'

/** In milliseconds: how long a client may take over its headers and its whole request, and we over the last answers. */
interface Patience {
  headers: number
  request: number
  check: number
  leaving: number
}

const usual: Patience = { headers: 10_000, request: 60_000, check: 5_000, leaving: 30_000 }

interface Serving {
  port: number
  /** Takes no more connections, answers what it has accepted, and then resolves. */
  stop(): Promise<void>
}

/** Serves an app over HTTP on Node. */
export function serveApp(
  app: { fetch(request: Request): Response | Promise<Response> },
  port: number,
  patience: Patience = usual,
): Promise<Serving> {
  return new Promise((resolve, reject) => {
    const server = serve(
      {
        fetch: app.fetch,
        port,
        createServer,
        serverOptions: {
          headersTimeout: patience.headers,
          requestTimeout: patience.request,
          connectionsCheckingInterval: patience.check,
        },
      },
      info => resolve({ port: info.port, stop: () => drain(server as Server, patience.leaving) }),
    )
    server.on('error', error => reject(isInUse(error) ? portInUse(port) : error))
  })
}

/** Looked at before anything is made: what a first start prints must not be lost with it. */
export function assertPortFree(port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const probe = createProbe()
    probe.on('error', error => reject(isInUse(error) ? portInUse(port) : error))
    probe.listen(port, () => probe.close(() => resolve()))
  })
}

function isInUse(error: Error): boolean {
  return 'code' in error && error.code === 'EADDRINUSE'
}

function portInUse(port: number): Error {
  return new Error(`port ${port} is in use: stop what uses it, or set PORT to another`)
}

/** A kept-alive connection would else stay open until its client thinks better of it. */
function drain(server: Server, most: number): Promise<void> {
  server.prependListener('request', (_request, response) => response.setHeader('Connection', 'close'))
  const closing = setInterval(() => server.closeIdleConnections(), 50)
  const tooLate = setTimeout(() => server.closeAllConnections(), most)
  return new Promise(stopped => {
    server.close(() => {
      clearInterval(closing)
      clearTimeout(tooLate)
      stopped()
    })
  })
}
