import type { LookAlike } from '../rule.ts'
import { adverbs, participle, procedures } from '../words.ts'

const modals = ['will', 'going-to', 'would', 'could', 'might', 'may', 'should'] as const
const possible = ['could', 'might', 'may'] as const

const timeAhead =
  /\b(?:by (?:the end|20\d\d|then|next|mid|late|early|spring|summer|autumn|winter|christmas|january|february|march|april|may|june|july|august|september|october|november|december|\d)|in (?:the (?:coming|next|months|weeks|years|days|future|near|long|short|medium)|20\d\d|\d+ (?:days|weeks|months|years)|(?:a few|two|three|six) (?:days|weeks|months|years))|next (?:year|month|week|quarter|season|summer|spring|winter|autumn)|this (?:year|month|week|winter|summer|spring|autumn|fall|season)|over the (?:next|coming)|tomorrow|soon|later|ahead|within|eventually|before (?:long|the end))\b/

/** A past frame that still leads to something ahead: reported speech, or a time to come. */
const pastButAhead = new RegExp(
  `${timeAhead.source}|\\b(?:said|told|warned|warns|predicted|predicts|suggested|signal(?:l?ed|s)?|fears?|feared|believes?|believed|thinks?|argued|argues|noted|added|estimated?s?|cautioned|remains|risk|concern(?:s|ed)?|worr(?:y|ies|ied)|threat(?:s|ens|ened)?|raising|increasing|fuell?(?:ing|ed)|leading|after|if)\\b`,
)

