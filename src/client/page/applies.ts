/** Of a statement's fields only those are asked that belong to the outcome chosen. What is wrong stays to be mended. */
export function askWhatApplies(): void {
  for (const form of document.forms) {
    const fields = [...form.querySelectorAll<HTMLElement>('[data-when]')]
    const outcome = form.querySelector<HTMLSelectElement>('[name="outcome"], [name="counterOutcome"]')
    if (outcome === null || fields.length === 0) continue
    const show = () => {
      for (const field of fields) {
        const applies = (field.dataset.when ?? '').split(' ').includes(outcome.value)
        field.hidden = !applies && field.querySelector('.error') === null
      }
    }
    const ask = () => {
      show()
      for (const field of fields) {
        const input = field.querySelector<HTMLInputElement | HTMLSelectElement>('input, select')
        if (input !== null) input.disabled = field.hidden === true
      }
    }
    outcome.addEventListener('change', ask)
    // A page that is gone back to has what was filled in again only by then, and not in what is disabled before.
    addEventListener('pageshow', ask)
    show()
  }
}
