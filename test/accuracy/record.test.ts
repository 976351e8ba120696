import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  clustersOf,
  readings,
  recordOf,
  type Scored,
  skillOf,
  skillsOf,
  strictSkillThrough,
  talliesOf,
  through,
} from '../../src/accuracy/record.ts'
import { scored } from './scored.ts'

describe('a record', () => {
  test('counts by words and probability what was scored and what came true', () => {
    const { counted } = recordOf([
      scored({ cluster: 'a', p: 0.7, share: 1 }),
      scored({ cluster: 'b', p: 0.7, share: 0 }),
      scored({ cluster: 'c', p: 0.7, low: 0.65, high: 0.75, phrase: 'likely', share: 0.25, strictShare: 0 }),
      scored({ cluster: 'd', p: 0.7, share: 1, strictShare: null }),
    ])
    const number = { phrase: null, p: 0.7, low: 0.7, high: 0.7 }
    expect(counted.rows).toEqual(
      expect.arrayContaining([
        { ...number, n: 3, sum: 2, strictN: 2, strictSum: 1 },
        { phrase: 'likely', p: 0.7, low: 0.65, high: 0.75, n: 1, sum: 0.25, strictN: 1, strictSum: 0 },
      ]),
    )
    expect(counted.rows).toHaveLength(2)
  })

  test('adds up the Brier scores of a cluster under each reading', () => {
    const { counted } = recordOf([
      scored({ cluster: 'a', p: 0.7, low: 0.5, high: 0.9, share: 1, strictShare: 0 }),
      scored({ cluster: 'a', p: 0.6, share: 1, strictShare: null }),
    ])
    const [{ n, value, low, high, strictN, strict } = {} as never] = counted.clusters
    expect(counted.clusters).toHaveLength(1)
    expect({ n, strictN }).toEqual({ n: 2, strictN: 1 })
    expect(value).toBeCloseTo(0.09 + 0.16, 12)
    expect(low).toBeCloseTo(0.25 + 0.16, 12)
    expect(high).toBeCloseTo(0.01 + 0.16, 12)
    expect(strict).toBeCloseTo(0.49, 12)
  })

  test('keeps possibilities apart', () => {
    const { counted, withPossibilities } = recordOf([scored({}), scored({ cluster: 'b', possibility: true })])
    expect([counted.clusters.length, withPossibilities.clusters.length]).toEqual([1, 2])
  })

  test('is the same whatever the order in which predictions come, to the last digit', () => {
    const one = fc.record({
      cluster: fc.constantFrom('a', 'b', 'c'),
      topics: fc.constant<string[]>(['rain']),
      p: fc.constantFrom(0.1, 0.3, 0.7),
      low: fc.constantFrom(0.1, 0.2),
      high: fc.constantFrom(0.8, 0.9),
      phrase: fc.constantFrom(null, 'likely', 'will'),
      possibility: fc.boolean(),
      share: fc.constantFrom(0, 1, 0.3, 0.1),
      strictShare: fc.constantFrom(0, 1, 0.3, null),
    })
    fc.assert(
      fc.property(fc.array(one, { maxLength: 12 }), fc.nat(), (items, turn) => {
        const turned = [...items.slice(turn % 12), ...items.slice(0, turn % 12)].reverse()
        expect(JSON.stringify(recordOf(turned))).toBe(JSON.stringify(recordOf(items)))
        expect(JSON.stringify(skillsOf(turned))).toBe(JSON.stringify(skillsOf(items)))
      }),
    )
  })

  test('gives tallies by each reading, without what the strict deadline leaves open', () => {
    const { counted } = recordOf([
      scored({ p: 0.7, low: 0.5, high: 0.9, share: 1, strictShare: 0 }),
      scored({ cluster: 'b', p: 0.2, share: 1, strictShare: null }),
    ])
    expect(talliesOf(counted, 'low', { strict: false })).toEqual(
      expect.arrayContaining([
        { p: 0.5, n: 1, sum: 1 },
        { p: 0.2, n: 1, sum: 1 },
      ]),
    )
    expect(talliesOf(counted, 'high', { strict: true })).toEqual([{ p: 0.9, n: 1, sum: 0 }])
    expect(clustersOf(counted, 'value')).toHaveLength(2)
    expect(clustersOf(counted, 'strict')).toHaveLength(1)
  })
})

describe('the skill of a record', () => {
  test('averages a cluster first: 1 − 4 × the mean of the clusters’ means', () => {
    const { counted } = recordOf([
      scored({ cluster: 'a', p: 1, share: 1 }),
      scored({ cluster: 'a', p: 1, share: 1 }),
      scored({ cluster: 'a', p: 1, share: 1 }),
      scored({ cluster: 'b', p: 0.5, share: 1 }),
    ])
    // Means 0 and 0.25: 1 − 4 · 0.125; their variance 2 · (2 · 0.125²) / 4, times 16.
    expect(skillOf(counted, 'value')).toEqual({
      n: 4,
      brier: 0.0625,
      clusters: 2,
      estimate: 0.5,
      variance: 0.25,
    })
  })

  test('is null of nothing, and its variance of one cluster', () => {
    expect(skillOf(recordOf([]).counted, 'value')).toBeNull()
    expect(skillOf(recordOf([scored({})]).counted, 'value')?.variance).toBeNull()
  })

  test('is kept under every reading, of what counts and with possibilities', () => {
    const skills = skillsOf([scored({}), scored({ possibility: true, cluster: 'b' })])
    expect(Object.keys(skills.counted)).toEqual(readings)
    expect(skills.counted.value?.clusters).toBe(1)
    expect(skills.withPossibilities.value?.clusters).toBe(2)
  })

  test('under another scale reads the words anew, and leaves numbers and words it does not list', () => {
    const likely = scored({ p: 0.7, low: 0.65, high: 0.75, phrase: 'likely' })
    expect(through(likely, 'icd-203-1')).toEqual({ ...likely, p: 0.675, low: 0.55, high: 0.8 })
    expect(through(likely, 'reckon-1')).toBe(likely)
    const stated = scored({ p: 0.7 })
    expect(through(stated, 'icd-203-1')).toBe(stated)
    const { counted } = skillsOf([likely])
    expect(counted['icd-203-1']?.estimate).toBeCloseTo(1 - 4 * 0.325 ** 2, 12)
    expect(counted.value?.estimate).toBeCloseTo(1 - 4 * 0.09, 12)
  })

  test('can be under the strict deadline and a scale at once', () => {
    const late: Scored[] = [scored({ p: 0.7, phrase: 'likely', share: 1, strictShare: 0 })]
    expect(strictSkillThrough(late, 'icd-203-1').counted?.estimate).toBeCloseTo(1 - 4 * 0.675 ** 2, 12)
  })
})
