import nlp from 'compromise/two'

/** A word with the parts of speech that compromise gives it, and its offsets in the tagged text. */
export interface Term {
  text: string
  start: number
  end: number
  tags: ReadonlySet<string>
}

/** When the first finite verb of a clause speaks: present covers "rises" and "rise", progressive "is rising". */
type FiniteTense = 'present' | 'progressive' | 'past' | 'perfect' | 'modal' | 'none'

/**
 * The words of one sentence, tagged. Slow next to patterns, so only sentences that need it are tagged.
 *
 * Worked value: tagged('Oil falls.')[1] has text "falls", start 4, end 9 and the tag "PresentTense". Errors: none.
 */
export function tagged(text: string): Term[] {
  const terms: Term[] = []
  let at = 0
  for (const { pre, text: words, post, tags } of nlp(text).docs.flat()) {
    const start = at + pre.length
    at = start + words.length + post.length
    if (words !== '') terms.push({ text: words, start, end: start + words.length, tags: tags ?? new Set() })
  }
  return terms
}

/** Worked values: finiteTense(tagged('Oil falls.')) = 'present'; of 'Oil fell.' 'past'; of 'Lower oil prices' 'none'. */
export function finiteTense(terms: readonly Term[]): FiniteTense {
  for (const [at, { tags, text }] of terms.entries()) {
    if (!tags.has('Verb')) continue
    if (tags.has('Modal')) return 'modal'
    const next = terms.slice(at + 1, at + 4).find(term => term.tags.has('Verb'))
    if (/^(?:is|are|am)$/i.test(text)) return next?.tags.has('Gerund') ? 'progressive' : 'present'
    if (/^(?:was|were|had|did)$/i.test(text)) return 'past'
    if (/^(?:has|have)$/i.test(text))
      return next?.tags.has('PastTense') || /^(?:been|had|[a-z]+ed)$/i.test(next?.text ?? '')
        ? 'perfect'
        : 'present'
    if (tags.has('Gerund') || (tags.has('Infinitive') && /^to$/i.test(terms[at - 1]?.text ?? ''))) continue
    if (tags.has('PastTense') || tags.has('Participle')) return 'past'
    if (tags.has('PresentTense') || tags.has('Infinitive') || tags.has('Copula')) return 'present'
  }
  return 'none'
}

/** Worked values: infinitiveOf('staying') = 'stay'; of 'morning', which is no verb, undefined. */
export function infinitiveOf(gerund: string): string | undefined {
  const term = nlp(`they are ${gerund}`).compute('root').docs[0]?.at(-1)
  return term && 'root' in term && typeof term.root === 'string' ? term.root : undefined
}
