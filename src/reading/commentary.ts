import { bareFutureIn } from './commentary/bare-futures.ts'
import { type Condition, conditionOf } from './commentary/conditions.ts'
import { type DeadlineRead, deadlineOf } from './commentary/deadlines.ts'
import { doubtsIn } from './commentary/doubts.ts'
import { type Frame, framesOf } from './commentary/frames.ts'
import { hedgeOf } from './commentary/hedges.ts'
import { type Hit, hitsIn } from './commentary/hits.ts'
import { isEnglish } from './commentary/language.ts'
import type { Pundit } from './commentary/names.ts'
import { type Part, partsOf } from './commentary/parts.ts'
import { isOnlyTag } from './commentary/probability-tags.ts'
import { quoteAt } from './commentary/quotes.ts'
import { type Sentence, sentencesOf } from './commentary/sentences.ts'
import { type Attribution, Speakers } from './commentary/speakers.ts'
import { stanceOf } from './commentary/stances.ts'
import { draftOf } from './commentary/statement.ts'
import { topicsOf } from './commentary/topics.ts'
import { longestText, type refusals } from './refusals.ts'

/** A stretch of the text: `text.slice(start, end)`, in UTF-16 units. */
interface Stretch {
  start: number
  end: number
}

/** One forecast that the text may make, for a person to confirm. */
export interface Candidate {
  sentence: Stretch & { text: string }
  /** The words to keep, at most 600 characters, and what stands around them in the text. */
  quote: Stretch & { exact: string; prefix: string; suffix: string }
  pundit: Pundit
  attribution: Attribution
  stance: 'asserts' | 'conditional' | 'possibility' | 'reports'
  /** The words of certainty as the ledger's scales list them; null where a number was stated. */
  hedge: string | null
  /** Of the statement as it is drafted, 0..1. */
  probability: {
    value: number
    low: number
    high: number
    basis: 'stated' | 'hedge' | 'assertion'
    phrase: string
    scale?: string
  }
  /** The words deny or doubt what the statement says, and the probability is that of the statement. */
  negated: boolean
  condition: Condition | null
  deadline: DeadlineRead | null
  topics: string[]
  statement: string
  unresolved: string[]
  /** How sure the reader is that this is a forecast, 0..1. */
  confidence: number
  /** The words that proposed it, in the text, each with its rule. */
  triggers: (Stretch & { words: string; rule: string })[]
}

/** What came of a text: its candidates, or why there are none. */
export type Reading = { candidates: Candidate[] } | { refused: keyof typeof refusals }

/**
 * The forecasts in a piece of commentary published on a day (YYYY-MM-DD), in the order of the text.
 *
 * A forecast is a statement on an event not yet known when it was written, on which later evidence could bear:
 * hedged, conditional, denied and reported ones count; advice, questions, timetables, own plans, general truths,
 * guesses at the present and what might have been do not.
 *
 * Worked value: readCommentary('Oil will probably fall below $50 by June.', { publishedOn: '2026-01-10' }) has one
 * candidate: asserted by the author, .75 (.65 to .8) through "probably", due 2026-06-30, "Oil will fall below $50
 * by 30 June 2026".
 *
 * Errors: an empty text, one of more than `longestText`, and one in another language are refused by name; whatever
 * else is given has candidates, perhaps none. Sources: the rules beside their examples, src/reading/commentary/rules.
 */
export function readCommentary(text: string, about: { publishedOn: string; author?: string }): Reading {
  if (!/\p{Letter}/u.test(text)) return { refused: 'empty' }
  if (text.length > longestText) return { refused: 'too-long' }
  if (!isEnglish(text)) return { refused: 'not-english' }
  const { publishedOn, author } = about
  const sentences = sentencesOf(text)
  const frames = framesOf(sentences, publishedOn)
  const speakers = new Speakers(text, sentences, author)
  const candidates: Candidate[] = []
  let before: { sentence: Sentence; condition: Condition | null; deadline: DeadlineRead | null } | undefined
  for (const [index, sentence] of sentences.entries()) {
    speakers.hear(sentence)
    const frame = frames[index]
    if (!frame || isOnlyTag(sentence.text, sentence.block.kind === 'item')) continue
    const hits = forecastsIn(sentence, frame, publishedOn)
    const found = hits.length === 0 ? [] : partsOf(sentence, hits)
    const read = found.map(part =>
      candidateOf(text, sentence, part, { frame, publishedOn, before, speakers }),
    )
    candidates.push(...read)
    before = { sentence, condition: read.at(-1)?.condition ?? null, deadline: read.at(-1)?.deadline ?? null }
  }
  return { candidates }
}

function forecastsIn(sentence: Sentence, frame: Frame, publishedOn: string): Hit[] {
  const isHeading = sentence.block.kind === 'heading'
  const all = hitsIn(sentence).filter(({ rule }) => !(isHeading && /^(?:number|chance)$/.test(rule.group)))
  const asks = isHeading && /^(?:how|what|when|where|who|whether|which)\b/i.test(sentence.text)
  const hits = asks ? [] : all.filter(({ rule }) => rule.group !== 'dated' && fits(rule.name, sentence))
  if (hits.length > 0) return hits
  const bare = bareFutureIn(
    sentence,
    frame,
    publishedOn,
    all.find(({ rule }) => rule.group === 'dated'),
  )
  return bare === undefined ? [] : [bare]
}

