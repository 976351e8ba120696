import type { Context } from 'hono'
import { type AppEnv, actorDeps, router } from '../api/door.ts'
import { evidenceStances, FileEvidence, ResolveClaim, type voidReasons } from '../claims/claim.ts'
import { fileEvidence } from '../claims/file-evidence.ts'
import { type ClaimView, type EvidenceView, getClaim, type ResolutionView } from '../claims/read.ts'
import { resolveClaim } from '../claims/resolve.ts'
import { dateOf } from '../fields.ts'
import { needsSession, type Refusal, tryForm } from './door.ts'
import { show } from './layout.tsx'
import {
  blank,
  ErrorSummary,
  FieldErrors,
  type Filled,
  Input,
  Select,
  TextArea,
  textFields,
} from './parts/form.tsx'
import { Day, StateMark } from './parts/marks.tsx'
import { Certainty, QuoteInContext, Verdict } from './parts/prediction.tsx'

export const claimPages = router()

claimPages.get('/claims/:id', c => showClaim(c, {}))

claimPages.post('/claims/:id/evidence', needsSession, async c => {
  const values = textFields(await c.req.parseBody())
  const claimId = c.req.param('id')
  const filed = await tryForm(FileEvidence, values, input => fileEvidence(actorDeps(c), claimId, input))
  if ('refused' in filed) return showClaim(c, { evidence: { values, ...filed.refused } })
  return c.redirect(`/claims/${claimId}#evidence`, 303)
})

claimPages.post('/claims/:id/resolutions', needsSession, async c => {
  const body = await c.req.parseBody({ all: true })
  const values = textFields(body)
  const evidenceIds = [body.evidenceIds ?? []].flat().filter(id => typeof id === 'string')
  const claimId = c.req.param('id')
  const input = {
    ...values,
    ...(values.share === undefined ? {} : { share: shareOf(values.share) }),
    evidenceIds,
  }
  const settled = await tryForm(ResolveClaim, input, terms => resolveClaim(actorDeps(c), claimId, terms))
  const chosen = Object.fromEntries(evidenceIds.map(id => [`evidenceIds/${id}`, 'on']))
  if ('refused' in settled)
    return showClaim(c, { resolution: { values: { ...values, ...chosen }, ...settled.refused } })
  return c.redirect(`/claims/${claimId}#history`, 303)
})

/** "30" percent is 0.3; anything that is no number stays as it is, for the schema to refuse. */
function shareOf(text: string): unknown {
  return /^\d+(\.\d+)?$/.test(text) ? Number(text) / 100 : text
}

interface Forms {
  evidence?: Filled & Refusal
  resolution?: Filled & Refusal
}

async function showClaim(c: Context<AppEnv>, { evidence, resolution }: Forms) {
  const claim = await getClaim(c.var.deps, c.req.param('id') ?? '')
  const today = dateOf(c.var.deps.now())
  return show(
    c,
    { title: claim.statement, status: (evidence ?? resolution)?.status },
    <article class="claim">
      <h1>{claim.statement}</h1>
      <Standing claim={claim} />
      <Terms claim={claim} />
      <Forecasts claim={claim} />
      <EvidenceList claim={claim} />
      <History claim={claim} />
      {claim.outcome !== null && resolution && <TooLate form={resolution} />}
      {c.var.actor === undefined ? (
        <p class="invite">
          <a href={`/sign-in?next=/claims/${claim.id}`}>Sign in</a> to file evidence
          {claim.outcome === null ? ' or say what happened' : ''}.
        </p>
      ) : (
        <div class="forms">
          <EvidenceForm claim={claim} form={evidence ?? blank} today={today} />
          {claim.outcome === null && (
            <ResolutionForm claim={claim} form={resolution ?? blank} today={today} />
          )}
        </div>
      )}
    </article>,
  )
}

function Standing({ claim }: { claim: ClaimView }) {
  const flips = claim.strictOutcome !== null && claim.strictOutcome !== claim.outcome
  return (
    <p class="standing">
      <StateMark claim={claim} />
      {claim.occurredOn && (
        <span>
          on <Day on={claim.occurredOn} />
        </span>
      )}
      {claim.voidReason && <span>({claim.voidReason.replaceAll('-', ' ')})</span>}
      {claim.state === 'due' && <span>The deadline has passed and nobody has said what happened.</span>}
      {flips && <span>On the strict reading of the deadline it did not happen in time.</span>}
    </p>
  )
}

const basisWords = {
  stated: 'A date was stated.',
  inferred: 'The date is inferred from the wording.',
  assigned: 'No date was given: this one was assigned when it was logged.',
}

