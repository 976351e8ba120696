import { describe, expect, test } from 'vitest'
import type { Outcome } from '../../src/claims/claim.ts'
import { getClaim } from '../../src/claims/read.ts'
import { resolveClaim } from '../../src/claims/resolve.ts'
import { importPredictions } from '../../src/predictions/import.ts'
import { linkConditions } from '../../src/predictions/link-conditions.ts'
import { logPrediction } from '../../src/predictions/log.ts'
import { ImportLine } from '../../src/predictions/prediction.ts'
import { Problem } from '../../src/problem.ts'
import { anEvidence, aPrediction, ownerKey, testWorld } from '../world.ts'

const { deps, app, get, rowCounts } = testWorld()

const nobody = '01890a5d-ac96-774b-bcce-b302099a8057'

type Changes = Record<string, unknown>

function link(...lines: Changes[]) {
  return linkConditions(lines.map(line => ImportLine.parse(aPrediction(line)))).map(found =>
    found instanceof Problem ? found.members.errors : found,
  )
}

function wrong(detail: RegExp) {
  return [{ pointer: '#/conditionRef', detail: expect.stringMatching(detail) }]
}

describe('linking the lines of an import by their conditions', () => {
  test('finds the line that is meant, above or below', () => {
    expect(link({ ref: 'a' }, { ref: 'b', conditionRef: 'a' }, { conditionRef: 'd' }, { ref: 'd' })).toEqual([
      undefined,
      0,
      3,
      undefined,
    ])
  })

  test('finds one line for many', () => {
    expect(link({ conditionRef: 'a' }, { ref: 'a' }, { conditionRef: 'a' })).toEqual([1, undefined, 1])
  })

  test('refuses a ref of no line, and one of several', () => {
    const lines = [
      { ref: 'a' },
      { ref: 'a' },
      { conditionRef: 'a' },
      { conditionRef: 'b' },
      { conditionRef: 'A' },
    ]
    expect(link(...lines)).toEqual([
      undefined,
      undefined,
      wrong(/several lines/),
      wrong(/no line/),
      wrong(/no line/),
    ])
  })

  test('takes two lines of one ref that nobody means', () => {
    expect(link({ ref: 'a' }, { ref: 'a' })).toEqual([undefined, undefined])
  })

  test('refuses a condition of what is no new claim, or has one already', () => {
    const conditionClaimId = nobody
    const { claim } = aPrediction()
    expect(
      link(
        { ref: 'a' },
        { claim: undefined, claimId: nobody, conditionRef: 'a' },
        { claim: { ...claim, conditionClaimId }, conditionRef: 'a' },
      ),
    ).toEqual([undefined, wrong(/claimId/), wrong(/conditionClaimId/)])
  })

  test('refuses every line of a circle of one, two or three, and no line that only leads into it', () => {
    const circle = wrong(/leads back/)
    expect(link({ ref: 'a', conditionRef: 'a' })).toEqual([circle])
    expect(link({ ref: 'a', conditionRef: 'b' }, { ref: 'b', conditionRef: 'a' })).toEqual([circle, circle])
    expect(
      link(
        { ref: 'x', conditionRef: 'a' },
        { ref: 'a', conditionRef: 'b' },
        { ref: 'b', conditionRef: 'c' },
        { ref: 'c', conditionRef: 'a' },
        { conditionRef: 'x' },
        { ref: 'd' },
        { conditionRef: 'd' },
      ),
    ).toEqual([1, circle, circle, circle, 0, undefined, 5])
  })

  test('follows a chain of 10,000 lines, and finds the circle when its ends are joined', () => {
    const [line] = [ImportLine.parse(aPrediction())]
    const chain = Array.from({ length: 10_000 }, (_, index) => ({
      ...line,
      ref: `${index}`,
      ...(index > 0 && { conditionRef: `${index - 1}` }),
    }))
    const found = linkConditions(chain as ImportLine[])
    expect(found[0]).toBeUndefined()
    expect(found.slice(1)).toEqual(Array.from({ length: 9999 }, (_, index) => index))
    const [first, ...rest] = chain
    const joined = linkConditions([{ ...first, conditionRef: '9999' }, ...rest] as ImportLine[])
    expect(joined.every(one => one instanceof Problem)).toBe(true)
  })
})

/** Imports lines and returns the claims they are of, by their refs. */
async function importLines(...lines: Changes[]) {
  const report = await importPredictions(
    deps,
    lines.map((line, index) => ({ line: index + 1, value: aPrediction(line) })),
  )
  return new Map(report.lines.map(({ ref, claimId }) => [ref ?? '', claimId]))
}

