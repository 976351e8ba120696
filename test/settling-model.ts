/**
 * What settling must do, written from the design and without a look at the rules in `src`: which requests are refused,
 * and what becomes of every claim. Where several refusals are due, any of them will do.
 */

export const hour = 3_600_000
const disputeHours = 336
const correctionHours = 24

export type Outcome = 'true' | 'false' | 'partial' | 'void'
export type Person = 'owner' | 'ann' | 'ben' | 'mia' | 'moe'

/** What somebody says has happened, or that nobody can say yet. */
export interface Said {
  outcome: Outcome | 'open'
  share?: number
  voidReason?: string
  occurredOn?: string
  ruledOutOn?: string
}

interface Stands extends Said {
  outcome: Outcome
  how: 'resolution' | 'settlement' | 'voiding'
  by: Person
  /** The day from which on the outcome could be known. */
  decidedOn: string
  strict: Outcome | null
  until: number | null
  /** Of a settlement that upheld a resolution: which stands with it. */
  upheldId?: string
  /** Learnt from the answers. */
  id?: string
}

interface Dispute {
  id: string
  by: Person
  counter: Said
  evidenceIds: string[]
}

export interface Claim {
  id: string
  statement: string
  criteria: string | null
  topics: string[]
  dueWording: string | null
  dueBy: string
  dueByStrict: string
  condition?: string
  conditionId?: string
  by: Person
  at: number
  mergedInto?: string
  stands?: Stands
  dispute?: Dispute
}

export interface Prediction {
  id: string
  claimId: string
  pundit: string
  /** Identity of the source: its url. */
  source: string
  quote: string
  saidOn: string
  restatesId?: string
  stance: string
  probability: number
  role?: string
  by: Person
  at: number
  correctedBy: Person[]
}

export interface Evidence {
  id: string
  claimId: string
  url: string
  publishedOn: string
  stance: string
  by: Person
}

interface Pundit {
  slug: string
  wikidataId?: string
  mergedInto?: string
}

/** One item of the history, by the claim it was said of. */
interface Told {
  claimId: string
  type: 'resolution' | 'dispute' | 'settlement' | 'reopening' | 'voiding' | 'correction' | 'merge'
  by: Person
  id?: string
  /** Of a resolution: that it was in the ledger already, which says nothing of what became of it. */
  duplicate?: boolean
  /** Of a settlement: that nothing stands. */
  open?: boolean
  /** Of a settlement: that something else stands. */
  tells?: boolean
}

export interface Model {
  now: number
  claims: Map<string, Claim>
  predictions: Map<string, Prediction>
  evidence: Map<string, Evidence>
  /** By the name they were logged under. */
  pundits: Map<string, Pundit>
  told: Told[]
}

export function emptyModel(now: number): Model {
  return {
    now,
    claims: new Map(),
    predictions: new Map(),
    evidence: new Map(),
    pundits: new Map(),
    told: [],
  }
}

export function dayOf(at: number): string {
  return new Date(at).toISOString().slice(0, 10)
}

export function addDays(date: string, days: number): string {
  return dayOf(Date.parse(date) + days * 24 * hour)
}

export function isModerator(who: Person): boolean {
  return who === 'mia' || who === 'moe' || who === 'owner'
}

/** The claim an id means now. */
export function claimOf(model: Model, id: string): Claim | undefined {
  const claim = model.claims.get(id)
  return claim?.mergedInto === undefined ? claim : claimOf(model, claim.mergedInto)
}

export function liveClaims(model: Model): Claim[] {
  return [...model.claims.values()].filter(claim => claim.mergedInto === undefined)
}

export function dependantsOf(model: Model, id: string): Claim[] {
  return liveClaims(model).filter(claim => claim.conditionId === id)
}

export function conditionOf(model: Model, claim: Claim): Claim | undefined {
  return claim.conditionId === undefined ? undefined : claimOf(model, claim.conditionId)
}

export function predictionsOf(model: Model, claimId: string): Prediction[] {
  return [...model.predictions.values()].filter(prediction => prediction.claimId === claimId)
}

export function evidenceOf(model: Model, claimId: string): Evidence[] {
  return [...model.evidence.values()].filter(item => item.claimId === claimId)
}

