import { scaleLinear } from 'd3-scale'

/** The square of what was said, across, against how much of it came true, up. */
export const square = { width: 440, left: 46, top: 30, right: 416, bottom: 400 }

export const across = scaleLinear().domain([0, 1]).range([square.left, square.right])
export const up = scaleLinear().domain([0, 1]).range([square.bottom, square.top])

const quarters = [0, 0.25, 0.5, 0.75, 1]

/** Its lines and their names. */
export function Square() {
  return (
    <>
      <text class="axis-name" x="2" y="14">
        How much of it came true
      </text>
      {quarters.map(tick => (
        <>
          <line class="grid" x1={across(0)} x2={across(1)} y1={up(tick)} y2={up(tick)} />
          <line class="grid" x1={across(tick)} x2={across(tick)} y1={up(0)} y2={up(1)} />
          <text x={square.left - 9} y={up(tick) + 5} text-anchor="end">
            {tick * 100}
          </text>
          <text x={across(tick)} y={square.bottom + 21} text-anchor="middle">
            {tick === 1 ? '100 %' : tick * 100}
          </text>
        </>
      ))}
      <text class="axis-name" x={square.right} y={square.bottom + 43} text-anchor="end">
        How likely they said it was
      </text>
    </>
  )
}
