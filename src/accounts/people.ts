import { and, desc, eq, gt, ilike, inArray, or, sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Db, Tx } from '../db/client.ts'
import { type PageAsked, pageOf, readCursor } from '../db/page.ts'
import { people, sessions, unsentLinks } from '../db/schema.ts'
import type { Deps } from '../deps.ts'
import { invalid, Problem } from '../problem.ts'
import { newPersonId } from './actor.ts'
import type { Auth } from './auth.ts'
import type { Post } from './mail.ts'
import { inviteLife, newPasswordToken, sendPasswordLink } from './password-link.ts'
import type { Invite } from './person.ts'
import { asProblem } from './refusal.ts'
import type { Role } from './role.ts'
import { assertOwnerLeft, changeOwners, hasWayIn } from './usable-owners.ts'

const ListKey = z.tuple([z.boolean(), z.int(), z.string().max(100)])

/**
 * What the owner sees: those who have a way in, then those who have not used their link, the newest first, with the
 * link that no mail carried. `q` is part of a name or an address.
 */
export async function listPeople({ db, now }: Deps, q: string | undefined, page: PageAsked) {
  const after = readCursor(page.cursor, ListKey)
  const wayIn = hasWayIn(now())
  // In microseconds, as the column has them: a Date would skip who came within the same millisecond.
  const added = sql<number>`(extract(epoch from ${people.createdAt}) * 1000000)::float8`
  const like = q === undefined ? undefined : `%${q.replace(/[\\%_]/g, '\\$&')}%`
  const found = like === undefined ? undefined : or(ilike(people.name, like), ilike(people.email, like))
  const rest =
    after &&
    sql`(not ${wayIn}, -${added}, ${people.id}) > (${!after[0]}::boolean, ${-after[1]}::float8, ${after[2]}::text)`
  const open = sql<number>`(select count(*)::int from ${sessions} where ${sessions.userId} = ${people.id} and ${sessions.expiresAt} > ${now().toISOString()})`
  const rows = await db
    .select({
      id: people.id,
      wayIn,
      added,
      name: people.name,
      email: people.email,
      emailVerified: people.emailVerified,
      role: people.role,
      banned: people.banned,
      createdAt: people.createdAt,
      sessions: open,
      link: unsentLinks.path,
      linkEnds: unsentLinks.expiresAt,
    })
    .from(people)
    .leftJoin(
      unsentLinks,
      sql`${unsentLinks.personId} = ${people.id} and ${gt(unsentLinks.expiresAt, now())}`,
    )
    .where(and(found, rest))
    .orderBy(sql`not ${wayIn}`, desc(added), people.id)
    .limit(page.limit + 1)
  return pageOf(
    rows,
    page.limit,
    row => [row.wayIn, row.added, row.id],
    row => row,
  )
}

/** Adds somebody who will choose a password at the link that is sent to them. */
export async function invite({ db }: Deps, auth: Auth, post: Post, input: Invite): Promise<string> {
  const id = newPersonId()
  const added = await db
    .insert(people)
    .values({ ...input, id })
    .onConflictDoNothing({ target: people.email })
    .returning({ id: people.id })
  if (added.length === 0)
    throw invalid([
      { pointer: '#/email', detail: 'is the address of somebody who is here already: look for it below' },
    ])
  const token = await newPasswordToken(auth, id)
  post.later(sendPasswordLink(db, post, { id, email: input.email }, token, inviteLife))
  return id
}

export async function changeRole({ db, now }: Deps, actor: string, id: string, role: Role): Promise<void> {
  await changeOther(db, now(), actor, id, async tx => {
    await tx.update(people).set({ role, updatedAt: now() }).where(eq(people.id, id))
  })
}

/** Ends their sessions; their keys are refused from now on. */
export async function suspend({ db, now }: Deps, actor: string, id: string): Promise<void> {
  await changeOther(db, now(), actor, id, async tx => {
    await tx.update(people).set({ banned: true, updatedAt: now() }).where(eq(people.id, id))
    await tx.delete(sessions).where(eq(sessions.userId, id))
  })
}

/** An owner changes other people only, and is still one while doing it, so that there always is one. */
async function changeOther(
  db: Db,
  now: Date,
  actor: string,
  id: string,
  change: (tx: Tx) => Promise<void>,
): Promise<void> {
  if (actor === id) throw new Problem('own-account', 'Another owner has to do this to you.')
  await changeOwners(db, async tx => {
    const both = await tx
      .select()
      .from(people)
      .where(inArray(people.id, [actor, id]))
    const me = both.find(person => person.id === actor)
    if (me?.role !== 'owner' || me.banned) throw new Problem('forbidden', 'You are no longer an owner.')
    const other = both.find(person => person.id === id)
    if (other === undefined) throw new Problem('not-found', 'There is nobody of that id.')
    await change(tx)
    if (other.role === 'owner') await assertOwnerLeft(tx, now, 'No owner who can sign in would be left.')
  })
}

export async function reinstate(auth: Auth, headers: Headers, id: string) {
  await asProblem(auth.api.unbanUser({ body: { userId: id }, headers }))
}

export async function endSessionsOf({ db }: Deps, auth: Auth, headers: Headers, id: string) {
  const [person] = await db.select({ id: people.id }).from(people).where(eq(people.id, id))
  if (person === undefined) throw new Problem('not-found', 'There is nobody of that id.')
  await asProblem(auth.api.revokeUserSessions({ body: { userId: id }, headers }))
}
