import { sql } from 'drizzle-orm'
import type { Deps } from '../deps.ts'

/** A piece of a text, and whether it is one of the words that were looked for. */
export interface Piece {
  text: string
  found: boolean
}

/** Neither can stand in a text of the ledger, which takes no control characters. */
const [start, stop] = ['\u0002', '\u0003']

/** Texts in pieces, by text: where the words of a search stand in them, found as the search finds them, by their stems. */
export async function highlight(
  { db }: Deps,
  q: string,
  texts: readonly string[],
): Promise<Map<string, Piece[]>> {
  const options = `HighlightAll=true, StartSel="${start}", StopSel="${stop}"`
  const rows = await db.execute<{ text: string; marked: string }>(sql`
    select text, ts_headline('english', text, websearch_to_tsquery('english', ${q}), ${options}) as marked
    from unnest(array(select jsonb_array_elements_text(${JSON.stringify([...new Set(texts)])}::jsonb))) as text`)
  return new Map(rows.map(({ text, marked }) => [text, piecesOf(text, marked)]))
}

function piecesOf(text: string, marked: string): Piece[] {
  const pieces = marked.split(start).flatMap((part, at) => {
    if (at === 0) return { text: part, found: false }
    const [found = '', ...rest] = part.split(stop)
    return [
      { text: found, found: true },
      { text: rest.join(''), found: false },
    ]
  })
  const same = pieces.map(piece => piece.text).join('') === text
  return same ? pieces.filter(piece => piece.text !== '') : [{ text, found: false }]
}
