import { isDeepStrictEqual } from 'node:util'
import { eq, getTableName, sql } from 'drizzle-orm'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import * as schema from '../src/db/schema.ts'
import { projections, rebuild } from '../src/rebuild.ts'
import {
  addDays,
  type Claim,
  type ClaimWording,
  citedOn,
  claimOf,
  conditionOf,
  correctClaim,
  correctClaimRefusals,
  correctPrediction,
  correctPredictionRefusals,
  currentPundit,
  type Decision,
  dayOf,
  dependantsOf,
  dispute,
  disputeRefusals,
  emptyModel,
  evidenceOf,
  firstSaidOn,
  historyOf,
  hour,
  type ImportLine,
  imported,
  isDecidable,
  isHeld,
  isModerator,
  liveClaims,
  log,
  logRefusals,
  type Model,
  mergeClaims,
  mergeClaimsRefusals,
  mergePundits,
  mergePunditsRefusals,
  type NewClaim,
  type Outcome,
  type Person,
  type Prediction,
  type PredictionTerms,
  predictionsOf,
  reopen,
  reopenRefusals,
  resolve,
  resolveRefusals,
  type Said,
  scoringOf,
  settle,
  settleRefusals,
  stateOf,
  type ToLog,
} from './settling-model.ts'
import { clock, keyOf, ownerKey, testWorld } from './world.ts'

const { app, db } = testWorld()

/**
 * `SETTLING_RUNS=2000 vitest run test/settling` to hunt; with `SETTLING_SEED` to see a failure again. Else always the same
 * sequences, few and yet with something of every kind that is taken.
 */
const { SETTLING_RUNS: hunting, SETTLING_SEED: again = hunting === undefined ? '7' : undefined } = process.env
const runs = Number(hunting ?? 14)
const seed = again === undefined ? undefined : Number(again)
const mostOperations = 65
const timeout = 3_600_000

const everybody: Person[] = ['ann', 'ben', 'mia', 'moe', 'owner']
const nobody = '01890a5d-ac96-774b-bcce-b302099a8057'

const weights = {
  log: 9,
  file: 3,
  resolve: 12,
  dispute: 9,
  settle: 9,
  reopen: 5,
  correctClaim: 5,
  correctPrediction: 5,
  mergeClaims: 5,
  mergePundits: 3,
  import: 4,
  wait: 7,
  send: 3,
  read: 5,
}
type Kind = keyof typeof weights

/** How often each kind of operation had which answer. */
const answers = new Map<string, number>()

interface Operation {
  kind: Kind
  dice: number[]
  garbage: unknown
}

/** Shrunk by leaving operations out, not by trying other dice: that would never end. */
const operation: fc.Arbitrary<Operation> = fc.noShrink(
  fc.record({
    kind: fc.oneof(
      ...Object.entries(weights).map(([kind, weight]) => ({
        weight,
        arbitrary: fc.constant(kind as Kind),
      })),
    ),
    dice: fc.array(fc.nat(9999), { minLength: 40, maxLength: 40, size: 'max' }),
    garbage: fc.jsonValue(),
  }),
)
const sequence = fc.array(operation, { minLength: 1, maxLength: mostOperations, size: 'max' })

// One sequence

interface Run {
  model: Model
  /** What was sent and answered, for whoever has to find out why it failed. */
  transcript: string[]
  names: Map<string, string>
  /** Every entry seen, by its position. */
  entries: Map<number, string>
  /** The entries that opened, logged or corrected something, the last one last. */
  versions: Map<string, string[]>
  /** Every history item seen, by claim and id. */
  histories: Map<string, Map<string, string>>
  punditIds: Map<string, string>
  count: number
}

/** Draws numbers below `sides`; 0, to which failures shrink, is the plainest. */
type Roll = (sides: number) => number

function rollOf(dice: number[]): Roll {
  let next = 0
  return sides => (dice[next++] ?? 0) % sides
}

function pick<T>(roll: Roll, items: readonly [T, ...T[]]): T {
  return items[roll(items.length)] ?? items[0]
}

function pickFrom<T>(roll: Roll, items: readonly T[]): T | undefined {
  return items[roll(Math.max(items.length, 1))]
}

function chance(roll: Roll, percent: number): boolean {
  return roll(100) >= 100 - percent
}

/** A day from `first` to `last`, `first` where there is none. */
function dayWithin(roll: Roll, first: string, last: string): string {
  const days = (Date.parse(last) - Date.parse(first)) / (24 * hour)
  return days < 0 ? first : addDays(first, roll(days + 1))
}

const earlier = (a: string, b: string) => (a < b ? a : b)

function assertSame(what: string, actual: unknown, wanted: unknown): void {
  const [is, should] = [actual, wanted].map(value => JSON.parse(JSON.stringify(value ?? null)))
  if (isDeepStrictEqual(is, should)) return
  throw new Error(`${what}\n  should be ${JSON.stringify(should)}\n  but is    ${JSON.stringify(is)}`)
}

// Sending

interface Body {
  id: string
  claimId: string
  type?: string
  lines: { predictionId: string; claimId: string }[]
  probability: { value: number }
}

interface Move {
  kind: Kind
  who: Person
  path: string
  body: unknown
  /** Empty when it must be done; else it must be refused in one of these ways. */
  refusals: string[]
  done?: (body: Body) => void
  /** Claims whose history is read afterwards. */
  touched?: string[]
  contentType?: string
}

function tally(kind: string, answer: string): void {
  const key = `${kind} ${answer}`
  answers.set(key, (answers.get(key) ?? 0) + 1)
}

async function perform(run: Run, move: Move): Promise<boolean> {
  const { kind, who, path, body, refusals, contentType = 'application/json' } = move
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  run.transcript.push(`${who} POST ${path} ${text}`)
  const key = who === 'owner' ? ownerKey : keyOf(who)
  const response = await app.request(`/api/v1${path}`, {
    method: 'POST',
    headers: { 'Content-Type': contentType, Authorization: `Bearer ${key}` },
    body: text,
  })
  const answered: Body = await response.json()
  const type = answered.type?.split('/').at(-1)
  const answer = response.status === 201 ? '201' : `${response.status} ${type}`
  run.transcript.push(`  → ${answer}`)
  tally(kind, answer)
  if (!(refusals.length === 0 ? ['201'] : refusals).includes(answer)) {
    const wanted = refusals.length === 0 ? '201' : refusals.join(' or ')
    throw new Error(`Should be ${wanted}, but is ${answer}: ${JSON.stringify(answered)}`)
  }
  const told = run.model.told.length
  if (response.status === 201) move.done?.(answered)
  await expectEntries(run, response.status === 201, told)
  await expectClaims(run)
  const retold = run.model.told.slice(told).map(item => item.claimId)
  const touched = [...retold, ...(move.touched ?? [])].flatMap(id => claimOf(run.model, id)?.id ?? [])
  for (const id of [...new Set(touched)].slice(0, 3)) await expectHistory(run, id)
  return response.status === 201
}

async function get(path: string) {
  const response = await app.request(`/api/v1${path}`)
  return { status: response.status, location: response.headers.get('Location'), body: await json(response) }
}

async function json(response: Response) {
  const text = await response.text()
  return text === '' ? undefined : JSON.parse(text)
}

