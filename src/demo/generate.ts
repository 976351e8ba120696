import type { VoidReason } from '../claims/claim.ts'
import type { Stance } from '../predictions/prediction.ts'
import { type Random, seeded } from '../scoring/random.ts'
import { chances, type Saying, sayingOf, syntheticPundits } from './pundits.ts'

export interface SyntheticClaim {
  number: number
  topics: string[]
  chance: number
  dueBy: string
  dueByStrict: string
  dueBasis: 'stated' | 'inferred' | 'assigned'
  condition: boolean
  /** Null while nobody has said what happened. */
  fate: Fate | null
}

type Fate =
  | { outcome: 'true' | 'false' }
  | { outcome: 'partial'; share: number }
  | { outcome: 'void'; voidReason: VoidReason }

export interface SyntheticPrediction {
  number: number
  /** Places in the lists of pundits and of claims. */
  pundit: number
  claim: number
  /** Place of the prediction that this one says again. */
  restates: number | null
  saidOn: string
  /** Place of the import that brings it; of one claim each comes with another. */
  batch: number
  stance: Stance
  saying: Saying
  /** Brings along what happened, on this day where it did. */
  settles: boolean
  occurredOn: string | null
}

export interface SyntheticLedger {
  /** The days of the imports, the last one today. */
  days: string[]
  claims: SyntheticClaim[]
  predictions: SyntheticPrediction[]
}

const topics = ['economy', 'elections', 'energy', 'health', 'sport', 'technology', 'trade', 'weather']
const voidReasons = ['ambiguous', 'moot', 'not-a-forecast', 'unverifiable'] as const
const possibilities = ['could', 'may', 'might'].map(hedge => ({ hedge, p: 0.4 }))
const apart = 60
const imports = 13

/**
 * Makes up claims, and what forty pundits said of them, from a seed. Each claim comes true with its chance, whoever
 * forecasts it; whether it is void, or settled at all, has nothing to do with what happened; a re-dated claim turns out
 * as the first did. So every pundit's true curve is known: see `curveOf`.
 */
export function generate({
  seed,
  today,
  size,
}: {
  seed: number
  today: string
  size: number
}): SyntheticLedger {
  const random = seeded(seed)
  const days = Array.from({ length: imports }, (_, at) => daysAfter(today, -apart * (imports - 1 - at)))
  const claims: SyntheticClaim[] = []
  const predictions: SyntheticPrediction[] = []
  const luck: number[] = []
  while (predictions.length < size) {
    const first = random.unit() < 0.06 ? restatable(claims, predictions, random) : undefined
    const again = first && claims[first.claim]
    const chance = again?.chance ?? pick(chances, random)
    const drawn = (first && luck[first.claim]) ?? random.unit()
    luck.push(drawn)
    const opens = first === undefined ? random.below(imports) : first.batch + 1
    const firstSaid = daysAfter(days[opens] ?? today, -random.below(apart - 5))
    const claim = aClaim(claims.length, { firstSaid, chance, topics: again?.topics }, random)
    claims.push(claim)
    const wanted = Math.min(1 + random.below(4), size - predictions.length)
    const said = sayings({ claim, first, firstSaid, opens, wanted, days, number: predictions.length }, random)
    predictions.push(...said)
    settle(claim, said, { drawn, days }, random)
  }
  return { days, claims, predictions }
}

/** A prediction that may be said again of a later deadline. */
function restatable(claims: SyntheticClaim[], predictions: SyntheticPrediction[], random: Random) {
  const found = predictions[random.below(predictions.length || 1)]
  const isLast = found === undefined || found.batch >= imports - 1 || found.restates !== null
  return isLast || claims[found.claim]?.fate?.outcome === 'void' ? undefined : found
}

function aClaim(
  at: number,
  { firstSaid, chance, topics: given }: { firstSaid: string; chance: number; topics?: string[] },
  random: Random,
): SyntheticClaim {
  const dueBasis = pick(['stated', 'stated', 'inferred', 'assigned'] as const, random)
  const length = 20 + random.below(300)
  const strict = dueBasis === 'inferred' ? Math.round(length * 0.7) : length
  const own = new Set([pick(topics, random), pick(topics, random)])
  return {
    number: at + 1,
    topics: given ?? [...own],
    chance,
    dueBy: daysAfter(firstSaid, length),
    dueByStrict: daysAfter(firstSaid, strict),
    dueBasis,
    condition: random.unit() < 0.08,
    fate: null,
  }
}

