import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { normalisePhrase, readPhrase, readPhraseThrough, scales } from '../../src/scoring/scale.ts'

const terms = scales.flatMap(scale => scale.terms.map(term => ({ ...term, scale: scale.id })))
const listed = terms.flatMap(({ phrases, ...term }) => phrases.map(phrase => ({ ...term, phrase })))

describe('the scales', () => {
  it('are consulted survey first, then the directive, then our own reading', () => {
    expect(scales.map(scale => scale.id)).toEqual(['perceptions-1', 'icd-203-1', 'reckon-1'])
  })

  it('each say where their figures come from', () => {
    for (const scale of scales) {
      for (const words of [scale.title, scale.about, scale.source]) expect(words).not.toBe('')
    }
  })

  it('say openly which one is our own and not a survey', () => {
    const own = scales.find(scale => scale.id === 'reckon-1')
    expect(own?.title).toBe('Reckon’s own reading (not a survey)')
    expect(own?.about).toContain('Nobody was asked')
  })

  it.each(listed)('$scale keeps $phrase in order within 0 and 1', ({ low, value, high }) => {
    expect(0 <= low && low <= value && value <= high && high <= 1).toBe(true)
  })

  it.each(scales)('$id lists no phrase twice', ({ terms }) => {
    const phrases = terms.flatMap(term => term.phrases.map(normalisePhrase))
    expect(phrases).toEqual([...new Set(phrases)])
  })

  it.each(listed.filter(term => term.scale !== 'perceptions-1'))(
    '$scale reads $phrase as the midpoint of its range',
    ({ low, value, high }) => expect(value).toBeCloseTo((low + high) / 2, 12),
  )

  it.each(listed)('$scale gives back every figure of $phrase', ({ scale, phrase, ...figures }) => {
    expect(readPhraseThrough(scale, phrase)).toEqual({ ...figures, phrase, scale })
  })

  it('leave our own reading only what the others do not cover', () => {
    for (const { phrase } of listed.filter(term => term.scale === 'reckon-1')) {
      expect(readPhrase(phrase)?.scale).toBe('reckon-1')
    }
  })
})

// zonination/perceptions, probly.csv, n = 46: median, first and third quartile of the answers in percent.
describe('the survey', () => {
  it.each([
    ['Almost Certainly', 95, 90, 97.75],
    ['Highly Likely', 90, 84.25, 95],
    ['Very Good Chance', 80, 75, 85],
    ['Probable', 70, 65, 78.75],
    ['Likely', 70, 65, 75],
    ['Probably', 75, 65, 80],
    ['We Believe', 70, 60, 80],
    ['Better Than Even', 60, 55, 60],
    ['About Even', 50, 50, 50],
    ['We Doubt', 25, 15, 33],
    ['Improbable', 15, 7, 28],
    ['Unlikely', 20, 10, 28.75],
    ['Probably Not', 26.5, 20, 38.75],
    ['Little Chance', 15, 10, 20],
    ['Almost No Chance', 2, 1, 5],
    ['Highly Unlikely', 5, 5, 10],
    ['Chances Are Slight', 10, 10, 15],
  ])('puts %s at %d in the hundred, between %d and %d', (phrase, median, lower, upper) => {
    const reading = readPhrase(phrase)
    expect(reading?.scale).toBe('perceptions-1')
    expect(reading?.basis).toBe('hedge')
    expect(reading?.value).toBeCloseTo(median / 100, 12)
    expect(reading?.low).toBeCloseTo(lower / 100, 12)
    expect(reading?.high).toBeCloseTo(upper / 100, 12)
  })

  it('has exactly the seventeen published phrases', () => {
    expect(listed.filter(term => term.scale === 'perceptions-1')).toHaveLength(17)
  })
})

// Intelligence Community Directive 203 (2015), as copied at github.com/wesinator/ICD203-intel-analysis.
describe('the directive', () => {
  it.each([
    ['almost no chance', 0.01, 0.05],
    ['remote', 0.01, 0.05],
    ['very unlikely', 0.05, 0.2],
    ['highly improbable', 0.05, 0.2],
    ['unlikely', 0.2, 0.45],
    ['improbable', 0.2, 0.45],
    ['improbably', 0.2, 0.45],
    ['roughly even chance', 0.45, 0.55],
    ['roughly even odds', 0.45, 0.55],
    ['likely', 0.55, 0.8],
    ['probable', 0.55, 0.8],
    ['probably', 0.55, 0.8],
    ['very likely', 0.8, 0.95],
    ['highly probable', 0.8, 0.95],
    ['almost certain', 0.95, 0.99],
    ['almost certainly', 0.95, 0.99],
    ['nearly certain', 0.95, 0.99],
  ])('puts %s between %d and %d', (phrase, low, high) => {
    expect(readPhraseThrough('icd-203-1', phrase)).toMatchObject({ low, high, scale: 'icd-203-1' })
  })

  it('is asked after the survey and before our own reading', () => {
    expect(readPhrase('likely')?.scale).toBe('perceptions-1')
    expect(readPhrase('very likely')?.scale).toBe('icd-203-1')
  })
})

