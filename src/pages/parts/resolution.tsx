import type { ClaimView } from '../../claims/read.ts'
import { disputeDays } from '../../claims/rules.ts'
import { calendarDate } from '../../fields.ts'
import { dayWords } from '../../reading/days.ts'
import { isWaiting } from './claim-terms.tsx'
import { ErrorSummary, FieldErrors, type Filled, Input, Select, TextArea } from './form.tsx'
import { reasonWords } from './history.tsx'
import { Day, voidWords } from './marks.tsx'

interface FormProps {
  claim: ClaimView
  form: Filled
  today: string
}

const termLabels = {
  occurredOn: 'Day it happened',
  ruledOutOn: 'Day it became impossible',
  share: 'How much came true',
  voidReason: 'Why it is void',
  evidenceIds: 'Evidence',
  rationale: 'Rationale',
}

const outcomeWords = {
  true: 'It happened',
  false: 'It did not happen',
  partial: 'It partly happened',
  void: 'Void',
}

/** What was chosen from a list, as the list has it. */
const chosenWords: Record<string, string> = {
  ...voidWords,
  ...reasonWords,
  ...outcomeWords,
  open: 'Nobody can say yet',
  upheld: 'Upheld',
  overturned: 'Overturned',
}

/** What a statement says, in the order of its form. */
const statementLabels = {
  decision: 'Decision',
  reason: 'Reason',
  outcome: 'What happened',
  counterOutcome: 'What happened instead',
  ...termLabels,
}

/** For a statement sent to a claim that has changed meanwhile: nothing of it is lost. */
export function TooLate({ claim, form: { errors, values } }: { claim: ClaimView; form: Filled }) {
  const evidence = claim.evidence.filter(({ id }) => values[`evidenceIds/${id}`]).map(({ title }) => title)
  const said = { ...values, ...(evidence.length > 0 && { evidenceIds: evidence.join('; ') }) }
  return (
    <div class="summary" role="alert" id="too-late" tabindex={-1} autofocus>
      {errors.map(error => (
        <p>{error.detail}</p>
      ))}
      <p>What you wrote was not saved. It was:</p>
      <dl class="terms">
        {Object.entries(statementLabels).map(([name, label]) => {
          const value: string | undefined = Reflect.get(said, name)
          return (
            value !== undefined && (
              <>
                <dt>{label}</dt>
                <dd class="prose">{statementWords(name, value)}</dd>
              </>
            )
          )
        })}
      </dl>
    </div>
  )
}

/** As the form has it: only a rationale is never one of a list. */
function statementWords(name: string, value: string): string {
  if (name === 'rationale') return value
  if (name === 'share') return `${value} %`
  if (calendarDate.safeParse(value).success) return dayWords(value)
  return Object.hasOwn(chosenWords, value) ? (chosenWords[value] ?? value) : value
}

export function ResolutionForm({ claim, form, today }: FormProps) {
  const waits = isWaiting(claim)
  return (
    <form
      method="post"
      action={`/claims/${claim.id}/resolutions`}
      id="say-what-happened"
      data-unsaved
      data-done="Settled. It stands in the history."
      data-confirm="This settles the claim for every pundit who forecast it, and stays in the ledger."
    >
      <h2>Say what happened</h2>
      <ErrorSummary form={form} labels={{ outcome: 'What happened', ...termLabels }} />
      {waits && (
        <p class="hint">Its condition is not settled yet. Until then it can only be declared void.</p>
      )}
      <Select
        form={form}
        name="outcome"
        label="What happened"
        options={waits ? { void: outcomeWords.void } : outcomeWords}
        required
      />
      <TermFields claim={claim} form={form} today={today} />
      <Evidence claim={claim} form={form} />
      <TextArea
        form={form}
        name="rationale"
        label="Rationale"
        hint="Why the evidence shows this, in the terms of the criteria."
        rows={4}
        required
      />
      <p class="hint">
        It settles the claim for every pundit who forecast it, and stays in the ledger. For {disputeDays} days
        anybody else may dispute it.
      </p>
      <button type="submit">Settle the claim</button>
    </form>
  )
}

