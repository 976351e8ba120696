import type { Child } from 'hono/jsx'
import type { ClaimSummary } from '../../claims/read.ts'
import { Forecasters } from './forecasters.tsx'
import { Days, StateMark } from './marks.tsx'

interface Props {
  claims: ClaimSummary[]
  /** What to say, and to do, where there is none. */
  children: Child
}

/** Claims in few lines each: the statement and what became of it. */
export function ClaimList({ claims, children }: Props) {
  if (claims.length === 0) return <p>{children}</p>
  return (
    <ul class="claims">
      {claims.map(claim => (
        <li>
          <a href={`/claims/${claim.id}`}>{claim.statement}</a>
          <p class="facts">
            <StateMark claim={claim} /> <Days claim={claim} /> <Forecasters claim={claim} />
          </p>
        </li>
      ))}
    </ul>
  )
}
