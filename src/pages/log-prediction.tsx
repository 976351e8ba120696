import type { Context } from 'hono'
import { type ClaimView, findClaim, getClaim } from '../claims/read.ts'
import { listSimilar, type SimilarClaim } from '../claims/similar.ts'
import { listTopics } from '../claims/topics.ts'
import { type AppEnv, actorDeps, router } from '../door.ts'
import { calendarDate, dateOf } from '../fields.ts'
import { logPrediction } from '../predictions/log.ts'
import { LogPrediction } from '../predictions/prediction.ts'
import { findPrediction, getPrediction, type PredictionView } from '../predictions/read.ts'
import { getPundit, listPunditNames } from '../pundits/read.ts'
import { listSimilarPundits, type SimilarPundit } from '../pundits/similar.ts'
import { dayWords } from '../reading/days.ts'
import { readWindow } from '../reading/window.ts'
import { type Form, needsSession, readForm, tryForm } from './door.ts'
import { show } from './layout.tsx'
import { ClaimFields, DeadlineFields, KnownClaim, Restated, Similar } from './parts/claim-fields.tsx'
import { ErrorSummary, type Filled, percentErrors, textFields } from './parts/form.tsx'
import { logLabels, otherThan, PunditStep, SimilarPundits, SureStep, WordsStep } from './parts/log-steps.tsx'
import { predictionInput } from './parts/prediction-input.ts'

export const logPages = router()

logPages.get('/predictions/new', async c => {
  const { claim, condition, restates } = c.req.query()
  const restated = restates === undefined ? undefined : await getPrediction(c.var.deps, restates)
  const values = {
    ...(claim && { claimId: claim }),
    ...(condition && { 'claim/conditionClaimId': condition, stance: 'conditional' }),
    ...(restated && (await againValues(c, restated))),
  }
  return showForm(c, { values, errors: [] })
})

logPages.post('/predictions', needsSession('log'), async c => {
  const values = await withChosenPundit(c, textFields(await readForm(c)))
  if (values.fill === 'dates') return showForm(c, withDates(values))
  const wrong = [...percentErrors(values, 'probability'), ...basisErrors(values)]
  const input = predictionInput(values)
  const similar =
    wrong.length === 0 && LogPrediction.safeParse(input).success ? await similarTo(c, values) : nothingSimilar
  if (similar.claims.length + similar.pundits.length > 0)
    return showForm(c, { values, errors: [], status: 422 }, similar)
  wrong.push(...(await deadlineErrors(c, values)))
  const logged = await tryForm(LogPrediction, input, wrong, prediction =>
    logPrediction(actorDeps(c), prediction),
  )
  if ('refused' in logged) return showForm(c, { values, ...logged.refused })
  return c.redirect(`/claims/${logged.done.claimId}#prediction-${logged.done.predictionId}`, 303)
})

/** What the same pundit said before, as a new claim: as a rule only the deadline is another. */
async function againValues(c: Context<AppEnv>, { id, pundit, claimId }: PredictionView) {
  const { statement, criteria, topics } = await getClaim(c.var.deps, claimId)
  return {
    restatesId: id,
    'pundit/name': pundit.name,
    'pundit/role': pundit.role ?? '',
    'claim/statement': statement,
    'claim/criteria': criteria ?? '',
    'claim/topics': topics.join(', '),
  }
}

/** The form with both dates as its wording is read, for the logger to look at. */
function withDates(values: Record<string, string>): Filled {
  const wording = values['claim/dueWording']
  const said = calendarDate.safeParse(values.saidOn)
  const missing = [
    ...(wording === undefined
      ? [{ pointer: '#/claim/dueWording', detail: 'is needed to read dates from it' }]
      : []),
    ...(said.success ? [] : [{ pointer: '#/saidOn', detail: 'is needed to read dates from the wording' }]),
  ]
  if (wording === undefined || !said.success) return { values, errors: missing }
  const read = readWindow(wording, said.data)
  if (read === null) {
    return {
      values,
      errors: [
        {
          pointer: '#/claim/dueWording',
          detail: 'no date can be read from it: give the deadline below, or word it like “by March”',
        },
      ],
    }
  }
  const { dueBy, dueByStrict, basis } = read
  const dates = { 'claim/dueBy': dueBy, 'claim/dueByStrict': dueByStrict, 'claim/dueBasis': basis }
  return { values: { ...values, ...dates, 'claim/dueWording': read.wording }, errors: [] }
}

/** Whoever chooses a claim that is there takes its deadline, and must know. */
async function deadlineErrors(c: Context<AppEnv>, values: Record<string, string>) {
  const typed = values['claim/dueBy']
  if (!typed || !values.sameAs || values.sameAs === 'new') return []
  const claim = await findClaim(c.var.deps, values.sameAs)
  if (claim === undefined || claim.dueBy === typed) return []
  const detail = `is ${dayWords(claim.dueBy)} for the claim you have chosen: leave yours empty, or choose another claim`
  return [{ pointer: '#/claim/dueBy', detail }]
}

interface Similarities {
  claims: SimilarClaim[]
  pundits: SimilarPundit[]
}

const nothingSimilar: Similarities = { claims: [], pundits: [] }

