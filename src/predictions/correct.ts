import { and, eq, ne, or } from 'drizzle-orm'
import { assertMayCorrect, assertSeen, isFrozen, othersActedOnPrediction } from '../claims/correctable.ts'
import { currentClaimIds, currentState, type DocketClaim, enter, lockDocket } from '../claims/docket.ts'
import { failedFromTheStart } from '../claims/follow.ts'
import { type Tx, transact } from '../db/client.ts'
import { predictions } from '../db/schema.ts'
import type { ActorDeps } from '../deps.ts'
import { envelope, recordAll } from '../entries.ts'
import { dateOf, isId } from '../fields.ts'
import { invalid, Problem } from '../problem.ts'
import { punditFinder } from '../pundits/find-or-add.ts'
import { sourceFinder } from '../sources/find-or-add.ts'
import { duplicateOf, newClaim } from './plan.ts'
import type { CorrectPrediction, PredictionTerms } from './prediction.ts'
import { probabilityOf, quoteKey, saidOnError } from './rules.ts'

type Row = typeof predictions.$inferSelect

/** What a prediction is scored on stays as it is once its claim has been settled. */
const frozenFields = ['claimId', 'punditId', 'quote', 'saidOn', 'stance', 'probability'] as const

/** Puts right what was logged wrongly of a prediction: both versions stay visible. */
export async function correctPrediction(deps: ActorDeps, predictionId: string, input: CorrectPrediction) {
  return transact(deps.db, async tx => {
    const { row, claim, docket, wanted } = await lockPrediction(tx, predictionId, input)
    await assertMayCorrect(deps, { by: row.loggedBy, at: row.loggedAt }, () =>
      othersActedOnPrediction(tx, deps, { predictionId: row.id, claimId: row.claimId }),
    )
    await assertSeen(tx, row.id, input.seen)
    const pundits = await punditFinder(tx, deps, [input])
    const sources = await sourceFinder(tx, deps, [input])
    const punditId = input.pundit || input.punditId ? pundits.find(input) : undefined
    const sourceId = input.source || input.sourceId ? sources.find(input) : undefined
    if (punditId instanceof Problem) throw punditId
    if (sourceId instanceof Problem) throw sourceId
    const opened = openOther(deps, input, wanted, input.saidOn ?? row.saidOn)
    if (opened !== undefined) enter(docket, opened.claim)
    const other = opened?.claim ?? wanted.claim
    const now = termsOf(row)
    const { before, after } = changes(now, {
      ...given(input),
      ...newRole(input, punditId, row),
      claimId: other?.id,
      punditId,
      sourceId,
    })
    const terms = { ...now, ...after }
    await assertFits(tx, row, terms, {
      claim,
      other: other ?? claim,
      changed: Object.keys(after),
      today: dateOf(deps.now()),
    })
    const correctionId = deps.newId()
    const payload = { correctionId, reason: input.reason, before, after }
    const corrected = { ...envelope(deps), kind: 'prediction.corrected' as const, subject: row.id, payload }
    const voided = opened === undefined ? [] : failedFromTheStart(deps, docket, opened.claim)
    const added = [...pundits.entries(), ...sources.entries, ...(opened?.opened ? [opened.opened] : [])]
    await recordAll(tx, [...added, corrected, ...voided])
    return { correctionId }
  })
}

/** What the prediction is to be of instead: a claim that is there, or the condition of a new one. */
interface Wanted {
  claim?: DocketClaim
  conditionClaimId?: string
}

/** Behind its claim and any other it is to be of, as everything that settles or scores it is. */
async function lockPrediction(tx: Tx, predictionId: string, input: CorrectPrediction) {
  const [found] = isId(predictionId)
    ? await tx
        .select({ claimId: predictions.claimId })
        .from(predictions)
        .where(eq(predictions.id, predictionId))
    : []
  if (found === undefined) throw new Problem('not-found', 'No prediction has this id.')
  const asked = [input.claimId, input.claim?.conditionClaimId].filter(id => id !== undefined)
  const current = await currentClaimIds(tx, asked)
  const docket = await lockDocket(tx, [found.claimId, ...current.values()], { dependants: false })
  const [row] = await tx
    .select()
    .from(predictions)
    .where(eq(predictions.id, predictionId))
    .for('no key update')
  const claim = docket.claims.get(found.claimId)
  if (claim === undefined || row === undefined) {
    throw new Error('A prediction is of a claim, and neither is deleted.')
  }
  if (row.claimId !== found.claimId)
    throw new Problem('overtaken', 'It has been corrected since you read it.')
  const unknown = asked.some(id => !current.has(id))
  if (unknown) {
    const pointer = input.claimId === undefined ? '#/claim/conditionClaimId' : '#/claimId'
    throw invalid([{ pointer, detail: 'no claim has this id' }])
  }
  const wanted: Wanted = {
    claim: docket.claims.get(current.get(input.claimId ?? '') ?? ''),
    conditionClaimId: current.get(input.claim?.conditionClaimId ?? ''),
  }
  return { row, claim, docket, wanted }
}