export function firstSaidOn(model: Model, claimId: string): string {
  return (
    predictionsOf(model, claimId)
      .map(({ saidOn }) => saidOn)
      .sort()[0] ?? ''
  )
}

/** What is told of a claim, and of those that were merged into it. */
export function historyOf(model: Model, id: string): Told[] {
  return model.told.filter(item => claimOf(model, item.claimId)?.id === id)
}

export function stateOf({ dispute, stands, dueBy }: Claim, today: string) {
  if (dispute !== undefined) return 'disputed'
  if (stands !== undefined) return 'settled'
  return today > dueBy ? 'due' : 'open'
}

type Standing = 'pending' | 'met' | 'failed'

function standingOf({ stands }: Claim): Standing {
  if (stands === undefined) return 'pending'
  return stands.outcome === 'true' || stands.outcome === 'partial' ? 'met' : 'failed'
}

/** Whether a claim waits for its condition: only once that has come true, undisputed, can it be judged. */
export function isHeld(model: Model, claim: Claim): boolean {
  const condition = conditionOf(model, claim)
  return condition !== undefined && (standingOf(condition) !== 'met' || condition.dispute !== undefined)
}

/** Evidence for or against it from the day it was first forecast on. */
export function isDecidable(model: Model, claim: Claim): boolean {
  const first = firstSaidOn(model, claim.id)
  if (first === '') return false
  return evidenceOf(model, claim.id).some(item => item.stance !== 'context' && item.publishedOn >= first)
}

/** `scored` leaves out possibilities, reports and what was said when the outcome could be known. */
export function scoringOf(model: Model, prediction: Prediction) {
  const claim = claimOf(model, prediction.claimId)
  const stands = claim?.dispute === undefined ? claim?.stands : undefined
  const hasScore = stands !== undefined && stands.outcome !== 'void'
  const firm = prediction.stance === 'asserts' || prediction.stance === 'conditional'
  return { hasScore, scored: hasScore && firm && prediction.saidOn <= stands.decidedOn }
}

// What follows from what

interface Spread {
  from: Standing
  to: Standing
  by: Person
}

/** What becomes of claims whose condition stood as `from` and now stands as `to`, and of those that depend on them. */
function spread(model: Model, dependants: Claim[], { from, to, by }: Spread): void {
  if (from === to) return
  for (const claim of dependants) {
    const was = standingOf(claim)
    const voidByHand = claim.stands?.outcome === 'void' && claim.stands.how !== 'voiding'
    if (voidByHand) continue
    if (to === 'failed') makeVoid(model, claim, by)
    else if (from === 'failed' || (to === 'pending' && claim.stands !== undefined)) {
      claim.stands = undefined
      claim.dispute = undefined
      model.told.push({ claimId: claim.id, type: 'reopening', by })
    } else continue
    spread(model, dependantsOf(model, claim.id), { from: was, to: standingOf(claim), by })
  }
}

function makeVoid(model: Model, claim: Claim, by: Person): void {
  const said = { outcome: 'void', voidReason: 'condition-unmet' } as const
  claim.stands = standing(model, claim, said, { how: 'voiding', by })
  claim.dispute = undefined
  model.told.push({ claimId: claim.id, type: 'voiding', by })
}

function standing(
  model: Model,
  { dueBy, dueByStrict }: Claim,
  said: Said & { outcome: Outcome },
  { how, by, id }: Pick<Stands, 'how' | 'by' | 'id'>,
): Stands {
  const { outcome, share, voidReason, occurredOn, ruledOutOn } = said
  const today = dayOf(model.now)
  const known = outcome === 'false' ? ruledOutOn : occurredOn
  let strict: Outcome | null = outcome
  if ((outcome === 'true' || outcome === 'partial') && dueBy !== dueByStrict && today > dueByStrict) {
    if (occurredOn === undefined) strict = null
    else if (occurredOn > dueByStrict) strict = 'false'
  }
  const until = how === 'resolution' ? model.now + disputeHours * hour : null
  const terms = { outcome, share, voidReason, occurredOn, ruledOutOn }
  return { ...terms, how, by, id, decidedOn: known ?? today, strict, until }
}

