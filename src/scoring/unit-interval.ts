/**
 * Refuses a probability or a share that is not a number from 0 to 1.
 *
 * @throws RangeError naming the value, for anything outside [0, 1] and for NaN
 */
export function requireUnitInterval(value: number, name: string): void {
  if (!(value >= 0 && value <= 1)) throw new RangeError(`${name} must be from 0 to 1, got ${value}`)
}
