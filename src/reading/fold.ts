/** Text in the form patterns are matched against, and where each of its characters stood in the original. */
export interface Folded {
  text: string
  at: readonly number[]
}

const same: ReadonlyMap<string, string> = new Map([
  ...['\u2018', '\u2019', '\u02bc', '\u2032'].map((mark): [string, string] => [mark, "'"]),
  ...['\u2010', '\u2011', '\u2012', '\u2013', '\u2212'].map((mark): [string, string] => [mark, '-']),
  ['\u2014', ';'],
  ...['\u00ad', '\u200b', '\u200c', '\u200d', '\u2060', '\ufeff'].map((mark): [string, string] => [mark, '']),
])

/**
 * Lower case, straight apostrophes and hyphens, single spaces, nothing invisible; a dash that parts a
 * sentence becomes a semicolon. `at[i]` is the offset, in UTF-16 units, of folded character i.
 *
 * Worked value: fold('By  MAY’s') = { text: "by may's", at: [0, 1, 2, 4, 5, 6, 7, 8] }.
 * Errors: none; any string folds.
 */
export function fold(original: string): Folded {
  const kept: string[] = []
  const at: number[] = []
  for (let index = 0; index < original.length; index++) {
    const folded = foldUnit(original.charAt(index))
    if (folded === '' || (folded === ' ' && kept.at(-1) === ' ')) continue
    kept.push(folded)
    at.push(index)
  }
  return { text: kept.join(''), at }
}

function foldUnit(unit: string): string {
  if (/\s/.test(unit)) return ' '
  const alike = same.get(unit)
  if (alike !== undefined) return alike
  return unit >= 'A' && unit <= 'Z' ? unit.toLowerCase() : unit
}
