import { ask, listAt, textAt } from './ask.ts'
import { make, whenStill } from './make.ts'

/** More is never asked: it would be refused. */
const longest = 300

/** Under the statement of a new claim those that read nearly the same: perhaps it is in the ledger already. */
export function lookForSimilar(): void {
  const statement = document.getElementById('claim-statement')
  if (!(statement instanceof HTMLTextAreaElement)) return
  const answer = make('div', { class: 'live', role: 'status' })
  statement.after(answer)
  let asked = 0
  const look = whenStill(async () => {
    const turn = ++asked
    const words = statement.value.trim()
    const items =
      words.length < 8 || words.length > longest
        ? []
        : listAt(await ask('/claims/similar', { statement: words }), 'items')
    if (turn !== asked) return
    if (items.length === 0) return answer.replaceChildren()
    answer.replaceChildren(
      'In the ledger already? Then log it as a prediction of that claim: ',
      make('ul', {}, ...items.map(item => make('li', {}, linkTo(item)))),
    )
  })
  statement.addEventListener('input', look)
}

function linkTo(item: unknown): HTMLElement {
  const id = encodeURIComponent(textAt(item, 'id'))
  return make('a', { href: `/predictions/new?claim=${id}`, target: '_blank' }, textAt(item, 'statement'))
}
