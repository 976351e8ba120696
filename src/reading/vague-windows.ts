/** Wordings that name no date, and the days after the day they were said on which they are read to end. */
export interface VagueWindow {
  phrases: readonly string[]
  /** A regular expression over folded text; every phrase matches it. */
  pattern: string
  strict: number
  generous: number
  /** Also said of what has been ("soon became"), so the words around decide. */
  timeless?: boolean
  source: string
}

/** A kind of calendar wording, how its two days are found, and one worked example. */
export interface CalendarRule {
  phrases: readonly string[]
  strict: string
  generous: string
  example: { wording: string; saidOn: string; dueByStrict: string; dueBy: string }
  source: string
}

/** Reckon's table of deadline wordings. It never changes: other figures are another id. */
export interface WindowTable {
  id: string
  title: string
  about: string
  windows: readonly VagueWindow[]
  rules: readonly CalendarRule[]
}

const own = 'Reckon’s own convention; no published span stands behind it'
const quantities =
  'Dictionary.com, “Few vs. Couple vs. Several”: a couple most strictly means two, used loosely it overlaps a few; several is more than two and fewer than many. The days are Reckon’s own convention'
const horizons =
  'Federal Reserve Bank of New York, Survey of Consumer Expectations (Liberty Street Economics, 11 October 2022): short term is one year ahead, medium term three, longer term five'

