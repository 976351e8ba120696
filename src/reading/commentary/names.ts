/** Somebody a forecast is attributed to, as the text names them. `isAuthor`: whoever wrote the text. */
export interface Pundit {
  /** Null where the text names nobody and no author was given. */
  name: string | null
  kind: 'person' | 'organisation' | 'collective' | null
  role?: string
  isAuthor: boolean
}

const group =
  '(?:officials?|analysts?|economists?|experts?|forecasters?|traders?|investors?|bookmakers?|bookies|pundits?|critics?|observers?|respondents?|policymakers?|strategists?|scientists?|researchers?|academics?|historians?|pollsters?|polls|markets?|sources?|members?|lawmakers?|legislators?|ministers?|diplomats?|commanders?|generals?|executives?|insiders?|advisers?|advisors?|aides?|campaigners?|developers?|engineers?|doctors?|lawyers?|models?|surveys?|futures|swaps|developers|scouts|fans|coaches|managers|retailers|farmers|companies|firms|banks|brokers|consultants|commentators|columnists|journalists|reporters|leaders|allies|opponents|supporters|rivals|residents|voters|participants|agencies|intelligence|authorities|governments|meteorologists|epidemiologists|geologists|climatologists|demographers|insurers|lenders|economist|watchdogs?|unions?|activists|organi[sz]ers|rebels|negotiators|spokes(?:man|woman|person|people)|pricing)'

const heads =
  '(?:president|minister|chancellor|chief|secretary|governor|chair(?:man|woman|person)?|head|director|ceo|boss|founder|co-founder|economist|analyst|strategist|manager|coach|captain|professor|spokes(?:man|woman|person)|official|expert|commander|general|leader|envoy|ambassador|adviser|advisor|senator|mayor|pollster|historian|scientist|researcher|investor|trader|lawyer|editor|columnist|author|executive|partner|fellow|striker|defender|midfielder|midfield|goalkeeper|pundit|host|organisation|organization|agency|bank|company|group|institute|ministry|department|office|government|committee|council|commission|board|union|party|team|club|firm|watchdog|regulator|fund|report|survey|study|paper|model|poll|forecast|index|media|military|army|court|administration|cabinet|parliament|newspaper|magazine|association|federation|body|charity|think[- ]tank|university|school|laboratory|lab|website|outlet|insurer|lender|carrier|airline|automaker|carmaker|chipmaker|maker|retailer|manufacturer|operator|startup|start-up|consultancy|brokerage|broker|exchange|platform|hospital|service|bookmaker|network|kremlin|pentagon|committee)'

const isGroup = new RegExp(`\\b${group}\\b`, 'i')
const isHead = new RegExp(`\\b${heads}s?\\b`)
const lowerFirst =
  /^(?:i|we|he|she|they|it|you|who|which|that|this|these|those|there|what|so|as|and|or|if|when|while|people|some|many|most|others|everyone|nobody|one|few|experience|history|evidence|data|figures|common sense|reason|logic|word|rumou?r|legend)$/i