/** Something else stands, or nothing; a claim that opens again under a failed condition is void. */
function replace(model: Model, claim: Claim, stands: Stands | undefined, by: Person): void {
  const from = standingOf(claim)
  claim.stands = stands
  claim.dispute = undefined
  const condition = conditionOf(model, claim)
  if (stands === undefined && condition !== undefined && standingOf(condition) === 'failed')
    makeVoid(model, claim, by)
  spread(model, dependantsOf(model, claim.id), { from, to: standingOf(claim), by })
}

// Logging

export interface NewClaim {
  statement: string
  criteria?: string
  topics: string[]
  dueWording?: string
  dueBy: string
  dueByStrict?: string
  condition?: string
  conditionClaimId?: string
}

export interface ToLog {
  claim?: NewClaim
  claimId?: string
  /** By name. */
  pundit: string
  wikidataId?: string
  source: string
  quote: string
  saidOn: string
  restatesId?: string
  stance: string
  probability: number
}

export function currentPundit(model: Model, name: string): Pundit | undefined {
  const found = model.pundits.get(name)
  return found?.mergedInto === undefined ? found : currentPundit(model, found.mergedInto)
}

function sameKey(a: Pick<Prediction, 'source' | 'quote'>, b: Pick<Prediction, 'source' | 'quote'>) {
  return a.source === b.source && a.quote === b.quote
}

function windowWrong({ dueBy, dueByStrict = dueBy }: NewClaim, saidOn: string): boolean {
  return dueBy < saidOn || dueByStrict > dueBy || dueByStrict < saidOn
}

function newClaimWrong(model: Model, claim: NewClaim, saidOn: string): boolean {
  const on = claim.conditionClaimId
  return windowWrong(claim, saidOn) || (on !== undefined && claimOf(model, on) === undefined)
}

export function logRefusals(model: Model, input: ToLog): string[] {
  const { claim, claimId, saidOn, restatesId } = input
  const known = claimId === undefined ? undefined : claimOf(model, claimId)
  const restated = restatesId === undefined ? undefined : model.predictions.get(restatesId)
  const wrong =
    saidOn > dayOf(model.now) ||
    (claim === undefined && known === undefined) ||
    (claim !== undefined && newClaimWrong(model, claim, saidOn)) ||
    (known !== undefined && (saidOn > known.dueBy || saidOn > (known.stands?.decidedOn ?? saidOn))) ||
    (restatesId !== undefined &&
      (restated === undefined ||
        restated.saidOn > saidOn ||
        restated.pundit !== (currentPundit(model, input.pundit)?.slug ?? input.pundit)))
  const again = [...model.predictions.values()].some(other => sameKey(other, input))
  return [...(wrong ? ['422 invalid'] : []), ...(again ? ['409 duplicate-prediction'] : [])]
}

export function openClaim(model: Model, input: NewClaim, { id, by }: { id: string; by: Person }): Claim {
  const { statement, criteria = null, topics, dueWording = null, dueBy, condition } = input
  const claim: Claim = {
    id,
    statement,
    criteria,
    topics,
    dueWording,
    dueBy,
    dueByStrict: input.dueByStrict ?? dueBy,
    condition,
    conditionId: input.conditionClaimId && claimOf(model, input.conditionClaimId)?.id,
    by,
    at: model.now,
  }
  model.claims.set(id, claim)
  const on = conditionOf(model, claim)
  if (on !== undefined && standingOf(on) === 'failed') makeVoid(model, claim, by)
  return claim
}

export interface LoggedAs {
  predictionId: string
  claimId: string
  by: Person
}

export function log(model: Model, input: ToLog, { predictionId, claimId, by }: LoggedAs): void {
  if (input.claim !== undefined) openClaim(model, input.claim, { id: claimId, by })
  const { source, quote, saidOn, restatesId, stance, probability } = input
  model.predictions.set(predictionId, {
    id: predictionId,
    claimId: claimOf(model, claimId)?.id ?? claimId,
    pundit: identify(model, input).slug,
    source,
    quote,
    saidOn,
    restatesId,
    stance,
    probability,
    by,
    at: model.now,
    correctedBy: [],
  })
}

