import { z } from 'zod'
import { keepRecords } from './accuracy/project.ts'
import { ClaimOpened, ClaimResolved, EvidenceFiled } from './claims/claim.ts'
import { ClaimCorrected, ClaimMerged } from './claims/correction-and-merge.ts'
import { ClaimDisputed, ClaimReopened, ClaimSettled, ClaimVoided } from './claims/dispute-and-settlement.ts'
import {
  projectClaimsCorrected,
  projectClaimsDisputed,
  projectClaimsMerged,
  projectClaimsOpened,
  projectClaimsReopened,
  projectClaimsResolved,
  projectClaimsSettled,
  projectClaimsVoided,
  projectEvidenceFiled,
} from './claims/project.ts'
import { insertAll } from './db/bulk.ts'
import type { Tx } from './db/client.ts'
import * as schema from './db/schema.ts'
import type { ActorDeps } from './deps.ts'
import { canonicalBytes, maxEntryBytes } from './ledger/bytes.ts'
import { leafHash } from './ledger/hashes.ts'
import { PredictionCorrected, PredictionLogged } from './predictions/prediction.ts'
import { projectPredictionsCorrected, projectPredictionsLogged } from './predictions/project.ts'
import { Problem } from './problem.ts'
import { projectPunditsAdded, projectPunditsIdentified, projectPunditsMerged } from './pundits/project.ts'
import { PunditAdded, PunditIdentified, PunditMerged } from './pundits/pundit.ts'
import { renewVersions } from './pundits/versions.ts'
import { projectEntriesRedacted } from './redactions/project.ts'
import { EntryRedacted } from './redactions/redaction.ts'
import { projectSourcesAdded } from './sources/project.ts'
import { SourceAdded } from './sources/source.ts'

function kind<Kind extends string, Payload extends z.ZodType>(name: Kind, payload: Payload) {
  return z.object({
    id: z.string(),
    kind: z.literal(name),
    subject: z.string(),
    actor: z.string(),
    recordedAt: z.string(),
    payload,
  })
}

/** Every kind of entry. A kind never changes its meaning: a new meaning is a new kind. */
export const Entry = z.discriminatedUnion('kind', [
  kind('pundit.added', PunditAdded),
  kind('pundit.identified', PunditIdentified),
  kind('source.added', SourceAdded),
  kind('claim.opened', ClaimOpened),
  kind('prediction.logged', PredictionLogged),
  kind('evidence.filed', EvidenceFiled),
  kind('claim.resolved', ClaimResolved),
  kind('claim.disputed', ClaimDisputed),
  kind('claim.settled', ClaimSettled),
  kind('claim.voided', ClaimVoided),
  kind('claim.reopened', ClaimReopened),
  kind('claim.corrected', ClaimCorrected),
  kind('claim.merged', ClaimMerged),
  kind('prediction.corrected', PredictionCorrected),
  kind('pundit.merged', PunditMerged),
  kind('entry.redacted', EntryRedacted),
])
export type Entry = z.infer<typeof Entry>
export type EntryOf<Kind extends Entry['kind']> = Extract<Entry, { kind: Kind }>

/** What every entry of one operation shares. Each entry gets an id of its own. */
export function envelope(deps: ActorDeps) {
  return { id: deps.newId(), actor: deps.actor, recordedAt: deps.now().toISOString() }
}

/** Appends one entry to the ledger and makes its rows and figures what it means, in the caller's transaction. */
export async function record(tx: Tx, entry: Entry): Promise<void> {
  await recordAll(tx, [entry])
}

/** The same for many, in few statements. An entry comes after those it rests on. */
export async function recordAll(tx: Tx, entries: Entry[]): Promise<void> {
  await insertAll(tx, schema.entries, entries.map(entryRow))
  await keepRecords(tx, await project(tx, entries))
  await renewVersions(tx, entries)
}

function entryRow(entry: Entry) {
  const bytes = canonicalBytes(entry)
  if (bytes.length > maxEntryBytes) {
    throw new Problem(
      'invalid',
      `The entry would take ${bytes.length} bytes; the ledger holds ${maxEntryBytes}.`,
      {
        errors: [{ pointer: '#', detail: 'is too long: shorten the longest text' }],
      },
    )
  }
  return { id: entry.id, kind: entry.kind, subject: entry.subject, bytes, leafHash: leafHash(bytes) }
}

export function parseEntry(bytes: Uint8Array): Entry {
  return Entry.parse(JSON.parse(new TextDecoder().decode(bytes)))
}

/**
 * Writes the rows that entries mean, but for the records of pundits: returns those whose record is out of date then.
 * Replaying a ledger through here gives the same rows again.
 */
export async function project(tx: Tx, entries: Entry[]): Promise<string[]> {
  const stale = new Set<string>()
  for (const run of runs(entries)) for (const id of await projectRun(tx, run)) stale.add(id)
  return [...stale]
}

/** Cuts entries into stretches of one kind in which no subject comes twice, each projected at one go. */
function* runs(entries: Entry[]): Generator<Entry[]> {
  let run: Entry[] = []
  let subjects = new Set<string>()
  for (const entry of entries) {
    if (run.length > 0 && (run[0]?.kind !== entry.kind || subjects.has(entry.subject))) {
      yield run
      run = []
      subjects = new Set()
    }
    run.push(entry)
    subjects.add(entry.subject)
  }
  if (run.length > 0) yield run
}

/** Returns the pundits whose record is out of date then. */
async function projectRun(tx: Tx, run: Entry[]): Promise<string[]> {
  const kind = run[0]?.kind
  switch (kind) {
    case 'pundit.added':
      await projectPunditsAdded(tx, only(run, kind))
      return []
    case 'pundit.identified':
      await projectPunditsIdentified(tx, only(run, kind))
      return []
    case 'source.added':
      await projectSourcesAdded(tx, only(run, kind))
      return []
    case 'claim.opened':
      await projectClaimsOpened(tx, only(run, kind))
      return []
    case 'prediction.logged':
      return projectPredictionsLogged(tx, only(run, kind))
    case 'evidence.filed':
      await projectEvidenceFiled(tx, only(run, kind))
      return []
    case 'claim.resolved':
      return projectClaimsResolved(tx, only(run, kind))
    case 'claim.disputed':
      return projectClaimsDisputed(tx, only(run, kind))
    case 'claim.settled':
      return projectClaimsSettled(tx, only(run, kind))
    case 'claim.voided':
      return projectClaimsVoided(tx, only(run, kind))
    case 'claim.reopened':
      return projectClaimsReopened(tx, only(run, kind))
    case 'claim.corrected':
      return projectClaimsCorrected(tx, only(run, kind))
    case 'claim.merged':
      return projectClaimsMerged(tx, only(run, kind))
    case 'prediction.corrected':
      return projectPredictionsCorrected(tx, only(run, kind))
    case 'pundit.merged':
      return projectPunditsMerged(tx, only(run, kind))
    case 'entry.redacted':
      await projectEntriesRedacted(tx, only(run, kind))
      return []
    default:
      kind satisfies undefined
      return []
  }
}

function only<Kind extends Entry['kind']>(run: Entry[], kind: Kind): EntryOf<Kind>[] {
  return run.filter((entry): entry is EntryOf<Kind> => entry.kind === kind)
}
