import { addDays, addMonths, daysBetween } from './days.ts'
import { anyMonth } from './names.ts'
import { alsoPattern, type Named, periodPattern, readPeriod } from './periods.ts'
import { tenseAround } from './tense.ts'
import type { Period } from './units.ts'
import { type Deadline, exactly, openEnd, type Wording, wordsAfter, wordsBefore } from './wording.ts'

type Bound = 'by' | 'before' | 'in'
type Part = 'early' | 'mid' | 'late'

/** A calendar wording taken apart: "by | the end of | next year", "in | early | 2027". */
interface Frame {
  lead: string
  pre: string
  edge: string
  part: string
  period: string
  /** The second of two named together: "March | or | April 2026". */
  also: string
  /** "Around | 2030", "2030 | or so". */
  isAbout: boolean
}

const bounds: readonly [Bound, RegExp][] = [
  ['in', /^(?:no|not) later than|between (?:20|21)|^from (?:20|21)/],
  ['by', /\b(?:by|until|till|til|up to|on or before|between now and|due)\b/],
  ['before', /\b(?:before|ahead of|prior to)\b/],
  ['in', /./],
]

const leads =
  '(?:(?:no|not) later than|on or before|by|before|ahead of|prior to|(?:from now )?(?:until|till|til)|up to|between now and|(?:between|from) (?:20|21)\\d\\d (?:and|to|until|through)|in|during|throughout|through|over|across|within|on|at|for|towards?|due)(?: (?:at least|or around|around|about|roughly|the latest|sometime in|the course of))?'

/** "The end of March", "end-March", "end March", but not "in the end March won". */
const edges = `(?:the )?(?:very )?(?<edge>end|close|start|beginning|middle|rest|remainder)(?: of |[- ](?=(?:20|21)\\d\\d)|(?:(?<=\\bend)-|(?<=\\b(?:by|before|until|till|til|at|to|towards?|around|due) end) )(?=${anyMonth}|q[1-4]|h[12]|next |this ))`

const frames = new RegExp(
  `(?<![\\w-])(?:at some (?:point|stage) |sometime |some time )?(?:(?<pre>early|late|later) )?(?:(?<lead>${leads}) )?(?:${edges})?(?:(?:the )?(?<part>early|mid|middle|late|later)(?: |-))?(?<period>${periodPattern})(?: (?:(?:and|or|and/or) (?:in )?(?<also>${alsoPattern})|(?<orSo>or (?:so|thereabouts)\\b)))?(?![\\w'])(?!-\\w)(?!,? [12]\\d{3}\\b)`,
  'g',
)

const startsSomething =
  /(?:^|[^\w])(?:since|after|from|starting|beginning|commencing|effective|beyond|post|following|than|like|unlike|versus|vs\.?|compared (?:with|to)|as (?:early|soon|late|long ago|far ahead|recently) as|of|the day|eve of|on or after|not|never|as of)(?: (?:the|in|on|at|by))? ?$/
const startsAfterwards = new RegExp(`^${openEnd}`)
const negated = /\b(?:not|never|no|nothing|nobody|cannot|hardly|unlikely|\w+n't)\b[^.;:!?]*$/
const verbForm = /^ (?:(?:be|have|not|well|or may)\b|on (?!\d)|towards?\b|madness\b)/
const pointsAhead =
  /^(?:this|next|the (?:current|coming|following|day after)|tomorrow|tonight|today|overnight)/
/** Without a verb to tell, a month that comes round later than this is the one just gone. */
const comingUp = 183
const daysOfMonth = 30.4369
const monthsOfDecade = 120
const monthsOfCentury = 1200

/** Every calendar wording in a folded text that a deadline may be read from. */
export function calendarWordings(text: string): Wording[] {
  return Array.from(framesIn(text), match => wordingOf(text, match)).filter(found => found !== undefined)
}

/** In "they could fall next year" the season is none: what could not be a time is searched again within. */
function* framesIn(text: string): Generator<RegExpExecArray> {
  const pattern = new RegExp(frames)
  for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
    const around = aroundMatch(text, match)
    if (couldBeTime(frameOf(match), around)) yield match
    else pattern.lastIndex = match.index + Math.max(1, match[0].search(/(?<=\W)\w/))
  }
}

