import { dropAllTyped, dropTyped, keepTyped } from './keep-typed.ts'

/**
 * Warns before a long form is left with something in it that was not sent. Where another long form of the page is sent,
 * it is kept for the next page instead.
 */
export function warnOfUnsaved(): void {
  const forms = document.querySelectorAll<HTMLFormElement>('form[data-unsaved]')
  const unsaved = new Set<HTMLFormElement>()
  for (const form of forms) {
    // What was refused, or only filled further, stands in the form again and is saved nowhere.
    if (form.dataset.unsaved === 'filled' || form.querySelector('.summary') !== null) unsaved.add(form)
    for (const kind of ['input', 'change']) form.addEventListener(kind, () => unsaved.add(form))
  }
  let isKept = false
  document.addEventListener('submit', ({ defaultPrevented, target }) => {
    if (defaultPrevented || !(target instanceof HTMLFormElement)) return
    if (target.getAttribute('action') === '/sign-out') dropAllTyped()
    if (target.dataset.unsaved === undefined) return
    dropTyped(target)
    unsaved.delete(target)
    isKept = [...unsaved].map(keepTyped).every(Boolean)
  })
  addEventListener('beforeunload', event => {
    if (unsaved.size > 0 && !isKept) event.preventDefault()
    // Only the page that the form leads to has what was kept: another that is gone to later has not.
    isKept = false
  })
}
