import { and, eq, isNotNull, isNull, ne } from 'drizzle-orm'
import { correctClaim } from '../../src/claims/correct.ts'
import { disputeClaim } from '../../src/claims/dispute.ts'
import { fileEvidence } from '../../src/claims/file-evidence.ts'
import { mergeClaim } from '../../src/claims/merge.ts'
import { reopenClaim } from '../../src/claims/reopen.ts'
import { resolveClaim } from '../../src/claims/resolve.ts'
import { settleClaim } from '../../src/claims/settle.ts'
import { claims, predictions, pundits } from '../../src/db/schema.ts'
import type { ActorDeps } from '../../src/deps.ts'
import { dateOf } from '../../src/fields.ts'
import { correctPrediction } from '../../src/predictions/correct.ts'
import { importPredictions } from '../../src/predictions/import.ts'
import { logPrediction } from '../../src/predictions/log.ts'
import { Problem } from '../../src/problem.ts'
import { mergePundit } from '../../src/pundits/merge.ts'
import { type Random, seeded } from '../../src/scoring/random.ts'
import { anEvidence, aPrediction, clock, people } from '../world.ts'

type Act = () => Promise<unknown>

const topics = ['rain', 'snow', 'wind']
const windows = [
  { dueBy: '2026-02-10', dueByStrict: '2026-02-10', dueBasis: 'stated' },
  { dueBy: '2026-02-20', dueByStrict: '2026-02-05', dueBasis: 'inferred' },
  { dueBy: '2026-03-10', dueByStrict: '2026-03-10', dueBasis: 'assigned' },
]
const sayings = [
  { stance: 'asserts', probability: 0.7 },
  { stance: 'asserts', probability: 0.1 },
  { stance: 'asserts', hedge: 'likely' },
  { stance: 'asserts', hedge: 'will not' },
  { stance: 'conditional', hedge: 'unlikely' },
  { stance: 'possibility', hedge: 'might' },
  { stance: 'reports', probability: 0.6 },
]
/** So many claims of each pundit, forecast before and settled on the first day. */
export async function settledPast(deps: ActorDeps, names: string[], each: number): Promise<void> {
  clock.now = new Date('2026-01-10T07:00:00Z')
  const lines = names.flatMap((name, pundit) =>
    Array.from({ length: each }, (_, at) => ({
      ...aPrediction({ pundit: { name, kind: 'person' }, probability: ((at * 3 + pundit) % 10) / 10 }),
      claim: { statement: `${name} ${at}`, topics: at % 3 === 0 ? [] : ['rain'], dueBy: '2026-01-05' },
      resolution: {
        outcome: at % 2 === 0 ? 'true' : 'false',
        rationale: 'By the record',
        evidence: [anEvidence({ publishedOn: '2026-01-08' })],
      },
    })),
  )
  await importPredictions(
    deps,
    lines.map((value, at) => ({ line: at + 1, value })),
  )
}

const outcomes = ['true', 'true', 'false', 'false', 'partial', 'void']

/**
 * Random people do random things, a few hours apart, from 10 January 2026 on: what the rules refuse is not done. Counts
 * what was.
 */
