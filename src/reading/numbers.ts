const ones = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine']
const teens = [
  'ten',
  'eleven',
  'twelve',
  'thirteen',
  'fourteen',
  'fifteen',
  'sixteen',
  'seventeen',
  'eighteen',
  'nineteen',
]
const tens = ['twenty', 'thirty', 'forty', 'fifty', 'sixty', 'seventy', 'eighty', 'ninety']

const values: ReadonlyMap<string, number> = new Map([
  ['a', 1],
  ['an', 1],
  ...[...ones, ...teens].map((word, index): [string, number] => [word, index + 1]),
  ...tens.map((word, index): [string, number] => [word, 10 * (index + 2)]),
])
const multiples: ReadonlyMap<string, number> = new Map([
  ['dozen', 12],
  ['hundred', 100],
  ['thousand', 1000],
])

/** A number over folded text: "1,000", "1.5", "twenty-five", "a hundred and fifty", "two and a half", "half a". */
export const number: string = `(?:(?<![\\d.,])\\d{1,3}(?:(?:,\\d{3})+|\\d)?(?:\\.\\d)?|half an?|(?:(?:${tens.join('|')})(?:[- ](?:${ones.join('|')}))?|${[...teens, ...ones].join('|')}|an?)(?: (?:hundred|thousand|dozen)(?: and (?!a\\b)[a-z]+(?:-[a-z]+)?)?)?)\\b(?: and a half\\b)?`

/** What a number may begin with. */
export const numberStart: string = `(?:\\d|(?:${[...values.keys()].slice(2).join('|')})\\b|an? (?:hundred|thousand|dozen)\\b)`

/** Worked values: numberOf('twenty-five') = 25; numberOf('two and a half') = 2.5. Errors: none; no number is NaN. */
export function numberOf(words: string): number {
  if (words.startsWith('half')) return 0.5
  if (words.endsWith(' and a half')) return numberOf(words.slice(0, -' and a half'.length)) + 0.5
  if (/^\d/.test(words)) return Number(words.replaceAll(',', ''))
  return words
    .replace(' and ', ' ')
    .split(/[- ]/)
    .reduce((total, word) => {
      const multiple = multiples.get(word)
      return multiple === undefined ? total + (values.get(word) ?? Number.NaN) : total * multiple
    }, 0)
}
