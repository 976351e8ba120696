import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Candidate, readCommentary } from '../../src/reading/commentary.ts'
import { longestText } from '../../src/reading/refusals.ts'

const publishedOn = '2026-03-10'

function read(text: string, author?: string): Candidate[] {
  const reading = readCommentary(text, { publishedOn, author })
  if ('refused' in reading) throw new Error(`refused: ${reading.refused}`)
  return reading.candidates
}

function only(text: string, author?: string): Candidate {
  const [candidate, ...others] = read(text, author)
  if (candidate === undefined || others.length > 0) throw new Error(`${others.length + 1} candidates`)
  return candidate
}

test('reads its worked value', () => {
  const reading = readCommentary('Oil will probably fall below $50 by June.', { publishedOn: '2026-01-10' })
  expect(reading).toMatchObject({
    candidates: [
      {
        stance: 'asserts',
        hedge: 'probably',
        probability: { value: 0.75, low: 0.65, basis: 'hedge' },
        deadline: { dueBy: '2026-06-30' },
        statement: 'Oil will fall below $50 by 30 June 2026',
        unresolved: [],
      },
    ],
  })
})

test('says why it reads nothing: no words, too many, another language', () => {
  expect(readCommentary(' \n\n1. 2. — ', { publishedOn })).toEqual({ refused: 'empty' })
  expect(readCommentary('a '.repeat(longestText / 2 + 1), { publishedOn })).toEqual({ refused: 'too-long' })
  const german =
    'Die Regierung wird nach Ansicht vieler Beobachter noch in diesem Jahr zerbrechen, und dann wird es Neuwahlen geben, die niemand gewinnen kann, weil die Parteien zu zerstritten sind.'
  expect(readCommentary(german, { publishedOn })).toEqual({ refused: 'not-english' })
  expect(readCommentary('Правительство уйдёт в отставку до конца года.', { publishedOn })).toEqual({
    refused: 'not-english',
  })
})

describe('a text of a sentence or two', () => {
  test.each([
    'Es wird regnen.',
    'Die Preise werden steigen. Das ist sicher.',
    'Les prix vont augmenter en mai.',
    'El gobierno caerá antes de las elecciones.',
    'Il governo cadrà prima che finisca la primavera.',
    'De regering zal niet vallen.',
  ])('in another language is refused: %s', text => {
    expect(readCommentary(text, { publishedOn })).toEqual({ refused: 'not-english' })
  })
  test.each([
    'Oil falls.',
    'Las Vegas beats Los Angeles.',
    'Ursula von der Leyen quits.',
    'Le Pen loses.',
    'Acme, est. 1990, fails.',
    'El Niño returns in May.',
  ])('in English is read, whatever its names: %s', text => {
    expect(readCommentary(text, { publishedOn })).toHaveProperty('candidates')
  })
})

describe('places', () => {
  const text =
    'Mr. Low was late.  “It’s over,” he said. But   U.S. growth\nwill slow, and banks may fail 🙂 by May.'

  test('are offsets into the text as it was pasted', () => {
    for (const { sentence, quote, triggers } of read(text)) {
      expect(text.slice(sentence.start, sentence.end)).toBe(sentence.text)
      expect(text.slice(quote.start, quote.end)).toBe(quote.exact)
      expect(text.slice(0, quote.start).endsWith(quote.prefix)).toBe(true)
      expect(text.slice(quote.end).startsWith(quote.suffix)).toBe(true)
      for (const { start, end, words } of triggers) expect(text.slice(start, end)).toBe(words)
    }
  })

  test('what stands before and after is cut between words', () => {
    const around = 'Something entirely different was being discussed by everybody at great length.'
    const [found] = read(`${around} The dam will break. ${around}`)
    expect(found?.quote.prefix).toBe('different was being discussed by everybody at great length. ')
    expect(found?.quote.suffix).toBe(' Something entirely different was being discussed by')
  })

  test('what stands before and after is of the same paragraph', () => {
    const [found] = read(
      'The year in dams\n\nThey met. The dam will break. It is old.\n\nHad the gates held, so be it.',
    )
    expect([found?.quote.prefix, found?.quote.suffix]).toEqual(['They met. ', ' It is old.'])
  })

  test('two claims of a sentence are two candidates', () => {
    expect(read(text).map(({ quote, hedge }) => [quote.exact, hedge])).toEqual([
      ['But   U.S. growth\nwill slow', 'will'],
      ['banks may fail 🙂 by May.', 'may'],
    ])
  })
})

