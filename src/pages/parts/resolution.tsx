import type { voidReasons } from '../../claims/claim.ts'
import type { ClaimView, EvidenceView, ResolutionView } from '../../claims/read.ts'
import { When } from './claim-terms.tsx'
import { ErrorSummary, FieldErrors, type Filled, Input, Select, TextArea } from './form.tsx'
import { Day, StateMark } from './marks.tsx'

/** What was said of the outcome, the oldest first. */
export function History({ claim }: { claim: ClaimView }) {
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
        <When settled={resolution} />
        {resolution.ruledOutOn && (
          <span>
            ruled out on <Day on={resolution.ruledOutOn} />
          </span>
        )}
      </p>
      <p class="prose">{resolution.rationale}</p>
      <p class="byline">
        Settled by {resolution.by} on <Day on={resolution.at} />
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
export function TooLate({ form }: { form: Filled }) {
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

export function ResolutionForm({ claim, form, today }: FormProps) {
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
      <fieldset id="evidenceIds">
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
      <p class="hint">It settles the claim for every pundit who forecast it, and stays in the ledger.</p>
      <button type="submit">Settle the claim</button>
    </form>
  )
}
