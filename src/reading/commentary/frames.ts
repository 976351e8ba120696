import { readWindow } from '../window.ts'
import { isOnlyTag, probabilityTags } from './probability-tags.ts'
import type { Sentence } from './sentences.ts'

/** What the sentences around one say for it: a list of predictions, a period, a probability. */
export interface Frame {
  /** Stands in a list of predictions. */
  predicts: boolean
  /** The words and days of a deadline that governs it. */
  window: NonNullable<ReturnType<typeof readWindow>> | null
  /** A probability written on a line of its own below it. */
  probability: number | null
  /** The nearest claim above such a line. */
  tagged: boolean
}

const announces =
  /\b(?:(?:my|our|the|his|her|their|some|bold|big|five|six|seven|eight|nine|ten|twelve|\d+|top|crazy|fearless|way-too-early|annual) (?:\w+ ){0,3}(?:predictions?|forecasts?|calls|picks|bets)|(?:^|our |my |key |top )(?:calls|picks|bets)(?: for\b|:|$)|^(?:\w+ ){0,4}predictions?\b|predictions? (?:for|about|on|of)\b|forecasts? for\b|what to expect|what(?:'s| is) (?:next|ahead|coming)|what (?:will|comes) (?:happen|next)|will happen (?:in|by|over)|things (?:that )?(?:will|to expect)|here(?:'s| is) what (?:i|we) (?:expect|think|see)|i (?:expect|predict|think)(?: the following)?:|we (?:expect|predict)(?: the following)?:|the year ahead|looking ahead|outlook (?:for )?20\d\d|20\d\d outlook|prognosis|what the (?:year|next|coming)|crystal ball|predictions?:)/

/** Says in so many words that predictions follow: its period is theirs. "The year ahead in Europe" is a title. */
const foretells =
  /\b(?:predictions?|forecasts?|calls|picks|bets|outlook|prognosis|expect|predict|will happen|will bring|crystal ball)\b/

/** What may stand beside a period that is a heading of its own: "In 2027", "2026 and beyond". */
const besidePeriod = /^(?:the|in|for|and|beyond|part|\W|\d)*$/i

const asksBack =
  /\b(?:last year's|how (?:my|our) (?:\w+ )?predictions? (?:did|fared|held)|scorecard|grading (?:my|our)|reviewing (?:my|our)|past predictions|previous predictions|20\d\d predictions? (?:review|scorecard|revisited))\b/

/** "The prognosis for the months ahead is gloomy" governs what follows. */
const governs =
  /^(?:and |but |so )?(?:the|our|my|its|their) (?:\w+ ){0,2}(?:prognosis|outlook|forecast|prospects?|picture) (?:for|over|in)\b/

const bareYear = /\b(20\d\d)\b/

/**
 * For each sentence, the frame it inherits: from the heading above it, from a sentence that announces predictions
 * or names their period ("The prognosis for the months ahead is gloomy"), from a probability on a line below.
 *
 * Errors: none. A heading ends the frames of the headings at its level and below, and a title rules the whole text.
 */
export function framesOf(sentences: readonly Sentence[], publishedOn: string): Frame[] {
  const frames: Frame[] = []
  const open: { level: number; predicts: boolean; window: Frame['window'] }[] = []
  let paragraph: { block: number; predicts: boolean; window: Frame['window'] } | undefined
  for (const sentence of sentences) {
    const { block, blockIndex, folded } = sentence
    const isHeading = block.kind === 'heading'
    if (isHeading) {
      const level = block.level || 7
      while ((open.at(-1)?.level ?? 0) >= level) open.pop()
      paragraph = undefined
    }
    if (paragraph && reachOf(sentences, paragraph.block, blockIndex) > 1) paragraph = undefined
    const ruling = [...open, ...(paragraph ? [paragraph] : [])]
    frames.push({
      predicts: ruling.some(({ predicts }) => predicts),
      window: ruling.findLast(({ window }) => window !== null)?.window ?? null,
      probability: null,
      tagged: false,
    })
    const predicts = announces.test(folded.text) && !asksBack.test(folded.text) && !/\?$/.test(folded.text)
    const introduces = /:["')*_]*$/.test(folded.text)
    const opening = sentence.index < 4 && folded.text.length < 160
    if (isHeading) {
      const window = periodOf(sentence, publishedOn)
      if (predicts || window) open.push({ level: block.level || 7, predicts, window })
      if (predicts && sentence.index < 3) Object.assign(open.at(-1) ?? {}, { level: 0 })
    } else if (predicts && (introduces || opening)) {
      open.push({ level: opening ? 0 : 7, predicts: true, window: periodOf(sentence, publishedOn) })
    } else if (predicts || governs.test(folded.text) || /:$/.test(folded.text)) {
      const window = readWindow(sentence.text, publishedOn)
      if (window || introduces) paragraph = { block: blockIndex, predicts: predicts && introduces, window }
    }
  }
  for (const [index, sentence] of sentences.entries()) {
    if (isOnlyTag(sentence.text, sentence.block.kind === 'item')) tagAbove(sentences, frames, index)
  }
  return frames
}

/** How many paragraphs lie between two blocks; the items of a list are one. */
function reachOf(sentences: readonly Sentence[], from: number, to: number): number {
  const between = new Set(
    sentences
      .filter(({ blockIndex, block }) => blockIndex > from && blockIndex <= to && block.kind !== 'item')
      .map(({ blockIndex }) => blockIndex),
  )
  return between.size
}

/** "2026 predictions", "The second half of 2027": a year alone is the whole of it. A headline's own deadline is its own. */
function periodOf({ text, folded }: Sentence, publishedOn: string): Frame['window'] {
  const read = readWindow(text, publishedOn)
  const isPeriod = read?.basis === 'stated' && besidePeriod.test(text.replace(read.wording, ''))
  if (read) return isPeriod || foretells.test(folded.text) ? read : null
  const year = folded.text.match(bareYear)?.[1]
  if (year === undefined || `${year}-12-31` < publishedOn || !announces.test(folded.text)) return null
  const last = `${year}-12-31`
  return { wording: year, dueBy: last, dueByStrict: last, basis: 'stated' }
}

/** A probability on its own line belongs to what stands above it, up to the last heading or such line. */
function tagAbove(sentences: readonly Sentence[], frames: Frame[], index: number): void {
  const value = probabilityTags(sentences[index]?.text ?? '', true)[0]?.value ?? null
  let first = true
  for (let at = index - 1; at >= 0 && index - at < 12; at--) {
    const [above, frame] = [sentences[at], frames[at]]
    if (!above || !frame || isOnlyTag(above.text, above.block.kind === 'item') || frame.probability !== null)
      return
    if (above.block.kind === 'heading' && !first) return
    frame.probability = value
    frame.tagged = first
    first = false
  }
}
