const [base, tMin, tMax, skew, damp] = [36, 1, 26, 38, 700]

/**
 * Tells whether what follows "xn--" in a label of a host stands for visible text that is not plain ASCII, composed and
 * in lower case (RFC 3492, RFC 5891 section 4.2.1). Parsers of addresses differ in this from one runtime to the next.
 */
export function isPunycode(text: string): boolean {
  const decoded = decodePunycode(text.toLowerCase())
  if (decoded === undefined || !/[^\p{ASCII}]/u.test(decoded) || /\p{Cc}|\p{Z}/u.test(decoded)) return false
  return decoded === decoded.normalize('NFKC').toLowerCase()
}

/** Returns undefined for what is no Punycode. RFC 3492 section 6.2. */
export function decodePunycode(text: string): string | undefined {
  const cut = text.lastIndexOf('-')
  const output = [...text.slice(0, Math.max(cut, 0))].map(char => char.codePointAt(0) ?? 0)
  if (output.some(point => point >= 0x80)) return undefined
  let [point, at, bias] = [0x80, 0, 72]
  for (let next = cut + 1; next < text.length; ) {
    const before = at
    for (let weight = 1, k = base; ; k += base) {
      const digit = digitOf(text[next++])
      if (digit === undefined) return undefined
      at += digit * weight
      if (!Number.isSafeInteger(at)) return undefined
      const threshold = Math.min(Math.max(k - bias, tMin), tMax)
      if (digit < threshold) break
      weight *= base - threshold
    }
    const length = output.length + 1
    bias = adapt(at - before, length, before === 0)
    point += Math.floor(at / length)
    if (point > 0x10ffff || (point >= 0xd800 && point <= 0xdfff)) return undefined
    at %= length
    output.splice(at++, 0, point)
  }
  return String.fromCodePoint(...output)
}

function digitOf(char: string | undefined): number | undefined {
  const digit = char === undefined ? -1 : 'abcdefghijklmnopqrstuvwxyz0123456789'.indexOf(char)
  return digit === -1 ? undefined : digit
}

/** RFC 3492 section 6.1. */
function adapt(difference: number, length: number, first: boolean): number {
  let delta = Math.floor(difference / (first ? damp : 2))
  delta += Math.floor(delta / length)
  let k = 0
  for (; delta > ((base - tMin) * tMax) / 2; k += base) delta = Math.floor(delta / (base - tMin))
  return k + Math.floor(((base - tMin + 1) * delta) / (delta + skew))
}