async function read(run: Run, path: string, status = 200) {
  run.transcript.push(`GET ${path}`)
  const answer = await get(path)
  tally('read', String(answer.status))
  if (answer.status !== status) throw new Error(`Should be ${status}, but is ${JSON.stringify(answer)}`)
  return answer
}

// What must be so after every operation

const kindsTold: Record<string, string> = {
  resolution: 'claim.resolved',
  dispute: 'claim.disputed',
  settlement: 'claim.settled',
  reopening: 'claim.reopened',
  voiding: 'claim.voided',
  correction: 'claim.corrected',
  merge: 'claim.merged',
}

/** Expects new entries for what was done, of each claim those that the model tells, and none for what was refused. */
async function expectEntries(run: Run, done: boolean, told: number): Promise<void> {
  const last = Math.max(0, ...run.entries.keys())
  const rows = await db.execute<{
    position: string
    id: string
    kind: string
    subject: string
    hash: string
  }>(
    sql`select position, id, kind, subject, encode(leaf_hash, 'hex') as hash from entries
      where position > ${last} order by position`,
  )
  for (const { position, hash } of rows) run.entries.set(Number(position), hash)
  for (const { id, kind, subject } of rows) {
    if (/\.(opened|logged|corrected)$/.test(kind))
      run.versions.set(subject, [...(run.versions.get(subject) ?? []), id])
  }
  if (done !== rows.length > 0) assertSame('The number of new entries', rows.length, done ? 'some' : 0)
  const kinds = new Set(Object.values(kindsTold))
  const written = rows.flatMap(({ kind, subject }) => (kinds.has(kind) ? `${subject} ${kind}` : []))
  const wanted = run.model.told.slice(told).map(({ claimId, type }) => `${claimId} ${kindsTold[type]}`)
  assertSame('What is new in the ledger', written.sort(), wanted.sort())
}

function expectedClaim(model: Model, claim: Claim) {
  const { id, statement, criteria, topics, dueWording, dueBy, dueByStrict, stands, by } = claim
  const today = dayOf(model.now)
  const on = conditionOf(model, claim)
  return {
    id,
    statement,
    criteria,
    topics,
    dueWording,
    dueBy,
    dueByStrict,
    openedBy: by,
    state: stateOf(claim, today),
    outcome: stands?.outcome ?? null,
    share: stands?.share ?? null,
    voidReason: stands?.voidReason ?? null,
    occurredOn: stands?.occurredOn ?? null,
    strictOutcome: stands?.strict ?? null,
    flipped: stands !== undefined && stands.strict !== null && stands.strict !== stands.outcome,
    disputeId: claim.dispute?.id ?? null,
    disputableUntil: stands?.until ? new Date(stands.until).toISOString() : null,
    condition:
      claim.condition === undefined && on === undefined
        ? null
        : {
            text: claim.condition,
            ...(on !== undefined && {
              claimId: on.id,
              statement: on.statement,
              state: stateOf(on, today),
              outcome: on.stands?.outcome ?? null,
            }),
          },
    predictionCount: predictionsOf(model, id).length,
    evidenceCount: evidenceOf(model, id).length,
  }
}

/** Expects every claim to be as the model has it, in the answer and in what the answer does not show. */
async function expectClaims(run: Run): Promise<void> {
  const { model } = run
  const { body } = await get('/claims?limit=100')
  const items = new Map<string, Record<string, unknown>>(
    body.items.map((item: { id: string }) => [item.id, item]),
  )
  const live = liveClaims(model)
  assertSame('The claims', [...items.keys()].sort(), live.map(({ id }) => id).sort())
  for (const claim of live) {
    const item = items.get(claim.id) ?? {}
    const wanted = expectedClaim(model, claim)
    const actual = Object.fromEntries(Object.keys(wanted).map(key => [key, item[key] ?? null]))
    assertSame(`Claim ${claim.id}`, actual, wanted)
    if (claim.stands !== undefined) claim.stands.id ??= String(item.resolutionId)
    assertSame(`What stands of ${claim.id}`, item.resolutionId, claim.stands?.id)
  }
  await expectRows(model)
}

async function expectRows(model: Model): Promise<void> {
  const rows = await db.select().from(schema.claims)
  for (const row of rows) {
    const claim = model.claims.get(row.id)
    if (claim?.mergedInto !== undefined) {
      assertSame(`Merged claim ${row.id}`, row.mergedInto, claimOf(model, row.id)?.id)
      continue
    }
    const { byCondition, resolvedBy, disputedBy, decidedOn, mergedInto } = row
    assertSame(
      `The row of claim ${row.id}`,
      { byCondition, resolvedBy, disputedBy, decidedOn, mergedInto },
      {
        byCondition: claim?.stands?.how === 'voiding',
        resolvedBy: claim?.stands?.by ?? null,
        disputedBy: claim?.dispute?.by ?? null,
        decidedOn: claim?.stands?.decidedOn ?? null,
        mergedInto: null,
      },
    )
  }
}

interface Item {
  id: string
  claimId: string
  type: string
  by: string
  stands?: boolean
  pending?: boolean
}

/** Expects the history to say all that it has said before, and now what the model tells. */
async function expectHistory(run: Run, id: string): Promise<void> {
  const { model } = run
  const { status, body } = await get(`/claims/${id}`)
  assertSame(`The status of claim ${id}`, status, 200)
  const history: Item[] = body.history
  const told = historyOf(model, id)
  assertSame(
    `The history of ${id}`,
    history.map(({ type, by, claimId }) => `${type} of ${claimId} by ${by}`),
    told.map(({ type, by, claimId }) => `${type} of ${claimId} by ${by}`),
  )
  for (const [index, item] of told.entries()) {
    item.id ??= history[index]?.id
    assertSame(`Item ${index} of the history of ${id}`, history[index]?.id, item.id)
  }
  const claim = model.claims.get(id)
  const { id: standsId, upheldId } = claim?.stands ?? {}
  const standing = [standsId, upheldId].filter(one => one !== undefined)
  assertSame(`What stands in the history of ${id}`, idsWhere(history, 'stands').sort(), standing.sort())
  const pending = claim?.dispute === undefined ? [] : [claim.dispute.id]
  assertSame(`What is pending in the history of ${id}`, idsWhere(history, 'pending'), pending)
  expectGrown(run, id, history)
  expectParts(model, id, body)
}

function idsWhere(history: Item[], flag: 'stands' | 'pending'): string[] {
  return history.flatMap(item => (item[flag] === true ? item.id : []))
}

function expectGrown(run: Run, id: string, history: Item[]): void {
  const now = new Map(
    history.map(({ stands: _stands, pending: _pending, ...item }) => [item.id, JSON.stringify(item)]),
  )
  const before = run.histories.get(id) ?? new Map<string, string>()
  for (const [itemId, text] of before)
    assertSame(`Item ${itemId} of the history of ${id}`, now.get(itemId), text)
  run.histories.set(id, now)
}

interface Parts {
  predictions: { id: string; pundit: { slug: string }; scored: boolean; score: object | null }[]
  evidence: { id: string; url: string }[]
  dependants: { id: string }[]
}

