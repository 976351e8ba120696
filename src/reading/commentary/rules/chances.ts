import type { Rule } from '../rule.ts'
import { spelledPercent } from '../words.ts'

const high =
  '(?:good|strong|high|great|excellent|every|fair|decent|better than even|solid|significant|substantial|very good)'
const low =
  '(?:little|slim|small|low|slight|remote|outside|negligible|minimal|scant|poor|next to no|almost no|vanishingly small|tiny)'

/** Nouns of probability, with and without numbers. */
export const chances: readonly Rule[] = [
  {
    name: 'percent-chance',
    group: 'number',
    recognises: 'a percentage given to an event',
    example: 'There is a 30% chance of rain on polling day.',
    words: new RegExp(
      `\\b(?:about |around |roughly |at least |at |an? |only |just )*(?:${spelledPercent}|\\d{1,3}(?:\\.\\d+)?(?:-| to )?(?:\\d{1,3})?) ?(?:%|percent|per cent|pc)(?: or (?:so|higher|more|less))? (?:\\w+ )?(?:chance|probability|likelihood|odds|risk|likely|certain|confident|sure|confidence|possibility)\\b`,
      'g',
    ),
    confidence: 0.9,
  },
  {
    name: 'chance-percent',
    group: 'number',
    recognises: 'a probability, then its number',
    example: 'The probability of a default is 15 per cent.',
    words:
      /\b(?:chances?|probability|likelihood|odds|risk|confidence)\b[^.;:\d]{0,60}?(?: of| at| to|:| is| are| as| =) ?(?:about |around |roughly |only |just |over |under |above |below |nearly |almost |some )?\d{1,3}(?:\.\d+)? ?(?:%|percent\b|per cent\b|in \d)/g,
    confidence: 0.8,
  },
  {
    name: 'put-it-at',
    group: 'number',
    recognises: 'a number given by the speaker',
    example: 'I’d put it at 20%.',
    words:
      /\b(?:puts?|putting|gives?|giving|give) (?:it|that|this|the (?:odds|chances?|probability|likelihood|risk)(?: of [^.;]{1,60}?)?|them|him|her|[a-z'-]+ [a-z'-]+|[a-z'-]+) (?:at |a )?["\u201c]?(?:about |around |roughly |only |just )?(?:(?:one|two|three|four|five|six|seven|eight|nine) in (?:two|three|four|five|six|seven|eight|nine|ten|twenty|\d{1,3})\b|(?:\d{1,3}(?:\.\d+)?|(?:ten|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:-[a-z]+)?(?: (?:or|to) [a-z]+)?) ?(?:%|percent|per cent|in \d))/g,
    confidence: 0.75,
  },
  {
    name: 'one-in',
    group: 'number',
    recognises: 'one in so many',
    example: 'It is a one-in-four shot.',
    words:
      /\b(?:one|two|three|1|2|3|4|9)[- ](?:in|out of)[- ](?:two|three|four|five|six|ten|twenty|\d{1,3})[- ](?:chance|shot|probability|odds|likelihood)\b|\b\d{1,2}[/:-]\d{1,3} (?:chance|odds|shot)\b|\b(?:50[-/]50|fifty-fifty|coin[- ](?:flip|toss)|toss-?up|even (?:chance|money|odds))\b/g,
    hedge: 'about even',
    confidence: 0.55,
  },
  {
    name: 'good-chance',
    group: 'chance',
    recognises: 'a high chance in words',
    example: 'Chelsea have a strong chance of going through.',
    words: new RegExp(
      `\\b(?:an? )?(?:very |really |pretty )?${high} (?:chance|odds|probability|likelihood|possibility|prospect)s?\\b`,
      'g',
    ),
    hedge: 'likely',
    confidence: 0.75,
  },
  {
    name: 'real-chance',
    group: 'chance',
    recognises: 'a chance that counts',
    example: 'There is a real danger that the pact collapses.',
    words:
      /\b(?:real|realistic|genuine|serious|growing|rising|increasing|non-trivial|credible|distinct|fierce|live|open|strong) (?:chance|possibility|prospect|risk|danger|threat|likelihood|probability)s?\b(?= (?:of|that|it|the|for|in|here|remains|to|now|he|she|they|is|are|this|over)\b| ?[.,;)]|$)/g,
    hedge: 'real possibility',
    confidence: 0.65,
  },
  {
    name: 'small-chance',
    group: 'chance',
    recognises: 'a low chance in words',
    example: 'Their hopes of survival are slim: little chance of six more wins.',
    words: new RegExp(
      `\\b${low} (?:chance|odds|probability|likelihood|possibility|prospect|hope)s?\\b(?= (?:of|that|it|the|for|to|he|she|they|we|in|is|are|now|here|this)\\b| ?[.,;)]|$)|\\b(?:chances?|odds|prospects?|hopes?|likelihood|probability|threats?|risks?|dangers?|possibility) (?:(?:of|for) [^.;]{1,80}? )?(?:is|are|look|looks|remain|remains|seem|seems) (?:now |very |vanishingly |increasingly |still )*(?:slim|slight|low|remote|negligible|poor|minimal|small|dim|bleak|long|fading|dwindling|zero)\\b|\\blong shot\\b`,
      'g',
    ),
    hedge: 'little chance',
    denies: true,
    confidence: 0.65,
  },
  {
    name: 'no-chance',
    group: 'chance',
    recognises: 'none at all',
    example: 'There is no way the bill passes.',
    words:
      /\b(?:no|zero|not a|isn't a|ain't no) (?:chance|way|prospect|possibility|hope|likelihood|path|scenario|realistic (?:chance|prospect|path|way))\b(?= (?:of|that|in which|for|to|he|she|it|they|we|the|this|any|in hell|a|is|[a-z]+(?: [a-z]+)? (?:wins?|gets?|survives?|passes|makes?|will|is|are))\b| ?[.;!]|$)/g,
    hedge: 'no way',
    denies: true,
    before: /(?<!\b(?:had|was|were|in|there was|be) )$/,
    confidence: 0.55,
  },
  {
    name: 'odds-are',
    group: 'chance',
    recognises: '"odds are", "chances are"',
    example: 'Chances are the merger slips into 2028.',
    words:
      /\b(?:the )?(?:odds|chances) are(?: good)?(?=,| (?:that|the|it|he|she|they|we|you|there|this|a|in favou?r)\b)|\bodds favou?r\b|\bin all (?:likelihood|probability)\b|\bmore likely than not\b|\bas likely as not\b/g,
    hedge: 'probable',
    confidence: 0.65,
  },
  {
    name: 'chance-of',
    group: 'chance',
    recognises: 'a chance, prospect or danger named with its event',
    example: 'There is a risk of a disorderly exit.',
    words:
      /\b(?:there(?:'s| is| are| remains?| remain)|poses?|carr(?:y|ies)|runs?|faces?|raises?|increases?|heightens?|sees?) (?:\w+ ){0,4}?(?:chances?|possibility|possibilities|risks?|dangers?|prospects?|odds|likelihood|probability|threats?|scope|potential) (?:of|that|for|to)\b|\b(?:the|a|an|this|main|biggest|key) (?:\w+ )?(?:risk|danger|possibility) (?:is|remains) (?:that|of)\b/g,
    hedge: 'risk',
    before: /(?<!\b(?:no|little|not) )$/,
    confidence: 0.5,
  },
  {
    name: 'likeliest-outcome',
    group: 'chance',
    recognises: 'the likeliest of several outcomes, named',
    example: 'The most likely outcome is a hung parliament.',
    words:
      /\b(?:most|more) (?:likely|probable|plausible) (?:outcome|result|scenario|ending|winner|path|course|next step)\b/g,
    hedge: 'likely',
    before: /(?<!\bno )$/,
    confidence: 0.6,
  },
  {
    name: 'tilted-risks',
    group: 'chance',
    recognises: 'a balance of risks that leans one way',
    example: 'Risks to growth are tilted to the downside.',
    words:
      /\brisks? (?:[a-z']+ ){0,6}?(?:is|are|remains?|were|was|stay) (?:\w+ )?(?:tilted|skewed|weighted|biased) (?:to|towards?) (?:the )?(?:upside|downside)\b/g,
    hedge: 'risk',
    confidence: 0.5,
  },
  {
    name: 'no-prayer',
    group: 'chance',
    recognises: 'no hope, by its idioms',
    example: 'Nobody gives the visitors a prayer.',
    words:
      /\b(?:(?:nobody|no one|few) gives? (?:[a-z']+ ){1,3}|(?:has|have|had|got|stands?|without) (?:not |n't )?|(?:hasn't|haven't|doesn't have|don't have|doesn't stand|don't stand|hasn't got|haven't got) )(?:a prayer|a hope in hell|an earthly|a snowball's chance|a cat in hell's chance)\b/g,
    hedge: 'little chance',
    denies: true,
    confidence: 0.55,
  },
  {
    name: 'possible-that',
    group: 'chance',
    recognises: 'possible, not ruled out',
    example: 'A snap election is possible before June.',
    words:
      /\bit(?:'s| is| remains| seems) (?:also |quite |entirely |still |perfectly |certainly |very )*(?:possible|conceivable|plausible)(?= (?:that|for|the|he|she|they|we|it)\b)|\b(?:is|are|remains?) (?:also |quite |entirely |still |perfectly |certainly |very |always )*(?:possible|conceivable|plausible|a possibility|an option)(?= (?:in|by|before|this|next|as|if|within|later|over|should|once|from)\b| ?[.,;]|$)/g,
    hedge: 'possible',
    confidence: 0.5,
  },
  {
    name: 'not-ruled-out',
    group: 'chance',
    recognises: 'what cannot be excluded',
    example: 'A third devaluation cannot be ruled out.',
    words:
      /\b(?:can't|cannot|can not|could not|couldn't|not|don't|doesn't|won't|would not|wouldn't) (?:yet |completely |entirely |fully |be |been )*(?:ruled out|rule out|exclude|excluded|discount|discounted|dismissed|rule anything out|rule that out)\b/g,
    hedge: 'cannot be ruled out',
    confidence: 0.6,
  },
  {
    name: 'risks-doing',
    group: 'chance',
    recognises: 'to risk an event',
    example: 'The club risks losing its licence.',
    words:
      /\b(?:risks?|risking|courts?|stands? to|in danger of|at risk of|on the verge of|on the brink of|on the cusp of|the point of|within reach of|in line for|in line to)\b(?= (?:\w+ )?(?:[a-z]{2,}ing|a|an|lose|gain|win|suffer|benefit|being|another|further)\b)/g,
    hedge: 'risk',
    before: /(?<!\b(?:the|no|at|his|her|their|its|of|worth|any|these|those|some|key|such|without|to) )$/,
    confidence: 0.55,
  },
]
