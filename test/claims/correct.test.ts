import { beforeEach, describe, expect, test } from 'vitest'
import { correctClaim } from '../../src/claims/correct.ts'
import { CorrectClaim } from '../../src/claims/correction-and-merge.ts'
import { disputeClaim } from '../../src/claims/dispute.ts'
import { fileEvidence } from '../../src/claims/file-evidence.ts'
import { mergeClaim } from '../../src/claims/merge.ts'
import { getClaim, listClaims } from '../../src/claims/read.ts'
import { reopenClaim } from '../../src/claims/reopen.ts'
import { resolveClaim } from '../../src/claims/resolve.ts'
import { settleClaim } from '../../src/claims/settle.ts'
import type { ActorDeps } from '../../src/deps.ts'
import { logPrediction } from '../../src/predictions/log.ts'
import { expectExact, refusal } from '../exact.ts'
import { anEvidence, aPrediction, clock, keyOf, testWorld } from '../world.ts'

const { db, deps, post, get } = testWorld()
const ann = { ...deps, actor: 'ann' }
const ben = { ...deps, actor: 'ben' }
const mia = { ...deps, actor: 'mia', role: 'moderator' as const }
const owner = { ...deps, actor: 'owner', role: 'owner' as const }

const noon = new Date('2026-11-22T12:00:00Z')
const day = 24 * 60 * 60 * 1000

beforeEach(() => {
  clock.now = noon
})

/** A claim that ann has opened at noon. */
async function aClaim(claim: Record<string, unknown> = {}) {
  const input = aPrediction()
  const { claimId } = await logPrediction(ann, { ...input, claim: { ...input.claim, ...claim } })
  return claimId
}

async function correct(who: ActorDeps, claimId: string, changes: Record<string, unknown>) {
  const input = CorrectClaim.parse({ reason: 'A slip of the pen', ...changes })
  return (await correctClaim(who, claimId, input)).correctionId
}

async function resolve(who: ActorDeps, claimId: string) {
  const { evidenceId } = await fileEvidence(who, claimId, anEvidence())
  await resolveClaim(who, claimId, { outcome: 'true', rationale: 'By the record', evidenceIds: [evidenceId] })
}

describe('correcting a claim', () => {
  test('changes what is given and keeps both versions', async () => {
    const claimId = await aClaim({
      statement: 'The brigde opens',
      topics: ['bridges'],
      dueWording: 'by June',
    })
    clock.now = new Date('2026-11-22T13:00:00Z')
    const correctionId = await correct(ann, claimId, {
      statement: 'The bridge opens',
      criteria: 'By the road office',
      topics: ['bridges', 'roads'],
      dueWording: 'by the end of June',
    })
    const { history, ...now } = await getClaim(deps, claimId)
    expect(now).toMatchObject({
      statement: 'The bridge opens',
      criteria: 'By the road office',
      topics: ['bridges', 'roads'],
      dueWording: 'by the end of June',
      dueBy: '2026-06-30',
      state: 'due',
    })
    expect(history).toEqual([
      {
        type: 'correction',
        id: correctionId,
        claimId,
        reason: 'A slip of the pen',
        before: {
          statement: 'The brigde opens',
          criteria: 'By the record of things',
          topics: ['bridges'],
          dueWording: 'by June',
        },
        after: {
          statement: 'The bridge opens',
          criteria: 'By the road office',
          topics: ['bridges', 'roads'],
          dueWording: 'by the end of June',
        },
        by: 'ann',
        at: '2026-11-22T13:00:00.000Z',
        entryId: expect.any(String),
      },
    ])
  })

  test('tells only what is another, and null where there was nothing', async () => {
    const claimId = await aClaim({ statement: 'The gate opens', criteria: undefined })
    await correct(ann, claimId, { statement: 'The gate opens', criteria: 'By the guard', topics: ['things'] })
    await correct(ann, claimId, { topics: ['gates'] })
    const { history } = await getClaim(deps, claimId)
    expect(history.map(item => item.type === 'correction' && [item.before, item.after])).toEqual([
      [{ criteria: null }, { criteria: 'By the guard' }],
      [{ topics: ['things'] }, { topics: ['gates'] }],
    ])
  })

  test('lets it be found by its new words and topic, and no longer by the old', async () => {
    const claimId = await aClaim({ statement: 'The quagga returns', topics: ['quaggas'] })
    await correct(ann, claimId, { statement: 'The zebra returns', topics: ['zebras'] })
    const found = async (filter: { q?: string; topic?: string }) =>
      (await listClaims(deps, filter, { limit: 10 })).items.map(({ id }) => id)
    expect(await found({ q: 'zebra' })).toEqual([claimId])
    expect(await found({ topic: 'zebras' })).toEqual([claimId])
    expect(await found({ q: 'quagga' })).toEqual([])
    expect(await found({ topic: 'quaggas' })).toEqual([])
  })

  test('is refused where nothing would change', async () => {
    const claimId = await aClaim({ statement: 'The door opens' })
    for (const same of [{}, { statement: 'The door opens' }, { topics: ['things'] }]) {
      expect(await refusal(db, () => correct(ann, claimId, same))).toMatchObject({
        type: 'nothing-changed',
        status: 409,
      })
    }
  })

  test('knows no other claim', async () => {
    for (const id of ['01890a5d-ac96-774b-bcce-b302099a8057', 'x']) {
      expect(await refusal(db, () => correct(mia, id, { statement: 'So' }))).toMatchObject({
        type: 'not-found',
      })
    }
  })
})

