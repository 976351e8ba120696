/** Warns before a long form is left with something typed into it that was not sent. */
export function warnOfUnsaved(): void {
  let unsaved = false
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
