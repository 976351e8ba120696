import { describe, expect, it } from 'vitest'
import { stepOn, unitOf } from '../../src/reading/units.ts'

describe('units', () => {
  it.each([
    ['hour', 48, '2025-09-10'],
    ['hour', 25, '2025-09-10'],
    ['day', 1.5, '2025-09-10'],
    ['fortnight', 1, '2025-09-22'],
    ['month', 1.5, '2025-10-23'],
    ['half-year', 1, '2026-03-08'],
    ['year', 2.5, '2028-03-08'],
    ['century', 1, '2125-09-08'],
  ])('a step of %s times %d from 2025-09-08 ends on %s', (unit, count, expected) => {
    expect(stepOn('2025-09-08', unit, count)).toBe(expected)
  })

  it.each([
    ['week', 0, '2025-09-08', '2025-09-14'],
    ['quarter', 1, '2025-10-01', '2025-12-31'],
    ['decade', 0, '2020-01-01', '2029-12-31'],
    ['century', 0, '2001-01-01', '2100-12-31'],
  ])('the %s of 2025-09-08, %d on, runs from %s to %s', (unit, steps, start, end) => {
    expect(unitOf(unit, '2025-09-08', steps)).toEqual({ start, end })
  })
})
