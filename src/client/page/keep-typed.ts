import { storage } from './storage.ts'

const prefix = 'reckon-typed '

/** Keeps what stands in a form for the next page that has this form. False where the browser keeps nothing. */
export function keepTyped(form: HTMLFormElement): boolean {
  const typed = new URLSearchParams()
  for (const field of fieldsOf(form)) {
    if (!isBox(field) || field.checked) typed.append(field.name, field.value)
  }
  const kept = storage()
  try {
    kept?.setItem(keyOf(form), typed.toString())
    return kept !== undefined
  } catch {
    // No room is left.
    return false
  }
}

/** What is sent need not be kept. */
export function dropTyped(form: HTMLFormElement): void {
  storage()?.removeItem(keyOf(form))
}

/** Who signs out leaves nothing to whoever signs in next. */
export function dropAllTyped(): void {
  const kept = storage()
  for (const key of Object.keys(kept ?? {})) if (key.startsWith(prefix)) kept?.removeItem(key)
}

/** Puts back, once, what was typed into a form while another of its page was sent. */
export function putBackTyped(): void {
  const kept = storage()
  for (const form of document.querySelectorAll<HTMLFormElement>('form[data-unsaved]')) {
    const typed = kept?.getItem(keyOf(form)) ?? null
    if (typed === null) continue
    dropTyped(form)
    fill(form, new URLSearchParams(typed))
  }
}

function fill(form: HTMLFormElement, typed: URLSearchParams): void {
  for (const field of fieldsOf(form)) {
    if (isBox(field)) {
      const checked = typed.has(field.name, field.value)
      if (field.checked === checked) continue
      field.checked = checked
    } else {
      const value = typed.get(field.name)
      if (value === null || field.value === value) continue
      field.value = value
    }
    // Scripts that follow the field follow this too; what is folded away would be sent unseen.
    for (const kind of ['input', 'change']) field.dispatchEvent(new Event(kind, { bubbles: true }))
    field.closest('details')?.setAttribute('open', '')
  }
}

type Field = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement

/** What a person types or chooses; never a secret, nor what the page itself put into the form. */
function fieldsOf(form: HTMLFormElement): Field[] {
  return [...form.elements].filter(isKept)
}

function isKept(field: Element): field is Field {
  if (field instanceof HTMLInputElement) return field.name !== '' && !unkept.has(field.type)
  return field instanceof HTMLSelectElement || (field instanceof HTMLTextAreaElement && !field.hidden)
}

const unkept = new Set(['password', 'file', 'hidden', 'submit', 'button', 'image', 'reset'])

function isBox(field: Field): field is HTMLInputElement {
  return field.type === 'checkbox' || field.type === 'radio'
}

/** The address it is sent to; the fragment only says where its answer is looked at. */
function keyOf(form: HTMLFormElement): string {
  return prefix + (form.getAttribute('action') ?? location.pathname).replace(/#.*$/, '')
}
