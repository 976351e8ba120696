import type { Context } from 'hono'
import { type ClaimView, findClaim } from '../claims/read.ts'
import { type AppEnv, actorDeps, router } from '../door.ts'
import { dateOf } from '../fields.ts'
import { logPrediction } from '../predictions/log.ts'
import { LogPrediction } from '../predictions/prediction.ts'
import { punditKinds } from '../pundits/pundit.ts'
import { listPunditNames } from '../pundits/read.ts'
import { scales } from '../scoring/scale.ts'
import { needsSession, type Refusal, readForm, tryForm } from './door.ts'
import { show } from './layout.tsx'
import {
  blank,
  ErrorSummary,
  type Filled,
  fromPercent,
  Input,
  percentErrors,
  Select,
  TextArea,
  textFields,
} from './parts/form.tsx'
import { StateMark } from './parts/marks.tsx'

export const logPages = router()

logPages.get('/predictions/new', c => showForm(c, c.req.query('claim'), blank))

logPages.post('/predictions', needsSession, async c => {
  const values = textFields(await readForm(c))
  const wrong = [...percentErrors(values, 'probability'), ...basisErrors(values)]
  const logged = await tryForm(LogPrediction, inputOf(values), wrong, input =>
    logPrediction(actorDeps(c), input),
  )
  if ('refused' in logged) return showForm(c, values.claimId, { values, ...logged.refused })
  return c.redirect(`/claims/${logged.done.claimId}#prediction-${logged.done.predictionId}`, 303)
})

/** A date that somebody typed was either stated, inferred or assigned: the page will say which. */
function basisErrors(values: Record<string, string>) {
  if (!values['claim/dueBy'] || values['claim/dueBasis']) return []
  return [{ pointer: '#/claim/dueBasis', detail: 'is needed with a deadline' }]
}

/** The strings of the form as the input of the operation. What does not read stays as it is, for the schema to refuse. */
function inputOf(values: Record<string, string>) {
  const at = (part: string, names: string[]) =>
    Object.fromEntries(
      names.flatMap(name => (values[`${part}/${name}`] ? [[name, values[`${part}/${name}`]]] : [])),
    )
  const claim = {
    ...at('claim', ['statement', 'criteria', 'condition', 'dueBy', 'dueByStrict', 'dueWording', 'dueBasis']),
    ...(values['claim/topics'] ? { topics: topicsOf(values['claim/topics']) } : {}),
  }
  return {
    ...(values.claimId ? { claimId: values.claimId } : { claim }),
    pundit: { ...at('pundit', ['name', 'kind', 'role']) },
    source: { ...at('source', ['url', 'title', 'publisher', 'author', 'publishedOn', 'archiveUrl']) },
    quote: { ...at('quote', ['exact', 'prefix', 'suffix']) },
    saidOn: values.saidOn,
    stance: values.stance,
    ...(values.probability ? { probability: fromPercent(values.probability) ?? 0 } : {}),
    ...(values.hedge ? { hedge: values.hedge } : {}),
  }
}

function topicsOf(text: string): string[] {
  return text.split(',').flatMap(topic => topic.trim() || [])
}

const labels = {
  'claim/statement': 'Claim',
  'claim/topics': 'Topics',
  'claim/criteria': 'How to settle it',
  'claim/condition': 'Condition',
  'claim/dueBy': 'Deadline',
  'claim/dueByStrict': 'Strict deadline',
  'claim/dueWording': 'Wording of the deadline',
  'claim/dueBasis': 'Where the date comes from',
  claimId: 'Claim',
  'pundit/name': 'Who said it',
  'pundit/kind': 'What they are',
  'pundit/role': 'Role at the time',
  'quote/exact': 'Exact words',
  'quote/prefix': 'Text just before',
  'quote/suffix': 'Text just after',
  saidOn: 'Said on',
  stance: 'What they did with the claim',
  hedge: 'Words of certainty',
  probability: 'Probability they stated',
  'source/url': 'Address',
  'source/title': 'Title',
  'source/publisher': 'Publisher',
  'source/author': 'Author',
  'source/publishedOn': 'Published on',
  'source/archiveUrl': 'Archived copy',
}

