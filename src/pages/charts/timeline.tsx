import { type ScaleTime, scaleUtc } from 'd3-scale'
import type { Child } from 'hono/jsx'
import type { Forecast } from '../../accuracy/strip.ts'
import { dayWords } from '../../reading/days.ts'
import { Day, outcomeMarks } from '../parts/marks.tsx'
import { Shape } from '../parts/shape.tsx'
import { along, Key, Picture, Pin, TableBehind } from './chart.tsx'
import { Glyph, type Happening } from './glyph.tsx'

/** Rows beyond this are not drawn; the page says so and leads to the list. */
export const mostRows = 30
const day = 24 * 60 * 60 * 1000
const inset = 2.5

type TimeScale = ScaleTime<number, number>

/** From the first day to the last, in percent of the picture's width. */
export function timeScale(days: readonly string[]): TimeScale {
  const times = days.map(on => Date.parse(on))
  const [first, last] = [Math.min(...times), Math.max(...times)]
  const spread = Math.max(0, 30 * day - (last - first)) / 2
  const domain = times.length === 0 ? [0, 30 * day] : [first - spread, last + spread]
  return scaleUtc()
    .domain(domain)
    .range([inset, 100 - inset])
}

/** When each was said, when it was due, and when what happened was known; the first said first. */
export function Timeline({ id, forecasts }: { id: string; forecasts: Forecast[] }) {
  const shown = forecasts.slice(-mostRows)
  const scale = timeScale(
    shown.flatMap(({ saidOn, dueBy, decidedOn }) => [
      saidOn,
      dueBy,
      ...(decidedOn === null ? [] : [decidedOn]),
    ]),
  )
  return (
    <figure class="chart wide">
      <div class="timeline">
        <TimeAxis scale={scale} />
        <ol>
          {shown.map(forecast => (
            <li>
              <a href={`/claims/${forecast.claimId}#prediction-${forecast.id}`}>{forecast.statement}</a>
              <Track id={`${id}-${forecast.id}`} forecast={forecast} scale={scale} />
            </li>
          ))}
        </ol>
      </div>
      <figcaption>
        <ul class="legend">
          <Legend words="said">
            <Said />
          </Legend>
          <Legend words="due">
            <Due />
          </Legend>
          {(['true', 'partial', 'false', 'void'] as const).map(outcome => (
            <Legend words={outcomeMarks[outcome].words.toLowerCase()}>
              <Glyph outcome={outcome} r={5.5} />
            </Legend>
          ))}
          {shown.some(isDisputed) && (
            <Legend words="disputed">
              <Disputed />
            </Legend>
          )}
        </ul>
        <p>
          What happened stands at the day it happened or became impossible, or else at the day it was settled.
          Where nothing stands after the deadline, nobody has said yet.
        </p>
      </figcaption>
      <TableBehind
        of="When each was said, due and known"
        summary="These days as a table"
        head={['Prediction', 'Said', 'Due', 'Known', 'What happened']}
        rows={shown.map(forecast => {
          const known = knownOf(forecast)
          return [
            forecast.statement,
            <Day on={forecast.saidOn} />,
            <Day on={forecast.dueBy} />,
            known === undefined ? '–' : <Day on={known.decidedOn} />,
            isDisputed(forecast) ? 'Disputed' : known === undefined ? '–' : outcomeMarks[known.outcome].words,
          ]
        })}
      />
    </figure>
  )
}

/** What happened and since when that is known; nothing while it is challenged. */
function knownOf(forecast: Forecast) {
  const { decidedOn, outcome } = forecast
  return decidedOn === null || outcome === null || isDisputed(forecast) ? undefined : { decidedOn, outcome }
}

function isDisputed({ state }: Forecast): boolean {
  return state === 'disputed'
}

function TimeAxis({ scale }: { scale: TimeScale }) {
  return (
    <svg class="time-axis" width="100%" height="20" aria-hidden="true">
      {ticksOf(scale).map(tick => (
        <text x={along(scale(tick))} y="14" text-anchor="middle">
          {tickWords(tick, scale)}
        </text>
      ))}
    </svg>
  )
}

/** Those whose words fit between the ends. */
function ticksOf(scale: TimeScale): Date[] {
  return scale.ticks(4).filter(tick => scale(tick) >= 5 && scale(tick) <= 95)
}

const months = new Intl.DateTimeFormat('en', { month: 'short', timeZone: 'UTC' })

function tickWords(tick: Date, scale: TimeScale): string {
  const [from, to] = scale.domain()
  const days = ((to?.getTime() ?? 0) - (from?.getTime() ?? 0)) / day
  const month = months.format(tick)
  if (days < 100) return `${tick.getUTCDate()} ${month}`
  return days < 4 * 365 ? `${month} ${tick.getUTCFullYear()}` : String(tick.getUTCFullYear())
}

function Track({ id, forecast, scale }: { id: string; forecast: Forecast; scale: TimeScale }) {
  const { saidOn, dueBy, decidedOn, statement } = forecast
  const at = (on: string) => scale(new Date(on))
  const known = knownOf(forecast)
  return (
    <Picture id={id} class="track" height={20} title={statement} desc={describe(forecast)}>
      {ticksOf(scale).map(tick => (
        <line class="grid" x1={along(scale(tick))} x2={along(scale(tick))} y1="0" y2="20" />
      ))}
      <line class="run" x1={along(at(saidOn))} x2={along(at(dueBy))} y1="10" y2="10" />
      {known && known.decidedOn > dueBy && (
        <line class="wait" x1={along(at(dueBy))} x2={along(at(known.decidedOn))} y1="10" y2="10" />
      )}
      <Pin at={at(saidOn)} y={10}>
        <Said />
      </Pin>
      <Pin at={at(dueBy)} y={10}>
        <Due />
      </Pin>
      {known && (
        <Pin at={at(known.decidedOn)} y={10}>
          <Glyph outcome={known.outcome} r={5.5} />
        </Pin>
      )}
      {isDisputed(forecast) && (
        <Pin at={at(decidedOn ?? dueBy)} y={10}>
          <Disputed />
        </Pin>
      )}
    </Picture>
  )
}

function Said() {
  return <circle class="said" r="3.5" />
}

function Due() {
  return <line class="due" x1="0" x2="0" y1="-8" y2="8" />
}

function Disputed() {
  return (
    <g class="shape disputed">
      <Shape shape="disputed" />
    </g>
  )
}

function Legend({ words, children }: { words: string; children: Child }) {
  return (
    <li>
      <Key>{children}</Key>
      {words}
    </li>
  )
}

function describe(forecast: Forecast): string {
  const { saidOn, dueBy } = forecast
  const words: Record<Happening, string> = {
    true: 'happened',
    false: 'did not happen',
    partial: 'partly happened',
    void: 'declared void',
  }
  const known = knownOf(forecast)
  const open = isDisputed(forecast) ? 'what happened is disputed' : 'not settled yet'
  const end = known === undefined ? open : `${words[known.outcome]}, known ${dayWords(known.decidedOn)}`
  return `Said ${dayWords(saidOn)}, due ${dayWords(dueBy)}, ${end}.`
}
