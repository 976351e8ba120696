import { type Candidate, type Deadline, wordsAfter, wordsBefore } from './candidate.ts'
import { addMonths, dayIn, earlier, later, yearOf } from './days.ts'
import { stepOn, unitOf } from './periods.ts'
import { tenseAround } from './tense.ts'

interface Shape {
  rank: 1 | 2
  pattern: RegExp
  /** Also said of what has been, so the words around decide. */
  timeless?: boolean
  read(words: SpanWords, saidOn: string): Deadline | undefined
}

interface SpanWords {
  count: string
  upTo: string
  unit: string
}

const numberWords: ReadonlyMap<string, number> = new Map(
  [
    ['a', 'an', 'one'],
    ['two'],
    ['three'],
    ['four'],
    ['five'],
    ['six'],
    ['seven'],
    ['eight'],
    ['nine'],
    ['ten'],
    ['eleven'],
    ['twelve', 'a dozen'],
    ['thirteen'],
    ['fourteen'],
    ['fifteen'],
    ['sixteen'],
    ['seventeen'],
    ['eighteen'],
    ['nineteen'],
    ['twenty'],
  ].flatMap((words, index) => words.map((word): [string, number] => [word, index + 1])),
)
const tens: readonly [string, number][] = [
  ['twenty-four', 24],
  ['thirty', 30],
  ['forty', 40],
  ['forty-eight', 48],
  ['fifty', 50],
  ['sixty', 60],
  ['seventy-two', 72],
  ['ninety', 90],
  ['a hundred', 100],
  ['one hundred', 100],
]
const numbers: ReadonlyMap<string, number> = new Map([...numberWords, ...tens])

const number = `(?:\\d{1,4}|${[...numbers.keys()].sort((one, other) => other.length - one.length).join('|')})`
const unit = '(?<unit>hour|day|week|fortnight|month|quarter|year|decade|century)'
const count = `(?<count>${number})(?:(?: to | or |-| and )(?<upTo>${number}))?(?:(?: more| full| calendar)? |-)${unit}s?\\b`
const about =
  '(?:(?:about|around|roughly|approximately|some|just|only|another|a further|at most|the space of|the|a period of) )*'
const leads = '(?:(?:in|within|inside|over|during|for|through|throughout|across|into)(?: the course of)? )?'
const elsewhere =
  "(?! (?:of|after|following|since|ago|earlier|later|before|prior|old|away|long|longer|into|when|where|that|which|in a row|straight|running|from (?!now|today))\\b)(?!-\\w)(?!' (?!time))"

const shapes: readonly Shape[] = [
  {
    rank: 1,
    pattern: new RegExp(
      `\\b${leads}(?:the )?(?:next|coming) ${about}${count}(?! (?:ago|old)\\b)(?!'|-\\w)`,
      'g',
    ),
    read: exact,
  },
  {
    rank: 1,
    pattern: new RegExp(
      `\\b(?:within|inside|in (?:under|less than|no more than|at most)) ${about}${count}${elsewhere}(?:(?:'s?)? time| (?:from now|from today))?`,
      'g',
    ),
    read: exact,
  },
  {
    rank: 1,
    pattern: new RegExp(`\\b(?:in ${about})?${count}(?:(?:'s?|s')? time| from (?:now|today)| hence)\\b`, 'g'),
    read: exact,
  },
  {
    rank: 2,
    timeless: true,
    pattern: new RegExp(`\\bin ${about}${count}${elsewhere}`, 'g'),
    read: exact,
  },
  {
    rank: 2,
    pattern: new RegExp(
      `\\b${leads}the (?:(?:next|coming) ${unit}|(?<ahead>day|week|month|quarter|year|decade|century) (?:ahead(?! of)|to come))\\b(?!'|-\\w)`,
      'g',
    ),
    read: oneUnit,
  },
  {
    rank: 1,
    timeless: true,
    pattern: new RegExp(`\\b(?:within|inside) the (?:same )?${unit}\\b(?! of)(?!'|-\\w)`, 'g'),
    read: withinUnit,
  },
  {
    rank: 1,
    pattern: new RegExp(`\\bbefore (?:the|this) ${unit} (?:is (?:out|over)|ends|closes)\\b`, 'g'),
    read: ({ unit: named }, saidOn) => bothAt(unitOf(named, saidOn)?.end ?? saidOn),
  },
  {
    rank: 2,
    pattern: /\b(?:early )?in the new year\b(?!')/g,
    read: (_, saidOn) => ({
      strict: dayIn(yearOf(saidOn) + 1, 1, 31),
      generous: dayIn(yearOf(saidOn) + 1, 3, 31),
    }),
  },
  {
    rank: 1,
    pattern: /\b(?:within|in|over|during) (?:the next |about )?(?:half a year|the next half-year)(?! ago)/g,
    read: (_, saidOn) => bothAt(addMonths(saidOn, 6)),
  },
  {
    rank: 1,
    pattern: /\b(?:within|in|over|during) (?:the next |about )?(?:a year and a half|one and a half years)\b/g,
    read: (_, saidOn) => bothAt(addMonths(saidOn, 18)),
  },
]

const notDuration =
  /(?:\b(?:first|last|most|least|worst|best|only|record|once|twice|times?|\w{2,}est)(?: [\w-]+){0,5} |\b(?:past|previous|recent|after|since|not|more than|longer than) |\d(?:%|,\d+)? )$/
const startOnly = /\b(?:after|beyond|from|not|starting|as (?:early|soon) as|than) $/

/** Every counted span of time in a folded text that a deadline may be read from. */
export function spanCandidates(text: string): Candidate[] {
  return shapes.flatMap(shape =>
    Array.from(text.matchAll(shape.pattern), match => candidateOf(text, shape, match)).filter(
      found => found !== undefined,
    ),
  )
}

function candidateOf(text: string, shape: Shape, match: RegExpExecArray): Candidate | undefined {
  const [start, end] = [match.index, match.index + match[0].length]
  const [before, after] = [wordsBefore(text, start), wordsAfter(text, end)]
  if (startOnly.test(before) || (shape.timeless && notDuration.test(before))) return undefined
  const { count: from = '', upTo = '', unit: named = '', ahead = '' } = match.groups ?? {}
  return {
    start,
    end,
    rank: shape.rank,
    read: saidOn =>
      shape.timeless && tenseAround(before, after, false) === 'past'
        ? undefined
        : shape.read({ count: from, upTo, unit: named || ahead }, saidOn),
  }
}

function exact({ count: from, upTo, unit: named }: SpanWords, saidOn: string): Deadline {
  const ends = [from, upTo || from].map(words => stepOn(saidOn, named, numbers.get(words) ?? Number(words)))
  return ordered(ends[0] ?? saidOn, ends[1] ?? saidOn)
}

/** "The next year": a year from today, or the calendar year that follows. */
function oneUnit({ unit: named }: SpanWords, saidOn: string): Deadline {
  const after = stepOn(saidOn, named, 1)
  return { strict: after, generous: later(after, unitOf(named, saidOn, 1)?.end ?? after) }
}

/** "Within the year": what is left of the calendar year, or a year from today. */
function withinUnit({ unit: named }: SpanWords, saidOn: string): Deadline {
  const after = stepOn(saidOn, named, 1)
  return ordered(after, unitOf(named, saidOn)?.end ?? after)
}

function ordered(one: string, other: string): Deadline {
  return { strict: earlier(one, other), generous: later(one, other) }
}

function bothAt(date: string): Deadline {
  return { strict: date, generous: date }
}
