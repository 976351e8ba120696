/** Pieces of patterns that several rules share, for folded text. */

/** What may stand between an auxiliary and its verb. */
export const adverbs =
  "(?:(?: (?:not|never|no longer|also|still|soon|then|now|even|only|just|further|again|once again|once more|eventually|ultimately|well|ever|all|both|each|almost|nearly|largely|mostly|mainly|partly|in all likelihood|in turn|at last|at least|at best|at some point|somehow|therefore|thus|hence|instead|indeed|yet|always|perhaps|maybe|quite|too|first|next|in fact|of course|by itself|(?!(?:apply|comply|supply|imply|rely|reply|multiply|fly|rally|ally|tally|bully|only) )[a-z]{2,}ly)(?![a-z'-])),?){0,4}"

/** A form of be, in the present. */
export const be =
  "(?:\\b(?:is|are|am|be|being)|\\b(?:it|he|she|that|there|what|who)'s|'re|'m|\\bremains?|\\blooks?|\\bseems?|\\bappears?)"

/** The same or past, for minutes and reported speech. */
export const beOrWas = `(?:${be}|\\bwas|\\bwere|\\bbeen)`

/** A past participle, by ending or by heart. */
export const participle =
  '(?:[a-z]{2,}ed|been|become|begun|broken|brought|built|bought|caught|chosen|come|cost|cut|done|drawn|driven|eaten|fallen|felt|fought|found|flown|forgotten|frozen|given|gone|got|gotten|grown|had|heard|held|hit|hurt|kept|known|laid|led|left|lent|let|lost|made|meant|met|paid|proven|put|quit|read|ridden|risen|run|said|seen|sent|set|shaken|shown|shrunk|shut|slid|sold|spent|split|spoken|spread|stolen|stood|struck|stuck|sunk|swept|swung|taken|taught|thought|thrown|told|torn|understood|undergone|undone|upset|withdrawn|won|worn|written)'

/** Verbs of change that nobody is advised to do: "should ease". */
export const changes =
  '(?:rise|fall|ease|grow|shrink|slow|recover|rebound|improve|worsen|weaken|strengthen|decline|drop|increase|decrease|stabili[sz]e|peak|bottom|accelerate|moderate|pick up|climb|soar|surge|slip|slide|dip|double|triple|reach|hit|see|come|arrive|land|emerge|remain|stay|continue|keep|hold|last|persist|fade|wane|help|support|boost|weigh|drift|edge|trend|narrow|widen|steady|cool|firm|tighten|loosen|expand|contract|broaden|deepen|advance|flatten|plateau|resume|clear|trade|pay off|hold up|lead|mean|bring|give|make|allow|ensure|benefit|end|finish|win|beat|score|cruise|edge|prevail|survive|qualify|top|outperform|underperform|start to|begin to|be able to|be enough|be sufficient|be over|be done|be (?:too|higher|lower|better|worse|stronger|weaker|fine|good|close|ready|back|available|in place|comfortable|easier|faster|cheaper|up|down|clear|among|around|above|below|near|more|less|a (?:good|tight|close|comfortable))|get (?:better|worse|easier|closer|there|through)|turn|return|converge|normali[sz]e|settle|average|total|exceed|top|ship|launch|become|prove|be [\\d$])\\b'

/** Acts that a speaker arranges rather than foresees. */
export const procedures =
  '(?:meet|convene|reconvene|publish|release|issue|hold|host|discuss|examine|explore|explain|review|monitor|assess|evaluate|watch|consider|look|focus|present|outline|set out|report|announce|update|cover|describe|show you|walk|turn to|return to|come back|get (?:to|into) (?:this|that|it)|write|post|argue|address|talk|speak|give (?:a|his|her|their|its) (?:speech|talk|press|keynote|testimony)|testify|visit|travel|attend|chair|vote on|debate|broadcast|air|stream|screen|take questions|take into (?:the )?account|keep (?:you|under|a close|an eye|monitoring|watching|posting)|continue (?:to )?(?:monitor|watch|review|assess|report|update|follow|cover)|stand ready|remain (?:prepared|ready|vigilant|attentive|data)|be (?:publishing|posting|releasing|sending|hosting|returning|published|released|issued|announced at|held|broadcast|screened|streamed|aired|hosted|discussed|presented|available (?:at|on|from)|closed (?:on|for)|joined by|looking|watching|covering|reporting|discussing|using|focusing|talking|writing|sharing|back (?:on|with|next|in|here|soon|tomorrow))|take place|kick off|gather|start (?:by|with)|begin (?:by|with)|conclude with|end with|skip|leave (?:that|it) (?:there|to)|make no attempt|refer|quote|call (?:it|this|them)|assume|use the|take a)\\b'

/** A percentage in words. */
export const spelledPercent =
  '(?:ten|fifteen|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:-(?:one|two|three|four|five|six|seven|eight|nine))?)'
