import { min } from 'drizzle-orm'
import { z } from 'zod'
import type { FileEvidence } from '../claims/claim.ts'
import { decidedOn, evidenceErrors, resolutionErrors } from '../claims/rules.ts'
import { isOneOf } from '../db/bulk.ts'
import { type Tx, transact } from '../db/client.ts'
import { predictions } from '../db/schema.ts'
import type { ActorDeps } from '../deps.ts'
import { type Entry, envelope, recordAll } from '../entries.ts'
import { dateOf } from '../fields.ts'
import { type FieldError, fieldErrors, Problem, problemErrors, under } from '../problem.ts'
import { type PlannedClaim, type PlannedPrediction, planPredictions } from './plan.ts'
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

/** Logs many predictions, with evidence and resolutions, or none of them: a line that will not do refuses all. */
export async function importPredictions(deps: ActorDeps, raw: RawLine[]) {
  const parsed = raw.map(parseLine)
  return transact(deps.db, async tx => {
    const lines = parsed.filter(line => 'input' in line)
    const { named, planned } = await planPredictions(
      tx,
      deps,
      lines.map(({ input }) => withoutOutcome(input)),
    )
    const saidOn = await earliestSaidOn(tx, lines, planned)
    const entries: Entry[] = [...named]
    const reports = new Map<number, LineReport>(
      parsed.flatMap(line => ('errors' in line ? [[line.line, line]] : [])),
    )
    for (const [index, { line, input }] of lines.entries()) {
      const prediction = planned[index]
      if (prediction === undefined) throw new Error('Each line has its plan.')
      reports.set(line, { line, ref: input.ref, ...settle(deps, entries, input, prediction, saidOn) })
    }
    for (const [index, { line, input }] of lines.entries()) {
      const errors = hindsight(planned[index], dateOf(deps.now()))
      if (errors.length > 0)
        reports.set(line, { line, ref: input.ref, errors: [...errorsOf(reports.get(line)), ...errors] })
    }
    const report = [...reports.values()].sort((a, b) => a.line - b.line)
    const bad = report.filter(line => 'errors' in line)
    if (bad.length > 0) throw refused(report, bad.length)
    await recordAll(tx, entries.sort(byPhase))
    const logged = report.filter(line => 'predictionId' in line)
    return { lines: logged, logged: logged.length, refused: 0 }
  })
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

function withoutOutcome({
  ref: _ref,
  evidence: _evidence,
  resolution: _resolution,
  ...prediction
}: ImportLine) {
  return prediction
}

/** When each claim was first forecast, counting the lines of this import. */
async function earliestSaidOn(tx: Tx, lines: Line[], planned: (PlannedPrediction | Problem)[]) {
  const known = lines.flatMap(({ input }) =>
    input.claimId !== undefined && input.resolution ? input.claimId : [],
  )
  const rows = await tx
    .select({ claimId: predictions.claimId, saidOn: min(predictions.saidOn) })
    .from(predictions)
    .where(isOneOf(predictions.claimId, known))
    .groupBy(predictions.claimId)
  const saidOn = new Map(rows.map(row => [row.claimId, row.saidOn ?? '']))
  for (const prediction of planned) {
    if (prediction instanceof Problem) continue
    const { claimId, saidOn: said } = prediction.logged.payload
    const earliest = saidOn.get(claimId)
    if (earliest === undefined || said < earliest) saidOn.set(claimId, said)
  }
  return saidOn
}

/** Adds a line's entries, or says what is wrong with it. */
function settle(
  deps: ActorDeps,
  entries: Entry[],
  input: ImportLine,
  prediction: PlannedPrediction | Problem,
  saidOn: Map<string, string>,
): { predictionId: string; claimId: string } | { errors: FieldError[] } {
  if (prediction instanceof Problem) return { errors: problemErrors(prediction) }
  const { claim, logged } = prediction
  const errors = [
    ...evidenceDates(deps, input),
    ...outcomeErrors(deps, input, claim, saidOn.get(claim.id) ?? ''),
  ]
  if (errors.length > 0) return { errors }

  if (claim.opened !== undefined) entries.push(claim.opened)
  entries.push(logged)
  for (const item of input.evidence ?? []) entries.push(filed(deps, claim.id, item))
  if (input.resolution !== undefined) {
    const { evidence = [], ...terms } = input.resolution
    const cited = evidence.map(item => filed(deps, claim.id, item))
    const evidenceIds = cited.map(entry => entry.subject)
    const payload = { ...terms, resolutionId: deps.newId(), evidenceIds }
    entries.push(...cited, { ...envelope(deps), kind: 'claim.resolved', subject: claim.id, payload })
    claim.outcome = terms.outcome
    claim.decidedOn = decidedOn({ ...terms, resolvedOn: dateOf(deps.now()) })
  }
  return { predictionId: logged.subject, claimId: claim.id }
}

function errorsOf(report: LineReport | undefined): FieldError[] {
  return report !== undefined && 'errors' in report ? report.errors : []
}

/** What was said after the day on which, by another line, the outcome was known. */
function hindsight(prediction: PlannedPrediction | Problem | undefined, today: string): FieldError[] {
  if (prediction === undefined || prediction instanceof Problem) return []
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
  { resolution }: ImportLine,
  claim: PlannedClaim,
  earliestSaidOn: string,
) {
  if (resolution === undefined) return []
  if (claim.outcome !== null) {
    return [{ pointer: '#/resolution', detail: `the claim is already settled as ${claim.outcome}` }]
  }
  const citedOn = resolution.evidence?.map(item => item.publishedOn) ?? []
  const errors = resolutionErrors(resolution, {
    ...claim,
    earliestSaidOn,
    today: dateOf(deps.now()),
    citedOn,
  })
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

const phases = {
  'pundit.added': 0,
  'pundit.identified': 1,
  'source.added': 2,
  'claim.opened': 3,
  'prediction.logged': 4,
  'evidence.filed': 5,
  'claim.resolved': 6,
} satisfies Record<Entry['kind'], number>

/** Entries of a kind together, each after what it rests on: an import is then one stretch a kind. */
function byPhase(a: Entry, b: Entry): number {
  return phases[a.kind] - phases[b.kind]
}
