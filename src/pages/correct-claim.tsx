import type { Context } from 'hono'
import { correctClaim } from '../claims/correct.ts'
import { CorrectClaim } from '../claims/correction-and-merge.ts'
import { type ClaimView, getClaim } from '../claims/read.ts'
import { correctionHours } from '../claims/rules.ts'
import { type AppEnv, actorDeps, router } from '../door.ts'
import { type Form, needsRole, needsSession, readForm, tryForm } from './door.ts'
import { show } from './layout.tsx'
import { differs, ErrorSummary, Input, TextArea, textFields, topicsOf } from './parts/form.tsx'

export const correctClaimPages = router()

correctClaimPages.get('/claims/:id/corrections', needsRole('correct'), async c => {
  const claim = await getClaim(c.var.deps, c.req.param('id'))
  return showForm(c, claim, { values: valuesOf(claim), errors: [] })
})

correctClaimPages.post('/claims/:id/corrections', needsSession('correct'), async c => {
  const id = c.req.param('id')
  const claim = await getClaim(c.var.deps, id)
  const values = textFields(await readForm(c))
  const done = await tryForm(CorrectClaim, inputOf(values, claim), [], input =>
    correctClaim(actorDeps(c), id, input),
  )
  if ('refused' in done) return showForm(c, claim, { values, ...done.refused })
  return c.redirect(`/claims/${claim.id}#history`, 303)
})

function valuesOf(claim: ClaimView): Record<string, string> {
  const { statement, criteria, topics, dueWording } = claim
  const values = {
    statement,
    criteria: criteria ?? '',
    topics: topics.join(', '),
    dueWording: dueWording ?? '',
  }
  return { ...values, seen: lastVersion(claim) }
}

function lastVersion({ entryId, history }: ClaimView): string {
  return history.findLast(({ type }) => type === 'correction')?.entryId ?? entryId
}

/** Only what differs from the claim: a form sends all of its fields back, and none that is empty. */
function inputOf(values: Record<string, string>, claim: ClaimView) {
  const { reason, seen } = values
  const { statement, criteria, topics, dueWording } = valuesOf(claim)
  return {
    ...(differs(values.statement, statement) && { statement: values.statement ?? '' }),
    ...(differs(values.criteria, criteria) && { criteria: values.criteria ?? null }),
    ...(differs(values.topics, topics) && { topics: topicsOf(values.topics ?? '') }),
    ...(differs(values.dueWording, dueWording) && { dueWording: values.dueWording ?? null }),
    reason,
    seen,
  }
}

const labels = {
  statement: 'Claim',
  criteria: 'How to settle it',
  topics: 'Topics',
  dueWording: 'Wording of the deadline',
  reason: 'Reason',
}

function showForm(c: Context<AppEnv>, claim: ClaimView, form: Form) {
  const title = 'Correct a claim'
  return show(
    c,
    { title, status: form.status },
    <form method="post" action={`/claims/${claim.id}/corrections`} class="long" data-unsaved>
      <h1>{title}</h1>
      <p>
        Both versions stay visible. Whoever opened the claim can mend it for {correctionHours} hours, while
        nobody else has acted on it; later a moderator can. What is forecast for another day is another claim:{' '}
        <a href={`/claims/${claim.id}`}>log on the claim’s page</a> that it was said again.
      </p>
      <ErrorSummary form={form} labels={labels} />
      <input type="hidden" name="seen" value={lastVersion(claim)} />
      <TextArea form={form} name="statement" label={labels.statement} rows={4} required />
      <TextArea form={form} name="criteria" label={labels.criteria} rows={5} />
      <Input form={form} name="topics" label={labels.topics} hint="Separated by commas." />
      <Input form={form} name="dueWording" label={labels.dueWording} />
      <TextArea
        form={form}
        name="reason"
        label={labels.reason}
        hint="What was wrong. Everybody can read it."
        rows={2}
        required
      />
      <button type="submit">Correct the claim</button>
    </form>,
  )
}
