import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays } from '../../src/reading/days.ts'
import { windowTable } from '../../src/reading/vague-windows.ts'
import { readWindow } from '../../src/reading/window.ts'

const monday = '2025-09-08'
const vague = windowTable.windows.flatMap(({ phrases, strict, generous }) =>
  phrases.map(phrase => ({ phrase, strict, generous })),
)
const calendar = windowTable.rules.flatMap(rule => rule.phrases)

describe('the table', () => {
  it('names its version and says openly that most of it is our own convention', () => {
    expect(windowTable.id).toBe('reckon-windows-2')
    expect(windowTable.about).toContain('Reckon’s own convention')
    for (const { source } of [...windowTable.windows, ...windowTable.rules]) expect(source).not.toBe('')
  })

  it('keeps every strict reading shorter than the generous one', () => {
    for (const { strict, generous } of windowTable.windows) expect(strict).toBeLessThan(generous)
  })

  it('reads weeks ahead as 28 and 42 days and months ahead as 92 and 182', () => {
    const figures = new Map(vague.map(({ phrase, strict, generous }) => [phrase, [strict, generous]]))
    expect(figures.get('in the weeks ahead')).toEqual([28, 42])
    expect(figures.get('in the coming weeks')).toEqual([28, 42])
    expect(figures.get('in the months ahead')).toEqual([92, 182])
    expect(figures.get('in the coming months')).toEqual([92, 182])
  })

  it.each(vague)('reads $phrase by its own row, as inferred', ({ phrase, strict, generous }) => {
    expect(readWindow(`It will happen ${phrase}.`, monday)).toEqual({
      wording: phrase,
      dueByStrict: addDays(monday, strict),
      dueBy: addDays(monday, generous),
      basis: 'inferred',
    })
  })

  it.each(windowTable.rules.map(rule => rule.example))(
    'reads $wording said on $saidOn as its example has it',
    ({ wording, saidOn, dueBy, dueByStrict }) => {
      const basis = dueBy === dueByStrict ? 'stated' : 'inferred'
      expect(readWindow(`It will happen ${wording}.`, saidOn)).toEqual({ wording, dueBy, dueByStrict, basis })
    },
  )

  it.each(calendar)('reads every calendar phrase it lists: %s', phrase => {
    expect(readWindow(`It will happen ${phrase}.`, monday)?.wording).toBe(phrase)
  })
})

