import { calendarRules, own } from './calendar-rules.ts'
import { couple, stretch, term } from './vague-patterns.ts'

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

const quantities =
  'Dictionary.com, “Few vs. Couple vs. Several”: a couple most strictly means two, used loosely it overlaps a few; several is more than two and fewer than many. The days are Reckon’s own convention'
const horizons =
  'Federal Reserve Bank of New York, Survey of Consumer Expectations (Liberty Street Economics, 11 October 2022): short term is one year ahead, medium term three, longer term five'

const windows: readonly VagueWindow[] = [
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
]

/**
 * Reckon's table of deadline wordings. It never changes: other figures are another id. Every figure is in days.
 * Sources are given row by row, and most say that there is none.
 */
export const windowTable = {
  id: 'reckon-windows-2',
  title: 'Reckon’s own reading of deadline wordings',
  about:
    'Commentators seldom name a date. Each wording is read twice: strictly, as the earlier day a fair reader could ' +
    'hold them to, and generously, as the day after which it can be said that it did not happen. The days of the ' +
    'vague wordings are mostly Reckon’s own convention, wide on purpose; where something published supports a ' +
    'figure, it is cited. A deadline is inclusive: its day still counts. What is denied is judged when its window ' +
    'ends: “it will not fall soon”, “a deal is not imminent”. Where only the time is denied, “but not soon”, or left ' +
    'open, “in the coming years and beyond”, there is no deadline.',
  windows,
  rules: calendarRules,
}