interface Telling {
  claim: SyntheticClaim
  first: SyntheticPrediction | undefined
  firstSaid: string
  opens: number
  wanted: number
  days: string[]
  number: number
}

/** What is said of one claim: by the one who says it again, by others, and now and then once more by the same. */
function sayings(telling: Telling, random: Random): SyntheticPrediction[] {
  const { claim, first, firstSaid, opens, wanted, days, number } = telling
  const said: SyntheticPrediction[] = []
  for (let batch = opens; said.length < wanted && batch < imports; batch++) {
    const day = days[batch] ?? firstSaid
    const saidOn = said.length === 0 ? firstSaid : daysAfter(day, -random.below(apart - 5))
    const earlier = said[random.below(said.length || 1)]
    const repeats = earlier !== undefined && random.unit() < 0.15
    const pundit =
      said.length === 0 && first !== undefined
        ? first.pundit
        : repeats
          ? earlier.pundit
          : random.below(syntheticPundits.length)
    const stance = aStance(claim, random)
    said.push({
      number: number + said.length + 1,
      pundit,
      claim: claim.number - 1,
      restates: said.length === 0 && first !== undefined ? first.number - 1 : null,
      saidOn: saidOn > claim.dueBy ? claim.dueBy : saidOn,
      batch,
      stance,
      saying: aSaying(pundit, claim, stance, random),
      settles: false,
      occurredOn: null,
    })
    if (saidOn > claim.dueBy) break
  }
  return said
}

function aStance({ condition }: SyntheticClaim, random: Random): Stance {
  const draw = random.unit()
  if (draw < 0.1) return 'possibility'
  if (draw < 0.16) return 'reports'
  return condition ? 'conditional' : 'asserts'
}

function aSaying(pundit: number, { chance }: SyntheticClaim, stance: Stance, random: Random): Saying {
  const who = syntheticPundits[pundit]
  if (stance === 'possibility' || who === undefined) return pick(possibilities, random)
  return sayingOf(who, chance, random)
}

/** Most claims past their deadline are settled by the last prediction of them, which is logged after it. */
function settle(
  claim: SyntheticClaim,
  said: SyntheticPrediction[],
  { drawn, days }: { drawn: number; days: string[] },
  random: Random,
): void {
  const last = said.at(-1)
  const batch = days.findIndex(day => day > claim.dueBy)
  if (last === undefined || batch === -1 || random.unit() < 0.08) return
  last.batch = Math.max(last.batch, batch)
  last.settles = true
  claim.fate = fateOf(claim, drawn, random)
  const { outcome } = claim.fate
  if (outcome !== 'true' && outcome !== 'partial') return
  const latest = said.reduce((max, { saidOn }) => (saidOn > max ? saidOn : max), '')
  last.occurredOn = daysAfter(latest, random.below(daysBetween(latest, claim.dueBy) + 1))
}

/** In the mean it comes true as much as its chance says, also in part. */
function fateOf({ chance, condition }: SyntheticClaim, drawn: number, random: Random): Fate {
  const draw = random.unit()
  if (draw < 0.06) {
    const voidReason = condition ? 'condition-unmet' : pick(voidReasons, random)
    return { outcome: 'void', voidReason }
  }
  if (draw < 0.1) return { outcome: 'partial', share: chance }
  return { outcome: drawn < chance ? 'true' : 'false' }
}

function pick<T>(from: readonly T[], random: Random): T {
  const found = from[random.below(from.length)]
  if (found === undefined) throw new Error('There is nothing to pick from.')
  return found
}

function daysAfter(date: string, days: number): string {
  return new Date(Date.parse(date) + days * 86_400_000).toISOString().slice(0, 10)
}

function daysBetween(from: string, to: string): number {
  return (Date.parse(to) - Date.parse(from)) / 86_400_000
}