describe('who may correct a claim', () => {
  test('whoever opened it, for 24 hours to the millisecond', async () => {
    const claimId = await aClaim()
    clock.now = new Date(noon.getTime() + day)
    await correct(ann, claimId, { statement: 'Corrected at the last moment' })
    clock.now = new Date(noon.getTime() + day + 1)
    expect(await refusal(db, () => correct(ann, claimId, { statement: 'Too late' }))).toMatchObject({
      type: 'correction-closed',
      status: 403,
      detail: expect.stringContaining('24 hours'),
    })
    expect((await getClaim(deps, claimId)).statement).toBe('Corrected at the last moment')
  })

  test('no other contributor', async () => {
    const claimId = await aClaim()
    expect(await refusal(db, () => correct(ben, claimId, { statement: 'Mine' }))).toMatchObject({
      type: 'forbidden',
      status: 403,
    })
  })

  test('a moderator or the owner at any time, whoever has acted on it', async () => {
    const claimId = await aClaim()
    await fileEvidence(ben, claimId, anEvidence())
    clock.now = new Date(noon.getTime() + 400 * day)
    await correct(mia, claimId, { statement: 'A year later' })
    await correct(owner, claimId, { statement: 'And once more' })
    const { history, statement } = await getClaim(deps, claimId)
    expect(statement).toBe('And once more')
    expect(history.map(({ by }) => by)).toEqual(['mia', 'owner'])
  })

  test.each<[string, (claimId: string) => Promise<unknown>]>([
    ['has forecast it', claimId => logPrediction(ben, aPrediction({ claim: undefined, claimId }))],
    ['has filed evidence on it', claimId => fileEvidence(ben, claimId, anEvidence())],
    [
      'has made another claim depend on it',
      claimId => {
        const input = aPrediction()
        return logPrediction(ben, { ...input, claim: { ...input.claim, conditionClaimId: claimId } })
      },
    ],
    ['has corrected it', claimId => correct(mia, claimId, { criteria: 'By the moderator' })],
    [
      'has merged another into it',
      async claimId => mergeClaim(mia, claimId, { claimId: await aClaim(), reason: 'The same' }),
    ],
    [
      'has declared it void',
      claimId => resolveClaim(ben, claimId, { outcome: 'void', voidReason: 'moot', rationale: 'So' }),
    ],
  ])('not whoever opened it once somebody else %s', async (_what, act) => {
    const claimId = await aClaim()
    await act(claimId)
    expect(await refusal(db, () => correct(ann, claimId, { statement: 'Still mine' }))).toMatchObject({
      type: 'correction-closed',
      status: 403,
      detail: expect.stringContaining('Somebody else'),
    })
    await correct(mia, claimId, { topics: ['moderated'] })
  })

  test('whoever opened it, though they have acted on it themselves, and others on other claims', async () => {
    const claimId = await aClaim()
    await fileEvidence(ann, claimId, anEvidence())
    await logPrediction(ann, aPrediction({ claim: undefined, claimId }))
    await fileEvidence(ben, await aClaim(), anEvidence())
    await correct(ann, claimId, { statement: 'Mine alone' })
    expect((await getClaim(deps, claimId)).statement).toBe('Mine alone')
  })
})