function expectParts(model: Model, id: string, { predictions, evidence, dependants }: Parts): void {
  const byId = (a: { id: string }, b: { id: string }) => (a.id < b.id ? -1 : 1)
  assertSame(
    `The predictions of ${id}`,
    predictions
      .map(({ id, pundit, scored, score }) => ({ id, pundit: pundit.slug, scored, hasScore: score !== null }))
      .sort(byId),
    predictionsOf(model, id)
      .map(prediction => ({ id: prediction.id, pundit: prediction.pundit, ...scoringOf(model, prediction) }))
      .map(({ id, pundit, scored, hasScore }) => ({ id, pundit, scored, hasScore }))
      .sort(byId),
  )
  // What an import has filed is known by its address until its id is read here.
  for (const { id: evidenceId, url } of evidence) {
    const item = model.evidence.get(url)
    if (item === undefined) continue
    model.evidence.delete(url)
    model.evidence.set(evidenceId, { ...item, id: evidenceId })
  }
  const ids = (items: { id: string }[]) => items.map(item => item.id).sort()
  assertSame(`The evidence of ${id}`, ids(evidence), ids(evidenceOf(model, id)))
  assertSame(`The dependants of ${id}`, ids(dependants), ids(dependantsOf(model, id)))
}

// What must be so now and then, and at the end

/** Expects the scores that the rows of prediction and claim give, and no others. */
async function expectScores(): Promise<void> {
  const rows = await db
    .select({ prediction: schema.predictions, claim: schema.claims })
    .from(schema.predictions)
    .innerJoin(schema.claims, eq(schema.claims.id, schema.predictions.claimId))
  const wanted = rows.flatMap(({ prediction, claim }) => {
    const { id: predictionId, claimId, punditId, probability: p, stance, saidOn } = prediction
    if (claim.outcome === null || claim.outcome === 'void' || claim.disputeId !== null) return []
    const share = { true: 1, false: 0, partial: claim.share ?? Number.NaN }[claim.outcome]
    const held = Math.min(Math.max(p, 0.0001), 0.9999)
    const brier = share * (1 - p) ** 2 + (1 - share) * p ** 2
    const logScore = -(share * Math.log(held) + (1 - share) * Math.log(1 - held))
    const firm = stance === 'asserts' || stance === 'conditional'
    const counted = firm && (claim.decidedOn === null || saidOn <= claim.decidedOn)
    return { predictionId, claimId, punditId, share, brier, log: logScore, counted }
  })
  const byPrediction = (a: { predictionId: string }, b: { predictionId: string }) =>
    a.predictionId < b.predictionId ? -1 : 1
  const stored = await db.select().from(schema.scores)
  const rounded = (scores: typeof wanted) =>
    scores
      .map(score => ({ ...score, brier: score.brier.toFixed(12), log: score.log.toFixed(12) }))
      .sort(byPrediction)
  assertSame('The scores', rounded(stored), rounded(wanted))
}

async function readProjections() {
  const tables: Record<string, unknown[]> = {}
  for (const table of projections) {
    tables[getTableName(table)] = await db.execute(sql`select * from ${table} as row order by row::text`)
  }
  return tables
}

async function expectWhole(run: Run): Promise<void> {
  for (const { id } of liveClaims(run.model)) await expectHistory(run, id)
  await expectScores()
  const rows = await db.execute<{ position: string; hash: string }>(
    sql`select position, encode(sha256('\\x00'::bytea || bytes), 'hex') as hash from entries order by position`,
  )
  assertSame(
    'The entries',
    rows.map(({ position, hash }) => [Number(position), hash]),
    [...run.entries],
  )
  const before = await readProjections()
  await rebuild(db)
  const after = await readProjections()
  for (const [table, lines] of Object.entries(before)) assertSame(`Rebuilt, ${table}`, after[table], lines)
}

// The operations

function anyClaimId(run: Run, roll: Roll): string {
  if (chance(roll, 3)) return nobody
  return pickFrom(roll, [...run.model.claims.keys()]) ?? nobody
}

/** One that the operation may be done to, or, now and then, any. */
function aimAt(run: Run, roll: Roll, fits: (claim: Claim) => boolean): string | undefined {
  if (chance(roll, 12)) return anyClaimId(run, roll)
  const fitting = liveClaims(run.model).filter(fits)
  const conditions = fitting.filter(({ id }) => dependantsOf(run.model, id).length > 0)
  return pickFrom(roll, conditions.length > 0 && chance(roll, 40) ? conditions : fitting)?.id
}

/** Somebody who may, or, now and then, anybody. */
function somebody(roll: Roll, may: (who: Person) => boolean): Person {
  const able = everybody.filter(may)
  return (chance(roll, 12) ? undefined : pickFrom(roll, able)) ?? pickFrom(roll, everybody) ?? 'ann'
}

function unknown(claim: Claim | undefined): string[] {
  return claim === undefined ? ['404 not-found'] : []
}

const conditions = ['It rains', 'The talks fail'] as const

function newClaim(run: Run, roll: Roll, saidOn: string, twinOf?: Claim): NewClaim {
  const { model } = run
  const rest = {
    statement: `Thing ${++run.count} of the sequence happens`,
    topics: ['things'],
    criteria: 'By the record',
  }
  const twin = twinOf ?? (chance(roll, 25) ? pickFrom(roll, liveClaims(model)) : undefined)
  if (twin !== undefined && twin.dueByStrict >= saidOn) {
    const { dueBy, dueByStrict, condition, conditionId } = twin
    return { ...rest, dueBy, dueByStrict, condition, conditionClaimId: conditionId }
  }
  const days = pick(roll, [20, 3, 40, 8, 90, 0])
  const strict = Math.max(0, days - pick(roll, [2, 3, 0, 1]))
  const badly = chance(roll, 4)
  return {
    ...rest,
    dueBy: addDays(saidOn, badly ? roll(3) - 1 : days),
    dueByStrict: chance(roll, 35) ? addDays(saidOn, badly ? roll(6) - 2 : strict) : undefined,
    condition: chance(roll, 15) ? pick(roll, conditions) : undefined,
    conditionClaimId: model.claims.size > 0 && chance(roll, 60) ? anyClaimId(run, roll) : undefined,
  }
}

const punditNames = ['Pundit 0', 'Pundit 1', 'Pundit 2', 'Pundit 3'] as const

function toLog(run: Run, roll: Roll, twinOf?: Claim): ToLog {
  const { model } = run
  const number = ++run.count
  const again = twinOf === undefined && model.claims.size > 0 && (model.claims.size > 9 || chance(roll, 30))
  const claimId = again ? anyClaimId(run, roll) : undefined
  const claim = claimId === undefined ? twinOf : claimOf(model, claimId)
  const latest = [claim?.dueByStrict, claim?.stands?.decidedOn].reduce<string>(
    (date, other) => earlier(date, other ?? date),
    dayOf(model.now),
  )
  const saidOn = addDays(latest, chance(roll, 4) ? pick(roll, [1, 4, 30]) : -pick(roll, [3, 0, 10, 1]))
  const all = [...model.predictions.values()]
  const before = chance(roll, 8) ? all : all.filter(other => other.saidOn <= saidOn)
  const restated = chance(roll, 25) ? pickFrom(roll, before) : undefined
  const own = punditNames.find(name => currentPundit(model, name)?.slug === restated?.pundit)
  const pundit = (chance(roll, 10) ? undefined : own) ?? pick(roll, punditNames)
  const copied = chance(roll, 4) ? pickFrom(roll, all) : undefined
  return {
    ...(claimId === undefined ? { claim: newClaim(run, roll, saidOn, twinOf) } : { claimId }),
    pundit,
    wikidataId: { 'Pundit 0': 'Q10', 'Pundit 1': 'Q11' }[String(pundit)],
    source: copied?.source ?? `https://example.org/${number}`,
    quote: copied?.quote ?? `thing ${number} will happen`,
    saidOn,
    restatesId: restated?.id ?? (chance(roll, 2) ? nobody : undefined),
    stance: pick(roll, ['asserts', 'asserts', 'conditional', 'possibility', 'reports']),
    probability: pick(roll, [0.7, 0.2, 0, 1, 0.55]),
  }
}

