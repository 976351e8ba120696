import { and, eq, ne, or } from 'drizzle-orm'
import { assertMayCorrect, assertSeen, isFrozen, othersActedOnPrediction } from '../claims/correctable.ts'
import { type Tx, transact } from '../db/client.ts'
import { claims, predictions } from '../db/schema.ts'
import type { ActorDeps } from '../deps.ts'
import { envelope, recordAll } from '../entries.ts'
import { dateOf, isId } from '../fields.ts'
import { invalid, Problem } from '../problem.ts'
import { punditFinder } from '../pundits/find-or-add.ts'
import { sourceFinder } from '../sources/find-or-add.ts'
import { duplicateOf } from './plan.ts'
import type { CorrectPrediction, PredictionTerms } from './prediction.ts'
import { probabilityOf, quoteKey, saidOnError } from './rules.ts'

type Row = typeof predictions.$inferSelect

/** What a prediction is scored on stays as it is once its claim has been settled. */
const frozenFields = ['punditId', 'quote', 'saidOn', 'stance', 'probability'] as const

/** Puts right what was logged wrongly of a prediction: both versions stay visible. */
export async function correctPrediction(deps: ActorDeps, predictionId: string, input: CorrectPrediction) {
  return transact(deps.db, async tx => {
    const { row, claim } = await lockPrediction(tx, predictionId)
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
    const now = termsOf(row)
    const { before, after } = changes(now, {
      ...given(input),
      ...newRole(input, punditId, row),
      punditId,
      sourceId,
    })
    await assertFits(
      tx,
      row,
      { ...now, ...after },
      { claim, changed: Object.keys(after), today: dateOf(deps.now()) },
    )
    const correctionId = deps.newId()
    const payload = { correctionId, reason: input.reason, before, after }
    const corrected = { ...envelope(deps), kind: 'prediction.corrected' as const, subject: row.id, payload }
    await recordAll(tx, [...pundits.entries(), ...sources.entries, corrected])
    return { correctionId }
  })
}

/** Behind its claim, as everything that settles or scores it is. */
async function lockPrediction(tx: Tx, predictionId: string) {
  const [found] = isId(predictionId)
    ? await tx
        .select({ claimId: predictions.claimId })
        .from(predictions)
        .where(eq(predictions.id, predictionId))
    : []
  if (found === undefined) throw new Problem('not-found', 'No prediction has this id.')
  const [claim] = await tx.select().from(claims).where(eq(claims.id, found.claimId)).for('no key update')
  const [row] = await tx
    .select()
    .from(predictions)
    .where(eq(predictions.id, predictionId))
    .for('no key update')
  if (claim === undefined || row === undefined)
    throw new Error('A prediction is of a claim, and neither is deleted.')
  return { row, claim }
}

function termsOf(row: Row): Required<PredictionTerms> {
  return {
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
  claim: typeof claims.$inferSelect
  changed: string[]
  today: string
}

async function assertFits(tx: Tx, row: Row, terms: Required<PredictionTerms>, fit: Fit) {
  const { claim, changed, today } = fit
  const frozen = frozenFields.filter(field => changed.includes(field))
  if (frozen.length > 0 && (await isFrozen(tx, claim))) {
    const { outcome, resolutionId } = claim
    const detail = `Its claim has been settled: ${frozen.join(', ')} can no longer change.`
    throw new Problem('frozen', detail, { outcome, resolutionId })
  }
  const said = changed.includes('saidOn') ? saidOnError(terms.saidOn, claim, today) : undefined
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
