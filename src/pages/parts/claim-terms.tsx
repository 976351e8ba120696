import type { ClaimView } from '../../claims/read.ts'
import type { ClaimLink } from '../../claims/slippage.ts'
import { topicWords } from './form.tsx'
import { Day, Days, outcomeMarks, StateMark, voidWords, When } from './marks.tsx'
import { movedBy } from './numbers.ts'

/** Whether another claim has to be settled first. */
export function isWaiting({ condition }: ClaimView): boolean {
  return condition?.claimId !== undefined && (condition.outcome === null || condition.state === 'disputed')
}

/** What became of the claim, in few lines; `inTime`: it can still be disputed. */
export function Standing({ claim, inTime }: { claim: ClaimView; inTime: boolean }) {
  const { state, voidReason, disputableUntil, outcome } = claim
  const isSettled = state === 'settled'
  const untold = isSettled && claim.strictOutcome === null
  return (
    <div class="standing">
      <p>
        <StateMark claim={claim} />
        {isSettled && <When settled={claim} />}
        {isSettled && voidReason && <span>({voidWords[voidReason]})</span>}
        {state === 'due' && <span>The deadline has passed and nobody has said what happened.</span>}
      </p>
      {claim.flipped && (
        <p class="flip">
          The deadlines disagree: on the generous reading it {outcome === 'partial' ? 'partly ' : ''}happened
          in time, on the strict reading it did not.
        </p>
      )}
      {untold && (
        <p class="byline">
          Nobody has said on which day it happened, so the strict deadline cannot be judged.
        </p>
      )}
      {state === 'disputed' && outcome !== null && (
        <p>
          It was settled as “{outcomeMarks[outcome].words}”, and that is challenged. It counts in no score
          until a moderator has <a href="#history">settled the dispute</a>.
        </p>
      )}
      {outcome === null && isWaiting(claim) && (
        <p>It can be settled once its condition is: until then it waits.</p>
      )}
      {isSettled && disputableUntil !== null && (
        <p class="byline">
          {inTime ? 'Anybody but whoever settled it may dispute it until ' : 'It could be disputed until '}
          <Day on={disputableUntil} />
          {inTime ? '.' : ', and nobody did.'}
        </p>
      )}
    </div>
  )
}

/** How a forecast that was said again has moved. */
export function Slippage({ claim }: { claim: ClaimView }) {
  const { slippage } = claim
  if (slippage === null) return null
  return (
    <section id="slippage">
      <h2>Said again</h2>
      {slippage.byPundit.map(({ pundit, firstDue, lastDue, timesRestated }) => (
        <p>
          <a href={`/pundits/${pundit.slug}`}>{pundit.name}</a> restated it{' '}
          {timesRestated === 1 ? 'once' : `${timesRestated} times`}: first due <Day on={firstDue} />, last due{' '}
          <Day on={lastDue} />
          {firstDue !== lastDue && ` (${movedBy(firstDue, lastDue)})`}.
        </p>
      ))}
      <ClaimLinks claims={slippage.claims} here={claim.id} />
    </section>
  )
}

/** The claims whose condition this one is. */
export function Dependants({ claim }: { claim: ClaimView }) {
  if (claim.dependants.length === 0) return null
  return (
    <section id="dependants">
      <h2>What depends on it</h2>
      <ClaimLinks claims={claim.dependants} here={claim.id} />
    </section>
  )
}

function ClaimLinks({ claims, here }: { claims: ClaimLink[]; here?: string }) {
  return (
    <ul class="claims">
      {claims.map(claim => (
        <li>
          {claim.id === here ? (
            <b>{claim.statement}</b>
          ) : (
            <a href={`/claims/${claim.id}`}>{claim.statement}</a>
          )}
          <p class="facts">
            <StateMark claim={claim} />
            <Days claim={claim} />
          </p>
        </li>
      ))}
    </ul>
  )
}

/** Where the date comes from. */
function basisWords({ dueBasis, dueWording }: ClaimView): string {
  const from = dueWording === null ? '' : `, from “${dueWording}”`
  if (dueBasis === 'stated') return `${from}. A date was stated.`
  if (dueBasis === 'inferred') return `${from}. The date is inferred from the wording.`
  return dueWording === null
    ? '. No date was said: this one was assigned when it was logged.'
    : `. No date was read from “${dueWording}”: this one was assigned when it was logged.`
}

/** What was claimed: deadline, condition, criteria and topics. */
export function Terms({ claim }: { claim: ClaimView }) {
  return (
    <dl class="terms">
      <dt>Deadline</dt>
      <dd>
        <Day on={claim.dueBy} />
        {claim.dueByStrict !== claim.dueBy && (
          <>
            {' '}
            (strictly <Day on={claim.dueByStrict} />)
          </>
        )}
        {basisWords(claim)}
      </dd>
      {claim.condition && (
        <>
          <dt>On condition that</dt>
          <dd>
            {claim.condition.claimId === undefined ? (
              claim.condition.text
            ) : (
              <>
                <a href={`/claims/${claim.condition.claimId}`}>{claim.condition.statement}</a>{' '}
                {claim.condition.state && (
                  <StateMark
                    claim={{ state: claim.condition.state, outcome: claim.condition.outcome ?? null }}
                  />
                )}
                {claim.condition.text && <p class="hint">{claim.condition.text}</p>}
              </>
            )}
          </dd>
        </>
      )}
      <dt>How to settle it</dt>
      <dd class="prose">{claim.criteria ?? 'No criteria were given.'}</dd>
      {claim.topics.length > 0 && (
        <>
          <dt>Topics</dt>
          <dd class="topics">
            {claim.topics.map(topic => (
              <a href={`/topics/${topic}`}>{topicWords(topic)}</a>
            ))}
          </dd>
        </>
      )}
    </dl>
  )
}
