import type { Child } from 'hono/jsx'
import { Scroll } from '../parts/scroll.tsx'

/** To the hundredth: no more can be seen, and the page is shorter. */
export function round(value: number): number {
  return Math.round(value * 100) / 100
}

/** A place along a picture that is as wide as its column: the text in it keeps its size. */
export function along(percentage: number): string {
  return `${round(percentage)}%`
}

interface PictureProps {
  id: string
  title: string
  desc: string
  class: string
  /** Either its own measures, or a width that follows its column, with a height. */
  viewBox?: string
  height?: number
  /** Holding links it is a group: the parts of an image are hidden from screen readers. */
  role?: 'img' | 'group'
  children: Child
}

/** A drawing with the name and the description that a screen reader gives it. */
export function Picture(props: PictureProps) {
  const { id, title, desc, viewBox, height, role = 'img', children } = props
  const measures = viewBox === undefined ? { width: '100%', height } : { viewBox }
  return (
    <svg class={props.class} {...measures} role={role} aria-labelledby={`${id}-title ${id}-desc`}>
      <title id={`${id}-title`}>{title}</title>
      <desc id={`${id}-desc`}>{desc}</desc>
      {children}
    </svg>
  )
}

/** What is drawn around the origin, put at a place along a picture. */
export function Pin({ at, y, children }: { at: number; y: number | string; children: Child }) {
  return (
    <svg x={along(at)} y={y} overflow="visible" aria-hidden="true">
      {children}
    </svg>
  )
}

/** A sign in a legend, drawn around the origin. */
export function Key({ children }: { children: Child }) {
  return (
    <svg class="key" viewBox="-12 -9 24 18" width="24" height="18" aria-hidden="true">
      {children}
    </svg>
  )
}

interface TableProps {
  /** What the picture shows: a page may hold several. */
  of: string
  summary: string
  head: string[]
  rows: Child[][]
}

/** The figures behind a picture. */
export function TableBehind({ of, summary, head, rows }: TableProps) {
  return (
    <details class="behind">
      <summary>{summary}</summary>
      <Scroll label={`${summary}: ${of}`}>
        <table>
          <thead>
            <tr>
              {head.map(words => (
                <th scope="col">{words}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(([first, ...cells]) => (
              <tr>
                <th scope="row">{first}</th>
                {cells.map(cell => (
                  <td>{cell}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
    </details>
  )
}
