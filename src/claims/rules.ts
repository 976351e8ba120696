import type { FieldError } from '../problem.ts'
import { readWindow } from '../reading/window.ts'
import type { ClaimOpened, ClaimState, DueBasis, OpenClaim, Outcome, ResolutionTerms } from './claim.ts'

/** A claim's window: both deadlines inclusive. */
interface Window {
  dueBy: string
  dueByStrict: string
}

interface Stated {
  dueBy: string
  outcome: Outcome | null
  disputeId: string | null
}

/** `due` begins the day after `dueBy`, in UTC. */
export function claimState(claim: Stated, today: string): ClaimState {
  if (claim.disputeId !== null) return 'disputed'
  if (claim.outcome !== null) return 'settled'
  return today > claim.dueBy ? 'due' : 'open'
}

/** Fills in the window of a claim first forecast on `saidOn`, or says what is wrong with it. */
export function openClaim(input: OpenClaim, saidOn: string): ClaimOpened | FieldError[] {
  const read = input.dueBy === undefined ? readDeadline(input, saidOn) : undefined
  const dueBy = input.dueBy ?? read?.dueBy ?? yearAfter(saidOn)
  const dueByStrict = input.dueByStrict ?? read?.dueByStrict ?? dueBy
  const dueBasis = input.dueBasis ?? read?.basis ?? 'assigned'
  const errors = windowErrors(input, { dueBy, dueByStrict, dueBasis, saidOn, isRead: read !== undefined })
  if (errors.length > 0) return errors
  return {
    statement: input.statement,
    topics: input.topics ?? [],
    criteria: input.criteria,
    dueBy,
    dueByStrict,
    dueWording: input.dueWording,
    dueBasis,
    condition: conditionOf(input),
  }
}

/** The dates that the wording gives by itself, unless the logger says that they assign one. */
function readDeadline({ dueWording, dueBasis }: OpenClaim, saidOn: string) {
  if (dueWording === undefined || dueBasis === 'assigned') return undefined
  return readWindow(dueWording, saidOn) ?? undefined
}

function conditionOf({ condition, conditionClaimId }: OpenClaim): ClaimOpened['condition'] {
  if (condition === undefined && conditionClaimId === undefined) return undefined
  return { text: condition, claimId: conditionClaimId }
}

function windowErrors(
  input: OpenClaim,
  window: Window & { dueBasis: DueBasis; saidOn: string; isRead: boolean },
): FieldError[] {
  const errors: FieldError[] = []
  if (input.dueBy === undefined && window.dueBasis !== 'assigned' && !window.isRead) {
    const detail =
      input.dueWording === undefined
        ? `is needed when dueBasis is ${window.dueBasis}`
        : `is needed: no date can be read from “${input.dueWording}”`
    errors.push({ pointer: '#/dueBy', detail })
  }
  if (window.dueBy < window.saidOn) {
    errors.push({
      pointer: '#/dueBy',
      detail: `must not be before saidOn (${window.saidOn}): that is no forecast`,
    })
  }
  if (window.dueByStrict > window.dueBy) {
    errors.push({ pointer: '#/dueByStrict', detail: `must not be after dueBy (${window.dueBy})` })
  }
  if (window.dueByStrict < window.saidOn && window.dueBy >= window.saidOn) {
    errors.push({ pointer: '#/dueByStrict', detail: `must not be before saidOn (${window.saidOn})` })
  }
  if (window.dueBasis === 'stated' && window.dueByStrict !== window.dueBy) {
    errors.push({ pointer: '#/dueByStrict', detail: 'must equal dueBy when a date was stated' })
  }
  return errors
}

/** 29 February runs to 1 March, as `Date` has it. */
export function yearAfter(date: string): string {
  const day = new Date(`${date}T00:00:00Z`)
  day.setUTCFullYear(day.getUTCFullYear() + 1)
  return day.toISOString().slice(0, 10)
}

export function evidenceErrors(evidence: { publishedOn: string }, today: string): FieldError[] {
  if (evidence.publishedOn <= today) return []
  return [{ pointer: '#/publishedOn', detail: `must not be in the future (today is ${today})` }]
}

/** What a resolution is judged against. */
export interface Settling extends Window {
  hasCondition: boolean
  conditionClaimId: string | null
  earliestSaidOn: string
  today: string
  /** When the cited evidence was published. */
  citedOn: readonly string[]
}

/** Says what is wrong with a resolution. An empty list lets it through. */
export function resolutionErrors(terms: ResolutionTerms, claim: Settling): FieldError[] {
  return [
    ...dateErrors(terms, claim),
    ...(terms.outcome === 'false' ? falseErrors(terms, claim) : []),
    ...(terms.outcome === 'void' ? voidErrors(terms, claim) : citationErrors(claim)),
  ]
}

