import type { Context } from 'hono'
import { type ClaimView, getClaim } from '../claims/read.ts'
import { correctionHours } from '../claims/rules.ts'
import { type AppEnv, actorDeps, router } from '../door.ts'
import { dateOf } from '../fields.ts'
import { correctPrediction } from '../predictions/correct.ts'
import { CorrectPrediction } from '../predictions/prediction.ts'
import { getPrediction, type PredictionView } from '../predictions/read.ts'
import { type Form, needsRole, needsSession, readForm, tryForm } from './door.ts'
import { show } from './layout.tsx'
import { basisOptions, deadlineLabels } from './parts/claim-fields.tsx'
import {
  differs,
  ErrorSummary,
  fromPercent,
  Input,
  lastPart,
  partsOf,
  percentErrors,
  Select,
  TextArea,
  textFields,
} from './parts/form.tsx'
import { kindOptions, predictionLabels, stanceOptions } from './parts/prediction.tsx'
import { SourceFields, sourceFields, sourceLabels } from './parts/source-fields.tsx'

export const correctPredictionPages = router()

correctPredictionPages.get('/predictions/:id/corrections', needsRole('correct'), async c => {
  const prediction = await getPrediction(c.var.deps, c.req.param('id'))
  return showForm(c, prediction, { values: valuesOf(prediction), errors: [] })
})

correctPredictionPages.post('/predictions/:id/corrections', needsSession('correct'), async c => {
  const id = c.req.param('id')
  const prediction = await getPrediction(c.var.deps, id)
  const values = textFields(await readForm(c))
  const wrong = differs(values.probability, valuesOf(prediction).probability)
    ? percentErrors(values, 'probability')
    : []
  const claim = await getClaim(c.var.deps, prediction.claimId)
  const done = await tryForm(CorrectPrediction, inputOf(values, prediction, claim), wrong, input =>
    correctPrediction(actorDeps(c), id, input),
  )
  if ('refused' in done) return showForm(c, prediction, { values, ...done.refused })
  const corrected = await getPrediction(c.var.deps, id)
  return c.redirect(`/claims/${corrected.claimId}#prediction-${id}`, 303)
})

function valuesOf(prediction: PredictionView): Record<string, string> {
  const { pundit, quote, saidOn, stance, probability } = prediction
  return {
    'pundit/name': pundit.name,
    role: pundit.role ?? '',
    'quote/exact': quote.exact,
    'quote/prefix': quote.prefix ?? '',
    'quote/suffix': quote.suffix ?? '',
    saidOn,
    stance,
    hedge: probability.phrase ?? '',
    probability:
      probability.phrase === undefined ? String(Number((probability.value * 100).toPrecision(12))) : '',
    seen: lastVersion(prediction),
  }
}

function lastVersion({ corrections, entryId }: PredictionView): string {
  return corrections.at(-1)?.entryId ?? entryId
}

/** Only what differs from the prediction: a form sends all of its fields back, and none that is empty. */
function inputOf(values: Record<string, string>, prediction: PredictionView, claim: ClaimView) {
  const shown = valuesOf(prediction)
  const isNew = (name: string) => differs(values[name], shown[name])
  const filled = (name: string) => isNew(name) && values[name] !== undefined
  return {
    ...(['quote/exact', 'quote/prefix', 'quote/suffix'].some(isNew) && {
      quote: quoteOf(values, prediction),
    }),
    ...((isNew('pundit/name') || values['pundit/kind']) && {
      pundit: partsOf(values, 'pundit', ['name', 'kind']),
    }),
    ...otherClaim(values, claim),
    ...(values['source/title'] && { source: partsOf(values, 'source', sourceFields) }),
    ...(isNew('role') && !(isNew('pundit/name') && !filled('role')) && { role: values.role ?? null }),
    ...(isNew('saidOn') && { saidOn: values.saidOn }),
    ...(isNew('stance') && { stance: values.stance }),
    ...(filled('hedge') && { hedge: values.hedge }),
    ...(filled('probability') && { probability: fromPercent(values.probability) }),
    reason: values.reason,
    seen: values.seen,
  }
}