function logBody({ pundit, wikidataId, source, quote, ...rest }: ToLog) {
  return {
    ...rest,
    pundit: { name: pundit, kind: 'person', wikidataId },
    source: { url: source, title: 'A piece' },
    quote: { exact: quote },
  }
}

async function logOne(run: Run, roll: Roll, twinOf?: Claim): Promise<void> {
  const input = toLog(run, roll, twinOf)
  const who = somebody(roll, () => true)
  const punditId = chance(roll, 25) ? await punditIdOf(run, input.pundit) : undefined
  const body = logBody(input)
  await perform(run, {
    kind: 'log',
    who,
    path: '/predictions',
    body: punditId === undefined ? body : { ...body, pundit: undefined, punditId },
    refusals: logRefusals(run.model, input),
    done: ({ id: predictionId, claimId }) => {
      log(run.model, input, { predictionId, claimId, by: who })
      run.names.set(predictionId, `prediction-${run.names.size}`)
      if (input.claim !== undefined) run.names.set(claimId, `claim-${run.names.size}`)
    },
  })
}

/** The pundit's own id, though they may have been merged since. */
async function punditIdOf(run: Run, name: string): Promise<string | undefined> {
  const pundit = run.model.pundits.get(name)
  if (pundit === undefined) return undefined
  const known = run.punditIds.get(name)
  if (known !== undefined || pundit.mergedInto !== undefined) return known
  const { body } = await read(run, `/pundits/${pundit.slug}`)
  run.punditIds.set(name, body.id)
  return body.id
}

function anEvidence(run: Run, publishedOn: string, stance: string) {
  const url = `https://example.org/evidence-${++run.count}`
  return { url, title: 'It happened', publishedOn, stance }
}

async function fileOn(run: Run, claimId: string, item: ReturnType<typeof anEvidence>, who: Person) {
  const claim = claimOf(run.model, claimId)
  const future = item.publishedOn > dayOf(run.model.now)
  await perform(run, {
    kind: 'file',
    who,
    path: `/claims/${claimId}/evidence`,
    body: item,
    refusals: [...unknown(claim), ...(future ? ['422 invalid'] : [])],
    done: ({ id }) => {
      run.model.evidence.set(id, { ...item, id, claimId: claim?.id ?? '', by: who })
      run.names.set(id, `evidence-${run.names.size}`)
    },
    touched: [claimId],
  })
}

async function fileOne(run: Run, roll: Roll): Promise<void> {
  const claimId = anyClaimId(run, roll)
  const publishedOn = addDays(dayOf(run.model.now), pick(roll, [0, -1, -4, -400, 1]))
  const item = anEvidence(run, publishedOn, pick(roll, ['supports', 'refutes', 'context']))
  await fileOn(
    run,
    claimId,
    item,
    somebody(roll, () => true),
  )
}

/** Terms that fit the claim today. */
function fitting(model: Model, claim: Claim, outcome: Said['outcome'], roll: Roll): Said {
  const today = dayOf(model.now)
  const first = firstSaidOn(model, claim.id) || earlier(today, claim.dueBy)
  const within = () => dayWithin(roll, first, earlier(today, claim.dueBy))
  if (outcome === 'open') return { outcome }
  if (outcome === 'void') {
    const always = ['moot', 'duplicate', 'duplicate', 'ambiguous', 'not-a-forecast', 'unverifiable'] as const
    const unmet = claim.condition !== undefined && claim.conditionId === undefined
    return { outcome, voidReason: unmet && chance(roll, 60) ? 'condition-unmet' : pick(roll, always) }
  }
  if (outcome === 'false') {
    if (today <= claim.dueBy) return { outcome, ruledOutOn: within() }
    const how = roll(3)
    if (how === 0) return { outcome }
    return how === 1
      ? { outcome, ruledOutOn: within() }
      : { outcome, occurredOn: dayWithin(roll, addDays(claim.dueBy, 1), today) }
  }
  const occurredOn = chance(roll, 60) ? within() : undefined
  return outcome === 'partial'
    ? { outcome, share: pick(roll, [0.5, 0.25]), occurredOn }
    : { outcome, occurredOn }
}

/** The same, or something that may not fit. */
function spoilt(model: Model, claim: Claim, said: Said, roll: Roll): Said {
  if (!chance(roll, 12)) return said
  const today = dayOf(model.now)
  const first = firstSaidOn(model, claim.id) || today
  const date = pick(roll, [
    addDays(today, 1),
    addDays(first, -1),
    addDays(claim.dueBy, 1),
    claim.dueBy,
    first,
  ])
  return pick<Said>(roll, [
    { ...said, occurredOn: date },
    { ...said, ruledOutOn: date },
    { ...said, ruledOutOn: undefined },
    { ...said, share: 0.3 },
    { ...said, share: undefined },
    { outcome: 'void', voidReason: 'condition-unmet' },
    { outcome: 'void' },
  ])
}

interface Put {
  said: Said
  evidenceIds: string[]
}

/** What happened, with evidence: filed first where there is none that will do. */
async function saidOf(run: Run, claim: Claim, outcome: Said['outcome'], roll: Roll): Promise<Put> {
  const { model } = run
  const said = spoilt(model, claim, fitting(model, claim, outcome, roll), roll)
  if (said.outcome === 'void' || said.outcome === 'open') {
    return { said, evidenceIds: chance(roll, 10) ? citable(model, claim) : [] }
  }
  if (chance(roll, 4)) return { said, evidenceIds: [pickFrom(roll, [...model.evidence.keys()]) ?? nobody] }
  if (chance(roll, 2)) return { said, evidenceIds: [] }
  if (citable(model, claim).length === 0) {
    await fileOn(
      run,
      claim.id,
      anEvidence(run, dayOf(model.now), 'supports'),
      somebody(roll, () => true),
    )
  }
  return { said, evidenceIds: citable(model, claim) }
}

function citable(model: Model, claim: Claim): string[] {
  const first = firstSaidOn(model, claim.id)
  return evidenceOf(model, claim.id)
    .flatMap(({ id, publishedOn }) => (publishedOn >= first ? id : []))
    .slice(0, 2)
}

const mostlyTrue: readonly [Outcome, ...Outcome[]] = [
  'true',
  'true',
  'true',
  'false',
  'false',
  'partial',
  'void',
]

