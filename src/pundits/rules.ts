/** The key under which spellings of one name meet: "  Scott  BESSENT " and "Scott Bessent" are one. */
export function nameKey(name: string): string {
  return name.normalize('NFKC').toLowerCase().replaceAll(/\s+/g, ' ').trim()
}

/** "Scott Bessent" becomes "scott-bessent", "Çelik" "celik"; a name without Latin letters becomes "pundit". */
export function plainSlug(name: string): string {
  const plain = name
    .normalize('NFKD')
    .replaceAll(/\p{Mark}/gu, '')
    .toLowerCase()
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
