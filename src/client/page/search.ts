import { ask, listAt, textAt } from './ask.ts'
import { make, whenStill } from './make.ts'

/** More is never asked: it would be refused. */
const longest = 200

/** Under a field that searches the predictions the first claims that have the words, while they are typed. Enter leads to all of them. */
export function searchAsTyped(): void {
  for (const input of document.querySelectorAll('form[action="/predictions"] input[type="search"]')) {
    if (input instanceof HTMLInputElement) searchUnder(input)
  }
}

function searchUnder(input: HTMLInputElement): void {
  const results = make('div', { class: 'live results', role: 'status' })
  input.after(results)
  let asked = 0
  const close = () => {
    asked++
    results.replaceChildren()
  }
  const isWithin = (node: unknown) => node === input || (node instanceof Node && results.contains(node))
  const look = whenStill(async () => {
    if (!isWithin(document.activeElement)) return
    const turn = ++asked
    const q = input.value.trim()
    const found = q.length < 3 || q.length > longest ? undefined : await ask('/claims', { q, limit: '5' })
    if (turn !== asked) return
    if (found === undefined) return results.replaceChildren()
    const items = listAt(found, 'items')
    if (items.length === 0) return results.replaceChildren('No claim has these words.')
    results.replaceChildren(make('ul', {}, ...items.map(item => make('li', {}, linkTo(item)))))
  })
  input.addEventListener('input', look)
  // They lie over what comes next, which must not get the focus below them (WCAG 2.4.11).
  for (const part of [input, results]) {
    part.addEventListener('focusout', ({ relatedTarget }) => {
      if (!isWithin(relatedTarget)) close()
    })
  }
  // Not every browser gives a link that is clicked the focus: without it they would be gone before the click.
  results.addEventListener('mousedown', event => event.preventDefault())
  input.closest('form')?.addEventListener('keydown', event => {
    if (event.key !== 'Escape') return
    close()
    input.focus()
  })
}

function linkTo(item: unknown): HTMLElement {
  return make('a', { href: `/claims/${encodeURIComponent(textAt(item, 'id'))}` }, textAt(item, 'statement'))
}
