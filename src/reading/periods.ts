import { parse } from 'chrono-node/en'
import { addDays, addMonths, dayIn, daysBetween, later, monthOf, weekdayOf, yearOf } from './days.ts'

/** A stretch of days, both ends inclusive. */
export interface Period {
  start: string
  end: string
}

/** What a wording can name: two periods when it can be taken two ways, the earlier one first. */
export interface Named {
  kind: Kind
  first: Period
  last: Period
}

type Kind = 'day' | 'holiday' | 'night' | 'weekend' | 'period' | 'bare' | 'ending'
type Periods = Period | readonly [Period, Period] | undefined

/** `ahead`: only a period that has not begun will do, as after "by" and "before". */
interface Moment {
  saidOn: string
  ahead: boolean
}

interface Row {
  kind: Kind
  pattern: string
  read(words: string, moment: Moment): Periods
}

const year =
  "(?:(?:20|21)\\d\\d(?!\\d|[-/.,:]\\d|%|s\\b|'s\\b| (?:troops|soldiers|people|men|women|tanks|drones|jobs|percent|per cent|km|miles|metres|tonnes|barrels|billion|million|units|dollars|euros|prices|terms)\\b))"
const whichYear = `(?:${year}|(?:this|next|the current|the coming|the) year)`
const months = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
]
const month = `(?:${months.join('|')})`
const shortMonth = '(?:(?:jan|feb|mar|apr|jun|jul|aug|sept|sep|oct|nov|dec)\\b\\.?)'
const anyMonth = `(?:${month}|${shortMonth})`
const weekday = '(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday)'
const dayNumber = '\\d{1,2}(?:st|nd|rd|th)?'
const which = '(?:(?:this coming|this|next|the coming|coming) )?'
const ordinals = [
  ['first', '1st'],
  ['second', '2nd'],
  ['third', '3rd'],
  ['fourth', '4th', 'final', 'last'],
]
const ordinal = `(?:${ordinals.flat().join('|')})`
const noSeason =
  '(?! (?:offensives?|olympics|games|campaigns?|fighting|school|break|holidays?|of (?!(?:20|21)\\d\\d|this|next)|in\\b|from|to\\b|back|below|short))'

const seasonStarts: ReadonlyMap<string, number> = new Map([
  ['spring', 3],
  ['summer', 6],
  ['autumn', 9],
  ['fall', 9],
  ['winter', 12],
])