describe('who said it', () => {
  const cases: [text: string, name: string | null, kind: string | null, attribution: string][] = [
    ['The dam will break.', 'Ann Author', 'person', 'author'],
    ['I think the dam will break.', 'Ann Author', 'person', 'author'],
    [
      '“The dam will break by May,” said Olaf Berg, the minister of works.',
      'Olaf Berg',
      'person',
      'quotation',
    ],
    [
      '“The dam,” warned Olaf Berg on Monday, “will break before the summer is out.”',
      'Olaf Berg',
      'person',
      'quotation',
    ],
    ['Finance minister Olaf Berg said the dam would break.', 'Olaf Berg', 'person', 'paraphrase'],
    ['Ukrainian officials fear that the dam could break.', 'Ukrainian officials', 'collective', 'paraphrase'],
    [
      'The dam will break, according to the Delta Institute.',
      'Delta Institute',
      'organisation',
      'according-to',
    ],
    ['According to analysts at Citi, the dam will break.', 'Analysts at Citi', 'collective', 'according-to'],
    ['Goldman Sachs expects a recession next year.', 'Goldman Sachs', 'organisation', 'paraphrase'],
    [
      'Norway’s prime minister, Ida Dahl, predicted that the talks would fail.',
      'Ida Dahl',
      'person',
      'paraphrase',
    ],
    ['Olaf Berg spoke next. He said the dam would break.', 'Olaf Berg', 'person', 'paraphrase'],
    ['Olaf Berg took the floor. Berg warned that the dam would break.', 'Olaf Berg', 'person', 'paraphrase'],
    ['The dam will break, analysts say.', 'Analysts', 'collective', 'paraphrase'],
    [
      '“I have seen the cracks. The dam will not last the winter,” Ida Dahl told reporters.',
      'Ida Dahl',
      'person',
      'quotation',
    ],
    ['The so-called “Iron Dam” will break.', 'Ann Author', 'person', 'author'],
    ['By this time next year I think the dam will break.', 'Ann Author', 'person', 'author'],
    ['I don’t think the dam will break.', 'Ann Author', 'person', 'author'],
    ['For the rest of 2026 expect more floods, and fewer dams.', 'Ann Author', 'person', 'author'],
    ['If the gates jam late, expect floods and lawsuits.', 'Ann Author', 'person', 'author'],
    [
      'The miners’ union is threatening to walk out unless talks resume.',
      "Miners' union",
      'organisation',
      'paraphrase',
    ],
    ['Cost estimates for the dam are bound to rise.', 'Ann Author', 'person', 'author'],
    ['Engineers we spoke to think the dam will break.', 'Engineers', 'collective', 'paraphrase'],
    [
      'Olaf Berg was glum. Ida Dahl of Delta was calmer, telling us she thinks the dam will hold.',
      'Ida Dahl',
      'person',
      'paraphrase',
    ],
    ['Futures are pricing in two cuts by September.', 'Futures', 'collective', 'paraphrase'],
  ]
  test.each(cases)('%s', (text, name, kind, attribution) => {
    const { pundit, attribution: how } = read(text, 'Ann Author')[0] ?? {}
    expect([pundit?.name, pundit?.kind, how]).toEqual([name, kind, attribution])
  })

  test('a role stands beside the name', () => {
    const text = 'Norway’s prime minister, Ida Dahl, predicted that the talks would fail.'
    expect(only(text).pundit).toMatchObject({ name: 'Ida Dahl', role: "Norway's prime minister" })
  })

  test('nobody is named when no author was given', () => {
    expect(only('The dam will break.').pundit).toEqual({ name: null, kind: null, isAuthor: true })
  })

  test('in a transcript each turn is its speaker’s', () => {
    const text = 'HOST: Will it hold?\n\nIDA DAHL: No. It will break by May.\n\nHOST: Thank you.'
    expect(only(text).pundit.name).toBe('Ida Dahl')
  })

  test('a body that writes of itself is the author', () => {
    expect(
      only('The Committee expects inflation to fall.', 'Monetary Policy Committee').pundit.isAuthor,
    ).toBe(true)
  })

  test('what somebody says that others expect is a report', () => {
    expect(only('“Analysts expect the dam to break,” said Olaf Berg.')).toMatchObject({
      pundit: { name: 'Olaf Berg' },
      stance: 'reports',
    })
  })
})

