import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { keepSequencing } from '../../src/ledger/keep-sequencing.ts'

const pace = { delay: 200, every: 10_000 }

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

test('runs once at the start, soon after writes, and now and then without any', async () => {
  let runs = 0
  const sequencing = keepSequencing(async () => ++runs, pace)
  await vi.advanceTimersByTimeAsync(200)
  expect(runs).toBe(1)
  for (let write = 0; write < 50; write++) sequencing.wrote()
  expect(runs).toBe(1)
  await vi.advanceTimersByTimeAsync(200)
  expect(runs).toBe(2)
  await vi.advanceTimersByTimeAsync(20_000)
  expect(runs).toBe(4)
})

test('never runs twice at once, and again when something was written meanwhile', async () => {
  let [runs, running, most] = [0, 0, 0]
  const sequencing = keepSequencing(async () => {
    runs++
    most = Math.max(most, ++running)
    await new Promise(resolve => setTimeout(resolve, 1000))
    running--
  }, pace)
  await vi.advanceTimersByTimeAsync(300)
  sequencing.wrote()
  sequencing.wrote()
  await vi.advanceTimersByTimeAsync(2500)
  expect({ runs, most }).toEqual({ runs: 2, most: 1 })
})

test('goes on after a run that failed, and stops when told, letting a run end', async () => {
  const said = vi.spyOn(console, 'error').mockImplementation(() => {})
  let runs = 0
  let ended = false
  const sequencing = keepSequencing(async () => {
    runs++
    if (runs === 1) throw new Error('no database')
    await new Promise(resolve => setTimeout(resolve, 1000))
    ended = true
  }, pace)
  await vi.advanceTimersByTimeAsync(200)
  expect(said).toHaveBeenCalledWith('The ledger was not sequenced:', 'no database')
  said.mockRestore()
  await vi.advanceTimersByTimeAsync(10_000)
  const stopped = sequencing.stop()
  sequencing.wrote()
  await vi.advanceTimersByTimeAsync(60_000)
  await stopped
  expect({ runs, ended }).toEqual({ runs: 2, ended: true })
})
