import { yearOf } from '../days.ts'
import type { Condition } from './conditions.ts'
import { conditionsIn, originalOf } from './conditions.ts'
import type { DeadlineRead } from './deadlines.ts'
import type { Hedge } from './hedges.ts'
import type { Pundit } from './names.ts'
import type { Part } from './parts.ts'
import { probabilityTags } from './probability-tags.ts'
import type { Sentence } from './sentences.ts'

/** What the claim says, on its own, and the words in it that still point elsewhere. */
export interface Draft {
  statement: string
  /** "it", "the move": left as they are, for a person to replace. */
  unresolved: string[]
}

interface Asked {
  sentence: Sentence
  part: Part
  hedge: Hedge
  condition: Condition | null
  deadline: DeadlineRead | null
  pundit: Pundit
  publishedOn: string
  /** The one person whom the sentence before names, when there is one. */
  person: string | null
}

const hedging =
  '(?:(?:also|still|now|probably|likely|almost certainly|certainly|definitely|surely|presumably|possibly|perhaps|maybe|well|inevitably|undoubtedly|very likely|most likely|highly likely|very well) )*'
const auxiliary = new RegExp(
  `\\b(?:(?:probably|likely|perhaps|maybe|possibly|certainly|almost certainly|presumably|surely) )?(?:will|shall|would|could|might|may|should|(?:is|are|am|was|were)(?: \\w+){0,2} going to|(?:is|are|was|were|be|seems?|looks?|appears?|remains?|stays?)(?: (?:also|still|now|very|highly|most|widely|increasingly|generally|broadly|quite|not|currently|almost|all but))* (?:(?:un)?likely|expected|projected|forecast|predicted|anticipated|estimated|set|poised|due|bound|certain|sure|tipped|favou?red|destined|doomed|on course|on track|about) to) ${hedging}`,
  'i',
)
const reporting =
  /^(?:[^,"]{2,90}? )?(?:said|says|say|told [^,"]{2,30}|warned|warns|predicted|predicts|predict|believes?|thinks?|think|argued|argues|noted|added|wrote|writes|claims|claimed|suggests?|suggested|insists?|reckons?|reckon|estimates?|doubts?|doubted|fears?|fear|expects?|bet|guess|suspect|cautioned|forecasts?|projects?|concluded|judges?|imagine)(?: that)? (?=[a-z0-9"A-Z])/
const leading =
  /^(?:(?:but|and|so|yet|still|however|meanwhile|moreover|in addition|furthermore|indeed|in fact|of course|finally|first|second|third|also|then|now|therefore|thus|instead|nevertheless|nonetheless|to be sure|looking ahead|moving forward|going forward|overall|in short|in sum|prediction|forecast|bonus|bold call|bold prediction|my prediction|my forecast|while|whereas|although|though|for now|in the end|ultimately),? ?(?::|,)? )+/i
const pronouns =
  /\b(?:it|they|them|this|that|these|those|he|she|him|his|her|their|its|we|our|us|i|here|there)\b/gi

/**
 * Drafts the claim of one part of a sentence: without who said it, its condition, its hedge and, where the
 * probability is of the opposite, its denial; every auxiliary of the future becomes "will". "Next year" becomes its
 * number, and a pronoun the one person named before; what cannot be told safely is left and listed.
 *
 * Worked value: "But he may resign next year." after a sentence about Olaf Berg, said in 2026, is "Olaf Berg will
 * resign in 2027", with nothing unresolved. Errors: none; a statement is at most 300 characters.
 */
export function draftOf(asked: Asked): Draft {
  const words = auxiliaryless(asked, claimWords(asked))
  const dated = withDates(words, asked)
  const named = withPerson(dated, asked)
  const statement = shortened(sentenceCase(named))
  const free = statement.replaceAll(/\b(?:that|those|this|these) (?=will|is|are|was|were|the|of)/gi, '')
  const subject = /^(?:it|they|this|that|these|those|he|she|we|i|there)\b/i.exec(statement)?.[0]
  const loose = subject
    ? [subject, ...(free.match(pronouns) ?? [])]
    : (free.slice(0, 60).match(pronouns) ?? [])
  const later = loose.filter(
    word => !/^(?:that|its|their|there|here|his|her)$/i.test(word) || word === subject,
  )
  return {
    statement,
    unresolved: [...new Set(later.map(word => word.toLowerCase()))].filter(word => word !== 'there'),
  }
}

function claimWords({ sentence, part, condition, pundit }: Asked): string {
  let words = originalOf(sentence, part)
  for (const { start, end } of probabilityTags(words, sentence.block.kind !== 'prose').toReversed())
    words = `${words.slice(0, start)}${words.slice(end)}`
  if (condition && !condition.inherited) {
    for (const found of conditionsIn(sentence)) {
      const clause = originalOf(sentence, found)
      const opens = /^(?:any|further|future|additional)\b/i.test(clause)
      if (!opens) words = words.replace(clause, '').replace(/^\s*,\s*(?:then )?/, '')
    }
  }
  words = words.replace(/[“”"]/g, '').replace(/^[\s,;:–—-]+|[\s,;:–—-]+$/g, '')
  words = words.replace(leading, '')
  words = words
    .replace(/,? according to [^,;]{2,120}(?=[,;.]|$)/i, '')
    .replace(/^according to [^,;]{2,120}, /i, '')
  if (!pundit.isAuthor || /^(?:i|we)\b/i.test(words)) words = words.replace(reporting, '')
  words = words.replace(/^[\s,;:–—-]+/, '').replace(leading, '')
  if (part.alone || startsWithSubject(words)) return words
  return `${subjectOfWhole(sentence, part)} ${words}`
}

function startsWithSubject(words: string): boolean {
  return !/^(?:and |but |or )?(?:will|won't|would|could|might|may|should|is |are |shall|not )/i.test(words)
}

/** What stands before the first auxiliary of the sentence, for a second claim that shares its subject. */
function subjectOfWhole(sentence: Sentence, part: Part): string {
  const before = originalOf(sentence, { start: 0, end: part.start })
  const head = before.split(auxiliary)[0] ?? ''
  return head.replace(leading, '').replace(reporting, '').replace(/[“”"]/g, '').trim()
}

function auxiliaryless({ hedge }: Asked, words: string): string {
  let drafted = words
    .replace(/’/g, "'")
    .replace(/\bwon't\b/gi, 'will not')
    .replace(/\bcan't\b/gi, 'cannot')
  drafted = drafted
    .replace(/\b(would|could|might|should|is|are|was|were|do|does|did)n't\b/gi, '$1 not')
    .replace(/(\w)'ll\b/gi, '$1 will')
  drafted = drafted.replace(auxiliary, match =>
    /\bnot\b/i.test(match) && !hedge.negated ? 'will not ' : 'will ',
  )
  if (hedge.negated)
    drafted = drafted.replace(/\bwill (?:likely |probably )?(?:not|never|no longer) /i, 'will ')
  return drafted.replaceAll(/\s+/g, ' ').trim()
}

function withDates(words: string, { deadline, publishedOn }: Asked): string {
  const year = yearOf(publishedOn)
  const dated = words
    .replaceAll(/\b(?:in )?(?:this|the current) year\b/gi, `in ${year}`)
    .replaceAll(/\b(?:in )?next year\b(?!')/gi, `in ${year + 1}`)
    .replaceAll(/\b(of|by|before|until|for|end|late|early|mid) in (20\d\d)\b/gi, '$1 $2')
  if (!deadline || deadline.inherited || /\d{4}/.test(deadline.wording)) return dated
  const plain = deadline.wording.replaceAll(/\s+/g, ' ')
  if (
    !/^(?:in|over|within|during|by|before|for|tomorrow|tonight|soon|next|at some point|this)\b/i.test(plain)
  )
    return dated
  return dated.replace(plain, `by ${day(deadline.dueBy)}`)
}

const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
]

function day(date: string): string {
  return `${Number(date.slice(8))} ${months[Number(date.slice(5, 7)) - 1]} ${date.slice(0, 4)}`
}

function withPerson(words: string, { person }: Asked): string {
  return person === null ? words : words.replace(/^(?:he|she)\b/i, person)
}

function sentenceCase(words: string): string {
  const bare = words.replace(/[.!,;:–—\s-]+$/, '').trim()
  return bare.charAt(0).toUpperCase() + bare.slice(1)
}

function shortened(words: string): string {
  if (words.length <= 300) return words
  const cut = words.lastIndexOf(' ', 299)
  return `${words.slice(0, cut > 100 ? cut : 299)}…`
}