/** Claims and pundits that may be the ones meant, unless the logger has looked at them or knows that they are others. */
async function similarTo(c: Context<AppEnv>, values: Record<string, string>): Promise<Similarities> {
  const { 'claim/statement': statement, 'pundit/name': name } = values
  const known = values.claimId ?? values.sameAs ?? values.restatesId
  return {
    claims: known || statement === undefined ? [] : await listSimilar(c.var.deps, statement),
    pundits:
      name === undefined || values.samePundit === otherThan(name)
        ? []
        : await listSimilarPundits(c.var.deps, name),
  }
}

/** Whoever was chosen from those with a similar name stands in the form from then on. */
async function withChosenPundit(c: Context<AppEnv>, values: Record<string, string>) {
  const { samePundit, 'pundit/kind': _kind, ...others } = values
  if (samePundit === undefined || samePundit.startsWith(otherThan(''))) return values
  return { ...others, 'pundit/name': (await getPundit(c.var.deps, samePundit)).name }
}

/** A date that somebody typed was either stated, inferred or assigned: the page will say which. */
function basisErrors(values: Record<string, string>) {
  if (!values['claim/dueBy'] || values['claim/dueBasis']) return []
  return [{ pointer: '#/claim/dueBasis', detail: 'is needed with a deadline' }]
}

async function showForm(c: Context<AppEnv>, form: Form, similar = nothingSimilar) {
  const title = 'Log a prediction'
  if (c.var.actor === undefined) {
    const { pathname, search } = new URL(c.req.url)
    return show(
      c,
      { title, unlisted: true },
      <>
        <h1>{title}</h1>
        <p class="invite">
          <a href={`/sign-in?next=${encodeURIComponent(pathname + search)}`}>Sign in</a> to log a prediction.
          Programs can use the <a href="/docs">API</a>.
        </p>
      </>,
    )
  }
  const { claimId, restatesId } = form.values
  const claim = claimId === undefined ? undefined : await findClaim(c.var.deps, claimId)
  const restated = restatesId === undefined ? undefined : await findPrediction(c.var.deps, restatesId)
  const [names, topics] = await Promise.all([listPunditNames(c.var.deps, 1000), listTopics(c.var.deps)])
  const today = dateOf(c.var.deps.now())
  return show(
    c,
    { title, unlisted: true, status: form.status },
    <LogForm
      form={form}
      claim={claim}
      restated={restated}
      similar={similar}
      names={names}
      topics={topics.map(({ topic }) => topic)}
      today={today}
    />,
  )
}

interface Props {
  form: Filled
  claim: ClaimView | undefined
  restated: PredictionView | undefined
  similar: Similarities
  names: string[]
  topics: string[]
  today: string
}

function LogForm({ form, claim, restated, similar, names, topics, today }: Props) {
  return (
    <form
      method="post"
      action="/predictions"
      class="long"
      data-unsaved={form.values.fill === undefined || 'filled'}
      data-done="Logged. It is the one that is marked."
    >
      <DefaultButton />
      <h1>Log a prediction</h1>
      <ErrorSummary form={form} labels={logLabels} />
      <MaybeSame similar={similar} values={form.values} />
      {restated && <Restated prediction={restated} />}
      <WordsStep form={form} today={today} />
      <PunditStep form={form} names={names} />
      <SureStep form={form} />
      <fieldset id="the-claim">
        <legend>4. What has to happen for it to come true</legend>
        {claim === undefined ? <ClaimFields form={form} topics={topics} /> : <KnownClaim claim={claim} />}
      </fieldset>
      {claim === undefined && (
        <fieldset id="by-when">
          <legend>5. By when</legend>
          <DeadlineFields form={form} />
        </fieldset>
      )}
      <p class="hint">It stays in the ledger: what was logged wrongly is corrected, never removed.</p>
      <button type="submit">Log the prediction</button>
    </form>
  )
}

/** What may be in the ledger already; what was said of it before stays said. */
function MaybeSame({ similar, values }: { similar: Similarities; values: Record<string, string> }) {
  const { claims, pundits } = similar
  if (claims.length + pundits.length > 0)
    return (
      <section class="summary similar" tabindex={-1} autofocus aria-label="Perhaps in the ledger already">
        <p>Nothing was saved yet.</p>
        {pundits.length > 0 && <SimilarPundits name={values['pundit/name'] ?? ''} pundits={pundits} />}
        {claims.length > 0 && <Similar claims={claims} />}
        {claims.length === 0 && <Kept values={values} name="sameAs" />}
        {pundits.length === 0 && <Kept values={values} name="samePundit" />}
        <button type="submit">Log the prediction</button>
      </section>
    )
  return (
    <>
      <Kept values={values} name="sameAs" />
      <Kept values={values} name="samePundit" />
    </>
  )
}

/** That what is logged is of none that is there. */
function Kept({ values, name }: { values: Record<string, string>; name: 'sameAs' | 'samePundit' }) {
  const said = values[name]
  const isOther = said === 'new' || said?.startsWith(otherThan(''))
  return isOther ? <input type="hidden" name={name} value={said} /> : null
}

/** What the Enter key presses, which is the first button of a form. */
function DefaultButton() {
  return <button type="submit" class="visually-hidden" tabindex={-1} aria-label="Log it" />
}
