import { icd203 } from './scales/icd-203.ts'
import { perceptions } from './scales/perceptions.ts'
import { reckon } from './scales/reckon.ts'

/** Phrases that mean the same on one scale, and the probability they stand for, 0..1, low ≤ value ≤ high. */
export interface Term {
  phrases: readonly string[]
  value: number
  low: number
  high: number
  basis: 'hedge' | 'assertion'
}

/** A published table of probability words. A scale never changes: other figures are another id. */
export interface Scale {
  id: string
  title: string
  about: string
  source: string
  url?: string
  licence?: string
  terms: readonly Term[]
}

/** One phrase read through one scale: probabilities 0..1, and the phrase as the scale lists it. */
export interface Reading {
  value: number
  low: number
  high: number
  basis: 'hedge' | 'assertion'
  phrase: string
  scale: string
}

/** Every scale, in the order they are consulted: a survey before a standard before our own judgement. */
export const scales: readonly Scale[] = [perceptions, icd203, reckon]

const leading = /^(?:(?:am|is|are|was|were|be|been|being|(?:seem|look|remain|appear)(?:s|ed)?|an?|the) )+/
const trailing = / (?:to|that)$/

const readings: ReadonlyMap<string, ReadonlyMap<string, Reading>> = new Map(
  scales.map(scale => [scale.id, readingsOf(scale)]),
)

/**
 * What a hedge or an unhedged "will" says as a probability, through the first scale that lists it.
 *
 * The value belongs to the thing spoken of: "it will not fall" reads 0.09 on "it falls", so whoever words
 * the claim that way must not take the complement a second time.
 *
 * Worked values: readPhrase('is likely to') = { value: 0.7, low: 0.65, high: 0.75, basis: 'hedge',
 * phrase: 'likely', scale: 'perceptions-1' }; readPhrase('could').value = 0.4, from reckon-1.
 *
 * Errors: none; a phrase no scale lists is undefined, never a guess. Sources: each scale's own.
 */
export function readPhrase(phrase: string): Reading | undefined {
  for (const scale of scales) {
    const reading = readPhraseThrough(scale.id, phrase)
    if (reading) return reading
  }
  return undefined
}

/**
 * The same through one scale only.
 *
 * Worked value: readPhraseThrough('icd-203-1', 'likely') = { value: 0.675, low: 0.55, high: 0.8, … }.
 *
 * Errors: none; a phrase the scale does not list, or a scale that does not exist, is undefined.
 */
export function readPhraseThrough(scaleId: string, phrase: string): Reading | undefined {
  const reading = readings.get(scaleId)?.get(normalisePhrase(phrase))
  return reading && { ...reading }
}

/**
 * The form in which phrases are compared: Unicode NFKC, lower case, straight apostrophes, single spaces,
 * without a leading be, seem, look, remain, appear or article, and without a trailing "to" or "that".
 *
 * Worked values: 'Is  likely to' → 'likely'; 'a real possibility that' → 'real possibility';
 * 'Won’t' → "won't". Errors: none; any string has a form.
 */
export function normalisePhrase(phrase: string): string {
  return phrase
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\u2018\u2019\u02bc]/g, "'")
    .replace(/\s+/g, ' ')
    .trim()
    .replace(trailing, '')
    .replace(leading, '')
}

function readingsOf({ id, terms }: Scale): ReadonlyMap<string, Reading> {
  const found = new Map<string, Reading>()
  for (const { phrases, ...figures } of terms) {
    for (const phrase of phrases) found.set(normalisePhrase(phrase), { ...figures, phrase, scale: id })
  }
  return found
}
