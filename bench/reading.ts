/**
 * How well the reader finds the forecasts of labelled texts, and how fast.
 *
 *   npm run bench:reading -- <folder> [name …]
 *
 * The folder holds texts with their labels: NAME.txt with NAME.json (forecasts, each with offsets) and
 * NAME.sentences.json, or NAME-gold.json and NAME-sentences.json. Names pick some of them; --errors shows each miss.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Candidate, readCommentary } from '../src/reading/commentary.ts'
import { addDays, daysBetween } from '../src/reading/days.ts'

interface Labelled {
  start: number
  end: number
  forecast: boolean
  borderline: boolean
}

interface Label {
  quote: string
  start: number
  end: number
  speaker: string
  /** What a text does not label is left out of the shares. */
  implied_probability_range?: [number, number]
  deadline_date?: string | null
  condition?: string | null
}

interface Text {
  name: string
  text: string
  publishedOn: string
  author: string | undefined
  sentences: Labelled[]
  labels: Label[]
}

const [folder, ...rest] = process.argv.slice(2)
if (folder === undefined)
  throw new Error('Give the folder of labelled texts: npm run bench:reading -- <folder>')
const showErrors = rest.includes('--errors')
const names = rest.filter(word => !word.startsWith('--'))
const texts = readdirSync(folder)
  .filter(file => file.endsWith('.txt'))
  .map(file => file.slice(0, -4))
  .filter(name => names.length === 0 || names.some(asked => name.startsWith(asked)))
  .map(name => load(folder, name))
const read = texts.map(text => ({ ...text, candidates: candidatesOf(text) }))

for (const one of read) {
  const { tp, fp, fn } = count([one], () => true)
  console.log(one.name.padEnd(34), `found ${tp}, wrongly ${fp}, missed ${fn}`)
  if (showErrors) errors(one)
}
report('with borderline', () => true)
report('without borderline', ({ borderline }) => !borderline)
yardstick()
shares()
speed()

function load(from: string, name: string): Text {
  const text = readFileSync(join(from, `${name}.txt`), 'utf8')
  const json = (...endings: string[]) => {
    const file = endings.map(ending => join(from, `${name}${ending}`)).find(path => existsSync(path))
    return file === undefined ? [] : JSON.parse(readFileSync(file, 'utf8'))
  }
  const labels: Label[] = json('-gold.json', '.json')
  const byAuthor = labels.map(({ speaker }) => speaker.match(/^(.*) \(author\)$/)?.[1]).find(who => who)
  const speakers = Map.groupBy(labels, ({ speaker }) => speaker)
  const [most] = [...speakers].sort(([, one], [, other]) => other.length - one.length)[0] ?? []
  return {
    name,
    text,
    publishedOn: text.match(/^Date: (\d{4}-\d\d-\d\d)/m)?.[1] ?? '2025-09-08',
    author: byAuthor ?? (most === 'author' ? undefined : most),
    sentences: json('-sentences.json', '.sentences.json'),
    labels,
  }
}

function candidatesOf({ text, publishedOn, author }: Text): Candidate[] {
  const reading = readCommentary(text, { publishedOn, ...(author && { author }) })
  if ('refused' in reading) throw new Error(`The reader refused a text: ${reading.refused}`)
  return reading.candidates
}

function overlaps(one: { start: number; end: number }, other: { start: number; end: number }): boolean {
  return one.start < other.end && other.start < one.end
}

/** Whether a candidate's sentence is a labelled one, not merely beside it. */
function isOf({ sentence }: Candidate, labelled: Labelled): boolean {
  const shared = Math.min(sentence.end, labelled.end) - Math.max(sentence.start, labelled.start)
  return shared > Math.min(sentence.end - sentence.start, labelled.end - labelled.start) / 2
}

function count(from: typeof read, counts: (sentence: Labelled) => boolean) {
  const tally = { tp: 0, fp: 0, fn: 0 }
  for (const { sentences, candidates } of from) {
    for (const sentence of sentences.filter(counts)) {
      const found = candidates.some(candidate => isOf(candidate, sentence))
      if (found && sentence.forecast) tally.tp++
      else if (found) tally.fp++
      else if (sentence.forecast) tally.fn++
    }
  }
  return tally
}

function report(title: string, counts: (sentence: Labelled) => boolean): void {
  console.log(title.padEnd(34), figures(count(read, counts)))
}

function figures({ tp, fp, fn }: { tp: number; fp: number; fn: number }): string {
  const share = (part: number, of: number) => (of === 0 ? '–' : (part / of).toFixed(3))
  return `precision ${share(tp, tp + fp)}, recall ${share(tp, tp + fn)}, F1 ${share(2 * tp, 2 * tp + fp + fn)}`
}