async function resolveOne(run: Run, roll: Roll): Promise<void> {
  const { model } = run
  const claimId = aimAt(run, roll, ({ stands }) => stands === undefined)
  if (claimId === undefined) return logOne(run, roll)
  const claim = claimOf(model, claimId)
  const held = claim !== undefined && isHeld(model, claim) && chance(roll, 80)
  await resolveAs(run, roll, claimId, held ? 'void' : pick(roll, mostlyTrue))
}

async function resolveAs(run: Run, roll: Roll, claimId: string, outcome: Outcome): Promise<void> {
  const { model } = run
  const claim = claimOf(model, claimId)
  const who = somebody(roll, () => true)
  const put: Put =
    claim === undefined
      ? { said: { outcome: 'void', voidReason: 'moot' }, evidenceIds: [] }
      : await saidOf(run, claim, outcome, roll)
  const { outcome: saidOutcome, ...terms } = put.said
  if (saidOutcome === 'open') throw new Error('Nobody resolves to open.')
  const said = { ...terms, outcome: saidOutcome }
  await perform(run, {
    kind: 'resolve',
    who,
    path: `/claims/${claimId}/resolutions`,
    body: { ...said, rationale: 'As the record shows', evidenceIds: put.evidenceIds },
    refusals:
      claim === undefined
        ? unknown(claim)
        : resolveRefusals(model, claim, said, citedOn(model, claim, put.evidenceIds)),
    done: ({ id }) => {
      if (claim !== undefined) resolve(model, claim, said, { id, by: who })
      run.names.set(id, `resolution-${run.names.size}`)
    },
    touched: [claimId],
  })
}

const reasons = [
  'wrong-outcome',
  'evidence-does-not-show-it',
  'too-early',
  'criteria-misread',
  'not-settleable',
  'duplicate',
] as const
const counterOutcomes = ['open', 'true', 'false', 'partial', 'void', 'false'] as const

/** The id that is meant, an id that is not, or none. */
function meant(run: Run, roll: Roll, claim: Claim | undefined, id: string | undefined): string | undefined {
  const how = roll(10)
  if (how < 6) return undefined
  if (how < 9 || claim === undefined) return id
  return pickFrom(roll, historyOf(run.model, claim.id))?.id ?? nobody
}

async function disputeOne(run: Run, roll: Roll): Promise<void> {
  const { model } = run
  const claimId = aimAt(
    run,
    roll,
    ({ stands, dispute }) => dispute === undefined && stands?.until != null && model.now <= stands.until,
  )
  if (claimId === undefined) return resolveOne(run, roll)
  const claim = claimOf(model, claimId)
  const who = somebody(roll, person => person !== claim?.stands?.by)
  const put: Put =
    claim === undefined
      ? { said: { outcome: 'open' }, evidenceIds: [] }
      : await saidOf(run, claim, pick(roll, counterOutcomes), roll)
  const { outcome: counterOutcome, ...terms } = put.said
  const resolutionId = meant(run, roll, claim, claim?.stands?.id)
  const challenge = { counter: put.said, evidenceIds: put.evidenceIds, resolutionId }
  await perform(run, {
    kind: 'dispute',
    who,
    path: `/claims/${claimId}/disputes`,
    body: {
      ...terms,
      counterOutcome,
      reason: pick(roll, reasons),
      rationale: 'Not so',
      resolutionId,
      evidenceIds: put.evidenceIds,
    },
    refusals: claim === undefined ? unknown(claim) : disputeRefusals(model, claim, challenge, who),
    done: ({ id }) => {
      if (claim !== undefined) dispute(model, claim, challenge, { id, by: who })
      run.names.set(id, `dispute-${run.names.size}`)
    },
    touched: [claimId],
  })
}

async function decisionOn(run: Run, claim: Claim, roll: Roll): Promise<Decision> {
  const disputeId = meant(run, roll, claim, claim.dispute?.id)
  if (chance(roll, 35)) return { decision: 'upheld', evidenceIds: [], disputeId }
  if (chance(roll, 50)) return { decision: 'overturned', evidenceIds: [], disputeId }
  const { said, evidenceIds } = await saidOf(run, claim, pick(roll, counterOutcomes), roll)
  return { decision: 'overturned', instead: said, evidenceIds, disputeId }
}

async function settleOne(run: Run, roll: Roll): Promise<void> {
  const { model } = run
  const claimId = aimAt(run, roll, ({ dispute }) => dispute !== undefined)
  if (claimId === undefined) return disputeOne(run, roll)
  const claim = claimOf(model, claimId)
  const who = somebody(
    roll,
    person => isModerator(person) && person !== claim?.stands?.by && person !== claim?.dispute?.by,
  )
  const decided: Decision =
    claim === undefined ? { decision: 'upheld', evidenceIds: [] } : await decisionOn(run, claim, roll)
  const { decision, instead, evidenceIds, disputeId } = decided
  const given = instead === undefined ? {} : { ...instead, evidenceIds }
  await perform(run, {
    kind: 'settle',
    who,
    path: `/claims/${claimId}/settlements`,
    body: { decision, rationale: 'Weighed', disputeId, ...given },
    refusals:
      claim === undefined ? [...unknown(claim), '403 forbidden'] : settleRefusals(model, claim, decided, who),
    done: ({ id }) => {
      if (claim !== undefined) settle(model, claim, decided, { id, by: who })
      run.names.set(id, `settlement-${run.names.size}`)
    },
    touched: [claimId],
  })
}

async function reopenOne(run: Run, roll: Roll): Promise<void> {
  const { model } = run
  const may = (claim: Claim) => (who: Person) => reopenRefusals(model, claim, undefined, who).length === 0
  const claimId = aimAt(run, roll, claim => everybody.some(may(claim)))
  if (claimId === undefined) return resolveOne(run, roll)
  const claim = claimOf(model, claimId)
  const who = somebody(roll, claim === undefined ? isModerator : may(claim))
  const resolutionId = meant(run, roll, claim, claim?.stands?.id)
  await perform(run, {
    kind: 'reopen',
    who,
    path: `/claims/${claimId}/reopenings`,
    body: { reason: 'It cannot stand', resolutionId },
    refusals:
      claim === undefined
        ? [...unknown(claim), '403 forbidden']
        : reopenRefusals(model, claim, resolutionId, who),
    done: ({ id }) => {
      if (claim !== undefined) reopen(model, claim, { id, by: who })
      run.names.set(id, `reopening-${run.names.size}`)
    },
    touched: [claimId],
  })
}

/** The version that is mended: the last, an earlier one, or, mostly, none. */
function versionSeen(run: Run, subject: string | undefined, roll: Roll) {
  const versions = run.versions.get(subject ?? '') ?? []
  const seen = chance(roll, 25) ? pickFrom(roll, versions) : undefined
  return { seen, refusals: seen === versions.at(-1) || seen === undefined ? [] : ['409 overtaken'] }
}

