import type { Outcome } from '../../claims/claim.ts'
import type { ClaimView } from '../../claims/read.ts'
import { Day, StateMark } from './marks.tsx'

/** What became of the claim, in one line. */
export function Standing({ claim }: { claim: ClaimView }) {
  const flips = claim.strictOutcome !== null && claim.strictOutcome !== claim.outcome
  return (
    <p class="standing">
      <StateMark claim={claim} />
      <When settled={claim} />
      {claim.voidReason && <span>({claim.voidReason.replaceAll('-', ' ')})</span>}
      {claim.state === 'due' && <span>The deadline has passed and nobody has said what happened.</span>}
      {flips && <span>On the strict reading of the deadline it did not happen in time.</span>}
    </p>
  )
}

const basisWords = {
  stated: 'A date was stated.',
  inferred: 'The date is inferred from the wording.',
  assigned: 'The date was assigned by whoever logged it.',
}

/** The day it happened; of what has outcome false, that it happened too late. */
export function When({
  settled: { outcome, occurredOn },
}: {
  settled: { outcome: Outcome | null; occurredOn?: string }
}) {
  if (occurredOn === undefined) return null
  return (
    <span>
      {outcome === 'false' ? 'in time, but on ' : 'on '}
      <Day on={occurredOn} />
    </span>
  )
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
        {claim.dueWording && `, from “${claim.dueWording}”`}. {basisWords[claim.dueBasis]}
      </dd>
      {claim.condition && (
        <>
          <dt>On condition that</dt>
          <dd>{claim.condition.text}</dd>
        </>
      )}
      <dt>How to settle it</dt>
      <dd class="prose">{claim.criteria ?? 'No criteria were given.'}</dd>
      {claim.topics.length > 0 && (
        <>
          <dt>Topics</dt>
          <dd class="topics">
            {claim.topics.map(topic => (
              <a href={`/predictions?topic=${topic}`}>{topic}</a>
            ))}
          </dd>
        </>
      )}
    </dl>
  )
}
