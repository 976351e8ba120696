import { describe, expect, test } from 'vitest'
import type { Asked } from '../../src/accuracy/basis.ts'
import { getAccuracy, listAccuracy } from '../../src/accuracy/read.ts'
import { dateOf } from '../../src/fields.ts'
import { correctPrediction } from '../../src/predictions/correct.ts'
import { logPrediction } from '../../src/predictions/log.ts'
import { mergePundit } from '../../src/pundits/merge.ts'
import { aPrediction, clock, testWorld } from '../world.ts'
import { randomHistory, settledPast } from './history.ts'

const { deps } = testWorld()

const ways: Asked[] = [
  {},
  { deadline: 'strict' },
  { include: 'possibilities' },
  { topic: 'rain' },
  { scale: 'icd-203-1' },
  { topic: 'snow', scale: 'reckon-1', deadline: 'strict', include: 'possibilities' },
]

/** Everything that everybody is told of everybody, in every way of asking. */
function everything(asOf?: string) {
  return Promise.all(ways.map(asked => listAccuracy(deps, { ...asked, asOf }, { limit: 100 })))
}

describe('accuracy as of a day', () => {
  test('is what it was said to be at the end of that day, whatever came after', async () => {
    const names = ['Ada', 'Bob', 'Cyd', 'Dee']
    await settledPast(deps, names, 12)
    const history = randomHistory(deps, 12, names)
    const told = new Map<string, Awaited<ReturnType<typeof everything>>>()
    for (let day = 0; day < 15; day++) {
      told.set(await history.day(20), await everything())
      history.pause()
    }
    const ranks = [...told.values()].flat().flatMap(({ items }) => items.flatMap(({ rank }) => rank ?? []))
    expect(new Set(ranks)).toEqual(new Set([1, 2, 3, 4]))
    expect([...history.done.keys()]).toEqual(
      expect.arrayContaining(['dispute', 'settle', 'reopen', 'correct topics', 'merge claims', 'restate']),
    )
    for (const [day, answer] of told) expect(await everything(day), day).toEqual(answer)
  })

  test('of a pundit too, figure by figure', async () => {
    const today = dateOf(clock.now)
    for (const asked of ways) {
      const now = await getAccuracy(deps, 'ada', asked)
      expect(await getAccuracy(deps, 'ada', { ...asked, asOf: today })).toEqual(now)
    }
    const { n, coverage } = await getAccuracy(deps, 'ada', {})
    expect(n).toBeGreaterThan(3)
    expect(coverage.logged).toBeGreaterThan(n)
  })

  test('before anything was logged is of nothing, and lists nobody', async () => {
    const before = { asOf: '2026-01-09' }
    expect(await listAccuracy(deps, before, { limit: 100 })).toEqual({ items: [], next: null })
    expect(await getAccuracy(deps, 'ada', before)).toMatchObject({
      n: 0,
      brier: { mean: null, interval: null },
      coverage: { logged: 0 },
      rank: null,
      rankHolds: null,
    })
  })

  test('knows who was thought to have said it', async () => {
    const day = dateOf(clock.now)
    const wrong = { pundit: { name: 'Wanda Wrong', kind: 'person' as const }, saidOn: '2026-01-02' }
    const { predictionId } = await logPrediction(deps, aPrediction(wrong))
    clock.now = new Date(clock.now.getTime() + 86_400_000)
    const right = { name: 'Rita Right', kind: 'person' as const }
    const moderator = { ...deps, actor: 'mia', role: 'moderator' as const }
    await correctPrediction(moderator, predictionId, { pundit: right, reason: 'Misread' })
    const logged = async (slug: string, asOf?: string) =>
      (await getAccuracy(deps, slug, { asOf })).coverage.logged
    expect([await logged('wanda-wrong', day), await logged('rita-right', day)]).toEqual([1, 0])
    expect([await logged('wanda-wrong'), await logged('rita-right')]).toEqual([0, 1])
  })

  test('counts what a pundit said under a name that was merged since', async () => {
    const day = dateOf(clock.now)
    for (const name of ['Merl One', 'Merl Two']) {
      const pundit = { name, kind: 'person' as const }
      await logPrediction(deps, aPrediction({ pundit, saidOn: '2026-01-02' }))
    }
    clock.now = new Date(clock.now.getTime() + 86_400_000)
    const moderator = { ...deps, actor: 'mia', role: 'moderator' as const }
    await mergePundit(moderator, 'merl-one', { slug: 'merl-two', reason: 'The same' })
    expect((await getAccuracy(deps, 'merl-two', { asOf: day })).coverage.logged).toBe(2)
  })

  test('cannot be asked of a day to come', async () => {
    const tomorrow = dateOf(new Date(clock.now.getTime() + 86_400_000))
    const refusal = { members: { errors: [{ pointer: '#/asOf' }] } }
    await expect(getAccuracy(deps, 'ada', { asOf: tomorrow })).rejects.toMatchObject(refusal)
    await expect(listAccuracy(deps, { asOf: tomorrow }, { limit: 1 })).rejects.toMatchObject(refusal)
  })
})
