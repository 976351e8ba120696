import { sql } from 'drizzle-orm'
import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { type Consequence, consequences, type Dependant, standingOf } from '../../src/claims/cascade.ts'
import { type Outcome, outcomes, ResolveClaim } from '../../src/claims/claim.ts'
import { disputeClaim } from '../../src/claims/dispute.ts'
import { DisputeClaim, SettleClaim } from '../../src/claims/dispute-and-settlement.ts'
import { fileEvidence } from '../../src/claims/file-evidence.ts'
import { getClaim } from '../../src/claims/read.ts'
import { reopenClaim } from '../../src/claims/reopen.ts'
import { resolveClaim } from '../../src/claims/resolve.ts'
import { settleClaim } from '../../src/claims/settle.ts'
import { entries, evidence } from '../../src/db/schema.ts'
import type { ActorDeps } from '../../src/deps.ts'
import { parseEntry } from '../../src/entries.ts'
import { importPredictions } from '../../src/predictions/import.ts'
import { logPrediction } from '../../src/predictions/log.ts'
import { expectExact, readProjections } from '../exact.ts'
import { anEvidence, aPrediction, testWorld } from '../world.ts'

const { db, deps } = testWorld()
const ann = { ...deps, actor: 'ann' }
const ben = { ...deps, actor: 'ben' }
const mia = { ...deps, actor: 'mia', role: 'moderator' as const }

describe('what an outcome means for those that depend on it', () => {
  test.each([
    [null, 'pending'],
    ['true', 'met'],
    ['partial', 'met'],
    ['false', 'failed'],
    ['void', 'failed'],
  ] as const)('%s is %s', (outcome, standing) => {
    expect(standingOf(outcome)).toBe(standing)
  })
})

interface Node extends Dependant {
  conditionId: string | null
}

/** Claims of which each but the first may depend on an earlier one, and a way to find the dependants of each. */
function forest(conditions: (number | null)[]) {
  const nodes = conditions.map(
    (condition, index): Node => ({
      id: `${index}`,
      conditionId: condition === null ? null : `${condition}`,
      outcome: null,
      byCondition: false,
    }),
  )
  const below = Map.groupBy(nodes, node => node.conditionId)
  return { nodes, dependantsOf: (id: string) => below.get(id) ?? [] }
}
type Forest = ReturnType<typeof forest>

function nodeOf({ nodes }: Forest, id: string): Node {
  const node = nodes[Number(id)]
  if (node === undefined) throw new Error(`There is no claim ${id}.`)
  return node
}

/** Lets an outcome stand, or none, and does what follows from it. */
function change(claims: Forest, node: Node, outcome: Outcome | null): Consequence[] {
  const from = standingOf(node.outcome)
  Object.assign(node, { outcome, byCondition: false })
  const found = consequences(node.id, { from, to: standingOf(outcome) }, claims.dependantsOf)
  for (const { claimId, effect } of found) {
    const isVoid = effect === 'voided'
    Object.assign(nodeOf(claims, claimId), { outcome: isVoid ? 'void' : null, byCondition: isVoid })
  }
  return found
}

/** Says what became of a claim where people may: a void at any time, the rest once its condition is met. */
function say(claims: Forest, node: Node, outcome: Outcome | null): Consequence[] {
  const condition = node.conditionId === null ? undefined : nodeOf(claims, node.conditionId)
  const standing = condition === undefined ? 'met' : standingOf(condition.outcome)
  if (node.byCondition || outcome === node.outcome) return []
  if (outcome !== null && outcome !== 'void' && standing !== 'met') return []
  if (outcome === null && standing === 'failed') return []
  return change(claims, node, outcome)
}

const anOutcome = fc.constantFrom(...outcomes, null)
const aForest = fc.array(fc.nat({ max: 99 }), { minLength: 1, maxLength: 14 }).map(picks =>
  picks.map((pick, index) => {
    const condition = pick % (index + 1)
    return condition === index ? null : condition
  }),
)
const sayings = fc.array(fc.tuple(fc.nat({ max: 13 }), anOutcome), { maxLength: 40 })

