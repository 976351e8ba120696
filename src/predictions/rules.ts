import { folded } from '../fields.ts'
import { sha256Hex } from '../ledger/hashes.ts'
import { invalid, type Problem } from '../problem.ts'
import { readPhrase } from '../scoring/scale.ts'
import type { LogPrediction, Probability, Quote } from './prediction.ts'

/** The probability of the claim as worded: stated, or read from the words; an assertion without words is "will". */
export function probabilityOf(input: Pick<LogPrediction, 'probability' | 'hedge'>): Probability | Problem {
  if (input.probability !== undefined) {
    const value = input.probability
    return { value, low: value, high: value, basis: 'stated' }
  }
  const reading = readPhrase(input.hedge ?? 'will')
  if (reading !== undefined) return reading
  const detail = `no scale reads “${input.hedge}”: use a phrase of the scales (GET /api/v1/scales), or give a probability`
  return invalid([{ pointer: '#/hedge', detail }])
}

/** The key under which copies of one quote meet, with or without the marks around it. */
export function quoteKey(exact: string): string {
  const words = folded(exact).replaceAll(/^[\p{Punctuation}\s]+|[\p{Punctuation}\s]+$/gu, '')
  return sha256Hex(words || folded(exact))
}

/** The claim a prediction is of, as far as it bears on when the prediction may have been made. */
interface ForecastClaim {
  dueBy: string
  decidedOn: string | null
}

/** A prediction is made before the deadline, and before the outcome could be known: hindsight is no forecast. */
export function saidOnError(
  saidOn: string,
  claim: ForecastClaim | undefined,
  today: string,
): Problem | undefined {
  const detail = saidTooLate(saidOn, claim, today)
  return detail === undefined ? undefined : invalid([{ pointer: '#/saidOn', detail }])
}

function saidTooLate(saidOn: string, claim: ForecastClaim | undefined, today: string): string | undefined {
  if (saidOn > today) return `must not be in the future (today is ${today})`
  if (claim === undefined) return undefined
  if (saidOn > claim.dueBy) return `must not be after the claim's deadline (${claim.dueBy})`
  if (claim.decidedOn !== null && saidOn > claim.decidedOn) {
    return `must not be after the outcome was known (${claim.decidedOn})`
  }
  return undefined
}

/** A prediction says again what the same pundit has said before, not later. */
export function restatesError(
  { restatesId, saidOn }: Pick<LogPrediction, 'restatesId' | 'saidOn'>,
  known: Map<string, { punditId: string; saidOn: string }>,
  punditId: string | Problem,
): Problem | undefined {
  if (restatesId === undefined) return undefined
  const detail = wrongRestatement(known.get(restatesId), saidOn, punditId)
  return detail === undefined ? undefined : invalid([{ pointer: '#/restatesId', detail }])
}

function wrongRestatement(
  restated: { punditId: string; saidOn: string } | undefined,
  saidOn: string,
  punditId: string | Problem,
): string | undefined {
  if (restated === undefined) return 'no prediction has this id: see GET /api/v1/predictions'
  if (typeof punditId === 'string' && restated.punditId !== punditId) {
    return 'is a prediction of another pundit: only one’s own is said again'
  }
  if (saidOn < restated.saidOn)
    return `was said later (${restated.saidOn}): the later one restates the earlier`
  return undefined
}

/**
 * The source's address with a text fragment (WICG scroll-to-text-fragment), so that a click lands on the words.
 * Long quotes are found by their first and last words.
 */
export function urlOfQuote(url: string, { exact, prefix, suffix }: Quote): string {
  const words = wordsOf(exact)
  const parts = [
    ...(prefix === undefined ? [] : [`${fragment(wordsOf(prefix).slice(-4))}-`]),
    ...(words.length <= 12 ? [fragment(words)] : [fragment(words.slice(0, 6)), fragment(words.slice(-6))]),
    ...(suffix === undefined ? [] : [`-${fragment(wordsOf(suffix).slice(0, 4))}`]),
  ]
  const [page] = url.split(':~:')
  return `${page}${page?.includes('#') ? '' : '#'}:~:text=${parts.join(',')}`
}

function wordsOf(text: string): string[] {
  return text.trim().split(/\s+/)
}

/** A dash and a comma are syntax in a text fragment. */
function fragment(words: string[]): string {
  return encodeURIComponent(words.join(' ')).replaceAll('-', '%2D')
}
