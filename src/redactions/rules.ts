import type { ClaimCorrected } from '../claims/correction-and-merge.ts'
import type { Entry } from '../entries.ts'
import type { PredictionTerms } from '../predictions/prediction.ts'

/** What stands where words were: unlike anything else in the ledger, as the index is. */
export function markOf(index: number): string {
  return `[redacted, entry ${index}]`
}

/** No address anybody has; what asks for an address gets this one. */
const nowhere = 'https://redacted.invalid/'

export function isRedactedUrl(url: string): boolean {
  return url.startsWith(nowhere)
}

/**
 * What is left of an entry: who did what and when, what it was about, and every number, date and choice, so that it
 * counts as it did; nothing that anybody wrote.
 */
export function withoutWords(entry: Exclude<Entry, { kind: 'entry.redacted' }>, index: number): Entry {
  const mark = markOf(index)
  switch (entry.kind) {
    case 'pundit.added': {
      const { kind } = entry.payload
      return { ...entry, payload: { slug: `redacted-${index}`, name: mark, kind, aliases: [] } }
    }
    case 'pundit.identified':
      return { ...entry, payload: { names: [] } }
    case 'source.added': {
      const { publishedOn } = entry.payload
      return { ...entry, payload: { title: mark, publishedOn } }
    }
    case 'claim.opened': {
      const { criteria: _criteria, dueWording: _wording, condition, ...payload } = entry.payload
      const marked = condition && { ...condition, ...(condition.text === undefined ? {} : { text: mark }) }
      return { ...entry, payload: { ...payload, statement: mark, topics: [], condition: marked } }
    }
    case 'prediction.logged': {
      const { role: _role, ...payload } = entry.payload
      return { ...entry, payload: { ...payload, quote: { exact: mark } } }
    }
    case 'evidence.filed': {
      const { claimId, publishedOn, stance } = entry.payload
      return { ...entry, payload: { claimId, url: `${nowhere}${index}`, title: mark, publishedOn, stance } }
    }
    case 'claim.resolved':
      return { ...entry, payload: { ...entry.payload, rationale: mark } }
    case 'claim.disputed':
      return { ...entry, payload: { ...entry.payload, rationale: mark } }
    case 'claim.settled':
      return { ...entry, payload: { ...entry.payload, rationale: mark } }
    case 'claim.voided':
      return entry
    case 'claim.reopened': {
      const { reason, ...payload } = entry.payload
      return { ...entry, payload: { ...payload, ...(reason === undefined ? {} : { reason: mark }) } }
    }
    case 'claim.corrected': {
      const { correctionId, before, after } = entry.payload
      const payload = {
        correctionId,
        reason: mark,
        before: unworded(before, mark),
        after: unworded(after, mark),
      }
      return { ...entry, payload }
    }
    case 'claim.merged':
      return { ...entry, payload: { ...entry.payload, reason: mark } }
    case 'prediction.corrected': {
      const { correctionId, before, after } = entry.payload
      const payload = {
        correctionId,
        reason: mark,
        before: unquoted(before, mark),
        after: unquoted(after, mark),
      }
      return { ...entry, payload }
    }
    case 'pundit.merged':
      return { ...entry, payload: { ...entry.payload, reason: mark } }
  }
}

function unworded(
  { statement, criteria, dueWording, topics }: ClaimCorrected['before'],
  mark: string,
): ClaimCorrected['before'] {
  return {
    ...(statement === undefined ? {} : { statement: mark }),
    ...(criteria === undefined ? {} : { criteria: criteria === null ? null : mark }),
    ...(dueWording === undefined ? {} : { dueWording: dueWording === null ? null : mark }),
    ...(topics === undefined ? {} : { topics: [] }),
  }
}

function unquoted({ role, quote, ...terms }: PredictionTerms, mark: string): PredictionTerms {
  return {
    ...terms,
    ...(role === undefined ? {} : { role: role === null ? null : mark }),
    ...(quote === undefined ? {} : { quote: { exact: mark } }),
  }
}