/** A forest of which people have said all sorts of things; the consequences of each are handed to `look`. */
function told(
  conditions: (number | null)[],
  said: [number, Outcome | null][],
  look: (claims: Forest, found: Consequence[], root: Node, before: Node[]) => void = () => {},
): Forest {
  const claims = forest(conditions)
  for (const [pick, outcome] of said) {
    const node = nodeOf(claims, `${pick % conditions.length}`)
    const before = structuredClone(claims.nodes)
    look(claims, say(claims, node, outcome), node, before)
  }
  return claims
}

describe('the consequences of a change', () => {
  test('come each after those of its own condition, and once for each claim', () => {
    fc.assert(
      fc.property(aForest, sayings, (conditions, said) => {
        told(conditions, said, (claims, found, root) => {
          const changed = new Set([root.id])
          for (const { claimId, conditionClaimId } of found) {
            expect(nodeOf(claims, claimId).conditionId).toBe(conditionClaimId)
            expect(changed).toContain(conditionClaimId)
            expect(changed).not.toContain(claimId)
            changed.add(claimId)
          }
        })
      }),
    )
  })

  test('leave what was declared void by hand as it is', () => {
    fc.assert(
      fc.property(aForest, sayings, (conditions, said) => {
        told(conditions, said, (claims, _found, root, before) => {
          for (const was of before) {
            if (was.outcome !== 'void' || was.byCondition || was.id === root.id) continue
            expect(nodeOf(claims, was.id)).toEqual(was)
          }
        })
      }),
    )
  })

  test('leave no claim alive under a failed condition, and none settled or void without its condition’s word', () => {
    fc.assert(
      fc.property(aForest, sayings, (conditions, said) => {
        told(conditions, said, claims => {
          for (const { conditionId, outcome, byCondition } of claims.nodes) {
            if (conditionId === null) continue
            const standing = standingOf(nodeOf(claims, conditionId).outcome)
            if (standing === 'failed') expect(outcome).toBe('void')
            if (byCondition) expect(standing).toBe('failed')
            if (outcome !== null && outcome !== 'void') expect(standing).toBe('met')
          }
        })
      }),
    )
  })

  test('of a failure that is undone are undone with it: every claim is as it was', () => {
    fc.assert(
      fc.property(aForest, sayings, fc.constantFrom('false', 'void'), (conditions, said, failure) => {
        const claims = told(conditions, said)
        for (const node of claims.nodes.filter(({ outcome }) => outcome === null)) {
          const condition = node.conditionId === null ? null : nodeOf(claims, node.conditionId).outcome
          if (failure === 'false' && node.conditionId !== null && standingOf(condition) !== 'met') continue
          const before = structuredClone(claims.nodes)
          change(claims, node, failure)
          change(claims, node, null)
          expect(claims.nodes).toEqual(before)
        }
      }),
    )
  })

  test('of a condition that fails and then holds reopen all that it had made void, and else only what followed those', () => {
    fc.assert(
      fc.property(aForest, sayings, (conditions, said) => {
        const claims = told(conditions, said)
        for (const node of claims.nodes.filter(({ outcome }) => standingOf(outcome) === 'met')) {
          const before = structuredClone(claims.nodes)
          const voided = change(claims, node, 'false').map(({ claimId, effect }) => `${effect} ${claimId}`)
          const reopened = change(claims, node, 'true').map(({ claimId, effect }) => `${effect} ${claimId}`)
          const followed = before.flatMap(({ id, byCondition }) => (byCondition ? `reopened ${id}` : []))
          expect(reopened).toEqual(
            expect.arrayContaining(voided.map(one => one.replace('voided', 'reopened'))),
          )
          expect([...voided.map(one => one.replace('voided', 'reopened')), ...followed]).toEqual(
            expect.arrayContaining(reopened),
          )
        }
      }),
    )
  })

  test.each([
    ['pending', 'pending'],
    ['met', 'met'],
    ['failed', 'failed'],
    ['pending', 'met'],
  ] as const)('are none when it goes from %s to %s', (from, to) => {
    const { dependantsOf } = forest([null, 0, 1, 0])
    expect(consequences('0', { from, to }, dependantsOf)).toEqual([])
  })

  test('reach the end of a chain of 20,000, and all of 20,000 side by side', () => {
    const length = 20_000
    const chain = forest([null, ...Array.from({ length }, (_, index) => index)])
    const fan = forest([null, ...Array.from({ length }, () => 0)])
    for (const claims of [chain, fan]) {
      const found = change(claims, nodeOf(claims, '0'), 'false')
      expect(found).toHaveLength(length)
      expect(found.at(-1)?.claimId).toBe(`${length}`)
      expect(claims.nodes.every(({ outcome }) => outcome === 'void' || outcome === 'false')).toBe(true)
      expect(change(claims, nodeOf(claims, '0'), null)).toHaveLength(length)
      expect(claims.nodes.every(({ outcome }) => outcome === null)).toBe(true)
    }
  })
})

