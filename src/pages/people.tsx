import { z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { changeRole, endSessionsOf, invite, listPeople, reinstate, suspend } from '../accounts/people.ts'
import { ChangeRole, Invite } from '../accounts/person.ts'
import { roles } from '../accounts/role.ts'
import { type AppEnv, actorOf, router } from '../door.ts'
import { type Form, needsRole, readForm, tryForm } from './door.ts'
import { show } from './layout.tsx'
import { blank, ErrorSummary, Input, Select, textFields } from './parts/form.tsx'
import { siteOf } from './parts/head.tsx'
import { Moment } from './parts/marks.tsx'
import { NextPage } from './parts/next-page.tsx'

/** Who may write here: for the owner. */
export const peoplePages = router()

const owner = needsRole('manage-people')

peoplePages.get('/people', owner, c => showPeople(c, blank))

peoplePages.post('/people', owner, async c => {
  const values = textFields(await readForm(c))
  const { deps, auth, post } = c.var
  const done = await tryForm(Invite, values, [], input => invite(deps, auth(), post, input))
  if ('refused' in done) return showPeople(c, { values, ...done.refused })
  return c.redirect(`/people#person-${done.done}`, 303)
})

peoplePages.post('/people/:id/role', owner, async c => {
  const values = textFields(await readForm(c))
  const id = c.req.param('id')
  const done = await tryForm(ChangeRole, values, [], ({ role }) =>
    changeRole(c.var.deps, actorOf(c).id, id, role),
  )
  return 'refused' in done ? showPeople(c, { values: {}, ...done.refused }) : c.redirect('/people', 303)
})

peoplePages.post('/people/:id/suspension', owner, async c => {
  await suspend(c.var.deps, actorOf(c).id, c.req.param('id'))
  return c.redirect('/people', 303)
})

peoplePages.post('/people/:id/reinstatement', owner, async c => {
  await reinstate(c.var.auth(), c.req.raw.headers, c.req.param('id'))
  return c.redirect('/people', 303)
})

peoplePages.post('/people/:id/end-of-sessions', owner, async c => {
  await endSessionsOf(c.var.deps, c.var.auth(), c.req.raw.headers, c.req.param('id'))
  return c.redirect('/people', 303)
})

const labels = { name: 'Name', email: 'E-mail', role: 'Role' }
const roleNames = Object.fromEntries(roles.map(role => [role, role]))

const Asked = z.object({
  q: z.string().trim().min(1).max(200).optional().catch(undefined),
  cursor: z.string().max(500).optional().catch(undefined),
})

type Person = Awaited<ReturnType<typeof listPeople>>['items'][number]

async function showPeople(c: Context<AppEnv>, form: Form) {
  const { q, cursor } = Asked.parse(c.req.query())
  const { items, next } = await listPeople(c.var.deps, q, { limit: 100, ...(cursor && { cursor }) })
  const base = siteOf(c)
  return show(
    c,
    { title: 'People', status: form.status },
    <>
      <h1>People</h1>
      <p class="prose">
        Contributors log, file evidence, resolve and dispute. Moderators also settle, reopen, merge and
        correct. Owners also look after people.
      </p>
      <h2>Invite somebody</h2>
      <form method="post" action="/people" class="long" data-unsaved>
        <ErrorSummary form={form} labels={labels} />
        <Input form={form} name="name" label={labels.name} required />
        <Input form={form} name="email" label={labels.email} type="email" required />
        <Select form={form} name="role" label={labels.role} options={roleNames} required />
        <button type="submit">Invite</button>
      </form>
      <h2>Everybody</h2>
      <form method="get" action="/people" class="look">
        <div>
          <label for="q">Name or e-mail</label>
          <input type="search" id="q" name="q" value={q} maxlength={200} />
        </div>
        <button type="submit">Search</button>
      </form>
      {items.length === 0 && <p>Nobody was found.</p>}
      <ul class="people">
        {items.map(person => (
          <OnePerson person={person} base={base} isSelf={person.id === actorOf(c).id} />
        ))}
      </ul>
      <NextPage path="/people" query={{ q }} next={next} />
    </>,
  )
}

function OnePerson({ person, base, isSelf }: { person: Person; base: string; isSelf: boolean }) {
  const { id, name, email, role, banned, emailVerified, sessions, link, linkEnds } = person
  return (
    <li id={`person-${id}`} tabindex={-1}>
      <h3>{name}</h3>
      <p class="facts">
        <span>{email}</span>
        <span>
          <code>{id}</code>
        </span>
        <span>{role}</span>
        {banned && <span class="mark false">suspended</span>}
        {!emailVerified && <span>has not chosen a password yet</span>}
        <span>
          {sessions} {sessions === 1 ? 'session' : 'sessions'} open
        </span>
      </p>
      {link && (
        <p class="invite">
          <label for={`link-${id}`}>
            No mail carried their link. Pass it on, to nobody else; it works once, until{' '}
            <Moment at={linkEnds?.toISOString() ?? ''} />.
          </label>
          <input type="text" id={`link-${id}`} value={base + link} readonly data-copy />
        </p>
      )}
      {!isSelf && (
        <div class="actions">
          <form method="post" action={`/people/${id}/role`}>
            <label for={`role-${id}`}>Role</label>
            <select id={`role-${id}`} name="role">
              {roles.map(one => (
                <option value={one} selected={one === role}>
                  {one}
                </option>
              ))}
            </select>
            <button type="submit" class="secondary">
              Change
            </button>
          </form>
          <Act path={`/people/${id}/${banned ? 'reinstatement' : 'suspension'}`}>
            {banned ? 'Reinstate' : 'Suspend'}
          </Act>
          <Act path={`/people/${id}/end-of-sessions`}>End sessions</Act>
        </div>
      )}
    </li>
  )
}

function Act({ path, children }: { path: string; children: string }) {
  return (
    <form method="post" action={path}>
      <button type="submit" class="secondary">
        {children}
      </button>
    </form>
  )
}
