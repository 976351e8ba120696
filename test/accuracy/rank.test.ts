import { describe, expect, test } from 'vitest'
import { fewestToRank, rank } from '../../src/accuracy/rank.ts'
import type { Skill } from '../../src/accuracy/record.ts'

function ranksOf(skills: Record<string, Skill | null>) {
  const ranked = rank(new Map(Object.entries(skills)))
  return Object.fromEntries([...ranked].map(([id, own]) => [id, own.rank]))
}

function skill(estimate: number, clusters = 20, variance: number | null = 0.4 / clusters): Skill {
  return { n: clusters, brier: (1 - estimate) / 4, estimate, clusters, variance }
}

describe('the ranking', () => {
  test('goes by skill where all rest on as much', () => {
    expect(ranksOf({ low: skill(-0.2), high: skill(0.6), middle: skill(0.1) })).toEqual({
      high: 1,
      middle: 2,
      low: 3,
    })
  })

  test('lets equals share a rank, and the next one is as many further', () => {
    expect(ranksOf({ a: skill(0.5), b: skill(0.5), c: skill(0.1), d: skill(0.1), e: skill(0) })).toEqual({
      a: 1,
      b: 1,
      c: 3,
      d: 3,
      e: 5,
    })
  })

  test('leaves out those with fewer than ten effective predictions, and those with none', () => {
    expect(fewestToRank).toBe(10)
    expect(ranksOf({ ten: skill(0.1, 10), nine: skill(0.9, 9), nobody: null })).toEqual({ ten: 1 })
    expect(ranksOf({})).toEqual({})
  })

  test('puts much that is good before a little that is better', () => {
    const rest = Object.fromEntries(Array.from({ length: 8 }, (_, at) => [`r${at}`, skill(at / 20, 60)]))
    const ranks = ranksOf({ ...rest, much: skill(0.6, 300), little: skill(0.7, 10) })
    expect(ranks.much).toBe(1)
    expect(ranks.little).toBeGreaterThan(1)
  })

  test('draws to the mean of all the more, the less an estimate rests on', () => {
    const rest = Array.from({ length: 8 }, (_, at) => [`r${at}`, skill(at / 20, 60)] as const)
    const ranked = rank(new Map([...rest, ['much', skill(0.6, 300)], ['little', skill(0.6, 10)]]))
    const [much, little] = [ranked.get('much')?.shrunken, ranked.get('little')?.shrunken]
    expect(much?.estimate).toBeLessThan(0.6)
    expect(little?.estimate).toBeLessThan(much?.estimate ?? 0)
    expect(little?.estimate).toBeGreaterThan(0.175)
    expect((little?.high ?? 0) - (little?.low ?? 0)).toBeGreaterThan((much?.high ?? 0) - (much?.low ?? 0))
  })

  test('stays as it is estimated where three or fewer are ranked', () => {
    const ranked = rank(
      new Map([
        ['a', skill(0.5)],
        ['b', skill(0.1)],
      ]),
    )
    expect(ranked.get('a')?.shrunken?.estimate).toBe(0.5)
  })

  test('takes the spread of all for that of each: ten safe hits are not certain', () => {
    const ranked = rank(
      new Map([
        ['safe', skill(0.96, 10, 0)],
        ['b', skill(0.1, 40)],
        ['c', skill(0.2, 40)],
      ]),
    )
    const safe = ranked.get('safe')?.shrunken
    expect((safe?.high ?? 0) - (safe?.low ?? 0)).toBeGreaterThan(0.3)
  })

  test('goes by the estimate, and gives no interval, where nobody’s scores differ', () => {
    // What is left of a variance of 0 after rounding is none.
    const ranked = rank(
      new Map([
        ['a', skill(0.2, 10, 0)],
        ['b', skill(0.8, 12, 1e-33)],
      ]),
    )
    expect(ranked.get('b')).toEqual({ rank: 1, shrunken: null })
    expect(ranked.get('a')).toEqual({ rank: 2, shrunken: null })
  })

  test('is the same, to the last digit, whatever the order in which pundits come', () => {
    const skills = Array.from({ length: 30 }, (_, at) => [`p${at}`, skill(Math.sin(at), 10 + at)] as const)
    const there = rank(new Map(skills))
    const back = rank(new Map(skills.toReversed()))
    for (const [id, own] of there) expect(back.get(id)).toEqual(own)
  })
})