async function claimOf(imported: Map<string, string>, ref: string) {
  return getClaim(deps, imported.get(ref) ?? '')
}

async function refusalOf(...lines: Changes[]) {
  const before = await rowCounts()
  const problem = await importLines(...lines).then(
    () => undefined,
    error => error,
  )
  expect(await rowCounts()).toEqual(before)
  expect(problem).toMatchObject({ type: 'import-refused', status: 422 })
  return problem.members.lines.map(({ errors }: { errors?: unknown }) => errors)
}

function resolution(outcome: Outcome) {
  const terms = { partial: { share: 0.5 }, void: { voidReason: 'moot' }, true: {}, false: {} }[outcome]
  return { resolution: { outcome, ...terms, rationale: 'By the record', evidence: [anEvidence()] } }
}

/** All orders of some things. */
function orders<T>(things: T[]): T[][] {
  if (things.length < 2) return [things]
  return things.flatMap((thing, index) => orders(things.toSpliced(index, 1)).map(rest => [thing, ...rest]))
}

const chain = [
  { ref: 'a', probability: 0.9 },
  { ref: 'b', conditionRef: 'a', probability: 0.8 },
  { ref: 'c', conditionRef: 'b', probability: 0.7 },
]

describe('importing a chain of claims', () => {
  test.each(orders([0, 1, 2]))(
    'makes each the condition of the next, with its lines in the order %i, %i, %i',
    async (...order) => {
      const imported = await importLines(...order.map(index => chain[index] ?? {}))
      const [a, b, c] = [
        await claimOf(imported, 'a'),
        await claimOf(imported, 'b'),
        await claimOf(imported, 'c'),
      ]
      expect([a, b, c].map(({ condition }) => condition?.claimId)).toEqual([undefined, a.id, b.id])
      expect([a, b, c].map(({ state }) => state)).toEqual(['due', 'due', 'due'])
      expect(a.dependants.map(({ id }) => id)).toEqual([b.id])
    },
  )

  test.each(orders([0, 1, 2]))(
    'settles all of it, with its lines in the order %i, %i, %i',
    async (...order) => {
      const outcomes = ['true', 'partial', 'false'] as const
      const lines = chain.map((line, index) => ({ ...line, ...resolution(outcomes[index] ?? 'true') }))
      const imported = await importLines(...order.map(index => lines[index] ?? {}))
      const briers = [0.01, 0.5 * 0.04 + 0.5 * 0.64, 0.49]
      for (const [index, ref] of ['a', 'b', 'c'].entries()) {
        const { outcome, predictions, history } = await claimOf(imported, ref)
        expect(outcome).toBe(outcomes[index])
        expect(history.map(({ type }) => type)).toEqual(['resolution'])
        expect(predictions[0]?.score?.brier).toBeCloseTo(briers[index] ?? Number.NaN, 12)
      }
    },
  )

  test.each(orders([0, 1, 2]))(
    'makes void what is below a claim that failed, with its lines in the order %i, %i, %i',
    async (...order) => {
      for (const failure of ['false', 'void'] as const) {
        const lines = chain.map((line, index) => (index === 0 ? { ...line, ...resolution(failure) } : line))
        const imported = await importLines(...order.map(index => lines[index] ?? {}))
        expect((await claimOf(imported, 'a')).outcome).toBe(failure)
        for (const [ref, condition] of [
          ['b', 'a'],
          ['c', 'b'],
        ] as const) {
          const { history, ...claim } = await claimOf(imported, ref)
          expect(claim).toMatchObject({ state: 'settled', outcome: 'void', voidReason: 'condition-unmet' })
          expect(claim.predictions).toMatchObject([{ scored: false, score: null }])
          expect(history).toMatchObject([
            { type: 'voiding', conditionClaimId: imported.get(condition), stands: true },
          ])
        }
      }
    },
  )

  test('makes void only what is below where it breaks', async () => {
    const [a, b, c] = chain
    const imported = await importLines(
      { ...c },
      { ...b, ...resolution('false') },
      { ...a, ...resolution('true') },
    )
    const found = await Promise.all(['a', 'b', 'c'].map(ref => claimOf(imported, ref)))
    expect(found.map(({ outcome }) => outcome)).toEqual(['true', 'false', 'void'])
  })

  test('is refused where a line settles what its condition leaves open or has made void', async () => {
    const [a, b, c] = chain
    const detail = (words: RegExp) => [{ pointer: '#/resolution', detail: expect.stringMatching(words) }]
    expect(await refusalOf({ ...a }, { ...b, ...resolution('true') })).toEqual([
      undefined,
      detail(/not settled yet/),
    ])
    expect(await refusalOf({ ...b, ...resolution('true') }, { ...a, ...resolution('false') })).toEqual([
      detail(/already settled as void/),
      undefined,
    ])
    expect(
      await refusalOf({ ...c, ...resolution('true') }, { ...b }, { ...a, ...resolution('void') }),
    ).toEqual([detail(/already settled as void/), undefined, undefined])
  })

  test('may declare a claim void whose condition is open, and what is below it is void', async () => {
    const [a, b, c] = chain
    const imported = await importLines({ ...c }, { ...b, ...resolution('void') }, { ...a })
    const found = await Promise.all(['a', 'b', 'c'].map(ref => claimOf(imported, ref)))
    expect(found.map(({ voidReason }) => voidReason)).toEqual([undefined, 'moot', 'condition-unmet'])
  })

  test('is refused whole, each bad line with its reason', async () => {
    const found = await refusalOf(
      { ref: 'a' },
      { conditionRef: 'nobody' },
      { ref: 'b', conditionRef: 'b' },
      { ref: 'twice' },
      { ref: 'twice' },
      { conditionRef: 'twice' },
      { claim: undefined, claimId: nobody, conditionRef: 'a' },
      { conditionRef: 'a' },
    )
    expect(found).toEqual([
      undefined,
      wrong(/no line/),
      wrong(/leads back/),
      undefined,
      undefined,
      wrong(/several/),
      [...wrong(/claimId/), { pointer: '#/claimId', detail: expect.any(String) }],
      undefined,
    ])
  })

  test('is refused where the line that is meant cannot be read', async () => {
    const found = await refusalOf({ ref: 'a', saidOn: 'never' }, { conditionRef: 'a' })
    expect(found).toEqual([[{ pointer: '#/saidOn', detail: expect.any(String) }], wrong(/that can be read/)])
  })
})

