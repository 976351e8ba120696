import { asc } from 'drizzle-orm'
import type { OpenClaim } from '../claims/claim.ts'
import {
  currentClaimIds,
  type Docket,
  type DocketClaim,
  depthsIn,
  enter,
  lockDocket,
  unsettled,
} from '../claims/docket.ts'
import { failedFromTheStart } from '../claims/follow.ts'
import { openClaim } from '../claims/rules.ts'
import { isOneOf } from '../db/bulk.ts'
import type { Tx } from '../db/client.ts'
import { predictions } from '../db/schema.ts'
import type { ActorDeps } from '../deps.ts'
import { type Entry, type EntryOf, envelope } from '../entries.ts'
import { dateOf } from '../fields.ts'
import { invalid, Problem, under } from '../problem.ts'
import { punditFinder } from '../pundits/find-or-add.ts'
import { sourceFinder } from '../sources/find-or-add.ts'
import type { LogPrediction } from './prediction.ts'
import { probabilityOf, quoteKey, restatesError, saidOnError } from './rules.ts'

/** A prediction to be logged; in an import its new claim may depend on that of another line. */
export type PlanInput = LogPrediction & { conditionLine?: number }

export interface PlannedPrediction {
  claim: DocketClaim
  opened?: EntryOf<'claim.opened'>
  logged: EntryOf<'prediction.logged'>
  /** A new claim whose condition has already failed is void from the start. */
  voided: Entry[]
}

/**
 * Works out the entries that log predictions, one or ten thousand, in as many statements. Writes nothing. The docket
 * holds their claims, with `dependants` also all that depend on these.
 */
export async function planPredictions(
  tx: Tx,
  deps: ActorDeps,
  inputs: PlanInput[],
  { dependants }: { dependants: boolean },
) {
  const current = await currentClaimIds(tx, inputs.flatMap(claimsNamed))
  const docket = await lockDocket(tx, [...new Set(current.values())], { dependants })
  const pundits = await punditFinder(tx, deps, inputs)
  const sources = await sourceFinder(tx, deps, inputs)
  const quoted = await readQuoted(tx, inputs)
  const restated = await readRestated(tx, inputs)
  const newIds = inputs.map(input => (input.claim === undefined ? undefined : deps.newId()))
  const today = dateOf(deps.now())

  /** A new claim is opened with its first prediction, or a known one is found. */
  function claimOf(input: PlanInput, index: number): OpenedClaim | Problem {
    const newId = newIds[index]
    if (newId === undefined || input.claim === undefined) return knownClaim(docket, current, input.claimId)
    const condition = conditionOf(input)
    if (condition instanceof Problem) return condition
    return newClaim(deps, newId, { ...input.claim, conditionClaimId: condition }, input.saidOn)
  }

  function conditionOf({ claim, conditionLine }: PlanInput): string | undefined | Problem {
    if (conditionLine !== undefined) return conditionIdOf(conditionLine)
    const asked = claim?.conditionClaimId
    if (asked === undefined) return undefined
    const detail = 'no claim has this id'
    return current.get(asked) ?? invalid([{ pointer: '#/claim/conditionClaimId', detail }])
  }

  function conditionIdOf(line: number): string | undefined {
    return newIds[line] ?? current.get(inputs[line]?.claimId ?? '')
  }

  function plan(input: PlanInput, index: number): PlannedPrediction | Problem {
    const found = claimOf(input, index)
    const claim = found instanceof Problem ? found : found.claim
    const punditId = pundits.find(input)
    const sourceId = sources.find(input)
    const probability = probabilityOf(input)
    const said = saidOnError(input.saidOn, claim instanceof Problem ? undefined : claim, today)
    const restates = restatesError(input, restated, punditId) ?? undatedError(input, found)
    const parts = [claim, punditId, sourceId, probability, said, restates]
    if (found instanceof Problem || claim instanceof Problem) return refusal(parts)
    if (punditId instanceof Problem || sourceId instanceof Problem) return refusal(parts)
    if (probability instanceof Problem || said !== undefined || restates !== undefined) return refusal(parts)

    const key = `${sourceId} ${quoteKey(input.quote.exact)}`
    if (quoted.has(key)) return duplicateOf(quoted.get(key))
    const id = deps.newId()
    quoted.set(key, undefined)
    const { quote, saidOn, stance, restatesId } = input
    const payload = {
      claimId: claim.id,
      punditId,
      role: input.pundit?.role,
      sourceId,
      quote,
      saidOn,
      restatesId,
      stance,
      probability,
    }
    const logged = { ...envelope(deps), kind: 'prediction.logged' as const, subject: id, payload }
    const { opened } = found
    if (opened !== undefined) enter(docket, claim)
    return { claim, opened, logged, voided: [] }
  }

  const planned = inputs.map(plan)
  voidFromTheStart(deps, docket, planned)
  const named: Entry[] = [...pundits.entries(), ...sources.entries]
  return { named, planned, docket }
}

