import { and, asc, count, eq, gt, isNotNull, isNull, max, min, ne, or, sql } from 'drizzle-orm'
import { z } from 'zod'
import { isOneOf } from '../db/bulk.ts'
import { type Page, type PageAsked, pageOf, readCursor } from '../db/page.ts'
import { readableBytes } from '../db/readable-bytes.ts'
import { entries, predictions, punditNames, pundits } from '../db/schema.ts'
import type { Deps } from '../deps.ts'
import { parseEntry } from '../entries.ts'
import { slug as Slug } from '../fields.ts'
import { Problem } from '../problem.ts'
import { punditKinds } from './pundit.ts'
import { nameKey } from './rules.ts'
import { keptByVersion } from './versions.ts'

export const PunditView = z
  .object({
    id: z.string(),
    slug: z.string(),
    name: z.string(),
    kind: z.enum(punditKinds),
    wikidataId: z.string().nullable(),
    aliases: z.array(z.string()),
    roles: z
      .array(z.object({ role: z.string(), from: z.string(), to: z.string() }))
      .meta({ description: 'Roles held when predictions were made, with the first and last day seen.' }),
    merges: z
      .array(
        z.object({
          slug: z.string(),
          name: z.string(),
          reason: z.string(),
          by: z.string(),
          at: z.string(),
          entryId: z.string(),
        }),
      )
      .meta({ description: 'Other pundits who turned out to be this one, the first merged first.' }),
    predictionCount: z.number(),
    addedAt: z.string(),
    entryId: z.string(),
  })
  .meta({ id: 'Pundit' })
export type PunditView = z.infer<typeof PunditView>

/** The pundit; of a merged one, the pundit they were merged into: the slug then differs from the one asked for. */
export async function getPundit(deps: Deps, slug: string): Promise<PunditView> {
  const found = Slug.safeParse(slug).success
    ? await deps.db
        .select({ id: sql<string>`coalesce(${pundits.mergedInto}, ${pundits.id})` })
        .from(pundits)
        .where(eq(pundits.slug, slug))
    : []
  const [pundit] = await view(deps, found)
  if (pundit === undefined) throw new Problem('not-found', 'No pundit has this slug.')
  return pundit
}

/** In the order of their slugs. */
export async function listPundits(deps: Deps, page: PageAsked): Promise<Page<PunditView>> {
  const after = readCursor(page.cursor, z.tuple([Slug]))
  const rows = await deps.db
    .select({ id: pundits.id, slug: pundits.slug })
    .from(pundits)
    .where(and(isNull(pundits.mergedInto), after && gt(pundits.slug, after[0])))
    .orderBy(asc(pundits.slug))
    .limit(page.limit + 1)
  const { items, next } = pageOf(
    rows,
    page.limit,
    row => [row.slug],
    row => row,
  )
  return { items: await view(deps, items), next }
}

/** The chief names of pundits, for a form to offer. */
export async function listPunditNames(deps: Deps, limit: number): Promise<string[]> {
  const rows = await deps.db
    .select({ name: pundits.name })
    .from(pundits)
    .where(isNull(pundits.mergedInto))
    .orderBy(asc(pundits.name))
    .limit(limit)
  return rows.map(row => row.name)
}

const seen = keptByVersion<PunditView>()

async function view(deps: Deps, found: { id: string }[]): Promise<PunditView[]> {
  const ids = found.map(({ id }) => id)
  const views = await seen(deps.db, ids, 'view', async fresh => {
    const made = await freshViews(deps, fresh)
    return new Map(made.map(one => [one.id, one]))
  })
  return ids.flatMap(id => views.get(id) ?? [])
}

async function freshViews(deps: Deps, ids: string[]): Promise<PunditView[]> {
  const [rows, merges, aliases, roles, counts] = await Promise.all([
    deps.db.select().from(pundits).where(isOneOf(pundits.id, ids)),
    readMerges(deps, ids),
    deps.db
      .select({ id: pundits.id, name: punditNames.name })
      .from(punditNames)
      .innerJoin(pundits, and(eq(pundits.id, punditNames.punditId), ne(pundits.name, punditNames.name)))
      .where(isOneOf(pundits.id, ids))
      .orderBy(punditNames.key),
    deps.db
      .select({
        id: predictions.punditId,
        role: predictions.role,
        from: min(predictions.saidOn),
        to: max(predictions.saidOn),
      })
      .from(predictions)
      .where(and(isOneOf(predictions.punditId, ids), isNotNull(predictions.role)))
      .groupBy(predictions.punditId, predictions.role)
      .orderBy(min(predictions.saidOn)),
    deps.db
      .select({ id: predictions.punditId, count: count() })
      .from(predictions)
      .where(isOneOf(predictions.punditId, ids))
      .groupBy(predictions.punditId),
  ])
  return rows.map(({ addedAt, mergedInto: _mergedInto, ...row }) => ({
    ...row,
    aliases: aliases.flatMap(({ id, name }) => (id === row.id ? name : [])),
    roles: roles.flatMap(({ id, role, from, to }) =>
      id === row.id && role && from && to ? { role, from, to } : [],
    ),
    merges: merges.get(row.id) ?? [],
    predictionCount: counts.find(({ id }) => id === row.id)?.count ?? 0,
    addedAt: addedAt.toISOString(),
  }))
}

async function readMerges(deps: Deps, ids: string[]): Promise<Map<string, PunditView['merges']>> {
  const rows = await deps.db
    .select({ bytes: readableBytes })
    .from(entries)
    .where(and(isOneOf(entries.subject, ids), eq(entries.kind, 'pundit.merged')))
    .orderBy(asc(entries.position))
  const merged = rows.map(({ bytes }) => parseEntry(bytes)).filter(entry => entry.kind === 'pundit.merged')
  const others = await deps.db
    .select({ id: pundits.id, slug: pundits.slug, name: pundits.name })
    .from(pundits)
    .where(
      isOneOf(
        pundits.id,
        merged.map(entry => entry.payload.mergedId),
      ),
    )
  const views = merged.flatMap(({ id: entryId, subject, actor: by, recordedAt: at, payload }) => {
    const other = others.find(({ id }) => id === payload.mergedId)
    if (other === undefined) return []
    return { subject, merge: { slug: other.slug, name: other.name, reason: payload.reason, by, at, entryId } }
  })
  return new Map(
    [...Map.groupBy(views, view => view.subject)].map(([id, mine]) => [id, mine.map(({ merge }) => merge)]),
  )
}

/** The slug of whom a name or a slug means, if anybody. */
export async function findSlug({ db }: Deps, typed: string): Promise<string | undefined> {
  const named = db
    .select({ id: punditNames.punditId })
    .from(punditNames)
    .where(eq(punditNames.key, nameKey(typed)))
  const slugged = db
    .select({ id: sql`coalesce(${pundits.mergedInto}, ${pundits.id})` })
    .from(pundits)
    .where(eq(pundits.slug, typed))
  const [found] = await db
    .select({ slug: pundits.slug })
    .from(pundits)
    .where(
      and(
        isNull(pundits.mergedInto),
        or(sql`${pundits.id} in (${slugged})`, sql`${pundits.id} in (${named})`),
      ),
    )
    .orderBy(sql`${pundits.slug} = ${typed} desc`)
    .limit(1)
  return found?.slug
}
