import { percent } from '../../scoring/verdict.ts'

/** A skill to two places with its sign: "+0.21", "−0.05", "0.00". */
export function signed(value: number): string {
  const hundredths = Math.round(Number((value * 100).toPrecision(12)))
  const digits = (Math.abs(hundredths) / 100).toFixed(2)
  if (hundredths === 0) return digits
  return hundredths > 0 ? `+${digits}` : `−${digits}`
}

/** Both ends of an interval, in the given form: "+0.10 to +0.32". */
export function span(ends: readonly [number, number], form: (value: number) => string): string {
  return `${form(ends[0])} to ${form(ends[1])}`
}

/** What nobody can tell is a dash, never 0. */
export function orDash(value: number | null, form: (value: number) => string): string {
  return value === null ? '–' : form(value)
}

/** "1 prediction", "9 predictions". */
export function counted(n: number, one: string, many = `${one}s`): string {
  return `${n.toLocaleString('en')} ${n === 1 ? one : many}`
}

/** How far a later day is from an earlier one: "1 day later", "3 days earlier". */
export function movedBy(from: string, to: string): string {
  const days = Math.round((Date.parse(to) - Date.parse(from)) / (24 * 60 * 60 * 1000))
  if (days === 0) return 'for the same day'
  return `${counted(Math.abs(days), 'day')} ${days > 0 ? 'later' : 'earlier'}`
}

/** "50 %", not torn apart at the end of a line. */
export const half = '50\u00a0%'

/** "60 % to under 70 %". */
export function binWords({ from, to }: { from: number; to: number }): string {
  return `${percent(from)} to ${to === 1 ? '' : 'under '}${percent(to)}`
}
