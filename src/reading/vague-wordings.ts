import { addDays } from './days.ts'
import { number } from './numbers.ts'
import { tenseAround } from './tense.ts'
import { type VagueWindow, windowTable } from './vague-windows.ts'
import { openEnd, type Wording, wordsAfter, wordsBefore } from './wording.ts'

const rows = windowTable.windows.map(row => ({
  ...row,
  pattern: new RegExp(
    `(?<![\\w-])(?:(?:at some (?:point|stage|time)|sometime|some time) )?(?:${row.pattern})`,
    'g',
  ),
}))

const startOnly = /\b(?:after|beyond|from|since|as (?:early|soon) as|past|than) (?:the )?$/
const duration = /\b(?:first|last|most|least|worst|best|record|once|twice|times?|\w{2,}est)(?: [\w-]+){0,5} $/
const openEnded = new RegExp(`^${openEnd}`)
/** "20 | years to come" names the count, not the row. */
const counted = new RegExp(`\\b${number} $`)
const startsWithUnit = /^(?:hours|days|weeks|months|years|decades)\b/

const denial =
  /\b(?:not|never|neither|nor|hardly|scarcely|no longer|(?:far|nowhere near|anything but|by no means)(?: from)?|no time)(?: (?:all that|very|just|only|even|yet|quite|exactly|necessarily|at all|so|too))? $/
const verbBefore =
  /(?:'(?:s|re|m|ll|d)|\b(?:is|are|was|were|am|be|been|will|would|shall|should|can|could|may|might|must|do|does|did|has|have|had|looks?|seems?|appears?|remains?))(?: (?:\w+ly|also|still))? $/

/** Every wording of the table's vague windows in a folded text. */
export function vagueWordings(text: string): Wording[] {
  return rows.flatMap(row =>
    Array.from(text.matchAll(row.pattern), match => wordingOf(text, row, match)).filter(
      found => found !== undefined,
    ),
  )
}

function wordingOf(
  text: string,
  { strict, generous, timeless }: Omit<VagueWindow, 'pattern'>,
  match: RegExpExecArray,
): Wording | undefined {
  const [start, end] = [match.index, match.index + match[0].length]
  const [before, after] = [wordsBefore(text, start), wordsAfter(text, end)]
  if (startOnly.test(before) || duration.test(before) || openEnded.test(after)) return undefined
  if (deniesTime(before) || (startsWithUnit.test(match[0]) && counted.test(before))) return undefined
  return {
    start,
    end,
    rank: 3,
    read: saidOn =>
      timeless && tenseAround(before, after, false) === 'past'
        ? undefined
        : { strict: addDays(saidOn, strict), generous: addDays(saidOn, generous) },
  }
}

/** "But not soon" denies only the time; "is not imminent" and "will not soon end" deny that it happens by then. */
function deniesTime(before: string): boolean {
  const denied = before.match(denial)
  return denied !== null && !verbBefore.test(before.slice(0, denied.index))
}