function identify(model: Model, { pundit: name, wikidataId }: ToLog): Pundit {
  const found = currentPundit(model, name) ?? { slug: name.toLowerCase().replaceAll(' ', '-') }
  if (!model.pundits.has(name)) model.pundits.set(name, found)
  found.wikidataId ??= wikidataId
  return found
}

// Settling

/** Whether this cannot be said of the claim. `citedOn`: when what it cites was published; undefined for what is not filed on it. */
export function isWrong(
  model: Model,
  claim: Claim,
  said: Said,
  citedOn: readonly (string | undefined)[],
): boolean {
  const { outcome, share, voidReason, occurredOn, ruledOutOn } = said
  const dates = [occurredOn, ruledOutOn].filter(date => date !== undefined)
  const first = firstSaidOn(model, claim.id)
  const today = dayOf(model.now)
  if (citedOn.includes(undefined)) return true
  if (dates.some(date => date > today || date < first)) return true
  if (outcome === 'open') return share !== undefined || voidReason !== undefined || dates.length > 0
  if (outcome === 'void') {
    const conditional = claim.conditionId === undefined && claim.condition !== undefined
    const reasoned =
      voidReason !== undefined && (voidReason !== 'condition-unmet' || conditional) && share === undefined
    return !reasoned || dates.length > 0
  }
  if (voidReason !== undefined || !citedOn.some(date => date !== undefined && date >= first)) return true
  if (outcome === 'partial' ? !(share !== undefined && share > 0 && share < 1) : share !== undefined)
    return true
  if (outcome !== 'false')
    return ruledOutOn !== undefined || (occurredOn !== undefined && occurredOn > claim.dueBy)
  return (
    (today <= claim.dueBy && ruledOutOn === undefined) ||
    (ruledOutOn !== undefined && ruledOutOn > claim.dueBy) ||
    (occurredOn !== undefined && occurredOn <= claim.dueBy)
  )
}

export function citedOn(model: Model, claim: Claim, evidenceIds: string[]): (string | undefined)[] {
  return evidenceIds.map(id => {
    const item = model.evidence.get(id)
    return item?.claimId === claim.id ? item.publishedOn : undefined
  })
}

export function resolveRefusals(
  model: Model,
  claim: Claim,
  said: Said,
  cited: readonly (string | undefined)[],
): string[] {
  const refusals: string[] = []
  if (claim.stands !== undefined) refusals.push('409 already-settled')
  if (said.outcome !== 'void' && isHeld(model, claim)) refusals.push('409 condition-pending')
  if (isWrong(model, claim, said, cited)) refusals.push('422 invalid')
  return refusals
}

export interface Recorded {
  id?: string
  by: Person
}

export function resolve(
  model: Model,
  claim: Claim,
  said: Said & { outcome: Outcome },
  { id, by }: Recorded,
): void {
  const duplicate = said.voidReason === 'duplicate'
  model.told.push({ claimId: claim.id, type: 'resolution', by, id, duplicate })
  replace(model, claim, standing(model, claim, said, { how: 'resolution', by, id }), by)
}

interface Challenge {
  counter: Said
  evidenceIds: string[]
  resolutionId?: string
}

/** Whether a counter-outcome says nothing else than what stands. */
function saysTheSame(stands: Stands, { outcome, share, voidReason, occurredOn, ruledOutOn }: Said): boolean {
  return (
    outcome === stands.outcome &&
    share === stands.share &&
    voidReason === stands.voidReason &&
    occurredOn === stands.occurredOn &&
    (ruledOutOn === undefined || ruledOutOn === stands.ruledOutOn)
  )
}

export function disputeRefusals(
  model: Model,
  claim: Claim,
  { counter, evidenceIds, resolutionId }: Challenge,
  who: Person,
): string[] {
  const { stands, dispute } = claim
  const refusals: string[] = []
  if (isWrong(model, claim, counter, citedOn(model, claim, evidenceIds))) refusals.push('422 invalid')
  if (stands === undefined) return [...refusals, '409 not-settled']
  if (dispute !== undefined) refusals.push('409 already-disputed')
  if (resolutionId !== undefined && resolutionId !== stands.id) refusals.push('409 overtaken')
  if (stands.how === 'voiding') refusals.push('409 follows-condition')
  if (stands.until === null || model.now > stands.until) refusals.push('409 dispute-closed')
  if (stands.by === who) refusals.push('403 involved')
  if (saysTheSame(stands, counter)) refusals.push('422 invalid')
  return refusals
}

