import { expect, test } from 'vitest'
import { getOverall } from '../../src/accuracy/overall.ts'
import { getOverallAccuracy } from '../../src/accuracy/read.ts'
import { fileEvidence } from '../../src/claims/file-evidence.ts'
import { resolveClaim } from '../../src/claims/resolve.ts'
import { importPredictions } from '../../src/predictions/import.ts'
import { logPrediction } from '../../src/predictions/log.ts'
import { LogPrediction } from '../../src/predictions/prediction.ts'
import { anEvidence, aPrediction, clock, testWorld } from '../world.ts'

const { deps } = testWorld()

test('nothing scored has no figures, and none as 0', async () => {
  expect(await getOverall(deps)).toMatchObject({ n: 0, pundits: 0, mean: null })
})

test('takes everybody’s scored predictions together, each counted once', async () => {
  const settled = (name: string, probability: number, outcome: string) => ({
    ...aPrediction({ pundit: { name, kind: 'person' }, probability }),
    resolution: { outcome, rationale: 'As the record shows', evidence: [anEvidence()] },
  })
  await importPredictions(
    deps,
    [
      settled('Ada', 0.9, 'true'),
      settled('Ada', 0.9, 'false'),
      settled('Bob', 0.9, 'true'),
      settled('Bob', 0.1, 'false'),
      { ...aPrediction({ pundit: { name: 'Cy', kind: 'person' } }) },
    ].map((value, index) => ({ line: index + 1, value })),
  )
  const { n, pundits, mean, calibration } = await getOverall(deps)
  expect({ n, pundits }).toEqual({ n: 4, pundits: 2 })
  // (0.01 + 0.81 + 0.01 + 0.01) / 4
  expect(mean).toBeCloseTo(0.21, 12)
  expect(calibration.at(-1)).toMatchObject({ from: 0.9, n: 3, frequency: 2 / 3 })
  expect((await getOverall(deps, 'no-such-topic')).n).toBe(0)
})

test('the accuracy of everybody agrees with it, and takes a claim that several forecast for one observation', async () => {
  const first = await logPrediction(deps, LogPrediction.parse(shared('Dot', 0.8)))
  for (const name of ['Eve', 'Flo']) {
    const { claim: _claim, ...other } = shared(name, 0.8)
    await logPrediction(deps, LogPrediction.parse({ ...other, claimId: first.claimId }))
  }
  const { evidenceId } = await fileEvidence(deps, first.claimId, { ...anEvidence(), stance: 'supports' })
  await resolveClaim(deps, first.claimId, { outcome: 'true', rationale: 'x', evidenceIds: [evidenceId] })
  const whole = await getOverallAccuracy(deps, {})
  expect(whole).toMatchObject({
    pundit: null,
    n: 7,
    effectiveN: 5,
    rank: null,
    coverage: { logged: 8, scored: 7 },
  })
  const { n, mean, calibration } = await getOverall(deps)
  expect([n, mean]).toEqual([whole.n, whole.brier.mean])
  expect(calibration.map(bin => bin.n)).toEqual(whole.calibration.map(bin => bin.n))
  expect(whole.calibration[8]).toMatchObject({ n: 3, effectiveN: 1 })
  expect((await getOverallAccuracy(deps, { topic: 'no-such-topic' })).coverage.logged).toBe(0)
  const future = `${clock.now.getUTCFullYear() + 1}-01-01`
  await expect(getOverallAccuracy(deps, { asOf: future })).rejects.toThrow()
})

function shared(name: string, probability: number) {
  return aPrediction({ pundit: { name, kind: 'person' }, probability })
}
