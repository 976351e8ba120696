import { or, sql } from 'drizzle-orm'
import { isOneOf } from '../db/bulk.ts'
import type { Tx } from '../db/client.ts'
import { punditNames, pundits } from '../db/schema.ts'
import type { ActorDeps } from '../deps.ts'
import { type Entry, type EntryOf, envelope } from '../entries.ts'
import { invalid, Problem } from '../problem.ts'
import type { NamePundit, PunditKind } from './pundit.ts'
import { nameKey, plainSlug, slugFor } from './rules.ts'

/** A pundit as a prediction gives it: one of the two. */
interface PunditAsked {
  pundit?: NamePundit
  punditId?: string
}

interface KnownPundit {
  id: string
  kind: PunditKind
  wikidataId: string | null
}

/** Pundits that a batch of predictions may mean, those it adds itself included. */
interface Known {
  byId: Map<string, KnownPundit>
  /** Whom an id means now: a merged pundit is the one they were merged into. */
  current: Map<string, string>
  byWikidataId: Map<string, KnownPundit>
  byKey: Map<string, string>
  slugs: Set<string>
}

/**
 * Prepares to say which pundit each prediction means, by id, name, alias or Wikidata id. `find` is asked in the
 * order of the predictions; `entries` then add those who are new, and name those known by more names now.
 */
export async function punditFinder(tx: Tx, deps: ActorDeps, asked: PunditAsked[]) {
  const known = await readKnown(tx, asked)
  const added: Entry[] = []
  const identified = new Map<string, EntryOf<'pundit.identified'>>()

  function find({ pundit, punditId }: PunditAsked): string | Problem {
    if (pundit === undefined) {
      const current = punditId === undefined ? undefined : known.current.get(punditId)
      if (current !== undefined) return current
      return invalid([{ pointer: '#/punditId', detail: 'no pundit has this id: see GET /api/v1/pundits' }])
    }
    const match = matching(known, pundit)
    if (match instanceof Problem) return match
    if (match !== undefined) return identify(match, pundit)
    return add(pundit)
  }

  function add(pundit: NamePundit): string | Problem {
    const { name, kind, wikidataId, aliases = [] } = pundit
    if (kind === undefined) {
      const detail = `is needed: ${name} is new to the ledger (person, organisation or collective)`
      return invalid([{ pointer: '#/pundit/kind', detail }])
    }
    const id = deps.newId()
    const slug = slugFor(name, id, known.slugs)
    known.slugs.add(slug)
    learn(known, { id, kind, wikidataId: wikidataId ?? null }, namesOf(pundit))
    const payload = { slug, name, kind, wikidataId, aliases }
    added.push({ ...envelope(deps), kind: 'pundit.added', subject: id, payload })
    return id
  }

  /** What a pundit already known is newly known by, one entry for all of the batch. */
  function identify(match: KnownPundit, pundit: NamePundit): string {
    const { id } = match
    const names = namesOf(pundit).filter(name => !known.byKey.has(nameKey(name)))
    const wikidataId = match.wikidataId === null ? pundit.wikidataId : undefined
    if (names.length === 0 && wikidataId === undefined) return id
    learn(known, { ...match, wikidataId: wikidataId ?? match.wikidataId }, names)
    const before = identified.get(id)
    const payload = {
      names: [...(before?.payload.names ?? []), ...names],
      wikidataId: before?.payload.wikidataId ?? wikidataId,
    }
    identified.set(id, { ...(before ?? envelope(deps)), kind: 'pundit.identified', subject: id, payload })
    return id
  }

  return { find, entries: () => [...added, ...identified.values()] }
}

async function readKnown(tx: Tx, asked: PunditAsked[]): Promise<Known> {
  const named = asked.flatMap(({ pundit }) => pundit ?? [])
  const keys = named.flatMap(namesOf).map(nameKey)
  const slugs = named.map(pundit => plainSlug(pundit.name))
  const nameRows = await tx
    .select({ key: punditNames.key, punditId: punditNames.punditId })
    .from(punditNames)
    .where(isOneOf(punditNames.key, keys))
  const currentRows = await tx
    .select({ id: pundits.id, current: sql<string>`coalesce(${pundits.mergedInto}, ${pundits.id})` })
    .from(pundits)
    .where(
      isOneOf(
        pundits.id,
        asked.flatMap(({ punditId }) => punditId ?? []),
      ),
    )
  const ids = nameRows.map(row => row.punditId)
  const wikidataIds = named.flatMap(({ wikidataId }) => wikidataId ?? [])
  const select = tx
    .select({ id: pundits.id, kind: pundits.kind, wikidataId: pundits.wikidataId })
    .from(pundits)
    .where(or(isOneOf(pundits.id, ids), isOneOf(pundits.wikidataId, wikidataIds)))
    .orderBy(pundits.id)
  // Locked where one may be given a Wikidata id, so that two at once cannot each give another.
  const rows = await (wikidataIds.length > 0 ? select.for('no key update') : select)
  const slugRows = await tx.select({ slug: pundits.slug }).from(pundits).where(isOneOf(pundits.slug, slugs))
  return {
    byId: new Map(rows.map(row => [row.id, row])),
    current: new Map(currentRows.map(row => [row.id, row.current])),
    byWikidataId: new Map(rows.flatMap(row => (row.wikidataId === null ? [] : [[row.wikidataId, row]]))),
    byKey: new Map(nameRows.map(row => [row.key, row.punditId])),
    slugs: new Set(slugRows.map(row => row.slug)),
  }
}

function learn(known: Known, pundit: KnownPundit, names: string[]): void {
  known.byId.set(pundit.id, pundit)
  if (pundit.wikidataId !== null) known.byWikidataId.set(pundit.wikidataId, pundit)
  for (const name of names) known.byKey.set(nameKey(name), pundit.id)
}

/** The one pundit that a name, an alias or the Wikidata id points to. */
function matching(known: Known, pundit: NamePundit): KnownPundit | Problem | undefined {
  const { name, kind, wikidataId } = pundit
  const byWikidata = wikidataId === undefined ? undefined : known.byWikidataId.get(wikidataId)?.id
  const byName = namesOf(pundit).map(one => known.byKey.get(nameKey(one)))
  const [id, another] = new Set([byWikidata, ...byName].filter(found => found !== undefined))
  if (another !== undefined) {
    return new Problem(
      'pundit-differs',
      `The names and ids given for ${name} are those of different pundits.`,
    )
  }
  const match = id === undefined ? undefined : known.byId.get(id)
  if (match?.wikidataId && wikidataId !== undefined && match.wikidataId !== wikidataId) {
    return new Problem(
      'pundit-differs',
      `${name} is in the ledger as ${match.wikidataId}, not ${wikidataId}.`,
    )
  }
  if (match !== undefined && kind !== undefined && match.kind !== kind) {
    return new Problem('pundit-differs', `${name} is in the ledger with kind ${match.kind}, not ${kind}.`)
  }
  return match
}

function namesOf(pundit: NamePundit): string[] {
  return [pundit.name, ...(pundit.aliases ?? [])]
}
