/** A probability written beside a claim, as in a list of predictions: "(Probability: 60%)", "70%:", "— 3 in 4". */
interface ProbabilityTag {
  start: number
  end: number
  /** 0..1. */
  value: number
}

const number = '(\\d{1,3}(?:\\.\\d+)?) ?(?:%|percent\\b|per cent\\b)'
const named =
  '(?:my )?(?:probability|confidence|likelihood|odds|chance|certainty|credence|estimate|forecast|prediction|p)'

type Form = readonly [RegExp, (match: RegExpMatchArray) => number]

/** What says itself that it is a probability. */
const labelled: readonly Form[] = [
  [
    new RegExp(
      `[([_*]*(?<![a-z])${named}(?: (?:level|estimate|of this))?(?: ?[:=-]| of| is)[_* ]*(?:about |around |~|≈)?${number}(?: (?:${named}|certain|confident))?[)\\]_*]*`,
      'gi',
    ),
    percent,
  ],
  [
    new RegExp(`[([_*]*(?<![a-z])${named}(?: ?[:=]| of| is)[_* ]*(0?\\.\\d+)[)\\]_*]*`, 'gi'),
    ([, share]) => Number(share),
  ],
  [
    new RegExp(`[([_*]*(?<![a-z])${named}(?: ?[:=]| of| is)[_* ]*(?:50[/-]50|fifty-fifty)[)\\]_*]*`, 'gi'),
    () => 0.5,
  ],
  [new RegExp(`[([]~?${number} (?:${named}|likely|certain|confident|sure)[)\\]]`, 'gi'), percent],
  [new RegExp(`\\s[–—-] ?~?${number} (?:${named}|likely|certain|confident|sure)[_*.]*$`, 'gi'), percent],
]

/** A bare percentage beside an entry of a list, which in running text would be any share. */
const bare: readonly Form[] = [
  [new RegExp(`[([]~?${number}[)\\]][_*.]*$`, 'gi'), percent],
  [new RegExp(`[([]~?${number}[)\\]]`, 'gi'), percent],
  [new RegExp(`^[_*]*~?${number}(?: (?:${named}))?[_*]*(?: ?[:–—-]|\\.) `, 'gi'), percent],
  [new RegExp(`(?:\\s[–—-]|:) ?~?${number}[_*.]*$`, 'gi'), percent],
  [new RegExp(`^[([_*]*~?${number}[)\\]_*.]*$`, 'gi'), percent],
  [new RegExp(`(?<=[.!] )~?${number}[_*.]*$`, 'gi'), percent],
]

/**
 * The probabilities a text carries as labels, in order; of an entry `listed` with others also bare percentages.
 *
 * Worked value: probabilityTags('Oil falls (60%)', true) = [{ start: 10, end: 15, value: 0.6 }]. Errors: none; a number
 * over 100 is no probability.
 */
export function probabilityTags(text: string, listed = false): ProbabilityTag[] {
  const tags: ProbabilityTag[] = []
  for (const [form, read] of listed ? [...labelled, ...bare] : labelled) {
    for (const match of text.matchAll(form)) {
      const tag = { start: match.index, end: match.index + match[0].length, value: read(match) }
      const overlaps = tags.some(other => other.start < tag.end && tag.start < other.end)
      if (tag.value >= 0 && tag.value <= 1 && !overlaps) tags.push(tag)
    }
  }
  return tags.sort((one, other) => one.start - other.start)
}

/** Whether there is nothing in a text but its probability. */
export function isOnlyTag(text: string, listed = false): boolean {
  const [tag, ...others] = probabilityTags(text, listed)
  if (tag === undefined || others.length > 0) return false
  return !/[\p{Letter}\p{Number}]/u.test(text.slice(0, tag.start) + text.slice(tag.end))
}

function percent([, figure]: RegExpMatchArray): number {
  return Number((Number(figure) / 100).toPrecision(12))
}