describe('a stated deadline', () => {
  it.each([
    ['by 1 March 2026', monday, '2026-03-01'],
    ['by March 1st', monday, '2026-03-01'],
    ['by the 1st of March', monday, '2026-03-01'],
    ['before 1 March', monday, '2026-02-28'],
    ['before 1 March', '2027-12-01', '2028-02-29'],
    ['before March', '2024-02-10', '2024-02-29'],
    ['by 29 February', monday, '2028-02-29'],
    ['by Sept. 30, 2026', monday, '2026-09-30'],
    ['on 2026-02-03', monday, '2026-02-03'],
    ['on 4 July', '2026-07-04', '2026-07-04'],
    ['on 4 July', '2026-07-05', '2027-07-04'],
    ['by Friday', monday, '2025-09-12'],
    ['on Sunday', monday, '2025-09-14'],
    ['tomorrow', '2024-02-28', '2024-02-29'],
    ['tomorrow', '2025-12-31', '2026-01-01'],
    ['tonight', '2025-12-31', '2025-12-31'],
    ['overnight', '2025-12-31', '2026-01-01'],
    ['within 90 days', monday, '2025-12-07'],
    ['within three months', monday, '2025-12-08'],
    ['within a year', '2024-02-29', '2025-02-28'],
    ['in one month', '2025-01-31', '2025-02-28'],
    ['in the next two years', monday, '2027-09-08'],
    ['over the next five years', monday, '2030-09-08'],
    ['in the next 24 hours', '2022-02-25', '2022-02-26'],
    ['in the next 48 hours', '2025-12-30', '2026-01-01'],
    ['in six months’ time', monday, '2026-03-08'],
    ['two years from now', monday, '2027-09-08'],
    ['before the end of the year', monday, '2025-12-31'],
    ['by the end of the year', '2025-12-31', '2025-12-31'],
    ['by year-end', monday, '2025-12-31'],
    ['before the year is out', monday, '2025-12-31'],
    ['before year’s end', monday, '2025-12-31'],
    ['by the end of the month', '2024-02-10', '2024-02-29'],
    ['by the end of the quarter', '2025-11-30', '2025-12-31'],
    ['by the end of the decade', monday, '2029-12-31'],
    ['by the end of the century', monday, '2100-12-31'],
    ['by the end of February 2026', monday, '2026-02-28'],
    ['by the end of 2026', monday, '2026-12-31'],
    ['by end-2026', monday, '2026-12-31'],
    ['by Christmas', '2025-12-24', '2025-12-25'],
    ['by Christmas', '2025-12-25', '2026-12-25'],
    ['before Christmas', monday, '2025-12-24'],
    ['by Easter', monday, '2026-04-05'],
    ['by Easter 2038', monday, '2038-04-25'],
    ['by Thanksgiving', monday, '2025-11-27'],
    ['before the new year', monday, '2025-12-31'],
    ['this winter', '2026-01-10', '2026-02-28'],
    ['this summer', '2026-01-10', '2026-08-31'],
    ['next spring', monday, '2026-05-31'],
    ['in the winter of 2026-27', monday, '2027-02-28'],
    ['in the first half of 2026', monday, '2026-06-30'],
    ['in the second half of this year', monday, '2025-12-31'],
    ['in Q3', monday, '2025-09-30'],
    ['in Q1', monday, '2026-03-31'],
    ['In 2026 Q4', monday, '2026-12-31'],
    ['in the second quarter', monday, '2026-06-30'],
    ['in the fourth quarter of 2026', monday, '2026-12-31'],
    ['in 2027', monday, '2027-12-31'],
    ['before 2030', monday, '2029-12-31'],
    ['between 2026 and 2030', monday, '2030-12-31'],
    ['in March', '2026-03-31', '2026-03-31'],
    ['in March', '2026-04-01', '2027-03-31'],
    ['in March or April', monday, '2026-04-30'],
    ['no later than June 2026', monday, '2026-06-30'],
    ['this week', monday, '2025-09-14'],
    ['next week', monday, '2025-09-21'],
    ['next week', '2025-12-29', '2026-01-11'],
    ['this month', monday, '2025-09-30'],
    ['next month', '2025-12-31', '2026-01-31'],
    ['this year', '2025-12-31', '2025-12-31'],
    ['later this year', monday, '2025-12-31'],
    ['late next year', monday, '2026-12-31'],
    ['for the rest of the year', monday, '2025-12-31'],
    ['at some point next year', monday, '2026-12-31'],
    ['by this time next year', monday, '2026-09-08'],
    ['in the year 2030', monday, '2030-12-31'],
    ['before the year 2030', monday, '2029-12-31'],
    ['by end March', monday, '2026-03-31'],
    ['by end of March', monday, '2026-03-31'],
    ['by the end-March', monday, '2026-03-31'],
    ['by end-September', monday, '2025-09-30'],
    ['by September-end', monday, '2025-09-30'],
    ['by end-Q3', monday, '2025-09-30'],
    ['by end next year', monday, '2026-12-31'],
    ['by 2026-03-04', monday, '2026-03-04'],
    ['within 1,000 days', monday, '2028-06-04'],
    ['1,000 days from now', monday, '2028-06-04'],
    ['in twenty-five years', monday, '2050-09-08'],
    ['in a hundred and fifty years', monday, '2175-09-08'],
    ['in half a year', monday, '2026-03-08'],
    ['over the next half-year', monday, '2026-03-08'],
    ['within a year and a half', monday, '2027-03-08'],
    ['in two and a half years', monday, '2028-03-08'],
    ['1.5 years from now', monday, '2027-03-08'],
    ['in two years and six months', monday, '2028-03-08'],
    ['for the next 20 years', monday, '2045-09-08'],
    ['for 20 years to come', monday, '2045-09-08'],
    ['in the first week of September', '2025-09-06', '2025-09-07'],
    ['in the last week of February', monday, '2026-02-28'],
    ['by the end of the last week of next month', monday, '2025-10-31'],
  ])('%s, said on %s, is %s on both readings', (wording, saidOn, due) => {
    expect(readWindow(`It will happen ${wording}.`, saidOn)).toEqual({
      wording,
      dueBy: due,
      dueByStrict: due,
      basis: 'stated',
    })
  })
})