/** A claim, said to be 70 % likely, of past deadline unless it says otherwise; with evidence to cite. */
async function aClaim(claim: Record<string, unknown> = {}) {
  const input = aPrediction({ probability: 0.7 })
  const { claimId } = await logPrediction(ann, { ...input, claim: { ...input.claim, ...claim } })
  const { evidenceId } = await fileEvidence(ann, claimId, anEvidence())
  return { claimId, evidenceIds: [evidenceId] }
}
type AClaim = Awaited<ReturnType<typeof aClaim>>

function termsOf(outcome: string) {
  if (outcome === 'partial') return { share: 0.5 }
  return outcome === 'void' ? { voidReason: 'moot' } : {}
}

/** Many such pairs at once: a claim and one that depends on it, due when it says. */
async function pairs(dueBy: string[]): Promise<[AClaim, AClaim][]> {
  const lines = dueBy.flatMap((due, index) => {
    const [condition, dependant] = [
      aPrediction({ ref: `${index}` }),
      aPrediction({ conditionRef: `${index}` }),
    ]
    return [condition, { ...dependant, claim: { ...dependant.claim, dueBy: due } }]
  })
  const report = await importPredictions(
    ann,
    lines.map((value, index) => ({ line: index + 1, value: { ...value, evidence: [anEvidence()] } })),
  )
  const filed = await db.select({ id: evidence.id, claimId: evidence.claimId }).from(evidence)
  const claims = report.lines.map(({ claimId }) => ({
    claimId,
    evidenceIds: filed.flatMap(item => (item.claimId === claimId ? item.id : [])),
  }))
  return dueBy.map((_, index) => [at(claims, 2 * index), at(claims, 2 * index + 1)])
}

function at<T>(items: readonly T[], index: number): T {
  const item = items[index]
  if (item === undefined) throw new Error(`There is no item ${index}.`)
  return item
}

async function resolve({ claimId, evidenceIds }: AClaim, outcome: Outcome, who: ActorDeps = ann) {
  const input = { outcome, ...termsOf(outcome), rationale: 'By the record', evidenceIds }
  await resolveClaim(who, claimId, ResolveClaim.parse(input))
}

async function dispute({ claimId, evidenceIds }: AClaim, counterOutcome: string) {
  const why = { reason: 'wrong-outcome', rationale: 'The record says otherwise', evidenceIds }
  await disputeClaim(ben, claimId, DisputeClaim.parse({ counterOutcome, ...termsOf(counterOutcome), ...why }))
}

/** Puts another outcome, or none, in the place of what stands. */
async function overturn(claim: AClaim, outcome: string) {
  await dispute(claim, outcome)
  const decision = { decision: 'overturned', rationale: 'It does' }
  await settleClaim(mia, claim.claimId, SettleClaim.parse(decision))
}

/**
 * How a dependant can stand. moot: declared void by hand; doubted: that void is disputed; disputed: settled true and
 * disputed; unmet: void because the condition failed. With what is to be seen of each.
 */
const seen = {
  open: { state: 'open', outcome: null, voidReason: undefined, brier: undefined },
  due: { state: 'due', outcome: null, voidReason: undefined, brier: undefined },
  moot: { state: 'settled', outcome: 'void', voidReason: 'moot', brier: undefined },
  doubted: { state: 'disputed', outcome: 'void', voidReason: 'moot', brier: undefined },
  unmet: { state: 'settled', outcome: 'void', voidReason: 'condition-unmet', brier: undefined },
  true: { state: 'settled', outcome: 'true', voidReason: undefined, brier: 0.09 },
  false: { state: 'settled', outcome: 'false', voidReason: undefined, brier: 0.49 },
  partial: { state: 'settled', outcome: 'partial', voidReason: undefined, brier: 0.29 },
  disputed: { state: 'disputed', outcome: 'true', voidReason: undefined, brier: undefined },
}
type Seen = keyof typeof seen