/** What only looks like a forecast. */
export const lookAlikes: readonly LookAlike[] = [
  {
    name: 'counterfactual',
    recognises: 'what might have been',
    example: 'Without the loan it would have failed.',
    of: ['would', 'could', 'might', 'may', 'should'],
    after: new RegExp(`^${adverbs} (?:have|'ve) ?${adverbs} ${participle}\\b`),
    unless: /\bwill have\b|\bby (?:20\d\d|then|next|the (?:end|time))\b/,
  },
  {
    name: 'future-perfect-guess',
    recognises: 'a guess at what has happened by now',
    example: 'He will have read the report already.',
    of: ['will'],
    after: new RegExp(`^${adverbs} have${adverbs} ${participle}\\b`),
    unless: timeAhead,
  },
  {
    name: 'present-guess',
    recognises: 'a guess at what is so now',
    example: 'The rebels may be hiding in the hills.',
    of: possible,
    after: new RegExp(
      `^${adverbs}(?: already)? be${adverbs} (?:[a-z]{2,}ing\\b(?! (?:forced|able|hit))|the (?:result|reason|case|cause|product|work)|due to|because|related|linked|trying|attempting|aware|true|right|wrong|that|why|what|it\\b|seen as|interpreted|described|explained|considered|an? (?:sign|reason|reflection|result|attempt|matter|good|bad|bit|case|useful|better)|worth|tempting|tempted|useful|helpful|difficult to|hard to|easy to|fair|forgiven|excused|said|argued|thought|understood|unaware|familiar|interested|wondering|asking|surprised|read|called|attributed)`,
    ),
    unless: timeAhead,
  },
  {
    name: 'state-guess',
    recognises: 'a state that is so or not so already',
    example: 'The file may contain errors.',
    of: possible,
    after: new RegExp(
      `^${adverbs} (?:contain|include|involve|consist|refer|explain|differ|vary|know|own|believe|think|want|intend|mean (?:that|it|he|she|they)|reflect|indicate|suggest|belong|stem|depend|feel (?:like|as)|owe|lack|have (?:an? |some |every )?(?:point|case|reasons?|cause|merit)|already (?!be))\\b`,
    ),
    unless: timeAhead,
  },
  {
    name: 'past-ability',
    recognises: 'what somebody was able or free to do',
    example: 'The tower was so tall that he could see the sea.',
    of: ['could'],
    before:
      /(?:\b(?:was|were|had|did|[a-z]{4,}ed|came|took|became|saw|made|went|got|gave|found|left|lost|won|held|grew|led|fell|rose)\b[^.;,"\u201c]*|\b(?:in|through|by|from|to|under|with) which\b[^.;]*|\b(?:belief|hope|idea|notion|conviction|claim|illusion|pretence) (?:that )?(?:he|she|they|it|we)|\b(?:so|so that|where|wherever|when|whenever|all|everything|only) (?:that )?(?:he|she|they|it|we|you|people|[a-z']+ (?:troops|forces|people|workers|families)))$/,
    unless: pastButAhead,
  },
  {
    name: 'could-not',
    recognises: 'what failed',
    example: 'They could not find a buyer.',
    of: ['could'],
    after: /^(?:n't| not| hardly| barely| scarcely| only)\b/,
    unless: timeAhead,
  },
  {
    name: 'evaluation',
    recognises: 'a judgement of something imagined',
    example: 'A default would be the worst outcome.',
    of: ['would', 'could', 'might', 'may'],
    after: new RegExp(
      `^${adverbs} (?:make (?:no |little |more |perfect )?sense|make (?:it|this|that|him|her|them) the|(?:be|have been|seem|feel|look|sound|represent|constitute|amount to|count as|qualify as|mark)${adverbs} (?!(?:[a-z]{2,}ly|not|also|still|soon|even|only|further|again|ever|all|both|each|[a-z]+ed|able|forced|hit|cut|put|set|sent|driven|thrown|taken|given|brought|seen|held|left|lost|won|shut|sold|torn|drawn|split|higher|lower|up|down|back|over|gone|dead|out of|ready|near|close to|around|about|above|below|under|at|less|more (?:than|likely|expensive)|fewer|worse off|better off|in (?:recession|power|place|force|trouble|danger)|unable|without|\\d|[$£€]|another (?:\\w+ )?(?:war|recession|crisis|election|vote)|a (?:recession|war|ceasefire|deal|shortage|surplus|default|crisis|rebound|collapse|run)|no (?:deal|ceasefire|election|agreement|recession|war|way back|majority|winner))\\b))`,
    ),
    unless: /\b(?:would|could|might|may) be (?:\w+ )?(?:surprised|shocked)\b/,
  },
  {
    name: 'permission',
    recognises: 'what a rule lets somebody do',
    example: 'Under the charter the mayor may call a vote only once.',
    of: ['may', 'could', 'will', 'would'],
    sentence:
      /\b(?:under|according to|as per) (?:the|its|his|their|this|that|current|existing|these|a|an|article|section|[a-z]+) (?:\w+ ){0,3}(?:constitution|law|laws|rules?|treaty|terms|statutes?|charter|regulations?|act|bill|plan|proposals?|scheme|agreement|contract|legislation|deal|article|\d+)\b|\b(?:bill|proposal|legislation|amendment|draft|ordinance|motion|resolution|measure|scheme|rule|law|directive|programme|program|proposed \w+) would\b/,
    unless:
      /\b(?:will|would|may|could) (?:not )?(?:pass|fail|become|be (?:passed|approved|rejected|adopted|signed|vetoed|struck)|win|clear|survive|die|stall|fall|face|reach|come|likely|probably|cost|backfire|hurt|hit|drive|push|boost|raise)\b/,
  },
  {
    name: 'own-plan',
    recognises: 'what the speaker means to do',
    example: 'We will fight this in court.',
    of: ['will', 'going-to', 'would'],
    before:
      /(?:(?:^|[,;:"\u201c] ?|\b(?:and|but|so|then|that|said|therefore|now|today) )(?:i|we)(?: both| all| also| now| still)?|\b(?:said|says|reiterated|stressed|pledged|announced|confirmed|vowed|promised|insisted|added|declared|repeated|told [a-z ]{1,30})(?: that)? (?:it|he|she|they))$/,
    after: new RegExp(
      `^${adverbs} (?!(?:win|lose|beat|see|be|have|need|get|find|struggle|face|know|look back|hit|reach|remain|suffer|regret|miss|end|run out|learn|grow|finish|survive|prevail|succeed|fail|become|receive|benefit|recover|rise|fall|come|witness|experience|live|enter|wake|soon|never|not|hear|pass|die|return to (?:growth|profit)|qualify|outperform|exceed|top|double|triple|break even|hold on|pay (?:a|the|dearly|more|for)|feel|drop|slip|likely|probably)\\b)`,
    ),
  },
  {
    name: 'own-choice',
    recognises: 'what the speaker may choose to do',
    example: 'I might even learn to sail.',
    of: ['may', 'might', 'going-to', 'framed'],
    before: /(?:^|[,;:"] ?|\b(?:and|but|so|then) )i(?: also| still)?$/,
    after: new RegExp(
      `^(?:'m going to)?${adverbs} (?:learn to|write|buy|sell|go (?:to|back)|move to|try|take (?:a|the|some|up)|finish (?:my|the|this|our)|start (?:my|a|to)|visit|travel|read|watch|return to|come back|ask|talk|look|skip|add|change my)\\b`,
    ),
  },
  {
    name: 'wish',
    recognises: 'a wish, a taste, or manners',
    example: 'I would like to thank the editors.',
    of: ['would', 'could', 'might', 'may'],
    after:
      /^(?: also| never| not| still| rather| really| just| even| only|n't)*,? (?:like|love|prefer|rather|argue|say|suggest|recommend|advise|encourage|urge|caution|add(?= (?:that|here|only|one|my|a (?:word|note|caveat))\b|[,:])|note|submit|hope|appreciate|welcome|agree|disagree|want|wish|have thought|think that|think so|seem|appear|do well|be better off|(?:call|describe|characteri[sz]e) (?:it|this|that|him|her|them|us)|point (?:out|to)|wonder|ask|object|recogni[sz]e|imagine|assume|consider|counter|contend|quibble|recall|remember|remind|notice|know|go so far|be remiss|benefit from (?:a|some) (?:word|note)|care to|dare to|choose to|opt to)\b/,
    unless:
      /\b(?:would|might) (?:agree|choose|want|prefer|opt)\b.*\bif\b|\b(?:argue|say|suggest|think|imagine) that [^.]* (?:will|is going to)\b/,
  },
  {
    name: 'past-habit',
    recognises: 'what used to happen',
    example: 'As a boy he would often skip school.',
    of: ['would', 'will'],
    after:
      /^ (?:often|usually|sometimes|always|typically|regularly|routinely|occasionally|frequently|invariably)\b/,
    unless: timeAhead,
  },
  {
    name: 'used-to',
    recognises: 'a habit of the past, and what went with it',
    example: 'They used to win at home; they would score early and sit back.',
    of: ['would', 'framed', 'outlook-adjective'],
    sentence: /(?<!\b(?:is|are|get|gets|getting|got|be) )\bused to [a-z]+\b/,
    unless: timeAhead,
  },
  {
    name: 'said-then',
    recognises: 'a forecast told in the past with the year it was made',
    example: 'In 2021 the same institute said that he would lose.',
    of: ['would', 'could', 'might', 'outlook-adjective', 'forecasting-verb'],
    sentence:
      /(?:^|[:;,] ?|\b(?:and|but|as) )(?:back )?in (?:19|20)\d\d,? [^,;:]{1,50}?\b(?:said|told|predicted|thought|wrote|forecast|promised|believed|claimed|warned|insisted|argued|expected)\b(?!,)|\b(?:said|predicted|thought|wrote|promised|believed|claimed|warned|insisted|argued) (?:\w+ )?in (?:\w+ )?(?:19|20)\d\d that\b/,
  },
  {
    name: 'declined',
    recognises: 'what somebody would not be drawn on',
    example: 'The minister would not comment.',
    of: ['would'],
    after:
      /^(?: not| neither| never)?,? (?:be drawn\b|comment\b|be named|elaborate\b|confirm\b|discuss\b|speculate\b|go into detail)/,
  },
  {
    name: 'announced-terms',
    recognises: 'the price, size or terms of what has been announced',
    example: 'The phone goes on sale on Friday and will cost $900.',
    of: ['will'],
    sentence:
      /\b(?:go|goes|going) on sale\b|\b(?:is|are) (?:now )?available (?:from|for|at|in)\b|\bpre-?orders? (?:open|start|begin)|\b(?:will|'ll) (?:seat|hold|house|sleep|accommodate) (?:up to |about |around |some )?\d[\d,]*\b(?! ?(?:%|percent|per cent|seats?|votes?|points))/,
  },
  {
    name: 'resolved',
    recognises: 'a forecast of the past, known to have come out one way or the other',
    example: 'Analysts wrongly predicted that it would collapse.',
    of: 'all',
    sentence:
      /\b(?:(?:incorrectly|wrongly|rightly|correctly|accurately|mistakenly|falsely|famously|confidently|presciently|erroneously|prematurely|naively|optimistically|foolishly) (?:[a-z]+ed\b|forecast|foresaw|thought|bet|said)|(?:proved|turned out|proven|proves) (?:to be )?(?:wrong|right|correct|too|overly|false|unfounded|prescient|premature|optimistic|pessimistic|so far)|(?:forecasts?|predictions?|prediction|forecasters?|predictors?) (?:was|were|has been|have been|proved|turned|had been) (?:wrong|right|correct|off|too|overly|proven|proved|borne|vindicated)|in hindsight|failed to materiali[sz]e|never (?:came|happened|materiali[sz]ed|arrived)|did not (?:happen|materiali[sz]e|come to pass)|didn't (?:happen|materiali[sz]e|come to pass)|had (?:been )?(?:expected|predicted|forecast|hoped|thought|assumed|feared|warned|projected|anticipated|promised|planned|wanted|bet|said)(?! to)|(?:as|than|better than|worse than) (?:had been |was |were |we |i |they )?(?:widely )?(?:expected|predicted|forecast|projected|anticipated|feared|hoped) (?:by|in (?:the )?(?:march|may|june|july)))\b/,
    unless:
      /\b(?:will|won't|'ll|is going to|are going to|is likely to|are likely to|unlikely to|is expected to|are expected to|is set to)\b|\bnow expect/,
  },
  {
    name: 'once-thought',
    recognises: 'what was thought before, as a thing of the past',
    example: 'I wrote that the strike would fail.',
    of: ['would', 'could', 'might', 'outlook-adjective'],
    sentence:
      /\b(?:i|we|many|everyone|people|most|few|nobody|no one) (?:(?:had |once |first |always |never |all )*(?:thought|assumed|believed|wrote|imagined|figured|predicted|expected|said|guessed|reckoned|feared|hoped)|(?:did not|didn't) (?:really |ever )?(?:think|believe|expect|imagine|predict)) .*\bwould\b|\b(?:last (?:year|season|month|summer|spring|autumn|winter)|(?:a|two|three|five|ten) (?:years?|months?|decades?) ago|in (?:19|200|201)\d\d?|back then|at the time|originally|initially)\b.*\b(?:would|was|were|could)\b/,
    unless: /\b(?:now|still|next|coming|20[3-9]\d)\b/,
  },
  {
    name: 'past-expectation',
    recognises: 'what was expected and then did not happen',
    example: 'The vote was expected to pass but fell short.',
    of: ['outlook-adjective', 'would', 'forecasting-verb'],
    sentence:
      /\b(?:was|were|had been) (?:\w+ )?(?:expected|supposed|meant|due|set|poised|forecast|projected|predicted|going|likely|tipped) to\b.*\b(?:but|instead|however|yet|although|though|before|until|only to|when)\b.*\b(?:was|were|did|had|[a-z]+ed|fell|rose|came|lost|won|fell)\b|^(?:many|most|some|few|critics|everyone|experts|analysts|economists|nobody|pundits|forecasters) (?:had )?(?:thought|said|expected|predicted|assumed|feared|believed|warned)\b.*\b(?:but|yet|instead|they were|it did(?:n't| not))\b/,
  },
  {
    name: 'open-question',
    recognises: 'a question',
    example: 'Will the union call another strike?',
    of: 'all',
    sentence: /\?["')\]\u201d]*$/,
    unless:
      /\b(?:my (?:guess|bet|prediction|answer)|i (?:think|bet|predict|doubt)|prediction|the answer is)\b|\?.*\b(?:yes|no|probably|unlikely)\b.*\?$/,
  },
  {
    name: 'indirect-question',
    recognises: 'a question inside a sentence, or ignorance',
    example: 'It is unclear whether the ban will survive.',
    of: modals,
    before:
      /(?:\b(?:whether|if and when|how (?:[a-z]+ (?:the|everyone|everybody|it|they|he|she|this|that|we|i)\b|(?:much|many|long|far|fast|quickly|soon|often|well|badly|the|it|they|he|she|this|that|these|we)\b)|who|where|why|when exactly|to what extent|which (?:of|way|side|party|team)|what (?:the|it|they|he|she|this|that|happens|exactly|sort|kind|form|impact|effect))\b[^.;,]{0,90}|^(?:how|what|who|why|where|which|whether)\b[^.;,]{0,90}|\b(?:ask(?:s|ed|ing)?|wonder(?:s|ed|ing)?|unclear|unsure|uncertain|debate|question(?:s)?|don't know|do not know|nobody knows|no one knows|not known|remains to be seen|know|see|decide|determine|depends? on|deciding|unknown) (?:if|whether|how|what|who|when|where|which|why)\b[^.;]{0,90}|\bjust how\b[^.;]{0,60})$/,
    unless:
      /\b(?:matter of (?:when|time)|question of when|no matter (?:how|what|who)|know(?:s)? (?:that|it|they|he|she)|explains? why|that's why|that is why|which is why|this is why|reason why)\b/,
  },
  {
    name: 'not-said',
    recognises: 'what is not said, or not sure either way',
    example: 'I am not saying that the peg will break.',
    of: modals,
    before:
      /(?:\b(?:not|never)|n't) (?:know|say|saying|said|suggest|suggesting|claim|claiming|argue|arguing|imply|implying)(?: for a moment)?(?: that)? [^.;,"]{0,90}$|\b(?:no guarantee|not (?:certain|clear|guaranteed|assured|a given)|(?:isn't|is hardly) (?:certain|clear|guaranteed|a given)|(?:far from|by no means|anything but) (?:certain|clear|guaranteed|a given)) that [^.;,"]{0,90}$|\b(?:if|those who|anyone who|people who) (?:[a-z]+ )?(?:don't|do not|doesn't|does not|doubts?) (?:think |believe |expect )?[^.;,"]{0,90}$/,
  },
  {
    name: 'condition-of-belief',
    recognises: 'what somebody expects, as a condition',
    example: 'If the bank does not expect a recession, I ask why.',
    of: ['forecasting-verb'],
    before: /(?:^|[,;:] |\b(?:and|but) )(?:if|unless)(?: (?!i\b|we\b)[a-z'-]+){1,4}$/,
  },
  {
    name: 'remains-to-be-seen',
    recognises: 'an open question in the indicative',
    example: 'It remains to be seen how long it will last.',
    of: 'all',
    sentence:
      /\b(?:remains to be seen|time will tell|only time|too (?:early|soon) to (?:say|tell|know)|(?:it is|it's) (?:unclear|uncertain|not clear|impossible to (?:say|know|predict)|hard to (?:say|know|predict|tell)|anyone's guess|unknown)|(?:is|are|remains?) (?:unclear|uncertain|unknown|unpredictable|anyone's guess|an open question)|who knows|no idea (?:whether|if|how|what)|jury is (?:still )?out|we(?:'ll| will) see(?=[.,;!]|$| (?:if|whether|how|what|who|which|about|soon)\b)|wait and see|we shall see)\b/,
    unless:
      /\b(?:but|although|though|while) .*\b(?:will|likely|unlikely|probably|going to|expect)\b|\b(?:will|likely|unlikely|probably|going to|expect)\b.*\b(?:but|although|though|even if|and)\b.*\b(?:unclear|uncertain|unknown|remains to be seen)\b/,
  },
  {
    name: 'dependence',
    recognises: 'that something depends, without saying which way',
    example: 'Much will depend on the weather.',
    of: modals,
    after:
      /^(?: also| now| still| largely| ultimately| mostly| mainly| partly| heavily| then| in part| in turn| primarily| crucially| again)* (?:depend|hinge|turn (?:largely |partly )?on (?:whether|how|the)|be (?:\w+ )?(?:determined|shaped|decided|influenced|guided|governed|dictated|settled|informed|conditioned|contingent|data|dependent|subject to|a (?:matter|question|function) of|key to|critical to|crucial to|central to|the key|up to|watched|important|decisive|tested|judged)|vary|reflect|rest on|be about|come down to|boil down to|matter|(?:tell|decide|determine|shape|influence|dictate|affect) (?:us )?(?:whether|how|who|if|what|which|the (?:fate|future|outcome|shape|path|pace|course|direction|trajectory|extent))|remain (?:a |an )?(?:\w+ )?(?:factor|driver|question|issue|concern|priority|variable|key|focus|to be seen|test|consideration))\b/,
  },
  {
    name: 'procedure',
    recognises: 'how a body goes about its work, whoever tells it',
    example: 'The agency will continue to monitor the reservoirs.',
    of: ['will', 'going-to', 'would'],
    after: new RegExp(
      `^${adverbs} (?:take (?:into (?:the )?account|account of|stock of)|keep (?:\\w+ )?under review|continue (?:to )?(?:monitor|assess|review|watch|follow|evaluate|work with|engage|consult)|(?:closely )?monitor|stand ready|remain (?:prepared|ready|vigilant|attentive|committed|data|in close contact)|be (?:guided|informed) by|consult|consider (?:all|the|whether|how|any|its)|assess (?:the|whether|how)|decide (?:on|at|in|whether|how|when|next)|adjust (?:its|policy|the)|act as (?:needed|appropriate)|follow (?:a|an|the) (?:\\S+ ){0,3}(?:approach|procedure|process))\\b`,
    ),
  },
  {
    name: 'own-procedure',
    recognises: 'what the writer, or a body writing of itself, will do next',
    example: 'The Committee will publish its minutes on Friday.',
    of: ['will', 'going-to', 'may', 'might', 'could', 'should', 'outlook-adjective'],
    before:
      /(?:^|\b|["\u201c])(?:i|we|you|they|he|she|it|let us|the (?:\w+ ){0,3}(?:committee|board|council|bank|commission|institute|authors?|team|paper|report|section|chapter|article|newsletter|series|podcast|survey|ministry|agency|central bank|court|panel|members|governing council|monetary policy committee|fomc|mpc|ecb|fed)|(?:this|our) (?:\w+ )?(?:brief|briefing|blog|note|letter|newsletter|post|page|column|essay|article|paper|report|section|chapter|survey|series|update|thread)(?: [^,;.]{1,60} and)?|members(?: of the \w+)?|[a-z ]*(?:mpc|ecb|fomc|board of directors|governing council|committee|post|column|newsletter|episode|piece|section|chapter|report|meeting|members of the committee))\s?$/,
    after: new RegExp(`^(?:'ll)?${adverbs} ${procedures}`),
  },
  {
    name: 'schedule',
    recognises: 'a timetable',
    example: 'The next meeting will be held on 10 June.',
    of: [
      'will',
      'going-to',
      'outlook-adjective',
      'dated',
      'idiom',
      'framed',
      'forecasting-verb',
      'may',
      'should',
    ],
    after: new RegExp(
      `^${adverbs} (?:be [a-z]+ from (?:\\d|monday|tuesday|wednesday|thursday|friday|saturday|sunday|january|february|march|april|may|june|july|august|september|october|november|december)|hold (?:its|their|a|an|the|his|her) (?:\\w+ ){0,4}(?:meeting|conference|hearing|session|talks|summit|election|vote|event|briefing|call)|be (?:held|published|released|broadcast|announced (?:on|at|later)|televised|moderated|refereed|shown (?:live|on|at)|screened|streamed|hosted|available (?:from|on|at|in)|followed by|joined by|chaired|presented|staged|contested|played (?:at|on|in))|take place|meet (?:on|in|at|with|again|this|next|tomorrow|his|her)|convene|reconvene|publish|release (?:its|the|their|his|her)|report (?:its|earnings|results|on)|air (?:on|at)|be on (?:monday|tuesday|wednesday|thursday|friday|saturday|sunday)|kick off|(?:last|run)(?: for)? (?:\\w+[- ]){1,3}(?:minutes|hours)|host|visit|travel to|speak (?:at|on|to|in)|give (?:a|his|her|its|evidence|testimony)|testify|address (?:the|a)|sit down with|present (?:its|his|her|the|their)|unveil (?:its|his|her|the|their) budget|deliver (?:a|his|her|the) (?:speech|budget|statement|keynote)|debate|vote (?:on|in)|go to the polls|hold elections|begin (?:on|at) |start (?:on|at) |open (?:on|at) (?:monday|tuesday|wednesday|thursday|friday|saturday|sunday|\\d)|play (?:at|in|host|their|its|on)|face (?:off )?(?:\\w+ ){0,3}(?:on|at) (?:monday|tuesday|wednesday|thursday|friday|saturday|sunday)|be joined)\\b`,
    ),
    unless: /\b(?:will|won't) (?:meet|host|unveil|publish) .*\b(?:target|goal|deadline|demand)s?\b/,
  },
  {
    name: 'general-truth',
    recognises: 'what always or generally holds',
    example: 'Markets will sometimes overreact.',
    of: modals,
    sentence:
      /\b(?:there will (?:always )?be (?:occasions|times|days|moments|cases|situations|people who|those who)|(?:will|can|may|might|would|could) (?:sometimes|often|usually|typically|generally|always|normally|tend to|occasionally|invariably|at times)\b|boys will be|accidents will|by definition|as a (?:general )?rule|(?:usually|typically|generally|historically|traditionally|by nature|in general|normally|as with any|as any|whenever|every time|anyone who|those who|people who)\b)/,
    unless:
      /\b(?:will (?:always|never|generally|usually) be|20[2-9]\d|next (?:year|month|week)|this (?:year|month|week|time)|the coming|in the (?:months|weeks|years))\b/,
  },
  {
    name: 'reader-address',
    recognises: 'talk to the reader, and figures of speech',
    example: 'As you will see below, the data is thin.',
    of: ['will', 'may', 'might', 'could', 'going-to', 'would', 'can' as never],
    sentence:
      /(?:\b(?:as )?you(?:'ll| will| may| might| could|'d| would) (?:\w+ )?(?:see (?:below|above|how|why|in (?:this|the)|from|that|what)|notice|find|recall|remember|know|hear|have (?:noticed|heard|seen|read)|wonder|think|ask|say|argue|object|recogni[sz]e|want to|need to|be (?:asking|wondering|thinking|forgiven|aware|familiar|surprised to (?:learn|hear))|note|get|learn)\b|\b(?:if you will|so to speak|will of the|god willing|come what may|be that as it may|for what it(?:'s| is) worth|strange as it may|hard as it may|difficult as it may|that may (?:sound|seem)|this may (?:sound|seem)|it may (?:sound|seem)|may sound|might sound|might seem|may seem|may well ask|as the case may be|where .* may|try as (?:he|she|they|we|it) might|one (?:might|could|may) (?:\w+ )?(?:say|argue|think|ask|expect|wonder|suppose)|some (?:might|may|would|will) (?:\w+ )?(?:say|argue|object|call|think|ask|dismiss|see)|(?:critics|skeptics|sceptics|cynics|readers|supporters|defenders|proponents|opponents|fans) (?:will|might|may|would|could) (?:\w+ )?(?:say|argue|object|point|counter|note|recall|remember|see this|call|ask)))/,
    unless:
      /\byou(?:'ll| will) (?:see|find|get|hear) (?:more|a|an|fewer|less|the|many|far|even|prices|rates|lots|plenty|another|new|some|inflation|companies|people)\b/,
  },
  {
    name: 'advice',
    recognises: 'what ought to be done',
    example: 'The board should resign.',
    of: ['should'],
    before:
      /\b(?:we|you|i|they|he|she|who|one|investors|voters|readers|everyone|nobody|companies|firms|governments?|policymakers|leaders|ministers?|parliament|congress|regulators?|the (?:\w+ ){0,2}(?:government|bank|board|fed|ecb|president|minister|west|eu|us|uk|court|party|commission|committee|chancellor|state|public|industry|council|police|union|army|administration|treasury|company|manager|coach|league|authorities|police|press|media))$/,
    unless: new RegExp(
      `\\bshould (?:be able to|see|win|beat|finish|reach|get through|cruise|qualify|survive|benefit|have (?:enough|plenty))\\b|${timeAhead.source}`,
    ),
  },
  {
    name: 'need',
    recognises: 'what is needed, not what comes',
    example: 'More troops would be needed to hold the line.',
    of: ['would', 'could', 'should', 'may', 'might'],
    after:
      /^(?: also| first| still| then| probably| likely| not)* (?:need to|have to|require|be (?:\w+ )?(?:required|needed|necessary)|take (?:a|more|far|at least|years|months|time))\b/,
    unless: /\bif\b/,
  },
  {
    name: 'hope',
    recognises: 'a hope, a goal, a plan',
    example: 'The government hopes growth will return.',
    of: 'all',
    before:
      /(?:\b(?:hop(?:e|es|ed|ing)|hopeful|hopefully|wish(?:es|ed)?|pray(?:s|ing)?|aims?|aimed|aiming|intends?|plans?|planned|planning|wants?|wanted|seeks?|sought|targets?|dreams?|so|in order|in the hope|designed|demand(?:s|ed)?|urg(?:e|es|ed|ing)|call(?:s|ed|ing)? for|ask(?:s|ed)? (?:that|for)|propos(?:e|es|ed|ing|al|als)|would like|goal|objective|ensure|ensuring|sure|see to it|tr(?:y|ies|ying)|imagine|suppose|imagining|pretend|fantasy|fantas(?:y|ies|i[sz]e)|in a world|requir(?:e|es|ed|ing)|mandat(?:e|es|ed)|bill|legislation)(?: that| to| for| of| which)*(?: (?!(?:and|but) (?:is|are|was|were|therefore|thus|so|likely|unlikely)\b)[a-z0-9'$-]+){0,6})$/,
    unless:
      /\b(?:hopes?|plans?|proposals?|bill|legislation|demands?|goals?|targets?|objective) (?:of [^.;]{1,60} )?(?:is|are|was|were|has|have|had|fade|faded|will|won't|would|could|may|might|looks?|seems?|appears?)\b/,
  },
  {
    name: 'purpose',
    recognises: 'what something is for',
    example: 'Drones let them see what could be coming.',
    of: ['could', 'would', 'might', 'may', 'will'],
    before:
      /\b(?:(?:scale|speed|extent|pace|degree|rate|manner|way|point|moment|terms|conditions?) (?:and \w+ )?(?:at|to|in|under|with|on) which\b[^.;]*|so that|in order that|lest|so (?:he|she|it|they|we)|(?:about|of|for|on|to|at|over|know|knows|see|imagine|plan|planning|prepare for) what(?: [a-z]+){0,2}|whatever|anything that|everything that|things that|as much as (?:he|she|it|they|we|one)|as (?:fast|soon|well|hard|far|long|many) as (?:he|she|it|they|we|one)|than (?:he|she|it|they|we|one|many|anyone|most)|wherever|however)(?: [a-z'-]+){0,2}$/,
  },
  {
    name: 'imagined',
    recognises: 'a scene imagined',
    example: 'Imagine a city where cars would fly.',
    of: 'all',
    sentence:
      /^(?:imagine|picture|suppose|consider|let's say|say,|in an ideal|in a perfect|in theory|hypothetically|theoretically|in another|once upon)\b/,
  },
  {
    name: 'ahead-is-verb',
    recognises: 'a hedge of the present',
    example: 'The blast was probably an accident.',
    of: ['dated'],
    after:
      /^ (?:aimed|due to|because|caused|the (?:result|most|best|worst|biggest)|seeks?|intends?|wants?|believes?|knows?|thinks?|reflects?|stems?|means?|explains?|enabling|trying|contributed|had|has|have|was|were|did|not|an? (?:result|sign|response|attempt))\b/,
    before: /\b(?:was|were|had|did|has|have|been|is|are)(?: [a-z]+){0,2} $/,
  },
  {
    name: 'no-forecast-of',
    recognises: 'a speaker who declines to forecast',
    example: 'I will not predict the outcome.',
    of: 'all',
    sentence:
      /\b(?:i|we)(?:'m| am|'re| are| will|'ll| do|'d| would|'ve| have)? ?(?:not|n't|won't|don't|never|refuse to|decline to|stopped) (?:going to )?(?:predict|forecast|speculate|make (?:any )?(?:predictions?|forecasts?)|guess|know (?:whether|if|what|who))\b|\b(?:makes? no (?:predictions?|forecasts?))\b|\bpredictions? (?:is|are) (?:hard|difficult|a mug's game)\b/,
  },
  {
    name: 'past-whole',
    recognises: 'a sentence told in the past',
    example: 'In 2019 the party was set to govern alone.',
    of: ['outlook-adjective', 'chance', 'idiom', 'dated', 'commitment', 'going-to'],
    sentence:
      /\b(?:in|since|during|by|back in) (?:19\d\d|200\d|201\d)\b.*\b(?:was|were|had|did)\b|\b(?:was|were|had)\b.*\b(?:in|since|during|back in) (?:19\d\d|200\d|201\d)\b|\b(?:last (?:year|month|week|night|season|summer|spring|autumn|winter)|a (?:year|month|week|decade) ago|years ago|months ago|at the time|back then|yesterday|previously|formerly)\b.*\b(?:was|were|had)\b|\b(?:was|were|had)\b.*\b(?:last (?:year|month|week|night|season|summer|spring|autumn|winter)|ago|at the time|back then|previously)\b/,
    unless: /\b(?:will|won't|'ll|is|are|now|next|coming|expects?|remains?)\b/,
  },
]
