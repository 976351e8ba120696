import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type OpenClaim,
  OpenClaim as OpenClaimShape,
  type Outcome,
  outcomes,
  type ResolutionTerms,
  ResolveClaim,
  voidReasons,
} from '../../src/claims/claim.ts'
import {
  claimState,
  decidedOn,
  evidenceErrors,
  openClaim,
  resolutionErrors,
  type Settling,
  shareOf,
  strictOutcome,
  yearAfter,
} from '../../src/claims/rules.ts'
import { dateOf } from '../../src/fields.ts'
import { fieldErrors } from '../../src/problem.ts'

/** Days so close together that they often meet. */
const someDay = fc.integer({ min: 0, max: 8 }).map(day => dateOf(new Date(Date.UTC(2026, 1, 26 + day))))
const maybeDay = fc.option(someDay, { nil: undefined })

describe('the state of a claim', () => {
  const claim = { dueBy: '2026-06-30', outcome: null, disputeId: null }

  test('is open through the day of the deadline and due from the next', () => {
    expect(claimState(claim, '2026-01-01')).toBe('open')
    expect(claimState(claim, '2026-06-30')).toBe('open')
    expect(claimState(claim, '2026-07-01')).toBe('due')
  })

  test.each(outcomes)('is settled once its outcome is %s, before and after the deadline', outcome => {
    expect(claimState({ ...claim, outcome }, '2026-01-01')).toBe('settled')
    expect(claimState({ ...claim, outcome }, '2026-07-01')).toBe('settled')
  })
})