type Row = [
  condition: Outcome,
  dependant: Seen,
  then: Seen,
  overturned: Partial<Record<Outcome | 'open', Seen>>,
]

/** What is settled needs a condition that is met; it is settled after that. The others are so before it. */
const table: Row[] = [
  ['true', 'open', 'open', { false: 'unmet', partial: 'open', void: 'unmet', open: 'open' }],
  ['true', 'due', 'due', { false: 'unmet', partial: 'due', void: 'unmet', open: 'due' }],
  ['true', 'moot', 'moot', { false: 'moot', partial: 'moot', void: 'moot', open: 'moot' }],
  ['true', 'doubted', 'doubted', { false: 'doubted', partial: 'doubted', void: 'doubted', open: 'doubted' }],
  ['true', 'true', 'true', { false: 'unmet', partial: 'true', void: 'unmet', open: 'due' }],
  ['true', 'false', 'false', { false: 'unmet', partial: 'false', void: 'unmet', open: 'due' }],
  ['true', 'partial', 'partial', { false: 'unmet', partial: 'partial', void: 'unmet', open: 'due' }],
  ['true', 'disputed', 'disputed', { false: 'unmet', partial: 'disputed', void: 'unmet', open: 'due' }],
  ['partial', 'open', 'open', { true: 'open', false: 'unmet', void: 'unmet', open: 'open' }],
  ['partial', 'due', 'due', { true: 'due', false: 'unmet', void: 'unmet', open: 'due' }],
  ['partial', 'moot', 'moot', { true: 'moot', false: 'moot', void: 'moot', open: 'moot' }],
  ['partial', 'doubted', 'doubted', { true: 'doubted', false: 'doubted', void: 'doubted', open: 'doubted' }],
  ['partial', 'true', 'true', { true: 'true', false: 'unmet', void: 'unmet', open: 'due' }],
  ['partial', 'false', 'false', { true: 'false', false: 'unmet', void: 'unmet', open: 'due' }],
  ['partial', 'partial', 'partial', { true: 'partial', false: 'unmet', void: 'unmet', open: 'due' }],
  ['partial', 'disputed', 'disputed', { true: 'disputed', false: 'unmet', void: 'unmet', open: 'due' }],
  ['false', 'open', 'unmet', { true: 'open', partial: 'open', void: 'unmet', open: 'open' }],
  ['false', 'due', 'unmet', { true: 'due', partial: 'due', void: 'unmet', open: 'due' }],
  ['false', 'moot', 'moot', { true: 'moot', partial: 'moot', void: 'moot', open: 'moot' }],
  ['false', 'doubted', 'doubted', { true: 'doubted', partial: 'doubted', void: 'doubted', open: 'doubted' }],
  ['void', 'open', 'unmet', { true: 'open', false: 'unmet', partial: 'open', open: 'open' }],
  ['void', 'due', 'unmet', { true: 'due', false: 'unmet', partial: 'due', open: 'due' }],
  ['void', 'moot', 'moot', { true: 'moot', false: 'moot', partial: 'moot', open: 'moot' }],
  ['void', 'doubted', 'doubted', { true: 'doubted', false: 'doubted', partial: 'doubted', open: 'doubted' }],
]

const cases = table
  .flatMap(([condition, dependant, then, overturned]) =>
    Object.entries(overturned).map(([to, last]) => [condition, dependant, then, to, last] as const),
  )
  .map((row, index) => [...row, index] as const)
let prepared: [AClaim, AClaim][] = []

/** Brings a dependant to where it shall be, and returns what its history says of that. */
async function bring(claim: AClaim, to: Seen): Promise<string[]> {
  if (to === 'open' || to === 'due' || to === 'unmet') return []
  const outcome = to === 'moot' || to === 'doubted' ? 'void' : to === 'disputed' ? 'true' : to
  await resolve(claim, outcome)
  if (to !== 'doubted' && to !== 'disputed') return ['resolution by ann']
  await dispute(claim, 'false')
  return ['resolution by ann', 'dispute by ben']
}

/** What is recorded of a dependant when it comes to stand otherwise. */
function recorded(from: Seen, to: Seen, by: string): string[] {
  if (from === to) return []
  return [to === 'unmet' ? `voiding by ${by}` : `reopening by ${by}`]
}

