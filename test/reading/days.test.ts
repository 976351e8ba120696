import { describe, expect, it } from 'vitest'
import { addDays, addMonths, dayIn, daysBetween, weekdayOf } from '../../src/reading/days.ts'

describe('days', () => {
  it.each([
    ['2024-02-28', 2, '2024-03-01'],
    ['2025-12-31', 1, '2026-01-01'],
    ['2026-03-01', -1, '2026-02-28'],
  ])('counts %s and %d days to %s', (date, days, expected) => {
    expect(addDays(date, days)).toBe(expected)
    expect(daysBetween(date, expected)).toBe(days)
  })

  it.each([
    ['2025-01-31', 1, '2025-02-28'],
    ['2024-02-29', 12, '2025-02-28'],
    ['2025-11-30', 3, '2026-02-28'],
    ['2025-09-08', 24, '2027-09-08'],
  ])('finds the corresponding date %s and %d months to be %s', (date, months, expected) => {
    expect(addMonths(date, months)).toBe(expected)
  })

  it('counts weekdays from Monday to Sunday', () => {
    expect(weekdayOf('2025-09-08')).toBe(1)
    expect(weekdayOf('2025-09-14')).toBe(7)
  })

  it('stops at the last date four digits can write', () => {
    expect(addMonths('9999-12-31', 1)).toBe('9999-12-31')
    expect(dayIn(2026, 13)).toBe('2027-01-01')
  })
})
