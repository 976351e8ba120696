import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { sha256Hex } from '../../src/ledger/hashes.ts'
import { sourceIdentity } from '../../src/sources/rules.ts'

const url = 'https://example.org/piece?id=1'
const broadcast = { title: 'The News at Six', publisher: 'Radio One', publishedOn: '2026-01-02' }

describe('a source with an address', () => {
  test.each([
    ['a fragment', `${url}#part`],
    ['a text fragment', `${url}#:~:text=the%20words`],
    ['an empty fragment', `${url}#`],
    ['a host in capitals', 'https://EXAMPLE.org/piece?id=1'],
    ['the port it has anyway', 'https://example.org:443/piece?id=1'],
  ])('is the same with %s', (_what, other) => {
    expect(sourceIdentity({ url: other, title: 'A piece' })).toBe(sourceIdentity({ url, title: 'A piece' }))
  })

  test('is the same under another title, publisher or date', () => {
    expect(sourceIdentity({ ...broadcast, url })).toBe(sourceIdentity({ url, title: 'A piece' }))
  })

  test.each([
    ['path', 'https://example.org/other?id=1'],
    ['case of the path', 'https://example.org/Piece?id=1'],
    ['query', 'https://example.org/piece?id=2'],
    ['host', 'https://example.com/piece?id=1'],
    ['port', 'https://example.org:8443/piece?id=1'],
  ])('is another with another %s', (_what, other) => {
    expect(sourceIdentity({ url: other, title: 'A piece' })).not.toBe(
      sourceIdentity({ url, title: 'A piece' }),
    )
  })

  test.each(['http://[', 'no address'])('is itself where %j cannot be read', other => {
    expect(sourceIdentity({ url: other, title: 'A piece' })).toBe(sha256Hex(other))
  })

  test('is another than the one of its title without an address', () => {
    expect(sourceIdentity({ title: url })).not.toBe(sourceIdentity({ url, title: url }))
  })
})

describe('a source without an address', () => {
  test('is the same whatever the spaces, the capitals and the width of the letters, and whoever the author', () => {
    const copy = {
      ...broadcast,
      title: ' the  NEWS at\nsix',
      publisher: 'ＲＡＤＩＯ\u00a0One',
      author: 'Ann',
    }
    expect(sourceIdentity(copy)).toBe(sourceIdentity(broadcast))
  })

  test.each([
    ['title', { title: 'The News at Ten' }],
    ['publisher', { publisher: 'Radio Two' }],
    ['date', { publishedOn: '2026-01-03' }],
    ['publisher left out', { publisher: undefined }],
    ['date left out', { publishedOn: undefined }],
  ])('is another with another %s', (_what, change) => {
    expect(sourceIdentity({ ...broadcast, ...change })).not.toBe(sourceIdentity(broadcast))
  })

  test('does not run title and publisher together, whatever line ends they hold', () => {
    const part = fc.stringMatching(/^[ab\n ]{0,4}[ab]$/)
    const squeezed = (text: string) => text.replaceAll(/\s+/g, ' ').trim()
    fc.assert(
      fc.property(part, part, part, part, (title, publisher, otherTitle, otherPublisher) => {
        const same =
          squeezed(title) === squeezed(otherTitle) && squeezed(publisher) === squeezed(otherPublisher)
        const one = sourceIdentity({ title, publisher })
        expect(one === sourceIdentity({ title: otherTitle, publisher: otherPublisher })).toBe(same)
      }),
    )
  })
})
