/** Both ends included. */
export interface Interval {
  low: number
  high: number
}

/** The 0.975 quantile of the standard normal distribution: 95 % lies within this many deviations. */
export const z95 = 1.959963984540054