describe('how sure it sounded', () => {
  const cases: [text: string, hedge: string | null, value: number, negated: boolean][] = [
    ['The dam will break.', 'will', 0.91, false],
    ['The dam won’t break.', 'will not', 0.09, true],
    ['The dam will likely break.', 'likely', 0.7, false],
    ['The dam is unlikely to break.', 'unlikely', 0.2, true],
    ['The dam will almost certainly break.', 'almost certainly', 0.95, false],
    ['The dam could break.', 'could', 0.4, false],
    ['The dam may not break.', 'may', 0.45, false],
    ['The dam is expected to break.', 'expected to', 0.775, false],
    ['There is a 30% chance that the dam breaks.', null, 0.3, false],
    ['There is a one-in-four chance that the dam breaks.', null, 0.25, false],
    ['There is maybe a ten percent chance that the dam breaks.', null, 0.1, false],
    ['I put the odds of a breach at “one in ten, perhaps less”.', null, 0.1, false],
    ['I don’t expect a breach in May.', 'unlikely', 0.2, true],
    ['I’d put the odds of a breach at 15 per cent.', null, 0.15, false],
    ['There is no way the dam breaks.', 'no way', 0.025, true],
    ['I doubt that the dam breaks this year.', 'doubtful', 0.25, true],
    ['The dam will certainly break.', 'certainly', 0.96, false],
  ]
  test.each(cases)('%s', (text, hedge, value, negated) => {
    const candidate = only(text)
    expect([candidate.hedge, candidate.probability.value, candidate.negated]).toEqual([hedge, value, negated])
  })

  test('a month is no hedge', () => {
    expect(only('Growth will stall after the May election.').hedge).toBe('will')
  })

  test('probabilities beside the entries of a list are theirs', () => {
    const found = read(
      'My predictions for 2027:\n\n- The dam will break (70%)\n- Rain all June (Probability: 0.4)',
    )
    expect(found.map(({ probability }) => probability.value)).toEqual([0.7, 0.4])
  })

  test('a probability in a sentence of its own is that of its entry', () => {
    const found = read('My predictions:\n\n1. The dam breaks by 2028. 40 percent.\n2. Farms close. 55%.')
    expect(found.map(({ probability }) => probability.value)).toEqual([0.4, 0.55])
  })

  test('a probability on a line of its own is that of the claims above it', () => {
    const found = read('## Water\n\nThe dam will break. Farms will close.\n\n_Probability: 80%_')
    expect(found.map(({ probability }) => probability.value)).toEqual([0.8, 0.8])
  })

  test('a share of something else is no probability', () => {
    expect(only('Sales (12%) will fall.').probability.basis).toBe('assertion')
  })
})

