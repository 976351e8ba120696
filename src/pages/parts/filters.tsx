import { type ClaimState, claimStates } from '../../claims/claim.ts'
import { stances } from '../../predictions/prediction.ts'
import { ErrorSummary, type Filled, Input, Select, topicWords } from './form.tsx'
import { address } from './next-page.tsx'
import { ShapeMark } from './shape.tsx'

export type Filter = Partial<
  Record<'q' | 'pundit' | 'claim' | 'source' | 'topic' | 'stance', string> & { state: ClaimState }
>

const path = '/predictions'

const stateWords: Record<ClaimState, string> = {
  open: 'Open',
  due: 'Due',
  settled: 'Settled',
  disputed: 'Disputed',
}

/** One link for each state, the others of the filter kept. */
export function StateLinks({ filter }: { filter: Filter }) {
  return (
    <ul class="state-links" aria-label="State">
      <li>
        <a
          href={address(path, { ...filter, state: undefined })}
          aria-current={isHere(filter.state, undefined)}
        >
          All
        </a>
      </li>
      {claimStates.map(state => (
        <li>
          <a href={address(path, { ...filter, state })} aria-current={isHere(filter.state, state)}>
            {state !== 'settled' && <ShapeMark shape={state} />} {stateWords[state]}
          </a>
        </li>
      ))}
    </ul>
  )
}

function isHere(chosen: ClaimState | undefined, state: ClaimState | undefined) {
  return chosen === state ? 'true' : undefined
}

const labels = { q: 'Words', topic: 'Topic', stance: 'Stance' }
/** What is narrowed by links alone, and kept by the form unless that is what was wrong. */
const byLink = ['state', 'pundit', 'claim', 'source']

export function FilterForm({ form, topics }: { form: Filled; topics: string[] }) {
  const wrong = form.errors.map(error => error.pointer.slice('#/'.length))
  const errors = form.errors.map((error, at) =>
    byLink.includes(wrong[at] ?? '') ? { ...error, detail: `${wrong[at]}: ${error.detail}` } : error,
  )
  return (
    <form method="get" action={path} class="search">
      <ErrorSummary
        form={{ ...form, errors }}
        labels={labels}
        opening="Nothing was looked for yet. Please mend:"
      />
      <Input form={form} name="q" label={labels.q} type="search" />
      <Input form={form} name="topic" label={labels.topic} list="topics" />
      <datalist id="topics">
        {topics.map(topic => (
          <option value={topic} />
        ))}
      </datalist>
      <Select form={form} name="stance" label={labels.stance} options={words(stances)} none="Any" />
      {byLink.map(
        name =>
          form.values[name] &&
          !wrong.includes(name) && <input type="hidden" name={name} value={form.values[name]} />,
      )}
      <button type="submit">Search</button>
    </form>
  )
}

function words(values: readonly string[]): Record<string, string> {
  return Object.fromEntries(values.map(value => [value, value]))
}

interface ChosenProps {
  filter: Filter
  /** How a pundit, a claim and a source of the filter are called. */
  names: Partial<Record<'pundit' | 'claim' | 'source', string>>
}

/** What the list is narrowed to, each with a link that widens it again. */
export function ChosenFilters({ filter, names }: ChosenProps) {
  const chosen = [
    ...(filter.q === undefined ? [] : [['q', `words “${filter.q}”`]]),
    ...(filter.pundit === undefined ? [] : [['pundit', `said by ${names.pundit ?? filter.pundit}`]]),
    ...(filter.topic === undefined ? [] : [['topic', `topic “${topicWords(filter.topic)}”`]]),
    ...(filter.stance === undefined ? [] : [['stance', `stance “${filter.stance}”`]]),
    ...(filter.claim === undefined ? [] : [['claim', `of “${names.claim ?? 'one claim'}”`]]),
    ...(filter.source === undefined ? [] : [['source', `in “${names.source ?? 'one source'}”`]]),
  ] as const
  if (chosen.length === 0) return null
  return (
    <p class="chosen-filters">
      <span>Only:</span>
      {chosen.map(([name = '', said]) => (
        <span>
          {said} (
          <a href={address(path, { ...filter, [name]: undefined })} aria-label={`remove: ${said}`}>
            remove
          </a>
          )
        </span>
      ))}
    </p>
  )
}
