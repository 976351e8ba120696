import { addDays, addMonths, dayIn, monthOf, weekdayOf, yearOf } from './days.ts'

/** A stretch of days, both ends inclusive. */
export interface Period {
  start: string
  end: string
}

const unitMonths: ReadonlyMap<string, number> = new Map([
  ['month', 1],
  ['quarter', 3],
  ['half-year', 6],
  ['year', 12],
  ['decade', 120],
  ['century', 1200],
])

const unitDays: ReadonlyMap<string, number> = new Map([
  ['day', 1],
  ['week', 7],
  ['fortnight', 14],
])

/**
 * A date so many units on, which need not be whole: hours count as days begun, half a month is 15 days.
 *
 * Worked values: stepOn('2025-09-08', 'hour', 48) = '2025-09-10'; stepOn('2025-09-08', 'month', 1.5) =
 * '2025-10-23'. Errors: none; an unknown unit is no step.
 */
export function stepOn(date: string, unit: string, count: number): string {
  if (unit === 'hour') return addDays(date, Math.ceil(count / 24))
  const inMonths = unitMonths.get(unit)
  if (inMonths === undefined) return addDays(date, Math.ceil(count * (unitDays.get(unit) ?? 0)))
  const months = inMonths * count
  const full = Math.floor(months)
  return addDays(addMonths(date, full), Math.round((months - full) * 30))
}

/** The calendar week, month, quarter, year, decade or century of a date, or the one `steps` later. */
export function unitOf(unit: string, date: string, steps = 0): Period | undefined {
  const at = stepOn(date, unit, steps)
  switch (unit) {
    case 'day':
      return singleDay(at)
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

/** So many whole months. Worked value: monthSpan(2025, 12, 3) = { start: '2025-12-01', end: '2026-02-28' }. */
export function monthSpan(inYear: number, startMonth: number, length: number): Period {
  return { start: dayIn(inYear, startMonth), end: dayIn(inYear, startMonth + length, 0) }
}

export function yearSpan(inYear: number): Period {
  return monthSpan(inYear, 1, 12)
}

export function singleDay(date: string): Period {
  return { start: date, end: date }
}
