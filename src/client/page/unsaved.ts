/** Warns before a long form is left with something typed into it that was not sent. */
export function warnOfUnsaved(): void {
  const forms = document.querySelectorAll('form[data-unsaved]')
  if (forms.length === 0) return
  // What was refused stands in the form again, and is saved nowhere.
  let unsaved = document.querySelector('form[data-unsaved] .summary') !== null
  for (const form of forms) {
    form.addEventListener('input', () => {
      unsaved = true
    })
    form.addEventListener('submit', event => {
      if (!event.defaultPrevented) unsaved = false
    })
  }
  addEventListener('beforeunload', event => {
    if (unsaved) event.preventDefault()
  })
}