export function dispute(
  model: Model,
  claim: Claim,
  { counter, evidenceIds }: Challenge,
  { id, by }: { id: string; by: Person },
): void {
  model.told.push({ claimId: claim.id, type: 'dispute', by, id })
  claim.dispute = { id, by, counter, evidenceIds }
}

/** `instead` is left out where the counter-outcome of the dispute is to stand. */
export interface Decision {
  decision: 'upheld' | 'overturned'
  instead?: Said
  evidenceIds: string[]
  disputeId?: string
}

export function settleRefusals(model: Model, claim: Claim, decision: Decision, who: Person): string[] {
  const refusals = isModerator(who) ? [] : ['403 forbidden']
  const { dispute, stands } = claim
  if (dispute === undefined) return [...refusals, '409 not-disputed', ...insteadWrong(model, claim, decision)]
  if (decision.disputeId !== undefined && decision.disputeId !== dispute.id) refusals.push('409 overtaken')
  if (dispute.by === who || stands?.by === who) refusals.push('403 involved')
  if (decision.decision === 'upheld') return [...refusals, ...insteadWrong(model, claim, decision)]
  const instead = decision.instead ?? dispute.counter
  if (instead.outcome !== 'open' && instead.outcome !== 'void' && isHeld(model, claim))
    refusals.push('409 condition-pending')
  if (stands !== undefined && saysTheSame(stands, instead)) refusals.push('422 invalid')
  return [...refusals, ...insteadWrong(model, claim, decision)]
}

function insteadWrong(model: Model, claim: Claim, { instead, evidenceIds }: Decision): string[] {
  if (instead === undefined) return evidenceIds.length > 0 ? ['422 invalid'] : []
  return isWrong(model, claim, instead, citedOn(model, claim, evidenceIds)) ? ['422 invalid'] : []
}

export function settle(
  model: Model,
  claim: Claim,
  { decision, instead }: Decision,
  { id, by }: { id: string; by: Person },
): void {
  const { dispute, stands } = claim
  if (dispute === undefined || stands === undefined) throw new Error('Nothing is disputed.')
  const instead0 = decision === 'upheld' ? undefined : (instead ?? dispute.counter)
  const open = instead0?.outcome === 'open'
  const tells = instead0 !== undefined && !open && instead0.voidReason !== 'duplicate'
  model.told.push({ claimId: claim.id, type: 'settlement', by, id, open, tells })
  if (decision === 'upheld') {
    claim.dispute = undefined
    claim.stands = {
      ...stands,
      how: 'settlement',
      until: null,
      upheldId: stands.id,
      id,
    }
    return
  }
  const { outcome, ...rest } = instead ?? dispute.counter
  const said = outcome === 'open' ? undefined : { outcome, ...rest }
  const next = said && standing(model, claim, said, { how: 'settlement', by, id })
  replace(model, claim, next, by)
}

/** Before the time to dispute is over, only whoever has settled it; after a settlement, nobody it was about. */
export function reopenRefusals(
  model: Model,
  { id, stands, dispute }: Claim,
  resolutionId: string | undefined,
  who: Person,
): string[] {
  const refusals = isModerator(who) ? [] : ['403 forbidden']
  if (stands === undefined) return [...refusals, '409 not-settled']
  if (dispute !== undefined) refusals.push('409 already-disputed')
  if (resolutionId !== undefined && resolutionId !== stands.id) refusals.push('409 overtaken')
  if (stands.how === 'voiding') refusals.push('409 follows-condition')
  if (stands.until !== null && model.now <= stands.until && stands.by !== who)
    refusals.push('409 dispute-open')
  if (wasParty(model, id, who)) refusals.push('403 involved')
  return refusals
}

