import { beforeEach, describe, expect, test } from 'vitest'
import { disputeClaim } from '../../src/claims/dispute.ts'
import { fileEvidence } from '../../src/claims/file-evidence.ts'
import { mergeClaim } from '../../src/claims/merge.ts'
import { reopenClaim } from '../../src/claims/reopen.ts'
import { resolveClaim } from '../../src/claims/resolve.ts'
import { settleClaim } from '../../src/claims/settle.ts'
import type { ActorDeps } from '../../src/deps.ts'
import { logPrediction } from '../../src/predictions/log.ts'
import { anEvidence, aPrediction, clock, testWorld } from '../world.ts'

const { deps, get, allPages } = testWorld()
const ann = { ...deps, actor: 'ann' }
const ben = { ...deps, actor: 'ben' }
const mia = { ...deps, actor: 'mia', role: 'moderator' as const }

const yesterday = '2026-11-21'
const today = '2026-11-22'
const tomorrow = '2026-11-23'
let count = 0
let topic = ''

/** Each test looks at claims of a topic of its own. */
beforeEach(() => {
  clock.now = new Date('2026-11-22T12:00:00Z')
  count++
  topic = `queue-${count}`
})

async function aClaim(
  dueBy: string,
  claim: Record<string, unknown> = {},
  changes: Record<string, unknown> = {},
) {
  const input = aPrediction(changes)
  return (await logPrediction(ann, { ...input, claim: { ...input.claim, topics: [topic], dueBy, ...claim } }))
    .claimId
}

/** A claim of no test's topic, for others to depend on. */
function aCondition() {
  return aClaim('2027-12-31', { topics: ['conditions'] })
}

async function resolve(claimId: string, outcome: 'true' | 'partial' = 'true', who: ActorDeps = ann) {
  const { evidenceId } = await fileEvidence(ann, claimId, anEvidence())
  const terms = outcome === 'partial' ? { outcome, share: 0.5 } : { outcome }
  await resolveClaim(who, claimId, { ...terms, rationale: 'By the record', evidenceIds: [evidenceId] })
}

const doubt = { counterOutcome: 'open', reason: 'too-early', rationale: 'So' } as const

interface Listed {
  id: string
}

function idsOf(items: Listed[]): string[] {
  return items.map(({ id }) => id)
}

/** What is due, early and waiting of this test's topic. */
async function queues() {
  const { status, body } = await get(`/claims?state=due&topic=${topic}`)
  expect(status).toBe(200)
  return { due: idsOf(body.items), early: idsOf(body.early), waiting: idsOf(body.waiting) }
}

async function queue(name: string) {
  return idsOf((await get(`/claims?queue=${name}&topic=${topic}`)).body.items)
}

