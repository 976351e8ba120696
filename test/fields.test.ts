import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import {
  anyText,
  calendarDate,
  dateOf,
  id,
  isId,
  probability,
  slug,
  text,
  topic,
  webUrl,
} from '../src/fields.ts'

describe('a text', () => {
  const words = text(10)

  test.each([
    ['a tab and line ends', 'a\tb\r\nc'],
    ['letters of any script', 'Дніпро 東京'],
    ['an emoji, which takes two code units', '😂'],
    ['exactly as many characters as fit', '0123456789'],
  ])('may hold %s', (_what, value) => {
    expect(words.parse(value)).toBe(value)
  })

  test.each([
    ['marks on a letter as a language has them', 'שְׁ֭מַע te\u0302\u0323'],
    ['the longest emoji', '👨🏿‍👩🏿‍👧🏿‍👦🏿'],
  ])('may hold %s', (_what, value) => {
    expect(text(100).parse(value)).toBe(value)
  })

  test.each([
    ['marks', `Z${'\u0301\u0489'.repeat(20)}`],
    ['emoji joined to one', '👩\u200d'.repeat(20)],
    ['joined consonants', 'क्'.repeat(40)],
  ])('refuses a pile of %s, which is one letter and wider than a page', (_what, value) => {
    expect(messages(text(100), value)).toEqual(['must not pile up marks on one letter'])
  })

  test.each([
    ['NUL, which Postgres cannot store', 'a\0b'],
    ['an escape', 'a\u001b[1m'],
    ['DEL', 'a\u007f'],
    ['a C1 control', 'a\u0085b'],
    ['a lone high surrogate', 'a\ud800'],
    ['a lone low surrogate', '\udc00a'],
  ])('refuses %s', (_what, value) => {
    expect(messages(words, value)).toEqual(['must not contain control characters'])
  })

  test.each([
    ['nothing', ''],
    ['spaces', '   '],
    ['line ends', '\n\r\n\t'],
    ['a no-break space', '\u00a0'],
    ['a zero-width space', '\u200b'],
    ['soft hyphens', '\u00ad\u00ad'],
  ])('counts %s as blank', (_what, value) => {
    expect(messages(words, value)).toEqual(['must not be blank'])
  })

  test('refuses one character more than fits', () => {
    expect(messages(words, '0123456789a')).toEqual(['must be at most 10 characters'])
  })

  test('is never made from another type', () => {
    expect(words.safeParse(12).success).toBe(false)
    expect(words.safeParse(null).success).toBe(false)
  })
})

describe('a text that may be blank', () => {
  test('is held to everything else', () => {
    const words = anyText(3)
    for (const value of ['', '  ', '\u200b', 'abc']) expect(words.parse(value)).toBe(value)
    expect(messages(words, 'abcd')).toEqual(['must be at most 3 characters'])
    expect(messages(words, 'a\0')).toEqual(['must not contain control characters'])
    expect(messages(words, '\ud800')).toEqual(['must not contain control characters'])
  })
})

describe('a field without a message of its own', () => {
  const shape = z.strictObject({
    list: z.array(z.string()),
    number: z.number(),
    word: z.enum(['one', 'two']),
    said: z.string('must be in quotes'),
  })

  test.each([
    ['left out', {}, ['is needed', 'is needed', 'must be one of one, two', 'must be in quotes']],
    [
      'of another type',
      { list: 'a', number: '1', word: 3, said: 4 },
      ['must be an array', 'must be a number', 'must be one of one, two', 'must be in quotes'],
    ],
    [
      'null, which is not the same as left out',
      { list: null, number: null, word: null, said: null },
      ['must be an array', 'must be a number', 'must be one of one, two', 'must be in quotes'],
    ],
  ])('says what it wants when it is %s', (_what, value, said) => {
    expect(shape.safeParse(value).error?.issues.map(issue => issue.message)).toEqual(said)
  })
})

