/** Calendar dates are YYYY-MM-DD, in the proleptic Gregorian calendar, without a time zone. */

const dayLength = 86_400_000

/** Worked value: addDays('2024-02-28', 2) = '2024-03-01'. */
export function addDays(date: string, days: number): string {
  return dateOf(new Date(Date.parse(date) + days * dayLength))
}

/**
 * The same day of a later month, or that month's last day when it has no such day: the corresponding date
 * rule, Dodds v Walker [1981] UKHL, 1 WLR 1027.
 *
 * Worked values: addMonths('2025-01-31', 1) = '2025-02-28'; addMonths('2024-02-29', 12) = '2025-02-28'.
 */
export function addMonths(date: string, months: number): string {
  const first = new Date(`${date.slice(0, 7)}-01`)
  first.setUTCMonth(first.getUTCMonth() + months)
  const last = new Date(first)
  last.setUTCMonth(last.getUTCMonth() + 1, 0)
  first.setUTCDate(Math.min(dayOf(date), last.getUTCDate()))
  return dateOf(first)
}

/** Worked value: daysBetween('2025-12-31', '2026-01-02') = 2. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / dayLength)
}

/** 1 is Monday and 7 is Sunday, as in ISO 8601. Worked value: weekdayOf('2025-09-08') = 1. */
export function weekdayOf(date: string): number {
  return new Date(date).getUTCDay() || 7
}

export function yearOf(date: string): number {
  return Number(date.slice(0, 4))
}

/** 1 is January. */
export function monthOf(date: string): number {
  return Number(date.slice(5, 7))
}

export function dayOf(date: string): number {
  return Number(date.slice(8, 10))
}

/** Worked value: dayIn(2026, 3) = '2026-03-01'. A month past twelve runs into the next year. */
export function dayIn(year: number, month: number, day = 1): string {
  const date = new Date(0)
  date.setUTCFullYear(year, month - 1, day)
  return dateOf(date)
}

export function earlier(one: string, other: string): string {
  return one < other ? one : other
}

export function later(one: string, other: string): string {
  return one > other ? one : other
}

/** Beyond the year 9999 this is the last date that four digits can write. */
function dateOf(date: Date): string {
  if (Number.isNaN(date.getTime()) || date.getUTCFullYear() > 9999) return '9999-12-31'
  return date.getUTCFullYear() < 0 ? '0000-01-01' : date.toISOString().slice(0, 10)
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

/** Worked value: dayWords('2025-09-08') = '8 September 2025'. */
export function dayWords(on: string): string {
  const [year, month, day] = on.slice(0, 10).split('-').map(Number)
  return `${day} ${months[(month ?? 1) - 1]} ${year}`
}
