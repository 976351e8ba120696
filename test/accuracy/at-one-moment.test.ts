import { expect, test } from 'vitest'
import { atOneMoment } from '../../src/accuracy/at-one-moment.ts'
import { readLogged } from '../../src/accuracy/coverage.ts'
import { logPrediction } from '../../src/predictions/log.ts'
import { LogPrediction } from '../../src/predictions/prediction.ts'
import { aPrediction, clock, testWorld } from '../world.ts'

const { deps } = testWorld()
let asked = 0

function counted(question: string): Promise<number> {
  return atOneMoment(deps, [question], async ({ db }) => {
    asked += 1
    return (await readLogged(db, {})).size
  })
}

async function twice(question: string, answer: number) {
  for (let time = 0; time < 2; time++) expect(await counted(question)).toBe(answer)
}

async function askedFor(act: () => Promise<void>): Promise<number> {
  const before = asked
  await act()
  return asked - before
}

test('what nobody has written since is not read again, and whatever is written is seen at once', async () => {
  // Again, should another database of the same server be written to between the two: that moves the moment too.
  await expect.poll(() => askedFor(() => twice('how many', 0))).toBeLessThan(2)
  const written = asked
  for (let more = 1; more <= 3; more++) {
    await logPrediction(deps, LogPrediction.parse(aPrediction()))
    expect(await counted('how many')).toBe(more)
  }
  expect(asked - written).toBe(3)
})

test('another question, and another day, have answers of their own', async () => {
  const before = asked
  await counted('one')
  await counted('other')
  clock.now = new Date(clock.now.getTime() + 86_400_000)
  await counted('other')
  expect(asked - before).toBe(3)
})

test('who writes meanwhile is not seen, and the answer is not kept for later', async () => {
  const half = atOneMoment(deps, ['slow'], async ({ db }) => {
    const before = (await readLogged(db, {})).size
    await logPrediction(deps, LogPrediction.parse(aPrediction()))
    return [before, (await readLogged(db, {})).size]
  })
  const [before = 0, after] = await half
  expect(after).toBe(before)
  expect(await counted('how many')).toBe(before + 1)
})
