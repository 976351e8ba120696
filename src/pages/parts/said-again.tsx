import type { Forecast } from '../../accuracy/strip.ts'
import { Day, outcomeMarks } from './marks.tsx'
import { movedBy } from './numbers.ts'

/** What was said again, from the first time to the last. */
export interface Chain {
  first: Forecast
  last: Forecast
  times: number
}

/**
 * Forecasts that restate one another, followed to the end; a restated one that is not given begins none. They come in
 * the order they were said, so that what is restated comes before what restates it.
 */
export function chainsOf(forecasts: Forecast[]): Chain[] {
  const chains = new Map<string, Forecast[]>()
  for (const forecast of forecasts) {
    const chain = chains.get(forecast.restatesId ?? '') ?? []
    chain.push(forecast)
    chains.set(forecast.id, chain)
  }
  return [...new Set(chains.values())].flatMap(([first, ...again]) => {
    const last = again.at(-1)
    return first === undefined || last === undefined ? [] : { first, last, times: again.length }
  })
}

/** Claims said again for another day. */
export function SaidAgain({ forecasts }: { forecasts: Forecast[] }) {
  const chains = chainsOf(forecasts)
  if (chains.length === 0) return null
  return (
    <section id="said-again">
      <h2>Said again</h2>
      <p>
        Forecasts that were repeated, often for a later day. Each of these counts as one independent
        prediction.
      </p>
      <ul class="claims">
        {chains.map(({ first, last, times }) => (
          <li>
            <a href={`/claims/${last.claimId}`}>{last.statement}</a>
            <p class="facts">
              <span>
                first due <Day on={first.dueBy} />
              </span>
              <span>
                said again {times === 1 ? 'once' : `${times} times`}, last due <Day on={last.dueBy} />
              </span>
              <span>{movedBy(first.dueBy, last.dueBy)}</span>
              {last.outcome !== null && <span>{outcomeMarks[last.outcome].words.toLowerCase()}</span>}
            </p>
          </li>
        ))}
      </ul>
    </section>
  )
}