function Terms({ claim }: { claim: ClaimView }) {
  return (
    <dl class="terms">
      <dt>Deadline</dt>
      <dd>
        <Day on={claim.dueBy} />
        {claim.dueByStrict !== claim.dueBy && (
          <>
            {' '}
            (strictly <Day on={claim.dueByStrict} />)
          </>
        )}
        {claim.dueWording && `, from “${claim.dueWording}”`}. {basisWords[claim.dueBasis]}
      </dd>
      {claim.condition && (
        <>
          <dt>On condition that</dt>
          <dd>{claim.condition.text}</dd>
        </>
      )}
      <dt>How to settle it</dt>
      <dd class="prose">{claim.criteria ?? 'No criteria were given.'}</dd>
      {claim.topics.length > 0 && (
        <>
          <dt>Topics</dt>
          <dd class="topics">
            {claim.topics.map(topic => (
              <a href={`/predictions?topic=${topic}`}>{topic}</a>
            ))}
          </dd>
        </>
      )}
    </dl>
  )
}

function Forecasts({ claim }: { claim: ClaimView }) {
  return (
    <section>
      <h2>Who forecast it</h2>
      {claim.predictions.map(prediction => (
        <div class="forecast" id={`prediction-${prediction.id}`}>
          <h3>
            <a href={`/pundits/${prediction.pundit.slug}`}>{prediction.pundit.name}</a>
            {prediction.pundit.role && <span class="role">, {prediction.pundit.role}</span>}
          </h3>
          <p class="facts">
            <Certainty prediction={prediction} />
          </p>
          <QuoteInContext prediction={prediction} />
          <Verdict prediction={prediction} />
        </div>
      ))}
      {claim.outcome === null && (
        <p>
          <a href={`/predictions/new?claim=${claim.id}`}>Log another prediction of this claim</a>
        </p>
      )}
    </section>
  )
}

const stanceHeadings = { supports: 'Supports it', refutes: 'Speaks against it', context: 'Context' }

function EvidenceList({ claim }: { claim: ClaimView }) {
  const byStance = evidenceStances.map(stance => ({
    stance,
    items: claim.evidence.filter(item => item.stance === stance),
  }))
  return (
    <section id="evidence">
      <h2>Evidence</h2>
      {claim.evidence.length === 0 && <p>Nobody has filed any evidence yet.</p>}
      <div class="columns">
        {byStance.map(
          ({ stance, items }) =>
            items.length > 0 && (
              <div>
                <h3>{stanceHeadings[stance]}</h3>
                <ul class="evidence">
                  {items.map(item => (
                    <EvidenceItem item={item} />
                  ))}
                </ul>
              </div>
            ),
        )}
      </div>
    </section>
  )
}

function EvidenceItem({ item }: { item: EvidenceView }) {
  return (
    <li id={`evidence-${item.id}`}>
      <a href={item.url}>{item.title}</a>
      <p class="byline">
        {item.publisher && `${item.publisher}, `}
        <Day on={item.publishedOn} />
      </p>
      {item.excerpt && <blockquote>{item.excerpt}</blockquote>}
      {item.note && <p>{item.note}</p>}
    </li>
  )
}

function History({ claim }: { claim: ClaimView }) {
  if (claim.history.length === 0) return null
  return (
    <section id="history">
      <h2>What happened</h2>
      {claim.history.map(resolution => (
        <ResolutionItem resolution={resolution} evidence={claim.evidence} />
      ))}
    </section>
  )
}

function ResolutionItem({ resolution, evidence }: { resolution: ResolutionView; evidence: EvidenceView[] }) {
  const cited = evidence.filter(item => resolution.evidenceIds.includes(item.id))
  return (
    <div class="resolution">
      <p class="facts">
        <StateMark claim={{ ...resolution, state: 'settled' }} />
        {resolution.voidReason && <span>{resolution.voidReason.replaceAll('-', ' ')}</span>}
        {resolution.occurredOn && (
          <span>
            on <Day on={resolution.occurredOn} />
          </span>
        )}
        {resolution.ruledOutOn && (
          <span>
            ruled out on <Day on={resolution.ruledOutOn} />
          </span>
        )}
      </p>
      <p class="prose">{resolution.rationale}</p>
      <p class="byline">
        Said by {resolution.by} on <Day on={resolution.at} />
        {cited.length > 0 && (
          <>
            , citing{' '}
            {cited.map((item, index) => (
              <>
                {index > 0 && ', '}
                <a href={`#evidence-${item.id}`}>{item.publisher ?? item.title}</a>
              </>
            ))}
          </>
        )}
        .
      </p>
    </div>
  )
}

