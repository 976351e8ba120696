import { fold } from './fold.ts'

/**
 * Whether a phrase stands in a text as whole words, both folded.
 *
 * Worked values: standsIn("won't", 'It Won’t last') = true; standsIn('likely', 'an unlikely end') = false.
 * Errors: none; an empty phrase stands in nothing.
 */
export function standsIn(phrase: string, text: string): boolean {
  const [sought, words] = [fold(phrase).text.trim(), fold(text).text]
  if (sought === '') return false
  for (let at = words.indexOf(sought); at >= 0; at = words.indexOf(sought, at + 1)) {
    if (!endsInWord(words.slice(0, at)) && !startsWithWord(words.slice(at + sought.length))) return true
  }
  return false
}

function endsInWord(text: string): boolean {
  return /[\p{Letter}\p{Number}]$/u.test(text)
}

function startsWithWord(text: string): boolean {
  return /^[\p{Letter}\p{Number}]/u.test(text)
}
