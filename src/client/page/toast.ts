import { make } from './make.ts'
import { storage } from './storage.ts'

const key = 'reckon-done'
const shownFor = 6000

/** There before it speaks: only what changes in it is read out. */
let bar: HTMLElement | undefined
let timer: ReturnType<typeof setTimeout> | undefined

/** A few words at the foot of the page, read out and gone again. Nothing that anybody must not miss. */
export function toast(words: string): void {
  const shown = barOfPage()
  shown.replaceChildren()
  requestAnimationFrame(() => shown.replaceChildren(words))
  clearTimeout(timer)
  timer = setTimeout(() => shown.replaceChildren(), shownFor)
}

function barOfPage(): HTMLElement {
  if (bar === undefined) {
    bar = make('p', { class: 'toast', role: 'status' })
    document.body.append(bar)
  }
  return bar
}

/** Says what a form has done on the page it leads to, if that page is not a refusal. */
export function sayWhatWasDone(): void {
  barOfPage()
  const kept = storage()
  if (kept === undefined) return
  const done = kept.getItem(key)
  kept.removeItem(key)
  if (done !== null && wasRedirected() && document.querySelector('.summary, [data-problem]') === null)
    toast(done)
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

/** A form that did what it says leads to another page. Where its request failed, whatever is opened next was asked for directly. */
function wasRedirected(): boolean {
  const [entry] = performance.getEntriesByType('navigation')
  return entry instanceof PerformanceNavigationTiming && entry.redirectCount > 0
}
