import { scaleLinear } from 'd3-scale'
import type { Overall } from '../../accuracy/overall.ts'
import { percent } from '../../scoring/verdict.ts'
import { counted, span } from '../parts/numbers.ts'
import { Key, Picture, round, TableBehind } from './chart.tsx'

type Bin = Overall['calibration'][number]
type Drawn = Bin & { meanForecast: number; frequency: number }

/** Of fewer no sentence says anything. */
const fewest = 20
const size = { width: 440, plot: 370, left: 46, top: 30 }
const right = size.left + size.plot
const bottom = size.top + size.plot
const x = scaleLinear().domain([0, 1]).range([size.left, right])
const y = scaleLinear().domain([0, 1]).range([bottom, size.top])
const quarters = [0, 0.25, 0.5, 0.75, 1]

/** Ten dots: of what was said to be about so likely, how much came true. */
export function AllBins({ id, overall }: { id: string; overall: Overall }) {
  const drawn = overall.calibration.filter(isDrawn)
  return (
    <figure class="chart">
      <Picture
        id={id}
        class="reliability"
        viewBox={`0 0 ${size.width} ${bottom + 50}`}
        title="Said and come true: all pundits together"
        desc={`${counted(overall.n, 'prediction')} by how likely things were said to be, and how much of it came true.`}
      >
        <text class="axis-name" x="2" y="14">
          How much of it came true
        </text>
        {quarters.map(tick => (
          <>
            <line class="grid" x1={x(0)} x2={x(1)} y1={y(tick)} y2={y(tick)} />
            <line class="grid" x1={x(tick)} x2={x(tick)} y1={y(0)} y2={y(1)} />
            <text x={size.left - 9} y={y(tick) + 5} text-anchor="end">
              {tick * 100}
            </text>
            <text x={x(tick)} y={bottom + 21} text-anchor="middle">
              {tick === 1 ? '100 %' : tick * 100}
            </text>
          </>
        ))}
        <text class="axis-name" x={right} y={bottom + 43} text-anchor="end">
          How likely they said it was
        </text>
        <line class="diagonal" x1={x(0)} y1={y(0)} x2={x(1)} y2={y(1)} />
        {drawn.map(bin => (
          <Dot bin={bin} most={Math.max(...drawn.map(({ n }) => n))} />
        ))}
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
              <line class="reach" x1="0" x2="0" y1="-9" y2="9" />
              <circle class="dot" r="4.5" />
            </Key>
            what came true of it, and where the whole truth may lie; the larger, the more predictions
          </li>
        </ul>
      </figcaption>
      <TableBehind
        summary="These figures as a table"
        head={['Said', 'Predictions', 'Came true', 'That could be']}
        rows={overall.calibration.map(({ from, to, n, frequency, interval }) => [
          `${percent(from)} to ${to === 1 ? '' : 'under '}${percent(to)}`,
          n,
          frequency === null ? '–' : percent(frequency),
          interval === null ? '–' : span(interval, percent),
        ])}
      />
    </figure>
  )
}

function isDrawn(bin: Bin): bin is Drawn {
  return bin.meanForecast !== null && bin.frequency !== null
}

function Dot({
  bin: { meanForecast, frequency, interval, n, from, to },
  most,
}: {
  bin: Drawn
  most: number
}) {
  const at = round(x(meanForecast))
  const words = `Said to be ${percent(from)} to ${percent(to)} likely: ${counted(n, 'prediction')}, ${percent(frequency)} came true`
  return (
    <g data-tip={words}>
      {interval && (
        <line class="reach" x1={at} x2={at} y1={round(y(interval[0]))} y2={round(y(interval[1]))} />
      )}
      <circle class="dot" cx={at} cy={round(y(frequency))} r={round(4 + 7 * Math.sqrt(n / most))} />
    </g>
  )
}

/** What the picture shows, in a sentence. */
export function allWords({ calibration, n }: Overall): string {
  const sure = calibration.filter(bin => bin.from >= 0.7 && bin.n > 0)
  const many = sure.reduce((sofar, bin) => sofar + bin.n, 0)
  const came = sure.reduce((sofar, bin) => sofar + bin.n * (bin.frequency ?? 0), 0)
  const all = counted(n, 'prediction')
  if (n < fewest) return `${all} scored so far: too few to tell.`
  if (many === 0) return `${all} scored so far, none of them said to be 70 % likely or more.`
  return `Of ${counted(many, 'prediction')} said to be 70 % likely or more, ${percent(came / many)} came true.`
}
