import type { Child } from 'hono/jsx'
import type { Outcome, VoidReason } from '../../claims/claim.ts'
import type { DisputeReason } from '../../claims/dispute-and-settlement.ts'
import type { HistoryItem } from '../../claims/history.ts'
import type { ClaimView, EvidenceView } from '../../claims/read.ts'
import { Day, Moment, StateMark, voidWords, When } from './marks.tsx'
import { ProofLinks } from './proof.tsx'

/** Everything that was said of the outcome and the wording, the oldest first; what stands is marked. */
export function History({ claim }: { claim: ClaimView }) {
  if (claim.history.length === 0) return null
  return (
    <section id="history">
      <h2>History</h2>
      <ol class="history">
        {claim.history.map(item => (
          <li class={'stands' in item && item.stands ? 'stands' : ''} id={`history-${item.id}`}>
            <Item item={item} claim={claim} />
          </li>
        ))}
      </ol>
    </section>
  )
}

export const reasonWords: Record<DisputeReason, string> = {
  'wrong-outcome': 'the outcome is wrong',
  'evidence-does-not-show-it': 'the evidence does not show it',
  'too-early': 'it is too early to say',
  'criteria-misread': 'the criteria were misread',
  'not-settleable': 'the claim cannot be settled',
  duplicate: 'the claim is in the ledger already',
}

interface ItemProps<Type extends HistoryItem['type']> {
  item: Extract<HistoryItem, { type: Type }>
  claim: ClaimView
}

function Item({ item, claim }: { item: HistoryItem; claim: ClaimView }) {
  switch (item.type) {
    case 'resolution':
      return <Resolution item={item} claim={claim} />
    case 'dispute':
      return <Dispute item={item} claim={claim} />
    case 'settlement':
      return <Settlement item={item} claim={claim} />
    case 'voiding':
      return (
        <>
          <p class="facts">
            <StateMark claim={{ outcome: 'void', state: 'settled' }} />
            <Stands stands={item.stands} claim={claim} />
          </p>
          <p>
            Its condition, <ConditionLink claim={claim} id={item.conditionClaimId} />, settled false or void.
          </p>
          <Byline item={item} claim={claim}>
            That was settled
          </Byline>
        </>
      )
    case 'reopening':
      return <Reopening item={item} claim={claim} />
    case 'correction':
      return <Correction item={item} claim={claim} />
    case 'merge':
      return (
        <>
          <p class="facts">
            <b>Merged</b>
            <span>another claim was the same: “{item.merged.statement}”</span>
          </p>
          {item.merged.criteria && <p class="prose hint">{item.merged.criteria}</p>}
          <p class="prose">{item.reason}</p>
          <Byline item={item} claim={claim}>
            Merged into this one
          </Byline>
        </>
      )
  }
}

function Resolution({ item, claim }: ItemProps<'resolution'>) {
  return (
    <>
      <p class="facts">
        <Said said={item} />
        <Stands stands={item.stands} claim={claim} />
      </p>
      <p class="prose">{item.rationale}</p>
      <Byline item={item} claim={claim} cited={citedOf(item, claim)}>
        Settled
      </Byline>
    </>
  )
}

function Dispute({ item, claim }: ItemProps<'dispute'>) {
  const { counterOutcome } = item
  return (
    <>
      <p class="facts">
        <b class="mark disputed">{item.pending ? 'Disputed' : 'Was disputed'}</b>
        <span>{reasonWords[item.reason]}; what should stand instead:</span>
        {counterOutcome === 'open' ? (
          <span>open, nobody can say yet</span>
        ) : (
          <Said said={{ ...item, outcome: counterOutcome }} />
        )}
      </p>
      <p class="prose">{item.rationale}</p>
      <Byline item={item} claim={claim} cited={citedOf(item, claim)}>
        Disputed
      </Byline>
    </>
  )
}

function Settlement({ item, claim }: ItemProps<'settlement'>) {
  const { outcome, decision } = item
  return (
    <>
      <p class="facts">
        <b>{decision === 'upheld' ? 'Upheld: the resolution stands' : 'Overturned'}</b>
        {outcome === 'open' && <span>the claim is open again</span>}
        {outcome !== undefined && outcome !== 'open' && <Said said={{ ...item, outcome }} />}
        {outcome !== 'open' && <Stands stands={item.stands} claim={claim} />}
      </p>
      <p class="prose">{item.rationale}</p>
      <Byline item={item} claim={claim} cited={citedOf(item, claim)}>
        Dispute settled
      </Byline>
    </>
  )
}

