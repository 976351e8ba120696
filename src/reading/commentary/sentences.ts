import { type Folded, fold } from '../fold.ts'
import { type Block, blocksOf } from './blocks.ts'

/** One sentence, heading or fragment, with its offsets in the text, in UTF-16 units. */
export interface Sentence {
  index: number
  start: number
  end: number
  text: string
  folded: Folded
  block: Block
  blockIndex: number
  /** First in its block. */
  leads: boolean
}

const longest = 1000

const abbreviation =
  /(?:^|[\s(“"'‘])(?:Mr|Mrs|Ms|Dr|Prof|Gen|Col|Lt|Sgt|Capt|Maj|Cmdr|Adm|Sen|Rep|Gov|Pres|Rev|Hon|St|Jr|Sr|vs|v|No|Nos|Fig|Eq|al|approx|est|cf|ca|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|e\.g|i\.e|p\.a|viz|[A-Z]|[A-Z]\.[A-Z])\.$/
const company = /\b(?:Inc|Ltd|Corp|Co|Bros|etc|a\.m|p\.m|(?:[A-Z]\.){2,})\.?$/
const opener =
  /^["“‘'(]?(?:The|A|An|But|And|In|On|At|It|Its|He|She|They|We|I|This|That|These|Those|There|If|As|For|While|When|After|Before|By|With|However|Meanwhile|Yet|So|Still|Not|No)\b/

const segmenter = new Intl.Segmenter('en', { granularity: 'sentence' })

/**
 * The sentences of a text, by Unicode's rules (UAX 29) with what English needs besides: abbreviations and
 * initials do not end one, a quotation's own full stop does not part it from "he said", and a stop without a
 * space does end one. A run of more than 1,000 characters is cut at a space.
 *
 * Worked value: sentencesOf('Mr. Low spoke. It ended.') has two, at 0..14 and 15..24; text.slice(start, end)
 * is always the sentence. Errors: none.
 */
export function sentencesOf(text: string): Sentence[] {
  const sentences: Sentence[] = []
  for (const [blockIndex, block] of blocksOf(text).entries()) {
    if (block.kind === 'meta') continue
    let leads = true
    for (const [start, end] of spansIn(text, block)) {
      const words = text.slice(start, end)
      sentences.push({
        index: sentences.length,
        start,
        end,
        text: words,
        folded: fold(words),
        block,
        blockIndex,
        leads,
      })
      leads = false
    }
  }
  return sentences
}

function spansIn(text: string, { start, end, kind }: Block): [number, number][] {
  const flat = text.slice(start, end).replaceAll(/[\n\r\t]/g, ' ')
  const spans: [number, number][] = []
  if (kind === 'heading') spans.push([0, flat.length])
  else {
    for (const { index, segment } of segmenter.segment(flat)) {
      const last = spans.at(-1)
      const before = last === undefined ? '' : flat.slice(Math.max(last[0], last[1] - 60), last[1]).trimEnd()
      if (last !== undefined && continues(before, segment)) last[1] = index + segment.length
      else spans.push([index, index + segment.length])
    }
  }
  return spans
    .flatMap(span => glued(flat, span))
    .flatMap(span => cut(flat, span))
    .flatMap(([from, to]) => trimmed(flat, from, to))
    .map(([from, to]) => [start + from, start + to])
}

function continues(before: string, segment: string): boolean {
  if (/^\s*[\p{Lowercase_Letter},;:]/u.test(segment)) return true
  if (abbreviation.test(before)) return true
  if (/^["“(]?\d{1,2}\.$/.test(before.trimStart())) return true
  return company.test(before) && !opener.test(segment) && !/\b(?:a\.m|p\.m)\.?$/.test(before)
}

/** A stop without its space: "It fell.Then it rose." */
function glued(flat: string, [from, to]: [number, number]): [number, number][] {
  const parts: [number, number][] = []
  let start = from
  for (const match of flat.slice(from, to).matchAll(/(?<=[a-z]{3}[.!?]["”]?)(?=[A-Z][a-z]+ )/g)) {
    parts.push([start, from + match.index])
    start = from + match.index
  }
  return [...parts, [start, to]]
}

function cut(flat: string, [from, to]: [number, number]): [number, number][] {
  const parts: [number, number][] = []
  let start = from
  while (to - start > longest) {
    const space = flat.lastIndexOf(' ', start + longest)
    const stop = space > start ? space : start + longest
    parts.push([start, stop])
    start = stop
  }
  return [...parts, [start, to]]
}

function trimmed(flat: string, from: number, to: number): [number, number][] {
  const words = flat.slice(from, to)
  const start = from + words.length - words.trimStart().length
  const end = from + words.trimEnd().length
  return end > start && /[\p{Letter}\p{Number}]/u.test(flat.slice(start, end)) ? [[start, end]] : []
}
