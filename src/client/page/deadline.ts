import { ask, at, textAt } from './ask.ts'
import { inputAt, make, whenStill } from './make.ts'

/** More is never asked: it would be refused. */
const longest = 2000

/** Says under the wording of a deadline how it is read, and fills the dates in where one wants them. */
export function readDeadlines(): void {
  const wording = inputAt('claim-dueWording')
  const said = inputAt('saidOn')
  if (wording === undefined || said === undefined) return
  const answer = make('output', { class: 'live', for: `${wording.id} ${said.id}` })
  wording.after(answer)
  let asked = 0

  async function read(sentence: string, saidOn: string) {
    const turn = ++asked
    const found = at(await ask('/windows', { sentence, saidOn }), 'window')
    if (turn !== asked) return
    if (found === undefined) return answer.replaceChildren()
    if (found === null) {
      answer.replaceChildren('No date can be read from it: give one below, or leave it at one year.')
      return
    }
    const dueBy = textAt(found, 'dueBy')
    const dueByStrict = textAt(found, 'dueByStrict')
    const strictly = dueBy === dueByStrict ? '' : `, strictly ${day(dueByStrict)}`
    answer.replaceChildren(
      `“${textAt(found, 'wording')}” is read as ${day(dueBy)}${strictly} (${textAt(found, 'basis')}).`,
    )
  }

  const show = whenStill(() => {
    if (wording.value.trim() === '') answer.replaceChildren()
    else if (!/^[1-9]\d{3}-/.test(said.value))
      answer.replaceChildren('Give the day it was said, and the dates are shown here.')
    else read(wording.value.slice(0, longest), said.value)
  })
  wording.addEventListener('input', show)
  said.addEventListener('input', show)
  if (wording.value !== '') show()
}

/** "2025-09-08" is shown as "8 September 2025", as the pages show it. */
function day(on: string): string {
  return new Date(`${on}T00:00:00Z`).toLocaleDateString('en-GB', { dateStyle: 'long', timeZone: 'UTC' })
}
