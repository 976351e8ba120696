import { type Reading, readPhrase } from '../../scoring/scale.ts'
import { numberOf as spelledOut } from '../numbers.ts'
import type { Doubt } from './doubts.ts'
import type { Hit } from './hits.ts'
import { probabilityTags } from './probability-tags.ts'
import { spelledPercent } from './words.ts'

/** How sure it sounded: the words, and the probability of the drafted statement, 0..1. */
export interface Hedge {
  /** The words in the text that carry it. */
  words: string
  /** What the ledger takes as `hedge`; null where a number was stated, which it takes as `probability`. */
  phrase: string | null
  value: number
  low: number
  high: number
  basis: 'stated' | 'hedge' | 'assertion'
  scale?: string
  /** The words deny the statement, which is drafted without the denial: "won't fall" → "will fall", .09. */
  negated: boolean
}

type Hedging = readonly [RegExp, phrase: string, denies?: true]

/** Adverbs and turns of phrase that may stand anywhere near a claim, and what the ledger's scales call them. */
const beside: readonly Hedging[] = [
  [/\b(?:almost|nearly|virtually|all but|near) certain(?:ly|ty)?(?! (?:not|never))\b/, 'almost certainly'],
  [/\b(?:highly|very|extremely|most) unlikely\b/, 'highly unlikely', true],
  [/\b(?:highly|very|extremely|most|overwhelmingly) likely\b/, 'highly likely'],
  [/\bmost probabl[ey]\b|\bin all (?:likelihood|probability)\b/, 'probable'],
  [
    /\b(?:probably|likely) (?:not|won't|will not)\b|\b(?:won't|will not|not) (?:probably|likely)\b|\bnot likely\b|\bless likely\b/,
    'probably not',
    true,
  ],
  [/\bunlikely\b|\bimprobable\b/, 'unlikely', true],
  [/\b(?:more likely than not|likelier than not|better than even|more than even)\b/, 'better than even'],
  [
    /\b(?:50[/-]50|fifty-fifty|coin[- ](?:flip|toss)|toss-?up|even (?:chance|money|odds)|as likely as not)\b/,
    'about even',
  ],
  [
    /\b(?:undoubtedly|doubtless|no doubt|without (?:a )?doubt|definitely|surely|for sure|guaranteed|mark my words|a certainty|(?<!not )certain to|(?<!not )sure to|bound to|destined to|doomed to|(?<!not )certainly)\b/,
    'certainly',
  ],
  [
    /\b(?:inevitabl[ey]|unavoidabl[ey]|matter of time|matter of when|question of when|foregone conclusion|days are numbered|sooner or later|inescapable)\b/,
    'inevitable',
  ],
  [/\bprobable\b|\b(?:likelier|chances are|odds are|odds favou?r)\b/, 'probable'],
  [/\bprobably\b/, 'probably'],
  [/\blikely\b|\btipped\b|\bfavou?rites?\b|\bfavou?red\b|\bfancied\b|\bodds-on\b/, 'likely'],
  [/\bpresumably\b/, 'presumably'],
  [/\b(?:apparently|reportedly)\b/, 'apparently'],
  [/\bmay well\b|\bmight well\b|\bcould well\b|\bcould easily\b|\bmight easily\b/, 'real possibility'],
  [
    /\b(?:i|we) (?:still |do |really |also |just )?(?:think|believe|reckon|suspect|guess|feel|sense)\b|\bin (?:my|our) (?:view|opinion|judgment|judgement)\b|\bto my mind\b|\bmy (?:guess|hunch|sense|view) is\b/,
    'we believe',
  ],
  [
    /\b(?:if i had to (?:bet|guess|pick|choose)|(?:i|we)(?:'d| would| will|'ll|'m| am|'re| are)? (?:bet|betting|wager|backing|picking|pick|taking|fancy|tip|tipping)|my (?:money|bet|pick|tip|winner|call)|safe bet|good bet|best bet|smart bet)\b/,
    'likely',
  ],
]

