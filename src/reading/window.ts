import { calendarWordings } from './calendar-wordings.ts'
import { later } from './days.ts'
import { type Folded, fold } from './fold.ts'
import { spanWordings } from './spans.ts'
import { vagueWordings } from './vague-wordings.ts'
import { type Deadline, type Wording, wordsAfter, wordsBefore } from './wording.ts'

/** A deadline wording, exactly as it stands in the sentence, and both of its days, YYYY-MM-DD inclusive. */
interface Window {
  wording: string
  dueBy: string
  dueByStrict: string
  basis: 'stated' | 'inferred'
}

const aside =
  /(?:^|[,;:.!?(] ?)(?:\w+ ){0,2}(?:if|unless|once|when|whenever|after|because|although|provided|should) [^,;:.!?]*$/

/** A year too far off to be read, after a day or month: without it the date would be another. */
const unreadYear = /^(?:,? (?:in |of )?(?:the )?(?:year )?|\/)\d{4,}\b/

/**
 * The deadline a sentence states or hints at, for something said on `saidOn` (YYYY-MM-DD).
 *
 * `dueBy` is the generous reading, the day after which "it did not happen" can be said; `dueByStrict` the
 * strict one. Both are on or after `saidOn`, and equal when `basis` is stated. Of several wordings a deadline
 * ("by", "before", "within") goes before a date or period, that before a vague window, what stands in a
 * leading "if" clause after all of these, and among equals the first.
 *
 * Worked values: readWindow('It will fall in the weeks ahead.', '2025-09-08') = { wording: 'in the weeks
 * ahead', dueBy: '2025-10-20', dueByStrict: '2025-10-06', basis: 'inferred' }; readWindow('It will be over
 * by 1 March.', '2025-09-08') has both days 2026-03-01 and basis 'stated'.
 *
 * Errors: none; a sentence without a deadline, one only in the past, or one that only says when something
 * starts or when it does not happen is null, never a guess. "It will not fall soon" has the window within which
 * it is denied, and is judged when that ends; "it will fall, but not soon" has none. Sources: those of `windowTable`, row by row.
 */
export function readWindow(sentence: string, saidOn: string): Window | null {
  const folded = fold(sentence)
  for (const wording of wordingsIn(folded.text)) {
    const deadline = wording.read(saidOn)
    if (deadline && deadline.generous >= saidOn)
      return windowOf(sentence, folded, { wording, deadline, saidOn })
  }
  return null
}

function wordingsIn(text: string): Wording[] {
  const dated = calendarWordings(text).filter(({ end }) => !unreadYear.test(wordsAfter(text, end)))
  const found = [...dated, ...spanWordings(text), ...vagueWordings(text)]
  return found
    .map(wording => ({ wording, order: wording.rank + (isAside(text, wording) ? 3 : 0) }))
    .sort(
      (one, other) =>
        one.order - other.order ||
        one.wording.start - other.wording.start ||
        other.wording.end - one.wording.end,
    )
    .map(({ wording }) => wording)
}

function isAside(text: string, { start, end }: Wording): boolean {
  return aside.test(wordsBefore(text, start)) && /[,;]/.test(wordsAfter(text, end))
}

function windowOf(
  sentence: string,
  { at }: Folded,
  { wording, deadline, saidOn }: { wording: Wording; deadline: Deadline; saidOn: string },
): Window {
  const from = at[wording.start] ?? 0
  const to = (at[wording.end - 1] ?? sentence.length - 1) + 1
  return {
    wording: sentence.slice(from, to),
    dueBy: deadline.generous,
    dueByStrict: later(deadline.strict, saidOn),
    basis: deadline.strict === deadline.generous ? 'stated' : 'inferred',
  }
}
