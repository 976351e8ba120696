import { or } from 'drizzle-orm'
import { isOneOf } from '../db/bulk.ts'
import type { Tx } from '../db/client.ts'
import { punditNames, pundits } from '../db/schema.ts'
import type { ActorDeps } from '../deps.ts'
import { type Entry, envelope } from '../entries.ts'
import { invalid, Problem } from '../problem.ts'
import type { NamePundit } from './pundit.ts'
import { nameKey, plainSlug, slugFor } from './rules.ts'

/** A pundit as a prediction gives it: one of the two. */
export interface PunditAsked {
  pundit?: NamePundit
  punditId?: string
}

/** Pundits that a batch of predictions may mean, those it adds itself included. */
interface Known {
  wikidataIdOf: Map<string, string | null>
  byWikidataId: Map<string, string>
  byKey: Map<string, string>
  slugs: Set<string>
}

/**
 * Prepares to say which pundit each prediction means, by id, name, alias or Wikidata id. `find` is asked in the
 * order of the predictions; `entries` then add those who are new, and name those known by more names now.
 */
export async function punditFinder(tx: Tx, deps: ActorDeps, asked: PunditAsked[]) {
  const known = await readKnown(tx, asked)
  const entries: Entry[] = []

  function find({ pundit, punditId }: PunditAsked): string | Problem {
    if (pundit !== undefined) return findOrAdd(known, entries, deps, pundit)
    if (punditId !== undefined && known.wikidataIdOf.has(punditId)) return punditId
    return invalid([{ pointer: '#/punditId', detail: 'no pundit has this id: see GET /api/v1/pundits' }])
  }

  return { find, entries }
}

async function readKnown(tx: Tx, asked: PunditAsked[]): Promise<Known> {
  const named = asked.flatMap(({ pundit }) => pundit ?? [])
  const keys = named.flatMap(namesOf).map(nameKey)
  const slugs = named.map(pundit => plainSlug(pundit.name))
  const nameRows = await tx
    .select({ key: punditNames.key, punditId: punditNames.punditId })
    .from(punditNames)
    .where(isOneOf(punditNames.key, keys))
  const ids = [...asked.flatMap(({ punditId }) => punditId ?? []), ...nameRows.map(row => row.punditId)]
  const wikidataIds = named.flatMap(({ wikidataId }) => wikidataId ?? [])
  const select = tx
    .select({ id: pundits.id, wikidataId: pundits.wikidataId })
    .from(pundits)
    .where(or(isOneOf(pundits.id, ids), isOneOf(pundits.wikidataId, wikidataIds)))
    .orderBy(pundits.id)
  // Locked where one may be given a Wikidata id, so that two at once cannot each give another.
  const rows = await (wikidataIds.length > 0 ? select.for('update') : select)
  const slugRows = await tx.select({ slug: pundits.slug }).from(pundits).where(isOneOf(pundits.slug, slugs))
  return {
    wikidataIdOf: new Map(rows.map(row => [row.id, row.wikidataId])),
    byWikidataId: new Map(rows.flatMap(row => (row.wikidataId === null ? [] : [[row.wikidataId, row.id]]))),
    byKey: new Map(nameRows.map(row => [row.key, row.punditId])),
    slugs: new Set(slugRows.map(row => row.slug)),
  }
}

function namesOf(pundit: NamePundit): string[] {
  return [pundit.name, ...(pundit.aliases ?? [])]
}

function findOrAdd(known: Known, entries: Entry[], deps: ActorDeps, pundit: NamePundit): string | Problem {
  const id = match(known, pundit)
  if (id instanceof Problem) return id
  if (id === undefined) return add(known, entries, deps, pundit)
  const newNames = namesOf(pundit).filter(name => !known.byKey.has(nameKey(name)))
  const learnsWikidataId = pundit.wikidataId !== undefined && known.wikidataIdOf.get(id) === null
  if (newNames.length > 0 || learnsWikidataId) {
    const wikidataId = learnsWikidataId ? pundit.wikidataId : undefined
    entries.push({
      ...envelope(deps),
      kind: 'pundit.identified',
      subject: id,
      payload: { names: newNames, wikidataId },
    })
    learn(known, id, newNames, known.wikidataIdOf.get(id) ?? pundit.wikidataId)
  }
  return id
}

/** The one pundit that a name, an alias or the Wikidata id points to. */
function match(known: Known, pundit: NamePundit): string | Problem | undefined {
  const { wikidataId } = pundit
  const byWikidata = wikidataId === undefined ? undefined : known.byWikidataId.get(wikidataId)
  const byName = namesOf(pundit).flatMap(name => known.byKey.get(nameKey(name)) ?? [])
  const [id, another] = new Set([...(byWikidata === undefined ? [] : [byWikidata]), ...byName])
  if (another !== undefined) {
    return new Problem(
      'pundit-differs',
      `The names and ids given for ${pundit.name} are those of different pundits.`,
    )
  }
  const recorded = id === undefined ? undefined : known.wikidataIdOf.get(id)
  if (recorded && wikidataId !== undefined && recorded !== wikidataId) {
    return new Problem('pundit-differs', `${pundit.name} is in the ledger as ${recorded}, not ${wikidataId}.`)
  }
  return id
}

function add(known: Known, entries: Entry[], deps: ActorDeps, pundit: NamePundit): string | Problem {
  if (pundit.kind === undefined) {
    const detail = `is needed: ${pundit.name} is new to the ledger (person, organisation or collective)`
    return invalid([{ pointer: '#/pundit/kind', detail }])
  }
  const id = deps.newId()
  const slug = slugFor(pundit.name, id, known.slugs)
  known.slugs.add(slug)
  learn(known, id, namesOf(pundit), pundit.wikidataId)
  entries.push({
    ...envelope(deps),
    kind: 'pundit.added',
    subject: id,
    payload: {
      slug,
      name: pundit.name,
      kind: pundit.kind,
      wikidataId: pundit.wikidataId,
      aliases: pundit.aliases ?? [],
    },
  })
  return id
}

function learn(known: Known, id: string, names: string[], wikidataId: string | undefined): void {
  known.wikidataIdOf.set(id, wikidataId ?? null)
  if (wikidataId !== undefined) known.byWikidataId.set(wikidataId, id)
  for (const name of names) known.byKey.set(nameKey(name), id)
}
