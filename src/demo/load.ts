import { asc, sql } from 'drizzle-orm'
import { disputeClaim } from '../claims/dispute.ts'
import { settleClaim } from '../claims/settle.ts'
import { transact } from '../db/client.ts'
import { readableBytes } from '../db/readable-bytes.ts'
import { entries } from '../db/schema.ts'
import type { ActorDeps, Deps } from '../deps.ts'
import { parseEntry } from '../entries.ts'
import { dateOf } from '../fields.ts'
import { importPredictions } from '../predictions/import.ts'
import { dayWords } from '../reading/days.ts'
import { generate, type SyntheticClaim, type SyntheticLedger, type SyntheticPrediction } from './generate.ts'
import { syntheticPundits } from './pundits.ts'

const actor = 'demo'
const demoLock = 7_263_005

/**
 * Loads the generated ledger when the ledger is empty, all or nothing. Returns how many predictions were logged.
 * Refuses a ledger that did not begin as one.
 */
export async function loadDemo(deps: Deps, { seed = 4, size = 5000 } = {}): Promise<number> {
  return transact(deps.db, async tx => {
    // Of two demos that start at once the second finds what the first has loaded.
    await tx.execute(sql`select pg_advisory_xact_lock(${demoLock})`)
    const [first] = await tx
      .select({ bytes: readableBytes })
      .from(entries)
      .orderBy(asc(entries.position))
      .limit(1)
    if (first !== undefined) {
      const entry = parseEntry(first.bytes)
      if (
        entry.actor === actor &&
        entry.kind === 'pundit.added' &&
        entry.payload.name.startsWith('Synthetic ')
      ) {
        return 0
      }
      throw new Error('its ledger is none of the demo’s, which is left as it is: name another folder')
    }
    const ledger = generate({ seed, today: dateOf(deps.now()), size })
    const ids = await importAll({ ...deps, db: tx, actor, role: 'contributor' }, ledger)
    await disputeSome({ ...deps, db: tx }, ledger, ids)
    return ledger.predictions.length
  })
}

/** Where each claim and prediction went, by its place in the list. */
interface Ids {
  claims: Map<number, string>
  predictions: Map<number, string>
}

async function importAll(deps: ActorDeps, ledger: SyntheticLedger): Promise<Ids> {
  const ids: Ids = { claims: new Map(), predictions: new Map() }
  for (const [batch, day] of ledger.days.entries()) {
    const now = batch === ledger.days.length - 1 ? deps.now() : new Date(`${day}T12:00:00Z`)
    const mine = ledger.predictions.filter(prediction => prediction.batch === batch)
    const lines = mine.map((prediction, at) => ({ line: at + 1, value: lineOf(prediction, ledger, ids) }))
    const report = await importPredictions({ ...deps, now: () => now }, lines)
    for (const { line, predictionId, claimId } of report.lines) {
      const prediction = mine[line - 1]
      if (prediction === undefined) continue
      ids.claims.set(prediction.claim, claimId)
      ids.predictions.set(prediction.number - 1, predictionId)
    }
  }
  return ids
}

function lineOf(prediction: SyntheticPrediction, { claims, days }: SyntheticLedger, ids: Ids) {
  const claim = claims[prediction.claim]
  const pundit = syntheticPundits[prediction.pundit]
  if (claim === undefined || pundit === undefined) throw new Error('A prediction is of a claim, by a pundit.')
  const claimId = ids.claims.get(prediction.claim)
  const { hedge, p } = prediction.saying
  const source = `${String(prediction.pundit + 1).padStart(2, '0')}-${prediction.saidOn.slice(0, 7)}`
  return {
    ...(claimId === undefined ? { claim: openingOf(claim) } : { claimId }),
    pundit: { name: pundit.name, kind: 'person' },
    source: {
      url: `https://example.org/synthetic/commentary/${source}`,
      title: `Synthetic commentary ${source}`,
      publisher: 'Synthetic Gazette',
    },
    quote: {
      exact: `${hedge ?? `${Math.round(p * 100)} %`}, of synthetic event ${claim.number} (${prediction.number})`,
    },
    saidOn: prediction.saidOn,
    stance: prediction.stance,
    ...(hedge === undefined ? { probability: p } : { hedge }),
    restatesId: prediction.restates === null ? undefined : ids.predictions.get(prediction.restates),
    resolution: prediction.settles
      ? resolutionOf(claim, prediction, days[prediction.batch] ?? '')
      : undefined,
  }
}

/** Statements may be long, and pages have to hold them. */
const atLength =
  ', which takes three hundred characters to say: by whose count, in which place, above which threshold, after which revision, on whose authority and with which exceptions, so that two strangers would settle it alike and a third not argue'

function openingOf({ number, topics, dueBy, dueByStrict, dueBasis, condition }: SyntheticClaim) {
  return {
    statement: `Synthetic event ${number} happens by ${dayWords(dueBy)}${number % 12 === 0 ? atLength : ''}`,
    criteria: 'Made up: it was drawn by lot.',
    topics,
    dueBy,
    dueByStrict,
    dueBasis,
    condition: condition ? `Synthetic condition ${number} holds` : undefined,
  }
}

function resolutionOf({ number, fate }: SyntheticClaim, { occurredOn }: SyntheticPrediction, day: string) {
  if (fate === null) return undefined
  const evidence = {
    url: `https://example.org/synthetic/evidence/${number}`,
    title: `Synthetic report on event ${number}`,
    publisher: 'Synthetic Gazette',
    publishedOn: day,
    stance: { true: 'supports', false: 'refutes', partial: 'supports', void: 'context' }[fate.outcome],
  }
  return {
    ...fate,
    ...(occurredOn === null ? {} : { occurredOn }),
    rationale: 'Drawn by lot, as everything in this ledger is.',
    evidence: [evidence],
  }
}

/** Of what was settled just now: some is disputed, and some of that decided. */
async function disputeSome(
  deps: Deps,
  { claims, predictions, days }: SyntheticLedger,
  ids: Ids,
): Promise<void> {
  const fresh = predictions.filter(
    ({ settles, batch, claim }) =>
      settles && batch === days.length - 1 && claims[claim]?.fate?.outcome !== 'void',
  )
  for (const [at, { claim }] of fresh.slice(0, 6).entries()) {
    const claimId = ids.claims.get(claim) ?? ''
    await disputeClaim({ ...deps, actor: 'demo-critic', role: 'contributor' }, claimId, {
      reason: 'not-settleable',
      counterOutcome: 'void',
      voidReason: 'ambiguous',
      rationale: 'A synthetic dispute.',
    })
    if (at % 2 === 0) continue
    await settleClaim({ ...deps, actor: 'demo-moderator', role: 'moderator' }, claimId, {
      decision: 'upheld',
      rationale: 'A synthetic decision.',
    })
  }
}
