import { brier } from './brier.ts'
import { meanBrier } from './mean-score.ts'
import { merge, type Tally, total } from './tally.ts'

/**
 * Brier skill against always saying 50 %: 1 − B / 0.25, where B is the mean Brier score.
 *
 * Unit: 1 is perfect, 0 no better than 50 %, −3 the worst there is. Null of no forecasts.
 *
 * Worked value: of 0.7 twice, once right, B = 0.29 and the skill is 1 − 0.29 / 0.25 = −0.16.
 *
 * Source: A. H. Murphy, "Skill scores based on the mean square error and their relationships to the
 * correlation coefficient", Monthly Weather Review 116 (1988) 2417–2424, with 0.5 for the reference.
 *
 * @throws RangeError as `merge` does
 */
export function skillAgainstFifty(tallies: readonly Tally[]): number | null {
  const score = meanBrier(tallies)
  return score === null ? null : 1 - score / 0.25
}

/**
 * Brier skill against climatology, which says the base rate every time: 1 − B / R, where B is the mean
 * Brier score and R that of the base rate on the same outcomes.
 *
 * The base rate is how often the claims of the whole topic came true, if given. If not, it is that of these
 * forecasts themselves; R is then ō(1 − ō), the uncertainty of the Murphy decomposition, and a hard
 * reference: it knows in hindsight how many would come true.
 *
 * Unit: 1 is perfect, 0 no better than the base rate, no lower bound. Null of no forecasts, and where the
 * base rate is itself perfect, as when everything came true: nothing can then be better.
 *
 * Worked values: of 0.7 twice, once right, the base rate is 0.5, R = 0.25 and the skill −0.16; against a
 * base rate of 0.2, R = (0.64 + 0.04) / 2 = 0.34 and the skill is 1 − 0.29 / 0.34 = 0.1471.
 *
 * Source: as `skillAgainstFifty`.
 *
 * @throws RangeError as `merge` does, and if the base rate is outside [0, 1]
 */
export function skillAgainstBaseRate(tallies: readonly Tally[], baseRate?: number): number | null {
  const { n, sum } = total(merge(tallies))
  const score = meanBrier(tallies)
  if (score === null) return null
  const reference = brier(baseRate ?? sum / n, sum / n)
  return reference < 1e-12 ? null : 1 - score / reference
}
