import type { Difference, SharedClaim } from '../../accuracy/compare.ts'
import type { Forecast } from '../../accuracy/strip.ts'
import { percent } from '../../scoring/verdict.ts'
import { figure, StateMark } from './marks.tsx'
import { signed, span } from './numbers.ts'

interface Props {
  one: string
  other: string
  claims: SharedClaim[]
  difference: Difference | null
}

const mostListed = 100

/** The only fair comparison: what both forecast, with what each said and what happened. */
export function BothForecast({ one, other, claims, difference }: Props) {
  return (
    <section id="shared">
      <h2>What both forecast</h2>
      {claims.length === 0 && <p>No claim was forecast by both.</p>}
      {difference !== null && <p>{differenceWords(one, other, difference)}</p>}
      {claims.length > 0 && (
        <table class="stack shared">
          <thead>
            <tr>
              <th scope="col">Claim</th>
              <th scope="col" class="unsorted">
                {one}
              </th>
              <th scope="col" class="unsorted">
                {other}
              </th>
              <th scope="col" class="unsorted">
                What happened
              </th>
            </tr>
          </thead>
          <tbody>
            {claims.slice(0, mostListed).map(claim => (
              <tr>
                <th scope="row">
                  <a href={`/claims/${claim.claimId}`}>{claim.statement}</a>
                </th>
                <td>
                  <span class="cell-label">{one}</span> {said(claim.one)}
                </td>
                <td>
                  <span class="cell-label">{other}</span> {said(claim.other)}
                </td>
                <td>
                  <StateMark claim={claim} />
                  {!countsForBoth(claim) && <span class="hint"> not counted</span>}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {claims.length > mostListed && (
        <p class="hint">
          The first {mostListed} of {claims.length}.
        </p>
      )}
    </section>
  )
}

function countsForBoth({ one, other }: SharedClaim): boolean {
  return [one, other].every(forecasts => forecasts.some(({ share }) => share !== null))
}

/** Every probability given, as they were said. */
function said(forecasts: Forecast[]): string {
  return forecasts.map(({ p }) => percent(p)).join(', ')
}

function differenceWords(one: string, other: string, difference: Difference): string {
  const { n, mean, interval } = difference
  const scores = `On the ${n === 1 ? 'one claim that counts' : `${n} claims that count`} for both, the mean Brier score of ${one} is ${figure(difference.one)} and that of ${other} ${figure(difference.other)}`
  if (interval === null) return `${scores}. That is too little to say who is better.`
  const range = `a difference of ${signed(mean)}, which could be ${span(interval, signed)}`
  if (interval[0] <= 0 && interval[1] >= 0) {
    return `${scores}: ${range}. As that could be none, nobody can tell who is better.`
  }
  return `${scores}: ${range}. ${mean < 0 ? one : other} came closer.`
}
