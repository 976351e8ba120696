import type { Rule } from '../rule.ts'

/** Verbs whose object is what somebody expects. */
export const forecasters: readonly Rule[] = [
  {
    name: 'expects',
    group: 'forecasting-verb',
    recognises: 'expecting, predicting, projecting with an object',
    example: 'The OECD expects a shallow recession.',
    words:
      /\b(?:expects?|predicts?|projects?|forecasts?|anticipates?|foresees?|envisages?|envisions?|expecting|predicting|projecting|forecasting|anticipating|foreseeing|prophes(?:ies|y))\b/g,
    hedge: 'expected to',
    before:
      /(?<!\b(?:the|a|an|its|his|her|their|our|your|my|this|that|these|those|latest|new|previous|earlier|official|central|baseline|growth|inflation|economic|weather|two|three|some|several|many|other|such|of|and|in|with|by|from|per|big|large|joint|pilot|power|construction|infrastructure|building|energy|housing|rail|solar|wind|all|most|more|any|no|weaker|stronger|than|as|both|which|research|development|pet|side|could|would|than we|than i|than they|what you|as you|what we|as we) )$/,
    after:
      /^(?! (?:by|from|for (?!growth|inflation|a |the )|has|have|was|were|is|are|had|will|would|round|period|horizon|suggest|show|in (?:the|its|their|may|march|june)|of|and (?:its|the|their)|more from|better|nothing less|too much|us to|you to (?:know|understand|do)|me to|manager|team)\b)(?! ?[.,;:)]| ?$)/,
    confidence: 0.7,
  },
  {
    name: 'expected',
    group: 'forecasting-verb',
    recognises: 'the same told in the past, where what was expected is still ahead',
    example: 'The median member expected two cuts in 2027.',
    words:
      /(?<!\b(?:than|as|had|was|were|is|are|be|been|being|has|have|had been|not|never|an|the|a|of|wrongly|incorrectly|rightly|correctly|initially|originally|once|famously|previously|widely|long|well|always|just|its|their|higher|lower|what|nobody|no one|few|i|we|you|less|more|better|worse|stronger|weaker) )\b(?:expected|predicted|projected|forecast|anticipated|foresaw|implied|suggested)\b(?! (?:by|to|at the time|that (?:he|she|they) (?:had|was|were)))(?= (?:that|a|an|the|one|two|three|no|more|further|some|\w+ (?:percent|to|growth|cuts?|rises?|hikes?)|[a-z0-9.]+ (?:rate|to|will|would|basis)|bank)\b)/g,
    hedge: 'expected to',
    after:
      /\b(?:would|will|to|in|by|this|next|over|for|during|cumulative|reduction|cuts?|growth|cent|%|there)\b|^ (?:a|an|more|further|no) [a-z -]{3,60}[.,;]/,
    confidence: 0.45,
  },
  {
    name: 'sees',
    group: 'forecasting-verb',
    recognises: 'seeing what is not there yet',
    example: 'JP Morgan sees oil at 60 dollars by June.',
    words:
      /\b(?:sees?|eyes)\b(?= (?:(?:[a-z0-9$'-]+ ){1,6}(?:at (?:around |about |roughly |close to |near |least |most )?[\d$€£]|[a-z]{2,}ing (?!the (?:past|last)|system|plan|power|room|market)|to [\d$]|hitting|as (?:likely|unlikely|inevitable|possible))|(?:some |little |no |more |further |plenty of |limited |ample |additional )?(?:room|scope|upside|downside|a (?:\w+ )?(?:chance|risk|recession|rebound|recovery|slowdown|rise|fall|win|victory|future where|world where|path|possibility|probability|likelihood|need)|further|more (?:cuts|hikes|rises|gains|losses)|inflation|growth)))/g,
    hedge: 'expected to',
    before:
      /(?<!\b(?:to|will|would|could|may|might|can|should|let's|let us|we'll|you|can't|cannot|must|we can|you can|long to|did|does|do|don't) )$/,
    confidence: 0.55,
  },
  {
    name: 'priced-in',
    group: 'forecasting-verb',
    recognises: 'what markets price in',
    example: 'Swaps are pricing in three cuts.',
    words:
      /\b(?:markets?|traders|investors|futures|swaps|options|curves?|bonds) (?:are |is |now |currently |have |has |had |fully |already |still )*(?:pric(?:es?|ed|ing)(?: in)?|impl(?:y|ies|ied)|bet(?:ting)?)\b(?= )|\bmarket-implied (?:path|probabilit\w+|odds|expectations?)\b|\b(?:implied|priced in) by (?:markets?|market pricing|futures|swaps|options)\b/g,
    hedge: 'expected to',
    confidence: 0.5,
  },
  {
    name: 'cannot-see',
    group: 'forecasting-verb',
    recognises: 'not being able to see it',
    example: 'I can’t see Everton staying up.',
    words:
      /\b(?:can't|cannot|can not|don't|do not|doesn't|does not|hard to|difficult to) (?:really |honestly |quite )?(?:see|imagine|envisage|picture)\b(?= (?:(?:[a-z0-9$'-]+ ){0,6}[a-z]{2,}ing\b|how|that|any|it|this|them|him|her|anyone|anybody|a (?:world|scenario|path|way|deal|future)))/g,
    hedge: 'doubtful',
    denies: true,
    confidence: 0.6,
  },
  {
    name: 'doubts',
    group: 'forecasting-verb',
    recognises: 'doubting that it happens',
    example: 'She doubts that the law passes this year.',
    words:
      /\b(?:doubts?|doubted)\b(?= (?:that |whether |if |very much |it(?:'ll)? |they(?:'ll)? |he(?:'ll)? |she(?:'ll)? |we(?:'ll)? |there |the |any|anyone|[a-z]+ (?:will|would|can|could)))/g,
    hedge: 'doubtful',
    denies: true,
    before:
      /(?<!\b(?:the|no|a|any|some|his|her|their|its|without|little|in|beyond|raised|raises|cast|casts|grave|serious|self) )$/,
    confidence: 0.55,
  },
  {
    name: 'do-not-expect',
    group: 'forecasting-verb',
    recognises: 'not expecting it, also as advice',
    example: 'Don’t expect a truce before spring.',
    words:
      /\b(?:don't|do not|doesn't|does not|didn't|did not|wouldn't|would not|shouldn't|no longer|never|not) (?:\w+ )?(?:expect|anticipate|foresee|predict|forecast|hold your breath for|bet on|count on|bank on)s?\b(?! (?:you|me|us|anyone|everyone) to)/g,
    before: /(?<!\b(?:is|are|was|were|'s|'re) )$/,
    hedge: 'unlikely',
    denies: true,
    confidence: 0.65,
  },
  {
    name: 'look-for',
    group: 'forecasting-verb',
    recognises: 'an imperative that tells what to expect',
    example: 'Look for Boston to start slowly.',
    words:
      /(?:^|[;:.(] ?|\b(?:but|and|so|then|should|can|instead|instead,|year,|week,|month,) )(?:expect|look for|watch for|look out for|be prepared for|prepare for|brace for|get ready for|mark my words|mark it down|bet on|count on|bank on)\b(?! (?:you to|more information|details|signs|updates))(?=[ :,]+\S)|\b(?:i|we) (?:still |now )?(?:look|are looking) for (?!(?:ways?|means|opportunities|somebody|someone|people|help|something) )(?=(?:[a-z0-9'-]+ ){1,5}to\b)/g,
    hedge: 'expected to',
    confidence: 0.65,
  },
  {
    name: 'fears',
    group: 'forecasting-verb',
    recognises: 'fearing an event',
    example: 'Aid workers fear a new exodus.',
    words:
      /\b(?:fears?|feared|fearing|worr(?:y|ies|ied)|afraid|dreads?)\b(?= (?:that |a |an |another |the (?:\w+ )?(?:could|may|might|will|would)|it |they |there |further |more |new |being |[a-z'-]+ (?:troops|forces|will|would|may|might|could|is|are)))/g,
    hedge: 'fear',
    before:
      /(?<!\b(?:the|no|of|his|her|their|its|without|some|old|any|for|in|on|our|greatest|biggest|worst|not|don't|do not|never|nothing to) )$/,
    confidence: 0.55,
  },
  {
    name: 'warns',
    group: 'forecasting-verb',
    recognises: 'warning of an event',
    example: 'The agency warns of blackouts this winter.',
    words:
      /\b(?:warns?|warned|warning|cautions?|cautioned)\b(?= (?:[a-z]+ )?(?:of|about) ["\u201c]?(?:a |an |the |more |further |new |possible |potential |imminent |another |severe |mass |widespread |[a-z-]+ (?:if|in the|this|next|by)))/g,
    hedge: 'fear',
    before: /(?<!\b(?:the|a|an|no|its|his|her|their|of|early|stark|tsunami|had) )$/,
    confidence: 0.5,
  },
  {
    name: 'bets',
    group: 'forecasting-verb',
    recognises: 'betting, picking and backing',
    example: 'I’m backing Norway to win it.',
    words:
      /\b(?:(?:i|we)(?:'d| would| will|'ll|'m| am|'re| are)? (?:\w+ )?(?:bet|betting|wager|backing|back(?<!\bbe back)|picking|pick|taking|take|going with|going for|go with|fancy|tip|tipping|like(?=[^.;]{2,40} to (?:win|beat|cover|edge)\b))|if i had to (?:bet|guess|pick|choose)|my (?:gut|head|heart|instincts?|crystal ball) (?:says?|tells? me)|my (?:money|bet|pick|guess|hunch|prediction|forecast|call|tip|winner)(?:'s| is| remains| would be)|(?:best|good|safe|safest|smart) (?:bet|guess) is)\b(?! (?:to (?:think|say|see|remind|point|note|emphasi)|that idea|the idea|a look|the (?:train|bus|time)|comfort|it|this approach|issue|care|part|stock|note|(?:your|my|our|any|no|questions)\b|a (?:break|step|moment)|how|what|when|the way|these|those|both))/g,
    hedge: 'likely',
    confidence: 0.5,
  },
  {
    name: 'base-case',
    group: 'forecasting-verb',
    recognises: 'a base case or a forecast as a noun, with what it is',
    example: 'Our base case is a shallow recession.',
    words:
      /\b(?:base case|central (?:case|forecast|projection|expectation|scenario)|baseline|working assumption|(?:my|our|her|his|their) (?:\w+ )?(?:expectation|forecast|prediction|projection|assumption)) (?:is|remains) (?=(?:still |now )?(?:for|that|a|an|one|two|three|four|no|more|another|the)\b)/g,
    hedge: 'expected to',
    confidence: 0.65,
  },
  {
    name: 'believes-ahead',
    group: 'forecasting-verb',
    recognises: 'believing in an outcome without an auxiliary',
    example: 'I think Brighton stay up.',
    words:
      /\b(?:(?:i|we) (?:still |do |really |also |just )?(?:think|believe|reckon|suspect|predict|guess|figure|see|forecast(?: with \w+ confidence)?)|(?:my|our) (?:own |best )?(?:view|sense|hunch|feeling|belief) (?:is|remains))\b(?= (?:that )?(?:[a-z0-9'-]+ ){1,4}(?:wins?|loses?|beats?|gets?|goes|stays?|finish(?:es)?|tops?|takes?|makes?|ends?|falls?|rises?|hits?|comes?|qualif(?:y|ies)|reach(?:es)?|edges?|survives?|scores?|sweeps?|holds?|peaks?|slips?|collapses?|quits?|resigns?|folds?|fails?|passes|breaks?|drops?|climbs?|doubles?|halves|triples?)\b)/g,
    hedge: 'we believe',
    confidence: 0.5,
  },
]
