import type { Piece } from '../../predictions/highlight.ts'

/** A text, the words that were looked for marked in it. */
export function Found({ text, pieces }: { text: string; pieces?: Map<string, Piece[]> }) {
  const found = pieces?.get(text)
  if (found === undefined) return <>{text}</>
  return <>{found.map(piece => (piece.found ? <mark>{piece.text}</mark> : piece.text))}</>
}
