import fc from 'fast-check'
import type { Forecast } from '../../src/scoring/tally.ts'

const unit = fc.double({ min: 0, max: 1, noNaN: true })

/** Sets of forecasts, mostly of whole percents so that some are equal, at least one unless said. */
export function forecasts(outcome: fc.Arbitrary<number> = outcomes(), exactly?: number) {
  const percents = fc.integer({ min: 0, max: 100 }).map(k => k / 100)
  const one: fc.Arbitrary<Forecast> = fc.record({
    p: fc.oneof({ weight: 4, arbitrary: percents }, unit),
    o: outcome,
  })
  return fc.array(one, { minLength: exactly ?? 1, maxLength: exactly ?? 30 })
}

function outcomes(): fc.Arbitrary<number> {
  return fc.oneof({ weight: 4, arbitrary: fc.constantFrom(0, 1) }, unit)
}

/** Pairs of a forecast and an outcome, as published sets give them. */
export function paired(p: readonly number[], o: readonly number[]): Forecast[] {
  return p.flatMap((forecast, at) => {
    const outcome = o[at]
    return outcome === undefined ? [] : [{ p: forecast, o: outcome }]
  })
}

/** lorentzenchr/model-diagnostics, test_decompose_with_numbers; its figures are from R reliabilitydiag. */
export const toy6 = paired([0.4, 0.3, 0.2, 0.1, 0.5, 0.9], [0, 0, 0, 1, 1, 1])

/** Hand-made, with a tie. */
export const tied6 = paired([0.1, 0.3, 0.3, 0.6, 0.8, 0.9], [0, 1, 0, 1, 0, 1])
