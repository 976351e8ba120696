import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fold } from '../../src/reading/fold.ts'

describe('folding', () => {
  it('straightens, lowers and closes up, and remembers where each character stood', () => {
    expect(fold('By  MAY’s')).toEqual({ text: "by may's", at: [0, 1, 2, 4, 5, 6, 7, 8] })
    expect(fold('mid\u20112027\u00a0\n\u2014end').text).toBe('mid-2027 ;end')
  })

  it('gives one offset within the original for each character', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), original => {
        const { text, at } = fold(original)
        expect(at).toHaveLength(text.length)
        expect(at.every((offset, index) => offset < original.length && offset >= index)).toBe(true)
      }),
    )
  })
})