function wordingOf(text: string, match: RegExpExecArray): Wording | undefined {
  const frame = frameOf(match)
  const { lead, edge } = frame
  const { before, after } = aroundMatch(text, match)
  if (startsSomething.test(before) || startsAfterwards.test(after)) return undefined
  if (/until|till?/.test(lead) && negated.test(before)) return undefined
  const isDeadline =
    boundOf(lead) !== 'in' || /^(?:no|not) later/.test(lead) || (lead !== '' && edge === 'end')
  return {
    start: match.index,
    end: match.index + match[0].length,
    rank: isDeadline ? 1 : 2,
    read: saidOn => readFrame(frame, { before, after, saidOn }),
  }
}

function frameOf({ groups }: RegExpExecArray): Frame {
  const { lead = '', pre = '', edge = '', part = '', period = '', also = '', orSo } = groups ?? {}
  const isAbout = orSo !== undefined || /around|about|roughly/.test(lead)
  return { lead, pre, edge, part, period, also, isAbout }
}

function aroundMatch(text: string, match: RegExpExecArray): { before: string; after: string } {
  return { before: wordsBefore(text, match.index), after: wordsAfter(text, match.index + match[0].length) }
}

/** Without a preposition only "next week" and its like name a time, or a wording that stands alone. */
function couldBeTime({ lead, edge, period }: Frame, around: { before: string; after: string }): boolean {
  if (isLasted(period, around.before)) return true
  if (/^(?:may|march)$/.test(period)) return lead !== '' && !verbForm.test(around.after)
  if (period === 'this may' || period === 'this march') return !/^ [a-z]/.test(around.after)
  return lead !== '' || edge.startsWith('re') || pointsAhead.test(period) || standsAlone(around)
}

/** "Survive | the winter", "see out | the year". */
function isLasted(period: string, before: string): boolean {
  return lastedPeriod.test(period) && lasting.test(before)
}

const lastedPeriod = /^the (?:spring|summer|autumn|winter|week|month|quarter|year|decade|century)$/
const lasting =
  /\b(?:surviv(?:e|es|ing)|outlasts?|outlives?|endures?|(?<!\b(?:at|the) )lasts?(?: out)?|sees? out|gets? through|makes? it through) $/

function standsAlone({ before, after }: { before: string; after: string }): boolean {
  return !/\w/.test(before + after)
}

function boundOf(lead: string): Bound {
  return bounds.find(([, pattern]) => pattern.test(lead))?.[0] ?? 'in'
}

function readFrame(
  frame: Frame,
  { before, after, saidOn }: { before: string; after: string; saidOn: string },
): Deadline | undefined {
  const bound = boundOf(frame.lead)
  const named = readNamed(frame, saidOn, bound !== 'in' && !/^(?:end|close)/.test(frame.edge))
  if (!named || !(fits(frame, named) || isLasted(frame.period, before))) return undefined
  if (moves(frame.period) || named.first.start <= saidOn) {
    const tense = tenseAround(before, after, bound !== 'in')
    if (tense === 'past') return undefined
    if (tense === 'unknown' && frame.period === 'overnight' && !standsAlone({ before, after }))
      return undefined
    const far = daysBetween(saidOn, named.first.start) > comingUp
    if (tense === 'unknown' && bound === 'in' && far && !standsAlone({ before, after })) return undefined
  }
  const isUnderWay = named.first.start <= saidOn && saidOn <= named.first.end && /^[a-z]+$/.test(frame.period)
  if (isUnderWay && named.first !== named.last && bound === 'by' && !isNarrowed(frame))
    return { strict: named.first.end, generous: deadline(frame, bound, named, named.last).generous }
  return {
    strict: deadline(frame, bound, named, isUnderWay && bound !== 'in' ? named.last : named.first).strict,
    generous: deadline(frame, bound, named, frame.isAbout ? widened(frame, named) : named.last).generous,
  }
}

/** Two named together are one stretch for "in", and two readings after "by" and "before". */
function readNamed({ period, also, lead }: Frame, saidOn: string, ahead: boolean): Named | undefined {
  const statedYear = also.match(/(?:20|21)\d\d$/)?.[0]
  const yearless = statedYear !== undefined && statedYear !== also && !/\d{4}/.test(period)
  const one = readPeriod(yearless ? `${period} ${statedYear}` : period, saidOn, ahead)
  const other = also === '' ? undefined : readPeriod(also, saidOn, ahead)
  if (!one || !other || other.last.end <= one.last.end) return one
  const together = { start: one.first.start, end: other.last.end }
  return boundOf(lead) === 'in' ? { ...one, first: together, last: together } : { ...one, last: other.last }
}

