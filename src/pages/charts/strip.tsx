import { scaleBand } from 'd3-scale'
import type { Forecast } from '../../accuracy/strip.ts'
import { verdict } from '../../scoring/verdict.ts'
import { outcomeMarks } from '../parts/marks.tsx'
import { binWords, counted } from '../parts/numbers.ts'
import { Picture, round, TableBehind } from './chart.tsx'
import { Glyph, type Happening, happeningOf } from './glyph.tsx'

export interface Bin {
  from: number
  to: number
  n: number
}

/** A forecast that the figures count. */
export type Counted = Forecast & { share: number }

interface Props {
  id: string
  name: string
  bins: Bin[]
  forecasts: Counted[]
  /** Where the list of a bin is. */
  hrefOf: (bin: Bin) => string
  chosen?: number
}

/** More dots than this are a wall: then the latest are drawn, and the counts are of all. */
export const mostDrawn = 600
const width = 440
const pitch = 10.5
const perLine = 4
const labelled = 24

/** Whether a probability falls into a bin: each takes its lower end, the last both. */
export function isIn({ from, to }: Bin, p: number): boolean {
  return p >= from && (p < to || to === 1)
}

export function isCounted(forecast: Forecast): forecast is Counted {
  return forecast.share !== null
}

const rows = ['true', 'partial', 'false'] as const

/** The lists first, then every prediction a dot that opens its claim: in the column of how likely it was said to be, in the row of what happened. */
export function Strip({ id, name, bins, forecasts, hrefOf, chosen }: Props) {
  const x = scaleBand(
    bins.map(bin => bin.from),
    [6, width - 6],
  )
  const drawn = forecasts.slice(-mostDrawn)
  const lanes = lanesOf(drawn, bins)
  const bottom = lanes.at(-1)?.bottom ?? 0
  const title = `Every prediction of ${name}`
  return (
    <figure class="chart">
      <Picture
        id={id}
        class="strip"
        role="group"
        viewBox={`0 0 ${width} ${round(bottom + 74)}`}
        title={title}
        desc={describe(forecasts)}
      >
        <text class="axis-name" x="6" y={round(bottom + 42)}>
          How many: follow a number to its list
        </text>
        {bins.map(bin => (
          <Count
            bin={bin}
            href={hrefOf(bin)}
            chosen={bin.from === chosen}
            middle={(x(bin.from) ?? 0) + x.bandwidth() / 2}
            y={bottom + 66}
          />
        ))}
        {lanes.map(lane => (
          <>
            <text class="axis-name" x="6" y={round(lane.top + 16)}>
              {outcomeMarks[lane.outcome].words}
            </text>
            <line class="base" x1="6" x2={width - 6} y1={round(lane.bottom)} y2={round(lane.bottom)} />
            {bins.map((bin, column) => (
              <Cell forecasts={lane.columns[column] ?? []} left={x(bin.from) ?? 0} bottom={lane.bottom} />
            ))}
          </>
        ))}
        {[0, 0.2, 0.4, 0.6, 0.8, 1].map(tick => (
          <text
            x={round(6 + tick * (width - 12))}
            y={round(bottom + 18)}
            text-anchor={tick === 0 ? 'start' : tick === 1 ? 'end' : 'middle'}
          >
            {tick === 1 ? '100 %' : tick * 100}
          </text>
        ))}
      </Picture>
      {drawn.length < forecasts.length && (
        <figcaption>
          The latest {drawn.length} of {forecasts.length} are drawn; the numbers are of all.
        </figcaption>
      )}
      <TableBehind
        of={title}
        summary="These figures as a table"
        head={['Said', 'Happened', 'Partly', 'Did not', 'In all']}
        rows={bins.map(bin => binRow(bin, forecasts))}
      />
    </figure>
  )
}

interface Lane {
  outcome: (typeof rows)[number]
  top: number
  bottom: number
  columns: Counted[][]
}

/** A lane an outcome, as tall as its fullest column; none for what partly happened if nothing did. */
function lanesOf(forecasts: Counted[], bins: Bin[]): Lane[] {
  const lanes: Lane[] = []
  for (const outcome of rows) {
    const mine = forecasts.filter(forecast => happeningOf(forecast.share) === outcome)
    if (outcome === 'partial' && mine.length === 0) continue
    const columns = bins.map(bin => mine.filter(({ p }) => isIn(bin, p)).sort((a, b) => a.p - b.p))
    const lines = Math.max(1, ...columns.map(column => Math.ceil(column.length / perLine)))
    const top = (lanes.at(-1)?.bottom ?? -6) + 6
    lanes.push({ outcome, top, bottom: top + labelled + lines * pitch + 4, columns })
  }
  return lanes
}

/** Stacked from the ground, the least likely first. */
function Cell({ forecasts, left, bottom }: { forecasts: Counted[]; left: number; bottom: number }) {
  return (
    <>
      {forecasts.map((forecast, at) => {
        const across = left + pitch / 2 + (at % perLine) * pitch
        const up = bottom - 3 - pitch / 2 - Math.floor(at / perLine) * pitch
        const words = `${forecast.statement}: ${verdict(forecast.p, forecast.share)}`
        return (
          <a href={`/claims/${forecast.claimId}#prediction-${forecast.id}`} aria-label={words}>
            <g transform={`translate(${round(across)} ${round(up)})`}>
              <Glyph outcome={happeningOf(forecast.share)} r={4.1} />
            </g>
          </a>
        )
      })}
    </>
  )
}

interface CountProps {
  bin: Bin
  href: string
  chosen: boolean
  middle: number
  y: number
}

function Count({ bin, href, chosen, middle, y }: CountProps) {
  if (bin.n === 0) {
    return (
      <text class="none" x={round(middle)} y={round(y)} text-anchor="middle">
        0
      </text>
    )
  }
  return (
    <a
      class={chosen ? 'count chosen' : 'count'}
      href={href}
      aria-label={`${counted(bin.n, 'prediction')} of ${binWords(bin)}`}
      aria-current={chosen ? 'true' : undefined}
    >
      <rect x={round(middle - 19)} y={round(y - 18)} width="38" height="25" rx="3" />
      <text x={round(middle)} y={round(y)} text-anchor="middle">
        {bin.n}
      </text>
    </a>
  )
}

function binRow(bin: Bin, forecasts: Counted[]) {
  const inside = forecasts.filter(({ p }) => isIn(bin, p))
  return [binWords(bin), ...rows.map(outcome => count(inside, outcome)), inside.length]
}

function count(forecasts: Counted[], outcome: Happening): number {
  return forecasts.filter(forecast => happeningOf(forecast.share) === outcome).length
}

function describe(forecasts: Counted[]): string {
  if (forecasts.length === 0) return 'Nothing has been scored yet.'
  const [happened, partly, not] = rows.map(outcome => count(forecasts, outcome))
  return `Of ${counted(forecasts.length, 'prediction')} ${happened} happened, ${partly} partly, ${not} did not. Each is a link to its claim, in the column of how likely it was said to be.`
}
