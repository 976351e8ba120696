import { z } from 'zod'

/** What a refusal says of a field unless its schema says it better. */
z.config({
  customError: issue => {
    if (issue.code === 'invalid_type' && issue.input === undefined) return 'is needed'
    if (issue.code === 'invalid_type') return `must be ${article(issue.expected)}`
    if (issue.code === 'invalid_value') return `must be one of ${issue.values.join(', ')}`
    return undefined
  },
})

function article(type: string): string {
  return /^[aeiou]/.test(type) ? `an ${type}` : `a ${type}`
}

/** Control characters other than tab and line ends: Postgres cannot store NUL, and no honest text needs the rest. */
const unprintable = /[^\P{Control}\t\n\r]/u

export function text(max: number) {
  return z
    .string()
    .max(max, `must be at most ${max} characters`)
    .refine(value => value.trim() !== '', 'must not be blank')
    .refine(value => value.isWellFormed() && !unprintable.test(value), 'must not contain control characters')
}

export const calendarDate = z.iso
  .date('must be a calendar date that exists, as YYYY-MM-DD')
  .refine(date => date >= '1000-01-01', 'must be in the year 1000 or later')

/** Only http and https: a `javascript:` address would run in the reader's page. */
export const webUrl = z
  .string()
  .max(2048, 'must be at most 2048 characters')
  .regex(/^https?:\/\/\S+$/i, 'must be an address that starts with http:// or https://')
  .refine(value => isPlainUrl(value), 'must be a valid address without a user name or password')

function isPlainUrl(value: string): boolean {
  if (!value.isWellFormed() || unprintable.test(value) || !URL.canParse(value)) return false
  const url = new URL(value)
  return url.username === '' && url.password === ''
}

export const id = z.uuid('must be an id (a UUID)')

/** Tells an id from any other text, before Postgres refuses it. */
export function isId(value: string): boolean {
  return id.safeParse(value).success
}

export const topic = z
  .string()
  .max(60, 'must be at most 60 characters')
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'must be lower-case words joined by hyphens, like "economic-collapse"')

export const probability = z
  .number('must be a number from 0 to 1')
  .min(0, 'must be at least 0')
  .max(1, 'must be at most 1')

/** The UTC calendar date of an instant. */
export function dateOf(instant: Date): string {
  return instant.toISOString().slice(0, 10)
}
