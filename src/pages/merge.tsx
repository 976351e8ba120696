import type { Context } from 'hono'
import type { Child } from 'hono/jsx'
import { MergeClaim } from '../claims/correction-and-merge.ts'
import { mergeClaim } from '../claims/merge.ts'
import { getClaim } from '../claims/read.ts'
import { type AppEnv, actorDeps, router } from '../door.ts'
import { mergePundit } from '../pundits/merge.ts'
import { MergePundit } from '../pundits/pundit.ts'
import { getPundit } from '../pundits/read.ts'
import { type Form, needsRole, needsSession, readForm, tryForm } from './door.ts'
import { show } from './layout.tsx'
import { blank, ErrorSummary, Input, lastPart, TextArea, textFields } from './parts/form.tsx'

export const mergePages = router()

mergePages.get('/claims/:id/merges', needsRole('merge'), c => showClaimForm(c, c.req.param('id'), blank))

mergePages.post('/claims/:id/merges', needsSession('merge'), async c => {
  const id = c.req.param('id')
  const values = textFields(await readForm(c))
  const input = { ...values, claimId: lastPart(values.claimId) }
  const done = await tryForm(MergeClaim, input, [], merge => mergeClaim(actorDeps(c), id, merge))
  if ('refused' in done) return showClaimForm(c, id, { values, ...done.refused })
  return c.redirect(`/claims/${done.done.claimId}#history`, 303)
})

mergePages.get('/pundits/:slug/merges', needsRole('merge'), c =>
  showPunditForm(c, c.req.param('slug'), blank),
)

mergePages.post('/pundits/:slug/merges', needsSession('merge'), async c => {
  const slug = c.req.param('slug')
  const values = textFields(await readForm(c))
  const input = { ...values, slug: lastPart(values.slug) }
  const done = await tryForm(MergePundit, input, [], merge => mergePundit(actorDeps(c), slug, merge))
  if ('refused' in done) return showPunditForm(c, slug, { values, ...done.refused })
  return c.redirect(`/pundits/${done.done.slug}`, 303)
})

async function showClaimForm(c: Context<AppEnv>, claimId: string, form: Form) {
  const { id, statement } = await getClaim(c.var.deps, claimId)
  return showForm(c, form, {
    title: 'Merge two claims',
    path: `/claims/${id}/merges`,
    name: 'claimId',
    label: 'The other claim',
    hint: 'The address of its page, or its id.',
    about: (
      <>
        Another claim is the same as <a href={`/claims/${id}`}>{statement}</a>: its predictions, its evidence
        and the claims that depend on it move here, and its address leads here. Both must have the same
        deadlines and condition.
      </>
    ),
  })
}

async function showPunditForm(c: Context<AppEnv>, asked: string, form: Form) {
  const { slug, name } = await getPundit(c.var.deps, asked)
  return showForm(c, form, {
    title: 'Merge two pundits',
    path: `/pundits/${slug}/merges`,
    name: 'slug',
    label: 'The other pundit',
    hint: 'The address of their page, or its last part.',
    about: (
      <>
        Another pundit is the same as <a href={`/pundits/${slug}`}>{name}</a>: their names and predictions
        move here, and their address leads here.
      </>
    ),
  })
}

interface MergeForm {
  title: string
  path: string
  name: string
  label: string
  hint: string
  about: Child
}

function showForm(c: Context<AppEnv>, form: Form, merge: MergeForm) {
  const { title, path, name, label, hint, about } = merge
  return show(
    c,
    { title, status: form.status },
    <form
      method="post"
      action={path}
      class="long"
      data-unsaved
      data-confirm="The two become one, for everybody and for good."
    >
      <h1>{title}</h1>
      <p>{about} For moderators; it cannot be undone.</p>
      <ErrorSummary form={form} labels={{ [name]: label, reason: 'Reason' }} />
      <Input form={form} name={name} label={label} hint={hint} required />
      <TextArea form={form} name="reason" label="Reason" hint="Everybody can read it." rows={2} required />
      <button type="submit">Merge them</button>
    </form>,
  )
}
