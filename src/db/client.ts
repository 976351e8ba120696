import { drizzle } from 'drizzle-orm/postgres-js'
import postgres from 'postgres'
import * as schema from './schema.ts'

export type Db = ReturnType<typeof openDb>['db'] | Tx
export type Tx = Parameters<Parameters<ReturnType<typeof openDb>['db']['transaction']>[0]>[0]

/** `fetch_types` costs a round trip on every new connection and Reckon needs none of what it brings. */
export function openDb(url: string, max: number) {
  const client = postgres(url, { max, fetch_types: false, connect_timeout: 10, onnotice: () => {} })
  return { db: drizzle(client, { schema }), close: () => client.end({ timeout: 5 }) }
}

const uniqueViolation = '23505'
const serializationFailure = '40001'
const deadlockDetected = '40P01'
const worthRetrying = new Set([uniqueViolation, serializationFailure, deadlockDetected])

/**
 * Runs `work` in one transaction, again when another transaction got in between. A unique violation means
 * that somebody else has just added the same pundit, source or quote: the next try finds and reuses it, or
 * refuses with a Problem.
 */
export async function transact<T>(db: Db, work: (tx: Tx) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await db.transaction(work)
    } catch (error) {
      if (attempt === 5 || !worthRetrying.has(sqlState(error) ?? '')) throw error
    }
  }
}

/** The SQLSTATE of an error thrown by postgres.js, also when Drizzle has wrapped it. */
export function sqlState(error: unknown): string | undefined {
  if (error instanceof postgres.PostgresError) return error.code
  return error instanceof Error && error.cause !== undefined ? sqlState(error.cause) : undefined
}
