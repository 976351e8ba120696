/**
 * What sequencing costs those who write: 32 writers log predictions for a while with it and for a while without, by turns.
 *
 *   npm run bench -- bench/sequencing.ts [rounds] [seconds]
 *
 * What was written without it is sequenced between the turns, so that each turn with it has only its own to do.
 */
import { loadavg } from 'node:os'
import { realDeps } from '../src/deps.ts'
import { keepSequencing } from '../src/ledger/keep-sequencing.ts'
import { sequence } from '../src/ledger/sequencer.ts'
import { logPrediction } from '../src/predictions/log.ts'
import { aPrediction, median, withLedger } from './with-ledger.ts'

const writers = 32
const rounds = Number(process.argv[2] ?? 10)
const seconds = Number(process.argv[3] ?? 5)

await withLedger(writers + 2, async (db, signer) => {
  const deps = { ...realDeps(db), actor: 'bench', role: 'contributor' as const }

  /** Predictions logged a second by all the writers. */
  async function turn(wrote: () => void): Promise<number> {
    const start = performance.now()
    const until = start + seconds * 1000
    let logged = 0
    await Promise.all(
      Array.from({ length: writers }, async () => {
        while (performance.now() < until) {
          await logPrediction(deps, aPrediction())
          logged++
          wrote()
        }
      }),
    )
    return (logged * 1000) / (performance.now() - start)
  }
  async function turnWith(): Promise<number> {
    const sequencing = keepSequencing(() => sequence(db, signer), { delay: 200, every: 10_000 })
    const rate = await turn(sequencing.wrote)
    await sequencing.stop()
    await sequence(db, signer)
    return rate
  }
  async function turnWithout(): Promise<number> {
    const rate = await turn(() => {})
    await sequence(db, signer)
    return rate
  }

  await turnWith()
  const ratios: number[] = []
  const on: number[] = []
  const off: number[] = []
  for (let round = 0; round < rounds; round++) {
    const first = round % 2 === 0
    const a = await (first ? turnWith() : turnWithout())
    const b = await (first ? turnWithout() : turnWith())
    const [withIt, without] = first ? [a, b] : [b, a]
    on.push(withIt)
    off.push(without)
    ratios.push(withIt / without)
  }
  console.log(
    `${writers} writers, ${rounds} rounds of ${seconds} s; load ${loadavg()
      .map(load => load.toFixed(1))
      .join(' ')}`,
  )
  console.log(
    `predictions a second: ${median(on).toFixed(0)} with sequencing, ${median(off).toFixed(0)} without (medians)`,
  )
  const total = (figures: number[]) => figures.reduce((sum, figure) => sum + figure, 0)
  console.log(
    `with to without: ${(total(on) / total(off)).toFixed(3)} in all, ${median(ratios).toFixed(3)} in the median round`,
  )
  console.log(`rounds: ${ratios.map(ratio => ratio.toFixed(2)).join(' ')}`)
})