/** The claim it should have been of: one that is there, or the same with another deadline. */
function otherClaim(values: Record<string, string>, { statement, criteria, topics, condition }: ClaimView) {
  const claimId = lastPart(values.claimId)
  if (claimId !== undefined) return { claimId }
  const window = partsOf(values, 'claim', ['dueBy', 'dueByStrict', 'dueWording', 'dueBasis'])
  if (Object.keys(window).length === 0) return {}
  const terms = { statement, topics, ...(criteria !== null && { criteria }) }
  const held = {
    ...(condition?.text && { condition: condition.text }),
    ...(condition?.claimId && { conditionClaimId: condition.claimId }),
  }
  return { claim: { ...terms, ...held, ...window } }
}

/** Spaces around the context of a quote belong to it, though a form does not send them. */
function quoteOf(values: Record<string, string>, { quote }: PredictionView) {
  const kept = (part: 'exact' | 'prefix' | 'suffix') =>
    differs(values[`quote/${part}`], quote[part] ?? '') ? values[`quote/${part}`] : quote[part]
  const parts = { exact: kept('exact') ?? '', prefix: kept('prefix'), suffix: kept('suffix') }
  return Object.fromEntries(Object.entries(parts).filter(([, words]) => words !== undefined))
}

const labels = {
  ...predictionLabels,
  role: predictionLabels['pundit/role'],
  claimId: 'Another claim',
  ...deadlineLabels,
  ...sourceLabels,
  reason: 'Reason',
}

function showForm(c: Context<AppEnv>, prediction: PredictionView, form: Form) {
  const title = 'Correct a prediction'
  const today = dateOf(c.var.deps.now())
  const at = (name: keyof typeof labels) => ({ form, name, label: labels[name] })
  return show(
    c,
    { title, status: form.status },
    <form method="post" action={`/predictions/${prediction.id}/corrections`} class="long" data-unsaved>
      <h1>{title}</h1>
      <p>
        Of the claim “<a href={`/claims/${prediction.claimId}`}>{prediction.claim.statement}</a>”. Both
        versions stay visible. Whoever logged it can mend it for {correctionHours} hours, while nobody else
        has acted on it; later a moderator can. Once the claim is settled, only source and role can change.
      </p>
      <ErrorSummary form={form} labels={labels} />
      <input type="hidden" name="seen" value={lastVersion(prediction)} />
      <fieldset>
        <legend>The words</legend>
        <Input {...at('pundit/name')} required />
        <Select
          {...at('pundit/kind')}
          neededFor="of somebody new here"
          options={kindOptions}
          none="They are in the ledger"
        />
        <Input {...at('role')} />
        <TextArea {...at('quote/exact')} rows={3} required />
        <Input {...at('quote/prefix')} />
        <Input {...at('quote/suffix')} />
        <Input {...at('saidOn')} type="date" max={today} required />
        <Select {...at('stance')} options={stanceOptions} required />
        <Input {...at('hedge')} />
        <Input
          {...at('probability')}
          hint="In percent, when they gave a number; then leave the words empty."
          inputmode="decimal"
        />
      </fieldset>
      <fieldset>
        <legend>Another claim</legend>
        <p class="hint">
          Only when it was logged with the wrong claim or deadline. What they said again for another day is
          logged on the claim’s page instead.
        </p>
        <Input {...at('claimId')} hint="The address of the claim’s page." />
        <p class="hint">Or the same claim with the right deadline:</p>
        <Input {...at('claim/dueWording')} />
        <Input {...at('claim/dueBy')} type="date" />
        <Input {...at('claim/dueByStrict')} type="date" />
        <Select {...at('claim/dueBasis')} options={basisOptions} none="As the wording is read" />
      </fieldset>
      <fieldset>
        <legend>Another source</legend>
        <p class="hint">Only when the words are not from “{prediction.source.title}”.</p>
        <SourceFields form={form} today={today} />
      </fieldset>
      <TextArea {...at('reason')} hint="What was wrong. Everybody can read it." rows={2} required />
      <button type="submit">Correct the prediction</button>
    </form>,
  )
}