describe('a wording that can be taken two ways', () => {
  it.each([
    ['by March', monday, '2026-03-01', '2026-03-31'],
    ['by March', '2026-03-15', '2026-03-31', '2027-03-31'],
    ['by March', '2026-03-01', '2026-03-31', '2027-03-31'],
    ['by early March', '2026-03-15', '2027-03-01', '2027-03-11'],
    ['by March 2027', '2026-03-15', '2027-03-01', '2027-03-31'],
    ['until March', monday, '2026-03-01', '2026-03-31'],
    ['by 2030', monday, '2030-01-01', '2030-12-31'],
    ['by the summer', monday, '2026-06-01', '2026-08-31'],
    ['by the weekend', monday, '2025-09-13', '2025-09-14'],
    ['by March or April', monday, '2026-03-01', '2026-04-30'],
    ['on Monday', monday, '2025-09-08', '2025-09-15'],
    ['next Friday', monday, '2025-09-12', '2025-09-19'],
    ['next summer', '2026-02-10', '2026-08-31', '2027-08-31'],
    ['this week', '2025-09-14', '2025-09-14', '2025-09-20'],
    ['next week', '2025-09-14', '2025-09-21', '2025-09-27'],
    ['early next year', monday, '2026-03-31', '2026-04-30'],
    ['in mid-2027', monday, '2027-06-30', '2027-08-31'],
    ['by early 2027', monday, '2027-01-01', '2027-04-30'],
    ['in early September', '2025-09-09', '2025-09-09', '2025-09-10'],
    ['within the year', monday, '2025-12-31', '2026-09-08'],
    ['in the next year', '2025-11-10', '2026-11-10', '2026-12-31'],
    ['in the year ahead', '2025-11-10', '2026-11-10', '2026-12-31'],
    ['the coming decade', monday, '2035-09-08', '2039-12-31'],
    ['in the new year', monday, '2026-01-31', '2026-03-31'],
    ['within two to three years', monday, '2027-09-08', '2028-09-08'],
    ['over the next 12–18 months', monday, '2026-09-08', '2027-03-08'],
    ['in a year or two', monday, '2026-09-08', '2027-09-08'],
    ['in a week or two', monday, '2025-09-15', '2025-09-22'],
    ['in a year or two’s time', monday, '2026-09-08', '2027-09-08'],
    ['a year or two from now', monday, '2026-09-08', '2027-09-08'],
    ['within a month or two', monday, '2025-10-08', '2025-11-08'],
    ['in a month, maybe two', monday, '2025-10-08', '2025-11-08'],
    ['in two or even three years', monday, '2027-09-08', '2028-09-08'],
    ['in between two and three years', monday, '2027-09-08', '2028-09-08'],
    ['the next month or two', monday, '2025-10-08', '2025-11-08'],
    ['the next year or two', monday, '2026-09-08', '2027-09-08'],
    ['over the next decade or two', monday, '2035-09-08', '2045-09-08'],
    ['in six months to a year', monday, '2026-03-08', '2026-09-08'],
    ['in six months or a year', monday, '2026-03-08', '2026-09-08'],
    ['over the next six months to a year', monday, '2026-03-08', '2026-09-08'],
    ['six months to a year from now', monday, '2026-03-08', '2026-09-08'],
    ['in a month to six weeks', monday, '2025-10-08', '2025-10-20'],
    ['in a year or so', monday, '2026-09-08', '2027-03-08'],
    ['in a week or so', monday, '2025-09-15', '2025-09-19'],
    ['in the next month or so', monday, '2025-10-08', '2025-10-23'],
    ['in about six months', monday, '2026-03-08', '2026-06-08'],
    ['in roughly two years’ time', monday, '2027-09-08', '2028-09-08'],
    ['in a few weeks or months', monday, '2025-12-09', '2026-03-09'],
    ['for many years to come', monday, '2028-09-08', '2030-09-08'],
    ['by the year 2030', monday, '2030-01-01', '2030-12-31'],
    ['by mid-century', monday, '2050-12-31', '2060-12-31'],
    ['by the middle of the century', monday, '2050-12-31', '2060-12-31'],
    ['by the mid-2030s', monday, '2034-12-31', '2036-12-31'],
    ['by the first week of March', monday, '2026-03-01', '2026-03-08'],
    ['in the third week of October', monday, '2025-10-21', '2025-10-26'],
    ['by 2030 or so', monday, '2030-01-01', '2031-12-31'],
    ['in around March', monday, '2026-03-31', '2026-04-30'],
    ['in six months’ time or so', monday, '2026-03-08', '2026-06-08'],
    ['by the second week of next month', monday, '2025-10-08', '2025-10-19'],
  ])('%s, said on %s, is %s strictly and %s generously', (wording, saidOn, dueByStrict, dueBy) => {
    expect(readWindow(`It will happen ${wording}.`, saidOn)).toEqual({
      wording,
      dueBy,
      dueByStrict,
      basis: 'inferred',
    })
  })
})