describe('opening a claim', () => {
  const saidOn = '2026-01-10'

  test('without a date assigns one year', () => {
    expect(openClaim({ statement: 'It falls' }, saidOn)).toMatchObject({
      dueBy: '2027-01-10',
      dueByStrict: '2027-01-10',
      dueBasis: 'assigned',
      topics: [],
      condition: undefined,
    })
  })

  test('with one date reads it strictly and generously alike', () => {
    const opened = openClaim({ statement: 'It falls', dueBy: '2026-03-01', dueBasis: 'stated' }, saidOn)
    expect(opened).toMatchObject({ dueBy: '2026-03-01', dueByStrict: '2026-03-01', dueBasis: 'stated' })
  })

  test('keeps what it is given', () => {
    const input = {
      statement: 'It falls',
      topics: ['war'],
      criteria: 'By the map',
      dueBy: '2026-03-31',
      dueByStrict: '2026-02-28',
      dueWording: 'in the weeks ahead',
      dueBasis: 'inferred' as const,
    }
    const opened = openClaim({ ...input, condition: 'They attack' }, saidOn)
    expect(opened).toEqual({ ...input, condition: { text: 'They attack' } })
  })

  test.each([
    ['both deadlines on the day it was said', { dueBy: saidOn }],
    ['a strict deadline on the day it was said', { dueBy: '2026-02-01', dueByStrict: saidOn }],
    [
      'two equal deadlines of a stated date',
      { dueBy: '2026-02-01', dueByStrict: '2026-02-01', dueBasis: 'stated' },
    ],
    ['an inferred window', { dueBy: '2026-02-01', dueByStrict: '2026-01-20', dueBasis: 'inferred' }],
    ['a strict deadline within the assigned year', { dueByStrict: '2026-02-01' }],
    ['the strict deadline at the end of the assigned year', { dueByStrict: '2027-01-10' }],
  ] satisfies [string, Partial<OpenClaim>][])('takes %s', (_what, window) => {
    expect(pointers(openClaim({ statement: 'It falls', ...window }, saidOn))).toEqual([])
  })

  test.each([
    ['a stated date that is not given', { dueBasis: 'stated' }, ['#/dueBy']],
    ['an inferred date that is not given', { dueBasis: 'inferred' }, ['#/dueBy']],
    ['a deadline the day before it was said', { dueBy: '2026-01-09' }, ['#/dueBy']],
    [
      'a strict deadline after the deadline',
      { dueBy: '2026-02-01', dueByStrict: '2026-02-02' },
      ['#/dueByStrict'],
    ],
    ['a strict deadline after the assigned one', { dueByStrict: '2027-01-11' }, ['#/dueByStrict']],
    [
      'a strict deadline before it was said',
      { dueBy: '2026-02-01', dueByStrict: '2026-01-09' },
      ['#/dueByStrict'],
    ],
    [
      'two readings of a stated date',
      { dueBy: '2026-02-01', dueByStrict: '2026-01-31', dueBasis: 'stated' },
      ['#/dueByStrict'],
    ],
    [
      'two mistakes, both at once',
      { dueBy: '2026-01-08', dueByStrict: '2026-01-09', dueBasis: 'inferred' },
      ['#/dueBy', '#/dueByStrict'],
    ],
  ] satisfies [string, Partial<OpenClaim>, string[]][])('refuses %s', (_what, window, expected) => {
    expect(pointers(openClaim({ statement: 'It falls', ...window }, saidOn))).toEqual(expected)
  })

  test('always gives a window that begins when it was said, or says which date is wrong', () => {
    const basis = fc.constantFrom(undefined, 'stated', 'inferred', 'assigned')
    fc.assert(
      fc.property(maybeDay, maybeDay, basis, someDay, (dueBy, dueByStrict, dueBasis, said) => {
        const opened = openClaim({ statement: 'It falls', dueBy, dueByStrict, dueBasis }, said)
        if (Array.isArray(opened)) {
          expect(opened.map(error => error.pointer).filter(at => !/^#\/dueBy(Strict)?$/.test(at))).toEqual([])
          expect(opened).not.toEqual([])
        } else {
          expect([said, opened.dueByStrict, opened.dueBy].toSorted()).toEqual([
            said,
            opened.dueByStrict,
            opened.dueBy,
          ])
        }
      }),
      { numRuns: 500 },
    )
  })

  function pointers(opened: ReturnType<typeof openClaim>) {
    return Array.isArray(opened) ? opened.map(error => error.pointer) : []
  }
})

describe('a claim as it arrives', () => {
  test('may not repeat a topic, or have more than ten', () => {
    const many = Array.from({ length: 11 }, (_, index) => `topic-${index}`)
    for (const topics of [['war', 'war'], many]) {
      const { error } = OpenClaimShape.safeParse({ statement: 'It falls', topics })
      expect(error && fieldErrors(error).map(({ pointer }) => pointer)).toEqual(['#/topics'])
    }
    expect(OpenClaimShape.safeParse({ statement: 'It falls', topics: many.slice(1) }).success).toBe(true)
  })
})

describe('a year after a day', () => {
  test('is the same day of the next year, and 1 March after 29 February', () => {
    expect(yearAfter('2025-09-08')).toBe('2026-09-08')
    expect(yearAfter('2023-12-31')).toBe('2024-12-31')
    expect(yearAfter('2024-02-29')).toBe('2025-03-01')
  })
})

describe('filing evidence', () => {
  test('takes what was published up to today and refuses tomorrow’s', () => {
    expect(evidenceErrors({ publishedOn: '2026-03-01' }, '2026-03-02')).toEqual([])
    expect(evidenceErrors({ publishedOn: '2026-03-02' }, '2026-03-02')).toEqual([])
    expect(evidenceErrors({ publishedOn: '2026-03-03' }, '2026-03-02')).toMatchObject([
      { pointer: '#/publishedOn' },
    ])
  })
})

describe('resolving a claim', () => {
  const claim: Settling = {
    dueBy: '2026-06-30',
    dueByStrict: '2026-05-31',
    hasCondition: false,
    conditionClaimId: null,
    earliestSaidOn: '2026-01-10',
    today: '2026-07-01',
    citedOn: ['2026-06-01'],
  }

  test.each([
    ['true without a day', { outcome: 'true' }, {}],
    ['true on the day of the deadline', { outcome: 'true', occurredOn: '2026-06-30' }, {}],
    ['true on the day it was first said', { outcome: 'true', occurredOn: '2026-01-10' }, {}],
    [
      'true today, long before the deadline',
      { outcome: 'true', occurredOn: '2026-02-01' },
      { today: '2026-02-01' },
    ],
    ['partial after the strict deadline', { outcome: 'partial', share: 0.5, occurredOn: '2026-06-15' }, {}],
    ['false the day after the deadline', { outcome: 'false' }, {}],
    [
      'false on the day of the deadline, ruled out that day',
      { outcome: 'false', ruledOutOn: '2026-06-30' },
      { today: '2026-06-30' },
    ],
    [
      'false, ruled out on the day it was first said',
      { outcome: 'false', ruledOutOn: '2026-01-10' },
      { today: '2026-02-01' },
    ],
    ['false, what happened having come a day late', { outcome: 'false', occurredOn: '2026-07-01' }, {}],
    ['evidence of the very day it was first said', { outcome: 'true' }, { citedOn: ['2026-01-10'] }],
    ['old evidence beside new', { outcome: 'true' }, { citedOn: ['2025-01-01', '2026-01-10'] }],
    ['an unmet condition', { outcome: 'void', voidReason: 'condition-unmet' }, { hasCondition: true }],
  ] satisfies Case[])('takes %s', (_what, terms, changes) => {
    expect(errorsOf(terms, changes)).toEqual([])
  })

  test.each(voidReasons.filter(reason => reason !== 'condition-unmet'))(
    'takes void as %s, without a condition, evidence or a deadline passed',
    voidReason => {
      expect(errorsOf({ outcome: 'void', voidReason }, { citedOn: [], today: '2026-02-01' })).toEqual([])
    },
  )

  test.each([
    ['#/occurredOn', 'a day to come', { outcome: 'true', occurredOn: '2026-03-02' }, { today: '2026-03-01' }],
    [
      '#/ruledOutOn',
      'a day to come',
      { outcome: 'false', ruledOutOn: '2026-03-02' },
      { today: '2026-03-01' },
    ],
    ['#/occurredOn', 'the day before it was first said', { outcome: 'true', occurredOn: '2026-01-09' }, {}],
    ['#/ruledOutOn', 'the day before it was first said', { outcome: 'false', ruledOutOn: '2026-01-09' }, {}],
    ['#/occurredOn', 'true the day after the deadline', { outcome: 'true', occurredOn: '2026-07-01' }, {}],
    [
      '#/occurredOn',
      'partial the day after the deadline',
      { outcome: 'partial', share: 0.5, occurredOn: '2026-07-01' },
      {},
    ],
    [
      '#/occurredOn',
      'false, having happened on the last day',
      { outcome: 'false', occurredOn: '2026-06-30' },
      {},
    ],
    ['#/ruledOutOn', 'false on the day of the deadline', { outcome: 'false' }, { today: '2026-06-30' }],
    ['#/ruledOutOn', 'false between the two deadlines', { outcome: 'false' }, { today: '2026-06-01' }],
    ['#/ruledOutOn', 'ruled out after the deadline', { outcome: 'false', ruledOutOn: '2026-07-01' }, {}],
    [
      '#/voidReason',
      'an unmet condition where there is none',
      { outcome: 'void', voidReason: 'condition-unmet' },
      {},
    ],
    ['#/evidenceIds', 'true without evidence', { outcome: 'true' }, { citedOn: [] }],
    ['#/evidenceIds', 'false without evidence', { outcome: 'false' }, { citedOn: [] }],
    ['#/evidenceIds', 'partial without evidence', { outcome: 'partial', share: 0.5 }, { citedOn: [] }],
    [
      '#/evidenceIds',
      'only evidence older than what was said',
      { outcome: 'true' },
      { citedOn: ['2026-01-09', '2025-06-01'] },
    ],
  ] satisfies [string, ...Case][])('refuses at %s: %s', (pointer, _what, terms, changes) => {
    expect(errorsOf(terms, changes)).toEqual([pointer])
  })

  test('names all that is wrong at once', () => {
    const terms = { outcome: 'false', occurredOn: '2026-01-09' } as const
    expect(errorsOf(terms, { today: '2026-02-01', citedOn: [] }).toSorted()).toEqual([
      '#/evidenceIds',
      '#/occurredOn',
      '#/occurredOn',
      '#/ruledOutOn',
    ])
  })

  const anyTerms = fc.record({
    outcome: fc.constantFrom(...outcomes),
    share: fc.constantFrom(undefined, 0.5),
    voidReason: fc.constantFrom(undefined, ...voidReasons),
    occurredOn: maybeDay,
    ruledOutOn: maybeDay,
    rationale: fc.constant('So it was.'),
  })
  const anySettling = fc
    .record({
      days: fc.tuple(someDay, someDay, someDay).map(days => days.toSorted()),
      hasCondition: fc.boolean(),
      conditionClaimId: fc.constantFrom(null, 'a claim'),
      today: someDay,
      citedOn: fc.array(someDay, { maxLength: 2 }),
    })
    .map(({ days: [earliestSaidOn = '', dueByStrict = '', dueBy = ''], ...rest }) => ({
      earliestSaidOn,
      dueByStrict,
      dueBy,
      ...rest,
    }))

  test('never throws, and points every error at a field', () => {
    const text = fc.string()
    const strings = fc.record({
      dueBy: text,
      dueByStrict: text,
      earliestSaidOn: text,
      today: text,
      hasCondition: fc.boolean(),
      conditionClaimId: fc.constantFrom(null, 'a claim'),
      citedOn: fc.array(text),
    })
    fc.assert(
      fc.property(anyTerms, fc.oneof(strings, anySettling), (terms, settling) => {
        for (const error of resolutionErrors(terms, settling)) {
          expect(error.pointer).toMatch(/^#\/(occurredOn|ruledOutOn|voidReason|evidenceIds)$/)
          expect(error.detail).not.toBe('')
        }
      }),
    )
  })

  test('lets through only what happened in time as true and only what did not as false', () => {
    fc.assert(
      fc.property(anyTerms, anySettling, (terms, settling) => {
        if (resolutionErrors(terms, settling).length > 0 || terms.outcome === 'void') return
        const { occurredOn, ruledOutOn } = terms
        const inTime = occurredOn !== undefined && occurredOn <= settling.dueBy
        expect(inTime && terms.outcome === 'false').toBe(false)
        expect(occurredOn !== undefined && !inTime && terms.outcome !== 'false').toBe(false)
        for (const date of [occurredOn, ruledOutOn]) {
          if (date === undefined) continue
          expect(date >= settling.earliestSaidOn && date <= settling.today).toBe(true)
        }
        const couldStillHappen = settling.today <= settling.dueBy && ruledOutOn === undefined
        expect(terms.outcome === 'false' && couldStillHappen).toBe(false)
        expect(settling.citedOn.some(date => date >= settling.earliestSaidOn)).toBe(true)
      }),
      { numRuns: 2000 },
    )
  })

  test('lets through on every later day what it lets through today', () => {
    fc.assert(
      fc.property(anyTerms, anySettling, someDay, (terms, settling, later) => {
        fc.pre(later >= settling.today && resolutionErrors(terms, settling).length === 0)
        expect(resolutionErrors(terms, { ...settling, today: later })).toEqual([])
      }),
    )
  })

  type Case = [what: string, terms: Omit<ResolutionTerms, 'rationale'>, changes: Partial<Settling>]

  function errorsOf(terms: Omit<ResolutionTerms, 'rationale'>, changes: Partial<Settling>): string[] {
    const errors = resolutionErrors({ rationale: 'So it was.', ...terms }, { ...claim, ...changes })
    return errors.map(error => error.pointer)
  }
})

describe('a resolution as it arrives', () => {
  const evidenceIds = ['01890a5d-ac96-774b-bcce-b302099a8057']
  const rationale = 'By the map'

  test.each([
    ['true', { outcome: 'true', rationale, evidenceIds, occurredOn: '2026-01-02' }],
    ['false, ruled out', { outcome: 'false', rationale, evidenceIds, ruledOutOn: '2026-01-02' }],
    ['partial', { outcome: 'partial', rationale, evidenceIds, share: 0.01 }],
    ['void without evidence', { outcome: 'void', rationale, voidReason: 'moot' }],
  ])('may be %s', (_what, input) => {
    expect(ResolveClaim.parse(input)).toEqual(input)
  })

  test.each([
    ['#/outcome', 'no outcome', { rationale, evidenceIds }],
    ['#/outcome', 'the truth value instead of the word', { outcome: true, rationale, evidenceIds }],
    ['#/outcome', 'another word', { outcome: 'wrong', rationale, evidenceIds }],
    ['#/rationale', 'no rationale', { outcome: 'true', evidenceIds }],
    ['#/rationale', 'a blank rationale', { outcome: 'true', rationale: ' ', evidenceIds }],
    ['#/evidenceIds', 'no evidence', { outcome: 'true', rationale, evidenceIds: [] }],
    ['#/evidenceIds/0', 'evidence that is no id', { outcome: 'false', rationale, evidenceIds: ['1'] }],
    ['#/share', 'a partial outcome without its share', { outcome: 'partial', rationale, evidenceIds }],
    ['#/share', 'a share of nothing', { outcome: 'partial', rationale, evidenceIds, share: 0 }],
    ['#/share', 'a share of everything', { outcome: 'partial', rationale, evidenceIds, share: 1 }],
    ['#/share', 'a share of what is true', { outcome: 'true', rationale, evidenceIds, share: 0.5 }],
    [
      '#/ruledOutOn',
      'true yet ruled out',
      { outcome: 'true', rationale, evidenceIds, ruledOutOn: '2026-01-02' },
    ],
    ['#/voidReason', 'void for no reason', { outcome: 'void', rationale }],
    ['#/voidReason', 'void for a reason unheard of', { outcome: 'void', rationale, voidReason: 'boring' }],
    [
      '#/occurredOn',
      'a void claim that happened',
      { outcome: 'void', rationale, voidReason: 'moot', occurredOn: '2026-01-02' },
    ],
    [
      '#/occurredOn',
      'a day that does not exist',
      { outcome: 'true', rationale, evidenceIds, occurredOn: '2026-02-30' },
    ],
  ])('is refused at %s: %s', (pointer, _what, input) => {
    const { error } = ResolveClaim.safeParse(input)
    expect(error && fieldErrors(error).map(field => field.pointer)).toEqual([pointer])
  })
})

describe('the outcome on the strict reading', () => {
  const twoDates = { dueByStrict: '2026-05-31', dueBy: '2026-06-30' }
  const oneDate = { dueByStrict: '2026-06-30', dueBy: '2026-06-30' }

  test.each([
    ['true', '2026-05-31', 'true', 'on the strict deadline'],
    ['true', '2026-06-01', 'false', 'the day after it'],
    ['true', '2026-06-30', 'false', 'on the generous deadline'],
    ['true', undefined, null, 'on a day nobody knows'],
    ['partial', '2026-05-31', 'partial', 'on the strict deadline'],
    ['partial', '2026-06-01', 'false', 'the day after it'],
    ['partial', undefined, null, 'on a day nobody knows'],
    ['false', undefined, 'false', 'never'],
    ['false', '2026-07-01', 'false', 'too late for either'],
    ['void', undefined, 'void', 'never'],
  ] as const)('of what is %s and happened on %s is %s (%s)', (outcome, occurredOn, strict, _when) => {
    expect(strictOutcome(twoDates, { outcome, occurredOn, resolvedOn: '2026-08-01' })).toBe(strict)
  })

  test.each(outcomes)('of a claim with one date is its outcome, known day or not: %s', outcome => {
    expect(strictOutcome(oneDate, { outcome, resolvedOn: '2026-08-01' })).toBe(outcome)
    expect(strictOutcome(oneDate, { outcome, occurredOn: '2026-06-30', resolvedOn: '2026-08-01' })).toBe(
      outcome,
    )
  })

  test('of what was resolved by the strict deadline is its outcome, known day or not', () => {
    expect(strictOutcome(twoDates, { outcome: 'true', resolvedOn: '2026-05-31' })).toBe('true')
    expect(strictOutcome(twoDates, { outcome: 'true', resolvedOn: '2026-06-01' })).toBeNull()
  })
})

describe('the day the outcome could be known', () => {
  const resolvedOn = '2026-08-01'

  test.each([
    ['the day it happened', { outcome: 'true', occurredOn: '2026-05-01' }, '2026-05-01'],
    ['the day it became impossible', { outcome: 'false', ruledOutOn: '2026-05-02' }, '2026-05-02'],
    [
      'the day it was resolved, when it happened too late',
      { outcome: 'false', occurredOn: '2026-07-01' },
      resolvedOn,
    ],
    ['the day it was resolved, when nothing says better', { outcome: 'partial' }, resolvedOn],
  ] as const)('is %s', (_what, terms, day) => {
    expect(decidedOn({ ...terms, resolvedOn })).toBe(day)
  })
})

describe('the share that came true', () => {
  test.each([
    ['true', null, 1],
    ['false', null, 0],
    ['partial', 0.25, 0.25],
    ['void', null, null],
    [null, null, null],
  ] satisfies [Outcome | null, number | null, number | null][])(
    'of %s with share %d is %d',
    (outcome, share, expected) => {
      expect(shareOf({ outcome, share })).toBe(expected)
    },
  )
})
