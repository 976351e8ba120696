import { addDays, dayIn, weekdayOf, yearOf } from './days.ts'
import { holiday } from './holidays.ts'
import {
  calendarDay,
  isoDay,
  type Moment,
  namedHoliday,
  namedWeekday,
  type Periods,
  weekend,
} from './named-days.ts'
import { anyMonth, month, ordinal, shortMonth, weekday, which, whichYear, year, yearIn } from './names.ts'
import { monthSpan, type Period, singleDay, stepOn, unitOf, yearSpan } from './units.ts'
import { half, namedMonth, quarter, season, weekOfMonth } from './yearly-periods.ts'

/** What a wording can name: two periods when it can be taken two ways, the earlier one first. */
export interface Named {
  kind: Kind
  first: Period
  last: Period
}

type Kind = 'day' | 'holiday' | 'night' | 'weekend' | 'period' | 'bare' | 'ending'

interface Row {
  kind: Kind
  pattern: string
  read(words: string, moment: Moment): Periods
}

const dayNumber = '\\d{1,2}(?:st|nd|rd|th)?'
const noSeason =
  '(?! (?:offensives?|olympics|games|campaigns?|fighting|school|break|holidays?|of (?!(?:20|21)\\d\\d|this|next)|in\\b|from|to\\b|back|below|short))'

const rows: readonly Row[] = [
  { kind: 'day', pattern: '(?:20|21)\\d\\d-\\d\\d-\\d\\d(?!\\d)', read: isoDay },
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
  { kind: 'holiday', pattern: `${which}${holiday}(?: ${year})?`, read: namedHoliday },
  {
    kind: 'holiday',
    pattern: "(?:the )?new year(?!'s)",
    read: (_, { saidOn }) => singleDay(dayIn(yearOf(saidOn) + 1, 1)),
  },
  {
    kind: 'day',
    pattern: 'this time next (?:week|month|year)',
    read: (words, { saidOn }) => singleDay(stepOn(saidOn, lastWord(words), 1)),
  },
  {
    kind: 'day',
    pattern: '(?:the day after tomorrow|tomorrow(?: (?:morning|afternoon|evening|night))?|today)',
    read: (words, { saidOn }) =>
      singleDay(addDays(saidOn, /^the/.test(words) ? 2 : /^today/.test(words) ? 0 : 1)),
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
    read: (words, { saidOn }) => {
      const stated = yearIn(words)
      return stated ? yearSpan(stated) : unitOf(words.match(/year|month|quarter|decade/)?.[0] ?? '', saidOn)
    },
  },
  {
    kind: 'ending',
    pattern: `${month}(?:-end| end(?=$| ?[.,;:!?)]))`,
    read: (words, { saidOn }) => namedMonth(words, { saidOn, ahead: false }),
  },
  {
    kind: 'period',
    pattern: `(?:the )?${ordinal} (?:full )?week (?:of|in) (?:${month}(?:,? (?:of )?${whichYear})?|${shortMonth} ${year}|(?:this|next|the|the current|the following) month\\b)`,
    read: weekOfMonth,
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
  { kind: 'period', pattern: `(?:(?:the )?year )?${year}`, read: words => yearSpan(yearIn(words) ?? 0) },
  {
    kind: 'period',
    pattern: '(?:the )?(?:20|21)\\d0s\\b',
    read: words => monthSpan(Number(words.match(/\d+/)?.[0]), 1, 120),
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

function determinedUnit(words: string, { saidOn }: Moment): Periods {
  const unit = lastWord(words)
  const steps = /^(?:next|the following)/.test(words) ? 1 : 0
  const named = unitOf(unit, saidOn, steps)
  if (unit !== 'week' || weekdayOf(saidOn) !== 7 || !named) return named
  return [named, { start: saidOn, end: addDays(named.end, 6) }]
}

function yearRange(words: string): Periods {
  const [from = 0, to = 0] = words.split(/[-/]/).map(Number)
  const until = to < 100 ? from - (from % 100) + to : to
  return until > from ? { start: dayIn(from, 1), end: dayIn(until, 12, 31) } : undefined
}

function lastWord(words: string): string {
  return words.slice(words.lastIndexOf(' ') + 1)
}
