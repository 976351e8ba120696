import { z } from 'zod'
import { isPunycode } from './punycode.ts'

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

/** Control characters other than tab and line ends, and those that turn the order of what follows: no honest text needs them. */
const unprintable = /[^\P{Control}\t\n\r]|[\u202a-\u202e\u2066-\u2069]/u

/** Anything but white space and characters that are never drawn, such as a zero-width space. */
const visible = /[^\s\p{Default_Ignorable_Code_Point}]/u

/** Text that may be empty, such as what is searched for. */
export function anyText(max: number) {
  return z
    .string()
    .max(max, `must be at most ${max} characters`)
    .refine(value => value.isWellFormed() && !unprintable.test(value), 'must not contain control characters')
    .refine(value => value.length > max || !isPiled(value), 'must not pile up marks on one letter')
}

const letters = new Intl.Segmenter('en', { granularity: 'grapheme' })
/** The longest emoji, a family of four skin tones, takes 19. */
const mostInOne = 32

/** Whether a letter carries so many marks that it is drawn over the lines around it and beyond the edge of a page. */
function isPiled(value: string): boolean {
  for (const { segment } of letters.segment(value)) if (segment.length > mostInOne) return true
  return false
}

/** Text of one line, such as a name. */
export function line(max: number) {
  return text(max).refine(value => !/[\t\n\r]/.test(value), 'must be one line')
}

/** Cyrillic and Greek letters that are drawn as Latin ones are. */
const lookalike = /[аеорсухіјѕһԁԛԝӏАВЕКМНОРСТУХІЈЅԌοαινυΑΒΕΖΗΙΚΜΝΟΡΤΥΧ]/

/** What somebody is called, in no word that is made to look like another: "Ѕcott" with a Cyrillic Ѕ. */
export function nameOf(max: number) {
  return line(max).refine(
    value =>
      value
        .split(/[^\p{Letter}\p{Mark}]+/u)
        .every(word => !/\p{Script=Latin}/u.test(word) || !lookalike.test(word)),
    'must not mix Latin letters with Cyrillic or Greek ones that look like them',
  )
}

export function text(max: number) {
  return anyText(max).refine(value => visible.test(value), 'must not be blank')
}

export const calendarDate = z.iso
  .date({
    error: ({ input }) =>
      input === undefined ? 'is needed' : 'must be a calendar date that exists, as YYYY-MM-DD',
    abort: true,
  })
  .refine(date => date >= '1000-01-01', 'must be in the year 1000 or later')

/** Only http and https: a `javascript:` address would run in the reader's page. */
export const webUrl = z
  .string()
  .max(2048, 'must be at most 2048 characters')
  .regex(/^[Hh][Tt][Tt][Pp][Ss]?:\/\/\S+$/, {
    error: 'must be an address that starts with http:// or https://',
    abort: true,
  })
  .refine(value => isPlainUrl(value), 'must be a valid address without a user name or password')

function isPlainUrl(value: string): boolean {
  if (!value.isWellFormed() || unprintable.test(value) || !URL.canParse(value)) return false
  const url = new URL(value)
  const labels = url.hostname.toLowerCase().split('.')
  const readable = labels.every(label => !label.startsWith('xn--') || isPunycode(label.slice(4)))
  return url.username === '' && url.password === '' && readable
}

export const id = z.uuid('must be an id (a UUID)').toLowerCase()

/** Tells an id from any other text, before Postgres refuses it. */
export function isId(value: string): boolean {
  return id.safeParse(value).success
}

const slugPattern = /^[a-z0-9]+(-[a-z0-9]+)*$/

export const slug = z
  .string()
  .max(100, 'must be at most 100 characters')
  .regex(slugPattern, 'must be a slug, like "ann-author"')

export const topic = z
  .string()
  .max(60, 'must be at most 60 characters')
  .regex(slugPattern, 'must be lower-case words joined by hyphens, like "economic-collapse"')

export const probability = z
  .number('must be a number from 0 to 1')
  .min(0, 'must be at least 0')
  .max(1, 'must be at most 1')

/**
 * What a reader takes for the same text, whatever its quotation marks, dashes, spaces, capitals, and characters
 * that are never drawn.
 */
export function folded(text: string): string {
  const compatible = straight(drawn(text)).normalize('NFKC')
  return straight(drawn(compatible)).replaceAll(/\s+/g, ' ').trim().toLowerCase().normalize('NFKC')
}

function drawn(text: string): string {
  return text.replaceAll(/\p{Default_Ignorable_Code_Point}/gu, '')
}

/** Before NFKC, which makes two primes of a double one, and after it, which makes dashes of other dashes. */
function straight(text: string): string {
  return text
    .replaceAll(/[‘’‚‛′‹›ʼ]/g, "'")
    .replaceAll(/[“”„‟″«»]/g, '"')
    .replaceAll(/[‐‑‒–—]/g, '-')
}

/** The UTC calendar date of an instant. */
export function dateOf(instant: Date): string {
  return instant.toISOString().slice(0, 10)
}