describe('GET /claims?state=due', () => {
  test('lists those past their deadline, the first due first: yesterday’s, and not today’s', async () => {
    const ofYesterday = await aClaim(yesterday)
    await aClaim(today)
    await aClaim(tomorrow)
    const ofLastYear = await aClaim('2026-01-02')
    const ofMarch = await aClaim('2026-03-31')
    expect(await queues()).toEqual({ due: [ofLastYear, ofMarch, ofYesterday], early: [], waiting: [] })
    const { body } = await get(`/claims?state=due&topic=${topic}`)
    expect(body.items.every(({ state }: { state: string }) => state === 'due')).toBe(true)
  })

  test('turns with the day in UTC', async () => {
    const claimId = await aClaim(today)
    clock.now = new Date('2026-11-22T23:59:59.999Z')
    expect((await queues()).due).toEqual([])
    clock.now = new Date('2026-11-23T00:00:00.000Z')
    expect((await queues()).due).toEqual([claimId])
  })

  test('reads the generous deadline, not the strict one', async () => {
    await aClaim(tomorrow, { dueByStrict: '2026-03-31', dueBasis: 'inferred' })
    expect((await queues()).due).toEqual([])
  })

  test('lists neither what is settled or disputed nor what was merged, and again what is reopened', async () => {
    const [settled, disputed, reopened, into, going] = [
      await aClaim(yesterday),
      await aClaim(yesterday),
      await aClaim(yesterday),
      await aClaim(yesterday),
      await aClaim(yesterday),
    ]
    for (const claimId of [settled, disputed]) await resolve(claimId)
    await resolve(reopened, 'true', mia)
    await disputeClaim(ben, disputed, doubt)
    expect((await queues()).due).toEqual([into, going])
    await reopenClaim(mia, reopened, { reason: 'Too early' })
    await mergeClaim(mia, into, { claimId: going, reason: 'The same' })
    expect((await queues()).due).toEqual([reopened, into])
    await settleClaim(mia, disputed, { decision: 'overturned', rationale: 'Too early' })
    expect((await queues()).due).toEqual([disputed, reopened, into])
  })

  test('goes over its pages with early and waiting on the first only', async () => {
    const condition = await aCondition()
    const claims: string[] = []
    for (let day = 1; day <= 5; day++) claims.push(await aClaim(`2026-03-0${day}`))
    const early = await aClaim(tomorrow)
    await fileEvidence(ann, early, anEvidence())
    const waiting = await aClaim(yesterday, { conditionClaimId: condition })
    const path = `/claims?state=due&topic=${topic}&limit=2`
    const { items, pages } = await allPages<Listed>(path)
    expect(idsOf(items)).toEqual(claims)
    expect(pages).toBe(3)
    const first = (await get(path)).body
    expect([idsOf(first.early), idsOf(first.waiting)]).toEqual([[early], [waiting]])
    const second = (await get(`${path}&cursor=${first.next}`)).body
    expect([second.early, second.waiting]).toEqual([[], []])
  })

  test('gives claims of one deadline each once over its pages', async () => {
    const claims: string[] = []
    for (let index = 0; index < 5; index++) claims.push(await aClaim(yesterday))
    for (const limit of [1, 2, 5]) {
      const { items } = await allPages<Listed>(`/claims?state=due&topic=${topic}&limit=${limit}`)
      expect(idsOf(items)).toEqual(claims.toSorted())
    }
  })

  test('can be narrowed by words and by the deadline', async () => {
    const march = await aClaim('2026-03-31', { statement: 'The dam bursts' })
    const june = await aClaim('2026-06-30', { statement: 'The dam holds' })
    await aClaim('2026-06-30', { statement: 'The ferry sinks' })
    const found = async (query: string) =>
      idsOf((await get(`/claims?state=due&topic=${topic}&${query}`)).body.items)
    expect(await found('q=dam')).toEqual([march, june])
    expect(await found('q=dam&dueBefore=2026-06-30')).toEqual([march])
    expect(await found('dueBefore=2026-03-31')).toEqual([])
  })
})

describe('what may be decided early', () => {
  test.each(['supports', 'refutes'])(
    'is what evidence that %s it was filed on, before the deadline',
    async stance => {
      const claimId = await aClaim(today)
      expect((await queues()).early).toEqual([])
      await fileEvidence(ann, claimId, anEvidence({ stance }))
      expect(await queues()).toEqual({ due: [], early: [claimId], waiting: [] })
      clock.now = new Date('2026-11-23T00:00:00Z')
      expect(await queues()).toEqual({ due: [claimId], early: [], waiting: [] })
    },
  )

  test('is not what only context was filed on, or evidence older than the first forecast', async () => {
    const [context, old, sameDay] = [await aClaim(tomorrow), await aClaim(tomorrow), await aClaim(tomorrow)]
    await fileEvidence(ann, context, anEvidence({ stance: 'context' }))
    await fileEvidence(ann, old, anEvidence({ publishedOn: '2026-01-01' }))
    await fileEvidence(ann, sameDay, anEvidence({ publishedOn: '2026-01-02' }))
    expect((await queues()).early).toEqual([sameDay])
    await logPrediction(ann, aPrediction({ claim: undefined, claimId: old, saidOn: '2026-01-01' }))
    expect((await queues()).early).toEqual([old, sameDay])
  })

  test('is what evidence and a forecast older than it make so at once', async () => {
    const ids = []
    for (let at = 0; at < 12; at++) ids.push(await aClaim(tomorrow))
    await Promise.all(
      ids.flatMap(claimId => [
        fileEvidence(ann, claimId, anEvidence({ publishedOn: '2026-01-01' })),
        logPrediction(ben, aPrediction({ claim: undefined, claimId, saidOn: '2026-01-01' })),
      ]),
    )
    expect((await queues()).early.sort()).toEqual(ids.sort())
  })

  test('is not what is settled', async () => {
    const claimId = await aClaim(tomorrow)
    await resolve(claimId)
    expect(await queues()).toEqual({ due: [], early: [], waiting: [] })
  })

  test('comes the first due first', async () => {
    const [late, soon] = [await aClaim('2027-06-30'), await aClaim(tomorrow)]
    for (const claimId of [late, soon]) await fileEvidence(ann, claimId, anEvidence())
    expect((await queues()).early).toEqual([soon, late])
  })
})