const rows: readonly Row[] = [
  { kind: 'day', pattern: '(?:20|21)\\d\\d-\\d\\d-\\d\\d(?!\\d)', read: words => whole(chronoDay(words)) },
  {
    kind: 'day',
    pattern: `(?:${weekday},? )?(?:the )?${dayNumber}(?: of)?[ -]${anyMonth}(?:,? ${year})?`,
    read: calendarDay,
  },
  {
    kind: 'day',
    pattern: `(?:${weekday},? )?${anyMonth} (?:the )?${dayNumber}(?![\\d:%]|[.,]\\d| ?(?:per ?cent|million|billion)\\b)(?:,? ${year})?`,
    read: calendarDay,
  },
  {
    kind: 'holiday',
    pattern: `${which}(?:christmas(?: eve| day)?|easter(?: sunday)?|new year's(?: eve| day)?|thanksgiving)(?: ${year})?`,
    read: holiday,
  },
  {
    kind: 'holiday',
    pattern: "(?:the )?new year(?!'s)",
    read: (_, { saidOn }) => whole(dayIn(yearOf(saidOn) + 1, 1)),
  },
  {
    kind: 'day',
    pattern: 'this time next (?:week|month|year)',
    read: (words, { saidOn }) => whole(stepOn(saidOn, lastWord(words), 1)),
  },
  {
    kind: 'day',
    pattern: '(?:the day after tomorrow|tomorrow(?: (?:morning|afternoon|evening|night))?|today)',
    read: (words, { saidOn }) =>
      whole(addDays(saidOn, /^the/.test(words) ? 2 : /^today/.test(words) ? 0 : 1)),
  },
  {
    kind: 'night',
    pattern:
      '(?:tonight|(?<!\\b(?:an|the|of|last) )overnight(?=$|[.,;!?)]| (?:into|and|as|when|if|but|to)\\b))',
    read: (words, { saidOn }) => ({ start: saidOn, end: addDays(saidOn, words === 'tonight' ? 0 : 1) }),
  },
  {
    kind: 'day',
    pattern: `${which}${weekday}(?: (?:morning|afternoon|evening|night))?`,
    read: namedWeekday,
  },
  {
    kind: 'ending',
    pattern: `(?:the )?(?:year|month|quarter|decade)(?:'s)?[- ]end(?: ${year})?`,
    read: (words, moment) => {
      const stated = yearIn(words)
      return stated
        ? yearSpan(stated)
        : unitOf(words.replace(/^the /, '').split(/[' -]/)[0] ?? '', moment.saidOn)
    },
  },
  {
    kind: 'period',
    pattern: `(?:(?:the )?(?!last quarter(?! of))${ordinal}[- ]quarter(?:,? (?:of )?${whichYear})?|q[1-4](?:,? (?:of )?${whichYear})?|${year}[- ]?q[1-4])\\b`,
    read: quarter,
  },
  {
    kind: 'period',
    pattern: `(?:(?:the )?(?:first|second|latter|1st|2nd) half of ${whichYear}|h[12],? (?:of )?${whichYear}|${year}[- ]?h[12])\\b`,
    read: half,
  },
  {
    kind: 'period',
    pattern: `(?:${which}${month}(?:,? (?:of )?${whichYear})?|${shortMonth} ${year})`,
    read: namedMonth,
  },
  {
    kind: 'period',
    pattern: `${which}(?:the )?(?:spring|summer|autumn|fall|winter)\\b${noSeason}(?: months\\b)?(?:,? (?:of )?(?:${whichYear}|20\\d\\d[-/]\\d{2,4}))?`,
    read: season,
  },
  { kind: 'period', pattern: '(?:20|21)\\d\\d[-/](?:2[01])?\\d\\d(?![-/\\d])', read: yearRange },
  { kind: 'period', pattern: `${year}`, read: words => yearSpan(Number(words)) },
  {
    kind: 'period',
    pattern: 'the (?:20|21)\\d0s\\b',
    read: words => ({
      start: dayIn(Number(words.slice(4, 8)), 1),
      end: dayIn(Number(words.slice(4, 8)) + 9, 12, 31),
    }),
  },
  { kind: 'weekend', pattern: '(?:(?:this coming|this|next|the coming|the) )weekend', read: weekend },
  {
    kind: 'period',
    pattern: '(?:this|next|the current|the following) (?:week|month|quarter|year|decade|century)\\b',
    read: determinedUnit,
  },
  {
    kind: 'bare',
    pattern: '(?:the )?(?:day|week|month|quarter|year|decade|century)\\b',
    read: (words, { saidOn }) => unitOf(lastWord(words), saidOn),
  },
]

/** One pattern source for every calendar wording, longest first. */
export const periodPattern: string = `(?:${rows.map(row => row.pattern).join('|')})`

/** What can follow "March or" and its like. */
export const alsoPattern: string = `(?:${month}(?: ${year})?|${year}|q[1-4](?: ${year})?|${weekday}|(?:spring|summer|autumn|winter)\\b${noSeason}|next (?:week|month|year)\\b)`

const anchored = rows.map(row => ({ ...row, whole: new RegExp(`^(?:${row.pattern})$`) }))

/**
 * The stretch of days a calendar wording names, folded text in. A wording without a year is the first such
 * period not yet over on `saidOn`, or, when `ahead`, not yet begun.
 *
 * Worked value: readPeriod('march', '2025-09-08', true) has first and last 2026-03-01 to 2026-03-31.
 * Errors: none; a day that does not exist, or no calendar wording, is undefined. Dates are read by
 * chrono-node; weeks are ISO 8601 weeks; seasons are the northern meteorological ones.
 */
export function readPeriod(words: string, saidOn: string, ahead: boolean): Named | undefined {
  const row = anchored.find(({ whole: pattern }) => pattern.test(words))
  const periods = row?.read(words, { saidOn, ahead })
  if (!row || !periods) return undefined
  if (!('start' in periods)) return { kind: row.kind, first: periods[0], last: periods[1] }
  return { kind: row.kind, first: periods, last: periods }
}

/** The calendar week, month, quarter, year, decade or century of a date, or the one `steps` later. */
export function unitOf(unit: string, date: string, steps = 0): Period | undefined {
  const at = stepOn(date, unit, steps)
  switch (unit) {
    case 'day':
      return whole(at)
    case 'week':
      return { start: addDays(at, 1 - weekdayOf(at)), end: addDays(at, 7 - weekdayOf(at)) }
    case 'month':
      return monthSpan(yearOf(at), monthOf(at), 1)
    case 'quarter': {
      const first = stepOn(dayIn(yearOf(date), monthOf(date) - ((monthOf(date) - 1) % 3)), 'quarter', steps)
      return monthSpan(yearOf(first), monthOf(first), 3)
    }
    case 'year':
      return yearSpan(yearOf(at))
    case 'decade':
      return monthSpan(yearOf(at) - (yearOf(at) % 10), 1, 120)
    case 'century':
      return monthSpan(yearOf(at) - ((yearOf(at) - 1) % 100), 1, 1200)
    default:
      return undefined
  }
}

const unitMonths: ReadonlyMap<string, number> = new Map([
  ['month', 1],
  ['quarter', 3],
  ['year', 12],
  ['decade', 120],
  ['century', 1200],
])

const unitDays: ReadonlyMap<string, number> = new Map([
  ['day', 1],
  ['week', 7],
  ['fortnight', 14],
])

/** A date so many units on; hours count as days begun. Worked value: stepOn('2025-09-08', 'hour', 48) = '2025-09-10'. */
export function stepOn(date: string, unit: string, count: number): string {
  if (unit === 'hour') return addDays(date, Math.ceil(count / 24))
  const inMonths = unitMonths.get(unit)
  return inMonths === undefined
    ? addDays(date, (unitDays.get(unit) ?? 0) * count)
    : addMonths(date, inMonths * count)
}

function chronoDay(words: string, saidOn = '2000-01-01'): string | undefined {
  const reference = { instant: new Date(`${saidOn}T12:00:00Z`), timezone: 'UTC' }
  const [found] = parse(words, reference, { forwardDate: true })
  if (!found || (!found.start.isCertain('day') && !found.start.isCertain('weekday'))) return undefined
  const { start } = found
  return dayIn(start.get('year') ?? 0, start.get('month') ?? 0, start.get('day') ?? 0)
}

function calendarDay(words: string, { saidOn, ahead }: Moment): Periods {
  const plain = words
    .replace(new RegExp(`^${weekday},? `), '')
    .replace(/\bthe | of\b/g, '')
    .replace(/-/g, ' ')
  if (yearIn(plain)) return whole(chronoDay(plain))
  for (let offset = 0; offset <= 8; offset++) {
    const date = chronoDay(`${plain} ${yearOf(saidOn) + offset}`)
    if (date !== undefined && (ahead ? date > saidOn : date >= saidOn)) return whole(date)
  }
  return undefined
}

function namedWeekday(words: string, { saidOn }: Moment): Periods {
  const name = words.match(weekday)?.[0] ?? ''
  const coming = chronoDay(name, saidOn)
  if (coming === undefined) return undefined
  const after = coming > saidOn ? coming : addDays(coming, 7)
  if (words.startsWith('next')) {
    const inNextWeek = addDays(saidOn, 7 - weekdayOf(saidOn) + weekdayOf(coming))
    return [singleDay(after), singleDay(later(after, inNextWeek))]
  }
  return [singleDay(coming), singleDay(after > coming && coming === saidOn ? after : coming)]
}

function weekend(words: string, { saidOn }: Moment): Periods {
  const saturday = addDays(saidOn, 6 - weekdayOf(saidOn))
  const coming = { start: saturday, end: addDays(saturday, 1) }
  const following = { start: addDays(saturday, 7), end: addDays(saturday, 8) }
  return words.startsWith('next') ? [coming, following] : coming
}

function holiday(words: string, { saidOn, ahead }: Moment): Periods {
  const stated = yearIn(words)
  if (stated) return whole(holidayIn(words, stated))
  for (const offset of [0, 1]) {
    const date = holidayIn(words, yearOf(saidOn) + offset)
    if (ahead ? date > saidOn : date >= saidOn) return whole(date)
  }
  return undefined
}

function holidayIn(words: string, inYear: number): string {
  if (words.includes('christmas')) return dayIn(inYear, 12, words.includes('eve') ? 24 : 25)
  if (words.includes('easter')) return easter(inYear)
  if (words.includes('new year')) return words.includes('eve') ? dayIn(inYear, 12, 31) : dayIn(inYear, 1)
  const november = dayIn(inYear, 11)
  return addDays(november, 21 + ((11 - weekdayOf(november)) % 7))
}

/** Easter Sunday: the anonymous Gregorian computus (Nature, 20 April 1876). Worked value: easter(2026) = '2026-04-05'. */
function easter(inYear: number): string {
  const golden = inYear % 19
  const century = Math.floor(inYear / 100)
  const ofCentury = inYear % 100
  const correction = Math.floor((century - Math.floor((century + 8) / 25) + 1) / 3)
  const epact = (19 * golden + century - Math.floor(century / 4) - correction + 15) % 30
  const toSunday = (32 + 2 * (century % 4) + 2 * Math.floor(ofCentury / 4) - epact - (ofCentury % 4)) % 7
  const late = Math.floor((golden + 11 * epact + 22 * toSunday) / 451)
  const days = epact + toSunday - 7 * late + 114
  return dayIn(inYear, Math.floor(days / 31), (days % 31) + 1)
}

function quarter(words: string, moment: Moment): Periods {
  const digit = words.match(/q([1-4])/)?.[1]
  const index = digit
    ? Number(digit) - 1
    : ordinals.findIndex(names => names.some(name => words.includes(name)))
  return yearly(words, moment, index * 3 + 1, 3)
}

function half(words: string, moment: Moment): Periods {
  return yearly(words, moment, /first|1st|h1/.test(words) ? 1 : 7, 6)
}

function namedMonth(words: string, moment: Moment): Periods {
  const name = words.match(anyMonth)?.[0] ?? ''
  return yearly(words, moment, months.findIndex(full => full.startsWith(name.slice(0, 3))) + 1, 1)
}

function season(words: string, moment: Moment): Periods {
  const name = words.match(/spring|summer|autumn|fall|winter/)?.[0] ?? ''
  const start = seasonStarts.get(name) ?? 1
  const stated = yearIn(words.replace(/[-/]\d+$/, '')) ?? yearOfWords(words, moment.saidOn)
  if (name !== 'winter' || stated === undefined || /[-/]\d+$/.test(words)) {
    return yearly(words.replace(/[-/]\d+$/, ''), moment, start, 3)
  }
  const endingThen = monthSpan(stated - 1, start, 3)
  const startingThen = monthSpan(stated, start, 3)
  return endingThen.end < moment.saidOn ? startingThen : [endingThen, startingThen]
}

/** So many months starting in a given month of the year stated, or of the year that fits best. */
function yearly(words: string, { saidOn, ahead }: Moment, startMonth: number, length: number): Periods {
  const stated = yearIn(words) ?? yearOfWords(words, saidOn)
  if (stated !== undefined) return monthSpan(stated, startMonth, length)
  const isNext = words.startsWith('next')
  const span = [-1, 0, 1, 2]
    .map(offset => monthSpan(yearOf(saidOn) + offset, startMonth, length))
    .find(({ start, end }) =>
      isNext || (ahead && !words.startsWith('this')) ? start > saidOn : end >= saidOn,
    )
  if (!span) return undefined
  if (/^this (?!coming)/.test(words) && daysBetween(saidOn, span.start) > 122) {
    return yearOf(span.start) === yearOf(saidOn) ? span : undefined
  }
  if (!isNext) return span
  const ofNextYear = monthSpan(yearOf(saidOn) + 1, startMonth, length)
  return [span, ofNextYear.start > span.start ? ofNextYear : span]
}

function determinedUnit(words: string, { saidOn }: Moment): Periods {
  const unit = lastWord(words)
  const steps = /^(?:next|the following)/.test(words) ? 1 : 0
  const named = unitOf(unit, saidOn, steps)
  if (unit !== 'week' || weekdayOf(saidOn) !== 7 || !named) return named
  return [named, { start: saidOn, end: addDays(named.end, 6) }]
}

function yearOfWords(words: string, saidOn: string): number | undefined {
  if (/\bnext year$/.test(words)) return yearOf(saidOn) + 1
  return /\b(?:this|current|the) year$/.test(words) ? yearOf(saidOn) : undefined
}

function yearRange(words: string): Periods {
  const [from = 0, to = 0] = words.split(/[-/]/).map(Number)
  const until = to < 100 ? from - (from % 100) + to : to
  return until > from ? { start: dayIn(from, 1), end: dayIn(until, 12, 31) } : undefined
}

function yearIn(words: string): number | undefined {
  const digits = words.match(/\b(?:20|21)\d\d(?!\d)/)?.[0]
  return digits === undefined ? undefined : Number(digits)
}

function monthSpan(inYear: number, startMonth: number, length: number): Period {
  return { start: dayIn(inYear, startMonth), end: dayIn(inYear, startMonth + length, 0) }
}

function yearSpan(inYear: number): Period {
  return monthSpan(inYear, 1, 12)
}

function whole(date: string | undefined): Period | undefined {
  return date === undefined ? undefined : singleDay(date)
}

function singleDay(date: string): Period {
  return { start: date, end: date }
}

function lastWord(words: string): string {
  return words.slice(words.lastIndexOf(' ') + 1)
}