describe('a doubt', () => {
  const doubted: [text: string, hedge: string | null, value: number, statement: string][] = [
    ['I doubt the dam will break this year.', 'doubtful', 0.25, 'The dam will break in 2026'],
    ['We doubt the dam will break.', 'we doubt', 0.25, 'The dam will break'],
    ['The minister doubts that the dam will break.', 'doubtful', 0.25, 'The dam will break'],
    ['She doubts whether the dam will break next year.', 'doubtful', 0.25, 'The dam will break in 2027'],
    ['I very much doubt that the dam will break.', 'doubtful', 0.25, 'The dam will break'],
    ['I don’t believe the euro will collapse next year.', 'doubtful', 0.25, 'The euro will collapse in 2027'],
    ['I do not think that Berg will win in 2028.', 'doubtful', 0.25, 'Berg will win in 2028'],
    ['I don’t think it’s likely that the dam will break.', 'doubtful', 0.25, 'The dam will break'],
    ['No one thinks the war will end in 2026.', 'doubtful', 0.25, 'The war will end in 2026'],
    ['Nobody expects that taxes will rise.', 'unlikely', 0.2, 'Taxes will rise'],
    ['Few economists expect the bank to fail.', 'unlikely', 0.2, 'The bank will fail'],
    ['We do not expect the euro to collapse.', 'unlikely', 0.2, 'The euro will collapse'],
    ['Olaf Berg does not expect to win in May.', 'unlikely', 0.2, 'Olaf Berg will win by 31 May 2026'],
    ['I don’t expect another cut this year.', 'unlikely', 0.2, 'There will be another cut in 2026'],
    ['I don’t see the dam breaking this year.', 'doubtful', 0.25, 'The dam will break in 2026'],
    ['I am not convinced that the truce will hold.', 'doubtful', 0.25, 'The truce will hold'],
    ['Analysts are sceptical that the truce will hold.', 'doubtful', 0.25, 'The truce will hold'],
    ['There are serious doubts that the truce will hold.', 'doubtful', 0.25, 'The truce will hold'],
    ['It is doubtful whether the truce will hold.', 'doubtful', 0.25, 'The truce will hold'],
    ['Officials rejected claims that the bank would fail.', 'doubtful', 0.25, 'The bank will fail'],
    ['The chancellor denied that taxes would rise.', 'will not', 0.09, 'Taxes will rise'],
    ['“I doubt the dam will break,” said Olaf Berg, the minister.', 'doubtful', 0.25, 'The dam will break'],
    ['If the gates jam, I doubt the dam will hold.', 'doubtful', 0.25, 'The dam will hold'],
    ['I doubt anyone will win in May.', 'doubtful', 0.25, 'Someone will win by 31 May 2026'],
    ['I don’t think there will be any deal.', 'doubtful', 0.25, 'There will be a deal'],
    ['Nothing suggests that the war will end.', 'doubtful', 0.25, 'The war will end'],
    ['There is no reason to think the dam will break.', 'doubtful', 0.25, 'The dam will break'],
    ['I doubt the dam won’t break.', 'doubtful', 0.25, 'The dam will not break'],
    ['- I doubt the dam will break (20%)', null, 0.2, 'The dam will break'],
    ['- I don’t think the dam will break (80%)', null, 0.2, 'The dam will break'],
  ]
  test.each(doubted)('is of the claim inside it: %s', (text, hedge, value, statement) => {
    const { probability, ...candidate } = only(text)
    expect([candidate.hedge, probability.value, candidate.statement]).toEqual([hedge, value, statement])
    expect(candidate.negated).toBe(true)
  })

  const undoubted: [text: string, hedge: string, value: number, statement: string][] = [
    ['I don’t doubt that the dam will break.', 'certainly', 0.96, 'The dam will break'],
    ['There is no doubt that the dam will break.', 'certainly', 0.96, 'The dam will break'],
    ['Few doubt that the dam will break.', 'highly likely', 0.9, 'The dam will break'],
    ['I don’t deny that the dam may break.', 'may', 0.45, 'The dam will break'],
    ['I don’t think anyone doubts that the dam will break.', 'likely', 0.7, 'The dam will break'],
    ['I don’t think it is unlikely that the dam will break.', 'real possibility', 0.45, 'The dam will break'],
    ['A few economists expect the bank to fail.', 'expected to', 0.775, 'The bank will fail'],
    ['Doubts about the dam will grow.', 'will', 0.91, 'Doubts about the dam will grow'],
  ]
  test.each(undoubted)('that is denied, or is none, affirms: %s', (text, hedge, value, statement) => {
    const { probability, ...candidate } = only(text)
    expect([candidate.hedge, probability.value, candidate.statement]).toEqual([hedge, value, statement])
    expect(candidate.negated).toBe(false)
  })

  test('reaches as far as its clause', () => {
    const claimed = (text: string) => read(text).map(({ statement, hedge }) => [statement, hedge])
    expect(claimed('I doubt the dam will break, but the mill will close.')).toEqual([
      ['The dam will break', 'doubtful'],
      ['The mill will close', 'will'],
    ])
    expect(claimed('The mill will close, but I doubt the dam will break.')).toEqual([
      ['The mill will close', 'will'],
      ['The dam will break', 'doubtful'],
    ])
    expect(claimed('I don’t think the dam will break, nor do I think the mill will close.')).toEqual([
      ['The dam will break', 'doubtful'],
      ['The mill will close', 'doubtful'],
    ])
    expect(claimed('We don’t expect the dam to break, and the mill will close.')).toEqual([
      ['The dam will break', 'unlikely'],
      ['The mill will close', 'will'],
    ])
    expect(claimed('Amid doubts that the dam will hold, rents will fall.')).toEqual([
      ['The dam will hold', 'doubtful'],
      ['Rents will fall', 'will'],
    ])
  })

  const doubters: [text: string, name: string, stance: string][] = [
    ['I very much doubt the dam will break.', 'Ann Author', 'asserts'],
    ['I don’t doubt that the dam will break.', 'Ann Author', 'asserts'],
    ['Olaf Berg does not think the dam will break.', 'Olaf Berg', 'asserts'],
    ['Analysts are sceptical that the truce will hold.', 'Analysts', 'asserts'],
    ['Nobody thinks the dam will break.', 'Ann Author', 'reports'],
    ['Hardly any economists expect the bank to fail.', 'Ann Author', 'reports'],
    ['I still don’t think the dam will break.', 'Ann Author', 'asserts'],
    ['“Nobody thinks the dam will break,” said Ida Dahl.', 'Ida Dahl', 'reports'],
    ['Dahl: “I don’t think the dam will break in May.”', 'Dahl', 'asserts'],
    ['Olaf Berg said no one expects the bank to fail.', 'Olaf Berg', 'reports'],
  ]
  test.each(doubters)('is its doubter’s, and nobody’s is passed on: %s', (text, name, stance) => {
    const { pundit, ...candidate } = only(text, 'Ann Author')
    expect([pundit.name, candidate.stance]).toEqual([name, stance])
  })
})

