import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { LogPrediction } from '../../src/predictions/prediction.ts'
import { probabilityOf, quoteKey, saidOnError, urlOfQuote } from '../../src/predictions/rules.ts'
import { fieldErrors, Problem } from '../../src/problem.ts'

describe('the probability of a prediction', () => {
  test.each([0, 0.7, 1])('that states %d is that number, without a range', probability => {
    expect(probabilityOf({ probability })).toEqual({
      value: probability,
      low: probability,
      high: probability,
      basis: 'stated',
    })
  })

  test('in words is read through a scale, and keeps the words', () => {
    expect(probabilityOf({ hedge: 'Could' })).toEqual({
      value: 0.4,
      low: 0.2,
      high: 0.6,
      basis: 'hedge',
      phrase: 'could',
      scale: 'reckon-1',
    })
  })

  test('without a number or words is that of an unhedged "will"', () => {
    expect(probabilityOf({})).toMatchObject({ basis: 'assertion', phrase: 'will' })
    expect(probabilityOf({})).toEqual(probabilityOf({ hedge: 'will' }))
  })

  test('is never guessed from words that no scale lists', () => {
    const problem = probabilityOf({ hedge: 'wibbly' })
    expect(problem).toBeInstanceOf(Problem)
    expect(problem).toMatchObject({
      type: 'invalid',
      members: { errors: [{ pointer: '#/hedge', detail: expect.stringContaining('“wibbly”') }] },
    })
  })
})

describe('a prediction as it arrives', () => {
  const id = '01890a5d-ac96-774b-bcce-b302099a8057'
  const input = {
    claimId: id,
    punditId: id,
    sourceId: id,
    quote: { exact: 'it will fall' },
    saidOn: '2026-01-02',
    stance: 'asserts',
  }

  test('may leave out the certainty when it asserts, and only then', () => {
    expect(pointers({})).toEqual([])
    for (const stance of ['conditional', 'possibility', 'reports']) {
      expect(pointers({ stance })).toEqual(['#/probability'])
      expect(pointers({ stance, hedge: 'could' })).toEqual([])
      expect(pointers({ stance, probability: 0 })).toEqual([])
    }
  })

  test.each([
    ['claim', 'claimId', { statement: 'It falls' }],
    ['pundit', 'punditId', { name: 'Ann' }],
    ['source', 'sourceId', { title: 'A broadcast' }],
  ])('names its %s in one way, not in two and not in none', (whole, byId, value) => {
    expect(pointers({ [whole]: value })).toEqual([`#/${whole}`])
    expect(pointers({ [byId]: undefined })).toEqual([`#/${whole}`])
    expect(pointers({ [byId]: undefined, [whole]: value })).toEqual([])
  })

  test('gives its certainty as a number or in words, not both', () => {
    expect(pointers({ probability: 0, hedge: 'could' })).toEqual(['#/probability'])
  })

  test('is refused with a field that nobody knows, wherever it is', () => {
    expect(pointers({ chance: 1 })).toEqual(['#/chance'])
    expect(pointers({ quote: { exact: 'it will fall', html: '' } })).toEqual(['#/quote/html'])
  })

  function pointers(changes: Record<string, unknown>) {
    const { error } = LogPrediction.safeParse({ ...input, ...changes })
    return error === undefined ? [] : fieldErrors(error).map(({ pointer }) => pointer)
  }
})

describe('the key of a quote', () => {
  const plain = `"It's over," he said - twice`

  test.each([
    ['curly quotation marks', '“It’s over,” he said - twice'],
    ['low and reversed quotation marks', '„It‛s over,‟ he said - twice'],
    ['guillemets', '«It’s over,» he said - twice'],
    ['a double prime', '″It′s over,″ he said - twice'],
    ['an en dash', '"It\'s over," he said – twice'],
    ['an em dash', '"It\'s over," he said — twice'],
    ['a no-break hyphen', '"It\'s over," he said \u2011 twice'],
    ['a figure dash', '"It\'s over," he said \u2012 twice'],
    ['line ends, tabs and no-break spaces', ' "It\'s\u00a0over,"\n\the   said - twice\r\n'],
    ['capitals', '"IT\'S OVER," HE SAID - TWICE'],
    ['full-width letters', '"Ｉｔ\'s over," he said - twice'],
  ])('is the same with %s', (_what, copy) => {
    expect(quoteKey(copy)).toBe(quoteKey(plain))
  })

  test('is the same with single guillemets as with single quotation marks', () => {
    expect(quoteKey('‹over›')).toBe(quoteKey('‘over’'))
  })

  test('is the same for composed and decomposed letters', () => {
    expect(quoteKey('Zele\u0301nskyj')).toBe(quoteKey('Zelénskyj'))
  })

  test.each([
    ['another word', '"It\'s gone," he said - twice'],
    ['a word more', '"It\'s over," he said - not twice'],
    ['other punctuation', '"It\'s over", he said - twice'],
    ['words run together', '"It\'sover," he said - twice'],
    ['an accent', '"It\'s óver," he said - twice'],
  ])('differs with %s', (_what, other) => {
    expect(quoteKey(other)).not.toBe(quoteKey(plain))
  })

  test('does not depend on white space around and between the words', () => {
    const space = fc.stringMatching(/^[ \t\r\n\u00a0\u2003]{1,3}$/)
    const words = fc.array(fc.stringMatching(/^[\p{L}\p{P}\p{N}]+$/u), { minLength: 1, maxLength: 5 })
    fc.assert(
      fc.property(words, fc.array(space, { minLength: 6, maxLength: 6 }), (parts, spaces) => {
        const spaced = parts.map((part, index) => spaces[index] + part).join('') + spaces[5]
        expect(quoteKey(spaced)).toBe(quoteKey(parts.join(' ')))
      }),
    )
  })
})