describe('importing what depends on claims already in the ledger', () => {
  test('by a line that forecasts one: that claim is the condition', async () => {
    const { claimId } = await logPrediction(deps, aPrediction())
    const imported = await importLines(
      { claim: undefined, claimId, ref: 'known' },
      { ref: 'new', conditionRef: 'known' },
    )
    expect((await claimOf(imported, 'new')).condition?.claimId).toBe(claimId)
  })

  test('is void from the start where that has failed, with all that is below it', async () => {
    const { claimId } = await logPrediction(deps, aPrediction())
    await resolveClaim(deps, claimId, { outcome: 'void', voidReason: 'moot', rationale: 'So' })
    const { claim } = aPrediction()
    const imported = await importLines(
      { ref: 'c', conditionRef: 'b' },
      { ref: 'b', claim: { ...claim, statement: 'Under a failed one', conditionClaimId: claimId } },
    )
    for (const ref of ['b', 'c']) {
      const { voidReason, history } = await claimOf(imported, ref)
      expect([voidReason, history.length]).toEqual(['condition-unmet', 1])
    }
  })

  test('follows where a line settles the known claim itself, with what depended on it before', async () => {
    const { claimId } = await logPrediction(deps, aPrediction())
    const input = aPrediction()
    const before = await logPrediction(deps, {
      ...input,
      claim: { ...input.claim, conditionClaimId: claimId },
    })
    const imported = await importLines(
      { ref: 'new', conditionRef: 'known' },
      { claim: undefined, claimId, ref: 'known', ...resolution('false') },
    )
    expect((await getClaim(deps, claimId)).outcome).toBe('false')
    expect((await claimOf(imported, 'new')).voidReason).toBe('condition-unmet')
    expect((await getClaim(deps, before.claimId)).voidReason).toBe('condition-unmet')
  })
})

describe('POST /predictions/import', () => {
  async function send(lines: Changes[]) {
    const response = await app.request('/api/v1/predictions/import', {
      method: 'POST',
      headers: { 'Content-Type': 'application/x-ndjson', Authorization: `Bearer ${ownerKey}` },
      body: lines.map(line => JSON.stringify(aPrediction(line))).join('\n'),
    })
    return { status: response.status, body: await response.json() }
  }

  test('links lines by conditionRef', async () => {
    const { status, body } = await send(chain.toReversed())
    expect([status, body.logged]).toEqual([201, 3])
    const claim = await get(`/claims/${body.lines[0].claimId}`)
    expect(claim.body.condition.claimId).toBe(body.lines[1].claimId)
  })

  test('refuses a circle with 422 and the lines that make it', async () => {
    const { status, body } = await send([
      { ref: 'a', conditionRef: 'b' },
      { ref: 'b', conditionRef: 'a' },
    ])
    expect([status, body.refused]).toEqual([422, 2])
    for (const line of body.lines) expect(line.errors).toEqual(wrong(/leads back/))
  })
})