describe('what waits for its condition', () => {
  test('is listed apart, due or decidable early, until the condition is settled', async () => {
    const condition = await aCondition()
    const due = await aClaim(yesterday, { conditionClaimId: condition })
    const early = await aClaim(tomorrow, { conditionClaimId: condition })
    await aClaim('2027-06-30', { conditionClaimId: condition })
    await fileEvidence(ann, early, anEvidence())
    expect(await queues()).toEqual({ due: [], early: [], waiting: [due, early] })
    await resolve(condition, 'partial')
    expect(await queues()).toEqual({ due: [due], early: [early], waiting: [] })
    await disputeClaim(ben, condition, doubt)
    expect(await queues()).toEqual({ due: [], early: [], waiting: [due, early] })
    await settleClaim(mia, condition, { decision: 'upheld', rationale: 'So' })
    expect(await queues()).toEqual({ due: [due], early: [early], waiting: [] })
    await reopenClaim(mia, condition, { reason: 'Too early' })
    await resolveClaim(ann, condition, { outcome: 'void', voidReason: 'moot', rationale: 'So' })
    expect(await queues()).toEqual({ due: [], early: [], waiting: [] })
  })

  test('is not what waits for a condition in words', async () => {
    const claimId = await aClaim(yesterday, { condition: 'It rains' })
    expect(await queues()).toEqual({ due: [claimId], early: [], waiting: [] })
  })

  test('still has the state due, by itself and among predictions', async () => {
    const claimId = await aClaim(yesterday, { conditionClaimId: await aCondition() })
    expect((await get(`/claims/${claimId}`)).body.state).toBe('due')
    const { body } = await get(`/predictions?state=due&topic=${topic}`)
    expect(body.items).toMatchObject([{ claimId }])
  })
})

describe('GET /claims?queue=', () => {
  test('lists each queue by itself, page by page', async () => {
    const condition = await aCondition()
    const expected: Record<string, string[]> = { due: [], early: [], waiting: [] }
    for (let day = 1; day <= 3; day++) {
      expected.due?.push(await aClaim(`2026-03-0${day}`))
      const early = await aClaim(`2027-03-0${day}`)
      await fileEvidence(ann, early, anEvidence())
      expected.early?.push(early)
      expected.waiting?.push(await aClaim(`2026-03-0${day}`, { conditionClaimId: condition }))
    }
    for (const [name, ids] of Object.entries(expected)) {
      expect(await queue(name)).toEqual(ids)
      const { items, pages } = await allPages<Listed>(`/claims?queue=${name}&topic=${topic}&limit=1`)
      expect([idsOf(items), pages]).toEqual([ids, 3])
      const { body } = await get(`/claims?queue=${name}&topic=${topic}`)
      expect([body.early, body.waiting, body.next]).toEqual([undefined, undefined, null])
    }
  })

  test('goes with a state: what is of both', async () => {
    const condition = await aCondition()
    const due = await aClaim(yesterday, { conditionClaimId: condition })
    const open = await aClaim(tomorrow, { conditionClaimId: condition })
    await fileEvidence(ann, open, anEvidence())
    const found = async (state: string) =>
      idsOf((await get(`/claims?queue=waiting&state=${state}&topic=${topic}`)).body.items)
    expect(await found('due')).toEqual([due])
    expect(await found('open')).toEqual([open])
    expect(await found('settled')).toEqual([])
  })

  test.each(['queue=late', 'queue=', 'state=due&cursor=x', 'state=due&limit=0', 'state=late'])(
    'and states refuse ?%s with a pointer to the parameter',
    async query => {
      const { status, body } = await get(`/claims?${query}`)
      expect(status).toBe(422)
      expect(body.errors[0].pointer).toBe(`#/${query.split('&').at(-1)?.split('=')[0]}`)
    },
  )
})