/** Whether somebody resolved or disputed what a moderator has then settled. */
function wasParty(model: Model, claimId: string, who: Person): boolean {
  const types = ['resolution', 'dispute', 'settlement', 'reopening']
  const said = model.told.filter(item => item.claimId === claimId && types.includes(item.type))
  const round = said.slice(said.findLastIndex(({ type, open }) => type === 'reopening' || open === true) + 1)
  return (
    round.at(-1)?.type === 'settlement' && round.some(({ type, by }) => type !== 'settlement' && by === who)
  )
}

export function reopen(model: Model, claim: Claim, { id, by }: Recorded): void {
  model.told.push({ claimId: claim.id, type: 'reopening', by, id })
  replace(model, claim, undefined, by)
}

// Correcting

function ownRefusals(
  model: Model,
  logged: { by: Person; at: number },
  othersActed: boolean,
  who: Person,
): string[] {
  if (isModerator(who)) return []
  if (logged.by !== who) return ['403 forbidden']
  return othersActed || model.now - logged.at > correctionHours * hour ? ['403 correction-closed'] : []
}

function othersFiledOrTold(model: Model, claimId: string, who: Person): boolean {
  return (
    evidenceOf(model, claimId).some(({ by }) => by !== who) ||
    model.told.some(item => item.claimId === claimId && item.by !== who)
  )
}

/** Once anybody has said what happened, what is scored stays as it was, even when it is withdrawn. */
function isFrozen(model: Model, { id, stands }: Claim): boolean {
  return (
    stands !== undefined ||
    historyOf(model, id).some(
      ({ type, duplicate, tells }) => (type === 'resolution' && !duplicate) || tells === true,
    )
  )
}

export interface ClaimWording {
  statement?: string
  criteria?: string
  topics?: string[]
  dueWording?: string
}

function isOther(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) !== JSON.stringify(b)
}

export function correctClaimRefusals(
  model: Model,
  claim: Claim,
  wording: ClaimWording,
  who: Person,
): string[] {
  const acted =
    othersFiledOrTold(model, claim.id, who) ||
    predictionsOf(model, claim.id).some(({ by }) => by !== who) ||
    [...model.claims.values()].some(({ conditionId, by }) => conditionId === claim.id && by !== who)
  const refusals = ownRefusals(model, claim, acted, who)
  const changed = Object.entries(wording).filter(([name, value]) => isOther(value, Reflect.get(claim, name)))
  if (changed.length === 0) refusals.push('409 nothing-changed')
  else if (isFrozen(model, claim) && changed.some(([name]) => name !== 'topics')) refusals.push('409 frozen')
  return refusals
}

export function correctClaim(
  model: Model,
  claim: Claim,
  wording: ClaimWording,
  { id, by }: { id: string; by: Person },
): void {
  Object.assign(claim, wording)
  model.told.push({ claimId: claim.id, type: 'correction', by, id })
}

export interface PredictionTerms {
  /** What it should have been of: a new claim, or one that is there. */
  claim?: NewClaim
  claimId?: string
  pundit?: string
  source?: string
  quote?: string
  saidOn?: string
  stance?: string
  probability?: number
  role?: string
}

