import { z } from 'zod'
import type { FileEvidence } from '../claims/claim.ts'
import { type Docket, type DocketClaim, depthsIn, earliestSaidOn } from '../claims/docket.ts'
import { resolvable, resolved } from '../claims/resolve.ts'
import { decidedOn, evidenceErrors, resolutionErrors } from '../claims/rules.ts'
import { type Tx, transact } from '../db/client.ts'
import type { ActorDeps } from '../deps.ts'
import { type Entry, envelope, recordAll } from '../entries.ts'
import { dateOf } from '../fields.ts'
import { type FieldError, fieldErrors, invalid, Problem, problemErrors, under } from '../problem.ts'
import { linkConditions } from './link-conditions.ts'
import { type PlanInput, type PlannedPrediction, planPredictions } from './plan.ts'
import { ImportLine } from './prediction.ts'
import { saidOnError } from './rules.ts'

/** One line as it was read: `value` is its JSON, absent when it is none. `line` counts from 1. */
export interface RawLine {
  line: number
  value?: unknown
}

export const LoggedLine = z.object({
  line: z.number().int(),
  ref: z.string().optional(),
  predictionId: z.string(),
  claimId: z.string(),
})
export type LoggedLine = z.infer<typeof LoggedLine>

type LineReport = LoggedLine | { line: number; ref?: string; errors: FieldError[] }

interface Line {
  line: number
  input: ImportLine
}

type PlannedLine = Line & { prediction: PlannedPrediction | Problem }

/** Logs many predictions, with evidence and resolutions, or none of them: a line that will not do refuses all. */
export async function importPredictions(deps: ActorDeps, raw: RawLine[]) {
  const parsed = raw.map(parseLine)
  return transact(deps.db, async tx => {
    const read = parsed.filter(line => 'input' in line)
    const links = linkConditions(read.map(({ input }) => input))
    const inputs = read.map(({ input }, index) => planInput(input, links[index]))
    const dependants = read.some(({ input }) => input.resolution !== undefined)
    const { named, planned, docket } = await planPredictions(tx, deps, inputs, { dependants })
    const lines = read.map((line, index) => ({ ...line, prediction: linked(planned[index], links[index]) }))
    const saidOn = await firstSaidOn(tx, lines)
    const entries: Entry[] = [...named]
    const reports = new Map<number, LineReport>(
      parsed.flatMap(line => ('errors' in line ? [[line.line, line]] : [])),
    )
    for (const line of conditionsFirst(docket, lines)) {
      reports.set(line.line, { ...reportOf(line), ...settle(deps, docket, entries, line, saidOn) })
    }
    for (const line of lines) {
      const errors = hindsight(line.prediction, dateOf(deps.now()))
      if (errors.length > 0) {
        const others = errorsOf(reports.get(line.line))
        reports.set(line.line, { ...reportOf(line), errors: [...others, ...errors] })
      }
    }
    const report = [...reports.values()].sort((a, b) => a.line - b.line)
    const bad = report.filter(line => 'errors' in line)
    if (bad.length > 0) throw refused(report, bad.length)
    await recordAll(tx, entries.sort(byPhase))
    const logged = report.filter(line => 'predictionId' in line)
    return { lines: logged, logged: logged.length, refused: 0 }
  })
}

function reportOf({ line, input }: Line) {
  return { line, ref: input.ref }
}

function parseLine({ line, value }: RawLine): Line | { line: number; ref?: string; errors: FieldError[] } {
  if (value === undefined) return { line, errors: [{ pointer: '#', detail: 'is not valid JSON' }] }
  const result = ImportLine.safeParse(value)
  if (result.success) return { line, input: result.data }
  const { ref } = Object(value)
  return {
    line,
    ref: typeof ref === 'string' ? ref.slice(0, 100) : undefined,
    errors: fieldErrors(result.error),
  }
}

function planInput(input: ImportLine, link: number | Problem | undefined): PlanInput {
  const {
    ref: _ref,
    evidence: _evidence,
    resolution: _resolution,
    conditionRef: _condition,
    ...others
  } = input
  return { ...others, conditionLine: typeof link === 'number' ? link : undefined }
}

/** What is wrong with a line's condition is wrong with its prediction. */
function linked(
  prediction: PlannedPrediction | Problem | undefined,
  link: number | Problem | undefined,
): PlannedPrediction | Problem {
  if (prediction === undefined) throw new Error('Each line has its plan.')
  if (!(link instanceof Problem)) return prediction
  const errors = prediction instanceof Problem ? problemErrors(prediction) : []
  return invalid([...problemErrors(link), ...errors])
}

