import type { AccuracyView } from '../../accuracy/read.ts'
import { percent } from '../../scoring/verdict.ts'
import type { Counted } from '../charts/strip.tsx'

/**
 * How a pundit has done, in one plain sentence: how often what they said most came true. What was said of one claim
 * again counts once. Never a grade.
 */
export function headline(forecasts: Counted[]): string | null {
  const groups = [...Map.groupBy(forecasts, saying)]
    .map(([said, all]) => [said, all, onceEach(all)] as const)
    .sort(
      ([, , a], [, , b]) =>
        b.length - a.length || Number(a[0]?.phrase === null) - Number(b[0]?.phrase === null),
    )
  const [most] = groups
  if (most === undefined) return null
  const [said, all, same] = most
  return `${manner(said, all)} ${howOften(all.length, same.length)}; ${cameTrue(same)}.`
}

/** The scale’s word is the speaker’s only where it stands in the quote. */
function manner(said: string, all: Counted[]): string {
  const read = all.filter(({ phrase, phraseQuoted }) => phrase !== null && !phraseQuoted).length
  if (read === 0) return `Said ${said}`
  return read === all.length ? `Was read as ${said}` : `Said ${said}, or was read so,`
}

/** Of claims rather than times where one was forecast more than once. */
function howOften(sayings: number, claims: number): string {
  if (sayings !== claims) return claims === 1 ? 'of one claim' : `of ${claims} claims`
  return { 1: 'once', 2: 'twice' }[claims] ?? `${claims} times`
}

/** The first of each claim. */
function onceEach(forecasts: Counted[]): Counted[] {
  const seen = new Set<string>()
  return forecasts.filter(({ claimId }) => !seen.has(claimId) && seen.add(claimId))
}

/** The words; of numbers, those that are all but sure are one. */
function saying({ phrase, p }: Counted): string {
  if (phrase !== null) return `“${phrase}”`
  if (p >= 0.9) return '90 % or more'
  return p <= 0.1 ? '10 % or less' : `“${percent(p)}”`
}

/** Of words that speak against a claim, such as “unlikely”, it says what happened all the same. */
function cameTrue(forecasts: Counted[]): string {
  const n = forecasts.length
  const whole = forecasts.filter(({ share }) => share === 1).length
  const partly = forecasts.filter(({ share }) => share > 0 && share < 1).length
  const against = (forecasts[0]?.p ?? 1) < 0.5
  const happened = against ? 'happened all the same' : 'came true'
  if (n === 1) {
    if (partly === 1) return 'it came true in part'
    return whole === 1 ? `it ${happened}` : against ? 'it did not happen' : 'it did not come true'
  }
  const inPart = partly === 0 ? '' : whole === 0 ? `, ${partly} in part` : `, and ${partly} in part`
  if (whole === 0) {
    return `none${partly === 0 ? '' : ' wholly'} ${against ? 'happened' : 'came true'}${inPart}`
  }
  const many = whole < n ? whole : n === 2 ? 'both' : 'all'
  return `${many} ${happened}${inPart}`
}

/** Where a pundit stands among the others, and whether that depends on how the words are read. */
export function rankLine(
  { rank, rankHolds, otherRanks, effectiveN, n }: AccuracyView,
  fewest: number,
): string {
  if (n === 0) return ''
  if (rank === null) {
    return effectiveN >= fewest
      ? 'Not ranked.'
      : `Too few to rank: ${effectiveN} of the ${fewest} independent predictions that it takes.`
  }
  if (rankHolds) return `Rank ${rank}, under every reading of the words and the deadlines.`
  const { range, none } = readOtherwise(rank, otherRanks)
  const would = range === '' ? '' : ` it would be ${range}`
  const tooFew = none ? `${range === '' ? '' : ', or'} too few to rank` : ''
  return `Rank ${rank}; read another way,${would}${tooFew}.`
}

/** From the best to the worst rank that any reading gives, empty where they are one; whether any gives none. */
export function readOtherwise(rank: number, otherRanks: AccuracyView['otherRanks']) {
  const others = Object.values(otherRanks)
  const known = [rank, ...others.flatMap(other => other ?? [])]
  const [best, worst] = [Math.min(...known), Math.max(...known)]
  const range = best === worst ? '' : worst - best === 1 ? `${best} or ${worst}` : `${best} to ${worst}`
  return { range, none: others.includes(null) }
}
