import { make } from './make.ts'
import { storage } from './storage.ts'

const key = 'reckon-done'
const shownFor = 6000

/** A few words at the foot of the page, read out and gone again. Nothing that anybody must not miss. */
export function toast(words: string): void {
  const bar = make('p', { class: 'toast', role: 'status' })
  document.body.append(bar)
  // Read out only if it changes after it is there.
  requestAnimationFrame(() => bar.replaceChildren(words))
  setTimeout(() => bar.remove(), shownFor)
}

/** Says on the page that follows what a form has done, if that page is not a refusal. */
export function sayWhatWasDone(): void {
  const kept = storage()
  if (kept === undefined) return
  const done = kept.getItem(key)
  kept.removeItem(key)
  if (done !== null && document.querySelector('.summary, [data-problem]') === null) toast(done)
  for (const form of document.querySelectorAll('form[data-done]')) {
    form.addEventListener('submit', event => {
      // A button with a name asks for something else than to have it done.
      const asks = event instanceof SubmitEvent && event.submitter?.hasAttribute('name')
      if (!event.defaultPrevented && !asks && form instanceof HTMLFormElement) {
        kept.setItem(key, form.dataset.done ?? '')
      }
    })
  }
}