/** Every figure is in days. Sources are given row by row, and most say that there is none. */
export const windowTable: WindowTable = {
  id: 'reckon-windows-1',
  title: 'Reckon’s own reading of deadline wordings',
  about:
    'Commentators seldom name a date. Each wording is read twice: strictly, as the earlier day a fair reader could ' +
    'hold them to, and generously, as the day after which it can be said that it did not happen. The days of the ' +
    'vague wordings are mostly Reckon’s own convention, wide on purpose; where something published supports a ' +
    'figure, it is cited. A deadline is inclusive: its day still counts.',
  windows: [
    {
      phrases: ['in the coming hours', 'within hours', 'in the next few hours', 'in a matter of hours'],
      pattern: stretch('hours'),
      strict: 1,
      generous: 2,
      source: `${own}: until the end of the next day, because the hour it was said at is not known, or the day after`,
    },
    {
      phrases: ['any day now', 'any moment now', 'at any moment'],
      pattern: '(?:at )?any (?:day|hour|moment|minute|time)(?: now\\b|(?<=(?:moment|minute|hour))\\b)',
      strict: 7,
      generous: 10,
      source: `${own}: as for the coming days`,
    },
    {
      phrases: [
        'in the coming days',
        'in coming days',
        'in the days ahead',
        'in the days to come',
        'within days',
        'in a matter of days',
        'in the next few days',
        'in a few days',
      ],
      pattern: stretch('days'),
      strict: 7,
      generous: 10,
      source: `${own}: a week, or a week and a half; beyond that people say weeks`,
    },
    {
      phrases: ['imminent', 'imminently', 'in the immediate future'],
      pattern: '(?:imminent(?:ly)?|in the immediate (?:future|term)\\b)',
      strict: 7,
      generous: 14,
      source: `${own}: close to the coming days, with a week more`,
    },
    {
      phrases: ['in a couple of days', 'in the next couple of days'],
      pattern: couple('days'),
      strict: 2,
      generous: 4,
      source: quantities,
    },
    {
      phrases: ['in a couple of weeks', 'in the next couple of weeks', 'within a couple of weeks'],
      pattern: couple('weeks'),
      strict: 14,
      generous: 28,
      source: quantities,
    },
    {
      phrases: [
        'in the coming weeks',
        'in coming weeks',
        'in the weeks ahead',
        'in the weeks to come',
        'in the coming days and weeks',
        'in the coming days or weeks',
        'within weeks',
        'within a matter of weeks',
        'in the next few weeks',
        'in a few weeks',
        'in several weeks',
      ],
      pattern: stretch('weeks'),
      strict: 28,
      generous: 42,
      source: `${own}: four weeks, or six; of two units named together the longer counts`,
    },
    {
      phrases: ['shortly'],
      pattern:
        '(?<!\\b(?:speaking|was|were|only|too) )shortly\\b(?! (?:after|afterwards?|before|thereafter|following|prior|past|until|(?!\\w*eed\\b)\\w+ed\\b))',
      strict: 14,
      generous: 42,
      timeless: true,
      source: `${own}: at latest as for the coming weeks`,
    },
    {
      phrases: ['soon', 'very soon', 'any time soon', 'anytime soon'],
      pattern:
        '(?:any ?time |(?:very|fairly|pretty|relatively|quite) )?(?<!\\b(?:as|too|how|so|that|sooner or) )soon\\b(?!-)(?! (?:after|afterwards?|as|enough|before|became|began|found|had|was|were|came|learn(?:ed|t)|thereafter|(?!\\w*eed\\b)\\w+ed\\b))',
      strict: 31,
      generous: 92,
      timeless: true,
      source: `${own}: a month, or three; wider than the coming weeks because it names no unit`,
    },
    {
      phrases: [
        'before long',
        'in the near future',
        'in the not too distant future',
        'in the not-so-distant future',
      ],
      pattern:
        '(?:before (?:too |very )?long\\b|(?:in|within|over|for|into) (?:the )?(?:very )?(?:near(?:est)?|not[- ](?:too|so)[- ]distant) future)',
      strict: 92,
      generous: 182,
      source: `${own}: as for the coming months`,
    },
    {
      phrases: ['in a couple of months', 'in the next couple of months', 'within a couple of months'],
      pattern: couple('months'),
      strict: 61,
      generous: 122,
      source: quantities,
    },
    {
      phrases: [
        'in the coming months',
        'in coming months',
        'in the months ahead',
        'for the months ahead',
        'in the months to come',
        'in the weeks and months ahead',
        'in the coming weeks and months',
        'within months',
        'in a matter of months',
        'in the next few months',
        'in a few months',
        'in several months',
      ],
      pattern: stretch('months'),
      strict: 92,
      generous: 182,
      source: `${own}: three months, or six; of two units named together the longer counts`,
    },
    {
      phrases: ['in the short term', 'in the near term', 'over the short run', 'over a short-term horizon'],
      pattern: term('(?:short|near)(?:er|est)?'),
      strict: 182,
      generous: 365,
      source: `${horizons}. The strict half of a year is Reckon’s own convention`,
    },
    {
      phrases: ['in the foreseeable future', 'for the foreseeable future'],
      pattern: '(?:in|for|over|within|into) the foreseeable future',
      strict: 365,
      generous: 731,
      source:
        'IAS 1 Presentation of Financial Statements, paragraph 26: a going concern is judged over at least, but not only, twelve months. The generous two years are Reckon’s own convention',
    },
    {
      phrases: ['in the short to medium term', 'in the near-to-medium term'],
      pattern: term('(?:short|near)[- ]+(?:to|and)[- ]+medium'),
      strict: 365,
      generous: 1096,
      source: `${horizons}. From the one to the other`,
    },
    {
      phrases: ['in the medium term', 'over the medium term', 'in the medium run'],
      pattern: term('(?:medium|mid|middle|intermediate)'),
      strict: 731,
      generous: 1096,
      source: `Banco de España, “Why a medium-term inflation target?”: usually around two years; ${horizons}`,
    },
    {
      phrases: ['in a couple of years', 'in the next couple of years', 'within a couple of years'],
      pattern: couple('years'),
      strict: 731,
      generous: 1096,
      source: quantities,
    },
    {
      phrases: [
        'in the coming years',
        'in coming years',
        'in the years ahead',
        'in the years to come',
        'for years to come',
        'in the months and years ahead',
        'within years',
        'in the next few years',
        'in a few years',
        'in several years',
      ],
      pattern: stretch('years'),
      strict: 1096,
      generous: 1826,
      source: `${own}: three years, or five`,
    },
    {
      phrases: ['in the long term', 'over the long run', 'in the longer term'],
      pattern: term('long(?:er|est)?'),
      strict: 1826,
      generous: 3653,
      source: `${horizons}. The generous ten years are Reckon’s own convention`,
    },
    {
      phrases: ['in the coming decades', 'in the decades ahead', 'in the decades to come', 'within decades'],
      pattern: stretch('decades'),
      strict: 3653,
      generous: 7305,
      source: `${own}: ten years, or twenty`,
    },
  ],
  rules: [
    {
      phrases: ['by 1 March', 'on 4 July', 'no later than Friday', 'tomorrow', 'by Christmas'],
      strict: 'that day',
      generous: 'that day',
      example: {
        wording: 'by 1 March',
        saidOn: '2025-09-08',
        dueByStrict: '2026-03-01',
        dueBy: '2026-03-01',
      },
      source: 'A calendar day; “by” is read as “no later than”. Without a year: the next such day',
    },
    {
      phrases: ['by March', 'until March', 'by 2030', 'by the summer', 'by next week'],
      strict: 'its first day',
      generous: 'its last day',
      example: { wording: 'by March', saidOn: '2025-09-08', dueByStrict: '2026-03-01', dueBy: '2026-03-31' },
      source: `${own}: either “when it begins” or “before it is over”. “Until” is read like “by”, since what lasts until then can be judged then; “not until” is no deadline`,
    },
    {
      phrases: ['before March', 'before 1 March', 'before the summer', 'ahead of Christmas'],
      strict: 'the day before it begins',
      generous: 'the day before it begins',
      example: {
        wording: 'before March',
        saidOn: '2025-09-08',
        dueByStrict: '2026-02-28',
        dueBy: '2026-02-28',
      },
      source: 'The words themselves',
    },
    {
      phrases: [
        'in March',
        'in 2027',
        'in Q3',
        'in the first half of 2026',
        'this month',
        'next year',
        'later this year',
      ],
      strict: 'its last day',
      generous: 'its last day',
      example: { wording: 'in 2027', saidOn: '2025-09-08', dueByStrict: '2027-12-31', dueBy: '2027-12-31' },
      source:
        'The calendar; quarters are those of the calendar year, a decade runs from a year ending in 0, a century from one ending in 01',
    },
    {
      phrases: [
        'by the end of the year',
        'before the end of February',
        'by year-end',
        'at the end of next month',
      ],
      strict: 'its last day',
      generous: 'its last day',
      example: {
        wording: 'before the end of the year',
        saidOn: '2025-09-08',
        dueByStrict: '2025-12-31',
        dueBy: '2025-12-31',
      },
      source: 'The calendar',
    },
    {
      phrases: ['this week', 'next week', 'this weekend'],
      strict: 'the Sunday that ends it',
      generous: 'the same; said on a Sunday, the last day of the week about to begin, Sunday to Saturday',
      example: { wording: 'next week', saidOn: '2025-09-08', dueByStrict: '2025-09-21', dueBy: '2025-09-21' },
      source: 'ISO 8601: a week runs from Monday to Sunday. For Sundays, Reckon’s own convention',
    },
    {
      phrases: ['this winter', 'in the spring', 'by the end of the summer', 'next autumn'],
      strict: 'the last day of that season, the one under way or the next',
      generous: 'the same; with “next”, that season of the following calendar year',
      example: {
        wording: 'this winter',
        saidOn: '2025-09-08',
        dueByStrict: '2026-02-28',
        dueBy: '2026-02-28',
      },
      source:
        'Northern meteorological seasons, as weather services keep them: spring is March to May, summer June to August, autumn September to November, winter December to February',
    },
    {
      phrases: ['next March', 'next Friday', 'next weekend', 'next spring'],
      strict: 'the first one to come',
      generous: 'the one in the following year, or week, where that is later',
      example: {
        wording: 'next Friday',
        saidOn: '2025-09-08',
        dueByStrict: '2025-09-12',
        dueBy: '2025-09-19',
      },
      source: `${own}: usage is divided`,
    },
    {
      phrases: ['early next year', 'in mid-2027', 'late this month', 'by early 2027'],
      strict: 'early: its first quarter; mid: its first half; late: its last day',
      generous: 'early: its first third; mid: its first two thirds; late: its last day',
      example: {
        wording: 'early next year',
        saidOn: '2025-09-08',
        dueByStrict: '2026-03-31',
        dueBy: '2026-04-30',
      },
      source: `${own}. With “by” the strict day is the one that part begins, for mid the half`,
    },
    {
      phrases: [
        'within 90 days',
        'in the next two years',
        'in the next 48 hours',
        'in six months’ time',
        'in three weeks',
      ],
      strict: 'that many on from the day it was said',
      generous: 'the same; for a range, the larger number',
      example: {
        wording: 'within three months',
        saidOn: '2025-11-30',
        dueByStrict: '2026-02-28',
        dueBy: '2026-02-28',
      },
      source:
        'Corresponding date rule, Dodds v Walker [1981] 1 WLR 1027 (HL): the day it was said is not counted, and a month without such a day gives its last. Hours are rounded up to days',
    },
    {
      phrases: ['in the next year', 'over the coming month', 'in the year ahead', 'the coming decade'],
      strict: 'one on from the day it was said',
      generous: 'the last day of the calendar year, month or decade that follows',
      example: {
        wording: 'in the coming year',
        saidOn: '2025-11-10',
        dueByStrict: '2026-11-10',
        dueBy: '2026-12-31',
      },
      source: `${own}: twelve months, or the next calendar year`,
    },
    {
      phrases: ['in the new year'],
      strict: '31 January',
      generous: '31 March',
      example: {
        wording: 'in the new year',
        saidOn: '2025-09-08',
        dueByStrict: '2026-01-31',
        dueBy: '2026-03-31',
      },
      source: `${own}: its first month, or its first quarter`,
    },
    {
      phrases: ['within the year', 'within the month'],
      strict: 'the earlier of the end of the calendar year and one year on',
      generous: 'the later of the two',
      example: {
        wording: 'within the year',
        saidOn: '2025-09-08',
        dueByStrict: '2025-12-31',
        dueBy: '2026-09-08',
      },
      source: `${own}: what is left of the calendar year, or twelve months`,
    },
  ],
}

