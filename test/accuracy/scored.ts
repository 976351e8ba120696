import type { Scored } from '../../src/accuracy/record.ts'

/** A scored prediction: a number that came true, unless it is said otherwise. */
export function scored(changes: Partial<Scored>): Scored {
  const { p = 0.7, share = 1 } = changes
  return {
    cluster: 'a',
    topics: [],
    p,
    low: p,
    high: p,
    phrase: null,
    possibility: false,
    share,
    strictShare: share,
    ...changes,
  }
}
