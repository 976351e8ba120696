import type { Context, MiddlewareHandler } from 'hono'
import { routePath } from 'hono/route'
import postgres from 'postgres'
import type { AppEnv } from './door.ts'

/** Takes one line. A line names people by id, and routes by their pattern: addresses can hold what is secret. */
export type Log = (line: Record<string, unknown>) => void

export const noLog: Log = () => {}

/** Writes each line as JSON. */
export const jsonLog: Log = line => console.log(JSON.stringify(line))

/** Says of every request what became of it, in the log and, for its duration, to whoever asked. */
export function logged(log: Log): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    const began = performance.now()
    await next()
    const duration = Math.round((performance.now() - began) * 10) / 10
    c.header('Server-Timing', `total;dur=${duration}`)
    log({
      level: 'info',
      at: new Date().toISOString(),
      requestId: c.var.requestId,
      method: c.req.method,
      route: routePath(c),
      status: c.res.status,
      duration,
      actor: c.var.actor?.id,
    })
  }
}

/** What went wrong, without what a statement or a message held: those quote what people have sent. */
export function errorLine(c: Context<AppEnv>, error: unknown): Record<string, unknown> {
  const cause = error instanceof Error && error.cause !== undefined ? error.cause : error
  const known = cause instanceof Error ? cause : new Error('something else than an Error was thrown')
  return {
    level: 'error',
    at: new Date().toISOString(),
    requestId: c.var.requestId,
    method: c.req.method,
    route: routePath(c),
    error: known.name,
    ...('code' in known && { code: known.code }),
    ...(known instanceof postgres.PostgresError
      ? { routine: known.routine, table: known.table_name, constraint: known.constraint_name }
      : {}),
    stack: known.stack
      ?.split('\n')
      .filter(line => /^\s+at /.test(line))
      .slice(0, 8),
  }
}
