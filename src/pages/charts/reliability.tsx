import { type ScaleLinear, scaleLinear } from 'd3-scale'
import { area, line } from 'd3-shape'
import type { AccuracyView } from '../../accuracy/read.ts'
import { percent } from '../../scoring/verdict.ts'
import { binWords, counted, span } from '../parts/numbers.ts'
import { Key, Picture, round, TableBehind } from './chart.tsx'
import { across, Square, square, up } from './square.tsx'

type Bins = AccuracyView['calibration']
type Curve = AccuracyView['corp']['curve']

/** What came of all that was given one probability. */
export interface Level {
  p: number
  n: number
  frequency: number
}

interface Props {
  id: string
  name: string
  bins: Bins
  curve: Curve
  levels: Level[]
}

const bars = 64
/** Of fewer independent predictions the diagram tells nobody anything. */
const fewest = 10
const barsTop = square.bottom + 70
const barsBottom = barsTop + bars
const height = barsBottom + 6

/** How likely things were said to be against how much of them came true. */
export function Reliability({ id, name, bins, curve, levels }: Props) {
  const title = `Said and come true: ${name}`
  return (
    <figure class="chart">
      <Picture
        id={id}
        class="reliability"
        viewBox={`0 0 ${square.width} ${height}`}
        title={title}
        desc={describe(curve)}
      >
        <Square />
        <text class="axis-name" x="2" y={barsTop - 6}>
          Predictions
        </text>
        <Band curve={curve} />
        <line class="diagonal" x1={across(0)} y1={up(0)} x2={across(1)} y2={up(1)} />
        {levels.map(level => (
          <circle
            class="level"
            cx={round(across(level.p))}
            cy={round(up(level.frequency))}
            r={radius(level.n, levels)}
          />
        ))}
        <path class="curve" d={curveOf(curve)} />
        <Bars bins={bins} />
      </Picture>
      <figcaption>
        <ul class="legend">
          <li>
            <Key>
              <line class="diagonal" x1="-11" y1="6" x2="11" y2="-6" />
            </Key>
            where every word would mean what it says
          </li>
          <li>
            <Key>
              <line class="curve" x1="-11" x2="11" y1="0" y2="0" />
            </Key>
            what the words turned out to mean
          </li>
          <li>
            <Key>
              <rect class="consistent" x="-11" y="-6" width="22" height="12" />
            </Key>
            where chance alone could put that line, 95 times in 100, if the words meant what they say
          </li>
          <li>
            <Key>
              <circle class="level" r="5" />
            </Key>
            what came of everything said with one probability; the larger, the more predictions
          </li>
        </ul>
      </figcaption>
      <TableBehind
        of={title}
        summary="These figures as a table"
        head={['Said', 'Predictions', 'Said on average', 'Came true', 'That could be']}
        rows={bins.map(({ from, to, n, meanForecast, frequency, interval }) => [
          binWords({ from, to }),
          n,
          meanForecast === null ? '–' : percent(meanForecast),
          frequency === null ? '–' : percent(frequency),
          interval === null ? '–' : span(interval, percent),
        ])}
      />
      <TableBehind
        of={title}
        summary="The line as a table"
        head={['Said', 'Predictions', 'Turned out to mean', 'By chance']}
        rows={curve.map(({ p, n, recalibrated, band }) => [
          percent(p),
          n,
          percent(recalibrated),
          band === null ? '–' : span(band, percent),
        ])}
      />
    </figure>
  )
}

function Band({ curve }: { curve: Curve }) {
  const shown = curve.flatMap(({ p, band }) => (band === null ? [] : { p, low: band[0], high: band[1] }))
  const [first] = shown
  if (first === undefined) return null
  if (shown.length === 1) {
    const { p, low, high } = first
    return (
      <rect
        class="consistent"
        x={round(across(p) - 5)}
        width="10"
        y={round(up(high))}
        height={round(up(low) - up(high))}
      />
    )
  }
  const path = area<(typeof shown)[number]>(
    point => round(across(point.p)),
    point => round(up(point.low)),
    point => round(up(point.high)),
  )
  return <path class="consistent" d={path(shown) ?? undefined} />
}

/** Of one probability only, a stroke at its height. */
function curveOf(curve: Curve): string | undefined {
  const [first] = curve
  if (first !== undefined && curve.length === 1) {
    return `M${round(across(first.p) - 9)},${round(up(first.recalibrated))}h18`
  }
  const path = line<Curve[number]>(
    point => round(across(point.p)),
    point => round(up(point.recalibrated)),
  )
  return path(curve) ?? undefined
}

/** By area, the most used the largest. */
function radius(n: number, levels: Level[]): number {
  const most = Math.max(1, ...levels.map(level => level.n))
  return round(3 + 9 * Math.sqrt(n / most))
}

function Bars({ bins }: { bins: Bins }) {
  const tall: ScaleLinear<number, number> = scaleLinear()
    .domain([0, Math.max(1, ...bins.map(bin => bin.n))])
    .range([0, bars - 18])
  return (
    <>
      {bins.map(({ from, to, n }) => (
        <>
          <rect
            class="bar"
            x={round(across(from) + 1)}
            width={round(across(to) - across(from) - 2)}
            y={round(barsBottom - tall(n))}
            height={round(tall(n))}
          />
          {n > 0 && (
            <text x={round(across((from + to) / 2))} y={round(barsBottom - tall(n) - 4)} text-anchor="middle">
              {n}
            </text>
          )}
        </>
      ))}
      <line class="base" x1={across(0)} x2={across(1)} y1={barsBottom} y2={barsBottom} />
    </>
  )
}

function countOf(curve: Curve): number {
  return Math.round(curve.reduce((sofar, point) => sofar + point.n, 0))
}

function describe(curve: Curve): string {
  const n = countOf(curve)
  if (n === 0) return 'Nothing has been scored yet.'
  return `${counted(n, 'prediction')} by how likely things were said to be, and how much of it came true.`
}

/**
 * What the diagram shows, in a sentence. Of many forecasts some leave their band by chance: more than chance is at work
 * only where the whole is miscalibrated beyond it.
 */
export function reliabilityWords(
  curve: Curve,
  { independent, beyondChance }: { independent: number; beyondChance: boolean },
): string {
  if (independent < fewest) {
    return `${counted(independent, 'independent prediction')} scored: too few to tell whether the words meant what they say.`
  }
  const over = curve.filter(({ recalibrated, band }) => band !== null && recalibrated < band[0])
  const under = curve.filter(({ recalibrated, band }) => band !== null && recalibrated > band[1])
  const parts = [
    ...(over.length > 0 ? [`less came true than they said where they said ${rangeOf(over)}`] : []),
    ...(under.length > 0 ? [`more came true than they said where they said ${rangeOf(under)}`] : []),
  ]
  if (beyondChance && parts.length === 0) {
    return 'Taken together this is more than chance alone would do, though at no single probability: the words did not quite mean what they say.'
  }
  if (!beyondChance) {
    return 'As a whole this is within what chance alone could do: nothing here shows that the words meant something else than they say.'
  }
  return `Beyond what chance would explain, ${parts.join(', and ')}.`
}

function rangeOf(points: Curve): string {
  const [low, high] = [percent(points[0]?.p ?? 0), percent(points.at(-1)?.p ?? 0)]
  return low === high ? low : `${low} to ${high}`
}
