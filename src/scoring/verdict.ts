import { requireUnitInterval } from './unit-interval.ts'

/**
 * What a forecast said and what happened, in words, without calling it right or wrong.
 *
 * Shape: "<percent> on something that happened | did not happen | partly happened (<percent>)". Percents
 * are whole, halves rounded up, with a plain space before the sign. Only 0 and 1 are written "0 %" and
 * "100 %"; what would round to them is "less than 1 %" or "more than 99 %".
 *
 * Worked values: verdict(0.7, 0) = "70 % on something that did not happen"; verdict(0.4, 0.3) =
 * "40 % on something that partly happened (30 %)".
 *
 * @param p the probability given to the claim as worded, 0 to 1
 * @param share 1 if it happened, 0 if it did not, strictly between for a partial outcome
 * @throws RangeError if either is outside [0, 1] or NaN
 */
export function verdict(p: number, share: number): string {
  requireUnitInterval(p, 'p')
  requireUnitInterval(share, 'share')
  return `${percent(p)} on something that ${happening(share)}`
}

function happening(share: number): string {
  if (share === 1) return 'happened'
  if (share === 0) return 'did not happen'
  return `partly happened (${percent(share)})`
}

/**
 * A probability in whole percent, halves rounded up; only 0 and 1 are "0 %" and "100 %".
 *
 * Worked values: percent(0.405) = "41 %", percent(0.004) = "less than 1 %".
 */
export function percent(probability: number): string {
  // 0.285 * 100 is 28.499999999999996: drop the dust before rounding.
  const whole = Math.round(Number((probability * 100).toPrecision(12)))
  if (whole === 0 && probability > 0) return 'less than 1 %'
  if (whole === 100 && probability < 1) return 'more than 99 %'
  return `${whole} %`
}