describe('a year that cannot be read', () => {
  it.each([
    'by 31 December 9999',
    'by 1 March 3000',
    'by December 31, 12026',
    'by 31 December of 9999',
    'by 31 December, year 3000',
    'by March 9999',
  ])('leaves no other date behind: %s', sentence => {
    expect(readWindow(sentence, '2026-11-22')).toBeNull()
  })

  it('is told from one that can', () => {
    expect(readWindow('by 31 December 2150', '2026-11-22')).toMatchObject({ dueBy: '2150-12-31' })
  })
})

describe('words that only look like a deadline', () => {
  it.each([
    '',
    ' ',
    'It will happen.',
    'The report is done by hand.',
    'Chosen by Putin, he will stay.',
    'Prices will rise by 10 percent.',
    'It will be clear by the time they meet.',
    'It will all be over by the end of his term.',
    'At the end of the day, it will fall.',
    'Theresa May may win.',
    'This may lead to a slowdown.',
    'They will march on the capital.',
    'A march will be held.',
    'The sun sat low, now they wait.',
    'He needs a second, one day he will learn.',
    'He said so the other day.',
    'Monday’s speech will be short.',
    'Today’s vote will be close.',
    'Next year’s budget will be tight.',
    'Another 10,000 troops will come, and 1.5 million shells.',
    'It will take 2030 troops.',
    'At 47 he could still run.',
    'In 2025 he said it would happen.',
    'In February, Trump said the war would end.',
    'The war ended in 2025.',
    'It grew 3% this year.',
    'Russia attacked overnight.',
    'He spoke on Sunday.',
    'Since Sept. 11 everything is different.',
    'The occupation since 2022 will be costly.',
    'It happened last week.',
    'It began three years ago.',
    'It will happen by 2020.',
    'The war lasted for two years.',
    'Over the last year, and in the past three months, little moved.',
    'It is the worst attack in three years.',
    'A deal took shape in two days of talks.',
    'It will end after 90 days.',
    'It will start after March.',
    'It will apply from next year.',
    'It will apply from 2027 onwards.',
    'It could start as early as next week.',
    'Not before March.',
    'It will not be ready until March.',
    'Next year at the earliest.',
    'In 2027 and beyond it will grow.',
    'Rates will be higher than this year.',
    'Within weeks of taking office he will go.',
    'Tension will rise in the weeks ahead of the vote.',
    'As soon as it can, it will.',
    'It soon became clear.',
    'Shortly after noon it will rain.',
    'Short-term rates will rise.',
    'It will not stop before the fall of the city.',
    'By 31 November it will end.',
    'By 1 March 1998 it will end.',
    'By 29 February 2027 it will end.',
    'By 03/04/2026 it will end.',
    'Until further notice it will stay.',
    'It will happen in a year or more.',
    'It will happen within a week or longer.',
    'It will happen in the next year or more.',
    'It will happen in two years at the earliest.',
    'It will happen at least two years from now.',
    'It will happen in the coming years and beyond.',
    'It will happen in a few years or more.',
    'It will take over half a year.',
    'It will happen two years from now or later.',
    'They invest in two-year bonds.',
    'They are 20 years ahead.',
    'It will come in a year or two of war.',
    'By 03/04/2026, by 03-04-2026 or by 4.3.2026 it will end.',
    'By 2026-13-45 it will end.',
    'In the end March will decide.',
    'Not soon',
    'Not soon.',
    'No time soon',
    'Not any time soon.',
    'Not imminent',
    'It will fall, but not soon.',
    'It will fall\u2014not in the coming weeks, he said.',
    'Peace will come no time soon.',
    'It will fall, though hardly any time soon.',
  ])('gives %j no window', sentence => {
    expect(readWindow(sentence, monday)).toBeNull()
  })
})

