import { addDays, daysBetween, weekdayOf, yearOf } from './days.ts'
import type { Moment, Periods } from './named-days.ts'
import { monthIn, placeOf, yearIn } from './names.ts'
import { monthSpan, type Period, unitOf } from './units.ts'

const seasonStarts: ReadonlyMap<string, number> = new Map([
  ['spring', 3],
  ['summer', 6],
  ['autumn', 9],
  ['fall', 9],
  ['winter', 12],
])

export function quarter(words: string, moment: Moment): Periods {
  const digit = words.match(/q([1-4])/)?.[1]
  const startMonth = (digit ? Number(digit) - 1 : placeOf(words)) * 3 + 1
  return yearly(words, moment, inYear => monthSpan(inYear, startMonth, 3))
}

export function half(words: string, moment: Moment): Periods {
  const startMonth = /first|1st|h1/.test(words) ? 1 : 7
  return yearly(words, moment, inYear => monthSpan(inYear, startMonth, 6))
}

/** "By March" said in March: this one, or the next. */
export function namedMonth(words: string, moment: Moment): Periods {
  const spanIn = (inYear: number) => monthSpan(inYear, monthIn(words), 1)
  const found = yearly(words, moment, spanIn)
  const now = spanIn(yearOf(moment.saidOn))
  const within = now.start <= moment.saidOn && moment.saidOn <= now.end
  if (!within || !moment.ahead || /^(?:this|next)\b|year|\d/.test(words) || !found || !('start' in found))
    return found
  return [now, found]
}

export function season(words: string, moment: Moment): Periods {
  const name = words.match(/spring|summer|autumn|fall|winter/)?.[0] ?? ''
  const spanIn = (inYear: number) => monthSpan(inYear, seasonStarts.get(name) ?? 1, 3)
  const named = words.replace(/[-/]\d+$/, '')
  const stated = yearIn(named) ?? yearOfWords(words, moment.saidOn)
  if (name !== 'winter' || stated === undefined || named !== words) return yearly(named, moment, spanIn)
  const [endingThen, startingThen] = [spanIn(stated - 1), spanIn(stated)]
  return endingThen.end < moment.saidOn ? startingThen : [endingThen, startingThen]
}

/** The third week: days 15 to 21, or the third full week from Monday to Sunday. The last: the last seven days. */
export function weekOfMonth(words: string, moment: Moment): Periods {
  const [ordinalWords = '', monthWords = ''] = words.split(/ (?:full )?week (?:of|in) /)
  const lastSeven = /last|final/.test(ordinalWords)
  const weekIn = (within: Period): Period => {
    if (lastSeven) return { start: addDays(within.end, -6), end: within.end }
    const start = addDays(within.start, 7 * placeOf(ordinalWords))
    return { start, end: addDays(start, 6) }
  }
  const within = monthOfWeek(monthWords, moment, weekIn)
  if (!within || lastSeven) return within && weekIn(within)
  const days = weekIn(within)
  const monday = addDays(days.start, (8 - weekdayOf(days.start)) % 7)
  return [days, { start: monday, end: addDays(monday, 6) }]
}

function monthOfWeek(words: string, moment: Moment, weekIn: (within: Period) => Period): Period | undefined {
  if (words.endsWith('month')) return unitOf('month', moment.saidOn, /next|following/.test(words) ? 1 : 0)
  const spanIn = (inYear: number) => monthSpan(inYear, monthIn(words), 1)
  const stated = yearIn(words) ?? yearOfWords(words, moment.saidOn)
  if (stated !== undefined) return spanIn(stated)
  return yearsAround(moment.saidOn)
    .map(spanIn)
    .find(span => isOpen(weekIn(span), moment))
}

/** A span of the year stated, or of the year that fits best. */
function yearly(words: string, moment: Moment, spanIn: (inYear: number) => Period): Periods {
  const { saidOn } = moment
  const stated = yearIn(words) ?? yearOfWords(words, saidOn)
  if (stated !== undefined) return spanIn(stated)
  const isNext = words.startsWith('next')
  const ahead = isNext || (moment.ahead && !words.startsWith('this'))
  const span = yearsAround(saidOn)
    .map(spanIn)
    .find(one => isOpen(one, { saidOn, ahead }))
  if (!span) return undefined
  if (/^this (?!coming)/.test(words) && daysBetween(saidOn, span.start) > 122) {
    return yearOf(span.start) === yearOf(saidOn) ? span : undefined
  }
  if (!isNext) return span
  const ofNextYear = spanIn(yearOf(saidOn) + 1)
  return [span, ofNextYear.start > span.start ? ofNextYear : span]
}

function yearsAround(saidOn: string): number[] {
  return [-1, 0, 1, 2].map(offset => yearOf(saidOn) + offset)
}

function isOpen({ start, end }: Period, { saidOn, ahead }: Moment): boolean {
  return ahead ? start > saidOn : end >= saidOn
}

function yearOfWords(words: string, saidOn: string): number | undefined {
  if (/\bnext year$/.test(words)) return yearOf(saidOn) + 1
  return /\b(?:this|current|the) year$/.test(words) ? yearOf(saidOn) : undefined
}