describe('the day a prediction was said', () => {
  const today = '2026-03-01'
  const open = { dueBy: '2026-12-31', decidedOn: null }

  test('may be today, the day of the deadline and the day the outcome was known', () => {
    expect(saidOnError(today, open, today)).toBeUndefined()
    expect(saidOnError(today, { ...open, dueBy: today }, today)).toBeUndefined()
    expect(saidOnError('2026-02-01', { ...open, decidedOn: '2026-02-01' }, today)).toBeUndefined()
  })

  test.each([
    ['tomorrow', '2026-03-02', open, 'in the future'],
    ['the day after the deadline', '2026-02-02', { dueBy: '2026-02-01', decidedOn: null }, '2026-02-01'],
    ['the day after the outcome was known', '2026-02-02', { ...open, decidedOn: '2026-02-01' }, '2026-02-01'],
  ])('may not be %s', (_what, saidOn, claim, said) => {
    expect(saidOnError(saidOn, claim, today)).toMatchObject({
      type: 'invalid',
      members: { errors: [{ pointer: '#/saidOn', detail: expect.stringContaining(said) }] },
    })
  })
})

// WICG scroll-to-text-fragment: #:~:text=[prefix-,]start[,end][,-suffix]
describe('the address of a quote', () => {
  const page = 'https://example.org/piece'

  test('holds a short quote whole', () => {
    expect(urlOfQuote(page, { exact: ' in full collapse ' })).toBe(`${page}#:~:text=in%20full%20collapse`)
  })

  test('holds a quote of twelve words whole, and of thirteen the first and last six', () => {
    const words = 'a b c d e f g h i j k l m'.split(' ')
    expect(urlOfQuote(page, { exact: ` ${words.slice(0, 12).join(' ')} ` })).toBe(
      `${page}#:~:text=${words.slice(0, 12).join('%20')}`,
    )
    expect(urlOfQuote(page, { exact: words.join(' ') })).toBe(
      `${page}#:~:text=a%20b%20c%20d%20e%20f,h%20i%20j%20k%20l%20m`,
    )
  })

  test('writes one space where a quote has a line end or several, as the page shows it', () => {
    expect(urlOfQuote(page, { exact: 'in  full\n collapse' })).toBe(`${page}#:~:text=in%20full%20collapse`)
  })

  test('says what is around the quote, by the four words next to it', () => {
    const quote = {
      exact: 'it will fall',
      prefix: 'they told us all that ',
      suffix: ' , and soon, too, he said ',
    }
    expect(urlOfQuote(page, quote)).toBe(
      `${page}#:~:text=told%20us%20all%20that-,it%20will%20fall,-%2C%20and%20soon%2C%20too%2C`,
    )
    expect(urlOfQuote(page, { exact: 'fall', prefix: 'will' })).toBe(`${page}#:~:text=will-,fall`)
    expect(urlOfQuote(page, { exact: 'fall', suffix: 'soon' })).toBe(`${page}#:~:text=fall,-soon`)
  })

  test('encodes dashes, commas and ampersands, which are syntax there', () => {
    expect(urlOfQuote(page, { exact: 'so-called, R&D #1' })).toBe(
      `${page}#:~:text=so%2Dcalled%2C%20R%26D%20%231`,
    )
  })

  test('keeps the fragment that an address already has', () => {
    expect(urlOfQuote(`${page}?a=b#part-2`, { exact: 'fall' })).toBe(`${page}?a=b#part-2:~:text=fall`)
    expect(urlOfQuote(`${page}#`, { exact: 'fall' })).toBe(`${page}#:~:text=fall`)
  })

  test('replaces a text fragment that an address already has', () => {
    expect(urlOfQuote(`${page}#:~:text=other%20words`, { exact: 'fall' })).toBe(`${page}#:~:text=fall`)
    expect(urlOfQuote(`${page}#part-2:~:text=other`, { exact: 'fall' })).toBe(`${page}#part-2:~:text=fall`)
  })

  test('leads to the words whatever they are', () => {
    const words = fc.string({ unit: 'grapheme', minLength: 1 }).filter(text => text.trim() !== '')
    fc.assert(
      fc.property(words, fc.option(words, { nil: undefined }), (exact, around) => {
        const url = urlOfQuote(page, { exact, prefix: around, suffix: around })
        const directive = url.slice(`${page}#:~:text=`.length)
        const parts = directive.split(',')
        if (around !== undefined) {
          expect(parts.shift()).toMatch(/^[^-]+-$/)
          expect(parts.pop()).toMatch(/^-[^-]+$/)
        }
        expect(parts).toHaveLength(exact.trim().split(/\s+/).length > 12 ? 2 : 1)
        expect(directive).not.toContain('&')
        const read = decodeURIComponent(parts.join(' '))
        if (parts.length === 1) expect(read).toBe(exact.trim().split(/\s+/).join(' '))
        expect(new URL(url).href).toContain(directive)
      }),
    )
  })
})