describe('the condition', () => {
  const cases: [text: string, condition: string | null][] = [
    ['If the gates jam, the dam will break.', 'If the gates jam'],
    ['The dam will break unless the gates open.', 'unless the gates open'],
    ['Should the gates fail, the dam would break.', 'Should the gates fail'],
    ['Once the rain starts, the dam will break.', 'Once the rain starts'],
    ['In the baseline scenario, output will fall by 2%.', 'In the baseline scenario'],
    ['Any further delay could break the pact.', 'Any further delay'],
    ['Under current policies, the dam will break by 2040.', 'Under current policies'],
    ['At the present rate, the dam will be late.', 'At the present rate'],
    ['Absent new gates, the dam will break.', 'Absent new gates'],
    ['Were money found this year, the dam could be mended.', 'Were money found this year'],
    ['Provided wages rise, demand will recover.', 'Provided wages rise'],
    ['The dam is old, and if the gates jam it will break.', 'if the gates jam it will break'],
    ['For once the dam will hold.', null],
    ['I would be astonished if the dam broke.', null],
    ['Even if the gates open, the dam will break.', null],
    ['The dam will break.', null],
  ]
  test.each(cases)('%s', (text, condition) => {
    expect(only(text).condition?.text ?? null).toBe(condition)
  })

  test('is inherited from the sentence before', () => {
    const [first, second] = read('If the gates jam, the dam will break. That would flood the town.')
    expect(first?.condition).toEqual({ text: 'If the gates jam', inherited: false })
    expect(second).toMatchObject({
      condition: { text: 'If the gates jam', inherited: true },
      stance: 'conditional',
    })
  })
})

describe('the deadline', () => {
  test('is read in the claim’s own words, both days of it', () => {
    const [first, second] = read('Oil will fall by June, and gas may rise in the weeks ahead.')
    expect(first?.deadline).toMatchObject({ dueBy: '2026-06-30', inherited: false })
    expect(second?.deadline).toMatchObject({ wording: 'in the weeks ahead', basis: 'inferred' })
  })

  test('is inherited from a heading, or a sentence that names a period', () => {
    expect(only('# Predictions for 2027\n\nThe dam will break.').deadline).toMatchObject({
      dueBy: '2027-12-31',
      inherited: true,
    })
    const found = read('The prognosis for the months ahead is gloomy. The dam could break.')
    expect(found[1]?.deadline).toMatchObject({ wording: 'for the months ahead', inherited: true })
  })

  const titled: [heading: string, dueBy: string | null][] = [
    ['The year ahead in Europe', null],
    ['The months ahead', null],
    ['Bank to cut rates in June', null],
    ['2027', '2027-12-31'],
    ['In the second half of 2026', '2026-12-31'],
    ['Outlook for 2027', '2027-12-31'],
    ['Predictions for the year ahead', '2027-03-10'],
  ]
  test.each(titled)('a heading governs when it names a period or foretells: %s', (heading, dueBy) => {
    const found = read(`# ${heading}\n\nBy Clara Column\n\nThe dam will break.`)
    expect(found.at(-1)?.deadline?.dueBy ?? null).toBe(dueBy)
  })

  test('a time of its own is never that of a heading', () => {
    const found = read(
      '# Predictions for 2027\n\nThe dam will hold until the gates jam. It will break eventually. The mill will survive the winter.',
    )
    expect(found.map(({ deadline }) => deadline?.wording)).toEqual([undefined, undefined, 'the winter'])
  })

  test('a sentence with figures for two years makes two claims', () => {
    const found = read('Inflation will reach 9% in 2026, slowing to 5% in 2027.')
    expect(found.map(({ deadline }) => deadline?.dueBy)).toEqual(['2026-12-31', '2027-12-31'])
  })
})