/** Words that carry the certainty of a claim only where they proposed it. */
const proposing: readonly Hedging[] = [
  [
    /\b(?:can't|cannot|can not|not|couldn't|could not) (?:yet |completely |entirely |fully |be |been )*(?:ruled? out|discount(?:ed)?|dismissed)\b/,
    'cannot be ruled out',
  ],
  [/\b(?:can't|cannot|not) (?:be )?exclude[d]?\b/, 'cannot exclude'],
  [
    /\b(?:no way|no chance|zero chance|not a chance|no prospect|no hope|no path|no scenario|impossible|out of the question)\b/,
    'no way',
    true,
  ],
  [
    /\b(?:chances?|odds|prospects?|hopes?) (?:\w+ ){0,6}(?:are|is|look|looks|remain) (?:\w+ )?(?:slim|slight|remote|long)\b|\b(?:slim|slight|remote|outside) (?:chance|possibility|prospect)s?\b|\blong shot\b/,
    'chances are slight',
    true,
  ],
  [
    /\b(?:little|small|low|negligible|minimal|scant|poor|tiny) (?:chance|odds|probability|likelihood|prospect|hope)s?\b|\b(?:chances?|odds|prospects?|hopes?|likelihood|probability) (?:\w+ ){0,6}(?:are|is|look|looks|remain) (?:\w+ )?(?:low|poor|small|bleak|dim|negligible)\b/,
    'little chance',
    true,
  ],
  [/\bvery good chance\b|\b(?:excellent|great|every) (?:chance|prospect)\b/, 'very good chance'],
  [
    /\b(?:strong|high|significant|substantial|solid) (?:chance|possibility|probability|likelihood|prospect|odds)s?\b/,
    'strong possibility',
  ],
  [/\bfierce possibility\b/, 'fierce possibility'],
  [/\b(?:good|decent|fair) (?:chance|odds|prospect)s?\b/, 'likely'],
  [
    /\b(?:real|realistic|genuine|serious|growing|rising|increasing|credible|distinct|live|open|non-trivial) (?:chance|possibility|prospect|risk|danger|threat|likelihood)s?\b/,
    'real possibility',
  ],
  [
    /\b(?:doubt(?:s|ed|ful)?|(?:can't|cannot|don't|hard to|difficult to) (?:really |honestly |quite )?(?:see|imagine|envisage))\b/,
    'doubtful',
    true,
  ],
  [/\bfear(?:s|ed|ing)?\b|\bwarn(?:s|ed|ing)?\b (?:of|about)\b|\bafraid\b|\bworr(?:y|ies|ied)\b/, 'fear'],
  [
    /\b(?:don't|do not|doesn't|does not|didn't|did not|wouldn't|would not|shouldn't|no longer|never|not) (?:\w+ )?(?:expect|anticipate|foresee|predict|forecast|bet on|count on|bank on)/,
    'unlikely',
    true,
  ],
  [/\b(?:might|could)\b|\bperhaps\b|\bmaybe\b/, 'could'],
  [/\bmay\b/, 'may'],
  [/\b(?:possibl[ey]|possibility|conceivabl[ey]|plausibl[ey])\b/, 'possible'],
  [/\bthreaten(?:s|ed|ing)?\b/, 'threatens'],
  [/\b(?:pledg|vow|promis)(?:es?|ed|ing|s)?\b/, 'pledged'],
  [/\brisks?\b|\brisking\b|\bdangers?\b|\bin danger of\b|\bface[sd]? a default\b/, 'risk'],
  [
    /\b(?:expect(?:s|ed|ing|ation)?|project(?:s|ed|ing|ion)?|forecasts?|forecasting|forecasted|predict(?:s|ed|ing|ion)?|anticipat(?:es?|ed|ing)|foresees?|envisages?|envisions?|estimated to|seen|sees|impl(?:y|ies|ied)|suggest(?:s|ed)?|baseline|look(?:s|ing)? for)\b/,
    'expected to',
  ],
  [
    /\b(?:on (?:the )?(?:course|track|pace|verge|brink|cusp|point)|poised|set to|due to|headed|heading|about to|in line (?:to|for)|primed|shaping up|bracing|gearing up|looms?|looming|beckons?)\b/,
    'set to',
  ],
  [/\bshould\b/, 'should'],
  [/\b(?:would not|wouldn't)\b/, 'would not', true],
  [/\bwould\b|'d\b/, 'would'],
  [/\b(?:will not|won't|shall not|shan't|(?:is|are|am|'s|'re|'m)(?: not|n't) going to)\b/, 'will not', true],
  [/\b(?:will|shall|gonna|going to)\b|'ll\b/, 'will'],
]

/** The words of one claim, folded, and those of them near what proposed it, where its hedge is looked for. */
interface Claimed {
  whole: string
  words: string
  /** The words that proposed it. */
  proposed: string
  hits: readonly Hit[]
  /** A probability written beside it. */
  inherited: number | null
  listed: boolean
  /** What doubts the claim, or denies that it is doubted. */
  doubt: Doubt | null
}

const spelled: ReadonlyMap<string, number> = new Map(
  ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'].map((word, at) => [
    word,
    at + 1,
  ]),
)

/**
 * How sure the words of one claim are, through the ledger's scales; a stated number goes before all of them.
 *
 * The probability is of the statement as it is drafted: where a scale lists the denial ("will not", "unlikely") the
 * statement is drafted without it and `negated` is true, else the denial stays in the statement.
 *
 * Under a doubt it is that of the doubt, never more than half. A denial inside the doubted clause stays in the
 * statement: of "I doubt that he won't run" .25 of "He will not run".
 *
 * Worked values: of "Prices will likely fall" .7 by "likely"; of "Prices won't fall" .09, negated, by "will not";
 * of "a 30% chance that it falls" .3, stated; of "I doubt that prices will fall" .25, negated, by "doubtful". Errors: none; words on no scale read as an unhedged "will".
 */
export function hedgeOf(claim: Claimed): Hedge {
  const { whole, words, proposed, hits, inherited, listed, doubt } = claim
  const number = statedIn(whole, listed) ?? inherited
  const hidden = hits[0]?.rule.hedge ?? 'will'
  if (number !== null) {
    const negated = doubt?.denies ?? deniesIn(words, hits)
    const complement = Number((1 - number).toPrecision(12))
    const value = doubt?.denies ? Math.min(number, complement) : negated ? complement : number
    return {
      words: numberWords(whole, listed),
      phrase: null,
      value,
      low: value,
      high: value,
      basis: 'stated',
      negated,
    }
  }
  if (doubt?.phrase) return doubted(doubt, doubt.phrase, hits)
  const denial =
    /\b(?:will|shall|'ll) (?:likely |probably |almost certainly |certainly )?(?:not|never|no longer)\b/.test(
      words,
    )
  const fixed = hits.find(({ rule }) => rule.group === 'idiom' && rule.hedge !== undefined)
  if (fixed?.rule.hedge !== undefined) return ofPhrase(proposed, fixed.rule.hedge, fixed.rule.denies === true)
  for (const [among, table] of [
    [words, beside],
    [proposed, proposing],
  ] as const) {
    for (const [pattern, phrase, denies] of table) {
      const match = among.match(pattern)
      if (!match) continue
      const plain = phrase === 'will' && denial ? 'will not' : phrase
      return ofPhrase(match[0].trim(), plain, denies === true || plain === 'will not')
    }
  }
  return ofPhrase(proposed || hidden, hidden, hits[0]?.rule.denies === true)
}

/** "I don't think it is unlikely" leaves it open; a plain "not" stays in the statement. */
function doubted({ words, denies, end, until }: Doubt, phrase: string, hits: readonly Hit[]): Hedge {
  const inner = hits.filter(({ start }) => start >= end && start < until)
  const twice =
    denies && inner.some(({ rule }) => rule.denies && rule.group !== 'will' && rule.group !== 'would')
  return twice ? ofPhrase(words, 'real possibility', false) : ofPhrase(words, phrase, denies)
}

function ofPhrase(words: string, phrase: string, denies: boolean): Hedge {
  const read: Reading | undefined = readPhrase(phrase) ?? readPhrase('will')
  if (!read) throw new Error('The scales list "will".')
  const { value, low, high, basis, scale } = read
  return { words, phrase, value, low, high, basis, scale, negated: denies }
}

function deniesIn(words: string, hits: readonly Hit[]): boolean {
  return hits.some(({ rule }) => rule.denies) && !/\b(?:little|slim|small|low|no) chance\b/.test(words)
}

const givenNumber =
  /(\d{1,3}(?:\.\d+)?)(?:(?:-| to )(\d{1,3}(?:\.\d+)?))? ?(?:%|percent|per cent|pc\b)(?: or (?:so|higher|more|less))? (?:\w+ )?(?:chance|probability|likelihood|odds|risk|likely|certain|confident|sure|confidence|possibility)/
const givenSpelled = new RegExp(
  `\\b(${spelledPercent})[ -](?:percent|per cent) (?:\\w+ )?(?:chance|probability|likelihood|odds|risk|likely|certain|confident|sure)`,
)
const askedNumber =
  /\b(?:chances?|probability|likelihood|odds|risk|confidence|certainty)\b[^.;\d%,]{0,60}?(?: of| at| to|:| is| are| as| =) ?(?:about |around |roughly |only |just |over |under |nearly |almost |some )?(\d{1,3}(?:\.\d+)?)(?:(?:-| to )(\d{1,3}(?:\.\d+)?))? ?(?:%|percent|per cent)/
const putNumber =
  /\b(?:put|puts|putting|give|gives|giving)\b[^.;%]{1,60}? (\d{1,3}(?:\.\d+)?)(?:(?:-| to )(\d{1,3}(?:\.\d+)?))? ?(?:%|percent|per cent)/
const oneIn =
  /\b(one|two|three|four|five|\d{1,2})[- ](?:in|out of)[- ](two|three|four|five|six|seven|eight|nine|ten|\d{1,3})\b/
const odds = /\b(\d{1,3})(?:\/|-to-| to |-)(\d{1,3}) (?:odds|favou?rites?|shot|on|against|outsiders?)\b/

function statedIn(words: string, listed: boolean): number | null {
  const [tag] = probabilityTags(words, listed)
  if (tag) return tag.value
  const match = words.match(givenNumber) ?? words.match(askedNumber) ?? words.match(putNumber)
  if (match?.[1] !== undefined) {
    const low = Number(match[1]) / 100
    const high = match[2] === undefined ? low : Number(match[2]) / 100
    const value = Number(((low + high) / 2).toPrecision(6))
    return value <= 1 ? value : null
  }
  const spelt = words.match(givenSpelled)?.[1]
  if (spelt !== undefined) return Number((spelledOut(spelt) / 100).toPrecision(6))
  const share = words.match(oneIn)
  if (share && /\b(?:chance|shot|probability|odds|likelihood|likely)\b/.test(words)) {
    const [part, of] = [numberOf(share[1]), numberOf(share[2])]
    if (part !== undefined && of !== undefined && part < of) return Number((part / of).toPrecision(6))
  }
  const priced = words.match(odds)
  if (priced) {
    const [against, on] = [Number(priced[1]), Number(priced[2])]
    if (against + on > 0) return Number((on / (against + on)).toPrecision(4))
  }
  return null
}

function numberOf(word: string | undefined): number | undefined {
  if (word === undefined) return undefined
  return spelled.get(word) ?? (/^\d+$/.test(word) ? Number(word) : undefined)
}

function numberWords(words: string, listed: boolean): string {
  const [tag] = probabilityTags(words, listed)
  if (tag) return words.slice(tag.start, tag.end)
  return (
    (words.match(givenNumber) ??
      words.match(givenSpelled) ??
      words.match(askedNumber) ??
      words.match(putNumber) ??
      words.match(oneIn))?.[0] ?? ''
  )
}
