/** Warns before a long form is left with something typed into it that was not sent. */
export function warnOfUnsaved(): void {
  // What was refused stands in the form again, and is saved nowhere.
  let unsaved = document.querySelector('form[data-unsaved] .summary') !== null
  for (const form of document.querySelectorAll('form[data-unsaved]')) {
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