export function randomHistory(deps: ActorDeps, seed: number, names = ['Ada', 'Bob', 'Cyd', 'Dee', 'Eve']) {
  const random = seeded(seed)
  const done = new Map<string, number>()
  clock.now = new Date('2026-01-10T08:00:00Z')

  function as(role: 'contributor' | 'moderator'): ActorDeps {
    const { id } = pick(
      random,
      people.filter(person => person.role === role),
    )
    return { ...deps, actor: id, role }
  }
  function today(): string {
    return dateOf(clock.now)
  }
  function said() {
    const earlier = new Date(clock.now.getTime() - random.below(6) * 86_400_000)
    return { ...pick(random, sayings), saidOn: dateOf(earlier) }
  }
  function log(changes: Record<string, unknown>) {
    const pundit = { name: pick(random, names), kind: 'person' }
    const input = aPrediction({ pundit, probability: undefined, ...said(), ...changes })
    return logPrediction(as('contributor'), input as Parameters<typeof logPrediction>[1])
  }
  async function some<Row>(rows: Promise<Row[]>): Promise<Row> {
    const found = await rows
    if (found.length === 0) throw new Problem('not-found', 'There is none.')
    return pick(random, found)
  }
  async function newClaim() {
    const conditional = random.unit() < 0.15
    const condition = conditional ? (await aClaim()).id : undefined
    return {
      statement: `Weather ${random.below(1e9)}`,
      topics: topics.filter(() => random.unit() < 0.5),
      conditionClaimId: condition,
      ...pick(random, windows),
    }
  }
  function aClaim() {
    return some(deps.db.select().from(claims).where(isNull(claims.mergedInto)).orderBy(claims.id))
  }
  function aStanding() {
    const standing = and(isNotNull(claims.outcome), isNull(claims.disputeId))
    return some(deps.db.select().from(claims).where(standing).orderBy(claims.id))
  }
  async function cite(claimId: string): Promise<string[]> {
    const input = anEvidence({ publishedOn: today(), stance: 'context' as const })
    return [(await fileEvidence(as('contributor'), claimId, input)).evidenceId]
  }
  function termsOf(outcome: string, { dueBy }: { dueBy: string }) {
    if (outcome === 'void') return { outcome, voidReason: 'moot' }
    if (outcome === 'false') return today() > dueBy ? { outcome } : { outcome, ruledOutOn: today() }
    const occurredOn = today() > dueBy || random.unit() < 0.3 ? undefined : today()
    return outcome === 'partial' ? { outcome, share: 0.25, occurredOn } : { outcome, occurredOn }
  }

  const acts: Record<string, Act> = {
    log: async () => log({ claim: await newClaim() }),
    'log on a claim': async () => log({ claim: undefined, claimId: (await aClaim()).id }),
    async restate() {
      const earlier = await some(deps.db.select().from(predictions).orderBy(predictions.id))
      const again = { restatesId: earlier.id, pundit: undefined, punditId: earlier.punditId, saidOn: today() }
      const known = random.unit() < 0.5
      return log(
        known
          ? { ...again, claim: undefined, claimId: (await aClaim()).id }
          : { ...again, claim: await newClaim() },
      )
    },
    async resolve() {
      const open = await some(
        deps.db
          .select()
          .from(claims)
          .where(and(isNull(claims.outcome), isNull(claims.mergedInto)))
          .orderBy(claims.id),
      )
      const terms = { ...termsOf(pick(random, outcomes), open), evidenceIds: await cite(open.id) }
      const input = { ...terms, rationale: 'By lot' } as Parameters<typeof resolveClaim>[2]
      return resolveClaim(as('contributor'), open.id, input)
    },
    async dispute() {
      const claim = await aStanding()
      const { outcome, ...terms } = termsOf(pick(random, outcomes), claim)
      const counter = random.unit() < 0.3 ? { counterOutcome: 'open' } : { ...terms, counterOutcome: outcome }
      const input = {
        ...counter,
        reason: 'too-early',
        rationale: 'By lot',
        evidenceIds: await cite(claim.id),
      }
      return disputeClaim(as('contributor'), claim.id, input as Parameters<typeof disputeClaim>[2])
    },
    async settle() {
      const disputed = deps.db.select().from(claims).where(isNotNull(claims.disputeId)).orderBy(claims.id)
      const { id } = await some(disputed)
      const decision = pick(random, ['upheld', 'overturned'] as const)
      return settleClaim(as('moderator'), id, { decision, rationale: 'By lot' })
    },
    reopen: async () => reopenClaim(as('moderator'), (await aStanding()).id, { reason: 'By lot' }),
    async 'correct topics'() {
      const changed = topics.filter(() => random.unit() < 0.5)
      return correctClaim(as('moderator'), (await aClaim()).id, { topics: changed, reason: 'By lot' })
    },
    async 'correct a prediction'() {
      const unsettled = deps.db
        .select({ id: predictions.id })
        .from(predictions)
        .innerJoin(claims, eq(claims.id, predictions.claimId))
        .where(isNull(claims.resolutionId))
        .orderBy(predictions.id)
      const { id } = await some(unsettled)
      const change =
        random.unit() < 0.5
          ? { pundit: { name: pick(random, names) } }
          : { probability: random.below(11) / 10 }
      return correctPrediction(as('moderator'), id, { ...change, reason: 'By lot' })
    },
    async 'merge claims'() {
      const plain = and(isNull(claims.mergedInto), isNull(claims.conditionClaimId), isNull(claims.disputeId))
      const claim = await some(deps.db.select().from(claims).where(plain).orderBy(claims.id))
      const alike = and(plain, eq(claims.dueBy, claim.dueBy), ne(claims.id, claim.id), isNull(claims.outcome))
      const other = await some(deps.db.select().from(claims).where(alike).orderBy(claims.id))
      return mergeClaim(as('moderator'), claim.id, { claimId: other.id, reason: 'By lot' })
    },
  }
  const often = [
    'log',
    'log on a claim',
    'restate',
    'resolve',
    'resolve',
    'dispute',
    'settle',
    'merge claims',
  ]

  return {
    done,
    /** Until the end of that many days, so many acts tried in each. */
    async day(tries: number): Promise<string> {
      const day = today()
      for (let at = 0; at < tries; at++) {
        const name = random.unit() < 0.6 ? pick(random, often) : pick(random, Object.keys(acts))
        await attempt(name, acts[name])
        clock.now = new Date(clock.now.getTime() + (12 / tries) * 3_600_000)
      }
      return day
    },
    /** Until the morning of the day after next. */
    pause(): void {
      const next = new Date(clock.now.getTime() + 2 * 86_400_000)
      clock.now = new Date(`${dateOf(next)}T08:00:00Z`)
    },
    /** Not among the rest: what is asked of a past day knows who turned out to be whom. */
    async mergePundits() {
      const standing = deps.db.select().from(pundits).where(isNull(pundits.mergedInto)).orderBy(pundits.id)
      const [one, other] = [await some(standing), await some(standing)]
      await attempt('merge pundits', () =>
        mergePundit(as('moderator'), one.slug, { slug: other.slug, reason: 'By lot' }),
      )
    },
  }

  async function attempt(name: string, act: Act | undefined): Promise<void> {
    try {
      await act?.()
      done.set(name, (done.get(name) ?? 0) + 1)
    } catch (error) {
      if (!(error instanceof Problem)) throw error
    }
  }
}

function pick<T>(random: Random, from: readonly T[]): T {
  const found = from[random.below(from.length)]
  if (found === undefined) throw new Error('There is nothing to pick from.')
  return found
}
