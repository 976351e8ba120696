import { describe, expect, test } from 'vitest'
import { isCounted } from '../../src/accuracy/rules.ts'

describe('a settled prediction', () => {
  const forecast = {
    stance: 'asserts',
    saidOn: '2026-01-10',
    decidedOn: '2026-02-01',
  } as const

  test.each(['asserts', 'conditional'] as const)('counts when its stance is %s', stance => {
    expect(isCounted({ ...forecast, stance })).toBe(true)
  })

  test.each(['possibility', 'reports'] as const)('does not count when its stance is %s', stance => {
    expect(isCounted({ ...forecast, stance })).toBe(false)
  })

  test('counts when said on the day the outcome was known, and not when said the day after', () => {
    expect(isCounted({ ...forecast, saidOn: '2026-02-01' })).toBe(true)
    expect(isCounted({ ...forecast, saidOn: '2026-02-02' })).toBe(false)
  })
})
