import type { AccuracyView } from '../../accuracy/read.ts'
import { type VoidReason, voidReasons } from '../../claims/claim.ts'
import { voidWords } from './marks.tsx'
import { counted } from './numbers.ts'

/** What became of everything that was logged, so that nobody takes the scored part for the whole. */
export function Coverage({ accuracy: { coverage }, isPast }: { accuracy: AccuracyView; isPast: boolean }) {
  const { logged, scored, open, due, disputed, uncounted } = coverage
  const voided = Object.entries(coverage.void)
  const days = coverage.medianDaysToLog
  return (
    <section id="coverage">
      <h2>What this rests on</h2>
      <p>
        {logged === 0 ? 'Nothing was logged' : `${logged} logged`}
        {isPast ? ' by then' : ''}
        {days === null ? '.' : `, ${soonness(logged, Math.round(days))}:`}
      </p>
      <Counts
        counts={{
          scored,
          'settled but not counted': uncounted,
          open,
          'due but unsettled': due,
          disputed,
          ...Object.fromEntries(voided.flatMap(([reason, count]) => voidCount(reason, count))),
        }}
      />
      <p>Of all that were logged:</p>
      <Counts
        counts={{
          'settled before the deadline had passed': coverage.settledEarly,
          'settled without saying on which day it happened': coverage.undated,
          'bare possibilities, counted only where asked for': coverage.possibilities,
          'reports of others, never counted': coverage.reports,
          'with a deadline assigned by the logger': coverage.assignedDeadline,
        }}
      />
    </section>
  )
}

function soonness(logged: number, days: number): string {
  if (logged > 1) return `half of them within ${counted(days, 'day')} of being said`
  return days === 0 ? 'on the day it was said' : `${counted(days, 'day')} after it was said`
}

function voidCount(reason: string, count: number): [string, number][] {
  return count > 0 && isReason(reason) ? [[`void: ${voidWords[reason]}`, count]] : []
}

function isReason(reason: string): reason is VoidReason {
  return voidReasons.some(known => known === reason)
}

function Counts({ counts }: { counts: Record<string, number> }) {
  return (
    <dl class="coverage">
      {Object.entries(counts).map(([words, count]) => (
        <div>
          <dt>{words}</dt>
          <dd>{count}</dd>
        </div>
      ))}
    </dl>
  )
}