/** About a period: as long again, a week at least. */
function widened(frame: Frame, { last: { start, end } }: Named): Period {
  if (isNarrowed(frame)) return { start, end }
  const months = monthsIn({ start, end })
  return { start, end: months === 0 ? addDays(end, 7) : addDays(addMonths(addDays(end, 1), months), -1) }
}

function isNarrowed({ edge, part, pre }: Pick<Frame, 'edge' | 'part' | 'pre'>): boolean {
  return edge !== '' || part !== '' || pre !== ''
}

function moves(period: string): boolean {
  return !/(?:20|21)\d\d|^next |^the following |tomorrow|next year$/.test(period)
}

/** "on" goes with a day and "in" with a longer stretch; "the year" alone is no deadline, "the end of the year" is. */
function fits({ lead, pre, edge, part, period }: Frame, { kind }: Named): boolean {
  const narrowed = isNarrowed({ edge, part, pre })
  if (kind === 'bare')
    return narrowed && !(edge === 'end' && /^(?:at|in)\b/.test(lead) && /day$/.test(period))
  if (/^today/.test(period)) return narrowed || boundOf(lead) !== 'in'
  if (/\bon$/.test(lead)) return kind === 'day' || kind === 'holiday'
  if (/\bat$/.test(lead)) return narrowed || kind === 'holiday' || kind === 'weekend' || kind === 'ending'
  if (/\b(?:for|over|across|within)$/.test(lead)) {
    return (
      edge !== '' ||
      kind === 'weekend' ||
      kind === 'holiday' ||
      /^(?:this|next|the (?!f|s)|tomorrow|(?:20|21)\d\d$)/.test(period)
    )
  }
  if (/\b(?:in|during|throughout|through)$/.test(lead))
    return (kind !== 'day' && (kind !== 'holiday' || !/\bin$/.test(lead))) || lead === 'through'
  return true
}

function deadline({ pre, edge, part }: Frame, bound: Bound, { kind }: Named, period: Period): Deadline {
  if (kind === 'ending' || edge === 'end' || edge === 'close') return exactly(period.end)
  if (edge === 'start' || edge === 'beginning') {
    if (bound === 'before') return exactly(addDays(period.start, -1))
    if (bound === 'by') return exactly(period.start)
  }
  const which = partOf(edge, part, pre)
  if (kind === 'day' || kind === 'holiday' || which === undefined) {
    return bounded(bound, period, period.end)
  }
  const { strictEnd, ...within } = partSpan(period, which)
  return bounded(bound, { start: which === 'mid' ? strictEnd : within.start, end: within.end }, strictEnd)
}

function bounded(bound: Bound, { start, end }: Period, strictEnd: string): Deadline {
  if (bound === 'before') return exactly(addDays(start, -1))
  return { strict: bound === 'by' ? start : strictEnd, generous: end }
}

function partOf(edge: string, part: string, pre: string): Part | undefined {
  if (edge === 'start' || edge === 'beginning' || part === 'early' || pre === 'early') return 'early'
  if (edge === 'middle' || part.startsWith('mid')) return 'mid'
  return part === 'late' || pre === 'late' ? 'late' : undefined
}

/**
 * Early is the first third, strictly the first quarter; mid ends at two thirds, strictly half; late is the last
 * third. Mid-century ends at three fifths: IPCC AR6 WGI, Summary for Policymakers, has the mid-term as 2041 to 2060.
 */
function partSpan(period: Period, part: Part): Period & { strictEnd: string } {
  switch (part) {
    case 'early':
      return { start: period.start, strictEnd: lastOf(period, 1 / 4), end: lastOf(period, 1 / 3) }
    case 'mid': {
      const end = lastOf(period, monthsIn(period) < monthsOfCentury ? 2 / 3 : 3 / 5)
      return { start: addDays(lastOf(period, 1 / 3), 1), strictEnd: lastOf(period, 1 / 2), end }
    }
    case 'late':
      return { start: addDays(lastOf(period, 2 / 3), 1), strictEnd: period.end, end: period.end }
  }
}

/** The last day of the first share of a period: of days, whole months from a year on, whole years from a decade on. */
function lastOf(period: Period, share: number): string {
  const months = monthsIn(period)
  if (months < 12) {
    const days = daysBetween(period.start, period.end) + 1
    return addDays(period.start, Math.ceil(days * share) - 1)
  }
  const ended = months < monthsOfDecade ? Math.round(months * share) : Math.ceil((months * share) / 12) * 12
  return addDays(addMonths(period.start, ended), -1)
}

function monthsIn({ start, end }: Period): number {
  return Math.round((daysBetween(start, end) + 1) / daysOfMonth)
}
