import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { clustersOf, effectiveSample, type Linked } from '../../src/scoring/effective-sample.ts'

function predictions(...rows: [id: string, claim: string, restates?: string][]): Linked[] {
  return rows.map(([id, claim, restates = null]) => ({ id, claim, restates }))
}

describe('the effective sample', () => {
  it('has the worked values of its documentation', () => {
    const some = predictions(['a', 'X'], ['b', 'Y', 'a'], ['c', 'Y'], ['d', 'Z'])
    expect(clustersOf(some)).toEqual(['a', 'a', 'a', 'd'])
    expect(effectiveSample(clustersOf(some))).toBe(2)
  })

  it('counts several predictions of one claim once', () => {
    expect(effectiveSample(clustersOf(predictions(['a', 'X'], ['b', 'X'], ['c', 'X'])))).toBe(1)
  })

  it('counts a chain of restatements once, whichever way and however long it is', () => {
    const chain = predictions(['d', '4', 'c'], ['c', '3', 'b'], ['b', '2', 'a'], ['a', '1'])
    expect(clustersOf(chain)).toEqual(['a', 'a', 'a', 'a'])
    expect(effectiveSample(clustersOf(chain))).toBe(1)
  })

  it('counts predictions of different claims by themselves', () => {
    expect(effectiveSample(clustersOf(predictions(['a', 'X'], ['b', 'Y'], ['c', 'Z'])))).toBe(3)
    expect(effectiveSample(clustersOf([]))).toBe(0)
  })

  it('joins nothing through a prediction that is not given', () => {
    expect(clustersOf(predictions(['b', 'Y', 'a'], ['c', 'Z', 'a']))).toEqual(['b', 'c'])
  })

  it('never counts more for a repeat, and no differently in another order', () => {
    const ids = ['a', 'b', 'c', 'd', 'e', 'f', 'g']
    const links = fc.tuple(
      ...ids.map(id =>
        fc.record({
          id: fc.constant(id),
          claim: fc.constantFrom('V', 'W', 'X', 'Y', 'Z'),
          restates: fc.option(fc.constantFrom(...ids)),
        }),
      ),
    )
    fc.assert(
      fc.property(links, fc.constantFrom(...ids), (some, of) => {
        const named = new Map(clustersOf(some).map((cluster, at) => [some[at]?.id, cluster]))
        const reversed = [...some].reverse()
        expect(clustersOf(reversed)).toEqual(reversed.map(({ id }) => named.get(id)))
        const before = effectiveSample(clustersOf(some))
        expect(before).toBeLessThanOrEqual(new Set(some.map(({ claim }) => claim)).size)
        expect(effectiveSample(clustersOf([...some, { id: 'z', claim: 'new', restates: of }]))).toBe(before)
      }),
    )
  })
})
