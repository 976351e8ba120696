import { z } from 'zod'
import { invalid, type Problem } from '../problem.ts'

export interface PageAsked {
  limit: number
  cursor?: string
}

export interface Page<T> {
  items: T[]
  next: string | null
}

/** Where the last page ended: the values its list is ordered by. Opaque to callers. */
type Key = (string | number | boolean)[]

/** Makes a page of `limit + 1` rows: the last one, if it came, only says that there is more. */
export function pageOf<Row, T>(
  rows: Row[],
  limit: number,
  keyOf: (row: Row) => Key,
  view: (row: Row) => T,
): Page<T> {
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  const next = rows.length > limit && last !== undefined ? encode(keyOf(last)) : null
  return { items: shown.map(view), next }
}

/** Reads a cursor that a caller sent back, and trusts it no further than its shape. */
export function readCursor<T>(cursor: string | undefined, shape: z.ZodType<T>): T | undefined {
  if (cursor === undefined) return undefined
  const result = z.base64url().transform(decode).pipe(shape).safeParse(cursor)
  if (result.success) return result.data
  throw badCursor()
}

export function badCursor(): Problem {
  return invalid([{ pointer: '#/cursor', detail: 'must be the "next" of an earlier page of this same list' }])
}

function encode(key: Key): string {
  return Buffer.from(JSON.stringify(key)).toString('base64url')
}

function decode(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString())
  } catch {
    return undefined
  }
}