function Reopening({ item, claim }: ItemProps<'reopening'>) {
  return (
    <>
      <p class="facts">
        <b>Reopened</b>
      </p>
      {item.conditionClaimId !== undefined && (
        <p>
          What was said of its condition, <ConditionLink claim={claim} id={item.conditionClaimId} />, no
          longer stands.
        </p>
      )}
      {item.reason && <p class="prose">{item.reason}</p>}
      <Byline item={item} claim={claim}>
        Reopened
      </Byline>
    </>
  )
}

const wordingNames = {
  statement: 'Claim',
  criteria: 'How to settle it',
  topics: 'Topics',
  dueWording: 'Wording of the deadline',
}

function Correction({ item, claim }: ItemProps<'correction'>) {
  const { before, after } = item
  return (
    <>
      <p class="facts">
        <b>Corrected</b>
      </p>
      <Changes
        changes={Object.entries(wordingNames).flatMap(([field, name]) =>
          Reflect.get(after, field) === undefined
            ? []
            : { name, before: words(Reflect.get(before, field)), after: words(Reflect.get(after, field)) },
        )}
      />
      <p class="prose">{item.reason}</p>
      <Byline item={item} claim={claim}>
        Corrected
      </Byline>
    </>
  )
}

interface Change {
  name: string
  before: string
  after: string
}

/** What it was, struck through, and what it is. */
export function Changes({ changes }: { changes: Change[] }) {
  return (
    <dl class="changes">
      {changes.map(({ name, before, after }) => (
        <>
          <dt>{name}</dt>
          <dd>
            <del>{before}</del> <ins>{after}</ins>
          </dd>
        </>
      ))}
    </dl>
  )
}

export function words(value: unknown): string {
  if (value === null || value === undefined) return 'nothing'
  return Array.isArray(value) ? value.join(', ') || 'none' : String(value)
}

interface SaidOutcome {
  outcome: Outcome
  share?: number
  voidReason?: VoidReason
  occurredOn?: string
  ruledOutOn?: string
}

function Said({ said }: { said: SaidOutcome }) {
  return (
    <>
      <StateMark claim={{ outcome: said.outcome, share: said.share, state: 'settled' }} />
      {said.voidReason && <span>{voidWords[said.voidReason]}</span>}
      <When settled={said} />
      {said.ruledOutOn && (
        <span>
          ruled out on <Day on={said.ruledOutOn} />
        </span>
      )}
    </>
  )
}

function Stands({ stands, claim }: { stands: boolean; claim: ClaimView }) {
  if (!stands) return <span>No longer stands.</span>
  return (
    <span class="stands-mark">{claim.state === 'disputed' ? 'This is challenged.' : 'This stands.'}</span>
  )
}

function citedOf(item: { evidenceIds: string[] }, claim: ClaimView): EvidenceView[] {
  return claim.evidence.filter(({ id }) => item.evidenceIds.includes(id))
}

interface BylineProps {
  item: HistoryItem
  claim: ClaimView
  cited?: EvidenceView[]
  children: Child
}

function Byline({ item, claim, cited = [], children }: BylineProps) {
  return (
    <p class="byline">
      {children} by {item.by}
      {item.type === 'resolution' && hasLogged(item.by, claim) && ', who had logged a prediction of it,'} on{' '}
      <Moment at={item.at} />
      {item.claimId !== claim.id && ', of the claim merged in'}
      {cited.length > 0 && (
        <>
          , citing{' '}
          {cited.map((evidence, index) => (
            <>
              {index > 0 && ', '}
              <a href={`#evidence-${evidence.id}`}>{evidence.title}</a>
              {evidence.publisher && ` (${evidence.publisher})`}
            </>
          ))}
        </>
      )}
      . <ProofLinks entryId={item.entryId} />
    </p>
  )
}

function hasLogged(account: string, { predictions }: ClaimView): boolean {
  return predictions.some(({ loggedBy }) => loggedBy === account)
}

function ConditionLink({ claim, id }: { claim: ClaimView; id: string }) {
  const statement = claim.condition?.claimId === id ? claim.condition.statement : undefined
  return <a href={`/claims/${id}`}>{statement ?? 'another claim'}</a>
}