/** A new claim whose condition has failed is void, and so are the new claims that depend on it. */
function voidFromTheStart(deps: ActorDeps, docket: Docket, planned: (PlannedPrediction | Problem)[]): void {
  const depthOf = depthsIn(docket)
  const opened = planned
    .flatMap(one => (one instanceof Problem || one.opened === undefined ? [] : one))
    .sort((a, b) => depthOf(a.claim.id) - depthOf(b.claim.id))
  for (const one of opened) one.voided = failedFromTheStart(deps, docket, one.claim)
}

/** What is said again without a date is of the same claim: an assigned date would be a slip that nobody made. */
function undatedError(
  { claim, restatesId }: LogPrediction,
  found: OpenedClaim | Problem,
): Problem | undefined {
  if (restatesId === undefined || claim === undefined || found instanceof Problem) return undefined
  if (claim.dueBy !== undefined || found.opened?.payload.dueBasis !== 'assigned') return undefined
  const detail =
    'is needed: by when, as it was said again? Without a new date give claimId, the claim it restates'
  return invalid([{ pointer: '#/claim/dueBy', detail }])
}

interface OpenedClaim {
  claim: DocketClaim
  opened?: EntryOf<'claim.opened'>
}

function claimsNamed({ claimId, claim }: LogPrediction): string[] {
  return [claimId, claim?.conditionClaimId].filter(id => id !== undefined)
}

/** The predictions that others say again, which no correction may change meanwhile. */
async function readRestated(tx: Tx, inputs: LogPrediction[]) {
  const ids = inputs.flatMap(({ restatesId }) => restatesId ?? [])
  const rows = await tx
    .select({ id: predictions.id, punditId: predictions.punditId, saidOn: predictions.saidOn })
    .from(predictions)
    .where(isOneOf(predictions.id, ids))
    .orderBy(asc(predictions.id))
    .for('share')
  return new Map(rows.map(row => [row.id, row]))
}

/** The predictions already logged in these very words, by source and quote. */
async function readQuoted(tx: Tx, inputs: LogPrediction[]) {
  const keys = inputs.map(({ quote }) => quoteKey(quote.exact))
  const rows = await tx
    .select({ id: predictions.id, sourceId: predictions.sourceId, quoteKey: predictions.quoteKey })
    .from(predictions)
    .where(isOneOf(predictions.quoteKey, keys))
  return new Map<string, string | undefined>(rows.map(row => [`${row.sourceId} ${row.quoteKey}`, row.id]))
}

function knownClaim(
  docket: Docket,
  current: Map<string, string>,
  claimId: string | undefined,
): OpenedClaim | Problem {
  const claim = docket.claims.get(current.get(claimId ?? '') ?? '')
  if (claim !== undefined) return { claim }
  return invalid([{ pointer: '#/claimId', detail: 'no claim has this id: see GET /api/v1/claims' }])
}

/** A claim first forecast on `saidOn`, as its entry opens it. */
export function newClaim(
  deps: ActorDeps,
  id: string,
  input: OpenClaim,
  saidOn: string,
): OpenedClaim | Problem {
  const payload = openClaim(input, saidOn)
  if (Array.isArray(payload)) return invalid(under(['claim'], payload))
  const { dueBy, dueByStrict, condition } = payload
  const claim = {
    ...unsettled,
    id,
    dueBy,
    dueByStrict,
    hasCondition: condition !== undefined,
    conditionText: condition?.text ?? null,
    conditionClaimId: condition?.claimId ?? null,
  }
  return { claim, opened: { ...envelope(deps), kind: 'claim.opened', subject: id, payload } }
}

/** One Problem for all that is wrong: the fields together, unless something else is in the way. */
function refusal(parts: unknown[]): Problem {
  const problems = parts.filter(part => part instanceof Problem)
  const conflict = problems.find(problem => problem.type !== 'invalid')
  return conflict ?? invalid(problems.flatMap(problem => problem.members.errors ?? []))
}

/** Without an id, the first is an earlier line of the same import. */
export function duplicateOf(predictionId: string | undefined): Problem {
  if (predictionId === undefined) {
    return new Problem('duplicate-prediction', 'These words from this source are on an earlier line too.')
  }
  return new Problem('duplicate-prediction', 'These words from this source are already in the ledger.', {
    existing: `/api/v1/predictions/${predictionId}`,
    predictionId,
  })
}
