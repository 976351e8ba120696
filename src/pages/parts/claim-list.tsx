import type { Child } from 'hono/jsx'
import type { ClaimSummary } from '../../claims/read.ts'
import { StateMark } from './marks.tsx'

interface Props {
  claims: ClaimSummary[]
  /** What is said of the day beside the mark. */
  day: (claim: ClaimSummary) => Child
  /** What to say, and to do, where there is none. */
  children: Child
}

/** Claims in few lines each: the statement and what became of it. */
export function ClaimList({ claims, day, children }: Props) {
  if (claims.length === 0) return <p>{children}</p>
  return (
    <ul class="claims">
      {claims.map(claim => (
        <li>
          <a href={`/claims/${claim.id}`}>{claim.statement}</a>
          <p class="facts">
            <StateMark claim={claim} /> <span>{day(claim)}</span>
          </p>
        </li>
      ))}
    </ul>
  )
}
