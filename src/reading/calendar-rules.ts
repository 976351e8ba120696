/** A kind of calendar wording, how its two days are found, and one worked example. */
interface CalendarRule {
  phrases: readonly string[]
  strict: string
  generous: string
  example: { wording: string; saidOn: string; dueByStrict: string; dueBy: string }
  source: string
}

/** Said of every row that nothing published supports. */
export const own: string = 'Reckon’s own convention; no published span stands behind it'

/** The calendar half of Reckon's table of deadline wordings. */
export const calendarRules: readonly CalendarRule[] = [
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
    source:
      'A calendar day; “by” is read as “no later than”. Without a year: the next such day. Of dates in digits only ISO 8601, 2026-03-04, is read: 03/04/2026 is two different days in two countries',
  },
  {
    phrases: ['by March', 'until March', 'by 2030', 'by the year 2030', 'by the summer', 'by next week'],
    strict: 'its first day',
    generous: 'its last day',
    example: { wording: 'by March', saidOn: '2025-09-08', dueByStrict: '2026-03-01', dueBy: '2026-03-31' },
    source: `${own}: either “when it begins” or “before it is over”. “Until” is read like “by”, since what lasts until then can be judged then; “not until” is no deadline`,
  },
  {
    phrases: ['by March'],
    strict: 'said in March: its last day',
    generous: 'the last day of the next March',
    example: { wording: 'by March', saidOn: '2026-03-01', dueByStrict: '2026-03-31', dueBy: '2027-03-31' },
    source: `${own}: before this one is over, or by the next`,
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
      'by end-March',
      'by end of March',
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
    phrases: ['by 2030 or so', 'in around March', 'by about Christmas'],
    strict: 'the same as without “or so” and its like',
    generous: 'as long again, a week at least',
    example: {
      wording: 'by 2030 or so',
      saidOn: '2025-09-08',
      dueByStrict: '2030-01-01',
      dueBy: '2031-12-31',
    },
    source: own,
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
    phrases: ['by mid-century', 'by the middle of the century'],
    strict: 'the end of its first half, 2050',
    generous: 'the end of its third fifth, 2060',
    example: {
      wording: 'by mid-century',
      saidOn: '2025-09-08',
      dueByStrict: '2050-12-31',
      dueBy: '2060-12-31',
    },
    source:
      'IPCC, Sixth Assessment Report, Working Group I, Summary for Policymakers: the mid-term is 2041 to 2060. Other parts of decades and centuries are rounded up to whole years',
  },
  {
    phrases: ['in the third week of October', 'by the first week of March', 'in the last week of May 2026'],
    strict: 'days 1 to 7, 8 to 14, 15 to 21, 22 to 28; for the last, the last seven days',
    generous: 'that many full weeks, from Monday to Sunday; for the last, the same',
    example: {
      wording: 'in the third week of October',
      saidOn: '2025-09-08',
      dueByStrict: '2025-10-21',
      dueBy: '2025-10-26',
    },
    source: `${own}: usage is divided`,
  },
  {
    phrases: [
      'within 90 days',
      'within 1,000 days',
      'in the next two years',
      'for 20 years to come',
      'in the next 48 hours',
      'in six months’ time',
      'in three weeks',
    ],
    strict: 'that many on from the day it was said',
    generous: 'the same',
    example: {
      wording: 'within three months',
      saidOn: '2025-11-30',
      dueByStrict: '2026-02-28',
      dueBy: '2026-02-28',
    },
    source:
      'Corresponding date rule, Dodds v Walker [1981] 1 WLR 1027 (HL): the day it was said is not counted, and a month without such a day gives its last. Hours are rounded up to days. What holds “for 20 years to come” can be judged when they are over',
  },
  {
    phrases: [
      'in a year or two',
      'within two to three years',
      'in six months to a year',
      'in the next month or two',
      'the next decade or two',
    ],
    strict: 'the shorter, on from the day it was said',
    generous: 'the longer',
    example: {
      wording: 'in a year or two',
      saidOn: '2025-09-08',
      dueByStrict: '2026-09-08',
      dueBy: '2027-09-08',
    },
    source: 'The words themselves. “In a year or more” has no last day and is no deadline',
  },
  {
    phrases: ['in a year or so', 'in the next week or so', 'within about six months'],
    strict: 'that many on from the day it was said',
    generous: 'half as many again',
    example: {
      wording: 'in a year or so',
      saidOn: '2025-09-08',
      dueByStrict: '2026-09-08',
      dueBy: '2027-03-08',
    },
    source: own,
  },
  {
    phrases: ['in the next year', 'over the coming month', 'in the year ahead', 'the coming decade'],
    strict: 'one on from the day it was said',
    generous:
      'said in the second half of a calendar year, month or decade: the last day of the one that follows; else the same',
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
]
