import { make } from './make.ts'

/** Asks once more before what stays in the ledger is sent. Without this script the form says the same beside its button. */
export function confirmFirst(): void {
  for (const form of document.querySelectorAll('form[data-confirm]')) {
    if (!(form instanceof HTMLFormElement)) continue
    form.addEventListener('submit', event => {
      if (form.dataset.confirmed === 'yes') return
      event.preventDefault()
      askAbout(form, event.submitter)
    })
  }
}

function askAbout(form: HTMLFormElement, pressed: HTMLElement | null): void {
  const yes = make('button', { type: 'button' }, pressed?.textContent ?? 'Send')
  const no = make('button', { type: 'button', class: 'secondary' }, 'Back to the form')
  const dialog = make(
    'dialog',
    { class: 'confirm', 'aria-labelledby': 'confirm-words' },
    make('p', { id: 'confirm-words' }, form.dataset.confirm ?? ''),
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
