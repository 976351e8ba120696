import { readWindow } from '../window.ts'
import type { Frame } from './frames.ts'
import type { Part } from './parts.ts'
import type { Sentence } from './sentences.ts'

/** By when, in the text's words, as both days, YYYY-MM-DD inclusive. */
export interface DeadlineRead {
  wording: string
  dueBy: string
  dueByStrict: string
  basis: 'stated' | 'inferred'
  /** Taken from a heading, an announcement or the sentence before. */
  inherited: boolean
}

const goesOn =
  /^(?:and |but |however, |still, )?(?:it|this|that|the (?:decrease|increase|decline|rise|fall|growth|slowdown|recovery|contraction|drop|move|shift|change|process|trend|effect|result)|these|those|such)\b/

/** Words for a time of its own, without a day to read from them. */
const ownTime =
  /\b(?:eventually|some ?day|one day|sooner or later|in the (?:very )?long run|(?:the|this|that|another) (?:\w+ )?(?:spring|summer|autumn|winter)|until|beyond (?:the|this|next|20\d\d)|(?:surviv(?:e|es|ing)|outlasts?|outlives?|sees? out) (?:the|this|his|her|its|their|another) \w+|for (?:years|decades|generations)|in (?:his|her|our|my|their) lifetimes?|forever|permanently)\b/

/** The deadline of one claim: in its own words, in its sentence, of its frame, or of the sentence it goes on from. */
export function deadlineOf(
  sentence: Sentence,
  part: Part,
  context: {
    frame: Frame
    publishedOn: string
    before: { sentence: Sentence; deadline: DeadlineRead | null } | undefined
  },
): DeadlineRead | null {
  const { frame, publishedOn, before } = context
  const { at } = sentence.folded
  const words = sentence.text.slice(at[part.start] ?? 0, (at[part.end - 1] ?? sentence.text.length - 1) + 1)
  const own = readWindow(words, publishedOn) ?? shared(sentence, part, publishedOn)
  if (own) return { ...own, inherited: false }
  if (ownTime.test(sentence.folded.text.slice(part.start, part.end))) return null
  if (frame.window && frame.window.dueBy >= publishedOn) return { ...frame.window, inherited: true }
  const follows =
    before !== undefined &&
    before.sentence.index === sentence.index - 1 &&
    before.sentence.blockIndex === sentence.blockIndex &&
    goesOn.test(sentence.folded.text)
  if (follows && before?.deadline) return { ...before.deadline, inherited: true }
  return null
}

/** What opens a sentence governs all of its claims: "In 2027, X will fall and Y may rise." */
function shared(sentence: Sentence, part: Part, publishedOn: string): ReturnType<typeof readWindow> {
  if (part.alone) return null
  const whole = readWindow(sentence.text, publishedOn)
  if (!whole) return null
  const stands = sentence.text.indexOf(whole.wording)
  const opening = sentence.text.slice(0, stands).trim().split(/\s+/).length <= 4
  return opening ? whole : null
}