/** The new claim that the prediction should have been of. */
function openOther(
  deps: ActorDeps,
  { claim }: CorrectPrediction,
  { conditionClaimId }: Wanted,
  saidOn: string,
) {
  if (claim === undefined) return undefined
  const opened = newClaim(deps, deps.newId(), { ...claim, conditionClaimId }, saidOn)
  if (opened instanceof Problem) throw opened
  return opened
}

function termsOf(row: Row): Required<PredictionTerms> {
  return {
    claimId: row.claimId,
    punditId: row.punditId,
    role: row.role,
    sourceId: row.sourceId,
    quote: {
      exact: row.quoteExact,
      prefix: row.quotePrefix ?? undefined,
      suffix: row.quoteSuffix ?? undefined,
    },
    saidOn: row.saidOn,
    stance: row.stance,
    probability: {
      value: row.probability,
      low: row.low,
      high: row.high,
      basis: row.basis,
      phrase: row.phrase ?? undefined,
      scale: row.scale ?? undefined,
    },
  }
}

/** A role belongs to the pundit: another pundit does not inherit it. */
function newRole(
  { role, pundit }: CorrectPrediction,
  punditId: string | undefined,
  row: Row,
): Pick<PredictionTerms, 'role'> {
  if (role !== undefined) return { role }
  if (pundit?.role !== undefined) return { role: pundit.role }
  return punditId === undefined || punditId === row.punditId ? {} : { role: null }
}

function given({ quote, saidOn, stance, probability, hedge }: CorrectPrediction): PredictionTerms {
  const read =
    probability === undefined && hedge === undefined ? undefined : probabilityOf({ probability, hedge })
  if (read instanceof Problem) throw read
  return { quote, saidOn, stance, probability: read }
}

/** Only what is really another. */
function changes(now: Required<PredictionTerms>, wanted: PredictionTerms) {
  const changed = Object.entries(wanted).filter(
    ([name, value]) => value !== undefined && !same(value, Reflect.get(now, name)),
  )
  if (changed.length === 0)
    throw new Problem('nothing-changed', 'The prediction is logged like that already.')
  const before: PredictionTerms = Object.fromEntries(changed.map(([name]) => [name, Reflect.get(now, name)]))
  const after: PredictionTerms = Object.fromEntries(changed)
  return { before, after }
}

function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(plain(a)) === JSON.stringify(plain(b))
}

/** With its members in one order, whichever way they were given. */
function plain(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value
  return Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
}

interface Fit {
  claim: DocketClaim
  /** The claim it is of afterwards: as a rule the same. */
  other: DocketClaim
  changed: string[]
  today: string
}

async function assertFits(tx: Tx, row: Row, terms: Required<PredictionTerms>, fit: Fit) {
  const { claim, other, changed, today } = fit
  const frozen = frozenFields.filter(field => changed.includes(field))
  if (frozen.length > 0 && (await isFrozen(tx, claim))) {
    const detail = `Its claim has been settled: ${frozen.join(', ')} can no longer change.`
    throw new Problem('frozen', detail, currentState(claim, today))
  }
  if (other.id !== claim.id && (await isFrozen(tx, other))) {
    throw new Problem('frozen', 'The other claim has been settled already.', currentState(other, today))
  }
  const dated = changed.includes('saidOn') || changed.includes('claimId')
  const said = dated ? saidOnError(terms.saidOn, other, today) : undefined
  if (said !== undefined) throw said
  if (changed.includes('punditId') || changed.includes('saidOn')) await assertRestatementsFit(tx, row, terms)
  if (changed.includes('quote') || changed.includes('sourceId')) await assertQuotedOnce(tx, row, terms)
}

async function assertRestatementsFit(
  tx: Tx,
  row: Row,
  { punditId, saidOn }: { punditId: string; saidOn: string },
) {
  const linked = await tx
    .select({ id: predictions.id, punditId: predictions.punditId, saidOn: predictions.saidOn })
    .from(predictions)
    .where(or(eq(predictions.restatesId, row.id), eq(predictions.id, row.restatesId ?? row.id)))
  for (const other of linked.filter(({ id }) => id !== row.id)) {
    if (other.punditId !== punditId) {
      const detail = 'is another than that of a prediction which this one restates, or which restates it'
      throw invalid([{ pointer: '#/pundit', detail }])
    }
    const inOrder = other.id === row.restatesId ? other.saidOn <= saidOn : saidOn <= other.saidOn
    if (!inOrder) {
      const detail = 'would put a restatement before what it restates'
      throw invalid([{ pointer: '#/saidOn', detail }])
    }
  }
}

async function assertQuotedOnce(tx: Tx, row: Row, terms: { quote: { exact: string }; sourceId: string }) {
  const [other] = await tx
    .select({ id: predictions.id })
    .from(predictions)
    .where(
      and(
        eq(predictions.quoteKey, quoteKey(terms.quote.exact)),
        eq(predictions.sourceId, terms.sourceId),
        ne(predictions.id, row.id),
      ),
    )
  if (other !== undefined) throw duplicateOf(other.id)
}