const demonstrative = /^(?:this|that|these|those|there|it|which|what|such)\b/i
const subordinate = /^(?:if|when|unless|once|while|although|though|because|should|after|before|until)\b/i
const verbal =
  /\b(?:is|are|was|were|will|would|could|may|might|can|has|have|had|do|does|did|be|been|not|n't|to|if|because|although)\b/
const months =
  /^(?:on |in |late |early |this |last |next )*(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|May|June|July|August|September|October|November|December|Q[1-4]|\d+)(?: (?:morning|evening|night|\d+))*$/i

/** Whether a few words can be somebody who says something. */
export function namesSomebody(words: string): boolean {
  const count = words.split(/\s+/).length
  if (
    words === '' ||
    count > 14 ||
    demonstrative.test(words) ||
    subordinate.test(words) ||
    lowerFirst.test(words) ||
    verbal.test(words) ||
    months.test(words)
  )
    return false
  if (isGroup.test(words) || isHead.test(words)) return true
  return /(?:^|\s)\p{Lu}/u.test(words.replace(determiners, '')) && count <= 8
}
const plural = /(?:s|people|media|intelligence|pricing|police)$/i
const organisation =
  /\b(?:Bank|Group|Institute|Agency|Ministry|Party|University|Commission|Fund|Committee|Council|Board|Reserve|Fed|ECB|IMF|OECD|OPEC|NATO|EU|UN|MPC|FOMC|Union|Association|Federation|Company|Corp|Inc|Ltd|Bureau|Department|Office|House|Treasury|Pentagon|Kremlin|Goldman|Sachs|JPMorgan|JP Morgan|Morgan Stanley|Citi\w*|Barclays|HSBC|UBS|Nomura|Moody's|Fitch|Gartner|Bloomberg|Reuters|Google|Apple|Microsoft|OpenAI|Anthropic|Meta|Amazon|Tesla|Nvidia|Government|Army|Navy|Court|Parliament|Congress|Senate|Administration|Index|Report|Survey|Survey|Capital|Partners|Research|Economics|Analytics|Insights|Securities|Management|Holdings|Foundation|Organi[sz]ation|Society|Centre|Center|Lab|Labs|Network|Times|Post|Journal|ISW|CIA|MI6|BBC|CNN|WHO|IEA|EIA|NASA|NOAA|CBO|OBR|ONS|FIFA|UEFA|Institute|Europe|Russia|China|Ukraine|Britain|Germany|France|Moscow|Kyiv|Beijing|Washington|Brussels|London|Berlin|Paris|Tehran|Israel|Iran|India|Japan|report|survey|study|bank|agency|company|government|committee|council|commission|board|union|party|team|club|firm|watchdog|regulator|fund|institute|ministry|department|office|poll|model|paper|forecast)\b/
const acronym = /^(?:the )?[A-Z]{2,6}$/
const determiners =
  /^(?:the|an?|one|some|many|most|several|few|other|two|three|all|both|its|his|her|their|our)\s+/i

/** What kind of speaker a phrase names, by its words. */
export function kindOf(name: string): Exclude<Pundit['kind'], null> {
  const bare = name.replace(determiners, '')
  if (
    /^(?:some|two|three|several|many|most|few|a few|various|other|staff|people|competitors|your|our|their)\b/i.test(
      name,
    )
  )
    return 'collective'
  if (/^(?:a|an|one|the) (?:\w+ )?spokes(?:man|woman|person)\b/i.test(name)) return 'person'
  if (isGroup.test(bare) && plural.test(bare.match(isGroup)?.[0] ?? '')) return 'collective'
  if (organisation.test(bare) || acronym.test(name)) return 'organisation'
  if (isGroup.test(bare) && !/\p{Lu}\p{Ll}+ \p{Lu}/u.test(bare)) return 'collective'
  if (/^[a-z]/.test(bare) && /s$/.test(bare)) return 'collective'
  return 'person'
}

/**
 * A noun phrase as a name and a role: "Trump's Treasury secretary, Scott Bessent" is Scott Bessent in that role.
 *
 * Worked value: punditOf('Finance minister Olaf Berg') = { name: 'Olaf Berg', role: 'Finance minister', … }.
 */
export function punditOf(words: string): Pundit {
  const whole = words.replace(/^["']+|["',:;]+$/g, '').trim()
  const held = whole.match(
    /^(.*[a-z].*) ((?:\p{Lu}[\p{L}'.-]*)(?: (?:(?:de|van|von|der|al|bin|el) )?\p{Lu}[\p{L}'.-]*){1,2})$/u,
  )
  const [, role = '', person = ''] = held ?? []
  if (isHead.test(role) && !organisation.test(person) && !/ (?:of|at|for|in|the)$/.test(role))
    return { name: person, kind: 'person', role: role.replace(/^(?:the|a|an) |,$/gi, ''), isAuthor: false }
  const kind = kindOf(whole)
  if (kind !== 'person') return { name: capital1(whole.replace(/^the (?=\S)/i, '')), kind, isAuthor: false }
  const titled = whole.match(titles)
  if (!titled) return { name: capital1(whole), kind, isAuthor: false }
  const [, title = '', name = whole] = titled
  return /^(?:Mr|Mrs|Ms|Dr|Prof)\.?$/.test(title)
    ? { name, kind, isAuthor: false }
    : { name, kind, role: title, isAuthor: false }
}

const titles =
  /^((?:(?:US|UK|EU|French|German|Russian|Ukrainian|Chinese|British|American|Israeli|Iranian|Indian|Japanese|Former|Vice|Deputy|Prime|Foreign|Finance|Defence|Defense|Treasury|Interior|Health|Trade|Central|Bank|Fed|Acting|General|Chief|Executive|Senior|White|House) )*(?:President|Minister|Chancellor|Secretary|Governor|Chair(?:man|woman)?|Senator|Sen\.|Rep\.|Gov\.|Gen\.|General|Colonel|Col\.|Admiral|Professor|Prof\.|Dr\.?|Mr\.?|Mrs\.?|Ms\.?|Sir|Lord|Lady|Pope|King|Queen|Prince|Mayor|Judge|Justice|Ambassador|Coach|Captain|CEO|Congressman|Congresswoman|Commissioner|Director|Analyst|Economist|Strategist)) (.+)$/

function capital1(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

/** "Bessent" where the text has said "Scott Bessent" before. */
export function fullNames(text: string): ReadonlyMap<string, string> {
  const names = new Map<string, string>()
  const people =
    /(?<![\p{L}])(?=((\p{Lu}\p{Ll}+)(?: \p{Lu}\.)?(?: (?:de|van|von|der|al|bin))? (\p{Lu}[\p{L}-]+))(?![\p{L}]))/gu
  for (const [, whole = '', first = '', last = ''] of text.matchAll(people)) {
    if (notFirst.test(first) || notLast.test(last) || names.has(last)) continue
    names.set(last, whole)
  }
  for (const [, last = ''] of text.matchAll(/\b(?:Mr|Mrs|Ms|Dr)\.? (\p{Lu}[\p{L}'-]+)(?! \p{Lu})/gu))
    if (!names.has(last)) names.set(last, last)
  return names
}

const notFirst =
  /^(?:The|A|An|But|And|In|On|At|If|As|For|Mr|Mrs|Ms|Dr|President|Minister|Chancellor|Secretary|Governor|Senator|General|Professor|Sir|Lord|Prime|Foreign|Finance|Treasury|Chief|Central|Former|Vice|Deputy|United|New|North|South|East|West|Northern|Southern|Eastern|Western|European|American|British|Russian|Ukrainian|Chinese|French|German|Indian|Israeli|Iranian|Japanese|Asian|African|Great|High|Supreme|White|Federal|National|International|World|Big|Wall|Silicon|Premier|Champions|Super|Grand|Black|Red|Middle|Saudi|San|Los|Las|Hong|Costa|Sri|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|January|February|March|April|May|June|July|August|September|October|November|December|While|When|After|Before|With|Without|Despite|Although|Meanwhile|However|Since|Until|Under|Over|Goldman|Morgan|Deutsche|Credit|Bank|Capital|Manchester|Aston|Real|Inter|Bayern|Crystal|Tottenham|Newcastle|Nottingham)$/
const notLast =
  /^(?:Bank|Group|Street|Party|House|League|Cup|City|United|Kingdom|States|Union|Reserve|Ministry|Committee|Court|Office|Council|Commission|Fund|Institute|Report|Survey|Sachs|Stanley|War|Office|Minister|President|Secretary|Governor|Chancellor|Treasury|River|Valley|Sea|Ocean|Island|Korea|Africa|America|Ireland|Zealand|York|Angeles|Arabia|Kong|Rica|East|West|Coast|Forest|Villa|Palace|Hotspur|Madrid|Milan|Munich|January|February|March|April|May|June|July|August|September|October|November|December)$/
