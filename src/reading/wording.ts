import { earlier, later } from './days.ts'

/** Two readings of a deadline, YYYY-MM-DD inclusive: `strict` the earlier day it can mean, `generous` the later. */
export interface Deadline {
  strict: string
  generous: string
}

/** Words in a folded text that may name a deadline, ranked 1 for a stated deadline to 3 for a vague window. */
export interface Wording {
  start: number
  end: number
  rank: 1 | 2 | 3
  read(saidOn: string): Deadline | undefined
}

/** What follows a wording that has no last day: "in a year | or more", "next year | at the earliest". */
export const openEnd: string =
  '(?:,? onwards?\\b|,? and beyond\\b|,? or (?:(?:maybe|perhaps|possibly|even) )?(?:later|beyond|after|more|longer)\\b|,? (?:if not|maybe|perhaps|possibly|even) (?:later|more|longer)\\b|,? at (?:the )?(?:very )?earliest\\b)'

/** How far around a wording its neighbours are looked at, in characters. */
const reach = 240

export function wordsBefore(text: string, start: number): string {
  return text.slice(Math.max(0, start - reach), start)
}

export function wordsAfter(text: string, end: number): string {
  return text.slice(end, end + reach)
}

export function exactly(date: string): Deadline {
  return { strict: date, generous: date }
}

export function inOrder(one: string, other: string): Deadline {
  return { strict: earlier(one, other), generous: later(one, other) }
}
