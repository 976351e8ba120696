import { scaleLinear } from 'd3-scale'
import type { AccuracyView } from '../../accuracy/read.ts'
import { percent } from '../../scoring/verdict.ts'
import { span } from '../parts/numbers.ts'
import { along, Key, Picture, Pin } from './chart.tsx'

type Hedge = AccuracyView['hedges'][number]

const x = scaleLinear().domain([0, 1]).range([4, 96])
const middle = '50%'

/** The words a pundit used: what the scale takes them to mean, and how much of it came true. */
export function Hedges({ id, hedges }: { id: string; hedges: Hedge[] }) {
  return (
    <figure class="chart wide">
      <table class="stack hedges">
        <thead>
          <tr>
            <th scope="col">Words</th>
            <th scope="col" class="picture">
              <span class="visually-hidden">Picture</span>
              <HedgeAxis />
            </th>
            <th scope="col" class="unsorted">
              Read so
            </th>
            <th scope="col" class="unsorted">
              Taken to mean
            </th>
            <th scope="col" class="unsorted">
              Came true
            </th>
            <th scope="col" class="unsorted">
              Range
            </th>
          </tr>
        </thead>
        <tbody>
          {hedges.map((hedge, at) => (
            <tr>
              <th scope="row">“{hedge.phrase}”</th>
              <td class="picture">
                <HedgeRow id={`${id}-${at}`} hedge={hedge} />
              </td>
              <td>
                <span class="cell-label">Read so</span> {times(hedge.n)}
              </td>
              <td>
                <span class="cell-label">Taken to mean</span> {percent(hedge.meanForecast)}
              </td>
              <td>
                <span class="cell-label">Came true</span> {percent(hedge.frequency)}
              </td>
              <td>
                <span class="cell-label">Range</span>{' '}
                {hedge.interval === null ? '–' : span(hedge.interval, percent)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <figcaption>
        <ul class="legend">
          <li>
            <Key>
              <Meant />
            </Key>
            what the scale takes the words to mean
          </li>
          <li>
            <Key>
              <line class="reach" x1="-11" x2="11" y1="0" y2="0" />
              <circle class="dot" r="4.5" />
            </Key>
            how much came true, and the range its true rate may have
          </li>
        </ul>
      </figcaption>
    </figure>
  )
}

function HedgeAxis() {
  return (
    <svg class="hedge-axis" width="100%" height="18" aria-hidden="true">
      {[0, 0.5, 1].map(tick => (
        <text
          x={along(x(tick))}
          y="13"
          text-anchor={tick === 0 ? 'start' : tick === 1 ? 'end' : 'middle'}
        >{`${tick * 100} %`}</text>
      ))}
    </svg>
  )
}

function HedgeRow({ id, hedge }: { id: string; hedge: Hedge }) {
  const { phrase, meanForecast, frequency, interval } = hedge
  return (
    <Picture id={id} class="hedge" height={28} title={`“${phrase}”`} desc={describe(hedge)}>
      {[0, 0.5, 1].map(tick => (
        <line class="grid" x1={along(x(tick))} x2={along(x(tick))} y1="0%" y2="100%" />
      ))}
      {interval && (
        <line class="reach" x1={along(x(interval[0]))} x2={along(x(interval[1]))} y1={middle} y2={middle} />
      )}
      <circle class="dot" cx={along(x(frequency))} cy={middle} r="4.5" />
      <Pin at={x(meanForecast)} y={middle}>
        <Meant />
      </Pin>
    </Picture>
  )
}

function times(n: number): string {
  return n === 1 ? 'once' : `${n} times`
}

function describe({ n, meanForecast, frequency, interval }: Hedge): string {
  const range = interval === null ? '' : `; that could be ${span(interval, percent)}`
  return `Taken to mean ${percent(meanForecast)}. What they said was read so ${times(n)}, and of that ${percent(frequency)} came true${range}.`
}

/** An upright diamond, so that it shows also behind the dot. */
function Meant() {
  return <polygon class="meant" points="0,-8 4,0 0,8 -4,0" />
}
