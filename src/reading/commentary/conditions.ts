import type { Part } from './parts.ts'
import type { Sentence } from './sentences.ts'

/** What must happen first, in the text's own words, in folded offsets of the sentence it stands in. */
interface ConditionWords {
  text: string
  start: number
  end: number
}

export interface Condition {
  text: string
  /** Taken from the sentence before. */
  inherited: boolean
}

const opener =
  '(?:(?<!\\b(?:even|as|see|wonder|ask|asked|know|tell|sure|what|not|or|only|say|question|decide|check|whether|surprised|shocked|amazed|astonished|stunned|care|matter|doubt|doubts|unclear) |[^,;] and )if(?! (?:anything|only|not (?:more|all|most|now|the)|ever|need be|necessary|possible|any\\b|at all|you (?:will|like|ask|want|look|think)|i had to|and when|history)\\b)|unless|provided(?: that)?(?= (?:the|that|it|they|he|she|there|we|no|a)\\b)|(?<=^)provided(?= [a-z]+ [a-z]+)|providing|as long as|so long as|assuming(?: that)?|on (?:the )?condition that|in the event (?:of|that)|in case of|(?<!\\bfor )once(?= (?:the|it|they|he|she|a|an|that|this|these|inflation|rates|[a-z]+ (?:is|are|has|have|ends?|falls?|starts?|begins?|opens?|passes|stops?))\\b)|given (?:the|a|an|its|their|his|her|current|such)(?! (?:fact|chance))|in (?:the|a|an|our|its|their|this|that|one|another) (?:\\w+[- ]){0,3}(?:scenario|case|event)\\b(?! (?:study|law))|without (?:a|an|more|further|new|another|some|any|additional|the|outside|western|american|us|eu)|absent (?:a|an|any|some|more|further|new|another|outside|additional)|under (?:current|present|existing|unchanged|these|such) (?:polic(?:y|ies)|laws?|rules|plans|conditions|circumstances|trends|terms)|at (?:the |its |their )?(?:current|present|this|that) (?:rate|pace|speed|trajectory)|barring (?:a|an|any|some)|failing (?:that|a|an)|(?<=^)should(?=[^?]*, )|(?<=[,;] )should(?= (?:the|a|an|it|they|he|she|this|that|these|there|[a-z]+) (?:[a-z]+ ){0,3}?(?:fail|fall|rise|lose|win|happen|prove|continue|persist|pass|collapse|succeed|be|come|hold|materiali[sz]e|escalate|decide|slow|weaken|strengthen|go|remain|stay|break|default|lapse|stall|return|attack|invade|close|leave|quit|drop|spread|refuse|reject|agree|need)\\b)|(?<=^|[,;] )were(?= (?:the|a|an|it|they|he|she|this|that|[a-z]+) (?:[a-z]+ ){0,3}?to [a-z]+)|(?<=^)were(?= [^,?]{3,80}, (?:[^,?]{1,80} )?(?:would|could|might)\\b))'

const clause = new RegExp(
  `(?<![a-z'-])${opener}[^,;()"\\u201c\\u201d]{0,200}?(?=[,;()"\\u201c\\u201d]| - |\\.$|[.!]["\\u201d]?$|$| then )`,
  'g',
)

const subject =
  /^(?:but |and |so |yet |then )?((?:any|further|future|additional) (?:[a-z'-]+ ){1,6}?)(?:will|would|could|might|may|should|is likely|are likely|would|is going|are going)\b/

const resumes =
  /^(?:and |but )?(?:it|that|this|they|in that case|in this case|in such a case|if so|then|otherwise|such an? [a-z]+|the (?:result|consequence|move|effect|outcome|fallout)|and then|as a result|in turn)\b/

/** Every condition a sentence states. Worked value: of "If oil falls, Baku cuts." one, "If oil falls". Errors: none. */
export function conditionsIn({ folded: { text } }: Sentence): ConditionWords[] {
  const found = Array.from(text.matchAll(clause), ({ 0: words, index }) => ({
    text: words.trimEnd(),
    start: index,
    end: index + words.trimEnd().length,
  })).filter(({ text: words }) => words.split(' ').length >= 2)
  if (found.length > 0) return found
  const words = text.match(subject)?.[1]?.trimEnd()
  if (words === undefined) return []
  const start = text.indexOf(words)
  return [{ text: words, start, end: start + words.length }]
}

/** The condition of one claim: the one in it, the one that opens its sentence, or that of the sentence it goes on from. */
export function conditionOf(
  sentence: Sentence,
  part: Part,
  before: { sentence: Sentence; condition: Condition } | undefined,
): Condition | null {
  const all = conditionsIn(sentence)
  const own = all.find(({ start }) => start >= part.start - 3 && start < part.end)
  const opening = all.find(({ start }) => start < 12)
  const chosen = own ?? opening
  if (chosen) return { text: originalOf(sentence, chosen), inherited: false }
  const hypothetical = part.hits.some(({ rule }) => ['would', 'could', 'might', 'will'].includes(rule.group))
  if (!before || !hypothetical || before.sentence.blockIndex !== sentence.blockIndex) return null
  if (before.sentence.index !== sentence.index - 1 || !resumes.test(sentence.folded.text)) return null
  if (/^(?:and |but )?otherwise\b/.test(sentence.folded.text))
    return { text: `Not: ${before.condition.text}`, inherited: true }
  return { text: before.condition.text, inherited: true }
}

export function originalOf(
  { text, folded: { at } }: Sentence,
  { start, end }: { start: number; end: number },
): string {
  return text.slice(at[start] ?? 0, (at[end - 1] ?? text.length - 1) + 1).replaceAll(/\s+/g, ' ')
}
