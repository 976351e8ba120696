import { OpenAPIHono } from '@hono/zod-openapi'
import type { Context, MiddlewareHandler } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import type { Keyholder } from './accounts/keyholder.ts'
import type { ActorDeps, Deps } from './deps.ts'
import type { Settings } from './env.ts'
import { fieldErrors, invalid, Problem } from './problem.ts'

/** What middleware has put beside every request. */
export interface AppEnv {
  Variables: { deps: Deps; settings: Settings; requestId: string; actor: Keyholder | undefined }
}

export function router() {
  return new OpenAPIHono<AppEnv>({
    defaultHook: result => {
      if (result.success) return
      throw result.target === 'param'
        ? new Problem('not-found', 'The address is unknown.')
        : invalid(fieldErrors(result.error))
    },
  })
}

/** The operations' deps of a request that `needsKey` or a session has let through. */
export function actorDeps(c: Context<AppEnv>): ActorDeps {
  const { deps, actor } = c.var
  if (actor === undefined) throw new Error('A route that writes lets nobody through who is unknown.')
  return { ...deps, actor: actor.id, role: actor.role }
}

const mebibyte = 1024 * 1024

export function atMost(mebibytes: number): MiddlewareHandler {
  return bodyLimit({
    maxSize: mebibytes * mebibyte,
    onError: () => {
      throw new Problem('too-large', `The body may hold ${mebibytes} MiB.`)
    },
  })
}