describe('finding the wording', () => {
  it.each([
    ['For the months ahead, expect more of the same.', 'For the months ahead'],
    ['BY THE END OF THE YEAR it will be over', 'BY THE END OF THE YEAR'],
    ['It will fall in the\u00a0weeks\n   ahead, they say', 'in the\u00a0weeks\n   ahead'],
    ['It will be gone by year’s end', 'by year’s end'],
    ['It will end this year\u2014or so they say', 'this year'],
    ['It will fall by mid\u20112027', 'by mid\u20112027'],
    ['Ukraine has until Friday to answer', 'until Friday'],
    ['Trump threatened tariffs by Friday', 'by Friday'],
    ['The city could fall next year', 'next year'],
    ['They will march this week', 'this week'],
    ['It may this year lose', 'this year'],
  ])('keeps it as it stands in %j', (sentence, wording) => {
    expect(readWindow(sentence, monday)?.wording).toBe(wording)
  })

  it.each([
    ['It will rise in the coming months, to total 18% in 2026.', 'in 2026'],
    ['It will rise to 18% in 2026 and return to 4% in 2028.', 'in 2026'],
    ['Soon, and certainly by Christmas, they will leave.', 'by Christmas'],
    ['On Tuesday they will say that rates will fall before June.', 'before June'],
    ['If no deal is reached by Friday, they will attack within weeks.', 'within weeks'],
    ['The offensive that began in February will go on in the coming weeks.', 'in the coming weeks'],
    ['There since 2022, they will leave by 2027.', 'by 2027'],
    ['In the coming days or weeks it will fall.', 'In the coming days or weeks'],
  ])('chooses the one that governs the forecast in %j', (sentence, wording) => {
    expect(readWindow(sentence, monday)?.wording).toBe(wording)
  })

  it('reads a bare phrase as a deadline', () => {
    expect(readWindow('on 4 July', monday)?.dueBy).toBe('2026-07-04')
    expect(readWindow('March 2026', monday)?.dueBy).toBe('2026-03-31')
  })

  it('takes a denied deadline as one, because it can be judged then', () => {
    expect(readWindow('There will be no vote before the end of the year', monday)?.dueBy).toBe('2025-12-31')
    expect(readWindow('It will not fall before March', monday)?.dueBy).toBe('2026-02-28')
  })

  it.each([
    ['It will not fall soon', 'soon'],
    ['It won’t fall any time soon', 'any time soon'],
    ['It is unlikely to fall any time soon', 'any time soon'],
    ['It will not soon be over', 'soon'],
    ['A deal is certainly not imminent', 'imminent'],
    ['It’s not imminent', 'imminent'],
    ['There will be no deal in the coming weeks', 'in the coming weeks'],
    ['It may not be over in the foreseeable future', 'in the foreseeable future'],
  ])('judges what is denied when its window ends: %j', (sentence, wording) => {
    expect(readWindow(sentence, monday)?.wording).toBe(wording)
  })

  it.each([
    ['It will end in a month or a deal will be struck', 'in a month'],
    ['It will end next year', 'next year'],
    ['It will end in two months to 3% growth', 'in two months'],
    ['Not only in the coming weeks but in the coming years it will grow', 'in the coming years'],
    ['It will go on in the coming weeks and days', 'in the coming weeks'],
  ])('takes no more and no less than the wording in %j', (sentence, wording) => {
    expect(readWindow(sentence, monday)?.wording).toBe(wording)
  })

  it('leaves a month that has just gone unread when no verb says otherwise', () => {
    expect(readWindow('Output in August: flat', monday)).toBeNull()
    expect(readWindow('Output will be flat in August', monday)?.dueBy).toBe('2026-08-31')
  })
})

