import { expect, test } from 'vitest'
import { doubtsIn } from '../../../src/reading/commentary/doubts.ts'

test('finds its worked value', () => {
  expect(doubtsIn('i doubt that it falls, but gas will rise')).toEqual([
    { start: 2, end: 13, until: 21, words: 'doubt', phrase: 'doubtful', denies: true, ofNobody: false },
  ])
})

test.each([
  'i think of it, and the dam will break',
  'i do not think about it',
  'i do not just think that it falls',
  'the doubts investors have will fade',
  'the deal is not expected this year',
  'the court denied the request that would delay it',
])('leaves what only sounds like one: %s', text => {
  expect(doubtsIn(text)).toEqual([])
})
