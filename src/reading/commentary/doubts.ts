/** Words that doubt, deny or disbelieve the clause after them, or that deny a doubt; all in folded offsets. */
export interface Doubt {
  /** Where whoever doubts ends: of "Olaf Berg | does not think that | it falls | , though". */
  start: number
  /** Where the doubted clause begins. */
  end: number
  /** Where it ends. */
  until: number
  words: string
  /** How the ledger's scales call it; null where the doubted clause keeps its own certainty. */
  phrase: string | null
  /** False for what denies a doubt: "nobody doubts that". */
  denies: boolean
  /** Nobody in particular doubts: "few expect". */
  ofNobody: boolean
}

type Kind = Pick<Doubt, 'phrase' | 'denies'>
type Frame = readonly [words: RegExp, kind: (words: string) => Kind, ofNobody?: boolean]

const adverb =
  '(?:(?!(?:just|only|merely|simply|always|fully|entirely) )(?:[a-z]+ly|even|still|also|yet|now|currently|for (?:a|one) (?:moment|minute|second)|very much|at all|myself|much|rather|quite) )'
const denial = `(?:(?:do|does|did|would|should|could)(?: not|n't)|can't|cannot|can not|not|never|no longer|hardly|scarcely|barely|refuses? to|refused to) ${adverb}{0,2}`
const looking = "(?= (?:that|how|why|any|(?:[a-z0-9$'-]+ ){1,6}[a-z]{2,}ing)\\b)(?: (?:how|why)\\b)?"
const beliefs = `(?:(?:think|reckon|suppose|predict|forecast|anticipate|foresee|believe)(?:s|d|ed|ing)?|expect(?:s|ed|ing)?|thought|believing|anticipating|foreseeing|sees?${looking}|(?:imagine|envisage|picture)s?(?: how\\b)?|feels?(?= that )|(?:bet|bank|count)(?:s|ing)? on(?= ))`
/** Not "think about it", "expect so", "expect to win", "believe him". */
const clause =
  '(?: that|,["”]? [a-z][^"“”.;]{2,60},? ["“]?that| (?:a (?:world|scenario|future|way|path) (?:in which|where)))? (?=[a-z0-9"“\'$€£])(?!(?:about|of|so|in|into|on|much|twice|too|highly|well|back|to|otherwise|it through|what|why|how|whether|when|if|this way|like|as|for|by|before|until|at|from|the (?:same|point)|that (?:is|was)|(?:him|her|them|me|us|you)(?! (?:to|[a-z]+ing)\\b))\\b)'
const claims =
  "(?:[a-z'-]+ ){0,4}?(?:claims?|suggestions?|ideas?|notions?|predictions?|forecasts?|fears|warnings?|talk|rumou?rs|speculation|reports|concerns|views?|prospects?|arguments?)"
/** "Rejected the offer that would" rejects no clause. */
const notRelative = '(?!(?:is|are|was|were|will|would|could|may|might|has|have|had)\\b)'
/** "No serious economist", "few of them": without a verb or a second subject of their own. */
const group =
  "(?: (?!(?:and|but|or|so|i|we|he|she|they|it|you|that|who|which|as|is|are|was|were|will|would|to|if)\\b)[a-z'-]+)"
const clauseStart =
  '(?:(?<=^["“(]?)|(?<=[,;:"“”(] )|(?<=\\b(?:and|but|that|because|so|though|although|while|since|said|says) ))'