async function correctOneClaim(run: Run, roll: Roll): Promise<void> {
  const { model } = run
  const mendable = (claim: Claim) =>
    correctClaimRefusals(model, claim, { statement: 'Another' }, 'mia').length === 0
  const claimId = (chance(roll, 60) ? aimAt(run, roll, mendable) : undefined) ?? anyClaimId(run, roll)
  const claim = claimOf(model, claimId)
  const who = somebody(roll, person => isModerator(person) || person === claim?.by)
  const number = ++run.count
  const wording = pick<ClaimWording>(roll, [
    { statement: `Thing ${number} happens, in better words` },
    { topics: ['things', `topic-${number}`] },
    { criteria: `By the record ${number}`, topics: ['things'] },
    { dueWording: `in ${number} weeks` },
    { statement: claim?.statement ?? 'Nothing' },
  ])
  const dated = chance(roll, 5)
  const { seen, refusals } = versionSeen(run, claim?.id, roll)
  await perform(run, {
    kind: 'correctClaim',
    who,
    path: `/claims/${claimId}/corrections`,
    body: {
      ...wording,
      reason: 'A slip',
      seen,
      ...(dated && { [pick(roll, ['dueBy', 'dueByStrict'])]: '2027-01-01' }),
    },
    refusals: dated
      ? ['422 invalid']
      : claim === undefined
        ? unknown(claim)
        : [...refusals, ...correctClaimRefusals(model, claim, wording, who)],
    done: ({ id }) => {
      if (claim !== undefined) correctClaim(model, claim, wording, { id, by: who })
    },
    touched: [claimId],
  })
}

function correctedTerms(run: Run, roll: Roll, prediction: Prediction | undefined): PredictionTerms {
  const number = ++run.count
  const other = pickFrom(roll, [...run.model.predictions.values()])
  const today = dayOf(run.model.now)
  const saidOn = prediction?.saidOn ?? today
  const fits = ({ stands, dueBy }: Claim) => stands === undefined && dueBy >= saidOn
  return pick<() => PredictionTerms>(roll, [
    () => ({ role: `Role ${number}` }),
    () => ({ claim: newClaim(run, roll, saidOn) }),
    () => ({ claimId: anyClaimId(run, roll) }),
    () => ({ claimId: aimAt(run, roll, fits) ?? anyClaimId(run, roll) }),
    () => ({ probability: pick(roll, [0.35, 0.77]) }),
    () => ({ saidOn: addDays(today, pick(roll, [-5, -1, -20, 0, 1, -2])) }),
    () => ({ stance: pick(roll, ['asserts', 'possibility', 'reports']) }),
    () => ({ quote: `corrected words ${number}` }),
    () => ({ source: `https://example.org/corrected-${number}`, role: `Role ${number}` }),
    () => ({ pundit: pick(roll, punditNames) }),
    () => ({ source: other?.source ?? 'https://example.org/none', quote: other?.quote ?? 'none' }),
  ])()
}

async function correctOnePrediction(run: Run, roll: Roll): Promise<void> {
  const { model } = run
  const all = [...model.predictions.values()]
  const mendable = all.filter(
    prediction => correctPredictionRefusals(model, prediction, { quote: 'Another' }, 'mia').length === 0,
  )
  const prediction = pickFrom(roll, chance(roll, 40) || mendable.length === 0 ? all : mendable)
  const who = somebody(roll, person => isModerator(person) || person === prediction?.by)
  const given = correctedTerms(run, roll, prediction)
  // Nobody new: a correction is not there to add pundits.
  const isNew = given.pundit !== undefined && !model.pundits.has(given.pundit)
  const { pundit, source, quote, ...rest } = isNew ? { role: 'Someone else' } : given
  const terms = { pundit, source, quote, ...rest }
  const { seen, refusals } = versionSeen(run, prediction?.id, roll)
  await perform(run, {
    kind: 'correctPrediction',
    who,
    path: `/predictions/${prediction?.id ?? nobody}/corrections`,
    body: {
      ...rest,
      reason: 'A slip',
      seen,
      pundit: pundit && { name: pundit },
      source: source && { url: source, title: 'A piece' },
      quote: quote && { exact: quote },
    },
    refusals:
      prediction === undefined
        ? ['404 not-found']
        : [...refusals, ...correctPredictionRefusals(model, prediction, defined(terms), who)],
    done: ({ claimId }) => {
      if (prediction === undefined) return
      correctPrediction(model, prediction, defined(terms), { by: who, movedTo: claimId })
      if (terms.claim !== undefined) run.names.set(claimId, `claim-${run.names.size}`)
    },
    touched: [prediction?.claimId ?? nobody, given.claimId ?? nobody],
  })
}

function defined<T extends object>(terms: T): T {
  return JSON.parse(JSON.stringify(terms))
}

/** Two that can be merged, best with something that depends on the one that goes; or a twin that can be. */
async function mergeTwoClaims(run: Run, roll: Roll): Promise<void> {
  const { model } = run
  const live = liveClaims(model)
  const leading = live.filter(({ id }) => dependantsOf(model, id).length > 0)
  const pairs = live.flatMap(one =>
    live.flatMap(two => (mergeClaimsRefusals(one, two, 'mia').length === 0 ? [[one, two] as const] : [])),
  )
  const telling = pairs.filter(([, two]) => leading.includes(two))
  const aimed = !chance(roll, 25)
  if (aimed && telling.length === 0 && (pairs.length === 0 || chance(roll, 50)))
    return logOne(run, roll, pickFrom(roll, leading.length > 0 ? leading : live))
  const [one, two] =
    (aimed ? pickFrom(roll, telling.length > 0 && chance(roll, 75) ? telling : pairs) : undefined) ?? []
  const [into, from] = [one?.id ?? anyClaimId(run, roll), two?.id ?? anyClaimId(run, roll)]
  if (one?.stands === undefined && two?.stands === undefined && chance(roll, 50))
    await resolveAs(run, roll, into, isHeld(model, claimOf(model, into) ?? emptyClaim) ? 'void' : 'false')
  const [claim, other] = [claimOf(model, into), claimOf(model, from)]
  const who = somebody(roll, isModerator)
  await perform(run, {
    kind: 'mergeClaims',
    who,
    path: `/claims/${into}/merges`,
    body: { claimId: from, reason: 'The same' },
    refusals: mergeClaimsRefusals(claim, other, who),
    done: ({ id }) => {
      if (claim !== undefined && other !== undefined) mergeClaims(model, claim, other, { id, by: who })
    },
    touched: [into],
  })
  if (claimOf(model, from)?.id !== from && claimOf(model, from) !== undefined) await readMerged(run, from)
}

async function readMerged(run: Run, id: string): Promise<void> {
  const { location } = await read(run, `/claims/${id}`, 308)
  assertSame('Where a merged claim leads', location, `/api/v1/claims/${claimOf(run.model, id)?.id}`)
}

async function mergeTwoPundits(run: Run, roll: Roll): Promise<void> {
  const { model } = run
  const pairs = punditNames.flatMap(one =>
    punditNames.flatMap(two =>
      mergePunditsRefusals(currentPundit(model, one), currentPundit(model, two), 'mia').length === 0
        ? [[one, two]]
        : [],
    ),
  )
  const [into = pick(roll, punditNames), from = pick(roll, punditNames)] =
    (chance(roll, 30) ? undefined : pickFrom(roll, pairs)) ?? []
  const slugOf = (name: string) => model.pundits.get(name)?.slug ?? 'who-is-that'
  const [one, other] = [currentPundit(model, into), currentPundit(model, from)]
  const who = somebody(roll, isModerator)
  const name = [...model.pundits].find(([, pundit]) => pundit === one)?.[0] ?? into
  await perform(run, {
    kind: 'mergePundits',
    who,
    path: `/pundits/${slugOf(into)}/merges`,
    body: { slug: slugOf(from), reason: 'The same' },
    refusals: mergePunditsRefusals(one, other, who),
    done: () => {
      if (one !== undefined && other !== undefined) mergePundits(model, [name, one], other)
    },
    touched: [...model.predictions.values()].flatMap(({ pundit, claimId }) =>
      pundit === other?.slug ? claimId : [],
    ),
  })
}

