import { remembered } from '../remembered.ts'
import { type CalibrationBin, calibration } from '../scoring/calibration.ts'
import { chanceMiscalibration } from '../scoring/chance-miscalibration.ts'
import { type Cluster, clusterMean, clusterVariance, onceEach } from '../scoring/cluster.ts'
import { clusterBootstrap } from '../scoring/cluster-bootstrap.ts'
import { consistencyBand } from '../scoring/consistency-band.ts'
import { corp } from '../scoring/corp.ts'
import { type Interval, z95 } from '../scoring/interval.ts'
import { logScore } from '../scoring/log-score.ts'
import { meanBrier, meanLogScore } from '../scoring/mean-score.ts'
import { murphy } from '../scoring/murphy.ts'
import { sharpness } from '../scoring/sharpness.ts'
import { skillAgainstBaseRate, skillAgainstFifty } from '../scoring/skill.ts'
import { merge, total } from '../scoring/tally.ts'
import { wilson } from '../scoring/wilson.ts'
import { clustersOf, type Said, type ScoredSet, saidOf, talliesOf } from './record.ts'

/** Any: the same figures come out of the same record on every machine. */
const seed = 1950
const draws = 500
/** With more clusters than this the normal interval is all but as good, and costs nothing. */
const mostResampled = 1000

/** Every figure of a set of predictions, under the generous or the strict deadline. */
export function figuresOf(set: ScoredSet, { strict, band }: { strict: boolean; band: boolean }) {
  const reading = strict ? 'strict' : 'value'
  const tallies = talliesOf(set, 'value', { strict })
  const clusters = clustersOf(set, reading)
  const { n } = total(tallies)
  const counts = set.rows.map(row => ({ ...row, counted: strict ? row.strictN : row.n }))
  const stated = counts.reduce((sofar, row) => sofar + (row.phrase === null ? row.counted : 0), 0)
  const said = saidOf(set, { strict })
  const interval = brierInterval(clusters)
  const once = onceEach(clusters)
  const onceMean = clusterMean(once)
  const onceInterval = brierInterval(once)
  const logInterval = meanInterval(clustersOf(set, strict ? 'strictLog' : 'log'), logScores)
  const low = talliesOf(set, 'low', { strict })
  const high = talliesOf(set, 'high', { strict })
  return {
    n,
    effectiveN: clusters.length,
    stated,
    fromWords: n - stated,
    brier: {
      mean: meanBrier(tallies),
      interval: pair(interval),
      low: meanBrier(low),
      high: meanBrier(high),
    },
    logScore: {
      mean: meanLogScore(tallies),
      interval: pair(logInterval),
      low: meanLogScore(low),
      high: meanLogScore(high),
    },
    skill: {
      vsBaseRate: skillAgainstBaseRate(tallies),
      baseRate: n === 0 ? null : total(tallies).sum / n,
      vsHalf: skillAgainstFifty(tallies),
      interval: interval && skillPair(interval),
      perCluster: onceMean === null ? null : 1 - 4 * onceMean,
      perClusterInterval: onceInterval && skillPair(onceInterval),
      low: skillAgainstFifty(low),
      high: skillAgainstFifty(high),
    },
    sharpness: sharpness(tallies),
    murphy: murphyOf(tallies),
    calibration: calibration(tallies, said).map(binView),
    corp: corpOf(tallies, said, band),
    hedges: hedgesOf(set, said, strict),
  }
}

export function brierInterval(clusters: Cluster[]): Interval | null {
  return meanInterval(clusters, { low: 0, high: 1 })
}

const resampled = remembered(clusterBootstrap)
const bandOf = remembered(consistencyBand)
const chanceOf = remembered(chanceMiscalibration)

const logScores = { low: logScore(1, 1), high: logScore(1, 0) }

function meanInterval(clusters: Cluster[], within: Interval): Interval | null {
  if (clusters.length <= mostResampled) return resampled(clusters, { draws, seed, within })
  const mean = clusterMean(clusters)
  const variance = clusterVariance(clusters)
  if (mean === null || variance === null) return null
  const reach = z95 * Math.sqrt(variance)
  return { low: Math.max(within.low, mean - reach), high: Math.min(within.high, mean + reach) }
}

function pair(interval: Interval | null): [number, number] | null {
  return interval === null ? null : [interval.low, interval.high]
}

function murphyOf(tallies: ReturnType<typeof talliesOf>) {
  const { miscalibration = null, discrimination = null, uncertainty = null } = murphy(tallies) ?? {}
  return { miscalibration, discrimination, uncertainty }
}

/** Against always saying 50 %. */
export function skillPair({ low, high }: Interval): [number, number] {
  return [1 - 4 * high, 1 - 4 * low]
}

export function binView({ from, to, n, clusters, forecast, observed, interval }: CalibrationBin) {
  return {
    from,
    to,
    n,
    effectiveN: clusters,
    meanForecast: forecast,
    frequency: observed,
    interval: pair(interval),
  }
}

/** The band costs more than all the rest: whoever lists many pundits goes without. */
function corpOf(tallies: ReturnType<typeof talliesOf>, said: Said[][], wantsBand: boolean) {
  const found = corp(tallies)
  if (found === null) return nothingToCalibrate
  const resampling = { draws: resamplings(tallies), seed, level: 0.95 }
  const band = wantsBand ? bandOf(said, resampling) : null
  return {
    miscalibration: found.miscalibration,
    chanceMiscalibration: wantsBand ? chanceOf(said, resampling) : null,
    discrimination: found.discrimination,
    uncertainty: found.uncertainty,
    curve: found.curve.map((point, at) => ({ ...point, band: pair(band?.[at] ?? null) })),
  }
}

const nothingToCalibrate = {
  miscalibration: null,
  chanceMiscalibration: null,
  discrimination: null,
  uncertainty: null,
  curve: [],
}

/** Fewer of many forecasts, which vary less. */
function resamplings(tallies: ReturnType<typeof talliesOf>): number {
  const { n } = total(merge(tallies))
  return Math.max(50, Math.min(draws, Math.round(200_000 / n)))
}

/** What each phrase turned out to mean, the most used first. */
function hedgesOf({ rows }: ScoredSet, said: Said[][], strict: boolean) {
  const byPhrase = Map.groupBy(
    rows.filter(row => row.phrase !== null),
    row => row.phrase ?? '',
  )
  return [...byPhrase]
    .flatMap(([phrase, same]) => {
      const n = same.reduce((sofar, row) => sofar + (strict ? row.strictN : row.n), 0)
      if (n === 0) return []
      const came = same.reduce((sofar, row) => sofar + (strict ? row.strictSum : row.sum), 0)
      const forecasts = same.reduce((sofar, row) => sofar + row.p * (strict ? row.strictN : row.n), 0)
      const clusters = said.filter(cluster => cluster.some(one => one.phrase === phrase)).length
      const frequency = came / n
      const interval = pair(wilson(frequency * clusters, clusters))
      return { phrase, n, effectiveN: clusters, meanForecast: forecasts / n, frequency, interval }
    })
    .sort((a, b) => b.n - a.n || (a.phrase < b.phrase ? -1 : 1))
}
