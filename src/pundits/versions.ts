import { sql } from 'drizzle-orm'
import { isOneOf } from '../db/bulk.ts'
import type { Db, Tx } from '../db/client.ts'
import { predictions, pundits, punditVersions } from '../db/schema.ts'
import type { Entry } from '../entries.ts'
import { results } from '../remembered.ts'

/** By pundit, what stands of them and their predictions under a name of its own. */
export async function readVersions(db: Db, punditIds: string[]): Promise<Map<string, string>> {
  const rows = await db.select().from(punditVersions).where(isOneOf(punditVersions.punditId, punditIds))
  return new Map(rows.map(({ punditId, version }) => [punditId, version]))
}

/**
 * Remembers what is worked out of each pundit under their version: of whom nothing has changed since it is not worked out
 * again. Whoever was touched while it was being done was read under one version and another, and is not kept. `work` reads
 * all that it uses itself, since what was read before the version was may be older.
 */
export function keptByVersion<Result>(mostKept?: number) {
  const kept = results<Result>(mostKept)
  return async (
    db: Db,
    punditIds: string[],
    question: unknown,
    work: (punditIds: string[]) => Promise<Map<string, Result>>,
  ): Promise<Map<string, Result>> => {
    const versions = await readVersions(db, punditIds)
    const keyOf = (version: string) => JSON.stringify([version, question])
    const found = new Map<string, Result>()
    for (const [id, version] of versions) {
      const known = kept.find(keyOf(version))
      if (known !== undefined) found.set(id, known.result)
    }
    const fresh = punditIds.filter(id => !found.has(id))
    if (fresh.length === 0) return found
    const made = await work(fresh)
    const after = await readVersions(db, fresh)
    for (const [id, result] of made) {
      found.set(id, result)
      const version = after.get(id)
      if (version !== undefined && version === versions.get(id)) kept.keep(keyOf(version), result)
    }
    return found
  }
}

/**
 * Gives other versions to the pundits whom entries touch, or whose predictions they do. In the order of their ids, and
 * held until the transaction ends: whoever touches one of them meanwhile waits, so that no version ever names two states.
 */
export async function renewVersions(tx: Tx, entries: Entry[]): Promise<void> {
  if (entries.some(entry => entry.kind === 'entry.redacted')) return renewAllVersions(tx)
  const touched = entries.map(touchedBy)
  const ids = (what: keyof Touched) => [...new Set(touched.flatMap(one => one[what] ?? []))]
  await tx.execute(sql`
    insert into ${punditVersions} (pundit_id, version)
    select id, gen_random_uuid() from (
      select id from ${pundits} where ${isOneOf(pundits.id, ids('pundits'))}
      union select pundit_id from ${predictions} where ${isOneOf(predictions.claimId, ids('claims'))}
      union select pundit_id from ${predictions} where ${isOneOf(predictions.id, ids('predictions'))}
    ) as touched order by id
    on conflict (pundit_id) do update set version = excluded.version`)
}

export async function renewAllVersions(tx: Tx): Promise<void> {
  await tx.execute(sql`
    insert into ${punditVersions} (pundit_id, version) select id, gen_random_uuid() from ${pundits} order by id
    on conflict (pundit_id) do update set version = excluded.version`)
}

interface Touched {
  pundits?: string[]
  claims?: string[]
  predictions?: string[]
}

function touchedBy(entry: Entry): Touched {
  switch (entry.kind) {
    case 'pundit.added':
    case 'pundit.identified':
      return { pundits: [entry.subject] }
    case 'pundit.merged':
      return { pundits: [entry.subject, entry.payload.mergedId] }
    case 'prediction.logged':
      return { pundits: [entry.payload.punditId] }
    case 'prediction.corrected':
      return { pundits: [entry.payload.before.punditId ?? []].flat(), predictions: [entry.subject] }
    case 'claim.resolved':
    case 'claim.disputed':
    case 'claim.settled':
    case 'claim.voided':
    case 'claim.reopened':
    case 'claim.corrected':
    case 'claim.merged':
      return { claims: [entry.subject] }
    case 'claim.opened':
    case 'source.added':
    case 'evidence.filed':
    case 'entry.redacted':
      return {}
    default:
      return entry satisfies never
  }
}