function importLine(run: Run, index: number, others: ImportLine[], roll: Roll): ImportLine {
  const { model } = run
  const input = toLog(run, roll)
  const line: ImportLine = { ...input, ref: `line ${index}` }
  if (line.claim !== undefined && others.length > 0 && chance(roll, 60)) {
    line.conditionRef = chance(roll, 10) ? `line ${roll(3)}` : pickFrom(roll, others)?.ref
    if (!chance(roll, 8)) line.claim.conditionClaimId = undefined
  }
  if (!chance(roll, 55)) return line
  const claim = line.claimId === undefined ? undefined : claimOf(model, line.claimId)
  const dueBy = line.claim?.dueBy ?? claim?.dueBy ?? input.saidOn
  const conditionClaimId = line.claim?.conditionClaimId ?? claim?.conditionId
  const on = conditionClaimId === undefined ? undefined : claimOf(model, conditionClaimId)
  const waits = on !== undefined && on.stands?.outcome !== 'true'
  const outcome = waits && chance(roll, 70) ? 'void' : pick(roll, mostlyTrue)
  const imagined = {
    ...(claim ?? emptyClaim),
    dueBy,
    condition: line.claim?.condition,
    conditionId: conditionClaimId,
  }
  const draft = { ...model, predictions: new Map(model.predictions) }
  draft.predictions.set('', { ...input, id: '', claimId: imagined.id, by: 'ann', at: 0, correctedBy: [] })
  const { outcome: said, ...terms } = fitting(draft, imagined, outcome, roll)
  if (said === 'open') return line
  const publishedOn = addDays(dayOf(model.now), chance(roll, 3) ? 1 : 0)
  const evidence = [anEvidence(run, publishedOn, 'supports')]
  line.resolution = { said: { outcome: said, ...terms }, evidence: chance(roll, 3) ? [] : evidence }
  return line
}

const emptyClaim: Claim = {
  id: '',
  statement: '',
  criteria: null,
  topics: [],
  dueWording: null,
  dueBy: '',
  dueByStrict: '',
  by: 'ann',
  at: 0,
}

async function importSome(run: Run, roll: Roll): Promise<void> {
  const { model } = run
  const lines: ImportLine[] = []
  const most = 1 + roll(3)
  while (lines.length < most) lines.push(importLine(run, lines.length, lines, roll))
  if (chance(roll, 10)) lines.reverse()
  const who = somebody(roll, () => true)
  const madeUp = lines.map((_, index) => ({ predictionId: `p${index}`, claimId: `c${index}` }))
  const possible = imported(model, lines, { ids: madeUp, by: who })
  const text = lines.map(({ resolution, ref, conditionRef, ...line }) => {
    const { said, evidence } = resolution ?? {}
    return JSON.stringify({
      ...logBody(line),
      ref,
      conditionRef,
      resolution: said && { ...said, rationale: 'As the record shows', evidence },
    })
  })
  await perform(run, {
    kind: 'import',
    who,
    path: '/predictions/import',
    body: text.join('\n'),
    contentType: 'application/x-ndjson',
    refusals: possible === undefined ? ['422 import-refused'] : [],
    done: ({ lines: ids }) => {
      const after = imported(model, lines, { ids, by: who })
      if (after !== undefined) Object.assign(model, after)
      for (const { predictionId, claimId } of ids) {
        run.names.set(predictionId, `prediction-${run.names.size}`)
        run.names.set(claimId, run.names.get(claimId) ?? `claim-${run.names.size}`)
      }
    },
    touched: [],
  })
  for (const { id } of liveClaims(model)) {
    if (evidenceOf(model, id).some(item => item.id === item.url)) await expectHistory(run, id)
  }
}

/** On by some hours, or to the very end of somebody's time to dispute or to correct, or just past it. */
async function wait(run: Run, roll: Roll): Promise<void> {
  const { model } = run
  const hours = pick(roll, [1, 24, 72, 12, 240, 336, 361, 720])
  const ends = [...model.claims.values()].flatMap(({ at, stands }) => [at + 24 * hour, stands?.until ?? 0])
  const end = chance(roll, 30)
    ? pickFrom(
        roll,
        ends.filter(end => end >= model.now),
      )
    : undefined
  model.now = end === undefined ? model.now + hours * hour : end + roll(2)
  clock.now = new Date(model.now)
  run.transcript.push(`It is ${clock.now.toISOString()}`)
  await expectClaims(run)
}

/** What no operation can take: it is refused and leaves no trace. */
async function send(run: Run, roll: Roll, garbage: unknown): Promise<void> {
  const claimId = anyClaimId(run, roll)
  const bodies = {
    resolutions: { outcome: 'void', voidReason: 'moot', rationale: 'So' },
    disputes: { counterOutcome: 'open', reason: 'too-early', rationale: 'So' },
    settlements: { decision: 'upheld', rationale: 'So' },
    reopenings: { reason: 'So' },
    merges: { claimId, reason: 'So' },
  }
  const noun = pick(roll, ['resolutions', 'disputes', 'settlements', 'reopenings', 'merges'] as const)
  const whole: Record<string, unknown> = bodies[noun]
  const missing = pickFrom(roll, Object.keys(whole)) ?? ''
  const { [missing]: _missing, ...lacking } = whole
  const own = `/claims/${claimId}/${noun}`
  const elsewhere = [
    `/claims/${claimId}/corrections`,
    `/claims/${claimId}/evidence`,
    '/predictions',
    '/predictions/import',
    `/predictions/${nobody}/corrections`,
    '/pundits/pundit-0/merges',
  ]
  const [path, body] = pick<[string, unknown]>(roll, [
    [own, lacking],
    [own, { ...whole, more: garbage }],
    [own, garbage],
    [pickFrom(roll, elsewhere) ?? own, garbage],
    [pickFrom(roll, elsewhere) ?? own, { garbage }],
  ])
  const contentType = path.endsWith('import') ? 'application/x-ndjson' : 'application/json'
  const who = pick<Person>(roll, ['ann', 'mia', 'owner'])
  const isModerators = /\/(settlements|reopenings|merges)$/.test(path)
  await perform(run, {
    kind: 'send',
    who,
    path,
    body: chance(roll, 10) ? '{"outcome":' : JSON.stringify(body),
    refusals:
      who === 'ann' && isModerators
        ? ['403 forbidden']
        : ['400 malformed-json', '415 unsupported-media-type', '422 invalid', '422 import-refused'],
    contentType: chance(roll, 10) ? 'text/plain' : contentType,
    touched: [claimId],
  })
}

