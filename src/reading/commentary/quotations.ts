/** A quotation in the text, from its opening mark to its closing one. */
interface Quotation {
  start: number
  end: number
}

/** Text with straight quotation marks, each character in its place. */
export function straightened(text: string): string {
  return text.replaceAll(/[\u201c\u201d\u201e\u00ab\u00bb]/g, '"').replaceAll(/[\u2018\u2019\u02bc]/g, "'")
}

/**
 * The quotations of a text, in order. One that a paragraph leaves open goes on when the next opens with a mark, as
 * newspapers print it; else it ends with its paragraph.
 */
export function quotationsIn(text: string): Quotation[] {
  const found: Quotation[] = []
  let open: number | undefined
  const straight = straightened(text)
  for (const { 0: mark, index } of straight.matchAll(/"|\n\s*\n/g)) {
    if (mark === '"') {
      const isStart = open === undefined
      if (isStart) open = index
      else if (opens(straight, index)) {
        found.push({ start: open ?? index, end: index })
        open = index
      } else {
        found.push({ start: open ?? index, end: index + 1 })
        open = undefined
      }
    } else if (open !== undefined) {
      found.push({ start: open, end: index })
      open = undefined
    }
  }
  return found
}

/** A mark at the head of a line, or after a space and before a letter, opens. */
function opens(text: string, index: number): boolean {
  const before = text.charAt(index - 1)
  return (before === '' || /[\s(—–-]/.test(before)) && /\S/.test(text.charAt(index + 1))
}

/** Whether an offset stands in a quotation of more than a few words: fewer are another's turn of phrase. */
export function quotationAt(
  quotations: readonly Quotation[],
  text: string,
  at: number,
): Quotation | undefined {
  let [low, high] = [0, quotations.length - 1]
  while (low <= high) {
    const middle = (low + high) >> 1
    const one = quotations[middle]
    if (!one) return undefined
    if (at < one.start) high = middle - 1
    else if (at >= one.end) low = middle + 1
    else return text.slice(one.start, one.end).trim().split(/\s+/).length > 3 ? one : undefined
  }
  return undefined
}
