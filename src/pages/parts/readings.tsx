import type { Asked } from '../../accuracy/basis.ts'
import { scales } from '../../scoring/scale.ts'
import { type Filled, Input, Select, topicWords } from './form.tsx'
import { Day } from './marks.tsx'
import { address } from './next-page.tsx'

/** What each reading of the same predictions is called. */
export function readingWords(reading: string): string {
  const scale = scales.find(({ id }) => id === reading)
  return scale === undefined ? (ownWords[reading] ?? reading) : `words read through: ${scale.title}`
}

const ownWords: Record<string, string> = {
  value: 'the usual reading',
  low: 'words at the low end of what they could mean',
  high: 'words at the high end of what they could mean',
  strict: 'deadlines read strictly',
}

interface Props {
  path: string
  form: Filled
  topics: string[]
  /** What the form must not lose, such as the order of a list. */
  kept?: Record<string, string | undefined>
}

/** Asks for the same figures, read another way. Sent as a plain address. */
export function ReadingForm({ path, form, topics, kept = {} }: Props) {
  const { topic } = form.values
  const all = topic === undefined || topics.includes(topic) ? topics : [topic, ...topics]
  const isOpen = ['deadline', 'include', 'scale', 'asOf'].some(name => form.values[name] !== undefined)
  return (
    <form method="get" action={path} class="readings">
      {Object.entries(kept).map(
        ([name, value]) => value !== undefined && <input type="hidden" name={name} value={value} />,
      )}
      {form.errors.length > 0 && (
        <p class="error" role="alert">
          This is the usual reading, as what was asked for cannot be:{' '}
          {form.errors.map(error => errorWords(error.pointer.slice(2), error.detail)).join('; ')}.
        </p>
      )}
      <Select
        form={form}
        name="topic"
        label="Topic"
        options={Object.fromEntries(all.map(one => [one, topicWords(one)]))}
        none="All topics"
      />
      <details open={isOpen}>
        <summary>Read it another way</summary>
        <div class="ways">
          <div>
            <Check form={form} name="deadline" value="strict">
              Deadlines read strictly
            </Check>
            <Check form={form} name="include" value="possibilities">
              Count bare “could”, “may” and “might” as well
            </Check>
          </div>
          <Select
            form={form}
            name="scale"
            label="What words mean, by"
            options={Object.fromEntries(scales.map(({ id, title }) => [id, title]))}
            none="The first scale that has the word"
          />
          <Input form={form} name="asOf" label="As it was known on" type="date" />
        </div>
      </details>
      <button type="submit">Show</button>
    </form>
  )
}

function errorWords(name: string, detail: string): string {
  return `“${labels[name] ?? name}” ${detail}`
}

const labels: Record<string, string> = {
  topic: 'Topic',
  deadline: 'Deadlines read strictly',
  include: 'Count bare possibilities',
  scale: 'What words mean',
  asOf: 'As it was known on',
  cursor: 'Next page',
  sort: 'Order',
  bin: 'Column',
  a: 'One',
  b: 'The other',
}

interface CheckProps {
  form: Filled
  name: string
  value: string
  children: string
}

function Check({ form, name, value, children }: CheckProps) {
  return (
    <label class="check">
      <input type="checkbox" name={name} value={value} checked={form.values[name] === value} /> {children}
    </label>
  )
}

interface NoteProps {
  path: string
  asked: Asked
  kept?: Record<string, string | undefined>
}

/** Says that what follows is not the usual reading, and leads back to it. */
export function ReadingNote({ path, asked, kept = {} }: NoteProps) {
  const { topic, deadline, include, scale, asOf } = asked
  const said = [
    ...(topic === undefined ? [] : [`on the topic “${topicWords(topic)}” only`]),
    ...(deadline === undefined ? [] : ['deadlines read strictly']),
    ...(include === undefined ? [] : ['bare possibilities counted']),
    ...(scale === undefined ? [] : [readingWords(scale)]),
  ]
  if (said.length === 0 && asOf === undefined) return null
  return (
    <p class="reading-note">
      Read another way than usual: {said.join(', ')}
      {said.length > 0 && asOf !== undefined && ', '}
      {asOf !== undefined && (
        <>
          as it was known on <Day on={asOf} />
        </>
      )}
      . <a href={address(path, kept)}>Back to the usual reading</a>.
    </p>
  )
}
