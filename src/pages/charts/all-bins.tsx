import type { Overall } from '../../accuracy/overall.ts'
import { percent } from '../../scoring/verdict.ts'
import { binWords, counted, span } from '../parts/numbers.ts'
import { Key, Picture, round, TableBehind } from './chart.tsx'
import { across, Square, square, up } from './square.tsx'

type Bin = Overall['calibration'][number]
type Drawn = Bin & { meanForecast: number; frequency: number }

/** Of fewer no sentence says anything. */
const fewest = 20

/** Ten dots: of what was said to be about so likely, how much came true. */
const title = 'Said and come true: all pundits together'

export function AllBins({ id, overall }: { id: string; overall: Overall }) {
  const drawn = overall.calibration.filter(isDrawn)
  return (
    <figure class="chart">
      <Picture
        id={id}
        class="reliability"
        viewBox={`0 0 ${square.width} ${square.bottom + 50}`}
        title={title}
        desc={`${counted(overall.n, 'prediction')} by how likely things were said to be, and how much of it came true.`}
      >
        <Square />
        <line class="diagonal" x1={across(0)} y1={up(0)} x2={across(1)} y2={up(1)} />
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
            what came true of it, and the range its true rate may have; the larger, the more predictions
          </li>
        </ul>
      </figcaption>
      <TableBehind
        of={title}
        summary="These figures as a table"
        head={['Said', 'Predictions', 'Came true', 'That could be']}
        rows={overall.calibration.map(({ from, to, n, frequency, interval }) => [
          binWords({ from, to }),
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
  const at = round(across(meanForecast))
  const words = `Said to be ${binWords({ from, to })} likely: ${counted(n, 'prediction')}, ${percent(frequency)} came true`
  return (
    <g data-tip={words}>
      {interval && (
        <line class="reach" x1={at} x2={at} y1={round(up(interval[0]))} y2={round(up(interval[1]))} />
      )}
      <circle class="dot" cx={at} cy={round(up(frequency))} r={round(4 + 7 * Math.sqrt(n / most))} />
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
