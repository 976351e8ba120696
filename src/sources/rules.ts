import { folded } from '../fields.ts'
import { sha256Hex } from '../ledger/hashes.ts'
import type { SourceAdded } from './source.ts'

/**
 * What makes two submissions the same source: the url without its fragment, or, where there is none, the title
 * with publisher and date.
 */
export function sourceIdentity(source: SourceAdded): string {
  if (source.url !== undefined) {
    const url = new URL(source.url)
    url.hash = ''
    return sha256Hex(url.href)
  }
  const parts = [source.title, source.publisher, source.publishedOn].map(part => folded(part ?? ''))
  return sha256Hex(parts.join('\n'))
}
