import { sql } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/postgres-js'
import postgres from 'postgres'
import * as schema from './schema.ts'

export type Db = ReturnType<typeof openDb>['db'] | Tx
export type Tx = Parameters<Parameters<ReturnType<typeof openDb>['db']['transaction']>[0]>[0]

/** In milliseconds; a server that is asked for none has its own, which as a rule is none. */
type Timeouts = {
  statement_timeout?: number
  idle_in_transaction_session_timeout?: number
}

/** For those who answer requests. A rebuild or a migration may take as long as it takes. */
export const servingTimeouts: Timeouts = {
  statement_timeout: 30_000,
  idle_in_transaction_session_timeout: 60_000,
}

/**
 * `fetch_types` costs a round trip on every new connection and Reckon needs none of what it brings. Connections are
 * kept: one that holds a session's lock must not be renewed.
 */
export function openDb(url: string, max: number, timeouts: Timeouts = {}) {
  const client = postgres(url, {
    max,
    connection: timeouts,
    fetch_types: false,
    connect_timeout: 10,
    max_lifetime: null,
    backoff: secondsToWait,
    onnotice: () => {},
  })
  return { db: drizzle(client, { schema }), close: () => client.end({ timeout: 5 }) }
}

/** Before a connection is tried again: the driver's own twenty seconds would outlast most restarts of a database. */
function secondsToWait(failures: number): number {
  return Math.min(0.05 * 2 ** failures, 1) * (0.5 + Math.random() / 2)
}

const uniqueViolation = '23505'
const serializationFailure = '40001'
const deadlockDetected = '40P01'
const worthRetrying = new Set([uniqueViolation, serializationFailure, deadlockDetected])

/** Shared by all who write; held alone by a rebuild. */
const writersLock = 7_263_004

/**
 * Runs `work` in one transaction, again when another transaction got in between. A unique violation means
 * that somebody else has just added the same pundit, source or quote: the next try finds and reuses it, or
 * refuses with a Problem. A connection that turns out to be dead before anything was done is another such case.
 */
export async function transact<T>(db: Db, work: (tx: Tx) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    let begun = false
    try {
      return await db.transaction(async tx => {
        await tx.execute(sql`select pg_advisory_xact_lock_shared(${writersLock})`)
        begun = true
        return work(tx)
      })
    } catch (error) {
      const again = worthRetrying.has(sqlState(error) ?? '') || (!begun && isUnreachable(error))
      if (attempt === 5 || !again) throw error
      // At different moments, or those who collided would collide again.
      await pause(Math.random() * 20 * attempt)
    }
  }
}

/** Runs `work` in one transaction while nobody else writes. Readers see what was there before. */
export async function transactAlone<T>(db: Db, work: (tx: Tx) => Promise<T>): Promise<T> {
  return db.transaction(async tx => {
    await tx.execute(sql`select pg_advisory_xact_lock(${writersLock})`)
    return work(tx)
  })
}

function pause(milliseconds: number): Promise<void> {
  return new Promise(resolve => setTimeout(resolve, milliseconds))
}

/** The SQLSTATE of an error thrown by postgres.js, also when Drizzle has wrapped it. */
export function sqlState(error: unknown): string | undefined {
  if (error instanceof postgres.PostgresError) return error.code
  return error instanceof Error && error.cause !== undefined ? sqlState(error.cause) : undefined
}

/** A statement took longer than its connection allows, or waited too long for a lock. */
export function isOverloaded(error: unknown): boolean {
  return ['57014', '55P03'].includes(sqlState(error) ?? '')
}

/** SQLSTATE class 08 and 57P: the connection is gone; 53300: there are too many. postgres.js has codes of its own. */
export function isUnreachable(error: unknown): boolean {
  const code = sqlState(error) ?? (error instanceof Error && 'code' in error ? String(error.code) : '')
  if (
    /^(08|53300|57P|ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EAI_AGAIN|CONNECTION_|CONNECT_TIMEOUT)/.test(
      code,
    )
  )
    return true
  return error instanceof Error && error.cause !== undefined && isUnreachable(error.cause)
}
