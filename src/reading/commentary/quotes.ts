import type { Part } from './parts.ts'
import type { Sentence } from './sentences.ts'

/** Bounds of the ledger: of a quote, and of what is kept of the text around it. */
const longest = 600
const around = 60

/**
 * The words of one part of a sentence, exactly as they stand in the text, without marks at their ends, and the text
 * just before and after in its paragraph. `text.slice(start, end) === exact`. Errors: none.
 */
export function quoteAt(text: string, sentence: Sentence, part: Part) {
  const { at } = sentence.folded
  let start = sentence.start + (at[part.start] ?? 0)
  let end = sentence.start + (at[part.end - 1] ?? sentence.text.length - 1) + 1
  if (!part.alone) {
    const lead = text
      .slice(start, end)
      .match(/^[\s,;:–—-]*(?:(?:and|but|while|whereas|although|though|so|yet)\s+)?/)
    start += lead?.[0].length ?? 0
    end -= text.slice(start, end).match(/[\s,;:–—“(-]*$/)?.[0].length ?? 0
  }
  if (end - start > longest) {
    const space = text.lastIndexOf(' ', start + longest)
    end = space > start + longest / 2 ? space : start + longest
  }
  if (isSplit(text, end)) end--
  return {
    start,
    end,
    exact: text.slice(start, end),
    prefix: context(before(text, start, sentence.block.start)),
    suffix: context(after(text, end, sentence.block.end)),
  }
}

/** Whole words, where there are spaces to part them, of the same paragraph. */
function before(text: string, start: number, from: number): string {
  const words = text.slice(Math.max(from, start - around), start)
  return start - from > around && /\S/.test(text.charAt(start - around - 1))
    ? words.replace(/^\S+\s/, '')
    : words
}

function after(text: string, end: number, until: number): string {
  const words = text.slice(end, Math.min(until, end + around))
  return until - end > around && /\S/.test(text.charAt(end + around)) ? words.replace(/\s\S+$/, '') : words
}

/** Between the two halves of a character outside the basic plane. */
function isSplit(text: string, at: number): boolean {
  return /[\ud800-\udbff]/.test(text.charAt(at - 1)) && /[\udc00-\udfff]/.test(text.charAt(at))
}

/** Without halves of characters, nor what no reader sees: the ledger takes neither. */
function context(words: string): string {
  return words.replace(/^[\udc00-\udfff]|[\ud800-\udbff]$/g, '')
}
