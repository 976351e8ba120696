import { z } from '@hono/zod-openapi'
import type { Child } from 'hono/jsx'
import { type ClaimSummary, listDue } from '../claims/read.ts'
import { router } from '../door.ts'
import { topic } from '../fields.ts'
import { fieldErrors, invalid } from '../problem.ts'
import { inForm } from './door.ts'
import { show } from './layout.tsx'
import { EvidenceLink, stanceHeadings } from './parts/evidence.tsx'
import { Forecasters } from './parts/forecasters.tsx'
import { queryFields } from './parts/form.tsx'
import { Day, Days, StateMark } from './parts/marks.tsx'
import { NextPage } from './parts/next-page.tsx'

export const duePages = router()

const Query = z.object({ topic: topic.optional(), cursor: z.string().max(500).optional().catch(undefined) })

duePages.get('/due', async c => {
  const values = queryFields(c.req.queries())
  const query = Query.safeParse(values)
  if (!query.success) throw invalid(fieldErrors(query.error, inForm))
  const { cursor, ...filter } = query.data
  const { items, next, early, waiting, disputed } = await listDue(c.var.deps, filter, { limit: 50, cursor })
  return show(
    c,
    { title: 'What is due', description: 'Forecasts whose deadline has passed: what happened?' },
    <>
      <h1>What is due: what happened?</h1>
      <p class="lead">
        The deadline of these has passed and nobody has said what happened. Anybody signed in may, citing
        evidence.
      </p>
      <Queue claims={items} signedIn={c.var.actor !== undefined}>
        Nothing is due.
      </Queue>
      <NextPage path="/due" query={filter} next={next} />
      {disputed.length > 0 && (
        <section id="disputed">
          <h2>Disputed</h2>
          <p>What was said of these is challenged: a moderator who has not been involved decides.</p>
          <Queue claims={disputed} />
        </section>
      )}
      {early.length > 0 && (
        <section id="early">
          <h2>Perhaps decided already</h2>
          <p>Their deadline has not passed, but evidence for or against has been filed.</p>
          <Queue claims={early} signedIn={c.var.actor !== undefined} />
        </section>
      )}
      {waiting.length > 0 && (
        <section id="waiting">
          <h2>Waiting for their condition</h2>
          <p>These depend on another claim, which has to be settled first.</p>
          <Queue
            claims={waiting}
            beside={claim => (
              <span>
                waits for <a href={`/claims/${claim.condition?.claimId}`}>{claim.condition?.statement}</a>
              </span>
            )}
          />
        </section>
      )}
    </>,
  )
})

interface QueueProps {
  claims: ClaimSummary[]
  /** What stands beside the mark instead of the days. */
  beside?: (claim: ClaimSummary) => Child
  /** Who is, is led to the form. */
  signedIn?: boolean
  children?: Child
}

/** Claims with the evidence filed on them so far. */
function Queue({ claims, beside, signedIn = false, children }: QueueProps) {
  if (claims.length === 0) return <p>{children}</p>
  return (
    <ul class="claims queue">
      {claims.map(claim => (
        <li>
          <div>
            <a href={`/claims/${claim.id}`}>{claim.statement}</a>
            <p class="facts">
              <StateMark claim={claim} />
              {beside ? beside(claim) : <Days claim={claim} />}
              <Forecasters claim={claim} />
              {signedIn && <a href={`/claims/${claim.id}#say-what-happened`}>Say what happened</a>}
            </p>
          </div>
          <EvidenceSoFar claim={claim} />
        </li>
      ))}
    </ul>
  )
}

function EvidenceSoFar({ claim }: { claim: ClaimSummary }) {
  const { evidence, evidenceCount, id } = claim
  if (evidenceCount === 0) return <p class="byline">No evidence yet.</p>
  return (
    <ul class="so-far">
      {evidence.map(item => (
        <li class="byline">
          {stanceHeadings[item.stance]}: <EvidenceLink item={item} /> (
          {item.publisher && `${item.publisher}, `}
          <Day on={item.publishedOn} />)
        </li>
      ))}
      {evidenceCount > evidence.length && (
        <li class="byline">
          <a href={`/claims/${id}#evidence`}>All {evidenceCount} items</a>
        </li>
      )}
    </ul>
  )
}
