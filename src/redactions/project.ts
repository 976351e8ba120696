import { and, asc, eq, inArray, sql } from 'drizzle-orm'
import { keepRecords } from '../accuracy/project.ts'
import { punditsOf } from '../claims/project.ts'
import { insertAll, isOneOf } from '../db/bulk.ts'
import type { Tx } from '../db/client.ts'
import { readableBytes } from '../db/readable-bytes.ts'
import {
  claims,
  entries,
  evidence,
  predictions,
  punditNames,
  pundits,
  redactions,
  sources,
} from '../db/schema.ts'
import { type Entry, type EntryOf, parseEntry } from '../entries.ts'
import { canonicalBytes } from '../ledger/bytes.ts'
import { quoteKey } from '../predictions/rules.ts'
import { reword } from '../predictions/words.ts'
import { nameKey } from '../pundits/rules.ts'
import { sourceIdentity } from '../sources/rules.ts'

export async function projectEntriesRedacted(tx: Tx, redacted: EntryOf<'entry.redacted'>[]): Promise<void> {
  await insertAll(
    tx,
    redactions,
    redacted.map(({ id, subject, actor, recordedAt, payload }) => ({
      entryId: subject,
      index: payload.index,
      kept: canonicalBytes(payload.kept),
      reason: payload.reason,
      redactedAt: new Date(recordedAt),
      redactedBy: actor,
      redactionId: id,
    })),
  )
}

/**
 * Takes the words of an entry, just redacted, out of the rows that have them: as replaying would, which reads what is
 * left. A claim's topics are words, too, and records are kept by topic.
 */
export async function forgetWords(tx: Tx, entry: Entry): Promise<void> {
  switch (entry.kind) {
    case 'claim.opened':
    case 'claim.corrected':
      await forgetInClaim(tx, entry.subject)
      return keepRecords(tx, await punditsOf(tx, [entry.subject]))
    case 'prediction.logged':
    case 'prediction.corrected':
      return forgetInPrediction(tx, entry.subject)
    case 'evidence.filed':
      return forgetInEvidence(tx, entry.subject)
    case 'source.added':
      return forgetInSource(tx, entry.subject)
    case 'pundit.added':
    case 'pundit.identified':
      return forgetInPundit(tx, entry)
    default:
      return
  }
}

/** What is left of the entries of a subject that say what it reads, in their order. */
async function wordings<Kind extends Entry['kind']>(
  tx: Tx,
  subject: string,
  kinds: Kind[],
): Promise<EntryOf<Kind>[]> {
  const rows = await tx
    .select({ bytes: readableBytes })
    .from(entries)
    .where(and(eq(entries.subject, subject), inArray(entries.kind, kinds)))
    .orderBy(asc(entries.position))
  const found: readonly string[] = kinds
  return rows
    .map(({ bytes }) => parseEntry(bytes))
    .filter((entry): entry is EntryOf<Kind> => found.includes(entry.kind))
}

async function forgetInClaim(tx: Tx, id: string): Promise<void> {
  for (const entry of await wordings(tx, id, ['claim.opened', 'claim.corrected'])) {
    if (entry.kind === 'claim.corrected') {
      const { after } = entry.payload
      if (Object.keys(after).length > 0) await tx.update(claims).set(after).where(eq(claims.id, id))
      continue
    }
    const { statement, topics, criteria = null, dueWording = null, condition } = entry.payload
    const opened = { statement, topics, criteria, dueWording, condition: condition?.text ?? null }
    await tx.update(claims).set(opened).where(eq(claims.id, id))
  }
  await reword(tx, eq(predictions.claimId, id))
}

async function forgetInPrediction(tx: Tx, id: string): Promise<void> {
  for (const entry of await wordings(tx, id, ['prediction.logged', 'prediction.corrected'])) {
    const logged = entry.kind === 'prediction.logged'
    const { role, quote } = logged ? { role: null, ...entry.payload } : entry.payload.after
    const terms = {
      ...(role === undefined ? {} : { role }),
      ...(quote && {
        quoteExact: quote.exact,
        quotePrefix: quote.prefix ?? null,
        quoteSuffix: quote.suffix ?? null,
        quoteKey: quoteKey(quote.exact),
      }),
    }
    if (Object.keys(terms).length > 0) await tx.update(predictions).set(terms).where(eq(predictions.id, id))
  }
  await reword(tx, eq(predictions.id, id))
}

async function forgetInEvidence(tx: Tx, id: string): Promise<void> {
  const [filed] = await wordings(tx, id, ['evidence.filed'])
  if (filed === undefined) return
  const { url, title } = filed.payload
  const left = { url, title, publisher: null, excerpt: null, note: null }
  await tx.update(evidence).set(left).where(eq(evidence.id, id))
}

async function forgetInSource(tx: Tx, id: string): Promise<void> {
  const [added] = await wordings(tx, id, ['source.added'])
  if (added === undefined) return
  const { title } = added.payload
  const nothing = { url: null, publisher: null, author: null, archiveUrl: null, textHash: null }
  const left = { ...nothing, title, identity: sourceIdentity(added.payload) }
  await tx.update(sources).set(left).where(eq(sources.id, id))
}

/** A name and a Wikidata id are given by one entry only, and move on when pundits are merged. */
async function forgetInPundit(
  tx: Tx,
  entry: EntryOf<'pundit.added'> | EntryOf<'pundit.identified'>,
): Promise<void> {
  const { payload, subject } = entry
  const names = 'names' in payload ? payload.names : [payload.name, ...payload.aliases]
  await tx.delete(punditNames).where(isOneOf(punditNames.key, names.map(nameKey)))
  if (payload.wikidataId !== undefined)
    await tx.update(pundits).set({ wikidataId: null }).where(eq(pundits.wikidataId, payload.wikidataId))
  if (entry.kind !== 'pundit.added') return
  const [added] = await wordings(tx, subject, ['pundit.added'])
  if (added === undefined) return
  const { slug, name } = added.payload
  const [row] = await tx.update(pundits).set({ slug, name }).where(eq(pundits.id, subject)).returning()
  const punditId = row?.mergedInto ?? subject
  await reword(tx, eq(predictions.punditId, punditId))
  await tx.execute(
    sql`insert into ${punditNames} (key, pundit_id, name) values (${nameKey(name)}, ${punditId}, ${name})`,
  )
}
