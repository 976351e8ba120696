import { type Doubt, doubtsIn } from './doubts.ts'
import type { Hit } from './hits.ts'
import { probabilityTags } from './probability-tags.ts'
import type { Group } from './rule.ts'
import type { Sentence } from './sentences.ts'

/** One claim of a sentence: its hits, and the stretch of the sentence that makes it, in folded offsets. */
export interface Part {
  hits: Hit[]
  start: number
  end: number
  /** Where its own clause begins, when it shares a sentence. */
  alone: boolean
  /** What doubts or denies it, when something does. */
  doubt: Doubt | null
}

type Span = Omit<Part, 'doubt'>

const boundary =
  /;| - |, ?(?:and|but|while|whereas|though|although|yet|so|or|with|nor)\b|[,"] (?=(?:[a-z' ]{1,30} )?(?:will|won't|may|might|could|would|should)\b)|\b(?:and|but|while|whereas|though|although)\b/g

/** These can end a sentence of their own: two of them are two claims. */
const finite: readonly Group[] = [
  'will',
  'going-to',
  'would',
  'could',
  'might',
  'may',
  'should',
  'outlook-adjective',
  'commitment',
  'idiom',
]

/**
 * The claims that a sentence's hits make. Hits with a coordinator between them are two when both could stand alone:
 * "will make him nervous, and might make him talk"; so are the stretches that carry probabilities of their own.
 */
export function partsOf({ text, folded, block }: Sentence, hits: readonly Hit[]): Part[] {
  const doubts = doubtsIn(folded.text)
  return spansOf({ text, folded, block }, hits, doubts).map(span => ({
    ...span,
    doubt: doubtOver(doubts, span),
  }))
}

function spansOf(
  { text, folded, block }: Pick<Sentence, 'text' | 'folded' | 'block'>,
  hits: readonly Hit[],
  doubts: readonly Doubt[],
): Span[] {
  const whole = { start: 0, end: folded.text.length }
  const tags = probabilityTags(text, block.kind !== 'prose')
  if (tags.length > 1) return taggedParts(folded.at, tags, hits, whole.end)
  const groups: Hit[][] = []
  const edges: number[] = []
  for (const hit of hits) {
    const last = groups.at(-1)
    const edge = last && edgeBetween(folded.text, last, hit, doubts)
    if (last === undefined) groups.push([hit])
    else if (edge === undefined) last.push(hit)
    else {
      edges.push(edge)
      groups.push([hit])
    }
  }
  return groups
    .map((group, index) => ({
      hits: group,
      start: edges[index - 1] ?? whole.start,
      end: edges[index] ?? whole.end,
      alone: groups.length === 1,
    }))
    .flatMap(part => datedParts(folded.text, part))
}

const dates = /\b(?:in|by|for|to) (?:20\d\d|q[1-4])\b|\b(?:this|next) year\b/g
const nextFigure =
  /,? (?:and|before|then)? ?(?=(?:[a-z]+ing (?:down |up |back )?(?:to |at |by |again )|to (?:return|rise|fall|reach|slow|ease|grow|total|average) )|(?:around |about )?[\d$€£])|, (?=[a-z]+ing )/g

/** "Will reach 20 % in 2027, slowing to 6 % in 2028": figures with dates of their own. */
function datedParts(text: string, part: Span): Span[] {
  const found = Array.from(text.slice(part.start, part.end).matchAll(dates), ({ 0: words, index }) => ({
    start: part.start + index,
    end: part.start + index + words.length,
  }))
  const last = part.hits.at(-1)?.end ?? 0
  const edges = found.flatMap((date, at) => {
    const next = found[at + 1]
    if (!next || date.end < last) return []
    const between = text.slice(date.end, next.start)
    const [edge] = between.matchAll(nextFigure)
    return edge && edge.index < 8 && /\d/.test(between) ? [date.end + edge.index] : []
  })
  if (edges.length === 0) return [part]
  const starts = [part.start, ...edges]
  return starts.map((start, at) => ({ hits: part.hits, start, end: edges[at] ?? part.end, alone: false }))
}

function edgeBetween(text: string, last: Hit[], hit: Hit, doubts: readonly Doubt[]): number | undefined {
  const before = last.at(-1)
  if (!before || hit.start < before.end) return undefined
  const left = doubts.find(doubt => holds(doubt, before) && doubt.until <= hit.start)
  if (left) return left.until
  const entered = doubts.find(doubt => holds(doubt, hit) && before.end <= doubt.start)
  const between = text.slice(before.end, entered?.start ?? hit.start)
  if (entered) return lastBoundary(between, before.end)
  if (!finite.includes(hit.rule.group)) return undefined
  if (!last.some(one => finite.includes(one.rule.group)) && !sharesVerb(before, between)) return undefined
  if (/^(?: \w+){0,2}$/.test(between) && !/ (?:and|but|or) /.test(between)) return undefined
  return lastBoundary(between, before.end)
}

function lastBoundary(between: string, from: number): number | undefined {
  let edge: number | undefined
  for (const match of between.matchAll(boundary)) edge = from + match.index
  return edge
}

/** In the doubted clause, or the doubting words themselves. */
function holds({ start, until }: Doubt, hit: { start: number }): boolean {
  return hit.start >= start && hit.start < until
}

/** The doubt that governs a claim's first words of forecasting, or stands anywhere in a claim without such words. */
function doubtOver(doubts: readonly Doubt[], { hits, start, end }: Span): Doubt | null {
  const [first] = hits.filter(hit => hit.start >= start && hit.start < end)
  const isWhole = first === undefined || (first.start === 0 && first.end >= end)
  return (
    doubts.find(doubt => (isWhole ? doubt.start < end && doubt.until > start : holds(doubt, first))) ?? null
  )
}

/** "Officials fear that A is near, and might B": one verb, two things feared. */
function sharesVerb({ rule }: Hit, between: string): boolean {
  return rule.group === 'forecasting-verb' && endsInAnother(between.trimEnd())
}

function taggedParts(
  at: readonly number[],
  tags: ReturnType<typeof probabilityTags>,
  hits: readonly Hit[],
  length: number,
): Span[] {
  const parts: Span[] = []
  let start = 0
  for (const [index, tag] of tags.entries()) {
    const found = at.findIndex(offset => offset >= tag.end)
    const end = index === tags.length - 1 || found < 0 ? length : found
    const inside = hits.filter(hit => hit.start >= start && hit.start < end)
    parts.push({ hits: inside.length > 0 ? inside : hits.slice(0, 1), start, end, alone: false })
    start = end
  }
  return parts
}

/** Six words or more, the last of which joins. */
function endsInAnother(between: string): boolean {
  return /\b(?:and|but)$/.test(between) && between.split(' ').length > 5
}
