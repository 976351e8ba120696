import { type ScaleLinear, scaleLinear } from 'd3-scale'
import { signed, span } from '../parts/numbers.ts'
import { along, Picture, Pin } from './chart.tsx'

export type Interval = readonly [number, number]

/** Intervals of a few predictions reach further than anybody could read: beyond this they are cut, and show it. */
const lowest = -1.5
const inset = 4

export type ForestScale = ScaleLinear<number, number>

/** One axis for all rows, from −0.5, or the half below the lowest value, to 1, in percent of the picture's width. */
export function forestScale(values: readonly number[]): ForestScale {
  const low = Math.max(lowest, Math.min(-0.5, ...values))
  return scaleLinear()
    .domain([Math.floor(low * 2) / 2, 1])
    .range([inset, 100 - inset])
}

function ticksOf(scale: ForestScale): number[] {
  return scale.ticks(4)
}

/** The ticks, above the rows that share them. Hidden from screen readers, to whom each row says its figures. */
function ForestAxis({ scale }: { scale: ForestScale }) {
  return (
    <svg class="forest-axis" width="100%" height="36" aria-hidden="true">
      <text x={along(scale(0))} dx="-6" y="11" text-anchor="end">
        ← worse
      </text>
      <text x={along(scale(0))} dx="6" y="11">
        better →
      </text>
      {ticksOf(scale).map(tick => (
        <text x={along(scale(tick))} y="30" text-anchor="middle">
          {tick === 0 ? '0' : signed(tick).replace(/0$/, '')}
        </text>
      ))}
    </svg>
  )
}

/** The head of the column that has the rows. */
export function ForestHead({ scale }: { scale: ForestScale }) {
  return (
    <th scope="col" class="picture">
      <span class="visually-hidden">Picture</span>
      <ForestAxis scale={scale} />
    </th>
  )
}

interface RowProps {
  id: string
  name: string
  scale: ForestScale
  estimate: number | null
  interval: Interval | null
  /** Of too few predictions to rank: an empty dot on a broken line. */
  unranked?: boolean
}

const middle = '50%'

/** A skill as a dot on its interval, against the line at 0. */
export function ForestRow({ id, name, scale, estimate, interval, unranked }: RowProps) {
  return (
    <Picture
      id={id}
      class={unranked ? 'forest unranked' : 'forest'}
      height={46}
      title={`Skill of ${name}`}
      desc={describe(estimate, interval)}
    >
      {ticksOf(scale).map(tick => (
        <line
          class={tick === 0 ? 'zero' : 'grid'}
          x1={along(scale(tick))}
          x2={along(scale(tick))}
          y1="0%"
          y2="100%"
        />
      ))}
      {interval && <Reach scale={scale} interval={interval} />}
      {estimate !== null && <Estimate scale={scale} at={estimate} />}
    </Picture>
  )
}

/** A dot, or at the end of the axis an arrow to where it is. Only the low end can be passed. */
function Estimate({ scale, at }: { scale: ForestScale; at: number }) {
  if (isOn(scale, at)) return <circle class="dot" cx={along(scale(at))} cy={middle} r="5" />
  const [from = 0] = scale.domain()
  return (
    <Pin at={scale(from)} y={middle}>
      <polygon class="dot" points="8,-7 -4,0 8,7" />
    </Pin>
  )
}

function Reach({ scale, interval: [low, high] }: { scale: ForestScale; interval: Interval }) {
  const [from = 0, to = 1] = scale.domain()
  const held = (value: number) => scale(Math.min(to, Math.max(from, value)))
  return (
    <>
      <line class="reach" x1={along(held(low))} x2={along(held(high))} y1={middle} y2={middle} />
      <End scale={scale} at={low} held={held(low)} points="5,-5 -3,0 5,5" />
      <End scale={scale} at={high} held={held(high)} points="-5,-5 3,0 -5,5" />
    </>
  )
}

/** A stop, or an arrow where the interval goes on beyond the axis. */
function End({ scale, at, held, points }: { scale: ForestScale; at: number; held: number; points: string }) {
  if (isOn(scale, at)) {
    return (
      <Pin at={held} y={middle}>
        <line class="stop" x1="0" x2="0" y1="-4" y2="4" />
      </Pin>
    )
  }
  return (
    <Pin at={held} y={middle}>
      <polygon class="arrow" points={points} />
    </Pin>
  )
}

function isOn(scale: ForestScale, value: number): boolean {
  const [from = 0, to = 1] = scale.domain()
  return value >= from && value <= to
}

function describe(estimate: number | null, interval: Interval | null): string {
  if (estimate === null) return 'Not known: nothing has been scored.'
  const range =
    interval === null ? 'how far off that may be cannot be told' : `95 % interval ${span(interval, signed)}`
  return `${signed(estimate)}; ${range}. 0 is no better than always saying 50 %, 1 is perfect.`
}
