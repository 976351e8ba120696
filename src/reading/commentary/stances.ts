import type { Condition } from './conditions.ts'
import type { Hedge } from './hedges.ts'
import type { Said } from './speakers.ts'

const reported =
  /\b(?:widely|generally|commonly) (?:expected|tipped|predicted|forecast|believed|seen|thought)\b|\b(?:tipped|rumou?red|said|reported|thought|believed) to\b|\b(?:reportedly|rumou?rs?)\b|\bmarkets? (?:expect|price|imply|suggest)|\bpric(?:ed|ing) in\b/

/** What was done with the claim: a bare could, may or might is a possibility also under a condition. */
export function stanceOf(
  words: string,
  { phrase }: Pick<Hedge, 'phrase'>,
  condition: Condition | null,
  { passedOn, pundit }: Pick<Said, 'passedOn' | 'pundit'>,
): 'asserts' | 'conditional' | 'possibility' | 'reports' {
  if (passedOn || (pundit.isAuthor && reported.test(words))) return 'reports'
  if (condition) return 'conditional'
  if (phrase !== null && /^(?:could|might|may|possible|cannot be ruled out|cannot exclude)$/.test(phrase))
    return 'possibility'
  return 'asserts'
}
