import { isOneOf } from '../db/bulk.ts'
import type { Tx } from '../db/client.ts'
import { sources } from '../db/schema.ts'
import type { ActorDeps } from '../deps.ts'
import { type Entry, envelope } from '../entries.ts'
import { dateOf } from '../fields.ts'
import { invalid, type Problem } from '../problem.ts'
import { sourceIdentity } from './rules.ts'
import type { NameSource } from './source.ts'

/** A source as a prediction gives it: one of the two. */
interface SourceAsked {
  source?: NameSource
  sourceId?: string
}

/**
 * Prepares to say which source each prediction is from; `entries` then add the new ones. A source already in the
 * ledger keeps its particulars.
 */
export async function sourceFinder(tx: Tx, deps: ActorDeps, asked: SourceAsked[]) {
  const identities = asked.flatMap(({ source }) => (source === undefined ? [] : sourceIdentity(source)))
  const given = asked.flatMap(({ sourceId }) => sourceId ?? [])
  const rows = await tx
    .select({ id: sources.id, identity: sources.identity })
    .from(sources)
    .where(isOneOf(sources.identity, identities))
  const givenRows = await tx.select({ id: sources.id }).from(sources).where(isOneOf(sources.id, given))
  const byIdentity = new Map(rows.map(row => [row.identity, row.id]))
  const byId = new Set(givenRows.map(row => row.id))
  const today = dateOf(deps.now())
  const entries: Entry[] = []

  function find({ source, sourceId }: SourceAsked): string | Problem {
    if (source === undefined) {
      if (sourceId !== undefined && byId.has(sourceId)) return sourceId
      return invalid([{ pointer: '#/sourceId', detail: 'no source has this id: see GET /api/v1/sources' }])
    }
    const identity = sourceIdentity(source)
    const known = byIdentity.get(identity)
    if (known !== undefined) return known
    if (source.publishedOn !== undefined && source.publishedOn > today) {
      return invalid([
        { pointer: '#/source/publishedOn', detail: `must not be in the future (today is ${today})` },
      ])
    }
    const id = deps.newId()
    byIdentity.set(identity, id)
    entries.push({ ...envelope(deps), kind: 'source.added', subject: id, payload: source })
    return id
  }

  return { find, entries }
}
