import type { Child } from 'hono/jsx'
import type { FieldError } from '../../problem.ts'

/** What a form holds and what is wrong with it. A field's name is its JSON Pointer without the "#/". */
export interface Filled {
  values: Record<string, string>
  errors: FieldError[]
}

export const blank: Filled = { values: {}, errors: [] }

interface FieldProps {
  form: Filled
  name: string
  label: string
  hint?: Child
  required?: boolean
  /** When it is to be filled in, where it is neither needed nor wholly optional. */
  neededFor?: string
  /** The outcomes it belongs to, apart by spaces: a script shows it with these only. */
  when?: string
}

interface InputProps extends FieldProps {
  type?: string
  list?: string
  inputmode?: 'decimal'
  max?: string
  autocomplete?: string
}

export function Input({ form, name, label, hint, required, neededFor, when, ...attributes }: InputProps) {
  const common = { id: idOf(name), name, value: form.values[name], required, ...described(form, name, hint) }
  return (
    <Field {...{ form, name, label, hint, required, neededFor, when }}>
      <input type="text" {...common} {...attributes} />
    </Field>
  )
}

export function TextArea({ form, name, label, hint, required, rows }: FieldProps & { rows: number }) {
  return (
    <Field form={form} name={name} label={label} hint={hint} required={required}>
      <textarea id={idOf(name)} name={name} rows={rows} required={required} {...described(form, name, hint)}>
        {form.values[name]}
      </textarea>
    </Field>
  )
}

interface SelectProps extends FieldProps {
  options: Record<string, string>
  none?: string
}

export function Select({ form, name, label, hint, required, neededFor, when, options, none }: SelectProps) {
  return (
    <Field {...{ form, name, label, hint, required, neededFor, when }}>
      <select id={idOf(name)} name={name} required={required} {...described(form, name, hint)}>
        <option value="">{none ?? 'Choose'}</option>
        {Object.entries(options).map(([value, words]) => (
          <option value={value} selected={form.values[name] === value}>
            {words}
          </option>
        ))}
      </select>
    </Field>
  )
}

function Field({
  form,
  name,
  label,
  hint,
  required,
  neededFor,
  when,
  children,
}: FieldProps & { children: Child }) {
  return (
    <div class="field" data-when={when}>
      <label for={idOf(name)}>
        {label}
        {required ? '' : <span class="optional"> ({neededFor ?? 'optional'})</span>}
      </label>
      {hint && (
        <p class="hint" id={`${idOf(name)}-hint`}>
          {hint}
        </p>
      )}
      <FieldErrors form={form} name={name} />
      {children}
    </div>
  )
}

export function FieldErrors({ form, name }: { form: Filled; name: string }) {
  const found = errorsAt(form, name)
  if (found.length === 0) return null
  return (
    <p class="error" id={`${idOf(name)}-error`}>
      {found.map(error => capital(error.detail)).join('. ')}.
    </p>
  )
}

interface SummaryProps {
  form: Filled
  labels: Record<string, string>
  opening?: string
}

/** All that is wrong, first thing in the form, each with a link to its field. */
export function ErrorSummary({
  form,
  labels,
  opening = 'Nothing was saved yet. Please mend:',
}: SummaryProps) {
  if (form.errors.length === 0) return null
  return (
    <div class="summary" role="alert" tabindex={-1} autofocus>
      <p>{opening}</p>
      <ul>
        {form.errors.map(({ pointer, detail, existing }) => {
          const name = nameAt(pointer, Object.keys(labels))
          if (existing !== undefined)
            return (
              <li>
                <a href={existing.replace('/api/v1', '')}>{detail}</a>
              </li>
            )
          return (
            <li>
              {name === undefined ? (
                capital(detail)
              ) : (
                <a href={`#${idOf(name)}`}>{`${labels[name]}: ${detail}`}</a>
              )}
            </li>
          )
        })}
      </ul>
    </div>
  )
}

/** The first text of each field, trimmed, the empty ones left out. */
export function textFields(fields: Record<string, unknown[]>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(fields).flatMap(([name, [value]]) =>
      typeof value === 'string' && value.trim() !== '' ? [[name, value.trim().replaceAll('\r\n', '\n')]] : [],
    ),
  )
}

/** The fields of a part of the input that are filled in: `partsOf(values, 'quote', ['exact'])` reads "quote/exact". */
export function partsOf(values: Record<string, string>, part: string, names: string[]) {
  return Object.fromEntries(
    names.flatMap(name => (values[`${part}/${name}`] ? [[name, values[`${part}/${name}`]]] : [])),
  )
}

/** Whether what was typed is another than what was shown. A form sends neither empty fields nor outer spaces. */
export function differs(typed: string | undefined, shown: string | undefined): boolean {
  return (typed ?? '') !== (shown ?? '').trim().replaceAll('\r\n', '\n')
}

/** The id at the end of a page's address, or what was given as it is. */
export function lastPart(address: string | undefined): string | undefined {
  return address
    ?.replace(/[?#].*$/, '')
    .split('/')
    .findLast(part => part !== '')
}

/** Topics separated by commas, each once. */
export function topicsOf(text: string): string[] {
  return [...new Set(text.split(',').map(topicNamed))].filter(topic => topic !== '')
}

/** Pages show the topic "economic-collapse" as “economic collapse”. */
export function topicWords(topic: string): string {
  return topic.replaceAll('-', ' ')
}

/** And so may it be written. */
function topicNamed(words: string): string {
  return words.trim().toLowerCase().replaceAll(/\s+/g, '-')
}

/** The fields of a page's address, the topic as it is kept. */
export function queryFields(queries: Record<string, string[]>): Record<string, string> {
  const { topic, ...others } = textFields(queries)
  return topic === undefined ? others : { ...others, topic: topicNamed(topic) }
}

/** "70", "70 %" and "70,5" are percent. */
export function fromPercent(text: string | undefined): number | undefined {
  const bare = text?.endsWith('%') ? text.slice(0, -1).trimEnd() : text
  const percent = bare?.replace(',', '.')
  if (percent === undefined || !/^\d+(\.\d+)?$/.test(percent)) return undefined
  return Number((Number(percent) / 100).toPrecision(12))
}

/** What is wrong with a field in percent: also 0.6, which was meant as 60 more often than as 0.6. */
export function percentErrors(values: Record<string, string>, name: string): FieldError[] {
  const text = values[name]
  const share = fromPercent(text)
  if (text === undefined || (share !== undefined && (share === 0 || (share >= 0.01 && share <= 1)))) return []
  return [{ pointer: `#/${name}`, detail: 'must be percent, from 0 to 100: write 60 for 60 %' }]
}

function errorsAt(form: Filled, name: string): FieldError[] {
  return form.errors.filter(error => nameAt(error.pointer, [name]) === name)
}

/** An error deep in a field, such as one topic of several, is shown at the field. */
function nameAt(pointer: string, names: string[]): string | undefined {
  return names.find(name => pointer === `#/${name}` || pointer.startsWith(`#/${name}/`))
}

function described(form: Filled, name: string, hint: Child) {
  const wrong = errorsAt(form, name).length > 0
  const ids = [...(hint ? [`${idOf(name)}-hint`] : []), ...(wrong ? [`${idOf(name)}-error`] : [])]
  return {
    'aria-describedby': ids.length > 0 ? ids.join(' ') : undefined,
    'aria-invalid': wrong ? ('true' as const) : undefined,
  }
}

function idOf(name: string): string {
  return name.replaceAll('/', '-')
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
