import { dayWords, yearOf } from '../days.ts'
import type { Condition } from './conditions.ts'
import { conditionsIn, originalOf } from './conditions.ts'
import type { DeadlineRead } from './deadlines.ts'
import type { Doubt } from './doubts.ts'
import type { Hedge } from './hedges.ts'
import type { Pundit } from './names.ts'
import type { Part } from './parts.ts'
import { probabilityTags } from './probability-tags.ts'
import type { Sentence } from './sentences.ts'
import { finiteTense, infinitiveOf, tagged } from './tagging.ts'

/** What the claim says, on its own, and the words in it that still point elsewhere. */
interface Draft {
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
const telling =
  '(?:said|says|say|told [^,"]{2,30}|warned|warns|warn|predicted|predicts|predict|believes?|believed|thinks?|thought|argued|argues|argue|noted|notes|added|adds|wrote|writes|claimed|claims|claim|suggests?|suggested|insists?|insisted|reckons?|reckoned|estimates?|estimated|doubts?|doubted|fears?|feared|fear|expects?|expected|bet|guess|suspect|cautioned|forecasts?|forecast|projects?|projected|anticipates?|anticipated|concluded|judges?|judged|assess|assessed|imagine|explained|announced|stated|maintains?|contends?)'
const reporting = new RegExp(`^(?:[^"]{2,140}?,? )?${telling}(?: that)? (?=[a-z0-9"A-Z])`)
const leading =
  /^(?:(?:but|and|so|yet|still|however|meanwhile|moreover|in addition|furthermore|indeed|in fact|of course|finally|first|second|third|here(?:'s| is) what (?:is going to|will) happen|also|then|now|therefore|thus|instead|nevertheless|nonetheless|to be sure|looking ahead|moving forward|going forward|overall|in short|in sum|prediction|forecast|bonus|bold call|bold prediction|my prediction|my forecast|while|whereas|although|though|for now|in the end|ultimately),? ?(?::|,)? )+/i
const pronouns =
  /\b(?:it|they|them|this|that|these|those|he|she|him|his|her|their|its|we|our|us|i|here|there)\b/gi

/** Of the weather "it" means nothing. */
const weather =
  /^it (?=(?:will|would|may|might|could)(?: not)?(?: also| still)? (?:rain|snow|hail|sleet|drizzle|freeze|thaw)\b)/i

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
  const plain = statement.replace(weather, '')
  const free = plain.replaceAll(
    /\b(?:that|those|this|these) (?=will|is|are|was|were|the|of|spring|summer|autumn|winter|week|month|year|decade|century)/gi,
    '',
  )
  const subject =
    /^(?:it|they|this(?! (?:spring|summer|autumn|winter|week|month|year|decade|century)\b)|that|these|those|he|she|we|i|there)\b/i.exec(
      plain,
    )?.[0]
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
  const { doubt } = part
  const claimed = doubt && {
    start: Math.max(doubt.end, part.start),
    end: Math.max(Math.min(doubt.until, part.end), doubt.end + 1),
  }
  let words = originalOf(sentence, claimed ?? part)
  for (const { start, end } of probabilityTags(words, sentence.block.kind !== 'prose').toReversed())
    words = `${words.slice(0, start)}${words.slice(end)}`
  if (condition && !condition.inherited) {
    for (const found of conditionsIn(sentence)) {
      const clause = originalOf(sentence, found)
      const opens = /^(?:any|further|future|additional)\b/i.test(clause)
      if (!opens) words = words.replace(clause, '').replace(/^\s*,\s*(?:then )?/, '')
    }
  }
  words = words.replaceAll('’', "'")
  words = words.replace(/[“”"]/g, '').replace(/^[\s,;:–—-]+|[\s,;:–—-]+$/g, '')
  words = words.replace(leading, '')
  words = words
    .replace(/,? according to [^,;]{2,120}(?=[,;.]|$)/i, '')
    .replace(/^according to [^,;]{2,120}, /i, '')
  words = words.replace(/[.!]+$/, '')
  if (!pundit.isAuthor) words = withoutTrailing(words)
  if (!pundit.isAuthor || /^(?:i|we)\b/i.test(words)) words = withoutReporting(words)
  words = words
    .replace(/^[\s,;:–—-]+/, '')
    .replace(leading, '')
    .replace(wrapping, '')
    .replace(wrapping, '')
  if (doubt?.denies) words = affirmed(words)
  if (part.alone || startsWithSubject(words)) return words
  return `${subjectOfWhole(sentence, part)} ${words}`
}

/** "I doubt that anyone will": what goes only with a denial, said without one. */
function affirmed(words: string): string {
  return words
    .replaceAll(/\b(any)(one|body|thing|where)\b/gi, (_, any: string, rest: string) =>
      any.startsWith('A') ? `Some${rest}` : `some${rest}`,
    )
    .replaceAll(/\b(?:any ?time soon|any (?:\w+ )?soon)\b/gi, 'soon')
    .replaceAll(/\bany (?!(?:more|longer|further)\b)(?=(\w)\w*[^s\W]\b)/gi, (_, first: string) =>
      /[aeiou]/i.test(first) ? 'an ' : 'a ',
    )
    .replaceAll(/\bany (?!longer\b)/gi, '')
    .replaceAll(/ (?:at all|either|anymore|any longer)\b/gi, '')
}

/** What only wraps a claim: "there is a 30 % chance that", "I'd be surprised if". */
const wrapping =
  /^(?:(?:there(?:'s| is| remains) |i(?:'d| would) (?:give|put) (?:it )?|with )?(?:an? |the |no |only |about )*(?:[\w.%-]+ ){0,5}(?:chances?|risk|possibility|probability|likelihood|danger|prospect|way|odds)(?: (?:is|are|remains?))? that |(?:the )?(?:odds|chances) are(?: that)?,? |it(?:'s| is| seems| looks| remains) (?:\w+ ){0,3}(?:likely|unlikely|possible|probable|inevitable|certain|conceivable|doubtful|a matter of time before|matter of time before) (?:that |before )?|i(?:'d| would) be (?:\w+ )?(?:surprised|shocked|amazed|astonished) if |(?:don't|do not) be surprised (?:if|when) |there is no way |no way |i (?:doubt|bet|think|believe|reckon|suspect|guess|expect|predict)(?: that)? |(?:mark my words|my prediction|prediction)[:,] |if i had to (?:bet|guess)[^,]*, |my (?:guess|bet|money|hunch) is (?:that |on )?|expect |look for |in all likelihood,? |according to [^,]{2,80}, )/i

/** Who said it, where it stands at the end of the words: ", said Olaf Berg, the minister". */
const trailing = new RegExp(
  `,? ${telling} (?:the |an? |[\\p{Lu}])[^.;]{2,100}$|, [^,.;]{2,70}(?:, [^,.;]{2,50},)? ${telling}(?: [^,.;]{0,60})?$`,
  'u',
)

/** Only where the claim stays: its auxiliary, or most of the words. */
function withoutTrailing(words: string): string {
  const rest = words.replace(trailing, '')
  return auxiliary.test(rest) || /'ll\b|’ll\b|won.t\b/.test(rest) || rest.length > words.length / 2
    ? rest
    : words
}

const passive =
  /\b(?:is|are|was|were|be|been|being)(?: \w+)? (?:\w+ed|thought|said|forecast|seen) (?:that )?$/

function withoutReporting(words: string): string {
  const lead = words.match(reporting)?.[0]
  if (lead === undefined || passive.test(lead) || words.length - lead.length < 12) return words
  return auxiliary.test(lead) ? words : words.slice(lead.length)
}

function startsWithSubject(words: string): boolean {
  return !/^(?:and |but |or )?(?:will|won't|would|could|might|may|should|is |are |shall|not )/i.test(words)
}

/** What stands before the first auxiliary of the sentence, for a second claim that shares its subject. */
function subjectOfWhole(sentence: Sentence, part: Part): string {
  const before = originalOf(sentence, { start: 0, end: part.start })
  const head = before.split(auxiliary)[0] ?? ''
  return withoutReporting(head.replace(leading, '')).replace(/[“”"]/g, '').trim()
}

function auxiliaryless({ hedge, part }: Asked, words: string): string {
  let drafted = words
    .replace(/’/g, "'")
    .replace(/\bwon't\b/gi, 'will not')
    .replace(/\bcan't\b/gi, 'cannot')
  drafted = drafted
    .replace(/\b(would|could|might|should|is|are|was|were|do|does|did)n't\b/gi, '$1 not')
    .replace(/(\w)'ll\b/gi, '$1 will')
    .replace(
      /(\w)'(re|s|m)(?= (?:\w+ ){0,2}going to\b)/gi,
      (_, last: string, be: string) => `${last} ${{ re: 'are', s: 'is', m: 'am' }[be.toLowerCase()] ?? 'is'}`,
    )
  const denied = hedge.negated && !part.doubt
  drafted = drafted.replace(auxiliary, match => (/\bnot\b/i.test(match) && !denied ? 'will not ' : 'will '))
  const expected = /^(?:expects|expected|look-for|fears|warns)$/.test(part.hits[0]?.rule.name ?? '')
  if ((expected || part.doubt) && !/\bwill\b/.test(drafted)) {
    drafted = drafted
      .replace(/^((?:[\w'’.,$€£%-]+ ){1,9}?)to (?=[a-z]{2,}\b)/, '$1will ')
      .replace(/^(an?|another|more|further|fewer|no|two|three|one) (?!.*\bwill\b)/i, 'There will be $1 ')
      .replace(/^them will/i, 'They will')
  }
  if (part.doubt?.denies) drafted = whole(drafted, part.doubt)
  if (denied)
    drafted = drafted
      .replace(/\b(?:do|does|did) not (?:\w+ )?(?:expect|anticipate) to /i, 'will ')
      .replace(/\bwill (?:likely |probably )?(?:not|never|no longer) /i, 'will ')
  return drafted.replaceAll(/\s+/g, ' ').trim()
}

/** "Not expect | rate cuts", "not see | Everton staying up": a clause of its own. */
function whole(words: string, doubt: Doubt): string {
  if (/\bwill\b/.test(words)) return words
  const pictured = /\b(?:see|sees|imagine|envisage|picture|bet|bank|count)\b/.test(doubt.words)
  const verb = pictured && words.match(/^((?:[\w'.-]+ ){1,6}?)([a-z]{2,}ing)\b/)
  const infinitive = verb && infinitiveOf(verb[2] ?? '')
  if (verb && infinitive) return `${verb[1]}will ${infinitive}${words.slice(verb[0].length)}`
  const isThing = doubt.phrase === 'unlikely' && !/ that$/.test(doubt.words)
  return isThing || finiteTense(tagged(words)) === 'none' ? `There will be ${words}` : words
}

const within = '\\b(of|by|before|until|for|since|from|than|late|early|mid|by end|at end)'
const ofThisYear = new RegExp(`${within} (?:this|the current) year\\b`, 'gi')
const ofNextYear = new RegExp(`${within} next year\\b(?!')`, 'gi')

function withDates(words: string, { deadline, publishedOn }: Asked): string {
  const year = yearOf(publishedOn)
  const dated = words
    .replaceAll(ofThisYear, `$1 ${year}`)
    .replaceAll(ofNextYear, `$1 ${year + 1}`)
    .replaceAll(/\b(?:in )?(?:this|the current) year\b/gi, `in ${year}`)
    .replaceAll(/\b(?:in )?next year\b(?!')/gi, `in ${year + 1}`)
  if (!deadline || deadline.inherited || /\d{4}/.test(deadline.wording)) return dated
  if (/\b(?:remain|stay|continue|hold|last|keep|survive|outlast|outlive|endure|see out)\b/i.test(dated))
    return dated
  const plain = deadline.wording.replaceAll(/\s+/g, ' ')
  if (!/^(?:in|over|within|during|by|before|tomorrow|tonight|soon|next|at some point|this)\b/i.test(plain))
    return dated
  if (/^(?:this|next)\b/i.test(plain) && dated.startsWith(`${plain} will `)) return dated
  return dated.replace(plain, `by ${dayWords(deadline.dueBy)}`)
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