describe('a settled claim', () => {
  const changes = { statement: 'Other words', criteria: 'Other criteria', dueWording: 'another day' }

  test('is frozen but for its topics, also while it is disputed, and when it is reopened', async () => {
    const claimId = await aClaim()
    await resolve(ann, claimId)
    const frozen = async () => {
      for (const [field, value] of Object.entries(changes)) {
        const both = { [field]: value, topics: ['other'] }
        expect(await refusal(db, () => correct(mia, claimId, both))).toMatchObject({
          type: 'frozen',
          status: 409,
          detail: expect.stringContaining(field),
        })
      }
    }
    await frozen()
    await correct(ann, claimId, { topics: ['renamed'] })
    const challenge = { reason: 'too-early', rationale: 'So', counterOutcome: 'open' } as const
    await disputeClaim(ben, claimId, challenge)
    await frozen()
    await correct(mia, claimId, { topics: ['disputed'] })
    expect(await getClaim(deps, claimId)).toMatchObject({ state: 'disputed', topics: ['disputed'] })

    await settleClaim(mia, claimId, { decision: 'overturned', rationale: 'Nobody can say yet' })
    expect((await getClaim(deps, claimId)).state).toBe('due')
    await frozen()
    await correct(mia, claimId, { topics: ['reopened'] })
  })

  test('says in its refusal what stands', async () => {
    const claimId = await aClaim()
    await resolve(mia, claimId)
    const { resolutionId } = await getClaim(deps, claimId)
    expect(await refusal(db, () => correct(mia, claimId, changes))).toMatchObject({
      type: 'frozen',
      detail: expect.stringContaining('statement, criteria, dueWording'),
      members: { outcome: 'true', resolutionId },
    })
    await reopenClaim(mia, claimId, { reason: 'Too early' })
    expect(await refusal(db, () => correct(mia, claimId, changes))).toMatchObject({
      members: { outcome: null, resolutionId: null },
    })
  })

  test('is frozen when another that was settled was merged into it', async () => {
    const [claimId, going] = [await aClaim(), await aClaim()]
    await resolveClaim(mia, going, { outcome: 'void', voidReason: 'moot', rationale: 'So' })
    await reopenClaim(mia, going, { reason: 'Not so' })
    await mergeClaim(mia, claimId, { claimId: going, reason: 'The same' })
    expect(await refusal(db, () => correct(mia, claimId, changes))).toMatchObject({ type: 'frozen' })
  })

  test('is not frozen by another that was only void as its duplicate', async () => {
    const [claimId, going] = [await aClaim(), await aClaim()]
    await resolveClaim(ann, going, { outcome: 'void', voidReason: 'duplicate', rationale: 'So' })
    await mergeClaim(mia, claimId, { claimId: going, reason: 'The same' })
    await correct(mia, claimId, changes)
    expect(await getClaim(deps, claimId)).toMatchObject(changes)
  })

  test('that is void only because its condition failed is frozen until the condition is reopened', async () => {
    const conditionClaimId = await aClaim()
    const claimId = await aClaim({ conditionClaimId })
    await resolveClaim(mia, conditionClaimId, { outcome: 'void', voidReason: 'moot', rationale: 'So' })
    expect(await refusal(db, () => correct(mia, claimId, changes))).toMatchObject({ type: 'frozen' })
    await reopenClaim(mia, conditionClaimId, { reason: 'Too early' })
    await correct(mia, claimId, changes)
    expect(await getClaim(deps, claimId)).toMatchObject(changes)
  })
})