async function expectSeen(claimId: string, conditionClaimId: string, as: Seen, history: string[]) {
  const claim = await getClaim(deps, claimId)
  const { brier, ...stands } = seen[as]
  expect(claim).toMatchObject(stands)
  expect(claim.disputeId === null).toBe(stands.state !== 'disputed')
  const [prediction] = claim.predictions
  expect(prediction?.scored).toBe(brier !== undefined)
  if (brier === undefined) expect(prediction?.score).toBeNull()
  else expect(prediction?.score?.brier).toBeCloseTo(brier, 12)

  expect(claim.history.map(({ type, by }) => `${type} by ${by}`)).toEqual(history)
  const standing = claim.history.filter(item => 'stands' in item && item.stands).map(({ id }) => id)
  const last = claim.history.filter(({ type }) => type === 'resolution' || type === 'voiding').at(-1)
  expect(standing).toEqual(stands.outcome === null ? [] : [last?.id])
  expect(claim.resolutionId).toBe(standing[0] ?? null)
  for (const item of claim.history) {
    if (item.type === 'voiding' || item.type === 'reopening') expect(item).toMatchObject({ conditionClaimId })
  }
}

describe('a claim that depends on another', () => {
  beforeAll(async () => {
    prepared = await pairs(cases.map(([, dependant]) => (dependant === 'open' ? '2027-06-30' : '2026-06-30')))
  })

  test.each(cases)(
    'when that settles %s: being %s it becomes %s, and overturned to %s, %s',
    async (outcome, dependant, then, to, last, index) => {
      const [condition, claim] = at(prepared, index)
      const { claimId: conditionClaimId } = condition
      const settledAfterwards = standingOf(outcome) === 'met'
      const early = settledAfterwards ? [] : await bring(claim, dependant)
      await resolve(condition, outcome)
      const late = settledAfterwards ? await bring(claim, dependant) : []

      const history = [...early, ...recorded(settledAfterwards ? then : dependant, then, 'ann'), ...late]
      await expectSeen(claim.claimId, conditionClaimId, then, history)

      await overturn(condition, to)
      expect(await getClaim(deps, conditionClaimId)).toMatchObject({ outcome: to === 'open' ? null : to })
      const after = [...history, ...recorded(then, last, 'mia')]
      await expectSeen(claim.claimId, conditionClaimId, last, after)
    },
  )

  test('stays as it is while its condition is disputed, and when the dispute is decided for what stood', async () => {
    const condition = await aClaim()
    const { claimId: conditionClaimId } = condition
    const settled = await aClaim({ conditionClaimId })
    const pending = await aClaim({ conditionClaimId })
    await resolve(condition, 'true')
    await resolve(settled, 'true')
    await dispute(condition, 'false')
    await expectSeen(settled.claimId, conditionClaimId, 'true', ['resolution by ann'])
    await expect(resolve(pending, 'true')).rejects.toMatchObject({
      type: 'condition-pending',
      members: {
        state: 'due',
        outcome: null,
        condition: { claimId: conditionClaimId, state: 'disputed', outcome: 'true' },
      },
    })
    await settleClaim(mia, conditionClaimId, { decision: 'upheld', rationale: 'It stands' })
    await expectSeen(settled.claimId, conditionClaimId, 'true', ['resolution by ann'])
    await resolve(pending, 'true')
    await expectSeen(pending.claimId, conditionClaimId, 'true', ['resolution by ann'])
  })

  test('can be settled anew once it has reopened, with all that was said of it in its history', async () => {
    const condition = await aClaim()
    const { claimId: conditionClaimId } = condition
    const claim = await aClaim({ conditionClaimId })
    await resolve(condition, 'true')
    await resolve(claim, 'true')
    await overturn(condition, 'false')
    await expect(resolve(claim, 'false')).rejects.toMatchObject({ type: 'already-settled' })
    await reopenClaim(mia, conditionClaimId, { reason: 'Too early' })
    await resolve(condition, 'partial')
    await resolve(claim, 'false')
    await expectSeen(claim.claimId, conditionClaimId, 'false', [
      'resolution by ann',
      'voiding by mia',
      'reopening by mia',
      'resolution by ann',
    ])
  })

  test('becomes void when the void declared by hand is withdrawn and its condition has failed', async () => {
    const condition = await aClaim()
    const reopened = await aClaim({ conditionClaimId: condition.claimId })
    const overturned = await aClaim({ conditionClaimId: condition.claimId })
    await resolve(reopened, 'void', mia)
    await resolve(overturned, 'void')
    await resolve(condition, 'false')
    await reopenClaim(mia, reopened.claimId, { reason: 'It is not moot' })
    await overturn(overturned, 'open')
    for (const [{ claimId }, ...withdrawn] of [
      [reopened, 'reopening'],
      [overturned, 'dispute', 'settlement'],
    ] as const) {
      const claim = await getClaim(deps, claimId)
      expect(claim).toMatchObject({ outcome: 'void', voidReason: 'condition-unmet', disputeId: null })
      expect(claim.history.map(({ type }) => type)).toEqual(['resolution', ...withdrawn, 'voiding'])
    }
    await overturn(condition, 'true')
    expect(await getClaim(deps, reopened.claimId)).toMatchObject({ state: 'due', outcome: null })
    expect(await getClaim(deps, overturned.claimId)).toMatchObject({ state: 'due', outcome: null })
  })

  test('is void from the start when it is logged after its condition has failed', async () => {
    const condition = await aClaim()
    await resolve(condition, 'void')
    const { claimId: conditionClaimId } = condition
    const claim = await aClaim({ conditionClaimId })
    await expectSeen(claim.claimId, conditionClaimId, 'unmet', ['voiding by ann'])
    await overturn(condition, 'open')
    await expectSeen(claim.claimId, conditionClaimId, 'due', ['voiding by ann', 'reopening by mia'])
  })
})

