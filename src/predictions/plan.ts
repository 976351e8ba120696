import { asc, sql } from 'drizzle-orm'
import type { Outcome } from '../claims/claim.ts'
import { openClaim } from '../claims/rules.ts'
import { isOneOf } from '../db/bulk.ts'
import type { Tx } from '../db/client.ts'
import { claims, predictions } from '../db/schema.ts'
import type { ActorDeps } from '../deps.ts'
import { type Entry, type EntryOf, envelope } from '../entries.ts'
import { dateOf } from '../fields.ts'
import { invalid, Problem, under } from '../problem.ts'
import { punditFinder } from '../pundits/find-or-add.ts'
import { sourceFinder } from '../sources/find-or-add.ts'
import type { LogPrediction } from './prediction.ts'
import { probabilityOf, quoteKey, saidOnError } from './rules.ts'

/** A claim that a prediction is of: new, or already in the ledger and locked. */
export interface PlannedClaim {
  id: string
  dueBy: string
  dueByStrict: string
  hasCondition: boolean
  outcome: Outcome | null
  decidedOn: string | null
  opened?: EntryOf<'claim.opened'>
}

export interface PlannedPrediction {
  claim: PlannedClaim
  logged: EntryOf<'prediction.logged'>
}

/** Works out the entries that log predictions, one or ten thousand, in as many statements. Writes nothing. */
export async function planPredictions(tx: Tx, deps: ActorDeps, inputs: LogPrediction[]) {
  const pundits = await punditFinder(tx, deps, inputs)
  const sources = await sourceFinder(tx, deps, inputs)
  const known = await lockClaims(tx, inputs)
  const quoted = await readQuoted(tx, inputs)
  const today = dateOf(deps.now())

  function plan(input: LogPrediction): PlannedPrediction | Problem {
    const claim =
      input.claim === undefined ? knownClaim(known, input.claimId) : newClaim(deps, input.claim, input.saidOn)
    const punditId = pundits.find(input)
    const sourceId = sources.find(input)
    const probability = probabilityOf(input)
    const said = saidOnError(input.saidOn, claim instanceof Problem ? undefined : claim, today)
    const parts = [claim, punditId, sourceId, probability, said]
    if (claim instanceof Problem || punditId instanceof Problem || sourceId instanceof Problem)
      return refusal(parts)
    if (probability instanceof Problem || said instanceof Problem) return refusal(parts)

    const key = `${sourceId} ${quoteKey(input.quote.exact)}`
    if (quoted.has(key)) return duplicateOf(quoted.get(key))
    const id = deps.newId()
    quoted.set(key, undefined)
    const { quote, saidOn, stance } = input
    const payload = {
      claimId: claim.id,
      punditId,
      role: input.pundit?.role,
      sourceId,
      quote,
      saidOn,
      stance,
      probability,
    }
    return { claim, logged: { ...envelope(deps), kind: 'prediction.logged', subject: id, payload } }
  }

  const planned = inputs.map(plan)
  const named: Entry[] = [...pundits.entries(), ...sources.entries]
  return { named, planned }
}

/** Locked in the order of their ids, and not against foreign keys, so that writers do not wait in a circle. */
async function lockClaims(tx: Tx, inputs: LogPrediction[]): Promise<Map<string, PlannedClaim>> {
  const ids = inputs.flatMap(({ claimId }) => claimId ?? [])
  if (ids.length === 0) return new Map()
  const rows = await tx
    .select({
      id: claims.id,
      dueBy: claims.dueBy,
      dueByStrict: claims.dueByStrict,
      hasCondition: sql<boolean>`${claims.condition} is not null`,
      outcome: claims.outcome,
      decidedOn: claims.decidedOn,
    })
    .from(claims)
    .where(isOneOf(claims.id, ids))
    .orderBy(asc(claims.id))
    .for('no key update')
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

function knownClaim(known: Map<string, PlannedClaim>, claimId: string | undefined): PlannedClaim | Problem {
  const claim = claimId === undefined ? undefined : known.get(claimId)
  return claim ?? invalid([{ pointer: '#/claimId', detail: 'no claim has this id: see GET /api/v1/claims' }])
}

function newClaim(
  deps: ActorDeps,
  input: NonNullable<LogPrediction['claim']>,
  saidOn: string,
): PlannedClaim | Problem {
  const payload = openClaim(input, saidOn)
  if (Array.isArray(payload)) return invalid(under(['claim'], payload))
  const { dueBy, dueByStrict, condition } = payload
  const id = deps.newId()
  return {
    id,
    dueBy,
    dueByStrict,
    hasCondition: condition !== undefined,
    outcome: null,
    decidedOn: null,
    opened: { ...envelope(deps), kind: 'claim.opened', subject: id, payload },
  }
}

/** One Problem for all that is wrong: the fields together, unless something else is in the way. */
function refusal(parts: unknown[]): Problem {
  const problems = parts.filter(part => part instanceof Problem)
  const conflict = problems.find(problem => problem.type !== 'invalid')
  return conflict ?? invalid(problems.flatMap(problem => problem.members.errors ?? []))
}

/** Without an id, the first is an earlier line of the same import. */
function duplicateOf(predictionId: string | undefined): Problem {
  if (predictionId === undefined) {
    return new Problem('duplicate-prediction', 'These words from this source are on an earlier line too.')
  }
  return new Problem('duplicate-prediction', 'These words from this source are already in the ledger.', {
    existing: `/api/v1/predictions/${predictionId}`,
    predictionId,
  })
}
