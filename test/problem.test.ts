import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import {
  fieldErrors,
  invalid,
  Problem,
  pageWords,
  pointerTo,
  problemBody,
  problemErrors,
  problemTypes,
  under,
} from '../src/problem.ts'

describe('a pointer to a field', () => {
  // RFC 6901 section 6, JSON Pointers as URI fragments.
  test.each([
    [[], '#'],
    [['foo'], '#/foo'],
    [['foo', 0], '#/foo/0'],
    [[''], '#/'],
    [['a/b'], '#/a~1b'],
    [['c%d'], '#/c%25d'],
    [['e^f'], '#/e%5Ef'],
    [['g|h'], '#/g%7Ch'],
    [['i\\j'], '#/i%5Cj'],
    [['k"l'], '#/k%22l'],
    [[' '], '#/%20'],
    [['m~n'], '#/m~0n'],
  ])('to %j is %s, as in RFC 6901', (path, pointer) => {
    expect(pointerTo(...path)).toBe(pointer)
  })

  test('escapes a tilde before a slash, so that "~1" in a name is no slash', () => {
    expect(pointerTo('~1')).toBe('#/~01')
  })

  test('leads back to the path it was made from', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme' })), path => {
        expect(follow(pointerTo(...path))).toEqual(path)
      }),
    )
  })

  test('is made of any name a caller sends, even one that is not well-formed', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.integer({ min: 0, max: 0xffff }).map(c => String.fromCharCode(c)) }),
        name => {
          expect(pointerTo(name)).toMatch(/^#\//)
        },
      ),
    )
  })
})

describe('errors of a part', () => {
  test('point into the whole, those of the part itself at the part', () => {
    const errors = [
      { pointer: '#/dueBy', detail: 'is too early', existing: '/api/v1/predictions/1' },
      { pointer: '#', detail: 'is wrong' },
    ]
    expect(under(['lines', 3, 'claim'], errors)).toEqual([
      { pointer: '#/lines/3/claim/dueBy', detail: 'is too early', existing: '/api/v1/predictions/1' },
      { pointer: '#/lines/3/claim', detail: 'is wrong' },
    ])
  })

  test('stay where they are under nothing', () => {
    const errors = [{ pointer: '#/a~1b', detail: 'is wrong' }]
    expect(under([], errors)).toEqual(errors)
  })
})

describe('errors of a schema', () => {
  const shape = z.strictObject({
    name: z.string('must be a text'),
    parts: z.array(z.strictObject({ size: z.number('must be a number') })),
  })

  test('name each unknown key by itself, wherever it is', () => {
    expect(errorsOf({ name: 'a', parts: [{ size: 1, 'x/y': 1 }], more: 1, less: 2 })).toEqual([
      { pointer: '#/parts/0/x~1y', detail: 'does not belong here: leave it out' },
      { pointer: '#/more', detail: 'does not belong here: leave it out' },
      { pointer: '#/less', detail: 'does not belong here: leave it out' },
    ])
  })

  test('name every field that is wrong, and the whole when it is no object', () => {
    expect(errorsOf({ name: 1, parts: [{ size: 1 }, { size: '2' }] })).toEqual([
      { pointer: '#/name', detail: 'must be a text' },
      { pointer: '#/parts/1/size', detail: 'must be a number' },
    ])
    expect(errorsOf('text')).toEqual([{ pointer: '#', detail: expect.any(String) }])
  })

  function errorsOf(value: unknown) {
    const { error } = shape.safeParse(value)
    return error && fieldErrors(error)
  }
})

describe('a problem', () => {
  test('of fields carries them, and names them in its detail', () => {
    const errors = [
      { pointer: '#/saidOn', detail: 'must not be in the future' },
      { pointer: '#/hedge', detail: 'is on no scale' },
    ]
    const problem = invalid(errors)
    expect(problem.status).toBe(422)
    expect(problem.detail).toContain('#/saidOn, #/hedge')
    expect(problemErrors(problem)).toEqual(errors)
  })

  test('of no field points at the whole, and at what is in the way', () => {
    expect(problemErrors(new Problem('already-settled', 'It is settled.'))).toEqual([
      { pointer: '#', detail: 'It is settled.' },
    ])
    const existing = '/api/v1/predictions/1'
    expect(problemErrors(new Problem('duplicate-prediction', 'It is there.', { existing }))).toEqual([
      { pointer: '#', detail: 'It is there.', existing },
    ])
  })

  test('speaks to who reads a page without a word of headers and members', () => {
    expect(pageWords('unauthenticated').title).toBe('You are not signed in')
    expect(pageWords('frozen').help).toBe(problemTypes.frozen.help)
    for (const type of ['unauthenticated', 'forbidden', 'invalid', 'rate-limited', 'unavailable'] as const)
      expect(pageWords(type).help).not.toMatch(/\bkey\b|header|"errors"/i)
  })

  test('answers with the members of RFC 9457, its type being the address of its page here', () => {
    const problem = new Problem('already-settled', 'The claim was settled as true.', { outcome: 'true' })
    expect(problemBody(problem, 'https://reckon.test')).toEqual({
      type: 'https://reckon.test/problems/already-settled',
      title: 'The claim is already settled',
      status: 409,
      detail: 'The claim was settled as true.',
      outcome: 'true',
    })
  })
})

/** Reads a JSON Pointer in a URI fragment back (RFC 6901 sections 4 and 6). */
function follow(pointer: string): string[] {
  expect(pointer).toMatch(/^#[\x21-\x7e]*$/)
  return decodeURIComponent(pointer.slice(1))
    .split('/')
    .slice(1)
    .map(part => part.replaceAll('~1', '/').replaceAll('~0', '~'))
}
