import { expect, test } from 'vitest'
import { remembered } from '../src/remembered.ts'

function counting() {
  const asked: unknown[] = []
  const work = remembered((values: readonly number[], { factor }: { factor: number }) => {
    asked.push(values)
    return values.map(value => value * factor)
  })
  return { asked, work }
}

test('what was worked out before is not worked out again', () => {
  const { asked, work } = counting()
  expect(work([1, 2], { factor: 3 })).toEqual([3, 6])
  expect(work([1, 2], { factor: 3 })).toEqual([3, 6])
  expect(asked).toHaveLength(1)
})

test('whatever differs in any argument is another result', () => {
  const { work } = counting()
  expect([work([1], { factor: 3 }), work([1], { factor: 4 }), work([2], { factor: 3 })]).toEqual([
    [3],
    [4],
    [6],
  ])
})

test('no more than 2,000 results are kept, those asked for last', () => {
  const { asked, work } = counting()
  work([-1], { factor: 1 })
  for (let value = 0; value < 1999; value++) work([value], { factor: 1 })
  work([-1], { factor: 1 })
  work([1999], { factor: 1 })
  expect(asked).toHaveLength(2001)
  work([-1], { factor: 1 })
  expect(asked).toHaveLength(2001)
  work([0], { factor: 1 })
  expect(asked).toHaveLength(2002)
})
