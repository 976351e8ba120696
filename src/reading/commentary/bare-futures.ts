import { readWindow } from '../window.ts'
import type { Frame } from './frames.ts'
import type { Hit } from './hits.ts'
import { probabilityTags } from './probability-tags.ts'
import type { Rule } from './rule.ts'
import type { Sentence } from './sentences.ts'
import { finiteTense, type Term, tagged } from './tagging.ts'

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
    example: '- Norway qualifies again (60%)',
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
  /\?["')\]]*$|^(?:how|what|why|where|who|whether|see|read|click|sign|subscribe|follow|note|thanks|thank|welcome|here|this (?:post|article|week|is)|in this|below|above|related|also|first|hello|photo|full|source|sources|methodology|chart|figure|page)\b|^(?:[\w']+,? ){0,2}(?:i|we|my|our|you|your)\b(?! (?:[a-z-]+ ){0,3}(?:scenario|pathway|variant|projections?|case)\b)|^(?:and|or) (?:yet|so)\b|[a-z]:$/

/** "If a thing happens, |": of one event, not of whatever is of a kind. */
const openCondition =
  /^(?:and |but |so )?(?:if|once|unless|should) (?:the|a|an|it|they|he|she|this|that|there(?:'s| is)?|[a-z]+) [^,]{3,120}, (?:then )?|^(?:and |but |so )?(?:barring|absent|failing) [^,]{3,120}, /

/** A branch of a set of scenarios, or what a projection has happen. */
const scenario =
  /^(?:and |but |so )?(?:in|under|on) (?:the|a|an|our|my|its|their|that|one|another) (?:[a-z-]+ ){0,3}(?:scenario|pathway|variant|projections?|(?:base|central|best|worst|bull|bear) case)(?: [^,]{3,60})?, /

const habitual = /\b(?:usually|often|always|generally|typically|tends?|never)\b/

/** A present time is no time ahead. */
const running = /^(?:this (?!decade|century)|the current|today|the (?:day|week|month|year))\b/i

/** Verbs that say what is so rather than what happens. */
const stative =
  /^(?:is|are|has|have|do|does|remains?|stands?|seems?|appears?|means?|needs?|depends?|knows?|wants?|likes?|contains?|includes?|matters?|makes? sense|lies?|owns?|consists?|costs?)$/i

/** A sentence with an auxiliary of the future has been looked at, and taken back. */
const spoken =
  /\b(?:will|won't|would|could|(?<!\b(?:of|in|by|until|till|before|after|since|from|for|to|into|early|late|mid|next)[ -])may|might|should)\b|'ll\b/

/** Ability foretells nothing unless it is hedged: "can hold out, possibly into May". */
const spokenOrAble = new RegExp(`${spoken.source}|\\b(?:can|cannot|can't)\\b`)

/** Plans, goals, rules and timetables have a time ahead, and foretell nothing. */
const planned =
  /\b(?:aims?|aiming|aimed|plans?|planned|planning|hopes?|hoping|wants?|intends?|seeks?|targets?|goals?|pledg\w+|vow\w*|promis\w+|propos\w+|calls? for|call(?:ed|ing) for|requir\w+|obliges?|mandat\w+|deadlines?|commit\w*|agreed?|scheduled?|slated|due|starts?|begins?|opens?|closes?|kicks? off|comes? out|go(?:es)? on sale|runs? (?:from|until|through)|expires?|meets?|votes?|hosts?|holds? (?:its|elections?|a|an|the)|publishes|publish|report|reports|releases?|airs?|plays?|takes? place|is being|are being|should|must|need|needs|ought|let's|has to|have to|urg\w+|demand\w*|allows?|lets?|applies|valid|contract|bonds?|maturing|matures?|tickets?|says?|said|told|asked|invit\w+|depends?|remains to be|yet to|ask|elections?|since|compared|versus|than in|ahead of|season|anniversary)\b/

/**
 * What a sentence without any word of forecasting foretells all the same, as one hit over all of it; `hedged` is a
 * hit of a hedge that stands without an auxiliary.
 *
 * Worked value: "Solar overtakes gas by 2031." said in 2026 is the rule "dated-present". Errors: none.
 */
export function bareFutureIn(
  sentence: Sentence,
  frame: Frame,
  publishedOn: string,
  hedged: Hit | undefined,
): Hit | undefined {
  const { text, folded, block } = sentence
  const hit = (rule: Rule) => ({ rule, start: 0, end: folded.text.length })
  const isTagged =
    probabilityTags(text, block.kind !== 'prose').length > 0 && untagged(text).split(' ').length >= 3
  if (isTagged || (frame.tagged && block.kind !== 'heading')) return hit(bareFutures.listed)
  if (notClaim.test(folded.text) || (hedged ? spoken : spokenOrAble).test(folded.text)) return undefined
  if (isListed(sentence, frame)) return hit(bareFutures.listed)
  if (isConsequence(sentence)) return hit(bareFutures.consequence)
  const window = timeWords.test(folded.text) ? readWindow(text, publishedOn) : null
  if (!window || window.dueByStrict <= publishedOn) return undefined
  if (hedged) return hedged
  const said = quotedAround(text, window.wording)
  return isDatedPresent(said, window.wording) ? hit(bareFutures.datedPresent) : undefined
}

/** What is quoted speaks in its own tense: of `He said: "Nobody governs before May."` the quotation. */
function quotedAround(text: string, wording: string): string {
  const quoted = text
    .split(/["“”]/)
    .filter((words, at) => at % 2 === 1 && words.includes(wording) && words.trim().split(/\s+/).length > 3)
  return quoted[0] ?? text
}

/** The head of an entry under an announcement of predictions; of a heading or a short paragraph only a whole clause. */
function isListed({ text, block, leads }: Sentence, { predicts }: Frame): boolean {
  if (!predicts || !leads || (block.kind === 'prose' && text.length >= 140)) return false
  const terms = tagged(text)
  const [tense, verb] = [finiteTense(terms), verbOf(terms)]
  if (terms.length < 3) return false
  if (block.kind === 'item') return tense === 'present' || tense === 'none'
  if (block.kind === 'heading') return tense === 'present' && terms.length >= 4 && terms.at(-1)?.text !== verb
  return tense === 'present' && !stative.test(verb)
}

function isConsequence({ text, folded }: Sentence): boolean {
  const branch = folded.text.match(scenario)?.[0]
  const condition = branch ?? folded.text.match(openCondition)?.[0]
  if (condition === undefined || habitual.test(folded.text)) return false
  const main = tagged(text.slice(folded.at[condition.length] ?? 0))
  const tense = finiteTense(main)
  if (main.length < 2 || (tense !== 'present' && tense !== 'none') || main.some(isPast)) return false
  if (/^(?:you|we|i)$/i.test(main[0]?.text ?? '')) return false
  return branch !== undefined || !stative.test(verbOf(main))
}

function isDatedPresent(text: string, wording: string): boolean {
  const words = text.toLowerCase()
  if (planned.test(words) || habitual.test(words) || running.test(wording)) return false
  const terms = tagged(text)
  return finiteTense(terms) === 'present' && !terms.some(isPast) && !stative.test(verbOf(terms))
}

function untagged(text: string): string {
  let rest = text
  for (const { start, end } of probabilityTags(text, true).toReversed())
    rest = rest.slice(0, start) + rest.slice(end)
  return rest.trim()
}

function isPast({ tags, text }: Term): boolean {
  const told = tags.has('PastTense') && !tags.has('Participle') && !tags.has('Adjective')
  return told || /^(?:was|were|had)$/i.test(text)
}

function verbOf(terms: readonly Term[]): string {
  return terms.find(({ tags }) => tags.has('Verb') && !tags.has('Gerund'))?.text ?? ''
}