async function readOne(run: Run, roll: Roll): Promise<void> {
  const { model } = run
  const reads = [
    () => readQueues(run),
    () => readAccuracy(run, roll),
    () => readStates(run),
    () => readLists(run, roll),
    () => readPages(run, roll),
  ] as const
  await pick<() => Promise<void>>(roll, [...reads])()
  const merged = pickFrom(
    roll,
    [...model.claims.values()].filter(({ mergedInto }) => mergedInto !== undefined),
  )
  if (merged !== undefined) await readMerged(run, merged.id)
}

/** Past its deadline, decidable before it, or held up by its condition. */
async function readQueues(run: Run): Promise<void> {
  const { model } = run
  const today = dayOf(model.now)
  const { body } = await read(run, '/claims?state=due&limit=100')
  const ids = (claims: { id: string }[]) => claims.map(({ id }) => id).sort()
  const live = liveClaims(model)
  const open = live.filter(({ id, stands }) => stands === undefined && predictionsOf(model, id).length > 0)
  const free = open.filter(claim => !isHeld(model, claim))
  const isDue = (claim: Claim) => stateOf(claim, today) === 'due'
  assertSame('What is due', ids(body.items), ids(free.filter(isDue)))
  const early = free.filter(claim => !isDue(claim) && isDecidable(model, claim))
  assertSame('What is decidable early', ids(body.early), ids(early))
  const held = open.filter(claim => isHeld(model, claim) && (isDue(claim) || isDecidable(model, claim)))
  assertSame('What waits for its condition', ids(body.waiting), ids(held))
  assertSame('What is disputed', ids(body.disputed), ids(live.filter(({ dispute }) => dispute !== undefined)))
}

async function readStates(run: Run): Promise<void> {
  for (const state of ['open', 'settled', 'disputed']) {
    const { body } = await read(run, `/claims?state=${state}&limit=100`)
    const wanted = liveClaims(run.model).filter(claim => stateOf(claim, dayOf(run.model.now)) === state)
    const ids = (claims: { id: string }[]) => claims.map(({ id }) => id).sort()
    assertSame(`What is ${state}`, ids(body.items), ids(wanted))
  }
}

/** What the score of a pundit rests on. */
async function readAccuracy(run: Run, roll: Roll): Promise<void> {
  const { model } = run
  await read(run, '/accuracy?limit=100')
  const [name, pundit] = pickFrom(roll, [...model.pundits]) ?? []
  if (name === undefined || pundit === undefined) return
  const current = currentPundit(model, name)
  const moved = pundit.mergedInto !== undefined
  const path = (slug: string | undefined) => `/pundits/${slug}/accuracy`
  if (moved) {
    const { location } = await read(run, path(pundit.slug), 308)
    assertSame('Where a merged pundit leads', location, `/api/v1${path(current?.slug)}`)
  }
  const { body } = await read(run, path(current?.slug))
  const own = [...model.predictions.values()].filter(prediction => prediction.pundit === current?.slug)
  const states = own.map(({ claimId }) => {
    const claim = claimOf(model, claimId)
    return claim && stateOf(claim, dayOf(model.now))
  })
  const { logged, scored, open, due, disputed } = body.coverage
  assertSame(
    `The coverage of ${current?.slug}`,
    { n: body.n, logged, scored, open, due, disputed },
    {
      n: own.filter(prediction => scoringOf(model, prediction).scored).length,
      logged: own.length,
      scored: own.filter(prediction => scoringOf(model, prediction).scored).length,
      open: states.filter(state => state === 'open').length,
      due: states.filter(state => state === 'due').length,
      disputed: states.filter(state => state === 'disputed').length,
    },
  )
}

async function readLists(run: Run, roll: Roll): Promise<void> {
  const { body } = await read(run, '/predictions?limit=100')
  assertSame('How many predictions there are', body.items.length, run.model.predictions.size)
  await read(run, `/claims/similar?statement=${encodeURIComponent('Thing 1 of the sequence happens')}`)
  await read(run, '/pundits?limit=100')
  await read(run, `/claims/${nobody}`, 404)
  const prediction = pickFrom(roll, [...run.model.predictions.values()])
  if (prediction === undefined) return
  const { body: view } = await read(run, `/predictions/${prediction.id}`)
  assertSame('The claim of a prediction', view.claimId, prediction.claimId)
}

async function readPages(run: Run, roll: Roll): Promise<void> {
  const claimId = pickFrom(roll, liveClaims(run.model))?.id
  const slug = pickFrom(roll, [...run.model.pundits.values()])?.slug
  const paths = ['/', '/due', '/pundits', claimId && `/claims/${claimId}`, slug && `/pundits/${slug}`]
  for (const path of paths) {
    if (path === undefined) continue
    run.transcript.push(`GET ${path}, the page`)
    const { status } = await app.request(path)
    if (status !== 200 && status !== 308 && status !== 301) throw new Error(`The page answers ${status}.`)
  }
}

const operations: Record<Kind, (run: Run, roll: Roll, garbage: unknown) => Promise<void>> = {
  log: (run, roll) => logOne(run, roll),
  file: fileOne,
  resolve: resolveOne,
  dispute: disputeOne,
  settle: settleOne,
  reopen: reopenOne,
  correctClaim: correctOneClaim,
  correctPrediction: correctOnePrediction,
  mergeClaims: mergeTwoClaims,
  mergePundits: mergeTwoPundits,
  import: importSome,
  wait,
  send,
  read: readOne,
}

/** Each sequence begins with an empty ledger, as nothing else may take an entry away, and the clock goes back. */
async function emptyLedger(): Promise<void> {
  await db.transaction(async tx => {
    await tx.execute(sql`set local session_replication_role = replica`)
    for (const table of [...projections, schema.entries]) await tx.delete(table)
  })
}

async function play(list: Operation[]): Promise<void> {
  await emptyLedger()
  clock.now = new Date('2026-03-02T12:00:00Z')
  const run: Run = {
    model: emptyModel(clock.now.getTime()),
    transcript: [],
    names: new Map(),
    entries: new Map(),
    versions: new Map(),
    histories: new Map(),
    punditIds: new Map(),
    count: 0,
  }
  try {
    for (const [index, { kind, dice, garbage }] of list.entries()) {
      const roll = rollOf(dice)
      const empty = run.model.claims.size === 0 && !chance(roll, 10)
      await operations[empty ? 'log' : kind](run, roll, garbage)
      if (index % 10 === 9) await expectScores()
    }
    await expectWhole(run)
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    throw new Error(named(run, [...run.transcript, message].join('\n')), { cause: error })
  }
}

/** With names for ids, so that one can read it. */
function named({ names }: Run, text: string): string {
  return [...names].reduce((whole, [id, name]) => whole.replaceAll(id, name), text)
}

describe('a sequence of any operations by anybody', () => {
  test('never fails, only adds to the history, leaves every claim in the state the rules say, with the scores that follow from it, and is replayed to the same rows', {
    timeout,
  }, async () => {
    await fc.assert(fc.asyncProperty(sequence, play), { numRuns: runs, seed, unbiased: true })
    // The sequences were not all refusals.
    const changing = Object.keys(weights).filter(kind => !['wait', 'send', 'read'].includes(kind))
    const never = changing.filter(kind => !answers.has(`${kind} 201`))
    expect(hunting === undefined ? never : []).toEqual([])
  })
})
