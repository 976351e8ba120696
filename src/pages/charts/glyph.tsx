import { arc } from 'd3-shape'

export type Happening = 'true' | 'false' | 'partial' | 'void'

interface Props {
  outcome: Happening
  r: number
}

/** What happened, at the origin: a full disc, an empty one, half a one, or one struck through. */
export function Glyph({ outcome, r }: Props) {
  return (
    <>
      <circle class={`glyph ${outcome}`} r={r} />
      {outcome === 'partial' && <path class="glyph-half" d={halfDisc(r)} />}
      {outcome === 'void' && (
        <line class="glyph-stroke" x1={-r * 0.7} y1={r * 0.7} x2={r * 0.7} y2={-r * 0.7} />
      )}
    </>
  )
}

function halfDisc(r: number): string | undefined {
  return arc()({ innerRadius: 0, outerRadius: r, startAngle: Math.PI, endAngle: 2 * Math.PI }) ?? undefined
}

/** As the outcome of what came true to this share. */
export function happeningOf(share: number): Happening {
  if (share === 1) return 'true'
  return share === 0 ? 'false' : 'partial'
}