describe('a correction that names the version it mends', () => {
  test('is taken of the last one, and refused once there is another', async () => {
    const claimId = await aClaim()
    const { entryId } = await getClaim(deps, claimId)
    await correct(ann, claimId, { statement: 'Second version', seen: entryId })
    expect(
      await refusal(db, () => correct(ann, claimId, { statement: 'Third version', seen: entryId })),
    ).toMatchObject({
      type: 'overtaken',
      status: 409,
    })
    const { history } = await getClaim(deps, claimId)
    await fileEvidence(ann, claimId, anEvidence())
    await correct(ann, claimId, { statement: 'Third version', seen: history.at(-1)?.entryId })
    expect((await getClaim(deps, claimId)).statement).toBe('Third version')
  })

  test('may take criteria and the words of the deadline away', async () => {
    const claimId = await aClaim({ dueWording: 'by June' })
    await correct(ann, claimId, { criteria: null, dueWording: null })
    const { history, ...now } = await getClaim(deps, claimId)
    expect(now).toMatchObject({ criteria: null, dueWording: null })
    expect(history).toMatchObject([
      {
        before: { criteria: 'By the record of things', dueWording: 'by June' },
        after: { criteria: null, dueWording: null },
      },
    ])
  })
})

describe('over HTTP', () => {
  const as = (id: string) => ({ Authorization: `Bearer ${keyOf(id)}` })
  const reason = 'A slip of the pen'

  test('a correction answers 201 with what the history then says', async () => {
    const claimId = await aClaim()
    const path = `/claims/${claimId}`
    const { status, headers, body } = await post(
      `${path}/corrections`,
      { statement: 'Other words', reason },
      as('ann'),
    )
    expect([status, headers.get('Location')]).toEqual([201, `/api/v1${path}`])
    expect((await get(path)).body).toMatchObject({ statement: 'Other words', history: [body] })
    expect(body).toMatchObject({ type: 'correction', after: { statement: 'Other words' }, by: 'ann' })
  })

  test.each(['dueBy', 'dueByStrict'])(
    'a correction of %s is refused, and the way to say it again is named',
    async field => {
      const path = `/claims/${await aClaim()}/corrections`
      for (const who of ['ann', 'mia']) {
        const { status, body } = await post(
          path,
          { [field]: '2027-01-01', statement: 'Later', reason },
          as(who),
        )
        expect(status).toBe(422)
        expect(body.errors).toEqual([
          { pointer: `#/${field}`, detail: expect.stringContaining('restatesId') },
        ])
      }
    },
  )

  test('refusals answer 401, 403, 404, 409 and 422', async () => {
    const claimId = await aClaim()
    const path = `/claims/${claimId}/corrections`
    const wording = { statement: 'Other words', reason }
    const nobody = '/claims/01890a5d-ac96-774b-bcce-b302099a8057/corrections'
    for (const [status, type, answer] of [
      [401, 'unauthenticated', post(path, wording, { Authorization: '' })],
      [403, 'forbidden', post(path, wording, as('ben'))],
      [404, 'not-found', post(nobody, wording, as('mia'))],
      [409, 'nothing-changed', post(path, { reason }, as('ann'))],
      [422, 'invalid', post(path, { statement: 'Other words' }, as('ann'))],
      [422, 'invalid', post(path, { ...wording, condition: 'It rains' }, as('ann'))],
    ] as const) {
      const { status: given, body } = await answer
      expect([given, body.type]).toEqual([status, `https://reckon.test/problems/${type}`])
    }
  })
})

test('after all of that the scores are exact, and the ledger replayed gives the same rows', () =>
  expectExact(db))
