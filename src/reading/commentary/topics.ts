/** Topics a reader may mean, each by words in folded text. */
const topics: readonly [string, RegExp][] = [
  ['inflation', /\b(?:inflation|cpi|consumer prices?|disinflation\w*|deflation|price pressures?|hicp|pce)\b/],
  [
    'monetary-policy',
    /\b(?:interest rates?|bank rate|key rate|policy rate|rate (?:cut|hike|rise|reduction)s?|central bank|fed(?:eral reserve)?|ecb|monetary|basis points?|tightening|easing|federal funds)\b/,
  ],
  [
    'economy',
    /\b(?:econom\w+|gdp|growth|recession|output|unemployment|labou?r market|jobs?|wages?|productivity|consumer spending|demand|lending|credit)\b/,
  ],
  [
    'markets',
    /\b(?:stocks?|shares?|equit(?:y|ies)|s&p|nasdaq|dow|bonds?|yields?|treasur(?:y|ies) yields?|rally|bear market|bull market|investors?|valuations?|earnings|ipo|index)\b/,
  ],
  [
    'currency',
    /\b(?:dollar|euro|yen|sterling|pound|ruble|rouble|yuan|renminbi|exchange rate|currency|devaluation|peso|lira)\b/,
  ],
  ['crypto', /\b(?:bitcoin|crypto\w*|ethereum|stablecoins?|blockchain)\b/],
  [
    'energy',
    /\b(?:oil|gas|crude|opec|energy|coal|nuclear power|power (?:grid|plants?|demand)|electricity|renewables?|solar|wind (?:power|farms?)|lng|petrol|gasoline)\b/,
  ],
  ['trade', /\b(?:tariffs?|trade (?:war|deal|talks|deficit)|exports?|imports?|customs|wto)\b/],
  ['sanctions', /\bsanction\w*|\bembargo\b|\bexport controls?\b/],
  [
    'war',
    /\b(?:troops?|offensive|assault|front ?lines?|invasion|missiles?|drones?|military|army|forces|battle\w*|war|strikes? (?:on|against)|territor\w+|siege|mobili[sz]ation|airstrikes?)\b/,
  ],
  ['ceasefire', /\b(?:ceasefire|cease-fire|truce|armistice|peace (?:deal|talks|agreement|plan)|peace)\b/],
  [
    'diplomacy',
    /\b(?:diploma\w+|summit|treaty|negotiat\w+|talks|envoy|ambassador|alliance|nato|united nations|foreign minister|accession)\b/,
  ],
  [
    'elections',
    /\b(?:elections?|vot(?:e|es|ers|ing)|poll(?:s|ing)?|ballot|candidates?|primary|primaries|referendum|seats?|majority|incumbent|turnout|landslide|midterms?)\b/,
  ],
  [
    'politics',
    /\b(?:parliament|congress|senate|government|coalition|prime minister|president|party|cabinet|bill|legislation|minister|impeach\w*|opposition|shutdown|lawmakers)\b/,
  ],
  [
    'law',
    /\b(?:court|judges?|ruling|verdict|trial|lawsuit|supreme court|prosecut\w+|indict\w*|convict\w*|antitrust|appeal)\b/,
  ],
  [
    'artificial-intelligence',
    /\b(?:ai|agi|llms?|gpt(?:-\w+)?|openai|anthropic|chatgpt|machine learning|neural|frontier models?|language models?|deepmind|agents|inference)\b/,
  ],
  [
    'technology',
    /\b(?:tech|software|chips?|semiconductors?|smartphones?|iphone|apple|google|microsoft|nvidia|robot\w*|quantum|start-?ups?|apps?|data cent(?:re|er)s?|self-driving|autonomous|social media|headsets?)\b/,
  ],
  [
    'climate',
    /\b(?:climate|warming|emissions?|carbon|net zero|temperatures?|heatwaves?|el ni(?:n|ñ)o|la ni(?:n|ñ)a|sea level|drought)\b/,
  ],
  ['weather', /\b(?:hurricanes?|storms?|rainfall|snow|monsoon|forecasters|wildfires?|floods?)\b/],
  [
    'health',
    /\b(?:health|covid\S*|pandemic|virus|vaccin\w+|hospital\w*|disease|drug|fda|cancer|outbreak|infections?|measles|flu)\b/,
  ],
  [
    'housing',
    /\b(?:hous(?:e|ing) (?:prices?|market|starts?)|housing|home (?:prices?|sales)|mortgages?|rents?|property|real estate|homebuilders?)\b/,
  ],
  [
    'sports',
    /\b(?:league|cup|championship|title race|coach|playoffs?|semi-?finals?|quarter-?finals?|cup final|striker|squad|relegat\w+|olympics?|medals?|grand prix|tournament|super bowl|world series|knockout|transfer|penalt(?:y|ies)|qualif\w+)\b/,
  ],
  [
    'space',
    /\b(?:spacex|spacecraft|space (?:station|race|launch\w*|agency)|nasa|rocket|orbit|moon|mars|satellites?|starship|launch pad)\b/,
  ],
  ['migration', /\b(?:migra\w+|immigra\w+|asylum|refugees?|border|deport\w+)\b/],
  ['demography', /\b(?:population|birth rate|fertility|ageing|aging|demograph\w+)\b/],
  [
    'media',
    /\b(?:box office|streaming|netflix|film|movie|oscars?|album|publishers?|newspapers?|television)\b/,
  ],
]

const most = 3

/**
 * What a claim is about, as the ledger's topics, at most three: those of its own words, else of its sentence.
 *
 * Worked value: topicsOf('Headline inflation will ease.', '') = ['inflation']. Errors: none; [] when none fits.
 */
export function topicsOf(claim: string, around: string): string[] {
  const own = topics.filter(([, words]) => words.test(claim))
  const found = own.length > 0 ? own : topics.filter(([, words]) => words.test(around))
  return found.slice(0, most).map(([topic]) => topic)
}