export function correctPredictionRefusals(
  model: Model,
  prediction: Prediction,
  { pundit: name, claim: opened, claimId: asked, ...others }: PredictionTerms,
  who: Person,
): string[] {
  const all = [...model.predictions.values()]
  const claim = claimOf(model, prediction.claimId)
  const restating = all.filter(({ restatesId }) => restatesId === prediction.id)
  const acted =
    restating.some(({ by }) => by !== who) ||
    othersFiledOrTold(model, prediction.claimId, who) ||
    prediction.correctedBy.some(by => by !== who)
  const refusals = ownRefusals(model, prediction, acted, who)
  const pundit = name === undefined ? undefined : (currentPundit(model, name)?.slug ?? name)
  const other = asked === undefined ? claim : claimOf(model, asked)
  const given = { pundit, claimId: opened === undefined ? other?.id : '', ...others }
  const changed = Object.entries(given).flatMap(([field, value]) =>
    value !== undefined && isOther(value, Reflect.get(prediction, field)) ? field : [],
  )
  if (other === undefined) return [...refusals, '422 invalid']
  if (changed.length === 0) return [...refusals, '409 nothing-changed']
  const frozen = changed.some(field => field !== 'role' && field !== 'source')
  if (claim !== undefined && isFrozen(model, claim) && frozen) refusals.push('409 frozen')
  const next = {
    ...prediction,
    ...Object.fromEntries(changed.map(field => [field, Reflect.get(given, field)])),
  }
  const linked = [...restating, ...all.filter(({ id }) => id === prediction.restatesId)]
  const moves = changed.includes('claimId')
  if (moves && opened === undefined && isFrozen(model, other)) refusals.push('409 frozen')
  const late =
    (opened !== undefined && newClaimWrong(model, opened, next.saidOn)) ||
    ((moves || changed.includes('saidOn')) &&
      (next.saidOn > dayOf(model.now) || next.saidOn > (opened ?? other).dueBy))
  const misplaced =
    (changed.includes('pundit') && linked.some(other => other.pundit !== next.pundit)) ||
    (changed.includes('saidOn') &&
      linked.some(other =>
        other.id === prediction.restatesId ? other.saidOn > next.saidOn : next.saidOn > other.saidOn,
      ))
  if (late || misplaced) refusals.push('422 invalid')
  if (all.some(other => other.id !== prediction.id && sameKey(other, next)))
    refusals.push('409 duplicate-prediction')
  return refusals
}

export function correctPrediction(
  model: Model,
  prediction: Prediction,
  { pundit, claim, claimId, ...others }: PredictionTerms,
  { by, movedTo }: { by: Person; movedTo: string },
): void {
  if (claim !== undefined) openClaim(model, claim, { id: movedTo, by })
  prediction.claimId = claimOf(model, movedTo)?.id ?? movedTo
  const slug = pundit === undefined ? prediction.pundit : (currentPundit(model, pundit)?.slug ?? pundit)
  if (slug !== prediction.pundit) prediction.role = undefined
  Object.assign(prediction, others, { pundit: slug })
  prediction.correctedBy.push(by)
}

// Merging

/** `claim` and `other` are undefined where no claim has the id. */
export function mergeClaimsRefusals(
  claim: Claim | undefined,
  other: Claim | undefined,
  who: Person,
): string[] {
  const refusals = isModerator(who) ? [] : ['403 forbidden']
  if (claim === undefined) refusals.push('404 not-found')
  if (other === undefined) refusals.push('422 invalid')
  if (claim === undefined || other === undefined) return refusals
  const [one, two] = [claim.stands, other.stands]
  const differ = (['outcome', 'share', 'voidReason', 'occurredOn', 'decidedOn'] as const).some(
    field => one?.[field] !== two?.[field] && !(field === 'decidedOn' && two?.outcome === 'void'),
  )
  const contradicting = two !== undefined && two.voidReason !== 'duplicate' && differ
  const differs =
    claim.id === other.id ||
    claim.dueBy !== other.dueBy ||
    claim.dueByStrict !== other.dueByStrict ||
    claim.conditionId !== other.conditionId ||
    claim.condition !== other.condition ||
    claim.conditionId === other.id ||
    other.conditionId === claim.id ||
    claim.dispute !== undefined ||
    other.dispute !== undefined
  if (differs || contradicting) refusals.push('409 cannot-merge')
  return refusals
}

export function mergeClaims(
  model: Model,
  claim: Claim,
  other: Claim,
  { id, by }: { id: string; by: Person },
): void {
  const dependants = dependantsOf(model, other.id)
  for (const dependant of model.claims.values()) {
    if (dependant.conditionId === other.id) dependant.conditionId = claim.id
  }
  for (const prediction of predictionsOf(model, other.id)) prediction.claimId = claim.id
  for (const item of evidenceOf(model, other.id)) item.claimId = claim.id
  other.mergedInto = claim.id
  model.told.push({ claimId: claim.id, type: 'merge', by, id })
  spread(model, dependants, { from: standingOf(other), to: standingOf(claim), by })
}

