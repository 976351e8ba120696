import { v7 } from 'uuid'
import type { Role } from './accounts/role.ts'
import type { Db } from './db/client.ts'

/** What every operation needs from the world. Tests pass their own clock and ids. */
export interface Deps {
  db: Db
  now(): Date
  newId(): string
}

/** What an operation that writes needs besides: who is acting, by id, and in which role. */
export interface ActorDeps extends Deps {
  actor: string
  role: Role
}

export function realDeps(db: Db): Deps {
  return { db, now: () => new Date(), newId: v7 }
}
