const common =
  /(?<![\p{L}])(?:the|and|of|to|in|is|that|for|it|with|as|was|on|will|be|by|are|this|have|from|not|but|has|at|an|or|its|their)(?![\p{L}])/giu

/** Frequent in German, French, Spanish, Italian, Dutch or Portuguese, never English and no part of a name. */
const foreign =
  /(?<![\p{L}])(?:und|ist|nicht|wird|werden|wurde|eine|einen|das|es|auch|sich|dass|wir|sie|nach|mit|auf|les|est(?!\.)|une|des|pas|que|qui|dans|sont|vont|avec|nous|los|las|una|por|para|será|está|más|che|sarà|sono|della|nel|più|het|een|niet|zal|wordt|zijn|naar|uma|não|os)(?![\p{L}])/gu

const words = /\p{L}+/gu

/** How much of a text is looked at to tell its language. */
const sample = 20_000

/**
 * Whether a text reads as English: at least one word in fourteen is one of English's most common, and of one too short
 * for that, no fewer than of six neighbouring languages'.
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
  const english = start.match(common)?.length ?? 0
  if (count >= 25) return english >= count / 14
  if ((start.match(foreign)?.length ?? 0) > english) return false
  return english > 0 || !/[äöüßñçéèêëîïôûœæøåłśżźąęğış]/i.test(start)
}