describe('the draft', () => {
  const cases: [text: string, statement: string, unresolved: string[]][] = [
    ['It will rain in Oslo.', 'It will rain in Oslo', []],
    ['It will fall in Oslo.', 'It will fall in Oslo', ['it']],
    ['But the dam will probably break.', 'The dam will break', []],
    ['The dam won’t break.', 'The dam will break', []],
    ['The dam is unlikely to break next year.', 'The dam will break in 2027', []],
    ['If the gates jam, the dam will break.', 'The dam will break', []],
    ['Olaf Berg said the dam could break in the weeks ahead.', 'The dam will break by 21 April 2026', []],
    ['They may well leave.', 'They will leave', ['they']],
    ['This winter will be hard.', 'This winter will be hard', []],
    ['The war will end this year.', 'The war will end in 2026', []],
    ['The plant will open by the end of next year.', 'The plant will open by the end of 2027', []],
  ]
  test.each(cases)('%s', (text, statement, unresolved) => {
    const candidate = only(text)
    expect([candidate.statement, candidate.unresolved]).toEqual([statement, unresolved])
  })

  test('a pronoun becomes the one person whom the sentence before names', () => {
    const found = read('Olaf Berg is tired. He may resign next year.')
    expect(found[0]).toMatchObject({ statement: 'Olaf Berg will resign in 2027', unresolved: [] })
  })

  test('a second claim keeps the subject of the first', () => {
    expect(read('Oil will fall, and might drag gas down.')[1]?.statement).toBe('Oil will drag gas down')
  })
})

test('topics are those of the claim', () => {
  expect(only('Headline inflation will ease.').topics).toEqual(['inflation'])
})

const piece = fc.oneof(
  fc.constantFrom(
    'will ',
    'won’t ',
    'may ',
    'if ',
    'said ',
    '“',
    '”',
    '"',
    '(',
    ')',
    '- ',
    '# ',
    '\n',
    '\n\n',
    '. ',
    ', ',
  ),
  fc.constantFrom(
    'by June ',
    'in 2030 ',
    '60% ',
    'Probability: ',
    'likely ',
    'to ',
    'the ',
    'of ',
    'very ',
    'would be ',
  ),
  fc.constantFrom(
    'Olaf Berg ',
    'analysts ',
    'according to ',
    'is expected ',
    'chance ',
    'and ',
    'but ',
    ': ',
    '; ',
    '?',
  ),
  fc.string({ unit: 'binary', maxLength: 12 }),
)

test('whatever is pasted is read: places hold, probabilities and days are in order', () => {
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 80 }), pieces => {
      const text = pieces.join('')
      const reading = readCommentary(text, { publishedOn, author: 'Ann Author' })
      if ('refused' in reading) return
      for (const { sentence, quote, probability, deadline, statement, confidence } of reading.candidates) {
        expect(text.slice(quote.start, quote.end)).toBe(quote.exact)
        expect(quote.exact.length).toBeLessThanOrEqual(600)
        expect(quote.start).toBeGreaterThanOrEqual(sentence.start)
        expect(quote.end).toBeLessThanOrEqual(sentence.end)
        expect(statement.length).toBeLessThanOrEqual(300)
        expect(probability.low).toBeLessThanOrEqual(probability.value)
        expect(probability.value).toBeLessThanOrEqual(probability.high)
        expect(confidence).toBeGreaterThan(0)
        if (deadline) expect(deadline.dueByStrict <= deadline.dueBy).toBe(true)
      }
    }),
    { numRuns: 300 },
  )
})
