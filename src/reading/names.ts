/** Patterns over folded text for the names that years, months and days go by. */

const months: readonly string[] = [
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

export const year: string =
  "(?:(?:20|21)\\d\\d(?!\\d|[-/.,:]\\d|%|s\\b|'s\\b| (?:troops|soldiers|people|men|women|tanks|drones|jobs|percent|per cent|km|miles|metres|tonnes|barrels|billion|million|units|dollars|euros|prices|terms)\\b))"
export const whichYear: string = `(?:${year}|(?:this|next|the current|the coming|the) year)`
export const month: string = `(?:${months.join('|')})`
export const shortMonth: string = '(?:(?:jan|feb|mar|apr|jun|jul|aug|sept|sep|oct|nov|dec)\\b\\.?)'
export const anyMonth: string = `(?:${month}|${shortMonth})`
export const weekday: string = '(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday)'
/** "This", "next" and their like, before a name that comes round. */
export const which: string = '(?:(?:this coming|this|next|the coming|coming) )?'

const ordinals = [
  ['first', '1st'],
  ['second', '2nd'],
  ['third', '3rd'],
  ['fourth', '4th', 'final', 'last'],
]
export const ordinal: string = `(?:${ordinals.flat().join('|')})`

export function yearIn(words: string): number | undefined {
  const digits = words.match(/\b(?:20|21)\d\d(?!\d)/)?.[0]
  return digits === undefined ? undefined : Number(digits)
}

/** 1 is January; 0 when no month is named. */
export function monthIn(words: string): number {
  const name = words.match(anyMonth)?.[0] ?? '-'
  return months.findIndex(full => full.startsWith(name.slice(0, 3))) + 1
}

/** 0 for the first. */
export function placeOf(words: string): number {
  return ordinals.findIndex(names => names.some(name => words.includes(name)))
}
