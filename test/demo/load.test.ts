import { describe, expect, test } from 'vitest'
import { auditScores } from '../../src/accuracy/audit.ts'
import { listAccuracy } from '../../src/accuracy/read.ts'
import { claims, entries, predictions, sources } from '../../src/db/schema.ts'
import { loadDemo } from '../../src/demo/load.ts'
import { logPrediction } from '../../src/predictions/log.ts'
import { aPrediction, testWorld } from '../world.ts'

const { db, deps, rowCounts } = testWorld()
const other = testWorld()

describe('the demo ledger', () => {
  test('is generated into an empty ledger by the rules of an import, marked synthetic wherever it is shown', async () => {
    expect(await loadDemo(deps, { size: 700 })).toBe(700)
    expect(await db.$count(predictions)).toBe(700)
    for (const { statement } of await db.select().from(claims)) expect(statement).toMatch(/^Synthetic /)
    for (const { title, url } of await db.select().from(sources)) {
      expect(title).toMatch(/^Synthetic /)
      expect(url).toMatch(/^https:\/\/example\.org\//)
    }
    const { items } = await listAccuracy(deps, {}, { limit: 100 })
    expect(items).toHaveLength(40)
    for (const { pundit } of items) expect(pundit?.name).toMatch(/^Synthetic pundit \d\d.* \(\w+\)$/)
    expect((await auditScores(db)).difference).toBeUndefined()
  })

  test('has some of everything', async () => {
    const said = await db.select().from(predictions)
    const stood = await db.select().from(claims)
    expect(new Set(said.map(({ stance }) => stance)).size).toBe(4)
    expect(new Set(said.map(({ basis }) => basis)).size).toBe(3)
    expect(said.some(({ restatesId }) => restatesId !== null)).toBe(true)
    expect(new Set(stood.map(({ outcome }) => outcome))).toEqual(
      new Set(['true', 'false', 'partial', 'void', null]),
    )
    expect(stood.some(({ disputeId }) => disputeId !== null)).toBe(true)
    expect(stood.some(({ outcome, strictOutcome }) => outcome !== strictOutcome)).toBe(true)
    const open = stood.filter(({ outcome }) => outcome === null)
    expect(open.some(({ dueBy }) => dueBy > '2026-11-22')).toBe(true)
    expect(open.some(({ dueBy }) => dueBy < '2026-11-22')).toBe(true)
  })

  test('is generated once', async () => {
    const before = await rowCounts()
    expect(await loadDemo(deps)).toBe(0)
    expect(await rowCounts()).toEqual(before)
  })

  test('is never added to a ledger that began otherwise', async () => {
    await logPrediction(other.deps, aPrediction({ pundit: { name: 'Synthetic Sam', kind: 'person' } }))
    const before = await other.rowCounts()
    await expect(loadDemo(other.deps)).rejects.toThrow('its ledger is none of the demo’s')
    expect(await other.rowCounts()).toEqual(before)
    expect(await other.db.$count(entries)).toBeGreaterThan(0)
  })
})
