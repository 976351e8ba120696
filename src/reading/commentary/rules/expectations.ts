import type { Rule } from '../rule.ts'
import { adverbs, beOrWas } from '../words.ts'

const very =
  '(?:(?:very|highly|most|more|extremely|quite|increasingly|also|still|now|widely|generally|currently|broadly|almost|all but|far|much) ){0,2}'

const afterBe = new RegExp(`${beOrWas}${adverbs} ${very}$`)

/** An adjective or participle after "be" that looks ahead: "is likely to", "are set to". */
export const expectations: readonly Rule[] = [
  {
    name: 'likely-to',
    group: 'outlook-adjective',
    recognises: '"likely to" and its degrees',
    example: 'The strike is highly likely to spread.',
    words:
      /(?<!\b(?:un|not|no more|less|least) )\b(?:(?:highly|very|most|more|extremely|quite|increasingly) )?likely to\b/g,
    confidence: 0.8,
  },
  {
    name: 'not-likely-to',
    group: 'outlook-adjective',
    recognises: '"unlikely to" and "not likely to"',
    example: 'Parliament is unlikely to approve it.',
    words:
      /\b(?:(?:highly|very|most|extremely|increasingly) )?(?:unlikely|not (?:\w+ )?likely|less likely|isn't likely|aren't likely) to\b/g,
    hedge: 'unlikely',
    denies: true,
    confidence: 0.8,
  },
  {
    name: 'likely-that',
    group: 'outlook-adjective',
    recognises: '"it is likely that", "an early election looks likely"',
    example: 'A second vote looks likely.',
    words:
      /(?:\b(?:it|that|this)(?:'s| is| seems| looks| remains| appears)|\b(?:looks?|seems?|appears?|remains?|becoming|is|are)) (?:also |still |now |increasingly |very |highly |quite |more |most |all but |almost )*(?:likely|probable|inevitable|certain|unavoidable|guaranteed|assured|a certainty|a given|a foregone conclusion|imminent|on the cards|in the cards|inescapable)\b(?! (?:to|aimed|due|because|the (?:result|cause|reason)|a (?:result|response|sign)|linked|related|caused|behind|driven|responsible|intended|designed|meant|(?:already |now |still )?[a-z]+ing\b))/g,
    hedge: 'likely',
    confidence: 0.6,
  },
  {
    name: 'not-likely-that',
    group: 'outlook-adjective',
    recognises: 'the same, denied',
    example: 'A deal before the summit seems unlikely.',
    words:
      /\b(?:(?:looks?|seems?|appears?|remains?|is|are|'s)) (?:also |still |now |increasingly |very |highly |quite |most |extremely )*(?:unlikely|improbable|doubtful|impossible|out of the question|not likely|off the table)\b(?! to\b)/g,
    hedge: 'unlikely',
    denies: true,
    confidence: 0.6,
  },
  {
    name: 'expected-to',
    group: 'outlook-adjective',
    recognises: 'passives of expecting',
    example: 'Output is projected to grow by 2 %.',
    words:
      /(?<!\b(?:than|as|had been|have been|has been|were once|was once|was initially|was originally|were initially|were originally) )\b(?:expected|projected|forecast|forecasted|predicted|anticipated|estimated|seen|thought|believed|assumed|likely|foreseen|envisaged) to\b(?! have\b)/g,
    hedge: 'expected to',
    before: new RegExp(
      `(?:${beOrWas}${adverbs} ${very}|\\b(?:and|or|then|now|still|but) |^|[,(;:] ?|\\b(?:growth|inflation|revenue|sales|prices|output|demand|gdp|it|them|him|her|turnout|losses|profits|rates?|deaths|cases) )$`,
    ),
    confidence: 0.8,
  },
  {
    name: 'expected-when',
    group: 'outlook-adjective',
    recognises: 'passives of expecting with a time or a figure in place of a verb',
    example: 'A verdict is not expected before June.',
    words:
      /\b(?:expected|projected|forecast|predicted|anticipated|foreseen|seen|estimated)(?= (?:again |only |back |now )?(?:before|by (?!the\b(?! end| close| start| middle| time| turn)|its|his|her|their|a\b|an\b|most|many|some|analysts|economists|investors|markets)|within|until|next|(?:later )?this (?:year|month|week|autumn|spring|summer|winter|decade)|in (?:the (?:coming|next|second|first|third|fourth|final)|early|late|mid|q[1-4]|20\d\d|january|february|march|april|may|june|july|august|september|october|november|december)|at (?:about |around |close to |nearly |just )?[$€£]?\d)\b)/g,
    hedge: 'expected to',
    before: new RegExp(
      `(?<!\\b(?:was|were|been|than|as) (?:\\w+ )?)(?:\\b(?:is|are|'s|'re|remains?)(?: not|n't)?${adverbs} ${very})$`,
    ),
    confidence: 0.7,
  },
  {
    name: 'set-to',
    group: 'outlook-adjective',
    recognises: 'poised, set, due, on course',
    example: 'The party is on course to lose Lyon.',
    words:
      /\b(?:set(?= to| for (?:a|an|another|more|further|the)\b)|poised|due|on (?:course|track|pace|the (?:verge|brink|cusp|point)|its way|their way)|(?:well )?(?:placed|positioned)|primed|headed|heading|destined|doomed|fated|about|ready|gearing up|shaping up|bracing|hurtling|edging|inching|marching|sliding|drifting|racing|barreling|careering) (?:to|for|of|towards?|into)\b(?! (?:the (?:fact|way|lack|absence|rise|fall|war|weather|pandemic)|(?:its|their|his|her|this|which|concerns?|fears?|time|course|work) ))(?= \S)/g,
    before: afterBe,
    hedge: 'set to',
    after: /^ [a-z0-9"']/,
    confidence: 0.7,
  },
  {
    name: 'bound-to',
    group: 'outlook-adjective',
    recognises: 'certain, sure, bound',
    example: 'The tariffs are bound to backfire.',
    words:
      /\b(?:bound|certain|sure|guaranteed|destined|doomed|almost certain|all but certain|virtually certain) to\b/g,
    before: afterBe,
    hedge: 'certain',
    confidence: 0.8,
  },
  {
    name: 'tipped-to',
    group: 'outlook-adjective',
    recognises: 'favourites, by rumour or by the odds',
    example: 'Leverkusen are tipped to win the cup.',
    words:
      /\b(?:(?:widely |hot |heavy |clear |the |strong |overwhelming |odds-on |firm )*(?:tipped|rumou?red|favou?red|fancied|favou?rites?|odds-on|backed|priced|expected)) (?:to|for)\b(?! be the| have\b)/g,
    before: afterBe,
    hedge: 'likely',
    confidence: 0.65,
  },
  {
    name: 'favourite',
    group: 'outlook-adjective',
    recognises: 'who is favourite, without saying to do what',
    example: 'Ferrari are favourites for the title.',
    words:
      /\b(?:(?:hot|heavy|clear|the|strong|overwhelming|odds-on|firm|pre-tournament|title|bookmakers') )*(?:favou?rites?)\b(?! (?:to|to win|place|thing|food|song|book|of (?:mine|his|hers)))/g,
    before: new RegExp(
      `${afterBe.source}|\\b(?:makes?|made|have|has|had) (?:[a-z'-]+ ){1,3}(?:as )?(?:the )?(?:\\d[\\d/-]* )?$`,
    ),
    hedge: 'likely',
    confidence: 0.45,
  },
]
