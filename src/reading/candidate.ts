/** Two readings of a deadline, YYYY-MM-DD inclusive: `strict` the earlier day it can mean, `generous` the later. */
export interface Deadline {
  strict: string
  generous: string
}

/** Words in a folded text that may name a deadline, ranked 1 for a stated deadline to 3 for a vague window. */
export interface Candidate {
  start: number
  end: number
  rank: 1 | 2 | 3
  read(saidOn: string): Deadline | undefined
}

/** How far around a wording its neighbours are looked at, in characters. */
const reach = 240

export function wordsBefore(text: string, start: number): string {
  return text.slice(Math.max(0, start - reach), start)
}

export function wordsAfter(text: string, end: number): string {
  return text.slice(end, end + reach)
}