describe('a calendar date', () => {
  test.each(['2024-02-29', '2000-02-29', '2025-12-31', '1000-01-01', '9999-12-31'])('takes %s', date => {
    expect(calendarDate.parse(date)).toBe(date)
  })

  test.each([
    '2025-02-30',
    '2025-02-29',
    '1900-02-29',
    '2025-04-31',
    '2025-13-01',
    '2025-00-10',
    '2025-01-00',
    '2025-1-1',
    '20250101',
    '2025-01-01T00:00:00Z',
    ' 2025-01-01',
    '2025-01-01\n',
    '10000-01-01',
    '-2025-01-01',
    '',
  ])('refuses %j', date => {
    expect(messages(calendarDate, date)).toContain('must be a calendar date that exists, as YYYY-MM-DD')
  })

  test('refuses a year of three digits written with a nought', () => {
    expect(messages(calendarDate, '0999-12-31')).toEqual(['must be in the year 1000 or later'])
  })

  test('takes a day exactly when the day exists', () => {
    const parts = fc.tuple(fc.integer({ min: 1000, max: 9999 }), fc.nat(14), fc.nat(33))
    fc.assert(
      fc.property(parts, ([year, month, day]) => {
        const date = `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
        const instant = new Date(Date.UTC(year, month - 1, day))
        expect(calendarDate.safeParse(date).success).toBe(dateOf(instant) === date)
      }),
      { numRuns: 500 },
    )
  })
})

describe('a web address', () => {
  test.each([
    'https://example.org',
    'http://example.org:8080/a?b=c&d#e',
    'HTTPS://EXAMPLE.ORG/',
    'https://пример.испытание/путь',
    'https://[2001:db8::1]/',
    'https://xn--mnchen-3ya.de/',
    'https://münchen.de/',
  ])('takes %s as it is written', url => {
    expect(webUrl.parse(url)).toBe(url)
  })

  test.each([
    'javascript:alert(1)',
    'JavaScript:alert(1)//https://example.org',
    'data:text/html,<script>alert(1)</script>',
    'ftp://example.org/file',
    'file:///etc/passwd',
    '//example.org',
    'example.org',
    'https:example.org',
    'https:/example.org',
    '\njavascript:alert(1)',
    ' https://example.org',
    'https://example.org ',
    'https://example.org\n',
    'https://example.org/a b',
    'https://example.org/a\u2028b',
    'https://',
    '',
  ])('refuses %j, which does not start with http:// or https:// or holds a space', url => {
    expect(messages(webUrl, url)).toContain('must be an address that starts with http:// or https://')
  })

  test.each([
    'https://user@example.org',
    'https://user:password@example.org',
    'https://:password@example.org',
    'https://example.org@evil.example',
    'https://?',
    'https://#',
    'https://:80',
    'https://example.org:99999',
    'https://exa%20mple.org',
    'http://xn--a.com',
    'http://xn--a-.com',
    'http://www.XN--a-.com/',
    'https://example.org/\0',
    'https://example.org/\u007f',
    'https://example.org/\ud800',
  ])('refuses %j, which names no host, names a user or cannot be read', url => {
    expect(messages(webUrl, url)).toEqual(['must be a valid address without a user name or password'])
  })

  test('refuses more than 2048 characters', () => {
    const start = 'https://example.org/'
    expect(webUrl.safeParse(start.padEnd(2048, 'a')).success).toBe(true)
    expect(messages(webUrl, start.padEnd(2049, 'a'))).toEqual(['must be at most 2048 characters'])
  })

  test('is always one that a browser opens over http or https', () => {
    const scheme = fc.constantFrom('https://', 'http://', 'HTTP://', 'javascript:', 'https:', '', 'ftp://')
    fc.assert(
      fc.property(scheme, fc.string({ unit: 'binary' }), (start, rest) => {
        const { data, success } = webUrl.safeParse(start + rest)
        if (!success) return
        const url = new URL(data)
        expect(url.protocol).toMatch(/^https?:$/)
        expect(url.host).not.toBe('')
        expect(url.username + url.password).toBe('')
      }),
      { numRuns: 300 },
    )
  })
})

describe('a topic', () => {
  test.each(['war', 'economic-collapse', '2026', 'g-7'])('takes %s', value => {
    expect(topic.parse(value)).toBe(value)
  })

  test.each(['', 'War', 'a b', 'a--b', '-a', 'a-', 'a_b', 'é', 'a\n', 'a,b'])('refuses %j', value => {
    expect(topic.safeParse(value).success).toBe(false)
  })

  test('refuses more than 60 characters', () => {
    expect(topic.safeParse('a'.repeat(60)).success).toBe(true)
    expect(topic.safeParse('a'.repeat(61)).success).toBe(false)
  })
})

describe('a slug', () => {
  test('is words joined by hyphens, with room for sixty characters and the end of an id', () => {
    expect(slug.parse(`${'a'.repeat(60)}-9a8057`)).toBe(`${'a'.repeat(60)}-9a8057`)
    for (const value of ['', 'Ann', 'a b', 'a--b', 'a\n', '\0', "a'", 'a'.repeat(101)]) {
      expect(slug.safeParse(value).success).toBe(false)
    }
  })
})

describe('a probability', () => {
  test.each([0, 1, 0.5, Number.MIN_VALUE, 1 - Number.EPSILON])('takes %d', value => {
    expect(probability.parse(value)).toBe(value)
  })

  test.each([
    -Number.MIN_VALUE,
    1 + Number.EPSILON,
    70,
    Number.NaN,
    Number.POSITIVE_INFINITY,
    Number.NEGATIVE_INFINITY,
    '0.7',
    null,
    true,
  ])('refuses %s', value => {
    expect(probability.safeParse(value).success).toBe(false)
  })
})

describe('an id', () => {
  const written = '01890a5d-ac96-774b-bcce-b302099a8057'

  test('is a UUID and nothing around it', () => {
    expect(isId(written)).toBe(true)
    for (const other of [
      '',
      '42',
      `${written} `,
      `{${written}}`,
      written.replaceAll('-', ''),
      `${written}\n`,
    ]) {
      expect(isId(other)).toBe(false)
    }
  })

  test('in capitals is read as Postgres writes it, so that comparing texts finds it', () => {
    expect(id.parse(written.toUpperCase())).toBe(written)
  })
})

describe('the date of an instant', () => {
  test('is the UTC one, to the last millisecond of the day', () => {
    expect(dateOf(new Date('2026-01-01T00:30:00+01:00'))).toBe('2025-12-31')
    expect(dateOf(new Date('2025-12-31T23:59:59.999Z'))).toBe('2025-12-31')
    expect(dateOf(new Date('2026-01-01T00:00:00Z'))).toBe('2026-01-01')
  })
})

function messages(schema: typeof webUrl | typeof calendarDate | ReturnType<typeof text>, value: unknown) {
  return schema.safeParse(value).error?.issues.map(issue => issue.message)
}
