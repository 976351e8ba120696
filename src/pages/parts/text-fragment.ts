interface Quoted {
  exact: string
  prefix?: string | undefined
  suffix?: string | undefined
}

/** A quote longer than this is given by its first and last words, as the draft advises. */
const longest = 300
const wordsEachEnd = 5
const wordsAround = 3

/**
 * The address of a page with a text fragment directive that leads to the quote: a browser scrolls to it and marks
 * it. WICG, Scroll to Text Fragment, draft: `#:~:text=[prefix-,]start[,end][,-suffix]`, each percent-encoded,
 * together with "-", which parts the terms from their marks. A short quote takes the words around it along, as it
 * may stand in the text more than once.
 */
export function linkToQuote(url: string, quote: Quoted): string {
  const [page = url, fragment = ''] = url.split('#', 2)
  const [plain = ''] = fragment.split(':~:', 1)
  return `${page}#${plain}:~:text=${termsOf(quote)}`
}

function termsOf({ exact, prefix, suffix }: Quoted): string {
  const words = wordsOf(exact)
  if (exact.length > longest || /\n/.test(exact.trim())) {
    const start = words.slice(0, wordsEachEnd).join(' ')
    const end = words.slice(-wordsEachEnd).join(' ')
    return words.length < 2 * wordsEachEnd ? encoded(words.join(' ')) : `${encoded(start)},${encoded(end)}`
  }
  const before = words.length < 6 ? near(prefix, -wordsAround) : ''
  const after = words.length < 6 ? near(suffix, wordsAround) : ''
  return `${before === '' ? '' : `${encoded(before)}-,`}${encoded(words.join(' '))}${after === '' ? '' : `,-${encoded(after)}`}`
}

/** Whole words of the same paragraph only: what was kept begins and ends anywhere. */
function near(context: string | undefined, count: number): string {
  const paragraph = (context ?? '').split(/\n\s*\n/).at(count < 0 ? -1 : 0) ?? ''
  const words = wordsOf(paragraph)
  const whole = count < 0 ? words.slice(1) : words.slice(0, -1)
  return (count < 0 ? whole.slice(count) : whole.slice(0, count)).join(' ')
}

function wordsOf(text: string): string[] {
  return text.split(/\s+/).filter(word => word !== '')
}

function encoded(text: string): string {
  return encodeURIComponent(text).replaceAll('-', '%2D')
}