describe('our own reading', () => {
  it.each([
    ['no way', 0, 0.05],
    ['cannot be ruled out', 0.05, 0.25],
    ['doubtful', 0.1, 0.4],
    ['risk', 0.1, 0.4],
    ['possible', 0.1, 0.5],
    ['cannot exclude', 0.1, 0.5],
    ['might', 0.2, 0.6],
    ['may', 0.3, 0.6],
    ['realistic possibility', 0.3, 0.6],
    ['fierce possibility', 0.4, 0.7],
    ['fears', 0.4, 0.75],
    ['presumably', 0.55, 0.8],
    ['should', 0.55, 0.85],
    ['expected to', 0.65, 0.9],
    ['on track to', 0.65, 0.9],
    ['inevitable', 0.9, 0.99],
    ['certain', 0.93, 0.99],
  ])('takes %s as a hedge between %d and %d', (phrase, low, high) => {
    expect(readPhrase(phrase)).toMatchObject({ low, high, basis: 'hedge', scale: 'reckon-1' })
  })

  it.each([
    ['will', 0.85, 0.97],
    ['is going to', 0.85, 0.97],
    ['shall', 0.85, 0.97],
    ['would', 0.8, 0.97],
    ['will not', 0.03, 0.15],
  ])('takes %s as an assertion between %d and %d', (phrase, low, high) => {
    expect(readPhrase(phrase)).toMatchObject({ low, high, basis: 'assertion', scale: 'reckon-1' })
  })
})

describe('reading a phrase', () => {
  it('reads likely through the survey and could through our own scale', () => {
    expect(readPhrase('likely')).toEqual({
      value: 0.7,
      low: 0.65,
      high: 0.75,
      basis: 'hedge',
      phrase: 'likely',
      scale: 'perceptions-1',
    })
    expect(readPhrase('could')).toEqual({
      value: 0.4,
      low: 0.2,
      high: 0.6,
      basis: 'hedge',
      phrase: 'could',
      scale: 'reckon-1',
    })
  })

  it('reads the same word differently through another scale, when asked', () => {
    expect(readPhraseThrough('icd-203-1', 'likely')).toMatchObject({ value: 0.675, low: 0.55, high: 0.8 })
    expect(readPhraseThrough('reckon-1', 'likely')).toBeUndefined()
  })

  it('reads an unhedged will as an assertion short of certainty, and its denial as the complement', () => {
    const will = readPhrase('will')
    const willNot = readPhrase('will not')
    expect(will).toMatchObject({ value: 0.91, low: 0.85, high: 0.97, basis: 'assertion' })
    expect(willNot).toMatchObject({ value: 0.09, low: 0.03, high: 0.15, basis: 'assertion' })
    for (const phrase of ["won't", 'won’t', 'is not going to', 'are not going to', "isn't going to"]) {
      expect(readPhrase(phrase)).toMatchObject({ value: 0.09, low: 0.03, high: 0.15, basis: 'assertion' })
    }
  })

  it.each([
    ['is unlikely to', 'unlikely'],
    ['are likely to', 'likely'],
    ['seems likely', 'likely'],
    ['  Remains\u00a0\n highly  LIKELY that ', 'highly likely'],
    ['is a real possibility', 'real possibility'],
    ['Looks set to', 'set to'],
    ['is expected to', 'expected to'],
    ['expected', 'expected to'],
    ['are going to', 'is going to'],
    ['can’t be ruled out', "can't be ruled out"],
    ['ｌｉｋｅｌｙ', 'likely'],
    ['fears that', 'fears'],
  ])('reads %j as %j', (phrase, as) => {
    const reading = readPhrase(phrase)
    expect(reading?.phrase).toBe(as)
    expect(reading).toEqual(readPhrase(as))
  })

  it.each([
    '',
    ' ',
    'to',
    'is',
    'is to',
    'not likely',
    'not possible',
    'no longer possible',
    'likely not',
    'will be',
    'unlikel',
    'likely likely',
    'constructor',
    '__proto__',
  ])('leaves %j unread and never guesses', phrase => {
    expect(readPhrase(phrase)).toBeUndefined()
  })

  it('leaves a phrase unread through a scale that does not exist', () => {
    expect(readPhraseThrough('kent-1964', 'likely')).toBeUndefined()
  })

  it('hands out readings of which a change reaches nobody else', () => {
    const reading = readPhrase('may')
    if (reading) reading.value = 1
    expect(readPhrase('may')?.value).toBe(0.45)
  })
})

describe('normalising a phrase', () => {
  it.each([
    ['Is  likely to', 'likely'],
    ['a real possibility that', 'real possibility'],
    ['Won’t', "won't"],
    ['appears to', 'appears'],
    ['an', 'an'],
    ['beyond doubt', 'beyond doubt'],
    ['tomato', 'tomato'],
  ])('turns %j into %j', (phrase, normal) => {
    expect(normalisePhrase(phrase)).toBe(normal)
  })

  it('gives every listed phrase the same form however it is dressed', () => {
    const dressed = fc.tuple(
      fc.constantFrom('', 'is ', 'ARE ', 'seems a ', '  the\t', 'remains '),
      fc.constantFrom(...listed.map(term => term.phrase)),
      fc.constantFrom('', ' ', '\u202f'),
    )
    fc.assert(
      fc.property(dressed, ([before, phrase, after]) => {
        const normal = normalisePhrase(phrase)
        expect(normalisePhrase(before + phrase.toUpperCase() + after)).toBe(normal)
        expect(normalisePhrase(normal)).toBe(normal)
      }),
    )
  })
})