/** For a resolution sent to a claim that somebody else had just settled. */
function TooLate({ form }: { form: Filled }) {
  return (
    <div class="summary" role="alert" id="say-what-happened">
      {form.errors.map(error => (
        <p>{error.detail} Your own statement was not saved; its rationale was:</p>
      ))}
      <blockquote class="prose">{form.values.rationale}</blockquote>
    </div>
  )
}

interface FormProps {
  claim: ClaimView
  form: Filled
  today: string
}

const evidenceLabels = {
  url: 'Address',
  title: 'Title',
  publisher: 'Publisher',
  publishedOn: 'Published on',
  stance: 'What it does',
  excerpt: 'Excerpt',
  note: 'Note',
}

function EvidenceForm({ claim, form, today }: FormProps) {
  return (
    <form method="post" action={`/claims/${claim.id}/evidence#file-evidence`} id="file-evidence">
      <h2>File evidence</h2>
      <ErrorSummary form={form} labels={evidenceLabels} />
      <Input form={form} name="url" label="Address" type="url" required />
      <Input form={form} name="title" label="Title" required />
      <Input form={form} name="publisher" label="Publisher" />
      <Input form={form} name="publishedOn" label="Published on" type="date" max={today} required />
      <Select
        form={form}
        name="stance"
        label="What it does"
        options={{ supports: 'supports the claim', refutes: 'speaks against it', context: 'gives context' }}
        required
      />
      <TextArea form={form} name="excerpt" label="Excerpt" hint="A short quotation." rows={2} />
      <TextArea form={form} name="note" label="Note" hint="What it shows, in your own words." rows={3} />
      <button type="submit">File evidence</button>
    </form>
  )
}

const resolutionLabels = {
  outcome: 'What happened',
  occurredOn: 'Day it happened',
  ruledOutOn: 'Day it became impossible',
  share: 'How much came true',
  voidReason: 'Why it is void',
  evidenceIds: 'Evidence',
  rationale: 'Rationale',
}

const voidWords: Record<(typeof voidReasons)[number], string> = {
  'condition-unmet': 'its condition was not met',
  ambiguous: 'it is too ambiguous',
  moot: 'it no longer applies',
  'not-a-forecast': 'it is not a forecast',
  duplicate: 'it is in the ledger already',
  unverifiable: 'nobody can tell',
}

function ResolutionForm({ claim, form, today }: FormProps) {
  return (
    <form method="post" action={`/claims/${claim.id}/resolutions#say-what-happened`} id="say-what-happened">
      <h2>Say what happened</h2>
      <ErrorSummary form={form} labels={resolutionLabels} />
      <Select
        form={form}
        name="outcome"
        label="What happened"
        options={{
          true: 'It happened',
          false: 'It did not happen',
          partial: 'It partly happened',
          void: 'Void',
        }}
        required
      />
      <Input
        form={form}
        name="occurredOn"
        label="Day it happened"
        hint="Where something happened on a day. It decides the strict reading of the deadline."
        type="date"
        max={today}
      />
      <Input
        form={form}
        name="ruledOutOn"
        label="Day it became impossible"
        hint={
          <>
            Only when it did not happen and the deadline (<Day on={claim.dueBy} />) has not passed.
          </>
        }
        type="date"
        max={today}
      />
      <Input
        form={form}
        name="share"
        label="How much came true, in percent"
        hint="Only when it partly happened: between 0 and 100."
        inputmode="decimal"
      />
      <Select form={form} name="voidReason" label="Why it is void" options={voidWords} none="Not void" />
      <fieldset aria-describedby="evidenceIds-error">
        <legend>Evidence it rests on</legend>
        <FieldErrors form={form} name="evidenceIds" />
        {claim.evidence.length === 0 && (
          <p class="hint">File evidence first: only a void claim needs none.</p>
        )}
        {claim.evidence.map(item => (
          <label class="check">
            <input
              type="checkbox"
              name="evidenceIds"
              value={item.id}
              checked={form.values[`evidenceIds/${item.id}`] !== undefined}
            />{' '}
            {item.title} ({item.publisher && `${item.publisher}, `}
            <Day on={item.publishedOn} />)
          </label>
        ))}
      </fieldset>
      <TextArea
        form={form}
        name="rationale"
        label="Rationale"
        hint="Why the evidence shows this, in the terms of the criteria."
        rows={4}
        required
      />
      <button type="submit">Settle the claim</button>
    </form>
  )
}
