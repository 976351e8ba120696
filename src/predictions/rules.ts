import { sha256Hex } from '../ledger/hashes.ts'
import { invalid, type Problem } from '../problem.ts'
import { readPhrase } from '../scoring/scale.ts'
import type { LogPrediction, PredictionLogged } from './prediction.ts'

type Probability = PredictionLogged['probability']

/** The probability of the claim as worded: stated, or read from the words; an assertion without words is "will". */
export function probabilityOf(input: Pick<LogPrediction, 'probability' | 'hedge'>): Probability | Problem {
  if (input.probability !== undefined) {
    const value = input.probability
    return { value, low: value, high: value, basis: 'stated' }
  }
  const reading = readPhrase(input.hedge ?? 'will')
  if (reading !== undefined) return reading
  const detail = `no scale reads “${input.hedge}”: use a phrase that GET /api/v1/scales lists, or give a probability`
  return invalid([{ pointer: '#/hedge', detail }])
}

/** The key under which copies of one quote meet, whatever their quotation marks, spaces and capitals. */
export function quoteKey(exact: string): string {
  const plain = exact
    .normalize('NFKC')
    .replaceAll(/[‘’‚‛′]/g, "'")
    .replaceAll(/[“”„‟″«»]/g, '"')
    .replaceAll(/[‐‑‒–—]/g, '-')
    .replaceAll(/\s+/g, ' ')
  return sha256Hex(plain.trim().toLowerCase())
}

/** The claim a prediction is of, as far as it bears on when the prediction may have been made. */
interface ForecastClaim {
  dueBy: string
  occurredOn: string | null
}

export function saidOnError(saidOn: string, claim: ForecastClaim, today: string): Problem | undefined {
  const detail = saidTooLate(saidOn, claim, today)
  return detail === undefined ? undefined : invalid([{ pointer: '#/saidOn', detail }])
}

function saidTooLate(
  saidOn: string,
  { dueBy, occurredOn }: ForecastClaim,
  today: string,
): string | undefined {
  if (saidOn > today) return `must not be in the future (today is ${today})`
  if (saidOn > dueBy) return `must not be after the claim's deadline (${dueBy})`
  if (occurredOn !== null && saidOn > occurredOn) return `must not be after it had happened (${occurredOn})`
  return undefined
}

/**
 * The source's address with a text fragment (WICG scroll-to-text-fragment), so that a click lands on the words.
 * Long quotes are found by their first and last words.
 */
export function urlOfQuote(url: string, quote: PredictionLogged['quote']): string {
  const words = quote.exact.trim().split(/\s+/)
  const found =
    words.length <= 12 ? [quote.exact.trim()] : [words.slice(0, 6).join(' '), words.slice(-6).join(' ')]
  const prefix =
    quote.prefix === undefined ? [] : [`${fragment(quote.prefix.trim().split(/\s+/).slice(-4).join(' '))}-`]
  const suffix =
    quote.suffix === undefined ? [] : [`-${fragment(quote.suffix.trim().split(/\s+/).slice(0, 4).join(' '))}`]
  const directive = `:~:text=${[...prefix, ...found.map(fragment), ...suffix].join(',')}`
  return url.includes('#') ? `${url}${directive}` : `${url}#${directive}`
}

/** A dash and a comma are syntax in a text fragment. */
function fragment(text: string): string {
  return encodeURIComponent(text).replaceAll('-', '%2D')
}
