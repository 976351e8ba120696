/** A pundit's skill as measured, and the square of its standard error. */
export interface Estimate {
  estimate: number
  variance: number
}

/**
 * How much true values differ from one another, A, beyond what the errors of their estimates explain: such
 * that Σ (y − μ)²/(V + A) = k − 1 for k estimates y of variance V around their weighted mean μ, and 0 if
 * they differ less than that at A = 0. Bisected to the last digit: the squares only fall as A grows.
 *
 * Unit: that of the estimates, squared. 0 of fewer than two.
 *
 * Worked value: of 0 and 1, each with V = 0.1, (0.25 + 0.25)/(0.1 + A) = 1 gives A = 0.4.
 *
 * Source: R. C. Paule, J. Mandel, "Consensus values and weighting factors", Journal of Research of the
 * National Bureau of Standards 87 (1982) 377–385; it is also the estimate of Morris (1983), see `shrink`.
 *
 * @throws RangeError if an estimate is not finite or a variance not above 0: see `pooledVariances`
 */
export function betweenVariance(estimates: readonly Estimate[]): number {
  for (const { estimate, variance } of estimates) {
    if (!Number.isFinite(estimate)) throw new RangeError(`estimate must be finite, got ${estimate}`)
    if (!(variance > 0 && Number.isFinite(variance))) {
      throw new RangeError(`variance must be above 0, got ${variance}`)
    }
  }
  const freedom = estimates.length - 1
  if (freedom < 1 || around(estimates, 0).squares <= freedom) return 0
  let low = 0
  // Even with no V at all the squares around the plain mean would be used up by then.
  let high =
    around(
      estimates.map(({ estimate }) => ({ estimate, variance: 1 })),
      0,
    ).squares / freedom
  for (;;) {
    const middle = (low + high) / 2
    if (middle === low || middle === high) return middle
    if (around(estimates, middle).squares > freedom) low = middle
    else high = middle
  }
}

/** With weights 1/(V + A): the mean, the weighted squares around it, and the mean V. */
export function around(estimates: readonly Estimate[], between: number) {
  const weight = sum(estimates, ({ variance }) => 1 / (variance + between))
  const mean = sum(estimates, ({ estimate, variance }) => estimate / (variance + between)) / weight
  const squares = sum(estimates, ({ estimate, variance }) => (estimate - mean) ** 2 / (variance + between))
  const variance = sum(estimates, ({ variance }) => variance / (variance + between)) / weight
  return { weight, mean, squares, variance }
}

function sum(estimates: readonly Estimate[], term: (estimate: Estimate) => number): number {
  return estimates.reduce((sofar, estimate) => sofar + term(estimate), 0)
}