const nobody = `${clauseStart}(?:nobody|no[- ]one|none${group}{0,5}|neither${group}{1,4}|few(?:er)?${group}{0,5}|no${group}{1,4}|(?:hardly|scarcely|barely) any(?:one|body)?${group}{0,4}|not (?:everyone|everybody|all|many)${group}{0,4}) (?:${adverb}){0,2}`
const noDoubt =
  /(?:\b(?:no|little|without(?: an?| any)?|hardly any|scarcely any|(?:do |does |did |can |could )?not|never|cannot|beyond)|\b(?:do|does|did|ca|could)n't)(?: (?:real|serious|reasonable|[a-z]+ly|be|much|the least))? $/
const notDoubted = new RegExp(`(?:${nobody}|${noDoubt.source})$`)

const doubtful: Kind = { phrase: 'doubtful', denies: true }
const unbelieved = (words: string): Kind =>
  /\b(?:expect|anticipat|foresee|predict|forecast|bet|bank|count)/.test(words)
    ? { phrase: 'unlikely', denies: true }
    : doubtful

const frames: readonly Frame[] = [
  [
    new RegExp(`${nobody}(?:doubt|den)(?:s|y|ied|ies|ed)?(?: (?:that|whether|if))? (?=[a-z0-9"“'$€£])`, 'g'),
    words => ({ phrase: /\bden[iy]/.test(words) ? null : undoubted(words), denies: false }),
    true,
  ],
  [new RegExp(`${nobody}${beliefs}${clause}`, 'g'), unbelieved, true],
  [
    new RegExp(
      `(?:\\b(?:is|are|am|was|were) |'(?:s|re|m) )?(?:(?<![a-z])${denial}|\\b(?:hard|difficult|impossible|tough) to )${beliefs}${clause}`,
      'g',
    ),
    unbelieved,
  ],
  [
    /\b(?:no|little|scant) (?:(?:good |real |obvious )?reason to (?:think|believe|expect|suppose)(?: that)?|(?:clear |real |obvious )?(?:signs?|evidence|indications?|suggestion) that) |\bnothing (?:to )?(?:suggests?|indicates?|shows?) that /g,
    () => doubtful,
  ],
  [
    new RegExp(`\\bnor (?:do|does|did|would|can|could)(?: [a-z'-]+){1,4} ${beliefs}${clause}`, 'g'),
    unbelieved,
  ],
  [
    new RegExp(
      `(?:${adverb}){0,2}\\bdoubt(?:s|ed|ing)?(?: (?:very much|strongly|seriously))?(?: (?:that|whether|if)|(?: about| over| on| as to) (?:whether|how|if))? (?=[a-z0-9"“'$€£])(?!(?:about|over|on|as to|of|in|will|would|may|might|could|is|are|was|were|has|have|had|remains?|persists?|grew|grow|among|and|or|but|from)\\b)`,
      'g',
    ),
    words => (/\bwe doubt$/.test(words) ? { phrase: 'we doubt', denies: true } : doubtful),
  ],
  [
    /(?:\b(?:is|are|am|was|were|remains?|remained|looks?|seems?|appears?) |'(?:s|re|m) )(?:(?:[a-z]+ly|still|also|very|rather|quite|more|deeply) ){0,2}(?:sceptical|skeptical|doubtful|dubious|unconvinced|unpersuaded)(?: about| as to| of)?(?: that| whether| if) /g,
    () => doubtful,
  ],
  [
    /(?:(?:\b(?:is|are|am|was|were|remains?) |'(?:s|re|m) )(?:not|far from|less than|no longer|hardly|barely|never) |\b(?:is|are|was|were)n't )(?:(?:[a-z]+ly|yet|at all|so|too|all that|very) ){0,2}(?:convinced|persuaded|confident|optimistic|sure) (?:that )?(?=[a-z0-9"“'$€£])(?!(?:about|of|to|in|if|whether|how|what|why|when|who|where|by|on|enough|and)\b)/g,
    () => doubtful,
  ],
  [
    new RegExp(
      `\\b(?:reject|dismiss|dispute|refute|contest|rubbish)(?:s|es|ed|ing)? (?:${claims} )?that ${notRelative}`,
      'g',
    ),
    () => doubtful,
  ],
  [
    new RegExp(`\\bden(?:y|ies|ied|ying)(?: (?!that\\b)[a-z'-]+){0,5} that ${notRelative}`, 'g'),
    () => ({ phrase: 'will not', denies: true }),
  ],
]

/** What every doubt has a word of: few sentences need looking at. */
const doubting =
  /doubt|n't\b|\b(?:no|not|nor|none|nobody|nothing|little|scant|neither|never|cannot|few|fewer|hardly|scarcely|barely|hard|difficult|impossible|tough|refuses?|refused|far from|less than|sceptical|skeptical|dubious|un(?:convinced|persuaded)|den(?:y|ies|ied|ying)|(?:reject|dismiss|dispute|refute|contest|rubbish)[a-z]*)\b/

/** "Is not expected this year" denies the event in its own sentence. */
const passive =
  /^(?:is|are|was|were|'s|'re) .*\b(?:expected|anticipated|predicted|forecast|foreseed?|thought|believed|reckoned) (?!that )$/

/** Where a doubted clause ends: at whatever does not go on with it. */
const ends =
  /;| - |: |,? nor\b|[,.!?]["”]|["”] (?=[a-z]{1,20} said)|,? (?:but|yet|while|whereas|though|although|because|however)\b|, (?!(?:and|or|nor) (?:that|if|whether)\b)(?:and|so|which|since|then)\b|,? and (?=(?:i|we|he|she|they|nobody|no one|few) )|, (?=(?:he|she|they|it|i|we|[a-z' ]{2,40}) (?:said|says|told|added|wrote|argued|warned)\b)/

/**
 * The doubts in a folded sentence, in order. A doubt about a doubt is one doubt, of the inner clause.
 *
 * Worked value: of "i doubt that it falls, but gas will rise" one: "doubt that " at 2, the clause 13 to 21, read as
 * "doubtful". Errors: none.
 */
export function doubtsIn(text: string): Doubt[] {
  if (!doubting.test(text)) return []
  const found = frames
    .flatMap(frame => Array.from(text.matchAll(frame[0]), match => doubtAt(text, match, frame)))
    .filter(doubt => !isNoun(text, doubt))
    .filter(doubt => !passive.test(text.slice(doubt.start, doubt.end)))
    .sort((one, other) => one.start - other.start || other.end - one.end)
  const doubts: Doubt[] = []
  for (const doubt of found) {
    const last = doubts.at(-1)
    if (last && doubt.start < last.end) continue
    if (last && doubt.start < last.until && text.slice(last.end, doubt.start).split(' ').length <= 6)
      doubts.splice(-1, 1, nested(last, doubt))
    else doubts.push(doubt)
  }
  return doubts
}

/** "The doubts | investors have": without "that" a doubt after an article is a thing. */
function isNoun(text: string, { start, end, words }: Doubt): boolean {
  return (
    /^doubts?$/.test(words) &&
    !/ (?:that|whether|if|how) $/.test(text.slice(start, end)) &&
    /\b(?:the|an?|any|some|his|her|their|its|my|our|your|in|beyond|raised?|raises|casts?|grave|serious|self|of|with|these|those) $/.test(
      text.slice(0, start),
    )
  )
}

/** What opens a clause of its own, which its comma ends. */
const subordinate =
  /\b(?:amid|despite|notwithstanding|given|because of|over|if|when|unless|while|although|though)(?: [a-z'-]+){0,3} $/

function doubtAt(text: string, match: RegExpExecArray, [, kindOf, ofNobody = false]: Frame): Doubt {
  const end = match.index + match[0].length
  const before = text.slice(Math.max(0, match.index - 60), match.index)
  const plain = match[0].trim().replace(/ (?:that|whether|if)$/, '')
  const denial = /\b(?:doubt|den[iy])/.test(plain) ? (before.match(notDoubted)?.[0] ?? '') : ''
  const words = `${denial}${plain}`.trim()
  const whose = /\bwe (?:(?:[a-z]+ly|still|very much) )*$/.test(before) ? `we ${words}` : words
  const phrase = /\bden[iy]/.test(plain) ? null : undoubted(denial)
  const kind = denial === '' ? kindOf(whose) : { phrase, denies: false }
  const rest = text.slice(end).search(subordinate.test(before) ? /,/ : ends)
  return {
    start: match.index - denial.trimStart().length,
    end,
    until: rest < 0 ? text.length : end + rest,
    words: whose,
    ...kind,
    ofNobody,
  }
}

/** "Little doubt", "few doubt" leave some. */
function undoubted(words: string): string {
  return /\b(?:little|few|fewer|hardly|scarcely|barely)\b/.test(words) ? 'highly likely' : 'certainly'
}

function nested(outer: Doubt, inner: Doubt): Doubt {
  const both = outer.denies && inner.denies
  const kind: Kind = both
    ? { phrase: 'likely', denies: false }
    : outer.denies || inner.denies
      ? { phrase: 'doubtful', denies: true }
      : inner
  return { ...inner, ...kind, start: outer.start, ofNobody: outer.ofNobody || inner.ofNobody }
}
