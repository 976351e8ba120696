import { OpenAPIHono } from '@hono/zod-openapi'
import type { Context, MiddlewareHandler } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import type { Actor } from './accounts/actor.ts'
import type { Auth } from './accounts/auth.ts'
import type { Limit } from './accounts/limits.ts'
import type { Post } from './accounts/mail.ts'
import type { ActorDeps, Deps } from './deps.ts'
import type { Settings } from './env.ts'
import { fieldErrors, invalid, Problem } from './problem.ts'

/** What middleware has put beside every request. */
export interface AppEnv {
  Variables: {
    deps: Deps
    settings: Settings
    requestId: string
    /** Whose session or key it is. */
    actor: Actor | undefined
    /** The token of the session, where there is one. */
    sessionToken: string | undefined
    /** Where the request comes from. */
    address: string
    limit: Limit
    /** Over another transaction where one is given. */
    auth(db?: Deps['db']): Auth
    post: Post
    /** Resolves once the owner is as the settings say. */
    ready(): Promise<void>
  }
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
  const { id, role } = actorOf(c)
  return { ...c.var.deps, actor: id, role }
}

export function actorOf({ var: { actor } }: Context<AppEnv>): Actor {
  if (actor === undefined) throw new Error('A route that writes lets nobody through who is unknown.')
  return actor
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