async function showForm(c: Context<AppEnv>, claimId: string | undefined, form: Filled & Partial<Refusal>) {
  const title = 'Log a prediction'
  if (c.var.actor === undefined) {
    return show(
      c,
      { title },
      <>
        <h1>{title}</h1>
        <p class="invite">
          <a
            href={`/sign-in?next=/predictions/new${claimId === undefined ? '' : `?claim=${encodeURIComponent(claimId)}`}`}
          >
            Sign in
          </a>{' '}
          to log a prediction. Programs can use the <a href="/docs">API</a>.
        </p>
      </>,
    )
  }
  const claim = claimId === undefined ? undefined : await findClaim(c.var.deps, claimId)
  const names = await listPunditNames(c.var.deps, 1000)
  return show(
    c,
    { title, status: form.status },
    <LogForm form={form} claim={claim} names={names} today={dateOf(c.var.deps.now())} />,
  )
}

interface Props {
  form: Filled
  claim: ClaimView | undefined
  names: string[]
  today: string
}

function LogForm({ form, claim, names, today }: Props) {
  const at = (name: keyof typeof labels) => ({ form, name, label: labels[name] })
  return (
    <form method="post" action="/predictions" class="long">
      <h1>Log a prediction</h1>
      <ErrorSummary form={form} labels={labels} />
      <fieldset>
        <legend>The claim</legend>
        {claim === undefined ? <ClaimFields form={form} /> : <KnownClaim claim={claim} />}
      </fieldset>
      <fieldset>
        <legend>The words</legend>
        <Input
          {...at('pundit/name')}
          hint="A person, an organisation, or a collective."
          list="pundits"
          required
        />
        <datalist id="pundits">
          {names.map(name => (
            <option value={name} />
          ))}
        </datalist>
        <Select
          {...at('pundit/kind')}
          hint="Needed when they are new to the ledger."
          options={Object.fromEntries(punditKinds.map(kind => [kind, kind]))}
          none="Already in the ledger"
        />
        <Input {...at('pundit/role')} />
        <TextArea {...at('quote/exact')} hint="Short: only the words of the forecast." rows={3} required />
        <Input {...at('quote/prefix')} />
        <Input {...at('quote/suffix')} />
        <Input {...at('saidOn')} type="date" max={today} required />
        <Select
          {...at('stance')}
          options={{
            asserts: 'asserts it: it will happen, or is likely to',
            conditional: 'conditional: it will or may happen if something else does',
            possibility: 'possibility: it could, may or might happen',
            reports: 'reports what somebody else forecasts',
          }}
          required
        />
        <Input
          {...at('hedge')}
          hint={
            <>
              Such as “could”, “likely” or “will”, read as a probability{' '}
              <a href="/method">by published scales</a>.
            </>
          }
          list="phrases"
        />
        <datalist id="phrases">
          {[...new Set(scales.flatMap(scale => scale.terms.flatMap(term => term.phrases)))].map(phrase => (
            <option value={phrase} />
          ))}
        </datalist>
        <Input
          {...at('probability')}
          hint="In percent, when they gave a number; then leave the words empty. Of the claim as worded: 100 less it, when they said it will not happen."
          inputmode="decimal"
        />
      </fieldset>
      <fieldset>
        <legend>The source</legend>
        <Input {...at('source/title')} required />
        <Input {...at('source/url')} type="url" />
        <Input {...at('source/publisher')} />
        <Input {...at('source/author')} />
        <Input {...at('source/publishedOn')} type="date" max={today} />
        <Input {...at('source/archiveUrl')} type="url" />
      </fieldset>
      <button type="submit">Log the prediction</button>
    </form>
  )
}

function KnownClaim({ claim }: { claim: ClaimView }) {
  return (
    <>
      <input type="hidden" name="claimId" value={claim.id} />
      <p>
        <a href={`/claims/${claim.id}`}>{claim.statement}</a> <StateMark claim={claim} />
      </p>
    </>
  )
}

function ClaimFields({ form }: { form: Filled }) {
  const at = (name: keyof typeof labels) => ({ form, name, label: labels[name] })
  return (
    <>
      <TextArea
        {...at('claim/statement')}
        hint="What time will prove or disprove, so that two strangers would settle it alike."
        rows={2}
        required
      />
      <TextArea {...at('claim/criteria')} hint="Which figures count, and the edge cases." rows={3} />
      <Input {...at('claim/dueBy')} hint="Left empty: one year after it was said." type="date" />
      <Input {...at('claim/dueByStrict')} hint="If the words can be read more narrowly." type="date" />
      <Input {...at('claim/dueWording')} hint="Such as “in the weeks ahead”." />
      <Select
        {...at('claim/dueBasis')}
        options={{
          stated: 'a date was stated',
          inferred: 'inferred from the wording',
          assigned: 'assigned by me',
        }}
        none="No date"
      />
      <Input {...at('claim/condition')} hint="What must happen first, if anything." />
      <Input {...at('claim/topics')} hint="Separated by commas, like “sanctions, economic-collapse”." />
    </>
  )
}