/** A plain list of modals and hedge words, for comparison. */
function yardstick(): void {
  const list =
    /\b(?:will|won[’']t|would|could|may|might|should|shall|likely|unlikely|probably|possibly|perhaps|expect(?:s|ed)?|forecast|predict(?:s|ed)?|going to|set to|poised|risk|chance|odds|possible|possibility)\b/i
  const tally = { tp: 0, fp: 0, fn: 0 }
  for (const { text, sentences } of read) {
    for (const { start, end, forecast } of sentences) {
      const found = list.test(text.slice(start, end))
      if (found && forecast) tally.tp++
      else if (found) tally.fp++
      else if (forecast) tally.fn++
    }
  }
  console.log('yardstick: a list of words'.padEnd(34), figures(tally))
}

/** Of the labels found, the share with each field right. */
function shares(): void {
  const none = () => ({ yes: 0, no: 0 })
  const right = { speaker: none(), hedge: none(), deadline: none(), condition: none() }
  const tally = (field: keyof typeof right, is: boolean, about: string) => {
    right[field][is ? 'yes' : 'no']++
    if (!is && showErrors) console.log(`  ${field}: ${about}`)
  }
  for (const { labels, candidates, publishedOn, author } of read) {
    for (const label of labels) {
      const best = candidates
        .filter(({ quote }) => overlaps(quote, label))
        .sort((one, other) => nearness(other, label) - nearness(one, label))[0]
      if (!best) continue
      const quote = label.quote.slice(0, 70)
      tally(
        'speaker',
        sameSpeaker(best, label, author),
        `${best.pundit.name} for ${label.speaker} | ${quote}`,
      )
      if (label.implied_probability_range)
        tally(
          'hedge',
          sameRange(best, label),
          `${JSON.stringify(best.probability)} for ${label.implied_probability_range} | ${quote}`,
        )
      if (label.deadline_date)
        tally(
          'deadline',
          sameDay(best, label, publishedOn),
          `${JSON.stringify(best.deadline)} for ${label.deadline_date} | ${quote}`,
        )
      if (label.condition !== undefined)
        tally(
          'condition',
          (best.condition !== null) === (label.condition !== null),
          `${best.condition?.text} for ${label.condition} | ${quote}`,
        )
    }
  }
  for (const [field, { yes, no }] of Object.entries(right))
    console.log(
      `right ${field}`.padEnd(34),
      `${yes} of ${yes + no} (${((100 * yes) / (yes + no || 1)).toFixed(0)} %)`,
    )
}

function nearness({ quote }: Candidate, label: Label): number {
  const shared = Math.min(quote.end, label.end) - Math.max(quote.start, label.start)
  return shared / (Math.max(quote.end, label.end) - Math.min(quote.start, label.start))
}

function sameSpeaker({ pundit }: Candidate, { speaker }: Label, author: string | undefined): boolean {
  const wanted = speaker.toLowerCase()
  if (wanted.startsWith('author') || speaker === author || wanted.endsWith('(author)')) return pundit.isAuthor
  const name = (pundit.name ?? '').toLowerCase()
  return (
    name !== '' &&
    (wanted.includes(name) || name.split(' ').some(word => word.length > 3 && wanted.includes(word)))
  )
}

/** A denied statement is of the opposite, so the complement is what the label speaks of. */
function sameRange({ probability: { low, high }, negated }: Candidate, label: Label): boolean {
  const [from, to] = label.implied_probability_range ?? [0, 1]
  const meets = (a: number, b: number) => a <= to + 1e-9 && b >= from - 1e-9
  return meets(low, high) || (negated && meets(1 - high, 1 - low))
}

/** Within the labelled window, a tenth of it and a week more or less. */
function sameDay({ deadline }: Candidate, { deadline_date: last }: Label, publishedOn: string): boolean {
  if (deadline === null || !last) return false
  const slack = 7 + Math.round(daysBetween(publishedOn, last) / 10)
  return deadline.dueByStrict <= addDays(last, slack) && deadline.dueBy >= addDays(last, -slack)
}

function errors({ text, sentences, candidates }: (typeof read)[number]): void {
  for (const sentence of sentences) {
    const found = candidates.filter(candidate => isOf(candidate, sentence))
    if (found.length > 0 === sentence.forecast) continue
    const rules = found.flatMap(({ triggers }) => triggers.map(({ rule }) => rule)).join(', ')
    const words = text.slice(sentence.start, sentence.end).slice(0, 240)
    console.log(
      `  ${sentence.forecast ? 'missed' : `wrongly (${rules})`}${sentence.borderline ? ', borderline' : ''}: ${words}`,
    )
  }
}

function speed(): void {
  const all = texts.map(({ text }) => text).join('\n\n')
  for (const length of [6000, 60_000, 200_000]) {
    const text = all.repeat(Math.ceil(length / Math.max(all.length, 1))).slice(0, length)
    const runs = Array.from({ length: length > 6000 ? 3 : 12 }, () => {
      const before = performance.now()
      readCommentary(text, { publishedOn: '2025-01-01' })
      return performance.now() - before
    })
    const median =
      runs.slice(Math.min(2, runs.length - 1)).sort((a, b) => a - b)[Math.floor((runs.length - 2) / 2)] ?? 0
    console.log(`${length} characters`.padEnd(34), `${median.toFixed(1)} ms, median`)
  }
}
