import type { Rule } from '../rule.ts'

/** Fixed forms of English that speak of what is to come. */
export const idioms: readonly Rule[] = [
  {
    name: 'doomed',
    group: 'idiom',
    recognises: 'somebody or something past saving, or past stopping',
    example: 'The merger is doomed.',
    words:
      /\b(?:is|are|'s|'re|looks?|seems?|appears?) (?:now |already |surely |almost certainly |all but |as good as )*(?:doomed|toast|finished(?: as [a-z]+)?(?=[.!,;]|$)|done for|going down|going up|going through|headed for|in for a (?:\w+ ){0,3}(?:year|season|winter|summer|ride|shock|surprise|fight)|unstoppable|a dead man walking|living on borrowed time|on borrowed time|on its last legs|on their last legs)\b(?! to\b)/g,
    hedge: 'certain',
    confidence: 0.55,
  },
  {
    name: 'faces',
    group: 'idiom',
    recognises: 'what somebody faces',
    example: 'Hotels face another lean summer.',
    words:
      /\b(?:faces?|facing) (?:another|a (?:long|lean|tough|difficult|hard|bruising|bleak|lost|grim|rocky|bumpy|steep|cold|hot|further)|(?:more|further|several|many) (?:years|months|weeks)|years of|months of|weeks of|a wave of)\b/g,
    hedge: 'set to',
    confidence: 0.45,
  },
  {
    name: 'pick',
    group: 'framed',
    recognises: 'a pick, as sports pages give it',
    example: 'Ghana to win the group.',
    words:
      /^(?![^,;]*\b(?:is|are|was|were|has|have|had|needs?|wants?|hopes?|will|would|how|when|the need|tries|tried|aims?|plans?|used|going|trying|able|i)\b|[^,;]*'m\b)(?:[a-z'.-]+ ){1,3}to (?=(?:win|beat|finish|score|qualify|edge|lose|make it|go (?:down|up|through)|top|lift)\b)/g,
    hedge: 'likely',
    before: /^$/,
    confidence: 0.5,
  },
  {
    name: 'matter-of-time',
    group: 'idiom',
    recognises: 'a matter of time, numbered days',
    example: 'It is only a matter of time before the peg breaks.',
    words:
      /\b(?:(?:only|just) a matter of time|(?<!\b(?:in|within|took|takes|for|over) )a matter of (?:hours|days|weeks|months)\b(?! (?:ago|earlier|later|before|after))|matter of when, not if|not if but when|(?:a |the )?question of when|days are numbered|sooner or later|the writing is on the wall|time is running out for|(?:it's|it is) (?:a done deal|over for|curtains for|game over for))\b/g,
    hedge: 'inevitable',
    confidence: 0.7,
  },
  {
    name: 'surprised-if',
    group: 'idiom',
    recognises: 'the surprise it would be',
    example: 'I’d be amazed if the deal closes.',
    words:
      /\b(?:i|we|it|that|nobody|few|no one)(?:'d| would| will|'ll) be (?:\w+ )?(?:surprised|shocked|amazed|astonished|stunned|surprising|shocking|a (?:\w+ )?(?:surprise|shock|upset)) (?:if|to see|were)\b/g,
    hedge: 'unlikely',
    denies: true,
    confidence: 0.7,
  },
  {
    name: 'not-surprised-if',
    group: 'idiom',
    recognises: 'no surprise',
    example: 'Don’t be surprised if Villa sell him in January.',
    words:
      /\b(?:(?:don't|do not|not|wouldn't|won't) be (?:\w+ )?(?:surprised|shocked|amazed|a surprise|surprising)|nobody should be surprised|no one should be surprised|(?:would|will) surprise (?:no one|nobody)) (?:if|when|to see|that)\b|\b(?:don't|do not|wouldn't|never|not) bet against\b/g,
    hedge: 'likely',
    confidence: 0.6,
  },
  {
    name: 'prognosis',
    group: 'idiom',
    recognises: 'a prognosis with a judgement',
    example: 'The outlook for the harvest is bleak.',
    words:
      /\b(?:prognosis|outlook|forecast|prospects?|future)\b(?: (?:for|of|in|over|on) [^.;,]{1,80}?)? (?:is|are|remains?|looks?|seems?|appears?|has (?:worsened|brightened|darkened|improved)) (?:\w+ ){0,2}?(?:gloomy|bleak|grim|dire|poor|dark|negative|bad|worse|dim|bright|rosy|good|positive|promising|favou?rable|benign|upbeat|healthy|better|worrying|stormy|fragile)\b/g,
    hedge: 'will',
    confidence: 0.6,
  },
  {
    name: 'must-or-risk',
    group: 'chance',
    recognises: 'what follows from not doing it',
    example: 'Mr. Osei must cut spending or face a default.',
    words: /\b(?:or|else|otherwise) (?:else )?(?:risks?|face|faces)\b/g,
    hedge: 'risk',
    confidence: 0.65,
  },
  {
    name: 'is-to',
    group: 'going-to',
    recognises: '"is to" with a verb, in news style',
    example: 'Lufthansa is to close its Lagos route.',
    words:
      /\b(?:is|are) to (?=(?:[a-z]+ly )?(?:get|receive|lose|become|close|cut|leave|join|build|buy|sell|open|axe|lay off|shed|launch|raise|lower|scrap|ban|end|replace|introduce|merge|face|return|pull|shut|slash|double|triple|send|impose|lift|withdraw|be (?:replaced|scrapped|closed|cut|sold|built|banned|lifted|raised|lowered|abolished|merged|axed|shut|doubled|tripled|extended|phased))\b)/g,
    hedge: 'set to',
    before:
      /(?<!\b(?:goal|aim|plan|idea|task|job|purpose|point|way|mission|role|target|mandate|objective|challenge|trick|option|alternative|solution|answer|strategy|temptation|hope|intention|step|priority|thing|that|this|it|which|all|if [a-z' ]{1,40}) )$/,
    confidence: 0.5,
  },
  {
    name: 'headline-infinitive',
    group: 'framed',
    recognises: 'the infinitive of headlines',
    example: 'Nordea to shed 1,500 jobs',
    words:
      /^(?:[a-z0-9&'$€£.-]+ ){1,7}?to (?=(?:cut|raise|hold|lose|win|build|buy|sell|close|open|launch|ban|end|face|rise|fall|grow|shrink|hit|reach|leave|join|exit|enter|quit|step down|resign|shed|axe|slash|double|triple|quadruple|overtake|surpass|replace|become|get|become|merge|acquire|invest|unveil|impose|lift|scrap|delay|return|ease|slow|boost|drop|climb|soar|top|miss|beat|ship|stay|remain|keep|start|begin|stop|resume|withdraw|send|see|suffer|continue|move|expand|retire|go)\b)/g,
    hedge: 'set to',
    confidence: 0.6,
  },
  {
    name: 'promises-to',
    group: 'commitment',
    recognises: 'what a thing promises or threatens to do',
    example: 'The ruling threatens to split the bench.',
    words: /\b(?:threatens?|threatening|promises|promising) to\b/g,
    hedge: 'threatens',
    confidence: 0.5,
  },
  {
    name: 'threatened',
    group: 'commitment',
    recognises: 'a threat or pledge of an outcome',
    example: 'Ankara threatened new tolls on the straits.',
    words:
      /\b(?:threatens?|threatened|threatening)\b(?= (?:to|with|["\u201c]?phase|a|an|new|further|more|tougher|[a-z"\u201c]+ (?:tariffs?|sanctions|strikes?|action|retaliation|of (?:sanctions|tariffs)))\b)/g,
    hedge: 'threatened',
    before: /(?<!\b(?:is|are|was|were|be|been|feel|felt|has|have|had) )$/,
    confidence: 0.45,
  },
  {
    name: 'pledges-if',
    group: 'commitment',
    recognises: 'a pledge that hangs on a condition',
    example: 'Oslo pledged more gas if the pipeline reopens.',
    words:
      /\b(?:threaten(?:s|ed|ing)|pledg(?:es?|ed|ing)|vow(?:s|ed|ing)?|promis(?:es?|ed|ing))\b(?=.* (?:if|once|unless|should|as soon as) )/g,
    hedge: 'pledged',
    confidence: 0.45,
  },
  {
    name: 'hedged-ahead',
    group: 'dated',
    recognises: 'a hedge and a time ahead, without an auxiliary',
    example: 'Probably a third strike in the coming weeks.',
    words:
      /\b(?:likely|probably|presumably|possibly|perhaps|apparently|reportedly|almost certainly|certainly|inevitably|surely|undoubtedly)\b/g,
    confidence: 0.5,
  },
  {
    name: 'announced',
    group: 'framed',
    recognises: 'what is announced as a prediction',
    example: 'Prediction for the final: extra time.',
    words:
      /^(?:(?:my|our|bold|hot|one|a|the|first|second|third|last|final|another|early|fearless) ){0,3}(?:prediction|forecast|pick|hunch|guess|bold call)(?: (?:for|on|about|of) [^:.;]{2,60})?: (?=[a-z0-9$€£][a-z0-9$€£.,'-]* [a-z])/g,
    hedge: 'will',
    confidence: 0.65,
  },
  {
    name: 'room-to',
    group: 'idiom',
    recognises: 'room to move, or a way still to go',
    example: 'House prices have further to fall.',
    words:
      /\b(?:has|have|'ve|with|still) (?:still |plenty of |ample |a bit |much |lots of )*(?:room|further|farther|a long way|some way|some distance|more room|(?:another|a further) (?:[a-z0-9.%$-]+ ){1,4}?)(?: left)? ?to (?:run|fall|go (?:up|down|before|yet)|rise|climb|drop|grow|slide|slip|sink)\b|\bnowhere to go but\b/g,
    hedge: 'expected to',
    confidence: 0.5,
  },
  {
    name: 'looms',
    group: 'idiom',
    recognises: 'what is drawing near',
    example: 'A debt crisis looms over Quito.',
    words:
      /\b(?:looms?|is looming|are looming|beckons?|is (?:fast )?approaching|is on the horizon|are on the horizon|on the horizon|is around the corner|lies? ahead|is brewing|in the offing|is in the pipeline|is nearing|are nearing|is inching closer)\b(?!.*\?)/g,
    hedge: 'likely',
    before: /(?<!\b(?:what|challenges?|uncertainty|the road|the year|years|months|whatever) )$/,
    confidence: 0.45,
  },
  {
    name: 'no-end',
    group: 'idiom',
    recognises: 'more to come, or no end to it',
    example: 'There is no end in sight to the walkout.',
    words:
      /\bno (?:end|relief|respite|let-?up|quick fix|breakthrough|solution) (?:is )?in sight\b|\b(?:worse|more|bigger|much more|the worst|more to|the best) (?:is |are )?(?:yet )?to come\b|\bhere to stay\b|\bnot going (?:anywhere|away)\b|\b(?:another|one more) (?:\w+ ){1,3}is (?:coming|on the way)\b|\b(?:is|are) coming (?:this|next|in|by|soon|for)\b/g,
    hedge: 'will',
    confidence: 0.5,
  },
]
