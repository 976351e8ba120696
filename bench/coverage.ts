/**
 * How often the intervals of src/scoring hold the truth, over simulated pundits whose truth is known.
 *
 *   npm run bench -- bench/coverage.ts [pundits]
 *
 * A pundit has 10 to 60 claims, each with its own chance. He sees its log odds with an error of his own, says
 * the nearest phrase of a scale of eleven, and says it one to four times, now and then a tenth higher or
 * lower; all of one claim come true together. The truth is his mean Brier score over ever more such claims.
 */
import { brier } from '../src/scoring/brier.ts'
import { type Cluster, clusterMean, clusterVariance } from '../src/scoring/cluster.ts'
import { clusterBootstrap } from '../src/scoring/cluster-bootstrap.ts'
import type { Interval } from '../src/scoring/interval.ts'
import { pooledVariances } from '../src/scoring/pooled-variance.ts'
import { quantile } from '../src/scoring/quantile.ts'
import { type Random, seeded } from '../src/scoring/random.ts'
import { shrink } from '../src/scoring/shrinkage.ts'

const phrases = [0.05, 0.09, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.91, 0.95]
const errors = [0.3, 0.6, 1, 1.5, 2.5]
const draws = 1000

const random = seeded(20_260_101)
const truths = errors.map(error => clusterMean(claims(200_000, error, random)) ?? Number.NaN)

console.log('mean Brier score, 95 % interval: share that hold the truth, mean width')
for (const count of [2, 3, 5, 10, 15, 25, 50]) report(`${count} claims`, 400, () => count)
report('10 to 60 claims', Number(process.argv[2] ?? 1000), () => 10 + random.below(51))
reportShrunken(100, 30)

function report(title: string, pundits: number, count: () => number): void {
  const found = { 'bootstrap-t': tally(), percentile: tally() }
  for (let pundit = 0; pundit < pundits; pundit++) {
    const at = random.below(errors.length)
    const clusters = claims(count(), errors[at] ?? 1, random)
    const truth = truths[at] ?? Number.NaN
    found['bootstrap-t'].add(clusterBootstrap(clusters, { draws, seed: pundit }), truth)
    found.percentile.add(percentile(clusters, seeded(pundit)), truth)
  }
  console.log(title.padEnd(16), ...Object.entries(found).map(([name, { text }]) => `${name} ${text()}  `))
}

/** Skill against 50 % of 30 pundits at a time, drawn to their mean, every claim weighing one. */
function reportShrunken(leagues: number, size: number): void {
  const found = { shrunken: tally(), plain: tally() }
  for (let league = 0; league < leagues; league++) {
    const pundits = Array.from({ length: size }, () => {
      const at = random.below(errors.length)
      const clusters = claims(10 + random.below(51), errors[at] ?? 1, random)
      const skill = 1 - 4 * (clusterMean(clusters) ?? Number.NaN)
      return { skill, truth: 1 - 4 * (truths[at] ?? Number.NaN), n: clusters.length, clusters }
    })
    const variances = pooledVariances(
      pundits.map(({ n, clusters }) => ({ n, variance: 16 * (clusterVariance(clusters) ?? 0) })),
    )
    const estimates = pundits.map(({ skill }, at) => ({ estimate: skill, variance: variances[at] ?? 1 }))
    const shrunken = shrink(estimates)?.shrunken ?? []
    for (const [at, { truth }] of pundits.entries()) {
      found.shrunken.add(shrunken[at] ?? null, truth)
      const [alone] = shrink(estimates.slice(at, at + 1))?.shrunken ?? []
      found.plain.add(alone ?? null, truth)
    }
  }
  console.log(
    `skill against 50 %, leagues of ${size}: shrunken ${found.shrunken.text()}, plain ${found.plain.text()}`,
  )
}

function claims(count: number, error: number, random: Random): Cluster[] {
  return Array.from({ length: count }, () => {
    const chance = random.unit()
    const seen = Math.log((chance + 0.01) / (1.01 - chance)) + error * normal(random)
    const felt = 1 / (1 + Math.exp(-seen))
    const said = phrases.reduce((best, p) => (Math.abs(p - felt) < Math.abs(best - felt) ? p : best))
    const outcome = random.unit() < chance ? 1 : 0
    const times = 1 + random.below(4)
    const scores = Array.from({ length: times }, () => {
      const now = said + (random.below(3) - 1) / 10
      return brier(Math.min(0.98, Math.max(0.02, now)), outcome)
    })
    return { n: times, sum: scores.reduce((sum, score) => sum + score, 0) }
  })
}

function normal(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random.unit())) * Math.cos(2 * Math.PI * random.unit())
}

function percentile(clusters: readonly Cluster[], random: Random): Interval {
  const means = Array.from({ length: draws }, () => {
    const drawn = clusters.flatMap(() => clusters[random.below(clusters.length)] ?? [])
    return clusterMean(drawn) ?? Number.NaN
  })
  return { low: quantile(means, 0.025), high: quantile(means, 0.975) }
}

function tally() {
  let asked = 0
  let held = 0
  let width = 0
  return {
    add(interval: Interval | null, truth: number): void {
      asked += 1
      if (interval === null) return
      if (interval.low <= truth && truth <= interval.high) held += 1
      width += interval.high - interval.low
    },
    text: () => `${((100 * held) / asked).toFixed(1)} % (${(width / asked).toFixed(2)})`,
  }
}
