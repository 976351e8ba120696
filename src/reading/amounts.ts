import { number, numberOf, numberStart } from './numbers.ts'
import { stepOn } from './units.ts'
import { type Deadline, exactly, inOrder, openEnd } from './wording.ts'

/** So many units of time in a folded text: "six months to a year", "year or two", and "year" alone. */
export interface Amount {
  start: number
  end: number
  /** "Six months" is counted, "six-month" joined, "year or two" without a number open, "year" alone one. */
  kind: 'counted' | 'joined' | 'open' | 'one' | 'several'
  unit: string
  words: Readonly<Record<string, string | undefined>>
}

const unit = '(?:hour|day|week|fortnight|month|quarter|half-year|year|decade|century)'
const gap = '(?: (?:(?:more|full|calendar) )?|-)'
const hedge = '(?:maybe|perhaps|possibly|probably|even)'
const or = `(?:,? or (?:${hedge} )?|, ${hedge} )`
const notArticle = '(?!half|an? (?!dozen|hundred|thousand))'
const notCounted =
  '(?![\\w%]|[.,]\\d|-\\w| (?:percent|per cent|million|billion|thousand|hundred|dozen|of)\\b)'

/** What can come after "six months" and belongs to it: "and a half", "to a year", "or two", "or so". */
const tail = [
  '(?<half> and a half\\b)',
  `(?:(?<and> and )| to |-to-|-|${or})(?<upTo>${number})${gap}(?<upToUnit>${unit})s?\\b`,
  `${or}(?<orUpTo>${notArticle}${number})${notCounted}`,
  '(?<orSo>,? or (?:so|thereabouts)\\b)',
].join('|')

/** Without the rest of what is said, "in a year | or two" would be read as a year, and "a year | or more" too. */
const unfinished = `${openEnd}|${or}(?:${numberStart}|(?:so|thereabouts)\\b|(?:a )?(?:few|couple|several)\\b|an? ${unit}\\b)|(?: and | to |-to-|-)(?:an? |${numberStart}[^ ]*(?: |-))${unit}| and a half\\b| plus\\b|\\+`

const amounts = new RegExp(
  `(?<![\\w-])(?:(?<from>${number})(?:(?: to | and |-|${or})(?<to>${number}))?(?<gap>${gap}))?(?<unit>${unit})(?<plural>s)?\\b(?:${tail})?(?!${unfinished})`,
  'g',
)

/** Every amount in a folded text, from left to right. */
export function amountsIn(text: string): Amount[] {
  return Array.from(text.matchAll(amounts), match => {
    const words = match.groups ?? {}
    const [start, end] = [match.index, match.index + match[0].length]
    return { start, end, kind: kindOf(words), unit: words.unit ?? '', words }
  })
}

function kindOf({ from, gap: between, plural, half, upTo, orUpTo, orSo }: Amount['words']): Amount['kind'] {
  if (from) return between === '-' ? 'joined' : 'counted'
  if (plural) return 'several'
  return (half ?? upTo ?? orUpTo ?? orSo) ? 'open' : 'one'
}

/**
 * So long from the day it was said: strictly the shorter of a range, generously the longer. What is only
 * about so long is generously half as long again, by Reckon's own convention. `around` are the words
 * before it and after.
 *
 * Worked values, said on 2025-09-08: "six months to a year" is 2026-03-08 and 2026-09-08; "a year or so" is
 * 2026-09-08 and 2027-03-08. Errors: none; a number that is none is undefined.
 */
export function readAmount(
  { unit: named, words }: Amount,
  around: string,
  saidOn: string,
): Deadline | undefined {
  const { from = 'one', to, half, and, upTo, upToUnit = '', orUpTo, orSo } = words
  const count = numberOf(from) + (half ? 0.5 : 0)
  const last = numberOf(upTo ?? orUpTo ?? to ?? from)
  if (Number.isNaN(count) || Number.isNaN(last)) return undefined
  const first = stepOn(saidOn, named, count)
  if (and && !around.includes('between') && stepOn(saidOn, upToUnit, 1) < stepOn(saidOn, named, 1)) {
    return exactly(stepOn(first, upToUnit, last))
  }
  if (upTo ?? orUpTo ?? to) return inOrder(first, stepOn(saidOn, upTo ? upToUnit : named, last))
  const isAbout =
    orSo || /\b(?:about|around|roughly|approximately|some) |\bor (?:so|thereabouts)$/.test(around)
  return isAbout ? { strict: first, generous: stepOn(saidOn, named, count * 1.5) } : exactly(first)
}