/** "In the coming weeks", "weeks ahead", "within weeks", "in a few weeks", alone or after shorter units. */
function stretch(unit: string): string {
  const units = `(?:(?:hours|days|weeks|months|years)(?:, | and | or |, and |, or | to | and/or )){0,3}${unit}`
  const notLength =
    "(?! (?:of|after|following|since|ago|earlier|later|old|into|before|prior|from (?!now|today))\\b)(?!-\\w)(?!' (?!time))"
  return [
    `(?:(?:in|within|over|during|for|through|throughout|across|into)(?: the course of)? )?(?:the )?(?:very )?(?:coming|upcoming|next|approaching)(?: few| several| handful of| number of)? ${units}\\b(?!'|-\\w)(?: (?:ahead|to come)\\b)?`,
    `(?:(?:in|within|over|during|for|through|throughout|across|into)(?: the course of)? )?(?:the )?(?:very )?${units}(?: immediately)? (?:ahead\\b(?! of (?!us|them|him|her|you)\\b)|to come\\b|that lie ahead\\b|which lie ahead\\b)`,
    `(?:in|within|inside) (?:just |only |perhaps |maybe )?(?:a matter of|mere) ${units}\\b${notLength}`,
    `(?:within|inside) (?:just |only )?${units}\\b${notLength}`,
    `in ${units}\\b(?=,? (?:not|rather than|if not) )`,
    `(?:in|within|inside) (?:just |only |the space of )?(?:a few|several)(?: short| more)? ${unit}\\b${notLength}(?:'? time\\b)?`,
    `(?:a few|several) ${unit} (?:from (?:now|today)|hence)\\b`,
  ].join('|')
}

function couple(unit: string): string {
  return `(?:(?:in|within|inside|over|during|for) )(?:the )?(?:(?:next|coming) couple|(?:just )?a couple)(?: more)?(?: of)?(?: more)? ${unit}\\b(?! (?:of|after|following|since|ago|earlier|later|before|into)\\b)(?:'? time\\b)?`
}

/** "Short-term rates" is no horizon: joined by a hyphen the words must stand at the end of a clause. */
function term(length: string): string {
  return `(?:in|over|within|for|during|on|through|throughout) (?:the |a )?(?:${length}(?: |-to-)(?:term|run)\\b(?! (?:rates?|interest|bonds?|yields?|debt))(?!-)|${length}[- ](?:term|run) (?:horizon|period|future)\\b|${length}-(?:term|run)(?=$|[.,;:!?)]| (?:and|but|as|if|while|because|when|is|are|will|could|may|might|would)\\b))`
}
