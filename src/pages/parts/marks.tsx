import type { ClaimState, Outcome, VoidReason } from '../../claims/claim.ts'
import { dayWords } from '../../reading/days.ts'
import { percent } from '../../scoring/verdict.ts'
import { ShapeMark } from './shape.tsx'

interface Settled {
  state: ClaimState
  outcome: Outcome | null
  share?: number
}

export const outcomeMarks = {
  true: { words: 'Happened' },
  false: { words: 'Did not happen' },
  partial: { words: 'Partly happened' },
  void: { words: 'Void' },
}

/** Why a claim is void. */
export const voidWords: Record<VoidReason, string> = {
  'condition-unmet': 'its condition was not met',
  ambiguous: 'it is too ambiguous',
  moot: 'it no longer applies',
  'not-a-forecast': 'it is not a forecast',
  duplicate: 'it is in the ledger already',
  unverifiable: 'nobody can tell',
}

const stateMarks = {
  open: { words: 'Open' },
  due: { words: 'Due' },
  disputed: { words: 'Disputed' },
}

/** What became of a claim, told apart by shape and word, never by colour alone. */
export function StateMark({ claim: { state, outcome, share } }: { claim: Settled }) {
  const settled = state === 'settled' && outcome !== null ? outcome : undefined
  const { words } = settled === undefined ? stateMarks[unsettled(state)] : outcomeMarks[settled]
  return (
    <span class={`mark ${settled ?? state}`}>
      <ShapeMark shape={settled ?? unsettled(state)} /> {words}
      {share === undefined || settled === undefined ? '' : ` (${percent(share)})`}
    </span>
  )
}

function unsettled(state: ClaimState): keyof typeof stateMarks {
  return state === 'settled' ? 'open' : state
}

/** A score to three places, halves rounded up: 0.3625 is shown as "0.363". */
export function figure(score: number): string {
  return (Math.round(Number((score * 1000).toPrecision(12))) / 1000).toFixed(3)
}

interface Probability {
  value: number
  low: number
  high: number
}

const width = 100
const inset = 4

/** The one form a probability has everywhere: a dot on the line from 0 to 100 %, on the band its words allow. */
export function ProbabilityLine({ probability: { value, low, high } }: { probability: Probability }) {
  const label =
    low === high
      ? percent(value)
      : `${percent(value)}, read from words that can mean ${percent(low)} to ${percent(high)}`
  return (
    <svg class="probability" viewBox={`0 0 ${width + 2 * inset} 16`} role="img" aria-label={label}>
      <line class="axis" x1={inset} y1="8" x2={inset + width} y2="8" />
      <line class="axis" x1={inset} y1="4" x2={inset} y2="12" />
      <line class="axis" x1={inset + width / 2} y1="5.5" x2={inset + width / 2} y2="10.5" />
      <line class="axis" x1={inset + width} y1="4" x2={inset + width} y2="12" />
      <line class="band" x1={inset + low * width} y1="8" x2={inset + high * width} y2="8" />
      <circle class="dot" cx={inset + value * width} cy="8" r="3.5" />
    </svg>
  )
}

/** "2025-09-08" is shown as "8 September 2025". */
export function Day({ on }: { on: string }) {
  return <time datetime={on}>{dayWords(on)}</time>
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

/** The days that belong beside the mark: since when it is due, or the day it happened before the day it was due. */
export function Days({ claim }: { claim: Settled & { dueBy: string; occurredOn?: string } }) {
  const { state, dueBy } = claim
  const isSettled = state === 'settled'
  return (
    <>
      {isSettled && <When settled={claim} />}
      <span>
        {isSettled ? 'was due ' : state === 'due' ? 'since ' : 'due '}
        <Day on={dueBy} />
      </span>
    </>
  )
}

/** The day and the minute, in UTC. */
export function Moment({ at }: { at: string }) {
  return (
    <>
      <Day on={at} />, {at.slice(11, 16)} UTC
    </>
  )
}