export function mergePunditsRefusals(
  one: Pundit | undefined,
  other: Pundit | undefined,
  who: Person,
): string[] {
  const refusals = isModerator(who) ? [] : ['403 forbidden']
  if (one === undefined) refusals.push('404 not-found')
  if (other === undefined) refusals.push('422 invalid')
  const known = one?.wikidataId !== undefined && other?.wikidataId !== undefined
  if (one !== undefined && (one === other || known)) refusals.push('409 cannot-merge')
  return refusals
}

export function mergePundits(model: Model, [name, one]: [string, Pundit], other: Pundit): void {
  one.wikidataId ??= other.wikidataId
  other.wikidataId = undefined
  other.mergedInto = name
  for (const prediction of model.predictions.values()) {
    if (prediction.pundit === other.slug) prediction.pundit = one.slug
  }
}

// Importing

export interface ImportLine extends ToLog {
  ref?: string
  conditionRef?: string
  resolution?: { said: Said & { outcome: Outcome }; evidence: Omit<Evidence, 'id' | 'claimId' | 'by'>[] }
}

export interface ImportedAs {
  predictionId: string
  claimId: string
}

/**
 * The model with all lines imported, or undefined when a line will not do. `ids` are those of the answer, or made up
 * to see whether the lines will do.
 */
export function imported(
  model: Model,
  lines: ImportLine[],
  { ids, by }: { ids: ImportedAs[]; by: Person },
): Model | undefined {
  const draft = structuredClone(model)
  const order = conditionsFirst(lines)
  if (order === undefined) return undefined
  const claimIds = lines.map((line, index) => line.claimId ?? ids[index]?.claimId ?? '')
  for (const index of order) {
    const line = lines[index]
    if (line === undefined) continue
    const on = lines.findIndex(({ ref }) => ref !== undefined && ref === line.conditionRef)
    const claim = line.claim && {
      ...line.claim,
      ...(on >= 0 && { conditionClaimId: claimIds[on] }),
    }
    const input: ToLog = { ...line, claim }
    if (logRefusals(draft, input).length > 0) return undefined
    const predictionId = ids[index]?.predictionId ?? ''
    log(draft, input, { predictionId, claimId: claimIds[index] ?? '', by })
  }
  if (!resolveLines(draft, lines, claimIds, by)) return undefined
  const hindsight = lines.some(
    ({ saidOn }, index) => saidOn > (claimOf(draft, claimIds[index] ?? '')?.stands?.decidedOn ?? saidOn),
  )
  return hindsight ? undefined : draft
}

/** Says what happened, of each claim after those it depends on. */
function resolveLines(draft: Model, lines: ImportLine[], claimIds: string[], by: Person): boolean {
  const depthOf = (claim: Claim | undefined): number =>
    claim === undefined ? 0 : 1 + depthOf(conditionOf(draft, claim))
  const resolved = lines
    .map(({ resolution }, index) => ({ resolution, claim: claimOf(draft, claimIds[index] ?? '') }))
    .sort((a, b) => depthOf(a.claim) - depthOf(b.claim))
  for (const { resolution, claim } of resolved) {
    if (resolution === undefined || claim === undefined) continue
    const { said, evidence } = resolution
    const dates = evidence.map(({ publishedOn }) => publishedOn)
    if (dates.some(date => date > dayOf(draft.now))) return false
    if (resolveRefusals(draft, claim, said, dates).length > 0) return false
    for (const item of evidence)
      draft.evidence.set(item.url, { ...item, id: item.url, claimId: claim.id, by })
    resolve(draft, claim, said, { by })
  }
  return true
}

/** Undefined where the conditions lead in a circle, nowhere, or from a claim that is there already. */
function conditionsFirst(lines: ImportLine[]): number[] | undefined {
  const order: number[] = []
  for (const { conditionRef, claim } of lines) {
    if (conditionRef === undefined) continue
    if (claim === undefined || claim.conditionClaimId !== undefined) return undefined
    if (!lines.some(line => line.ref === conditionRef)) return undefined
  }
  while (order.length < lines.length) {
    const next = lines.findIndex(
      ({ conditionRef }, index) =>
        !order.includes(index) &&
        (conditionRef === undefined || order.some(done => lines[done]?.ref === conditionRef)),
    )
    if (next < 0) return undefined
    order.push(next)
  }
  return order
}
