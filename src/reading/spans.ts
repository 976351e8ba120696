import { type Amount, amountsIn, readAmount } from './amounts.ts'
import { dayIn, daysBetween, later, yearOf } from './days.ts'
import { tenseAround } from './tense.ts'
import { stepOn, unitOf } from './units.ts'
import { type Deadline, exactly, inOrder, openEnd, type Wording, wordsAfter, wordsBefore } from './wording.ts'

/** An amount between what leads it and what follows it. */
interface Shape {
  rank: 1 | 2
  kinds: readonly Amount['kind'][]
  lead: RegExp
  follow: RegExp
  /** Also said of what has been, so the words around decide. */
  timeless?: boolean
  read(amount: Amount, around: string, saidOn: string): Deadline | undefined
}

const leads = '\\b(?:in|within|inside|over|during|for|through|throughout|across|into) (?:the course of )?'
const prefix =
  '(?:\\b(?:about|around|roughly|approximately|some|just|only|another|a further|at most|the space of|the|a period of|between|(?:anything|anywhere) (?:from|between)) ){0,3}'
const notOf =
  "(?! (?:of|after|following|since|ago|earlier|later|before|prior|old|away|long|longer|into|when|where|that|which|in a row|straight|running|from (?!now|today)|at (?:the )?(?:very )?(?:least|minimum))\\b)(?!-\\w)(?!' (?!time))"
const orSo = '(?: or (?:so|thereabouts)\\b)?'
const ahead = /^ (?:ahead\b(?! of)|to come\b)(?!'|-\w)/

const shapes: readonly Shape[] = [
  {
    rank: 1,
    kinds: ['counted', 'joined', 'open'],
    lead: new RegExp(`(?:${leads})?\\b(?:the )?(?:next|coming) ${prefix}$`),
    follow: /^(?! (?:ago|old)\b)(?!'|-\w)/,
    read: readAmount,
  },
  { rank: 1, kinds: ['counted'], lead: new RegExp(`${leads}${prefix}$`), follow: ahead, read: readAmount },
  {
    rank: 1,
    kinds: ['counted'],
    lead: new RegExp(`\\b(?:within|inside|in (?:under|less than|no more than|at most)) ${prefix}$`),
    follow: new RegExp(`^${notOf}(?:(?:(?:'s?)? time| (?:from now|from today))${orSo})?`),
    read: readAmount,
  },
  {
    rank: 1,
    kinds: ['counted'],
    lead: new RegExp(`(?:\\bin )?${prefix}$`),
    follow: new RegExp(`^(?:(?:'s?|s')? time| from (?:now|today)| hence)\\b${orSo}`),
    read: readAmount,
  },
  {
    rank: 2,
    kinds: ['counted'],
    timeless: true,
    lead: new RegExp(`\\bin ${prefix}$`),
    follow: new RegExp(`^${notOf}`),
    read: readAmount,
  },
  {
    rank: 2,
    kinds: ['one'],
    lead: new RegExp(`(?:${leads})?\\bthe (?:next|coming) $`),
    follow: /^(?!'|-\w)/,
    read: nextUnit,
  },
  {
    rank: 2,
    kinds: ['one'],
    lead: new RegExp(`(?:${leads})?\\bthe $`),
    follow: ahead,
    read: nextUnit,
  },
  {
    rank: 1,
    kinds: ['one'],
    timeless: true,
    lead: /\b(?:within|inside) the (?:same )?$/,
    follow: /^(?! of)(?!'|-\w)/,
    read: withinUnit,
  },
  {
    rank: 1,
    kinds: ['one'],
    lead: /\bbefore (?:the|this) $/,
    follow: /^ (?:is (?:out|over)|ends|closes)\b/,
    read: ({ unit }, _, saidOn) => exactly(unitOf(unit, saidOn)?.end ?? saidOn),
  },
]

const notDuration =
  /(?:\b(?:first|last|most|least|worst|best|only|record|once|twice|times?|\w{2,}est)(?: [\w-]+){0,5} |\b(?:past|previous|recent|after|since|not|more than|longer than) |\d(?:%|,\d+)? )$/
const startOnly =
  /\b(?:after|beyond|from|not|starting|as (?:early|soon) as|than|at least|upwards of|over|a minimum of) $/
const openEnded = new RegExp(`^${openEnd}`)
const newYear = /\b(?:early )?in the new year\b(?!')/g

/** Every counted span of time in a folded text that a deadline may be read from. */
export function spanWordings(text: string): Wording[] {
  const found = amountsIn(text).flatMap(amount => shapes.map(shape => wordingOf(text, amount, shape)))
  return [...found.filter(wording => wording !== undefined), ...newYearWordings(text)]
}

function wordingOf(text: string, amount: Amount, shape: Shape): Wording | undefined {
  if (!shape.kinds.includes(amount.kind)) return undefined
  const lead = wordsBefore(text, amount.start).match(shape.lead)?.[0]
  const follow = wordsAfter(text, amount.end).match(shape.follow)?.[0]
  if (lead === undefined || follow === undefined) return undefined
  const [start, end] = [amount.start - lead.length, amount.end + follow.length]
  const [before, after] = [wordsBefore(text, start), wordsAfter(text, end)]
  if (startOnly.test(before) || openEnded.test(after)) return undefined
  if (shape.timeless && notDuration.test(before)) return undefined
  return {
    start,
    end,
    rank: shape.rank,
    read: saidOn =>
      shape.timeless && tenseAround(before, after, false) === 'past'
        ? undefined
        : shape.read(amount, lead + follow, saidOn),
  }
}

function newYearWordings(text: string): Wording[] {
  return Array.from(text.matchAll(newYear), ({ 0: words, index }) => ({
    start: index,
    end: index + words.length,
    rank: 2,
    read: saidOn => ({
      strict: dayIn(yearOf(saidOn) + 1, 1, 31),
      generous: dayIn(yearOf(saidOn) + 1, 3, 31),
    }),
  }))
}

/** "The next year": a year from today, or, said in the second half of one, the calendar year that follows. */
function nextUnit({ unit }: Amount, _: string, saidOn: string): Deadline {
  const after = stepOn(saidOn, unit, 1)
  const following = unitOf(unit, saidOn, 1)?.end ?? after
  const isNear = 2 * daysBetween(after, following) <= daysBetween(saidOn, after)
  return { strict: after, generous: isNear ? later(after, following) : after }
}

/** "Within the year": what is left of the calendar year, or a year from today. */
function withinUnit({ unit }: Amount, _: string, saidOn: string): Deadline {
  const after = stepOn(saidOn, unit, 1)
  return inOrder(after, unitOf(unit, saidOn)?.end ?? after)
}
