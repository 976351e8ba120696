import { readWindow } from '../window.ts'
import type { Frame } from './frames.ts'
import type { Hit } from './hits.ts'
import { probabilityTags } from './probability-tags.ts'
import type { Rule } from './rule.ts'
import type { Sentence } from './sentences.ts'
import { finiteTense, tagged } from './tagging.ts'

const words = /^$/g

/** Forecasts that no word betrays: a present with a time ahead, and the entries of a list of predictions. */
export const bareFutures = {
  datedPresent: {
    name: 'dated-present',
    group: 'dated',
    recognises: 'a bare present, or a hedge, with a time ahead',
    example: 'Solar overtakes gas by 2031.',
    words,
    hedge: 'will',
    confidence: 0.5,
  },
  listed: {
    name: 'listed',
    group: 'framed',
    recognises: 'an entry in a list of predictions, or one with its probability',
    example: 'My predictions for 2027: Norway qualifies.',
    words,
    hedge: 'will',
    confidence: 0.6,
  },
  consequence: {
    name: 'consequence',
    group: 'dated',
    recognises: 'a bare present that follows from an open condition',
    example: 'If the dam goes, the valley floods.',
    words,
    hedge: 'will',
    confidence: 0.5,
  },
} satisfies Record<string, Rule>

const timeWords =
  /\b(?:20[2-9]\d|next|coming|ahead|by|before|within|soon|tomorrow|months?|weeks?|years?|quarter|q[1-4]|decade|century|end of|overnight|january|february|march|april|may|june|july|august|september|october|november|december|spring|summer|autumn|winter|christmas|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b/

const notClaim =
  /\?["')\]]*$|^(?:how|what|why|where|who|whether|if|see|read|click|sign|subscribe|follow|note|thanks|thank|welcome|here|this (?:post|article|week|is)|in this|below|above|related|also|first|hello|photo|full|source|sources|methodology|chart|figure|page)\b|\b(?:i|we|my|our|you|your)\b|^(?:and|or) (?:yet|so)\b|[a-z]:$/

/** "If a thing happens, |": of one event, not of whatever is of a kind. */
const openCondition =
  /^(?:and |but |so )?(?:if|once|unless|should) (?:the|a|an|it|they|he|she|this|that|there(?:'s| is)?|[a-z]+) [^,]{3,120}, (?:then )?/

/** Verbs that say what is so rather than what happens. */
const stative =
  /^(?:is|are|has|have|do|does|remains?|stands?|seems?|appears?|means?|needs?|depends?|knows?|wants?|likes?|contains?|includes?|matters?|makes? sense|lies?|owns?|consists?|costs?)$/i

/** A sentence with an auxiliary of the future has been looked at, and taken back. */
const spoken = /\b(?:will|won't|would|could|may|might|should|can|cannot|can't)\b|'ll\b/

/** Plans, goals, rules and timetables have a time ahead, and foretell nothing. */
const planned =
  /\b(?:aims?|aiming|aimed|plans?|planned|planning|hopes?|hoping|wants?|intends?|seeks?|targets?|goals?|pledg\w+|vow\w*|promis\w+|propos\w+|calls? for|call(?:ed|ing) for|requir\w+|obliges?|mandat\w+|deadlines?|commit\w*|agreed?|scheduled?|slated|due|starts?|begins?|opens?|closes?|kicks? off|runs? (?:from|until|through)|expires?|meets?|votes?|hosts?|holds? (?:its|elections?|a|an|the)|publishes|publish|report|reports|releases?|airs?|plays?|takes? place|is being|are being|should|must|need|needs|ought|let's|has to|have to|urg\w+|demand\w*|allows?|lets?|applies|valid|contract|bonds?|maturing|matures?|tickets?|says?|said|told|asked|invit\w+|depends?|remains to be|yet to|ask|elections?|since|compared|versus|than in|ahead of|season|anniversary)\b/

/**
 * What a sentence without any word of forecasting foretells all the same, as one hit over all of it; `hedged` is a
 * hit of a hedge that stands without an auxiliary.
 *
 * Worked value: "Solar overtakes gas by 2031." said in 2026 is the rule "dated-present". Errors: none.
 */
export function bareFutureIn(
  { text, folded, block, leads }: Sentence,
  frame: Frame,
  publishedOn: string,
  hedged: Hit | undefined,
): Hit | undefined {
  const whole = { start: 0, end: folded.text.length }
  const isTagged = probabilityTags(text, block.kind !== 'prose').length > 0
  if (!isTagged && !frame.tagged && (notClaim.test(folded.text) || spoken.test(folded.text))) return undefined
  if (isTagged && /[a-z]{3}/.test(untagged(text)) && untagged(text).split(' ').length >= 3)
    return { rule: bareFutures.listed, ...whole }
  if (frame.tagged && block.kind !== 'heading') return { rule: bareFutures.listed, ...whole }
  if (frame.predicts && (block.kind !== 'prose' || (leads && text.length < 140))) {
    const terms = tagged(text)
    const tense = finiteTense(terms)
    const count = text.split(/\s+/).length
    const ends = terms.at(-1)?.text === verbOf(terms)
    if (
      tense === 'present' &&
      count >= (block.kind === 'heading' ? 4 : 3) &&
      !(ends && block.kind === 'heading')
    )
      return { rule: bareFutures.listed, ...whole }
    if (tense === 'none' && block.kind === 'item' && count >= 3) return { rule: bareFutures.listed, ...whole }
  }
  const consequence = folded.text.match(openCondition)
  if (consequence && !/\b(?:usually|often|always|generally|typically|tends?|never)\b/.test(folded.text)) {
    const main = tagged(text.slice(folded.at[consequence[0].length] ?? 0))
    if (finiteTense(main) === 'present' && !main.some(isPast) && !stative.test(verbOf(main)))
      return { rule: bareFutures.consequence, ...whole }
  }
  if (!timeWords.test(folded.text)) return undefined
  const window = readWindow(text, publishedOn)
  if (!window || window.dueByStrict <= publishedOn) return undefined
  if (hedged) return hedged
  if (planned.test(folded.text) || block.kind === 'meta') return undefined
  if (/^(?:this|the current|today|the (?:day|week|month|year))\b/i.test(window.wording)) return undefined
  const terms = tagged(text)
  if (finiteTense(terms) !== 'present' || terms.some(isPast)) return undefined
  if (stative.test(verbOf(terms))) return undefined
  return { rule: bareFutures.datedPresent, ...whole }
}

function untagged(text: string): string {
  let rest = text
  for (const { start, end } of probabilityTags(text, true).toReversed())
    rest = rest.slice(0, start) + rest.slice(end)
  return rest.trim()
}

function isPast({ tags, text }: { tags: ReadonlySet<string>; text: string }): boolean {
  return (
    (tags.has('PastTense') && !tags.has('Participle') && !tags.has('Adjective')) ||
    /^(?:was|were|had)$/i.test(text)
  )
}

function verbOf(terms: ReturnType<typeof tagged>): string {
  return terms.find(({ tags }) => tags.has('Verb') && !tags.has('Gerund'))?.text ?? ''
}