function dateErrors(terms: ResolutionTerms, claim: Settling): FieldError[] {
  const errors: FieldError[] = []
  const { occurredOn, ruledOutOn, outcome } = terms
  for (const [field, date] of Object.entries({ occurredOn, ruledOutOn })) {
    if (date !== undefined && date > claim.today) {
      errors.push({ pointer: `#/${field}`, detail: `must not be in the future (today is ${claim.today})` })
    }
    if (date !== undefined && date < claim.earliestSaidOn) {
      errors.push({
        pointer: `#/${field}`,
        detail: `must not be before the first prediction was made (${claim.earliestSaidOn})`,
      })
    }
  }
  if (occurredOn !== undefined && outcome !== 'false' && occurredOn > claim.dueBy) {
    errors.push({
      pointer: '#/occurredOn',
      detail: `is after the deadline (${claim.dueBy}): what happens too late did not happen in time (outcome false)`,
    })
  }
  return errors
}

function falseErrors(terms: ResolutionTerms, claim: Settling): FieldError[] {
  const errors: FieldError[] = []
  if (claim.today <= claim.dueBy && terms.ruledOutOn === undefined) {
    errors.push({
      pointer: '#/ruledOutOn',
      detail: `is needed before the deadline has passed (${claim.dueBy}): the day it became impossible`,
    })
  }
  if (terms.ruledOutOn !== undefined && terms.ruledOutOn > claim.dueBy) {
    errors.push({
      pointer: '#/ruledOutOn',
      detail: `must not be after the deadline (${claim.dueBy}): leave it out`,
    })
  }
  if (terms.occurredOn !== undefined && terms.occurredOn <= claim.dueBy) {
    errors.push({
      pointer: '#/occurredOn',
      detail: `is within the deadline (${claim.dueBy}): what happened in time has outcome true`,
    })
  }
  return errors
}

function voidErrors(terms: ResolutionTerms, claim: Settling): FieldError[] {
  if (terms.voidReason !== 'condition-unmet') return []
  if (claim.conditionClaimId !== null) {
    const detail =
      'must not be condition-unmet: the condition is a claim, and this one becomes void when that settles false or void'
    return [{ pointer: '#/voidReason', detail }]
  }
  if (claim.hasCondition) return []
  return [{ pointer: '#/voidReason', detail: 'must not be condition-unmet: this claim has no condition' }]
}

function citationErrors(claim: Settling): FieldError[] {
  if (claim.citedOn.some(date => date >= claim.earliestSaidOn)) return []
  return [
    {
      pointer: '#/evidenceIds',
      detail: `must cite at least one item published on or after ${claim.earliestSaidOn}, when the first prediction was made`,
    },
  ]
}

/** A resolution with the day it was recorded. */
type Resolved = Pick<ResolutionTerms, 'outcome' | 'occurredOn' | 'ruledOutOn'> & { resolvedOn: string }

/**
 * The verdict on the strict reading of the deadline: something that occurred after `dueByStrict` did not happen.
 * Null when the two deadlines differ and nothing says on which side of the strict one it occurred.
 */
export function strictOutcome(window: Window, resolved: Resolved): Outcome | null {
  const { outcome, occurredOn, resolvedOn } = resolved
  if (outcome === 'false' || outcome === 'void') return outcome
  if (window.dueBy === window.dueByStrict || resolvedOn <= window.dueByStrict) return outcome
  if (occurredOn === undefined) return null
  return occurredOn <= window.dueByStrict ? outcome : 'false'
}

/** The day from which on the outcome could be known: what is said after it is no forecast. */
export function decidedOn({ outcome, occurredOn, ruledOutOn, resolvedOn }: Resolved): string {
  return (outcome === 'false' ? ruledOutOn : occurredOn) ?? resolvedOn
}

/** How much of the claim came true, 0 to 1; null for a void or unsettled claim, which is not scored. */
export function shareOf(settled: { outcome: Outcome | null; share: number | null }): number | null {
  if (settled.outcome === 'true') return 1
  if (settled.outcome === 'false') return 0
  return settled.outcome === 'partial' ? settled.share : null
}

/** For how long anybody else may dispute a resolution, in days of 24 hours. */
export const disputeDays = 14

export function disputableUntil(resolvedAt: Date): Date {
  return new Date(resolvedAt.getTime() + disputeDays * 24 * 60 * 60 * 1000)
}

/** For how long one may correct what one has logged oneself, while nobody else has acted on it. */
export const correctionHours = 24

export function mayCorrectOwn(loggedAt: Date, now: Date): boolean {
  return now.getTime() - loggedAt.getTime() <= correctionHours * 60 * 60 * 1000
}
