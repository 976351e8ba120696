import { requireUnitInterval } from './unit-interval.ts'

/**
 * How near to 0 and to 1 a probability may come in the log score: it is read as no less than this and no
 * more than 1 minus this. State it wherever the score is shown.
 */
export const logClamp = 0.0001

/**
 * The logarithmic score of one forecast: −(share·ln p′ + (1 − share)·ln(1 − p′)), where p′ is p held to
 * [0.0001, 0.9999] (`logClamp`) so that one "never" that happened cannot cost infinitely much.
 *
 * Unit: nats (natural logarithm), lower is better, 0 is perfect. Because of the clamp a score lies
 * between 0.0001 (certain and right) and 9.2103 (certain and wrong); always ln 2 = 0.6931 for p = 0.5.
 *
 * Worked values: logScore(0.7, 1) = −ln 0.7 = 0.3567; logScore(0.7, 0) = −ln 0.3 = 1.2040;
 * logScore(0.3, 0.7) = −(0.7·ln 0.3 + 0.3·ln 0.7) = 0.9498.
 *
 * Source: I. J. Good, "Rational Decisions", Journal of the Royal Statistical Society B 14 (1952) 107–114;
 * Good's score is the negative of this one. The clamp is Reckon's.
 *
 * @param p the probability given to the claim as worded
 * @param share 1 if it happened, 0 if it did not, strictly between for a partial outcome
 * @throws RangeError if either is outside [0, 1] or NaN
 */
export function logScore(p: number, share: number): number {
  requireUnitInterval(p, 'p')
  requireUnitInterval(share, 'share')
  // Clamped before the logarithm: unclamped, 0 · ln 0 would make a perfect forecast NaN.
  const held = Math.min(Math.max(p, logClamp), 1 - logClamp)
  return -(share * Math.log(held) + (1 - share) * Math.log(1 - held))
}
