import { brier } from '../scoring/brier.ts'
import type { Random } from '../scoring/random.ts'
import { readPhrase } from '../scoring/scale.ts'

/** The chances that synthetic claims come true with, each as common as the others. */
export const chances = [0.03, 0.07, 0.13, 0.2, 0.3, 0.42, 0.58, 0.7, 0.8, 0.87, 0.93, 0.97]

/** What a synthetic pundit makes of a chance: says it, exaggerates it, plays it down, adds to it, or knows nothing of it. */
export const styles = ['calibrated', 'overconfident', 'underconfident', 'optimist', 'ignorant'] as const
type Style = (typeof styles)[number]

interface SyntheticPundit {
  name: string
  style: Style
  /** How many neighbouring chances look alike to this pundit: 1 tells them all apart. */
  blur: number
  /** The share of forecasts that are words rather than a number. */
  wordy: number
}

/** What was said: a number, or words with the value that their scale gives them. */
export interface Saying {
  p: number
  hedge?: string
}

const blurs = [1, 1, 2, 2, 3, 3, 4, 6]

/** Forty: each style with each blur. */
export const syntheticPundits: readonly SyntheticPundit[] = Array.from({ length: 40 }, (_, at) => {
  const style = styles[at % styles.length] ?? 'calibrated'
  const blur = blurs[Math.floor(at / styles.length)] ?? 1
  const wordy = [0.2, 0.5, 0.8][at % 3] ?? 0.5
  const long = at % 10 === 6 ? ', Department for Statements at Length, who asked not to be named' : ''
  return { name: `Synthetic pundit ${String(at + 1).padStart(2, '0')}${long} (${style})`, style, blur, wordy }
})

const phrases = [
  'almost no chance',
  'highly unlikely',
  'will not',
  'little chance',
  'unlikely',
  'we doubt',
  'about even',
  'better than even',
  'likely',
  'probably',
  'very good chance',
  'highly likely',
  'will',
  'almost certainly',
].map(phrase => ({ hedge: phrase, p: readPhrase(phrase)?.value ?? 0.5 }))

/** What a pundit says of a claim with this chance. Only the ignorant draw it by lot. */
export function sayingOf(pundit: SyntheticPundit, chance: number, random: Random): Saying {
  const seen = pundit.style === 'ignorant' ? (chances[random.below(chances.length)] ?? 0.5) : chance
  return worded(pundit, seen, random.unit() < pundit.wordy)
}

function worded(pundit: SyntheticPundit, seen: number, inWords: boolean): Saying {
  const felt = feltBy(pundit, seen)
  if (!inWords) return { p: Math.min(0.99, Math.max(0.01, Math.round(felt * 100) / 100)) }
  return phrases.reduce((best, one) => (Math.abs(one.p - felt) < Math.abs(best.p - felt) ? one : best))
}

function feltBy({ style, blur }: SyntheticPundit, seen: number): number {
  const first = Math.floor(chances.indexOf(seen) / blur) * blur
  const alike = chances.slice(first, first + blur)
  const mean = alike.reduce((sum, chance) => sum + chance, 0) / alike.length
  const odds = Math.log(mean / (1 - mean))
  const twisted = { calibrated: odds, overconfident: 2 * odds, underconfident: odds / 2, optimist: odds + 1 }
  return 1 / (1 + Math.exp(-(style === 'ignorant' ? odds : twisted[style])))
}

/** All that a pundit may say, with how often it is said and how much of that comes true. */
export function curveOf(pundit: SyntheticPundit): { p: number; weight: number; frequency: number }[] {
  const found = new Map<number, { weight: number; came: number }>()
  for (const chance of chances) {
    for (const seen of pundit.style === 'ignorant' ? chances : [chance]) {
      const weight = 1 / chances.length / (pundit.style === 'ignorant' ? chances.length : 1)
      for (const [inWords, share] of [
        [true, pundit.wordy],
        [false, 1 - pundit.wordy],
      ] as const) {
        const { p } = worded(pundit, seen, inWords)
        const sofar = found.get(p) ?? { weight: 0, came: 0 }
        found.set(p, { weight: sofar.weight + weight * share, came: sofar.came + weight * share * chance })
      }
    }
  }
  return [...found]
    .filter(([, { weight }]) => weight > 0)
    .map(([p, { weight, came }]) => ({ p, weight, frequency: came / weight }))
    .sort((a, b) => a.p - b.p)
}

/** The mean Brier score of ever more forecasts of this pundit. */
export function trueBrier(pundit: SyntheticPundit): number {
  return curveOf(pundit).reduce((sum, { p, weight, frequency }) => sum + weight * brier(p, frequency), 0)
}