const days = fc
  .date({ min: new Date('1990-01-01'), max: new Date('2110-12-31'), noInvalidDate: true })
  .map(date => date.toISOString().slice(0, 10))
const phrases = [...vague.map(({ phrase }) => phrase), ...calendar]
const words = fc.constantFrom(
  ...phrases,
  ...'by before in on until within the a next this coming weeks months year end of 2031 march may 31 friday not said will , . - if 10 9999 soon'.split(
    ' ',
  ),
)
const sentences = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.array(words, { maxLength: 14 }).map(chosen => chosen.join(' ')),
)

describe('any sentence', () => {
  it('gives null or a wording it contains, with both days in order and not before it was said', () => {
    fc.assert(
      fc.property(sentences, days, (sentence, saidOn) => {
        const window = readWindow(sentence, saidOn)
        if (window === null) return
        expect(window.wording).not.toBe('')
        expect(sentence).toContain(window.wording)
        expect(window.dueByStrict >= saidOn).toBe(true)
        expect(window.dueBy >= window.dueByStrict).toBe(true)
        for (const date of [window.dueBy, window.dueByStrict])
          expect(new Date(date).toISOString()).toContain(date)
        if (window.basis === 'stated') expect(window.dueBy).toBe(window.dueByStrict)
      }),
      { numRuns: 2000 },
    )
  })

  it('gives a phrase the same days whatever neutral words stand around it', () => {
    const around = fc.tuple(
      fc.constantFrom('It will happen ', 'Analysts expect this to happen ', 'Kyiv could fall '),
      fc.constantFrom('', '.', ', they believe.', ', in our view'),
    )
    fc.assert(
      fc.property(fc.constantFrom(...phrases), around, days, (phrase, [before, after], saidOn) => {
        const { wording, ...dates } = readWindow(phrase, saidOn) ?? {}
        const { wording: within, ...datesWithin } = readWindow(before + phrase + after, saidOn) ?? {}
        expect(datesWithin).toEqual(dates)
        expect(within).toBe(wording)
      }),
      { numRuns: 1000 },
    )
  })

  it.each(['0000-01-01', '9999-12-31'])('survives the edge of the calendar on %s', saidOn => {
    for (const phrase of phrases) expect(() => readWindow(phrase, saidOn)).not.toThrow()
    expect(readWindow('within 9999 decades', saidOn)?.dueBy).toBe('9999-12-31')
  })

  it.each([
    'the ',
    'in a ',
    'just only about ',
    'a year or ',
    'in six months to a ',
    'days, weeks and months or ',
    'it was said soon ',
    'not soon ',
    'by the end of the first week of ',
  ])('reads 100,000 characters of %j within a second', repeated => {
    const text = repeated.repeat(100_000 / repeated.length)
    const started = performance.now()
    readWindow(text, monday)
    expect(performance.now() - started).toBeLessThan(1000)
  })

  it('reads a deadline at the end of a very long text', () => {
    expect(readWindow(`${'and so on '.repeat(10_000)}by 1 March 2026`, monday)?.dueBy).toBe('2026-03-01')
  })
})