/** The infinitive is a future only in a headline. */
function fits(rule: string, { block, text }: Sentence): boolean {
  return (
    rule !== 'headline-infinitive' ||
    block.kind === 'heading' ||
    (block.kind === 'item' && !/[.!]$/.test(text))
  )
}

interface Context {
  frame: Frame
  publishedOn: string
  before: { sentence: Sentence; condition: Condition | null; deadline: DeadlineRead | null } | undefined
  speakers: Speakers
}

function candidateOf(text: string, sentence: Sentence, part: Part, context: Context): Candidate {
  const { frame, publishedOn, before, speakers } = context
  const { folded } = sentence
  const words = folded.text.slice(part.start, part.end)
  const said = speakers.of(sentence, part)
  const hedge = hedgeIn(sentence, part, frame)
  const inherited = before?.condition ? { sentence: before.sentence, condition: before.condition } : undefined
  const condition = conditionOf(sentence, part, inherited)
  const deadline = deadlineOf(sentence, part, { frame, publishedOn, before })
  const person = before ? speakers.personIn(before.sentence) : null
  const draft = draftOf({
    sentence,
    part,
    hedge,
    condition,
    deadline,
    pundit: said.pundit,
    publishedOn,
    person,
  })
  const triggers = part.hits.map(({ rule, start, end }) => {
    const from = sentence.start + (folded.at[start] ?? 0)
    const to = sentence.start + (folded.at[end - 1] ?? sentence.text.length - 1) + 1
    return { start: from, end: to, words: text.slice(from, to), rule: rule.name }
  })
  const { start, end } = sentence
  return {
    sentence: { start, end, text: text.slice(start, end) },
    quote: quoteAt(text, sentence, part),
    pundit: said.pundit,
    attribution: said.attribution,
    stance: stanceOf(words, hedge, condition, said),
    hedge: hedge.phrase,
    probability: {
      value: hedge.value,
      low: hedge.low,
      high: hedge.high,
      basis: hedge.basis,
      phrase: hedge.words,
      ...(hedge.scale && { scale: hedge.scale }),
    },
    negated: hedge.negated,
    condition,
    deadline,
    topics: topicsOf(words, folded.text),
    ...draft,
    confidence: confidenceOf(part, deadline, hedge.basis === 'stated'),
    triggers,
  }
}

/** How far behind its last trigger a claim's hedge is looked for, in characters. */
const hedgeReach = 45

/** What opens a sentence of several claims hedges each that has no hedge of its own: "I think A will, and B will". */
function hedgeIn({ text, folded, block }: Sentence, part: Part, frame: Frame) {
  const plain = unnamed(text, folded)
  const near = Math.min(part.end, (part.hits.at(-1)?.end ?? part.end) + hedgeReach)
  const claimed = {
    whole: plain.slice(part.start, part.end),
    words: plain.slice(part.start, near),
    proposed: part.hits
      .filter(({ start, end }) => end - start < plain.length)
      .map(({ start, end }) => plain.slice(start, end))
      .join(' '),
    hits: part.hits,
    inherited: null,
    doubt: part.doubt,
    listed: block.kind !== 'prose',
  }
  const own = hedgeOf(claimed)
  if (frame.probability !== null && own.basis === 'assertion')
    return hedgeOf({ ...claimed, inherited: frame.probability })
  if (part.alone || part.start === 0 || part.doubt || own.basis !== 'assertion') return own
  const opening = plain.slice(0, part.start).match(opensHedged)?.[0]
  return opening === undefined || doubtsIn(plain).some(({ start }) => start < opening.length)
    ? own
    : hedgeOf({
        ...claimed,
        words: `${opening} ${claimed.words}`,
        proposed: `${opening} ${claimed.proposed}`,
      })
}

const opensHedged =
  /^(?:.{0,80}\b(?:expects?|predicts?|projects?|forecasts?|thinks?|believes?|reckons?|bet|guess|suspect)\b|probably|perhaps|maybe|likely|possibly|in all likelihood|almost certainly)/

/** Months and people with the names of auxiliaries are no hedges. */
function unnamed(text: string, { text: plain, at }: Sentence['folded']): string {
  return plain.replaceAll(/\b(?:may|will|might)\b/g, (word, index: number) =>
    index > 0 && /\p{Lu}\p{Ll}/u.test(text.slice(at[index], (at[index] ?? 0) + 2))
      ? '_'.repeat(word.length)
      : word,
  )
}

/** That of its surest rule, more with a deadline or a number. */
function confidenceOf({ hits }: Part, deadline: DeadlineRead | null, stated: boolean): number {
  const surest = Math.max(...hits.map(({ rule }) => rule.confidence))
  const doubt = (1 - surest) * (deadline ? 0.7 : 1) * (stated ? 0.5 : 1)
  return Number((1 - doubt).toFixed(2))
}
