import { scaleLinear } from 'd3-scale'
import type { Outcome } from '../../claims/claim.ts'
import type { PredictionView } from '../../predictions/read.ts'
import { percent } from '../../scoring/verdict.ts'
import { outcomeMarks } from '../parts/marks.tsx'
import { along, Picture, Pin } from './chart.tsx'
import { Glyph } from './glyph.tsx'

const x = scaleLinear().domain([0, 1]).range([5, 95])
const ticks = [0, 0.25, 0.5, 0.75, 1]
const middle = '50%'

/** The axis above the rows that share it. Hidden from screen readers, to whom each row says its figures. */
export function SaidAxis() {
  return (
    <svg class="said-axis" width="100%" height="18" aria-hidden="true">
      {ticks.map(tick => (
        <text x={along(x(tick))} y="13" text-anchor="middle">
          {tick === 1 ? '100 %' : tick * 100}
        </text>
      ))}
    </svg>
  )
}

interface Props {
  prediction: PredictionView
  /** What happened, once that stands: it is drawn where it would have been wise to be. */
  happened?: { outcome: Outcome; share?: number }
}

/** How sure one pundit sounded, on the axis of all who forecast the claim. */
export function SaidRow({ prediction: { id, pundit, probability }, happened }: Props) {
  const { value, low, high } = probability
  const at = happened === undefined ? undefined : placeOf(happened)
  return (
    <Picture
      id={`said-${id}`}
      class="said-row"
      height={34}
      title={`How sure ${pundit.name} sounded`}
      desc={describe(probability, happened)}
    >
      {ticks.map(tick => (
        <line
          class={tick === 0.5 ? 'zero' : 'grid'}
          x1={along(x(tick))}
          x2={along(x(tick))}
          y1="0%"
          y2="100%"
        />
      ))}
      <line class="base" x1={along(x(0))} x2={along(x(1))} y1={middle} y2={middle} />
      <line class="meant-band" x1={along(x(low))} x2={along(x(high))} y1={middle} y2={middle} />
      {at !== undefined && happened !== undefined && (
        <Pin at={x(at)} y={middle}>
          <Glyph outcome={happened.outcome} r={7.5} />
        </Pin>
      )}
      <circle class="dot" cx={along(x(value))} cy={middle} r="5" />
    </Picture>
  )
}

/** Void has no place on the axis. */
function placeOf({ outcome, share }: { outcome: Outcome; share?: number }): number | undefined {
  if (outcome === 'void') return undefined
  if (outcome === 'partial') return share
  return outcome === 'true' ? 1 : 0
}

function describe({ value, low, high }: PredictionView['probability'], happened: Props['happened']): string {
  const range = low === high ? '' : `, from words that can mean ${percent(low)} to ${percent(high)}`
  const end = happened === undefined ? '' : ` ${outcomeMarks[happened.outcome].words}.`
  return `${percent(value)}${range}.${end}`
}
