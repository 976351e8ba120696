import { expect, test } from 'vitest'
import { getOverall } from '../../src/accuracy/overall.ts'
import { importPredictions } from '../../src/predictions/import.ts'
import { anEvidence, aPrediction, testWorld } from '../world.ts'

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
