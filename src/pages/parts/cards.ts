import type { Candidate } from '../../reading/commentary.ts'
import { claimLabels, deadlineLabels } from './claim-fields.tsx'
import { partsOf } from './form.tsx'
import { predictionLabels } from './prediction.tsx'
import { predictionInput } from './prediction-input.ts'
import { sourceFields, sourceLabels } from './source-fields.tsx'

/** The fields of one card. In the form each name stands after the number of its card: "3/quote/exact". */
export const cardLabels = {
  ...claimLabels,
  ...deadlineLabels,
  ...predictionLabels,
}

/** Labels for whatever an error may name. */
export function labelsOf(count: number): Record<string, string> {
  const cards = Array.from({ length: count }, (_, card) =>
    Object.entries({ ...cardLabels, claim: 'Claim', quote: 'Exact words', pundit: 'Who said it' }).map(
      ([name, label]) => [`${card}/${name}`, `Forecast ${card + 1}, ${label}`],
    ),
  )
  return { text: 'Text', ...sourceLabels, ...Object.fromEntries(cards.flat()) }
}

/** What the form shows for a candidate, by field. */
export function valuesOf(candidate: Candidate, publishedOn: string): Record<string, string> {
  const { quote, pundit, deadline, probability } = candidate
  return {
    start: String(quote.start),
    end: String(quote.end),
    confidence: String(candidate.confidence),
    triggers: [...new Set(candidate.triggers.map(({ words }) => words))].join(' · ').slice(0, 200),
    unresolved: candidate.unresolved.join(', '),
    'claim/statement': candidate.statement,
    'claim/topics': candidate.topics.join(', '),
    'claim/condition': (candidate.condition?.text ?? '').slice(0, 300),
    'claim/dueWording': (deadline?.wording ?? '').slice(0, 200),
    'claim/dueBy': deadline?.dueBy ?? '',
    'claim/dueByStrict': deadline && deadline.dueByStrict !== deadline.dueBy ? deadline.dueByStrict : '',
    'claim/dueBasis': deadline?.basis ?? '',
    'pundit/name': pundit.name ?? '',
    'pundit/kind': pundit.kind ?? '',
    'pundit/role': pundit.role ?? '',
    'quote/exact': quote.exact,
    'quote/prefix': oneLine(quote.prefix),
    'quote/suffix': oneLine(quote.suffix),
    saidOn: publishedOn,
    stance: candidate.stance,
    hedge: candidate.hedge ?? '',
    probability: candidate.hedge === null ? String(Number((probability.value * 100).toPrecision(4))) : '',
  }
}

/** A browser drops the breaks of lines from a field of one line, and glues the words beside them. */
function oneLine(words: string): string {
  return words.replaceAll(/\s*\n\s*/g, ' ')
}

/** Whether the statement still begins with a pronoun that the reader could not tell the meaning of: which one. */
export function openingPronoun(card: Record<string, string>): string | undefined {
  const first = card['claim/statement']?.match(/[\p{L}]+/u)?.[0]?.toLowerCase()
  return card.unresolved?.split(', ').find(word => word === first)
}

/** How many cards a form holds. */
function countCards(values: Record<string, string>): number {
  const count = Number(values.cards)
  return Number.isInteger(count) && count >= 0 && count <= mostCards ? count : 0
}

/** More than any article has; a form cannot make us draw more. */
export const mostCards = 2000

/** All cards of a form at once: one pass over its fields. */
export function cardsOf(values: Record<string, string>): Record<string, string>[] {
  const cards: Record<string, string>[] = Array.from({ length: countCards(values) }, () => ({}))
  for (const [name, value] of Object.entries(values)) {
    const [, card = '', field = ''] = name.match(/^(\d+)\/(.+)$/) ?? []
    const fields = cards[Number(card)]
    if (card !== '' && fields !== undefined) fields[field] = value
  }
  return cards
}

/** A card as a line of an import. */
export function lineOf(card: Record<string, string>, values: Record<string, string>, textHash: string) {
  return { ...predictionInput(card), source: { ...partsOf(values, 'source', sourceFields), textHash } }
}
