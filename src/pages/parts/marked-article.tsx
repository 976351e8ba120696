interface Marked {
  card: number
  start: number
  end: number
}

/** The text as it was pasted, each candidate marked in its place and linked to its card. */
export function MarkedArticle({ text, cards }: { text: string; cards: Record<string, string>[] }) {
  const marks = cards.flatMap(({ start, end }, card) => markOf(card, Number(start), Number(end), text.length))
  const pieces = piecesOf(
    text,
    marks.sort((one, other) => one.start - other.start),
  )
  return (
    <section class="article" aria-label="The text">
      {pieces.map(({ words, card }) =>
        card === undefined ? (
          words
        ) : (
          <mark id={`said-${card}`} data-card={card}>
            <a href={`#card-${card}`}>{words}</a>
          </mark>
        ),
      )}
    </section>
  )
}

/** The offsets come back with the form, so whoever sends it chooses them. */
function markOf(card: number, start: number, end: number, length: number): Marked[] {
  const inside =
    Number.isInteger(start) && Number.isInteger(end) && start >= 0 && start < end && end <= length
  return inside ? [{ card, start, end }] : []
}

function piecesOf(text: string, marks: Marked[]): { words: string; card?: number }[] {
  const pieces: { words: string; card?: number }[] = []
  let at = 0
  for (const { card, start, end } of marks) {
    if (start < at) continue
    pieces.push({ words: text.slice(at, start) }, { words: text.slice(start, end), card })
    at = end
  }
  return [...pieces, { words: text.slice(at) }]
}
