import type { ClaimView } from '../../claims/read.ts'
import type { SimilarClaim } from '../../claims/similar.ts'
import type { PredictionView } from '../../predictions/read.ts'
import { type Filled, Input, Select, TextArea } from './form.tsx'
import { Day, StateMark } from './marks.tsx'

export const claimLabels = {
  'claim/statement': 'Claim',
  'claim/topics': 'Topics',
  'claim/criteria': 'How to settle it',
  'claim/condition': 'Condition, in words',
  'claim/conditionClaimId': 'Condition, as a claim',
}

export const deadlineLabels = {
  'claim/dueBy': 'Deadline',
  'claim/dueByStrict': 'Strict deadline',
  'claim/dueWording': 'Wording of the deadline',
  'claim/dueBasis': 'Where the date comes from',
}

/** Where a deadline may come from. */
export const basisOptions = {
  stated: 'a date was stated',
  inferred: 'inferred from the wording',
  assigned: 'assigned by me',
}

const labels = { ...claimLabels, ...deadlineLabels }

/** Before a new claim is opened: perhaps it is in the ledger already. */
export function Similar({ claims }: { claims: SimilarClaim[] }) {
  return (
    <fieldset id="sameAs">
      <legend>Is it one of these claims?</legend>
      {claims.map(({ id, statement, dueBy }) => (
        <label class="check">
          <input type="radio" name="sameAs" value={id} required /> {statement} (
          <a href={`/claims/${id}`} target="_blank" rel="noopener">
            due <Day on={dueBy} />
          </a>
          )
        </label>
      ))}
      <label class="check">
        <input type="radio" name="sameAs" value="new" required /> No, it is another claim
      </label>
      <p class="hint">
        The same forecast for another day is logged from the page of the first: “Log that they said it again”.
      </p>
    </fieldset>
  )
}

/** What the prediction says again. */
export function Restated({ prediction }: { prediction: PredictionView }) {
  return (
    <p class="invite">
      <input type="hidden" name="restatesId" value={prediction.id} />
      It says again what {prediction.pundit.name} said on <Day on={prediction.saidOn} />:{' '}
      <a href={`/predictions/${prediction.id}`}>“{prediction.quote.exact}”</a>, then due{' '}
      <Day on={prediction.claim.dueBy} />. Give the new deadline below.
    </p>
  )
}

/** The claim in the ledger that the prediction is of. */
export function KnownClaim({ claim }: { claim: ClaimView }) {
  return (
    <>
      <input type="hidden" name="claimId" value={claim.id} />
      <p>
        <a href={`/claims/${claim.id}`}>{claim.statement}</a> <StateMark claim={claim} />
      </p>
    </>
  )
}

interface FieldsProps {
  form: Filled
  /** What topics there are, for the field to offer. */
  topics: string[]
}

/** A new claim, without its deadline. */
export function ClaimFields({ form, topics }: FieldsProps) {
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
      <Input
        {...at('claim/topics')}
        hint="Separated by commas, like “sanctions, economic collapse”."
        list="topics"
      />
      <datalist id="topics">
        {topics.map(topic => (
          <option value={topic} />
        ))}
      </datalist>
      <Input {...at('claim/condition')} hint="What must happen first, if anything." />
      <Input
        {...at('claim/conditionClaimId')}
        hint="Where the condition is itself a claim: the address of its page. Should it not come true, this one becomes void."
      />
    </>
  )
}

/** By when a new claim should have come true. */
export function DeadlineFields({ form }: { form: Filled }) {
  const at = (name: keyof typeof labels) => ({ form, name, label: labels[name] })
  return (
    <>
      <Input
        {...at('claim/dueWording')}
        hint={
          <>
            Such as “in the weeks ahead”, “by March”. With it the dates can be left empty: they are read{' '}
            <a href="/method#windows">by rule</a> from the day it was said.
          </>
        }
      />
      <p>
        <button
          type="submit"
          name="fill"
          value="dates"
          class="secondary"
          formaction="/predictions#claim-dueWording"
          formnovalidate
        >
          Read the dates from the wording
        </button>
      </p>
      <div class="pair-of-fields">
        <Input
          {...at('claim/dueBy')}
          hint="Left empty: as the wording is read, else one year after it was said."
          type="date"
        />
        <Input {...at('claim/dueByStrict')} hint="If the words can be read more narrowly." type="date" />
      </div>
      <Select {...at('claim/dueBasis')} neededFor="with a date" options={basisOptions} none="No date" />
    </>
  )
}
