import type { Child } from 'hono/jsx'
import { type ClaimSummary, listClaims, listLatelySettled } from '../claims/read.ts'
import { router } from '../door.ts'
import { listPredictions } from '../predictions/read.ts'
import { show } from './layout.tsx'
import { When } from './parts/claim-terms.tsx'
import { Day, StateMark } from './parts/marks.tsx'
import { PredictionItem } from './parts/prediction.tsx'

export const homePages = router()

const few = 5

homePages.get('/', async c => {
  const { deps } = c.var
  const [due, logged, settled] = await Promise.all([
    listClaims(deps, { queue: 'due' }, { limit: few }),
    listPredictions(deps, {}, { limit: few }),
    listLatelySettled(deps, few),
  ])
  return show(
    c,
    { title: 'Reckon' },
    <>
      <h1>Whom should you believe?</h1>
      <p class="lead">
        Commentators, ministers and unnamed officials forecast all the time. Reckon records who said what, in
        which words, how sure they sounded and by when; settles it against later evidence; and{' '}
        <a href="/pundits">shows how accurate each has been</a>.
      </p>
      <div class="columns">
        <ClaimList title="Just settled" claims={settled} day={claim => <When settled={claim} />}>
          Nothing has been settled yet.
        </ClaimList>
        <ClaimList
          title="Due: what happened?"
          claims={due.items}
          more={due.next === null ? undefined : { href: '/due', words: 'All that is due' }}
          day={claim => (
            <>
              since <Day on={claim.dueBy} />
            </>
          )}
        >
          Nothing is due.
        </ClaimList>
      </div>
      <section>
        <h2>Just logged</h2>
        {logged.items.length === 0 && (
          <p>
            The ledger is empty. <a href="/predictions/new">Log the first prediction</a>.
          </p>
        )}
        <ul class="predictions">
          {logged.items.map(prediction => (
            <PredictionItem prediction={prediction} />
          ))}
        </ul>
        <p class="next">
          <a href="/predictions">All predictions</a>
        </p>
      </section>
    </>,
  )
})

interface ListProps {
  title: string
  claims: ClaimSummary[]
  day: (claim: ClaimSummary) => Child
  children: Child
  more?: { href: string; words: string }
}

function ClaimList({ title, claims, day, children, more }: ListProps) {
  return (
    <section>
      <h2>{title}</h2>
      {claims.length === 0 && <p>{children}</p>}
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
      {more && (
        <p class="next">
          <a href={more.href}>{more.words}</a>
        </p>
      )}
    </section>
  )
}
