import { asc, isNotNull, lte } from 'drizzle-orm'
import type { ClaimOpened, ResolutionTerms } from '../claims/claim.ts'
import { decidedOn, strictOutcome } from '../claims/rules.ts'
import { isOneOf } from '../db/bulk.ts'
import type { Db } from '../db/client.ts'
import { readableBytes } from '../db/readable-bytes.ts'
import { claims, entries, predictions, pundits } from '../db/schema.ts'
import { type Entry, parseEntry } from '../entries.ts'
import type { PredictionLogged } from '../predictions/prediction.ts'
import type { Item } from './items.ts'

/**
 * What everybody had predicted and what stood of it at the end of a day, read out of the ledger alone. Who is whom is as
 * it is known now: a pundit merged later is already the one they were merged into.
 */
export async function readItemsAsOf(db: Db, asOf: string): Promise<Item[]> {
  const end = `${asOf}T23:59:59.999Z`
  const rows = await db
    .select({ id: predictions.id, claimId: predictions.claimId })
    .from(predictions)
    .where(lte(predictions.loggedAt, new Date(end)))
    .orderBy(asc(predictions.id))
  const said = foldPredictions(
    await readEntries(
      db,
      rows.map(row => row.id),
      end,
    ),
  )
  const past = foldClaims(
    await readEntries(
      db,
      await familyOf(db, [
        ...rows.map(row => row.claimId),
        ...[...said.values()].map(({ payload }) => payload.claimId),
      ]),
      end,
    ),
  )
  const current = await currentPundits(db)
  return rows.flatMap(({ id }) => {
    const prediction = said.get(id)
    const claim = prediction && past.claimOf(prediction.payload.claimId)
    if (prediction === undefined || claim === undefined) return []
    const { punditId } = prediction.payload
    return { ...itemOf(prediction, claim), id, punditId: current.get(punditId) ?? punditId }
  })
}

/** Whom each merged pundit was merged into. */
async function currentPundits(db: Db): Promise<Map<string, string | null>> {
  const rows = await db
    .select({ id: pundits.id, into: pundits.mergedInto })
    .from(pundits)
    .where(isNotNull(pundits.mergedInto))
  return new Map(rows.map(({ id, into }) => [id, into]))
}

/** The claims themselves, those that were ever merged into them, and those they were merged into. */
async function familyOf(db: Db, claimIds: string[]): Promise<string[]> {
  const merged = await db
    .select({ id: claims.id, into: claims.mergedInto })
    .from(claims)
    .where(isNotNull(claims.mergedInto))
  const wanted = new Set(claimIds)
  const family = merged.flatMap(({ id, into }) =>
    into !== null && (wanted.has(id) || wanted.has(into)) ? [id, into] : [],
  )
  return [...new Set([...wanted, ...family])]
}

/** What the ledger held of these subjects by then. Entries of one subject are in the order of their times. */
async function readEntries(db: Db, subjects: string[], end: string): Promise<Entry[]> {
  const rows = await db
    .select({ bytes: readableBytes })
    .from(entries)
    .where(isOneOf(entries.subject, subjects))
    .orderBy(asc(entries.position))
  return rows.map(row => parseEntry(row.bytes)).filter(entry => entry.recordedAt <= end)
}

interface PastPrediction {
  loggedAt: string
  payload: PredictionLogged
}

function foldPredictions(found: Entry[]): Map<string, PastPrediction> {
  const past = new Map<string, PastPrediction>()
  for (const entry of found) {
    if (entry.kind === 'prediction.logged') {
      past.set(entry.subject, { loggedAt: entry.recordedAt, payload: entry.payload })
    }
    const before = past.get(entry.subject)
    if (entry.kind === 'prediction.corrected' && before !== undefined) {
      const { role: _role, ...after } = entry.payload.after
      past.set(entry.subject, { ...before, payload: { ...before.payload, ...after } })
    }
  }
  return past
}

/** A claim as the ledger knew it. */
interface PastClaim {
  id: string
  opened: ClaimOpened
  stands: (Omit<ResolutionTerms, 'rationale'> & { resolvedOn: string }) | null
  disputed: string | null
}

function foldClaims(found: Entry[]) {
  const past = new Map<string, PastClaim>()
  const mergedInto = new Map<string, string>()
  for (const entry of found) {
    if (entry.kind === 'claim.opened') {
      past.set(entry.subject, { id: entry.subject, opened: entry.payload, stands: null, disputed: null })
    }
    if (entry.kind === 'claim.merged') mergedInto.set(entry.payload.mergedId, entry.subject)
    const claim = past.get(entry.subject)
    if (claim !== undefined) Object.assign(claim, changed(entry, claim))
  }
  function claimOf(id: string): PastClaim | undefined {
    const into = mergedInto.get(id)
    return into === undefined ? past.get(id) : claimOf(into)
  }
  return { claimOf }
}

function changed(entry: Entry, { opened, stands }: PastClaim): Partial<PastClaim> {
  const resolvedOn = entry.recordedAt.slice(0, 10)
  switch (entry.kind) {
    case 'claim.resolved':
      return { stands: { ...entry.payload, resolvedOn }, disputed: null }
    case 'claim.voided':
      return { stands: { outcome: 'void', voidReason: 'condition-unmet', resolvedOn }, disputed: null }
    case 'claim.reopened':
      return { stands: null, disputed: null }
    case 'claim.disputed':
      return { disputed: entry.payload.disputeId }
    case 'claim.settled': {
      const { decision, outcome, ...terms } = entry.payload
      if (decision === 'upheld') return { stands, disputed: null }
      const open = outcome === undefined || outcome === 'open'
      return { stands: open ? null : { ...terms, outcome, resolvedOn }, disputed: null }
    }
    case 'claim.corrected':
      return { opened: { ...opened, topics: entry.payload.after.topics ?? opened.topics } }
    default:
      return {}
  }
}

function itemOf({ payload, loggedAt }: PastPrediction, { id, opened, stands, disputed }: PastClaim) {
  const { probability, restatesId, stance, saidOn } = payload
  return {
    claimId: id,
    restatesId: restatesId ?? null,
    stance,
    saidOn,
    loggedAt: new Date(loggedAt),
    p: probability.value,
    low: probability.low,
    high: probability.high,
    phrase: probability.phrase ?? null,
    topics: opened.topics,
    dueBy: opened.dueBy,
    dueByStrict: opened.dueByStrict,
    dueBasis: opened.dueBasis,
    outcome: stands?.outcome ?? null,
    strictOutcome: stands === null ? null : strictOutcome(opened, stands),
    share: stands?.share ?? null,
    voidReason: stands?.voidReason ?? null,
    decidedOn: stands === null ? null : decidedOn(stands),
    disputeId: disputed,
  }
}
