import { calendarCandidates } from './calendar-wordings.ts'
import { type Candidate, type Deadline, wordsAfter, wordsBefore } from './candidate.ts'
import { addDays, later } from './days.ts'
import { type Folded, fold } from './fold.ts'
import { spanCandidates } from './spans.ts'
import { tenseAround } from './tense.ts'
import { type VagueWindow, windowTable } from './vague-windows.ts'

/** A deadline wording, exactly as it stands in the sentence, and both of its days, YYYY-MM-DD inclusive. */
export interface Window {
  wording: string
  dueBy: string
  dueByStrict: string
  basis: 'stated' | 'inferred'
}

const vague = windowTable.windows.map(row => ({
  ...row,
  pattern: new RegExp(
    `(?<![\\w-])(?:(?:at some (?:point|stage|time)|sometime|some time) )?(?:${row.pattern})`,
    'g',
  ),
}))

const startOnly = /\b(?:after|beyond|from|since|as (?:early|soon) as|past|than) (?:the )?$/
const duration = /\b(?:first|last|most|least|worst|best|record|once|twice|times?|\w{2,}est)(?: [\w-]+){0,5} $/
const aside =
  /(?:^|[,;:.!?(] ?)(?:\w+ ){0,2}(?:if|unless|once|when|whenever|after|because|although|provided|should) [^,;:.!?]*$/

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
 * starts is null, never a guess. Sources: those of `windowTable`, row by row.
 */
export function readWindow(sentence: string, saidOn: string): Window | null {
  const folded = fold(sentence)
  for (const candidate of candidatesIn(folded.text)) {
    const deadline = candidate.read(saidOn)
    if (deadline && deadline.generous >= saidOn)
      return windowOf(sentence, folded, { candidate, deadline, saidOn })
  }
  return null
}

function candidatesIn(text: string): Candidate[] {
  const found = [...calendarCandidates(text), ...spanCandidates(text), ...vagueCandidates(text)]
  return found
    .map(candidate => ({ candidate, order: candidate.rank + (isAside(text, candidate) ? 3 : 0) }))
    .sort(
      (one, other) =>
        one.order - other.order ||
        one.candidate.start - other.candidate.start ||
        other.candidate.end - one.candidate.end,
    )
    .map(({ candidate }) => candidate)
}

function isAside(text: string, { start, end }: Candidate): boolean {
  return aside.test(wordsBefore(text, start)) && /[,;]/.test(wordsAfter(text, end))
}

function vagueCandidates(text: string): Candidate[] {
  return vague.flatMap(row =>
    Array.from(text.matchAll(row.pattern), match => vagueCandidate(text, row, match)).filter(
      found => found !== undefined,
    ),
  )
}

function vagueCandidate(
  text: string,
  { strict, generous, timeless }: Pick<VagueWindow, 'strict' | 'generous' | 'timeless'>,
  match: RegExpExecArray,
): Candidate | undefined {
  const [start, end] = [match.index, match.index + match[0].length]
  const before = wordsBefore(text, start)
  if (startOnly.test(before) || duration.test(before)) return undefined
  if (timeless && tenseAround(before, wordsAfter(text, end), false) === 'past') return undefined
  return {
    start,
    end,
    rank: 3,
    read: saidOn => ({ strict: addDays(saidOn, strict), generous: addDays(saidOn, generous) }),
  }
}

function windowOf(
  sentence: string,
  { at }: Folded,
  { candidate, deadline, saidOn }: { candidate: Candidate; deadline: Deadline; saidOn: string },
): Window {
  const from = at[candidate.start] ?? 0
  const to = (at[candidate.end - 1] ?? sentence.length - 1) + 1
  return {
    wording: sentence.slice(from, to),
    dueBy: deadline.generous,
    dueByStrict: later(deadline.strict, saidOn),
    basis: deadline.strict === deadline.generous ? 'stated' : 'inferred',
  }
}