/** When each claim was first forecast, counting the lines of this import. */
async function firstSaidOn(tx: Tx, lines: PlannedLine[]) {
  const saidOn = await earliestSaidOn(
    tx,
    lines.flatMap(({ input, prediction }) =>
      input.resolution === undefined || prediction instanceof Problem ? [] : prediction.claim.id,
    ),
  )
  for (const { prediction } of lines) {
    if (prediction instanceof Problem) continue
    const { claimId, saidOn: said } = prediction.logged.payload
    const earliest = saidOn.get(claimId)
    if (earliest === undefined || said < earliest) saidOn.set(claimId, said)
  }
  return saidOn
}

/** Claims after those they depend on, and otherwise in the order of the lines. */
function conditionsFirst(docket: Docket, lines: PlannedLine[]): PlannedLine[] {
  const depths = depthsIn(docket)
  const depthOf = ({ prediction }: PlannedLine) =>
    prediction instanceof Problem ? 0 : depths(prediction.claim.id)
  return lines.toSorted((a, b) => depthOf(a) - depthOf(b))
}

/** Adds a line's entries, or says what is wrong with it. */
function settle(
  deps: ActorDeps,
  docket: Docket,
  entries: Entry[],
  { input, prediction }: PlannedLine,
  saidOn: Map<string, string>,
): { predictionId: string; claimId: string } | { errors: FieldError[] } {
  if (prediction instanceof Problem) return { errors: problemErrors(prediction) }
  const { claim, opened, logged, voided } = prediction
  const errors = [
    ...evidenceDates(deps, input),
    ...outcomeErrors(deps, docket, input, claim, saidOn.get(claim.id) ?? ''),
  ]
  if (errors.length > 0) return { errors }

  if (opened !== undefined) entries.push(opened)
  entries.push(logged, ...voided)
  for (const item of input.evidence ?? []) entries.push(filed(deps, claim.id, item))
  if (input.resolution !== undefined) {
    const { evidence = [], ...terms } = input.resolution
    const cited = evidence.map(item => filed(deps, claim.id, item))
    const evidenceIds = cited.map(entry => entry.subject)
    const payload = { ...terms, resolutionId: deps.newId(), evidenceIds }
    entries.push(...cited, ...resolved(deps, docket, claim, payload))
    claim.decidedOn = decidedOn({ ...terms, resolvedOn: dateOf(deps.now()) })
  }
  return { predictionId: logged.subject, claimId: claim.id }
}

function errorsOf(report: LineReport | undefined): FieldError[] {
  return report !== undefined && 'errors' in report ? report.errors : []
}

/** What was said after the day on which, by another line, the outcome was known. */
function hindsight(prediction: PlannedPrediction | Problem, today: string): FieldError[] {
  if (prediction instanceof Problem) return []
  const { claim, logged } = prediction
  return saidOnError(logged.payload.saidOn, claim, today)?.members.errors ?? []
}

function filed(deps: ActorDeps, claimId: string, item: FileEvidence) {
  const payload = { claimId, ...item }
  return { ...envelope(deps), kind: 'evidence.filed' as const, subject: deps.newId(), payload }
}

function evidenceDates(deps: ActorDeps, { evidence = [], resolution }: ImportLine): FieldError[] {
  const today = dateOf(deps.now())
  const loose = evidence.flatMap((item, index) => under(['evidence', index], evidenceErrors(item, today)))
  const cited = resolution?.evidence?.flatMap((item, index) =>
    under(['evidence', index], evidenceErrors(item, today)),
  )
  return [...loose, ...under(['resolution'], cited ?? [])]
}

function outcomeErrors(
  deps: ActorDeps,
  docket: Docket,
  { resolution }: ImportLine,
  claim: DocketClaim,
  earliestSaidOn: string,
) {
  if (resolution === undefined) return []
  const today = dateOf(deps.now())
  const refusal = resolvable(docket, claim, resolution.outcome, today)
  if (refusal !== undefined) return [{ pointer: '#/resolution', detail: refusal.detail }]
  const citedOn = resolution.evidence?.map(item => item.publishedOn) ?? []
  const errors = resolutionErrors(resolution, { ...claim, earliestSaidOn, today, citedOn })
  return under(['resolution'], errors).map(error => ({
    ...error,
    pointer: error.pointer.replace(/evidenceIds$/, 'evidence'),
  }))
}

function refused(lines: LineReport[], count: number): Problem {
  const report = lines.map(line => ('errors' in line ? line : { line: line.line, ref: line.ref }))
  const detail = `${count} of ${lines.length} lines will not do; nothing was logged.`
  return new Problem('import-refused', detail, { lines: report, logged: 0, refused: count })
}

const phases: Entry['kind'][] = [
  'pundit.added',
  'pundit.identified',
  'source.added',
  'claim.opened',
  'prediction.logged',
  'evidence.filed',
  'claim.resolved',
  'claim.voided',
]

/** Entries of a kind together, each after what it rests on: an import is then one stretch a kind. */
function byPhase(a: Entry, b: Entry): number {
  return phases.indexOf(a.kind) - phases.indexOf(b.kind)
}
