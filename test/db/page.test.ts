import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { pageOf, readCursor } from '../../src/db/page.ts'
import { testWorld } from '../world.ts'

const number = z.tuple([z.number()])

describe('a page', () => {
  test('of as many rows as were asked for is the last', () => {
    expect(page([1, 2, 3], 3)).toEqual({ items: ['1', '2', '3'], next: null })
    expect(page([], 3)).toEqual({ items: [], next: null })
  })

  test('does not show the row that only says there is more, and goes on after the last one shown', () => {
    const { items, next } = page([1, 2, 3, 4], 3)
    expect(items).toEqual(['1', '2', '3'])
    expect(readCursor(next ?? '', number)).toEqual([3])
  })

  test('after page shows every row once, and ends', () => {
    fc.assert(
      fc.property(fc.nat(30), fc.integer({ min: 1, max: 7 }), (count, limit) => {
        const all = Array.from({ length: count }, (_, index) => index + 1)
        const seen: string[] = []
        let cursor: string | undefined
        for (let pages = 0; pages <= count; pages++) {
          const [after] = readCursor(cursor, number) ?? [0]
          const { items, next } = page(all.filter(row => row > after).slice(0, limit + 1), limit)
          seen.push(...items)
          if (next === null) break
          cursor = next
        }
        expect(seen).toEqual(all.map(String))
      }),
    )
  })

  function page(rows: number[], limit: number) {
    return pageOf(
      rows,
      limit,
      row => [row],
      row => String(row),
    )
  }
})

describe('a cursor', () => {
  const shape = z.tuple([z.string(), z.number(), z.boolean()])

  test('brings back the values it was made of, and is safe in an address', () => {
    const key = fc.tuple(
      fc.string({ unit: 'binary' }).filter(text => text.isWellFormed()),
      fc.double({ noNaN: true, noDefaultInfinity: true }).map(value => value + 0),
      fc.boolean(),
    )
    fc.assert(
      fc.property(key, values => {
        const { next } = pageOf(
          [0, 1],
          1,
          () => values,
          row => row,
        )
        expect(next).toMatch(/^[A-Za-z0-9_-]+$/)
        expect(readCursor(next ?? '', shape)).toEqual(values)
      }),
    )
  })

  test('left out means the first page', () => {
    expect(readCursor(undefined, shape)).toBeUndefined()
  })

  test.each([
    ['empty', ''],
    ['not base64url', 'a b+/='],
    ['not JSON', encoded('["a",1')],
    ['not UTF-8', Buffer.from([0x22, 0xff, 0x22]).toString('base64url')],
    ['of another list', encoded('["a"]')],
    ['of another type', encoded('["a","1",true]')],
    ['too long', encoded('["a",1,true,1]')],
    ['an object', encoded('{"0":"a","1":1,"2":true,"length":3}')],
    ['null', encoded('null')],
    ['infinite', encoded('["a",1e999,true]')],
  ])('that is %s is refused as invalid', (_what, cursor) => {
    expect(() => readCursor(cursor, shape)).toThrow(
      expect.objectContaining({
        type: 'invalid',
        members: { errors: [expect.objectContaining({ pointer: '#/cursor' })] },
      }),
    )
  })
})

describe('a cursor that a caller has made up', () => {
  const { get } = testWorld()

  test.each(['/predictions', '/claims', '/pundits', '/sources', '/accuracy'])(
    'is refused by GET %s, and never fails in the database',
    async list => {
      const id = '01890a5d-ac96-774b-bcce-b302099a8057'
      const madeUp = [
        '!',
        encoded('[]'),
        encoded('["a"]'),
        encoded('["\\u0000"]'),
        encoded('["\\ud800"]'),
        encoded(`["${id}\\u0000"]`),
        encoded(`["2026-02-30","${id}"]`),
        encoded(`["2026-02-28","${id.slice(1)}"]`),
        encoded('[1.5,0,"a"]'),
        encoded('[1,0.5,"a"]'),
        encoded('[1e300,0,"a"]'),
        encoded('[1,1e15,"a"]'),
        encoded('[1,-3000000000,"a"]'),
        encoded('[1,0,"\\u0000"]'),
      ]
      const answers = await Promise.all(
        madeUp.map(async cursor => {
          const { status, body } = await get(`${list}?cursor=${encodeURIComponent(cursor)}`)
          return { cursor, status, pointers: body.errors?.map(({ pointer }: { pointer: string }) => pointer) }
        }),
      )
      const refused = { status: 422, pointers: ['#/cursor'] }
      const wrong = answers.filter(
        ({ status, pointers }) =>
          status !== 200 && JSON.stringify({ status, pointers }) !== JSON.stringify(refused),
      )
      expect(wrong.map(({ cursor, ...rest }) => ({ ...rest, cursor: decoded(cursor) }))).toEqual([])
      expect(answers[0]).toMatchObject(refused)
    },
  )
})

function encoded(json: string): string {
  return Buffer.from(json).toString('base64url')
}

function decoded(cursor: string): string {
  return Buffer.from(cursor, 'base64url').toString()
}
