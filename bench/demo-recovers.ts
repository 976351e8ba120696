/**
 * Whether the statistics recover what generated the demo's ledger: how often the 95 % interval of a pundit's mean
 * Brier score holds the true one, over simulated pundits of `npm run demo`'s generator.
 *
 *   npm run bench -- bench/demo-recovers.ts [pundits]
 *
 * Each ledger has forty pundits of five styles, whose true curve is known exactly (src/demo/pundits.ts): 5,000
 * predictions, with repeats, restatements, partial, void and unsettled claims; about 70 a pundit are scored. The
 * interval is the one that is shown: `figuresOf` of the record that would be kept. Ends with status 1 unless 93 to 97
 * of a hundred hold.
 */
import { figuresOf } from '../src/accuracy/figures.ts'
import { recordOf, type Scored } from '../src/accuracy/record.ts'
import { generate, type SyntheticLedger } from '../src/demo/generate.ts'
import { curveOf, styles, syntheticPundits, trueBrier } from '../src/demo/pundits.ts'
import { clustersOf } from '../src/scoring/effective-sample.ts'

const wanted = Number(process.argv[2] ?? 1000)
const found = new Map<string, { asked: number; held: number; width: number; n: number }>()
let bins = 0
let binsHeld = 0
for (let seed = 1; (seed - 1) * syntheticPundits.length < wanted; seed++) {
  const ledger = generate({ seed, today: '2026-11-22', size: 5000 })
  for (const [at, pundit] of syntheticPundits.entries()) {
    const { n, brier, calibration } = figuresOf(recordOf(scoredOf(ledger, at)).counted, {
      strict: false,
      band: false,
    })
    const truth = trueBrier(pundit)
    const [low, high] = brier.interval ?? [Number.NaN, Number.NaN]
    for (const name of ['all', pundit.style]) {
      const tally = found.get(name) ?? { asked: 0, held: 0, width: 0, n: 0 }
      tally.asked += 1
      tally.held += low <= truth && truth <= high ? 1 : 0
      tally.width += high - low
      tally.n += n
      found.set(name, tally)
    }
    for (const bin of calibration) {
      const said = curveOf(pundit).filter(({ p }) => p >= bin.from && (p < bin.to || bin.to === 1))
      const weight = said.reduce((sum, one) => sum + one.weight, 0)
      const true_ = said.reduce((sum, one) => sum + one.weight * one.frequency, 0) / weight
      if (bin.interval === null) continue
      bins += 1
      binsHeld += bin.interval[0] <= true_ && true_ <= bin.interval[1] ? 1 : 0
    }
  }
}

console.log('mean Brier score of the demo’s pundits: share of the 95 % intervals that hold the true one')
for (const name of ['all', ...styles]) {
  const { asked, held, width, n } = found.get(name) ?? { asked: 0, held: 0, width: 0, n: 0 }
  const share = `${((100 * held) / asked).toFixed(1)} %`.padStart(7)
  const about = `${asked} pundits of about ${Math.round(n / asked)} scored, mean width ${(width / asked).toFixed(3)}`
  console.log(`${name.padEnd(14)} ${share}  (${about})`)
}
console.log(
  `calibration bins: ${((100 * binsHeld) / bins).toFixed(1)} % of the Wilson intervals of ${bins} bins hold`,
)

function scoredOf({ claims, predictions }: SyntheticLedger, pundit: number): Scored[] {
  const mine = predictions.filter(one => one.pundit === pundit)
  const links = mine.map(({ number, claim, restates }) => ({
    id: String(number),
    claim: String(claim),
    restates: restates === null ? null : String(restates + 1),
  }))
  const clusters = clustersOf(links)
  return mine.flatMap(({ claim, stance, saying }, at) => {
    const fate = claims[claim]?.fate
    if (fate == null || fate.outcome === 'void' || stance === 'reports' || stance === 'possibility') return []
    const share = fate.outcome === 'partial' ? fate.share : fate.outcome === 'true' ? 1 : 0
    const { p, hedge = null } = saying
    const cluster = clusters[at] ?? String(at)
    return {
      cluster,
      topics: [],
      p,
      low: p,
      high: p,
      phrase: hedge,
      possibility: false,
      share,
      strictShare: share,
    }
  })
}
