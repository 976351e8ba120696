import type { SimilarPundit } from '../../pundits/similar.ts'
import { scales } from '../../scoring/scale.ts'
import { claimLabels, deadlineLabels } from './claim-fields.tsx'
import { type Filled, Input, Select, TextArea } from './form.tsx'
import { kindOptions, predictionLabels, stanceOptions } from './prediction.tsx'
import { SourceFields, sourceLabels } from './source-fields.tsx'

export const logLabels = {
  ...claimLabels,
  restatesId: 'What it restates',
  ...deadlineLabels,
  claimId: 'Claim',
  ...predictionLabels,
  ...sourceLabels,
}

type Label = keyof typeof logLabels

function fieldsOf(form: Filled) {
  return (name: Label) => ({ form, name, label: logLabels[name] })
}

/** The quote, and where and when it was said. */
export function WordsStep({ form, today }: { form: Filled; today: string }) {
  const at = fieldsOf(form)
  return (
    <fieldset id="the-words">
      <legend>1. The words</legend>
      <TextArea {...at('quote/exact')} hint="Short: only the words of the forecast." rows={3} required />
      <div class="pair-of-fields">
        <Input {...at('quote/prefix')} />
        <Input {...at('quote/suffix')} />
      </div>
      <Input {...at('saidOn')} type="date" max={today} required />
      <p class="part">Where it was published</p>
      <SourceFields form={form} today={today} required />
    </fieldset>
  )
}

export function PunditStep({ form, names }: { form: Filled; names: string[] }) {
  const at = fieldsOf(form)
  return (
    <fieldset id="who">
      <legend>2. Who</legend>
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
      <div class="pair-of-fields">
        <Select
          {...at('pundit/kind')}
          neededFor="of somebody new here"
          options={kindOptions}
          none="They are in the ledger"
        />
        <Input {...at('pundit/role')} />
      </div>
    </fieldset>
  )
}

/** What is said of a name that nobody in the ledger has: it holds for this name only, and is no slug. */
export function otherThan(name: string): string {
  return `not ${name}`
}

/** Before somebody is added to the ledger: perhaps they are in it under a name that is nearly the same. */
export function SimilarPundits({ name, pundits }: { name: string; pundits: SimilarPundit[] }) {
  return (
    <fieldset id="samePundit">
      <legend>Is “{name}” one of these?</legend>
      {pundits.map(({ slug, name }) => (
        <label class="check">
          <input type="radio" name="samePundit" value={slug} required /> {name} (
          <a href={`/pundits/${slug}`} target="_blank" rel="noopener">
            what they said
          </a>
          )
        </label>
      ))}
      <label class="check">
        <input type="radio" name="samePundit" value={otherThan(name)} required /> No, it is somebody else
      </label>
    </fieldset>
  )
}

/** The words of certainty, or a number. A script adds a slider that goes through the words. */
export function SureStep({ form }: { form: Filled }) {
  const at = fieldsOf(form)
  const phrases = new Set(scales.flatMap(scale => scale.terms.flatMap(term => term.phrases)))
  return (
    <fieldset id="how-sure">
      <legend>3. How sure</legend>
      <Select {...at('stance')} options={stanceOptions} required />
      <Input
        {...at('hedge')}
        hint={
          <>
            Such as “could”, “likely” or “will”, read as a probability{' '}
            <a href="/method#scales">by published scales</a>.
          </>
        }
        list="phrases"
      />
      <datalist id="phrases">
        {[...phrases].map(phrase => (
          <option value={phrase} />
        ))}
      </datalist>
      <Input
        {...at('probability')}
        hint="In percent, when they gave a number; then leave the words empty. Of the claim as worded: 100 less it, when they said it will not happen."
        inputmode="decimal"
      />
    </fieldset>
  )
}