/** A claim, and below it one that depends on it, and so on. */
async function aChain(depth: number): Promise<[AClaim, ...AClaim[]]> {
  const chain: [AClaim, ...AClaim[]] = [await aClaim()]
  for (let last = chain[0]; chain.length <= depth; chain.push(last)) {
    last = await aClaim({ conditionClaimId: last.claimId })
  }
  return chain
}

async function standingsOf(chain: AClaim[]) {
  const found = await Promise.all(chain.map(({ claimId }) => getClaim(deps, claimId)))
  return found.map(({ outcome, voidReason }) => voidReason ?? outcome)
}

async function entriesOf(chain: AClaim[], kind: string) {
  const rows = await db.execute<{ bytes: Uint8Array; xmin: string }>(
    sql`select bytes, xmin::text from entries where kind = ${kind} order by position`,
  )
  const ids = chain.map(({ claimId }) => claimId)
  return rows
    .map(({ bytes, xmin }) => ({ ...parseEntry(bytes), transaction: xmin }))
    .filter(({ subject }) => ids.includes(subject))
}

describe('a chain of claims', () => {
  const unmet = 'condition-unmet'

  test('falls with its first claim and rises with it, five deep', async () => {
    const chain = await aChain(5)
    await resolve(chain[0], 'false')
    expect(await standingsOf(chain)).toEqual(['false', unmet, unmet, unmet, unmet, unmet])
    await overturn(chain[0], 'true')
    expect(await standingsOf(chain)).toEqual(['true', null, null, null, null, null])
    for (const claim of chain.slice(1)) await resolve(claim, 'true')
    expect(await standingsOf(chain)).toEqual(['true', 'true', 'true', 'true', 'true', 'true'])
    await reopenClaim(mia, chain[0].claimId, { reason: 'Too early' })
    expect(await standingsOf(chain)).toEqual([null, null, null, null, null, null])
    await resolve(chain[0], 'void')
    expect(await standingsOf(chain)).toEqual(['moot', unmet, unmet, unmet, unmet, unmet])
  })

  test('falls from where it breaks, and what was settled above stays', async () => {
    const chain = await aChain(5)
    for (const claim of chain.slice(0, 5)) await resolve(claim, 'partial')
    await overturn(at(chain, 2), 'false')
    expect(await standingsOf(chain)).toEqual(['partial', 'partial', 'false', unmet, unmet, unmet])
    await overturn(at(chain, 1), 'open')
    expect(await standingsOf(chain)).toEqual(['partial', null, null, null, null, null])
  })

  test('stays void below a claim that was declared void by hand, whatever becomes of those above', async () => {
    const chain = await aChain(5)
    await resolve(at(chain, 2), 'void')
    expect(await standingsOf(chain)).toEqual([null, null, 'moot', unmet, unmet, unmet])
    await resolve(chain[0], 'false')
    expect(await standingsOf(chain)).toEqual(['false', unmet, 'moot', unmet, unmet, unmet])
    await overturn(chain[0], 'true')
    expect(await standingsOf(chain)).toEqual(['true', null, 'moot', unmet, unmet, unmet])
    await overturn(at(chain, 2), 'open')
    expect(await standingsOf(chain)).toEqual(['true', null, null, null, null, null])
  })

  test('branches: every branch falls and rises', async () => {
    const root = await aClaim()
    const [left, right] = [
      await aClaim({ conditionClaimId: root.claimId }),
      await aClaim({ conditionClaimId: root.claimId }),
    ]
    const below = [
      await aClaim({ conditionClaimId: left.claimId }),
      await aClaim({ conditionClaimId: left.claimId }),
      await aClaim({ conditionClaimId: right.claimId }),
    ]
    await resolve(root, 'true')
    await resolve(left, 'false')
    await resolve(right, 'true')
    expect(await standingsOf([root, left, right, ...below])).toEqual([
      'true',
      'false',
      'true',
      unmet,
      unmet,
      null,
    ])
    await overturn(root, 'void')
    expect(await standingsOf([root, left, right, ...below])).toEqual(['moot', ...Array(5).fill(unmet)])
    await reopenClaim(mia, root.claimId, { reason: 'Not moot' })
    expect(await standingsOf([root, left, right, ...below])).toEqual(Array(6).fill(null))
  })

  test('falls in one transaction, at one time, each claim after its condition', async () => {
    const chain = await aChain(5)
    await resolve(chain[0], 'false')
    const [resolution] = await entriesOf(chain, 'claim.resolved')
    const voidings = await entriesOf(chain, 'claim.voided')
    expect(voidings.map(({ subject }) => subject)).toEqual(chain.slice(1).map(({ claimId }) => claimId))
    const [condition] = chain
    expect(voidings.map(entry => entry.kind === 'claim.voided' && entry.payload.conditionClaimId)).toEqual([
      condition.claimId,
      ...chain.slice(1, 5).map(({ claimId }) => claimId),
    ])
    for (const { recordedAt, actor, transaction } of voidings) {
      expect({ recordedAt, actor, transaction }).toEqual({
        recordedAt: '2026-11-22T12:00:00.000Z',
        actor: 'ann',
        transaction: resolution?.transaction,
      })
    }
  })

  test('is never seen half fallen', async () => {
    const chain = await aChain(5)
    const ids = chain.map(({ claimId }) => claimId)
    const settled = sql`select count(*)::int as count from claims where outcome is not null and id in ${ids}`
    const counts: number[] = []
    let done = false
    const falling = resolve(chain[0], 'false').finally(() => {
      done = true
    })
    while (!done) {
      const [row] = await db.execute<{ count: number }>(settled)
      counts.push(row?.count ?? -1)
    }
    await falling
    const [last] = await db.execute<{ count: number }>(settled)
    expect(last?.count).toBe(6)
    expect(counts.length).toBeGreaterThan(0)
    expect(counts.every(count => count === 0 || count === 6)).toBe(true)
  })

  test('does not fall at all when the last of its claims cannot', async () => {
    const chain = await aChain(5)
    const last = sql.raw(`'${at(chain, 5).claimId}'`)
    const before = await readProjections(db)
    const entriesBefore = await db.$count(entries)
    await db.execute(
      sql`alter table claims add constraint stuck check (id <> ${last} or outcome is null) not valid`,
    )
    await expect(resolve(chain[0], 'false')).rejects.toThrow()
    await db.execute(sql`alter table claims drop constraint stuck`)
    expect(await db.$count(entries)).toBe(entriesBefore)
    expect(await readProjections(db)).toEqual(before)
    await resolve(chain[0], 'false')
    expect(await standingsOf(chain)).toEqual(['false', unmet, unmet, unmet, unmet, unmet])
  })
})

test('after all of that the scores are exact, and the ledger replayed gives the same rows', () =>
  expectExact(db))
