import { folded } from '../fields.ts'
import { sha256Hex } from '../ledger/hashes.ts'
import type { SourceAdded } from './source.ts'

/**
 * What makes two submissions the same source: the address, or, where there is none, the title with publisher and
 * date. An address in the ledger may be one that the parser of another runtime does not read: it stands for itself.
 */
export function sourceIdentity(source: SourceAdded): string {
  const { url } = source
  if (url !== undefined) return sha256Hex(URL.canParse(url) ? plainAddress(new URL(url)) : url)
  const parts = [source.title, source.publisher, source.publishedOn].map(part => folded(part ?? ''))
  return sha256Hex(parts.join('\n'))
}

/** Without what leads to the same page: scheme, "www.", a final slash, the fragment, and what only counts visitors. */
function plainAddress({ host, pathname, searchParams }: URL): string {
  const query = new URLSearchParams(
    [...searchParams].filter(([name]) => !/^(utm_\w+|fbclid|gclid)$/.test(name)),
  )
  query.sort()
  return `${host.replace(/^www\./, '').replace(/\.$/, '')}${readable(pathname).replace(/\/+$/, '')}?${query}`
}

function readable(pathname: string): string {
  try {
    return decodeURIComponent(pathname)
  } catch {
    return pathname
  }
}
