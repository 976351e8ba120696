const common =
  /(?<![\p{L}])(?:the|and|of|to|in|is|that|for|it|with|as|was|on|will|be|by|are|this|have|from|not|but|has|at|an|or|its|their)(?![\p{L}])/giu
const words = /\p{L}+/gu

/** How much of a text is looked at to tell its language. */
const sample = 20_000

/**
 * Whether a text reads as English: at least one word in fourteen is one of English's most common, or the text is too
 * short to tell.
 *
 * Worked values: isEnglish('The war will be over by the spring of the year.') = true; isEnglish of a German
 * paragraph is false. Errors: none.
 */
export function isEnglish(text: string): boolean {
  const start = text.slice(0, sample)
  const letters = start.match(/\p{L}/gu)?.length ?? 0
  const latin = start.match(/\p{Script=Latin}/gu)?.length ?? 0
  if (letters > 20 && latin < letters * 0.6) return false
  const count = start.match(words)?.length ?? 0
  if (count < 25)
    return !/[äöüßñçéèêëîïôûœæøåłśżźąęğış]/i.test(start) || (start.match(common)?.length ?? 0) > 0
  return (start.match(common)?.length ?? 0) >= count / 14
}