export function DisputeForm({ claim, form, today }: FormProps) {
  const labels = { reason: 'What is wrong', counterOutcome: 'What happened instead', ...termLabels }
  return (
    <form
      method="post"
      action={`/claims/${claim.id}/disputes`}
      id="dispute"
      data-unsaved
      data-done="Disputed. A moderator decides."
      data-confirm="The dispute stays in the ledger, and the claim counts in no score until a moderator has decided."
    >
      <h2>Dispute it</h2>
      <ErrorSummary form={form} labels={labels} />
      <input type="hidden" name="resolutionId" value={form.values.resolutionId ?? claim.resolutionId ?? ''} />
      <Select form={form} name="reason" label={labels.reason} options={reasonWords} required />
      <Select
        form={form}
        name="counterOutcome"
        label={labels.counterOutcome}
        options={{ ...outcomeWords, open: 'Nobody can say yet: it should be open' }}
        required
      />
      <TermFields claim={claim} form={form} today={today} />
      <Evidence claim={claim} form={form} />
      <TextArea form={form} name="rationale" label="Why" rows={4} required />
      <p class="hint">
        The claim counts in no score until a moderator, neither you nor who settled it, has decided.
      </p>
      <button type="submit">Dispute it</button>
    </form>
  )
}

export function SettlementForm({ claim, form, today }: FormProps) {
  const labels = { decision: 'Decision', outcome: 'What stands instead', ...termLabels }
  return (
    <form
      method="post"
      action={`/claims/${claim.id}/settlements`}
      id="settle-dispute"
      data-unsaved
      data-done="The dispute is settled."
      data-confirm="Your decision stays in the ledger and cannot be disputed."
    >
      <h2>Settle the dispute</h2>
      <ErrorSummary form={form} labels={labels} />
      <input type="hidden" name="disputeId" value={form.values.disputeId ?? claim.disputeId ?? ''} />
      <Select
        form={form}
        name="decision"
        label={labels.decision}
        options={{ upheld: 'Upheld: what was said stands', overturned: 'Overturned' }}
        required
      />
      <TextArea form={form} name="rationale" label="Why" rows={4} required />
      <details open={form.errors.length > 0}>
        <summary>Overturned to something else than the dispute asks for</summary>
        <Select
          form={form}
          name="outcome"
          label={labels.outcome}
          options={{ ...outcomeWords, open: 'Nobody can say yet: it is open' }}
          none="What the dispute asks for"
        />
        <TermFields claim={claim} form={form} today={today} />
        <Evidence claim={claim} form={form} />
      </details>
      <button type="submit">Settle the dispute</button>
    </form>
  )
}

export function ReopeningForm({ claim, form }: Omit<FormProps, 'today'>) {
  return (
    <form
      method="post"
      action={`/claims/${claim.id}/reopenings`}
      id="reopen"
      data-unsaved
      data-done="Reopened."
      data-confirm="This opens the claim again, for everybody to see."
    >
      <h2>Reopen the claim</h2>
      <ErrorSummary form={form} labels={{ reason: 'Reason' }} />
      <input type="hidden" name="resolutionId" value={form.values.resolutionId ?? claim.resolutionId ?? ''} />
      <TextArea
        form={form}
        name="reason"
        label="Reason"
        hint="Why what stands cannot stand. For moderators; everybody can read it."
        rows={3}
        required
      />
      <button type="submit">Reopen the claim</button>
    </form>
  )
}

function TermFields({ claim, form, today }: FormProps) {
  return (
    <>
      <Input
        form={form}
        name="occurredOn"
        label={termLabels.occurredOn}
        hint="Where something happened on a day. It decides the strict reading of the deadline."
        type="date"
        max={today}
        when="true partial false"
      />
      <Input
        form={form}
        name="ruledOutOn"
        label={termLabels.ruledOutOn}
        hint={
          <>
            Only when it did not happen and the deadline (<Day on={claim.dueBy} />) has not passed.
          </>
        }
        type="date"
        max={today}
        when="false"
      />
      <Input
        form={form}
        name="share"
        label="How much came true, in percent"
        hint="Between 0 and 100."
        neededFor="where it partly happened"
        inputmode="decimal"
        when="partial"
      />
      <Select
        form={form}
        name="voidReason"
        label={termLabels.voidReason}
        hint="Needed when it is void."
        options={voidWords}
        when="void"
      />
    </>
  )
}

function Evidence({ claim, form }: Omit<FormProps, 'today'>) {
  return (
    <fieldset id="evidenceIds">
      <legend>Evidence it rests on</legend>
      <FieldErrors form={form} name="evidenceIds" />
      {claim.evidence.length === 0 && (
        <p class="hint">File evidence first: only what is void, or open again, needs none.</p>
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
  )
}
