import { make } from './make.ts'

/** Asks once more before what stays in the ledger is sent. Without this script the form says the same beside its button. */
export function confirmFirst(): void {
  for (const form of document.querySelectorAll('form[data-confirm]')) {
    if (!(form instanceof HTMLFormElement)) continue
    form.addEventListener('submit', event => {
      if (form.dataset.confirmed === 'yes' || lacksEvidence(form)) return
      event.preventDefault()
      askAbout(form, event.submitter)
    })
  }
}

/** It will be refused: nothing stays, and nothing need be asked. */
function lacksEvidence(form: HTMLFormElement): boolean {
  const outcome = form.querySelector<HTMLSelectElement>('[name="outcome"], [name="counterOutcome"]')
  const decision = form.querySelector<HTMLSelectElement>('[name="decision"]')
  return (
    ['true', 'false', 'partial'].includes(outcome?.value ?? '') &&
    decision?.value !== 'upheld' &&
    form.querySelector('#evidenceIds') !== null &&
    form.querySelector('[name="evidenceIds"]:checked') === null
  )
}

/** What was chosen, in the words of the form. */
function chosenIn(form: HTMLFormElement): string {
  const choices = form.querySelectorAll<HTMLSelectElement>(
    'select:is([name="decision"], [name="outcome"], [name="counterOutcome"])',
  )
  return [...choices]
    .filter(({ value }) => value !== '')
    .map(({ selectedOptions }) => `${selectedOptions[0]?.text}. `)
    .join('')
}

function askAbout(form: HTMLFormElement, pressed: HTMLElement | null): void {
  const yes = make('button', { type: 'button' }, pressed?.textContent ?? 'Send')
  const no = make('button', { type: 'button', class: 'secondary', autofocus: true }, 'Back to the form')
  const dialog = make(
    'dialog',
    { class: 'confirm', 'aria-labelledby': 'confirm-words' },
    make('p', { id: 'confirm-words' }, make('strong', {}, chosenIn(form)), form.dataset.confirm ?? ''),
    make('p', { class: 'choices' }, yes, no),
  )
  document.body.append(dialog)
  dialog.addEventListener('close', () => dialog.remove())
  no.addEventListener('click', () => dialog.close())
  yes.addEventListener('click', () => {
    dialog.close()
    form.dataset.confirmed = 'yes'
    form.requestSubmit(pressed)
    delete form.dataset.confirmed
  })
  dialog.showModal()
}
