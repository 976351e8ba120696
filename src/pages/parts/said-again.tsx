import type { Forecast } from '../../accuracy/strip.ts'
import { Day, outcomeMarks } from './marks.tsx'

/** What was said again, from the first time to the last. */
export interface Chain {
  first: Forecast
  last: Forecast
  times: number
}

/** Forecasts that restate one another, followed to the end; a restated one that is not given begins none. */
export function chainsOf(forecasts: Forecast[]): Chain[] {
  const byId = new Map(forecasts.map(forecast => [forecast.id, forecast]))
  const restated = forecasts.flatMap(({ restatesId }) => restatesId ?? [])
  const firsts = forecasts.filter(
    ({ id, restatesId }) => restated.includes(id) && (restatesId === null || !byId.has(restatesId)),
  )
  return firsts.map(first => {
    const chain = followed(first, forecasts)
    return { first, last: chain.at(-1) ?? first, times: chain.length - 1 }
  })
}

function followed(first: Forecast, forecasts: Forecast[]): Forecast[] {
  const ids = new Set([first.id])
  // A restatement is said after what it restates, and they come in the order they were said.
  for (const { id, restatesId } of forecasts) if (restatesId !== null && ids.has(restatesId)) ids.add(id)
  return forecasts.filter(({ id }) => ids.has(id))
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

function movedBy(from: string, to: string): string {
  const days = Math.round((Date.parse(to) - Date.parse(from)) / (24 * 60 * 60 * 1000))
  if (days === 0) return 'for the same day'
  return days > 0 ? `${days} days later` : `${-days} days earlier`
}
