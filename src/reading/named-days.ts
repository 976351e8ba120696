import { parse } from 'chrono-node/en'
import { addDays, dayIn, dayOf, later, monthOf, weekdayOf, yearOf } from './days.ts'
import { holidayIn } from './holidays.ts'
import { weekday, yearIn } from './names.ts'
import { type Period, singleDay } from './units.ts'

/** `ahead`: only a period that has not begun will do, as after "by" and "before". */
export interface Moment {
  saidOn: string
  ahead: boolean
}

/** Two when the words can be taken two ways, the earlier first. */
export type Periods = Period | readonly [Period, Period] | undefined

/** Only ISO 8601 is read of the dates in digits: 03/04/2026 is one day in London and another in New York. */
export function isoDay(words: string): Periods {
  return whole(chronoDay(words))
}

/** "1 March", "March 1st, 2026": without a year, the next such day that there is. */
export function calendarDay(words: string, { saidOn, ahead }: Moment): Periods {
  const plain = words
    .replace(new RegExp(`^${weekday},? `), '')
    .replace(/\bthe | of\b/g, '')
    .replace(/-/g, ' ')
  if (yearIn(plain)) return whole(chronoDay(plain))
  const inLeapYear = chronoDay(`${plain} 2000`)
  if (inLeapYear === undefined) return undefined
  for (let offset = 0; offset <= 8; offset++) {
    const date = dayIn(yearOf(saidOn) + offset, monthOf(inLeapYear), dayOf(inLeapYear))
    const exists = dayOf(date) === dayOf(inLeapYear)
    if (exists && (ahead ? date > saidOn : date >= saidOn)) return singleDay(date)
  }
  return undefined
}

export function namedWeekday(words: string, { saidOn }: Moment): Periods {
  const coming = chronoDay(words.match(weekday)?.[0] ?? '', saidOn)
  if (coming === undefined) return undefined
  const after = coming > saidOn ? coming : addDays(coming, 7)
  if (words.startsWith('next')) {
    const inNextWeek = addDays(saidOn, 7 - weekdayOf(saidOn) + weekdayOf(coming))
    return [singleDay(after), singleDay(later(after, inNextWeek))]
  }
  return [singleDay(coming), singleDay(after)]
}

export function weekend(words: string, { saidOn }: Moment): Periods {
  const saturday = addDays(saidOn, 6 - weekdayOf(saidOn))
  const coming = { start: saturday, end: addDays(saturday, 1) }
  const following = { start: addDays(saturday, 7), end: addDays(saturday, 8) }
  return words.startsWith('next') ? [coming, following] : coming
}

export function namedHoliday(words: string, { saidOn, ahead }: Moment): Periods {
  const stated = yearIn(words)
  if (stated) return singleDay(holidayIn(words, stated))
  for (const offset of [0, 1]) {
    const date = holidayIn(words, yearOf(saidOn) + offset)
    if (ahead ? date > saidOn : date >= saidOn) return singleDay(date)
  }
  return undefined
}

function chronoDay(words: string, saidOn = '2000-01-01'): string | undefined {
  const reference = { instant: new Date(`${saidOn}T12:00:00Z`), timezone: 'UTC' }
  const [found] = parse(words, reference, { forwardDate: true })
  if (!found || (!found.start.isCertain('day') && !found.start.isCertain('weekday'))) return undefined
  const { start } = found
  return dayIn(start.get('year') ?? 0, start.get('month') ?? 0, start.get('day') ?? 0)
}

function whole(date: string | undefined): Period | undefined {
  return date === undefined ? undefined : singleDay(date)
}
