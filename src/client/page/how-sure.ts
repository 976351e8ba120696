import { ask, at, listAt } from './ask.ts'
import { inputAt, make } from './make.ts'

interface Term {
  phrases: string[]
  value: number
  low: number
  high: number
}

/**
 * A slider beside the words of certainty. With no number given it goes from word to word of the scales and fills the
 * word in; with a number it goes through the percents. Either way it says what that means in the other.
 */
export async function sayHowSure(): Promise<void> {
  const hedge = inputAt('hedge')
  const probability = inputAt('probability')
  if (hedge === undefined || probability === undefined) return
  const terms = await readTerms()
  if (terms.length === 0) return
  const slider = make('input', { type: 'range', id: 'how-sure-slider', min: '0', max: '100', step: '1' })
  const meaning = make('output', { class: 'live', for: 'how-sure-slider hedge probability' })
  const label = make('label', { for: slider.id }, 'How sure, from never to always')
  hedge.closest('.field')?.before(make('div', { class: 'field slider' }, label, slider, meaning))

  const quote = document.getElementById('quote-exact')
  const quoteIn = () => (quote instanceof HTMLTextAreaElement ? quote.value : '')
  const show = () => {
    const number = probability.value.trim()
    const typed = percentOf(number)
    const term = termOf(hedge.value, terms)
    const value = typed ?? term?.value
    slider.value = String(Math.round((value ?? 0.5) * 100))
    const words = wordsFor({ number, typed, term, written: hedge.value.trim(), quote: quoteIn(), terms })
    meaning.replaceChildren(words)
    slider.setAttribute('aria-valuetext', words)
  }
  slider.addEventListener('input', () => {
    const chosen = slider.valueAsNumber / 100
    if (probability.value.trim() !== '') probability.value = String(slider.valueAsNumber)
    else {
      const term = nearest(chosen, terms)
      if (termOf(hedge.value, terms) !== term) hedge.value = term?.phrases[0] ?? ''
    }
    const at = slider.value
    show()
    slider.value = at
  })
  hedge.addEventListener('input', show)
  // A word that was taken from the list of them.
  hedge.addEventListener('change', show)
  probability.addEventListener('input', show)
  quote?.addEventListener('input', show)
  show()
}

async function readTerms(): Promise<Term[]> {
  const scales = listAt(await ask('/scales', {}), 'items')
  return scales.flatMap(scale => listAt(scale, 'terms')).flatMap(termIn)
}

function termIn(term: unknown): Term[] {
  const phrases = listAt(term, 'phrases').filter(phrase => typeof phrase === 'string')
  const [value, low, high] = ['value', 'low', 'high'].map(name => at(term, name))
  if (typeof value !== 'number' || typeof low !== 'number' || typeof high !== 'number') return []
  return [{ phrases, value, low, high }]
}

/** A phrase is read through the first scale that lists it. */
function termOf(written: string, terms: Term[]): Term | undefined {
  const phrase = written.trim().toLowerCase()
  return terms.find(({ phrases }) => phrases.includes(phrase))
}

function nearest(value: number, terms: Term[]): Term | undefined {
  return terms.toSorted((a, b) => Math.abs(a.value - value) - Math.abs(b.value - value))[0]
}

/** As the form reads it when it is sent: "70", "70 %" and "70,5". Neither 0.6, which would be refused, nor "6e1". */
function percentOf(text: string): number | undefined {
  const bare = text.replace(/\s*%$/, '').replace(',', '.')
  if (!/^\d+(\.\d+)?$/.test(bare)) return undefined
  const share = Number((Number(bare) / 100).toPrecision(12))
  return share === 0 || (share >= 0.01 && share <= 1) ? share : undefined
}

/** The longest phrase of the scales that stands in a quote: "very likely" before "likely". */
function saidIn(quote: string, terms: Term[]): { phrase: string; value: number } | undefined {
  return terms
    .flatMap(({ phrases, value }) => phrases.map(phrase => ({ phrase, value })))
    .toSorted((a, b) => b.phrase.length - a.phrase.length)
    .find(({ phrase }) => hasWords(quote, phrase))
}

/** Whole words, in this order, whatever stands between them. */
function hasWords(text: string, words: string): boolean {
  const looked = onlyWords(words)
  return looked !== '' && ` ${onlyWords(text)} `.includes(` ${looked} `)
}

function onlyWords(text: string): string {
  return text
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}

interface Said {
  number: string
  typed: number | undefined
  term: Term | undefined
  written: string
  quote: string
  terms: Term[]
}

function wordsFor({ number, typed, term, written, quote, terms }: Said): string {
  if (number !== '' && typed === undefined) return 'Write 60 for 60 %.'
  if (typed !== undefined) {
    const near = nearest(typed, terms)
    return `${percent(typed)}, a number they gave. In words: about “${near?.phrases[0] ?? ''}”.`
  }
  const meaning = meaningOf(term, written)
  const said = written === '' || hasWords(quote, written) ? undefined : saidIn(quote, terms)
  if (said === undefined) return meaning
  return `${meaning} The quote says “${said.phrase}”, which is read as ${percent(said.value)}.`
}

function meaningOf(term: Term | undefined, written: string): string {
  if (term !== undefined) {
    const others = term.phrases.filter(phrase => phrase !== written.toLowerCase())
    const also = others.length === 0 ? '' : ` The same: ${others.map(phrase => `“${phrase}”`).join(', ')}.`
    return `“${written}” is read as ${percent(term.value)}; it can mean ${percent(term.low)} to ${percent(term.high)}.${also}`
  }
  if (written !== '') return `“${written}” is on no scale: choose a word that is, or give their number.`
  return 'Choose by the slider or write the word they used. An unhedged “will” is a word too.'
}

function percent(value: number): string {
  return `${Math.round(value * 100)} %`
}
