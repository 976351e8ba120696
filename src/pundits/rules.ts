import { folded } from '../fields.ts'

/** The key under which spellings of one name meet: "  Scott  BESSENT " and "Scott Bessent" are one. */
export function nameKey(name: string): string {
  return folded(name)
}

/** Latin letters that Unicode does not take apart into a plain letter and a mark. */
const plainLetters: Record<string, string> = {
  ł: 'l',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  þ: 'th',
  ħ: 'h',
  ŧ: 't',
  ı: 'i',
  ŋ: 'n',
  ə: 'e',
}

/** "Scott Bessent" becomes "scott-bessent", "Çelik" "celik"; a name without Latin letters becomes "pundit". */
export function plainSlug(name: string): string {
  const plain = name
    .normalize('NFKD')
    .replaceAll(/\p{Mark}/gu, '')
    .toLowerCase()
    .replaceAll(/[^\p{ASCII}]/gu, letter => plainLetters[letter] ?? letter)
  const slug = plain
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, 60)
    .replaceAll(/^-+|-+$/g, '')
  return slug || 'pundit'
}

/** The plain slug, or, where somebody else has it, the plain slug and the end of the pundit's own id. */
export function slugFor(name: string, id: string, taken: ReadonlySet<string>): string {
  const slug = plainSlug(name)
  return taken.has(slug) ? `${slug}-${id.slice(-6)}` : slug
}
