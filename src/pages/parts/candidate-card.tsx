import type { SimilarClaim } from '../../claims/similar.ts'
import { cardLabels } from './cards.ts'
import { basisOptions } from './claim-fields.tsx'
import { type Filled, Input, Select, TextArea } from './form.tsx'
import { Day } from './marks.tsx'
import { kindOptions, stanceOptions } from './prediction.tsx'

interface Props {
  form: Filled
  card: number
  fields: Record<string, string>
  similar: SimilarClaim[]
  today: string
}

/** One forecast that was found, with every field of it to be mended, and whether it is to be logged. */
export function CandidateCard({ form, card, fields, similar, today }: Props) {
  const at = (name: keyof typeof cardLabels) => ({ form, name: `${card}/${name}`, label: cardLabels[name] })
  const wrong = form.errors.some(({ pointer }) => pointer.startsWith(`#/${card}/`))
  return (
    <fieldset class="card" id={`card-${card}`} data-card={card} tabindex={-1}>
      <legend>
        <a href={`#said-${card}`}>Forecast {card + 1}</a>
      </legend>
      {['start', 'end', 'confidence', 'triggers', 'unresolved'].map(name => (
        <input type="hidden" name={`${card}/${name}`} value={fields[name] ?? ''} />
      ))}
      <p class="found">
        Proposed by “{fields.triggers}”, {Math.round(Number(fields.confidence) * 100)} % sure that it is a
        forecast.
        {fields.unresolved && (
          <>
            {' '}
            <strong>Say what “{fields.unresolved}” means.</strong>
          </>
        )}
      </p>
      <label class="check accept">
        <input type="checkbox" name={`${card}/accept`} value="on" checked={fields.accept === 'on'} /> Accept
      </label>
      <TextArea {...at('claim/statement')} rows={2} />
      <div class="pair">
        <Input {...at('pundit/name')} list="pundits" />
        <Select {...at('pundit/kind')} options={kindOptions} none="Already in the ledger" />
      </div>
      <div class="pair">
        <Input {...at('hedge')} list="phrases" />
        <Input {...at('probability')} inputmode="decimal" />
      </div>
      <div class="pair">
        <Input {...at('claim/dueBy')} type="date" />
        <Input {...at('claim/dueWording')} />
      </div>
      {similar.length > 0 && <SameAs card={card} chosen={fields.sameAs} claims={similar} />}
      <details open={wrong}>
        <summary>More</summary>
        <Select {...at('stance')} options={stanceOptions} />
        <Input {...at('claim/condition')} />
        <Input {...at('claim/topics')} />
        <TextArea {...at('quote/exact')} rows={3} />
        <Input {...at('quote/prefix')} />
        <Input {...at('quote/suffix')} />
        <div class="pair">
          <Input {...at('claim/dueByStrict')} type="date" />
          <Select {...at('claim/dueBasis')} neededFor="with a date" options={basisOptions} none="No date" />
        </div>
        <div class="pair">
          <Input {...at('saidOn')} type="date" max={today} />
          <Input {...at('pundit/role')} />
        </div>
        <TextArea {...at('claim/criteria')} rows={2} />
        <Input {...at('claim/conditionClaimId')} />
      </details>
    </fieldset>
  )
}

/** Claims of the ledger that may be the one meant. */
function SameAs({
  card,
  chosen,
  claims,
}: {
  card: number
  chosen: string | undefined
  claims: SimilarClaim[]
}) {
  const name = `${card}/sameAs`
  return (
    <fieldset class="same">
      <legend>In the ledger already?</legend>
      <label class="check">
        <input type="radio" name={name} value="new" checked={!chosen || chosen === 'new'} /> No, it is a new
        claim
      </label>
      {claims.map(({ id, statement, dueBy }) => (
        <label class="check">
          <input type="radio" name={name} value={id} checked={chosen === id} />{' '}
          <a href={`/claims/${id}`}>{statement}</a>, due <Day on={dueBy} />
        </label>
      ))}
    </fieldset>
  )
}
